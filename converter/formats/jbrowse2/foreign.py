"""Types that JBrowse 2 does not have itself: without their plugin it opens nothing, or not that track.

Plugins that a document names may bring them, and of a session those of the config that it is opened in. A config that names
none is written without what is of such a type, so that the rest opens; when it comes back from another format it has them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from converter.formats.jbrowse2 import names
from converter.formats.jbrowse2.listed import BY_ID, CONNECTIONS, OF_CONFIG, OF_SESSION, SEARCHES
from converter.loss.ledger import Notice
from converter.options import Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

_TRACKS = frozenset({*names.TRACK_DISPLAYS, "LollipopTrack"})
"""With those of `names` and `listed`, the types of JBrowse 4.3 itself."""
SEQUENCE_TRACK = "ReferenceSequenceTrack"
"""The one type of a reference sequence."""
_NOTHING = "opens nothing of this document"
_NOT_THE_TRACK = "opens none of these tracks"
_HINT = "Name the plugin in the configuration ('plugins'), or remove what is of this type."
_OF_SESSION = {**OF_SESSION, "connectionInstances": CONNECTIONS}
"""Lists of a session, with the types of what stands in them."""
_ASSEMBLIES = ("sessionAssemblies", "temporaryAssemblies")
"""Lists of assemblies in a session."""


class Sieve:
    """What is left out of a document for its type. `idle`: nothing is, as plugins may bring the types, or JBrowse said none."""

    def __init__(self, *, idle: bool) -> None:
        self.idle = idle
        self.found: dict[str, None] = {}
        """The types that were left out."""
        self.displays: set[str] = set()
        """Ids of configurations of displays that were left out."""

    def holds(self, types: Iterable[str]) -> bool:
        """Whether something must be left out that is of these types, of those that JBrowse does not have."""
        if self.idle:
            return False
        held = dict.fromkeys(types)
        self.found |= held
        return bool(held)

    def view(self, kind: str) -> bool:
        """Whether a view is left out."""
        return self.holds(_unknown([{"type": kind}], names.VIEWS))

    def track(self, config: dict[str, Any]) -> bool:
        """Whether a track is left out that a view shows; one that stays is rid of its displays and index of such a type."""
        if self.idle:
            return False
        if self.holds(_of_track(config)):
            return True
        for display in _objects(config, "displays"):
            if self.holds(_of_display(display)):
                config["displays"].remove(display)
                self.displays.add(str(display.get("displayId")))
        if self.holds(_of_searching(config)):
            del config["textSearching"]
        return False

    def shown(self, entry: dict[str, Any]) -> bool:
        """Whether a track is left out of a view, where its display is of such a type; one that stays is rid of its others."""
        for index, display in enumerate([] if self.idle else _objects(entry, "displays")):
            if self.holds(_unknown([display], names.DISPLAYS)) or str(display.get("configuration")) in self.displays:
                if not index:
                    return True
                entry["displays"].remove(display)
        return False

    def connected(self, connection: dict[str, Any], ids: Collection[str]) -> bool:
        """Whether a connection of the session is left out: for its type, or since it is none of these."""
        return self.holds(_unknown([connection], CONNECTIONS)) or not (self.idle or connection.get("configuration") in ids)

    def adapter(self, kind: Any) -> bool:
        """Whether an adapter of an assembly is left out."""
        return self.holds(_unknown([{"type": kind}], names.ADAPTERS))

    def sequence(self, kind: Any) -> bool:
        """Whether the type of a reference sequence is left out."""
        return self.holds(_unknown([{"type": kind}], (SEQUENCE_TRACK,)))

    def listed(self, name: str, listed: Any) -> bool:
        """Whether such a list of a configuration is left out."""
        return self.holds(_unknown(_objects({name: listed}, name), BY_ID[name]))

    def kept(self, displays: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The displays of a reference sequence that are not left out."""
        return [one for one in displays if not self.holds(_unknown([one], names.DISPLAYS))]

    def notices(self) -> list[Notice]:
        """An error for each type that was left out."""
        what = "JBrowse 2 has the type {} from a plugin alone, which the document does not name; what is of it is left out."
        return [
            Notice("plugin.missing", "assumed", Severity.ERROR, what.format(name), hint=_HINT, emitted=name)
            for name in self.found
        ]


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
    for name in [*_of_tracks(others), *_of_rows([*opened, *others])]:
        found.setdefault(name, _NOT_THE_TRACK)
    return [_notice(name, outcome) for name, outcome in found.items()]


def _notice(name: str, outcome: str) -> Notice:
    text = f"JBrowse 2 has the type {name} from a plugin alone, which the document does not name, and {outcome} without it."
    severity = Severity.ERROR if outcome == _NOTHING else Severity.WARNING
    return Notice("plugin.missing", "assumed", severity, text, hint=_HINT, emitted=name)


def _stopping(content: dict[str, Any], session: dict[str, Any]) -> Iterator[str]:
    """Types that JBrowse stops at."""
    for name, own in OF_CONFIG.items():
        yield from _unknown(_objects(content, name), own)
    for name, own in _OF_SESSION.items():
        yield from _unknown(_objects(session, name), own)
    for one in [*_objects(content, "assemblies"), *(one for name in _ASSEMBLIES for one in _objects(session, name))]:
        sequence = _object(one, "sequence")
        yield from _unknown([sequence], (SEQUENCE_TRACK,))
        yield from _unknown(_objects(sequence, "displays"), names.DISPLAYS)
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
        yield from _of_track(track)
        for display in _objects(track, "displays"):
            yield from _of_display(display)
        yield from _of_searching(track)


def _of_track(track: dict[str, Any]) -> Iterator[str]:
    """The types of a track itself and of its adapter."""
    yield from _unknown([track], _TRACKS)
    yield from _unknown([_object(track, "adapter")], names.ADAPTERS)


def _of_rows(tracks: list[dict[str, Any]]) -> Iterator[str]:
    """Types of adapters that stand in others, which JBrowse looks at when it draws the track."""
    for track in tracks:
        yield from _unknown(_objects(_object(track, "adapter"), "subadapters"), names.ADAPTERS)


def _of_searching(track: dict[str, Any]) -> Iterator[str]:
    """The type of the index by which features of a track are found."""
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
