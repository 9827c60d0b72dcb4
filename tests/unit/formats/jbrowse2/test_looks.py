"""What the displays of a track say of its look."""

from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec import UNSET

import converter
from converter.formats.jbrowse2 import facts, looks
from converter.model import Display, DisplayRange
from tests.unit.formats.jbrowse2.reading import BAM, config, display, shown, track

WIGGLE = "LinearWiggleDisplay"
LISTED = "/tracks/0/displays/0"


def wiggle(**slots: Any) -> Any:
    return config(track(displays=[display(WIGGLE, **slots)]))


def xy(**slots: Any) -> dict[str, Any]:
    return {"renderers": {"XYPlotRenderer": slots}}


def test_slots_say_fields() -> None:
    read = wiggle(height=50, minScore=1, maxScore=9.5, scaleType="log", inverted=True, **xy(summaryScoreMode="max"))
    assert read.track().display == Display(height_px=50, window_function="max")
    assert read.track().display_range == DisplayRange(minimum=1, maximum=9.5, scale="log", flipped=True, autoscale=False)
    assert read.extras().spelling == {}
    assert read.says(f"{LISTED}/height") == ("feeds", "t1.display.height_px")
    assert read.says(f"{LISTED}/type") == ("structural", "displays/type")
    assert read.says(f"{LISTED}/displayId") == ("structural", "displayId")


@pytest.mark.parametrize("number", range(3))
def test_tracks_with_facts_of_one_kind_are_read_alike(number: int) -> None:
    read = wiggle(height=30 + number, maxScore=number + 0.5, **xy(color=f"rgb({number},0,0)"))
    assert read.track().display == Display(height_px=30 + number, color=f"#0{number}0000")
    assert read.track().display_range.maximum == number + 0.5


def test_a_value_is_taken_for_what_it_is_even_beside_an_equal_one() -> None:
    assert wiggle(inverted=True).track().display_range.flipped is True
    assert wiggle(inverted=1).extras().ignored == {f"displays/{WIGGLE}/inverted": 1}
    assert wiggle(height=40.0).extras().spelling == {"display.height_px": ["height", 40.0]}
    assert wiggle(height=40).extras().spelling == {}


def test_what_the_slot_does_not_take_is_ignored_and_what_no_field_says_is_native() -> None:
    read = wiggle(height="tall", numStdDev=2, mine=[1], **{"a/b": {"c~d": 1}})
    extras = read.extras()
    assert extras.native[f"displays/{WIGGLE}/numStdDev"] == 2
    assert read.says(f"{LISTED}/height") == ("ignored", f"displays/{WIGGLE}/height")
    assert {key.rpartition(f"{WIGGLE}/")[2]: value for key, value in extras.ignored.items()} == {
        "height": "tall",
        "mine": [1],
        "a~1b/c~0d": 1,
    }


def test_automatic_values_say_nothing() -> None:
    read = wiggle(minScore=5e-324, **xy(color="#f0f"))
    assert read.track().display is UNSET
    assert read.track().display_range is UNSET


@pytest.mark.parametrize(
    ("slots", "renderer", "filled", "spelling"),
    [
        ({"defaultRendering": "line"}, "line", UNSET, {}),
        ({"defaultRendering": "xyplot", **xy(filled=False)}, "points", UNSET, {}),
        ({"defaultRendering": "xyplot", **xy(filled=True)}, "bar", True, {}),
        ({**xy(filled=False)}, "points", UNSET, {"display.renderer": ["renderers/XYPlotRenderer/filled"]}),
        ({**xy(filled=True)}, UNSET, True, {}),
    ],
)
def test_bars_that_are_not_filled_are_points(slots: Any, renderer: Any, filled: Any, spelling: Any) -> None:
    read = wiggle(**slots)
    assert (read.track().display.renderer, read.track().display.filled) == (renderer, filled)
    assert read.extras().spelling == spelling


def test_points_of_a_view_are_spelled_as_there() -> None:
    read = config(track(), views=[shown({"type": WIGGLE, "rendererTypeNameState": "xyplot", "fill": False})])
    assert read.track().display.renderer == "points"
    assert read.extras().spelling["display.renderer"] == ["~rendererTypeNameState", "xyplot", "~fill"]


