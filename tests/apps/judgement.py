"""What a judge said of one document, in the same form for every application."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tests.apps.compare import Comparison, Difference


OF_TRACKS = "a list of tracks"
"""What is said of a document that is no session, so that no report has to tell that it opens in one alone."""
_STANDIN = "a FASTA file with the chromosomes that it shows"


class Judgement(NamedTuple):
    """`error`: why it was not opened, or not without a dialog. `comparison`: what was understood. `drawn`, `blank`: tracks
    with and without ink. `told`: whether the report says an error. `supplied`: the genome with which it was judged.

    Only tracks count that should draw: shown, with stand-in data, and near enough.
    """

    name: str
    error: str | None
    comparison: Comparison | None = None
    drawn: int = 0
    blank: tuple[str, ...] = ()
    told: bool = False
    supplied: str | None = None

    @property
    def source(self) -> str:
        """The format that the document was converted from."""
        return self.name.split("/")[1]


def not_opened(judgements: Iterable[Judgement], reasons: Mapping[str, str]) -> dict[str, str]:
    """Why documents were not opened, in our words: the reason whose pattern is found in `name: error`, else the error.

    Those that open with a genome given are not among them.
    """
    closed = [(one.name, one.error) for one in judgements if one.error is not None and one.supplied is None]
    return {name: why(reasons, f"{name}: {error}") or error for name, error in closed}


def genome_given(judgements: Iterable[Judgement]) -> dict[str, str]:
    """The documents that did not open as they are, and open with a genome given, and which: an id, or the chromosomes alone."""
    held = [(one.name, one.supplied) for one in judgements if one.error is not None and one.supplied is not None]
    return {name: _STANDIN if "/" in supplied else supplied for name, supplied in held}


def untold(judgements: Iterable[Judgement]) -> list[str]:
    """The documents that did not open as they are, and whose report tells no error."""
    return sorted(one.name for one in judgements if one.error not in (None, OF_TRACKS) and not one.told)


def refused(judgements: Iterable[Judgement], reasons: Mapping[str, str]) -> dict[str, str]:
    """The documents that were not opened for no reason that is known, with what the application said."""
    return {name: told for name, told in not_opened(judgements, reasons).items() if told not in reasons.values()}


def why(reasons: Mapping[str, str], said: str) -> str | None:
    """The first reason whose pattern is found."""
    return next((reason for pattern, reason in reasons.items() if re.search(pattern, said)), None)


def differing(judgements: Iterable[Judgement]) -> tuple[list[tuple[str, Difference]], int]:
    """Every difference with its document, and how many values were compared in all."""
    found: list[tuple[str, Difference]] = []
    compared: Counter[str] = Counter()
    for one in judgements:
        if one.comparison is not None:
            found += [(one.name, difference) for difference in one.comparison.differences]
            compared += one.comparison.compared
    return found, compared.total()


def unexplained(missing: Iterable[tuple[str, str]], reasons: Mapping[str, str]) -> list[str]:
    """Tracks without ink for no reason that is known, as `document: track`."""
    named = (f"{document}: {track}" for document, track in missing)
    return [one for one in named if why(reasons, one) is None]


def blank(judgements: Iterable[Judgement]) -> tuple[list[tuple[str, str]], int]:
    """Tracks that should draw and don't, with their document, and how many should."""
    held = list(judgements)
    missing = [(one.name, track) for one in held for track in one.blank]
    return missing, len(missing) + sum(one.drawn for one in held)
