"""Whether the references of a session hold, and a session without those that don't."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import UNSET

from converter.model.refs import COLLECTIONS, order_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from converter.model.session import Session

DEEPEST = 200
"""How deep overlays, or views made of views, may be nested."""


def check(session: Session) -> None:
    """Raise `msgspec.ValidationError` for the first reference to an object that the session does not have.

    Also refused are two objects of one id (in different collections), order lists that name an object twice, and
    overlays or views that hold themselves.
    """
    seen: set[str] = set()
    for collection in COLLECTIONS:
        for key in getattr(session, collection):
            if key in seen:
                raise msgspec.ValidationError(f"There are two objects called {key!r} - at `$.{collection}`")
            seen.add(key)
    for where, collection, names in _references(session):
        known = getattr(session, collection)
        for name in names:
            if name not in known:
                raise msgspec.ValidationError(f"There is no {name!r} in {collection} - at `${where}`")
        if len(set(names)) < len(names):
            raise msgspec.ValidationError(f"An object is named twice - at `${where}`")
    for collection, field in (("tracks", "members"), ("views", "views")):
        if _too_deep({key: getattr(one, field) or () for key, one in getattr(session, collection).items()}):
            raise msgspec.ValidationError(f"The {field} hold themselves, or are nested too deep - at `$.{collection}`")


def _references(session: Session) -> Iterator[tuple[str, str, list[str]]]:
    """Place, collection referred to, and ids, of everything that refers to objects."""
    for collection in COLLECTIONS:
        order = order_of(collection)
        if order:
            yield f".{order}", collection, getattr(session, order)
    yield ".focused_view", "views", _listed(session.focused_view)
    if session.samples is not UNSET:
        yield ".samples.sources", "sources", _listed(session.samples.sources)
    for collection, fields in _REFERRING.items():
        for key, one in getattr(session, collection).items():
            for field, target in fields.items():
                held = getattr(one, field)
                if held is not UNSET:
                    yield f".{collection}.{key}.{field}", target, _listed(held)
    for key, view in session.views.items():
        for name, panel in (view.panels or {}).items():
            yield f".views.{key}.panels.{name}.tracks", "tracks", panel.tracks


_REFERRING = {
    "tracks": {"source": "sources", "same_as": "tracks", "members": "tracks"},
    "views": {"tracks": "tracks", "views": "views"},
    "regions": {"set": "region_sets"},
    "region_sets": {"source": "sources"},
    "thresholds": {"view": "views"},
}


def _listed(held: Any) -> list[str]:
    if isinstance(held, str):
        return [held]
    return held if isinstance(held, list) else []


def _too_deep(below: dict[str, Iterable[str]]) -> bool:
    level = {child for children in below.values() for child in children}
    for _ in range(DEEPEST):
        if not level:
            return False
        level = {child for key in level for child in below[key]}
    return True


def pruned(session: Session) -> Session:
    """The session without references to objects that it does not have, and with every object in its order list."""
    changes: dict[str, Any] = {}
    for collection in COLLECTIONS:
        held = {key: _pruned_object(one, collection, session) for key, one in getattr(session, collection).items()}
        if held:
            changes[collection] = held
        order = order_of(collection)
        if order:
            changes[order] = _complete(getattr(session, order), collection, session)
    if isinstance(session.focused_view, str) and session.focused_view not in session.views:
        changes["focused_view"] = UNSET
    if session.samples is not UNSET and isinstance(session.samples.sources, list):
        changes["samples"] = msgspec.structs.replace(session.samples, sources=_known(session.samples.sources, session.sources))
    return msgspec.structs.replace(session, **changes)


def _complete(order: list[str], collection: str, session: Session) -> list[str]:
    """The order without what is gone, and what it misses behind; members of overlays and inner views stand in none."""
    held = getattr(session, collection)
    inner = {"tracks": "members", "views": "views"}.get(collection)
    members = {member for one in held.values() for member in (getattr(one, inner) or ())} if inner else ()
    return list(dict.fromkeys([*_known(order, held), *(key for key in held if key not in members)]))


def _known(names: list[str], held: dict[str, Any]) -> list[str]:
    return list(dict.fromkeys(name for name in names if name in held))


def _pruned_object(one: Any, collection: str, session: Session) -> Any:
    changes: dict[str, Any] = {}
    for field, target in _REFERRING.get(collection, {}).items():
        held, known = getattr(one, field), getattr(session, target)
        if isinstance(held, list):
            changes[field] = _known(held, known)
        elif isinstance(held, str) and held not in known:
            changes[field] = UNSET
    if collection == "views" and isinstance(one.panels, dict):
        changes["panels"] = {
            name: msgspec.structs.replace(panel, tracks=_known(panel.tracks, session.tracks))
            for name, panel in one.panels.items()
        }
    return msgspec.structs.replace(one, **changes) if changes else one
