"""Two neutral sessions compared field by field: what differs, and the RFC 6902 operations that say so."""

from __future__ import annotations

import struct
from functools import cache
from itertools import compress
from operator import ne
from typing import TYPE_CHECKING, Any, Literal

import msgspec
from msgspec import UNSET
from msgspec.structs import astuple

from converter.loss.ledger import SESSION, Owner
from converter.model import Session
from converter.model.fields import struct_in
from converter.model.refs import COLLECTIONS

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

MISSING: Any = "missing"
"""Stands for the changes of an object that the other session does not have."""

Change = tuple[Any, Any]
"""The value in the source's session and the one in the target's; `UNSET` where there is none."""
Changes = dict[Owner, Any]
"""By object: its changed fields by dotted path, or MISSING."""

_ORDERED = ("track_order", "view_order", "source_order", "region_order")


def _class(value: Any) -> Hashable:
    cls: Any = type(value)
    return cls  # type: ignore[no-any-return]


@cache
def _fields(cls: Any) -> tuple[tuple[str, bool, Any], ...]:
    """Fields of a Struct: name, whether there are Structs inside, and the value that counts as absent."""
    return tuple(
        (
            field.name,
            struct_in(field.type) is not None,
            field.default_factory() if field.default_factory is not msgspec.NODEFAULT else field.default,
        )
        for field in msgspec.structs.fields(cls)
    )


def _unequal(cls: Hashable, lefts: tuple[Any, ...], rights: tuple[Any, ...]) -> Iterable[tuple[Any, Any, Any]]:
    """The fields whose values in two Structs are not equal, with both values; the comparison itself runs in C."""
    return compress(zip(_fields(cls), lefts, rights, strict=True), map(ne, lefts, rights))


def differences(a: Session, b: Session) -> Changes:
    """What `b`, in the ids of `a`, says differently from `a`; by object and dotted field. Extras are not looked at."""
    changes: Changes = {}
    own: dict[str, Change] = {}
    for (name, _, absent), x, y in _unequal(Session, astuple(a), astuple(b)):
        if name in COLLECTIONS:
            _collections(name, x, y, changes)
        elif name in ("genome", "samples"):
            _object((name, ""), x, y, changes)
        elif name in _ORDERED:
            _order(name, x, y, own)
        elif name not in ("forms", "extras"):
            own[name] = (UNSET if x == absent else x, UNSET if y == absent else y)
    _shown(a, b, changes)
    if own:
        changes[SESSION] = own
    return changes


def _collections(name: str, x: dict[str, Any], y: dict[str, Any], changes: Changes) -> None:
    for key, value in x.items():
        _object((name, key), value, y.get(key, UNSET), changes)
    for key, value in y.items():
        if key not in x:
            changes[name, key] = {"": (UNSET, value)}


def _object(owner: Owner, x: Any, y: Any, changes: Changes) -> None:
    if x is y or x is UNSET:
        if y is not UNSET and x is UNSET:
            changes[owner] = {"": (UNSET, y)}
        return
    if y is UNSET:
        changes[owner] = MISSING
        return
    out: dict[str, Change] = {}
    compare(x, y, "", out)
    if out:
        changes[owner] = out


def compare(x: Any, y: Any, prefix: str, out: dict[str, Change]) -> None:
    """Changed fields of two Structs of one type, by dotted path below `prefix`; either may be `UNSET`."""
    lefts = astuple(x) if x is not UNSET else (UNSET,) * len(_fields(_class(y)))
    rights = astuple(y) if y is not UNSET else (UNSET,) * len(lefts)
    for (name, branch, absent), left, right in _unequal(_class(y if x is UNSET else x), lefts, rights):
        if name == "extras":
            continue
        if branch:
            _branch(left, right, f"{prefix}{name}.", out)
        elif isinstance(left, list) and isinstance(right, list) and name == "tracks":
            _order(prefix + name, left, right, out)
        elif not _same_number(left, right):
            out[prefix + name] = (UNSET if left == absent else left, UNSET if right == absent else right)


