"""Carried data: what a document's own words can't say, taken along and given back.

It is the difference that turns our own reading of the plain document back into the session it was made from, in groups
`{at, ops}`: `at` is what the document itself calls the thing, and the RFC 6902 operations are relative to it. An
operation that changes a value is guarded by a `test`, so a document that was edited in between keeps its edits.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec
from msgspec import UNSET

from converter.errors import MalformedError
from converter.limits import LIMITS, Limits, exceeded
from converter.loss.ledger import Notice
from converter.loss.measure import edits, escape
from converter.model import Session
from converter.model.integrity import check, pruned
from converter.model.refs import COLLECTIONS, REFERRING, fresh, referring, renamed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from converter.loss.ledger import Ledger, Owner, Put

VERSION = 1
_LISTS = {"track_order", "view_order", "source_order", "region_order", "tracks", "members"}
_PRIVATE = "~"
_REFERENCES = tuple(f"/{field}" for field in REFERRING)


def pack(a: Session, b: Session, placed: Mapping[Owner, Put]) -> str | None:
    """The carried data that turns `b`, what the plain document says, into `a`; both in the same neutral ids.

    `placed` tells what the document calls each object. None where nothing needs carrying.
    """
    groups = list(_groups(b, a, _names(a, b, placed)))
    if not groups:
        return None
    packed = zlib.compress(msgspec.json.encode({"version": VERSION, "groups": groups}), 6)
    return base64.b64encode(packed).decode()


def _names(a: Session, b: Session, placed: Mapping[Owner, Put]) -> dict[str, str]:
    names: dict[str, str] = {}
    for collection, letter in COLLECTIONS.items():
        for key in {**getattr(a, collection), **getattr(b, collection)}:
            put = placed.get((collection, key))
            names[key] = f"{letter}:{put.at}" if put and key in getattr(b, collection) else f"{_PRIVATE}{letter}{key}"
    return names


class _Operation(msgspec.Struct, gc=False):
    """One RFC 6902 operation; its value may still be a Struct, and is `UNSET` where it has none."""

    op: str
    path: str
    value: Any = UNSET


def _groups(left: Session, right: Session, names: Mapping[str, str]) -> Iterable[dict[str, Any]]:
    """What turns `left` into `right`; only what is told of their objects is renamed, not all that they hold."""
    for collection in COLLECTIONS:
        x, y = getattr(left, collection), getattr(right, collection)
        for key, value in y.items():
            operations = _object(x[key], value, names) if key in x else [_Operation("add", "", referring(value, names))]
            if operations:
                yield {"at": names[key], "ops": operations}
        for key in x:
            if key not in y:
                yield {"at": names[key], "ops": [_Operation("remove", "")]}
    bare: dict[str, Any] = {collection: {} for collection in COLLECTIONS}
    operations = _guarded(*(renamed(msgspec.structs.replace(one, **bare), names) for one in (left, right)))
    if operations:
        yield {"at": "", "ops": operations}


def _object(old: Any, new: Any, names: Mapping[str, str]) -> list[_Operation]:
    """Operations from one object to the other; their references are renamed where some of those differ."""
    operations = _guarded(old, new)
    if any(operation.path.startswith(_REFERENCES) for operation in operations):
        return _guarded(referring(old, names), referring(new, names))
    return operations


def _guarded(old: Any, new: Any) -> list[_Operation]:
    """Operations from old to new, each change of a value behind a test of what it changes."""
    guarded = []
    for op, path, before, after in edits(old, new):
        if op != "add":
            guarded.append(_Operation("test", path, before))
        guarded.append(_Operation(op, path) if op == "remove" else _Operation(op, path, after))
    return guarded


_NOWHERE = object()


def _tokens(path: str) -> list[str]:
    return [token.replace("~1", "/").replace("~0", "~") for token in path.split("/")[1:]]


def _at(plain: Any, path: str) -> Any:
    """The value at a pointer; `_NOWHERE` where there is none."""
    for token in _tokens(path):
        if not isinstance(plain, dict) or token not in plain:
            return _NOWHERE
        plain = plain[token]
    return plain


def unpack(text: str, limits: Limits = LIMITS) -> list[dict[str, Any]]:
    """The groups of carried data. `MalformedError` for what is not ours, `LimitError` for what unpacks too large."""
    try:
        inflater = zlib.decompressobj()
        plain = inflater.decompress(base64.b64decode(text, validate=True), limits.unpacked_bytes)
        if inflater.unconsumed_tail:
            raise exceeded("unpacked_bytes", limits.unpacked_bytes, limits)
        held = msgspec.json.decode(plain, type=_Packed)
        return [{"at": group.at, "ops": [one.checked() for one in group.ops]} for group in held.groups]
    except (binascii.Error, zlib.error, msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise MalformedError("carried.malformed", f"The carried data can't be unpacked: {error}.") from None


class _Received(msgspec.Struct):
    """One operation of carried data that somebody may have changed."""

    op: Literal["add", "remove", "replace", "test"]
    path: Annotated[str, msgspec.Meta(pattern="^(/([^~/]|~[01])*)*$")]
    value: Any = UNSET

    def checked(self) -> dict[str, Any]:
        """The operation as plain data; `ValueError` where it lacks its value, or an order is no list of ids."""
        if self.op == "remove":
            return {"op": self.op, "path": self.path}
        if self.value is UNSET:
            raise ValueError(f"the operation at {self.path!r} has no value")
        if _is_order(self.path) and isinstance(self.value, list):
            msgspec.convert(self.value, list[str])
        return {"op": self.op, "path": self.path, "value": self.value}


class _Group(msgspec.Struct):
    at: str
    ops: list[_Received]


class _Packed(msgspec.Struct):
    version: int
    groups: list[_Group]


def restore(session: Session, ledger: Ledger, limits: Limits = LIMITS) -> tuple[Session, list[Notice]]:
    """The session with the carried data of its document given back, in the ids that the ledger knows.

    What no longer fits an edited document is skipped; carried data that can't be used at all is a notice.
    """
    try:
        groups = unpack(ledger.carried or "", limits)
        return _Restorer(session, ledger).run(groups), []
    except (MalformedError, msgspec.ValidationError) as error:
        text = f"The data carried from an earlier conversion can't be used: {error}."
        return session, [Notice("carried.unusable", "assumed", "warning", text)]


class _Restorer:
    """Applies groups to the plain form of a session whose objects are called as the document calls them."""

    def __init__(self, session: Session, ledger: Ledger) -> None:
        letters = COLLECTIONS
        called = {
            key: f"{letters[collection]}:{put.at}" for (collection, key), put in ledger.objects.items() if collection in letters
        }
        ids = {key for collection in letters for key in getattr(session, collection)}
        self.ids = {called.get(key, _PRIVATE * 2 + key): key for key in ids}
        self.plain: dict[str, Any] = msgspec.to_builtins(renamed(session, {key: name for name, key in self.ids.items()}))
        self.taken = ids
        self.collection = {letter: name for name, letter in letters.items()}

    def run(self, groups: list[dict[str, Any]]) -> Session:
        for group in groups:
            if group["at"]:
                self.object(group["at"], group["ops"])
            else:
                _apply(self.plain, group["ops"])
        session = pruned(renamed(msgspec.convert(self.plain, Session), self.ids))
        check(session)
        return session

    def object(self, at: str, ops: list[dict[str, Any]]) -> None:
        """Apply one group to the object that the document calls `at`; skip it where that is gone."""
        collection = self.collection.get(at.lstrip(_PRIVATE)[:1])
        if collection is None or not ops:
            return
        held = self.plain.setdefault(collection, {})
        first = ops[0]
        if first["op"] == "add" and first["path"] == "":
            if at.startswith(_PRIVATE) and at not in held:
                held[at] = first["value"]
                self.ids[at] = new = fresh(collection, self.taken)
                self.taken.add(new)
        elif at in held and first["op"] == "remove" and first["path"] == "":
            del held[at]
        elif at in held:
            _apply(held[at], ops)


def _apply(plain: dict[str, Any], ops: list[dict[str, Any]]) -> None:
    """Apply operations one by one; a failed test or an add onto something present skips, lists of order are merged."""
    passed: Any = _NOWHERE
    for operation in ops:
        kind, path = operation["op"], operation["path"]
        if kind == "test":
            passed = operation
            continue
        guard, passed = passed, _NOWHERE
        here = _at(plain, path)
        if kind == "add":
            if here is _NOWHERE:
                _edit(plain, operation)
        elif guard is not _NOWHERE and guard["path"] == path and guard["value"] == here:
            _edit(plain, operation)
        elif kind == "replace" and _is_order(path) and isinstance(here, list) and isinstance(operation["value"], list):
            _edit(plain, {"op": "replace", "path": path, "value": merged(here, operation["value"])})


def _is_order(path: str) -> bool:
    return path.rpartition("/")[2] in _LISTS


def _edit(plain: dict[str, Any], operation: dict[str, Any]) -> None:
    tokens = _tokens(operation["path"])
    for depth in range(1, len(tokens)):
        if _at(plain, "/" + "/".join(escape(token) for token in tokens[:depth])) is _NOWHERE:
            return
    import jsonpatch  # noqa: PLC0415 - only where carried data comes back

    jsonpatch.apply_patch(plain, [operation], in_place=True)


def merged(now: list[Any], carried: list[Any]) -> list[Any]:
    """The present order, with what comes back put behind its old neighbour."""
    result = list(now)
    present = set(result)
    for index, key in enumerate(carried):
        if key not in present:
            before = next((old for old in reversed(carried[:index]) if old in present), None)
            result.insert(result.index(before) + 1 if before is not None else 0, key)
            present.add(key)
    return result
