"""Lists that JBrowse refuses with one wrong object in them: run in 4.3 (`tests/apps/jbrowse/model.py`)."""

from __future__ import annotations

import json
from typing import Any

import pytest

import converter
from converter.formats.jbrowse2.listed import opens
from tests.unit.formats.jbrowse2.test_returned import config

HUB = {"type": "UCSCTrackHubConnection", "connectionId": "h", "hubTxtLocation": {"uri": "https://x.org/hub.txt"}}
LOGIN = {"type": "HTTPBasicInternetAccount", "internetAccountId": "a", "domains": ["x.org"]}
INDEX = {"type": "TrixTextSearchAdapter", "textSearchAdapterId": "t", "assemblyNames": ["hg38"]}


@pytest.mark.parametrize(
    ("name", "raw", "taken"),
    [
        ("connections", [HUB], True),
        ("connections", [HUB, {**HUB, "other": None}], True),
        ("connections", [HUB, {**HUB, "name": 5}], False),
        ("connections", [{**HUB, "hubTxtLocation": {"uri": 5}}], False),
        ("connections", [{**HUB, "connectionId": None}], False),
        ("connections", [{"type": HUB["type"]}], False),
        ("connections", [{"type": "OfAPlugin", "name": 5}], True),
        ("connections", [{}], False),
        ("connections", ["x"], False),
        ("sessionConnections", [None], False),
        ("internetAccounts", [LOGIN], True),
        ("internetAccounts", [{**LOGIN, "domains": [5]}], False),
        ("aggregateTextSearchAdapters", [INDEX], True),
        ("aggregateTextSearchAdapters", [{**INDEX, "assemblyNames": None}], False),
        ("sequence/displays", [{"type": "LinearReferenceSequenceDisplay", "displayId": "d"}], True),
        ("sequence/displays", [{"type": "LinearReferenceSequenceDisplay"}], False),
        ("category", [5], True),
        ("connections", {}, True),
    ],
)
def test_which_lists_jbrowse_takes(name: str, raw: Any, taken: bool) -> None:  # noqa: FBT001
    assert opens(name, raw) is taken


@pytest.mark.parametrize("second", [HUB, {"type": "UCSCTrackHubConnection"}, {**HUB, "connectionId": 5}, 7])
def test_a_list_whose_objects_have_no_ids_is_taken_whole(second: Any) -> None:
    root = {**config(), "connections": [HUB, second]}
    done = converter.convert(json.dumps(root).encode(), "jbrowse2", "jbrowse2")
    assert json.loads(done.document).get("connections") == ([HUB, HUB] if second == HUB else None)


def test_a_refused_object_of_a_list_comes_home_from_another_format() -> None:
    wrong, other = {**HUB, "name": 5}, {**HUB, "connectionId": "other/one"}
    root = {**config(), "connections": [wrong, other]}
    away = converter.convert(json.dumps(root).encode(), "igvjson", "jbrowse2").document
    back = converter.convert(away, "jbrowse2", "igvjson")
    assert json.loads(back.document)["connections"] == [other, wrong]
    assert "value.refused" in {one["code"] for one in back.report.to_dict()["entries"]}


def test_a_list_that_it_refuses_is_carried_within_it() -> None:
    other = {**HUB, "connectionId": "other/one"}
    root = {**config(), "connections": [{**HUB, "name": 5}, other], "internetAccounts": [LOGIN]}
    done = converter.convert(json.dumps(root).encode(), "jbrowse2", "jbrowse2")
    written = json.loads(done.document)
    assert (written["connections"], written["internetAccounts"]) == ([other], [LOGIN])
    entries = [one for one in done.report.to_dict()["entries"] if (one["source"] or {}).get("path") == "/connections/0"]
    assert [(one["effect"], one["code"]) for one in entries] == [("carried", "source.invalid")]
