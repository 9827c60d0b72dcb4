"""What is a dashboard, and what Grafana writes that is none."""

from __future__ import annotations

import json
from typing import Any

import pytest

import converter
from converter.errors import ConverterError, UnknownFormatError
from converter.formats.base import Head, Job
from converter.formats.grafana import reader
from converter.formats.grafana.shape import recognise
from converter.loss.ledger import Ledger
from converter.options import ConvertOptions
from tests.unit.formats.grafana.reading import board, session

PLAIN = board({"type": "stat"})
V2 = {"elements": {}, "layout": {"kind": "GridLayout"}}
V1 = "dashboard.grafana.app/v1beta1"


@pytest.mark.parametrize(
    "root",
    [
        PLAIN,
        {"dashboard": PLAIN, "meta": {}},
        {"apiVersion": V1, "kind": "Dashboard", "spec": PLAIN},
        {"schemaVersion": 12, "rows": [], "time": {}},
        {"schemaVersion": 39, "panels": [5, {"type": "timeseries", "targets": []}]},
    ],
)
def test_dashboards_are_found_in_their_envelopes(root: Any) -> None:
    assert [one.format for one in converter.detect(json.dumps(root).encode())] == ["grafana"]


@pytest.mark.parametrize(
    "root",
    [
        {"panels": [], "title": "no version"},
        {"panels": [], "schemaVersion": "39", "time": {}},
        {"panels": [], "schemaVersion": True, "time": {}},
        {"panels": [], "schemaVersion": 39},
        {"panels": [{"type": "stat"}, {"targets": []}], "schemaVersion": 39},
        {"panels": {"gridPos": 5}, "schemaVersion": 39},
        {"schemaVersion": 39, "time": {}},
        {"dashboard": {"panels": []}},
        {"dashboard": 5},
        {"apiVersion": "v1", "spec": PLAIN},
        {"apiVersion": V1, "spec": 5},
        {"url": "/d/b7"},
        [],
        [5],
        [{"type": "dash-db"}],
        5,
    ],
)
def test_other_documents_are_left_alone(root: Any) -> None:
    assert recognise(Head(b"", "json", root)) is None


@pytest.mark.parametrize(
    ("root", "code"),
    [
        (V2, "format.grafana_v2"),
        ({"dashboard": V2, "meta": {}}, "format.grafana_v2"),
        ({"apiVersion": "dashboard.grafana.app/v2", "kind": "Dashboard", "spec": V2}, "format.grafana_v2"),
        ([{"type": "dash-db", "uid": "a"}, {"type": "dash-folder", "uid": "b"}], "format.grafana_list"),
        ({"apiVersion": V1, "kind": "DashboardList", "items": []}, "format.grafana_list"),
        ({"apiVersion": "folder.grafana.app/v1", "kind": "Folder"}, "format.grafana_folder"),
        ({"url": "/dashboards/f/x/y", "uid": "x"}, "format.grafana_folder"),
        ({**PLAIN, "panels": {"a": 1}}, "grafana.panels"),
        ({"dashboard": {**PLAIN, "rows": 5}}, "grafana.panels"),
    ],
)
def test_what_is_no_classic_dashboard_is_refused_with_what_to_export(root: Any, code: str) -> None:
    with pytest.raises(ConverterError) as refused:
        converter.read(json.dumps(root).encode())
    assert refused.value.code == code
    assert "Export" in str(refused.value.hint)


def test_the_reader_itself_refuses_other_documents() -> None:
    with pytest.raises(UnknownFormatError, match="no panels"):
        reader.read(b"{}", Ledger(), Job(ConvertOptions()))


def test_what_stands_around_a_dashboard() -> None:
    meta = {"created": "2024-03-01T08:00:00Z", "updated": "2025-01-31", "createdBy": "ben", "url": "/d/b7", "slug": "x"}
    found = session({"dashboard": PLAIN, "meta": meta, "overwrite": True})
    said = found.analytics
    assert (said.created, said.modified, said.owner, said.link) == ("2024-03-01T08:00:00Z", "2025-01-31", "ben", "/d/b7")
    assert said.extras["grafana"].native == {"meta/slug": "x", "editable": True}
    assert found.extras["grafana"].native == {"envelope/overwrite": True}


def test_an_empty_head_says_nothing() -> None:
    assert session({"dashboard": PLAIN, "meta": {}}).extras["grafana"].native == {"envelope/meta": {}}
