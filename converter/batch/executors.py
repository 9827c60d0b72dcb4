"""Who does the work: this process, a pool of processes, or a cluster. The job function and its results are the same."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import connection, get_context, parent_process
from typing import TYPE_CHECKING, NamedTuple, Protocol

from converter.batch.job import Job, Task, lost, perform_all
from converter.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

AHEAD = 2
"""Pieces that are handed out for each worker: one to do, one to go on with."""


class Piece(NamedTuple):
    """Some inputs that one worker does, one after the other."""

    number: int
    tasks: Sequence[Task]


class Executor(Protocol):
    """Does pieces of work with that many workers."""

    workers: int

    def __call__(self, pieces: Iterable[Piece], job: Job) -> Iterator[list[bytes]]:
        """Do the pieces, in whichever order they come to an end; the records of each as lines."""


class Inline:
    """This process."""

    workers = 1

    def __call__(self, pieces: Iterable[Piece], job: Job) -> Iterator[list[bytes]]:
        """Do the pieces one after the other."""
        for piece in pieces:
            yield perform_all(piece.tasks, job, piece.number)


def workers_here() -> int:
    """How many processes this machine lets us run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Processes:
    """A pool of that many processes. One that dies takes nothing along but the input that killed it."""

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def __call__(self, pieces: Iterable[Piece], job: Job) -> Iterator[list[bytes]]:
        """Do the pieces, as many at once as there are processes."""
        waiting = iter(pieces)
        suspects: list[Piece] = []
        while True:
            yield from self._pooled(waiting, job, suspects)
            if not suspects:
                return
            for piece in suspects:
                yield self._alone(piece, job)
            suspects.clear()

    def _pooled(self, waiting: Iterator[Piece], job: Job, suspects: list[Piece]) -> Iterator[list[bytes]]:
        """Do what is waiting until a process dies; the pieces that were under way then are suspects."""
        running: dict[Future[list[bytes]], Piece] = {}
        with _pool(self.workers) as pool:
            for piece in waiting:
                try:
                    running[pool.submit(perform_all, piece.tasks, job, piece.number)] = piece
                except BrokenProcessPool:
                    suspects.append(piece)
                if len(running) >= self.workers * AHEAD:
                    yield from _ended(running, suspects)
                if suspects:
                    break
            while running:
                yield from _ended(running, suspects)

    def _alone(self, piece: Piece, job: Job) -> list[bytes]:
        """Do the inputs of a piece one by one, each in a process that nothing else suffers with."""
        lines: list[bytes] = []
        left = deque(piece.tasks)
        while left:
            with _pool(1) as pool:
                while left:
                    task = left.popleft()
                    try:
                        lines += pool.submit(perform_all, [task], job, piece.number).result()
                    except BrokenProcessPool:
                        lines.append(lost(task))
                        break
        return lines


def _ended(running: dict[Future[list[bytes]], Piece], suspects: list[Piece]) -> Iterator[list[bytes]]:
    """The results of the pieces that have ended, once there is one."""
    for future in wait(running, return_when=FIRST_COMPLETED).done:
        piece = running.pop(future)
        try:
            yield future.result()
        except BrokenProcessPool:
            suspects.append(piece)


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """A pool that starts nothing more once it is left; a `UsageError` where the system has no semaphores to share."""
    try:
        pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_follow_parent)
    except OSError as error:
        text = f"Several processes can't work together here: {error.strerror}."
        raise UsageError("batch.processes", text, hint="Mount a tmpfs at /dev/shm, or convert with --jobs 1.") from error
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _follow_parent() -> None:
    """End with the process that started this one, also where that is killed; else it would wait for work for ever.

    Who interrupts from the keyboard interrupts the parent.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
