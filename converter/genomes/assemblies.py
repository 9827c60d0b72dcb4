"""The table of assemblies: data (`assemblies.json`) that is read once, at the first look-up.

Nothing is fetched: every URL here is text that a written document may point to.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import msgspec


class Assembly(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One genome assembly. Sequence, sizes and cytobands of a record name the chromosomes alike; `None`: we know of none.

    `id`: the usual id; `aliases`: other ids of the same sequences; `species`: scientific name.
    `differs`: ids that people take for it, each with what is different there; they are no aliases.
    `ucsc_id`: the UCSC database of the assembly (for gene links and BLAT), which may name chromosomes otherwise.
    `igv_id`: the id in IGV's hosted genome list of today, where igv.js and IGV desktop 3 find the assembly by id alone.
    `igv2_id`: the id in the lists that IGV desktop 2 finds it in.
    `jbrowse_name`: what JBrowse's public configs call it, where that is not the `id`.
    `two_bit_url`, or `fasta_url` with `fai_url` (and `gzi_url` when bgzipped): the sequence; at least one is present.
    `chrom_sizes_url`: names and lengths in bp, tab-separated. `cytoband_url`: UCSC text, or bigBed when it ends in `.bb`.
    `alias_url`: other names of chromosomes, as IGV reads them: columns in any order, or bigBed when it ends in `.bb`.
    `chrom_alias_url`: the same as text whose first column is the name in the sequence, as JBrowse reads it.
    `genes_url`, and its index where it has one: genes as GFF3, GTF or bigBed, for browsers that read no gene tables.
    `source`: where the facts of the record come from, in words.
    """

    id: str
    name: str
    species: str
    source: str
    aliases: tuple[str, ...] = ()
    differs: dict[str, str] = {}
    ucsc_id: str | None = None
    igv_id: str | None = None
    igv2_id: str | None = None
    jbrowse_name: str | None = None
    two_bit_url: str | None = None
    fasta_url: str | None = None
    fai_url: str | None = None
    gzi_url: str | None = None
    chrom_sizes_url: str | None = None
    cytoband_url: str | None = None
    alias_url: str | None = None
    chrom_alias_url: str | None = None
    genes_url: str | None = None
    genes_index_url: str | None = None


class _Table(NamedTuple):
    """The assemblies in the order of the data, and the same by name as it is written and by case-folded name."""

    assemblies: tuple[Assembly, ...]
    exact: dict[str, Assembly]
    folded: dict[str, Assembly]


def find(genome_id: str) -> Assembly | None:
    """The assembly of that id or alias; an exact match first, then regardless of case; `None` when we know none.

    An accession of NCBI's assemblies that is not in the table is one of UCSC's GenArk, whose layout follows from it.
    """
    table = _table()
    return table.exact.get(genome_id) or table.folded.get(genome_id.casefold()) or _genark(genome_id)


def all_assemblies() -> tuple[Assembly, ...]:
    """Every assembly of the table, those of human, mouse and rat first."""
    return _table().assemblies


def search(query: str) -> tuple[Assembly, ...]:
    """Assemblies with every word of the query in their ids, names or species, or in ids that people take for them."""
    words = query.casefold().split()
    found = tuple(one for one in _table().assemblies if all(word in _words(one) for word in words))
    return found or tuple(one for one in (_genark(query.strip()),) if one is not None)


def differing(genome_id: str) -> dict[str, str]:
    """For an id that is none of ours: the assemblies that people take for it, each with what is different there."""
    wanted = genome_id.casefold()
    return {one.id: text for one in _table().assemblies for name, text in one.differs.items() if name.casefold() == wanted}


# buckets and hosts that IGV moved away from, as igv.js looks for them in a FASTA's URL (its updateReference)
_RETIRED = (
    "igv.org.genomes",
    "igv.broadinstitute.org",
    "igv.genepattern.org",
    "igvdata.broadinstitute.org",
    "igv-genepattern-org",
)


def retired(url: str) -> bool:
    """Whether a sequence at `url` lies on a host that IGV has retired; igv.js puts UCSC's copy in its place on load."""
    return url.startswith("https://igv.org") or any(host in url for host in _RETIRED)


_ACCESSION = re.compile(r"(GC[AF])_(\d{3})(\d{3})(\d{3})\.\d+")


@lru_cache(maxsize=64)
def _genark(accession: str) -> Assembly | None:
    match = _ACCESSION.fullmatch(accession)
    if match is None:
        return None
    stem = f"https://hgdownload.soe.ucsc.edu/hubs/{'/'.join(match.groups())}/{accession}/{accession}"
    return Assembly(
        id=accession,
        name=accession,
        species="unknown",
        igv_id=accession,
        two_bit_url=f"{stem}.2bit",
        chrom_sizes_url=f"{stem}.chrom.sizes.txt",
        alias_url=f"{stem}.chromAlias.txt",
        chrom_alias_url=f"{stem}.chromAlias.txt",
        source="UCSC's GenArk layout, which follows from the accession; not confirmed",
    )


def _words(one: Assembly) -> str:
    return " ".join((one.id, one.name, one.species, *one.aliases, *one.differs)).casefold()


@cache
def _table() -> _Table:
    data = Path(__file__).with_name("assemblies.json").read_bytes()
    assemblies = msgspec.json.decode(data, type=tuple[Assembly, ...])
    exact = {name: assembly for assembly in assemblies for name in (assembly.id, *assembly.aliases)}
    return _Table(assemblies, exact, {name.casefold(): assembly for name, assembly in exact.items()})
