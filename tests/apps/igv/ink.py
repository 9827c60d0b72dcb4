"""Which tracks IGV desktop drew, by its own snapshot in SVG: beside the column of names lie the shapes of the data.

In that column IGV fills a rectangle for each track before it writes its name, so that the rows are known; shapes of
the data have the same heights. Frames, rulers, labels and the lines between tracks are no ink.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

_SVG = "{http://www.w3.org/2000/svg}"
_MOVED = re.compile(r"translate\((\d+),(\d+)\)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_NAMES_PX, _DATA_PX, _WIDE_PX, _ROW_PX = 160, 168, 1000, 3
_ARC = re.compile(r"M(\S+) (\S+) A\S+ (\S+) \S+ \S+ \S+ (\S+) ")
"""An arc stands about on the lower edge of its track, drawn from right to left, or hangs from the upper one."""
_INSIDE = 20.0
_CUT = 20
"""Letters of a name that may be a cut one."""
_PALE = re.compile(r"fill:(?:white|silver|gray|rgb\((?:250,250,250|240,240,240|200,200,200)\))")
_NO_TEXT = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_AWAY = "Zoom in"


class Row(NamedTuple):
    """A track in the picture: its name, how many shapes of data it has, and whether it is too far away to have any."""

    name: str
    shapes: int
    away: bool


class _Band(NamedTuple):
    name: str
    top: float
    bottom: float

    def holds(self, height: float) -> bool:
        return self.top <= height < self.bottom


def _parsed(svg: bytes) -> etree._Element:
    """IGV writes characters into names that no XML has."""
    return etree.fromstring(_NO_TEXT.sub(b"", svg))


def is_laid_out(svg: bytes) -> bool:
    """Whether any place is in view: none is where a session lists genes, whose places a server would know."""
    return any(place and place[0] > _DATA_PX for group in _parsed(svg).iter(f"{_SVG}g") if (place := _place(group)))


def rows(svg: bytes) -> list[Row]:
    """Every track in IGV's snapshot, from top to bottom."""
    groups = [(place, group) for group in _parsed(svg).iter(f"{_SVG}g") if (place := _place(group))]
    bands = [band for (left, top), group in groups if left == 0 for band in _bands(group, top)]
    shapes = [at for (left, top), group in groups if left > _DATA_PX for at in _shapes(group, top)]
    away = [at for (left, top), group in groups if left > _DATA_PX for at in _far(group, top)]
    return [Row(one.name, sum(map(one.holds, shapes)), any(map(one.holds, away))) for one in bands]


def is_of(written: str, names: set[str]) -> bool:
    """Whether a name in the picture is one of these: IGV cuts long ones, or leaves out their middle."""
    first, cut, last = written.partition("...")
    short = cut or len(written) >= _CUT
    return written in names or bool(short and any(name.startswith(first) and name.endswith(last) for name in names))


def _place(group: etree._Element) -> tuple[int, int] | None:
    found = _MOVED.match(group.get("transform", ""))
    return (int(found[1]), int(found[2])) if found else None


def _bands(group: etree._Element, top: int) -> Iterator[_Band]:
    """The rows of a panel: the rectangle that was filled last before a name is that of its track."""
    row = None
    for one in group:
        if one.tag == f"{_SVG}rect" and float(one.get("width", "0")) == _NAMES_PX:
            row = float(one.get("y", "0")), float(one.get("height", "0"))
        elif one.tag == f"{_SVG}text" and row is not None:
            yield _Band(one.text or "", top + row[0], top + row[0] + row[1])
            row = None


def _shapes(group: etree._Element, top: int) -> Iterator[float]:
    """The heights at which data are drawn."""
    if _PALE.search(group.get("style", "")):
        return
    for one in group:
        if isinstance(one.tag, str) and one.tag != f"{_SVG}text" and not _is_frame(one):
            yield top + _middle(one)


def _far(group: etree._Element, top: int) -> Iterator[float]:
    for one in group.iter(f"{_SVG}text"):
        if (one.text or "").startswith(_AWAY):
            yield top + float(one.get("y", "0")) - _ROW_PX


def _is_frame(one: etree._Element) -> bool:
    """Whether a shape crosses its panel: a background, a baseline, or the line that follows the pointer.

    A bar that begins before its panel is data: the summary of segments has bins of 200,000 bases.
    """
    if one.tag == f"{_SVG}line":
        across, down = (abs(float(one.get(f"{way}2", "0")) - float(one.get(f"{way}1", "0"))) for way in "xy")
        return across > _WIDE_PX or (not across and down > _NAMES_PX) or "stroke" in one.attrib
    return float(one.get("width", "0")) > _WIDE_PX and float(one.get("x", "0")) >= 0


def _middle(one: etree._Element) -> float:
    """The height of the middle of a shape below the top of its panel."""
    if one.tag == f"{_SVG}rect":
        return float(one.get("y", "0")) + float(one.get("height", "0")) / 2
    if one.tag == f"{_SVG}line":
        return (float(one.get("y1", "0")) + float(one.get("y2", "0"))) / 2
    if arc := _ARC.match(one.get("d", "")):
        left, height, radius, right = map(float, arc.groups())
        inside = min(radius / 2, _INSIDE)
        return height + (inside if left < right else -inside)
    heights = [float(value) for value in _NUMBER.findall(one.get("d") or one.get("points") or one.get("cy") or "")[1:2]]
    return heights[0] if heights else 0.0
