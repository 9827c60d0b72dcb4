"""Which names a configuration of JBrowse 2 has, and which values it takes for each."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

from converter.formats._values import is_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

LOCATION_KEYS = (
    *("uri", "baseUri", "locationType", "localPath", "name", "blobId", "handleId"),
    *("internetAccountId", "internetAccountPreAuthorization"),
)


_NUMBERS = {"n": -math.inf, "i": -math.inf, "h": 20, "w": 128}
"""Kinds of numbers, with the least that JBrowse takes; at a lower one it refuses the whole session."""
_WHOLE = ("i", "w")
LIVING, DRAWN = "!", "~"
"""End the kinds of properties of what lives in a session, which are never expressions, and of slots that know what is drawn."""
_OF_FEATURE = re.compile(r"\bfeature\b")
"""What is drawn, in an expression: a slot that does not know it ends the session, or the track."""
LOCATION, OBJECT, NEVER, TYPED = "l", "o", "-", "t"
"""Kinds of file locations, of what holds others, of what stands below a slot that is no object, and of objects with a type."""
_LISTED = ("r", "q", "p")
"""Kinds of lists."""
_FROZEN = ("f", "c", "d", "p", "z", TYPED)
"""Kinds below which anything may stand."""
_ANY = "*"
"""A step of a name that stands for every other one."""


class Slots:
    """Names with the kind of value that each takes."""

    __slots__ = ("frozen", "kinds", "locations", "typed")

    mark = ""

    def __init__(self, *texts: str) -> None:
        self.kinds: dict[str, str] = {}
        self.frozen: set[str] = set()
        for one in " ".join(texts).split():
            name, _, kind = one.partition(":")
            if name.endswith("/type"):
                self.kinds[name] = "y" if kind == "s" else kind.removesuffix(LIVING) + LIVING
            else:
                self.kinds[name] = kind + self.mark
            if kind == LOCATION:
                self.kinds |= {f"{name}/{key}": "s" for key in LOCATION_KEYS}
                self.frozen.add(f"{name}/internetAccountPreAuthorization")
            elif kind in _FROZEN:
                self.frozen.add(name)
        for name in list(self.kinds):
            for above in _above(name):
                self.kinds.setdefault(above, OBJECT)
        self.locations = tuple([name for name, kind in self.kinds.items() if kind == LOCATION])
        """Names of what is a file location."""
        self.typed = tuple([name for name, kind in self.kinds.items() if kind == TYPED])
        """Names of what is an object with a type."""

    def kind(self, name: str) -> str | None:
        """The kind of value that a flat name takes; None where JBrowse does not know it, so that it takes any."""
        found = self.kinds.get(name)
        if found is None and "/" in name:
            above = next((one for one in _above(name) if one in self.kinds), "")
            return self._below(above, name[len(above) + 1 :]) if above else None
        return found

    def _below(self, above: str, name: str) -> str | None:
        """The kind of what stands below a slot, and is no slot itself."""
        kind = self.kinds[above]
        first, _, rest = name.partition("/")
        if above in self.frozen or (kind.startswith(_LISTED) and first.isdigit()):
            return "f"
        if f"{above}/{_ANY}" in self.kinds:
            return self.kind(f"{above}/{_ANY}/{rest}" if rest else f"{above}/{_ANY}")
        return None if kind in (LOCATION, OBJECT) else NEVER

    def known(self, name: str) -> str:
        """The name of the slot that a fact stands in, or is."""
        return name if name in self.kinds else next((one for one in _above(name) if one in self.kinds), name)

    def located(self, facts: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
        """The file locations among flat facts, each with the names of the facts below it."""
        return _held(self.locations, facts)

    def untyped(self, facts: Mapping[str, Any]) -> list[str]:
        """The names of the facts of objects that need a type and have none."""
        found = [below for place, below in _held(self.typed, facts) if not isinstance(facts.get(f"{place}/type"), str)]
        return [name for below in found for name in below]


class Living(Slots):
    """Properties of what lives in a session: views, displays, widgets."""

    __slots__ = ()

    mark = LIVING


def _held(places: Iterable[str], facts: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """Those of these places that flat facts stand below, each with their names."""
    for place in places:
        below = [name for name in facts if name.startswith(f"{place}/")]
        if below:
            yield place, below


def _above(name: str) -> Iterator[str]:
    """The ways to the objects that a fact stands in, the innermost first."""
    cut = name.rfind("/")
    while cut > 0:
        yield name[:cut]
        cut = name.rfind("/", 0, cut)


def _objects(raw: Any) -> bool:
    """Whether a value is a list of objects."""
    return isinstance(raw, list) and all(isinstance(one, dict) for one in raw)


_TESTS: Mapping[str, Callable[[Any], bool]] = {
    "f": lambda _: True,
    "c": lambda raw: raw is not None,
    "d": lambda raw: isinstance(raw, dict),
    OBJECT: lambda raw: isinstance(raw, dict),
    "e": lambda raw: raw == [],
    "x": lambda raw: raw == {},
    TYPED: lambda raw: isinstance(raw, dict) and isinstance(raw.get("type"), str),
    "r": lambda raw: isinstance(raw, list),
    "q": _objects,
    "p": lambda raw: raw is not None and not (isinstance(raw, list) and None in raw),
    "y": lambda raw: isinstance(raw, str) and not raw.startswith("jexl:"),
    "z": lambda raw: raw is None,
    NEVER: lambda _: False,
}
"""Kinds that are no expressions, and what is of each."""


def fits(kind: str, raw: Any) -> bool:
    """Whether a value is of the kind, so that JBrowse does not refuse the document for it."""
    living, drawn = kind[-1:] == LIVING, kind[-1:] == DRAWN
    kind = kind[:-1] if living or drawn else kind
    test = _TESTS.get(kind)
    if test is not None:
        return test(raw)
    if isinstance(raw, str):
        if not living and raw.startswith("jexl:"):
            return kind != "a" and (drawn or _OF_FEATURE.search(raw) is None)
        return kind == "s" or (len(kind) > 1 and raw in kind.split("|"))
    if isinstance(raw, bool):
        return kind == "b"
    if isinstance(raw, int | float):
        least = _NUMBERS.get(kind.partition("|")[0])
        return least is not None and math.isfinite(raw) and raw >= least and (kind not in _WHOLE or float(raw).is_integer())
    return kind == "a" and is_texts(raw)
