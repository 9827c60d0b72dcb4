"""Panels and rows."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from msgspec import UNSET

from converter.errors import LimitError
from converter.formats.base import Job
from converter.formats.grafana.reader import read as read_dashboard
from converter.limits import LIMITS
from converter.loss.ledger import Ledger
from converter.model import GeoMap, Plot, Position
from converter.options import ConvertOptions
from tests.unit.formats.grafana.reading import board, fates, ignored, native, read, session, view


def grid(column: int, row: int, width: int = 6, height: int = 4) -> dict[str, int]:
    return {"x": column, "y": row, "w": width, "h": height}


def titles(root: Any) -> Any:
    """The titles of the views, those of a row as a list behind its own."""
    held = session(root)

    def told(keys: Any) -> list[Any]:
        found: list[Any] = []
        for key in keys:
            found.append(held.views[key].title)
            if held.views[key].views is not UNSET:
                found.append(told(held.views[key].views))
        return found

    return told(held.view_order)


@pytest.mark.parametrize(
    ("type_", "kind", "plot"),
    [
        ("timeseries", "plot", "line"),
        ("stat", "plot", "stat"),
        ("someone-else", "plot", "someone-else"),
        ("table", "table", None),
        ("table-old", "table", "table-old"),
        ("logs", "table", "logs"),
        ("text", "text", None),
        ("geomap", "map", None),
        ("row", "dashboard", None),
    ],
)
def test_types(type_: str, kind: str, plot: str | None) -> None:
    found = view(type=type_)
    assert found.kind == kind
    assert found.plot == (UNSET if plot is None else Plot(type=plot))


@pytest.mark.parametrize("type_", [None, "", 5])
def test_no_type(type_: Any) -> None:
    assert view().kind == "plot"
    assert ignored(view(type=type_)) == {"type": type_}


def test_a_place_in_the_grid() -> None:
    assert view(gridPos=grid(1, 2, 3, 4)).position == Position(column=1, row=2, column_span=3, row_span=4)
    assert ignored(view(gridPos={"x": -1, "y": 0.5, "w": 0, "h": "x"})).keys() == {f"gridPos/{one}" for one in "xywh"}
    assert native(view(gridPos={})) == {"gridPos": {}}
    assert native(view(gridPos=None)) == {"gridPos": None}


def test_panels_below_an_open_row_belong_to_it() -> None:
    row = {"type": "row", "title": "R"}
    root = board(
        {"title": "c", "gridPos": grid(6, 1)},
        {"title": "a", "gridPos": grid(0, 0)},
        {**row, "gridPos": grid(0, 1, 24, 1)},
        {"title": "d", "gridPos": grid(0, 9)},
        {"title": "b", "gridPos": "nowhere"},
        {"title": "e", "gridPos": {"x": 0}},
    )
    assert titles(root) == ["a", "b", "e", "R", ["c", "d"]]
    inner = {**row, "gridPos": grid(0, 1, 24, 1), "panels": [{"title": "in", "gridPos": grid(0, 2)}, 5]}
    root = board(inner, {"title": "out", "gridPos": grid(0, 2)}, {**row, "gridPos": grid(0, 3), "panels": [5]})
    assert titles(root) == ["R", ["in"], "out", "R"]


def test_rows_of_early_versions() -> None:
    rows: list[Any] = [
        {"title": "A", "height": "250px", "panels": [{"span": 8}, {"span": 6, "height": 300}, {"span": 0, "height": "x"}]},
        {"title": "B", "panels": [{"type": "text"}]},
        {"title": "C", "panels": []},
        5,
    ]
    reading = read(board(rows=rows, schemaVersion=15))
    held = reading.session
    assert held.view_order == ["v1", "v5", "v7"]
    assert [held.views[key].views for key in held.view_order] == [["v2", "v3", "v4"], ["v6"], UNSET]
    places = [held.views[key].position for key in ("v2", "v3", "v4", "v6")]
    assert places == [
        Position(column=0, row=0, column_span=16, row_span=7),
        Position(column=0, row=7, column_span=12, row_span=8),
        Position(column=12, row=7, column_span=8, row_span=7),
        Position(column=0, row=15, column_span=8, row_span=7),
    ]
    said = {bound.node.path: {name: fate.kind for name, fate in bound.fates.items()} for bound in reading.ledger.bound}
    assert said["/rows/0"]["height"] == "feeds"
    assert said["/rows/0/panels/0"]["span"] == "own"
    assert said["/rows/0/panels/2"] == {"span": "native", "height": "native"}


def test_rows_are_ignored_since_there_are_grids() -> None:
    assert ignored(session(board(rows=[{"title": "A"}])).analytics) == {"rows": [{"title": "A"}]}


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ({"fieldConfig": {"defaults": {"custom": {"drawStyle": "points"}}}}, Plot(type="line", mode="markers")),
        ({"fieldConfig": {"defaults": {"custom": {"drawStyle": "bars"}}}}, Plot(type="line")),
        ({"fieldConfig": {"defaults": {"custom": {"stacking": {"mode": "normal"}}}}}, Plot(type="line", stacked=True)),
        ({"fieldConfig": {"defaults": {"custom": {"axisLabel": "PAR"}}}}, Plot(type="line", y_title="PAR")),
        ({"options": {"legend": {"showLegend": False}}}, Plot(type="line", legend=False)),
        ({"options": {"orientation": "vertical"}}, Plot(type="line", horizontal=False)),
        ({"type": "barchart", "options": {"xField": "a", "stacking": "none"}}, Plot(type="bar", x="a", stacked=False)),
        ({"type": "histogram", "options": {"bucketCount": 9}}, Plot(type="histogram", bins=9)),
        ({"type": "xychart", "options": {"series": [{"x": "a", "y": "b"}, {"x": "c"}]}}, Plot(type="scatter", x="a", y="b")),
        ({"type": "graph", "lines": True, "points": True}, Plot(type="graph", mode="both")),
        ({"type": "graph", "lines": True}, Plot(type="graph", mode="lines")),
        ({"type": "graph", "lines": False, "points": True}, Plot(type="graph", mode="markers")),
        ({"type": "graph", "lines": False, "points": []}, Plot(type="graph")),
        ({"type": "graph", "lines": None}, Plot(type="graph")),
        ({"type": "timeseries", "autoMigrateFrom": "graph", "stack": True}, Plot(type="line", stacked=True)),
    ],
)
def test_plots(said: dict[str, Any], wanted: Plot) -> None:
    assert view(**{"type": "timeseries", **said}).plot == wanted


@pytest.mark.parametrize(
    ("color", "gradient"),
    [
        ({"scheme": "Oranges"}, ["#fff5eb", "#fd8d3c", "#7f2704"]),
        ({"mode": "scheme", "scheme": "Oranges", "reverse": True}, ["#7f2704", "#fd8d3c", "#fff5eb"]),
        ({"mode": "spectrum", "colorScheme": "interpolateGreys", "reverse": "x"}, ["#ffffff", "#969696", "#000000"]),
        ({"mode": "opacity", "scheme": "Oranges"}, UNSET),
        ({"mode": "scheme", "scheme": "Turbo"}, UNSET),
        ({"mode": "scheme"}, UNSET),
    ],
)
def test_colours_of_a_heat_map(color: dict[str, Any], gradient: Any) -> None:
    found = view(type="heatmap", options={"color": color})
    assert found.plot is not UNSET
    assert found.plot.gradient == gradient


def test_the_range_of_a_heat_map() -> None:
    color = {"min": 1, "max": "x", "fill": "red"}
    found = view(type="heatmap", options={"color": color, "yAxis": {"min": "0", "max": None}})
    assert found.display_range.minimum == 1
    assert found.plot.y_minimum == 0
    assert native(found) == {"options/color/max": "x", "options/color/fill": "red", "options/yAxis/max": None}
    both = view(type="heatmap", options={"color": {"min": 1}}, fieldConfig={"defaults": {"min": 0}})
    assert both.display_range.minimum == 0


def test_maps() -> None:
    layers = [
        {"type": "dayNight"},
        {"type": "heatmap", "config": {"weight": {"field": "Phi2"}}},
        {"type": "markers", "config": {"style": {"color": {"field": "x"}}}},
        7,
    ]
    look = {"lat": 42.5, "lon": -84, "zoom": 15, "id": "coords"}
    found = view(type="geomap", options={"view": look, "basemap": {"type": "osm-standard"}, "layers": layers})
    assert found.map == GeoMap(latitude=42.5, longitude=-84, zoom=15, base_layer="osm-standard", mode="heatmap", parameter="Phi2")
    assert native(found).keys() >= {"options/view/id", "options/layers/0/type", "options/layers/2/config"}
    assert ignored(found) == {"options/layers/3": 7}
    old = view(type="grafana-worldmap-panel", mapCenterLatitude=1, mapCenterLongitude="-2", initialZoom="3")
    assert old.map == GeoMap(latitude=1, longitude=-2, zoom=3)


@pytest.mark.parametrize(("name", "value"), [("lat", 90.5), ("lat", "north"), ("lon", -181), ("zoom", 31), ("zoom", -1)])
def test_no_place_on_earth(name: str, value: Any) -> None:
    found = view(type="geomap", options={"view": {name: value}})
    assert found.map is UNSET
    assert ignored(found) == {f"options/view/{name}": value}


def test_axes_of_a_graph() -> None:
    found = view(type="graph", yaxes=[{"format": "s", "label": "wait", "min": "0", "max": None, "logBase": 10}, {"format": "x"}])
    assert (found.display_range.unit, found.display_range.minimum, found.display_range.scale) == ("s", 0, "log")
    assert native(found) == {"yaxes/0/max": None, "yaxes/1/format": "x"}
    for base, scale in ((1, "linear"), (2, "log")):
        assert view(type="graph", yaxes=[{"logBase": base}]).display_range.scale == scale
    assert view(type="graph", yaxes=[{"logBase": "2"}]).display_range is UNSET


def test_texts_say_their_content() -> None:
    assert view(type="text", options={"content": "# Hi"}, description="hint").description == "# Hi"
    assert view(type="text", content="old").description == "old"
    assert view(type="stat", description="hint").description == "hint"


def test_what_is_null_is_not_said() -> None:
    found = view(type="stat", title=None, fieldConfig={"defaults": {"min": None, "unit": 5}})
    assert found.title is UNSET
    assert native(found) == {"title": None, "fieldConfig/defaults/min": None}
    assert ignored(found) == {"fieldConfig/defaults/unit": 5}


def test_identifiers_lay_out_the_document_only() -> None:
    told = fates(board({"id": 5, "type": "stat"}))
    assert (told["/panels/0/id"], told["/schemaVersion"], told["/title"]) == ("structural", "structural", "feeds")


def test_the_dashboard_itself() -> None:
    said = {"tags": ["a"], "refresh": False, "timezone": "utc", "description": "", "time": {"from": "now-6h", "to": 5}, "odd": 1}
    found = session({**board(**said), "title": 7})
    assert found.name is UNSET
    told = found.analytics
    assert (told.tags, told.refresh, told.time_zone, told.time_from) == (["a"], "", "utc", "now-6h")
    assert told.extras["grafana"].native.keys() == {"title", "description", "editable", "panels"}
    assert told.extras["grafana"].ignored == {"time/to": 5, "odd": 1}
    assert session(board(tags=[5], refresh=True)).analytics.extras["grafana"].ignored == {"tags": [5], "refresh": True}
    untitled = board()
    del untitled["title"]
    assert session(untitled).name is UNSET


def test_a_panel_of_the_library_is_what_the_document_has_of_it() -> None:
    model = {"id": 7, "type": "graph", "title": "Lamp", "lines": True, "targets": [{"refId": "A"}], "gridPos": grid(9, 9)}
    named = {"libraryPanel": {"uid": "x", "name": "Lamp"}}
    library = {"x": {"uid": "x", "model": model}, "y": {"uid": "y", "model": model}, "z": {"model": 5}}
    root = board({"id": 1, "gridPos": grid(1, 2), **named}, {"id": 2, "gridPos": grid(0, 9), **named}, __elements=library)
    held = session(root)
    first, second = (held.views[key] for key in held.view_order)
    assert (first.kind, first.title, first.plot) == ("plot", "Lamp", Plot(type="graph", mode="lines"))
    assert (first.position.column, first.tracks) == (1, ["t1"])
    assert native(first) == {"libraryPanel/name": "Lamp"}
    assert (second.kind, second.title, second.plot, second.tracks) == ("plot", "Lamp", first.plot, ["t2"])
    assert (second.position.row, held.tracks["t2"].name) == (9, "A")
    assert native(held) == {"__elements/y": library["y"], "__elements/z": library["z"]}
    assert fates(root)["/__elements/x/model/id"] == "structural"
    assert fates(root)["/__elements/x/model/title"] == "feeds"


def test_a_title_of_one_panel_leaves_that_of_the_library_to_the_other() -> None:
    named = {"libraryPanel": {"uid": "x"}, "gridPos": grid(0, 0)}
    root = board({"title": "Mine", **named}, named, __elements=[5, {"uid": "x", "model": {"type": "stat", "title": "Lamp"}}])
    held = session(root)
    assert [held.views[key].title for key in held.view_order] == ["Mine", "Lamp"]
    assert fates(root)["/__elements/1/model/title"] == "feeds"
    assert native(held) == {"__elements/0": 5}


def test_what_the_library_says_of_a_query_is_for_the_panel_that_has_it() -> None:
    named = {"libraryPanel": {"uid": "x"}, "gridPos": grid(0, 0)}
    said = {"matcher": {"id": "byFrameRefID", "options": "Q"}, "properties": [{"id": "unit", "value": "ppm"}]}
    model = {"type": "timeseries", "fieldConfig": {"overrides": [said]}}
    root = board({"targets": [{"refId": "Q"}], **named}, named, __elements={"x": {"model": model}})
    held = session(root)
    assert [held.views[key].tracks for key in held.view_order] == [["t1"], []]
    assert held.tracks["t1"].display_range.unit == "ppm"


def test_what_panels_of_the_library_say_in_all_is_limited() -> None:
    model = {"type": "stat", "title": "Lamp", "options": {"text": dict.fromkeys("abcdefgh", 1)}}
    data = json.dumps(board(*[{"libraryPanel": {"uid": "x"}}] * 30, __elements={"x": {"model": model}})).encode()
    few = msgspec.structs.replace(LIMITS, facts=200)
    with pytest.raises(LimitError, match="facts"):
        read_dashboard(data, Ledger(), Job(ConvertOptions(), few))


@pytest.mark.parametrize("named", [5, {}, {"uid": "z"}, {"uid": "nowhere"}, {"uid": "e"}])
def test_a_panel_that_the_document_does_not_have(named: Any) -> None:
    held = session(board({"libraryPanel": named}, __elements={"z": {"model": 5}, "e": {"model": {}}, "n": 5}))
    assert (held.views["v1"].kind, held.views["v1"].title) == ("plot", UNSET)
    assert native(view(libraryPanel={"uid": "x"})) == {"libraryPanel": {"uid": "x"}}


def test_the_levels_of_a_single_value() -> None:
    colors = ["#299c46", "rgba(237, 129, 40, 0.89)", "dark-red"]
    found = view(type="singlestat", thresholds="40, 80", colors=colors)
    assert found.display_range.marks == [
        {"value": None, "color": "#299c46"},
        {"value": 40, "color": "#ed8128e3"},
        {"value": 80, "color": "#c4162a"},
    ]
    assert native(found) == {}
    said = fates(board({"type": "singlestat", "thresholds": "40", "colors": ["red", "blue"]}))
    assert said["/panels/0/thresholds"] == said["/panels/0/colors"] == "own"


@pytest.mark.parametrize(
    ("thresholds", "colors"),
    [("", ["red"]), ("1", ["red"]), ("1", ["red", "text"]), ("a", ["red", "red"]), (1, ["red"]), ("1", "red")],
)
def test_levels_that_are_none_are_kept_aside(thresholds: Any, colors: Any) -> None:
    said = {"thresholds": thresholds, "colors": colors}
    assert native(view(type="singlestat", **said)) == said


def test_thresholds_as_they_are_now_go_before_levels() -> None:
    steps = {"defaults": {"thresholds": {"steps": [{"value": 5, "color": "red"}]}}}
    found = view(type="singlestat", thresholds="1", colors=["red", "blue"], fieldConfig=steps)
    assert [one["value"] for one in found.display_range.marks] == [5]


def test_where_an_open_row_lies_says_which_panels_are_its_own() -> None:
    root = board(
        {"type": "row", "gridPos": grid(0, 0)},
        {"gridPos": grid(0, 3)},
        {"type": "row", "gridPos": grid(0, 9), "panels": [{"id": 3}]},
    )
    said = fates(root)
    assert said["/panels/0/gridPos/y"] == "feeds"
    assert "/panels/2/gridPos/y" not in said
