"""How checks fail: with what they found, a line for each problem."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.contract.samples import Sample

SHOWN = 25


def none_of(samples: Iterable[Sample], check: Callable[[Sample], list[str]]) -> None:
    """Fails with the problems that a check finds in the samples; a crash is one, too."""
    problems = []
    for sample in samples:
        try:
            problems += check(sample)
        except Exception as crash:  # noqa: BLE001 - the others are looked at all the same
            problems.append(f"{sample.name}: {type(crash).__name__}: {crash}")
    none(problems)


def none(problems: Iterable[object]) -> None:
    """Fails with the first `SHOWN` problems, a line for each that differs, and how many there are."""
    found = Counter(map(str, problems))
    lines = [text if number == 1 else f"{text} ({number} times)" for text, number in found.items()]
    assert not found, "\n".join([f"{len(lines)} problems", *lines[:SHOWN]])
