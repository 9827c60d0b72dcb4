"""Neutral objects in the making, and what many of them say alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.model import (
    Analysis,
    Display,
    DisplayRange,
    Extras,
    GeoMap,
    Interactions,
    Part,
    Plot,
    Position,
    Reads,
    Selection,
    Sequence,
    Track,
    Variants,
)

if TYPE_CHECKING:
    import msgspec

    from converter.loss.ledger import Fate, Owner

BRANCHES: dict[str, type[msgspec.Struct]] = {
    "display": Display,
    "display_range": DisplayRange,
    "reads": Reads,
    "variants": Variants,
    "interactions": Interactions,
    "sequence": Sequence,
    "analysis": Analysis,
    "selection": Selection,
    "plot": Plot,
    "map": GeoMap,
    "position": Position,
}
"""The Structs that are branches of an object, by field."""
_NONE: dict[str, Any] = {}


class Shared:
    """What the facts of one branch say; objects that say it alike share it, and nobody changes it."""

    __slots__ = ("_struct", "branch", "fates", "ignored", "spelling", "values")

    def __init__(self, branch: str) -> None:
        self.branch = branch
        self.values: dict[str, Any] = {}
        self.spelling: dict[str, Any] = {}
        self.ignored: dict[str, Any] = {}
        self.fates: dict[str, Fate] = {}
        self._struct: Any = None

    @property
    def struct(self) -> Any:
        """The values as the Struct of the branch."""
        if self._struct is None:
            self._struct = BRANCHES[self.branch](**self.values)
        return self._struct


class Draft:
    """A neutral object in the making: the values of its fields by branch, and its extras."""

    __slots__ = ("_branches", "fields", "ignored", "native", "owner", "prefix", "spelling")

    def __init__(self, owner: Owner, prefix: str = "") -> None:
        self.owner = owner
        self.prefix = prefix
        self.fields: dict[str, Any] = {}
        """The values of the object's own fields."""
        self._branches: dict[str, dict[str, Any] | Shared] = {}
        self.native: dict[str, Any] = {}
        self.ignored: dict[str, Any] = {}
        self.spelling: dict[str, Any] = {}

    def set(self, field: str, value: Any, spelling: Any = UNSET) -> None:
        """Give a dotted field its value, and how the source spelled it where that is not how we would."""
        branch, _, attr = field.rpartition(".")
        self.branch(branch)[attr] = value
        if spelling is not UNSET:
            self.spelling[field] = spelling

    def get(self, field: str) -> Any:
        """The value of a dotted field so far, `UNSET` where there is none."""
        branch, _, attr = field.rpartition(".")
        held = self._branches.get(branch, _NONE) if branch else self.fields
        return (held.values if isinstance(held, Shared) else held).get(attr, UNSET)

    def branch(self, name: str) -> dict[str, Any]:
        """The values of one branch, by attribute; they may be changed."""
        if not name:
            return self.fields
        held = self._branches.get(name)
        if held is None or isinstance(held, Shared):
            held = self._branches[name] = {} if held is None else dict(held.values)
        return held

    def drop(self, field: str) -> None:
        """Forget what was said of a dotted field."""
        branch, _, attr = field.rpartition(".")
        held = self.branch(branch)
        held.pop(attr, None)
        self.spelling.pop(field, None)
        if branch and not held:
            del self._branches[branch]

    def adopt(self, said: Shared) -> bool:
        """Take over what other objects say alike; False, and nothing done, where one of its fields is said already."""
        if said.branch not in self._branches:
            if said.values:
                self._branches[said.branch] = said
        else:
            values = self.branch(said.branch)
            if not values.keys().isdisjoint(said.values):
                return False
            values.update(said.values)
        if said.spelling:
            self.spelling.update(said.spelling)
        if said.ignored:
            self.ignored.update(said.ignored)
        return True

    def take_parts(self) -> dict[str, dict[str, dict[str, Any]]]:
        """What lies below `parts.`, which is gone from the draft then: values by part and by branch of it."""
        found: dict[str, dict[str, dict[str, Any]]] = {}
        for name in [name for name in self._branches if name.startswith("parts.")]:
            _, part, *below = name.split(".", 2)
            found.setdefault(part, {})["".join(below)] = self.branch(name)
            del self._branches[name]
        return found

    def values(self, format_id: str) -> dict[str, Any]:
        """Keyword arguments for the object's Struct."""
        values = dict(self.fields)
        for name, held in self._branches.items():
            values[name] = held.struct if isinstance(held, Shared) else BRANCHES[name](**held)
        if self.native or self.ignored or self.spelling:
            values["extras"] = {format_id: Extras(native=self.native, ignored=self.ignored, spelling=self.spelling)}
        return values


def track_of(draft: Draft, format_id: str) -> Track:
    """The track of a draft, whose branches may lie in parts."""
    made: dict[str, Part] = {}
    for which, held in draft.take_parts().items():
        branches: dict[str, Any] = {branch: BRANCHES[branch](**values) for branch, values in held.items() if branch}
        made[which] = Part(**held.get("", {}), **branches)
    return Track(parts=made or UNSET, **draft.values(format_id))
