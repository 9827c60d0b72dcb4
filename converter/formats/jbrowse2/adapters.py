"""Data adapters and neutral sources: which adapter opens which format, where its location and its index stand."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from msgspec import UNSET

from converter.formats._consume import Table, Word
from converter.formats.jbrowse2 import locations, names
from converter.formats.jbrowse2.flat import Flat, flatten, nested
from converter.loss.ledger import Fate
from converter.model import Extras, Source
from converter.resources.filetypes import FILE_TYPES, conventional_index, infer
from converter.resources.location import split_suffix

if TYPE_CHECKING:
    from converter.formats.jbrowse2.drafts import Draft
    from converter.loss.ledger import Ledger

ID = "jbrowse2"
_NO_EXTRAS = Extras()


class Adapter(NamedTuple):
    """One adapter: the format that it reads, its slots, and formats that it reads just as well."""

    name: str
    format: str
    location: str
    index: str = ""  # type: ignore[assignment]
    alike: tuple[str, ...] = ()


_INDEX = "index/location"
_BEDS = ("narrowpeak", "broadpeak", "regionpeak", "gappedpeak", "bedmethyl", "junctions")
ADAPTERS = {
    one.name: one
    for one in (
        Adapter("BamAdapter", "bam", "bamLocation", _INDEX),
        Adapter("CramAdapter", "cram", "cramLocation", "craiLocation"),
        Adapter("HtsgetBamAdapter", "htsget", "htsgetBase"),
        Adapter("BigWigAdapter", "bigwig", "bigWigLocation"),
        Adapter("BedGraphAdapter", "bedgraph", "bedGraphLocation"),
        Adapter("BedGraphTabixAdapter", "bedgraph", "bedGraphGzLocation", _INDEX),
        Adapter("BedAdapter", "bed", "bedLocation", "", _BEDS),
        Adapter("BedTabixAdapter", "bed", "bedGzLocation", _INDEX, _BEDS),
        Adapter("BigBedAdapter", "bigbed", "bigBedLocation"),
        Adapter("BedpeAdapter", "bedpe", "bedpeLocation"),
        Adapter("Gff3Adapter", "gff3", "gffLocation", "", ("gff", "gvf")),
        Adapter("Gff3TabixAdapter", "gff3", "gffGzLocation", _INDEX, ("gff", "gvf")),
        Adapter("GtfAdapter", "gtf", "gtfLocation"),
        Adapter("NCListAdapter", "nclist", "rootUrlTemplate"),
        Adapter("SPARQLAdapter", "sparql", "endpoint"),
        Adapter("VcfAdapter", "vcf", "vcfLocation"),
        Adapter("VcfTabixAdapter", "vcf", "vcfGzLocation", _INDEX),
        Adapter("HicAdapter", "hic", "hicLocation"),
        Adapter("PAFAdapter", "paf", "pafLocation"),
        Adapter("PairwiseIndexedPAFAdapter", "pif", "pifGzLocation", _INDEX),
        Adapter("DeltaAdapter", "delta", "deltaLocation"),
        Adapter("ChainAdapter", "chain", "chainLocation"),
        Adapter("MashMapAdapter", "mashmap", "outLocation"),
        Adapter("MCScanAnchorsAdapter", "anchors", "mcscanAnchorsLocation"),
        Adapter("MCScanSimpleAnchorsAdapter", "anchors.simple", "mcscanSimpleAnchorsLocation"),
        Adapter("BlastTabularAdapter", "blast", "blastTableLocation"),
        Adapter("PlinkLDAdapter", "ld", "ldLocation"),
        Adapter("PlinkLDTabixAdapter", "ld", "ldLocation", _INDEX),
    )
}
_PLAIN: dict[str, Adapter] = {}
_INDEXED: dict[str, Adapter] = {}
for _one in ADAPTERS.values():
    for _format in (_one.format, *_one.alike):
        (_INDEXED if _one.index else _PLAIN).setdefault(_format, _one)
for _format in ("biggenepred", "bignarrowpeak", "biginteract"):
    _PLAIN[_format] = ADAPTERS["BigBedAdapter"]
_EITHER = _PLAIN.keys() & _INDEXED.keys()
"""Formats with an adapter that needs an index and one that needs none."""
KINDS = {one.format: one.kind for one in FILE_TYPES} | {"htsget": "alignment", "nclist": "annotation", "sparql": "annotation"}
"""What a track of a format shows."""

_PACKED = (".gz", ".bgz")
_PLAINLY = (".bed", ".bed.gz", ".gff3", ".gff3.gz")
"""Endings that tell the format at a glance."""
_INDEX_TYPES = {".bai": "BAI", ".csi": "CSI", ".tbi": "TBI"}


def _words(one: Adapter) -> Table:
    """Which facts of an adapter feed which field of its source."""
    words = [Word("type", "format"), Word("uri", "location"), Word("baseUri", "location"), Word(one.location, "location")]
    for key in ("uri", "locationType", "baseUri", "localPath"):
        words.append(Word(f"{one.location}/{key}", "location"))
        if one.index:
            words.append(Word(f"{one.index}/{key}", "index"))
    return Table(words)


TABLES = {name: _words(one) for name, one in ADAPTERS.items()}
OTHER = Table([Word("features", "features")])
_NATIVE_FATES: dict[str, Fate] = {}


def _native(name: str) -> Fate:
    found = _NATIVE_FATES.get(name)
    if found is None:
        found = Fate("native", name)
        if len(_NATIVE_FATES) < 4096:  # noqa: PLR2004 - names come from documents
            _NATIVE_FATES[name] = found
    return found


@lru_cache(maxsize=1024)
def _ignored(adapter: str, facts: tuple[str, ...]) -> tuple[str, ...]:
    """Which of the facts an adapter does not know."""
    slots = names.ADAPTERS.get(adapter)
    return tuple(name for name in facts if slots.kind(name) is None) if slots is not None else ()


class Opened(NamedTuple):
    """A source as read: its neutral id, and what binds the places that say it."""

    key: str
    table: Table
    fates: dict[str, Fate]


class Sources:
    """The data files of a session, `s1 …` in document order; equal adapters are one source."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.sources: dict[str, Source] = {}
        self.known: dict[bytes, Opened] = {}
        self.local = False
        """Whether any is a path of the desktop product."""

    def add(
        self, raw: dict[str, Any], parent: Flat, step: str, draft: Draft, *, place: str = "", said: dict[str, Fate] | None = None
    ) -> str:
        """The source that an adapter opens. What the adapter ignores is kept with the track, so that the rest can be shared.

        `said`: facts of one of several adapters that say something of its track; other names than slots are native there.
        """
        facts = flatten(raw)
        node = Flat(facts, parent, step)
        adapter = raw.get("type")
        ignored = _ignored(adapter, tuple(facts)) if said is None and isinstance(adapter, str) else ()
        apart = said or ignored
        known = {name: value for name, value in facts.items() if name not in apart} if apart else facts
        identity = msgspec.json.encode(known)
        found = self.known.get(identity)
        if found is None:
            key = f"s{len(self.sources) + 1}"
            found = self.known[identity] = self._read(key, raw, known)
            self.ledger.put(("sources", key), f"{node.path}{place}", str(self.sources[key].location or key))
        fates = found.fates | said if said else found.fates
        if ignored:
            fates = fates | {name: Fate("ignored", f"adapter/{name}") for name in ignored}
            draft.ignored.update((f"adapter/{name}", facts[name]) for name in ignored)
        self.ledger.bind(node, found.table, ("sources", found.key), "", fates)
        return found.key

    def imply(self, location: str, one: Adapter | None, place: str) -> str:
        """The source of a mere address, which `one` opens."""
        key = f"s{len(self.sources) + 1}"
        self.sources[key] = Source(location=location, format=UNSET if one is None else one.format)
        self.ledger.put(("sources", key), place, location)
        return key

    def _read(self, key: str, raw: dict[str, Any], facts: dict[str, Any]) -> Opened:
        one = ADAPTERS.get(raw.get("type", "")) if isinstance(raw.get("type"), str) else None
        source = Source()
        extras = Extras()
        fates: dict[str, Fate] = {}
        if one is None:
            table = OTHER
            if isinstance(raw.get("features"), list):
                source.features = raw["features"]
        else:
            table = TABLES[one.name]
            self._locations(one, raw, source, extras)
            if one.format in _EITHER and adapter_for(source) is not one:
                extras.spelling["format"] = one.name
        self._rest(raw, facts, table, source, extras, fates)
        if extras.native or extras.ignored or extras.spelling:
            source.extras = {ID: extras}
        self.sources[key] = source
        return Opened(key, table, fates)

    def _locations(self, one: Adapter, raw: dict[str, Any], source: Source, extras: Extras) -> None:
        held: Any = raw.get(one.location)
        if isinstance(held, str) and one.name == "HtsgetBamAdapter":
            source.location = held
        elif (found := locations.read(held)) is not None:
            source.location = found[0]
            if found[1] is not UNSET:
                extras.spelling["location"] = found[1]
            self.local = self.local or "localPath" in held
        elif held is None and isinstance(raw.get("uri"), str):
            source.location = locations.based(raw["uri"], raw.get("baseUri"))
            extras.spelling["location"] = [raw["uri"], raw["baseUri"]] if "baseUri" in raw else raw["uri"]
        if one.index:
            holder: Any = raw.get("index") if one.index == _INDEX else raw
            found = locations.read(holder.get(one.index.rpartition("/")[2])) if isinstance(holder, dict) else None
            if found is not None:
                source.index = found[0]
                if found[1] is not UNSET:
                    extras.spelling["index"] = found[1]
            elif isinstance(holder, dict) and _unreadable(holder.get(one.index.rpartition("/")[2])):
                source.location = UNSET
        source.format = one.format
        if one.alike and isinstance(source.location, str) and not source.location.endswith(_PLAINLY):
            inferred = infer(source.location)
            if inferred is not None and inferred.format in one.alike:
                source.format = inferred.format

    def _rest(
        self, raw: dict[str, Any], facts: dict[str, Any], table: Table, source: Source, extras: Extras, fates: dict[str, Fate]
    ) -> None:
        """Facts that no field says: what the adapter knows is native, what it does not know is ignored."""
        slots = names.ADAPTERS.get(raw.get("type", "")) if isinstance(raw.get("type"), str) else None
        words = table.words
        plain = source.location is not UNSET and source.index is not UNSET and not extras.spelling
        for name, value in facts.items():
            word = words.get(name)
            if word is not None and plain and name != "uri":
                continue
            if word is not None and getattr(source, word.field) is not UNSET and _said(word.field, name, extras):
                if name.endswith("baseUri"):
                    fates[name] = Fate("structural", "baseUri")
                continue
            kind = (slots.kind(name) if slots is not None else None) or "f"
            if (
                word is not None
                and word.field in ("location", "index")
                and not locations.is_dead(raw.get(name.partition("/")[0]))
            ):
                extras.ignored[name] = value
                fates[name] = Fate("ignored", name, "source.invalid")
            elif name == "index/indexType" and value == index_type(source.index):
                extras.native[name] = value
                fates[name] = Fate("structural", "indexType")
            elif not names.fits("s" if name == "type" else kind, value):
                extras.ignored[name] = value
                fates[name] = Fate("ignored", name, "source.invalid")
            else:
                extras.native[name] = value
                fates[name] = _native(name)


