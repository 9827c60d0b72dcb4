"""How checks fail: with what they found, a line for each problem."""

from __future__ import annotations

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
    """Fails with the first `SHOWN` problems, a line for each, and how many there are."""
    found = list(problems)
    assert not found, "\n".join([f"{len(found)} problems", *map(str, found[:SHOWN])])
