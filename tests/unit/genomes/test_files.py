from __future__ import annotations

import pytest

from converter.genomes import genome_field, sequence_field


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("hg38", "id"),
        ("GCF_000001405.40", "id"),
        ("https://x.org/hg38.json?v=1", "definition"),
        ("virus.GBK", "genbank"),
        ("lab.2bit?part=1", "two_bit"),
        ("lab.fna.bgz", "fasta"),
        ("https://x.org/lab.sequence", "fasta"),
        ("hg38.chrom.sizes", "chrom_sizes"),
    ],
)
def test_a_genome_is_an_id_or_a_file_of_some_kind(text: str, field: str) -> None:
    assert genome_field(text) == field


@pytest.mark.parametrize(
    ("location", "field"),
    [("x.2bit?v=1", "two_bit"), ("hg38.sizes", "chrom_sizes"), ("x.json", "fasta"), ("x.fa.gz", "fasta")],
)
def test_an_address_is_a_file_of_a_sequence(location: str, field: str) -> None:
    assert sequence_field(location) == field
