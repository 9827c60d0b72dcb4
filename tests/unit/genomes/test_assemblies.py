"""The table of assemblies: every record is sound, and look-ups find what people write."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from urllib.parse import urlsplit

import pytest

from converter import genomes

ASSEMBLIES = genomes.all_assemblies()
URL_FIELDS = [field for field in genomes.Assembly.__struct_fields__ if field.endswith("_url")]
# what public sessions name most, by the ids that they use
SESSIONS_NAME = """
hg16 hg17 hg18 hg19 hg38 hg38_1kg hs1 chm13v2.0 b37 1kg_v37 mm7 mm8 mm9 mm10 mm39 rn6 rn7 tair10 galGal6 susScr11 canFam2 canFam4
danRer10 danRer11 dm3 dm6 ce10 ce11 sacCer2 sacCer3 rheMac8 rheMac10 panPan3 bosTau9 monDom5 strPur2
wuhCor1 GCF_000005845.2 GCF_902167145.1 GCF_001433935.1 ASM985889v3 ASM294v2 GCF_009858895.2
""".split()  # noqa: SIM905 - a list of words


def urls(assembly: genomes.Assembly) -> dict[str, str]:
    values = {field: getattr(assembly, field) for field in URL_FIELDS}
    return {field: url for field, url in values.items() if url is not None}


record = pytest.mark.parametrize("assembly", ASSEMBLIES, ids=[assembly.id for assembly in ASSEMBLIES])


def test_ids_and_aliases_are_unique_whatever_their_case() -> None:
    names = Counter(name.casefold() for assembly in ASSEMBLIES for name in (assembly.id, *assembly.aliases))
    assert [name for name, count in names.items() if count > 1] == []


@record
def test_words_are_present_and_trimmed(assembly: genomes.Assembly) -> None:
    words = (assembly.id, assembly.name, assembly.species, assembly.source, *assembly.aliases)
    assert all(word and word == word.strip() for word in words)


@record
def test_urls_are_absolute_https_without_query(assembly: genomes.Assembly) -> None:
    for field, url in urls(assembly).items():
        parts = urlsplit(url)
        assert (parts.scheme, bool(parts.netloc), parts.query, parts.fragment) == ("https", True, "", ""), field
        assert parts.path.count("/") > 1, field
        assert " " not in url, field


@record
def test_the_sequence_can_be_found_and_read_in_pieces(assembly: genomes.Assembly) -> None:
    assert assembly.two_bit_url or assembly.fasta_url
    assert (assembly.fai_url is None) == (assembly.fasta_url is None)
    assert (assembly.gzi_url is not None) == (assembly.fasta_url or "").endswith(".gz")


@record
def test_indexes_lie_beside_their_fasta(assembly: genomes.Assembly) -> None:
    assert assembly.fai_url in (None, f"{assembly.fasta_url}.fai")
    assert assembly.gzi_url in (None, f"{assembly.fasta_url}.gzi")


@record
def test_urls_say_what_they_are(assembly: genomes.Assembly) -> None:
    endings = {
        "two_bit_url": (".2bit",),
        "fasta_url": (".fa", ".fasta", ".fna", ".fas", ".fa.gz", ".fna.gz"),
        "chrom_sizes_url": (".chrom.sizes", ".chrom.sizes.txt"),
        "cytoband_url": (".txt.gz", ".bed", ".bb"),
        "alias_url": (".tab", ".tab.gz", ".chromAlias.txt", ".chromAlias.bb"),
        "chrom_alias_url": (".chromAlias.txt",),
    }
    for field, allowed in endings.items():
        assert (getattr(assembly, field) or allowed[0]).endswith(allowed), field


@record
def test_a_two_bit_of_ucsc_is_of_that_very_assembly(assembly: genomes.Assembly) -> None:
    """A hub's copy names sequences by accession, so it only serves a record whose own id is an accession."""
    if assembly.two_bit_url and "/goldenPath/" in assembly.two_bit_url:
        assert assembly.two_bit_url.endswith(f"/{assembly.id}/bigZips/{assembly.id}.2bit")
        assert assembly.ucsc_id == assembly.id
    elif assembly.two_bit_url:
        assert assembly.id.startswith(("GCA_", "GCF_")) or assembly.id == "ASM985889v3"


@record
def test_an_alias_comes_with_a_table_of_chromosome_names(assembly: genomes.Assembly) -> None:
    """GRCh38 may mean chromosomes named 1, 2, …; only b37's decoy version has its names from its alias too."""
    assert not assembly.aliases or assembly.alias_url or assembly.aliases == ("hs37d5",)


def test_there_are_enough_assemblies() -> None:
    assert len(ASSEMBLIES) >= 60


