"""Queries, overrides and thresholds."""

from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec import UNSET

import converter
from tests.unit.formats.grafana.reading import board, fates, ignored, native, series, session, view

FIXED = {"mode": "fixed", "fixedColor": "green"}


def over(name: str, *said: Any, by: str = "byName") -> dict[str, Any]:
    """An override of properties by id and value."""
    return {"matcher": {"id": by, "options": name}, "properties": [{"id": key, "value": value} for key, value in said]}


def drawn(*overrides: Any, targets: Any = ()) -> dict[str, Any]:
    """A plot with overrides."""
    return {"fieldConfig": {"overrides": list(overrides)}, **({"targets": targets} if targets else {})}


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ({"legendFormat": "air", "alias": "x"}, "air"),
        ({"alias": "air"}, "air"),
        ({"legendFormat": "__auto", "refId": "A"}, "A"),
        ({"legendFormat": "", "alias": None, "refId": "A"}, "A"),
        ({"refId": 5, "expr": "x"}, "UNSET"),
        ({"expr": "x"}, "UNSET"),
    ],
)
def test_names_of_queries(said: dict[str, Any], name: str) -> None:
    assert list(series(targets=[said])) == [name]


def test_hidden_queries_are_not_shown() -> None:
    hides: list[Any] = [True, False, None]
    held = session(board({"type": "stat", "targets": [{"refId": str(one), "hide": one} for one in hides]}))
    assert held.views["v1"].tracks == ["t2", "t3"]
    assert held.track_order == ["t1", "t2", "t3"]
    assert native(held.tracks["t3"]) == {"hide": None}


def test_what_is_no_query() -> None:
    assert ignored(view(type="stat", targets=["up"])) == {"targets/0": "up"}
    assert native(view(type="text", targets=[{"refId": "A"}])) == {"targets": [{"refId": "A"}]}


def test_an_override_by_name_is_of_the_series_or_makes_one() -> None:
    found = series(
        **drawn(
            over("air", ("color", FIXED), ("unit", "celsius"), ("min", -5), ("max", 45)),
            over("leaf", ("custom.lineWidth", 3), ("custom.drawStyle", "bars"), ("custom.pointSize", 7)),
            targets=[{"refId": "A", "alias": "air"}],
        )
    )
    assert list(found) == ["air", "leaf"]
    said = found["air"].display_range
    assert found["air"].display.color == "#73bf69"
    assert (said.unit, said.minimum, said.maximum) == ("celsius", -5, 45)
    leaf = found["leaf"].display
    assert (leaf.line_width_px, leaf.renderer, leaf.point_size_px) == (3, "bar", 7)


def test_an_override_by_query_names_its_series() -> None:
    overrides = [over("B", ("displayName", "Water"), by="byFrameRefID"), over("Z", ("unit", "s"), by="byFrameRefID")]
    found = series(**drawn(*overrides, targets=[{"refId": "B"}]))
    assert list(found) == ["Water"]
    assert native(found["Water"]).keys() == {
        *("refId", "fieldConfig/overrides/0/matcher/id", "fieldConfig/overrides/0/matcher/options")
    }


@pytest.mark.parametrize("query", [{"alias": "air"}, {"legendFormat": "air", "refId": "A"}, {"refId": "air"}])
def test_an_override_by_name_names_its_series_anew(query: dict[str, Any]) -> None:
    overrides = [over("air", ("displayName", "Air")), over("air", ("max", 9))]
    root = board({"type": "graph", **drawn(*overrides, targets=[query]), "seriesOverrides": [{"alias": "air", "color": "red"}]})
    track = session(root).tracks["t1"]
    assert (track.name, track.display_range.maximum, track.display.color) == ("Air", 9, "#f2495c")
    told = fates(root)
    named = next(word for word in ("alias", "legendFormat", "refId") if word in query)
    quiet = ("targets/0/" + named, "seriesOverrides/0/alias", *(f"fieldConfig/overrides/{at}/matcher/options" for at in (0, 1)))
    assert [told[f"/panels/0/{place}"] for place in quiet] == ["native"] * 4
    assert told["/panels/0/fieldConfig/overrides/0/properties/0/value"] == "own"


