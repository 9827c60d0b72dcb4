"""Neutral ids: handing them out, and giving the objects of a session other ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from msgspec import UNSET

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from converter.model.session import RegionSet, Session, Source, Track

COLLECTIONS = {"tracks": "t", "views": "v", "sources": "s", "regions": "r", "region_sets": "q", "genomes": "g", "thresholds": "h"}
"""The maps of a session by neutral id, and the letter that ids of each begin with."""

SINGLE = ("genome", "samples", "analytics")
"""Objects of which a session has one at most."""

_LONGEST = 20
"""Longer ids are nobody's numbers."""
_ORDERS = {"tracks": "track_order", "views": "view_order", "sources": "source_order", "regions": "region_order"}

T = TypeVar("T", bound=msgspec.Struct)


def order_of(collection: str) -> str | None:
    """Name of the session's order list of a collection, if it has one."""
    return _ORDERS.get(collection)


def source_of(session: Session, one: Track | RegionSet) -> Source | None:
    """The file that a track or a set of regions is of, if the session has it."""
    return session.sources.get(one.source) if isinstance(one.source, str) else None


class Ids:
    """Hands out neutral ids beside those that are `taken`: the letter of the collection, and the highest number plus one."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._highest: dict[str, int] = {}
        for key in self._taken:
            self._note(key)

    def _note(self, key: str) -> None:
        if len(key) < _LONGEST and key[1:].isascii() and key[1:].isdecimal():
            self._highest[key[0]] = max(self._highest.get(key[0], 0), int(key[1:]))

    def fresh(self, collection: str) -> str:
        """An id that nobody has; it is taken then."""
        letter = COLLECTIONS[collection]
        before = 1 if collection == "genomes" else 0  # the session's own genome is the first
        key = f"{letter}{self._highest.get(letter, before) + 1}"
        self._taken.add(key)
        self._note(key)
        return key

    def free(self, collection: str, wish: str) -> str:
        """The wished id if nobody has it, else a fresh one; it is taken then."""
        if wish in self._taken:
            return self.fresh(collection)
        self._taken.add(wish)
        self._note(wish)
        return wish


def renamed(session: Session, names: Mapping[str, str]) -> Session:
    """The session with other neutral ids, everywhere that one is used. Untouched objects are shared."""
    if all(old == new for old, new in names.items()):
        return session
    changes: dict[str, Any] = {}
    for collection in COLLECTIONS:
        held: dict[str, Any] = getattr(session, collection)
        if held:
            changes[collection] = {names.get(key, key): referring(value, names) for key, value in held.items()}
    for name in (*_ORDERS.values(), "focused_view", "samples"):
        changes[name] = _renamed_field(getattr(session, name), names)
    return msgspec.structs.replace(session, **changes)


REFERRING = ("source", "members", "same_as", "tracks", "views", "set", "panels", "analysis", "sources", "operands", "view")
"""Fields that hold neutral ids of other objects, or objects with such fields."""


def referring(value: T, names: Mapping[str, str]) -> T:
    """An object with its references to other objects renamed; the same object where it refers to none."""
    changes = {}
    for field in REFERRING:
        held = getattr(value, field, UNSET)
        if held is not UNSET and (new := _renamed_field(held, names)) != held:
            changes[field] = new
    return msgspec.structs.replace(value, **changes) if changes else value


def _renamed_field(held: Any, names: Mapping[str, str]) -> Any:
    if isinstance(held, str):
        return names.get(held, held)
    if isinstance(held, list):
        return [names.get(key, key) for key in held]
    if isinstance(held, dict):
        return {key: referring(part, names) for key, part in held.items()}
    return held if held is UNSET or held is None else referring(held, names)
