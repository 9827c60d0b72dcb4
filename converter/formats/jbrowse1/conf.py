"""The text form of JBrowse 1's configuration: sections, dotted keys, arrays, values of several lines, values of JSON.

Read as `ConfigAdaptor/conf.js` does, line by line. What it does in silence is kept: `1,000` is a number without its comma,
a line that is none of the kinds below ends the value before it, and an array whose only item is `true` is the value true.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from converter.errors import MalformedError
from converter.formats import _json
from converter.formats._lines import text_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from converter.limits import Limits

_COMMENT = re.compile(r"^\s*#.+")
_SECTION = re.compile(r"^\s*\[([^\]]+)")
_FIRST_VALUE = re.compile(r"^([^+=]+)(\+?=)(.*)")
_NEXT_VALUE = re.compile(r"^(\S[^+=]+)(\+?=)(.*)")
_ITEM = re.compile(r"^\s{0,4}\+\s*(.+)")
_MORE = re.compile(r"^\s+(\S.*)")
_DOT = re.compile(r"\s*\.\s*")
_JSON = re.compile(r"^json:(.+)", re.IGNORECASE)
_NUMERIC = re.compile(r"^[+-]?[\d.,]+([eE][-+]?\d+)?$", re.ASCII)
_PARSED = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", re.ASCII)
_ALWAYS_ARRAYS = ("include",)


class Spot(NamedTuple):
    """One value of the file: its line from 1, its key as it is spelt there, its way from the root, and what it says."""

    line: int
    key: str
    steps: tuple[str, ...]
    value: Any
    adds: bool
    """Whether it is one more item of an array."""
    inside: tuple[str, ...] = ()
    """Where it lies in the JSON that the key has for a value: the last of the steps."""


class Text(NamedTuple):
    """What a file says: its values in order, and the lines that say nothing."""

    spots: list[Spot]
    skipped: list[int]


class _Parser:
    """The state between two lines."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.section: tuple[str, ...] = ()
        self.key: str | None = None
        self.line = 0
        self.adds = False
        self.value: str | None = None
        self.spots: list[Spot] = []

    def open(self, line: int, key: str, value: str, *, adds: bool) -> None:
        """A value begins."""
        self.close()
        self.key, self.line, self.value = key, line, value.strip()
        self.adds = adds or ".".join(self._steps()) in _ALWAYS_ARRAYS

    def close(self) -> None:
        """The value ends, and says something."""
        if self.value is not None:
            spot = Spot(self.line, str(self.key), self._steps(), self._said(self.value), self.adds)
            self.spots += [spot] if spot.adds else taken_apart(spot)
        self.value = None

    def end(self) -> None:
        """The value ends, and what looks like an item belongs to nothing."""
        self.close()
        self.key = None

    def begin(self, section: str) -> None:
        """A section begins; `[GENERAL]` is the root."""
        self.end()
        steps = tuple(_DOT.split(section.strip()))
        self.section = () if len(steps) == 1 and steps[0].lower() == "general" else steps

    def _steps(self) -> tuple[str, ...]:
        *way, last = ".".join((*self.section, *_DOT.split(str(self.key)))).split(".")
        return (*filter(None, way), last)

    def _said(self, text: str) -> Any:
        found = _JSON.match(text)
        if found is not None:
            return self._decoded(found[1])
        if _NUMERIC.match(text):
            return _number(text.replace(",", ""))
        return text

    def _decoded(self, text: str) -> Any:
        try:
            return _json.decode(text.encode(), self.limits)
        except MalformedError as error:
            message = f"The value of {self.key!r} is said to be JSON and is none: {error.message}"
            hint = "Write valid JSON behind json:, in one value; lines that continue it begin with a blank."
            raise MalformedError("conf.json", message, line=self.line, hint=hint) from None


def taken_apart(spot: Spot, *, lists: bool = False) -> Iterator[Spot]:
    """The values of an object of JSON, each as if it had a key of its own; `lists`: those of an array as well."""
    value = spot.value
    if lists and isinstance(value, list):
        value = {str(number): one for number, one in enumerate(value)}
    if not isinstance(value, dict) or not value:
        yield spot
        return
    for key, one in value.items():
        yield from taken_apart(spot._replace(steps=(*spot.steps, key), inside=(*spot.inside, key), value=one))


