"""What a judge said of one document, in the same form for every application."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.apps.compare import Comparison, Difference


class Judgement(NamedTuple):
    """`error`: why it was not opened. `comparison`: what was understood. `drawn`, `blank`: tracks with and without ink.

    Only tracks count that should draw: shown, with stand-in data, and near enough.
    """

    name: str
    error: str | None
    comparison: Comparison | None = None
    drawn: int = 0
    blank: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """The format that the document was converted from."""
        return self.name.split("/")[1]


def refused(judgements: Iterable[Judgement], known: Iterable[str] = ()) -> dict[str, str]:
    """The documents that were not opened, with the reason; reasons that hold one of the `known` texts do not count."""
    return {
        one.name: one.error for one in judgements if one.error is not None and not any(reason in one.error for reason in known)
    }


def differing(judgements: Iterable[Judgement]) -> tuple[list[tuple[str, Difference]], int]:
    """Every difference with its document, and how many values were compared in all."""
    found: list[tuple[str, Difference]] = []
    compared: Counter[str] = Counter()
    for one in judgements:
        if one.comparison is not None:
            found += [(one.name, difference) for difference in one.comparison.differences]
            compared += one.comparison.compared
    return found, compared.total()


def blank(judgements: Iterable[Judgement]) -> tuple[list[tuple[str, str]], int]:
    """Tracks that should draw and don't, with their document, and how many should."""
    held = list(judgements)
    missing = [(one.name, track) for one in held for track in one.blank]
    return missing, len(missing) + sum(one.drawn for one in held)
