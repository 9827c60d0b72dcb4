"""`package` and `unpack` on the command line."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import SESSION

if TYPE_CHECKING:
    from tests.cli.conftest import Run


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A session with a file beside it and one elsewhere."""
    place = tmp_path / "study" / "peaks.xml"
    place.parent.mkdir()
    place.with_name("own.bed").write_text("chr1\t1000\t1100\n")
    place.write_bytes(SESSION.replace(b"</Resources>", b'<Resource path="own.bed"/></Resources>'))
    return place


def test_there_and_back(run: Run, study: Path, tmp_path: Path) -> None:
    done = run("package", study, "-o", tmp_path / "study.zip")
    assert done.exit_code == 0
    assert "peaks.xml with 1 file (15 bytes)" in done.stderr
    assert "Stay where they are:\n  • https://example.org/data/peaks.bed" in done.stderr
    done = run("unpack", tmp_path / "study.zip", "-o", tmp_path / "there")
    assert done.exit_code == 0
    assert f"The session is {tmp_path}/there/peaks.xml." in done.stderr
    assert 'path="data/own.bed"' in (tmp_path / "there" / "peaks.xml").read_text()
    assert (tmp_path / "there" / "data" / "own.bed").read_text() == "chr1\t1000\t1100\n"


def test_the_same_session_gives_the_same_package(run: Run, study: Path, tmp_path: Path) -> None:
    os.utime(study, (1_000_000_000, 1_000_000_000))
    for name in ("a.zip", "b.zip"):
        assert run("package", study, "-o", tmp_path / name).exit_code == 0
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    run("unpack", tmp_path / "a.zip")
    crate = json.loads((tmp_path / "a" / "ro-crate-metadata.json").read_bytes())
    assert crate["@graph"][1]["datePublished"] == "2001-09-09"


def test_converted_for_a_colleague_with_terms_of_use(run: Run, study: Path, tmp_path: Path) -> None:
    done = run("package", study, "-o", tmp_path / "p.zip", "--format", "jbrowse2", "--licence", "CC-BY-4.0", "--genome", "hg38")
    assert done.exit_code == 0
    run("unpack", tmp_path / "p.zip", "-o", tmp_path / "u")
    config = json.loads((tmp_path / "u" / "peaks.json").read_bytes())
    assert config["assemblies"][0]["name"] == "hg38"
    assert "CC-BY-4.0" in (tmp_path / "u" / "ro-crate-metadata.json").read_text()


def test_what_is_missing(run: Run, study: Path, tmp_path: Path) -> None:
    study.with_name("own.bed").unlink()
    done = run("package", study, "-o", tmp_path / "p.zip")
    assert done.exit_code == 3
    assert "Not there: 1 of the files that the session names: own.bed. [package.missing]" in done.stderr
    assert list(tmp_path.glob("*.zip")) == []
    done = run("package", study, "-o", tmp_path / "p.zip", "--missing", "report")
    assert "Not there; put them at their places in the package:\n  • own.bed" in done.stderr


def test_a_session_of_an_unknown_program(run: Run, tmp_path: Path) -> None:
    scene = tmp_path / "room.session"
    models = [f"m{number}.fbx" for number in range(8)]
    for name in models:
        (tmp_path / name).write_text(name)
    digests = [f"{number:032x}" for number in range(8)]
    scene.write_text(json.dumps({"models": [f"{tmp_path}/{name}" for name in models], "cache": digests}))
    done = run("package", scene, "-o", tmp_path / "scene.room")
    assert done.exit_code == 0
    assert "scene.room: room.session with 8 files" in done.stderr
    assert "The session was taken as text: " in done.stderr
    assert re.search(r"that is not packed\.:?\n(  • 0{31}\d \(line 1\)\n){6}  and 2 more", done.stderr)
    assert run("unpack", tmp_path / "scene.room").exit_code == 0
    assert json.loads((tmp_path / "scene" / "room.session").read_text())["models"] == [f"data/{name}" for name in models]


def test_unpack_refuses_what_is_no_package(run: Run, session: Path, tmp_path: Path) -> None:
    done = run("unpack", session, "-o", tmp_path / "u")
    assert (done.exit_code, "[package.broken]" in done.stderr) == (3, True)
    bare = tmp_path / "bare"
    bare.write_bytes(b"")
    done = run("unpack", bare)
    assert (done.exit_code, "has no ending to leave out" in done.stderr) == (2, True)


def test_a_place_that_can_not_be_written(run: Run, study: Path, tmp_path: Path) -> None:
    done = run("package", study, "-o", tmp_path / "none" / "p.zip")
    assert (done.exit_code, "[output.unwritable]" in done.stderr) == (4, True)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="Linux alone tells the most memory that a process had")
def test_little_memory_is_needed_for_much_data(study: Path, tmp_path: Path) -> None:
    with study.with_name("own.bed").open("wb") as stream:
        stream.truncate(300 << 20)
    script = (
        "import re, sys; from converter.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: print(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])"
    )
    made = tmp_path / "p.zip"
    for words in (["package", str(study), "-o", str(made)], ["unpack", str(made), "-o", str(tmp_path / "u")]):
        ran = subprocess.run([sys.executable, "-c", script, *words], capture_output=True, check=True)
        assert int(ran.stdout) < 100 << 10
    assert (tmp_path / "u" / "data" / "own.bed").stat().st_size == 300 << 20
