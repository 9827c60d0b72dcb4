"""What to do about a genome that a target can't open."""

from __future__ import annotations

import pytest

import converter
from converter import genomes
from converter.model import Genome


@pytest.mark.parametrize(
    ("genome", "part"),
    [
        (Genome(id="GRCh37"), "It may mean b37 (b37 is GRCh37 with"),
        (Genome(id="GRCh37"), "or hg19 (GRCh37 names its chromosomes 1, 2"),
        (Genome(id="unheard"), "Give a known id, or the URL of a FASTA"),
        (Genome(), "Give a known id"),
        (Genome(definition="http://x/lab's own.genome"), """unzip -p 'http://x/lab'"'"'s own.genome' property.txt"""),
        (Genome(definition="lab.json"), "with 'genomes'"),
        (Genome(definition="http://x/hub.txt?a=b"), "twoBitPath"),
        (Genome(genbank="/data/virus one.gbk"), "any2fasta '/data/virus one.gbk' > genome.fa && samtools faidx genome.fa"),
        (Genome(genbank="https://x/v.gbk"), "curl -fsSL https://x/v.gbk | any2fasta - > genome.fa"),
    ],
)
def test_the_hint_says_what_to_make_or_which_it_may_be(genome: Genome, part: str) -> None:
    assert part in genomes.hint_for(genome)


def test_a_fasta_file_becomes_a_2bit_file() -> None:
    hint = genomes.two_bit_hint(Genome(fasta="/ref/my genome.fa.gz"))
    assert "faToTwoBit 'my genome.fa.gz' 'my genome.2bit'" in str(hint)
    assert genomes.two_bit_hint(Genome(id="mine")) is None
    hub = converter.convert(b'<Session genome="/ref/x.fa" version="8"/>', to="ucsc").report.to_json()
    assert b"faToTwoBit x.fa x.2bit" in hub


@pytest.mark.parametrize("file", ["lab.genome", "lab.gbk", "lab.json"])
@pytest.mark.parametrize("target", ["igvjson", "jbrowse2"])
def test_a_hint_gives_no_credentials_away(file: str, target: str) -> None:
    data = f'<Session genome="https://u:pw5ecret@x.org/{file}?token=s3cr3tt0ken" version="8"></Session>'
    told = converter.convert(data.encode(), to=target).report.to_json()
    assert b"pw5ecret" not in told
    assert b"s3cr3tt0ken" not in told
