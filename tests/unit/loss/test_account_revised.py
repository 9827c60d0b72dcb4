"""What becomes of facts that options change, and of those that carried data overrules."""

from __future__ import annotations

import base64
import zlib
from typing import Any

import msgspec
import pytest
from msgspec import UNSET

import converter
from converter.model import (
    Analysis,
    Display,
    DisplayRange,
    Extras,
    Region,
    Session,
)
from tests.unit.loss.toy import XML, Told, install, nothing, plain, whole


def carrying(at: str, *operations: dict[str, Any]) -> bytes:
    """An element with carried data that changes an object, or removes it."""
    held = [{"at": at, "ops": operations or [{"op": "remove", "path": ""}]}]
    packed = msgspec.json.encode({"version": 1, "groups": held})
    return b"<CarriedData>" + base64.b64encode(zlib.compress(packed)) + b"</CarriedData>"


def guarded(path: str, old: Any, **operation: Any) -> list[dict[str, Any]]:
    """An operation that is done only where the value is the old one."""
    return [{"op": "test", "path": path, "value": old}, {"path": path, **operation}]


def test_an_object_that_an_earlier_conversion_had_supplied_is_structural(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, nothing)
    data = b'<Session><Resources><Resource path="b.bw" name="N"/></Resources>%s</Session>'
    unlisted = Told(data % carrying("t:b.bw"))
    assert unlisted.said["/Session/Resources/Resource/@name"]["code"] == "source.restored"
    assert unlisted.effect("/Session/Resources/Resource/@path") == "kept"
    listed = Told(data % (b'<Panel><Track id="b.bw" name="T"/></Panel>' + carrying("t:b.bw")))
    assert listed.said["/Session/Panel/Track/@id"]["code"] == "source.structural"
    assert listed.said["/Session/Panel/Track/@name"]["code"] == "source.restored"


def test_what_an_option_changes_is_kept_with_a_notice_and_what_it_removes_is_superseded() -> None:
    told = Told(
        plain(whole()),
        "neutral",
        genome="hg38",
        rewrite="b.=http://x/b.",
        edit=[{"op": "remove", "path": "/tracks/t1"}, {"op": "replace", "path": "/tracks/t2/name", "value": "new"}],
    )
    assert told.report["verdict"] == "lossless"
    places = {
        "/genome/id": ("kept", "option.genome"),
        "/sources/s2/location": ("kept", "option.rewrite"),
        "/tracks/t2/name": ("kept", "option.edit"),
        "/tracks/t1/name": ("superseded", "option.edit"),
        "/track_order/0": ("superseded", "option.edit"),
        "/views/v1/tracks/0": ("superseded", "option.edit"),
    }
    assert {place: (told.said[place]["effect"], told.said[place]["code"]) for place in places} == places
    assert told.effect("/sources/s1/location") == "kept"


def test_what_an_option_changes_may_still_be_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, lambda session: setattr(session.tracks["t1"].display, "color", UNSET))
    edit = [{"op": "replace", "path": "/tracks/t1/display/color", "value": "#ffffff"}]
    assert Told(plain(whole()), edit=edit).effect("/tracks/t1/display/color") == "carried"


def test_an_option_changes_what_an_xml_fact_feeds() -> None:
    told = Told(XML % b'<Track id="http://x/genes.bed" name="A"/>', "neutral", rewrite="http://x=http://y", locus="chr1:1-2")
    assert told.said["/Session/Panel/Track/@id"]["code"] == "option.rewrite"
    assert told.effect("/Session/Panel/Track/@name") == "kept"


def test_an_option_that_rewrites_what_the_model_has_no_word_for_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, nothing)
    made = whole()
    made.tracks["t1"].extras = {"toy": Extras(native={"url": "http://x/1", "n": 1})}
    told = Told(plain(made), rewrite="http://x=http://y")
    entry = told.said["/tracks/t1/extras/toy/native/url"]
    assert (entry["effect"], entry["code"]) == ("kept", "option.rewrite")
    assert told.report["verdict"] == "lossless"


def test_an_option_that_removes_an_object_removes_all_that_is_said_of_it() -> None:
    data = XML % b'<Track id="b.bw" singleColor="true" sortable="x"/><Track id="k" removed="false"/>'
    told = Told(data, "neutral", edit=[{"op": "remove", "path": "/tracks/t1"}, {"op": "remove", "path": "/tracks/t2/extras"}])
    for name in ("singleColor", "sortable"):
        assert told.effect(f"/Session/Panel/Track[1]/@{name}") == "superseded"
    assert told.said["/Session/Panel/Track[2]/@removed"]["code"] == "option.edit"
    assert told.effect("/Session/Panel/Track[2]/@removed") == "superseded"


def test_what_carried_data_has_overruled_of_what_the_model_has_no_word_for(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, nothing)
    native = {"igvxml": {"native": {"@singleColor": "true"}}}
    carried = carrying("t:b.bw", *guarded("/extras", native, op="remove"))
    told = Told((XML % b'<Track id="b.bw" singleColor="true"/>').replace(b"</Session>", carried + b"</Session>"))
    assert told.said["/Session/Panel/Track/@singleColor"]["code"] == "source.restored"


