"""What is written is written whole, or not at all; and no file name is too odd."""

from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from converter.cli.files import folder_of, hint_name, write_outputs
from converter.errors import UnwritableError
from converter.loss.text import name_text
from tests.cli.conftest import SESSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from subprocess import CompletedProcess

    from tests.cli.conftest import Run

    Spawn = Callable[..., CompletedProcess[bytes]]


def _names(folder: Path) -> list[str]:
    return sorted(place.name for place in folder.iterdir())


def test_all_files_are_written(tmp_path: Path) -> None:
    write_outputs({str(tmp_path / "a"): b"1", str(tmp_path / "b"): b"2"})
    assert {name: (tmp_path / name).read_bytes() for name in _names(tmp_path)} == {"a": b"1", "b": b"2"}


def test_an_old_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    place = tmp_path / "a"
    place.write_bytes(b"old")
    place.chmod(0o640)
    write_outputs({str(place): b"new"})
    assert (place.read_bytes(), stat.S_IMODE(place.stat().st_mode), _names(tmp_path)) == (b"new", 0o640, ["a"])


def test_who_reads_the_old_file_meanwhile_reads_it_whole(tmp_path: Path) -> None:
    place = tmp_path / "a"
    place.write_bytes(b"old")
    with place.open("rb") as reader:
        write_outputs({str(place): b"new"})
        assert reader.read() == b"old"


@pytest.fixture
def umask() -> Iterator[None]:
    before = os.umask(0o027)
    yield
    os.umask(before)


@pytest.mark.usefixtures("umask")
def test_a_new_file_has_the_mode_that_any_program_gives_it(tmp_path: Path) -> None:
    write_outputs({str(tmp_path / "a"): b"1"})
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("target")
    write_outputs({str(tmp_path / "link"): b"1"})
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_bytes() == b"1"


def test_a_failure_while_staging_leaves_the_old_files(tmp_path: Path) -> None:
    old = tmp_path / "a"
    old.write_bytes(b"old")
    with pytest.raises(UnwritableError, match="can't be written"):
        write_outputs({str(old): b"new", str(tmp_path / "missing" / "b"): b"2"})
    assert (old.read_bytes(), _names(tmp_path)) == (b"old", ["a"])


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "a"
    old.write_bytes(b"old")

    def fail(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "chmod", fail)
    with pytest.raises(UnwritableError, match="No space left"):
        write_outputs({str(old): b"new"})
    assert (old.read_bytes(), _names(tmp_path)) == (b"old", ["a"])


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_write_protected_file_stays(tmp_path: Path) -> None:
    old = tmp_path / "a"
    old.write_bytes(b"old")
    old.chmod(0o444)
    with pytest.raises(UnwritableError):
        write_outputs({str(old): b"new"})
    assert old.read_bytes() == b"old"


def test_a_device_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    write_outputs({os.devnull: b"1"})
    assert Path(os.devnull).is_char_device()
    with pytest.raises(UnwritableError, match="No space left"):
        write_outputs({str(tmp_path / "a"): b"1", "/dev/full": b"2"})
    assert _names(tmp_path) == []


def test_an_unwritable_place_is_status_4(run: Run, session: Path) -> None:
    done = run("convert", session, "--to", "neutral", "-o", session.parent / "missing" / "out.json")
    assert done.exit_code == 4
    assert "[output.unwritable]" in done.stderr


def test_an_error_leaves_the_old_document(run: Run, session: Path) -> None:
    out = session.with_name("out.json")
    out.write_bytes(b"old")
    session.write_bytes(b"<Session")
    assert run("convert", session, "--to", "neutral", "-o", out).exit_code == 3
    assert out.read_bytes() == b"old"


@pytest.mark.parametrize(
    "name", ["new\nline.xml", "\x1b[31mred.xml", "-o.xml", "x" * 251 + ".xml", "日本.xml", "a b'c\"d.xml", "%00.xml"]
)
def test_hostile_names(run: Run, tmp_path: Path, name: str) -> None:
    source, out = tmp_path / name, tmp_path / ("0" + name)[: 251 + 4]
    source.write_bytes(SESSION)
    done = run("convert", source, "--to", "neutral", "-o", out, "--report", tmp_path / "report.json")
    assert done.exit_code == 0
    assert json.loads(out.read_bytes())["genome"]["id"] == "hg19"
    again = run("convert", tmp_path / "missing" / name, "--to", "neutral")
    assert again.exit_code == 2
    failed = run("convert", source, "--to", "neutral", "-o", tmp_path / "missing" / name)
    assert failed.exit_code == 4
    assert "\x1b" not in failed.stderr
    assert [line.partition(":")[0] for line in failed.stderr.splitlines()] == ["Error", "  what to do"]


def test_a_name_that_begins_like_an_option(spawn: Spawn, tmp_path: Path) -> None:
    (tmp_path / "-o.xml").write_bytes(SESSION)
    assert spawn("convert", "--to", "neutral", "--", "-o.xml", cwd=tmp_path).returncode == 0


@pytest.mark.skipif(sys.platform == "darwin", reason="file names are UTF-8 there")
def test_names_that_are_not_utf8(spawn: Spawn, tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path) + b"/\xff"
    os.mkdir(folder)  # noqa: PTH102 (bytes are the point)
    with open(folder + b"/\xfe.xml", "wb") as file:  # noqa: PTH123
        file.write(SESSION)
    done = spawn(
        "convert", folder + b"/\xfe.xml", "--to", "neutral", "--report", folder + b"/\xfd.json", "-o", folder + b"/\xfc.json"
    )
    assert (done.returncode, len(done.stderr.splitlines())) == (0, 1)
    assert sorted(os.listdir(folder)) == [b"\xfc.json", b"\xfd.json", b"\xfe.xml"]  # noqa: PTH208
    with open(folder + b"/\xfd.json", "rb") as file:  # noqa: PTH123
        json.load(file)


def test_names_as_text() -> None:
    assert name_text(os.fsdecode(b"a\xff")) == "a\ufffd"
    assert (hint_name("-"), folder_of("-")) == (None, None)
    assert (hint_name("/data/a.xml"), folder_of("/data/a.xml")) == ("a.xml", "/data")
    assert folder_of("a.xml") == Path.cwd().as_posix()


@pytest.mark.parametrize(
    "words",
    [
        "convert peaks.xml --to jbrowse2 -o peaks.xml",
        "convert peaks.xml --to jbrowse2 -o link.xml",
        "convert peaks.xml --to jbrowse2 -o new.json --report ./peaks.xml",
        "convert other.xml --to jbrowse2 --edit peaks.xml -o peaks.xml",
        "inspect peaks.xml -o peaks.xml",
        "merge other.xml peaks.xml --to neutral -o peaks.xml",
        "new peaks.xml --to neutral -o peaks.xml",
        "package peaks.xml -o peaks.xml",
    ],
)
def test_what_is_read_is_not_overwritten(run: Run, session: Path, monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    monkeypatch.chdir(session.parent)
    session.with_name("other.xml").write_bytes(SESSION)
    session.with_name("link.xml").symlink_to("peaks.xml")
    done = run(*words.split())
    assert done.exit_code == 2
    assert "[output.input]" in done.stderr
    assert session.read_bytes() == SESSION
    assert sorted(place.name for place in session.parent.iterdir()) == ["link.xml", "other.xml", "peaks.xml"]


def test_a_device_takes_all_that_is_written(run: Run, session: Path) -> None:
    assert run("convert", session, "--to", "neutral", "-o", os.devnull, "--report", os.devnull).exit_code == 0
