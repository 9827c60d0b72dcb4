"""Overlays whose members say what the overlay does not, and members that only igv.js draws over others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec import UNSET

from converter.formats._rows import apart
from converter.model import DisplayRange

if TYPE_CHECKING:
    from converter.model import Session, Track

_VALUES = ("quantitative", "copy_number", "expression", "combined", "series", "unknown")


def unmerged(session: Session) -> Session:
    """The session with features, reads and the like below the overlay that they were members of.

    IGV skips such a member ("Unexpected MergedTrack member class", `IGVSessionReader`), and its data with it; JBrowse 2 takes
    the scores of features for values, and draws bars of them (`MultiWiggleAdapter`, run).
    """
    freed = {key: _freed(session, one) for key, one in session.tracks.items() if one.kind == "overlay" and one.members}
    freed = {key: names for key, names in freed.items() if names}
    if not freed:
        return session
    fitted = {key: _fitted(session, session.tracks[key], names) for key, names in freed.items()}
    return apart(msgspec.structs.replace(session, tracks={**session.tracks, **fitted}), freed)


def _freed(session: Session, overlay: Track) -> list[str]:
    held = [(key, session.tracks[key].kind) for key in overlay.members or () if key in session.tracks]
    return [key for key, kind in held if kind is not UNSET and kind not in _VALUES]


def _fitted(session: Session, overlay: Track, freed: list[str]) -> Track:
    """An overlay that igv.js fits to the data, as one of these members has no limits (`MergedTrack`), says so itself."""
    held = DisplayRange() if overlay.display_range is UNSET else overlay.display_range
    ranges = [session.tracks[key].display_range for key in freed]
    limited = all(one is not UNSET and (one.maximum is not UNSET or one.autoscale is not UNSET) for one in ranges)
    if limited or held.maximum is not UNSET or held.autoscale is not UNSET or held.autoscale_group is not UNSET:
        return overlay
    return msgspec.structs.replace(overlay, display_range=msgspec.structs.replace(held, autoscale=True))


def with_common_limits(session: Session, track: Track) -> Track:
    """An overlay without limits of its own, with those that all its members have alike.

    igv.js draws each member of an overlay in its own limits; where they are the same, they are those of the overlay for
    programs that have one axis for all of them.
    """
    held = DisplayRange() if track.display_range is UNSET else track.display_range
    if not track.members or held.maximum is not UNSET or held.autoscale is True or held.autoscale_group is not UNSET:
        return track
    ranges = [session.tracks[key].display_range for key in track.members if key in session.tracks]
    if not all(one is not UNSET and one.maximum is not UNSET and one.autoscale is not True for one in ranges):
        return track
    limits = {(one.minimum, one.maximum) for one in ranges if one is not UNSET}
    if len(limits) != 1:
        return track
    low, high = limits.pop()
    return msgspec.structs.replace(track, display_range=msgspec.structs.replace(held, minimum=low, maximum=high))
