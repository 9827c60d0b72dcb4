"""The verbs: what goes in, what comes out, and what stops them."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from msgspec import UNSET

import converter
from converter.errors import ConverterError, LossError, UnwritableError, UsageError
from converter.limits import LIMITS
from converter.model import Genome, Interval, Session, Source, Track, View
from converter.registry import FORMATS, get
from tests.unit.loss.toy import install, lose_track, nothing, plain, whole

XML = (
    b'<Session genome="hg19" locus="chr1:1-100"><Resources><Resource path="a.bw"/></Resources>'
    b'<Panel><Track id="a.bw"/></Panel></Session>'
)


def test_a_conversion_gives_a_document_and_its_report() -> None:
    done = converter.convert(XML, to="neutral", filename="C:\\dir\\my.session.xml.gz")
    assert done.media_type == "application/json"
    assert done.filename == "my.session.neutral.json"
    assert done.report.verdict == "lossless"
    assert converter.convert(XML, to="neutral").document == done.document


@pytest.mark.parametrize(
    ("given", "filename"),
    [
        (None, "session.xml"),
        ("a.neutral.json", "a.xml"),
        ("x/a.json.gz", "a.xml"),
        (".xml", ".xml.xml"),
        ("dir/", "session.xml"),
        ("plain", "plain.xml"),
    ],
)
def test_the_file_is_called_after_its_source(given: str | None, filename: str) -> None:
    assert converter.convert(plain(Session()), to="igvxml", filename=given).filename == filename


def test_reading_and_writing_are_the_halves_of_it() -> None:
    reading = converter.read(XML)
    assert reading.format == "igvxml"
    made = converter.write(reading.session, to="neutral")
    assert made.document == converter.convert(XML, to="neutral").document
    assert (made.media_type, made.filename) == ("application/json", "session.neutral.json")
    assert converter.read(XML, source="igvxml").session == reading.session


def test_a_session_with_broken_references_is_not_written() -> None:
    with pytest.raises(UnwritableError) as caught:
        converter.write(Session(track_order=["t1"]), to="neutral")
    assert caught.value.code == "session.invalid"


def test_too_many_tracks_are_refused() -> None:
    data = plain(Session(tracks={"t1": Track(), "t2": Track()}, track_order=["t1", "t2"]))
    with pytest.raises(ConverterError) as caught:
        converter.read(data, limits=LIMITS.lowered(tracks=1))
    assert caught.value.code == "limit.tracks"


@pytest.mark.parametrize(
    ("call", "code"),
    [
        ({"to": "odd"}, "option.to"),
        ({"to": "neutral", "source": "odd"}, "option.from"),
        ({"to": "neutral", "options": {"shape": "odd"}}, "option.shape"),
        ({"to": "neutral", "options": {"profile": "odd"}}, "option.profile"),
        ({"to": "neutral", "options": {"odd": 1}}, "option.unknown"),
    ],
)
def test_a_wrong_call_is_the_callers_fault(call: dict[str, Any], code: str) -> None:
    with pytest.raises(UsageError) as caught:
        converter.convert(XML, **call)
    assert caught.value.code == code


def test_a_shape_that_the_target_has_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, nothing)
    assert converter.convert(XML, to="toy", options={"shape": "bag"}).document


@pytest.mark.parametrize(
    ("lose", "fail_at", "fails"),
    [
        (nothing, "info", False),
        (lose_track, "error", True),
        (lose_track, "info", True),
        ("look", "error", False),
        ("look", "warning", True),
    ],
)
def test_a_loss_policy_may_fail_the_call_and_the_report_is_told(
    monkeypatch: pytest.MonkeyPatch, lose: Any, fail_at: str, *, fails: bool
) -> None:
    def look(session: Session) -> None:
        session.tracks["t1"].display = UNSET

    install(monkeypatch, look if lose == "look" else lose)
    options = {"on_loss": "fail", "fail_at": fail_at}
    if not fails:
        assert converter.convert(plain(whole()), to="toy", options=options).document
        return
    with pytest.raises(LossError) as caught:
        converter.convert(plain(whole()), to="toy", options=options)
    assert caught.value.report.counts["carried"] > 0


def test_carried_data_travels_only_where_something_was_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, nothing)
    assert b"carried" not in converter.convert(plain(whole()), to="toy").document
    install(monkeypatch, lose_track)
    assert b"carried" in converter.convert(plain(whole()), to="toy").document
    assert b"carried" not in converter.convert(plain(whole()), to="toy", options={"carry": False}).document


def test_ids_of_the_document_never_collide_with_those_of_the_source(monkeypatch: pytest.MonkeyPatch) -> None:
    def other(session: Session) -> None:
        session.sources["s9"] = Source(location="extra")
        session.source_order.append("s9")

    install(monkeypatch, other)
    report = converter.convert(plain(whole()), to="toy").report
    assert [one["path"] for one in report.difference] == ["/sources/s9", "/source_order"]


def test_sources_that_stand_nowhere_are_joined_through_their_tracks() -> None:
    made = Session(
        sources={"s1": Source(location="http://x/a.bed", format="bed")},
        source_order=["s1"],
        tracks={"t1": Track(source="s1", kind="annotation")},
        track_order=["t1"],
        views={"v1": View(tracks=["t1"])},
        view_order=["v1"],
    )
    made.sources["s1"].extras = (
        converter.read(b'<Session><Panel><Track id="http://x/a.bed"/></Panel></Session>').session.sources["s1"].extras
    )
    assert not [
        one for one in converter.convert(plain(made), to="igvxml").report.difference if one["path"].startswith("/sources")
    ]


@pytest.mark.parametrize(
    ("to", "document"),
    [("neutral", b'<Session odd="1"/>'), ("igvxml", plain(whole())), ("igvxml", XML)],
)
def test_converting_there_and_back_gives_the_session_again(to: str, document: bytes) -> None:
    first = converter.read(document).session
    there = converter.convert(document, to=to).document
    back = converter.convert(there, to="neutral").document
    again = converter.read(back).session
    assert [(one.name, one.display) for one in again.tracks.values()] == [
        (one.name, one.display) for one in first.tracks.values()
    ]
    assert again.genome == first.genome
    assert [view.loci for view in again.views.values()] == [view.loci for view in first.views.values()]


def test_what_is_published() -> None:
    rows = {row["id"]: row for row in converter.formats()}
    assert set(rows) == set(FORMATS)
    assert rows["igvxml"]["extension"] == ".xml"
    assert all(row["reads"] for row in rows.values())
    assert all(one["code"].endswith(".unsupported") and one["why"] for row in rows.values() for one in row["cannot"])
    for name in ("neutral", "report"):
        jsonschema.Draft202012Validator.check_schema(converter.schema(name))
    with pytest.raises(UsageError) as caught:
        converter.schema("odd")
    assert caught.value.code == "option.schema"
    assert get("neutral", "to") is FORMATS["neutral"]


def test_a_link_that_expires_is_told() -> None:
    url = "https://x/a.bam?X-Amz-Date=20240101T000000Z&amp;X-Amz-Expires=60"
    data = f'<Session><Resources><Resource path="{url}"/></Resources></Session>'.encode()
    (entry,) = [
        one for one in converter.convert(data, to="igvxml").report.to_dict()["entries"] if one["code"] == "location.expires"
    ]
    assert (entry["emitted"], entry["severity"]) == ("2024-01-01T00:01:00Z", "warning")
    assert b"location.expires" not in converter.convert(data.replace(b"X-Amz", b"Y"), to="igvxml").report.to_json()


def test_a_format_that_only_reads_can_not_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, nothing, writes=False)
    with pytest.raises(UnwritableError) as caught:
        converter.convert(XML, to="toy")
    assert caught.value.code == "format.unwritable"


def test_sessions_are_made_by_hand_too() -> None:
    made = Session(genome=Genome(id="hg19"), views={"v1": View(loci=[Interval(chrom="chr1", start=0, end=9)])}, view_order=["v1"])
    assert b'locus="chr1:1-9"' in converter.write(made, to="igvxml").document


@pytest.mark.parametrize("data", ["<Session/>", bytearray(b"<Session/>"), None])
def test_what_is_not_bytes_is_the_callers_fault(data: Any) -> None:
    for call in (lambda: converter.read(data), lambda: converter.convert(data, to="igvxml")):
        with pytest.raises(UsageError) as caught:
            call()
        assert caught.value.code == "input.type"


GENES = "https://hgdownload.soe.ucsc.edu/goldenPath/hg19/database/ncbiRefSeq.txt.gz"
RENAMED = (
    f'<Session genome="hg19" locus="1:1000-2000" version="8"><Resources><Resource path="{GENES}"/></Resources>'
    f'<Panel name="FeaturePanel"><Track id="{GENES}" name="Genes" visible="true"/></Panel></Session>'
).encode()


def test_what_was_renamed_for_a_target_comes_home_as_it_was() -> None:
    there = converter.convert(RENAMED, "jbrowse2").document
    assert GENES.encode() not in there
    assert b'"chr1:1000-2000"' in there
    home = converter.convert(there, "igvxml").document
    assert b'locus="1:1000-2000"' in home
    assert home.count(GENES.encode()) == 2


def test_what_was_changed_in_between_stands() -> None:
    there = converter.convert(RENAMED, "jbrowse2").document.replace(b"chr1:1000-2000", b"chr2:500-900")
    home = converter.convert(there, "igvxml").document
    assert b"2:500-900" in home
    assert b"1:1000-2000" not in home


def test_what_the_caller_changes_does_not_come_home() -> None:
    there = converter.convert(RENAMED, "jbrowse2", options={"locus": "chr3:1-100"}).document
    home = converter.convert(there, "igvxml").document
    assert b'3:1-100"' in home
    assert b"1:1000-2000" not in home


@pytest.mark.parametrize("shape", ["config", "session", "patch"])
def test_the_config_of_a_session_is_nothing_that_the_target_adds(shape: str) -> None:
    """A session with its tracks is complete; with its config beside it each would be read twice."""
    bed = {"type": "BedAdapter", "bedLocation": {"uri": "https://x.org/a.bed", "locationType": "UriLocation"}}
    sequence = {
        "type": "ReferenceSequenceTrack",
        "trackId": "r",
        "adapter": {"type": "TwoBitAdapter", "uri": "https://x.org/a.2bit"},
    }
    track = {"type": "FeatureTrack", "trackId": "a", "name": "A", "assemblyNames": ["hg38"], "adapter": bed}
    config = {"assemblies": [{"name": "hg38", "sequence": sequence}], "tracks": [track]}
    view: dict[str, Any] = {"type": "LinearGenomeView", "init": {"assembly": "hg38", "loc": "chr1:1-100"}}
    view["tracks"] = [{"type": "FeatureTrack", "configuration": "a", "displays": [{"type": "LinearBasicDisplay", "height": 50}]}]
    session = json.dumps({"session": {"name": "s", "views": [view]}}).encode()
    report = converter.convert(session, to="jbrowse2", options={"config": json.dumps(config).encode(), "shape": shape}).report
    assert report.verdict == "lossless"
    assert not [one for one in report.to_dict()["entries"] if one["category"] in ("tracks", "genomes")]
