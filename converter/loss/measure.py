"""Two neutral sessions compared field by field: what differs, and the RFC 6902 operations that say so."""

from __future__ import annotations

import struct
from functools import cache
from itertools import compress
from operator import ne
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec
from msgspec import UNSET
from msgspec.structs import astuple

from converter.loss.ledger import SESSION, Owner
from converter.model.fields import struct_in
from converter.model.refs import COLLECTIONS, SINGLE

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from converter.model import Session

MISSING: Any = "missing"
"""Stands for the changes of an object that the other session does not have."""

Change = tuple[Any, Any]
"""The value in the source's session and the one in the target's; `UNSET` where there is none."""
Changes = dict[Owner, Any]
"""By object: its changed fields by dotted path, or MISSING."""

Op = Literal["add", "remove", "replace", "test"]
Edit = tuple[Op, str, Any, Any]
"""An RFC 6902 operation that is not plain data yet: `op`, `path`, the old value and the new one."""


class Operation(msgspec.Struct, gc=False):
    """One RFC 6902 operation; it has no value only where it removes one."""

    op: Op
    path: Annotated[str, msgspec.Meta(pattern="^(/([^~/]|~[01])*)*$")]
    value: Any = UNSET

    @property
    def on_order(self) -> bool:
        """Whether it is about a list of references that people reorder."""
        return self.path.rpartition("/")[2] in _LISTS


_LISTS = ("track_order", "view_order", "source_order", "region_order", "tracks", "members")
_ORDERED = ("track_order", "view_order", "source_order", "region_order")
_PLAIN = frozenset({str, int, float, bool, type(None)})
_encode = msgspec.msgpack.Encoder().encode
"""Tells 1 and 1.0 apart, as JSON does and `==` does not."""


def differences(a: Session, b: Session) -> Changes:
    """What `b`, in the ids of `a`, says differently from `a`; by object and dotted field. Extras are not looked at."""
    return Delta(a, b).changes


def patch(a: Session, b: Session) -> list[dict[str, Any]]:
    """RFC 6902 operations (add, remove, replace) that turn the plain form of `a` into that of `b`."""
    return plain(Delta(a, b).operations())


def plain(operations: Iterable[Operation]) -> list[dict[str, Any]]:
    """Operations as plain data."""
    return [msgspec.to_builtins(one) for one in operations]


def edits(a: msgspec.Struct, b: msgspec.Struct) -> list[Edit]:
    """What turns Struct `a` into `b` of the same type, values as they are."""
    walk = _Walk({})
    walk.structs(a, b, "", "")
    return walk.edits


