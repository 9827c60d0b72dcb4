"""Packages of sessions that are known: their files, their paths, what is told, what is refused."""

from __future__ import annotations

import hashlib
import io
import json
import os
import signal
import subprocess
import sys
import time
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from rocrate.rocrate import ROCrate

import converter
from converter.errors import RefusedError, UsageError
from converter.package import Folder, Missing, PackOptions, Parts, pack, unpack
from tests.unit.package.making import files, igv, packed

if TYPE_CHECKING:
    from pathlib import Path


def test_a_session_with_its_files(tmp_path: Path) -> None:
    files(tmp_path, a__x_dot_bed="one", b__x_dot_bed="two", a__y_dot_bam="reads", a__y_dot_bam_dot_bai="index")
    far = "https://example.org/z.bw"
    members, report = packed(tmp_path, igv("a/x.bed", f"{tmp_path}/b/x.bed", "a/y.bam", far))
    session = converter.read(members["session.xml"]).session
    assert [one.location for one in session.sources.values()] == ["data/x.bed", "data/2-x.bed", "data/y.bam", far]
    assert {name: members[name] for name in members if name.startswith("data/")} == {
        "data/x.bed": b"one",
        "data/2-x.bed": b"two",
        "data/y.bam": b"reads",
        "data/y.bam.bai": b"index",
    }
    assert (report["remote"], report["missing"], report["left"]) == ([far], [], [])
    assert str(tmp_path).encode() not in members["session.xml"]


def test_the_untouched_original_and_the_report_of_the_conversion(tmp_path: Path) -> None:
    data = igv("x.bed").replace(b"hg19", b'hg19" nextAutoscaleGroup="2" unheardOf="x')
    files(tmp_path, x_dot_bed="one")
    members, report = packed(tmp_path, data)
    assert members["source/session.xml"] == data
    assert (report["format"], report["conversion"]["verdict"], report["why_text"]) == ("igvxml", "equivalent", None)


def test_every_member_has_its_digest(tmp_path: Path) -> None:
    files(tmp_path, x_dot_bed="one")
    members, _ = packed(tmp_path, igv("x.bed"))
    manifest = members.pop("manifest-sha256.txt").decode()
    told = {line[66:]: line[:64] for line in manifest.splitlines()}
    assert told == {name: hashlib.sha256(content).hexdigest() for name, content in members.items()}


def test_it_is_a_research_object_crate(tmp_path: Path) -> None:
    files(tmp_path, x_dot_bed="one")
    folder = tmp_path / "session"
    folder.mkdir()
    out = io.BytesIO()
    pack(
        igv("x.bed", "https://example.org/z.bw"),
        "session.xml",
        Folder(tmp_path),
        out,
        PackOptions(date=date(2026, 1, 2), licence="MIT"),
    )
    unpack(out, tmp_path / "u")
    held = ROCrate(tmp_path / "u")
    entities = {one.id: one.type for one in held.data_entities}
    assert entities == dict.fromkeys(
        ["session.xml", "source/session.xml", "data/x.bed", "report.json", "https://example.org/z.bw"], "File"
    )
    assert (held.mainEntity.id, str(held.root_dataset["datePublished"])[:10], held.license) == (
        "session.xml",
        "2026-01-02",
        "MIT",
    )


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    files(tmp_path, x_dot_bed="one", y_dot_bed="two")
    made = []
    for _ in range(2):
        out = io.BytesIO()
        pack(igv("y.bed", "x.bed"), "s.xml", Folder(tmp_path), out, PackOptions())
        made.append(out.getvalue())
    assert made[0] == made[1]


def test_it_may_be_converted_on_the_way(tmp_path: Path) -> None:
    files(tmp_path, genome_dot_fa=">chr1", genome_dot_fa_dot_fai="chr1", x_dot_bw="values")
    data = igv("x.bw").replace(b"hg19", b"genome.fa")
    members, report = packed(tmp_path, data, to="jbrowse2")
    config = json.loads(members[report["session"]])
    assert config["tracks"][0]["adapter"]["bigWigLocation"]["uri"] == "data/x.bw"
    assert config["assemblies"][0]["sequence"]["adapter"]["fastaLocation"]["uri"] == "data/genome.fa"
    assert "data/genome.fa.fai" in members
    assert "carriedData" not in config


def test_an_index_keeps_to_its_file(tmp_path: Path) -> None:
    files(tmp_path, a__x_dot_bam="1", b__x_dot_bam="2", b__x_dot_bai="index")
    members, _ = packed(tmp_path, igv("a/x.bam", "b/x.bam"))
    assert members["data/2-x.bam.bai"] == b"index"


