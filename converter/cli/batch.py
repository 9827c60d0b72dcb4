"""`session-converter batch`: many sessions at once."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from converter.batch.executors import Inline, Processes, workers_here
from converter.batch.job import Job
from converter.batch.record import Status as Ended
from converter.batch.run import Batch, prepare, run
from converter.batch.storage import storage
from converter.cli.files import STREAM
from converter.cli.options import conversion_options, options_given, source_option, to_option
from converter.cli.progress import told, watching
from converter.cli.status import Status
from converter.options import options_from

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.batch.executors import Executor

_FEW = 8
"""Inputs that one process has done by the time that another one has started."""

_STATUS = (
    (Ended.BUG, Status.BUG),
    (Ended.UNWRITABLE, Status.UNWRITABLE),
    (Ended.REFUSED, Status.REFUSED),
    (Ended.FAILED, Status.LOSS),
)
"""The exit status by how some input ended, the gravest first."""


@conversion_options()
@click.command("batch")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@to_option
@source_option
@click.option("-o", "--out", required=True, metavar="OUT", help="Folder, or fsspec URL, that the documents go to.")
@click.option("--jobs", type=click.IntRange(1, 1024), help="Processes that convert [default: one for each processor].")
@click.option("--dask", "cluster", metavar="ADDRESS", help="Convert on the dask cluster whose scheduler this is.")
@click.option("--resume", is_flag=True, help="Leave as it is what was done before: same input, options and version.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing; the exit status and the summary tell.")
def command(
    *,
    inputs: tuple[str, ...],
    to: str,
    source: str | None,
    out: str,
    jobs: int | None,
    cluster: str | None,
    resume: bool,
    quiet: bool,
    **given: Any,
) -> Status:
    """Convert every INPUT: a file, folder, pattern, zip or tar file, or address that fsspec opens.

    - stands for a list of such on standard input. Beside each document stands its report, or the error of an input that
    was refused; summary.json, summary.ndjson (a line for each input) and summary.html sum them up. In folders and
    archives, files that are no sessions are left alone.
    """
    job = Job(to=to, source=source, options=options_from(options_given(STREAM, given)), out=out, resume=resume)
    batch = prepare(_arguments(inputs), job)
    execute = _executor(batch, jobs, cluster)
    with watching(len(batch.tasks), quiet=quiet) as progress:
        done = run(batch, execute, progress.see)
    if not quiet:
        click.echo("\n".join(told(done, out)), err=True)
    return next((status for ended, status in _STATUS if done.sums.status[ended]), Status.DONE)


def _arguments(inputs: tuple[str, ...]) -> Iterator[str]:
    """The inputs, with what standard input lists in place of `-`: a line each, or ended by zero bytes."""
    for one in inputs:
        if one != STREAM:
            yield one
            continue
        listed = sys.stdin.buffer.read()
        separator = b"\0" if b"\0" in listed else b"\n"
        yield from (os.fsdecode(name.rstrip(b"\r")) for name in listed.split(separator) if name.strip())


def _executor(batch: Batch, jobs: int | None, cluster: str | None) -> Executor:
    """Who does the work; processes only where they gain something, and see what is written."""
    if cluster is not None:
        from converter.batch.cluster import Cluster  # noqa: PLC0415 - an extra, and needed here alone

        return Cluster(cluster)
    workers = jobs or min(workers_here(), -(-len(batch.tasks) // _FEW))
    return Processes(workers) if workers > 1 and storage(batch.job.out, batch.job.run).shared else Inline()
