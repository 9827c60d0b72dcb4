"""Time and memory of batches of many small sessions, by the number of files and of processes."""

from __future__ import annotations

import multiprocessing
import os
import re
import resource
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

import converter
from converter.batch.executors import Inline, Processes
from converter.batch.job import Job
from converter.batch.run import prepare, run
from tests.bench.table import Goal, Row

if TYPE_CHECKING:
    from converter.batch.record import Record

EARLY = 1_000
"""Files after which memory and time are looked at first."""


class Taken(NamedTuple):
    """What a batch took: seconds of the clock and of processors, files, and bytes of each worker early and late."""

    seconds: float
    processor: float
    files: int
    early: list[int]
    late: list[int]

    @property
    def growth(self) -> float:
        """By how much the worker grew that grew most."""
        return max((late / early for early, late in zip(self.early, self.late, strict=True)), default=1.0)


class _Watch:
    """Looks at the memory of the workers when each has done its first thousand files, and again in the end."""

    def __init__(self, workers: int) -> None:
        self.files = 0
        self.early = workers * EARLY
        self.sizes: dict[str, list[int]] = {}

    def __call__(self, records: list[Record]) -> None:
        self.files += len(records)
        if self.files >= self.early and "early" not in self.sizes:
            self.sizes["early"] = _memory()
        self.sizes["late"] = _memory()


def _memory() -> list[int]:
    """Bytes in use of each worker, in the order of their start; of this process where there is none."""
    workers = sorted(one.pid for one in multiprocessing.active_children() if one.pid) or [os.getpid()]
    found = (re.search(r"^VmRSS:\s+(\d+) kB$", Path(f"/proc/{pid}/status").read_text("utf-8"), re.MULTILINE) for pid in workers)
    return [int(one[1]) * 1024 for one in found if one]


def batch(folder: Path, out: Path, processes: int) -> Taken:
    """A batch over a folder."""
    watch, began, before = _Watch(processes), perf_counter(), _processor()
    done = run(
        prepare([str(folder)], Job(to="jbrowse2", out=str(out))), Processes(processes) if processes > 1 else Inline(), watch
    )
    taken = perf_counter() - began
    assert done.sums.status["done"] == done.sums.inputs
    sizes = watch.sizes
    return Taken(taken, _processor() - before, done.sums.inputs, sizes.get("early", sizes["late"]), sizes["late"])


def _processor() -> float:
    """Seconds that processors worked for this process and its children that have ended."""
    whose = (resource.getrusage(one) for one in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in whose)


def in_process(folder: Path, files: int) -> float:
    """Processor seconds of a file whose bytes are converted, and its report written, with nothing around it."""
    data = [path.read_bytes() for path in sorted(folder.rglob("*.xml"))[:files]]
    before = _processor()
    for one in data:
        converter.convert(one, to="jbrowse2").report.to_json()
    return (_processor() - before) / len(data)


def rows(folder: Path, small: Path, work: Path) -> list[Row]:
    """The figures of a large folder and of a small one of a thousand files."""
    floors = [in_process(folder, EARLY)]
    few = [batch(small, work / f"few{number}", 1) for number in range(2)]
    one = batch(folder, work / "one", 1)
    floors.append(in_process(folder, EARLY))
    two = batch(folder, work / "two", 2)
    floors.append(in_process(folder, EARLY))
    per_file = one.processor / one.files
    per_few = median(taken.processor / taken.files for taken in few)
    named = f"{one.files:,} files"
    return [
        Row(f"batch, {named}, one process", [1e3 * one.seconds / one.files], unit="ms a file"),
        Row(f"batch, {named}, one process, processor time", [1e3 * per_file], unit="ms a file"),
        Row("two processes over one, by the clock", [one.seconds / two.seconds], Goal(1.8, at_most=False)),
        Row("two processes over one, by processor time", [2 * one.processor / two.processor], Goal(1.8, at_most=False)),
        Row("a file of a batch / converted in process, processor time", [per_file / floor for floor in floors], Goal(1.3)),
        Row(f"a file of {one.files:,} / of {EARLY:,}, processor time", [per_file / per_few], Goal(1.1)),
        Row(f"memory of one process, file {one.files:,} / {EARLY:,}", [one.growth], Goal(1.05)),
        Row(f"memory of two processes, file {two.files:,} / {EARLY:,}", [two.growth], Goal(1.05)),
    ]
