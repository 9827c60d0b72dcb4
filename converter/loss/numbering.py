"""Neutral ids that come home: objects are numbered in the order of their session, as every reader numbers them.

A document numbers what it has; what it does not have comes back between. The ids of what is carried whole are known from
its own name, those of all else follow from the order, and where a session was not numbered so, its ids are carried.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from converter.model.refs import COLLECTIONS, Ids, order_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from converter.model import Session


def unexpected(a: Session, b: Session) -> list[str]:
    """The ids of what `a` has in common with `b`, the document, that do not follow from the order."""
    found = []
    for collection in COLLECTIONS:
        there = getattr(b, collection)
        apart = getattr(a, collection).keys() - there.keys()
        found += [key for key, number in _numbered(a, collection, there, apart) if key != number]
    return found


def numbered(session: Session, known: Mapping[str, str], apart: Collection[str]) -> dict[str, str]:
    """The ids that the objects of a restored session had, by those that they have; only where they are not the same.

    `known`: ids that were carried, by the present ones; `apart`: present ids of what the document did not have, which all
    are known.
    """
    taken, names, late = {known[key] for key in apart}, dict(known), []
    used = set(known.values())
    for collection in COLLECTIONS:
        here = [key for key in getattr(session, collection) if key not in apart]
        for key, number in _numbered(session, collection, here, taken):
            if key in known:
                continue
            if number in used:
                late.append((collection, key))
            else:
                names[key] = number
    ids = Ids(names.values())
    names |= {key: ids.fresh(collection) for collection, key in late}
    return {old: new for old, new in names.items() if old != new}


def _numbered(session: Session, collection: str, wanted: Collection[str], taken: Collection[str]) -> Iterator[tuple[str, str]]:
    """The wanted objects of a collection in their order, with the numbers that are not taken."""
    letter = COLLECTIONS[collection]
    free = (key for number in count(1) if (key := f"{letter}{number}") not in taken)
    return zip((key for key in _ordered(session, collection) if key in wanted), free, strict=False)


def _ordered(session: Session, collection: str) -> Iterable[str]:
    """The ids of a collection in the order of the session; members of a track stand behind it."""
    held, order = getattr(session, collection), order_of(collection)
    listed = getattr(session, order) if order is not None else ()
    if collection == "tracks":
        listed = (key for one in listed for key in _with_members(session, one, ()))
    return dict.fromkeys([*(key for key in listed if key in held), *held])


def _with_members(session: Session, key: str, above: tuple[str, ...]) -> Iterator[str]:
    yield key
    track = session.tracks.get(key)
    members = track.members if track is not None else None
    for member in members or ():
        if member not in above:
            yield from _with_members(session, member, (*above, key))
