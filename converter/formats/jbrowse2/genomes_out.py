"""Neutral genomes as assemblies."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from msgspec import UNSET
from msgspec.structs import replace

from converter.formats._extras import NO_EXTRAS
from converter.formats.jbrowse2 import locations, names
from converter.formats.jbrowse2.extras import Luggage, extras_of
from converter.formats.jbrowse2.flat import nested
from converter.formats.jbrowse2.foreign import SEQUENCE_TRACK
from converter.formats.jbrowse2.genomes import HELPERS, SEQUENCE, SEQUENCES, SHORT, WAYS, sequence_adapter
from converter.genomes import Assembly, find, hint_for, name_table
from converter.loss.ledger import GENOME, Notice, Owner
from converter.resources.location import basename, split_suffix

if TYPE_CHECKING:
    from converter.formats.jbrowse2.foreign import Sieve
    from converter.model import Extras, Genome

_SUPPLIED = {
    "two_bit": "two_bit_url",
    "fasta": "fasta_url",
    "fasta_index": "fai_url",
    "fasta_gzi": "gzi_url",
    "chrom_sizes": "chrom_sizes_url",
    "chrom_aliases": "chrom_alias_url",
    "cytobands": "cytoband_url",
}


_DISPLAYS = "sequence/displays"


class GenomeWriter:
    """Writes assemblies; remembers what it had to supply."""

    def __init__(self, *, desktop: bool, luggage: Luggage, own: bool, told: bool, title: str | None, sieve: Sieve) -> None:
        self.desktop = desktop
        self.luggage = luggage
        self.own = own
        """Whether JBrowse itself described the genomes."""
        self.told = told
        """Whether to tell of sequences that JBrowse can't open."""
        self.title = title
        """The name of the reference sequence in a view."""
        self.sieve = sieve
        self.notices: list[Notice] = []
        self.published: set[str] = set()
        """Assemblies whose sequence is that of our table, so that the names of their chromosomes are known."""

    def write(self, owner: Owner, genome: Genome) -> dict[str, Any] | None:
        """The assembly of a genome; None where nobody knows its sequence."""
        name = assembly_name(genome)
        extras = self.sifted(extras_of(genome))
        fields = {field: getattr(genome, field) for field in _SUPPLIED if isinstance(getattr(genome, field), str)}
        aliases = genome.aliases
        known = find(name) if name else None
        if known is not None and {known.two_bit_url, known.fasta_url} & {fields.get("two_bit"), fields.get("fasta")} - {None}:
            self.published.add(name)
        if sequence_adapter(fields) is None and not any(key.startswith("sequence/adapter") for key in extras.native):
            if known is None:
                self.unknown(owner, name, genome)
                was = self.own and self.luggage.returning and (extras is not NO_EXTRAS or aliases is not UNSET)
                return self.told_of(self.named(name, aliases, genome), extras) if was else None
            fields = _of(known) | fields
            aliases = [one for one in (known.id, *known.aliases) if one != name] if aliases is UNSET else aliases
            self.supplied(owner, name, known)
        elif known is not None and name in self.published and not self.own:
            fields = _names_of(known) | fields
        out = self.named(name, aliases, genome)
        self.sequence(owner, name, fields, extras, out)
        self.reachable(owner, fields, extras)
        for key, (adapter, slots) in HELPERS.items():
            slot, field = next(iter(slots.items()))
            if field in fields and f"{key}/adapter/type" not in extras.native:
                held: dict[str, Any] = {"type": adapter}
                self.place(held, slot, "uri", field, fields[field], extras)
                out[key] = {"adapter": held}
        over = ("sequence/type", "sequence/trackId", *(("name",) if genome.id is UNSET else ()))
        return self.told_of(out, extras, over)

    def sifted(self, extras: Extras) -> Extras:
        """What JBrowse alone understands of an assembly, without what is left out for its type."""
        native = extras.native
        gone = [way for way in WAYS if f"{way}type" in native and self.sieve.adapter(native[f"{way}type"])]
        if self.sieve.sequence(native.get("sequence/type", SEQUENCE_TRACK)):
            gone.append("sequence/type")
        displays = native.get(_DISPLAYS, [])
        left = self.sieve.kept(displays)
        if not gone and left == displays:
            return extras
        known = {name: one for name, one in native.items() if not name.startswith((*gone, _DISPLAYS))}
        return replace(extras, native={**known, _DISPLAYS: left} if left else known)

    def named(self, name: str, aliases: Any, genome: Genome) -> dict[str, Any]:
        """What an assembly is called."""
        out: dict[str, Any] = {"name": name}
        if aliases is not UNSET and (aliases or self.own):
            out["aliases"] = aliases
        if isinstance(genome.name, str):
            out["displayName"] = genome.name
        return out

    def told_of(self, out: dict[str, Any], extras: Extras, over: tuple[str, ...] = ()) -> dict[str, Any]:
        """The assembly with what JBrowse alone understands, ignores or refuses of it."""
        nested(((key, value) for key, value in extras.native.items() if key != "holder"), out)
        return self.luggage.put([one for one in extras.ignored.items() if self.returns(one[0], out)], out, over)

    def sequence(self, owner: Owner, name: str, fields: dict[str, str], extras: Extras, out: dict[str, Any]) -> None:
        """The reference sequence track of an assembly."""
        track = {"type": extras.native.get("sequence/type", SEQUENCE_TRACK), "trackId": sequence_id(name, extras)}
        adapter = self.adapter(fields, extras)
        if owner == GENOME and self.title is not None and "sequence/name" not in extras.native:
            track["name"] = self.title
        out["sequence"] = {**track, **({"adapter": adapter} if adapter else {})}

    def reachable(self, owner: Owner, fields: dict[str, str], extras: Extras) -> None:
        """Say it where a web page can't open the sequence, without which it shows no track."""
        field = next((one for one in ("two_bit", "fasta", "chrom_sizes") if one in fields), None)
        if not self.told or field is None or locations.opens(fields[field], extras.spelling.get(field), desktop=self.desktop):
            return
        text = f"{locations.opener(desktop=self.desktop)} can't open the genome's sequence; JBrowse 2 shows none of the tracks."
        hint = locations.remedy(fields[field], desktop=self.desktop)
        self.notices.append(Notice("location.unopenable", "assumed", "error", text, owner, field, hint, original=fields[field]))

    def adapter(self, fields: dict[str, str], extras: Extras) -> dict[str, Any] | None:
        """The adapter of the sequence: by the files that there are."""
        given = extras.native.get("sequence/adapter/type")
        if given is not None and (not isinstance(given, str) or given not in SEQUENCES):
            return None
        kind = given or sequence_adapter(fields)
        if kind is None:
            return None
        made: dict[str, Any] = {"type": kind}
        fields = dict(fields)
        if kind in ("IndexedFastaAdapter", "BgzipFastaAdapter") and "fasta" in fields and not self.own:
            path, suffix = split_suffix(fields["fasta"])
            fields.setdefault("fasta_index", f"{path}.fai{suffix}")
            if kind == "BgzipFastaAdapter":
                fields.setdefault("fasta_gzi", f"{path}.gzi{suffix}")
        for slot, field in SEQUENCES[kind].items():
            if field in fields:
                short = (
                    "uri"
                    if slot == next(iter(SEQUENCES[kind]))
                    else next((key for key, one in SHORT.items() if one == field), "")
                )
                self.place(made, slot, short, field, fields[field], extras)
        return made

    def place(self, held: dict[str, Any], slot: str, short: str, field: str, location: str, extras: Extras) -> None:
        """One location, in the shorthand if it was spelled so."""
        spelled = extras.spelling.get(field)
        if isinstance(spelled, str) and spelled == location and short:
            held[short] = spelled
        elif short and locations.means(spelled, location):
            held[short], held["baseUri"] = spelled
        else:
            held[slot] = locations.write(location, spelled, desktop=self.desktop)

    def returns(self, key: str, out: dict[str, Any]) -> bool:
        """Whether an ignored fact may stand where it stood."""
        for way in WAYS:
            if key.startswith(way):
                holder = out.get(way.partition("/")[0], {}).get("adapter", {})
                return self.luggage.takes(names.ADAPTERS.get(holder.get("type")), key[len(way) :], holder)
        if key.startswith("sequence/"):
            return self.luggage.takes(SEQUENCE, key[len("sequence/") :])
        return self.luggage.takes(names.ASSEMBLY, key)

    def supplied(self, owner: Owner, name: str, known: Assembly) -> None:
        """Say which sequence was taken for a mere name."""
        self.published.add(name)
        where = known.source.partition(";")[0]
        text = f"The source names the genome {name!r} only; its sequence and chromosome names are taken from {where}."
        url = known.two_bit_url or known.fasta_url
        self.notices.append(Notice("genome.supplied", "assumed", "info", text, owner, "id", emitted=url))

    def unknown(self, owner: Owner, name: str, genome: Genome) -> None:
        """A genome of which nobody knows the sequence."""
        what = f"The genome {name!r}" if name else "The genome"
        text = f"{what} is not known here and the source does not say where its sequence lies; no assembly is written."
        if isinstance(genome.definition, str) or isinstance(genome.genbank, str):
            text = "JBrowse 2 can't open the file that says the genome; no assembly is written."
        hint = f"{hint_for(genome)} Or send the config.json that has it with 'config'."
        self.notices.append(Notice("genome.unknown", "assumed", "error", text, owner, "id", hint))


