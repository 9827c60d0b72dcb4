"""What a JSON document is among those that IGV's programs write, and which of their two dialects it speaks."""

from __future__ import annotations

from typing import Any

from converter.errors import RefusedError
from converter.formats.base import Evidence, Head
from converter.formats.igvjson import names

GENOME = ("reference", "genome", "genarkAccession", "genomeId")
_TRACK = ("url", "path", "file", "sourceType", "format")
_TOP = names.WEB_TOP | names.DESKTOP_TOP | {names.CARRIED}
_FOREIGN = ("trackId", "urlTemplate", "adapter", "storeClass", "targets")
_OTHERS = ("analyticsSession", "model", "assemblies", "views", "session", "panels", "sessionTracks", "view")


def recognise(head: Head) -> Evidence | None:
    """Evidence that a JSON document is a session of IGV's, or one of its relatives that are refused by name."""
    found = of(head.root)
    return _EVIDENCE[found] if found else None


_EVIDENCE = {
    "session": Evidence(0.95, "a JSON object with a reference or genome, as igv.js and IGV desktop 3 write it"),
    "tracks": Evidence(0.7, "a JSON object with tracks as igv.js has them"),
    "list": Evidence(0.6, "a JSON array of tracks as igv.js has them"),
    "track": Evidence(0.5, "one track as igv.js has them"),
    "genome": Evidence(0.6, "a genome definition of IGV"),
    "menu": Evidence(0.6, "a track menu of IGV-Web"),
}


def of(root: Any) -> str | None:
    """`session`, `tracks` (no genome), `list`, `track`, `genome`, `menu`, or None for what is not IGV's."""
    if isinstance(root, dict):
        return _object(root)
    if not isinstance(root, list) or not root or not all(isinstance(one, dict) for one in root):
        return None
    kinds = {_object(one) for one in root}
    if kinds & {"genome", "menu"}:
        return "genome" if "genome" in kinds else "menu"
    return "list" if kinds == {"track"} else None


def _object(root: dict[str, Any]) -> str | None:
    if any(key in root for key in _OTHERS) and not ("reference" in root and "tracks" in root):
        return None
    if any(isinstance(root.get(key), str | dict) for key in GENOME):
        return "session"
    if any(key in root for key in names.SEQUENCE_KEYS) and not isinstance(root.get("type"), str):
        return "genome"
    if root.get("type") in names.MENU_TYPES or (
        "label" in root and any(isinstance(root.get(key), list) for key in ("tracks", "groups"))
    ):
        return "menu"
    tracks = root.get("tracks")
    if isinstance(tracks, list) and root.get("type") != "merged":
        return "tracks" if _are_tracks(tracks, known=not _TOP.isdisjoint(root)) else None
    return "track" if _is_track(root) else None


def _are_tracks(tracks: list[Any], *, known: bool) -> bool:
    """Whether a list holds tracks of IGV's; `known`: what stands beside it is IGV's."""
    objects = [one for one in tracks if isinstance(one, dict)]
    if any(key in one for one in objects for key in _FOREIGN):
        return False
    return known or not tracks or any(_is_track(one) for one in objects)


def _is_track(value: dict[str, Any]) -> bool:
    if any(key in value for key in _FOREIGN):
        return False
    return any(key in value for key in _TRACK) or _has_known_type(value) or _holds_features(value)


def _has_known_type(value: dict[str, Any]) -> bool:
    """Whether the type is one of a track of IGV's; much else in JSON has a type (GeoJSON's `FeatureCollection`)."""
    told = value.get("type")
    return isinstance(told, str) and any(told.lower() in types for types in names.TYPES.values())


def _holds_features(value: dict[str, Any]) -> bool:
    """Whether it holds features that lie on chromosomes."""
    features = value.get("features")
    return isinstance(features, list) and any(isinstance(one, dict) and "chr" in one for one in features)


def refuse(kind: str | None) -> None:
    """Raise for what is IGV's, but no session."""
    if kind == "genome":
        raise RefusedError(
            "format.genome_definition",
            "This defines a genome for IGV; it is no session.",
            hint="Convert a session, and give this file with the option 'genomes', so that its genome is known.",
        )
    if kind == "menu":
        raise RefusedError(
            "format.track_menu",
            "This is a menu of tracks that IGV-Web offers for a genome; it is no session.",
            hint="Name it in the track registry of IGV-Web; to convert its tracks, send the array in 'tracks' alone.",
        )


def dialect(root: Any) -> str:
    """Whose dialect a session speaks: igv.js', unless it says what only IGV desktop 3 writes."""
    if isinstance(root, dict):
        if names.WEB_TOP & root.keys():
            return names.IGVJS
        if names.DESKTOP_TOP & root.keys():
            return names.DESKTOP
    tracks = root if isinstance(root, list) else root.get("tracks", [root])
    held = [one for one in tracks if isinstance(one, dict)] if isinstance(tracks, list) else []
    if any(not names.WEB_KEYS.isdisjoint(one) for one in held):
        return names.IGVJS
    return names.DESKTOP if any(_speaks_desktop(one) for one in held) else names.IGVJS


def _speaks_desktop(track: dict[str, Any]) -> bool:
    if names.DESKTOP_KEYS & track.keys() or str(track.get("type")) in names.DESKTOP_TYPES:
        return True
    members = track.get("tracks")
    return isinstance(members, list) and any(isinstance(one, dict) and _speaks_desktop(one) for one in members)
