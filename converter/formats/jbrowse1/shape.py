"""What tells a configuration of JBrowse 1 from other documents, and what looks like one and is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from converter.errors import RefusedError
from converter.formats.base import Evidence

if TYPE_CHECKING:
    from converter.formats.base import Head

ID = "jbrowse1"
_OF_TRACKS = ("label", "urlTemplate", "urlTemplates", "storeClass", "store", "key", "config")
_OF_OTHERS = ("trackId", "adapter", "displays", "url")
"""Keys of tracks that JBrowse 2 and igv.js have, and JBrowse 1 has not."""
_SIGNS = ("formatVersion", "trackSelector", "trackMetadata", "dataset_id", "refSeqs", "dataRoot", "include", "bookmarks")
_VIEW = re.compile(r"(^|/)View/Track/|^(FeatureTrack|SequenceTrack|ImageTrack(\.Wiggle)?|Canvas\w+|HTML\w+|Alignments2?)$")
_MAKERS = ("db_adaptor", "db_args", "TRACK DEFAULTS")
"""What biodb-to-json.pl is told of a database."""
_SECTION = re.compile(rb"^[ \t]*\[[ \t]*tracks[ \t]*\.[^\]\n]+\]|^[ \t]*tracks[ \t]*\.[^=\n]+=", re.MULTILINE)
_SECTIONS = re.compile(
    rb"^[ \t]*\[[ \t]*(general|aboutthisbrowser|trackselector|trackmetadata|datasets|plugins|stores|bookmarks)\b[^\]\n]*\]",
    re.MULTILINE | re.IGNORECASE,
)
_KEY = re.compile(rb"^[ \t]*[\w.]+[ \t]*\+?=", re.MULTILINE)
_INCLUDE = re.compile(rb"^[ \t]*include[ \t]*\+?=", re.MULTILINE)


def recognise(head: Head) -> Evidence | None:
    """Why content is JBrowse 1's, or None."""
    if head.kind == "text":
        return _recognise_text(head.data)
    if isinstance(head.root, list):
        return Evidence(0.95, "tracks of JBrowse 1 before version 1.3") if is_bare(head.root) else None
    return _recognise_object(head.root) if isinstance(head.root, dict) else None


def is_bare(root: list[Any]) -> bool:
    """Whether a list is what JBrowse had before it had track lists: tracks with labels and types, and `url`."""
    held = [one for one in root if isinstance(one, dict)]
    if not held or any(name in one for one in held for name in _OF_OTHERS[:3]):
        return False
    return all(isinstance(one.get("label"), str) and (_is_shown(one) or _is_track(one)) for one in held)


def _recognise_text(data: bytes) -> Evidence | None:
    if _SECTION.search(data):
        return Evidence(0.95, "sections of JBrowse 1 tracks")
    if _INCLUDE.search(data) or (_SECTIONS.search(data) and _KEY.search(data)):
        return Evidence(0.8, "sections of a JBrowse 1 configuration")
    return None


def _recognise_object(root: dict[str, Any]) -> Evidence | None:
    if any(name in root for name in _MAKERS) and "tracks" in root:
        return Evidence(0.9, "a configuration of JBrowse 1's biodb-to-json.pl")
    tracks = _tracks(root.get("tracks"))
    if isinstance(root.get("stores"), dict) and any(isinstance(one, dict) and "views" in one for one in tracks):
        return Evidence(0.9, "a draft of a JBrowse 1 track list")
    if any(isinstance(one, dict) and any(name in one for name in _OF_OTHERS) for one in tracks):
        return None
    if any(map(_is_track, tracks)):
        return Evidence(0.95, "tracks of a JBrowse 1 track list")
    signs = [name for name in _SIGNS if name in root]
    if not tracks and (
        len(signs) > 1 or "formatVersion" in root or (signs and root.keys() <= {*_SIGNS, "tracks", "names", "plugins"})
    ):
        return Evidence(0.8, f"a JBrowse 1 configuration with {' and '.join(signs)}")
    return None


def _tracks(held: Any) -> list[Any]:
    """The tracks of a list, of an object by label, or the only one."""
    if isinstance(held, dict):
        return [held] if isinstance(held.get("label"), str) else list(held.values())
    return held if isinstance(held, list) else []


def _is_track(one: Any) -> bool:
    if not isinstance(one, dict):
        return False
    shown = _is_shown(one)
    return (shown or "storeClass" in one or "urlTemplate" in one) and (shown or any(name in one for name in _OF_TRACKS))


def _is_shown(one: dict[str, Any]) -> bool:
    """Whether an object has a class of tracks for its type."""
    return any(isinstance(name, str) and _VIEW.search(name) for name in (one.get("type"), one.get("trackType")))


def refuse_others(root: dict[str, Any]) -> None:
    """`RefusedError` for what only makes track lists, and for what no JBrowse 1 that was released opens."""
    if any(name in root for name in _MAKERS):
        text = "The file tells biodb-to-json.pl which tracks to make of a database; it is no session of JBrowse 1."
        raise RefusedError("format.jbrowse1_maker", text, hint="Convert the data/trackList.json that biodb-to-json.pl wrote.")
    tracks = [one for one in _tracks(root.get("tracks")) if isinstance(one, dict)]
    if (
        isinstance(root.get("tracks"), list)
        and any("views" in one for one in tracks)
        and not any("label" in one for one in tracks)
    ):
        text = "The file is a draft of a track list (tracks with views and without labels) that no released JBrowse opens."
        raise RefusedError("format.jbrowse1_draft", text, hint="Give each track a label, a storeClass and a urlTemplate.")
