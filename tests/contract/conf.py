"""Facts of a text of sections, keys and values (JBrowse 1's tracks.conf), found by a walk that knows nothing of the converter."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_SECTION = re.compile(r"\s*\[")
_VALUE = re.compile(r"([^\s+=#][^+=]*?)\s*(\+?=)\s*(.*)")
_ITEM = re.compile(r"\s+\+\s*(.+)")


class Entry(NamedTuple):
    """A value: its lines from 0, the end not counted, its key, what stands before it, and its text."""

    first: int
    end: int
    key: str
    before: str
    text: str

    @property
    def place(self) -> str:
        return f"/{self.first + 1}/{self.key.replace('~', '~0').replace('/', '~1')}"

    @property
    def decoded(self) -> Any:
        return json.loads(self.text[len("json:") :])


def is_conf(text: str) -> bool:
    """Whether a text has sections, or keys with values, and is no table."""
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    return any(map(_SECTION.match, lines)) or bool(lines and re.match(r"[\w.]+\s*\+?=", lines[0]))


def entries(lines: list[str]) -> Iterator[Entry]:
    """All values. The empty head of an array is none."""
    key, at = "", 0
    while at < len(lines):
        found, item = _VALUE.match(lines[at]), _ITEM.match(lines[at])
        if (found is None and item is None) or _SECTION.match(lines[at]):
            at += 1
            continue
        key, before, text = (found[1], f"{found[1]} {found[2]} ", found[3]) if found else (key, "  + ", item[1] if item else "")
        end = at + 1
        while end < len(lines) and lines[end][:1] == " " and lines[end].strip() and not _ITEM.match(lines[end]):
            text = f"{text} {lines[end].strip()}".strip()
            end += 1
        if text or end == len(lines) or not _ITEM.match(lines[end]):
            yield Entry(at, end, key, before, text.strip())
        at = end


def with_value(lines: list[str], entry: Entry, text: str) -> list[str]:
    """The lines with another value; those that go on with the old one are empty."""
    return [*lines[: entry.first], f"{entry.before}{text}", *["#-"] * (entry.end - entry.first - 1), *lines[entry.end :]]
