"""Hubs read: what is inherited, what is shown and in which order, and where it is bound."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import UNSET

import converter
from converter.errors import ConverterError, MalformedError, RefusedError, UnknownFormatError
from converter.formats.base import Job
from converter.formats.ucsc import mapping
from converter.formats.ucsc.reader import read
from converter.loss.ledger import Ledger
from converter.options import ConvertOptions

TOP = "hub lab\nshortLabel Lab\nuseOneFile on\n\ngenome hg38\n\n"


def track(name: str, *more: str, kind: str = "bigWig") -> str:
    """A stanza of a track."""
    ending = {"bigWig": "bw", "bam": "bam"}.get(kind, "bb")
    return "\n".join([f"track {name}", f"bigDataUrl {name}.{ending}", f"shortLabel {name}", f"type {kind}", *more]) + "\n\n"


def session(*stanzas: str, top: str = TOP) -> Any:
    return converter.read((top + "\n".join(stanzas)).encode(), "ucsc").session


def shown(*stanzas: str) -> list[str]:
    """Names of the shown tracks, top to bottom."""
    found = session(*stanzas)
    return [found.tracks[key].name for key in found.views["v1"].tracks]


def test_what_says_nothing_is_hidden() -> None:
    assert shown(track("a"), track("b", "visibility full"), track("c", "visibility hide"), track("d", "visibility 3")) == [
        "b",
        "d",
    ]


def test_all_are_shown_where_none_is() -> None:
    found = converter.read((TOP + track("a") + track("b")).encode())
    assert found.session.views["v1"].tracks == ["t1", "t2"]
    assert [one.code for one in found.notices] == ["tracks.all_shown"]


def test_a_hub_without_tracks_has_no_view_unless_it_says_a_place() -> None:
    assert session().views == {}
    assert session(top=TOP.replace("hg38\n", "hg38\ndefaultPos chr1:1-10\n")).views["v1"].tracks == []


@pytest.mark.parametrize(
    ("group", "member", "there"),
    [
        ("compositeTrack on\nvisibility full", "parent g", True),
        ("compositeTrack on\nvisibility full", "parent g off", False),
        ("compositeTrack on\nvisibility hide", "parent g on\nvisibility full", False),
        ("compositeTrack on", "parent g on\nvisibility full", False),
        ("superTrack on show", "parent g\nvisibility full", True),
        ("superTrack on show", "parent g", False),
        ("superTrack on", "parent g\nvisibility full", False),
    ],
)
def test_what_a_group_hides_is_hidden(group: str, member: str, *, there: bool) -> None:
    found = shown(f"track g\nshortLabel g\n{group}\n", track("x", member), track("z", "visibility full"))
    assert found == (["x", "z"] if there else ["z"])


def test_order_is_by_priority_then_label_and_by_group() -> None:
    group = "track g\nshortLabel m\nsuperTrack on show\npriority 2\n"
    full = "visibility full"
    tracks = (track("z", full, "priority 1"), track("a", full, "priority 3"), track("b", full, "parent g", "priority 9"))
    assert shown(group, *tracks, track("n", full), track("c", full, "parent g")) == ["n", "z", "c", "b", "a"]


def test_settings_are_inherited_but_not_names() -> None:
    group = "track g\nshortLabel G\nlongLabel All\ncompositeTrack on\nvisibility full\nviewLimits 0:5\nsmoothingWindow 3\n"
    found = session(group, track("a", "parent g", kind="bigWig"), track("b", "parent g", "viewLimits 1:2"))
    first, second = found.tracks["t1"], found.tracks["t2"]
    assert (first.name, first.description, first.category) == ("a", UNSET, ["G"])
    assert (first.display_range.maximum, second.display_range.maximum) == (5, 2)
    assert "smoothingWindow" not in first.extras["ucsc"].native
    assert found.extras["ucsc"].native["groups/g/smoothingWindow"] == "3"


def test_a_setting_of_a_group_is_counted_once() -> None:
    group = "track g\nshortLabel G\ncompositeTrack on\nvisibility full\nviewLimits 0:5\nunheardOf x\n"
    text = TOP + group + "\n" + track("a", "parent g") + track("b", "parent g")
    ledger = converter.read(text.encode()).ledger
    assert ledger.accounted == ledger.total == len([line for line in text.splitlines() if line])


def test_graphs_in_a_container_are_an_overlay() -> None:
    group = "track g\nshortLabel G\ncontainer multiWig\nvisibility full\nviewLimits 0:5\n"
    found = session(track("a", "parent g"), group, track("b", "parent g", "visibility full"), track("c", "parent g off"))
    overlay = found.tracks["t1"]
    assert (overlay.kind, overlay.members, overlay.display_range.maximum) == ("overlay", ["t2", "t3"], 5)
    assert found.tracks["t2"].display_range is UNSET
    assert found.track_order == ["t1", "t4"]
    assert found.views["v1"].tracks == ["t1"]


def test_two_tracks_of_one_file_have_one_source() -> None:
    one = "bigDataUrl https://example.org/x.bw\ntype bigWig\nvisibility full\n"
    found = session(f"track a\nshortLabel a\n{one}", f"track b\nshortLabel b\n{one}", f"track c\nshortLabel c\nurl x?$$\n{one}")
    assert [found.tracks[key].source for key in found.track_order] == ["s1", "s1", "s2"]


def test_a_hub_in_several_files_is_refused_and_what_it_names_is_read() -> None:
    with pytest.raises(RefusedError, match=r"genomes\.txt") as told:
        session(top="hub lab\nshortLabel Lab\ngenomesFile genomes.txt\n")
    assert "'config'" in str(told.value.hint)
    alone = converter.read(track("a", "visibility full").encode())
    assert (alone.format, alone.session.genome) == ("ucsc", UNSET)


@pytest.mark.parametrize("text", ["", "name,colour\n", "chr1 1 2\n", "hub\n", "track a\nnothing else\n"])
def test_other_text_is_none(text: str) -> None:
    with pytest.raises(ConverterError):
        converter.read(text.encode(), "ucsc")
    with pytest.raises(UnknownFormatError):
        read(text.encode(), Ledger(), Job(ConvertOptions()))


def test_the_last_of_two_settings_counts() -> None:
    text = TOP + track("a", "color 1,2,3", "color 4,5,6", "visibility full")
    report = converter.convert(text.encode(), "neutral", ledger=True).report.to_dict()
    beaten = [one["source"]["path"] for one in report["ledger"] if one["effect"] == "superseded"]
    assert beaten == ["/11/color"]
    assert session(track("a", "color 1,2,3", "color 4,5,6")).tracks["t1"].display.color == "#040506"


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (("track g\nsuperTrack on\nparent h\n", "track h\nsuperTrack on\nparent g\n"), "ucsc.parent"),
        ((track("a", "parent nobody"),), "ucsc.parent"),
        (("track g\nsuperTrack on\n", "track g\nsuperTrack on\n"), "ucsc.twice"),
        (("hub other\nshortLabel x\n",), "ucsc.hubs"),
    ],
)
def test_what_can_not_be_is_an_error(lines: tuple[str, ...], code: str) -> None:
    with pytest.raises(MalformedError) as told:
        session(*lines)
    assert told.value.code == code
    assert told.value.line is not None


def test_families_of_settings_without_end_are_no_leak(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mapping, "_MOST", 2)
    for number in range(5):
        held = session(track("a", f"filter.field{number} 3", "visibility full", kind="bigBed"))
        assert held.tracks["t1"].extras["ucsc"].native[f"filter.field{number}"] == "3"
    assert len(mapping._families) <= 2