@record
def test_igv_knows_an_assembly_by_our_id_or_not_at_all(assembly: genomes.Assembly) -> None:
    assert {assembly.igv_id, assembly.igv2_id} <= {None, assembly.id}
    assert (assembly.igv_id is None) == ("not confirmed" in assembly.source)


@pytest.mark.parametrize("name", SESSIONS_NAME)
def test_what_sessions_name_is_known(name: str) -> None:
    found = genomes.find(name)
    assert found is not None
    assert found.id == name


@pytest.mark.parametrize(
    ("name", "found"),
    [("HG19", "hg19"), ("grch38", "hg38"), ("GRCh38", "hg38"), ("hs37d5", "1kg_v37"), ("TAIR10", "tair10"), ("GRCm39", "mm39")],
)
def test_aliases_and_other_cases_are_found(name: str, found: str) -> None:
    assert genomes.find(name) is genomes.find(found)


@pytest.mark.parametrize("name", ["", "hg", "hg19 ", "GRCh37", "volvox", "https://example.org/hg19.fa"])
def test_what_is_not_an_id_is_not_guessed(name: str) -> None:
    """GRCh37 is b37 to some and hg19 to others, whose mitochondrial sequences differ."""
    assert genomes.find(name) is None


def test_hg19_and_b37_are_two_assemblies() -> None:
    assert genomes.find("hg19") is not genomes.find("b37")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("hg19", {"hg19"}),
        ("human 37", {"hg19", "b37", "1kg_v37", "GCF_000001405.25"}),
        ("ESCHERICHIA", {"GCF_000005845.2", "GCF_000008865.2"}),
        ("Caenorhabditis elegans ce11", {"ce11"}),
        ("GCA_000188675.2", {"GCA_000188675.2"}),
        ("no such beast", set()),
    ],
)
def test_search_looks_at_ids_names_and_species(query: str, found: set[str]) -> None:
    assert {one.id for one in genomes.search(query)} == found


def test_search_for_nothing_finds_all() -> None:
    assert genomes.search("") == ASSEMBLIES


def test_what_people_take_for_another_is_told_apart() -> None:
    assert genomes.differing("grch37").keys() == {"hg19", "b37"}
    assert genomes.differing("volvox") == {}


@record
def test_what_differs_is_no_alias(assembly: genomes.Assembly) -> None:
    assert not assembly.differs.keys() & {assembly.id, *assembly.aliases}
    assert all(genomes.find(name) is not assembly for name in assembly.differs)
    assert all(text.endswith(".") and text == text.strip() for text in assembly.differs.values())


@pytest.mark.parametrize("accession", ["GCA_000188675.2", "GCF_000001735.5"])
def test_a_genark_accession_tells_where_its_sequence_lies(accession: str) -> None:
    found = genomes.find(accession)
    assert found is not None
    assert found is genomes.find(accession)
    parts = accession[:3], accession[4:7], accession[7:10], accession[10:13]
    assert found.two_bit_url == f"https://hgdownload.soe.ucsc.edu/hubs/{'/'.join(parts)}/{accession}/{accession}.2bit"


@pytest.mark.parametrize("name", ["GCA_000188675", "GCX_000188675.2", "GCA_00018867.2", "GCF_000001735.5.fa"])
def test_what_is_no_accession_is_not_genark(name: str) -> None:
    assert genomes.find(name) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://s3.amazonaws.com/igv.org.genomes/mm9/mm9.fasta", True),
        ("https://s3.dualstack.us-east-1.amazonaws.com/igv.broadinstitute.org/genomes/seq/hg19/hg19.fasta", True),
        ("http://igv.genepattern.org/genomes/seq/hg19/hg19.fasta", True),
        ("http://igvdata.broadinstitute.org/genomes/seq/hg18/hg18.fasta", True),
        ("https://igv-genepattern-org.s3.amazonaws.com/genomes/seq/hg38/hg38.fa", True),
        ("https://igv.org/genomes/data/hg19/hg19.fasta", True),
        ("https://hgdownload.soe.ucsc.edu/goldenPath/hg19/bigZips/hg19.2bit", False),
        ("https://example.org/hg19.fasta", False),
        ("hg19.fasta", False),
    ],
)
def test_retired_hosts(url: str, *, expected: bool) -> None:
    assert genomes.retired(url) is expected


def test_the_table_is_read_at_the_first_look_up_only() -> None:
    code = (
        "from converter.genomes import assemblies, chromosomes, find\n"
        "assert assemblies._table.cache_info().currsize == 0\n"
        "find('hg19'), find('hg38')\n"
        "assert assemblies._table.cache_info().misses == 1\n"
        "assert chromosomes._raw.cache_info().currsize == 0\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
