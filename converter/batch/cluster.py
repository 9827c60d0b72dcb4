"""A dask cluster that is there already does the work: the same job function, on whatever machines its workers are."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from converter.batch.executors import AHEAD, Piece
from converter.batch.job import lost, perform_all
from converter.errors import UsageError
from converter.loss.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from converter.batch.job import Job

PATIENCE_S = 15.0
"""How long a scheduler and its first worker are waited for."""

_BY_PORT = frozenset({"tcp", "tls", "ws", "wss"})


class Cluster:
    """The workers of the scheduler at an address. They must see the inputs and the output by the same names as we do."""

    def __init__(self, address: str) -> None:
        """Connect; a `UsageError` where nobody answers, or there is no worker."""
        try:
            from distributed import Client  # noqa: PLC0415 - an extra
            from distributed.comm.addressing import get_address_host_port, parse_address  # noqa: PLC0415 - likewise
        except ImportError:
            hint = "Install it with: pip install 'session-converter[dask]'."
            raise UsageError("batch.dask", "A cluster needs dask.distributed, which is not installed.", hint=hint) from None
        try:
            if parse_address(address)[0] in _BY_PORT:  # a client of what is no address would be waited for when it is thrown away
                get_address_host_port(address)
            self._client = Client(address, timeout=PATIENCE_S, set_as_default=False)
        except Exception as error:  # whatever an address or a network may be wrong with
            text = f"No dask scheduler answers at {printable(address)}."
            hint = "Look at the address, which `dask scheduler` prints when it starts (tcp://HOST:8786)."
            raise UsageError("batch.cluster", text, hint=hint) from error
        try:
            self._client.wait_for_workers(1, timeout=PATIENCE_S)
        except TimeoutError as error:
            self._client.close()
            hint = "Start one with: dask worker " + printable(address)
            raise UsageError("batch.cluster", f"The cluster at {printable(address)} has no workers.", hint=hint) from error
        self.workers = sum(self._client.nthreads().values())

    def __call__(self, pieces: Iterable[Piece], job: Job) -> Iterator[list[bytes]]:
        """Do the pieces, some for each worker at a time; dask gives those of a worker that died to another."""
        from distributed import as_completed  # noqa: PLC0415 - an extra

        with self._client:
            waiting = iter(pieces)
            running = dict(self._submitted(piece, job) for piece in islice(waiting, self.workers * AHEAD))
            ended = as_completed(running, loop=self._client.loop)
            for future in ended:
                more = list(islice(waiting, 1))
                lines, again = _result(future, running.pop(future))
                yield lines
                for one in (*again, *more):
                    submitted, piece = self._submitted(one, job)
                    running[submitted] = piece
                    ended.add(submitted)

    def _submitted(self, piece: Piece, job: Job) -> tuple[Any, Piece]:
        return self._client.submit(perform_all, piece.tasks, job, piece.number, pure=False), piece


def _result(future: Any, piece: Piece) -> tuple[list[bytes], list[Piece]]:
    """What came of a piece, and what is to be done again by itself since several workers died of the piece."""
    from distributed import KilledWorker  # noqa: PLC0415 - an extra

    try:
        return future.result(), []
    except KilledWorker:
        if len(piece.tasks) == 1:
            return [lost(piece.tasks[0])], []
        return [], [Piece(piece.number, [task]) for task in piece.tasks]
