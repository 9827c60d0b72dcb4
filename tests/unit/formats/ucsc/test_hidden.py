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
