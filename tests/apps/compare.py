"""What a document says and what an application made of it, both as neutral sessions, field by field.

Objects are joined by what they show (location and sample), never by place or id; a field that the document doesn't say
is not compared, since every application has a default of its own.
"""

from __future__ import annotations

import struct
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from msgspec import UNSET

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from converter.model import Session, Track, View

Place = tuple[str, str]
"""A field (`collection/dotted.field`) and the object that it belongs to."""

_TRACK_ASIDE = ("source", "members", "extras", "key", "same_as", "order", "analysis")
_ITSELF = "tracks/"
"""The field that says that a track is there at all; of one that is not, no other field is compared."""
_LOOSE_BP = 1
"""By how much the ends of a locus may differ: applications count closed or open, from 0 or 1."""


class Difference(NamedTuple):
    """A field that the application understood otherwise than the document says it."""

    field: str
    where: str
    said: Any
    understood: Any


class Comparison(NamedTuple):
    """The differences of one document, how many values of each field were compared, and which a judge can't see, and why."""

    differences: list[Difference]
    compared: Counter[str]
    unseen: Counter[tuple[str, str]]


def compare(said: Session, understood: Session, blind: Callable[[Difference], str | None] = lambda _: None) -> Comparison:
    """Compare all that is said. `blind` tells why a difference is one that the judge can't see, or makes itself."""
    left, right = dict(facts(said)), dict(facts(understood))
    lost = {where for field, where in left.keys() - right.keys() if field == _ITSELF}
    found, compared, unseen = [], Counter[str](), Counter[tuple[str, str]]()
    for (field, where), value in left.items():
        if where in lost and field.startswith(_ITSELF) and field != _ITSELF:
            continue
        there = right.get((field, where), UNSET)
        compared[field] += 1
        if same(value, there):
            continue
        one = Difference(field, where, value, there)
        why = blind(one)
        if why is None:
            found.append(one)
        else:
            compared[field] -= 1
            unseen[field, why] += 1
    return Comparison(found, +compared, unseen)


def same(one: Any, other: Any) -> bool:
    """Whether two values mean the same: numbers as float32, places within a base."""
    if _is_number(one) and _is_number(other):
        return struct.pack("<f", one) == struct.pack("<f", other)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, _Span | _Order):
        return isinstance(other, type(one)) and one.near(other)  # type: ignore[arg-type]
    return bool(one == other)


def _is_number(value: Any) -> bool:
    return isinstance(value, float | int) and not isinstance(value, bool)


class _Span(NamedTuple):
    """A place to look at; `chr` before a name of a chromosome makes none other of it."""

    chrom: Any
    start: Any
    end: Any
    name: Any = UNSET

    def near(self, other: _Span) -> bool:
        if self.name is not UNSET or not isinstance(self.chrom, str) or not isinstance(other.chrom, str):
            return tuple(self) == tuple(other)
        ends = zip((self.start, self.end), (other.start, other.end), strict=True)
        close = all(x is UNSET or (y is not UNSET and abs(x - y) <= _LOOSE_BP) for x, y in ends)
        return close and self.chrom.removeprefix("chr") == other.chrom.removeprefix("chr")


class _Order(NamedTuple):
    """Objects in their order; what another adds of its own, or lacks (which is a difference of its own), is no matter."""

    names: tuple[str, ...]

    def near(self, other: _Order) -> bool:
        common = set(self.names) & set(other.names)
        mine, others = ([name for name in one.names if name in common] for one in (self, other))
        return mine == others


def facts(session: Session) -> Iterator[tuple[Place, Any]]:
    """Every field that a session says, with the object that it belongs to."""
    names = identities(session)
    for holder in ("genome", "samples"):
        yield from _fields(getattr(session, holder), holder, "", ("sources",))
    for key in (session.samples.sources or ()) if session.samples is not UNSET else ():
        yield ("samples/sources", str(session.sources[key].location if key in session.sources else key)), True
    for source in session.sources.values():
        yield from _fields(source, "sources", str(source.location), ("location",))
    for key, track in session.tracks.items():
        yield from _track(track, names[key], names)
    for number, key in enumerate(session.view_order):
        yield from _view(session.views[key], str(number), names)
    regions = [_Span(one.chrom, one.start, one.end) for one in session.regions.values()]
    if regions:
        yield ("regions/", ""), sorted(regions, key=str)


def identities(session: Session) -> dict[str, str]:
    """Tracks by what they show, numbered where several show the same."""
    seen: Counter[str] = Counter()
    found = {}
    for key in dict.fromkeys([*session.track_order, *session.tracks]):
        name = _shows(session, session.tracks[key])
        seen[name] += 1
        found[key] = name if seen[name] == 1 else f"{name} #{seen[name]}"
    return found


def _shows(session: Session, track: Track) -> str:
    if track.kind == "sequence":
        return "sequence"
    if isinstance(track.source, str):
        source = session.sources[track.source]
        return f"{source.location} {track.sample if isinstance(track.sample, str) else ''}"
    return f"{track.kind if isinstance(track.kind, str) else ''}:{track.name if isinstance(track.name, str) else ''}"


def _track(track: Track, name: str, names: Mapping[str, str]) -> Iterator[tuple[Place, Any]]:
    yield (_ITSELF, name), True
    yield from _fields(track, "tracks", name, _TRACK_ASIDE)
    if isinstance(track.members, list):
        yield ("tracks/members", name), [names.get(key, key) for key in track.members]


def _view(view: View, name: str, names: Mapping[str, str]) -> Iterator[tuple[Place, Any]]:
    yield ("views/tracks", name), _Order(tuple(names.get(key, key) for key in view.tracks))
    if isinstance(view.loci, list):
        yield ("views/loci", name), [_Span(one.chrom, one.start, one.end, one.name) for one in view.loci]
    yield from _fields(view, "views", name, ("tracks", "loci", "laid_out", "panels", "highlights", "views", "divider_fractions"))


def _fields(held: Any, collection: str, name: str, aside: tuple[str, ...] = ()) -> Iterator[tuple[Place, Any]]:
    for path, value in _leaves(held, "", (*aside, "extras")):
        yield (f"{collection}/{path}", name), value


def _leaves(held: Any, prefix: str, aside: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    if held is UNSET or held is None:
        return
    for field in msgspec.structs.fields(held):
        value = getattr(held, field.name)
        if value is UNSET or field.name in aside:
            continue
        path = f"{prefix}{field.name}"
        if isinstance(value, msgspec.Struct):
            yield from _leaves(value, f"{path}.", aside)
        elif field.name == "parts":
            for part, below in value.items():
                yield from _leaves(below, f"{path}.{part}.", aside)
        else:
            yield path, value


def followers(session: Session) -> tuple[set[str], dict[str, Any]]:
    """Tracks whose range follows their data, and the kind of every track, by what they show."""
    names = identities(session)
    kinds = {names[key]: track.kind for key, track in session.tracks.items()}
    return {names[key] for key, track in session.tracks.items() if any(map(_follows, _ranges(track)))}, kinds


def _ranges(track: Track) -> Iterator[Any]:
    yield track.display_range
    for part in (track.parts or {}).values():
        yield part.display_range


def _follows(held: Any) -> bool:
    return held is not UNSET and (held.autoscale is True or held.autoscale_group is not UNSET)
