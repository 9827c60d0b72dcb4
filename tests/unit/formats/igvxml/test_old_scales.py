"""`scale` of a Track, the range of values of sessions up to version 3 (run in IGV 2.16: `AbstractTrack.unmarshalXML`)."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import UNSET

import converter

RANGE = '<DataRange type="LINEAR" minimum="0" baseline="0" maximum="9"/>'


def session(attributes: str, version: str = ' version="3"', child: str = "", name: str = "a.wig") -> bytes:
    track = f'<Track id="{name}" {attributes}>{child}</Track>'
    return (
        f'<Session genome="hg18"{version}><Resources><Resource path="{name}"/></Resources><Panel name="DataPanel">{track}</Panel>'
        "</Session>"
    ).encode()


def limits(data: bytes) -> tuple[Any, Any, Any]:
    held = converter.read(data).session.tracks["t1"].display_range
    return (UNSET,) * 3 if held is UNSET else (held.minimum, held.baseline, held.maximum)


def told(data: bytes, to: str = "igvjson", **options: Any) -> dict[str, Any]:
    report = converter.convert(data, to, options={"carry": False, **options}, ledger=True).report.to_dict()
    return {one["source"]["path"].rpartition("/")[2]: one for one in [*report["entries"], *report["ledger"]] if one["source"]}


@pytest.mark.parametrize("version", [' version="3"', ' version="1"', "", ' version="2.1"', ' version="x"'])
def test_old_sessions_have_it(version: str) -> None:
    assert limits(session('scale="-1.5,0.0,1.5"', version)) == (-1.5, 0, 1.5)
    assert "@scale" not in told(session('scale="-1.5,0.0,1.5"', version), "igvxml")


@pytest.mark.parametrize("version", ["4", "8"])
def test_newer_ones_ignore_it(version: str) -> None:
    data = session('scale="-1.5,0.0,1.5"', f' version="{version}"')
    assert limits(data) == (UNSET, UNSET, UNSET)
    assert told(data)["@scale"]["code"] == "source.ignored"


@pytest.mark.parametrize("text", ["1,2", "", "a,b,c", "1,,2"])
def test_what_is_no_range_is_not_understood(text: str) -> None:
    data = session(f'scale="{text}"')
    assert limits(data) == (UNSET, UNSET, UNSET)
    assert told(data)["@scale"]["code"] == "source.invalid"


def test_a_range_of_its_own_beats_it() -> None:
    data = session('scale="-1.5,0.0,1.5"', child=RANGE)
    assert limits(data) == (0, 0, 9)
    assert told(data)["@scale"]["effect"] == "superseded"


def test_the_coverage_of_reads_has_it_too() -> None:
    data = session('scale="0,0,60"', name="a.bam").replace(b'id="a.bam"', b'id="a.bam_coverage"')
    parts = converter.read(data).session.tracks["t1"].parts
    assert isinstance(parts, dict)
    held = parts["coverage"].display_range
    assert held is not UNSET
    assert held.maximum == 60


def test_it_is_written_as_a_range_and_comes_home() -> None:
    data = session('scale="-1.5,0.0,1.5"')
    document = converter.convert(data, "igvxml").document
    assert b'maximum="1.5"' in document
    assert b'scale="-1.5,0.0,1.5"' in document
    assert b"scale=" not in converter.convert(data, "igvxml", options={"carry": False}).document
    there = converter.convert(data, "jbrowse2").document
    assert b'scale="-1.5,0.0,1.5"' in converter.convert(there, "igvxml").document


def test_a_window_wider_than_igv_counts_is_the_widest() -> None:
    data = b'{"genome": "dm6", "version": "3", "tracks": [{"url": "https://h/a.vcf", "visibilityWindow": 10000000000}]}'
    done = converter.convert(data, "igvxml", options={"carry": False})
    assert b'featureVisibilityWindow="2147483647"' in done.document
    [entry] = [one for one in done.report.to_dict()["entries"] if one["source"] and "visibilityWindow" in one["source"]["path"]]
    assert (entry["effect"], entry["emitted"]) == ("approximated", 2147483647)
