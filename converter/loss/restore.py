"""Carried data given back to the session of a document, which may have been edited in between."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import UNSET

from converter.errors import MalformedError
from converter.limits import LIMITS, Limits, measure
from converter.limits import check as check_limit
from converter.loss.carry import PRIVATE, Packed, unpack
from converter.loss.ledger import Notice
from converter.loss.measure import Operation
from converter.loss.numbering import numbered
from converter.loss.twins import Twin, called, objects, paired
from converter.model import Session
from converter.model.integrity import check, pruned
from converter.model.refs import COLLECTIONS, Ids, renamed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from converter.loss.ledger import Ledger

_COLLECTION = {letter: collection for collection, letter in COLLECTIONS.items()}
_NAMED = (f"{COLLECTIONS['tracks']}:", PRIVATE)
_NOWHERE: Any = object()


def restore(session: Session, ledger: Ledger, limits: Limits = LIMITS) -> tuple[Session, list[Notice], dict[str, str]]:
    """The session with the carried data of its document given back, in the ids that the ledger knows; and their old ids.

    The old ids are by those that objects have now, where they differ. What no longer fits an edited document is skipped; that,
    and carried data that can't be used at all, is a notice.
    """
    try:
        restorer = _Restorer(session, ledger, unpack(ledger.carried or "", limits))
        restored = restorer.run(limits)
        return restored, restorer.notices(), restorer.old_ids(restored)
    except (MalformedError, msgspec.ValidationError) as error:
        text = f"The data carried from an earlier conversion can't be used: {error}."
        return session, [Notice("carried.unusable", "assumed", "warning", text)], {}


class _Restorer:
    """Applies groups to the plain form of a session whose objects have the names of the carried data."""

    def __init__(self, session: Session, ledger: Ledger, packed: Packed) -> None:
        self.groups = {group.at: group.ops for group in packed.groups}
        self.held = held = list(_keys(session))
        self.free = Ids(held)
        self.added: list[str] = []
        """Names of what the document does not have."""
        known = {key: name for name, key in self._joined(session, ledger, packed.twins).items()}
        names = {key: known.get(key) or PRIVATE * 2 + key for key in held}
        self.ids = {name: key for key, name in names.items()}
        self.plain: dict[str, Any] = msgspec.to_builtins(renamed(session, names))
        self.carried_ids = packed.ids
        self.strays = self.stale = 0

    def _joined(self, session: Session, ledger: Ledger, twins: Iterable[Twin]) -> dict[str, str]:
        """The neutral ids by the names that the carried data has for the objects."""
        by_call: dict[str, list[Twin]] = {}
        for twin in twins:
            by_call.setdefault(twin.called, []).append(twin)
        ids: dict[str, str] = {}
        for call, keys in called(session, ledger.objects).items():
            if call in by_call:
                ids.update(paired(objects(session, call), keys, by_call[call], self._alike))
            elif len(keys) == 1:
                ids[call] = keys[0]
            else:
                ids[call] = max(keys, key=partial(self._holding, objects(session, call), call))
        return ids

    def _alike(self, names: list[str]) -> bool:
        """Whether the same is carried for all of these."""
        return len({msgspec.json.encode(self.groups.get(name)) for name in names}) == 1

    def _holding(self, held: dict[str, Any], call: str, key: str) -> int:
        """How many tests of a group an object passes: the most are passed by what it was made for, not by a new copy."""
        plain = msgspec.to_builtins(held[key])
        tests = (one for one in self.groups.get(call, ()) if one.op == "test")
        return sum(_at(plain, one.path) == one.value for one in tests)

    def run(self, limits: Limits) -> Session:
        """Apply all groups; what comes of it is within the limits, like a document."""
        for at, operations in self.groups.items():
            if at:
                self._object(at, operations)
            else:
                self._apply(self.plain, operations)
        self._mend()
        measure(self.plain, limits)
        check_limit("tracks", len(self.plain.get("tracks", ())), limits)
        session = pruned(renamed(msgspec.convert(self.plain, Session), self.ids))
        check(session)
        return session

    def old_ids(self, restored: Session) -> dict[str, str]:
        """The ids that objects had before, by those that they have, where they are others."""
        held = set(_keys(restored))
        apart = {self.ids[at]: at[len(PRIVATE) + 1 :] for at in self.added if self.ids[at] in held}
        known = {key: old for name, old in self.carried_ids.items() if (key := self.ids.get(name)) in held}
        names = numbered(restored, known | apart, apart)
        ids = Ids([*held, *self.held, *names.values()])
        gone = (key for key in self.held if key not in held and key in names.values())
        return names | {key: ids.fresh(collection) for key in gone for collection in [_COLLECTION[key[:1]]]}

    def notices(self) -> list[Notice]:
        """What did not fit."""
        if not self.strays and not self.stale:
            return []
        text = (
            "The document was edited since an earlier conversion, and not all that it carries fits any more:"
            f" {self.strays} tracks, files or places are gone or can't be told from others, {self.stale} values are changed."
        )
        return [Notice("carried.unfit", "assumed", "info", text)]

    def _object(self, at: str, operations: list[Operation]) -> None:
        """Apply one group to the object that it belongs to; skip it where that is gone."""
        collection = _COLLECTION.get(at.lstrip(PRIVATE)[:1])
        if collection is None or not operations:
            return
        held, last = self.plain.setdefault(collection, {}), operations[-1]
        whole = last.op if last.path == "" else None
        if whole == "add" and at.startswith(PRIVATE) and at not in held:
            held[at] = last.value
            self.ids[at] = self.free.fresh(collection)
            self.added.append(at)
        elif whole == "remove" and operations[:-1] in ([], [Operation("test", "", held.get(at))]) and at in held:
            del held[at]
        elif at in held:
            self._apply(held[at], operations)
        else:
            self.strays += whole != "remove"

    def _apply(self, plain: dict[str, Any], operations: list[Operation]) -> None:
        """Apply operations one by one; a failed test or an add onto something present skips, lists of order are merged."""
        passed = None
        for one in operations:
            guard, passed = passed, None
            if one.op == "test":
                passed = one
                continue
            here = _at(plain, one.path)
            if one.op == "add":
                fits = here is _NOWHERE and _put(plain, one.path, one.value)
            elif guard is not None and guard.path == one.path and _same(guard, here):
                fits = _put(plain, one.path, one.value)
            else:
                fits = isinstance(here, list) and isinstance(one.value, list) and one.on_order
                if fits:
                    _put(plain, one.path, merged(here, one.value))
            self.stale += not fits

    def _mend(self) -> None:
        """Let no track be computed from one that is gone: a track that the document does not have stays away then."""
        tracks: dict[str, Any] = self.plain.get("tracks", {})
        while lacking := [name for name, track in tracks.items() if _lacks(track, tracks)]:
            self.strays += len(lacking)
            for name in lacking:
                if name.startswith(PRIVATE):
                    del tracks[name]
                else:
                    del tracks[name]["analysis"]


def _keys(session: Session) -> Iterable[str]:
    """All neutral ids."""
    return (key for collection in COLLECTIONS for key in getattr(session, collection))


def _lacks(track: Any, tracks: dict[str, Any]) -> bool:
    """Whether a track is computed from a named one that is not there."""
    analysis = track.get("analysis") if isinstance(track, dict) else None
    operands = analysis.get("operands", ()) if isinstance(analysis, dict) else ()
    return any(str(one).startswith(_NAMED) and one not in tracks for one in operands)


def _same(guard: Operation, here: Any) -> bool:
    """Whether a test passes; which tracks a panel holds follows from what was deleted and added, and is no edit of it."""
    if guard.path != "/panels" or guard.value == here:
        return bool(guard.value == here)
    return bool(_frames(guard.value) == _frames(here))


def _frames(panels: Any) -> Any:
    if not isinstance(panels, dict):
        return _NOWHERE
    return {name: {key: held for key, held in panel.items() if key != "tracks"} for name, panel in panels.items()}


def _steps(path: str) -> list[str]:
    steps = path.split("/")[1:]
    return [step.replace("~1", "/").replace("~0", "~") for step in steps] if "~" in path else steps


def _at(plain: Any, path: str) -> Any:
    """The value at a pointer; `_NOWHERE` where there is none."""
    for step in _steps(path):
        if not isinstance(plain, dict) or step not in plain:
            return _NOWHERE
        plain = plain[step]
    return plain


def _put(plain: dict[str, Any], path: str, value: Any) -> bool:
    """Set the value at a pointer, or take it away where it is `UNSET`; whether there is an object that can hold it."""
    *steps, last = _steps(path) or [""]
    holder: Any = plain
    for step in steps:
        holder = holder.get(step) if isinstance(holder, dict) else None
    if not isinstance(holder, dict):
        return False
    if value is UNSET:
        holder.pop(last, None)
    else:
        holder[last] = value
    return True


def merged(now: list[Any], carried: list[Any]) -> list[Any]:
    """The present order, with what comes back put behind its old neighbour."""
    present, anchor = set(now), None
    behind: dict[Any, list[Any]] = {}
    for key in carried:
        if key in present:
            anchor = key
        else:
            behind.setdefault(anchor, []).append(key)
    return [*behind.get(None, ()), *(one for key in now for one in (key, *behind.get(key, ())))]
