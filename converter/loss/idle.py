"""Values that change nothing to look at where they stand: of some kinds of tracks, or beside another value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.loss.said import value_of
from converter.model.shades import shades

if TYPE_CHECKING:
    from collections.abc import Collection

    from converter.loss.ledger import Owner
    from converter.model import Part, Session, Track

_IN_PARTS = frozenset(
    {
        *("parts.coverage.display.mode", "parts.coverage.display.alt_color", "parts.reads.display.alt_color"),
        *(f"parts.{which}.display_range.color_scale" for which in ("coverage", "junctions", "reads")),
    }
)
"""How features are stacked, the colour of values below zero, and the colours of a heat map, where none are drawn."""
_IN_A_HEAT_MAP = ("display.color", "display.alt_color")
"""The colours of bars, which a heat map of segments does not have."""
_BESIDE_A_SCALE = (*_IN_A_HEAT_MAP, *(f"display_range.{name}" for name in ("minimum", "maximum", "autoscale", "autoscale_group")))
"""What a heat map says that is coloured by a scale, which has limits of its own."""
_SEGMENTS = "display.renderer", "heatmap"
"""How every browser draws segments of copy numbers."""
_USUAL_SCALE = [-0.1, -1.5, 0.1, 1.5, "#0000ff", "#ffffff", "#ff0000"]
"""By which IGV desktop and igv.js draw segments of which no other scale is said."""
_DRAWN_BY_SCALE = (UNSET, "heatmap")
"""How values are drawn where a scale of colours shows; a track of segments is drawn so where nothing is said."""
_DRAWN_AS_FEATURES = ("annotation", "alignment", "variant", "mutation", "junction", "sequence")
"""Kinds of tracks that have no axis. IGV shades features by score where the file says so, and else needs none."""
_LIMITS = ("minimum", "maximum")
_IN_ROWS = "parts.reads.display.mode", "collapsed"
"""Collapsed reads are drawn in rows all the same, in IGV desktop and igv.js alike."""
_GREYS = "a0", "d8"
"""The darkest and the lightest red, green and blue alike of reads and coverage of which no colour is said."""
_SIZES = (".min_insert_size_bp", ".max_insert_size_bp")
"""What insert sizes are expected, where that is not computed."""
_ITEM_COLORS = "display.item_colors", "item_colors"
"""The field, and the habit of drawing so what has no colour of its own."""
_LOWEST, _SCORED = "display_range.minimum", ("interaction", "contact_map")
"""Scores of interactions begin at 0 wherever nothing else is said."""


def idle_part(field: str) -> bool:
    """Whether a field of a part of an alignment changes nothing to look at, whatever its value."""
    return field in _IN_PARTS


def is_idle(session: Session, owner: Owner, field: str, value: object) -> bool:
    """Whether a value of a track, which would change the look of others, changes nothing in this one; nor in a hidden part."""
    track = session.tracks.get(owner[1]) if owner[0] == "tracks" and value is not None and value is not UNSET else None
    if track is None:
        return False
    if field.startswith("parts.") and track.parts and _idles_in(track.parts[field.split(".")[1]], field, value):
        return True
    beside = field in _BESIDE_A_SCALE and shades(track) is not None
    if beside or ((field, value) == (_LOWEST, 0) and track.kind in _SCORED):
        return True
    if field.rpartition(".")[0].endswith("display_range"):
        return _idle_axis(session, owner, track, field, value)
    if track.kind != "copy_number" or _drawn(track) not in _DRAWN_BY_SCALE:
        return False
    return field in _IN_A_HEAT_MAP or (field, value) == _SEGMENTS


def is_habit(session: Session, owner: Owner, field: str, value: object, habits: Collection[str]) -> bool:
    """Whether an application of these habits draws a track of its session as a value says which it was not told."""
    if value is not True or field != _ITEM_COLORS[0] or _ITEM_COLORS[1] not in habits:
        return False
    track = session.tracks.get(owner[1])
    return track is not None and (track.display is UNSET or track.display.color is track.display.color_by is UNSET)


def _idles_in(part: Part, field: str, value: object) -> bool:
    """Whether a field of a part changes nothing in it: it is hidden, as it is anywhere, or its insert sizes are computed."""
    if part.visible is False or (field, value) == _IN_ROWS or (field.endswith(".display.color") and _is_grey(value)):
        return True
    return field.endswith(_SIZES) and part.reads is not UNSET and part.reads.compute_insert_size is True


def _is_grey(value: object) -> bool:
    """Whether a colour is one of those of reads and coverage in every browser where nobody says another."""
    return isinstance(value, str) and value[1:3] == value[3:5] == value[5:] and _GREYS[0] <= value[1:3].lower() <= _GREYS[1]


def _idle_axis(session: Session, owner: Owner, track: Track, field: str, value: object) -> bool:
    """Of tracks and heat maps without an axis; a scale of colours of bars; limits that fitting to the data overrules."""
    branch, _, last = field.rpartition(".")
    if branch == "display_range" and track.kind in _DRAWN_AS_FEATURES:
        return True
    if last == "color_scale":
        return _drawn(track) not in _DRAWN_BY_SCALE or _is_usual(session, track, value)
    if track.kind == "copy_number" and _drawn(track) in _DRAWN_BY_SCALE:
        return True
    axis = value_of(session, owner, branch.split(".")) if last in _LIMITS else UNSET
    return axis is not UNSET and (axis.autoscale is True or axis.autoscale_group is not UNSET)


def _drawn(track: Track) -> Any:
    """How a track draws values."""
    return track.display.renderer if track.display is not UNSET else UNSET


def _is_usual(session: Session, track: Track, value: object) -> bool:
    """Whether a scale of colours is that of all segments, of which the session says no other."""
    return track.kind == "copy_number" and value == _USUAL_SCALE and session.color_scales is UNSET
