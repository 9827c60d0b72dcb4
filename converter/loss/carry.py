"""Carried data: what a document's own words can't say, taken along and given back.

It is the difference that turns our own reading of the plain document back into the session it was made from, in groups
`{at, ops}`: `at` is what the document itself calls the thing, and the RFC 6902 operations are relative to it. An
operation that changes a value is guarded by a `test`, so a document that was edited in between keeps its edits.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import UNSET

from converter.errors import MalformedError
from converter.limits import LIMITS, Limits, exceeded
from converter.loss.measure import Delta, Op, Operation, edits
from converter.loss.twins import Twin, called, named
from converter.model.refs import COLLECTIONS, REFERRING, referring, renamed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from converter.loss.ledger import Owner, Put

VERSION = 1
PRIVATE = "~"
"""Begins the name of an object that the document does not have."""
_LEVEL = 3
"""Of compression: the higher ones take more time than all the rest, for a tenth less."""


class Group(msgspec.Struct, gc=False):
    """What the document calls an object, "" for the session itself, and what gives back all that was said of it."""

    at: str
    ops: list[Operation]


class Packed(msgspec.Struct, omit_defaults=True, gc=False):
    """The carried data of a document."""

    version: int
    groups: list[Group]
    twins: list[Twin] = []
    """Objects that the document calls alike."""


def pack(delta: Delta, placed: Mapping[Owner, Put]) -> str | None:
    """The carried data that turns `delta.b`, what the plain document says, into `delta.a`, both in the same neutral ids.

    `placed` tells what the document calls each object, in its order. None where nothing needs carrying.
    """
    a, b = delta.a, delta.b
    names, twins = named(b, called(b, placed))
    for collection, letter in COLLECTIONS.items():
        for key in (*getattr(a, collection), *getattr(b, collection)):
            if key not in names:
                names[key] = f"{PRIVATE}{letter}{key}"
    groups = list(_Packer(delta, names).groups())
    if not groups:
        return None
    packed = zlib.compress(msgspec.json.encode(Packed(VERSION, groups, twins)), _LEVEL)
    return base64.b64encode(packed).decode()


class _Packer:
    """What turns `b` back into `a`; only what is told of their objects is renamed, not all that they hold."""

    def __init__(self, delta: Delta, names: Mapping[str, str]) -> None:
        self.delta = delta
        self.names = names
        self.known: dict[int, list[Operation]] = {}
        """What gives back an edit that several objects share."""

    def groups(self) -> Iterable[Group]:
        """A group for every object that differs, and one for the session itself."""
        names, a, b = self.names, self.delta.a, self.delta.b
        for collection in COLLECTIONS:
            x, y = getattr(b, collection), getattr(a, collection)
            for key, value in y.items():
                operations = self.object((collection, key), x[key], value) if key in x else [_whole("add", value, names)]
                if operations:
                    yield Group(names[key], operations)
            for key in x:
                if key not in y:
                    yield Group(names[key], [_whole("test", x[key], names), Operation("remove", "")])
        bare: dict[str, Any] = {collection: {} for collection in COLLECTIONS}
        operations = _operations(*(renamed(msgspec.structs.replace(one, **bare), names) for one in (b, a)))
        if operations:
            yield Group("", operations)

    def object(self, owner: Owner, old: Any, new: Any) -> list[Operation]:
        """Operations from one object to the other; their references are renamed where some of those differ."""
        found = self.delta.edits.get(owner)
        if found is None:
            return []
        if any(getattr(old, field) != getattr(new, field) for field in _references(old.__struct_fields__)):
            return _operations(referring(old, self.names), referring(new, self.names))
        operations: list[Operation] = []
        for edit in found:
            given_back = self.known.get(id(edit))
            if given_back is None:
                op, path, after, before = edit
                given_back = self.known[id(edit)] = _guarded(_REVERSE[op], path, before, after)
            operations += given_back
        return operations


_REVERSE: dict[Op, Op] = {"add": "remove", "remove": "add", "replace": "replace"}


def _whole(op: Op, value: Any, names: Mapping[str, str]) -> Operation:
    return Operation(op, "", referring(value, names))


@cache
def _references(fields: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(field for field in fields if field in REFERRING)


def _operations(old: Any, new: Any) -> list[Operation]:
    """Operations from old to new."""
    return [operation for op, path, before, after in edits(old, new) for operation in _guarded(op, path, before, after)]


def _guarded(op: Op, path: str, before: Any, after: Any) -> list[Operation]:
    """An operation; one that changes a value stands behind a test of what it changes."""
    operation = Operation(op, path, UNSET if op == "remove" else after)
    return [operation] if op == "add" else [Operation("test", path, before), operation]


def unpack(text: str, limits: Limits = LIMITS) -> Packed:
    """What was packed. `MalformedError` for what is not ours, `LimitError` for what unpacks too large."""
    try:
        inflater = zlib.decompressobj()
        plain = inflater.decompress(base64.b64decode(text, validate=True), limits.unpacked_bytes)
        if inflater.unconsumed_tail:
            raise exceeded("unpacked_bytes", limits.unpacked_bytes, limits)
        held = msgspec.json.decode(plain, type=Packed)
        for group in held.groups:
            for operation in group.ops:
                _check(operation)
    except (binascii.Error, zlib.error, msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise MalformedError("carried.malformed", f"The carried data can't be unpacked: {error}.") from None
    return held


def _check(operation: Operation) -> None:
    """`ValueError` where an operation of carried data lacks its value, or an order is no list of ids."""
    if operation.op == "remove":
        return
    if operation.value is UNSET:
        raise ValueError(f"the operation at {operation.path!r} has no value")
    if isinstance(operation.value, list) and operation.on_order:
        msgspec.convert(operation.value, list[str])
