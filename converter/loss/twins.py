"""What documents call their objects, and which is which of several that are called alike.

A document may show one file in several tracks, and calls all of them by its location. Counting them is not enough: one
of them may be deleted, moved or copied before the document comes back. So carried data takes along what each of such
twins was like, from all that the document says of it down to its kind; a twin that can't be told from another is left
alone.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from msgspec import UNSET

from converter.model.refs import COLLECTIONS, REFERRING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from converter.loss.ledger import Owner, Put
    from converter.model import Session

_LABELS = ("kind", "sample", "name", "title", "key")
_KINDS = ("kind", "sample")
_COLLECTION = {letter: collection for collection, letter in COLLECTIONS.items()}


class Like(NamedTuple):
    """Checksums of what a document says of an object but for its references: all of it, its labels, its kind."""

    whole: int
    labels: int
    kind: int


class Twin(msgspec.Struct, gc=False):
    """One of several objects that a document calls alike."""

    called: str
    name: str
    """Its own name in the carried data."""
    like: tuple[int, int, int]


def called(session: Session, placed: Mapping[Owner, Put]) -> dict[str, list[str]]:
    """The neutral ids of the objects that a document has, by collection letter and what it calls them, in its order."""
    found: dict[str, list[str]] = {}
    held = {collection: getattr(session, collection) for collection in COLLECTIONS}
    for (collection, key), put in placed.items():
        if collection in held and key in held[collection]:
            found.setdefault(f"{COLLECTIONS[collection]}:{put.called}", []).append(key)
    return found


def named(session: Session, by_call: Mapping[str, list[str]]) -> tuple[dict[str, str], list[Twin]]:
    """Names of their own for all objects by neutral id, and what the twins among them are like."""
    names = {keys[0]: call for call, keys in by_call.items()}
    twins = []
    for call, keys in by_call.items():
        if len(keys) > 1:
            for number, key in enumerate(keys):
                name = names[key] = f"{call}\n{number}"
                twins.append(Twin(call, name, _like(objects(session, call)[key])))
    return names, twins


def objects(session: Session, call: str) -> dict[str, Any]:
    """The collection that holds what a document calls so."""
    held: dict[str, Any] = getattr(session, _COLLECTION[call[0]])
    return held


def _like(one: Any) -> Like:
    said = {name: held for name in one.__struct_fields__ if name not in REFERRING and (held := getattr(one, name)) is not UNSET}
    labels, kind = ([said.get(name) for name in wanted] for wanted in (_LABELS, _KINDS))
    return Like(_checksum(said), _checksum(labels), _checksum(kind))


def _checksum(value: Any) -> int:
    return zlib.crc32(msgspec.json.encode(value))


def paired(held: Mapping[str, Any], keys: list[str], twins: Iterable[Twin], alike: Callable[[list[str]], bool]) -> dict[str, str]:
    """The neutral ids of twins, by name, among `keys` of the objects `held` by a document that may have been edited.

    They are told by all that the document says of them, else by labels, else by kind; but for the first, only where
    there is just one on either side. Where fewer of equal ones are left, no matter which serve if what is carried is
    `alike` for all.
    """
    found: dict[str, str] = {}
    left = {twin.name: twin.like for twin in twins}
    right = {key: _like(held[key]) for key in keys}
    for level in range(len(Like._fields)):
        now = _by_level(right, level)
        for checksum, names in _by_level(left, level).items():
            there = now.get(checksum, [])
            same = level == 0 and (len(names) <= len(there) or alike(names))
            if same or len(names) == len(there) == 1:
                found.update(zip(names, there, strict=False))
            if there:
                _settle(left, names)
                _settle(right, there)
    return found


def _by_level(likes: Mapping[str, tuple[int, ...]], level: int) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for name, one in likes.items():
        found.setdefault(one[level], []).append(name)
    return found


def _settle(likes: dict[str, Any], names: list[str]) -> None:
    for name in names:
        del likes[name]
