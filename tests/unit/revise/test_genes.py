"""Genes of a genome for targets that open no gene tables."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from msgspec import UNSET

import converter
from converter.genomes import find
from converter.model import Genome, Session, Source, Track
from converter.revise.genes import with_genes

if TYPE_CHECKING:
    from converter.loss.ledger import Notice

UCSC = "https://hgdownload.soe.ucsc.edu/goldenPath/hg19/database/ncbiRefSeq.txt.gz"
IGV = "https://s3.amazonaws.com/igv.org.genomes/hg19/ncbiRefSeq.sorted.txt.gz"


def session(*locations: str, genome: str = "hg19") -> Session:
    sources = {f"s{n}": Source(location=one, index=f"{one}.tbi", format="refgene") for n, one in enumerate(locations, 1)}
    tracks = {f"t{key[1:]}": Track(source=key, kind="annotation") for key in sources}
    tracks["t9"] = Track(key=f"{genome}_genes", kind="annotation")
    return Session(genome=Genome(id=genome), sources=sources, source_order=list(sources), tracks=tracks, track_order=list(tracks))


def test_all_tracks_of_the_genes_show_one_annotation() -> None:
    notices: list[Notice] = []
    found = with_genes(session("http://x/a.bed", IGV, UCSC), "jbrowse2", notices)
    known = find("hg19")
    assert known is not None
    assert found.sources["s2"] == Source(location=known.genes_url, index=known.genes_index_url, format="gff")
    assert [track.source for track in found.tracks.values()] == ["s1", "s2", "s2", "s2"]
    assert found.tracks["t9"].key is UNSET
    assert [(one.code, one.severity, one.emitted) for one in notices] == [
        ("genes.replaced", "warning", known.genes_url),
        ("genes.replaced", "info", known.genes_index_url),
    ]


def test_genes_of_the_genome_alone_get_a_file() -> None:
    found = with_genes(session(genome="mm39"), "jbrowse2", [])
    assert found.source_order == ["s1"]
    assert (found.sources["s1"].format, found.sources["s1"].index) == ("gtf", UNSET)


@pytest.mark.parametrize(
    ("before", "target"),
    [
        (session(IGV), "igvjson"),
        (session(IGV), "igvxml"),
        (session(IGV), "neutral"),
        (session(IGV), "ucsc"),
        (session(IGV.replace("hg19", "hg18"), genome="hg18"), "jbrowse2"),
        (session(IGV, genome="volvox"), "jbrowse2"),
        (Session(), "jbrowse2"),
    ],
)
def test_where_it_is_not_needed_or_not_known_all_stays(before: Session, target: str) -> None:
    assert with_genes(before, target, []) is before


@pytest.mark.parametrize(
    "location",
    [
        "https://example.org/hg19/ncbiRefSeq.sorted.txt.gz",
        IGV.replace("hg19", "hg38"),
        "https://hgdownload.soe.ucsc.edu/goldenPath/hg19/database/knownGene.txt.gz",
        "ncbiRefSeq.txt.gz",
    ],
)
def test_other_tables_stay(location: str) -> None:
    found = with_genes(session(location), "jbrowse2", [])
    assert found.sources["s1"].location == location


def test_the_report_says_what_stands_in_its_place() -> None:
    data = f'<Session genome="hg19" locus="chr1:1-9"><Resources><Resource path="{IGV}" index="{IGV}.tbi"/></Resources>'
    data += f'<Panel><Track id="{IGV}" name="a"/><Track id="hg19_genes" name="b"/></Panel></Session>'
    done = converter.convert(data.encode(), to="jbrowse2", options={"carry": False})
    told = done.report.to_dict()
    entries = [one for one in told["entries"] if one["code"] == "genes.replaced" and one["facts"]]
    nearest = [one for one in entries if one["effect"] == "approximated"]
    assert {one["source"]["path"].rpartition("/")[2] for one in nearest} == {"@path", "@id"}
    assert all("GRCh37_latest_genomic" in one["emitted"] != one["original"] for one in nearest)
    assert [(one["effect"], one["source"]["path"]) for one in entries if one not in nearest] == [
        ("dropped", "/Session/Resources/Resource/@index")
    ]
    assert told["verdict"] == "equivalent"
    assert "location.unopenable" not in {one["code"] for one in told["entries"]}


def test_a_table_that_is_said_to_be_something_else_is_shown_as_genes() -> None:
    made = session(IGV)
    made.sources["s1"].format, made.tracks["t1"].kind = "bigwig", "quantitative"
    found = with_genes(made, "jbrowse2", [])
    assert (found.sources["s1"].format, found.tracks["t1"].kind) == ("gff", "annotation")


def test_what_kind_of_track_a_table_was_is_lost_with_the_table() -> None:
    url = IGV.replace("hg19", "hg38")
    others = [{"url": f"https://example.org/{name}.bed", "type": "annotation"} for name in "ab"]
    document = {"version": "3", "genome": "hg38", "tracks": [{"url": url, "type": "annotation"}, *others]}
    done = converter.convert(json.dumps(document).encode(), to="jbrowse2", options={"carry": False})
    entries = done.report.to_dict()["entries"]
    assert {one["source"]["path"]: one["effect"] for one in entries if one["code"] == "genes.replaced" and one["facts"]} == {
        "/tracks/0/type": "dropped",
        "/tracks/0/url": "approximated",
    }
