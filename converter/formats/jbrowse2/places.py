"""What a linear view shows: from pixels (`bpPerPx`, `offsetPx`, `displayedRegions`) to intervals, and back.

All coordinates are 0-based half-open. Between regions that are wider than 3 px lie 2 px (`interRegionPaddingWidth`,
`minimumBlockWidth` upstream).
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from msgspec import UNSET, structs

from converter.genomes import chromosome_length, chromosome_lengths, find
from converter.model import Interval, locus
from converter.model import Region as Place

PADDING_PX = 2
LEAST_BLOCK_PX = 3
WIDTH_PX = 1200
"""The width that a view is taken to have where nobody says another; JBrowse stores none."""
_MAX = 2**53


class Region(NamedTuple):
    """One displayed region."""

    chrom: str
    start: float
    end: float
    reversed: bool
    genome: Any


class Seen(NamedTuple):
    """The part of a region that is in view, and whether its far end bounds it."""

    index: int  # type: ignore[assignment]
    start: int
    end: int


def region(raw: Any) -> Region | None:
    """A displayed region; None for what is none."""
    if not isinstance(raw, dict) or not isinstance(raw.get("refName"), str):
        return None
    start: Any = raw.get("start")
    end: Any = raw.get("end")
    if not number(start) or not number(end) or not 0 <= start < end <= _MAX:
        return None
    name = raw.get("assemblyName")
    return Region(raw["refName"], start, end, raw.get("reversed") is True, name if isinstance(name, str) else UNSET)


def number(value: Any) -> bool:
    """Whether a JSON value is a number."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def positive(value: Any) -> bool:
    """Whether a JSON value is a number above 0."""
    return number(value) and value > 0


def visible(regions: list[Region], bp_per_px: float, offset_px: float, width_px: float) -> list[Seen]:
    """The parts of the regions that lie between `offset_px` and `offset_px + width_px`."""
    found = []
    left = 0.0
    for index, one in enumerate(regions):
        width = (one.end - one.start) / bp_per_px
        first, last = max(offset_px, left), min(offset_px + width_px, left + width)
        if first < last:
            near, far = (first - left) * bp_per_px, (last - left) * bp_per_px
            start, end = (one.end - far, one.end - near) if one.reversed else (one.start + near, one.start + far)
            low = math.floor(max(one.start, start) + 1e-6)
            found.append(Seen(index, low, max(low + 1, math.floor(min(one.end, end) + 0.5))))
        left += width + (PADDING_PX if width >= LEAST_BLOCK_PX else 0)
    return found


def from_first(regions: list[Region], start: float) -> float:
    """How far behind the start of the first region a window begins; a place behind its end is one on its chromosome."""
    return start - regions[0].start if regions and regions[0].end - regions[0].start <= start else start


def pixels(places: list[Interval], genome: Any, width_px: float) -> dict[str, Any] | None:
    """The properties of a view of that width that shows the places; None where they are no intervals."""
    if not places or not all(map(displayable, places)):
        return None
    regions = []
    for one in places:
        length = chromosome_length(genome, str(one.chrom)) if isinstance(genome, str) and len(places) == 1 else None
        whole = length is not None and length >= int(one.end or 0)
        regions.append(structs.replace(one, start=0, end=length) if whole else one)
    shown = sum(int(one.end or 0) - int(one.start or 0) for one in places)
    room = width_px - PADDING_PX * (len(places) - 1)
    bp_per_px = shown / max(room, 1)
    first, laid_out = places[0], regions[0]
    hidden = laid_out.end - first.end if first.reversed is True else first.start - laid_out.start  # type: ignore[operator]
    return {
        "bpPerPx": bp_per_px,
        "offsetPx": hidden / bp_per_px,
        "displayedRegions": [written_region(one, genome) for one in regions],
    }


def displayable(one: Interval | Place) -> bool:
    """Whether a place has the chromosome and the bounds that a region of JBrowse must have."""
    if not isinstance(one.chrom, str) or not isinstance(one.start, int) or not isinstance(one.end, int):
        return False
    return 0 <= one.start < one.end


def located(text: Any, assembly: Any = UNSET) -> list[Interval] | None:
    """The places of a `loc` text: one, or several separated by blanks. All chromosomes of the assembly are the whole genome."""
    if not isinstance(text, str):
        return None
    parts = [locus.parse(one) for one in text.split()]
    found = [one for one in parts if one is not None and not (isinstance(one.name, str) and ":" in one.name)]
    if len(found) > 1 and text == all_chromosomes(assembly):
        return [Interval()]
    return found if found and len(found) == len(parts) else None


def highlighted(text: Any) -> Interval | None:
    """The place of a text that JBrowse highlights: one with a start and an end (`LinearGenomeView/model.ts`, `init`)."""
    found = located(text) or []
    one = found[0] if len(found) == 1 else Interval()
    return one if UNSET not in (one.chrom, one.start, one.end) else None


def on(found: list[Interval], genome: Any) -> list[Interval]:
    """Places on another genome than the session's; UNSET: on that."""
    return found if genome is UNSET else [structs.replace(one, genome=genome) for one in found]


def all_chromosomes(assembly: Any) -> str | None:
    """The `loc` text of the whole genome, for which JBrowse 2 has a word from version 4 on alone; None where we don't know it."""
    known = find(assembly) if isinstance(assembly, str) else None
    return " ".join(chromosome_lengths(known)) or None if known else None


def spell(places: list[Interval]) -> str | None:
    """The `loc` text of places; None where one is a name that only a search would find."""
    texts = []
    for one in places:
        if one.chrom is UNSET and (not isinstance(one.name, str) or not chromosome_like(one.name)):
            return None
        text = locus.spell(one) if one.chrom is not UNSET else str(one.name)
        texts.append(text + ("[rev]" if one.reversed is True and ":" in text else ""))
    return " ".join(texts)


def chromosome_like(name: str) -> bool:
    """Whether a name is more likely that of a chromosome than of a gene."""
    plain = name.lower().removeprefix("chr")
    return (
        name.lower().startswith(("chr", "scaffold", "contig", "nc_", "ctg")) or plain.isdigit() or plain in ("x", "y", "m", "mt")
    )


def written_region(one: Interval, genome: Any) -> dict[str, Any]:
    """An interval as a displayed region."""
    made = {"refName": one.chrom, "start": one.start, "end": one.end}
    assembly = one.genome if isinstance(one.genome, str) else genome
    if isinstance(assembly, str):
        made["assemblyName"] = assembly
    return made | ({"reversed": True} if one.reversed is True else {})
