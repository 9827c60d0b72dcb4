"""The colour of a Resource, which IGV gives to the tracks of its file that have none."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from lxml import etree
from msgspec import UNSET

import converter
from converter.loss.ledger import Fate
from converter.model import Display, Part
from tests.unit.formats.igvxml.reading import Read, panel, session, written

BW, BAM = "https://h/a.bw", "https://h/a.bam"
PLACE = "/Session/Resources/Resource/@color"


def color_of(held: Any) -> Any:
    """The colour of a track, or of a part of one."""
    return held.display.color


def held(tracks: str, path: str = BW, color: str = "255,0,0") -> Read:
    return panel(tracks, f'<Resource path="{path}" color="{color}"/>')


def test_a_track_without_a_colour_has_that_of_its_file() -> None:
    found = held(f'<Track id="{BW}" name="A" height="50"/><Track id="https://h/other.bw" name="B"/>')
    assert found.track().display == Display(color="#ff0000", height_px=50)
    assert found.track("t2").display is UNSET
    assert found.session.sources["s1"].color is UNSET
    assert found.fate(PLACE) == Fate("feeds", ((("tracks", "t1"), "display.color"),))


def test_a_track_with_a_colour_has_its_own() -> None:
    found = held(f'<Track id="{BW}" name="A" color="0,0,255"/>')
    assert color_of(found.track()) == "#0000ff"
    assert found.fate(PLACE) == Fate("superseded", "by the colour of its Track")
    assert "extras" not in msgspec.to_builtins(found.session.sources["s1"])


def test_how_a_beaten_colour_was_spelled_is_kept_nowhere() -> None:
    found = held(f'<Track id="{BW}" name="A" color="0,0,255"/>', color="#ff0000")
    assert found.session.sources["s1"].extras["igvxml"].spelling == {}


def test_a_colour_that_igv_misreads_is_told() -> None:
    found = held(f'<Track id="{BW}" name="A"/>', color="reddish")
    assert color_of(found.track()) == "#000000"
    assert found.fate(PLACE) == Fate("feeds", ((("tracks", "t1"), "display.color"),), "source.misread")


def test_parts_of_alignments_are_coloured_one_by_one() -> None:
    found = held(f'<Track id="{BAM}_coverage" _color="1,2,3"/><Track id="{BAM}" name="A"/>', BAM)
    parts: Any = found.track().parts
    assert {which: color_of(part) for which, part in parts.items()} == {"coverage": "#010203", "reads": "#ff0000"}
    assert found.fate(PLACE) == Fate("feeds", ((("tracks", "t1"), "parts.reads.display.color"),))


def test_a_file_of_which_nothing_is_drawn_keeps_its_colour() -> None:
    found = session('<Resources><Resource path="https://h/samples.txt" color="255,0,0"/></Resources>')
    assert found.session.sources["s1"].color == "#ff0000"


@pytest.mark.parametrize("path", [BW, BAM])
@pytest.mark.parametrize("color", ["255,0,0", "#ff0000"])
def test_a_file_that_no_track_names_says_its_colour_again(path: str, color: str) -> None:
    data = f'<Session genome="hg38" version="8"><Resources><Resource path="{path}" color="{color}"/></Resources></Session>'
    back = etree.fromstring(converter.convert(data.encode(), "igvxml", options={"carry": False}).document)
    assert [one.get("color") for one in back.iter("Resource")] == [color]
    assert list(back.iter("Track")) == []


def test_what_was_coloured_otherwise_since_then_is_no_colour_of_the_file() -> None:
    found = held(f'<Track id="{BW}" name="A"/>').session
    assert [one.get("color") for one in written(found).iter("Resource")] == ["255,0,0"]
    found.tracks["t1"].display = Display(color="#00ff00")
    assert [one.get("color") for one in written(found).iter("Resource")] == [None]


def test_parts_that_were_coloured_since_then_are_listed() -> None:
    found = session(f'<Resources><Resource path="{BAM}" color="255,0,0"/></Resources>').session
    parts: Any = found.tracks["t1"].parts
    found.tracks["t1"].parts = {**parts, "reads": msgspec.structs.replace(parts["reads"], display=UNSET)}
    assert isinstance(parts["reads"], Part)
    assert {f"{BAM}_coverage", BAM} <= {one.get("id") for one in written(found).iter("Track")}


@pytest.mark.parametrize("to", ["igvjson", "jbrowse2", "ucsc"])
def test_others_are_told_the_colour_of_the_track(to: str) -> None:
    data = (
        f'<Session genome="hg38" locus="chr1:1-900" version="8"><Resources><Resource path="{BW}" color="255,0,0"/></Resources>'
        f'<Panel name="P"><Track id="{BW}" name="A"/></Panel></Session>'
    ).encode()
    made = converter.convert(data, to, options={"carry": False})
    assert [color_of(track) for track in converter.read(made.document).session.tracks.values()] == ["#ff0000"]
    assert [one for one in made.report.to_dict()["entries"] if one["source"] and "color" in one["source"]["path"]] == []
