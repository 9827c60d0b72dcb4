"""What the generation after 4.3 says of a look, which stands beside the words of 4.3 while it still means the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from converter.formats._words import INVALID
from converter.formats.jbrowse2 import mapping
from converter.formats.jbrowse2.extras import extras_of
from converter.formats.jbrowse2.looks_out import values_of
from converter.formats.jbrowse2.mapping import INLINE, STATE

if TYPE_CHECKING:
    from converter.model import Track

_READS = "parts.reads.reads."
_MEANT = {
    "?color": "display.color",
    "?posColor": "display.color",
    "?negColor": "display.alt_color",
    "?minimum": "display_range.minimum",
    "?maximum": "display_range.maximum",
    "?coverage": "parts.coverage.display.height_px",
    "?bases": f"{_READS}color_by",
    "?unit": f"{_READS}paired",
}
"""The fields of words whose display decides on them."""
DEFAULTS = "displayDefaults/"


def stands(display: str, name: str, raw: Any, track: Track) -> bool:
    """Whether a fact that JBrowse 4.3 ignores may be written for its generation, which would believe it.

    It may, unless it said something of the track that is otherwise by now.
    """
    name = name.removeprefix(DEFAULTS)
    word = mapping.NEXT.get(display, {}).get(name)
    value = INVALID if word is None else word.codec.read(raw)
    if word is None or value is INVALID or not (word.field in _BY_BEING or _said(name, raw, track)):
        return True
    return _holds(word.field, value, values_of(track))


_BY_BEING = ("?facet", "?lower", "?unit")
"""Words that say a field by being there, so that no spelling tells of them."""


def _said(name: str, raw: Any, track: Track) -> bool:
    """Whether a field was read from the fact: it is spelled so."""
    spelled = (one for one in extras_of(track).spelling.values() if isinstance(one, list) and isinstance(one[0], str))
    return any(one[0].lstrip(STATE + INLINE) in (name, DEFAULTS + name) and one[1] == raw for one in spelled)


def _holds(field: str, value: Any, values: dict[str, Any]) -> bool:
    """Whether the fields have the value that a word says."""
    if field == "?lower":
        joined = [name for name in ("paired_arcs", "paired") if values.get(_READS + name) is True]
        return joined == [value] or (value == mapping.APART and not joined)
    if field == "?facet":
        by, tag = value
        return bool(values.get(f"{_READS}group_by") == by and (by != "tag" or values.get(f"{_READS}group_tag") == tag))
    if isinstance(value, tuple):
        return value == (values.get("display.color"), values.get("display.alt_color"))
    return bool(values.get(_MEANT.get(field, field)) == value)
