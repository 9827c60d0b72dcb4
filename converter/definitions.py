"""Genome definitions that a caller brings: IGV genome JSON, JBrowse 2 assemblies, or our own fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import UNSET

from converter.errors import UsageError
from converter.formats._json import decode
from converter.model import Genome, Session

if TYPE_CHECKING:
    from collections.abc import Iterator

_IGV = {
    "fastaURL": "fasta",
    "indexURL": "fasta_index",
    "compressedIndexURL": "fasta_gzi",
    "twoBitURL": "two_bit",
    "chromSizesURL": "chrom_sizes",
    "cytobandURL": "cytobands",
    "aliasURL": "chrom_aliases",
    "ucscID": "ucsc_id",
    "blatDB": "blat_db",
    "name": "name",
}
_SEQUENCE = {
    "fastaLocation": "fasta",
    "faiLocation": "fasta_index",
    "gziLocation": "fasta_gzi",
    "twoBitLocation": "two_bit",
    "chromSizesLocation": "chrom_sizes",
}
_OWN = set(Genome.__struct_fields__) - {"extras", "id", "chromosome_order", "whole_genome_view", "hubs"}


def defined(session: Session, definitions: Any) -> Session:
    """The session with the fields of its genome filled in from the definition of that id; what it says stays."""
    genome = session.genome
    if genome is UNSET or not isinstance(genome.id, str):
        return session
    for names, fields in _definitions(definitions):
        if genome.id in names:
            missing = {name: value for name, value in fields.items() if getattr(genome, name) is UNSET}
            return msgspec.structs.replace(session, genome=msgspec.structs.replace(genome, **missing))
    return session


def _definitions(given: Any) -> Iterator[tuple[list[str], dict[str, Any]]]:
    """Names and neutral fields of each definition; `UsageError` for what is none."""
    if isinstance(given, bytes | str):
        given = decode(given.encode() if isinstance(given, str) else given)
    if isinstance(given, dict):
        given = given.get("assemblies", given.get("genomes", [given]))
    for one in given if isinstance(given, list) else [given]:
        name = one.get("id", one.get("name")) if isinstance(one, dict) else None
        if not isinstance(name, str):
            hint = "Give IGV genome JSON, JBrowse assemblies, or objects with 'id' and the fields of a neutral genome."
            raise UsageError("option.genomes", "A genome definition has no id.", hint=hint)
        aliases = one.get("aliases", [])
        yield [name, *(aliases if isinstance(aliases, list) else [])], dict(_fields(one))


def _fields(one: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in one.items():
        if isinstance(value, str) and (name in _IGV or name in _OWN):
            yield _IGV.get(name, name), value
    sequence = one.get("sequence")
    adapter = sequence.get("adapter") if isinstance(sequence, dict) else None
    for name, value in adapter.items() if isinstance(adapter, dict) else ():
        if name in _SEQUENCE and isinstance(value, dict) and isinstance(value.get("uri"), str):
            yield _SEQUENCE[name], value["uri"]
