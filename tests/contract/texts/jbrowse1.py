"""Facts of a text of sections, keys and values (JBrowse 1's tracks.conf), found by a walk that knows nothing of the converter."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.contract.texts.base import Cell, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

_SECTION = re.compile(r"\s*\[\s*[A-Za-z]")
_KEY = re.compile(r"[\w.]+\s*\+?=")
_VALUE = re.compile(r"([^\s+=#][^+=]*?)\s*(\+?=)\s*(.*)")
_ITEM = re.compile(r"\s+\+\s*(.+)")
_JSON = "json:"


class Entry(NamedTuple):
    """A value: its lines from 0, the end not counted, its key, what stands before it, and its text."""

    first: int
    end: int
    key: str
    before: str
    text: str


class Conf(Text):
    """Sections of keys and values; scalars of JSON in a value are facts of their own."""

    @classmethod
    def takes(cls, text: str) -> bool:
        """Whether a text begins with a section, or with a key and its value; JBrowse 1 has JSON as well."""
        lines = (line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#"))
        first = next(lines, "")
        return (_SECTION.match(first) or _KEY.match(first)) is not None

    def entries(self) -> Iterator[Entry]:
        """All values. The empty head of an array is none."""
        key, at, lines = "", 0, self.lines
        while at < len(lines):
            found, item = _VALUE.match(lines[at]), _ITEM.match(lines[at])
            if (found is None and item is None) or _SECTION.match(lines[at]):
                at += 1
                continue
            before, text = (f"{found[1]} {found[2]} ", found[3]) if found else ("  + ", item[1] if item else "")
            key = found[1] if found else key
            end = at + 1
            while end < len(lines) and lines[end][:1] == " " and lines[end].strip() and not _ITEM.match(lines[end]):
                text, end = f"{text} {lines[end].strip()}".strip(), end + 1
            if text or end == len(lines) or not _ITEM.match(lines[end]):
                yield Entry(at, end, key, before, text.strip())
            at = end

    def cells(self) -> Iterator[Cell]:
        for one in self.entries():
            if one.text.startswith(_JSON):
                yield from _leaves(json.loads(one.text[len(_JSON) :]), one.first + 1, one.key)
            else:
                yield Cell(one.first + 1, one.key, one.text)

    def changed(self, cell: Cell, value: Any) -> str:
        """The text with another value; the lines that went on with the old one become comments."""
        one = next(one for one in self.entries() if one.first + 1 == cell.line)
        text = str(value)
        if cell.name != one.key:
            text = _JSON + json.dumps(_with(json.loads(one.text[len(_JSON) :]), cell.name[len(one.key) + 1 :].split("/"), value))
        comments = ["#-"] * (one.end - one.first - 1)
        return "\n".join([*self.lines[: one.first], f"{one.before}{text}", *comments, *self.lines[one.end :]])


def _leaves(value: Any, line: int, name: str) -> Iterator[Cell]:
    if isinstance(value, dict | list) and value:
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _leaves(part, line, f"{name}/{key}")
    else:
        yield Cell(line, name, value)


def _with(held: Any, steps: list[str], value: Any) -> Any:
    """A value of JSON with another one below it."""
    inner = held
    for step in steps[:-1]:
        inner = inner[int(step) if isinstance(inner, list) else step]
    inner[int(steps[-1]) if isinstance(inner, list) else steps[-1]] = value
    return held
