"""Parts of panels that no table of words can read: of several things one is said, or several facts say one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.formats._values import NUMBER
from converter.formats._words import INVALID
from converter.formats.grafana import mapping
from converter.formats.grafana.colors import COLOR, SCHEMES
from converter.formats.grafana.marks import MARKS
from converter.formats.grafana.tree import aside, close, each, read
from converter.loss.ledger import own

if TYPE_CHECKING:
    from collections.abc import Callable

    from converter.formats import _json
    from converter.formats._draft import Draft
    from converter.formats.grafana.tree import Tree
    from converter.loss.ledger import Fate, Ledger

_LAYERS = ("markers", "heatmap")


def heat_colors(ledger: Ledger, draft: Draft, node: _json.Node, rel: str) -> None:
    """The colours of a heat map, from low to high values, and the values that they stand for."""
    facts = node.data
    scheme = next((name for name in ("scheme", "colorScheme") if name in facts), "")
    gradient = SCHEMES.get(str(facts.get(scheme)).removeprefix("interpolate"))
    told: dict[str, Fate] = {}
    if gradient is not None and facts.get("mode", "scheme") in ("scheme", "spectrum"):
        draft.set("plot.gradient", gradient[::-1] if facts.get("reverse") is True else gradient)
        said = (scheme, "mode", *(["reverse"] if isinstance(facts.get("reverse"), bool) else []))
        told = {name: own("plot.gradient") for name in said if name in facts}
    for name, field in (("min", "display_range.minimum"), ("max", "display_range.maximum")):
        if (value := NUMBER.read(facts.get(name))) is not INVALID and draft.get(field) is UNSET:
            draft.set(field, value)
            told[name] = own(field)
    close(ledger, node, draft, rel, told)


def layers(ledger: Ledger, draft: Draft, node: _json.Node, rel: str) -> None:
    """The layers of a map: the first with markers or a heat map says what is drawn of the measurements."""
    _first(
        ledger, draft, node, rel, mapping.LAYER, lambda facts, _: facts.get("type") in _LAYERS and draft.get("map.mode") is UNSET
    )


def scatter(ledger: Ledger, draft: Draft, node: _json.Node, rel: str) -> None:
    """The series of a scatter plot: the first says what its axes show."""
    _first(ledger, draft, node, rel, mapping.XY, lambda _, place: place.endswith("/0"))


def _first(ledger: Ledger, draft: Draft, node: _json.Node, rel: str, words: Tree, chosen: Callable[[Any, str], bool]) -> None:
    """Of several things the one that is chosen is read; the others are kept as they are."""

    def one_of(one: _json.Node, place: str) -> None:
        if chosen(one.data, place):
            read(words, ledger, one, draft, f"{place}/")
        else:
            close(ledger, one, draft, place)

    each(ledger, node, draft, rel, one_of)


def axes(ledger: Ledger, draft: Draft, node: _json.Node, rel: str) -> None:
    """The axes of a graph: the left one says its range."""

    def axis(one: _json.Node, place: str) -> None:
        if not place.endswith("/0"):
            close(ledger, one, draft, place)
            return
        told = read(mapping.YAXIS, ledger, one, draft, f"{place}/")
        base = one.data.get("logBase")
        if isinstance(base, int) and base > 1 and draft.get("display_range.scale") is UNSET:
            draft.set("display_range.scale", "log")
            told["logBase"] = aside(draft, f"{place}/logBase", base)

    each(ledger, node, draft, rel, axis)


def graph_thresholds(ledger: Ledger, draft: Draft, node: _json.Node, rel: str) -> None:
    """The thresholds of a graph: values, and how dangerous it is beyond them."""
    found: list[dict[str, Any]] = []
    each(ledger, node, draft, rel, lambda one, place: _threshold(ledger, draft, one, place, found))
    if found:
        draft.set(MARKS, found)


def _threshold(ledger: Ledger, draft: Draft, node: _json.Node, rel: str, found: list[dict[str, Any]]) -> None:
    facts, told = node.data, {}
    value, mode = NUMBER.read(facts.get("value")), facts.get("colorMode")
    if value is not INVALID and draft.get(MARKS) is UNSET:
        mark = {"value": value}
        color = COLOR.read(facts.get("lineColor")) if mode == "custom" else mapping.MODE.read(mode)
        said = ["value"]
        if color is not INVALID:
            mark["color"] = color
            said += ["colorMode", "lineColor"] if mode == "custom" else ["colorMode"]
        found.append(mark)
        told = dict.fromkeys(said, own(MARKS))
    close(ledger, node, draft, rel, told)


def drawn(draft: Draft, facts: dict[str, Any], rel: str) -> dict[str, Fate]:
    """Whether a graph draws lines, points or both; it draws lines unless it says otherwise."""
    said = [name for name in ("lines", "points") if isinstance(facts.get(name), bool)]
    lines, points = facts.get("lines", True), facts.get("points", False)
    if not said or (lines is not True and points is not True):
        return {}
    draft.set("plot.mode", "both" if lines is points else "markers" if points is True else "lines")
    for name in said:
        del draft.native[f"{rel}{name}"]
    return dict.fromkeys(said, own("plot.mode"))


def levels(draft: Draft, facts: dict[str, Any], rel: str) -> dict[str, Fate]:
    """The thresholds of a single value, `"40,80"`, and its colours, one more than there are thresholds.

    As `sharedSingleStatMigrationHandler` in @grafana/ui makes steps of them.
    """
    text, colors = facts.get("thresholds"), facts.get("colors")
    if not isinstance(text, str) or not isinstance(colors, list) or draft.get(MARKS) is not UNSET:
        return {}
    values = [None, *(NUMBER.read(part.strip()) for part in text.split(","))]
    shades = [COLOR.read(one) for one in colors]
    if len(values) != len(shades) or INVALID in (*values, *shades):
        return {}
    draft.set(MARKS, [{"value": value, "color": color} for value, color in zip(values, shades, strict=True)])
    for name in ("thresholds", "colors"):
        del draft.native[f"{rel}{name}"]
    return dict.fromkeys(("thresholds", "colors"), own(MARKS))


READERS: dict[str, Callable[[Ledger, Draft, _json.Node, str], None]] = {
    "options/color": heat_colors,
    "color": heat_colors,
    "options/layers": layers,
    "options/series": scatter,
    "yaxes": axes,
    "thresholds": graph_thresholds,
}
"""By the way of the part below its panel."""
