"""Tracks written as elements of IGV desktop's sessions."""

from __future__ import annotations

import json
import re

import pytest

import converter
from converter.model import Analysis, Interval, Session, Track, View
from tests.unit.formats.igvxml.reading import written

_BARE = """<Session genome="hg38" version="8"><Resources><Resource path="a.bam"/></Resources><Panel name="DataPanel">
<Track id="a.bam_coverage" visible="true"/><Track id="a.bam"{said} visible="true"/></Panel></Session>"""


def classes(said: str = "") -> list[tuple[str, bool]]:
    """By the id of each track that is written of a file, whether it has a class."""
    text = converter.convert(_BARE.format(said=said).encode(), "igvxml").document.decode()
    return [(found[1], "clazz=" in found[0]) for found in re.finditer(r'<Track id="([^"]+)"[^>]*>', text)]


def test_an_empty_track_that_igv_would_make_of_a_class_alone_needs_a_name() -> None:
    """IGV 2.16 stops at a nameless track of a class whose file it can't read."""
    assert classes() == [("a.bam_coverage", False), ("a.bam", False)]
    assert classes(' name="A"') == [("a.bam_coverage", False), ("a.bam", True)]


def test_a_mode_that_came_later_is_written_as_the_nearest() -> None:
    """IGV 2.16 collapses features where it does not know the mode; an IGV session's own word stays."""
    text = (
        '{"genome": "hg19", "tracks": [{"type": "annotation", "url": "https://x.org/a.bed", "displayMode": "FULL"},'
        ' {"type": "alignment", "url": "https://x.org/a.bam", "displayMode": "FULL"}]}'
    )
    document = converter.convert(text.encode(), "igvxml", options={"carry": False}).document
    assert document.count(b'displayMode="EXPANDED"') == 2
    own = _BARE.format(said=' displayMode="FULL"')
    assert b'displayMode="FULL"' in converter.convert(own.encode(), "igvxml", options={"carry": False}).document


def entries(data: bytes) -> tuple[str, dict[str, str]]:
    """The document, and by code the effect of what is lost."""
    done = converter.convert(data, "igvxml", options={"carry": False})
    found = {one["code"]: one["effect"] for one in done.report.to_dict()["entries"] if one["effect"] != "assumed"}
    return done.document.decode(), found


def test_base_pairs_are_called_by_their_file_and_its_name() -> None:
    """IGV 2.16 gives its track of base pairs such an id, and leaves a Track of another one aside."""
    data = {"reference": {"id": "hg38"}, "tracks": [{"type": "arc", "format": "bp", "url": "http://x/s.bp", "name": "S"}]}
    assert '<Track id="http://x/s.bp_s.bp" name="S"' in entries(json.dumps(data).encode())[0]
    for said in ("d/s.bp", "d/s.bp_s.bp"):
        panel = f'<Panel><Track id="{said}"/></Panel>'
        text = f'<Session genome="hg38"><Resources><Resource path="d/s.bp"/></Resources>{panel}</Session>'
        assert f'id="{said}"' in entries(text.encode())[0]


@pytest.mark.parametrize(("places", "ranged"), [(1, False), (2, True)])
def test_a_combined_track_in_a_split_view_has_a_range(places: int, *, ranged: bool) -> None:
    """IGV 2.16 draws several places before it has the operands, and then stops at a track without one."""
    track = Track(kind="combined", key="c", name="C", analysis=Analysis(operation="add", operands=["a", "b"]))
    loci = [Interval(chrom=f"chr{number}", start=0, end=9) for number in range(places)]
    view = View(kind="linear", loci=loci, tracks=["t1"])
    (made,) = (
        one
        for one in written(Session(tracks={"t1": track}, track_order=["t1"], views={"v1": view}, view_order=["v1"])).iter("Track")
        if one.get("id") == "c"
    )
    assert (made.find("DataRange") is not None, made.get("autoScale") == "true") == (ranged, ranged)


@pytest.mark.parametrize(("name", "kept"), [("a.tdf", True), ("a.bw", False)])
def test_only_tdf_is_normalised(name: str, *, kept: bool) -> None:
    data = {"genome": "hg38", "tracks": [{"type": "wig", "url": f"http://x/{name}", "name": "A", "normalize": True}]}
    text, lost = entries(json.dumps(data).encode())
    assert ("normalize=" in text, "display_range.normalize.unsupported" in lost) == (kept, not kept)


@pytest.mark.parametrize(
    ("said", "baseline"),
    [
        ('"min": 10, "max": 1000, "logScale": true', "1"),
        ('"min": 0, "max": 1000, "logScale": true', "0"),
        ('"max": 1000, "logScale": true', "0"),
        ('"min": 10, "max": 1000', "10"),
        ('"min": -10, "max": 1000', "0"),
    ],
)
def test_values_are_drawn_from_the_low_end_of_their_axis_or_from_zero(said: str, baseline: str) -> None:
    text = f'{{"genome": "hg19", "tracks": [{{"type": "wig", "url": "https://x.org/a.bw", {said}}}]}}'
    document = converter.convert(text.encode(), "igvxml", options={"carry": False}).document.decode()
    assert re.findall(r'baseline="([^"]*)"', document) == [baseline]
