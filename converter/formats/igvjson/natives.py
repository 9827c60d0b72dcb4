"""Values of words that only igv.js has at which it stops, or draws or saves the track no more (run): it takes them unseen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from converter.formats._values import NUMBER, is_texts
from converter.formats._words import INVALID
from converter.formats.igvjson.codecs import is_said
from converter.loss.ledger import Fate

if TYPE_CHECKING:
    from collections.abc import Callable

    from converter.formats._consume import Table
    from converter.formats._draft import Draft


def _is_objects(raw: Any) -> bool:
    return isinstance(raw, list) and all(isinstance(one, dict) for one in raw)


def _is_text(raw: Any) -> bool:
    return isinstance(raw, str)


def _is_series(raw: Any) -> bool:
    return isinstance(raw, str | list)


def _is_number(raw: Any) -> bool:
    return NUMBER.read(raw) is not INVALID


def _is_table(raw: Any) -> bool:
    return isinstance(raw, dict | list)


def _is_columns(raw: Any) -> bool:
    """Whether an object says which columns of a file hold what (`GWASParser`)."""
    return isinstance(raw, dict) and {"chromosome", "position", "value"} <= raw.keys()


def _is_scale(raw: Any) -> bool:
    """Whether a scale has steps, as those of GWAS, or limits (`ConstantScale`, `GradientColorScale`)."""
    if not isinstance(raw, dict):
        return False
    steps = isinstance(raw.get("thresholds"), list) and isinstance(raw.get("colors"), list)
    return steps or not raw.keys().isdisjoint(("type", "min", "low"))


def _is_shaded(raw: Any) -> bool:
    """Whether a scale of colours has both of them, by one of their names (`GradientColorScale`)."""
    ends = (("minColor", "lowColor"), ("maxColor", "highColor"))
    return isinstance(raw, dict) and all(any(isinstance(raw.get(name), str) for name in names) for names in ends)


_USABLE: dict[str, Callable[[Any], bool]] = {
    **dict.fromkeys(("showTags", "hideTags", "filterTypes", "hideMotifs", "guideLines", "samples"), _is_series),
    **dict.fromkeys(("format", "indexURL", "delimiter", "displayMode"), _is_text),
    **dict.fromkeys(("margin", "expandedVGap", "scaleFactor", "visibilityWindow"), _is_number),
    "roi": _is_objects,
    "columns": _is_columns,
    "colorScale": _is_scale,
    "samplingDepth": lambda raw: _is_number(raw) and NUMBER.read(raw) > 0,
    "nvi": lambda raw: isinstance(raw, str) and re.fullmatch(r"\d+,\d+", raw) is not None,
    "signal_name": lambda raw: raw in ("rd_snp", "rd", "snp", "cnh"),
    "bounceHeightBasedOn": lambda raw: raw in ("random", "distance", "thickness"),
    "colorTable": _is_table,
    **dict.fromkeys(("negColorScale", "posColorScale"), _is_shaded),
    "highlightedReads": is_texts,
}
"""By name, whether igv.js can use a value that JavaScript takes for true, where not all of them."""


def is_usable(name: str, value: Any) -> bool:
    """Whether igv.js can use the value of a word that only it has."""
    return not is_said(value) or name not in _USABLE or _USABLE[name](value)


def _fits(name: str, value: Any, table: Table) -> bool:
    """Whether a value can stand; the `table` says it of words that all rows of a track have together.

    A null in place of what igv.js has without is one that it can't write down (`TrackBase.getState`).
    """
    if value is None or name in table.words:
        return value is not None and table.words[name].fetch(value)[0] is not INVALID
    return is_usable(name, value)


def set_aside(draft: Draft, table: Table, fates: dict[str, Fate], *, by_igvjs: bool) -> None:
    """Set words of igv.js aside where it can't use their values; of those of IGV desktop nothing is known."""
    if not by_igvjs:
        return
    for name, value in list(draft.native.items()):
        if fates.get(name) == Fate("native", name) and not _fits(name, value, table):
            draft.ignored[name] = draft.native.pop(name)
            fates[name] = Fate("ignored", name, "source.invalid")
