"""Reads whose address does not tell IGV desktop what they are, or where their index is: it would ask, and wait."""

from __future__ import annotations

import pytest
from msgspec import UNSET

from converter.model import Part, Session, Source, Track, View
from tests.unit.formats.igvxml.reading import codes, one_file, panel, written


def reads(location: str, form: str | None = "bam") -> Session:
    """A session of another format that shows reads."""
    source = Source(location=location, format=form or UNSET)
    made = one_file(Track(kind="alignment", source="s1", parts={"reads": Part()}), source)
    made.views, made.view_order = {"v1": View(tracks=["t1"])}, ["v1"]
    return made


@pytest.mark.parametrize(
    ("location", "form", "index", "told"),
    [
        ("https://x.org/a.bam", "bam", None, []),
        ("https://x.org/a.bam?key=1", "bam", None, ["index.asked"]),
        ("https://x.org/get?file=a.bam", "bam", "https://x.org/get?file=a.bam.bai", ["index.asked"]),
        ("https://x.org/get?file=a.CRAM&key=1", "cram", "https://x.org/get?file=a.CRAM&key=1.crai", ["index.asked"]),
        ("https://x.org/get?file=a.bam&index=b", "bam", None, ["index.asked"]),
        ("https://x.org/reads", "bam", "https://x.org/reads.bai", ["location.unopenable"]),
        ("https://x.org/reads", None, "https://x.org/reads.bai", ["location.unopenable"]),
        ("https://x.org/a.sam?key=1", "sam", None, []),
        ("/data/reads", "bam", None, []),
    ],
)
def test_igv_is_told_the_index_that_it_would_ask_for(location: str, form: str | None, index: str | None, told: list[str]) -> None:
    made = reads(location, form)
    assert next(written(made).iter("Resource")).get("index") == index
    assert codes(made) == told


def test_an_igv_session_is_told_it_too() -> None:
    own = panel('<Track id="https://x.org/get?1"/>', '<Resource path="https://x.org/get?1" type="cram"/>').session
    assert next(written(own).iter("Resource")).get("index") == "https://x.org/get?1.crai"
    assert codes(own) == ["index.asked"]


@pytest.mark.parametrize(
    ("location", "index", "told"),
    [
        ("a.vcf.gz", "a.vcf.gz.tbi", []),
        ("a.vcf.gz", "https://x.org/a.vcf.gz.csi?key=1", ["location.unopenable"]),
        ("a.bed.gz", "/data/a.bed.gz.csi", ["location.unopenable"]),
        ("/data/a.bam", "/data/a.bam.csi", []),
        ("https://x.org/a.vcf.gz.1", "https://x.org/a.vcf.gz.tbi", ["location.unopenable"]),
        ("https://x.org/dl?file=a.vcf.gz", "https://x.org/dl?file=a.vcf.gz.tbi", ["location.unopenable"]),
        ("https://x.org/a.vcf.BGZ?key=1", "https://x.org/a.vcf.bgz.tbi?key=1", []),
    ],
)
def test_indexes_by_which_igv_reads_no_features(location: str, index: str, told: list[str]) -> None:
    made = Session(sources={"s1": Source(location=location, index=index)}, source_order=["s1"])
    made.tracks, made.track_order = {"t1": Track(kind="alignment" if "bam" in location else "annotation", source="s1")}, ["t1"]
    assert codes(made) == told
