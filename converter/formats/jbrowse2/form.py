"""Which form a document has: what stands where, and what it is that is no session."""

from __future__ import annotations

from typing import Any, NamedTuple

from converter.errors import RefusedError, UnknownFormatError
from converter.formats.base import Evidence, Head

SHAPES = ("config", "session", "patch")
"""What can be written."""
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
    return (
        isinstance(value, dict) and isinstance(value.get("type"), str) and value["type"].endswith("Track") and "adapter" in value
    )


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
    ways = ("/assemblies", "/tracks", "/defaultSession", "/carriedData")
    return bool(root) and all(isinstance(one, dict) and "op" in one and str(one.get("path", "")).startswith(ways) for one in root)


def recognise(head: Head) -> Evidence | None:
    """Why content is JBrowse 2's, or None."""
    root = head.root
    if head.kind != "json":
        return None
    if isinstance(root, list):
        if root and all(map(_listed_track, root)) and any(map(_track, root)):
            return Evidence(0.9, "a list of JBrowse 2 tracks")
        return Evidence(0.9, "a JSON Patch of a JBrowse 2 config") if _patch(root) else None
    if not isinstance(root, dict):
        return None
    return _recognise_object(root)


def _recognise_object(root: dict[str, Any]) -> Evidence | None:
    assemblies = root.get("assemblies")
    if (isinstance(assemblies, list) and any(map(_assembly, assemblies))) or _assembly(root.get("assembly")):
        return Evidence(0.95, "a JBrowse 2 config with assemblies")
    if isinstance(assemblies, dict) and (_assembly(assemblies) or any(map(_assembly, assemblies.values()))):
        return Evidence(0.95, "a JBrowse 2 config with assemblies")
    if isinstance(assemblies, list) and isinstance(root.get("tracks"), list) and not assemblies and not root["tracks"]:
        return Evidence(0.8, "an empty JBrowse 2 config")
    for name in ("session", "defaultSession"):
        if _session(root.get(name)):
            return Evidence(0.95, f"a JBrowse 2 {name}")
    default = root.get("defaultSession")
    if isinstance(default, dict) and isinstance(default.get("name"), str):
        return Evidence(0.9, "a JBrowse 2 config with a session")
    session = root.get("session")
    if isinstance(session, dict) and len(root) <= 2 and isinstance(session.get("name"), str) and "tracks" not in session:  # noqa: PLR2004
        return Evidence(0.8, "a JBrowse 2 session")
    if isinstance(root.get("tracks"), list) and any(map(_track, root["tracks"])) and any(map(_listed_track, root["tracks"])):
        return Evidence(0.9, "a JBrowse 2 config with tracks")
    if _session(root):
        return Evidence(0.9, "a bare JBrowse 2 session")
    if _track(root) and "trackId" in root:
        return Evidence(0.9, "one JBrowse 2 track")
    if _assembly(root) and isinstance(root.get("sequence"), dict) and isinstance(root["sequence"].get("adapter"), dict):
        return Evidence(0.9, "one JBrowse 2 assembly")
    if isinstance(root.get("datasets"), list) and any(isinstance(one, dict) and "assembly" in one for one in root["datasets"]):
        return Evidence(0.9, "a config of JBrowse 2 before 1.0")
    if _configs(root):
        return Evidence(0.9, "a table of JBrowse 2 configs by genome")
    return None


def of(root: Any) -> Form:
    """The form of a document; `RefusedError` for what is JBrowse 2's but no session."""
    if isinstance(root, list):
        return Form("tracks")
    if not isinstance(root, dict):
        raise UnknownFormatError("format.unknown", "The JSON is no JBrowse 2 session; it is a single value.")
    refuse_alpha(root)
    session = next((name for name in ("session", "defaultSession") if isinstance(root.get(name), dict)), "")
    assembly = (
        "single" if isinstance(root.get("assembly"), dict) else "object" if isinstance(root.get("assemblies"), dict) else "list"
    )
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
    raise UnknownFormatError("format.unknown", "The JSON is no JBrowse 2 session: it has no tracks, no views and no assemblies.")


def refuse_other(root: dict[str, Any]) -> None:
    """Refuse what describes genomes only."""
    if _assembly(root) or _configs(root):
        what = "one assembly" if _assembly(root) else "configs by genome"
        hint = "Put it into the 'assemblies' of a config.json, or pick one config of the table."
        raise RefusedError("format.genome_definition", f"The file defines a genome ({what}); it is no session.", hint=hint)


def refuse_alpha(root: dict[str, Any]) -> None:
    """Refuse the documents of before 1.0, which no JBrowse loads today."""
    sign = _alpha(root)
    if sign:
        text = f"The file is a config of JBrowse 2 before version 1.0 ({sign}), which no JBrowse loads today."
        hint = "Make a config.json of today with 'jbrowse add-assembly' and 'jbrowse add-track' from the same data files."
        raise RefusedError("format.jbrowse2_alpha", text, hint=hint)


def _alpha(root: dict[str, Any]) -> str:
    if isinstance(root.get("datasets"), list):
        return "datasets"
    if isinstance(root.get("species"), list):
        return "species"
    session: Any
    for session in (root, root.get("session"), root.get("defaultSession")):
        for name in _ALPHA_SESSION if isinstance(session, dict) else ():
            if name in session:
                return name
        for view in session.get("views") or () if isinstance(session, dict) and isinstance(session.get("views"), list) else ():
            if (
                isinstance(view, dict)
                and {"controlsWidth", "blocks"} & view.keys()
                and not {"displayedRegions", "init"} & view.keys()
            ):
                return "controlsWidth"
    tracks = root.get("tracks")
    for track in tracks if isinstance(tracks, list) else ():
        kind = track.get("type") if isinstance(track, dict) else None
        if isinstance(kind, str) and kind in ALPHA_TRACKS:
            return kind
    assemblies = root.get("assemblies")
    if isinstance(assemblies, list) and any(isinstance(one, dict) and isinstance(one.get("tracks"), list) for one in assemblies):
        return "assemblies with tracks"
    return ""
