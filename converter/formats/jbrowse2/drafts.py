"""A neutral object in the making: the values of its dotted fields, and what JBrowse says beyond them."""

from __future__ import annotations

from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import UNSET

from converter.formats._draft import BRANCHES
from converter.formats.jbrowse2 import listed
from converter.formats.jbrowse2.slots import Slots, fits
from converter.loss.ledger import Fate, Owner
from converter.model import Extras, Part, Track

if TYPE_CHECKING:
    from collections.abc import Callable

    from converter.formats.jbrowse2.flat import Flat
    from converter.loss.ledger import Ledger

ID = "jbrowse2"


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
        if kind is not None and fits(kind, raw) and listed.opens(name, raw):
            self.native[key] = raw
            return Fate("native", key)
        return self.refuse(key, raw)._replace(code=None if kind is None else "source.invalid")

    def refuse(self, key: str, raw: Any) -> Fate:
        """Keep a fact that JBrowse refuses."""
        self.ignored[key] = raw
        return Fate("ignored", key, "source.invalid")

    def strays(self, node: Flat, lists: dict[str, dict[str, Any]], fates: dict[str, Fate], rel: str = "") -> None:
        """Set aside what stands in lists of objects and is none, by the way to it; JBrowse refuses it."""
        for name, value in (one for held in lists.values() for one in held.items()):
            node.facts[name] = self.ignored[rel + name] = value
            fates[name] = Fate("ignored", rel + name, "source.invalid")

    def extras(self) -> dict[str, Any]:
        """The keyword `extras` of a Struct, nothing where there is nothing to say."""
        if not (self.native or self.ignored or self.spelling):
            return {}
        return {"extras": {ID: Extras(native=self.native, ignored=self.ignored, spelling=self.spelling)}}

    def plain(self) -> dict[str, Any]:
        """Keyword arguments for an object whose fields have no branches."""
        return {**self.values, **self.extras()}

    def track(self, known: Known) -> Track:
        """The track that the values make; what tracks say alike of a branch is one Struct, `known` by its values."""
        layout, held = _layout(tuple(self.values)), tuple(self.values.values())
        made = {name: held[at] for name, at in layout.plain}
        for branch in layout.branches:
            made[branch.name] = _made(branch, branch.values(held), known)
        if layout.parts:
            made["parts"] = {name: _part(below, held, known) for name, below in layout.parts}
        return Track(**made, **self.extras())


def _part(layout: Layout, held: tuple[Any, ...], known: Known) -> Part:
    made = {name: held[at] for name, at in layout.plain}
    for branch in layout.branches:
        made[branch.name] = _made(branch, branch.values(held), known)
    return Part(**made)


Known = dict[Any, Any]
"""Structs of branches by what they say."""


def _made(branch: Branch, values: tuple[Any, ...], known: Known) -> Any:
    """The Struct of a branch."""
    types = tuple(map(type, values))
    if float in types:  # 0.0 is -0.0 to a dictionary, and limits of values are hardly alike
        return branch.cls(**dict(zip(branch.names, values, strict=True)))
    key = branch, values, types
    try:
        found = known.get(key)
    except TypeError:  # a table of colours, a filter
        return branch.cls(**dict(zip(branch.names, values, strict=True)))
    if found is None:
        found = known[key] = branch.cls(**dict(zip(branch.names, values, strict=True)))
    return found


def getter(indexes: list[int]) -> Callable[[Any], Any]:
    """What gets the values at these indexes, as a tuple."""
    return itemgetter(*indexes) if len(indexes) > 1 else lambda held: tuple([held[at] for at in indexes])


class Branch:
    """A branch of a track: its Struct, and the names and indexes of the values that make one."""

    __slots__ = ("cls", "name", "names", "values")

    def __init__(self, name: str, fields: list[tuple[str, int]]) -> None:
        self.name = name
        self.cls = BRANCHES[name]
        self.names = tuple(field for field, _ in fields)
        self.values = getter([at for _, at in fields])


class Layout(NamedTuple):
    """Where the values of dotted fields belong; each name with the index of its value."""

    plain: list[tuple[str, int]]
    branches: list[Branch]
    parts: list[tuple[str, Layout]]


@lru_cache(maxsize=1024)
def _layout(fields: tuple[str, ...]) -> Layout:
    """The layout of a track of which these fields are said."""
    return _laid_out(list(zip(fields, range(len(fields)), strict=True)))


def _laid_out(fields: list[tuple[str, int]]) -> Layout:
    plain: list[tuple[str, int]] = []
    branches: dict[str, list[tuple[str, int]]] = {}
    parts: dict[str, list[tuple[str, int]]] = {}
    for field, at in fields:
        branch, _, name = field.partition(".")
        if not name:
            plain.append((field, at))
        elif branch == "parts":
            part, _, rest = name.partition(".")
            parts.setdefault(part, []).extend([(rest, at)] if rest else [])
        else:
            branches.setdefault(branch, []).append((name, at))
    return Layout(
        plain,
        [Branch(branch, held) for branch, held in branches.items()],
        [(name, _laid_out(parts[name])) for name in ("coverage", "junctions", "reads") if name in parts],
    )


class TrackDraft(Draft):
    """A track in the making: also its type, the configurations of its displays, and whether a view shows it."""

    type = ""
    displays: tuple[dict[str, Any], ...] | list[dict[str, Any]] = ()
    defaults: dict[str, Any] | None = None
    node: Flat | None = None
    """Its configuration."""
    shown = False
    entry: dict[str, Any] | None = None
    """Its display in a view."""
    seen: Flat | None = None
    """Its place in the view."""
    step = "/displays/0"
    """Where its display stands there."""
    usual = ""
    """The type of display that the view takes which it stands in, if that is no linear one."""
    same: TrackDraft | None = None

    def __init__(self, key: str, track_id: str, ledger: Ledger) -> None:
        super().__init__(("tracks", key))
        self.key = key
        self.ledger = ledger
        """Where its configuration is bound."""
        self.track_id = track_id
        self.base: dict[str, Fate] = {}
