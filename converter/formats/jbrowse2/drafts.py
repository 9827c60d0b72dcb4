"""A neutral object in the making: the values of its dotted fields, and what JBrowse says beyond them."""

from __future__ import annotations

from typing import Any

from msgspec import UNSET

from converter.formats.jbrowse2.names import Slots, fits
from converter.loss.ledger import Fate, Owner
from converter.model import Analysis, Display, DisplayRange, Extras, Interactions, Part, Reads, Sequence, Variants

ID = "jbrowse2"
_BRANCHES: dict[str, Any] = {
    "display": Display,
    "display_range": DisplayRange,
    "reads": Reads,
    "variants": Variants,
    "interactions": Interactions,
    "sequence": Sequence,
    "analysis": Analysis,
}


class Draft:
    """Values by dotted field (`parts.reads.reads.color_by`), and extras."""

    __slots__ = ("ignored", "native", "owner", "spelling", "values")

    def __init__(self, owner: Owner) -> None:
        self.owner = owner
        self.values: dict[str, Any] = {}
        self.native: dict[str, Any] = {}
        self.ignored: dict[str, Any] = {}
        self.spelling: dict[str, Any] = {}

    def feed(self, field: str, value: Any, spelled: Any = UNSET) -> Fate:
        """Give a field its value, and the fate of the fact that says it."""
        self.values[field] = value
        if spelled is not UNSET:
            self.spelling[field] = spelled
        return Fate("feeds", ((self.owner, field),))

    def aside(self, name: str, raw: Any, slots: Slots | None, rel: str = "") -> Fate:
        """Keep a fact that no field says: native if JBrowse knows the name (`slots` None: a plugin may), else ignored."""
        kind = slots.kind(name) if slots is not None else "f"
        key = rel + name
        if kind is not None and fits(kind, raw):
            self.native[key] = raw
            return Fate("native", key)
        self.ignored[key] = raw
        return Fate("ignored", key, None if kind is None else "source.invalid")

    def extras(self) -> dict[str, Any]:
        """The keyword `extras` of a Struct, nothing where there is nothing to say."""
        if not (self.native or self.ignored or self.spelling):
            return {}
        return {"extras": {ID: Extras(native=self.native, ignored=self.ignored, spelling=self.spelling)}}

    def plain(self) -> dict[str, Any]:
        """Keyword arguments for an object whose fields have no branches."""
        return {**self.values, **self.extras()}

    def track(self) -> dict[str, Any]:
        """Keyword arguments for a Track."""
        out: dict[str, Any] = {}
        branches: dict[str, dict[str, Any]] = {}
        parts: dict[str, dict[str, Any]] = {}
        for field, value in self.values.items():
            branch, _, name = field.partition(".")
            if not name:
                out[field] = value
            elif branch == "parts":
                part, _, rest = name.partition(".")
                held = parts.setdefault(part, {})
                if rest:
                    held[rest] = value
            else:
                branches.setdefault(branch, {})[name] = value
        for branch, held in branches.items():
            out[branch] = _BRANCHES[branch](**held)
        if parts:
            out["parts"] = {name: _part(parts[name]) for name in ("coverage", "junctions", "reads") if name in parts}
        return out | self.extras()


def _part(values: dict[str, Any]) -> Part:
    out: dict[str, Any] = {}
    branches: dict[str, dict[str, Any]] = {}
    for field, value in values.items():
        branch, _, name = field.partition(".")
        if name:
            branches.setdefault(branch, {})[name] = value
        else:
            out[branch] = value
    for branch, held in branches.items():
        out[branch] = _BRANCHES[branch](**held)
    return Part(**out)
