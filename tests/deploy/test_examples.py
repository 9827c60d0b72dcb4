from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from tests.deploy.conftest import DEPLOY, tool

if TYPE_CHECKING:
    from pathlib import Path


def test_a_cluster_on_one_host(sessions: Path, tmp_path: Path) -> None:
    script = DEPLOY / "dask" / "local.sh"
    done = tool("bash")(script, "1", sessions, "--to", "jbrowse2", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert "3 inputs: 3 converted" in done.stderr


def test_snakemake(sessions: Path, tmp_path: Path) -> None:
    snakemake = tool("snakemake")
    shutil.copy(DEPLOY / "examples" / "Snakefile", tmp_path)
    done = snakemake("--cores", "2", "--config", f"sessions={sessions}", "--", "all", "batch", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    made = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("s?.json")}
    assert made == {f"{folder}/s{number}.json" for folder in ("converted", "batch") for number in range(3)}


def test_nextflow(sessions: Path, tmp_path: Path) -> None:
    nextflow = tool("nextflow")
    done = nextflow(
        "run", DEPLOY / "examples" / "convert.nf", "--sessions", f"{sessions}/*.xml", "--out", "converted", folder=tmp_path
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "converted" / "s2.json").is_file()
