"""Many sessions into one JBrowse site."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import jsonpatch
import pytest

import converter
from converter.batch.migrate.naming import Categories
from converter.batch.migrate.run import Job, migrate
from converter.batch.storage import STATE, storage
from converter.errors import ConverterError
from converter.model import Genome, Session, Source, Track, View
from tests.batch.migrate.conftest import Move, igv

if TYPE_CHECKING:
    from pathlib import Path

ONE = igv("https://x.org/lab/a.bw color='255,0,0'", "https://x.org/lab/b.bam name='reads'")
TWO = igv("https://x.org/lab/a.bw color='0,0,255'", "https://x.org/rna/c.bed name='https://x.org/rna/c.bed'", locus="chr2:1-900")


def test_each_track_is_there_once_and_each_session_in_the_menu(move: Move) -> None:
    move(move.sessions(one=ONE, two=TWO))
    assert [(one["name"], one["category"]) for one in move.config["tracks"]] == [
        ("a", ["lab"]),
        ("reads", ["lab"]),
        ("c", ["rna"]),
    ]
    menu = move.config["preConfiguredSessions"]
    assert [one["name"] for one in menu] == ["one", "two"]
    assert move.config["defaultSession"] == menu[0]
    assert [one["name"] for one in move.config["assemblies"]] == ["hg19"]


def test_a_look_of_its_own_stays_with_the_session(move: Move) -> None:
    move(move.sessions(one=ONE, two=TWO))
    first, second = (one["views"][0]["tracks"][0] for one in move.config["preConfiguredSessions"])
    assert first["configuration"] == second["configuration"]
    assert isinstance(first["displays"][0]["configuration"], str)
    assert "rgb(0,0,255)" in json.dumps(second["displays"])


def test_tracks_that_get_the_same_name_have_ids_of_their_own(move: Move) -> None:
    named, nameless = igv("https://x.org/lab/a.bed name='a'"), igv("https://x.org/other/a.bw color='255,0,0'")
    move(move.sessions(one=named, two=nameless, three=igv("https://x.org/a.bw name='https://x.org/a.bw'")))
    assert [one["trackId"] for one in move.config["tracks"]] == ["a", "a-2", "a-3"]


def test_running_again_changes_nothing(move: Move) -> None:
    place = move.sessions(one=ONE, two=TWO)
    assert move(place).changed == {"one": "new", "two": "new"}
    before = move.tree()
    again = move(place)
    assert (again.changed, again.files) == ({"one": "kept", "two": "kept"}, [])
    assert move.tree() == before
    assert not (move.out / STATE).exists()
    shutil.rmtree(move.out)
    move(place)
    assert move.tree() == before


def test_what_is_added_changes_only_what_is_new(move: Move) -> None:
    place = move.sessions(b=ONE, c=TWO)
    move(place)
    before = move.config
    move.sessions(a=igv("https://x.org/lab/a.bw", "https://x.org/lab/n.bw"))
    done = move(place)
    assert done.changed == {"a": "new", "b": "kept", "c": "kept"}
    after = move.config
    assert after["defaultSession"] == before["defaultSession"]
    assert all(one in after["tracks"] for one in before["tracks"])
    assert all(one in after["preConfiguredSessions"] for one in before["preConfiguredSessions"])
    assert len(after["tracks"]) == len(before["tracks"]) + 1


def test_a_session_that_was_changed_takes_the_place_of_the_old_one(move: Move) -> None:
    place = move.sessions(one=ONE, two=TWO)
    move(place)
    move.sessions(two=TWO.replace(b"chr2:1-900", b"chr3:1-900"))
    assert move(place).changed == {"one": "kept", "two": "changed"}
    menu = {one["name"]: json.dumps(one) for one in move.config["preConfiguredSessions"]}
    assert sorted(menu) == ["one", "two"]
    assert "chr3:1-900" in menu["two"]


def test_sessions_that_are_not_given_again_stay(move: Move) -> None:
    place = move.sessions(one=ONE, two=TWO)
    move(place)
    move(place / "two.xml")
    assert [one["name"] for one in move.config["preConfiguredSessions"]] == ["one", "two"]
    assert 'id="session-2"' in move.text("index.html")


def test_the_default_session_can_be_chosen(move: Move) -> None:
    place = move.sessions(one=ONE, two=TWO)
    move(place, default="two")
    assert move.config["defaultSession"]["name"] == "two"
    move(place)
    assert move.config["defaultSession"]["name"] == "two"
    with pytest.raises(ConverterError) as caught:
        move(place, default="three")
    assert caught.value.code == "migrate.default"


def test_an_existing_site_is_extended_by_a_patch(move: Move) -> None:
    adapter = {"type": "BigWigAdapter", "bigWigLocation": {"uri": "https://x.org/lab/a.bw", "locationType": "UriLocation"}}
    track = {"type": "QuantitativeTrack", "trackId": "ours", "name": "Ours", "assemblyNames": ["hg19"], "adapter": adapter}
    config: dict[str, Any] = {"assemblies": [{"name": "hg19"}], "tracks": [track], "defaultSession": {"name": "welcome"}, "x": 1}
    place = move.sessions(one=ONE, two=TWO)
    move(place, existing=json.dumps(config).encode())
    patch = json.loads(move.text("patch.json"))
    assert jsonpatch.apply_patch(config, patch) == move.config
    assert {name: move.config[name] for name in ("assemblies", "defaultSession", "x")} == {
        name: config[name] for name in ("assemblies", "defaultSession", "x")
    }
    assert track in move.config["tracks"]
    shown = move.config["preConfiguredSessions"][0]["views"][0]["tracks"][0]
    assert shown["configuration"] == "ours"
    extended = move.config
    shutil.rmtree(move.out)
    move(place, existing=json.dumps(extended).encode())
    assert json.loads(move.text("patch.json")) == []
    assert move.config == extended


@pytest.mark.parametrize(
    ("by", "categories"),
    [(Categories.PANEL, [["Tumours"], ["Tumours"]]), (Categories.SAMPLE, [["S1"], None]), (Categories.NONE, [None, None])],
)
def test_categories_follow_what_is_asked(move: Move, by: Categories, categories: list[list[str] | None]) -> None:
    place = move.sessions(one=igv("https://x.org/a.bw attributeKey='S1'", "https://x.org/c.bw", panel="Tumours"))
    move(place, categories=by)
    assert [one.get("category") for one in move.config["tracks"]] == categories


def test_a_script_and_a_table_tell_what_is_needed(move: Move, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    local = igv("data/a.wig", "data/b.bed", "data/c.bed.gz", "data/d.bedpe.gz", "=cmd()|x.bw", "https://x.org/r.bw")
    move(
        move.sessions(one=local, two=igv("data/a.wig")),
        options={"paths": "absolute", "rewrite": ("https://x.org/=https://y.org/",)},
    )
    script = move.text("prepare.sh")
    assert script.count("    wigToBigWig ") == 1
    assert subprocess.run(["bash", "-n"], input=script.encode(), check=False).returncode == 0
    rows = [line.split("\t") for line in move.text("files.tsv").splitlines()]
    assert rows[0] == ["location", "rewritten", "format", "index", "needs", "sessions", "used by"]
    by_name = {row[0]: row for row in rows[1:]}
    assert by_name["data/a.wig"][5:] == ["2", "one; two"]
    assert by_name["data/c.bed.gz"][4].endswith(": tabix -f -p bed c.bed.gz")
    assert "    tabix -f -p bed c.bed.gz\n" in script
    assert by_name["data/b.bed"][4] == by_name["data/d.bedpe.gz"][4] == ""
    assert "d.bedpe.gz" not in script
    assert by_name["https://x.org/r.bw"][1] == "https://y.org/r.bw"
    assert "'=cmd()|x.bw" in by_name


def test_credentials_are_refused_and_listed_redacted(move: Move) -> None:
    place = move.sessions(open=ONE, secret=igv("https://me:hush@x.org/a.bw", "https://x.org/b.bw?token=hush"))
    done = move(place)
    record = next(one for one in done.journal.sessions if one.name == "secret")
    assert record.error is not None
    assert record.error.code == "migrate.secret"
    assert len(record.secrets) == 2
    assert all(b"hush" not in data for data in move.tree().values())
    assert "REDACTED" in move.text("index.html")
    assert [one["name"] for one in move.config["preConfiguredSessions"]] == ["open"]
    move(place, options={"keep_secrets": True})
    assert "hush" in move.text("config.json")
    assert "hush" not in move.text("index.html") + move.text("files.tsv") + move.text("migration.json")


def test_credentials_in_what_no_file_says_are_refused(move: Move) -> None:
    track = {"name": "x", "type": "annotation", "url": "https://x.org/a.bed", "headers": {"Authorization": "Bearer hush"}}
    data = json.dumps({"genome": "hg19", "locus": "chr1:1-9", "tracks": [track, {"type": "wig", "url": "https://x.org/b.bw"}]})
    place = move.sessions(one=ONE)
    (place / "two.json").write_text(data)
    move(place)
    assert "hush" not in "".join(move.text(name) for name in ("config.json", "index.html", "migration.json"))


def test_a_credential_in_a_name_is_refused(move: Move) -> None:
    place = move.sessions(one=ONE, two=igv("https://x.org/n.bw", panel="https://me:hush@x.org/"))
    done = move(place, categories=Categories.PANEL)
    assert [one.error and one.error.code for one in done.journal.sessions] == [None, "migrate.secret"]


def test_tracks_without_a_place_are_moved_as_they_are(move: Move) -> None:
    plain, inline, named = Track(kind="annotation"), Track(kind="annotation", source="s1"), Track(kind="annotation", name="x")
    tracks = {"t1": plain, "t2": inline, "t3": named}
    files = {"s1": Source(features=[{"chr": "chr1", "start": 1, "end": 5}])}
    views = {"v1": View(tracks=list(tracks))}
    known: dict[str, Any] = {"tracks": tracks, "track_order": list(tracks), "sources": files, "source_order": ["s1"]}
    session = Session(**known, views=views, view_order=["v1"], genome=Genome(id="hg19"))
    place = move.sessions(one=ONE)
    (place / "two.neutral.json").write_bytes(converter.write(session, "neutral").document)
    done = move(place)
    assert [one.fate for one in done.journal.sessions[1].tracks] == ["opens as it is"] * 3


def test_a_track_of_several_files_is_known_by_each(move: Move) -> None:
    parts = [{"type": "wig", "url": f"https://x.org/{name}.bw"} for name in "ab"]
    merged = {"genome": "hg19", "locus": "chr1:1-9", "tracks": [{"type": "merged", "name": "both", "tracks": parts}]}
    place = move.sessions(one=ONE)
    for name in ("two", "three"):
        (place / f"{name}.json").write_text(json.dumps(merged))
    move(place)
    assert [one["name"] for one in move.config["tracks"]].count("both") == 1


def test_a_site_at_an_address(move: Move) -> None:
    place = move.sessions(one=ONE)
    for changed in ("new", "kept"):
        done = migrate([str(place)], Job(to="jbrowse2", out="memory://a-site"))
        assert done.changed == {"one": changed}
    assert storage("memory://a-site", "look").read("index.html") is not None


def test_files_below_no_folder_and_relative_ones(move: Move) -> None:
    move(move.sessions(one=igv("https://x.org/a.bw", "b.bw", "c.bed name='./sub/c.bed'", "https://x.org/strange")))
    assert [(one["name"], one.get("category")) for one in move.config["tracks"]] == [
        ("a", None),
        ("b", None),
        ("c", None),
        ("strange", None),
    ]
    assert "Put the file beside the result" in move.text("index.html")


def test_a_site_within_the_folder_of_the_sessions_is_not_moved_itself(move: Move, monkeypatch: pytest.MonkeyPatch) -> None:
    place = move.sessions(one=ONE)
    monkeypatch.chdir(place)
    for _ in range(2):
        done = migrate(["."], Job(to="jbrowse2", out="site"))
        assert [one.name for one in done.journal.sessions] == ["one"]
    assert done.files == []


def test_without_its_genome_no_track_opens_as_it_is(move: Move) -> None:
    done = move(move.sessions(one=igv("https://x.org/a.bw", genome="mystery")))
    shown = done.journal.sessions[0].tracks[0]
    assert shown.fate == "opens after a remedy"
    assert "'genome'" in str(shown.remedy)


def test_files_that_cannot_be_opened_are_told(move: Move) -> None:
    move(move.sessions(one=igv("https://x.org/a.maf", "/data/b.bw")))
    text = move.text("index.html")
    assert "does not open" in text
    assert "Put the file on a web server" in text
    assert "none is known here" in move.text("files.tsv")


def test_a_file_that_cannot_be_read_is_told(move: Move) -> None:
    place = move.sessions(one=ONE, gone=ONE)
    (place / "gone.xml").unlink()
    (place / "gone.xml").symlink_to(place / "nowhere")
    done = move(place)
    assert [(one.input, one.error and one.error.code) for one in done.refused] == [("gone.xml", "input.unreadable")]


def test_settings_that_a_session_brings_along_are_added(move: Move) -> None:
    place = move.sessions(one=ONE)
    config = {"assemblies": [{"name": "hg19"}], "tracks": [], "configuration": {"theme": {}}, "defaultSession": {"name": "x"}}
    (place / "site.json").write_text(json.dumps(config))
    move(place)
    assert move.config["configuration"] == {"theme": {}}


def test_what_is_wrong_with_one_session_is_told_and_the_rest_goes_on(move: Move) -> None:
    place = move.sessions(one=ONE, broken=b"<Session")
    (place / "letter.txt").write_text("Dear all")
    done = move(place)
    assert [str(one.status) for one in done.refused] == ["skipped"]
    assert [one.error and one.error.code for one in done.journal.sessions] == ["xml.malformed", None]
    assert "Not moved: 1 session" in move.text("index.html")
    assert move(place).changed == {"broken": "kept", "one": "kept"}


def test_a_folder_without_sessions_is_refused(move: Move, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all")
    with pytest.raises(ConverterError) as caught:
        move(tmp_path)
    assert caught.value.code == "migrate.nothing"


@pytest.mark.parametrize("existing", [b"[]", b"{", b'{"assembly": {"name": "hg19"}}'])
def test_a_site_that_is_none_is_refused_or_told(move: Move, existing: bytes) -> None:
    place = move.sessions(one=ONE)
    try:
        done = move(place, existing=existing)
    except ConverterError:
        return
    assert [one.error and one.error.code for one in done.journal.sessions] == ["option.config"]
