"""The colours of segments by their values, as igv.js says them: `negColorScale` and `posColorScale` (`SegTrack`), two-way.

Each shades between two values; what lies between the two scales is white, and so is all from -0.1 to 0.1 whatever they say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from converter.formats._consume import Table
from converter.formats._values import COLOR_CSS, NUMBER
from converter.formats._words import INVALID
from converter.formats.igvjson.codecs import is_said
from converter.formats.igvjson.composites import Composite
from converter.formats.igvjson.natives import is_usable
from converter.loss.ledger import Fate
from converter.model import color

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from converter.formats._draft import Draft
    from converter.formats._json import Node
    from converter.loss.ledger import Ledger, Owner

_FIELD = "display_range.color_scale"
_NEGATIVE, _POSITIVE = NAMES = ("negColorScale", "posColorScale")
_USUAL: dict[str, tuple[float, float, str, str]] = {
    _NEGATIVE: (-1.5, -0.1, "#0000ff", "#ffffff"),
    _POSITIVE: (0.1, 1.5, "#ffffff", "#ff0000"),
}
"""What igv.js takes for a scale that is not said."""
_LIMITS = (("min", "low"), ("max", "high"))
_COLORS = (("minColor", "lowColor"), ("maxColor", "highColor"))
_STRONGER = ("color", "colorTable")
"""What igv.js goes by in place of the scales."""
_WHITE, _ALWAYS_WHITE = "#ffffff", 0.1
_OF_THREE = 7
"""Values of a scale with three colours."""
_NOTHING = Table()


def _heeded(raw: Mapping[str, Any]) -> list[str]:
    """The keys of a scale that igv.js goes by (`GradientColorScale`): two limits and two colours, by the first names of each."""
    limits = [next((name for name in names if name in raw), names[0]) for names in _LIMITS]
    return limits + [next((name for name in names if raw.get(name)), names[0]) for names in _COLORS]


def _half(name: str, facts: Mapping[str, Any]) -> tuple[Any, ...]:
    """Limits and colours of one of the scales; `INVALID` for what is none."""
    raw = facts.get(name)
    if not is_said(raw):
        return _USUAL[name]
    if not isinstance(raw, dict):
        return (INVALID,) * len(_USUAL[name])
    return tuple(
        codec.read(raw.get(key)) for key, codec in zip(_heeded(raw), (NUMBER, NUMBER, COLOR_CSS, COLOR_CSS), strict=True)
    )


def _read(facts: Mapping[str, Any]) -> dict[str, Any] | None:
    """A scale of three colours; None where igv.js has none whose middle is white throughout."""
    low, below, first, inner = _half(_NEGATIVE, facts)
    above, high, middle, last = _half(_POSITIVE, facts)
    scale = [below, low, above, high, first, middle, last]
    if INVALID in scale or inner != _WHITE or middle != _WHITE:
        return None
    seen = low < -_ALWAYS_WHITE and high > _ALWAYS_WHITE
    return {_FIELD: scale} if seen and low <= below <= above <= high else None


def _write(values: Mapping[str, Any]) -> dict[str, Any]:
    scale = values[_FIELD]
    if not isinstance(scale, list) or [isinstance(one, str) for one in scale] != [False] * 4 + [True] * 3:
        return {}
    below, low, above, high = scale[:4]
    first, middle, last = map(color.css, scale[4:])
    made = {
        _NEGATIVE: {"low": low, "high": below, "lowColor": first, "highColor": middle},
        _POSITIVE: {"low": above, "high": high, "lowColor": middle, "highColor": last},
    }
    return made if _read(made) == values else {}


def _plain(raw: Any) -> Any:
    """A scale without the keys that igv.js ignores."""
    return {key: value for key, value in raw.items() if key in _heeded(raw)} if isinstance(raw, dict) else raw


SCALES = Composite(NAMES, (_FIELD,), _read, _write, native=True, plain=_plain)


def bind(ledger: Ledger, node: Node, draft: Draft, fates: dict[str, Fate], owners: Iterable[Owner]) -> None:
    """What the scales of the track at `node` say of all its rows (`owners`), fact by fact."""
    said = {name: node.data[name] for name in NAMES if name in node.data}
    stronger = any(is_said(node.data.get(name)) for name in _STRONGER)
    heeded = {name: raw for name, raw in said.items() if is_said(raw) and not stronger and is_usable(name, raw)}
    values = _read(heeded)
    for name, raw in said.items():
        kind = "ignored" if name not in heeded else "native"
        if kind == "ignored" or values is None:
            (draft.ignored if kind == "ignored" else draft.native)[name] = raw
            fates[name] = Fate(kind, name, None if is_usable(name, raw) else "source.invalid")
    if not heeded or values is None:
        return
    draft.set(_FIELD, values[_FIELD])
    if _write(values) != heeded:
        draft.spelling[_NEGATIVE] = heeded
    feeds = Fate("feeds", tuple((owner, _FIELD) for owner in owners))
    for name, raw in heeded.items():
        idle = {key: value for key, value in raw.items() if key not in _heeded(raw)}
        draft.ignored.update({f"{name}/{key}": value for key, value in idle.items()})
        told = {key: Fate("ignored", f"{name}/{key}") if key in idle else feeds for key in raw}
        ledger.bind(node.child(name), _NOTHING, draft.owner, fates=told)
