"""Which form a document has: what stands where, and what it is that is no session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from converter.errors import RefusedError, UnknownFormatError
from converter.formats.base import Evidence, Head

if TYPE_CHECKING:
    from collections.abc import Callable

SHAPES = ("config", "session", "patch")
"""What can be written."""
CONFIG = (
    *("assemblies", "tracks", "defaultSession", "preConfiguredSessions", "configuration", "plugins", "connections"),
    *("internetAccounts", "aggregateTextSearchAdapters", "carriedData"),
)
"""Keys of a config."""
ALPHA_TRACKS = frozenset(
    {
        *("WiggleTrack", "StructuralVariantChordTrack", "DynamicTrack", "FilteringTrack", "LinearSyntenyTrack", "DotplotTrack"),
        *("PileupTrack", "SNPCoverageTrack", "ComboTrack"),
    }
)
_ALPHA_SESSION = ("sessionName", "drawerWidgets", "activeDrawerWidgets")


class Form(NamedTuple):
    """Where a document has its parts. `shape`: config, session, bare, tracks or track."""

    shape: str
    session: str = ""
    """Key of the session in the root, if it has one."""
    assembly: str = ""
    """`list`, `single` (the key `assembly`), or `object`."""
    views: str = ""
    """`list`, or `single` (the key `view`)."""


def _track(value: Any) -> bool:
    named = isinstance(value, dict) and isinstance(value.get("type"), str) and value["type"].endswith("Track")
    return named and ("adapter" in value or {"trackId", "assemblyNames"} <= value.keys())


def _listed_track(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("trackId"), str) and ("type" in value or "uri" in value)


def _assembly(value: Any) -> bool:
    described = isinstance(value, dict) and (isinstance(value.get("sequence"), dict) or isinstance(value.get("uri"), str))
    return described and "name" in value


def _view(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("type"), str) and value["type"].endswith("View")


def _session(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    views = value.get("views")
    return (
        (isinstance(views, list) and bool(views) and all(map(_view, views)))
        or _view(value.get("view"))
        or ("sessionTracks" in value and "name" in value)
    )


def _configs(root: dict[str, Any]) -> bool:
    """A table of configs by genome."""
    return bool(root) and all(
        isinstance(one, dict) and isinstance(one.get("assemblies"), list) and any(map(_assembly, one["assemblies"]))
        for one in root.values()
    )


def _patch(root: list[Any]) -> bool:
    return (
        bool(root) and all(isinstance(one, dict) and "op" in one and "path" in one for one in root) and any(map(_of_config, root))
    )


def _of_config(operation: dict[str, Any]) -> bool:
    """Whether an operation of a JSON Patch changes what only a config of JBrowse 2 has."""
    return str(operation["path"]).split("/")[1:2] in ([name] for name in CONFIG)


def is_patch(root: list[Any]) -> bool:
    """Whether a list is a JSON Patch; an empty one changes nothing, which is what is left to add the second time."""
    return not root or (isinstance(root[0], dict) and "op" in root[0])


def recognise(head: Head) -> Evidence | None:
    """Why content is JBrowse 2's, or None."""
    root = head.root
    if isinstance(root, list):
        if all(isinstance(one, dict) for one in root) and any(_listed_track(one) and _track(one) for one in root):
            return Evidence(0.9, "a list of JBrowse 2 tracks")
        if root and all(map(_one_assembly, root)):
            return Evidence(0.9, "a list of JBrowse 2 assemblies")
        if not root:
            return Evidence(0.6, "an empty list, like a JSON Patch of a JBrowse 2 config that has all already")
        return Evidence(0.9, "a JSON Patch of a JBrowse 2 config") if _patch(root) else None
    if not isinstance(root, dict):
        return None
    return _recognise_object(root)


def _recognise_object(root: dict[str, Any]) -> Evidence | None:
    return next((Evidence(sure, reason) for sure, reason, holds in _SIGNS if holds(root)), None)


def _with_assemblies(root: dict[str, Any]) -> bool:
    held = root.get("assemblies")
    listed = held if isinstance(held, list) else [held, *held.values()] if isinstance(held, dict) else []
    return any(map(_assembly, (root.get("assembly"), *listed)))


def _with_session(root: dict[str, Any]) -> bool:
    default = root.get("defaultSession")
    return isinstance(default, dict) and isinstance(default.get("name"), str)


def _named_session(root: dict[str, Any]) -> bool:
    """A session of which nothing but its name tells."""
    session = root.get("session")
    few = len(root) <= 2  # noqa: PLR2004 - beside it, at most what another program added
    return few and isinstance(session, dict) and isinstance(session.get("name"), str) and "tracks" not in session


def _with_tracks(root: dict[str, Any]) -> bool:
    held = root.get("tracks")
    return isinstance(held, list) and any(map(_track, held)) and any(map(_listed_track, held))


def _one_assembly(root: Any) -> bool:
    return _assembly(root) and isinstance(root.get("sequence"), dict) and isinstance(root["sequence"].get("adapter"), dict)


def _data_sets(root: dict[str, Any]) -> bool:
    held = root.get("datasets")
    return isinstance(held, list) and any(isinstance(one, dict) and "assembly" in one for one in held)