@pytest.mark.parametrize("name", ["run=1/x.bed", "a b/x,y.bed", "größe.bed"])
def test_odd_names_become_plain_ones(tmp_path: Path, name: str) -> None:
    place = tmp_path / name
    place.parent.mkdir(exist_ok=True)
    place.write_text("one")
    members, report = packed(tmp_path, igv(name))
    held = report["files"][0]["name"]
    assert held.isascii()
    assert " " not in held
    assert [one.location for one in converter.read(members["session.xml"]).session.sources.values()] == [held]


def test_an_index_and_coverage_of_other_names_lie_beside_their_file(tmp_path: Path) -> None:
    files(tmp_path, x_dot_bam="1", i__odd_dot_bai="index", c__all_dot_tdf="coverage", x_dot_bam_dot_csi="not asked for")
    data = igv("x.bam").replace(b'path="x.bam"', b'path="x.bam" index="i/odd.bai" coverage="c/all.tdf"')
    members, report = packed(tmp_path, data)
    assert [(one["name"], one["role"]) for one in report["files"]] == [
        ("data/x.bam", "data"),
        ("data/x.bam.bai", "index"),
        ("data/x.bam.tdf", "coverage"),
    ]
    assert b"index=" not in members["session.xml"]
    assert b"coverage=" not in members["session.xml"]
    members, report = packed(tmp_path, data, to="jbrowse2")
    assert b'"data/x.bam.bai"' in members[report["session"]]


def test_a_folder_of_data_is_packed_as_it_is(tmp_path: Path) -> None:
    files(tmp_path, store_dot_zarr__0__a="1", store_dot_zarr__b="2")
    members, _ = packed(tmp_path, igv("store.zarr"))
    assert (members["data/store.zarr/0/a"], members["data/store.zarr/b"]) == (b"1", b"2")


def test_files_that_are_missing_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=r"Not there: 2 of the files .* gone.bed, /nowhere/lost.bam") as caught:
        packed(tmp_path, igv("gone.bed", "/nowhere/lost.bam"))
    assert caught.value.code == "package.missing"


def test_many_missing_files_are_named_in_part(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=r"Not there: 9 of .* f4.bed and more\."):
        packed(tmp_path, igv(*(f"f{number}.bed" for number in range(9))))


@pytest.mark.parametrize(("missing", "location"), [("report", "data/lost.bam"), ("remote", "/nowhere/lost.bam")])
def test_a_missing_file_has_a_place_kept_or_stays(tmp_path: Path, missing: str, location: str) -> None:
    files(tmp_path, x_dot_bed="one")
    members, report = packed(tmp_path, igv("x.bed", "/nowhere/lost.bam"), missing=Missing(missing))
    session = converter.read(members["session.xml"]).session
    assert [one.location for one in session.sources.values()] == ["data/x.bed", location]
    assert report["missing"] == ["/nowhere/lost.bam"]


def test_credentials_are_not_for_others(tmp_path: Path) -> None:
    data = igv("https://me:secret@example.org/x.bw")
    with pytest.raises(RefusedError) as caught:
        packed(tmp_path, data)
    assert caught.value.code == "package.secrets"
    members, report = packed(tmp_path, data, keep_secrets=True)
    assert b"secret" in members["session.xml"]
    assert "secret" not in json.dumps(report)


def test_a_file_that_changes_meanwhile_is_refused(tmp_path: Path) -> None:
    files(tmp_path, x_dot_bed="one")

    def change(*_: int) -> None:
        tmp_path.joinpath("x.bed").write_text("other")

    with pytest.raises(RefusedError, match="changed while it was being packed"):
        pack(igv("x.bed"), "s.xml", Folder(tmp_path), io.BytesIO(), PackOptions(), change)


class _Broken(io.BytesIO):
    def read(self, *_: Any) -> bytes:
        raise OSError(5, "Input/output error")


def test_a_file_that_can_not_be_read_is_told_as_such(tmp_path: Path) -> None:
    files(tmp_path, x_dot_bed="one")
    store = Folder(tmp_path)
    held = store.find("x.bed")
    assert held is not None

    def fail() -> Any:
        raise PermissionError(13, "Permission denied")

    for why, file in (
        ("Input/output error", held._replace(open=_Broken)),
        ("Permission denied", held._replace(open=fail)),
        ("Permission denied", held._replace(again=fail)),
    ):
        store.find = lambda _, file=file: file  # type: ignore[method-assign,misc]
        with pytest.raises(RefusedError, match=rf"x\.bed can't be read: {why}") as refused:
            pack(igv("x.bed"), "s.xml", store, io.BytesIO(), PackOptions())
        assert refused.value.code == "package.unreadable"


