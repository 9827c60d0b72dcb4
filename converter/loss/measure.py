"""Two neutral sessions compared field by field: what differs, and the RFC 6902 operations that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from msgspec import UNSET

from converter.loss.ledger import SESSION, Owner
from converter.loss.walk import Change, Edit, Op, Run, Walk, both, escape, is_absent, order, runs, unequal
from converter.model.refs import COLLECTIONS, SINGLE
from converter.model.views import shown_tracks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from converter.model import Session

MISSING: Any = "missing"
"""Stands for the changes of an object that the other session does not have."""

Changes = dict[Owner, Any]
"""By object: its changed fields by dotted path, or MISSING."""


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


def leave(changes: Changes, owner: Owner, rest: dict[str, Any]) -> None:
    """Leave an object these of its changes only; one without any is unchanged."""
    if rest:
        changes[owner] = rest
    else:
        changes.pop(owner, None)


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
    return [edit for run in runs(a, b, {}) for edit in run.edits]


class Delta:
    """What session `b`, in the ids of `a`, says differently from `a`; every object is looked at once.

    `changes`: changed fields by object, see `differences`. `runs`: of the objects that both have and that differ, what
    turns one into the other, paths relative to the object; runs that are shared stand at several objects.
    """

    def __init__(self, a: Session, b: Session) -> None:
        self.a, self.b = a, b
        self.changes: Changes = {}
        self.runs: dict[Owner, list[Run]] = {}
        known: dict[Any, Run] = {}
        own: dict[str, Change] = {}
        for field, x, y in unequal(a, b):
            name = field.name
            if name in COLLECTIONS:
                for key in both(x, y):
                    self._object((name, key), x.get(key, UNSET), y.get(key, UNSET), known)
            elif name in SINGLE:
                self._object((name, ""), x, y, known)
            elif name in _ORDERED:
                order(name, x, y, own)
            elif name not in ("forms", "extras"):
                own[name] = (UNSET if is_absent(x, field.absent) else x, UNSET if is_absent(y, field.absent) else y)
        self._shown()
        if own:
            self.changes[SESSION] = own

    def _object(self, owner: Owner, x: Any, y: Any, known: dict[Any, Run]) -> None:
        if x is UNSET:
            self.changes[owner] = {"": (UNSET, y)}
        elif y is UNSET:
            self.changes[owner] = MISSING
        elif x is not y and x != y:
            found = self.runs[owner] = runs(x, y, known)
            changes: dict[str, Change] = {}
            for run in found:
                changes.update(run.changes)
            if changes:
                self.changes[owner] = changes

    def _shown(self) -> None:
        """Tracks that are shown in one session and only known to the other."""
        left, right = shown_tracks(self.a), shown_tracks(self.b)
        differ = left ^ right
        if not differ:
            return
        for key in self.a.tracks:
            if key in differ and key in self.b.tracks:
                self.changes.setdefault(("tracks", key), {})["shown"] = (key in left, key in right)

    def operations(self) -> Iterator[Operation]:
        """RFC 6902 operations that turn the plain form of `a` into that of `b`; their values are plain data."""
        for base, found in self.by_object():
            for op, path, _, new in (edit for run in found for edit in run.edits):
                yield Operation(op, base + path, UNSET if op == "remove" else plain_value(new))

    def by_object(self) -> Iterator[tuple[str, Sequence[Run]]]:
        """All that turns `a` into `b`: the pointers of objects, each with the runs whose paths are relative to it."""
        for field, x, y in unequal(self.a, self.b):
            name = field.name
            if name not in COLLECTIONS or not x or not y:
                walk = Walk({}, Run())
                walk.field(field, x, y, "", "")
                yield "", (walk.run,)
                continue
            for key in both(x, y):
                if key not in x:
                    found: Sequence[Run] = (Run(edits=[("add", "", UNSET, y[key])]),)
                elif key not in y:
                    found = (Run(edits=[("remove", "", x[key], UNSET)]),)
                else:
                    found = self.runs.get((name, key), ())
                if found:
                    yield f"/{name}/{escape(key)}", found


def plain_value(value: Any) -> Any:
    """A value of an edit as plain data."""
    return value if type(value) in _PLAIN else msgspec.to_builtins(value)
