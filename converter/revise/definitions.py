"""Genome definitions that a caller brings: IGV genome JSON, JBrowse 2 assemblies, or our own fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from msgspec import UNSET

from converter.errors import UsageError
from converter.formats._json import of_option
from converter.genomes import sequence_field
from converter.model import Genome, Session
from converter.resources.location import basename, join

if TYPE_CHECKING:
    from collections.abc import Iterator

_IGV = {
    "fastaURL": "fasta",
    "indexURL": "fasta_index",
    "compressedIndexURL": "fasta_gzi",
    "twoBitURL": "two_bit",
    "twoBitBptURL": "two_bit_bpt",
    "gbkURL": "genbank",
    "chromSizesURL": "chrom_sizes",
    "cytobandURL": "cytobands",
    "cytobandBbURL": "cytobands_bb",
    "aliasURL": "chrom_aliases",
    "chromAliasBbURL": "chrom_aliases_bb",
    "ucscID": "ucsc_id",
    "blatDB": "blat_db",
    "infoURL": "info_url",
    "displayName": "name",
    "name": "name",
}
_ADAPTERS = {
    "sequence": {
        "fastaLocation": "fasta",
        "faiLocation": "fasta_index",
        "gziLocation": "fasta_gzi",
        "twoBitLocation": "two_bit",
        "chromSizesLocation": "chrom_sizes",
    },
    "refNameAliases": {"location": "chrom_aliases"},
    "cytobands": {"cytobandLocation": "cytobands"},
}
_OWN = set(Genome.__struct_fields__) - {"extras", "id", "aliases", "chromosome_order", "whole_genome_view", "hubs"}
_LISTS = ("assemblies", "genomes")


class Definition(NamedTuple):
    """One definition: the names that it goes by, the usual one first, and its neutral fields."""

    names: tuple[str, ...]
    fields: dict[str, str]


def defined(session: Session, definitions: Any) -> Session:
    """The session with its genomes filled in from the definitions of their ids; what the session says itself stays.

    A genome that is said by a file which defines it (`lab.json`, `lab.genome`) is the definition of that name.
    """
    found = [definition_of(one) for one in _listed(definitions)]
    known = {name: one for one in reversed(found) for name in one.names}
    genomes = {key: _filled(genome, known) for key, genome in session.genomes.items()}
    genome = session.genome if session.genome is UNSET else _filled(session.genome, known)
    if genome is session.genome and all(genomes[key] is one for key, one in session.genomes.items()):
        return session
    return msgspec.structs.replace(session, genome=genome, genomes=genomes)


def definition_of(one: Any) -> Definition:
    """A definition in any of the three forms; `UsageError` for what has no name, or says nothing of a sequence."""
    name = one.get("id", one.get("name")) if isinstance(one, dict) else None
    if not isinstance(name, str) or not name:
        hint = "Give IGV genome JSON, JBrowse assemblies, or objects with 'id' and the fields of a neutral genome."
        raise UsageError("option.genomes", "A genome definition has no id.", hint=hint)
    aliases = one.get("aliases", [])
    others = [alias for alias in aliases if isinstance(alias, str)] if isinstance(aliases, list) else []
    return Definition((name, *others), dict(_fields(one)))


def _filled(genome: Genome, known: dict[str, Definition]) -> Genome:
    name = genome.id if isinstance(genome.id, str) else None
    if name is None and isinstance(genome.definition, str):
        name = basename(genome.definition).partition(".")[0]
    found = known.get(name or "")
    if found is None:
        return genome
    missing: dict[str, Any] = {field: value for field, value in found.fields.items() if getattr(genome, field) is UNSET}
    if genome.id is UNSET:
        missing |= {"id": found.names[0], "definition": UNSET}
    return msgspec.structs.replace(genome, **missing) if missing else genome


def _listed(given: Any) -> list[Any]:
    """The definitions of a document: a list of them, an object with such a list, or a single one."""
    if isinstance(given, bytes | str):
        given = of_option("genomes", given)
    if isinstance(given, dict):
        given = next((given[key] for key in _LISTS if key in given), given.get("assembly", given))
    return given if isinstance(given, list) else [given]


def _fields(one: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in one.items():
        if isinstance(value, str) and value and (name in _IGV or name in _OWN):
            yield _IGV.get(name, name), value
    for key, slots in _ADAPTERS.items():
        held = one.get(key)
        adapter = held.get("adapter") if isinstance(held, dict) else None
        if not isinstance(adapter, dict):
            continue
        for slot, value in adapter.items():
            location = _location(value)
            if slot in slots and location is not None:
                yield slots[slot], location
            elif slot == "uri" and isinstance(value, str):
                yield (sequence_field(value) if key == "sequence" else next(iter(slots.values()))), value
    if isinstance(one.get("uri"), str):
        yield sequence_field(one["uri"]), one["uri"]


def _location(value: Any) -> str | None:
    """The address in a location object of JBrowse."""
    if not isinstance(value, dict):
        return None
    found, base = value.get("uri", value.get("localPath")), value.get("baseUri")
    if not isinstance(found, str):
        return None
    return join(base.rpartition("/")[0], found) if isinstance(base, str) else found
