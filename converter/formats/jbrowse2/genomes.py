"""Assemblies to neutral genomes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.formats._consume import Table
from converter.formats._values import is_texts
from converter.formats.jbrowse2 import locations, names
from converter.formats.jbrowse2.drafts import Draft
from converter.formats.jbrowse2.flat import Flat, flatten
from converter.formats.jbrowse2.slots import Slots, fits
from converter.genomes import find, sequence_field
from converter.loss.ledger import GENOME, Fate, Owner
from converter.model import Genome
from converter.resources.location import split_suffix

if TYPE_CHECKING:
    from collections.abc import Mapping

    from converter.loss.ledger import Ledger

SEQUENCES: dict[str, dict[str, str]] = {
    "TwoBitAdapter": {"twoBitLocation": "two_bit", "chromSizesLocation": "chrom_sizes"},
    "BgzipFastaAdapter": {"fastaLocation": "fasta", "faiLocation": "fasta_index", "gziLocation": "fasta_gzi"},
    "IndexedFastaAdapter": {"fastaLocation": "fasta", "faiLocation": "fasta_index"},
    "UnindexedFastaAdapter": {"fastaLocation": "fasta"},
    "ChromSizesAdapter": {"chromSizesLocation": "chrom_sizes"},
}
HELPERS: dict[str, tuple[str, dict[str, str]]] = {
    "refNameAliases": ("RefNameAliasAdapter", {"location": "chrom_aliases"}),
    "cytobands": ("CytobandAdapter", {"cytobandLocation": "cytobands"}),
}
_TITLE = "sequence/name"
SHORT = {"chromSizes": "chrom_sizes"}
NO_WORDS = Table()
"""Words for places whose every fact has a fate of its own."""


class Assemblies:
    """The assemblies of a document; one of them, `main`, is the session's genome."""

    def __init__(self, ledger: Ledger, main: str | None) -> None:
        self.ledger = ledger
        self.main = main
        self._mains: dict[str, bool] = {}
        self.naming: Any = None
        """The object of a view that says which genome is the session's."""
        self.named_by_track = False
        """Whether a track alone says which genome is the session's."""
        self.genome: Genome | None = None
        self.genomes: dict[str, Genome] = {}
        self.ids: dict[str, str] = {}
        """Assembly name or alias to the name."""
        self.sequences: dict[str, str] = {}
        """Id of a reference sequence track to its assembly."""
        self.learnt: set[str] = set()
        """Names of assemblies that were met; of several of one name JBrowse looks at the first."""
        self.titles: dict[str, str] = {}
        """Names of the reference sequence tracks by assembly."""
        self.read: dict[str, dict[str, Fate]] = {}
        """What became of the facts of an assembly, by its name."""

    def resolve(self, name: Any) -> Any:
        """The name of the assembly that a name or alias means; the name itself where there is none."""
        return self.ids.get(name, name) if isinstance(name, str) else UNSET

    def is_main(self, name: Any) -> bool:
        """Whether a name means the session's genome."""
        if not isinstance(name, str) or self.main is None:
            return False
        known = self._mains.get(name)
        if known is None:
            alike = self.main not in self.ids and same_genome(name, self.main)
            known = self._mains[name] = self.resolve(name) == self.main or alike
        return known

    def other(self, name: Any) -> Any:
        """The assembly as `Interval.genome` says it: nothing for the session's own."""
        return UNSET if not isinstance(name, str) or self.is_main(name) else name

    def learn(self, raw: Any) -> None:
        """Take note of the names of an assembly before anything refers to it."""
        if isinstance(raw, dict) and isinstance(raw.get("name"), str):
            name = raw["name"]
            self.ids.setdefault(name, name)
            aliases = raw.get("aliases")
            for alias in aliases if isinstance(aliases, list) else ():
                if isinstance(alias, str):
                    self.ids.setdefault(alias, name)
            sequence = raw.get("sequence")
            if isinstance(sequence, dict) and isinstance(sequence.get("trackId"), str):
                self.sequences.setdefault(sequence["trackId"], name)
                if name not in self.learnt and isinstance(sequence.get("name"), str):
                    self.titles[name] = sequence["name"]
            self.learnt.add(name)

    def title(self, assembly: str, track: Owner) -> str:
        """The name of an assembly's reference sequence, which a view shows as `track`."""
        self.read.setdefault(assembly, {})[_TITLE] = Fate("feeds", ((track, "name"),))
        return self.titles[assembly]

    def add(self, raw: dict[str, Any], parent: Flat | None, step: str, holder: str) -> None:
        """One assembly; a second of the same name is not looked at by JBrowse."""
        name = raw.get("name")
        owner: Owner
        if self.genome is None and (name == self.main or self.main is None):
            owner = GENOME
        else:
            owner = ("genomes", f"g{len(self.genomes) + 2}")
        draft = Draft(owner)
        if holder:
            draft.native["holder"] = holder
        facts = flatten(raw)
        node = Flat(facts, parent, step)
        fates = self._fates(raw, facts, draft)
        self.read.setdefault(str(name), fates)
        self.ledger.bind(node, NO_WORDS, owner, "", fates)
        self.ledger.put(owner, node.path, str(name))
        made = Genome(**draft.plain())
        if owner == GENOME:
            self.genome = made
        else:
            self.genomes[owner[1]] = made

    def _fates(self, raw: dict[str, Any], facts: dict[str, Any], draft: Draft) -> dict[str, Fate]:
        fates: dict[str, Fate] = {}
        for name, field in (("name", "id"), ("displayName", "name")):
            if isinstance(facts.get(name), str) and fits("s", facts[name]):
                fates[name] = draft.feed(field, facts[name])
        if is_texts(facts.get("aliases")):
            fates["aliases"] = draft.feed("aliases", facts["aliases"])
        wrong = _wrong(raw, facts)
        self._sequence(raw, facts, draft, fates)
        for key, (adapter, slots) in HELPERS.items():
            held = raw.get(key)
            if isinstance(held, dict):
                self._adapter(held.get("adapter"), f"{key}/adapter", {adapter: slots}, draft, fates, facts)
        for name, value in [one for one in facts.items() if one[0] not in fates or one[0] in wrong]:
            fates[name] = draft.aside(name, value, _slots(name, raw))
            if name in wrong or (name.endswith("adapter/type") and not isinstance(value, str)):
                draft.native.pop(name, None)
                draft.ignored[name] = value
                fates[name] = Fate("ignored", name, "source.invalid")
        return fates

    def _sequence(self, raw: dict[str, Any], facts: dict[str, Any], draft: Draft, fates: dict[str, Fate]) -> None:
        """Where the sequence lies; in the next generation, as a mere address."""
        sequence = raw.get("sequence")
        if isinstance(sequence, dict):
            for name in ("trackId", "type"):
                if isinstance(sequence.get(name), str):
                    draft.native[f"sequence/{name}"] = sequence[name]
                    fates[f"sequence/{name}"] = Fate("structural", name)
            self._adapter(sequence.get("adapter"), "sequence/adapter", SEQUENCES, draft, fates, facts)
        elif isinstance(raw.get("uri"), str):
            fates["uri"] = draft.feed(sequence_field(raw["uri"]), raw["uri"], raw["uri"])
            draft.ignored["uri"] = raw["uri"]

    def _adapter(
        self, raw: Any, way: str, known: dict[str, dict[str, str]], draft: Draft, fates: dict[str, Fate], facts: dict[str, Any]
    ) -> None:
        """The locations of one adapter, each a field of the genome."""
        slots = known.get(raw.get("type", "")) if isinstance(raw, dict) and isinstance(raw.get("type"), str) else None
        if slots is None:
            return
        feeds = []
        for slot, field in slots.items():
            found = locations.read(raw.get(slot))
            names_said = [name for name in facts if name.startswith(f"{way}/{slot}/") and name.rpartition("/")[2] in _SAID]
            if found is None and slot not in raw:
                short = "uri" if slot == next(iter(slots)) else next((key for key, one in SHORT.items() if one == field), "")
                if not isinstance(raw.get(short), str):
                    continue
                found, names_said = (locations.based(raw[short], raw.get("baseUri")), raw[short]), [f"{way}/{short}"]
                if isinstance(raw.get("baseUri"), str) and "baseUri" not in fates:
                    found = (found[0], [raw[short], raw["baseUri"]])
                    names_said.append(f"{way}/baseUri")
            if found is None:
                continue
            draft.feed(field, found[0], found[1])
            feeds.append((draft.owner, field))
            fates.update(dict.fromkeys(names_said, Fate("feeds", ((draft.owner, field),))))
            fates.update({name: Fate("structural", "baseUri") for name in names_said if name.endswith("baseUri")})
        if feeds:
            self._linked(draft, feeds[0], fates)
            fates[f"{way}/type"] = Fate("feeds", tuple(feeds))
            if way.startswith("sequence/") and sequence_adapter(draft.values) != raw["type"]:
                draft.native[f"{way}/type"] = raw["type"]
                fates[f"{way}/type"] = Fate("native", f"{way}/type")

    def _linked(self, draft: Draft, sequence: tuple[Owner, str], fates: dict[str, Fate]) -> None:
        """The name by which a view finds an assembly that only this document knows leads to its sequence, too."""
        if sequence in ((GENOME, "fasta"), (GENOME, "two_bit")) and self.naming is not None and "name" in fates:
            name = draft.values["id"]
            by_name = name in (self.naming.get("assembly"), self.naming.get("assemblyName"))
            if find(name) is None and (by_name or "aliases" in fates):
                fates["name" if by_name else "aliases"] = Fate("feeds", ((GENOME, "id" if by_name else "aliases"), sequence))


