"""The colour of a Resource, which is that of the tracks of its file where these say none.

IGV gives it to each track that it loads of the file, before it reads the session's Tracks (`TrackLoader.load`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import UNSET

from converter.formats.igvxml.binding import ID
from converter.formats.igvxml.mapping import COLOR
from converter.loss.ledger import Fate
from converter.model import Display, Extras

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from converter.formats.igvxml.binding import Resources
    from converter.loss.ledger import Owner
    from converter.model import Source, Track

_NAME = "@color"
"""Under which a file keeps how its colour was spelled."""
_BY_TRACK = Fate("superseded", "by the colour of its Track")


def lend(resources: Resources, tracks: Mapping[str, Track]) -> None:
    """Give the colours of files to their tracks; a file of no track keeps its own."""
    colored = {key: held for key, held in resources.sources.items() if isinstance(held.color, str)}
    drawn: dict[str, list[str]] = {}
    for key, track in tracks.items() if colored else ():
        if track.source in colored:
            drawn.setdefault(str(track.source), []).append(key)
    for source, keys in drawn.items():
        held = colored[source]
        fed: list[tuple[Owner, str]] = [(("tracks", key), field) for key in keys for field in _take(tracks[key], held.color)]
        spelled = (held.extras[ID].spelling if ID in held.extras else {}).pop("color", None) or COLOR.write(held.color)
        held.color = UNSET
        fates = resources.fates[source]
        misread = fates["color"].code if "color" in fates else None
        fates["color"] = Fate("feeds", tuple(fed), misread) if fed else _BY_TRACK
        if fed:
            held.extras.setdefault(ID, Extras()).spelling[_NAME] = spelled


def _take(track: Track, color: Any) -> Iterable[str]:
    """Colour what has no colour of its own in a track; the fields that were given one."""
    if isinstance(track.parts, dict) and track.parts:
        bare = [which for which, part in track.parts.items() if _bare(part)]
        track.parts = {which: _colored(part, color) if which in bare else part for which, part in track.parts.items()}
        return [f"parts.{which}.display.color" for which in bare]
    if not _bare(track):
        return []
    track.display = _colored(track, color).display
    return ["display.color"]


def _bare(held: Any) -> bool:
    return held.display is UNSET or held.display.color is UNSET


def _colored(held: Any, color: Any) -> Any:
    """A copy with that colour; what many say alike is shared, and not to be changed."""
    display = Display() if held.display is UNSET else held.display
    return msgspec.structs.replace(held, display=msgspec.structs.replace(display, color=color))


def given_back(source: Source, tracks: Iterable[Track]) -> str | None:
    """The colour as the file said it, where all its tracks still have it."""
    text = source.extras[ID].spelling.get(_NAME) if ID in source.extras else None
    if text is None:
        return None
    drawn: list[Any] = [part for track in tracks for part in (track.parts.values() if track.parts else (track,))]
    same = drawn and all(not _bare(one) and one.display.color == COLOR.read(text) for one in drawn)
    return str(text) if same else None


def by_source(tracks: Iterable[Track]) -> dict[Any, list[Track]]:
    """Tracks by the neutral id of their file."""
    found: dict[Any, list[Track]] = {}
    for track in tracks:
        found.setdefault(track.source, []).append(track)
    return found


def say_color(source: Source, tracks: list[Track], attrib: dict[str, Any]) -> None:
    """What is said of the colour of a file: of one that has tracks only what all of these still have of it."""
    if tracks:
        attrib.pop("color", None)
        color = given_back(source, tracks)
        attrib |= {"color": color} if color is not None else {}


def plain(source: Source, track: Track) -> Track:
    """A track without the colour that its file gives it."""
    if given_back(source, [track]) is None:
        return track
    made: Track = (
        _uncolored(track)
        if not track.parts
        else msgspec.structs.replace(track, parts={which: _uncolored(part) for which, part in track.parts.items()})
    )
    return made


def _uncolored(held: Any) -> Any:
    display = msgspec.structs.replace(held.display, color=UNSET)
    return msgspec.structs.replace(held, display=UNSET if display == Display() else display)
