"""Conditions in the making: each holds where one of its filters does, and all of them have to hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from converter.formats._values import number_text
from converter.model import Filter

if TYPE_CHECKING:
    from converter.formats._draft import Draft
    from converter.formats.cbioportal.facts import Pairs

By = list[tuple["Pairs", tuple[str, ...]]]
"""Facts, each with the fields of a filter that it says."""
EQUAL, ABOVE, UP_TO = "is equal to", "is greater than", "is less than or equal to"


class Part(NamedTuple):
    """One filter, without what it shares with the others of its condition, and which facts say its fields."""

    said: dict[str, str]
    by: By


def part(operator: str, value: str, *told: Pairs) -> Part:
    """A comparison that these facts say."""
    return Part({"operator": operator, "value": value}, [(one, ("operator", "value")) for one in told])


class Conditions:
    """The conditions of one owner, whose filters lie in the field `field`."""

    def __init__(self, draft: Draft, field: str, match: str) -> None:
        self.draft = draft
        self.field = field
        self.match = match
        self.held: list[list[Part]] = []

    def add(self, parts: list[Part], shared: dict[str, str], by: By) -> None:
        """A condition: one of the parts is enough. What is `shared` by them is said by the facts of `by`."""
        self.held.append([Part({**shared, **one.said}, [*by, *one.by]) for one in parts])

    def finish(self) -> None:
        """Number the filters, and say to their facts which ones they feed."""
        filters: dict[str, Filter] = {}
        alone = len(self.held) == 1
        for at, parts in enumerate(self.held, 1):
            group = {"group": str(at)} if len(parts) > 1 and not alone else {}
            for one in parts:
                key = f"f{len(filters) + 1}"
                filters[key] = Filter(**{**one.said, **group})
                self._tell(one, key)
        if filters:
            self.draft.set(self.field, filters)
            self.draft.set(self.match, "any" if alone and len(filters) > 1 else "all")

    def _tell(self, one: Part, key: str) -> None:
        for told, fields in one.by:
            told += [(self.draft.owner, f"{self.field}.{key}.{field}") for field in fields]


def between(start: float | None, end: float | None) -> str:
    """A range as one value: beyond its start, up to its end, `(10, 20]`; it may be open on one side."""
    low = "" if start is None else number_text(start)
    return f"({low}, )" if end is None else f"({low}, {number_text(end)}]"