class Delta:
    """What session `b`, in the ids of `a`, says differently from `a`; every object is looked at once.

    `changes`: changed fields by object, see `differences`. `edits`: of the objects that both have and that differ, what
    turns one into the other, paths relative to the object.
    """

    def __init__(self, a: Session, b: Session) -> None:
        self.a, self.b = a, b
        self.changes: Changes = {}
        self.edits: dict[Owner, list[Edit]] = {}
        self._known: dict[Any, _Walk] = {}
        own: dict[str, Change] = {}
        for (name, _, absent), x, y in _unequal(a, b):
            if name in COLLECTIONS:
                for key in _both(x, y):
                    self._object((name, key), x.get(key, UNSET), y.get(key, UNSET))
            elif name in SINGLE:
                self._object((name, ""), x, y)
            elif name in _ORDERED:
                _order(name, x, y, own)
            elif name not in ("forms", "extras"):
                own[name] = (UNSET if _is_absent(x, absent) else x, UNSET if _is_absent(y, absent) else y)
        self._shown()
        if own:
            self.changes[SESSION] = own

    def _object(self, owner: Owner, x: Any, y: Any) -> None:
        if x is UNSET:
            self.changes[owner] = {"": (UNSET, y)}
        elif y is UNSET:
            self.changes[owner] = MISSING
        elif x is not y and x != y:
            walk = _Walk(self._known)
            walk.structs(x, y, "", "")
            self.edits[owner] = walk.edits
            if walk.changes:
                self.changes[owner] = walk.changes

    def _shown(self) -> None:
        """Tracks that are shown in one session and only known to the other."""
        left, right = _shown_tracks(self.a), _shown_tracks(self.b)
        differ = left ^ right
        for key in self.a.tracks if differ else ():
            if key in differ and key in self.b.tracks:
                self.changes.setdefault(("tracks", key), {})["shown"] = (key in left, key in right)

    def operations(self) -> Iterator[Operation]:
        """RFC 6902 operations that turn the plain form of `a` into that of `b`; their values are plain data."""
        for base, (op, path, _, new) in self._all_edits():
            if op == "remove":
                yield Operation(op, base + path)
            else:
                yield Operation(op, base + path, new if type(new) in _PLAIN else msgspec.to_builtins(new))

    def _all_edits(self) -> Iterator[tuple[str, Edit]]:
        for field, x, y in _unequal(self.a, self.b):
            name = field[0]
            if name not in COLLECTIONS or not x or not y:
                walk = _Walk({})
                walk.field(field, x, y, "", "")
                yield from (("", edit) for edit in walk.edits)
                continue
            for key in _both(x, y):
                base = f"/{name}/{escape(key)}"
                if key not in x:
                    yield base, ("add", "", UNSET, y[key])
                elif key not in y:
                    yield base, ("remove", "", x[key], UNSET)
                else:
                    yield from ((base, edit) for edit in self.edits.get((name, key), ()))


class _Walk:
    """Two Structs of one type walked side by side: `edits` from one to the other, and `changes` by dotted field.

    Branches that many objects say alike are walked once: `known` has what was found, by place and content.
    """

    __slots__ = ("changes", "edits", "known")

    def __init__(self, known: dict[Any, _Walk]) -> None:
        self.edits: list[Edit] = []
        self.changes: dict[str, Change] = {}
        self.known = known

    def structs(self, x: Any, y: Any, prefix: str, path: str) -> None:
        """All fields of two Structs; their dotted names begin with `prefix`, their pointers with `path`."""
        for field, left, right in _unequal(x, y):
            self.field(field, left, right, prefix, path)

    def field(self, field: Field, left: Any, right: Any, prefix: str, path: str) -> None:
        """One field whose values differ."""
        name, branch, absent = field
        where = f"{path}/{name}"
        if name == "extras":
            self.extras(left, right, where)
        elif _is_absent(left, absent):
            self.edits.append(("add", where, left, right))
            self.one_sided(right, field, prefix, new=True)
        elif _is_absent(right, absent):
            self.edits.append(("remove", where, left, right))
            self.one_sided(left, field, prefix, new=False)
        elif branch:
            self.branch(left, right, f"{prefix}{name}.", where)
        else:
            self.edits.append(("replace", where, left, right))
            if name == "tracks":
                _order(prefix + name, left, right, self.changes)
            elif not _same_number(left, right):
                self.changes[prefix + name] = left, right

    def extras(self, left: dict[str, Any], right: dict[str, Any], path: str) -> None:
        """What formats say beyond the model's words: it is given back, and no field."""
        if not left or not right:
            self.edits.append(("remove" if left else "add", path, left, right))
            return
        for key in _both(left, right):
            where, one, other = f"{path}/{escape(key)}", left.get(key, UNSET), right.get(key, UNSET)
            if one is UNSET or other is UNSET:
                self.edits.append(("add" if one is UNSET else "remove", where, one, other))
            elif one != other:
                self.edits += ((op, where + below, old, new) for op, below, old, new in edits(one, other))

    def branch(self, left: Any, right: Any, prefix: str, path: str) -> None:
        """A Struct below another, or a map of Structs."""
        if isinstance(left, dict):
            for key in _both(left, right):
                where, one, other = f"{path}/{escape(key)}", left.get(key, UNSET), right.get(key, UNSET)
                if one is UNSET or other is UNSET:
                    new = one is UNSET
                    self.edits.append(("add" if new else "remove", where, one, other))
                    self.alone(other if new else one, f"{prefix}{key}.", new=new)
                elif one != other:
                    self.branch(one, other, f"{prefix}{key}.", where)
            return
        try:
            asked = path, _encode(left), _encode(right)
        except (OverflowError, RecursionError):
            self.structs(left, right, prefix, path)
            return
        walk = self.known.get(asked)
        if walk is None:
            walk = self.known[asked] = _Walk(self.known)
            walk.structs(left, right, prefix, path)
        self.edits += walk.edits
        self.changes.update(walk.changes)

    def one_sided(self, value: Any, field: Field, prefix: str, *, new: bool) -> None:
        """A field that only one of the two has: of a branch, each of its fields."""
        name, branch, _ = field
        if name == "tracks" and not prefix:  # the order of what both views show; who is shown is told of each track
            return
        if not branch:
            self.changes[prefix + name] = (UNSET, value) if new else (value, UNSET)
        elif isinstance(value, dict):
            for key, part in value.items():
                self.alone(part, f"{prefix}{name}.{key}.", new=new)
        else:
            self.alone(value, f"{prefix}{name}.", new=new)

    def alone(self, value: Any, prefix: str, *, new: bool) -> None:
        """All fields of a Struct that only one of the two has."""
        for field, held in zip(_fields(_class(value)), astuple(value), strict=True):
            if not _is_absent(held, field[2]) and field[0] != "extras":
                self.one_sided(held, field, prefix, new=new)


