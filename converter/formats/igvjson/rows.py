"""Samples of one file as igv.js and IGV desktop 3 draw them: rows of one track (`SegTrack` upstream), each a neutral track."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from converter.formats._consume import Table
from converter.formats._words import Word
from converter.formats.igvjson import composites
from converter.formats.igvjson.names import ID
from converter.loss.ledger import Fate
from converter.options import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from converter.formats._draft import Draft
    from converter.formats.igvjson.web import Speech
    from converter.model import Track

ABOVE = "row/above"
"""Stands in the extras of a row that one track draws below the row before it."""
_NAMES, _WINDOW = ("name", "label"), ("height", "minHeight", "maxHeight", "autoHeight")
_AXIS = (
    *("autoscale", "autoScale", "autoscaleGroup", "min", "mid", "max", "logScale", "flipAxis", "drawBaseline"),
    *("showDataRange", "windowFunction"),
)
_OF_TRACK = {**dict.fromkeys(_NAMES, Severity.WARNING), **dict.fromkeys((*_WINDOW, *_AXIS), Severity.INFO)}
"""What is said of all rows together, and no row has, or no program heeds: how grave its loss is."""
_GLOSSES = {
    **dict.fromkeys(_NAMES, "what the rows of samples are called together"),
    **dict.fromkeys(_WINDOW, "how high the window on the rows of samples is"),
}
_HEIGHT, _HEIGHT_PX = "expandedRowHeight", 13
"""What says how high a row is, and how high it is where nothing does (igv.js)."""
_LOW, _LOW_PX = "squishedRowHeight", 2
"""The same of rows that are squished."""
_DESKTOP_HEIGHT = "rowHeight"
"""What says it for IGV desktop 3, squished or not."""


def is_row(track: Track) -> bool:
    """Whether the track is drawn below the one before it, in the same track of the program."""
    extras = track.extras.get(ID)
    return extras is not None and ABOVE in extras.native


def samples_of(facts: Mapping[str, Any], plain: Speech) -> list[str] | None:
    """The samples that a track draws in rows; None where it has no rows that can be told apart, or one alone."""
    raw = facts.get("samples") if composites.SAMPLES in plain.composites else None
    if not isinstance(raw, list) or len(raw) < 2 or not all(isinstance(one, str) and one for one in raw):  # noqa: PLR2004
        return None
    return raw if len(set(raw)) == len(raw) else None


@cache
def _table(plain: Table, *, squished: bool) -> Table:
    """The words of a track as they are said of its rows."""
    said = dict.fromkeys((_LOW if squished else _HEIGHT, _DESKTOP_HEIGHT), "display.height_px")
    held = (one for one in plain.words.values() if one.name not in _OF_TRACK)
    words = [Word(one.name, said.get(one.name, one.field), one.codec) for one in held]
    native = {**plain.native, **{name: severity for name, severity in _OF_TRACK.items() if name in plain.words}}
    return Table(words, native=native, usual=plain.usual, glosses={**plain.glosses, **_GLOSSES}, deeper=plain.deeper)


def table_of(plain: Speech, *, squished: bool) -> Table:
    """The words of a track whose samples are rows."""
    return _table(plain.table, squished=squished)


def squished(facts: Mapping[str, Any]) -> bool:
    """Whether a track of igv.js has low rows."""
    return str(facts.get("displayMode")).upper() == "SQUISHED"


def name_of(facts: Mapping[str, Any], draft: Draft) -> Any:
    """What a track is called, or its rows together."""
    return facts.get("name", facts.get("label")) if isinstance(draft.get("sample"), str) else draft.get("name")


def lowered(draft: Draft, told: dict[str, Fate]) -> None:
    """Rows that are squished are low, though nothing says how low."""
    if draft.get("display.mode") == "squished" and not isinstance(draft.get("display.height_px"), int | float):
        draft.set("display.height_px", _LOW_PX)
        told["displayMode"] = Fate("own", ("display.mode", "display.height_px"))


def spread(facts: Iterable[str], table: Table, owners: list[Any], told: dict[str, Fate]) -> None:
    """Let each fact of a track feed all of its rows."""
    first = owners[0]
    for name in facts:
        fate = told.get(name)
        fields = table.fields_of(name) if fate is None else fate.detail if fate.kind == "own" else ()
        fed = [(first, field) for field in fields] if fate is None or fate.kind == "own" else fate.detail
        if fate is not None and fate.kind not in ("own", "feeds"):
            continue
        every = [(owner, field) for at, field in fed for owner in (owners if at == first else (at,))]
        if every:
            told[name] = Fate("feeds", tuple(every), fate.code if fate is not None else None)


def height_of(track: Mapping[str, Any], count: int) -> float:
    """How high so many rows of a track that is written are together, in pixels."""
    height: float = track.get(_LOW, _LOW_PX) if squished(track) else track.get(_HEIGHT, _HEIGHT_PX)
    return count * height


def without_usual(track: dict[str, Any]) -> dict[str, Any]:
    """A track that is written, but for rows that are as low as igv.js has them where it is not told."""
    low = squished(track) and track.get(_LOW) == _LOW_PX
    return {name: value for name, value in track.items() if name != _LOW} if low else track


def filling(track: Mapping[str, Any], *, asked: bool) -> dict[str, Any]:
    """What makes the one row of a track that is written as high as the track, as IGV desktop has it."""
    unsaid = asked and {"samples", "height"} <= track.keys() and "displayMode" not in track
    return {"displayMode": "SQUISHED", _LOW: track["height"]} if unsaid else {}