def _unreadable(held: Any) -> bool:
    """Whether a location is of a type that JBrowse does not know, so that it refuses the whole adapter."""
    return isinstance(held, dict) and "locationType" in held and not locations.is_dead(held)


def _said(field: str, name: str, extras: Extras) -> bool:
    """Whether the fact is one that its field was read from: the shorthand only where there is no location object."""
    if field != "location":
        return True
    spelled = extras.spelling.get("location")
    if name in ("uri", "baseUri"):
        return isinstance(spelled, str | list)
    return not isinstance(spelled, str | list)


def index_type(index: Any) -> str | None:
    """The type of an index by its name."""
    if not isinstance(index, str):
        return None
    return _INDEX_TYPES.get(split_suffix(index)[0][-4:].lower())


def adapter_for(source: Source) -> Adapter | None:
    """The adapter that opens a source; None where JBrowse has none for its format."""
    if not isinstance(source.format, str) or not isinstance(source.location, str):
        return None
    indexed, plain = _INDEXED.get(source.format), _PLAIN.get(source.format)
    if indexed is not None and plain is not None:
        packed = split_suffix(source.location)[0].lower().endswith(_PACKED)
        return indexed if isinstance(source.index, str) or (packed and source.indexed is not False) else plain
    return indexed or plain


def _spelled(extras: Extras, source: Source) -> Adapter | None:
    """The adapter that it was opened with, if that still reads its format."""
    one = ADAPTERS.get(extras.spelling.get("format", ""))
    if one is None or not isinstance(source.location, str) or source.format not in (one.format, *one.alike):
        return None
    return one


