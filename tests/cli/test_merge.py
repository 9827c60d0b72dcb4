"""`merge` on the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.cli.conftest import SESSION

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

OTHER = SESSION.replace(b'color="0,0,178"', b'color="255,0,0"').replace(b"chr1:1000-2000", b"chr2:1000-2000")


def test_merge_writes_one_session_and_tells_of_each(run: Run, session: Path) -> None:
    other = session.with_name("other.xml")
    other.write_bytes(OTHER)
    done = run("merge", session, other, "--to", "igvxml")
    assert done.exit_code == 0
    assert done.stdout.count("<Track id=") == 1
    assert done.stderr.startswith("2 sessions merged: lossy, ")
    assert "other: igvxml 8 → igvxml" in done.stderr
    assert "(255,0,0 → #0000b2)" in done.stderr


def test_the_report_goes_to_a_file(run: Run, session: Path) -> None:
    out, report = session.with_name("out.xml"), session.with_name("report.json")
    done = run("merge", session, session, "--to", "igvxml", "-o", out, "--report", report)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.startswith("equivalent, 34 facts")
    assert len(json.loads(report.read_bytes())["reports"]) == 2
    assert out.read_bytes().startswith(b"<?xml")


def test_files_of_different_folders_get_absolute_locations(run: Run, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "session.xml").write_bytes(SESSION.replace(b"https://example.org/data/peaks.bed", b"peaks.bed"))
    files = [tmp_path / name / "session.xml" for name in ("one", "two")]
    assert [f'path="{one.with_name("peaks.bed")}"' in run("merge", *files, "--to", "igvxml").stdout for one in files] == [
        True
    ] * 2
    assert run("merge", *files, "--to", "igvxml", "--paths", "keep").stdout.count("<Resource ") == 2
    assert run("merge", *files, "--to", "igvxml", "--base", "/data", "--paths", "keep").stdout.count("<Resource ") == 1


def test_different_genomes_are_refused(run: Run, session: Path) -> None:
    other = session.with_name("other.xml")
    other.write_bytes(SESSION.replace(b"hg19", b"mm10"))
    done = run("merge", session, other, "--to", "igvxml")
    assert (done.exit_code, done.stdout) == (3, "")
    assert "session 1 (peaks) has 'hg19', session 2 (other) has 'mm10'" in done.stderr


def test_the_loss_policy_says_fail(run: Run, session: Path) -> None:
    other = session.with_name("other.xml")
    other.write_bytes(OTHER)
    done = run("merge", session, other, "--to", "igvxml", "--on-loss", "fail", "--fail-at", "warning")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "2 sessions merged: lossy" in done.stderr


def test_document_and_report_need_places_of_their_own(run: Run, session: Path) -> None:
    assert run("merge", session, "--to", "igvxml", "-o", "same", "--report", "same").exit_code == 2
