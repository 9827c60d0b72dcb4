"""Facts of text that is neither XML nor JSON, found without the converter: tables and lists of files, and UCSC's files."""

from __future__ import annotations

import csv
import re
import shlex
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_CUSTOM = re.compile(r"^(browser\s+\w|track\s+\w+\s*=|track\s*$)", re.MULTILINE)
_HUB = re.compile(r"^\s*(hub|track)\s+[^\s=]+\s*$")
_BED = ["chrom", "chromStart", "chromEnd", "name", "score", "strand", "thickStart", "thickEnd", "itemRgb"]
_BED += ["blockCount", "blockSizes", "blockStarts"]
_PEAK = ["signalValue", "pValue", "qValue"]
_PEAKS = {"narrowPeak": [*_BED[:6], *_PEAK, "peak"], "broadPeak": [*_BED[:6], *_PEAK], "gappedPeak": [*_BED, *_PEAK]}
_COLUMNS = {**_PEAKS, "bedGraph": ["chrom", "chromStart", "chromEnd", "value"], "bed": _BED, "": _BED}


class Cell(NamedTuple):
    """One fact of a text: the line that it stands on, from 1, its column or key, and its value."""

    line: int
    name: str
    value: str


class Text:
    """The facts of a text, and the text with one of them changed."""

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


class Hub(Text):
    """Stanzas of settings."""

    def cells(self) -> Iterator[Cell]:
        for at, line in self.said():
            if not self.lines[at - 2].endswith("\\") or at == 1:
                key, *value = line.strip().split(None, 1)
                yield Cell(at, key, self._joined(at, value[0] if value else ""))

    def _joined(self, at: int, value: str) -> str:
        while value.endswith("\\"):
            value, at = value[:-1] + self.lines[at].strip(), at + 1
        return value

    def line(self, cell: Cell, value: str) -> str:
        old = self.lines[cell.line - 1]
        return f"{old[: len(old) - len(old.lstrip())]}{cell.name} {value}" + ("\\" if old.endswith("\\") else "")


class Custom(Text):
    """Lines `browser …`, `track …`, and data or locations below them."""

    def cells(self) -> Iterator[Cell]:
        kind = ""
        for at, line in self.said():
            words = line.split()
            if words[0] == "track":
                found = dict(one.split("=", 1) for one in shlex.split(line)[1:])
                kind = found.get("type", "")
                yield from (Cell(at, name, value) for name, value in found.items())
            elif words[0] == "browser":
                yield Cell(at, words[1], " ".join(words[2:]))
            else:
                yield from (Cell(at, name, value) for name, value in self._row(line, kind).items())

    def _row(self, line: str, kind: str) -> dict[str, str]:
        parts = [one.strip() for one in (line.split("\t") if "\t" in line else line.split())]
        if len(parts) == 1 and ("/" in line or line.rstrip().endswith((".bb", ".bw"))):
            return {"path": parts[0]}
        if parts[0].split(" ")[0] in ("fixedStep", "variableStep"):
            return {"declaration": parts[0], **dict(one.split("=", 1) for one in parts[1:])}
        if kind == "wiggle_0" and len(parts) < 3:
            return {"value": parts[0]} if len(parts) == 1 else {"chromStart": parts[0], "value": parts[1]}
        columns = _COLUMNS.get("bedGraph" if kind == "wiggle_0" else kind)
        if columns is None or not all(one.isdigit() for one in parts[1:3]):
            return {"line": line.strip()}
        return {columns[at] if at < len(columns) else f"field{at + 1}": one for at, one in enumerate(parts)}

    def line(self, cell: Cell, value: str) -> str:
        held = {one.name: one.value for one in self.cells() if one.line == cell.line} | {cell.name: value}
        first = self.lines[cell.line - 1].split(None, 1)[0]
        if first == "track":
            return "track " + " ".join(f'{name}="{one}"' for name, one in held.items())
        if first == "browser":
            return f"browser {cell.name} {value}"
        if "declaration" in held:
            return " ".join([held.pop("declaration"), *(f"{name}={one}" for name, one in held.items())])
        return "\t".join(map(str, held.values()))


class Table(Text):
    """A table of files, or a list of them."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        first = next((line for line in self.lines if line.strip() and not line.startswith("#")), "")
        self.mark = next((mark for mark in "\t," if mark in first), ";")
        plain = "." in first
        self.rows = {at: [line] if plain else next(csv.reader([line], delimiter=self.mark)) for at, line in self.said()}
        self.head = [] if plain else self.rows.pop(min(self.rows), [])

    def cells(self) -> Iterator[Cell]:
        for at, row in self.rows.items():
            for column, cell in zip(self.head or ["path"], row, strict=False):
                if cell.strip():
                    yield Cell(at, column, cell)

    def line(self, cell: Cell, value: str) -> str:
        row = [*self.rows[cell.line]]
        row[self.head.index(cell.name) if self.head else 0] = value
        return _row(row, self.mark) if self.head else value


def _row(row: list[str], mark: str) -> str:
    quoted = ('"' + one.replace('"', '""') + '"' if mark in one or '"' in one else one for one in row)
    return mark.join(quoted)


def text_of(data: bytes) -> Text:
    """The facts of a text, of whatever kind it is."""
    text = data.decode("utf-8-sig")
    first = next((line for line in text.splitlines() if line.strip() and not line.startswith("#")), "")
    if _HUB.match(first):
        return Hub(text)
    return Custom(text) if _CUSTOM.search(text) else Table(text)
