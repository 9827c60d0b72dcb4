"""In which order igv.js shows the tracks of a session (`Browser.loadTrackList`, `Browser.reorderTracks` upstream)."""

from __future__ import annotations

from bisect import bisect_left
from math import inf
from typing import TYPE_CHECKING

from msgspec import UNSET

from converter.loss.ledger import Fate, Owner

if TYPE_CHECKING:
    from collections.abc import Container

    from converter.model import Track

VIEW: Owner = ("views", "v1")

_FIRST = -9007199254740991
"""The order of a sequence that is told 0, the smallest safe integer of JavaScript."""

_FAR, _TIMES = 1000, 100
"""What order might as well be said of a track: up to as many times its own, and some more. One that stands beyond stands there
whatever the others say, as do the genes of a genome with 100,000 or 1,000,000."""


def ranks(tracks: list[tuple[str, Track]], below: Container[str] = ()) -> dict[str, float]:
    """By what the tracks are sorted: their order; those without one are counted from 1, only among themselves.

    `below`: those that are a row of the same track as the one before them, and stand where that stands.
    """
    found: dict[str, float] = {}
    count = 0
    for key, track in tracks:
        if key in below:
            found[key] = next(reversed(found.values()))
        elif isinstance(track.order, int | float):
            found[key] = track.order or (_FIRST if track.kind == "sequence" else 0)
        else:
            count += 1
            found[key] = count
    return found


def sorted_by_order(
    order: list[str], tracks: dict[str, Track], placed: list[tuple[str, dict[str, Fate]]], below: Container[str] = ()
) -> list[str]:
    """The tracks of `order` from top to bottom; `placed` has the fates of their facts, which learn what they decided.

    `below`: the further rows of tracks.
    """
    found = ranks([(key, tracks[key]) for key in order], below)
    shown = sorted(order, key=found.__getitem__)
    levels = [found[key] for key in shown]
    place = {key: index for index, key in enumerate(shown)}
    for key, fates in placed:
        start = place[key] + 1
        while start < len(shown) and shown[start] in below:
            start += 1
        _decides(key, tracks[key].order, fates, range(start, _reached(levels, tracks[key].order)))
    return shown


def _reached(levels: list[float], order: object) -> int:
    """How many tracks, of these ranks, stand over what might as well be said of a track of that order."""
    most = abs(order) * _TIMES + _FAR if isinstance(order, int | float) else inf
    return bisect_left(levels, most) if most < inf else 0


def _decides(key: str, order: object, fates: dict[str, Fate], passed: range) -> None:
    """The `order` of a track decides what is seen, and is not only a number, where others would stand over it were it larger."""
    said = fates.get("order", Fate("feeds", ((("tracks", key), "order"),)))
    if passed and order is not UNSET and said.kind == "feeds":
        fates["order"] = Fate("feeds", (*said.detail, (VIEW, "tracks", passed)))