def assembly_name(genome: Genome) -> str:
    """What the assembly of a genome is called: its id, else the name of its file."""
    if isinstance(genome.id, str) and genome.id:
        return genome.id
    for location in (genome.fasta, genome.two_bit, genome.chrom_sizes):
        if isinstance(location, str):
            return basename(location).partition(".")[0] or "genome"
    if isinstance(genome.genbank, str):
        return "genome"
    return genome.name if isinstance(genome.name, str) else ""


def sequence_id(name: str, extras: Extras) -> str:
    """The id of the reference sequence track of an assembly."""
    given = extras.native.get("sequence/trackId")
    return given if isinstance(given, str) else f"{name}-ReferenceSequenceTrack"


def _of(known: Assembly) -> dict[str, str]:
    """The files of an assembly that people use; bigBed tables JBrowse does not read here."""
    found = {field: getattr(known, slot) for field, slot in _SUPPLIED.items()}
    table = None if found["chrom_aliases"] else name_table(known)
    if table is not None:
        found["chrom_aliases"] = _data_uri(table)
    if isinstance(found["cytobands"], str) and found["cytobands"].endswith(".bb"):
        found["cytobands"] = None
    if found["two_bit"] is not None:
        found |= {"fasta": None, "fasta_index": None, "fasta_gzi": None}
    return {field: value for field, value in found.items() if isinstance(value, str)}


def _names_of(known: Assembly) -> dict[str, str]:
    """Other names of the chromosomes, by which others find them without being told (`ChromAliasDefaults` of igv.js)."""
    return {field: value for field, value in _of(known).items() if field == "chrom_aliases"}


@lru_cache(maxsize=64)
def _data_uri(text: str) -> str:
    return f"data:text/plain,{quote(text)}"