def test_the_last_name_of_a_series_wins_and_none_leaves_it_as_it_was() -> None:
    of = board({"type": "stat", **drawn(over("a", ("displayName", "A")), over("a", ("displayName", "B")))})
    assert session(of).tracks["t1"].name == "B"
    none = series(**drawn(over("a", ("displayName", "A")), over("a", ("displayName", ""))))
    assert list(none) == ["a"]
    colored = session(board({"type": "graph", **drawn(over("a", ("displayName", "A"))), "aliasColors": {"a": "red"}}))
    assert [(one.name, one.display.color) for one in colored.tracks.values()] == [("A", "#f2495c")]


def test_of_two_overrides_the_later_wins() -> None:
    root = board({"type": "stat", **drawn(over("a", ("max", 1), ("decimals", 1)), over("a", ("max", 2), ("decimals", 2)))})
    track = session(root).tracks["t1"]
    assert track.display_range.maximum == 2
    assert native(track) == {"override/decimals/id": "decimals", "override/decimals/value": 2}
    told = fates(root)
    at = "/panels/0/fieldConfig/overrides/0/properties"
    assert (told[f"{at}/0/value"], told[f"{at}/1/id"]) == ("superseded", "superseded")


@pytest.mark.parametrize(
    "override",
    [
        {"matcher": {"id": "byRegexp", "options": "/a/"}, "properties": [{"id": "unit", "value": "s"}]},
        {"matcher": {"id": "byNames", "options": {"names": ["a"]}}, "properties": [{"id": "unit"}]},
        {"matcher": {"id": "byName", "options": "a"}, "properties": []},
        {"matcher": {"id": "byName", "options": "a"}},
        {"matcher": 5},
        7,
    ],
)
def test_other_overrides_stay_as_they_are(override: Any) -> None:
    found = view(type="stat", **drawn(override))
    at = "fieldConfig/overrides/0"
    whole = {f"{at}/{name}": value for name, value in override.items()} if isinstance(override, dict) else {at: override}
    assert native(found) == whole
    assert found.tracks == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("color", {"mode": "palette-classic"}),
        ("color", {"mode": "shades", "fixedColor": "red"}),
        ("color", {"mode": "fixed", "fixedColor": "reddish"}),
        ("color", 5),
        ("unit", None),
        ("displayName", ""),
        ("thresholds", {}),
        ("links", []),
    ],
)
def test_properties_without_a_word(name: str, value: Any) -> None:
    found = series(**drawn(over("a", (name, value))))["a"]
    assert (found.display, found.display_range) == (UNSET, UNSET)
    assert native(found) == {f"override/{name}/id": name, f"override/{name}/value": value}


def test_properties_that_are_none() -> None:
    override = {"matcher": {"id": "byName", "options": "a"}, "properties": [5, {}, {"value": 1}, {"id": []}]}
    found = series(**drawn(override))["a"]
    assert ignored(found).keys() == {"fieldConfig/overrides/0/properties/0", "fieldConfig/overrides/0/properties/1"}
    assert native(found) == {"override/None/value": 1, "override/[]/id": []}


def test_thresholds_of_one_series() -> None:
    steps = [{"color": "green", "value": None}, {"color": "red", "value": 80}]
    found = series(**drawn(over("a", ("thresholds", {"mode": "percentage", "steps": steps}))))["a"]
    assert found.display_range.marks == [{"color": "#73bf69", "value": None}, {"color": "#f2495c", "value": 80}]
    assert found.display_range.marks_in_percent is True


