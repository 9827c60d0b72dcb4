"""The table that the benchmark prints: figures, and the goals they are held against."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_HEAD = ("what", "median", "min", "max", "goal", "")
_LEFT = (True, False, False, False, False, True)


class Goal(NamedTuple):
    """The bound that a median has to keep: at most, or at least, that much."""

    bound: float
    at_most: bool = True

    def kept(self, figure: float) -> bool:
        """Whether a figure keeps it."""
        return figure <= self.bound if self.at_most else figure >= self.bound

    def __str__(self) -> str:
        return f"{'≤' if self.at_most else '≥'} {self.bound:g}"


class Row(NamedTuple):
    """One figure: `what` it is, with its `unit`, the `values` of all rounds and the goal, if there is one."""

    what: str
    values: list[float]
    goal: Goal | None = None
    unit: str = "x"

    @property
    def figure(self) -> float:
        """The median of the rounds."""
        return median(self.values)

    @property
    def verdict(self) -> str:
        """`ok` or `over`; nothing where there is no goal."""
        if self.goal is None:
            return ""
        return "ok" if self.goal.kept(self.figure) else "over"

    def cells(self) -> tuple[str, ...]:
        """The row as text."""
        figures = (f"{value:.3g} {self.unit}" for value in (self.figure, min(self.values), max(self.values)))
        return (self.what, *figures, str(self.goal or ""), self.verdict)

    def plain(self) -> dict[str, Any]:
        """The row as plain data."""
        goal = str(self.goal) if self.goal else None
        values = {"median": self.figure, "min": min(self.values), "max": max(self.values)}
        return {"what": self.what, **values, "unit": self.unit, "goal": goal, "verdict": self.verdict or None}


def render(rows: Iterable[Row]) -> str:
    """The rows as text, columns aligned."""
    lines = [_HEAD, *(row.cells() for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(_aligned(*cell) for cell in zip(line, widths, _LEFT, strict=True)).rstrip() for line in lines)


def _aligned(text: str, width: int, left: bool) -> str:  # noqa: FBT001 - a column of the table above
    return text.ljust(width) if left else text.rjust(width)
