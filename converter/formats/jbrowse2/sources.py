"""Data adapters to neutral sources; equal adapters are one source."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from msgspec import UNSET

from converter.formats._consume import Table
from converter.formats._words import Word
from converter.formats.jbrowse2 import features, locations, names
from converter.formats.jbrowse2.adapters import ADAPTERS, EITHER, HTSGET, HTSGET_ID, ID, INDEX, Adapter, adapter_for, index_type
from converter.formats.jbrowse2.flat import Flat, flatten
from converter.formats.jbrowse2.names import FROM_CONFIG
from converter.formats.jbrowse2.slots import fits
from converter.loss.ledger import Fate, own
from converter.model import Extras, Source
from converter.options import Severity
from converter.resources import htsget
from converter.resources.filetypes import infer

if TYPE_CHECKING:
    from converter.formats.jbrowse2.drafts import TrackDraft
    from converter.loss.ledger import Ledger

_PLAINLY = (".bed", ".bed.gz", ".gff3", ".gff3.gz")
_NOT_PLAINLY = (".junctions.bed", ".junctions.bed.gz")
"""Endings that tell the format at a glance, and those of them that tell another one."""
_PLAIN = 2
"""Keys of an adapter that has a type and a location alone."""
_LONGEST = 100
"""Facts of adapters that are not worth remembering what they say."""


_ACCOUNT = "internetAccountId"
_LOGIN = "the account that opens the file"


def _words(one: Adapter) -> Table:
    """Which facts of an adapter feed which field of its source; without its account a file is not opened elsewhere."""
    words = [Word("type", "format"), Word("uri", "location"), Word("baseUri", "location"), Word(one.location, "location")]
    for key in ("uri", "locationType", "baseUri", "localPath"):
        words.append(Word(f"{one.location}/{key}", "location"))
        if one.index:
            words.append(Word(f"{one.index}/{key}", "index"))
    if one.name == HTSGET:
        words.append(Word(HTSGET_ID, "location"))
    accounts = [f"{place}/{_ACCOUNT}" for place in (one.location, one.index) if place]
    return Table(words, native=dict.fromkeys(accounts, Severity.WARNING), glosses=dict.fromkeys(accounts, _LOGIN))


TABLES = {name: _words(one) for name, one in ADAPTERS.items()}
OTHER = Table([Word("features", "features")])
_BASE = Fate("structural", "baseUri")
_INDEX_TYPE = Fate("structural", "indexType")


class _Names(NamedTuple):
    """What the names of an adapter's facts alone tell."""

    ignored: tuple[str, ...]
    """Those that the adapter does not know."""
    fields: frozenset[str] | None
    """The fields that they say, if all are words that a location object has."""


def _named(adapter: str, facts: tuple[str, ...]) -> _Names:
    slots = names.ADAPTERS.get(adapter)
    ignored = tuple(name for name in facts if slots.kind(name) is None) if slots is not None else ()
    words = TABLES[adapter].words if adapter in TABLES else {}
    plain = all(name in words and name != "uri" and not name.endswith("baseUri") for name in facts)
    return _Names(ignored, frozenset(words[name].field for name in facts) if plain else None)


_remembered = lru_cache(maxsize=512)(_named)


class Opened(NamedTuple):
    """A source as read: its neutral id, and what binds the places that say it."""

    key: str
    table: Table
    fates: dict[str, Fate]


