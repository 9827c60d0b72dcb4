"""Where the features of stand-in data lie."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import UNSET

from converter.genomes.assemblies import find
from converter.genomes.chromosomes import chromosome_lengths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.model import Session

_LONG = 250_000_000
_EACH = 24


class Place(NamedTuple):
    """A part of a chromosome, 0-based half-open."""

    chrom: str
    start: int
    end: int

    def steps(self, number: int = _EACH) -> Iterator[tuple[int, int]]:
        """Intervals spread over the place, in order, each half as long as its share; at least a base long."""
        share = max(2, (self.end - self.start) // number)
        for start in range(self.start, self.end - 1, share):
            yield start, start + max(1, share // 2)


class Ground(NamedTuple):
    """What stand-in data of a session are made on: chromosomes with lengths in bp, and the places that it shows."""

    chromosomes: dict[str, int]
    places: tuple[Place, ...]


def ground(session: Session) -> Ground:
    """Chromosomes as the genome of the session has them, or as its loci need them."""
    loci = [one for view in session.views.values() if isinstance(view.loci, list) for one in view.loci]
    genome = session.genome.id if session.genome is not UNSET and isinstance(session.genome.id, str) else ""
    assembly = find(genome) if genome else None
    lengths = dict(chromosome_lengths(assembly)) if assembly else {}
    for one in loci:
        if isinstance(one.chrom, str) and not lengths.keys() & {one.chrom, f"chr{one.chrom}", one.chrom.removeprefix("chr")}:
            lengths[one.chrom] = _LONG
    if not lengths:
        lengths = {one.name: _LONG for one in loci if isinstance(one.name, str)} or {"chr1": _LONG}
    places = [
        Place(name, max(0, one.start), min(one.end, lengths[name]))
        for one in loci
        if isinstance(one.chrom, str) and isinstance(one.start, int) and isinstance(one.end, int)
        for name in (one.chrom, f"chr{one.chrom}", one.chrom.removeprefix("chr"))
        if name in lengths and one.start < lengths[name]
    ]
    named = [one.name if isinstance(one.name, str) else one.chrom for one in loci if one.start is UNSET]
    places += [Place(name, 0, lengths[name]) for name in named if isinstance(name, str) and name in lengths]
    first = next(iter(lengths.items()))
    return Ground(lengths, tuple(places) or (Place(first[0], 0, first[1]),))


def in_order(where: Ground) -> list[tuple[str, int, int]]:
    """Every interval that has a feature: chromosome, start, end, sorted as in a file."""
    rank = {name: number for number, name in enumerate(where.chromosomes)}
    found = {(place.chrom, start, end) for place in where.places for start, end in place.steps()}
    return sorted(found, key=lambda one: (rank[one[0]], one[1], one[2]))
