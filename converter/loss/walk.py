"""Two Structs of one type walked side by side: what turns one into the other, and which fields differ."""

from __future__ import annotations

import struct
from functools import cache
from itertools import compress
from operator import ne
from typing import TYPE_CHECKING, Any, Literal

import msgspec
from msgspec import UNSET
from msgspec.structs import astuple

from converter.model.fields import struct_in
from converter.model.refs import REFERRING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

Change = tuple[Any, Any]
"""The value in the source's session and the one in the target's; `UNSET` where there is none."""

Op = Literal["add", "remove", "replace", "test"]
Edit = tuple[Op, str, Any, Any]
"""An RFC 6902 operation that is not plain data yet: `op`, `path`, the old value and the new one."""


class Run(msgspec.Struct, eq=False, gc=False):
    """Edits and changes of one object that follow each other.

    `edits`: from one Struct to the other, paths relative to the object. `changes`: by dotted field. `refers`: whether
    any is about ids of other objects. `shared`: whether it is of a branch that several objects may say alike; all of
    them have the same run then, and what is made of it is made once.
    """

    shared: bool = False
    edits: list[Edit] = []
    changes: dict[str, Change] = {}
    refers: bool = False


Known = dict[Any, Run]
"""What was found of branches, by their place and what differs in them, or by the identities of the two."""
_PAIRS_LIMIT = 2048


def runs(x: msgspec.Struct, y: msgspec.Struct, known: Known) -> list[Run]:
    """What turns Struct `x` into `y` of the same type, in the order of the fields."""
    found: list[Run] = []
    walk: Walk | None = None
    for field, left, right in unequal(x, y):
        if field.branch and left.__class__ is right.__class__ is not dict:
            found.append(_branch(left, right, f"{field.name}.", f"/{field.name}", known))
            walk = None
            continue
        if walk is None:
            walk = Walk(known, Run())
            found.append(walk.run)
        walk.field(field, left, right, "", "")
    return found


def _branch(left: Any, right: Any, prefix: str, path: str, known: Known) -> Run:
    """The run of two Structs below others: that of these very two, which readers share, or of others that differ alike."""
    pair = path, id(left), id(right)
    run = known.get(pair)
    if run is None:
        run = _found(list(unequal(left, right)), prefix, path, known)
        if run.shared and len(known) < _PAIRS_LIMIT:
            known[pair] = run
    return run


def _found(differing: list[tuple[Field, Any, Any]], prefix: str, path: str, known: Known) -> Run:
    """The run of two Structs that differ so."""
    try:
        key = _identity(path, differing)
        run = known.get(key)
    except TypeError:  # a value is a list, an object or a Struct
        key, run = None, None
    if run is None:
        run = Run(shared=key is not None)
        walk = Walk(known, run)
        for field, old, new in differing:
            walk.field(field, old, new, prefix, path)
        if key is not None:
            known[key] = run
    return run


def _identity(path: str, differing: list[tuple[Field, Any, Any]]) -> Hashable:
    """What a run hangs on; types, and how numbers are written, tell apart what `==` does not (1, 1.0, True; 0.0, -0.0)."""
    fields, lefts, rights = zip(*differing, strict=True)
    values = lefts + rights
    types = tuple(map(type, values))
    return path, fields, values, types, repr(values) if float in types else None