class Sources:
    """The data files of a session, `s1 …` in document order."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.sources: dict[str, Source] = {}
        self.known: dict[tuple[str, bytes], Opened] = {}
        self.plain: dict[tuple[str, str], str] = {}
        """Ids of sources by adapter and web address, of adapters that have nothing else."""
        self.local = False
        """Whether any is a path of the desktop product."""

    def add(
        self,
        raw: dict[str, Any],
        parent: Flat,
        step: str,
        draft: TrackDraft,
        *,
        place: str = "",
        said: dict[str, Fate] | None = None,
    ) -> str:
        """The source that an adapter opens. What the adapter ignores is kept with the track, so that the rest can be shared.

        `said`: facts of one of several adapters that say something of its track; other names than slots are native there.
        """
        one = ADAPTERS.get(told) if isinstance(told := raw.get("type"), str) and said is None and len(raw) == _PLAIN else None
        if one is not None and (uri := locations.plain(raw.get(one.location))) and not one.alike and one.format not in EITHER:
            return self._add_plain(one, uri, Flat.of(raw, parent, step))
        facts = flatten(raw)
        node = Flat(facts, parent, step)
        adapter = told if isinstance(told, str) and told in names.ADAPTERS else ""
        named = (_remembered if len(facts) <= _LONGEST else _named)(adapter, tuple(facts))
        apart = named.ignored if said is None else said
        known = {name: value for name, value in facts.items() if name not in apart} if apart else facts
        alone = draft.track_id if len(known) == 1 else ""  # that names no data; those of another track are not the same
        identity = alone, msgspec.json.encode(known)
        found = self.known.get(identity) or self._as_plain(adapter, raw, known)
        if found is None:
            key = f"s{len(self.sources) + 1}"
            found = self.known[identity] = self._read(key, adapter, raw, known, named.fields)
            self._remember_plain(adapter, raw, known, key)
            self.ledger.put(
                ("sources", key), f"{node.path}{place}", str(self.sources[key].location or f"data of {draft.track_id}")
            )
        fates = found.fates
        if said:
            fates = fates | said
        elif apart:
            fates = fates | {name: Fate("ignored", f"adapter/{name}") for name in apart}
            draft.ignored.update((f"adapter/{name}", facts[name]) for name in apart)
        self.ledger.bind(node, found.table, ("sources", found.key), "", fates)
        return found.key

    def _add_plain(self, one: Adapter, uri: str, node: Flat) -> str:
        """The source of an adapter that has a web address and nothing else."""
        found = self.plain.get((one.name, uri))
        if found is None:
            found = self.plain[one.name, uri] = f"s{len(self.sources) + 1}"
            self.sources[found] = Source(location=uri, format=one.format)
            self.ledger.put(("sources", found), node.path, uri)
        self.ledger.bind(node, TABLES[one.name], ("sources", found))
        return found

    def _as_plain(self, adapter: str, raw: dict[str, Any], known: dict[str, Any]) -> Opened | None:
        """The source that the plain adapter of another track has opened, where this one says nothing else of it."""
        key = self.plain.get(_file_alone(adapter, raw, known))
        return Opened(key, TABLES[adapter], {}) if key is not None else None

    def _remember_plain(self, adapter: str, raw: dict[str, Any], known: dict[str, Any], key: str) -> None:
        plain = _file_alone(adapter, raw, known)
        if plain[1]:
            self.plain[plain] = key

    def imply(self, location: str, one: Adapter | None, place: str, *, short: bool = False) -> str:
        """The source of a mere address, which `one` opens; `short`: with the index that is found beside it."""
        key = f"s{len(self.sources) + 1}"
        source = self.sources[key] = Source(location=location, format=UNSET if one is None else one.format)
        if short:
            source.extras = {ID: Extras(spelling={"location": location})}
        self.ledger.put(("sources", key), place, location)
        return key

    def _read(self, key: str, adapter: str, raw: dict[str, Any], facts: dict[str, Any], fields: frozenset[str] | None) -> Opened:
        """A source that was not met before. `fields`: what its facts say, if they are plain."""
        source = self.sources[key] = Source()
        extras = Extras()
        one = ADAPTERS.get(adapter)
        if one is not None:
            self._locations(one, raw, source, extras)
            if source.location is UNSET:
                extras.spelling["format"] = one.name
            if one.format in EITHER and adapter_for(source) is not one:
                _say_how_it_is_read(one, source, extras)
        elif adapter in FROM_CONFIG and isinstance(raw.get("features"), list):
            source.features = features.read(raw["features"])
        table = TABLES[adapter] if one is not None else OTHER
        fates: dict[str, Fate] = {}
        if fields is None or extras.spelling or any(getattr(source, field) is UNSET for field in fields):
            _Rest(adapter, raw, source, extras, fates).read(facts, table)
        if source.features is not UNSET and "type" in fates:
            fates["type"] = own("features")
        if source.indexed is not UNSET:
            fates["type"] = own("format", "indexed")
        if extras.native or extras.ignored or extras.spelling:
            source.extras = {ID: extras}
        return Opened(key, table, fates)

    def _locations(self, one: Adapter, raw: dict[str, Any], source: Source, extras: Extras) -> None:
        held: Any = raw.get(one.location)
        if isinstance(held, str) and one.name == HTSGET:
            source.location = held
            if isinstance(called := raw.get(HTSGET_ID), str):
                source.location = htsget.named(f"{held}/{called}")
                extras.spelling["service"] = [held, called]
        elif (found := locations.read(held)) is not None:
            source.location = found[0]
            if found[1] is not UNSET:
                extras.spelling["location"] = found[1]
            self.local = self.local or "localPath" in held
        elif held is None and isinstance(raw.get("uri"), str):
            source.location = locations.based(raw["uri"], raw.get("baseUri"))
            extras.spelling["location"] = [raw["uri"], raw["baseUri"]] if "baseUri" in raw else raw["uri"]
        if one.index:
            _index(one, raw, source, extras)
        source.format = one.format
        if one.alike and isinstance(source.location, str) and not _is_plain(source.location):
            inferred = infer(source.location)
            if inferred is not None and inferred.format in one.alike:
                source.format = inferred.format


def _is_plain(location: str) -> bool:
    """Whether the ending tells the format at a glance."""
    return location.endswith(_PLAINLY) and not location.endswith(_NOT_PLAINLY)


def _say_how_it_is_read(one: Adapter, source: Source, extras: Extras) -> None:
    """By its index or as a whole, where the name of the file tells otherwise (`BedAdapter` of a `.bed.gz`)."""
    source.indexed = bool(one.index)
    if adapter_for(source) is not one:
        source.indexed = UNSET
        extras.spelling["format"] = one.name


def _index(one: Adapter, raw: dict[str, Any], source: Source, extras: Extras) -> None:
    """Where the index lies."""
    holder: Any = raw.get("index") if one.index == INDEX else raw
    found = locations.read(holder.get(one.index.rpartition("/")[2])) if isinstance(holder, dict) else None
    if found is not None:
        source.index = found[0]
        if found[1] is not UNSET:
            extras.spelling["index"] = found[1]
    elif isinstance(holder, dict) and _unreadable(holder.get(one.index.rpartition("/")[2])):
        source.location = UNSET


def _file_alone(adapter: str, raw: dict[str, Any], known: dict[str, Any]) -> tuple[str, str]:
    """Adapter and web address of an adapter of which nothing else is known; an empty address for another."""
    one = ADAPTERS.get(adapter)
    if one is None or one.alike or one.format in EITHER or len(known) != _PLAIN + 1:
        return adapter, ""
    return adapter, locations.plain(raw.get(one.location)) or ""


def _unreadable(held: Any) -> bool:
    """Whether a location is of a type that JBrowse does not know, so that it refuses the whole adapter."""
    return isinstance(held, dict) and "locationType" in held and not locations.is_dead(held)


class _Rest:
    """The facts of an adapter that no field says: what the adapter knows is native, what it does not know is ignored."""

    def __init__(self, adapter: str, raw: dict[str, Any], source: Source, extras: Extras, fates: dict[str, Fate]) -> None:
        self.raw = raw
        self.slots = names.ADAPTERS.get(adapter)
        self.source = source
        self.extras = extras
        self.fates = fates

    def read(self, facts: dict[str, Any], table: Table) -> None:
        """Every fact."""
        wrong = locations.wrong(self.slots, facts)
        for name, value in facts.items():
            word = table.words.get(name)
            if name in wrong:
                self._ignore(name, value)
            elif word is not None and getattr(self.source, word.field) is not UNSET and self._said(word.field, name):
                if name.endswith("baseUri"):
                    self.fates[name] = _BASE
            elif word is not None and word.field in ("location", "index") and not self._dead(name):
                self._ignore(name, value)
            else:
                self._set_aside(name, value)

    def _said(self, field: str, name: str) -> bool:
        """Whether the fact is one that its field was read from: the shorthand only where there is no location object."""
        if field != "location":
            return True
        return (name in ("uri", "baseUri")) is isinstance(self.extras.spelling.get("location"), str | list)

    def _dead(self, name: str) -> bool:
        held: Any = self.raw
        for step in name.split("/")[:-1]:
            held = held.get(step) if isinstance(held, dict) else None
        return locations.is_dead(held)

    def _set_aside(self, name: str, value: Any) -> None:
        kind = (self.slots.kind(name) if self.slots is not None else None) or "f"
        if name == "index/indexType" and isinstance(value, str) and value == index_type(self.source.index):
            self.extras.native[name] = value
            self.fates[name] = _INDEX_TYPE
        elif fits("s" if name == "type" else kind, value):
            self.extras.native[name] = value
            self.fates[name] = Fate("native", name)
        else:
            self._ignore(name, value)

    def _ignore(self, name: str, value: Any) -> None:
        self.extras.ignored[name] = value
        self.fates[name] = Fate("ignored", name, "source.invalid")
