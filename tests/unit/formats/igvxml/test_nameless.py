"""Files and tracks that have no name to find each other by."""

from __future__ import annotations

import pytest
from msgspec import UNSET

import converter

DATA = "data:text/plain,chr1%091%09100"


def session(resource: str, track: str) -> bytes:
    return (
        f'<Session genome="hg38" version="8"><Resources><Resource path="{resource}" type="bed"/></Resources>'
        f'<Panel name="DataPanel"><Track {track}/></Panel></Session>'
    ).encode()


@pytest.mark.parametrize("track", ['name="no id"', 'id="" name="empty"', 'id="http://x/" name="a host"'])
@pytest.mark.parametrize("resource", [DATA, "http://y/"])
def test_data_in_an_address_are_not_those_of_any_track(resource: str, track: str) -> None:
    first = converter.read(session(resource, track)).session
    assert first.tracks["t1"].source in (UNSET, "s2")
    assert first.tracks["t2"].source == "s1"


def test_they_are_those_of_the_track_that_names_them() -> None:
    read = converter.read(session(DATA, f'id="{DATA}" name="mine"')).session
    assert [track.source for track in read.tracks.values()] == ["s1"]


@pytest.mark.parametrize(("told", "code"), [("local", "source.ignored"), ("locale", "source.invalid")])
def test_a_type_that_no_igv_heeds_is_ignored(told: str, code: str) -> None:
    data = session("a.bed", 'id="a.bed"').replace(b'type="bed"', f'type="{told}"'.encode())
    report = converter.convert(data, "igvjson", options={"carry": False}).report.to_dict()
    assert [one["code"] for one in report["entries"] if one["source"] and one["source"]["path"].endswith("@type")] == [code]
