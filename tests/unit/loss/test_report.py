"""The report as plain data: what it says of both ends, its schema, its secrets, its difference."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import jsonpatch
import jsonschema
import msgspec
import pytest
from hypothesis import HealthCheck, assume, given, settings
from msgspec import UNSET

import converter
from converter.loss.ledger import Notice
from converter.loss.report import pointer, schema
from converter.model import Display, Source
from converter.model.codec import to_plain, typed
from tests.unit.loss.test_measure import SESSIONS
from tests.unit.loss.toy import CANNOT, XML, Told, install, lose_track, nothing, plain, whole

if TYPE_CHECKING:
    from converter.model import Session

RICH = XML % (
    b'<Track id="b.bw" name="A" color="1,2,3" sortable="x" singleColor="y"/><Track id="x.seg_S"/>'
    b'<Track id="http://me:pw@x/genes.bed?token=abc"/>'
)


def test_both_ends_are_described(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, nothing)
    data = plain(whole())
    done = converter.convert(data, to="toy")
    report = done.report.to_dict()
    assert report["report_version"] == 1
    assert report["source"] == {
        "format": "neutral",
        "sha256": hashlib.sha256(data).hexdigest(),
        "bytes": len(data),
        "facts": report["source"]["facts"],
    }
    assert report["target"] == {
        "format": "toy",
        "sha256": hashlib.sha256(done.document).hexdigest(),
        "bytes": len(done.document),
    }
    assert converter.convert(b'<Session version="8"/>', to="toy").report.to_dict()["source"]["version"] == "8"


def test_what_stands_for_a_version_shows_no_credentials() -> None:
    report = converter.convert(b'<Session genome="hg38" version="https://x.org/?token=hidden7"/>', to="neutral").report
    assert "hidden7" not in report.to_json().decode()


@pytest.mark.parametrize("listing", [True, False])
@pytest.mark.parametrize("lose", [nothing, lose_track])
def test_every_report_is_of_its_schema(monkeypatch: pytest.MonkeyPatch, lose: Any, *, listing: bool) -> None:
    install(monkeypatch, lose, notices=[Notice("a.b", "assumed", "info", "told")])
    report = converter.convert(RICH, to="toy", ledger=listing).report
    validator = jsonschema.Draft202012Validator(schema())
    validator.validate(report.to_dict())
    assert msgspec.json.decode(report.to_json()) == msgspec.json.decode(msgspec.json.encode(report.to_dict()))
    assert ("ledger" in report.to_dict()) is listing
    assert not validator.is_valid({**report.to_dict(), "verdict": "fine"})


def test_people_are_told_the_same_but_for_digests_and_the_difference() -> None:
    report = converter.convert(RICH, to="jbrowse2").report
    whole = report.to_dict()
    del whole["difference"]
    for side in ("source", "target"):
        whole[side] = {name: value for name, value in whole[side].items() if name not in ("sha256", "bytes")}
    assert report.gist() == whole


def test_a_notice_on_a_kept_fact_is_left_out_where_the_fact_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    notices = [Notice("a.b", "kept", "warning", "told", place=f"/Session/Panel/Track[1]/@{name}") for name in ("name", "nothing")]
    for lose, told in ((nothing, 2), (lose_track, 1)):
        install(monkeypatch, lose, notices=notices)
        report = converter.convert(RICH, to="toy").report.to_dict()
        assert len([one for one in report["entries"] if one["code"] == "a.b"]) == told


def test_facts_that_are_no_loss_are_listed_only_where_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, nothing)
    report = converter.convert(RICH, to="toy").report.to_dict()
    assert {entry["effect"] for entry in report["entries"] if entry["facts"]} == {"carried"}
    told = Told(RICH)
    assert {entry["effect"] for entry in told.report["ledger"]} == {"structural", "superseded"}
    assert all("places" not in entry for entry in told.report["ledger"])


def test_entries_know_their_line(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, nothing)
    entry = Told(b'<Session>\n\n<Panel>\n<Track id="k" odd="1"/></Panel></Session>').entry(code="source.ignored")
    assert entry["source"] == {"path": "/Session/Panel/Track/@odd", "line": 4}


def test_secrets_are_taken_out_of_values_places_and_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    def lose(session: Session) -> None:
        for source in session.sources.values():
            source.location = "http://x/?token=other"
        session.name = "http://me:pw@y/"

    install(monkeypatch, lose, notices=[Notice("a.b", "assumed", "info", "see http://me:pw@z/", ("sources", "s1"), "location")])
    made = whole()
    made.tracks["t1"].name = "http://me:pw@n/"
    made.tracks["t1"].metadata = {"oauthToken": "hush-abc"}
    made.sources["http://me:pw@k/"] = Source(location="http://me:pw@x/a.bam?token=abc")
    made.source_order.append("http://me:pw@k/")
    done = converter.convert(plain(made), to="toy", ledger=True)
    text = done.report.to_json().decode()
    for secret in ("me:pw", "abc", "token=other"):
        assert secret not in text
        assert secret in str(done.report.difference) or secret in plain(made).decode()
    assert "REDACTED" in text


@pytest.mark.parametrize(
    ("severities", "verdict", "gravest"),
    [
        ([], "lossless", None),
        (["info"], "equivalent", "info"),
        (["info", "warning"], "lossy", "warning"),
        (["error", "info"], "incomplete", "error"),
    ],
)
def test_the_verdict_is_that_of_the_gravest_loss(
    monkeypatch: pytest.MonkeyPatch, severities: list[str], verdict: str, gravest: str | None
) -> None:
    def lose(session: Session) -> None:
        if "info" in severities:
            session.tracks["t3"].display = UNSET
        if "warning" in severities:
            session.tracks["t2"].display = Display(color="#ffffff")
        if "error" in severities:
            lose_track(session)

    install(monkeypatch, lose)
    report = converter.convert(plain(whole()), to="toy").report
    assert (report.verdict, report.gravest) == (verdict, gravest)


@pytest.mark.parametrize(
    ("effect", "severity", "verdict", "assumed"),
    [("assumed", "error", "incomplete", 1), ("assumed", "warning", "lossless", 1), ("kept", "error", "lossless", 0)],
)
def test_only_assumptions_of_the_gravest_kind_count_for_the_verdict(
    monkeypatch: pytest.MonkeyPatch, effect: str, severity: str, verdict: str, assumed: int
) -> None:
    notice = Notice("a.b", effect, severity, "told", ("tracks", "t1"), "name", "do", "x", "/there", 7, "y")
    install(monkeypatch, nothing, notices=[notice])
    report = converter.convert(plain(whole()), to="toy").report.to_dict()
    assert (report["verdict"], report["counts"]["assumed"]) == (verdict, assumed)
    (entry,) = report["entries"]
    assert entry == {
        "code": "a.b",
        "effect": effect,
        "severity": severity,
        "category": "tracks",
        "source": {"path": "/there", "line": 7},
        "model": "/tracks/t1/name",
        "target": "/toy/tracks/t1",
        "track": "A",
        "original": "y",
        "emitted": "x",
        "facts": 0,
        "message": "told",
        "hint": "do",
    }


def test_a_notice_may_be_about_nothing_in_particular(monkeypatch: pytest.MonkeyPatch) -> None:
    install(
        monkeypatch,
        nothing,
        notices=[Notice("a.b", "assumed", "info", "told"), Notice("c.d", "assumed", "info", "x", place="/y")],
    )
    first, second = converter.convert(plain(whole()), to="toy").report.to_dict()["entries"]
    assert (first["category"], first["source"], first["target"], first["track"], first["model"]) == (
        "session",
        None,
        None,
        None,
        "",
    )
    assert second["source"] == {"path": "/y"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(SESSIONS, SESSIONS)
def test_the_difference_turns_the_neutral_session_of_the_source_into_that_of_the_target(a: Session, b: Session) -> None:
    assume(a.views)  # a source without any view is given one, which shows all

    def become(session: Session) -> None:
        for name in session.__struct_fields__:
            setattr(session, name, getattr(typed(to_plain(b)), name))

    with pytest.MonkeyPatch.context() as patched:
        install(patched, become, cannot=CANNOT)
        told = Told(plain(a))
        assert jsonpatch.apply_patch(to_plain(a), told.done.report.difference) == to_plain(b)


@pytest.mark.parametrize(
    "data",
    [
        RICH,
        b'<Session locus="chr1:1-100 chr2"><Resources><Resource path="a.bam"/></Resources></Session>',
        plain(whole()),
    ],
)
@pytest.mark.parametrize("to", ["igvxml", "neutral"])
def test_the_difference_of_real_formats_is_that_of_what_is_read_back(data: bytes, to: str) -> None:
    report = converter.convert(data, to=to).report
    source = converter.read(data).session
    there = jsonpatch.apply_patch(to_plain(source), report.difference)
    bare = converter.read(converter.convert(data, to=to, options={"carry": False}).document).session

    def names(plain_form: Any) -> list[tuple[Any, Any, Any]]:
        """What does not depend on ids."""
        located = {key: one.get("location") for key, one in plain_form["sources"].items()}
        tracks = (plain_form["tracks"][key] for key in plain_form["track_order"])
        return [(one.get("name"), one.get("display"), located.get(one.get("source"))) for one in tracks]

    assert names(there) == names(to_plain(bare))


@pytest.mark.parametrize(
    ("owner", "field", "text"),
    [
        (("tracks", "t2"), "display.mode", "/tracks/t2/display/mode"),
        (("session", ""), "name", "/name"),
        (("tracks", "a/b~"), "name", "/tracks/a~1b~0/name"),
        (("genome", ""), "id", "/genome/id"),
        (("session", ""), "", ""),
    ],
)
def test_neutral_fields_have_pointers(owner: tuple[str, str], field: str, text: str) -> None:
    assert pointer(owner, field) == text


def test_a_notice_on_a_kept_fact_has_the_place_of_the_fact_or_of_what_is_around_it(monkeypatch: pytest.MonkeyPatch) -> None:
    owners = [(("tracks", "t1"), "name"), (("tracks", "t1"), "sample"), (("region_sets", "q9"), "name")]
    install(
        monkeypatch, nothing, notices=[Notice(f"a.{owner[1]}", "kept", "info", "told", owner, name) for owner, name in owners]
    )
    document = b'<Session>\n<Panel>\n<Track id="k" name="N"/></Panel></Session>'
    report = converter.convert(document, to="toy").report.to_dict()
    told = [one["source"] for one in report["entries"] if one["code"].startswith("a.")]
    assert told == [
        {"path": "/Session/Panel/Track/@name", "line": 3},
        {"path": "/Session/Panel/Track", "line": 3},
        {"path": "/Session", "line": 1},
    ]


def test_a_notice_on_a_field_that_is_lost_is_about_its_object(monkeypatch: pytest.MonkeyPatch) -> None:
    def lose(session: Session) -> None:
        session.tracks["t1"].name = UNSET

    document = b'<Session>\n<Panel>\n<Track id="k" name="N"/></Panel></Session>'
    for change, place in (
        (nothing, "/Session/Panel/Track/@name"),
        (lose, "/Session/Panel/Track"),
        (lose_track, "/Session/Panel/Track"),
    ):
        install(monkeypatch, change, notices=[Notice("a.b", "kept", "error", "told", ("tracks", "t1"), "name")])
        report = converter.convert(document, to="toy").report.to_dict()
        assert [one["source"]["path"] for one in report["entries"] if one["code"] == "a.b"] == [place]
