"""Tables of files, and lists of them."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from tests.contract.texts.base import Cell, Text

if TYPE_CHECKING:
    from collections.abc import Iterator


class Table(Text):
    """A table of files, or a list of them."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        marked = next((line[1:] for line in self.lines if line.startswith("#") and "url" in line.split("\t")), "")
        first = marked or next((line for line in self.lines if line.strip() and not line.startswith("#")), "")
        self.mark = next((mark for mark in "\t," if mark in first), ";")
        plain = "." in first
        self.rows = {at: [line] if plain else next(csv.reader([line], delimiter=self.mark)) for at, line in self.said()}
        self.head = [] if plain else marked.split(self.mark) if marked else self.rows.pop(min(self.rows), [])

    def cells(self) -> Iterator[Cell]:
        for at, row in self.rows.items():
            for column, cell in zip(self.head or ["path"], row, strict=False):
                if cell.strip():
                    yield Cell(at, column, cell)

    def line(self, cell: Cell, value: str) -> str:
        row = [*self.rows[cell.line]]
        row[self.head.index(cell.name) if self.head else 0] = str(value)
        return _row(row, self.mark) if self.head else str(value)


def _row(row: list[str], mark: str) -> str:
    quoted = ('"' + one.replace('"', '""') + '"' if mark in one or '"' in one else one for one in row)
    return mark.join(quoted)
