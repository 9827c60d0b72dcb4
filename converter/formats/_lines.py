"""Text formats: what a file says, and a line of it as the ledger needs it.

The place of a line is `/<line>`, that of a fact `/<line>/<column or key>`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.errors import MalformedError
from converter.loss.walk import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


def text_in(data: bytes, form: str) -> str:
    """The text of a file, with or without a byte order mark. `MalformedError` (`<form>.encoding`) where it is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise MalformedError(f"{form}.encoding", "The text is not UTF-8.", line=line, hint="Save it as UTF-8.") from None


def numbered(text: str) -> Iterator[tuple[int, str]]:
    """Lines that are neither blank nor a comment (`#`), with their numbers from 1; they end as on Unix, Windows or old Macs."""
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield number, line


def carried_in(text: str, mark: str) -> str | None:
    """The carried data that a comment holds, which begins with the mark; None where there is none."""
    at = text.rfind(mark)
    return text[at + len(mark) :].split(None, 1)[0] if at >= 0 else None


def visible(text: str) -> str:
    """A text without control characters, with which a file is no text."""
    return _CONTROL.sub("", text)


class Line:
    """A line, by its number from 1, and what it says by column or key; each is one fact."""

    __slots__ = ("cells", "count", "line", "path")

    def __init__(self, number: int, cells: Mapping[str, str]) -> None:
        self.line: int | None = number
        self.path = f"/{number}"
        self.cells = cells
        self.count = len(cells)

    def place(self, name: str) -> str:
        """Path of a fact."""
        return f"{self.path}/{escape(name)}"

    def names(self) -> Iterable[str]:
        """Columns or keys that say something."""
        return self.cells

    def weight(self, _name: str) -> int:
        """One fact each."""
        return 1

    def value(self, name: str) -> Any:
        """The text of a fact."""
        return self.cells.get(name, UNSET)
