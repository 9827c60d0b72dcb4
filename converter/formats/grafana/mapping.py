"""How Grafana spells the neutral fields, by the way of keys below a panel, a query or an override."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from converter.formats._values import BOOLEAN, INTEGER, NUMBER, TEXT, TEXTS
from converter.formats._words import CANNOT, INVALID, Codec, choice
from converter.formats.grafana import names
from converter.formats.grafana.colors import COLOR
from converter.formats.grafana.tree import Tree, Way
from converter.options import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

_DEEPEST_ZOOM = 30


def _that(codec: Codec, allowed: Callable[[Any], bool]) -> Codec:
    """A codec of those of its values that are allowed."""

    def read(raw: Any) -> Any:
        value = codec.read(raw)
        return value if value is not INVALID and allowed(value) else INVALID

    return Codec(read, lambda value: value)


_LATITUDE = _that(NUMBER, lambda value: -90 <= value <= 90)  # noqa: PLR2004 - degrees
_LONGITUDE = _that(NUMBER, lambda value: -180 <= value <= 180)  # noqa: PLR2004 - degrees
_ZOOM = _that(NUMBER, lambda value: 0 <= value <= _DEEPEST_ZOOM)
_CELL = _that(INTEGER, lambda value: value >= 0)
_CELLS = _that(INTEGER, lambda value: value >= 1)
_SCALE = choice({"linear": "linear", "log": "log"})
_STACKING = choice({"none": False, "normal": True})
_REFRESH = Codec(lambda raw: "" if raw is False else TEXT.read(raw), lambda value: value)

META = Tree(
    [
        Way("created", "created", TEXT),
        Way("updated", "modified", TEXT),
        Way("createdBy", "owner", TEXT),
        Way("url", "link", TEXT),
    ]
)
"""What a server says of a dashboard, in the envelope of its answer."""
DASHBOARD = Tree(
    [
        Way("description", "description", TEXT, ("",)),
        Way("timezone", "time_zone", TEXT),
        Way("refresh", "refresh", _REFRESH),
        Way("time/from", "time_from", TEXT),
        Way("time/to", "time_to", TEXT),
        Way("tags", "tags", TEXTS, ([],)),
    ],
    native=dict.fromkeys(names.DASHBOARD, Severity.INFO),
    structural=("schemaVersion",),
    deeper=("title",),
    extensible=False,
)

_TITLE = Way("title", "title", TEXT)
_PLACED = (
    _TITLE,
    Way("gridPos/x", "position.column", _CELL),
    Way("gridPos/y", "position.row", _CELL),
    Way("gridPos/w", "position.column_span", _CELLS),
    Way("gridPos/h", "position.row_span", _CELLS),
)
THRESHOLDS, OVERRIDES = "fieldConfig/defaults/thresholds", "fieldConfig/overrides"
_CUSTOM = "fieldConfig/defaults/custom"
_SHOWN = (
    *_PLACED,
    Way("description", "description", TEXT),
    Way("fieldConfig/defaults/min", "display_range.minimum", NUMBER),
    Way("fieldConfig/defaults/max", "display_range.maximum", NUMBER),
    Way("fieldConfig/defaults/unit", "display_range.unit", TEXT),
    Way(f"{_CUSTOM}/scaleDistribution/type", "display_range.scale", _SCALE, ("symlog", "ordinal")),
    Way(f"{_CUSTOM}/axisLabel", "plot.y_title", TEXT),
    Way(f"{_CUSTOM}/stacking/mode", "plot.stacked", _STACKING, ("percent",)),
    Way(f"{_CUSTOM}/drawStyle", "plot.mode", choice({"line": "lines", "points": "markers"}), ("bars",)),
    Way("options/orientation", "plot.horizontal", choice({"horizontal": True, "vertical": False}), ("auto",)),
    Way("options/legend/showLegend", "plot.legend", BOOLEAN),
)
"""What all panels that show measurements have in common."""
_MORE: dict[str, tuple[Way, ...]] = {
    "barchart": (
        Way("options/xField", "plot.x", TEXT),
        Way("options/colorByField", "plot.color_by", TEXT),
        Way("options/stacking", "plot.stacked", _STACKING, ("percent",)),
    ),
    "histogram": (Way("options/bucketCount", "plot.bins", _CELLS),),
    "heatmap": (
        Way("options/yAxis/unit", "plot.y_unit", TEXT),
        Way("options/yAxis/axisLabel", "plot.y_title", TEXT),
        Way("options/yAxis/min", "plot.y_minimum", NUMBER),
        Way("options/yAxis/max", "plot.y_maximum", NUMBER),
        Way("options/legend/show", "plot.legend", BOOLEAN),
        Way("yAxis/format", "plot.y_unit", TEXT),
        Way("yAxis/min", "plot.y_minimum", NUMBER),
        Way("yAxis/max", "plot.y_maximum", NUMBER),
        Way("legend/show", "plot.legend", BOOLEAN),
    ),
    "geomap": (
        Way("options/view/lat", "map.latitude", _LATITUDE),
        Way("options/view/lon", "map.longitude", _LONGITUDE),
        Way("options/view/zoom", "map.zoom", _ZOOM),
        Way("options/basemap/type", "map.base_layer", TEXT),
    ),
    "grafana-worldmap-panel": (
        Way("mapCenterLatitude", "map.latitude", _LATITUDE),
        Way("mapCenterLongitude", "map.longitude", _LONGITUDE),
        Way("initialZoom", "map.zoom", _ZOOM),
    ),
    "graph": (Way("stack", "plot.stacked", BOOLEAN), Way("legend/show", "plot.legend", BOOLEAN)),
    "singlestat": (
        Way("format", "display_range.unit", TEXT),
        Way("gauge/minValue", "display_range.minimum", NUMBER),
        Way("gauge/maxValue", "display_range.maximum", NUMBER),
    ),
    "xychart": (),
}
"""What panels of some types say beyond that; heat maps and graphs as they are now and as they were."""
_PARTS: dict[str, dict[str, type]] = {
    "heatmap": {"options/color": dict, "color": dict},
    "geomap": {"options/layers": list},
    "xychart": {"options/series": list},
    "graph": {"yaxes": list, "thresholds": list, "seriesOverrides": list, "aliasColors": dict},
}
"""Parts of panels that have readers of their own."""
_OTHERWISE: dict[str, tuple[tuple[Way, ...], dict[str, type]]] = {
    "row": ((*_PLACED,), {"panels": list}),
    "text": ((*_PLACED, Way("options/content", "description", TEXT), Way("content", "description", TEXT)), {}),
}
"""Panels that show no measurements."""


@cache
def _panel(kind: str) -> Tree:
    parts: dict[str, type] = {THRESHOLDS: dict, OVERRIDES: list}
    shown = ((*_SHOWN, *_MORE.get(kind, ())), parts | _PARTS.get(kind, {}))
    ways, special = _OTHERWISE.get(kind, shown)
    return Tree(ways, special=special, native=names.PANEL, structural=("id",), deeper=("type",))


def panel(kind: str) -> Tree:
    """The words of a panel of a type; panels of most types have the same."""
    return _panel(kind if kind in _MORE or kind in _OTHERWISE else "")


ROW = Tree([_TITLE], native=names.PANEL)
"""A row of dashboards before schema version 16."""
_BASES = {1: "linear", 10: "log"}
YAXIS = Tree(
    [
        Way("format", "display_range.unit", TEXT),
        Way("label", "plot.y_title", TEXT),
        Way("min", "display_range.minimum", NUMBER),
        Way("max", "display_range.maximum", NUMBER),
        Way(
            "logBase",
            "display_range.scale",
            Codec(lambda raw: _BASES.get(raw, INVALID) if type(raw) is int else INVALID, lambda _: CANNOT),
        ),
    ]
)
"""The left axis of a graph."""
XY = Tree(
    [
        Way(f"{key}{way}", field, TEXT)
        for key, field in (("x", "plot.x"), ("y", "plot.y"), ("size", "plot.size_by"), ("color", "plot.color_by"))
        for way in ("", "/matcher/options")
    ]
    + [Way("pointSize/field", "plot.size_by", TEXT), Way("pointColor/field", "plot.color_by", TEXT)]
)
"""The first series of a scatter plot: names of fields, since version 11 by a matcher."""
LAYER = Tree(
    [
        Way("type", "map.mode", choice({"markers": "markers", "heatmap": "heatmap"})),
        Way("config/weight/field", "map.parameter", TEXT),
        Way("config/style/color/field", "map.parameter", TEXT),
    ]
)
"""The layer of a map that shows the measurements."""
THRESHOLD = Tree(
    [Way("mode", "display_range.marks_in_percent", choice({"absolute": False, "percentage": True}))], special={"steps": list}
)
STEPS = {"value": NUMBER, "color": COLOR}
"""What a step of the thresholds says of a mark."""
MODE = choice({"critical": "#f2495c", "warning": "#ff9830", "ok": "#73bf69"})
"""Colours of the thresholds of a graph, by their mode."""
LEGENDS = {"legendFormat": ("", names.AUTO), "alias": ("",)}
"""Names under which a query says how its series is called, with the values that leave it to Grafana."""
QUERY = Tree(
    [Way(name, "name", TEXT, others) for name, others in LEGENDS.items()],
    native=names.QUERY,
    deeper=("hide", "refId"),
)
"""A query of a panel, which is a series."""
PROPERTIES = {
    "min": ("display_range.minimum", NUMBER),
    "max": ("display_range.maximum", NUMBER),
    "unit": ("display_range.unit", TEXT),
    "custom.lineWidth": ("display.line_width_px", NUMBER),
    "custom.pointSize": ("display.point_size_px", NUMBER),
    "custom.drawStyle": ("display.renderer", choice({"line": "line", "bars": "bar", "points": "points"})),
}
"""Properties of an override that say a field of the series that it is for, by their ids."""
