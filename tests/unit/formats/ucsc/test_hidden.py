"""What decides whether a track of a hub is shown: of several things that hide it none does so alone."""

from __future__ import annotations

import pytest

import converter
from tests.unit.formats.ucsc.test_hub import TOP, track

OPEN = track("other", "visibility pack")


def effects(*stanzas: str) -> dict[str, str]:
    """What becomes of each setting by its line's text: kept, where an IGV session says it."""
    text = TOP + "\n".join((*stanzas, OPEN))
    report = converter.convert(text.encode(), "igvxml", "ucsc", options={"carry": False}, ledger=True).report.to_dict()
    found = {
        path: one["effect"]
        for one in (*report["entries"], *report["ledger"])
        if one["source"] is not None
        for path in one.get("places", [one["source"]["path"]])
    }
    lines = dict(enumerate(text.split("\n"), 1))
    return {line: found.get(f"/{at}/{line.split()[0]}", "kept") for at, line in lines.items() if line.strip()}


CLOSED = "track s\nsuperTrack on\nshortLabel s\n"
SHOWN = "track s\nsuperTrack on show\nshortLabel s\n"


@pytest.mark.parametrize(
    ("group", "member", "line", "effect"),
    [
        (CLOSED, "visibility full", "superTrack on", "approximated"),
        (CLOSED, "visibility full", "visibility full", "dropped"),
        (CLOSED, "visibility hide", "superTrack on", "dropped"),
        (SHOWN, "visibility hide", "superTrack on show", "dropped"),
        (SHOWN, "visibility hide", "visibility hide", "kept"),
        (CLOSED, "visibility dense", "visibility dense", "kept"),
        (CLOSED, "visibility sideways", "visibility sideways", "dropped"),
    ],
)
def test_a_group_and_its_track_hide_each_for_itself(group: str, member: str, line: str, effect: str) -> None:
    """IGV has no categories, so what a group says besides is lost with them; dense is how a graph is drawn."""
    assert effects(group, track("a", "parent s", member))[line] == effect


def test_a_track_that_is_off_in_a_hidden_composite_says_its_folder_alone() -> None:
    composite = "track c\ncompositeTrack on\nshortLabel c\nvisibility hide\n"
    assert effects(composite, track("a", "parent c off"))["parent c off"] == "dropped"
    assert effects(composite.replace("hide", "full"), track("a", "parent c off"))["parent c off"] == "approximated"


def shown(*stanzas: str) -> list[str]:
    """Names of the shown tracks."""
    session = converter.read((TOP + "\n".join((*stanzas, OPEN))).encode(), "ucsc").session
    return [str(session.tracks[key].name) for key in session.views["v1"].tracks]


@pytest.mark.parametrize(
    ("group", "lines", "seen"),
    [
        (SHOWN, ["parent s full"], True),
        (SHOWN, ["parent s 1"], True),
        (SHOWN, ["parent s hide"], False),
        (SHOWN, ["parent s"], False),
        (SHOWN, ["parent s sideways"], False),
        (SHOWN, ["parent s full", "visibility hide"], False),
        (SHOWN, ["parent s hide", "visibility full"], True),
        (CLOSED, ["parent s full"], False),
    ],
)
def test_the_line_of_the_parent_says_a_visibility_that_nothing_else_says(group: str, lines: list[str], seen: bool) -> None:  # noqa: FBT001
    assert ("a" in shown(group, track("a", *lines))) is seen


@pytest.mark.parametrize(
    ("group", "line", "effect"),
    [
        (SHOWN, "parent s dense", "approximated"),
        (SHOWN, "parent s hide", "approximated"),
        (CLOSED, "parent s dense", "approximated"),
    ],
)
def test_a_line_of_the_parent_that_says_how_a_track_is_drawn_is_said_in_part(group: str, line: str, effect: str) -> None:
    assert effects(group, track("a", line))[line] == effect


def test_where_the_group_hides_anyway_the_line_of_the_parent_says_its_folder_alone() -> None:
    assert effects(CLOSED, track("a", "parent s full"))["parent s full"] == "dropped"


def test_a_composite_in_a_supertrack_is_shown_by_its_line_of_the_parent() -> None:
    composite = "track c\nparent s full\ncompositeTrack on\nshortLabel c\n"
    assert "a" in shown(SHOWN, composite, track("a", "parent c on"))
    assert "a" not in shown(SHOWN, composite.replace("full", "hide"), track("a", "parent c on"))
    assert effects(SHOWN, composite, track("a", "parent c on"))["parent s full"] == "approximated"


def test_what_was_hidden_since_then_is_hidden() -> None:
    text = TOP + SHOWN + "\n" + track("a", "parent s full") + OPEN
    there = converter.convert(text.encode(), "neutral", "ucsc").document
    assert b"parent s full" in converter.convert(there, "ucsc").document
    session = converter.read(there).session
    session.views["v1"].tracks = [key for key in session.views["v1"].tracks if session.tracks[key].name != "a"]
    back = converter.read(converter.write(session, "ucsc").document).session
    assert [back.tracks[key].name for key in back.views["v1"].tracks] == ["other"]
