"""What makes a thing of one session the same as that of another.

A file is the same by where it lies, a track by its file (or name, where it has none), its kind and its sample.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import UNSET

from converter.resources.location import based_in, is_relative, join

if TYPE_CHECKING:
    from collections.abc import Hashable

    from converter.model import Session, Track


class Sameness:
    """What makes objects of a session the same as those of another; each method is of one collection."""

    def __init__(self, session: Session, base: str | None) -> None:
        self.session = session
        self.base = None if base is None else based_in(base)
        self._tracks: dict[str, Hashable] = {}
        self._holders = {member: key for key, one in session.tracks.items() for member in one.members or ()}

    def sources(self, key: str) -> Hashable:
        """A file: where it lies; without a place what it says."""
        source = self.session.sources[key]
        return self._location(source.location) if isinstance(source.location, str) else _content(source)

    def genomes(self, key: str) -> Hashable:
        """A further assembly: its id."""
        genome = self.session.genomes[key]
        return genome.id if isinstance(genome.id, str) else _content(genome)

    def region_sets(self, key: str) -> Hashable:
        """A set of regions: its name, and its file."""
        held = self.session.region_sets[key]
        return _text(held.name), self._source(held.source)

    def regions(self, key: str) -> Hashable:
        """A region: its place and its name."""
        held = self.session.regions[key]
        belongs = self.region_sets(held.set) if isinstance(held.set, str) else None
        return _text(held.chrom), _text(held.start), _text(held.end), _text(held.name), _text(held.description), belongs

    def thresholds(self, key: str) -> Hashable:
        """A threshold: what it says; one of a single view is like no other."""
        held = self.session.thresholds[key]
        return _content(held) if held.view is UNSET else object()

    def tracks(self, key: str) -> Hashable:
        """A track: its kind, and its file or, where it has none, what it is made of or called; the overlay that it is in."""
        holder = self._holders.get(key)
        return self._track(key) if holder is None else (self._track(key), self.tracks(holder))

    def _track(self, key: str) -> Hashable:
        found = self._tracks.get(key)
        if found is None:
            found = self._tracks[key] = self._made_of(self.session.tracks[key])
        return found

    def _made_of(self, track: Track) -> Hashable:
        known = self.session.tracks
        parts = tuple(self._track(one) for one in track.members or () if one in known)
        operands = track.analysis.operands or () if track.analysis is not UNSET else ()
        made_of = tuple(self._track(one) if one in known else one for one in operands)
        source = self._source(track.source)
        name = _text(track.key) if track.key is not UNSET else _text(track.name)
        return _text(track.kind), source, _text(track.sample), parts, made_of, None if source or parts else name

    def _source(self, key: Any) -> Hashable:
        return self.sources(key) if isinstance(key, str) else None

    def _location(self, text: str) -> str:
        return join(self.base, text) if self.base is not None and is_relative(text) else text


def _text(value: Any) -> str | None:
    return None if value is UNSET else str(value)


def _content(one: Any) -> bytes:
    return msgspec.msgpack.encode(msgspec.structs.replace(one, extras={}))
