"""The range of values that old sessions give a track: `scale`, which IGV heeds up to version 3 (`AbstractTrack.unmarshalXML`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import UNSET

from converter.formats._values import NUMBER_TEXT
from converter.formats._words import INVALID
from converter.loss.ledger import Fate

if TYPE_CHECKING:
    from converter.formats._draft import Draft
    from converter.formats._xml import Node

_LAST = 3
_LIMITS = tuple(f"display_range.{field}" for field in ("minimum", "baseline", "maximum"))


def heeded(session: Node) -> bool:
    """Whether a session is so old that IGV looks at `scale`; one without a version, or a whole one, counts as the oldest."""
    text = session.attrib.get("version", "")
    return not text.isdecimal() or int(text) <= _LAST


def read(node: Node, draft: Draft, fates: dict[str, Fate]) -> None:
    """Give a track the range of its `scale`, unless a DataRange, which must have been read, says another."""
    text = node.attrib.get("scale")
    if text is None:
        return
    limits = [NUMBER_TEXT.read(part) for part in text.split(",")]
    if len(limits) < len(_LIMITS) or INVALID in limits[: len(_LIMITS)]:
        fates["scale"] = Fate("ignored", "@scale", "source.invalid")
    elif draft.get("display_range.minimum") is not UNSET:
        draft.ignored.pop("@scale", None)
        fates["scale"] = Fate("superseded", "by the DataRange")
    else:
        for field, value in zip(_LIMITS, limits, strict=False):
            draft.set(field, value)
        fates["scale"] = Fate("feeds", tuple((draft.owner, draft.prefix + field) for field in _LIMITS))