def _number(text: str) -> Any:
    """What JavaScript's parseFloat makes of a text; the text itself where that is no number."""
    found = _PARSED.match(text)
    if found is None:
        return text
    value = float(found[0])
    if not math.isfinite(value):
        return text
    return int(value) if value.is_integer() and abs(value) < 2**53 else value


def parse(data: bytes, limits: Limits) -> Text:
    """The values of a file, in order. `MalformedError` for other text than UTF-8, and for JSON that is none."""
    parser, skipped = _Parser(limits), []
    for number, raw in enumerate(text_in(data, "conf").split("\n"), 1):
        line = _COMMENT.sub("", raw.removesuffix("\r"))
        if not _understood(parser, number, line):
            parser.end()
            if line.strip():
                skipped.append(number)
    parser.close()
    return Text(parser.spots, skipped)


def _understood(parser: _Parser, number: int, line: str) -> bool:
    """Whether the line is a section, a value, an item of an array, or more of a value."""
    if found := _SECTION.match(line):
        parser.begin(found[1])
    elif found := (_FIRST_VALUE if parser.value is None else _NEXT_VALUE).match(line):
        parser.open(number, found[1].strip(), found[3], adds=found[2] == "+=")
    elif parser.key is not None and (found := _ITEM.match(line)):
        parser.open(number, parser.key, found[1], adds=True)
    elif parser.value is not None and (found := _MORE.match(line)):
        parser.value += f" {found[1].strip()}" if parser.value else found[1].strip()
    else:
        return False
    return True


class Tree:
    """The object that values make, the spots of what it holds, and those that it does not hold, with the reason."""

    def __init__(self, spots: list[Spot]) -> None:
        self.root: dict[str, Any] = {}
        self.spots: list[Spot] = []
        self.beaten: list[Spot] = []
        """Values that a later one of the same key replaced."""
        self.lost: list[Spot] = []
        """Values that JavaScript forgets: their section is a value itself or an array, or their key is empty."""
        self._empty: dict[tuple[str, ...], Spot] = {}
        line = 0
        for spot in spots:
            if spot.inside and spot.line != line:
                self._replace(spot._replace(steps=spot.steps[: -len(spot.inside)], inside=(), adds=False))
            line = spot.line
            self._put(spot)

    def _holder(self, steps: Sequence[str]) -> dict[str, Any] | None:
        """The object at the end of a way, made where there is none; None where a value is in the way."""
        holder = self.root
        for step in filter(None, steps):
            held = holder.setdefault(step, {})
            if not isinstance(held, dict):
                return None
            holder = held
        return holder

    def _replace(self, spot: Spot) -> None:
        """Take away what an object of JSON is put in the place of."""
        *way, last = spot.steps
        holder = self._holder(way)
        if holder is not None and holder.pop(last, None) is not None:
            self._beat(spot)

    def _put(self, spot: Spot) -> None:
        *way, last = spot.steps
        holder = self._holder(way)
        if holder is None or not last:
            self.lost.append(spot)
            return
        if spot.adds and holder.get(last):
            held = holder[last] if isinstance(holder[last], list) else [holder[last]]
        else:
            held = []
            if last in holder:
                self._beat(spot)
        holder[last] = _flag([*held, spot.value] if spot.adds else spot.value)
        self.spots.append(spot)
        self._fill(spot)

    def _fill(self, spot: Spot) -> None:
        """An empty object of JSON, in which the value lies now, is no value any more."""
        for depth in range(1, len(spot.steps) if self._empty else 0):
            held = self._empty.pop(spot.steps[:depth], spot)
            if held is not spot and held in self.spots:
                self.spots.remove(held)
                self.beaten.append(held)
        if spot.value == {}:
            self._empty[spot.steps] = spot

    def _beat(self, spot: Spot) -> None:
        """What the value replaces; the empty head of an array is no value."""
        found = [one for one in self.spots if one.steps[: len(spot.steps)] == spot.steps]
        self.spots = [one for one in self.spots if one not in found]
        self.beaten += [one for one in found if not (spot.adds and one.value == "")]


def _flag(value: Any) -> Any:
    """The text of a flag is the flag; so is an array of nothing else, since in JavaScript `["true"] == "true"`."""
    only = value[0] if isinstance(value, list) and len(value) == 1 else value
    if isinstance(only, bool):
        return only
    return {"true": True, "false": False}.get(only, value) if isinstance(only, str) else value
