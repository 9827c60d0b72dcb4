"""Colours of features by their strand: `colorByStrand`, in the place of `color`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.formats._values import COLOR_COMMAS
from converter.formats._words import INVALID
from converter.formats.ucsc.mapping import BY_STRAND
from converter.loss.ledger import Fate, own

if TYPE_CHECKING:
    from collections.abc import Mapping

    from converter.formats.ucsc.tracks import TrackDraft
    from converter.model import Display

FIELDS = ("display.color", "display.alt_color")
_KIND = "annotation"


def read(draft: TrackDraft) -> None:
    """Take the colours of a track of features, if it says two; its `color` then counts no more."""
    found = _colors(draft.settings.get(BY_STRAND, "")) if draft.kind == _KIND else []
    if not found:
        return
    for field, value in zip(FIELDS, found, strict=True):
        draft.set(field, value)
    draft.spelling[BY_STRAND] = draft.settings[BY_STRAND]
    draft.fates[BY_STRAND] = own(*FIELDS)
    if "color" in draft.settings:
        draft.fates["color"] = Fate("superseded", f"by {BY_STRAND}")


def say(kind: object, display: Display | Any, out: dict[str, str], spelling: Mapping[str, Any]) -> None:
    """Write both colours of a track of features, as they were spelled where that still means them."""
    if kind != _KIND or display is UNSET or not isinstance(display.color, str) or not isinstance(display.alt_color, str):
        return
    spelled = spelling.get(BY_STRAND)
    written = [COLOR_COMMAS.write(display.color), COLOR_COMMAS.write(display.alt_color)]
    out.pop("color", None)
    out[BY_STRAND] = (
        spelled if spelled is not None and _colors(spelled) == [display.color, display.alt_color] else " ".join(written)
    )


def _colors(text: str) -> list[str]:
    """Two colours with blanks between them; none where that is not what the text is."""
    found = [COLOR_COMMAS.read(part) for part in text.split()]
    return [] if len(found) != len(FIELDS) or INVALID in found else found
