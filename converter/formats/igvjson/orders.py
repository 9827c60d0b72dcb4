"""In which order igv.js shows the tracks of a session (`Browser.loadTrackList`, `Browser.reorderTracks` upstream)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import UNSET

from converter.loss.ledger import Fate, Owner

if TYPE_CHECKING:
    from collections.abc import Container

    from converter.model import Track

VIEW: Owner = ("views", "v1")

_FIRST = -9007199254740991
"""The order of a sequence that is told 0, the smallest safe integer of JavaScript."""

_AT_THE_END = 100_000
"""The least order that the genomes of IGV give their genes, so that these stand below all else (once it was 1,000,000)."""


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


def is_late(track: Track) -> bool:
    """Whether a track has an order as large as igv.js gives to genes; IGV-Web counts on from there."""
    return isinstance(track.order, int | float) and track.order >= _AT_THE_END


def at_the_end(track: Track) -> bool:
    """Whether a track of genes stands below all others by the order that igv.js gives it."""
    return track.kind == "annotation" and is_late(track)


def sorted_by_order(
    order: list[str], tracks: dict[str, Track], placed: list[tuple[str, dict[str, Fate]]], below: Container[str] = ()
) -> list[str]:
    """The tracks of `order` from top to bottom; `placed` has the fates of their facts, which learn what they decided.

    `below`: the further rows of tracks.
    """
    shown = sorted(order, key=ranks([(key, tracks[key]) for key in order], below).__getitem__)
    _moved(shown, tracks, placed, still=shown == order)
    return shown


def _moved(shown: list[str], tracks: dict[str, Track], placed: list[tuple[str, dict[str, Fate]]], *, still: bool) -> None:
    """The `order` of a track that comes up over another one decides what is seen, and not only a number.

    So does that of a track which stands over some that have none, and of a sequence that went below such. One that went
    down otherwise would stay there were it larger, and those that stand over genes, which go to the end by themselves,
    have not moved unless their own order is as large. `still`: all stand as they are listed; a sequence does so by itself.
    """
    place = {key: index for index, key in enumerate(shown)}
    sunk = _sunk(place, tracks, placed)
    last = genes = max((index for key, index in place.items() if tracks[key].order is UNSET), default=-1)
    for key, fates in placed:
        track = tracks[key]
        moved = place[key] < (genes if is_late(track) else last) or key in sunk
        moved = moved and not (still and track.kind == "sequence")
        last, genes = last if at_the_end(track) else max(last, place[key]), max(genes, place[key])
        said = fates.get("order", Fate("feeds", ((("tracks", key), "order"),)))
        if moved and said.kind == "feeds" and track.order is not UNSET:
            fates["order"] = Fate("feeds", (*said.detail, (VIEW, "tracks")))


def _sunk(place: dict[str, int], tracks: dict[str, Track], placed: list[tuple[str, dict[str, Fate]]]) -> set[str]:
    """Sequences below a track that is listed after them and has no order: theirs alone tells why they are not on top."""
    found, highest = set(), len(place)
    for key, _ in reversed(placed):
        track = tracks[key]
        if track.order is UNSET:
            highest = min(highest, place[key])
        elif place[key] > highest and track.kind == "sequence":
            found.add(key)
    return found
