"""Genomes that have moved, chromosomes with other names."""

from __future__ import annotations

import json
from typing import Any

import pytest

import converter
from converter.loss.ledger import GENOME, Notice
from converter.model import Genome, Interval, Part, Reads, Region, Session, Track, View
from converter.revise.renaming import renamed, renewed_genomes

OLD = "https://s3.amazonaws.com/igv.org.genomes/mm9/mm9.fasta"


def session(**genome: Any) -> Session:
    places = [Interval(chrom="1", start=5, end=10), Interval(name="X"), Interval(name="TP53"), Interval(chrom="2", genome="mm9")]
    reads = Reads(sort_chrom="MT", group_position="3:77")
    return Session(
        genome=Genome(**genome),
        views={"v1": View(loci=places, highlights=[Interval(chrom="chr1")])},
        view_order=["v1"],
        regions={"r1": Region(chrom="1", start=1, end=2), "r2": Region(chrom="chr2", start=1, end=2)},
        region_order=["r1", "r2"],
        tracks={"t1": Track(reads=reads, parts={"reads": Part(reads=reads), "coverage": Part()}), "t2": Track(name="1")},
        track_order=["t1", "t2"],
    )


def test_every_place_is_named_as_in_the_sequence() -> None:
    notices: list[Notice] = []
    found = renamed(session(id="hg19"), notices)
    assert found.views["v1"].loci == [
        Interval(chrom="chr1", start=5, end=10), Interval(name="chrX"), Interval(name="TP53"), Interval(chrom="2", genome="mm9")
    ]  # fmt: skip
    reads = Reads(sort_chrom="chrM", group_position="chr3:77")
    assert found.tracks["t1"] == Track(reads=reads, parts={"reads": Part(reads=reads), "coverage": Part()})
    assert [region.chrom for region in found.regions.values()] == ["chr1", "chr2"]
    assert {(notice.original, notice.emitted, notice.severity) for notice in notices} == {
        ("1", "chr1", "info"), ("X", "chrX", "info"), ("MT", "chrM", "warning"), ("3", "chr3", "info")
    }  # fmt: skip
    assert "16571" in next(notice.message for notice in notices if notice.original == "MT")


def test_what_needs_no_other_name_is_the_same_object() -> None:
    before = session(id="b37")
    found = renamed(before, [])
    assert found.tracks["t1"] is before.tracks["t1"]
    assert found.regions["r1"] is before.regions["r1"]
    assert found.views["v1"].highlights == [Interval(chrom="1")]


@pytest.mark.parametrize(
    "genome", [{"id": "hg19", "fasta": "http://x/g.fa"}, {"id": "volvox"}, {"two_bit": "http://x/hg19.2bit"}]
)
def test_where_the_table_knows_nothing_names_stay(genome: dict[str, str]) -> None:
    before, notices = session(**genome), list[Notice]()
    assert renamed(before, notices) is before
    assert notices == []


def test_a_session_without_genome_stays() -> None:
    before = Session()
    assert renamed(before, []) is before
    assert renewed_genomes(before, []) is before


def test_genomes_that_moved_are_told() -> None:
    notices: list[Notice] = []
    before = Session(genome=Genome(id="mm9", fasta=OLD), genomes={"g2": Genome(fasta=OLD), "g3": Genome(id="hg19")})
    found = renewed_genomes(before, notices)
    assert found.genome.two_bit.endswith("/mm9.2bit")  # type: ignore[union-attr]
    assert found.genomes["g2"].id == "mm9"
    assert found.genomes["g3"] is before.genomes["g3"]
    assert {notice.owner for notice in notices} == {GENOME, ("genomes", "g2")}


XML = b'<Session genome="%s" locus="%s" version="8"><Regions><Region chromosome="1" start="5" end="10"/></Regions></Session>'


def entries(done: converter.Conversion, code: str) -> list[tuple[str, str | None]]:
    return [
        (one["effect"], one["source"] and one["source"]["path"])
        for one in done.report.to_dict()["entries"]
        if one["code"] == code
    ]


def test_the_report_calls_it_kept() -> None:
    done = converter.convert(XML % (b"hg19", b"1:1000-2000"), to="jbrowse2")
    assert b"chr1:1000-2000" in done.document
    assert done.report.verdict != "incomplete"
    assert [effect for effect, _ in entries(done, "chromosome.renamed")] == ["kept", "assumed"]


@pytest.mark.parametrize("carry", [True, False])
def test_the_address_of_a_moved_genome_is_said_by_the_nearest(carry: bool) -> None:  # noqa: FBT001 - of a table
    done = converter.convert(XML % (OLD.encode(), b"chr1:1000-2000"), to="igvjson", options={"carry": carry})
    assert b"/mm9.2bit" in done.document
    assert entries(done, "genome.renewed") == [("approximated", "/Session/@genome"), ("assumed", None)]
    back = converter.convert(done.document, to="igvxml").document
    assert (OLD.encode() in back) is carry


def test_an_address_beside_an_id_is_lost_since_nothing_depends_on_it() -> None:
    hub = "https://hgdownload.soe.ucsc.edu/hubs/GCF/000/146/045/GCF_000146045.2/hub.txt"
    session = json.dumps({"reference": {"id": "GCF_000146045.2", "hubURL": hub}, "locus": "NC_001133.9:1-9", "tracks": []})
    done = converter.convert(session.encode(), to="jbrowse2", options={"carry": False})
    assert entries(done, "genome.renewed")[0] == ("dropped", "/reference/hubURL")


def test_the_same_format_says_what_it_said() -> None:
    done = converter.convert(XML % (OLD.encode(), b"1:1000-2000"), to="igvxml")
    assert b"1:1000-2000" in done.document
    assert OLD.encode() in done.document
    told = converter.convert(XML % (b"b37", b"1:1000-2000"), to="igvxml", options={"genome": "hg19"})
    assert b'locus="chr1:1000-2000"' in told.document


@pytest.mark.parametrize(
    ("genome", "told"),
    [
        ({"fastaURL": "https://s3.amazonaws.com/igv.broadinstitute.org/genomes/seq/hg38/hg38.fa"}, "a host that was given up"),
        ({"hubURL": "https://hgdownload.soe.ucsc.edu/hubs/GCF/000/146/045/GCF_000146045.2/hub.txt"}, "a file that defines"),
    ],
)
def test_it_is_told_why_a_genome_is_said_otherwise(genome: dict[str, str], told: str) -> None:
    session = {"reference": genome, "nextAutoscaleGroup": "1", "tracks": []}
    done = converter.convert(json.dumps(session).encode(), to="igvxml")
    texts = [one["message"] for one in done.report.to_dict()["entries"] if one["code"] == "genome.renewed" and not one["source"]]
    assert len(texts) == 1
    assert told in texts[0]
