"""Which names a configuration of JBrowse 2 has, and which values it takes for each."""

from __future__ import annotations

import math
from typing import Any

from converter.formats._values import is_texts

LOCATION_KEYS = (
    *("uri", "baseUri", "locationType", "localPath", "name", "blobId", "handleId"),
    *("internetAccountId", "internetAccountPreAuthorization"),
)


_NUMBERS = {"n": -math.inf, "i": -math.inf, "h": 20, "w": 128}
"""Kinds of numbers, with the least that JBrowse takes; at a lower one it refuses the whole session."""
_WHOLE = ("i", "w")


class Slots:
    """Names with the kind of value that each takes."""

    __slots__ = ("frozen", "kinds")

    def __init__(self, *texts: str) -> None:
        self.kinds: dict[str, str] = {}
        self.frozen: set[str] = set()
        for one in " ".join(texts).split():
            name, _, kind = one.partition(":")
            self.kinds[name] = kind
            if kind == "l":
                self.kinds |= {f"{name}/{key}": "s" for key in LOCATION_KEYS}
                self.frozen.add(f"{name}/internetAccountPreAuthorization")
            elif kind == "f":
                self.frozen.add(name)

    def kind(self, name: str) -> str | None:
        """The kind of value that a flat name takes; None where JBrowse does not know it."""
        found = self.kinds.get(name)
        if found is None and self.frozen and "/" in name:
            cut = name.find("/")
            while cut > 0:
                if name[:cut] in self.frozen:
                    return "f"
                cut = name.find("/", cut + 1)
        return found


def fits(kind: str, raw: Any) -> bool:
    """Whether a value is of the kind, so that JBrowse does not refuse the document for it."""
    if kind == "f":
        return True
    if isinstance(raw, str):
        return kind == "s" or (len(kind) > 1 and raw in kind.split("|")) or raw.startswith("jexl:")
    if isinstance(raw, bool):
        return kind == "b"
    if isinstance(raw, int | float):
        least = _NUMBERS.get(kind)
        return least is not None and math.isfinite(raw) and raw >= least and (kind not in _WHOLE or float(raw).is_integer())
    if isinstance(raw, list):
        return kind == "a" and is_texts(raw)
    return kind == "l" and isinstance(raw, dict)
