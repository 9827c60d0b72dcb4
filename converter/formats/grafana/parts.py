"""Parts of panels that no table of words can read: of several things one is said, or several facts say one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.formats._consume import INVALID
from converter.formats._values import NUMBER
from converter.formats.grafana import mapping
from converter.formats.grafana.colors import COLOR, SCHEMES
from converter.formats.grafana.tree import NOTHING, aside, each, read
from converter.loss.ledger import own

if TYPE_CHECKING:
    from collections.abc import Callable

    from converter.formats import _json
    from converter.formats._draft import Draft
    from converter.loss.ledger import Fate, Ledger

_LAYERS = ("markers", "heatmap")


def heat_colors(ledger: Ledger, draft: Draft, node: _json.Node, rel: str) -> None:
    """The colours of a heat map, from low to high values, and the values that they stand for."""
    facts = node.data
    gradient = SCHEMES.get(str(facts.get("scheme", facts.get("colorScheme"))).removeprefix("interpolate"))
    said = ["scheme" if "scheme" in facts else "colorScheme"]
    if isinstance(facts.get("reverse"), bool):
        said.append("reverse")
    if facts.get("mode") in ("scheme", "spectrum"):
        said.append("mode")
    told: dict[str, Fate] = {}
    if gradient is not None and "mode" in said:
        draft.set("plot.gradient", gradient[::-1] if facts.get("reverse") is True else list(gradient))
        told.update(dict.fromkeys(said, own("plot.gradient")))
    for name, field in (("min", "display_range.minimum"), ("max", "display_range.maximum")):
        if (value := NUMBER.read(facts.get(name))) is not INVALID:
            draft.set(field, value)
            told[name] = own(field)
    told.update({name: aside(draft, f"{rel}/{name}", value) for name, value in facts.items() if name not in told})
    ledger.bind(node, NOTHING, draft.owner, fates=told)


def layers(ledger: Ledger, draft: Draft, node: _json.Node, rel: str) -> None:
    """The layers of a map: the first with markers or a heat map says what is drawn of the measurements."""

    def layer(one: _json.Node, place: str) -> None:
        if one.data.get("type") in _LAYERS and draft.get("map.mode") is UNSET:
            read(mapping.LAYER, ledger, one, draft, f"{place}/")
        else:
            _whole(ledger, one, draft, place)

    each(ledger, node, draft, rel, layer)


def scatter(ledger: Ledger, draft: Draft, node: _json.Node, rel: str) -> None:
    """The series of a scatter plot: the first says what its axes show."""

    def one_of(one: _json.Node, place: str) -> None:
        if place.endswith("/0"):
            read(mapping.XY, ledger, one, draft, f"{place}/")
        else:
            _whole(ledger, one, draft, place)

    each(ledger, node, draft, rel, one_of)


def axes(ledger: Ledger, draft: Draft, node: _json.Node, rel: str) -> None:
    """The axes of a graph: the left one says its range."""

    def axis(one: _json.Node, place: str) -> None:
        if not place.endswith("/0"):
            _whole(ledger, one, draft, place)
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

    def mark(one: _json.Node, place: str) -> None:
        value = NUMBER.read(one.data.get("value"))
        if value is INVALID:
            _whole(ledger, one, draft, place)
            return
        said = {"value": own("display_range.marks")}
        found.append({"value": value})
        mode = one.data.get("colorMode")
        color = COLOR.read(one.data.get("lineColor")) if mode == "custom" else mapping.MODES.get(mode, INVALID)
        if color is not INVALID:
            found[-1]["color"] = color
            said |= dict.fromkeys(["colorMode", *(["lineColor"] if mode == "custom" else [])], said["value"])
        told = {name: said.get(name) or aside(draft, f"{place}/{name}", raw) for name, raw in one.data.items()}
        ledger.bind(one, NOTHING, draft.owner, fates=told)

    each(ledger, node, draft, rel, mark)
    if found and draft.get("display_range.marks") is UNSET:
        draft.set("display_range.marks", found)


def drawn(draft: Draft, facts: dict[str, Any]) -> dict[str, Fate]:
    """Whether a graph draws lines, points or both; it draws lines unless it says otherwise."""
    mode = {(True, True): "both", (True, False): "lines", (False, True): "markers"}.get(
        (facts.get("lines", True), facts.get("points", False))
    )
    said = [name for name in ("lines", "points") if name in facts]
    if mode is None or not said:
        return {}
    draft.set("plot.mode", mode)
    for name in said:
        del draft.native[name]
    return dict.fromkeys(said, own("plot.mode"))


def _whole(ledger: Ledger, node: _json.Node, draft: Draft, rel: str) -> None:
    """A part that only Grafana has words for."""
    ledger.bind(node, NOTHING, draft.owner, fates={name: aside(draft, f"{rel}/{name}", raw) for name, raw in node.data.items()})


READERS: dict[str, Callable[[Ledger, Draft, _json.Node, str], None]] = {
    "options/color": heat_colors,
    "color": heat_colors,
    "options/layers": layers,
    "options/series": scatter,
    "yaxes": axes,
    "thresholds": graph_thresholds,
}
"""By the way of the part below its panel."""
