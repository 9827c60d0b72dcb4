"""Names and lengths of the main chromosomes of assemblies: data (`chromosomes.json`), each record parsed when it is needed."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from converter.genomes.assemblies import Assembly, find


class _Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lengths in bp by the names in the sequence, in its order; `aliases`: other names that no rule tells, to those."""

    lengths: dict[str, int]
    aliases: dict[str, str] = {}


class Renamed(NamedTuple):
    """A chromosome by its name in the sequence; `differs` says what is not the same under the other name."""

    name: str
    differs: str | None = None


def chromosome_length(assembly_id: str, name: str) -> int | None:
    """The length in bp of a main chromosome (`chr1`, `chrX`, `chrM`, as the assembly has it); `None` where we don't know."""
    assembly = find(assembly_id)
    record = _record(assembly.id) if assembly else None
    return record.lengths.get(name) if record else None


def chromosome_lengths(assembly: Assembly) -> dict[str, int]:
    """The main chromosomes of an assembly in their order, with lengths in bp; empty where we know none."""
    record = _record(assembly.id)
    return record.lengths if record else {}


def other_names(assembly: Assembly) -> dict[str, list[str]]:
    """By chromosome, the other names that people and files give it; chromosomes whose sequence differs are left out."""
    return _others(assembly.id)


def _others(assembly_id: str) -> dict[str, list[str]]:
    record = _record(assembly_id)
    if record is None:
        return {}
    found: dict[str, list[str]] = {name: [] for name in record.lengths}
    for bare, name in _bare_names(assembly_id).items():
        others = (bare, f"chr{bare}", *(("MT", "chrMT") if bare == "M" else ()))
        found[name] += [one for one in others if one != name and _differs(assembly_id, one, name) is None]
    for other, name in record.aliases.items():
        found.setdefault(name, []).append(other)
    return {name: list(dict.fromkeys(others)) for name, others in found.items() if others}


def name_table(assembly: Assembly) -> str | None:
    """The main chromosomes and their other names as text, tab-separated, the name in the sequence first."""
    return _table(assembly.id)


@lru_cache(maxsize=64)
def _table(assembly_id: str) -> str | None:
    others = _others(assembly_id)
    record = _record(assembly_id)
    lines = ["\t".join((name, *others[name])) for name in (record.lengths if record else ()) if name in others]
    return "\n".join([*lines, ""]) if lines else None


def rename(assembly: Assembly, name: str) -> Renamed | None:
    """How the sequence of an assembly names a chromosome; `None` where it has it under that name, or nobody knows.

    Understood are `1`, `chr1`, `Chr1`, `CHR1`, `M`, `MT`, `chrMT`, Roman and Arabic numbers where an assembly has Roman
    ones, and the other names of the record (accessions, contigs).
    """
    record = _record(assembly.id)
    if record is None:
        return _by_style(assembly, name)
    if name in record.lengths:
        return None
    bare = _bare(name)
    known = record.aliases.get(name) or record.aliases.get(bare)
    if known is not None:
        return Renamed(known)
    found = _bare_names(assembly.id).get(bare)
    return None if found is None else Renamed(found, _differs(assembly.id, name, found))


_PREFIX = re.compile(r"chr(?:omosome)?[_ ]?", re.IGNORECASE)
_PLAIN = re.compile(r"\d{1,2}[A-Z]?|[XYZWM]|[234][LR]")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI")
_MITOCHONDRION = {"MT": "M", "MITO": "M", "MTDNA": "M", "MITOCHONDRION": "M", "MITOCHONDRION_GENOME": "M"}
_OLD_MITOCHONDRION = "chrM of hg18 and hg19 is NC_001807 (16571 bp), MT of others NC_012920 (16569 bp); their positions differ."


def _bare(name: str) -> str:
    """A name without the prefix that some use; the mitochondrion is `M`."""
    match = _PREFIX.match(name)
    rest = (name[match.end() :] if match else name).upper()
    return _MITOCHONDRION.get(rest, rest)


@cache
def _bare_names(assembly_id: str) -> dict[str, str]:
    """The chromosomes of a record by their bare names; where it counts in Roman numbers, by Arabic ones too."""
    record = _record(assembly_id)
    found = {_bare(name): name for name in record.lengths} if record else {}
    if "III" in found:
        found |= {str(number): found[roman] for number, roman in enumerate(_ROMAN, 1) if roman in found and roman != "X"}
        if "IX" in found:
            found["10"] = found["X"]
    return found


def _differs(assembly_id: str, name: str, found: str) -> str | None:
    """What is not the same between a name and the chromosome that is found for it: the mitochondrion of hg18 and hg19."""
    if _bare(found) != "M":
        return None
    here, there = assembly_id in ("hg18", "hg19"), assembly_id in ("b37", "1kg_v37") and name == "chrM"
    return _OLD_MITOCHONDRION if there or (here and name.upper().endswith("MT")) else None


def _by_style(assembly: Assembly, name: str) -> Renamed | None:
    """Without a record only UCSC's own copies are known to say `chr` before what others leave bare."""
    if assembly.ucsc_id != assembly.id or name.startswith("chr") or not _PLAIN.fullmatch(_bare(name)):
        return None
    return Renamed(f"chr{_bare(name)}")


@cache
def _raw() -> dict[str, msgspec.Raw]:
    data = Path(__file__).with_name("chromosomes.json").read_bytes()
    return msgspec.json.decode(data, type=dict[str, msgspec.Raw])


@cache
def _record(assembly_id: str) -> _Record | None:
    raw = _raw().get(assembly_id)
    return None if raw is None else msgspec.json.decode(raw, type=_Record)
