"""In which order igv.js shows the tracks of a session (`Browser.loadTrackList`, `Browser.reorderTracks` upstream)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from converter.model import Track

_FIRST = -9007199254740991
"""The order of a sequence that is told 0, the smallest safe integer of JavaScript."""

_AT_THE_END = 1_000_000
"""The order that the genomes of igv.js give their genes, so that these stand below all else."""


def ranks(tracks: list[tuple[str, Track]]) -> dict[str, float]:
    """By what the tracks are sorted: their order; those without one are counted from 1, only among themselves."""
    found: dict[str, float] = {}
    count = 0
    for key, track in tracks:
        if isinstance(track.order, int | float):
            found[key] = track.order or (_FIRST if track.kind == "sequence" else 0)
        else:
            count += 1
            found[key] = count
    return found


def is_late(track: Track) -> bool:
    """Whether a track has an order as large as igv.js gives to genes; IGV-Web counts on from there."""
    return isinstance(track.order, int | float) and track.order >= _AT_THE_END


def at_the_end(track: Track) -> bool:
    """Whether a track of genes stands below all others by the order that igv.js gives it."""
    return track.kind == "annotation" and is_late(track)
