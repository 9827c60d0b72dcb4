"""Files, whose changes are told by what they say: two that say the same are as good as one, and an index needs no telling."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.loss.measure import MISSING, Changes, Delta, leave
from converter.model import Session
from converter.resources.filetypes import is_conventional_index

if TYPE_CHECKING:
    from collections.abc import Iterable

    from converter.loss.ledger import Bound, Owner
    from converter.model import Source


def told_by_content(delta: Delta) -> Changes:
    """The changes from `a` to `b`, of which each file is compared with the one that its tracks have in `b`.

    Where `b` has one file for several alike, those that it lacks are compared with that one; where it has the same file
    twice, it does not matter which one a track has. An index of the usual name
    beside its file is no loss where `b` leaves it to the browser, which looks for it there.
    """
    a, b, changes = delta.a, delta.b, dict(delta.changes)
    files = [owner for owner in changes if owner[0] == "sources" and owner[1] in a.sources]
    missing = {owner[1] for owner in files if changes[owner] is MISSING}
    users = _users(a, b, missing) if missing else {}
    for owner in files:
        source, used = a.sources[owner[1]], users.get(owner[1], ())
        if used:
            changes[owner] = _compared(source, b.sources[str(b.tracks[used[0]].source)])
            _unchanged(used, owner[1], b, changes)
        held = changes[owner]
        if held is not MISSING:
            told = {"index"} if _found_by_name(source, held) else ()
            leave(changes, owner, {field: change for field, change in held.items() if field not in told})
    _doubled(b, changes)
    return changes


def _doubled(b: Session, changes: Changes) -> None:
    """That a track has another copy of its file in `b` is no change."""
    moved = {owner: held for owner, held in changes.items() if held is not MISSING and owner[0] == "tracks" and "source" in held}
    for owner, held in moved.items():
        there = [b.sources.get(str(key)) for key in held["source"]]
        if there[0] is not None and there[1] is not None and not _compared(there[0], there[1]):
            leave(changes, owner, {field: change for field, change in held.items() if field != "source"})


def places_of_gone_tracks(bound: Iterable[Bound], changes: Changes) -> dict[int, Owner]:
    """Tracks that the target does not have, by the identity of the places that say them."""
    gone = {owner for owner, held in changes.items() if held is MISSING and owner[0] == "tracks"}
    return {id(one.node): one.owner for one in bound if one.owner in gone} if gone else {}


def _users(a: Session, b: Session, missing: set[str]) -> dict[str, list[str]]:
    """By file that `b` lacks, the tracks of `a` that refer to it and have another file in `b`."""
    users: dict[str, list[str]] = {}
    for key, track in a.tracks.items():
        if track.source in missing and key in b.tracks and b.tracks[key].source in b.sources:
            users.setdefault(str(track.source), []).append(key)
    return users


def _compared(source: Source, there: Source) -> dict[str, Any]:
    """The changed fields of a file."""
    delta = Delta(Session(sources={"s": source}), Session(sources={"s": there}))
    return dict(delta.changes.get(("sources", "s"), {}))


def _unchanged(tracks: list[str], key: str, b: Session, changes: Changes) -> None:
    """That tracks refer to the file that was compared with theirs is no change."""
    shared = b.tracks[tracks[0]].source
    for owner in [("tracks", name) for name in tracks]:
        held = changes.get(owner)
        if isinstance(held, dict) and held.get("source") == (key, shared):
            leave(changes, owner, {field: change for field, change in held.items() if field != "source"})


def _found_by_name(source: Source, held: dict[str, Any]) -> bool:
    """Whether the change is an index that the browser looks for by itself."""
    if "index" not in held or held["index"][1] is not UNSET or not isinstance(source.location, str):
        return False
    return is_conventional_index(source.location, str(source.index))
