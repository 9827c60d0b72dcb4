"""A whole batch: inputs found and named, done by whoever does the work, and summed up."""

from __future__ import annotations

import os
import secrets
import zlib
from typing import TYPE_CHECKING

import msgspec

from converter.batch.executors import Inline, Piece
from converter.batch.inputs import find
from converter.batch.job import Job, Task
from converter.batch.journal import Past, merged, past
from converter.batch.plan import Named, chunks, named
from converter.batch.record import ERROR, REPORT, Record, Status, fault_of, parsed
from converter.batch.storage import STATE, is_url, storage
from converter.batch.summary import summaries
from converter.batch.tally import Tally, tally
from converter.convert import extension

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from converter.batch.executors import Executor
    from converter.batch.storage import Storage
    from converter.errors import ConverterError

    Watch = Callable[[list[Record]], None]


_INLINE = Inline()


class Outcome(msgspec.Struct, kw_only=True):
    """What came of a batch: its sums, and the inputs that were given other names. The records are in `summary.ndjson`."""

    sums: Tally
    renamed: list[Record] = []


class Batch(msgspec.Struct, kw_only=True):
    """A batch that is ready to be run: what to do, the inputs to do it to, and what can't be done."""

    job: Job
    tasks: list[Task]
    refused: list[Record]
    before: Past


def prepare(arguments: Iterable[str], job: Job) -> Batch:
    """Find the inputs and name their documents; a `ConverterError` where nothing can be written at all."""
    out = job.out if is_url(job.out) else os.path.abspath(job.out)  # noqa: PTH100 - as it is spelt, links and all
    job = msgspec.structs.replace(job, out=out, run=secrets.token_hex(8))
    ending = extension(job.to, job.options)
    job.options.rewrite_rules()
    store = storage(job.out, job.run)
    before = past(store)
    roots, refused = find(arguments, leave=job.out, limits=job.limits)
    found = named(roots, ending)
    tasks = [_task(one, before) for one in found if one.found.error is None]
    refused += [_unreadable(one, one.found.error) for one in found if one.found.error is not None]
    return Batch(job=job, tasks=tasks, refused=refused, before=before)


def _task(one: Named, before: Past) -> Task:
    outputs = (one.document, one.document + REPORT, one.document + ERROR)
    return Task(
        name=one.name,
        source=one.found.source,
        document=one.document,
        base=one.found.base,
        named=one.found.named,
        renamed=one.renamed,
        present={name: before.present[name] for name in outputs if name in before.present},
        previous=before.records.get(one.document),
    )


def _unreadable(one: Named, error: ConverterError) -> Record:
    return Record(input=one.name, status=Status.REFUSED, error=fault_of(error))


def run(batch: Batch, execute: Executor = _INLINE, watch: Watch = lambda _: None) -> Outcome:
    """Do a batch. `watch` is told the records of each piece when it is done.

    Raises `UnwritableError` where not even the summary can be written.
    """
    store = storage(batch.job.out, batch.job.run)
    pieces = (Piece(number, tasks) for number, tasks in enumerate(chunks(batch.tasks, execute.workers)))
    with store.claimed(f"{STATE}/{batch.job.run}"):
        packed = []
        watch(batch.refused)
        for lines in execute(pieces, batch.job):
            watch(parsed(b"".join(lines)))
            packed.append(zlib.compress(b"".join(lines), 1))
        records = [*batch.refused, *(record for one in packed for record in parsed(zlib.decompress(one)))]
        _sum_up(store, batch.before, records)
    return Outcome(sums=tally(records), renamed=[record for record in records if record.renamed])


def _sum_up(store: Storage, before: Past, records: Sequence[Record]) -> None:
    with store.alone():
        for name, content in summaries(merged(store, before, records)).items():
            store.put(name, content)
    for folder in before.left:
        store.remove(folder)
