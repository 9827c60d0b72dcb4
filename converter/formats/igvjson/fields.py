"""Features coloured by a field as old sessions of igv.js say it: `colorBy` is an object, `{field, palette}`.

`FeatureTrack` of igv.js takes it apart when it loads the track: `pallete`, as it was once spelled, before `palette`, and
either in place of the track's `colorTable`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.formats._consume import Table
from converter.formats._words import INVALID
from converter.formats.igvjson import codecs
from converter.loss.ledger import Fate, Ledger

if TYPE_CHECKING:
    from collections.abc import Mapping

    from converter.formats._draft import Draft
    from converter.formats._json import Node
    from converter.formats.igvjson.luggage import Luggage

KEYS = ("colorBy", "colorTable")
_PALETTES = ("pallete", "palette")
_NOTHING = Table()


def is_old(kind: str | None, facts: Mapping[str, Any]) -> bool:
    """Whether a track is coloured by a field as it was said of old."""
    raw = facts.get("colorBy")
    return kind == "annotation" and isinstance(raw, dict) and isinstance(raw.get("field"), str) and bool(raw["field"])


def read(raw: Mapping[str, Any]) -> tuple[str, Any]:
    """The field, and colours by its values; UNSET where there are none that can be understood."""
    name = _palette(raw)
    colors = UNSET if name is None else codecs.COLOR_TABLE.read(raw[name])
    return raw["field"], UNSET if colors is INVALID else colors


def bind(ledger: Ledger, node: Node, draft: Draft, fates: dict[str, Fate]) -> None:
    """What the `colorBy` of the track at `node` says, fact by fact."""
    raw = node.data["colorBy"]
    field, colors = read(raw)
    draft.set("display.color_by", field)
    if colors is not UNSET:
        draft.set("display.color_table", colors)
    told = {name: _said(name, value, raw, draft) for name, value in raw.items()}
    draft.spelling["colorBy"] = {name: value for name, value in raw.items() if told[name].kind != "superseded"}
    ledger.bind(node.child("colorBy"), _NOTHING, draft.owner, fates=told)
    if "colorTable" in node.data:
        fates["colorTable"] = Fate("superseded", "by colorBy")


def respell(out: dict[str, Any], spelled: Any, luggage: Luggage) -> None:
    """Say it as it was said, if that still means the same; `luggage`: which of all else in it."""
    if not is_old("annotation", {"colorBy": spelled}):
        return
    colors = codecs.COLOR_TABLE.read(out.get("colorTable"))
    if read(spelled) == (out.get("colorBy"), UNSET if colors is INVALID else colors):
        known = ("field", _palette(spelled)) if colors is not INVALID else ("field",)
        out["colorBy"] = {name: value for name, value in spelled.items() if name in known or _goes(name, spelled, luggage)}
        out.pop("colorTable", None)


def _goes(name: str, raw: Mapping[str, Any], luggage: Luggage) -> bool:
    """Whether a key without which the object means the same is written; colours that are none stop igv.js."""
    if name == _palette(raw):
        return luggage.takes_refused(_NOTHING, name, raw[name])
    return luggage.returning if name in _PALETTES else luggage.carried


def _palette(raw: Mapping[str, Any]) -> str | None:
    """The key of the colours."""
    return next((name for name in _PALETTES if raw.get(name)), None)


def _said(name: str, value: Any, raw: Mapping[str, Any], draft: Draft) -> Fate:
    """What one key of the object says."""
    if name == "field":
        return Fate("feeds", ((draft.owner, "display.color_by"),))
    if name == _palette(raw) and read(raw)[1] is not UNSET:
        return Fate("feeds", ((draft.owner, "display.color_table"),))
    if name in _PALETTES and name != _palette(raw) and value:
        return Fate("superseded", f"by {_PALETTES[0]}")
    draft.ignored[f"colorBy/{name}"] = value
    return Fate("ignored", f"colorBy/{name}", "source.invalid" if name in _PALETTES else None)
