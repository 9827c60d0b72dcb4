"""`new`: sessions of files as they are seen from where the session lies."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

    from tests.cli.conftest import Run


def test_a_new_session_in_another_folder_finds_its_files(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.bw").write_bytes(b"x")
    (tmp_path / "lab").mkdir()
    names = ("a.bw", "https://example.org/b.bw", str(tmp_path / "a.bw"))
    for output, found in (("lab/s.xml", "../a.bw"), ("s.xml", "a.bw")):
        done = run("new", *names, "--genome", "hg38", "--to", "igvxml", "-o", output)
        assert "is not there" not in done.stderr
        assert re.findall(r'Resource path="([^"]*)"', Path(output).read_text()) == [found, *names[1:]]
    run("new", "a.bw", "--base", "/data", "--genome", "hg38", "--to", "igvxml", "-o", "lab/s.xml")
    assert 'path="a.bw"' in Path("lab/s.xml").read_text()


def test_a_new_session_of_files_that_are_not_there_says_so(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("new", "a.bw", "--genome", "hg38", "--to", "igvxml")
    assert done.exit_code == 0
    assert "The file a.bw is not there." in done.stderr
