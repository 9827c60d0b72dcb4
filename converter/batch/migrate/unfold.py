"""The sessions of a JBrowse config, each as a config of its own with the tracks that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from converter.formats.jbrowse2.companion import DEFAULT, SESSIONS

if TYPE_CHECKING:
    from collections.abc import Iterator


class Unfolded(NamedTuple):
    """One session: what it is called, and the document that holds it."""

    title: str
    data: bytes


def sessions_of(data: bytes, title: str) -> list[Unfolded]:
    """The sessions that a document holds: those of a JBrowse config with several, else the document itself."""
    try:
        root = msgspec.json.decode(data)
    except msgspec.DecodeError:
        root = None
    menu = root.get(SESSIONS) if isinstance(root, dict) else None
    if not isinstance(menu, list) or not any(isinstance(one, dict) for one in menu):
        return [Unfolded(title, data)]
    return list(_unfolded(root, title))


def _unfolded(root: dict[str, Any], title: str) -> Iterator[Unfolded]:
    default = root.get(DEFAULT)
    menu = [one for one in root[SESSIONS] if isinstance(one, dict)]
    sessions = [default, *menu] if isinstance(default, dict) and default.get("views") and default not in menu else menu
    shared = {name: value for name, value in root.items() if name not in (DEFAULT, SESSIONS, "tracks")}
    tracks = root.get("tracks")
    listed = tracks if isinstance(tracks, list) else []
    for number, session in enumerate(sessions, 1):
        named = set(texts(session.get("views")))
        mine = [one for one in listed if isinstance(one, dict) and one.get("trackId") in named]
        name = session.get("name")
        called = name if isinstance(name, str) and name.strip() else f"{title} {number}"
        yield Unfolded(called, msgspec.json.encode({**shared, "tracks": mine, DEFAULT: session}))


def texts(value: Any) -> Iterator[str]:
    """All texts in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts(one)