Field = tuple[str, bool, Any]
"""A field of a Struct: its name, whether there are Structs inside, and the value that counts as absent."""


@cache
def _fields(cls: Any) -> tuple[Field, ...]:
    return tuple(
        (
            field.name,
            struct_in(field.type) is not None,
            field.default_factory() if field.default_factory is not msgspec.NODEFAULT else field.default,
        )
        for field in msgspec.structs.fields(cls)
    )


def _unequal(x: Any, y: Any) -> Iterable[tuple[Field, Any, Any]]:
    """The fields whose values in two Structs are not equal, with both values; the comparison itself runs in C."""
    lefts, rights = astuple(x), astuple(y)
    return compress(zip(_fields(_class(x)), lefts, rights, strict=True), map(ne, lefts, rights))


def _class(value: Any) -> Hashable:
    cls: Any = type(value)
    return cls  # type: ignore[no-any-return]


def _both(x: dict[str, Any], y: dict[str, Any]) -> Iterable[str]:
    """The keys of two maps, those of the first in front."""
    return (*x, *(key for key in y if key not in x))


def _is_absent(value: Any, absent: Any) -> bool:
    return value is UNSET or (absent is not UNSET and type(value) is type(absent) and bool(value == absent))


def _order(name: str, x: Any, y: Any, out: dict[str, Change]) -> None:
    """Order among those that both have; who is missing is told elsewhere."""
    common = set(x) & set(y)
    left, right = [key for key in x if key in common], [key for key in y if key in common]
    if left != right:
        out[name] = (left, right)


def _shown_tracks(session: Session) -> set[str]:
    return {key for view in session.views.values() for key in view.tracks}


def _same_number(x: Any, y: Any) -> bool:
    if not isinstance(x, float | int) or not isinstance(y, float | int) or isinstance(x, bool) or isinstance(y, bool):
        return False
    try:
        return struct.pack("<f", x) == struct.pack("<f", y)
    except OverflowError:
        return False


def escape(token: str) -> str:
    """One reference token of a JSON pointer (RFC 6901)."""
    return token.replace("~", "~0").replace("/", "~1") if "/" in token or "~" in token else token
