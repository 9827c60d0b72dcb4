"""The table of assemblies: data (`assemblies.json`, `chromosome_lengths.json`) that is read once, at the first look-up.

Nothing is fetched: every URL here is text that a written document may point to.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import NamedTuple

import msgspec


class Assembly(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One genome assembly. Sequence, sizes and cytobands of a record name the chromosomes alike; `None`: we know of none.

    `id`: the usual id; `aliases`: other ids of the same sequences; `species`: scientific name.
    `ucsc_id`: the UCSC database of the assembly (for gene links and BLAT), which may name chromosomes otherwise.
    `igv_id`: the id in IGV's hosted genome list, where IGV desktop and igv.js find the assembly by id alone.
    `two_bit_url`, or `fasta_url` with `fai_url` (and `gzi_url` when bgzipped): the sequence; at least one is present.
    `chrom_sizes_url`: names and lengths in bp, tab-separated. `cytoband_url`: UCSC text, or bigBed when it ends in `.bb`.
    `alias_url`: other names of chromosomes, as IGV reads them: columns in any order, or bigBed when it ends in `.bb`.
    `chrom_alias_url`: the same as text whose first column is the name in the sequence, as JBrowse reads it.
    `source`: where the facts of the record come from, in words.
    """

    id: str
    name: str
    species: str
    source: str
    aliases: tuple[str, ...] = ()
    ucsc_id: str | None = None
    igv_id: str | None = None
    two_bit_url: str | None = None
    fasta_url: str | None = None
    fai_url: str | None = None
    gzi_url: str | None = None
    chrom_sizes_url: str | None = None
    cytoband_url: str | None = None
    alias_url: str | None = None
    chrom_alias_url: str | None = None


class _Table(NamedTuple):
    """The assemblies in the order of the data, and the same by name as it is written and by case-folded name."""

    assemblies: tuple[Assembly, ...]
    exact: dict[str, Assembly]
    folded: dict[str, Assembly]


def find(genome_id: str) -> Assembly | None:
    """The assembly of that id or alias; an exact match first, then regardless of case; `None` when we know none."""
    table = _table()
    return table.exact.get(genome_id) or table.folded.get(genome_id.casefold())


def all_assemblies() -> tuple[Assembly, ...]:
    """Every assembly that we know, those of human, mouse and rat first."""
    return _table().assemblies


def chromosome_length(assembly_id: str, name: str) -> int | None:
    """The length in bp of a main chromosome of hg18, hg19, hg38, mm9, mm10 or mm39 (id or alias); otherwise `None`.

    `name` is as the assembly has it (`chr1`, `chrX`, `chrM`).
    """
    assembly = find(assembly_id)
    return _lengths().get(assembly.id, {}).get(name) if assembly else None


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


@cache
def _table() -> _Table:
    assemblies = msgspec.json.decode(_data("assemblies.json"), type=tuple[Assembly, ...])
    exact = {name: assembly for assembly in assemblies for name in (assembly.id, *assembly.aliases)}
    return _Table(assemblies, exact, {name.casefold(): assembly for name, assembly in exact.items()})


@cache
def _lengths() -> dict[str, dict[str, int]]:
    return msgspec.json.decode(_data("chromosome_lengths.json"), type=dict[str, dict[str, int]])


def _data(name: str) -> bytes:
    return resources.files(__package__).joinpath(name).read_bytes()
