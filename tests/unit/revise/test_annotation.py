"""Genes by name in the formats that annotations come in."""

from __future__ import annotations

import pytest

from converter.revise.annotation import Extent, extents, is_annotation

GFF3 = """##gff-version 3
1\tx\tgene\t101\t200\t.\t+\t.\tID=gene:E1;Name=ABC%2C1;Alias=old,older
1\tx\tmRNA\t101\t180\t.\t+\t.\tID=transcript:T1;Parent=gene:E1;gene=ABC,1
1\tx\texon\t1\t180\t.\t+\t.\tParent=transcript:T1;Note=ABC
"""
GTF = """#!genome-build x
chr1\tx\ttranscript\t101\t180\t.\t+\t.\tgene_id "E1"; gene_name "ABC"; transcript_id T1;
chr1\tx\ttranscript\t151\t200\t.\t+\t.\tgene_id "E1"; gene_name "ABC"; transcript_id T2;
"""
BED = "track name=genes\n\nchr1 100 200 ABC 0 +\nchr1\t50\t60\tXABCX\n"
REFGENE = "585\tNM_1\tchr1\t+\t100\t200\t100\t200\t1\t100,\t200,\t0\tABC\tcmpl\tcmpl\t0,\n"
PRED = "NM_1\tchr1\t+\t100\t200\t100\t200\t1\t100,\t200,\t0\tABC\n"
REFFLAT = "ABC\tNM_1\tchr1\t+\t100\t200\t100\t200\t1\t100,\t200,\n"


@pytest.mark.parametrize("text", [GTF, BED, REFGENE, PRED, REFFLAT])
def test_a_gene_is_where_all_its_transcripts_are(text: str) -> None:
    assert is_annotation(text)
    found = extents(text, ["ABC", "abc", "none"])
    assert found["none"] == []
    assert found["ABC"] == found["abc"]
    assert [one[:3] for one in found["ABC"]] == [("chr1", 100, 200)]


@pytest.mark.parametrize(("text", "other"), [(REFGENE, "NM_1"), (PRED, "NM_1"), (REFFLAT, "NM_1"), (GTF, "E1"), (GTF, "T1")])
def test_a_gene_is_found_by_its_other_names(text: str, other: str) -> None:
    assert [one.chrom for one in extents(text, [other])[other]] == ["chr1"]


def test_a_line_of_the_gene_itself_decides() -> None:
    found = extents(GFF3, ["ABC,1", "E1", "older", "ABC"])
    assert found == {
        "ABC,1": [Extent("1", 100, 200, 1)],
        "E1": found["ABC,1"],
        "older": found["ABC,1"],
        "ABC": [Extent("1", 100, 180, 1)],
    }


def test_transcripts_are_counted_and_the_spelling_that_was_asked_for_comes_first() -> None:
    assert extents(GTF, ["ABC"])["ABC"] == [Extent("chr1", 100, 200, 2)]
    mixed = "chr1\t1\t2\tAbc\nchr2\t1\t2\tABC\n"
    assert [one.chrom for one in extents(mixed, ["ABC", "Abc", "abc"])["ABC"]] == ["chr2"]
    assert [one.chrom for one in extents(mixed, ["abc"])["abc"]] == ["chr1", "chr2"]


def test_sequences_beside_the_chromosomes_count_only_alone() -> None:
    text = "chr6\t10\t20\tABC\nchr6_GL000250v2_alt\t1\t5\tABC\nchrUn_KI270302v1\t1\t5\tDEF\n"
    found = extents(text, ["ABC", "DEF"])
    assert [one.chrom for one in found["ABC"]] == ["chr6"]
    assert [one.chrom for one in found["DEF"]] == ["chrUn_KI270302v1"]


@pytest.mark.parametrize(
    "text",
    ["", "# nothing\n", "chr1\t1\t2\n", "[tracks.a]\nkey = ABC\n", "hub lab\nshortLabel ABC\n", "chr1\tABC\t2\t3\n", "a,b,c\n"],
)
def test_other_texts_are_no_annotation(text: str) -> None:
    assert not is_annotation(text)
    assert extents(text, ["ABC"]) == {"ABC": []}


def test_a_line_that_is_not_like_the_others_says_nothing() -> None:
    assert extents("chr1\t1\t2\tX\nchr1\tx\ty\tABC\n# ABC\n", ["ABC"]) == {"ABC": []}
