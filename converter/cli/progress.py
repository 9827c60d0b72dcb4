"""How a batch is going: a bar on a terminal, a line every so often elsewhere, and what is said in the end."""

from __future__ import annotations

import contextlib
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING, Protocol

import click

from converter.batch.record import Record, Status
from converter.loss.text import name_text, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from converter.batch.run import Outcome

_MOST_PROBLEMS = 20
_EVERY_S = 10.0
_TROUBLE = (Status.FAILED, Status.REFUSED, Status.UNWRITABLE, Status.BUG)


class Line(Protocol):
    """Where progress is shown."""

    def show(self, done: int, counts: str) -> None:
        """Say how many inputs are done, and how they ended."""


class Progress:
    """Counts what is done, and keeps the first problems for the end."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._done = 0
        self._counts: Counter[str] = Counter()
        self._problems: list[Record] = []
        self._troubled = 0

    def see(self, records: list[Record]) -> None:
        """Count some more."""
        for record in records:
            self._counts[record.verdict or record.status] += 1
            if record.status in _TROUBLE:
                self._troubled += 1
                self._problems += [record] if len(self._problems) < _MOST_PROBLEMS else []
        self._done += len(records)
        self._line.show(self._done, ", ".join(f"{number:,} {name}" for name, number in self._counts.items()))

    def problems(self) -> list[str]:
        """The first inputs that something was wrong with, in lines."""
        lines = [f"{record.status}: {_problem(record)}" for record in self._problems]
        more = self._troubled - len(self._problems)
        return [*lines, f"and {more:,} more"] if more else lines


def _problem(record: Record) -> str:
    fault = record.error
    if fault is None:
        return printable(record.input)
    where = f" (at {fault.where})" if fault.where else ""
    return printable(f"{record.input}: {fault.message}{where} [{fault.code}]")


@contextlib.contextmanager
def watching(total: int, *, quiet: bool) -> Iterator[Progress]:
    """Show the progress of that many inputs, as a bar on a terminal, else in lines, and then its problems; nothing if `quiet`."""
    if quiet:
        yield Progress(_Silence())
        return
    bar = _bar(total) if sys.stderr.isatty() else None
    progress = Progress(bar or _Lines(total))
    try:
        with bar or contextlib.nullcontext():
            yield progress
    finally:
        for line in progress.problems():
            click.echo(line, err=True)


class _Silence:
    """Says nothing."""

    def show(self, done: int, counts: str) -> None:
        """Nothing."""


class _Lines:
    """A line every so often, with the rate and the time that is left."""

    def __init__(self, total: int, now: Callable[[], float] = time.monotonic) -> None:
        self._total = total
        self._now = now
        self._began = self._said = now()

    def show(self, done: int, counts: str) -> None:
        """A line, if the last one was long enough ago."""
        now = self._now()
        if now - self._said < _EVERY_S or not done:
            return
        self._said = now
        rate = done / (now - self._began)
        left = max(0, self._total - done) / rate
        click.echo(f"{done:,} of {self._total:,}, {rate:,.0f}/s, {left:,.0f} s left: {counts}", err=True)


def _bar(total: int) -> _Bar | None:
    """A bar, where rich is installed."""
    try:
        return _Bar(total)
    except ImportError:
        return None


class _Bar:
    """A bar with the rate, the time that is left, and running counts."""

    def __init__(self, total: int) -> None:
        from rich.console import Console  # noqa: PLC0415 - an extra, and slow to import
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

        counts, rate = TextColumn("{task.fields[counts]}"), TextColumn("{task.fields[rate]}")
        columns = (BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn(), counts)
        self._progress = Progress(*columns, console=Console(stderr=True))
        self._task = self._progress.add_task("", total=total, counts="", rate="")
        self._began = time.monotonic()

    def __enter__(self) -> None:
        self._progress.start()

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def show(self, done: int, counts: str) -> None:
        """Move the bar."""
        rate = done / max(time.monotonic() - self._began, 1e-9)
        self._progress.update(self._task, completed=done, counts=counts, rate=f"{rate:,.0f}/s")


def told(done: Outcome, out: str) -> list[str]:
    """What came of a batch, in lines."""
    sums = done.sums
    verdicts = ", ".join(f"{number:,} {name}" for name, number in sums.verdicts.items() if number)
    ends = [f"{sums.status[Status.DONE]:,} converted" + (f" ({verdicts})" if verdicts else "")]
    names = {Status.FAILED: "failed by the loss policy", Status.SKIPPED: "no session"}
    ends += [f"{sums.status[one]:,} {names.get(one, one)}" for one in Status if one is not Status.DONE and sums.status[one]]
    lines = [f"{sums.inputs:,} input{'' if sums.inputs == 1 else 's'}: {', '.join(ends)}."]
    if done.renamed:
        first = done.renamed[0]
        text = f"{len(done.renamed):,} inputs have a name that another one has, or that differs only by case;"
        lines.append(f"{text} their documents are told apart: {printable(first.input)} is {printable(str(first.target))}.")
    return [*lines, f"The summary is in {printable(name_text(out)).rstrip('/')}/summary.html."]
