"""What to do about a genome that a target can't open."""

from __future__ import annotations

import pytest

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
    ],
)
def test_the_hint_says_what_to_make_or_which_it_may_be(genome: Genome, part: str) -> None:
    assert part in genomes.hint_for(genome)