def _branch(left: Any, right: Any, prefix: str, out: dict[str, Change]) -> None:
    if isinstance(left, dict) or isinstance(right, dict):
        left, right = left or {}, right or {}
        for key in (*left, *(key for key in right if key not in left)):
            compare(left.get(key, UNSET), right.get(key, UNSET), f"{prefix}{key}.", out)
    else:
        compare(left, right, prefix, out)


def _order(name: str, x: Any, y: Any, out: dict[str, Change]) -> None:
    """Order among those that both have; who is missing is told elsewhere."""
    x, y = x or [], y or []
    common = set(x) & set(y)
    left, right = [key for key in x if key in common], [key for key in y if key in common]
    if left != right:
        out[name] = (left, right)


def _shown(a: Session, b: Session, changes: Changes) -> None:
    """Tracks that are shown in one session and only known to the other."""
    left, right = _shown_tracks(a), _shown_tracks(b)
    differ = left ^ right
    for key in a.tracks if differ else ():
        if key in differ and key in b.tracks:
            changes.setdefault(("tracks", key), {})["shown"] = (key in left, key in right)


def _shown_tracks(session: Session) -> set[str]:
    return {key for view in session.views.values() for key in view.tracks}


def _same_number(x: Any, y: Any) -> bool:
    if not isinstance(x, float | int) or not isinstance(y, float | int) or isinstance(x, bool) or isinstance(y, bool):
        return False
    try:
        return struct.pack("<f", x) == struct.pack("<f", y)
    except OverflowError:
        return False


Op = Literal["add", "remove", "replace", "test"]

Edit = tuple[Op, str, Any, Any]
"""An RFC 6902 operation that is not plain data yet: `op`, `path`, the old value and the new one."""


def patch(a: Any, b: Any, path: str = "") -> list[dict[str, Any]]:
    """RFC 6902 operations (add, remove, replace) that turn the plain form of Struct `a` into that of `b`."""
    return [
        {"op": op, "path": where} if op == "remove" else {"op": op, "path": where, "value": msgspec.to_builtins(new)}
        for op, where, _, new in edits(a, b, path)
    ]


def edits(a: Any, b: Any, path: str = "") -> list[Edit]:
    """What turns Struct `a` into `b`, values as they are; see `patch`."""
    out: list[Edit] = []
    _edit(a, b, path, out)
    return out


@cache
def _steps(cls: Hashable) -> tuple[tuple[str, Any], ...]:
    """Fields of a Struct as steps of a pointer, and the value that counts as absent."""
    return tuple((f"/{name}", absent) for name, _, absent in _fields(cls))


def _edit(a: Any, b: Any, path: str, out: list[Edit]) -> None:
    lefts, rights = astuple(a), astuple(b)
    for (step, absent), x, y in compress(zip(_steps(_class(a)), lefts, rights, strict=True), map(ne, lefts, rights)):
        if x is UNSET or (absent is not UNSET and _is(x, absent)):
            out.append(("add", path + step, x, y))
        elif y is UNSET or (absent is not UNSET and _is(y, absent)):
            out.append(("remove", path + step, x, y))
        else:
            _edit_value(x, y, path + step, out)


def _edit_value(x: Any, y: Any, path: str, out: list[Edit]) -> None:
    if isinstance(x, msgspec.Struct) and type(x) is type(y):
        _edit(x, y, path, out)
    elif isinstance(x, dict) and isinstance(y, dict) and _are_structs(x):
        for key in (*x, *(key for key in y if key not in x)):
            where = f"{path}/{escape(key)}"
            if key not in x:
                out.append(("add", where, UNSET, y[key]))
            elif key not in y:
                out.append(("remove", where, x[key], UNSET))
            elif x[key] != y[key]:
                _edit_value(x[key], y[key], where, out)
    else:
        out.append(("replace", path, x, y))


def _are_structs(held: dict[str, Any]) -> bool:
    """Whether a map holds Structs: it holds nothing else then."""
    return isinstance(next(iter(held.values()), None), msgspec.Struct)


def _is(value: Any, absent: Any) -> bool:
    return type(value) is type(absent) and value == absent


def escape(token: str) -> str:
    """One reference token of a JSON pointer (RFC 6901)."""
    return token.replace("~", "~0").replace("/", "~1") if "/" in token or "~" in token else token
