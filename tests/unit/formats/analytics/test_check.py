"""What is refused, and what is not."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator
from msgspec.structs import replace

import converter
from converter.errors import LimitError, MalformedError, RefusedError, UnknownFormatError
from converter.formats.analytics import FORMAT
from converter.formats.analytics.reader import read as read_document
from converter.formats.base import Head, Job
from converter.limits import LIMITS
from converter.loss.ledger import Ledger
from converter.options import ConvertOptions
from tests.unit.formats.analytics.sessions import said, session

A = {"id": "a"}


def at(column: int, row: int, width: int = 2, height: int = 2) -> dict[str, Any]:
    return {"type": "table", "position": {"column": column, "row": row, "width": width, "height": height}}


BAD: list[tuple[str, str, dict[str, Any]]] = [
    ("analytics.invalid", "/map/center/latitude", {"map": {"center": {"latitude": -90.5, "longitude": 0}}}),
    ("analytics.invalid", "/map/center/longitude", {"map": {"center": {"latitude": 0, "longitude": 180.5}}}),
    ("analytics.invalid", "/map/center", {"map": {"center": {"latitude": 0}}}),
    ("analytics.invalid", "/series/0/visible", {"series": [{"visible": "yes"}]}),
    ("analytics.filter", "/series/0/filters/0", {"series": [{"filters": [{"by": "user"}]}]}),
    ("analytics.filter", "/selection/filters/0", {"selection": {"filters": [{"by": "x", "from": 1, "values": ["a"]}]}}),
    ("analytics.filter", "/series/0/filters/0", {"series": [{"filters": [{"by": "x", "operator": "contains", "to": 1}]}]}),
    ("analytics.filter", "/selection/filters/0", {"selection": {"filters": [{"filters": [{"values": ["a"]}], "from": 1}]}}),
    ("analytics.filter", "/selection/filters/0/filters/0", {
        "selection": {"filters": [{"filters": [{"filters": [{"values": ["a"]}]}]}]}
    }),
    ("analytics.filter", "/selection/filters/0/filters/0", {"selection": {"filters": [{"filters": [{"from": 1, "to": 2}]}]}}),
    ("analytics.filter", "/selection/filters/0/filters/1", {
        "selection": {"match": "any", "filters": [{"filters": [{"from": 1, "to": 2}, {"values": ["a", "b"]}]}]}
    }),
    ("analytics.invalid", "/selection/filters/0/filters", {"selection": {"filters": [{"filters": []}]}}),
    ("analytics.time", "/series/0/members/0/filters/0/to", {"series": [{"members": [{"filters": [{"by": "time", "to": 5}]}]}]}),
    ("analytics.time", "/selection/filters/0/values/0", {"selection": {"filters": [{"by": "time", "values": ["2024", "x"]}]}}),
    ("analytics.time", "/modified", {"modified": "2024-02-31"}),
    ("analytics.time", "/time/from", {"time": {"from": "2024-13-01"}}),
    ("analytics.range", "/thresholds/0", {"thresholds": [{"parameter": "p", "min": 2, "maximum": 1}]}),
    ("analytics.threshold", "/thresholds/1", {"thresholds": [{"parameter": "p"}, {"minimum": 1}]}),
    ("analytics.duplicate", "/dashboard/panels/1/panels/0/id", {
        "dashboard": {"panels": [{"type": "table", "id": "p"}, {"type": "dashboard", "panels": [{"type": "map", "id": "p"}]}]}
    }),
    ("analytics.duplicate", "/tracks/1/id", {"tracks": [{"id": "t"}, {"id": "t"}]}),
    ("analytics.duplicate", "/thresholds/1/id", {"thresholds": [{"id": "h", "parameter": "p"}, {"id": "h", "parameter": "q"}]}),
    ("analytics.duplicate", "/map/series", {"series": [A], "map": {"series": ["a", "a"]}}),
    ("analytics.reference", "/series/0/track", {"series": [{"track": "t"}]}),
    ("analytics.reference", "/thresholds/0/series", {"thresholds": [{"series": "a"}]}),
    ("analytics.reference", "/thresholds/0/panel", {"thresholds": [{"parameter": "p", "panel": "a"}]}),
    ("analytics.reference", "/plot/series/1", {"series": [A], "plot": {"series": ["a", "b"]}}),
    ("analytics.reference", "/dashboard/panels/0/frames/0/series/0", {
        "dashboard": {"panels": [{"type": "genome", "frames": [{"series": ["b"]}]}]}
    }),
    ("analytics.reference", "/active", {"map": {}, "active": "map"}),
    ("analytics.reference", "/active", {"active": "p"}),
    ("analytics.overlap", "/dashboard/panels/2/position", {"dashboard": {"panels": [at(0, 0), {"type": "map"}, at(1, 1)]}}),
    ("analytics.overlap", "/dashboard/panels/0/panels/1/position", {
        "dashboard": {"panels": [{"type": "dashboard", "panels": [at(0, 0), at(0, 1)]}]}
    }),
    ("analytics.locus", "/locus", {"locus": "chr1:20-10"}),
    ("analytics.locus", "/dashboard/panels/0/reach", {
        "dashboard": {"panels": [{"type": "genome", "reach": [{"chromosome": "chr1", "start": 9, "end": 9}]}]}
    }),
]  # fmt: skip


@pytest.mark.parametrize(("code", "place", "parts"), BAD)
def test_what_is_no_session_is_refused_with_its_place(code: str, place: str, parts: dict[str, Any]) -> None:
    with pytest.raises(MalformedError) as caught:
        session(**parts)
    assert (caught.value.code, caught.value.path) == (code, place)
    assert caught.value.hint


GOOD: list[dict[str, Any]] = [
    {"map": {"center": {"latitude": -90, "longitude": 180}}},
    {
        "dashboard": {
            "panels": [
                at(0, 0),
                at(2, 0),
                at(0, 2),
                at(2, 2, 1, 1),
            ]
        }
    },
    {"series": [A], "thresholds": [{"series": "a", "minimum": 2, "maximum": 1}]},
    {"thresholds": [{"parameter": "p", "minimum": 1, "maximum": 1}]},
    {"time": {"from": "now-6h", "to": "now"}, "created": "2024-02-29T23:59:59.9+01:00"},
    {"plot": {"type": "bar"}, "active": "plot"},
]


@pytest.mark.parametrize("parts", GOOD)
def test_what_is_at_the_limit_is_read(parts: dict[str, Any]) -> None:
    session(**parts)


def test_the_published_schema_tells_what_is_read() -> None:
    validator = Draft202012Validator(converter.schema("analytics"))
    assert validator.is_valid({"analyticsSession": "1.1", "odd": 1, **GOOD[1]})
    assert not validator.is_valid({"analyticsSession": "1.1", "map": {"center": {"latitude": 91, "longitude": 0}}})


def test_a_document_without_the_mark_is_not_recognised() -> None:
    assert FORMAT.recognise(Head(b"{}", "json", {"series": []})) is None


def test_a_version_to_come_is_refused_and_a_minor_one_is_read() -> None:
    with pytest.raises(RefusedError) as caught:
        converter.read(b'{"analyticsSession": "2.0", "series": 5}')
    assert caught.value.code == "analytics.version"
    assert converter.read(b'{"analyticsSession": "1.12"}').session.forms == {"analytics": {"version": "1.12"}}


@pytest.mark.parametrize("root", [b"[]", b"{}"])
def test_another_document_is_not_read(root: bytes) -> None:
    with pytest.raises(UnknownFormatError):
        read_document(root, Ledger(), Job(ConvertOptions()))


def test_too_many_series_are_refused_before_they_are_read() -> None:
    with pytest.raises(LimitError):
        converter.read(said(series=[{}, {}]), limits=replace(LIMITS, tracks=1))
