"""The neutral session as a document."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from msgspec import UNSET

import converter
from converter.errors import MalformedError
from converter.formats.base import Head, Job
from converter.formats.neutral import FORMAT
from converter.loss.ledger import Ledger
from converter.model import Session
from converter.model.codec import to_plain
from converter.options import ConvertOptions
from tests.unit.loss.toy import Told, plain
from tests.unit.model.test_refs import whole


def test_a_session_comes_back_and_every_fact_is_kept() -> None:
    data = plain(whole())
    told = Told(data, "neutral")
    assert told.done.document == data
    assert told.report["verdict"] == "lossless"
    assert {entry["effect"] for entry in told.entries} == {"structural"}
    assert converter.read(data).session == whole()


@pytest.mark.parametrize(
    "document",
    [
        {"model": 1},
        {"model": 1, "genome": {}, "samples": {}, "tracks": {}, "track_order": [], "extras": {}, "forms": {}, "preferences": {}},
        {"model": 1, "tracks": {"t1": {}}, "track_order": ["t1"]},
        {
            "model": 1,
            "tracks": {
                "t1": {
                    "display": {},
                    "parts": {
                        "reads": {},
                        "coverage": {"display": {"mode": "full"}, "extras": {"f": {"native": {"a": [1, {}]}}}},
                    },
                    "metadata": {"tracks": ["x"], "extras": {"y": 1}, "display": {"z": []}},
                    "analysis": {"sequence": "ACGT"},
                    "members": [],
                    "extras": {"f": {"native": {}, "ignored": {"a": None}, "spelling": {"b": {"c": 1}}}, "g": {}},
                }
            },
            "track_order": ["t1"],
            "views": {"v1": {"panels": {"p1": {}, "p2": {"tracks": ["t1"], "extras": {"f": {"native": {"tag": "x"}}}}}}},
            "view_order": ["v1"],
            "region_sets": {"q1": {"visible": True}},
            "forms": {"f": {"root": "x"}},
        },
    ],
)
def test_every_fact_is_bound_once_whatever_is_empty(document: dict[str, Any]) -> None:
    data = msgspec.json.encode(document)
    ledger = Ledger()
    FORMAT.read(data, ledger, Job(ConvertOptions()))
    assert ledger.accounted == ledger.total
    names = [bound.node.place(name) for bound in ledger.bound for name in bound.node.names()]
    assert len(names) == len(set(names))
    Told(data, "neutral")
    Told(data, "igvxml", carry=False)


@pytest.mark.parametrize(
    ("document", "path", "said"),
    [
        ({"model": 9}, "/model", "version 9"),
        ({"model": 1, "tracks": {"t1": {"display": {"color": "red"}}}}, "/tracks/*/display/color", "regex"),
        ({"model": 1, "track_order": [5]}, "/track_order/0", "Expected `str`"),
        ({"model": 1, "track_order": ["t1"]}, "/track_order", "no 't1' in tracks"),
        ({"model": 1, "colour": 1}, None, "unknown field"),
        ({"model": 1, "tracks": {"t1": {}}, "sources": {"t1": {}}}, "/sources", "two objects"),
    ],
)
def test_what_is_no_neutral_session_is_refused_with_its_place(document: dict[str, Any], path: str | None, said: str) -> None:
    with pytest.raises(MalformedError) as caught:
        converter.read(msgspec.json.encode(document))
    assert (caught.value.code, caught.value.path) == ("neutral.invalid", path)
    assert said in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(("root", "found"), [({"model": 1}, True), ({"model": "m"}, False), ({}, False), ([], False)])
def test_the_content_tells_the_format(root: Any, *, found: bool) -> None:
    assert bool(FORMAT.recognise(Head(b"", "json", root))) is found


def test_nothing_is_carried() -> None:
    done = converter.convert(b'<Session odd="1"/>', to="neutral")
    assert "carried" not in done.document.decode().lower().replace("carrieddata", "")
    assert done.filename == "session.neutral.json"


def test_measuring_needs_no_binding() -> None:
    ledger = Ledger(recording=False)
    session = FORMAT.read(plain(whole()), ledger, Job(ConvertOptions()))
    assert session == whole()
    assert ledger.bound == []
    assert ledger.objects["tracks", "t1"].place == "/tracks/t1"


def test_a_session_without_anything_is_one() -> None:
    assert converter.read(plain(Session())).session == Session()
    assert to_plain(Session()) == {"model": 1}


def test_every_value_is_spelled_in_one_way() -> None:
    ledger = Ledger()
    FORMAT.read(plain(whole()), ledger, Job(ConvertOptions()))
    words = next(one.words for one in ledger.bound if one.words.fields_of("location"))
    assert (words.respelled("location", "x"), words.respelled("place", "x")) == ("x", UNSET)