_SIGNS: tuple[tuple[float, str, Callable[[dict[str, Any]], bool]], ...] = (
    (0.95, "a JBrowse 2 config with assemblies", _with_assemblies),
    (0.8, "an empty JBrowse 2 config", lambda root: root.get("assemblies") == root.get("tracks") == []),
    (0.95, "a JBrowse 2 session", lambda root: _session(root.get("session"))),
    (0.95, "a JBrowse 2 defaultSession", lambda root: _session(root.get("defaultSession"))),
    (0.9, "a JBrowse 2 config with a session", _with_session),
    (0.8, "a JBrowse 2 session", _named_session),
    (0.9, "a JBrowse 2 config with tracks", _with_tracks),
    (0.9, "a bare JBrowse 2 session", _session),
    (0.9, "one JBrowse 2 track", lambda root: _track(root) and "trackId" in root),
    (0.9, "one JBrowse 2 assembly", _one_assembly),
    (0.9, "a config of JBrowse 2 before 1.0", _data_sets),
    (0.9, "a table of JBrowse 2 configs by genome", _configs),
)
"""What tells an object to be JBrowse 2's, and how surely; the first that holds."""


def of(root: Any) -> Form:
    """The form of a document; `RefusedError` for what is JBrowse 2's but no session."""
    if isinstance(root, list) and root and all(map(_one_assembly, root)):
        raise _genomes("a list of assemblies")
    if isinstance(root, list) and all(isinstance(one, dict) for one in root):
        return Form("tracks")
    if not isinstance(root, dict):
        what = "not every item of the list is a track" if isinstance(root, list) else "it is a single value"
        raise UnknownFormatError(
            "format.unknown", f"The JSON is no JBrowse 2 session; {what}.", hint="Send a config.json or an exported session."
        )
    refuse_alpha(root)
    session = next((name for name in ("session", "defaultSession") if isinstance(root.get(name), dict)), "")
    several = "object" if isinstance(root.get("assemblies"), dict) else "list"
    assembly = "single" if isinstance(root.get("assembly"), dict) else several
    inner = root[session] if session else root
    views = "single" if isinstance(inner.get("view"), dict) else "list"
    if session == "session" and not root.keys() & {"assemblies", "assembly", "tracks"}:
        return Form("session", session, assembly, views)
    if root.keys() & {"assemblies", "assembly", "tracks"} or session:
        return Form("config", session, assembly, views)
    if _session(root):
        return Form("bare", "", "", views)
    if _track(root):
        return Form("track")
    refuse_other(root)
    text = "The JSON is no JBrowse 2 session: it has no tracks, no views and no assemblies."
    raise UnknownFormatError("format.unknown", text, hint="Send a config.json or an exported session.")


def refuse_other(root: dict[str, Any]) -> None:
    """Refuse what describes genomes only."""
    if _assembly(root) or _configs(root):
        raise _genomes("one assembly" if _assembly(root) else "configs by genome")


def _genomes(what: str) -> RefusedError:
    hint = "Put it into the 'assemblies' of a config.json, or pick one config of the table."
    return RefusedError("format.genome_definition", f"The file defines a genome ({what}); it is no session.", hint=hint)


def refuse_alpha(root: dict[str, Any]) -> None:
    """Refuse the documents of before 1.0, which no JBrowse loads today."""
    sign = _alpha(root)
    if sign:
        text = f"The file is a config of JBrowse 2 before version 1.0 ({sign}), which no JBrowse loads today."
        hint = "Make a config.json of today with 'jbrowse add-assembly' and 'jbrowse add-track' from the same data files."
        raise RefusedError("format.jbrowse2_alpha", text, hint=hint)


def _alpha(root: dict[str, Any]) -> str:
    """What tells a document to be of before 1.0, nothing where it is not."""
    listed = next((name for name in ("datasets", "species") if isinstance(root.get(name), list)), "")
    sessions = (one for one in (root, root.get("session"), root.get("defaultSession")) if isinstance(one, dict))
    return listed or next(filter(None, map(_alpha_session, sessions)), "") or _alpha_track(root) or _alpha_assembly(root)


def _alpha_session(session: dict[str, Any]) -> str:
    views = session.get("views")
    named = next((name for name in _ALPHA_SESSION if name in session), "")
    held = views if isinstance(views, list) else []
    return named or ("controlsWidth" if any(map(_alpha_view, held)) else next(filter(None, map(_alpha_track, held)), ""))


def _alpha_view(view: Any) -> bool:
    return (
        isinstance(view, dict)
        and bool({"controlsWidth", "blocks"} & view.keys())
        and not {"displayedRegions", "init"} & view.keys()
    )


def _alpha_track(holder: Any) -> str:
    """The type of a track of a config or of a view that is gone since."""
    tracks = holder.get("tracks") if isinstance(holder, dict) else None
    types = [one.get("type") for one in tracks if isinstance(one, dict)] if isinstance(tracks, list) else []
    return next((name for name in types if isinstance(name, str) and name in ALPHA_TRACKS), "")


def _alpha_assembly(root: dict[str, Any]) -> str:
    held = root.get("assemblies")
    inside = isinstance(held, list) and any(isinstance(one, dict) and isinstance(one.get("tracks"), list) for one in held)
    return "assemblies with tracks" if inside else ""
