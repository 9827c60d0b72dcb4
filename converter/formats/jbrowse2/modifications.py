"""Which base modifications of reads JBrowse shows, and in how many colours: what stands below `modifications` of a colouring."""

from __future__ import annotations

from typing import Any

from converter.formats._values import BOOLEAN, NUMBER
from converter.formats._words import CANNOT, INVALID, Codec


def _percent(raw: Any) -> Any:
    """A likelihood, which JBrowse tells in percent."""
    found = NUMBER.read(raw)
    return round(found / 100, 9) if found is not INVALID and 0 <= found <= _ALL else INVALID


def _percent_of(value: Any) -> Any:
    found = round(value * 100, 7)
    return int(found) if found.is_integer() else found


_ALL = 100
PERCENT = Codec(_percent, lambda value: _percent_of(float(value)) if 0 <= value <= 1 else CANNOT)
ONE_MODIFICATION = Codec(
    lambda raw: raw if isinstance(raw, str) and raw and "," not in raw else INVALID,
    lambda value: value.partition(",")[0] or CANNOT,
)
"""The code of a base modification; JBrowse does not say of which base."""
MODIFICATIONS = (
    ("twoColor", "?twoColor", BOOLEAN),
    ("isolatedModification", "reads.base_modification_filter", ONE_MODIFICATION),
    ("threshold", "reads.base_modification_threshold", PERCENT),
)
