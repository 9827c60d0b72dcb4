"""In which order igv.js shows the tracks of a session (`Browser.loadTrackList`, `Browser.reorderTracks` upstream)."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from converter.model import Track

_FIRST = -9007199254740991
"""The order of a sequence that is told 0, the smallest safe integer of JavaScript."""

AT_THE_END = 1_000_000
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


def rising(numbers: list[int]) -> set[int]:
    """The most of these different numbers that stand in rising order; of several such choices the one that begins highest."""
    starts: list[int] = []
    """For each length the highest number that as many rising ones begin with, negated."""
    after: dict[int, int | None] = {}
    for one in reversed(numbers):
        at = bisect_left(starts, -one)
        after[one] = -starts[at - 1] if at else None
        starts[at : at + 1] = [-one]
    found: set[int] = set()
    here = -starts[-1] if starts else None
    while here is not None:
        found.add(here)
        here = after[here]
    return found
