"""What a walk of a text says of it: its facts, and the text with one of them changed. It knows nothing of the converter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Choose = Callable[[Any, list[Any]], list[Any]]
    """Of the value of a fact, and of values that others of its name have: those that it might as well have."""


class Cell(NamedTuple):
    """One fact of a text: the line that it stands on, from 1, its column or key, and its value."""

    line: int
    name: str
    value: str


class Text:
    """The facts of a text, and the text with one of them changed."""

    chosen: ClassVar[Mapping[str, Choose]] = {}
    """By name of a fact, the values that are tried instead of its own, where made-up ones (`facts.others`) say nothing."""

    @classmethod
    def takes(cls, text: str) -> bool:
        """Whether the text is of this kind; what no kind takes is JSON."""
        return bool(text.strip())

    def __init__(self, text: str) -> None:
        self.lines = re.split(r"\r\n|\r|\n", text)

    def cells(self) -> Iterator[Cell]:
        """The facts in their order."""
        raise NotImplementedError

    def changed(self, cell: Cell, value: str) -> str:
        """The text with another value of a fact."""
        lines = [*self.lines]
        lines[cell.line - 1] = self.line(cell, value)
        return "\n".join(lines)

    def line(self, cell: Cell, value: str) -> str:
        """The line of a fact with another value of it."""
        raise NotImplementedError

    def plain(self) -> str:
        """The text as changed ones are spelt."""
        return "\n".join(self.lines)

    def said(self) -> Iterator[tuple[int, str]]:
        """Lines that are neither blank nor a comment."""
        return ((at, one) for at, one in enumerate(self.lines, 1) if one.strip() and not one.lstrip().startswith("#"))
