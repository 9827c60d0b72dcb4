"""The grid of a dashboard, on which no two panels lie on each other."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Cells(NamedTuple):
    """Where a panel begins, counted from 0, and how many columns and rows it covers."""

    row: int
    column: int
    width: int
    height: int


def overlapping(panels: Sequence[Cells]) -> Iterator[int]:
    """Which panels lie on one that begins before them, in a row further up, or in the same row further left.

    The panels are gone through from top to bottom. Those that reach the present row lie side by side, so that a panel is
    held only against those of its own columns.
    """
    starts: list[int] = []
    reaching: list[Cells] = []
    for at in sorted(range(len(panels)), key=panels.__getitem__):
        one = panels[at]
        place = max(bisect_right(starts, one.column) - 1, 0)
        while place < len(reaching) and reaching[place].column < one.column + one.width:
            other = reaching[place]
            if other.column + other.width <= one.column:
                place += 1
            elif other.row + other.height <= one.row:
                del starts[place], reaching[place]
            else:
                yield at
                break
        else:
            starts.insert(place, one.column)
            reaching.insert(place, one)
