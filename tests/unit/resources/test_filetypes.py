"""What names and declared words say about a file, and where its index lies."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from converter.resources import filetypes
from converter.resources.filetypes import FILE_TYPES, FileType, conventional_index, infer, is_conventional_index

PROPERTY = settings(deadline=None, derandomize=True, max_examples=300)

NAMES = {  # file name: format, kind
    "https://h/reads.bam?X-Amz-Expires=1": ("bam", "alignment"),
    "C:\\data\\READS.BAM": ("bam", "alignment"),
    "reads.cram": ("cram", "alignment"),
    "reads.bam.list": ("bam.list", "alignment"),
    "calls.vcf": ("vcf", "variant"),
    "calls.g.vcf.gz": ("vcf", "variant"),
    "calls.vcf.bgz": ("vcf", "variant"),
    "samples.vcf.list": ("vcf.list", "variant"),
    "signal.bw": ("bigwig", "quantitative"),
    "signal.BigWig": ("bigwig", "quantitative"),
    "signal.bedGraph.gz": ("bedgraph", "quantitative"),
    "signal.bg": ("bedgraph", "quantitative"),
    "signal.wig.txt": ("wig", "quantitative"),
    "reads.bam.tdf": ("tdf", "quantitative"),
    "x.ewig.tdf": ("ewig.tdf", "quantitative"),
    "genes.bed.txt.gz": ("bed", "annotation"),
    "genes.bb": ("bigbed", "annotation"),
    "genes.gff3.gz": ("gff3", "annotation"),
    "genes.gff": ("gff", "annotation"),
    "ncbiRefSeq.gtf.gz": ("gtf", "annotation"),
    "peaks.narrowPeak": ("narrowpeak", "annotation"),
    "refGene.txt.gz": ("refgene", "annotation"),
    "hg18_refGene.txt": ("refgene", "annotation"),
    "refGene.sorted.txt.bgz": ("refgene", "annotation"),
    "ncbiRefSeq.txt.gz": ("refgene", "annotation"),
    "hg19_genePredExt.txt": ("genepredext", "annotation"),
    "aln.paf": ("paf", "annotation"),
    "x.junctions.bed.gz": ("junctions", "junction"),
    "loops.bedpe.txt": ("bedpe", "interaction"),
    "x_clusters": ("bedpe", "interaction"),
    "map.hic": ("hic", "contact_map"),
    "cohort.seg.gz": ("seg", "copy_number"),
    "cohort.seg.zip": ("seg", "copy_number"),
    "cohort.maf": ("maf", "mutation"),
    "cohort.maf.annotated": ("mut", "mutation"),
    "multiz.maf.dict": ("maf.dict", "multiple_alignment"),
    "genes.fpkm_tracking": ("fpkm_tracking", "expression"),
    "gene_exp.diff": ("diff", "expression"),
    "expression.gct": ("gct", "expression"),
    "study.qassoc": ("gwas", "gwas"),
    "study.gwas.gz": ("gwas", "gwas"),
    "study.eqtl": ("eqtl", "qtl"),
    "pairs.bp": ("bp", "base_pair"),
    "genome.fa.gz": ("fasta", "sequence"),
    "genome.2bit": ("2bit", "sequence"),
    "a_b.anchors.simple": ("anchors.simple", "unknown"),
    "https://h/get?id=1&dataformat=.BAM&file=a.vcf": ("bam", "alignment"),
    "https://h/get.php?file=/data/a.vcf.gz": ("vcf", "variant"),
}


@pytest.mark.parametrize(("name", "expected"), NAMES.items())
def test_infer_by_name(name: str, expected: tuple[str, str]) -> None:
    found = infer(name)
    assert found is not None
    assert (found.format, found.kind) == expected


@pytest.mark.parametrize(
    "name",
    [
        "",
        "bam",
        "reads",
        "reads.bam.bai",
        "samples.txt",
        "x.gz",
        "data:text/plain,a.bam",
        "https://a.bam",
        "a.bam/",
        "/data/get?file=a.bam&",
    ],
)
def test_names_that_tell_nothing(name: str) -> None:
    assert infer(name) is None


@pytest.mark.parametrize("query", ["dataformat=unheard", "file=", "file=what"])
def test_a_query_that_tells_nothing_leaves_the_name(query: str) -> None:
    found = infer(f"https://h/a.bam?{query}")
    assert found is not None
    assert found.format == "bam"


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        (".BAM", "bam"),
        ("bw", "bigwig"),
        (" bb ", "bigbed"),
        ("vcfTabix", "vcf"),
        ("vcf.list", "vcf.list"),
        ("sampleInfo", "sampleinfo"),
        ("wiggle_0", "wig"),
        ("bedpe-loop", "bedpe"),
        ("cpgIslandExt", "cpgislandext"),
        ("bigGenePred", "biggenepred"),
        ("seg.zip", "seg"),
    ],
)
def test_the_declared_format_wins(declared: str, expected: str) -> None:
    found = infer("https://h/file.tdf", declared)
    assert found is not None
    assert found.format == expected


@pytest.mark.parametrize("declared", ["", "txt", "local", "."])
def test_an_unknown_declaration_leaves_the_name(declared: str) -> None:
    found = infer("file.tdf", declared)
    assert found is not None
    assert found.format == "tdf"


def test_the_table_names_every_thing_once() -> None:
    names = Counter(name for row in FILE_TYPES for name in {row.format, *row.words, *row.extensions})
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("row", FILE_TYPES, ids=[row.format for row in FILE_TYPES])
def test_every_row_is_sound(row: FileType) -> None:
    assert row.kind in get_args(filetypes.Kind)
    names = (row.format, *row.words, *row.extensions)
    assert all(name == name.strip().lower() and not name.startswith(".") for name in names)
    assert all(ending.startswith(".") for ending in (*row.index, *row.packed_index))
    assert infer("file", row.format) is row


@pytest.mark.parametrize(("extension", "row"), [(end, row) for row in FILE_TYPES for end in row.extensions])
def test_every_extension_is_found_packed_or_not(extension: str, row: FileType) -> None:
    for name in (f"a.{extension}", f"A.{extension.upper()}.GZ", f"a.{extension}.bgz", f"https://h/a.{extension}.txt?x=1"):
        assert infer(name) is row


def test_every_special_ending_names_a_row() -> None:
    for ending, word in filetypes._ENDINGS:
        found = infer(f"a{ending}")
        assert found is not None
        assert found is infer("file", word)


@pytest.mark.parametrize(
    ("location", "file_format", "index"),
    [
        ("a.bam", "bam", "a.bam.bai"),
        ("https://h/a.bam?v=2#x", "bam", "https://h/a.bam.bai?v=2#x"),
        ("a.cram", "cram", "a.cram.crai"),
        ("a.vcf.gz", "vcf", "a.vcf.gz.tbi"),
        ("a.bed.bgz", "bed", "a.bed.bgz.tbi"),
        ("a.GFF3.GZ", "GFF3", "a.GFF3.GZ.tbi"),
        ("a.bcf", "bcf", "a.bcf.csi"),
        ("a.fa", "fasta", "a.fa.fai"),
        ("a.fa.gz", "fasta", "a.fa.gz.fai"),
        ("/data/7001_2#12.bam", "bam", "/data/7001_2#12.bam.bai"),
    ],
)
def test_conventional_index(location: str, file_format: str, index: str) -> None:
    assert conventional_index(location, file_format) == index
    assert is_conventional_index(location, index)


@pytest.mark.parametrize(
    ("location", "file_format"),
    [("a.vcf", "vcf"), ("a.bw", "bigwig"), ("a.xyz", "xyz"), ("data:,a.bam", "bam"), ("blob:https://h/1", "bam")],
)
def test_no_index_is_looked_for(location: str, file_format: str) -> None:
    assert conventional_index(location, file_format) is None


@pytest.mark.parametrize(
    ("location", "index", "expected"),
    [
        ("https://h/a.bam?v=2", "https://h/a.bai?v=2", True),
        ("a.bam", "a.bam.csi", True),
        ("a.bam", "a.csi", True),
        ("a.cram", "a.crai", True),
        ("a.vcf.gz", "a.vcf.gz.csi", True),
        ("a.fa.gz", "a.fa.gz.gzi", True),
        ("a.vcf.gz", "a.vcf.tbi", False),
        ("a.bam", "b.bam.bai", False),
        ("a.bam", "a.bam.tbi", False),
        ("https://h/a.bam?v=2", "https://h/a.bam.bai", False),
        ("a.vcf", "a.vcf.idx", False),
        ("a.xyz", "a.xyz.bai", False),
    ],
)
def test_is_conventional_index(location: str, index: str, *, expected: bool) -> None:
    assert is_conventional_index(location, index) is expected


@PROPERTY
@given(st.text(), st.none() | st.text())
def test_any_text_is_answered(location: str, declared: str | None) -> None:
    found = infer(location, declared)
    assert found is None or found in FILE_TYPES
    if found is not None:
        index = conventional_index(location, found.format)
        assert index is None or len(index) > len(location)
    assert is_conventional_index(location, location) is False
