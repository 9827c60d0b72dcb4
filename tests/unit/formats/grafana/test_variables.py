"""Variables: filters, genome and place."""

from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec import UNSET

import converter
from converter.errors import LimitError
from converter.limits import LIMITS
from converter.model import Interval
from tests.unit.formats.grafana.reading import board, fates, native, session


def variable(name: Any, value: Any, kind: str = "custom", **more: Any) -> dict[str, Any]:
    return {"name": name, "type": kind, "current": {"text": "shown", "value": value}, **more}


def filters(*variables: Any) -> list[tuple[Any, ...]]:
    """The filters of a dashboard with these variables: by, item, operator, value, group."""
    samples = session(board(variables=list(variables))).samples
    held = samples.filters.values() if samples is not UNSET else ()
    return [(one.by, one.item, one.operator, one.value, one.group) for one in held]


def test_what_is_chosen_is_a_filter() -> None:
    told = filters(variable("chamber", ["c1", "c2"], "query", label="Chamber"), variable("species", "maize"))
    assert told == [
        ("variable", "Chamber", "is equal to", "c1", "1"),
        ("variable", "Chamber", "is equal to", "c2", "1"),
        ("variable", "species", "is equal to", "maize", UNSET),
    ]
    assert filters({"name": "who", "type": "textbox", "query": "anna"}) == [
        ("variable", "who", "is equal to", "anna", UNSET),
    ]


@pytest.mark.parametrize(
    "held",
    [
        variable("a", "$__all"),
        variable("a", ["$__all"]),
        variable("a", ""),
        variable("a", []),
        variable("a", 5),
        variable("a", "5m", "interval"),
        variable("a", "p1", "datasource"),
        variable("", "x"),
        variable(5, "x"),
        {"name": "a", "type": "constant", "query": "5"},
        {"name": "a", "type": "custom", "query": "x,y"},
        {"name": "a", "type": "query", "current": {}},
        {"name": "a", "type": "adhoc", "filters": []},
    ],
)
def test_what_is_no_filter_stays_as_it_is(held: dict[str, Any]) -> None:
    found = session(board(variables=[held]))
    assert found.samples is UNSET
    assert held["type"] in native(found).values()


def test_variables_of_one_name_are_told_apart() -> None:
    found = native(session(board(variables=[variable("a", "x"), variable("a", "y")])))
    assert {"templating/a/type", "templating/list/1/type"} <= found.keys()


@pytest.mark.parametrize(
    ("sign", "said", "wanted"),
    [
        ("=", {"value": "x"}, [("is equal to", "x", UNSET)]),
        ("!=", {"value": "x"}, [("is not equal to", "x", UNSET)]),
        ("<", {"value": "5"}, [("is less than", "5", UNSET)]),
        ("=|", {"value": "x", "values": ["x", "y"]}, [("is equal to", "x", "1"), ("is equal to", "y", "1")]),
        ("=|", {"value": "x"}, []),
        ("=~", {"value": "x.*"}, []),
        (["="], {"value": "x"}, []),
        ("=", {"value": 5}, []),
        ("=", {}, []),
    ],
)
def test_ad_hoc_filters(sign: Any, said: dict[str, Any], wanted: list[Any]) -> None:
    held = {"name": "f", "type": "adhoc", "filters": [{"key": "row", "operator": sign, **said}, 5]}
    told = filters(held)
    assert [one[2:] for one in told] == wanted
    assert {one[:2] for one in told} <= {("attribute", "row")}


def test_genome_and_locus() -> None:
    root = board({"type": "stat"}, variables=[variable("Genome", "hg38"), variable("locus", "chr7:101-200", "textbox")])
    held = session(root)
    assert held.genome.id == "hg38"
    assert held.view_order == ["v1", "v2"]
    assert (held.views["v1"].kind, held.views["v1"].loci) == ("linear", [Interval(chrom="chr7", start=100, end=200)])
    assert held.samples is UNSET
    assert fates(root)["/templating/list/0/current/value"] == "feeds"


def test_several_places() -> None:
    held = session(board(variables=[variable("locus", ["chr2:1-5", "Tp53"])]))
    assert held.views["v1"].loci == [Interval(chrom="chr2", start=0, end=5), Interval(name="Tp53")]


def test_several_genomes_and_what_is_no_place_are_filters() -> None:
    told = filters(variable("genome", ["hg38", "hg19"]), variable("locus", "chr1:9-5"))
    assert [one[3] for one in told] == ["hg38", "hg19", "chr1:9-5"]


def test_a_genome_browser_shows_the_place_and_says_what_it_can_not() -> None:
    data = json.dumps(board({"type": "stat"})).encode()
    bare = converter.convert(data, to="igvxml")
    assert bare.report.verdict == "incomplete"
    assert "genome.missing" in [one["code"] for one in bare.report.to_dict()["entries"]]
    told = converter.convert(data, to="igvxml", options={"genome": "hg38", "locus": "chr1:1-1000"})
    assert b'genome="hg38"' in told.document
    assert b'locus="chr1:1-1000"' in told.document
    assert "genome.missing" not in [one["code"] for one in told.report.to_dict()["entries"]]


def test_what_stands_beside_the_list_of_variables() -> None:
    assert native(session(board(templating={"list": [variable("a", "x")], "enable": True})))["templating/enable"] is True
    assert native(session(board(templating={"list": []})).analytics)["templating"] == {"list": []}


def test_series_are_limited_as_tracks_are() -> None:
    data = json.dumps(board({"type": "stat", "targets": [{"refId": "A"}, {"refId": "B"}]})).encode()
    with pytest.raises(LimitError):
        converter.read(data, limits=LIMITS.lowered(tracks=1))