def test_a_folder_that_can_not_be_listed_has_no_indexes(tmp_path: Path) -> None:
    files(tmp_path, a__x_dot_bam="one", a__x_dot_bam_dot_bai="index")
    held = Folder(tmp_path).find("a/x.bam")
    assert held is not None
    assert [one.name for one in Folder(tmp_path).beside(held)] == ["x.bam.bai"]
    tmp_path.joinpath("a").rename(tmp_path / "b")
    assert list(Folder(tmp_path).beside(held)) == []


def test_a_file_that_grows_without_end_is_not_read_without_end(tmp_path: Path) -> None:
    files(tmp_path, x_dot_bed="one")
    store = Folder(tmp_path)
    endless = store.find("x.bed")
    assert endless is not None
    store.find = lambda _: endless._replace(open=lambda: open("/dev/zero", "rb"))  # type: ignore[method-assign,assignment]  # noqa: PTH123, SIM115
    with pytest.raises(RefusedError, match="changed"):
        pack(igv("x.bed"), "s.xml", store, io.BytesIO(), PackOptions())


def test_a_session_may_have_the_name_of_another_member(tmp_path: Path) -> None:
    members, report = packed(tmp_path, igv(), name="report.json", source="igvxml")
    assert report["session"] == "report.xml"
    members, report = packed(tmp_path, b'{"tracks": [], "genome": "hg19", "locus": "all"}', name="report.json")
    assert report["session"] == "session-report.json"
    assert b"hg19" in members["session-report.json"]


def test_parts_that_were_sent_along() -> None:
    out = io.BytesIO()
    parts = Parts({"run1/x.bed": b"one", "y.bam": b"reads", "y.bam.bai": b"index"})
    report = pack(igv("/home/me/run1/x.bed", "C:\\data\\y.bam"), "s.xml", parts, out, PackOptions())
    assert [(one["name"], one["role"]) for one in report["files"]] == [
        ("data/x.bed", "data"),
        ("data/y.bam", "data"),
        ("data/y.bam.bai", "index"),
    ]


def test_a_part_that_is_missing() -> None:
    with pytest.raises(RefusedError, match="Not there: 1 of"):
        pack(igv("gone.bed"), "s.xml", Parts({"x.bed": b"one"}), io.BytesIO(), PackOptions())
    with pytest.raises(RefusedError, match="Not there: 1 of"):
        pack(b'{"a": "/home/me/gone.bed"}', "s.session", Parts({}), io.BytesIO(), PackOptions())


def test_one_file_under_two_names_is_packed_once(tmp_path: Path) -> None:
    files(tmp_path, x_dot_bed="one")
    members, _ = packed(tmp_path, igv("x.bed", f"{tmp_path}/x.bed", f"file://{tmp_path}/x.bed"))
    assert [name for name in members if name.startswith("data/")] == ["data/x.bed"]


def test_picked_files_and_inline_data(tmp_path: Path) -> None:
    members, report = packed(tmp_path, igv("blob:https://example.org/1", "data:text/plain,chr1"), missing=Missing.REPORT)
    assert report["missing"] == ["blob:https://example.org/1"]
    assert b"data:text/plain,chr1" in members["session.xml"]


def test_two_parts_of_one_name() -> None:
    with pytest.raises(UsageError, match="one name"):
        Parts({"x.bed": b"", "./x.bed": b""})


@pytest.mark.parametrize(
    "options", [{"to": "nothing"}, {"to": "igvxml"}, {"source": "igvxml"}, {"conversion": {"genome": "hg19"}}]
)
def test_a_session_that_has_to_be_known_is_not_taken_as_text(tmp_path: Path, options: dict[str, Any]) -> None:
    with pytest.raises(converter.ConverterError):
        packed(tmp_path, b'{"scene": 1}', **options)


def test_a_run_that_is_killed_leaves_no_package(tmp_path: Path) -> None:
    tmp_path.joinpath("s.xml").write_bytes(igv("x.bed"))
    with tmp_path.joinpath("x.bed").open("wb") as stream:
        stream.truncate(1 << 31)
    out = tmp_path / "p.zip"
    run = subprocess.Popen([sys.executable, "-m", "converter", "package", str(tmp_path / "s.xml"), "-o", str(out)])
    while not list(tmp_path.glob(".session-converter-*")) and run.poll() is None:
        time.sleep(0.01)
    os.kill(run.pid, signal.SIGKILL)
    assert run.wait() == -signal.SIGKILL
    assert not out.exists()
