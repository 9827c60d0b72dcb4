"""Neutral ids come home, whether the document has all objects, some of them, or has been edited."""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any

import pytest

import converter
from converter.errors import ConverterError
from converter.loss.carry import pack, unpack
from converter.loss.ledger import Fate, Ledger, Notice
from converter.loss.measure import Delta
from converter.loss.numbering import numbered, unexpected
from converter.model import Session, Source, Track, View


def session(*names: str, order: list[str] | None = None) -> Session:
    """A session of tracks of these ids, each with a file and a name."""
    tracks = {key: Track(name=f"Track {key}", kind="quantitative", source=f"s{key[1:]}") for key in names}
    sources = {f"s{key[1:]}": Source(location=f"https://x.org/{key}.bw", format="bigwig") for key in names}
    shown = list(names) if order is None else order
    views = {"v1": View(kind="linear", tracks=shown)}
    return Session(tracks=tracks, track_order=shown, sources=sources, source_order=list(sources), views=views, view_order=["v1"])


def neutral(one: Session) -> bytes:
    return converter.write(one, "neutral").document


def home(data: bytes, via: str, edit: Any = None) -> dict[str, Any]:
    """The neutral session of a document that was converted there and back."""
    there = converter.convert(data, via).document
    if edit is not None:
        there = edit(there)
    found: dict[str, Any] = json.loads(converter.convert(there, "neutral", via).document)
    return found


@pytest.mark.parametrize("via", ["jbrowse2", "igvxml", "igvjson", "ucsc"])
@pytest.mark.parametrize("names", [("t1", "t2", "t3"), ("t3", "t1", "t2"), ("t2", "t7", "t9"), ("mine", "yours", "theirs")])
def test_objects_have_the_ids_that_they_had(via: str, names: tuple[str, ...]) -> None:
    before = session(*names)
    found = home(neutral(before), via)
    assert {key: one["name"] for key, one in found["tracks"].items()} == {key: f"Track {key}" for key in names}
    assert found["track_order"] == list(names)


def test_what_a_document_does_not_have_comes_back_between() -> None:
    data = b"""<Session genome="hg19" locus="chr1:1-9"><Resources><Resource path="a.tdf"/><Resource path="https://x.org/b.bw"/></Resources>
    <Panel><Track id="Reference sequence" name="Sequence"/><Track id="a.tdf" name="A"/><Track id="https://x.org/b.bw" name="B"/>
    </Panel></Session>"""
    plain = json.loads(converter.convert(data, "neutral").document)
    for via in ("jbrowse2", "igvjson", "ucsc"):
        back = home(data, via)
        assert {key: one["name"] for key, one in back["tracks"].items()} == {"t1": "Sequence", "t2": "A", "t3": "B"}
        assert back["views"]["v1"]["tracks"] == plain["views"]["v1"]["tracks"]


def test_a_document_that_was_edited_gives_no_id_twice() -> None:
    def edit(document: bytes) -> bytes:
        held = json.loads(document)
        held["tracks"] = [{"url": "https://x.org/new.bw", "type": "wig", "name": "New"}, *held["tracks"][1:]]
        return json.dumps(held).encode()

    found = home(neutral(session("t2", "t1", "t3")), "igvjson", edit)
    assert {key: one["name"] for key, one in found["tracks"].items()} == {"t4": "New", "t1": "Track t1", "t3": "Track t3"}
    assert {one["source"] for one in found["tracks"].values()} <= set(found["sources"])


def test_ids_are_carried_where_they_do_not_follow_from_the_order() -> None:
    ordered, other = session("t1", "t2"), session("t2", "t1")
    assert unexpected(ordered, ordered) == []
    assert unexpected(other, other) == ["t2", "t1", "s2", "s1"]
    text = pack(Delta(other, session("t2", "t1", order=["t1", "t2"])), {})
    assert text is not None
    assert sorted(unpack(text).ids.values()) == ["s1", "s2", "t1", "t2"]


def test_members_stand_behind_what_draws_them() -> None:
    one = session("t1", "t2", "t3", "t4", order=["t1", "t4"])
    one.tracks["t1"] = Track(kind="overlay", members=["t2", "t3", "t9"])
    assert unexpected(one, one) == []
    one.tracks["t2"] = Track(kind="overlay", members=["t1"])
    assert unexpected(one, one) == []
    assert numbered(one, {}, ()) == {}
    assert numbered(one, {"t4": "t1"}, ["t4"]) == {"t1": "t2", "t2": "t3", "t3": "t4", "t4": "t1"}


def test_a_ledger_follows_its_objects() -> None:
    ledger, names = Ledger(), {"t1": "t2", "s1": "s9"}
    node: Any = object()
    fates = {
        "a": Fate("feeds", ((("tracks", "t1"), "source"), (("session", ""), "name"))),
        "b": Fate("own", ("tracks", "loci")),
        "c": Fate("native", "t1"),
    }
    ledger.bind(node, node, ("tracks", "t1"), "", fates)
    ledger.put(("sources", "s1"), "/1", "a")
    ledger.notice(Notice("a", "assumed", "info", "", ("tracks", "t1")))
    ledger.notice(Notice("b", "assumed", "info", ""))
    ledger.rename(names)
    assert ledger.bound[0].owner == ("tracks", "t2")
    assert ledger.bound[0].fates["a"].detail == ((("tracks", "t2"), "source"), (("session", ""), "name"))
    assert [ledger.bound[0].fates[name].detail for name in "bc"] == [("tracks", "loci"), "t1"]
    assert fates["a"].detail[0][0] == ("tracks", "t1")
    assert list(ledger.objects) == [("sources", "s9")]
    assert [one.owner for one in ledger.notices] == [("tracks", "t2"), None]


def test_ids_of_the_wrong_kind_make_carried_data_unusable() -> None:
    text = base64.b64encode(zlib.compress(b'{"version":1,"groups":[],"ids":{"t:a":3}}')).decode()
    with pytest.raises(ConverterError):
        unpack(text)
