"""The one job function of a batch: an input is read, converted and written, and what came of it is a record."""

from __future__ import annotations

import hashlib
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

import converter
from converter.batch.inputs import Readable
from converter.batch.record import ERROR, REPORT, Fault, Record, Status, fault_of, line, status_of
from converter.batch.storage import STATE, Sink, storage
from converter.errors import ConverterError, LossError, UnwritableError
from converter.limits import LIMITS, Limits, check
from converter.options import ConvertOptions, Paths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.loss.report import Report

NO_SESSION = frozenset({"format.unknown", "input.binary"})
"""Errors of files that are no sessions: those that were merely found are left alone."""
_FLUSH_S = 1.0


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What is done to every input of a batch, and where documents go; it travels to other processes and machines.

    `out`: path or URL of the output; `run`: the id of the batch; `resume`: what is done already is not done again.
    """

    to: str
    source: str | None = None
    options: ConvertOptions = ConvertOptions()
    out: str = "."
    run: str = "run"
    resume: bool = False
    limits: Limits = LIMITS
    version: str = converter.__version__

    def options_for(self, base: str | None) -> ConvertOptions:
        """The options for an input whose relative locations hang from `base` unless the caller said otherwise."""
        if self.options.base is not None or base is None:
            return self.options
        return msgspec.structs.replace(self.options, base=base)

    def made(self, base: str | None) -> str:
        """The digest of all that a document depends on besides its input; `base` only matters where paths change."""
        options = self.options if self.options.paths is Paths.KEEP else self.options_for(base)
        content = (self.version, self.to, self.source, options)
        return hashlib.sha256(msgspec.json.encode(content, order="deterministic")).hexdigest()[:32]


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """One input: its `name` within the batch, where it is read, and the name of the `document` it becomes.

    `named`: the caller named it, so that it must be a session; `present`: which of its outputs are there already, with
    their sizes; `previous`: what an earlier batch said of it.
    """

    name: str
    source: Readable
    document: str
    base: str | None = None
    named: bool = True
    renamed: bool = False
    present: dict[str, int] = {}
    previous: Record | None = None


class Attempt(msgspec.Struct, kw_only=True):
    """What came of a conversion: a document with its report, a report alone (the loss policy), or an error alone."""

    status: Status
    document: bytes | None = None
    report: bytes | None = None
    format: str | None = None
    error: Fault | None = None


def attempt(data: bytes, job: Job, name: str, base: str | None = None) -> Attempt:
    """Convert the bytes of the input `name`; whatever goes wrong is the result, never an exception."""
    try:
        done = converter.convert(
            data, to=job.to, source=job.source, filename=name.rpartition("/")[2], options=job.options_for(base)
        )
        return _reported(Status.DONE, done.report, document=done.document)
    except LossError as error:
        return _reported(Status.FAILED, error.report, error=fault_of(error))
    except ConverterError as error:
        return Attempt(status=status_of(error), error=fault_of(error))
    except Exception as error:  # noqa: BLE001 - a fault of ours on one input must not end the batch
        return Attempt(status=Status.BUG, error=_bug(error))


def _reported(status: Status, report: Report, document: bytes | None = None, error: Fault | None = None) -> Attempt:
    return Attempt(status=status, document=document, report=report.to_json(), format=report.source.format, error=error)


def _bug(error: Exception) -> Fault:
    """A fault of ours by its kind and place; its text stays out, since it may quote the input."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    text = f"session-converter failed: {type(error).__name__} in {Path(frame.filename).name}, line {frame.lineno}."
    hint = "Please report it; `session-converter --debug convert` on the file tells more."
    return Fault(code="internal", message=text, hint=hint)


class _Entry(msgspec.Struct):
    code: str
    effect: str
    facts: int = 0


class _Report(msgspec.Struct):
    """What a record takes from a report."""

    verdict: str
    counts: dict[str, int]
    entries: list[_Entry]


_REPORT = msgspec.json.Decoder(_Report)
_LOSSES = frozenset({"approximated", "carried", "dropped"})


def recorded(task: Task, job: Job, data: bytes, tried: Attempt) -> Record:
    """The record of an attempt."""
    record = Record(
        input=task.name,
        status=tried.status,
        target=task.document,
        sha256=hashlib.sha256(data).hexdigest(),
        bytes=len(data),
        made=job.made(task.base),
        format=tried.format,
        error=tried.error,
        renamed=task.renamed,
    )
    changes: dict[str, object] = {}
    if tried.report is not None:
        said = _REPORT.decode(tried.report)
        changes = {"verdict": said.verdict, "counts": said.counts, "losses": _losses(said.entries)}
    if tried.document is not None:
        changes["document_sha256"] = hashlib.sha256(tried.document).hexdigest()
        changes["document_bytes"] = len(tried.document)
    return msgspec.structs.replace(record, **changes) if changes else record


