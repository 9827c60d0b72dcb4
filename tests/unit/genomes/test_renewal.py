"""Genomes on hosts that were given up."""

from __future__ import annotations

import pytest
from msgspec import UNSET

from converter import genomes
from converter.model import Genome

OLD = "https://s3.amazonaws.com/igv.broadinstitute.org/genomes/seq"
UCSC = "https://hgdownload.soe.ucsc.edu/goldenPath"


@pytest.mark.parametrize(
    ("url", "found"),
    [
        (f"{OLD}/hg19/hg19.fasta", "hg19"),
        ("http://igv.broadinstitute.org/genomes/seq/hg19/hg19.fasta", "hg19"),
        ("http://igv.broadinstitute.org/genomes/hg19.genome", "hg19"),
        ("http://igvdata.broadinstitute.org/genomes/hg18.genome?x=1", "hg18"),
        ("https://igv.org/genomes/json/hg38.json", "hg38"),
        (f"{UCSC}/mm10/bigZips/mm10.2bit", "mm10"),
        (f"{UCSC.replace('https', 'http')}/mm10/bigZips/mm10.2bit", "mm10"),
        (f"{UCSC}/hg38/bigZips/hg38.chrom.sizes", "hg38"),
        ("https://s3.amazonaws.com/igv.broadinstitute.org/genomes/seq/1kg_v37/human_g1k_v37_decoy.fasta", "1kg_v37"),
        ("https://hgdownload.soe.ucsc.edu/hubs/GCF/000/005/845/GCF_000005845.2/hub.txt", "GCF_000005845.2"),
        ("https://hgdownload.soe.ucsc.edu/hubs/GCA/000/188/675/GCA_000188675.2/hub.txt", "GCA_000188675.2"),
        ("https://example.org/hg19/hg19.fasta", None),
        ("https://igv.org/genomes/unheard/of.fa", None),
        ("hg19.fasta", None),
        ("", None),
    ],
)
def test_an_address_tells_the_assembly_on_known_hosts_only(url: str, found: str | None) -> None:
    known = genomes.found_at(url)
    assert (known and known.id) == found


def test_a_retired_sequence_is_taken_from_ucsc() -> None:
    old = Genome(id="hg19", name="Mine", fasta=f"{OLD}/hg19/hg19.fasta", fasta_index=f"{OLD}/hg19/hg19.fasta.fai")
    assert genomes.renewed(old) == Genome(
        id="hg19", name="Mine", two_bit=f"{UCSC}/hg19/bigZips/hg19.2bit", chrom_sizes=f"{UCSC}/hg19/bigZips/hg19.chrom.sizes"
    )


def test_a_genome_without_id_gets_the_one_of_its_address() -> None:
    new = genomes.renewed(Genome(fasta=f"{OLD}/mm10/mm10.fa"))
    assert new is not None
    assert (new.id, new.fasta, new.two_bit) == ("mm10", UNSET, f"{UCSC}/mm10/bigZips/mm10.2bit")


def test_a_definition_of_ours_becomes_its_id() -> None:
    assert genomes.renewed(Genome(definition="http://igv.broadinstitute.org/genomes/hg19.genome")) == Genome(id="hg19")


def test_a_name_of_one_s_own_gives_way_to_the_id_of_a_definition_of_ours() -> None:
    hub = "https://hgdownload.soe.ucsc.edu/hubs/GCF/000/005/845/GCF_000005845.2/hub.txt"
    assert genomes.renewed(Genome(id="mine", definition=hub)) == Genome(id="GCF_000005845.2")
    assert genomes.renewed(Genome(id="mine", definition=f"{hub}.bak")) is None
    kept = genomes.renewed(Genome(id="mine", fasta=f"{OLD}/mm10/mm10.fa"))
    assert kept is not None
    assert kept.id == "mine"


def test_cytobands_and_names_are_replaced_where_another_copy_is_known() -> None:
    bands = "https://s3.amazonaws.com/igv.org.genomes/hg38/cytoBandIdeo.txt.gz"
    new = genomes.renewed(Genome(id="hg38", two_bit="http://x/hg38.2bit", cytobands=bands, chrom_aliases="http://x/a"))
    assert new == Genome(
        id="hg38", two_bit="http://x/hg38.2bit", cytobands=f"{UCSC}/hg38/database/cytoBandIdeo.txt.gz", chrom_aliases="http://x/a"
    )


@pytest.mark.parametrize(
    "genome",
    [
        Genome(id="hg19"),
        Genome(id="hg19", fasta="http://x/hg19.fa"),
        Genome(id="volvox", fasta=f"{OLD}/volvox/volvox.fa"),
        Genome(id="1kg_v37", fasta=f"{OLD}/1kg_v37/human_g1k_v37_decoy.fasta"),
        Genome(definition="http://x/hg19.genome"),
        Genome(id="mine", definition="hub.txt"),
    ],
)
def test_what_no_other_copy_is_known_of_stays(genome: Genome) -> None:
    assert genomes.renewed(genome) is None
