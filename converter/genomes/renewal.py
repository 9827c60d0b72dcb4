"""Genomes that are said by addresses which have been given up: the assembly that lay there, and where it lies today."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import msgspec
from msgspec import UNSET

from converter.genomes.assemblies import all_assemblies, find, retired

if TYPE_CHECKING:
    from converter.genomes.assemblies import Assembly
    from converter.model import Genome

_SEQUENCES = ("definition", "fasta", "two_bit", "chrom_sizes")
_HELPERS = {"chrom_sizes": "chrom_sizes_url", "cytobands": "cytoband_url", "chrom_aliases": "alias_url"}
_DEFINITIONS = ("/hub.txt", ".json", ".genome")
"""How the names of files end that define a genome as a whole."""
_HOSTS = ("hgdownload.soe.ucsc.edu", "hgdownload.cse.ucsc.edu", "hgdownload.gi.ucsc.edu", "igv.org")


def found_at(url: str) -> Assembly | None:
    """The assembly whose sequence, or definition, lies at an address of IGV's or UCSC's; `None` for any other address."""
    known = _by_address().get(_address(url))
    if known is not None or not (retired(url) or any(host in url for host in _HOSTS)):
        return known
    *folders, name = _address(url).split("/")
    for word in (name.partition(".")[0], name.rpartition(".")[0], *reversed(folders[1:])):
        found = find(unquote(word))
        if found is not None and word.casefold() == found.id.casefold():
            return found
    return None


def renewed(genome: Genome) -> Genome | None:
    """The genome with what lay on retired hosts replaced by what the table knows; `None` where nothing is to be replaced.

    A file that defines one of our assemblies as a whole (`hg19.genome`, `hg38.json`, a GenArk `hub.txt`) becomes its id.
    """
    said = {field: value for field in (*_SEQUENCES, *_HELPERS) if isinstance(value := getattr(genome, field), str)}
    if not any(retired(url) or field == "definition" for field, url in said.items()):
        return None
    by_id = find(genome.id) if isinstance(genome.id, str) else None
    assembly = by_id or next((found for field in _SEQUENCES if (found := found_at(said.get(field, ""))) is not None), None)
    if assembly is None:
        return None
    changes = _sequence(said, assembly) | _helpers(said, assembly)
    if changes and by_id is None and (genome.id is UNSET or "definition" in changes):
        changes["id"] = assembly.id
    return msgspec.structs.replace(genome, **changes) if changes else None


def _sequence(said: dict[str, str], assembly: Assembly) -> dict[str, Any]:
    if "definition" in said:
        defined = _address(said["definition"]).endswith(_DEFINITIONS) and found_at(said["definition"]) is assembly
        return {"definition": UNSET} if defined else {}
    if not retired(said.get("fasta", "")) or assembly.two_bit_url is None:
        return {}
    found = dict.fromkeys(("fasta", "fasta_index", "fasta_gzi"), UNSET)
    return {**found, "two_bit": assembly.two_bit_url, "chrom_sizes": assembly.chrom_sizes_url or UNSET}


def _helpers(said: dict[str, str], assembly: Assembly) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field, name in _HELPERS.items():
        url = getattr(assembly, name)
        if retired(said.get(field, "")) and url is not None and not retired(url) and not url.endswith(".bb"):
            found[field] = url
    return found


def _address(url: str) -> str:
    """A URL without scheme and query."""
    return url.partition("?")[0].partition("://")[2]


@cache
def _by_address() -> dict[str, Assembly]:
    fields = ("two_bit_url", "fasta_url", "chrom_sizes_url")
    known = reversed(all_assemblies())  # the first of several that share a file stands
    return {_address(url): one for one in known for field in fields if (url := getattr(one, field))}
