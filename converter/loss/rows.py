"""Rows of a track that stand as tracks of their own: what they say together is what the track said of them all."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import msgspec
from msgspec import UNSET

from converter.loss.measure import MISSING, leave
from converter.loss.walk import runs
from converter.model import Display, DisplayRange, Track

if TYPE_CHECKING:
    from collections.abc import Sequence

    from msgspec import UnsetType

    from converter.loss.measure import Changes, Delta
    from converter.loss.walk import Change

S = TypeVar("S", bound=msgspec.Struct)

_BRANCHES = ("display", "display_range")
ROWS = {"bar": "row_bar", "heatmap": "row_heatmap", "line": "row_line"}
"""How tracks one below the other are drawn, as the one track that holds them all draws them."""


def told_by_rows(delta: Delta, changes: Changes) -> set[str]:
    """Take from the changes what rows say of a track that is gone, or it of them; the tracks that are gone so, by neutral id."""
    gone = [owner for owner, held in changes.items() if owner[0] == "tracks" and held is MISSING]
    apart = {key: delta.a.tracks[key].members or [] for _, key in gone if delta.a.tracks[key].members}
    apart = {key: members for key, members in apart.items() if all(one in delta.b.tracks for one in members)}
    for key, members in apart.items():
        track = delta.a.tracks[key]
        leave(changes, ("tracks", key), _lost(track, together(track, [delta.b.tracks[one] for one in members])))
        for one in members:
            held = changes.get(("tracks", one), {})
            leave(
                changes,
                ("tracks", one),
                {field: change for field, change in held.items() if not _passed_on(track, field, change)},
            )
    return set(apart)


def _passed_on(track: Track, field: str, change: Change) -> bool:
    """Whether a row says something, or is shown, because the track said so of all its rows."""
    branch, _, name = field.partition(".")
    held = getattr(track, branch, UNSET) if branch in _BRANCHES else UNSET
    return field == "shown" or (change[0] is UNSET and getattr(held, name, UNSET) is not UNSET)


def _lost(track: Track, rows: Track) -> dict[str, Change]:
    """What a track said that its rows do not say, or say differently; which they are, and their order, is seen."""
    found = (one for run in runs(track, rows, {}) for one in run.changes.items())
    return {field: change for field, change in found if change[0] is not UNSET and field != "members"}


def together(track: Track, rows: Sequence[Track]) -> Track:
    """A track that says what these rows of it say: how each is drawn, the scale they share, how high they are together."""
    display = _common([one.display for one in rows], Display())
    heights = [one.display.height_px for one in rows if one.display is not UNSET]
    said = [one for one in heights if isinstance(one, int | float)]
    height = sum(said) if len(said) == len(rows) else UNSET
    renderer = ROWS.get(str(display.renderer), display.renderer)
    if renderer is UNSET and track.display is not UNSET and track.display.renderer in ROWS.values():
        renderer = "rows"
    display = msgspec.structs.replace(display, renderer=renderer, height_px=height)
    scale = _common([one.display_range for one in rows], DisplayRange())
    if scale.autoscale_group is not UNSET:
        scale = msgspec.structs.replace(scale, autoscale=True, autoscale_group=UNSET)
    return Track(kind=rows[0].kind, display=display, display_range=scale)


def _common(held: Sequence[S | UnsetType], empty: S) -> S:
    """What all of these say alike."""
    said = [empty if one is UNSET else one for one in held]
    names = said[0].__struct_fields__
    alike = {name: getattr(said[0], name) for name in names if all(getattr(one, name) == getattr(said[0], name) for one in said)}
    return msgspec.structs.replace(empty, **alike)
