"""Tracks that IGV desktop 3 can't tell apart: it loads a file once, and gives each of its tracks what one object says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from converter.loss.ledger import Notice

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from converter.loss.ledger import Owner, Put

_TEXT = "IGV desktop 3 loads a file once and joins it to one track; of several tracks that show one file it may show only one."
_HINT = "Give the file under another address (a copy, or a link to it) where both are needed."


def repeated(tracks: list[dict[str, Any]], placed: Mapping[Owner, Put]) -> list[Notice]:
    """A notice for each track of a file that another one before it shows in the same way (`JSONSessionReader`)."""
    owners = {put.place: owner for owner, put in placed.items() if owner[0] == "tracks"}
    found, seen = list[Notice](), set[tuple[Any, ...]]()
    for place, track in _walk(tracks, "/tracks"):
        shown = track.get("url", track.get("path")), track.get("type"), track.get("id")
        if shown[0] is not None and shown in seen and place in owners:
            found.append(Notice("track.repeated", "assumed", "warning", _TEXT, owners[place], hint=_HINT))
        seen.add(shown)
    return found


def _walk(tracks: list[dict[str, Any]], place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Track objects with their pointers, members of overlays among them."""
    for index, track in enumerate(tracks):
        yield f"{place}/{index}", track
        yield from _walk(track.get("tracks", []), f"{place}/{index}/tracks")
