"""Sensible names and places in the catalogue for tracks of browsers that knew only paths, as a JSON Patch for `edit`."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.model.refs import source_of
from converter.resources.filetypes import infer
from converter.resources.location import basename, folder, split_suffix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.model import Session, Track

_FRAMES = ("DataPanel", "FeaturePanel")
"""Panels of IGV that nobody has named."""


class Categories(StrEnum):
    """What the categories of the catalogue follow."""

    FOLDER = "folder"
    PANEL = "panel"
    SAMPLE = "sample"
    NONE = "none"


def edit(session: Session, title: str, by: Categories) -> list[dict[str, Any]]:
    """The operations that give a session its title, its tracks names, and a category where the source says none."""
    operations = [_said("/name", title)]
    panels = _panels(session)
    for key, track in session.tracks.items():
        location = _location(session, track)
        name = _name(track, location)
        if name is not None:
            operations.append(_said(f"/tracks/{key}/name", name))
        category = None if track.category is not UNSET else _category(track, location, panels.get(key), by)
        if category:
            operations.append(_said(f"/tracks/{key}/category", [category]))
    return operations


def _said(path: str, value: Any) -> dict[str, Any]:
    return {"op": "add", "path": path, "value": value}


def _location(session: Session, track: Track) -> str | None:
    source = source_of(session, track)
    return source.location if source is not None and isinstance(source.location, str) else None


def _name(track: Track, location: str | None) -> str | None:
    """The name of the file for a track that has none, or only a path; None where it has one, or no file."""
    if isinstance(track.name, str) and track.name.strip() and not _is_path(track.name, location):
        return None
    if location is None:
        return None
    file = basename(location)
    return _stem(file) or None


def _is_path(name: str, location: str | None) -> bool:
    return "://" in name or name == location or (("/" in name or "\\" in name) and infer(name) is not None)


def _stem(file: str) -> str:
    """A file's name without the ending that tells its type."""
    if infer(file) is None:
        return file
    plain = file.removesuffix(".gz").removesuffix(".bgz")
    return plain.rpartition(".")[0] or plain


def _category(track: Track, location: str | None, panel: str | None, by: Categories) -> str | None:
    if by is Categories.PANEL:
        return panel
    if by is Categories.SAMPLE:
        return next((text for text in (track.sample, track.sample_attribute_key) if isinstance(text, str) and text), None)
    if by is Categories.FOLDER and location is not None:
        return _folder(location)
    return None


def _folder(location: str) -> str | None:
    """The folder that a file lies in; none for one at the root of a host."""
    parts = [part for part in folder(split_suffix(location)[0]).replace("\\", "/").split("/") if part not in ("", ".", "..")]
    at_root = "://" in location and len(parts) <= 2  # noqa: PLR2004 - scheme and host
    return None if at_root or not parts else parts[-1]


def _panels(session: Session) -> dict[str, str]:
    """By track, the name of its panel, where somebody has given it one."""
    return dict(_named_panels(session))


def _named_panels(session: Session) -> Iterator[tuple[str, str]]:
    for view in session.views.values():
        for panel in (view.panels or {}).values():
            name = panel.name
            if isinstance(name, str) and name not in _FRAMES and not name.startswith("Panel"):
                yield from ((key, name) for key in panel.tracks)
