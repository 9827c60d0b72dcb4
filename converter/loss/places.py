"""Lists of places, whose items are facts of their own: what became of each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET, structs

from converter.loss.measure import MISSING, Changes
from converter.model import Interval

if TYPE_CHECKING:
    from converter.loss.ledger import Owner
    from converter.loss.walk import Change

NAMES = "loci.name"
"""Stands for what places in view are called, where no more than that differs."""
TURNED = "loci.reversed"
"""Stands for the direction of places in view, where no more than that differs, or that and what they are called."""
WIDENED = "loci.widened"
"""Stands for places in view that are shown with a little more around them, since a window can't be narrower."""
_NARROW_BP = 100
"""No browser's narrowest window is wider."""
_EVERYWHERE = [Interval()]
"""The whole genome, which is what a browser shows that was told no place."""


def told_by_place(changes: Changes) -> Changes:
    """The same changes, but for places in view.

    A view that shows the whole genome instead has lost them; one that shows the same places has lost or changed names, or
    shows them in the other direction. A whole chromosome and its name are the same place.
    """
    for owner, held in changes.items():
        if owner[0] != "views" or held is MISSING or "loci" not in held:
            continue
        old, new = held["loci"]
        if old is UNSET or new is UNSET:
            continue
        if len(old) == len(new):
            new = [_in_words_of(here, there) for here, there in zip(old, new, strict=True)]
        others = {field: change for field, change in held.items() if field != "loci"}
        if new == _EVERYWHERE:
            changes[owner] = {**others, "loci": (old, UNSET)}
        elif old == new:
            changes[owner] = others
        else:
            changes[owner] = {**others, _alike(old, new) or "loci": (old, new)}
    return changes


def _in_words_of(here: Interval, there: Interval) -> Interval:
    """A place in the words of the one that it stands for: a text says a whole chromosome by its name alone."""
    if here.start is UNSET and there.start is UNSET:
        if here.chrom is not UNSET and there.chrom is UNSET and there.name == here.chrom:
            return structs.replace(there, chrom=here.chrom, name=UNSET)
        if here.chrom is UNSET and there.name is UNSET and here.name is not UNSET and there.chrom == here.name:
            return structs.replace(there, name=here.name, chrom=UNSET)
    return there


def _alike(old: list[Interval], new: list[Interval]) -> str | None:
    """What differs between places that are the same but for that; None for other places."""
    if list(map(_where, old)) == list(map(_where, new)):
        return NAMES
    if [_where(one)[:-1] for one in old] == [_where(one)[:-1] for one in new]:
        return TURNED
    same = len(old) == len(new) and all(map(_widened, old, new))
    return WIDENED if same else None


def _widened(here: Interval, there: Interval) -> bool:
    """Whether a place is the other one, or all of that in a window that is narrow still."""
    if _where(here) == _where(there):
        return True
    if not all(isinstance(end, int) for end in (here.start, here.end, there.start, there.end)):
        return False
    around = there.start <= here.start and here.end <= there.end and there.end - there.start <= _NARROW_BP  # type: ignore[operator]
    return around and structs.replace(there, start=here.start, end=here.end) == here


class PlaceChanges:
    """What became of the items of lists of places; the items of two lists are matched once."""

    def __init__(self) -> None:
        self._matched: dict[tuple[Owner, str], list[Interval | None]] = {}

    def find(self, changes: dict[str, Any], detail: tuple[Owner, str, int, str]) -> tuple[str, Change] | None:
        """The changed field and how a part of an item differs (the item itself where `part` is empty); None if not at all."""
        owner, field, at, part = detail
        found = next((one for one in (field, NAMES, TURNED, WIDENED) if one in changes and one.partition(".")[0] == field), None)
        if found is None:
            return None
        old, new = changes[found]
        matched = self._matched.get((owner, field))
        if matched is None:
            matched = self._matched[owner, field] = match(old, [] if new is UNSET else new)
        return _differs(found, part, old[at], matched[at])


def _differs(field: str, part: str, here: Interval, there: Interval | None) -> tuple[str, Change] | None:
    if there is None:
        return field, (here, UNSET)
    if part == "name" and field == "loci" and _where(here) == _where(there):
        field = NAMES
    elif part == "reversed" and field == "loci":
        field = TURNED
    said, now = (getattr(here, part), getattr(there, part)) if part else (here, there)
    return None if said == now else (field, (said, now))


def match(old: list[Interval], new: list[Interval]) -> list[Interval | None]:
    """For each place the one that says it in another list: of the same rank, or, where some are left out, the next alike."""
    if len(old) == len(new):
        return list(new)
    rest, found = iter(new), list[Interval | None]()
    ahead = next(rest, None)
    for one in old:
        alike = ahead is not None and _where(one) == _where(ahead)
        found.append(ahead if alike else None)
        ahead = next(rest, None) if alike else ahead
    return found


def _where(one: Interval) -> tuple[Any, ...]:
    """Where a place is; one that has nothing but a name is where that leads."""
    return one.chrom, one.start, one.end, one.genome, one.name if one.chrom is UNSET else UNSET, one.reversed
