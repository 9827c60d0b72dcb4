"""What IGV draws over each other: tracks of values. Others among the members of an overlay it leaves out, measured in 2.16."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec import UNSET

if TYPE_CHECKING:
    from converter.model import Panel, Session, Track, View

_VALUES = ("quantitative", "copy_number", "expression", "combined", "unknown")


def unmerged(session: Session) -> Session:
    """The session with features, reads and the like below the overlay that they were members of.

    IGV skips such a member ("Unexpected MergedTrack member class", `IGVSessionReader`), and its data with it.
    """
    freed = {key: _freed(session, one) for key, one in session.tracks.items() if one.kind == "overlay" and one.members}
    freed = {key: names for key, names in freed.items() if names}
    if not freed:
        return session
    tracks = {**session.tracks}
    for key, names in freed.items():
        left = [one for one in session.tracks[key].members or () if one not in names]
        tracks[key] = msgspec.structs.replace(session.tracks[key], members=left)
    views = {key: _shown(view, freed) for key, view in session.views.items()}
    order = _behind(session.track_order, freed)
    return msgspec.structs.replace(session, tracks=tracks, views=views, track_order=order)


def _freed(session: Session, overlay: Track) -> list[str]:
    held = [(key, session.tracks[key].kind) for key in overlay.members or () if key in session.tracks]
    return [key for key, kind in held if kind is not UNSET and kind not in _VALUES]


def _shown(view: View, freed: dict[str, list[str]]) -> View:
    panels = view.panels
    if isinstance(panels, dict):
        panels = {key: _with_freed(panel, freed) for key, panel in panels.items()}
    return msgspec.structs.replace(view, tracks=_behind(view.tracks, freed), panels=panels)


def _with_freed(panel: Panel, freed: dict[str, list[str]]) -> Panel:
    return msgspec.structs.replace(panel, tracks=_behind(panel.tracks, freed))


def _behind(keys: list[str], freed: dict[str, list[str]]) -> list[str]:
    """The tracks with what an overlay was rid of behind it."""
    return list(dict.fromkeys(name for key in keys for name in (key, *freed.get(key, ()))))
