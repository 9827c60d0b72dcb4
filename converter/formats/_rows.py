"""Rows: what JBrowse 2 draws one below the other in one track, for programs that only draw tracks over each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import msgspec
from msgspec import UNSET

from converter.loss.rows import ROWS
from converter.model import Display, DisplayRange
from converter.model.views import shown_tracks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from msgspec import UnsetType

    from converter.model import Panel, Session, Track, View

T = TypeVar("T", bound=msgspec.Struct)
RENDERERS = {together: alone for alone, together in ROWS.items()}
"""How a track draws its members in rows, and how each of them is drawn alone."""


def in_rows(session: Session) -> dict[str, list[str]]:
    """The overlays that draw their members one below the other, by neutral id, with those members."""
    found = {key: one.members or [] for key, one in session.tracks.items() if _renderer(one) in RENDERERS}
    return {key: held for key, members in found.items() if (held := [one for one in members if one in session.tracks])}


def rows_apart(session: Session) -> Session:
    """The session with such rows as tracks of their own, where their overlay stood: as high together, on one scale."""
    rows = in_rows(session)
    if not rows:
        return session
    groups = _groups(session)
    made: dict[str, Track] = {}
    shown = shown_tracks(session)
    # The groups of rows that nobody sees are numbered last.
    for key, members in sorted(rows.items(), key=lambda one: one[0] not in shown):
        group = next(groups) if _scaled_together(session.tracks[key], members) else None
        made |= {one: _row(session, key, one, group) for one in members}
    return apart(msgspec.structs.replace(session, tracks={**session.tracks, **made}), rows)


def apart(session: Session, freed: Mapping[str, list[str]]) -> Session:
    """The session with these members (by the id of their overlay) as tracks of their own, behind it."""
    tracks = {**session.tracks}
    for key, names in freed.items():
        left = [one for one in session.tracks[key].members or () if one not in names]
        tracks[key] = msgspec.structs.replace(session.tracks[key], members=left)
    views = {key: _shown(view, freed) for key, view in session.views.items()}
    order = _behind(session.track_order, freed)
    return msgspec.structs.replace(session, tracks=tracks, views=views, track_order=order)


def _renderer(track: Track) -> object:
    return track.display.renderer if track.kind == "overlay" and track.display is not UNSET else UNSET


def _groups(session: Session) -> Iterator[str]:
    """Names of autoscale groups that no track is in: numbers, as IGV desktop has them."""
    ranges = [one.display_range for one in session.tracks.values()]
    taken = {one.autoscale_group for one in ranges if one is not UNSET}
    return (name for name in map(str, range(1, len(session.tracks) + len(taken) + 1)) if name not in taken)


def _row(session: Session, overlay: str, key: str, group: str | None) -> Track:
    """A member as a track of its own, drawn as it was in its row."""
    above, track = session.tracks[overlay], session.tracks[key]
    display = _filled(above.display, track.display, Display())
    held = session.tracks[overlay].members or []
    height = above.display.height_px if above.display is not UNSET else UNSET
    renderer = RENDERERS[str(_renderer(above))]
    high = max(1, round(height / len(held))) if isinstance(height, int | float) else UNSET
    display = msgspec.structs.replace(display, renderer=renderer, height_px=high)
    scale = _filled(above.display_range, track.display_range, DisplayRange())
    if group is not None:
        scale = msgspec.structs.replace(scale, autoscale=UNSET, autoscale_group=group)
    return msgspec.structs.replace(track, display=display, display_range=scale if scale != DisplayRange() else UNSET)


def _filled(above: T | UnsetType, below: T | UnsetType, empty: T) -> T:
    """What an overlay says of all its members, and a member of itself, which goes before."""
    held = [pair for one in (above, below) if one is not UNSET for pair in msgspec.structs.asdict(one).items()]
    return msgspec.structs.replace(empty, **{name: value for name, value in held if value is not UNSET})


def _scaled_together(overlay: Track, members: list[str]) -> bool:
    """Whether one scale for all rows follows their data."""
    held = overlay.display_range
    limited = held is not UNSET and held.minimum is not UNSET and held.maximum is not UNSET and held.autoscale is not True
    return len(members) > 1 and not limited


def _shown(view: View, freed: Mapping[str, list[str]]) -> View:
    panels = view.panels
    if isinstance(panels, dict):
        panels = {key: _with_freed(panel, freed) for key, panel in panels.items()}
    return msgspec.structs.replace(view, tracks=_behind(view.tracks, freed), panels=panels)


def _with_freed(panel: Panel, freed: Mapping[str, list[str]]) -> Panel:
    return msgspec.structs.replace(panel, tracks=_behind(panel.tracks, freed))


def _behind(keys: list[str], freed: Mapping[str, list[str]]) -> list[str]:
    """The tracks with what an overlay was rid of behind it."""
    return list(dict.fromkeys(name for key in keys for name in (key, *freed.get(key, ()))))