def sequence_adapter(fields: Mapping[str, Any]) -> str | None:
    """The adapter for the files of a sequence; None where there are none."""
    if "two_bit" in fields:
        return "TwoBitAdapter"
    if "fasta" in fields:
        packed = split_suffix(fields["fasta"])[0].lower().endswith((".gz", ".bgz"))
        return "BgzipFastaAdapter" if "fasta_gzi" in fields or packed else "IndexedFastaAdapter"
    return "ChromSizesAdapter" if "chrom_sizes" in fields else None


def same_genome(name: str, other: str) -> bool:
    """Whether two ids are those of one assembly that people use."""
    found = find(name)
    return found is not None and found is find(other)


_SAID = ("uri", "locationType", "baseUri", "localPath")
WAYS = ("sequence/adapter/", "refNameAliases/adapter/", "cytobands/adapter/")
"""Where adapters stand in an assembly."""


def _wrong(raw: dict[str, Any], facts: dict[str, Any]) -> set[str]:
    """The names of the facts of an assembly that JBrowse refuses as parts of a file location."""
    found: set[str] = set()
    for way in WAYS:
        below = {name[len(way) :]: value for name, value in facts.items() if name.startswith(way)}
        slots = _of_adapter(way, raw) if below else None
        found.update(f"{way}{name}" for name in locations.wrong(slots, below))
        found.update(f"{way}{name}" for name in below if name.startswith("type/"))
    return found


def _of_adapter(way: str, raw: dict[str, Any]) -> Slots | None:
    """The names that the adapter knows which stands there."""
    told = raw[way.partition("/")[0]]["adapter"].get("type")
    return names.ADAPTERS.get(told) if isinstance(told, str) else None


def _slots(name: str, raw: dict[str, Any]) -> Any:
    """The names that JBrowse knows where a fact of an assembly stands."""
    for way in WAYS:
        if name.startswith(way):
            slots = _of_adapter(way, raw)
            return _Below(way, slots) if slots is not None else None
    if name.startswith("sequence/"):
        return _Below("sequence/", SEQUENCE)
    return names.ASSEMBLY


class _Below:
    """Slots of something nested."""

    def __init__(self, way: str, slots: Any) -> None:
        self.way = way
        self.slots = slots

    def kind(self, name: str) -> str | None:
        """The kind of the slot below the way."""
        found: str | None = self.slots.kind(name[len(self.way) :])
        return found


SEQUENCE = Slots(" ".join(f"{name}:{kind}" for name, kind in names.SEQUENCE_TRACK.kinds.items()), "displays:r adapter:d")
