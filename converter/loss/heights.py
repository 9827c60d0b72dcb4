"""Heights of alignment tracks: formats say that of the whole, or those of its parts, and the one follows from the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from converter.loss.measure import MISSING, leave

if TYPE_CHECKING:
    from converter.loss.measure import Changes, Delta
    from converter.model import Track

_WHOLE, _READS = "display.height_px", "parts.reads.display.height_px"


def told_by_whole(delta: Delta, changes: Changes) -> Changes:
    """The same changes, but for heights that are said another way: with the coverage as high, reads fill the rest."""
    both = [
        owner
        for owner, held in changes.items()
        if owner[0] == "tracks" and held is not MISSING and held.keys() >= {_WHOLE, _READS}
    ]
    for owner in both:
        here, there = _height(delta.a.tracks[owner[1]]), _height(delta.b.tracks[owner[1]])
        if here is None or here != there:
            continue
        leave(changes, owner, {field: change for field, change in changes[owner].items() if field not in (_WHOLE, _READS)})
    return changes


def _height(track: Track) -> float | None:
    """The height of the whole track, be it that of its reads and its coverage together; None where that is not said.

    Without coverage, or where that is hidden, the reads are the whole.
    """
    if (whole := _said(track)) is not None:
        return whole
    parts = track.parts if isinstance(track.parts, dict) else {}
    beside = parts.get("coverage")
    reads, coverage = _said(parts.get("reads")), 0 if beside is None or beside.visible is False else _said(beside)
    return None if reads is None or coverage is None else reads + coverage


def _said(held: Any) -> float | None:
    """The height in pixels of a track or of a part of one."""
    height = getattr(getattr(held, "display", None), "height_px", None)
    return height if isinstance(height, int | float) else None
