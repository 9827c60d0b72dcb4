"""Ids and names by which JBrowse 2 tells objects apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Ids:
    """Hands out ids that are unlike all others."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self.taken = set(taken)
        self.numbers: dict[str, int] = {}

    def take(self, wanted: str) -> str:
        """The id that is wanted, with a number behind it if it is taken."""
        found, number = wanted, self.numbers.get(wanted, 2)
        while found in self.taken:
            found, number = f"{wanted}-{number}", number + 1
            self.numbers[wanted] = number
        self.taken.add(found)
        return found
