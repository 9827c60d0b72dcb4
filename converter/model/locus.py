"""Loci as text, 1-based closed, and as `Interval`, 0-based half-open. The only place where 1-based numbers exist."""

from __future__ import annotations

import re

from msgspec import UNSET

from converter.model.base import Interval

_RANGE = re.compile(
    r"^(?:\{(?P<genome>[^}]+)\})?(?P<chrom>[^\s:]+(?::[^\s:\d][^\s:]*)*):(?P<start>[\d,]+)(?:(?:-|\.\.)(?P<end>[\d,]+))?(?P<rev>\[rev\])?$"
)
_MAX = 2**53
_LONGEST = 40
WHOLE_GENOME = ("all", "*")


def parse(text: str) -> Interval | None:
    """The interval that one locus text says.

    `chr1:1,001-2,000`, `chr1:77`, `all`, `*`, `{hg19}chr1:5..9[rev]`, or a name to look up. None for an empty text or
    numbers that make no interval.
    """
    text = text.strip()
    if not text:
        return None
    if text.lower() in WHOLE_GENOME:
        return Interval()
    found = _RANGE.match(text)
    if found is None:
        return Interval(name=text)
    start, end = (_number(text) for text in (found["start"], found["end"] or found["start"]))
    if not start <= end <= _MAX:
        return None
    return Interval(
        chrom=found["chrom"],
        start=max(start - 1, 0),
        end=max(end, 1),
        genome=found["genome"] or UNSET,
        reversed=True if found["rev"] else UNSET,
    )


def _number(text: str) -> int:
    """A number with its commas; one that is too long for a place is beyond all places."""
    digits = text.replace(",", "")
    return int(digits or 0) if len(digits) < _LONGEST else _MAX + 1


def spell(interval: Interval) -> str:
    """The interval as text: `chr1:1001-2000`, `chr1`, a name, or `All`."""
    if interval.chrom is UNSET:
        return interval.name if isinstance(interval.name, str) else "All"
    if interval.start is UNSET or interval.end is UNSET:
        return interval.chrom
    return f"{interval.chrom}:{interval.start + 1}-{interval.end}"


def widened(interval: Interval, below_bp: int, flank_bp: int) -> Interval:
    """The interval as an application shows it that widens short ones to `flank_bp` on both sides of their middle."""
    if not isinstance(interval.start, int) or not isinstance(interval.end, int) or interval.end - interval.start >= below_bp:
        return interval
    middle = (interval.start + interval.end) // 2
    return Interval(chrom=interval.chrom, start=max(middle - flank_bp, 0), end=middle + flank_bp, genome=interval.genome)