def test_of_several_names_the_one_that_carried_data_has_overruled_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, nothing)
    ops = guarded("/feature_url", "supplied", op="replace", value="mine")
    data = b'<Session><Resources><Resource path="b.bw" featureURL="supplied"/></Resources>%s</Session>'
    told = Told(data % carrying("s:b.bw", *ops))
    assert told.said["/Session/Resources/Resource/@featureURL"]["code"] == "source.restored"


def test_a_value_that_carried_data_has_overruled_is_not_lost_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    made = whole()
    made.tracks["t1"].display_range = DisplayRange(minimum=0.5, maximum=2)
    made.tracks["t1"].display = Display(height_px=40.4)
    document = converter.convert(plain(made), to="igvxml").document

    def lose(session: Session) -> None:
        session.tracks["t1"].display_range = session.tracks["t1"].display = UNSET

    install(monkeypatch, lose)
    told = Told(document)
    assert [told.effect(place) for place in told.said if place.endswith("/DataRange/@minimum")] == ["carried"]
    for name in ("/DataRange/@baseline", "/@height"):
        assert [told.effect(place) for place in told.said if place.endswith(name)] == ["structural"]


def test_what_an_earlier_conversion_had_supplied_is_structural_when_converted_back() -> None:
    first = converter.convert(plain(whole()), to="igvxml")
    assert b"Reference sequence" in first.document
    told = Told(first.document, "neutral")
    sequence = next(place for place in told.said if told.said[place]["code"] == "source.restored" and place.endswith("/@id"))
    assert told.effect(sequence) == "structural"
    assert told.report["verdict"] == "lossless"
    back = converter.read(first.document).session
    assert [track.name for track in back.tracks.values()] == ["A", "B", "H"]
    assert back.views[back.view_order[0]].panels is UNSET


def test_what_carried_data_gives_back_makes_the_documents_value_structural() -> None:
    made = whole()
    made.tracks["t1"].display = Display(height_px=40.4)
    made.tracks["t2"].analysis = Analysis(operands=["t1", "t3"], operation="add")
    made.regions = {"r1": Region(chrom="chr1", start=1, end=2)}
    made.region_order = ["r1"]
    document = converter.convert(plain(made), to="igvxml").document
    told = Told(document, "neutral")
    heights = [place for place in told.said if place.endswith("@height") and told.said[place]["code"] == "source.restored"]
    assert len(heights) == 1
    back = converter.read(document).session
    assert next(iter(back.tracks.values())).display == Display(height_px=40.4)
    assert msgspec.to_builtins(back.regions) == msgspec.to_builtins(made.regions)


def test_facts_of_several_tracks_that_are_lost_alike_are_one_entry_beside_an_option() -> None:
    tracks = b"".join(b'<Track id="%s.bw" clazz="X" name="%s" useScore="true"/>' % (name, name) for name in (b"a", b"b", b"c"))
    resources = b"".join(b'<Resource path="%s.bw"/>' % name for name in (b"a", b"b", b"c"))
    data = b'<Session genome="hg38" locus="chr1:1-900"><Resources>%s</Resources><Panel name="P">%s</Panel></Session>'
    for options in ({}, {"locus": "chr2:1-900"}):
        told = Told(data % (resources, tracks), to="igvjson", **options)
        for name in ("clazz", "useScore"):
            entries = {id(told.said[f"/Session/Panel/Track[{number}]/@{name}"]) for number in (1, 2, 3)}
            assert len(entries) == 1
        assert ("/Session/@locus" in told.said) is bool(options)


GENES = b"""<Session genome="hg19" locus="All" version="8"><Resources><Resource path="a.bw"/></Resources>
<Panel><Track id="a.bw"/></Panel><GeneList name="Mine">BRCA1 TP53 chr1:5-50000</GeneList></Session>"""


@pytest.mark.parametrize("locus", ["MYC", "all", "chr1:1-5", "chr1:1-5 chr2:3-9", "chr1:1-5 chr2:3-9 chr3:1-9 chr4:1-9"])
@pytest.mark.parametrize("to", ["igvxml", "igvjson", "jbrowse2", "ucsc", "analytics"])
def test_an_option_puts_more_or_fewer_places_where_a_list_of_genes_was(locus: str, to: str) -> None:
    told = Told(GENES, to, locus=locus)
    assert told.effect("/Session/GeneList/text()") in ("kept", "approximated", "carried")
    assert told.effect("/Session/GeneList/@name") == "superseded"


def test_places_that_an_option_asked_for_are_looked_up_and_still_of_the_option() -> None:
    genes = b"chr9\t100\t20000\tMYC\t0\t+\n"
    told = Told(GENES, "ucsc", locus="MYC", config={"genes.bed": genes})
    assert told.said["/Session/GeneList/text()"]["code"] == "option.locus"
