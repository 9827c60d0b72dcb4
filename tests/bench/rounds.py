"""Cases measured in turn, so that what the machine does meanwhile meets all of them alike."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from random import Random

Timings = dict[str, list[float]]
"""Seconds by case, one for each round that it took part in."""


class Case(NamedTuple):
    """Something to measure: `measure` gives seconds; it takes part in the first `rounds` rounds."""

    name: str
    measure: Callable[[], float]
    rounds: int


def run(cases: Iterable[Case], random: Random) -> Timings:
    """Every case in every round, in an order that each round draws anew."""
    cases = list(cases)
    timings: Timings = {case.name: [] for case in cases}
    for number in range(max((case.rounds for case in cases), default=0)):
        present = [case for case in cases if number < case.rounds]
        random.shuffle(present)
        for case in present:
            timings[case.name].append(case.measure())
    return timings


def seconds(call: Callable[[], object], times: int = 1) -> float:
    """Mean seconds of a call."""
    began = perf_counter()
    for _ in range(times):
        call()
    return (perf_counter() - began) / times


def ratios(timings: Timings, above: str, below: str, scale: float = 1) -> list[float]:
    """One case by another, round by round: what disturbed a round disturbed both."""
    return [scale * one / other for one, other in zip(timings[above], timings[below], strict=False)]