def write(source: Source, *, desktop: bool, own: bool) -> dict[str, Any] | None:
    """The adapter configuration of a source; None where JBrowse has no adapter for it. `own`: JBrowse itself said it."""
    extras: Extras = source.extras.get(ID, _NO_EXTRAS)
    one = _spelled(extras, source) or adapter_for(source)
    out: dict[str, Any] = {}
    if one is not None:
        _write_known(one, source, extras, out, desktop=desktop, own=own)
    elif isinstance(source.features, list):
        out = {"type": "FromConfigAdapter", "features": source.features}
    if extras.native:
        nested(extras.native.items(), out)
    return out if "type" in out else None


def _write_known(one: Adapter, source: Source, extras: Extras, out: dict[str, Any], *, desktop: bool, own: bool) -> None:
    spelled = extras.spelling.get("location")
    short = _shorthand(spelled, str(source.location))
    out["type"] = one.name
    if short is not None:
        out |= short
    elif one.name == "HtsgetBamAdapter":
        out["htsgetBase"] = source.location
    else:
        out[one.location] = locations.write(str(source.location), spelled, desktop=desktop)
    if not one.index:
        return
    index = source.index
    if not isinstance(index, str):
        index = None if short is not None or own else conventional_index(str(source.location), str(source.format))
    if index is None:
        return
    place = locations.write(index, extras.spelling.get("index"), desktop=desktop)
    if one.index == _INDEX:
        wanted = extras.native.get("index/indexType")
        if wanted is None and not own and names.fits(names.ADAPTERS[one.name].kinds["index/indexType"], index_type(index)):
            wanted = index_type(index)
        out["index"] = {"location": place, **({"indexType": wanted} if wanted else {})}
    else:
        out[one.index] = place


def _shorthand(spelled: Any, location: str) -> dict[str, Any] | None:
    """The `uri` of an adapter that was spelled so, if it still means the location."""
    if isinstance(spelled, str) and spelled == location:
        return {"uri": spelled}
    if locations.means(spelled, location):
        return {"uri": spelled[0], "baseUri": spelled[1]}
    return None
