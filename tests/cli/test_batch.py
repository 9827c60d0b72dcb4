from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from converter.batch import cluster
from tests.cli.conftest import SESSION

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    for name in ("a", "b"):
        (made / f"{name}.xml").write_bytes(SESSION)
    return made


def test_a_folder(run: Run, folder: Path, tmp_path: Path) -> None:
    done = run("batch", folder, "--to", "jbrowse2", "--out", tmp_path / "out")
    assert done.exit_code == 0
    assert "2 inputs: 2 converted" in done.stderr
    assert {path.name for path in (tmp_path / "out").iterdir()} >= {"a.json", "b.json", "a.json.report.json", "summary.html"}


def test_a_list_on_standard_input(run: Run, folder: Path, tmp_path: Path) -> None:
    for separator in ("\n", "\0"):
        listed = separator.join([str(folder / "a.xml"), str(folder / "b.xml"), ""]).encode()
        done = run("batch", "-", "--to", "igvjson", "--out", tmp_path / f"out{ord(separator)}", given=listed)
        assert done.exit_code == 0
        assert (tmp_path / f"out{ord(separator)}" / "b.json").is_file()


def test_quiet_says_nothing(run: Run, folder: Path, tmp_path: Path) -> None:
    done = run("batch", folder, "nothere", "--to", "jbrowse2", "--out", tmp_path / "out", "--quiet")
    assert (done.exit_code, done.output) == (3, "")


def test_problems_are_told(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "c.xml").write_bytes(SESSION[:200])
    done = run("batch", folder, "nothere", "no*.xml", "foo://x", "--to", "jbrowse2", "--out", tmp_path / "out")
    assert done.exit_code == 3
    for said in (
        "refused: c.xml: ",
        "There is no nothere. [input.missing]",
        "[input.unmatched]",
        "[batch.scheme]",
        "2 converted",
    ):
        assert said in done.stderr


def test_the_loss_policy_tells_by_the_status(run: Run, folder: Path, tmp_path: Path) -> None:
    done = run("batch", folder, "--to", "jbrowse2", "--out", tmp_path / "out", "--on-loss", "fail", "--fail-at", "info")
    assert done.exit_code == 1
    assert "2 failed by the loss policy" in done.stderr


def test_an_output_that_cannot_be_written(run: Run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"a file")
    done = run("batch", folder, "--to", "jbrowse2", "--out", tmp_path / "out")
    assert done.exit_code == 4
    assert f"{tmp_path / 'out'} can't be written" in done.stderr


def test_a_cluster_that_is_not_there(run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE_S", 0.2)
    done = run("batch", folder, "--to", "jbrowse2", "--out", tmp_path / "out", "--dask", "tcp://127.0.0.1:1")
    assert done.exit_code == 2
    assert "No dask scheduler answers at tcp://127.0.0.1:1" in done.stderr
    assert not (tmp_path / "out").exists()
