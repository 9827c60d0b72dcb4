"""Slurm on one host, with the workers of a batch as its jobs, as `deploy/dask/slurm.py` asks for them."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.deploy.conftest import DEPLOY, environment, free_ports, tool

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytest.importorskip("dask_jobqueue")

CONF = """
ClusterName=one
SlurmctldHost={host}
SlurmctldPort={ports[0]}
SlurmdPort={ports[1]}
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
SlurmUser=root
SlurmdUser=root
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
NodeName={host} CPUs=1 RealMemory=4000 State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES State=UP
"""
WAIT = 30


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment in which Slurm's commands reach a cluster of one node."""
    for name in ("slurmctld", "slurmd", "munged"):
        tool(name)
    if os.geteuid() != 0:
        pytest.skip("only the superuser may start a node of Slurm")
    folder = tmp_path / "slurm"
    for name in ("state", "spool"):
        (folder / name).mkdir(parents=True)
    (folder / "munge.key").write_bytes(os.urandom(128))
    (folder / "munge.key").chmod(0o600)
    conf = folder / "slurm.conf"
    conf.write_text(CONF.format(host=socket.gethostname().partition(".")[0], folder=folder, ports=free_ports(2)))
    files = [f"--{what}={folder}/munge.{ending}" for what, ending in (("socket", "socket"), ("key-file", "key"))]
    files += [
        f"--{what}={folder}/munge.{ending}" for what, ending in (("pid-file", "pid"), ("log-file", "log"), ("seed-file", "seed"))
    ]
    known = {**environment(), "SLURM_CONF": str(conf)}
    commands = [["munged", "--foreground", "--force", *files], ["slurmctld", "-D"], ["slurmd", "-D"]]
    running = [subprocess.Popen(one, env=known, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for one in commands]
    try:
        _wait_for_the_node(known)
        yield known
    finally:
        for one in reversed(running):
            one.terminate()
            one.wait(WAIT)


def _wait_for_the_node(known: dict[str, str]) -> None:
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        asked = subprocess.run(["sinfo", "-h", "-o", "%T"], env=known, capture_output=True, text=True, check=False, timeout=WAIT)
        if asked.stdout.strip() == "idle":
            return
        time.sleep(0.2)
    pytest.fail("Slurm did not start.")


def test_workers_are_jobs_of_slurm(cluster: dict[str, str], sessions: Path, tmp_path: Path) -> None:
    words = ["1", str(sessions), "--to", "jbrowse2", "--out", "out"]
    command = [sys.executable, str(DEPLOY / "dask" / "slurm.py"), *words]
    done = subprocess.run(command, env=cluster, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "3 inputs: 3 converted" in done.stderr
    assert (tmp_path / "out" / "s2.json").is_file()
    said = (tmp_path / "slurm" / "slurmctld.log").read_text()
    assert "Allocate JobId=1" in said
    assert "REQUEST_KILL_JOB JobId=1" in said