def test_the_colours_of_the_renderer_that_is_chosen_count() -> None:
    both = wiggle(**xy(posColor="red", negColor="blue"))
    assert (both.track().display.color, both.track().display.alt_color) == ("#ff0000", "#0000ff")
    assert wiggle(**xy(posColor="rgb(1,2,3)")).track().display.color == "#010203"
    one = wiggle(**xy(color="red", posColor="green", negColor="blue"))
    assert one.track().display == Display(color="#ff0000")
    assert one.says(f"{LISTED}/renderers/XYPlotRenderer/posColor")[0] == "native"
    line = wiggle(defaultRendering="line", renderers={"LinePlotRenderer": {"posColor": "red", "negColor": "blue"}})
    assert line.track().display == Display(renderer="line")
    other = wiggle(defaultRendering="line", **xy(color="red"))
    assert other.track().display.color is UNSET
    assert other.says(f"{LISTED}/renderers/XYPlotRenderer/color")[0] == "native"


def test_autoscaling_counts_unless_both_limits_are_given() -> None:
    assert wiggle(autoscale="local", minScore=1).track().display_range.autoscale is True
    assert wiggle(autoscale="local", minScore=1, maxScore=2).track().display_range.autoscale is False


def test_the_place_that_is_named_first_wins() -> None:
    read = config(track(displays=[display(WIGGLE, height=50)]), views=[shown({"type": WIGGLE, "height": 70, "id": "d"})])
    assert read.track().display.height_px == 70
    assert read.says(f"{LISTED}/height") == ("superseded", "by the display in the view")
    assert read.says("/defaultSession/views/0/tracks/0/displays/0/id") == ("structural", "id")


def test_the_colour_of_features_is_one_or_one_for_each_strand() -> None:
    def features(color: str) -> Any:
        return config(track("FeatureTrack", displays=[display("LinearBasicDisplay", renderer={"color1": color})]))

    assert features("red").track().display == Display(color="#ff0000")
    strands = features("jexl:get(feature,'strand')==-1?'blue':'red'")
    assert strands.track().display == Display(color="#ff0000", alt_color="#0000ff")
    assert strands.says(f"{LISTED}/renderer/color1") == ("feeds", "t1.display.color", "t1.display.alt_color")
    for other in ('jexl:get(feature, "strand") == 1 ? "red" : "blue"', "jexl: get( feature,'strand' )== -1?'blue' :'#f00'"):
        assert features(other).track().display == Display(color="#ff0000", alt_color="#0000ff")
    assert features("jexl:get(feature,'strand')==1?'red':'no colour'").track().display is UNSET
    callback = features("jexl:random()")
    assert callback.track().display is UNSET
    assert callback.says(f"{LISTED}/renderer/color1")[0] == "native"


@pytest.mark.parametrize(("kind", "fate"), [("SvgFeatureRenderer", "structural"), ("OtherRenderer", "native")])
def test_the_usual_renderer_lays_out_only(kind: str, fate: str) -> None:
    read = config(track("FeatureTrack", displays=[display("LinearBasicDisplay", renderer={"type": kind, "height": 8})]))
    assert read.says(f"{LISTED}/renderer/type")[0] == fate
    assert read.track().display == Display(feature_height_px=8)


def alignments(view: dict[str, Any] | None = None, **slots: Any) -> Any:
    listed = [display("LinearAlignmentsDisplay", **slots)] if slots else None
    views = [shown({"type": "LinearAlignmentsDisplay", **view}, track_type="AlignmentsTrack")] if view is not None else ()
    return config(track("AlignmentsTrack", BAM, displays=listed), views=views)


def test_the_least_score_of_arcs_is_the_least_coverage_of_junctions() -> None:
    """Arcs of fewer reads are left out (`skipFeatures`)."""
    parts = alignments({"SNPCoverageDisplay": {"minArcScore": 5}}).track().parts
    assert parts["reads"].reads.junction_min_coverage == 5


@pytest.mark.parametrize("score", [2.5, -1, True, "3"])
def test_a_score_of_arcs_that_is_no_number_of_reads_is_none(score: object) -> None:
    read = alignments({"SNPCoverageDisplay": {"minArcScore": score}})
    assert "junction_min_coverage" not in str(read.track().parts["reads"].reads)


@pytest.mark.parametrize(
    ("slots", "state", "mode"),
    [
        ({"noSpacing": True, "height": 2}, {}, "squished"),
        ({"noSpacing": True}, {"noSpacing": False}, "expanded"),
        ({"displayMode": "compact"}, {}, "squished"),
        ({"displayMode": "compact"}, {"noSpacing": False}, "expanded"),
    ],
)
def test_reads_without_room_between_them_are_squished(slots: dict[str, Any], state: dict[str, Any], mode: str) -> None:
    read = alignments({"PileupDisplay": state}, pileupDisplay={"renderers": {"PileupRenderer": slots}})
    assert read.track().parts["reads"].display.mode == mode


