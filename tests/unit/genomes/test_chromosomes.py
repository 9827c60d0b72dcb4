"""Names and lengths of chromosomes: every record is sound, and names are told apart that are not the same."""

from __future__ import annotations

import pytest

from converter import genomes

RECORDS = [one for one in genomes.all_assemblies() if genomes.chromosome_lengths(one)]
record = pytest.mark.parametrize("assembly", RECORDS, ids=[one.id for one in RECORDS])


def renamed(assembly_id: str, name: str) -> str | None:
    assembly = genomes.find(assembly_id)
    assert assembly is not None
    found = genomes.rename(assembly, name)
    return found and found.name


def test_there_are_enough_records() -> None:
    assert len(RECORDS) > 45
    assert {"hg18", "hg19", "hg38", "hs1", "b37", "mm9", "mm10", "mm39", "dm6", "ce11", "sacCer3", "tair10"} <= {
        one.id for one in RECORDS
    }


@record
def test_lengths_are_those_of_chromosomes(assembly: genomes.Assembly) -> None:
    assert all(10_000 < length < 800_000_000 for length in genomes.chromosome_lengths(assembly).values())


@record
def test_a_name_of_the_sequence_stays(assembly: genomes.Assembly) -> None:
    assert [name for name in genomes.chromosome_lengths(assembly) if genomes.rename(assembly, name)] == []


@record
def test_other_names_lead_back(assembly: genomes.Assembly) -> None:
    for name, others in genomes.other_names(assembly).items():
        assert [genomes.rename(assembly, other) for other in others] == [genomes.Renamed(name)] * len(others)


@record
def test_a_name_is_only_one_chromosome(assembly: genomes.Assembly) -> None:
    others = [other for names in genomes.other_names(assembly).values() for other in names]
    assert len(set(others)) == len(others)
    assert not set(others) & genomes.chromosome_lengths(assembly).keys()


@pytest.mark.parametrize(
    ("assembly_id", "name", "expected"),
    [
        ("hg19", "1", "chr1"),
        ("hg19", "Chr1", "chr1"),
        ("hg19", "x", "chrX"),
        ("hg19", "chr23", "chrX"),
        ("hg19", "NC_000007.13", "chr7"),
        ("hg19", "GL000192.1", "chr1_gl000192_random"),
        ("hg38", "NC_000023.11", "chrX"),
        ("GRCh38", "MT", "chrM"),
        ("hg19", "MT", "chrM"),
        ("b37", "chr1", "1"),
        ("b37", "chrM", "MT"),
        ("hs37d5", "chrY", "Y"),
        ("hs1", "CP068277.2", "chr1"),
        ("mm10", "NC_000087.7", "chrY"),
        ("mm39", "19", "chr19"),
        ("sacCer3", "10", "chrX"),
        ("sacCer3", "chr4", "chrIV"),
        ("sacCer3", "X", "chrX"),
        ("sacCer3", "Mito", "chrM"),
        ("ce11", "X", "chrX"),
        ("ce11", "5", "chrV"),
        ("dm6", "2L", "chr2L"),
        ("dmel_r5.9", "chr3R", "3R"),
        ("tair10", "chr1", "Chr1"),
        ("ASM985889v3", "MN908947.3", "NC_045512.2"),
        ("panTro6", "2a", "chr2A"),
        ("rheMac10", "X", "chrX"),
        ("strPur2", "chr1", None),
        ("rheMac10", "scaffold_7", None),
        ("hg19", "BRCA1", None),
        ("hg19", "chr99", None),
        ("hg19", "", None),
        ("ce11", "10", None),
        ("GCF_000001405.40", "chr1", None),
    ],
)
def test_names_of_chromosomes(assembly_id: str, name: str, expected: str | None) -> None:
    assert renamed(assembly_id, name) == expected


@pytest.mark.parametrize(("assembly_id", "name"), [("hg19", "MT"), ("hg18", "chrMT"), ("b37", "chrM"), ("1kg_v37", "chrM")])
def test_another_mitochondrion_is_told(assembly_id: str, name: str) -> None:
    assembly = genomes.find(assembly_id)
    assert assembly is not None
    found = genomes.rename(assembly, name)
    assert found is not None
    assert "16571" in str(found.differs)


@pytest.mark.parametrize(("assembly_id", "name"), [("hg19", "M"), ("hg38", "MT"), ("b37", "M"), ("mm10", "MT")])
def test_the_same_mitochondrion_is_not(assembly_id: str, name: str) -> None:
    assembly = genomes.find(assembly_id)
    assert assembly is not None
    found = genomes.rename(assembly, name)
    assert found is not None
    assert found.differs is None


@pytest.mark.parametrize(
    ("assembly_id", "name", "length"),
    [
        ("hg19", "chr1", 249_250_621),
        ("hg38", "chr1", 248_956_422),
        ("GRCh38", "chrX", 156_040_895),
        ("hg18", "chrY", 57_772_954),
        ("hs1", "chr1", 248_387_328),
        ("mm9", "chrM", 16_299),
        ("mm10", "chr19", 61_431_566),
        ("mm39", "chr1", 195_154_279),
        ("dm6", "chr2L", 23_513_712),
        ("hg19", "1", None),
        ("rheMac10", "chr1", None),
        ("volvox", "ctgA", None),
        ("hg19", "chr23", None),
    ],
)
def test_lengths_of_main_chromosomes(assembly_id: str, name: str, length: int | None) -> None:
    assert genomes.chromosome_length(assembly_id, name) == length


@pytest.mark.parametrize("assembly_id", ["hg18", "hg19", "hg38", "hs1", "mm9", "mm10", "mm39"])
def test_every_main_chromosome_has_a_length(assembly_id: str) -> None:
    autosomes = 19 if assembly_id.startswith("mm") else 22
    assembly = genomes.find(assembly_id)
    assert assembly is not None
    assert set(genomes.chromosome_lengths(assembly)) >= {f"chr{name}" for name in (*range(1, autosomes + 1), "X", "Y", "M")}


@record
def test_a_table_of_names_has_the_name_in_the_sequence_first(assembly: genomes.Assembly) -> None:
    table = genomes.name_table(assembly) or ""
    rows = [line.split("\t") for line in table.splitlines()]
    assert all(row[0] in genomes.chromosome_lengths(assembly) and len(row) > 1 for row in rows)
    assert [genomes.rename(assembly, name) for row in rows for name in row[1:]] == [
        genomes.Renamed(row[0]) for row in rows for _ in row[1:]
    ]


def test_without_names_there_is_no_table() -> None:
    assembly = genomes.find("strPur2")
    assert assembly is not None
    assert genomes.name_table(assembly) is None