class Walk:
    """The way through two Structs; what it finds goes to its `run`."""

    __slots__ = ("known", "run")

    def __init__(self, known: Known, run: Run) -> None:
        self.known = known
        self.run = run

    def structs(self, x: Any, y: Any, prefix: str, path: str) -> None:
        """All fields of two Structs; their dotted names begin with `prefix`, their pointers with `path`."""
        for field, left, right in unequal(x, y):
            self.field(field, left, right, prefix, path)

    def field(self, field: Field, left: Any, right: Any, prefix: str, path: str) -> None:
        """One field whose values differ."""
        name, run = field.name, self.run
        where = f"{path}/{name}"
        run.refers = run.refers or field.refers
        if name == "extras":
            self.extras(left, right, where)
        elif is_absent(left, field.absent):
            run.edits.append(("add", where, left, right))
            self.one_sided(right, field, prefix, new=True)
        elif is_absent(right, field.absent):
            run.edits.append(("remove", where, left, right))
            self.one_sided(left, field, prefix, new=False)
        elif field.branch:
            self.branch(left, right, f"{prefix}{name}.", where)
        else:
            run.edits.append(("replace", where, left, right))
            if name == "tracks":
                order(prefix + name, left, right, run.changes)
            elif not _same_number(left, right):
                run.changes[prefix + name] = left, right

    def extras(self, left: dict[str, Any], right: dict[str, Any], path: str) -> None:
        """What formats say beyond the model's words: it is given back, and no field."""
        edits = self.run.edits
        if not left or not right:
            edits.append(("remove" if left else "add", path, left, right))
            return
        for key in both(left, right):
            where, one, other = f"{path}/{escape(key)}", left.get(key, UNSET), right.get(key, UNSET)
            if one is UNSET or other is UNSET:
                edits.append(("add" if one is UNSET else "remove", where, one, other))
            elif one != other:
                beyond = Walk(self.known, Run())
                beyond.structs(one, other, "", where)
                edits += beyond.run.edits

    def branch(self, left: Any, right: Any, prefix: str, path: str) -> None:
        """A Struct below another, or a map of Structs."""
        run = self.run
        if not isinstance(left, dict):
            found = _branch(left, right, prefix, path, self.known)
            run.edits += found.edits
            run.changes.update(found.changes)
            run.refers = run.refers or found.refers
            return
        for key in both(left, right):
            where, one, other = f"{path}/{escape(key)}", left.get(key, UNSET), right.get(key, UNSET)
            if one is UNSET or other is UNSET:
                new = one is UNSET
                run.edits.append(("add" if new else "remove", where, one, other))
                self.alone(other if new else one, f"{prefix}{key}.", new=new)
            elif one != other:
                self.branch(one, other, f"{prefix}{key}.", where)

    def one_sided(self, value: Any, field: Field, prefix: str, *, new: bool) -> None:
        """A field that only one of the two has: of a branch, each of its fields."""
        name, changes = field.name, self.run.changes
        if name == "tracks" and not prefix:  # the order of what both views show; who is shown is told of each track
            return
        if not field.branch:
            changes[prefix + name] = (UNSET, value) if new else (value, UNSET)
        elif isinstance(value, dict):
            for key, part in value.items():
                self.alone(part, f"{prefix}{name}.{key}.", new=new)
        else:
            self.alone(value, f"{prefix}{name}.", new=new)

    def alone(self, value: Any, prefix: str, *, new: bool) -> None:
        """All fields of a Struct that only one of the two has.

        A part of a track that is hidden is shown no more than one that is not there.
        """
        for field, held in zip(fields_of(value.__class__), astuple(value), strict=True):
            hidden = held is False and field.name == "visible"
            if not hidden and not is_absent(held, field.absent) and field.name != "extras":
                self.one_sided(held, field, prefix, new=new)


class Field:
    """A field of a Struct: its `name`, whether it is a `branch` (there are Structs inside) or `refers` to other objects by id.

    `absent`: the value that counts as if nothing were said.
    """

    __slots__ = ("absent", "branch", "name", "refers")

    def __init__(self, field: msgspec.structs.FieldInfo) -> None:
        self.name = field.name
        self.branch = struct_in(field.type) is not None
        self.refers = field.name in REFERRING
        self.absent = field.default_factory() if field.default_factory is not msgspec.NODEFAULT else field.default


@cache
def fields_of(cls: Any) -> tuple[Field, ...]:
    """The fields of a Struct type."""
    return tuple(map(Field, msgspec.structs.fields(cls)))


def unequal(x: Any, y: Any) -> Iterable[tuple[Field, Any, Any]]:
    """The fields whose values in two Structs are not equal, with both values; the comparison itself runs in C."""
    lefts, rights = astuple(x), astuple(y)
    return compress(zip(fields_of(x.__class__), lefts, rights, strict=True), map(ne, lefts, rights))


def both(x: dict[str, Any], y: dict[str, Any]) -> Iterable[str]:
    """The keys of two maps, those of the first in front."""
    return x if x.keys() == y.keys() else (*x, *(key for key in y if key not in x))


def is_absent(value: Any, absent: Any) -> bool:
    """Whether a value counts as if nothing were said, where `absent` does."""
    return value is UNSET or (absent is not UNSET and type(value) is type(absent) and bool(value == absent))


def order(name: str, x: Any, y: Any, out: dict[str, Change]) -> None:
    """Order among those that both have; who is missing is told elsewhere."""
    common = set(x) & set(y)
    left, right = [key for key in x if key in common], [key for key in y if key in common]
    if left != right:
        out[name] = (left, right)


def _same_number(x: Any, y: Any) -> bool:
    """Whether two values are one number as a browser keeps it, float32."""
    if not isinstance(x, float | int) or not isinstance(y, float | int) or isinstance(x, bool) or isinstance(y, bool):
        return False
    try:
        return struct.pack("<f", x) == struct.pack("<f", y)
    except OverflowError:
        return False


def escape(token: str) -> str:
    """One reference token of a JSON pointer (RFC 6901)."""
    return token.replace("~", "~0").replace("/", "~1") if "/" in token or "~" in token else token