def _losses(entries: list[_Entry]) -> dict[str, int]:
    found: dict[str, int] = {}
    for entry in entries:
        if entry.effect in _LOSSES:
            found[entry.code] = found.get(entry.code, 0) + entry.facts
    return dict(sorted(found.items()))


def perform(task: Task, job: Job, store: Sink) -> Record:
    """Read, convert and write one input. Whatever goes wrong is in its record."""
    if job.version != converter.__version__:
        return _died(task, _OTHER_VERSION)
    try:
        data = task.source.read(job.limits)
        check("body_bytes", len(data), job.limits)
    except ConverterError as error:
        return _put(Attempt(status=Status.REFUSED, error=fault_of(error)), task, job, store, None)
    if job.resume and (before := _done_before(task, job, data)):
        return before
    tried = attempt(data, job, task.name, task.base)
    if not task.named and tried.error is not None and tried.error.code in NO_SESSION:
        tried.status = Status.SKIPPED
    return _put(tried, task, job, store, data)


def _done_before(task: Task, job: Job, data: bytes) -> Record | None:
    """The record of an earlier batch that did the same to the same bytes, if its outputs are still there."""
    before = task.previous
    if before is None or before.status in (Status.UNWRITABLE, Status.BUG) or before.made != job.made(task.base):
        return None
    if before.sha256 != hashlib.sha256(data).hexdigest() or (before.input, before.renamed) != (task.name, task.renamed):
        return None
    wanted = {task.document: before.document_bytes} if before.status is Status.DONE else {}
    there = {name: size for name, size in task.present.items() if name == task.document}
    return before if there == wanted and _beside(before.status, task.document) <= task.present.keys() else None


def _beside(status: Status, document: str) -> set[str]:
    """The files that stand beside a document, or in its place."""
    names = {Status.DONE: {REPORT}, Status.FAILED: {REPORT, ERROR}, Status.SKIPPED: set()}.get(status, {ERROR})
    return {f"{document}{ending}" for ending in names}


def _put(tried: Attempt, task: Task, job: Job, store: Sink, data: bytes | None) -> Record:
    """Write what an attempt gave, the document last, and remove what an earlier one left."""
    if data is None:
        record = Record(input=task.name, status=tried.status, target=task.document, error=tried.error, renamed=task.renamed)
    else:
        record = recorded(task, job, data, tried)
    outputs = {f"{task.document}{REPORT}": tried.report, f"{task.document}{ERROR}": None, task.document: tried.document}
    if tried.error is not None and tried.status is not Status.SKIPPED:
        outputs[f"{task.document}{ERROR}"] = msgspec.json.encode(tried.error)
    try:
        for name, content in outputs.items():
            if content is not None:
                store.put(name, content)
            elif name in task.present:
                store.remove(name)
    except UnwritableError as error:
        return msgspec.structs.replace(record, status=Status.UNWRITABLE, error=fault_of(error))
    return record


def perform_all(tasks: Sequence[Task], job: Job, number: int) -> list[bytes]:
    """Do a piece of a batch, its part `number`; the records as lines.

    What is done is noted down every second and in the end, so that a batch that is killed knows it when it is resumed.
    """
    store = storage(job.out, job.run)
    piece = f"{STATE}/{job.run}/{number:08}.ndjson"
    lines: list[bytes] = []
    noted = time.monotonic()
    for task in tasks:
        lines.append(line(perform(task, job, store)))
        if time.monotonic() > noted + _FLUSH_S:
            _note(store, piece, lines)
            noted = time.monotonic()
    _note(store, piece, lines)
    return lines


def _note(store: Sink, piece: str, lines: list[bytes]) -> None:
    """Keep what was done; a place that takes no notes only costs that a resumed batch does it again."""
    try:
        store.put(piece, b"".join(lines))
    except UnwritableError:
        return


def lost(task: Task) -> bytes:
    """The record, as a line, of an input whose worker died of it."""
    return line(_died(task, _LOST))


def _died(task: Task, fault: Fault) -> Record:
    return Record(input=task.name, status=Status.BUG, target=task.document, error=fault, renamed=task.renamed)


_LOST = Fault(
    code="worker.died",
    message="The process that converted this input died.",
    hint="It may have run out of memory; convert the file by itself.",
)
_OTHER_VERSION = Fault(
    code="worker.version",
    message=f"The worker has session-converter {converter.__version__}, another version than who sent the work.",
    hint="Install the same version on all workers.",
)
