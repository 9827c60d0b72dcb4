"""Data that stands in the text, below a track line: rows of BED, peaks, bedGraph or wiggle as features, 0-based half-open.

Features have the names of igv.js, which holds features in its sessions: `chr`, `start`, `end`, `name`, `score`, `strand`,
`cdStart`, `cdEnd`, `color`, `exons`; of peaks `signal`, `pValue`, `qValue`, `peak`; of numbers along the genome `value`.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from converter.errors import MalformedError
from converter.formats._values import NUMBER_TEXT, is_texts, number_text
from converter.formats._words import INVALID
from converter.model import color

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_BED = ("chrom", "chromStart", "chromEnd", "name", "score", "strand", "thickStart", "thickEnd", "itemRgb")
_BLOCKS = ("blockCount", "blockSizes", "blockStarts")
_PEAK = (*_BED[:6], "signalValue", "pValue", "qValue")
_COLUMNS = {
    "narrowpeak": (*_PEAK, "peak"),
    "broadpeak": _PEAK,
    "gappedpeak": (*_BED, *_BLOCKS, *_PEAK[6:]),
}
"""By type of peak, its columns (ENCODE's narrowPeak.as, broadPeak.as, gappedPeak.as): all of them stand in every row."""
_BEDGRAPH = ("chrom", "chromStart", "chromEnd", "value")
_VARIABLE = ("chromStart", "value")
_DECLARATION = re.compile(r"(fixedStep|variableStep)\s")
_NAMES = {"name": "name", "strand": "strand"}
_NUMBERS = {"score": "score", "thickStart": "cdStart", "thickEnd": "cdEnd"}
_NUMBERS |= {"signalValue": "signal", "pValue": "pValue", "qValue": "qValue", "peak": "peak"}
_THREE = 3


class Row(NamedTuple):
    """A line of data: its number from 1, its cells by column, and the text."""

    line: int
    cells: dict[str, str]
    text: str


class Data(NamedTuple):
    """The data of a track: its rows, and their features; None where they are of a kind that no other browser holds."""

    rows: list[Row]
    features: list[dict[str, Any]] | None


def parse(lines: Iterable[tuple[int, str]], kind: str) -> Data:
    """The data of a track whose type is `kind` ("" unless it says one: BED, or what the UCSC browser finds out).

    Raises `MalformedError` for a row that is not of the type that is said.
    """
    listed = list(lines)
    reading = _READERS.get(kind.lower())
    found: list[tuple[Row, dict[str, Any] | None]] = []
    try:
        found += reading(listed) if reading else ()
    except (ValueError, KeyError):
        if kind:
            line, text = listed[len(found)]
            hint = "See UCSC's help on the type, or say another type in the track line."
            raise MalformedError("ucsc.data", f"The row is no {kind}: {text[:60]!r}.", line=line, hint=hint) from None
        reading = None
    if reading is None:
        return Data([Row(number, {"line": text.strip()}, text) for number, text in listed], None)
    return Data([row for row, _ in found], [feature for _, feature in found if feature is not None])


def _split(text: str) -> list[str]:
    return text.split("\t") if "\t" in text else text.split()


def _cells(text: str, names: tuple[str, ...]) -> dict[str, str]:
    """The cells of a line; columns beyond those known are numbered."""
    parts = [part.strip() for part in _split(text)]
    return {names[at] if at < len(names) else f"field{at + 1}": part for at, part in enumerate(parts)}


def _number(text: str) -> Any:
    found = NUMBER_TEXT.read(text)
    if found is INVALID:
        raise ValueError(text)
    return found


def _place(cells: dict[str, str]) -> dict[str, Any]:
    if len(cells) < _THREE:
        raise ValueError(cells)
    return {"chr": cells["chrom"], "start": int(cells["chromStart"]), "end": int(cells["chromEnd"])}


def _bed(lines: list[tuple[int, str]]) -> Iterator[tuple[Row, dict[str, Any] | None]]:
    for number, text in lines:
        cells = _cells(text, (*_BED, *_BLOCKS))
        yield Row(number, cells, text), _feature(cells)


def _peaks(lines: list[tuple[int, str]], columns: tuple[str, ...]) -> Iterator[tuple[Row, dict[str, Any] | None]]:
    for number, text in lines:
        cells = _cells(text, columns)
        if len(cells) != len(columns):
            raise ValueError(text)
        yield Row(number, cells, text), _feature(cells)


def _feature(cells: dict[str, str]) -> dict[str, Any]:
    found = _place(cells)
    found |= {name: cells[column] for column, name in _NAMES.items() if column in cells}
    found |= {name: _number(cells[column]) for column, name in _NUMBERS.items() if column in cells}
    if "itemRgb" in cells:
        shade = color.parse(cells["itemRgb"]) if "," in cells["itemRgb"] else None
        found |= {"color": color.css(shade)} if shade else {"itemRgb": cells["itemRgb"]}
    if all(column in cells for column in _BLOCKS):
        found["exons"] = _exons(found["start"], cells)
    return found | {name: text for name, text in cells.items() if name.startswith("field")}


def _exons(start: int, cells: dict[str, str]) -> list[dict[str, int]]:
    sizes, starts = ([int(one) for one in cells[name].split(",") if one.strip()] for name in _BLOCKS[1:])
    if not len(sizes) == len(starts) == int(cells["blockCount"]):
        raise ValueError(cells)
    return [{"start": start + at, "end": start + at + size} for at, size in zip(starts, sizes, strict=True)]


def _bedgraph(lines: list[tuple[int, str]]) -> Iterator[tuple[Row, dict[str, Any] | None]]:
    for number, text in lines:
        cells = _cells(text, _BEDGRAPH)
        if len(cells) != len(_BEDGRAPH):
            raise ValueError(text)
        yield Row(number, cells, text), {**_place(cells), "value": _number(cells["value"])}


def _wiggle(lines: list[tuple[int, str]]) -> Iterator[tuple[Row, dict[str, Any] | None]]:
    """Wiggle counts from 1; without a declaration it is bedGraph."""
    if not lines or not _DECLARATION.match(lines[0][1].lstrip()):
        yield from _bedgraph(lines)
        return
    step: dict[str, str] = {}
    start, fixed = 0, False
    for number, text in lines:
        if _DECLARATION.match(text.lstrip()):
            word, *parts = text.split()
            step = dict(part.split("=", 1) for part in parts)
            fixed = word == "fixedStep"
            start = int(step["start"]) - 1 if fixed else 0
            yield Row(number, {"declaration": word, **step}, text), None
            continue
        if fixed:
            cells = {"value": text.strip()}
            at, start = start, start + int(step.get("step", 1))
        else:
            cells = _cells(text, _VARIABLE)
            at = int(cells["chromStart"]) - 1
        end = at + int(step.get("span", 1))
        yield Row(number, cells, text), {"chr": step["chrom"], "start": at, "end": end, "value": _number(cells["value"])}


_READERS: dict[str, Callable[[list[tuple[int, str]]], Iterator[tuple[Row, dict[str, Any] | None]]]] = {
    **dict.fromkeys(("bed", ""), _bed),
    "bedgraph": _bedgraph,
    **dict.fromkeys(("wiggle_0", "wiggle"), _wiggle),
    **{kind: partial(_peaks, columns=columns) for kind, columns in _COLUMNS.items()},
}
"""By type of track, what reads its rows."""


def lines_of(features: list[Any], spelled: Any, kind: str) -> list[str]:
    """Features as lines of a custom track: as they were spelled if those still mean the same, else anew. Raises `ValueError`."""
    if is_texts(spelled) and _means(spelled, features, kind):
        return spelled
    return [_line(one) for one in features]


def _means(spelled: list[str], features: list[Any], kind: str) -> bool:
    """Whether lines are those features."""
    try:
        return parse(enumerate(spelled, 1), kind).features == features
    except MalformedError:
        return False


def _line(feature: Any) -> str:
    if not isinstance(feature, dict) or not all(name in feature for name in ("chr", "start", "end")):
        raise ValueError(feature)
    cells = [str(feature["chr"]), str(feature["start"]), str(feature["end"])]
    if "value" in feature:
        return "\t".join([*cells, number_text(feature["value"])])
    more = [feature.get("name", "."), feature.get("score", 0), feature.get("strand", ".")]
    said = max((at for at, name in enumerate(("name", "score", "strand"), 1) if name in feature), default=0)
    return "\t".join([*cells, *(number_text(one) if isinstance(one, int | float) else str(one) for one in more[:said])])
