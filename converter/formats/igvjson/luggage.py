"""Which of the facts that were set aside are written where they stood: not those that the program reads and can't use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from converter.formats._extras import refused
from converter.formats._words import INVALID
from converter.formats.igvjson import scales, web
from converter.formats.igvjson.codecs import is_said
from converter.formats.igvjson.natives import is_usable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from converter.formats._consume import Table
    from converter.loss.ledger import Notice

_TEXTS = frozenset({"displayMode", "groupBy", "colorBy", "arcOrientation", "normalization"})
"""Words at which igv.js stops where they are no text; one that it does not know does no harm."""
_STOPPING = frozenset(
    {
        *("type", "format", "url", "indexURL", "features", "tracks", "roi", "max", "sort", "colorScale", "dotSize", "pointSize"),
        *("showTags", "hideTags", "highlightedReads", "filterTypes", "hideMotifs", "guideLines", "columns", "nvi", "samples"),
        *("palette", "pallete", "colorTable", *scales.NAMES),
        *("locus", "sampleinfo", "reference", "genome", "id", "fastaURL", "twoBitURL", "gbkURL", "chromosomeOrder"),
    }
)
"""Names of other values at which igv.js opens nothing, or leaves the track out (run)."""
_READS = "parts.reads.display.color"
"""A colour of reads must be one; that of other tracks may be any text, and that of segments nothing (`SegTrack.draw`)."""


def is_refused(table: Table, name: str, value: Any) -> bool:
    """Whether a fact that was set aside has a name that the program reads, so that its value is the trouble.

    A value that it could use idles beside another one, and does no harm.
    """
    if value is None and name in web.KNOWN:
        return True
    word = table.words.get(name)
    if word is not None:
        return word.fetch(value)[0] is INVALID
    if name in scales.NAMES:
        return not is_usable(name, value)
    return name in table.native or name in table.deeper


def stops(name: str, value: Any, table: Table) -> bool:
    """Whether igv.js shows less than without a value that it can't use."""
    if name == "color":
        return is_said(value) and (not isinstance(value, str) or _READS in table.fields_of(name) or name in table.deeper)
    return is_said(value) and (name in _STOPPING or (name in _TEXTS and not isinstance(value, str)))


class Luggage:
    """What travels in its own place: what the program ignores, wherever data may be carried.

    What it can't use returns only in a session that comes home from another format (ADR 16).
    """

    def __init__(self, *, carried: bool, returning: bool) -> None:
        self.carried = carried
        self.returning = carried and returning
        self.stopping: list[str] = []
        """Names of what was written though igv.js stops at it."""

    def takes(self, table: Table, name: str, value: Any) -> bool:
        """Whether a fact that was set aside is written."""
        return self.takes_refused(table, name, value) if is_refused(table, name, value) else self.carried

    def takes_refused(self, table: Table, name: str, value: Any) -> bool:
        """Whether a fact whose value is no good is written."""
        if self.returning and stops(name, value, table):
            self.stopping.append(name)
        return self.returning

    def put(self, table: Table, held: Mapping[str, Any], out: dict[str, Any]) -> None:
        """Write the facts of an object that are taken, but for those whose name is said already."""
        for name, value in held.items():
            if "/" not in name and name not in out and self.takes(table, name, value):
                out[name] = value

    def notices(self) -> list[Notice]:
        """An error where values returned at which igv.js stops."""
        return refused(self.stopping, "at which igv.js stops, or leaves a track out")
