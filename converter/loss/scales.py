"""Scales of colours that the target says by shades: the nearest that it has, in the place of what idles beside a scale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.loss.measure import MISSING, leave
from converter.model.shades import shades

if TYPE_CHECKING:
    from converter.loss.measure import Changes, Delta
    from converter.model import Track
    from converter.model.shades import Shades

_SCALE = "display_range.color_scale"
_RANGE = ("minimum", "maximum", "autoscale", "autoscale_group")
_SHADES = ("display.color", "display.alt_color", *(f"display_range.{name}" for name in _RANGE))
_WHITE = "#eeeeee"


def told_by_shades(delta: Delta, changes: Changes) -> Changes:
    """The same changes, but a scale of colours is said by the shades that the target has of it, and these say nothing else."""
    for key, track in delta.a.tracks.items():
        held, found = changes.get(("tracks", key), MISSING), shades(track)
        if held is MISSING or found is None or _SCALE not in held or not _has(delta.b.tracks[key], found):
            continue
        rest = {field: change for field, change in held.items() if field not in _SHADES or change[0] is not UNSET}
        said = {field: (change[0], UNSET) for field, change in rest.items() if field in _SHADES}
        leave(changes, ("tracks", key), {**rest, **said, _SCALE: (held[_SCALE][0], _spelled(found))})
    return changes


def _has(track: Track, found: Shades) -> bool:
    """Whether a track has these shades."""
    if track.display is UNSET or track.display_range is UNSET:
        return False
    return (track.display.color, track.display_range.maximum) == (found.color, found.high)


def _spelled(found: Shades) -> list[Any]:
    """Shades as a scale."""
    if found.below is None:
        return [found.low, found.high, _WHITE, found.color]
    return [found.white, found.low, found.white, found.high, found.below, _WHITE, found.color]
