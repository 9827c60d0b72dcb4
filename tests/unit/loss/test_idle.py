"""Values that change nothing to look at are told as hardly noticed, beside like ones that are seen."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import UNSET

from converter.loss.effects import Effect, severity_of
from converter.loss.idle import is_idle
from converter.loss.wording import Standing, Target, Wording
from converter.model import Display, DisplayRange, Part, Reads, Session, Track, View

FITTED = DisplayRange(autoscale=True)
TRACKS = {
    "bars": Track(kind="quantitative", display=Display(renderer="bar"), display_range=DisplayRange(maximum=9)),
    "heat": Track(kind="quantitative", display=Display(renderer="heatmap"), display_range=DisplayRange(maximum=9)),
    "fitted": Track(kind="quantitative", display_range=FITTED),
    "grouped": Track(kind="quantitative", display_range=DisplayRange(autoscale_group="1")),
    "genes": Track(kind="annotation", display_range=DisplayRange(maximum=9)),
    "segments": Track(kind="copy_number"),
    "segment bars": Track(kind="copy_number", display=Display(renderer="bar")),
    "reads": Track(
        kind="alignment", parts={"coverage": Part(display_range=FITTED), "reads": Part(visible=False), "junctions": Part()}
    ),
    "computed": Track(kind="alignment", parts={"reads": Part(reads=Reads(compute_insert_size=True))}),
}
USUAL = [-0.1, -1.5, 0.1, 1.5, "#0000ff", "#ffffff", "#ff0000"]
ONE_COLOUR = ["0", "9", "#ffffff", "#ff0000"]


@pytest.mark.parametrize(
    ("track", "field", "value", "idle"),
    [
        ("bars", "display_range.color_scale", ONE_COLOUR, True),
        ("heat", "display_range.color_scale", ONE_COLOUR, False),
        ("genes", "display_range.color_scale", ONE_COLOUR, True),
        ("genes", "display_range.maximum", 9, True),
        ("bars", "display_range.maximum", 9, False),
        ("fitted", "display_range.maximum", 9, True),
        ("fitted", "display_range.scale", "log", False),
        ("grouped", "display_range.minimum", 1, True),
        ("segments", "display.color", "#ff0000", True),
        ("segments", "display.renderer", "heatmap", True),
        ("segments", "display.label_field", "x", False),
        ("segments", "display_range.maximum", 2, True),
        ("segments", "display_range.color_scale", USUAL, True),
        ("segments", "display_range.color_scale", [-0.2, *USUAL[1:]], False),
        ("heat", "display_range.color_scale", USUAL, False),
        ("segment bars", "display.color", "#ff0000", False),
        ("segment bars", "display_range.maximum", 2, False),
        ("reads", "parts.coverage.display_range.maximum", 9, True),
        ("reads", "parts.reads.reads.color_by", "strand", True),
        ("reads", "parts.junctions.display.color", "#ff0000", False),
        ("reads", "parts.junctions.display.color", "#b9b9b9", True),
        ("computed", "parts.reads.display.mode", "collapsed", True),
        ("computed", "parts.reads.display.mode", "squished", False),
        ("reads", "parts.junctions.display.color", "#b9b9ba", False),
        ("reads", "parts.junctions.display.color", "#b9b9b980", False),
        ("reads", "parts.junctions.display.color", "#404040", False),
        ("reads", "parts.junctions.display.color", "#ffffff", False),
        ("reads", "parts.junctions.display.color", ["#b9b9b9"], False),
        ("bars", "display.color", "#b9b9b9", False),
        ("computed", "parts.reads.reads.min_insert_size_bp", 50, True),
        ("computed", "parts.reads.reads.color_by", "strand", False),
        ("reads", "parts.coverage.reads.max_insert_size_bp", 50, False),
        ("bars", "display_range.maximum", None, False),
        ("gone", "display_range.maximum", 9, False),
    ],
)
def test_a_value_is_idle_where_nothing_is_drawn_by_it(track: str, field: str, value: Any, *, idle: bool) -> None:
    assert is_idle(Session(tracks=TRACKS), ("tracks", track), field, value) is idle


def test_the_usual_scale_is_not_idle_beside_one_for_all_segments() -> None:
    held = Session(tracks=TRACKS, color_scales={"COPY_NUMBER": "ContinuousColorScale;0.0;1.0;0,0,255;255,0,0"})
    assert not is_idle(held, ("tracks", "segments"), "display_range.color_scale", USUAL)


def test_only_tracks_have_idle_values() -> None:
    assert not is_idle(Session(tracks=TRACKS), ("views", "bars"), "display_range.color_scale", ONE_COLOUR)


@pytest.mark.parametrize(
    ("field", "value", "severity"),
    [
        ("reads.color_tag", "", "info"),
        ("reads.color_tag", "HP", "warning"),
        ("display.show_labels", True, "info"),
        ("reads.shade_centers", True, "info"),
        ("parts.junctions.visible", True, "error"),
        ("parts.junctions.visible", UNSET, "error"),
        ("parts.junctions.visible", False, "info"),
        ("parts.coverage.visible", True, "warning"),
        ("visible", True, "info"),
    ],
)
def test_a_part_that_is_shown_is_data_and_an_empty_text_says_nothing(field: str, value: Any, severity: str) -> None:
    assert severity_of("tracks", field, value) == severity


def test_how_a_track_looks_that_nobody_sees_or_the_target_shows_by_itself() -> None:
    wording = Wording(
        Target("toy", "Toy", {}),
        (Session(tracks=TRACKS), Session()),
        {"reads": Standing.UNOPENED, "genes": Standing.BROUGHT},
        Effect.DROPPED,
    )
    assert wording.severity(("tracks", "reads"), "parts.junctions.visible", value=True) == "info"
    assert wording.severity(("tracks", "reads"), "source") == "error"
    gone = wording.gone(("tracks", "genes"))
    assert (gone.severity, gone.message) == ("warning", "Toy shows genes of its own with the genome in place of this track.")


@pytest.mark.parametrize(
    ("left", "shown", "severity"),
    [
        (["bars"], ["overlay", "genes"], "warning"),
        (["bars"], ["overlay"], "error"),
        (["bars", "genes"], ["bars"], "error"),
        ([], ["overlay", "bars", "genes"], "warning"),
        (None, ["bars"], "error"),
    ],
)
def test_members_of_an_overlay_that_are_shown_beside_it_are_not_missing(
    left: list[str] | None, shown: list[str], severity: str
) -> None:
    tracks = {} if left is None else {"overlay": Track(kind="overlay", members=left)}
    before = Session(tracks={**TRACKS, "overlay": Track(kind="overlay", members=["bars", "genes"])})
    after = Session(tracks={**TRACKS, **tracks}, views={"v1": View(tracks=shown)})
    wording = Wording(Target("toy", "Toy", {}), (before, after), {}, Effect.DROPPED)
    assert wording.severity(("tracks", "overlay"), "members") == severity
