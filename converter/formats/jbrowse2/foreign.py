"""Types of a configuration that JBrowse 2 does not have itself: without their plugin it opens nothing, or not that track."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from converter.formats.jbrowse2 import names
from converter.loss.ledger import Notice

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_CONNECTIONS = frozenset({"UCSCTrackHubConnection", "JB2TrackHubConnection", "JBrowse1Connection"})
_ACCOUNTS = frozenset(
    f"{name}InternetAccount" for name in ("OAuth", "ExternalToken", "HTTPBasic", "DropboxOAuth", "GoogleDriveOAuth")
)
_SEARCHES = frozenset({"TrixTextSearchAdapter", "JBrowse1TextSearchAdapter"})
_TRACKS = frozenset({*names.TRACK_DISPLAYS, "LollipopTrack"})
"""With the displays, adapters and views of `names`, the types of JBrowse 4.3 itself."""
_SEQUENCE = ("ReferenceSequenceTrack",)
_NOTHING = "opens nothing of this document"
_NOT_THE_TRACK = "shows an error in place of each such track"


def foreign(content: Any) -> list[Notice]:
    """An error for each type that JBrowse does not know, in a configuration that names no plugin which could bring it."""
    if not isinstance(content, dict) or content.get("plugins"):
        return []
    session = _object(content, "defaultSession")
    if session.get("sessionPlugins"):
        return []
    found = dict.fromkeys(_stopping(content, session), _NOTHING)
    for name in _of_tracks(content):
        found.setdefault(name, _NOT_THE_TRACK)
    return [_notice(name, outcome) for name, outcome in found.items()]


def _notice(name: str, outcome: str) -> Notice:
    text = f"JBrowse 2 has the type {name} from a plugin alone, which the document does not name, and {outcome} without it."
    hint = "Name the plugin in the configuration ('plugins'), or remove what is of this type."
    return Notice("plugin.missing", "assumed", "error", text, hint=hint, emitted=name)


def _stopping(content: dict[str, Any], session: dict[str, Any]) -> Iterator[str]:
    """Types that JBrowse stops at."""
    yield from _unknown(_objects(content, "connections"), _CONNECTIONS)
    yield from _unknown(_objects(content, "internetAccounts"), _ACCOUNTS)
    yield from _unknown(_objects(content, "aggregateTextSearchAdapters"), _SEARCHES)
    for one in _objects(content, "assemblies"):
        sequence = _object(one, "sequence")
        yield from _unknown([sequence], _SEQUENCE)
        holding = sequence, _object(one, "refNameAliases"), _object(one, "cytobands")
        yield from _unknown([_object(held, "adapter") for held in holding], names.ADAPTERS)
    yield from _unknown(_objects(session, "sessionTracks"), _TRACKS)
    for view in _objects(session, "views"):
        yield from _unknown([view], names.VIEWS)
        for track in _objects(view, "tracks"):
            yield from _unknown(_objects(track, "displays"), names.DISPLAYS)


def _of_tracks(content: dict[str, Any]) -> Iterator[str]:
    """Types of tracks, and of what they hold, that JBrowse looks at when it shows the track."""
    for track in _objects(content, "tracks"):
        yield from _unknown([track], _TRACKS)
        yield from _unknown([_object(track, "adapter")], names.ADAPTERS)
        yield from _unknown(_objects(track, "displays"), names.DISPLAYS)


def _unknown(held: list[dict[str, Any]], own: Collection[str]) -> Iterator[str]:
    yield from (name for one in held if "type" in one and (name := str(one["type"])) not in own)


def _object(holder: dict[str, Any], key: str) -> dict[str, Any]:
    held = holder.get(key)
    return held if isinstance(held, dict) else {}


def _objects(holder: dict[str, Any], key: str) -> list[dict[str, Any]]:
    held = holder.get(key)
    return [one for one in held if isinstance(one, dict)] if isinstance(held, list) else []