def test_the_height_of_reads_is_what_the_coverage_leaves() -> None:
    read = alignments({"snpCovHeight": 40, "height": 250})
    parts = read.track().parts
    assert (parts["coverage"].display.height_px, parts["reads"].display.height_px) == (40, 210)
    assert read.extras().spelling["parts.reads.display.height_px"] == ["~height", 250, 40]
    entry = "/defaultSession/views/0/tracks/0/displays/0"
    assert read.says(f"{entry}/snpCovHeight") == (
        "feeds",
        "t1.parts.coverage.display.height_px",
        "t1.parts.reads.display.height_px",
    )
    low = alignments({"snpCovHeight": 40, "height": 30})
    assert low.track().display.height_px == 30
    assert low.track().parts["reads"].display is UNSET


def test_lower_panels_join_reads() -> None:
    read = alignments({"lowerPanelType": "LinearReadArcsDisplay", "SNPCoverageDisplay": {"showArcs": True}})
    assert read.track().parts["reads"].reads.paired_arcs is True
    assert read.track().parts["junctions"].visible is True


def test_one_strand_of_the_sequence() -> None:
    state = {"type": "LinearReferenceSequenceDisplay", "showForward": True, "showReverse": False, "showTranslation": True}
    read = config(views=[shown(state, track_id="hg38-seq", track_type="ReferenceSequenceTrack")])
    assert read.track().sequence.strand == "+"
    exported = {"type": "LinearReferenceSequenceDisplay", "showForward": False}
    read = config(views=[shown(exported, track_id="hg38-seq", track_type="ReferenceSequenceTrack")])
    assert read.track().sequence.strand == "-"
    both = config(views=[shown({**state, "showReverse": True}, track_id="hg38-seq", track_type="ReferenceSequenceTrack")])
    assert both.track().sequence.strand is UNSET
    assert both.extras().native["shown/displays/showForward"] is True


def test_names_of_the_next_generation_are_read_in_its_documents_only() -> None:
    slots = {"color": "red", "scales": {"y": {"type": "log"}}, "height": 60}
    older = wiggle(**slots)
    assert older.track().display == Display(height_px=60)
    newer = config(track(displays=[display(WIGGLE, **slots)], displayDefaults={"height": 70, "color": "blue", "other": 1}))
    assert newer.track().display == Display(height_px=60, color="#ff0000")
    assert newer.track().display_range.scale == "log"
    assert newer.says("/tracks/0/displayDefaults/height") == ("superseded", "by the display")
    assert newer.says("/tracks/0/displayDefaults/other") == ("ignored", "displayDefaults/other")
    idle = config(track(displayDefaults={"color": "blue", "posColor": "red"}))
    assert idle.says("/tracks/0/displayDefaults/posColor") == ("ignored", "displayDefaults/posColor")
    alone = config(track(displayDefaults={"height": 70}))
    assert alone.track().display.height_px == 70


def test_what_was_met_is_forgotten_when_it_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts, "_REMEMBERED", 3)
    monkeypatch.setattr(looks, "_PLANS_LIMIT", 1)
    for height in (50, 60, 70):
        read = wiggle(height=height, minScore=height, **{f"name{height}" * 50: "text" * 50})
        assert read.track().display.height_px == height
    assert len(looks._PLANS) == 1
    assert len(facts._SCHEMES) < 3


def test_a_plan_of_very_many_facts_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looks, "_PLANS", {})
    read = wiggle(height=50, **{f"x{number}": number for number in range(200)})
    assert read.track().display.height_px == 50
    assert looks._PLANS == {}


@pytest.mark.parametrize(("scale", "white"), [("0.5;0;1.5;2", 1), ("-0.5;-2;0.5;2", None)])
def test_a_scale_of_colours_becomes_shades_with_their_white(scale: str, white: float | None) -> None:
    colors = f'colorScale="ContinuousColorScale;{scale};0,0,255;255,255,255;255,0,0"'
    data = (
        '<Session genome="hg38" version="8"><Resources><Resource path="https://h/a.bw"/></Resources>'
        f'<Panel name="P"><Track id="https://h/a.bw" name="A" renderer="HEATMAP" {colors}/></Panel></Session>'
    )
    made = converter.convert(data.encode(), "jbrowse2", options={"carry": False})
    [display] = json.loads(made.document)["tracks"][0]["displays"]
    density = display["renderers"]["DensityRenderer"]
    assert (density["posColor"], density["negColor"], density.get("bicolorPivotValue")) == ("rgb(255,0,0)", "rgb(0,0,255)", white)
    assert display["maxScore"] == 2
