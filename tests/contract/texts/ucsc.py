"""Texts of the UCSC Genome Browser: hubs, and custom tracks."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING, Any, ClassVar

from tests.contract.texts.base import Cell, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.contract.texts.base import Choose

_HUB = re.compile(r"^\s*(hub|track)\s+[^\s=]+\s*$")
_BED = ["chrom", "chromStart", "chromEnd", "name", "score", "strand", "thickStart", "thickEnd", "itemRgb"]
_BED += ["blockCount", "blockSizes", "blockStarts"]
_PEAK = ["signalValue", "pValue", "qValue"]
_PEAKS = {"narrowPeak": [*_BED[:6], *_PEAK, "peak"], "broadPeak": [*_BED[:6], *_PEAK], "gappedPeak": [*_BED, *_PEAK]}
_COLUMNS = {**_PEAKS, "bedGraph": ["chrom", "chromStart", "chromEnd", "value"], "bed": _BED, "": _BED}


def _alike(_: Any, alike: list[Any]) -> list[Any]:
    return alike


def _no(*_: Any) -> list[Any]:
    return []


def _switched(value: str, _: object) -> list[Any]:
    name, _, switch = value.partition(" ")
    return [f"{name} {'off' if switch == 'on' else 'on'}" if switch else f"{name}_other"]


class Hub(Text):
    """Stanzas of settings."""

    chosen: ClassVar[Mapping[str, Choose]] = {
        "visibility": _alike,
        "shortLabel": lambda value, _: [f"{value} other", "0 other", "~ other"],
        "priority": lambda _, alike: [*alike, "-1000", "1000"],
        "pairEndsByName": _no,
        "parent": _switched,
        "compositeTrack": _no,
        "view": _no,
        "container": _no,
    }
    """Of settings that choose, all choices. Of some it matters only that they are there."""

    @classmethod
    def takes(cls, text: str) -> bool:
        return _HUB.match(next((line for line in text.splitlines() if line.strip() and not line.startswith("#")), "")) is not None

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

    chosen = Hub.chosen

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
