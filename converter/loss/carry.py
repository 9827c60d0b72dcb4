"""Carried data: what a document's own words can't say, taken along and given back.

It is the difference that turns our own reading of the plain document back into the session it was made from, in groups
`{at, ops}`: `at` is what the document itself calls the thing, and the RFC 6902 operations are relative to it. An
operation that changes a value is guarded by a `test`, so a document that was edited in between keeps its edits.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import UNSET

from converter.errors import MalformedError
from converter.limits import LIMITS, Limits, exceeded
from converter.loss.measure import Operation, edits
from converter.loss.numbering import unexpected
from converter.loss.twins import Twin, called, named
from converter.model.refs import COLLECTIONS, referring, renamed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from converter.loss.ledger import Owner, Put
    from converter.loss.measure import Delta
    from converter.loss.walk import Edit, Op, Run

VERSION = 1
PRIVATE = "~"
"""Begins the name of an object that the document does not have."""
_LEVEL = 3
"""Of compression: the higher ones take more time than all the rest, for a tenth less."""


class Group(msgspec.Struct, gc=False):
    """What the document calls an object, "" for the session itself, and what gives back all that was said of it."""

    at: str
    ops: list[Operation]


class Packed(msgspec.Struct, gc=False):
    """The carried data of a document, which `pack` writes as JSON."""

    version: int
    groups: list[Group]
    twins: list[Twin] = []
    """Objects that the document calls alike."""
    ids: dict[str, str] = {}
    """Neutral ids that do not follow from the order, by the names of the objects."""


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
    text = bytearray(b'{"version":%d,"groups":[' % VERSION)
    empty = len(text)
    for group in _Packer(delta, names).groups():
        text += group
        text += b","
    if len(text) == empty:
        return None
    ids = {names[key]: key for key in unexpected(a, b)}
    text[-1:] = b"]"
    for name, held in (("twins", twins), ("ids", ids)):
        if held:
            text += b',"%b":%b' % (name.encode(), _encode(held))
    text += b"}"
    return base64.b64encode(zlib.compress(text, _LEVEL)).decode()


class _Packer:
    """What turns `b` back into `a`, as JSON; only what is told of their objects is renamed, not all that they hold.

    Runs that many objects share are encoded once.
    """

    def __init__(self, delta: Delta, names: Mapping[str, str]) -> None:
        self.delta = delta
        self.names = names
        self.known: dict[Run, bytes] = {}

    def groups(self) -> Iterable[bytes]:
        """A group for every object that differs, and one for the session itself."""
        names, a, b = self.names, self.delta.a, self.delta.b
        for collection in COLLECTIONS:
            x, y = getattr(b, collection), getattr(a, collection)
            for key, value in y.items():
                operations = self.object((collection, key), x[key], value) if key in x else _array([_whole("add", value, names)])
                if operations:
                    yield _group(names[key], operations)
            for key in x:
                if key not in y:
                    yield _group(names[key], _array([_whole("test", x[key], names), Operation("remove", "")]))
        bare: dict[str, Any] = {collection: {} for collection in COLLECTIONS}
        operations = _operations(*(renamed(msgspec.structs.replace(one, **bare), names) for one in (b, a)))
        if operations:
            yield _group("", operations)

    def object(self, owner: Owner, old: Any, new: Any) -> bytes:
        """Operations from one object to the other; their references are renamed where some of those differ."""
        found = self.delta.runs.get(owner, ())
        if any(run.refers for run in found):
            return _operations(referring(old, self.names), referring(new, self.names))
        return b",".join([self.run(one) for one in found])

    def run(self, run: Run) -> bytes:
        """Operations that give back what a run changes."""
        given_back = self.known.get(run)
        if given_back is None:
            given_back = _guarded((_REVERSE[op], path, new, old) for op, path, old, new in run.edits)
            if run.shared:
                self.known[run] = given_back
        return given_back


_encode = msgspec.json.Encoder().encode
_REVERSE: dict[Op, Op] = {"add": "remove", "remove": "add", "replace": "replace"}


def _group(at: str, operations: bytes) -> bytes:
    """A `Group` as JSON."""
    return b'{"at":%b,"ops":[%b]}' % (_encode(at), operations)


def _whole(op: Op, value: Any, names: Mapping[str, str]) -> Operation:
    return Operation(op, "", referring(value, names))


def _operations(old: Any, new: Any) -> bytes:
    """What turns the old one into the new one."""
    return _guarded(edits(old, new))


def _guarded(changes: Iterable[Edit]) -> bytes:
    """Edits as operations; one that changes a value stands behind a test of what it changes."""
    found = []
    for op, path, before, after in changes:
        if op != "add":
            found.append(Operation("test", path, before))
        found.append(Operation(op, path, UNSET if op == "remove" else after))
    return _array(found)


def _array(operations: list[Operation]) -> bytes:
    """The elements of a JSON array, without its brackets."""
    return _encode(operations)[1:-1]


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
        raise MalformedError(
            "carried.malformed",
            f"The carried data can't be unpacked: {error}.",
            hint="Take the carried data out of the document; all else of it is read.",
        ) from None
    return held


def _check(operation: Operation) -> None:
    """`ValueError` where an operation of carried data lacks its value, or an order is no list of ids."""
    if operation.op == "remove":
        return
    if operation.value is UNSET:
        raise ValueError(f"the operation at {operation.path!r} has no value")
    if isinstance(operation.value, list) and operation.on_order:
        msgspec.convert(operation.value, list[str])
