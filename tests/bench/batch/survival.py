"""Batches that are killed and resumed, and clusters that lose a worker: what is left is what an undisturbed batch leaves."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from tests.bench.alone import ROOT
from tests.bench.batch.files import digests
from tests.bench.table import Goal, Row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from random import Random

    Process = subprocess.Popen[bytes]


def command(folder: Path, out: Path, *more: str) -> list[str]:
    """The command that converts a folder."""
    return [sys.executable, "-m", "converter", "batch", str(folder), "--to", "jbrowse2", "--out", str(out), "--quiet", *more]


def start(words: list[str], log: Path | None = None) -> Process:
    """A command in a session of its own, so that it can be killed with all that it started."""
    with log.open("wb") if log else contextlib.nullcontext(subprocess.DEVNULL) as stream:
        return subprocess.Popen(words, cwd=ROOT, stdout=stream, stderr=stream, start_new_session=True)


def kill(process: Process, *, alone: bool) -> None:
    """End it at once: alone, so that its children have to notice, or with all that it started."""
    if alone:
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def kill_rows(folder: Path, work: Path, random: Random, times: int = 20) -> list[Row]:
    """A batch killed at random moments and resumed; every kill has a batch of its own, each third one is killed twice."""
    began = time.monotonic()
    subprocess.run(command(folder, work / "whole", "--jobs", "2"), cwd=ROOT, check=True)
    length = time.monotonic() - began
    whole, equal = digests(work / "whole"), 0
    for number in range(times):
        out = work / "killed"
        for attempt in range(2 if number % 3 == 0 else 1):
            running = start(command(folder, out, "--jobs", "2", *(["--resume"] if attempt else [])))
            time.sleep(random.uniform(0.05, 1) * length)
            kill(running, alone=number % 2 == 0)
        subprocess.run(command(folder, out, "--jobs", "2", "--resume"), cwd=ROOT, check=True)
        equal += digests(out) == whole
        shutil.rmtree(out)
    return [Row(f"trees equal after a kill -9 and a resumed batch, of {times}", [equal], Goal(times, at_most=False), "")]


@contextlib.contextmanager
def cluster(work: Path) -> Iterator[tuple[str, list[Process]]]:
    """The address of a scheduler, and its two workers."""
    log = work / "scheduler.log"
    running = [
        start(
            [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"], log
        )
    ]
    try:
        address = _address(log)
        words = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--no-nanny", "--nthreads", "1", "--no-dashboard"]
        words += ["--local-directory", str(work)]
        running += [start(words, work / f"worker{number}.log") for number in range(2)]
        yield address, running[1:]
    finally:
        for one in running:
            if one.poll() is None:
                kill(one, alone=False)


def _address(log: Path) -> str:
    """Where a scheduler listens, as it says when it starts."""
    for _ in range(300):
        found = re.search(r"Scheduler at:\s+(tcp://\S+)", log.read_text("utf-8"))
        if found:
            return found[1]
        time.sleep(0.1)
    raise TimeoutError(log.read_text("utf-8"))


def cluster_rows(folder: Path, work: Path, random: Random) -> list[Row]:
    """The same batch in process, on a cluster, and on one that loses a worker."""
    subprocess.run(command(folder, work / "inline", "--jobs", "1"), cwd=ROOT, check=True)
    inline = digests(work / "inline")
    with cluster(work) as (address, _workers):
        began = time.monotonic()
        subprocess.run(command(folder, work / "cluster", "--dask", address), cwd=ROOT, check=True)
        length = time.monotonic() - began
    with cluster(work) as (address, workers):
        running = start(command(folder, work / "bereft", "--dask", address))
        time.sleep(random.uniform(0.4, 0.7) * length)
        kill(workers[0], alone=False)
        status = running.wait()
    same = [digests(work / name) == inline for name in ("cluster", "bereft")]
    return [
        Row("outputs of a dask cluster that equal those in process", [same[0]], Goal(1, at_most=False), ""),
        Row("the same where a worker was killed -9", [same[1] and status == 0], Goal(1, at_most=False), ""),
    ]
