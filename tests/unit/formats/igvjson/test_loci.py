"""Places in view: each fact that says one of several is told by itself."""

from __future__ import annotations

from typing import Any

import pytest

from converter.formats.igvjson import places
from converter.model import Interval
from tests.unit.formats.igvjson.sessions import effects, read

GENES = {
    "name": "two",
    "loci": ["MYC", "chr7:55019017-55211628"],
    "frames": [{"name": "MYC", "chr": "chr8", "start": 127735433, "end": 127742951}],
}


def desktop(**keys: Any) -> dict[str, Any]:
    return {"genome": "hg38", "hiddenAttributes": [], "tracks": [], **keys}


def test_of_several_places_those_that_can_be_said_are_kept() -> None:
    told = effects({"version": "3", "genome": "hg38", "locus": ["KRAS", "chr1:101-200"], "tracks": []}, "jbrowse2")
    assert told["/locus/0"] == "dropped"
    assert "/locus/1" not in told


@pytest.mark.parametrize("locus", [["chr1:1-100 chr2:1-100"], "KRAS chr2:1-100"])
def test_a_text_of_several_places_is_told_as_a_whole(locus: Any) -> None:
    loci: Any = read({"version": "3", "genome": "hg38", "locus": locus, "tracks": []}).session.views["v1"].loci
    assert len(loci) == 2


def test_a_gene_list_loses_its_names_alone() -> None:
    told = effects(desktop(geneList=GENES), "jbrowse2")
    assert {path: effect for path, effect in told.items() if path.startswith("/geneList")} == {
        "/geneList/loci/0": "dropped",
        "/geneList/name": "dropped",
        "/geneList/frames/0/name": "structural",
    }


def test_a_gene_list_with_a_frame_that_ends_before_it_begins_is_told() -> None:
    backwards = {**GENES, "frames": [{"name": "MYC", "chr": "chr8", "start": 900, "end": 100}]}
    assert effects(desktop(geneList=backwards), "jbrowse2")["/geneList"] == "dropped"


def test_a_gene_list_may_have_no_frames() -> None:
    assert effects(desktop(geneList={**GENES, "frames": []}), "jbrowse2")["/geneList/loci/0"] == "dropped"


@pytest.mark.parametrize(
    ("raw", "start", "end"),
    [
        ("chr1:5-20", 0, 40),
        ("chr1:1-39", 0, 40),
        ("chr1:1-40", 0, 40),
        ("chr1:1-41", 0, 41),
        ("chr1:101-110", 85, 125),
        ({"chr": "chr1", "start": 0, "end": 9}, 0, 40),
    ],
)
def test_a_short_place_at_the_begin_of_a_chromosome_is_forty_bases_long(raw: Any, start: int, end: int) -> None:
    assert places.read_loci(raw) == [Interval(chrom="chr1", start=start, end=end)]
