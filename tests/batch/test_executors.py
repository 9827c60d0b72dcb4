from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

import converter
from converter.batch import cluster, executors
from converter.batch.cluster import Cluster
from converter.batch.executors import Inline, Piece, Processes
from converter.batch.inputs import Source
from converter.batch.job import Job, Task
from converter.batch.plan import CHUNK, chunks
from converter.batch.record import parsed
from converter.errors import UsageError
from tests.batch.deadly import Deadly
from tests.bench.sessions import session_xml

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.batch.conftest import Do

ROOT = Path(__file__).parents[2]


def tasks(folder: Path, count: int) -> list[Task]:
    (folder / "in.xml").write_bytes(session_xml(1))
    return [Task(name=f"{n}.xml", source=Source(str(folder / "in.xml")), document=f"{n}.json") for n in range(count)]


def done(lines: list[list[bytes]]) -> dict[str, str]:
    """How the inputs ended, by name."""
    records = parsed(b"".join(line for piece in lines for line in piece))
    assert len({record.input for record in records}) == len(records)
    return {record.input: record.error.code if record.error else str(record.status) for record in records}


def test_pieces_of_work(tmp_path: Path) -> None:
    many = tasks(tmp_path, 120)
    assert [len(one) for one in chunks(many, 1)] == [CHUNK, CHUNK, 20]
    assert [len(one) for one in chunks(many[:10], 4)] == [3, 3, 3, 1]
    assert list(chunks([], 4)) == []


def test_a_worker_that_dies_takes_only_its_input_along(tmp_path: Path) -> None:
    work = tasks(tmp_path, 6)
    work[2] = msgspec.structs.replace(work[2], source=Deadly(2))
    pieces = [Piece(number, work[number * 2 : number * 2 + 2]) for number in range(3)]
    found = done(list(Processes(2)(pieces, Job(to="igvjson", out=str(tmp_path / "out")))))
    assert found == {f"{n}.xml": "worker.died" if n == 2 else "done" for n in range(6)}


def test_a_pool_that_broke_takes_nothing_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def submit(self, *_: Any) -> None:
            raise BrokenProcessPool

    monkeypatch.setattr(executors, "_pool", lambda _workers: contextlib.nullcontext(Broken()))
    monkeypatch.setattr(Processes, "_alone", lambda _self, piece, job: next(Inline()([piece], job)))
    pieces = [Piece(n, [one]) for n, one in enumerate(tasks(tmp_path, 2))]
    assert set(done(list(Processes(2)(pieces, Job(to="igvjson", out=str(tmp_path / "out"))))).values()) == {"done"}


def test_a_system_without_semaphores_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise OSError(2, "No such file or directory")

    monkeypatch.setattr(executors, "ProcessPoolExecutor", refuse)
    with pytest.raises(UsageError) as caught:
        list(Processes(2)([Piece(0, tasks(tmp_path, 1))], Job(to="igvjson", out=str(tmp_path / "out"))))
    assert caught.value.code == "batch.processes"


def test_another_version_does_nothing(tmp_path: Path) -> None:
    found = done(list(Inline()([Piece(0, tasks(tmp_path, 1))], Job(to="igvjson", out=str(tmp_path / "out"), version="0"))))
    assert found == {"0.xml": "worker.version"}


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")
def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    for number in range(80):
        (tmp_path / f"{number}.xml").write_bytes(session_xml(40))
    words = [
        sys.executable,
        "-m",
        "converter",
        "batch",
        str(tmp_path),
        "--to",
        "jbrowse2",
        "--out",
        str(tmp_path / "out"),
        "--jobs",
        "2",
    ]
    with subprocess.Popen([*words, "--quiet"], cwd=ROOT) as batch:
        children: list[int] = []
        while not list((tmp_path / "out").glob("*.json")) and batch.poll() is None:
            time.sleep(0.02)
        children = [int(pid) for pid in Path(f"/proc/{batch.pid}/task/{batch.pid}/children").read_text("utf-8").split()]
        batch.send_signal(signal.SIGKILL)
    assert len(children) >= 2
    until = time.monotonic() + 20
    while any(map(_runs, children)) and time.monotonic() < until:
        time.sleep(0.02)
    assert not any(map(_runs, children))


def _runs(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text("utf-8")
    except OSError:
        return False


def test_how_many_processes_there_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    assert executors.workers_here() >= 1
    monkeypatch.delattr(os, "sched_getaffinity")
    assert executors.workers_here() == os.cpu_count()


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_writes_what_one_process_writes(sessions: Path, do: Do, make_do: Callable[[str], Do]) -> None:
    from distributed import LocalCluster  # noqa: PLC0415 - slow to import

    do(sessions)
    other = make_do("other")
    with LocalCluster(n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None) as running:
        other(sessions, execute=Cluster(running.scheduler_address))
    assert other.tree() == do.tree()


def test_what_kills_the_workers_of_a_cluster_is_done_alone(tmp_path: Path) -> None:
    from distributed import KilledWorker  # noqa: PLC0415 - slow to import

    class Killed:
        def result(self) -> None:
            raise KilledWorker("task", None, 3)  # type: ignore[arg-type]

    work = tasks(tmp_path, 2)
    assert cluster._result(Killed(), Piece(0, work)) == ([], [Piece(0, [work[0]]), Piece(0, [work[1]])])
    lines, again = cluster._result(Killed(), Piece(0, work[:1]))
    assert (done([lines]), again) == ({"0.xml": "worker.died"}, [])


def test_a_cluster_needs_dask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError) as caught:
        Cluster("tcp://127.0.0.1:1")
    assert caught.value.code == "batch.dask"


@pytest.mark.filterwarnings("error")
def test_what_is_no_address_is_no_cluster() -> None:
    with pytest.raises(UsageError) as caught:
        Cluster("nonsense")
    assert caught.value.code == "batch.cluster"


def test_the_version_is_that_of_the_sender() -> None:
    assert Job(to="igvxml").version == converter.__version__
