"""Types of a configuration that JBrowse 2 does not have itself: without their plugin it opens nothing, or not that track."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from converter.formats.jbrowse2 import names
from converter.formats.jbrowse2.listed import ACCOUNTS, CONNECTIONS, SEARCHES
from converter.loss.ledger import Notice
from converter.options import Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_TRACKS = frozenset({*names.TRACK_DISPLAYS, "LollipopTrack"})
"""With those of `names` and `listed`, the types of JBrowse 4.3 itself."""
_SEQUENCE = ("ReferenceSequenceTrack",)
_NOTHING = "opens nothing of this document"
_NOT_THE_TRACK = "opens none of these tracks"


def foreign(content: Any) -> list[Notice]:
    """A notice of each type that JBrowse does not know, in a configuration that names no plugin which could bring it."""
    if not isinstance(content, dict) or content.get("plugins"):
        return []
    session = _object(content, "defaultSession") or _object(content, "session")
    if session.get("sessionPlugins"):
        return []
    shown = set(_shown(session))
    opened: list[dict[str, Any]] = []
    others: list[dict[str, Any]] = []
    for one in _objects(content, "tracks"):
        (opened if one.get("trackId") in shown else others).append(one)
    found = dict.fromkeys([*_stopping(content, session), *_of_tracks(opened)], _NOTHING)
    for name in _of_tracks(others):
        found.setdefault(name, _NOT_THE_TRACK)
    return [_notice(name, outcome) for name, outcome in found.items()]


def _notice(name: str, outcome: str) -> Notice:
    text = f"JBrowse 2 has the type {name} from a plugin alone, which the document does not name, and {outcome} without it."
    hint = "Name the plugin in the configuration ('plugins'), or remove what is of this type."
    severity = Severity.ERROR if outcome == _NOTHING else Severity.WARNING
    return Notice("plugin.missing", "assumed", severity, text, hint=hint, emitted=name)


def _stopping(content: dict[str, Any], session: dict[str, Any]) -> Iterator[str]:
    """Types that JBrowse stops at."""
    yield from _unknown(_objects(content, "connections"), CONNECTIONS)
    yield from _unknown(_objects(content, "internetAccounts"), ACCOUNTS)
    yield from _unknown(_objects(content, "aggregateTextSearchAdapters"), SEARCHES)
    for one in _objects(content, "assemblies"):
        sequence = _object(one, "sequence")
        yield from _unknown([sequence], _SEQUENCE)
        holding = sequence, _object(one, "refNameAliases"), _object(one, "cytobands")
        yield from _unknown([_object(held, "adapter") for held in holding], names.ADAPTERS)
    yield from _of_tracks(_objects(session, "sessionTracks"))
    for view in _views(session):
        yield from _unknown([view], names.VIEWS)
        for track in _entries(view):
            yield from _unknown(_objects(track, "displays"), names.DISPLAYS)


def _of_tracks(tracks: list[dict[str, Any]]) -> Iterator[str]:
    """Types of tracks, and of what they hold, that JBrowse looks at when it shows the track."""
    for track in tracks:
        yield from _unknown([track], _TRACKS)
        yield from _unknown([_object(track, "adapter")], names.ADAPTERS)
        for display in _objects(track, "displays"):
            yield from _of_display(display)
        yield from _unknown([_object(_object(track, "textSearching"), "textSearchAdapter")], SEARCHES)


def _of_display(display: dict[str, Any]) -> Iterator[str]:
    """The type of a display, or of a renderer that it would draw with."""
    yield from _unknown([display], names.DISPLAYS)
    slots = names.DISPLAYS.get(str(display.get("type")))
    if slots is not None and slots.kind("renderer/type") is not None:
        yield from _unknown([_object(display, "renderer")], names.RENDERERS)


def _views(holder: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The views of a session, with those that stand in others."""
    for view in filter(None, [*_objects(holder, "views"), _object(holder, "view")]):
        yield view
        yield from _views(view)


def _entries(view: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The tracks that stand in a view, or between two of its views."""
    for holder in (view, *_objects(view, "levels")):
        yield from _objects(holder, "tracks")


def _shown(session: dict[str, Any]) -> Iterator[str]:
    """Ids of tracks that views show, or open."""
    for view in _views(session):
        yield from _named(_object(view, "init").get("tracks"))
        yield from (one for entry in _entries(view) if isinstance(one := entry.get("configuration"), str))


def _named(told: Any) -> Iterator[str]:
    """Ids among what a view is told to open: of tracks, or of those between each two of its views."""
    for one in told if isinstance(told, list) else []:
        named = one.get("trackId") if isinstance(one, dict) else one
        yield from [named] if isinstance(named, str) else _named(named)


def _unknown(held: list[dict[str, Any]], own: Collection[str]) -> Iterator[str]:
    yield from (name for one in held if "type" in one and (name := str(one["type"])) not in own)


def _object(holder: dict[str, Any], key: str) -> dict[str, Any]:
    held = holder.get(key)
    return held if isinstance(held, dict) else {}


def _objects(holder: dict[str, Any], key: str) -> list[dict[str, Any]]:
    held = holder.get(key)
    return [one for one in held if isinstance(one, dict)] if isinstance(held, list) else []
