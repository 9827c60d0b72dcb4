"""igv.js brings genes with a genome that it knows by its id; a session of IGV desktop that shows them loses only their look."""

from __future__ import annotations

from typing import Any

import pytest

import converter
from converter.formats.igvjson.brought import brought
from converter.model import Genome, Session, Source, Track, View

XML = """<Session version="8" genome="{genome}" locus="chr1:1-900">
<Resources><Resource path="https://example.org/a.bw"/></Resources>
<Panel name="DataPanel"><Track id="https://example.org/a.bw" name="a"/></Panel>
<Panel name="FeaturePanel"><Track id="{genome}_genes" name="RefSeq Genes" color="0,0,178"/></Panel></Session>"""


def told(genome: str, **options: str) -> tuple[str, list[tuple[str, str]], set[str]]:
    made = converter.convert(XML.format(genome=genome).encode(), to="igvjson", options={"carry": False, **options})
    report = made.report.to_dict()
    lost = {one["severity"] for one in report["entries"] if one["code"] == "track.unsupported"}
    notices = [(one["effect"], one["severity"]) for one in report["entries"] if one["code"] == "genes.brought"]
    return report["verdict"], notices, lost


@pytest.mark.parametrize("genome", ["hg19", "mm10"])
def test_the_genes_of_a_known_genome_look_different(genome: str) -> None:
    assert told(genome) == ("lossy", [("assumed", "warning")], {"warning"})


@pytest.mark.parametrize(("genome", "options"), [("myGenome", {}), ("hg19", {"profile": "desktop3"})])
def test_genes_that_nobody_brings_are_not_shown(genome: str, options: dict[str, str]) -> None:
    assert told(genome, **options) == ("incomplete", [], {"error"})


@pytest.mark.parametrize(
    ("content", "genome", "track", "count"),
    [
        ({"genome": "hg19"}, Genome(id="hg19"), Track(key="hg19_genes"), 1),
        ({"genome": "hg19"}, Genome(id="hg19"), Track(key="hg19_genes", source="s1"), 0),
        ({"genome": "hg19"}, Genome(id="hg19"), Track(key="mm10_genes"), 0),
        ({"reference": {"id": "hg19", "twoBitURL": "x"}, "genome": "hg19"}, Genome(id="hg19"), Track(key="hg19_genes"), 0),
        ({"reference": {}, "genome": "hg19"}, Genome(id="hg19"), Track(key="hg19_genes"), 1),
        ({"tracks": []}, Genome(id="hg19"), Track(key="hg19_genes"), 0),
        ([], Genome(id="hg19"), Track(key="hg19_genes"), 0),
    ],
)
def test_only_an_id_brings_genes(content: Any, genome: Genome, track: Track, count: int) -> None:
    session = Session(genome=genome, tracks={"t1": track}, sources={"s1": Source()}, track_order=["t1"])
    assert len(brought(session, View(tracks=["t1", "gone"]), content)) == count


def test_a_document_whose_session_has_no_genome_brings_none() -> None:
    session = Session(tracks={"t1": Track(key="hg19_genes")}, track_order=["t1"])
    assert brought(session, View(tracks=["t1"]), {"genome": "hg19"}) == []
