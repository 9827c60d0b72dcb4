"""What is said of the order of a hub's tracks where a target leaves some of them out."""

from __future__ import annotations

import pytest

import converter
from tests.unit.loss.toy import install, lose_track

_TRACK = "track {0}\nshortLabel {0}\ntype bigWig\nvisibility full\nbigDataUrl {0}.bw\npriority {1}\n{2}"
_GROUP = "track g\nshortLabel g\nsuperTrack on show\npriority 5\n"


def told(monkeypatch: pytest.MonkeyPatch, *stanzas: str) -> dict[str, str]:
    """What became of each priority, by the line and key of it; the first track is lost."""
    install(monkeypatch, lose_track)
    hub = "\n".join(["hub h\nuseOneFile on\n", "genome hg38\n", *stanzas])
    done = converter.convert(hub.encode(), to="toy", options={"carry": False}, ledger=True).report.to_dict()
    held: dict[str, str] = {}
    for entry in (*done["entries"], *done["ledger"]):
        for place in entry.get("places", [entry["source"]["path"]] if entry["source"] else []):
            held[place] = entry["effect"]
    lines = enumerate(hub.split("\n"), 1)
    return {text: held.get(f"/{line}/priority", "kept") for line, text in lines if text.startswith("priority")}


def test_the_place_of_a_track_is_lost_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    tracks = [_TRACK.format(name, at, "") for name, at in (("a", 1), ("b", 2), ("c", 3))]
    assert told(monkeypatch, *tracks) == {"priority 1": "dropped", "priority 2": "kept", "priority 3": "kept"}


def test_the_only_track_that_is_left_has_no_place_among_others(monkeypatch: pytest.MonkeyPatch) -> None:
    tracks = [_TRACK.format(name, at, "") for name, at in (("a", 1), ("b", 2))]
    assert told(monkeypatch, *tracks) == {"priority 1": "dropped", "priority 2": "dropped"}


@pytest.mark.parametrize(("second", "effect"), [("", "dropped"), ("parent g\n", "approximated")])
def test_the_place_of_a_group_is_that_of_its_tracks(monkeypatch: pytest.MonkeyPatch, second: str, effect: str) -> None:
    tracks = [_TRACK.format("a", 1, "parent g\n"), _TRACK.format("b", 2, second), _TRACK.format("c", 3, "")]
    assert told(monkeypatch, _GROUP, *tracks)["priority 5"] == effect


_UNSHOWN = "track {0}\nshortLabel {0}\ntype bigWig\nbigDataUrl {0}.bw\npriority {1}\n{2}"


def effects(to: str, *stanzas: str) -> tuple[str, dict[str, str]]:
    """The verdict, and what became of each priority."""
    hub = "\n".join(["hub h\nuseOneFile on\n", "genome hg38\n", *stanzas])
    report = converter.convert(hub.encode(), to, options={"carry": False}).report.to_dict()
    paths = {
        path: one["effect"] for one in report["entries"] if one["source"] for path in one.get("places", [one["source"]["path"]])
    }
    lines = enumerate(hub.split("\n"), 1)
    return report["verdict"], {
        text: paths.get(f"/{line}/priority", "kept") for line, text in lines if text.startswith("priority")
    }


def test_a_priority_beside_nothing_that_is_shown_decides_nothing() -> None:
    alone = _TRACK.format("a", 7, "parent g\n"), _UNSHOWN.format("b", 8, "parent g\n"), _TRACK.format("c", 9, "")
    assert effects("jbrowse2", _GROUP, *alone)[1] == {
        "priority 5": "kept",
        "priority 7": "dropped",
        "priority 8": "dropped",
        "priority 9": "kept",
    }


def test_of_a_hub_that_shows_nothing_the_order_is_that_of_all() -> None:
    stanzas = (
        _GROUP.replace(" show", ""),
        *(_UNSHOWN.format(*one) for one in (("a", 7, ""), ("b", 2, ""), ("c", 1, "parent g\n"))),
    )
    assert effects("ucsc", *stanzas)[0] == "lossless"
    verdict, priorities = effects("jbrowse2", *stanzas)
    assert priorities == {"priority 5": "kept", "priority 7": "kept", "priority 2": "kept", "priority 1": "dropped"}
    assert verdict == "equivalent"