def test_steps_of_thresholds() -> None:
    steps: list[Any] = [
        {"color": "text"},
        {"color": "white", "value": "7", "state": "ok"},
        {"value": 9},
        {"color": "red", "value": "high"},
        {"color": "reddish", "value": 10},
        "warn",
        {"state": 1},
    ]
    found = view(type="stat", fieldConfig={"defaults": {"thresholds": {"mode": "absolute", "steps": steps}}})
    assert found.display_range.marks == [{"color": "#ffffff", "value": 7}, {"value": 9}, {"value": 10}]
    assert found.display_range.marks_in_percent is False
    at = "fieldConfig/defaults/thresholds/steps"
    assert native(found) == {f"{at}/0/color": "text", f"{at}/1/state": "ok", f"{at}/6/state": 1}
    assert ignored(found) == {f"{at}/3/color": "red", f"{at}/3/value": "high", f"{at}/4/color": "reddish", f"{at}/5": "warn"}
    none = view(type="stat", fieldConfig={"defaults": {"thresholds": {"mode": "odd", "steps": ["x"]}}})
    assert none.display_range is UNSET


def test_thresholds_of_a_graph() -> None:
    held: list[Any] = [
        {"value": 5, "colorMode": "critical", "op": "gt"},
        {"value": 1, "colorMode": "custom", "lineColor": "#1F60C4"},
        {"value": 2, "colorMode": "custom", "lineColor": "odd"},
        {"value": "high", "colorMode": "ok"},
        {"value": 3, "colorMode": []},
    ]
    found = view(type="graph", thresholds=held)
    assert found.display_range.marks == [
        *({"value": 5, "color": "#f2495c"}, {"value": 1, "color": "#1f60c4"}, {"value": 2}, {"value": 3})
    ]
    assert native(found)["thresholds/3/value"] == "high"
    newer = {"defaults": {"thresholds": {"steps": [{"value": 9}]}}}
    assert view(type="graph", thresholds=held[:1], fieldConfig=newer).display_range.marks == [{"value": 9}]
    assert view(type="graph", thresholds=[{"value": "x"}]).display_range is UNSET


def test_series_of_a_graph() -> None:
    found = session(
        board(
            {
                "type": "graph",
                "targets": [{"alias": "pump 1"}],
                "seriesOverrides": [
                    {"alias": "pump 1", "color": "red", "fill": 1},
                    {"alias": "/^v/", "lines": False},
                    {"alias": "pump 3", "color": "odd"},
                    {"alias": "pump 1", "color": "blue"},
                ],
                "aliasColors": {"pump 1": "green", "pump 4": "#fff", "pump 5": "odd"},
            }
        )
    )
    colors = {track.name: track.display.color if track.display else None for track in found.tracks.values()}
    assert colors == {"pump 1": "#f2495c", "pump 3": None, "pump 4": "#ffffff"}
    assert found.views["v1"].tracks == ["t1", "t2", "t3"]
    assert native(found.views["v1"]) == {
        "seriesOverrides/1/alias": "/^v/",
        "seriesOverrides/1/lines": False,
        "aliasColors/pump 1": "green",
        "aliasColors/pump 5": "odd",
    }
    assert native(found.tracks["t1"]) == {"seriesOverrides/0/fill": 1, "seriesOverrides/3/color": "blue"}


@pytest.mark.parametrize("target", ["jbrowse2", "igvxml", "igvjson", "ucsc"])
def test_a_genome_browser_draws_no_measurements_and_says_so(target: str) -> None:
    data = json.dumps(board({"type": "stat", "targets": [{"refId": "A"}]})).encode()
    told = converter.convert(data, to=target).report.to_dict()["entries"]
    lost = [one for one in told if one["track"] == "A" and one["severity"] == "error"]
    assert [(one["code"], one["hint"]) for one in lost] == [("track.unsupported", None)]
    assert "a series of measurements has none" in lost[0]["message"]


def test_two_queries_of_one_reference_are_two_series_and_told() -> None:
    queries = [{"refId": "A", "expr": "up"}, {"refId": "A", "expr": "down"}, {"refId": "B"}]
    root = board({"id": 1, "type": "timeseries", "targets": queries})
    assert [one.name for one in session(root).tracks.values()] == ["A", "A", "B"]
    told = converter.convert(json.dumps(root).encode(), "analytics").report.to_dict()["entries"]
    assert [(one["track"], one["original"]) for one in told if one["code"] == "source.repeated"] == [("A", "A")]
