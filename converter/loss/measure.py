"""Two neutral sessions compared field by field: what differs, and the RFC 6902 operations that say so."""

from __future__ import annotations

import struct
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import UNSET

from converter.loss.ledger import SESSION, Owner
from converter.model import Session
from converter.model.fields import struct_in
from converter.model.refs import COLLECTIONS

if TYPE_CHECKING:
    from collections.abc import Hashable

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
def _plan(cls: Any) -> tuple[tuple[str, bool, Any], ...]:
    """Fields of a Struct: name, whether to look inside, and the value that counts as absent."""
    plan = []
    for field in msgspec.structs.fields(cls):
        absent = field.default_factory() if field.default_factory is not msgspec.NODEFAULT else field.default
        if field.name != "extras":
            plan.append((field.name, struct_in(field.type) is not None, absent))
    return tuple(plan)


def differences(a: Session, b: Session) -> Changes:
    """What `b`, in the ids of `a`, says differently from `a`; by object and dotted field. Extras are not looked at."""
    changes: Changes = {}
    own: dict[str, Change] = {}
    for name, _, absent in _plan(Session):
        x, y = getattr(a, name), getattr(b, name)
        if name in COLLECTIONS:
            _collections(name, x, y, changes)
        elif name in ("genome", "samples"):
            _object((name, ""), x, y, changes)
        elif name in _ORDERED:
            _order(name, x, y, own)
        elif x != y and name != "forms":
            own[name] = (UNSET if x == absent else x, UNSET if y == absent else y)
    _shown(a, b, changes)
    if own:
        changes[SESSION] = own
    return changes


def _collections(name: str, x: dict[str, Any], y: dict[str, Any], changes: Changes) -> None:
    for key, value in x.items():
        _object((name, key), value, y.get(key, UNSET), changes)
    for key in (key for key in y if key not in x):
        changes[name, key] = {"": (UNSET, y[key])}


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
    for name, branch, absent in _plan(_class(y if x is UNSET else x)):
        left = getattr(x, name) if x is not UNSET else UNSET
        right = getattr(y, name) if y is not UNSET else UNSET
        if left is right:
            continue
        if branch:
            _branch(left, right, f"{prefix}{name}.", out)
        elif isinstance(left, list) and isinstance(right, list) and name == "tracks":
            _order(prefix + name, left, right, out)
        elif left != right and not _same_number(left, right):
            out[prefix + name] = (UNSET if left == absent else left, UNSET if right == absent else right)


def _branch(left: Any, right: Any, prefix: str, out: dict[str, Change]) -> None:
    if isinstance(left, dict) or isinstance(right, dict):
        left, right = left or {}, right or {}
        for key in (*left, *(key for key in right if key not in left)):
            compare(left.get(key, UNSET), right.get(key, UNSET), f"{prefix}{key}.", out)
    elif left != right:
        compare(left, right, prefix, out)


def _order(name: str, x: Any, y: Any, out: dict[str, Change]) -> None:
    """Order among those that both have; who is missing is told elsewhere."""
    if x != y:
        x, y = x or [], y or []
        common = set(x) & set(y)
        left, right = [key for key in x if key in common], [key for key in y if key in common]
        if left != right:
            out[name] = (left, right)


def _shown(a: Session, b: Session, changes: Changes) -> None:
    """Tracks that are shown in one session and only known to the other."""
    left, right = _shown_tracks(a), _shown_tracks(b)
    for key in a.tracks:
        if (key in left) is not (key in right) and key in b.tracks:
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


def patch(a: Any, b: Any, path: str = "") -> list[dict[str, Any]]:
    """RFC 6902 operations (add, remove, replace) that turn the plain form of Struct `a` into that of `b`."""
    operations: list[dict[str, Any]] = []
    _patch(a, b, path, operations)
    return operations


def _patch(a: Any, b: Any, path: str, out: list[dict[str, Any]]) -> None:
    for name, absent in _fields(_class(a)):
        x, y = getattr(a, name), getattr(b, name)
        if x is not y:
            _patch_value(x, y, absent, f"{path}/{name}", out)


@cache
def _fields(cls: Any) -> tuple[tuple[str, Any], ...]:
    """Fields of a Struct, extras too, with the value that counts as absent."""
    return tuple(
        (field.name, field.default_factory() if field.default_factory is not msgspec.NODEFAULT else field.default)
        for field in msgspec.structs.fields(cls)
    )


def _patch_value(x: Any, y: Any, absent: Any, path: str, out: list[dict[str, Any]]) -> None:
    if x == y and isinstance(x, bool) == isinstance(y, bool):
        return
    if _is(x, absent):
        out.append({"op": "add", "path": path, "value": msgspec.to_builtins(y)})
    elif _is(y, absent):
        out.append({"op": "remove", "path": path})
    elif isinstance(x, msgspec.Struct) and type(x) is type(y):
        _patch(x, y, path, out)
    elif (
        isinstance(x, dict)
        and isinstance(y, dict)
        and x
        and all(isinstance(part, msgspec.Struct) for part in (*x.values(), *y.values()))
    ):
        for key in (*x, *(key for key in y if key not in x)):
            _patch_value(x.get(key, UNSET), y.get(key, UNSET), UNSET, f"{path}/{escape(key)}", out)
    else:
        out.append({"op": "replace", "path": path, "value": msgspec.to_builtins(y)})


def _is(value: Any, absent: Any) -> bool:
    return value is UNSET or (absent is not UNSET and type(value) is type(absent) and value == absent)


def escape(token: str) -> str:
    """One reference token of a JSON pointer (RFC 6901)."""
    return token.replace("~", "~0").replace("/", "~1")
