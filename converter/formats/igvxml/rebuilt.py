"""Elements built again from the facts that were set aside, by their relative place."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from lxml import etree

from converter.formats._extras import refused
from converter.formats._values import NUMBER_TEXT
from converter.formats._words import INVALID
from converter.formats._xml import TEXT
from converter.formats.igvxml.aside import OUTSIDE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from converter.loss.ledger import Notice

_NUMBERS = frozenset({"@maxPointSize", "@minPointSize", "@maxY", "@trackMinY"})
_OF_TRACKS = (
    "alpha arcOption coloring direction experimentType genotypeColorMode graphType maxScore maxdepth op siteColorMode "
    "snpThreshold squishedHeight strand thickness transparency"
)
_OF_READS = (
    "colorOption duplicatesOption groupByOption groupByPos mappingQualityHigh mappingQualityLow maxInsertSize "
    "maxInsertSizePercentile minInsertSize minInsertSizePercentile minJunctionCoverage shadeAlignmentsByOption "
    "smallIndelThreshold sortOption"
)
_STRICT = {
    *(f"@{name}" for name in _OF_TRACKS.split()),
    *(f"RenderOptions/@{name}" for name in _OF_READS.split()),
    "BPRenderOptions/@arcDirection",
}
"""Attributes of a track, and of what it holds, at whose unknown values one version of IGV or other stops."""
_ELEMENTS = re.compile(r"(^|/)(Region|ColorScale|Resource|DataFile)(\[\d+\])?/", re.IGNORECASE)
"""Elements at which IGV stops where they lack an attribute, or say one that it can't read."""


class Returned:
    """What goes back to where it stood in the document; `home`: all of it, since the session comes from another format.

    Else what IGV ignores there: at numbers and constants that are none it stops loading the session (each was measured).
    """

    def __init__(self, *, home: bool) -> None:
        self.home = home
        self.refused: dict[str, None] = {}
        """Names of what went back though IGV stops at it."""

    def __call__(self, held: Mapping[str, Any]) -> Mapping[str, Any]:
        """Those of the facts that were set aside which go back."""
        stopping = {key for key, value in held.items() if _stops(key, value)}
        if self.home:
            self.refused.update(dict.fromkeys(key.rpartition("@")[2] for key in held if key in stopping))
            return held
        return {key: value for key, value in held.items() if key not in stopping} if stopping else held

    def notices(self) -> list[Notice]:
        """That IGV may not open the document."""
        return refused(self.refused, "that IGV desktop does not understand and may stop at")


def _stops(key: str, value: Any) -> bool:
    if key in _NUMBERS:
        return NUMBER_TEXT.read(value) is INVALID
    return key in _STRICT or _ELEMENTS.search(key) is not None


def rebuild(parent: Any, held: Mapping[str, Any], made: dict[str, Any] | None = None) -> None:
    """Write kept facts below an lxml element; `made` are children that exist already, by relative place.

    What XML can't say (a session made by hand may hold anything) is left out.
    """
    made = {} if made is None else made
    for key, value in held.items():
        if not key.startswith(OUTSIDE):
            with suppress(ValueError, TypeError, SyntaxError, LookupError):
                _rebuild(parent, key, value, made)


def _rebuild(parent: Any, key: str, value: Any, made: dict[str, Any]) -> None:
    place, name = _split(key)
    element = _element(parent, place, made)
    if name == TEXT:
        element.text = value
    elif name.startswith("@") and name[1:] not in element.attrib:
        element.set(name[1:], value)


def wrapped(inner: Any, held: Mapping[str, Any], place: str) -> Any:
    """The outermost element of a document whose session `inner` stands at `place`, with what is said around it."""
    around = {key.removeprefix(OUTSIDE): value for key, value in held.items() if key.startswith(OUTSIDE)}
    first, *between = place.split("/")[1:-1] or [""]
    if not first or any(mark in key for key in (place, *around) for mark in ":*{"):
        return inner
    made: dict[str, Any] = {}
    try:
        top = etree.Element(first)
        _element(top, "/".join(between), made).append(inner)
    except (ValueError, SyntaxError, LookupError):
        return inner
    rebuild(top, {key[len(first) + 2 :]: value for key, value in around.items()}, made)
    return top


def _split(key: str) -> tuple[str, str]:
    """Relative place of the element and name of the fact: `a/b/@name`, `a/text()`, `@name`."""
    at = key.find("@")
    cut = at - 1 if at >= 0 and not key.endswith("/" + TEXT) else key.rfind("/")
    return (key[:cut], key[cut + 1 :]) if cut > 0 else ("", key)


def _element(parent: Any, place: str, made: dict[str, Any]) -> Any:
    """The element at a relative place: one that is there already, else a new one."""
    if not place:
        return parent
    if place not in made:
        above, _, step = place.rpartition("/") if "{" not in place else ("", "", place)
        tag, _, number = step.rstrip("]").partition("[")
        holder = _element(parent, above, made)
        there = holder.findall(tag)
        index = int(number or 1)
        made[place] = there[index - 1] if index <= len(there) else etree.SubElement(holder, tag)
    return made[place]
