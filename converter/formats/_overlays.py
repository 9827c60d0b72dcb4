"""Overlays whose members say what the overlay does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec import UNSET

from converter.model import DisplayRange

if TYPE_CHECKING:
    from converter.model import Session, Track


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
