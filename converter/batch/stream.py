"""A zip of sessions in, a zip of documents, reports and summary out, made while it is sent."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, NamedTuple

from converter.batch.archive import Zip, sessions_in, understood
from converter.batch.inputs import Found, Root, is_candidate
from converter.batch.job import Task, perform
from converter.batch.plan import Named, named
from converter.batch.summary import summaries
from converter.convert import extension
from converter.errors import RefusedError
from converter.limits import Limits, check

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from converter.batch.archive import Archive
    from converter.batch.job import Job
    from converter.batch.record import Record

_DIRECTORY_ENTRY = b"PK\x01\x02"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16


class _Member(NamedTuple):
    """A file of an archive that is open, as the source of an input."""

    archive: Archive
    number: int

    def read(self, limits: Limits) -> bytes:
        """Its bytes, at most one more than the limit."""
        with understood():
            return self.archive.read(self.number, limits)


class _Pipe(io.RawIOBase):
    """A stream whose bytes are taken out as they come."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, piece: bytes) -> int:  # type: ignore[override]
        """Take a piece."""
        self._pieces.append(bytes(piece))
        return len(piece)

    def drained(self) -> bytes:
        """What was written since this was last asked."""
        taken, self._pieces = b"".join(self._pieces), []
        return taken


class _Packed:
    """Where the outputs of a job go: a zip file that is sent on while it grows. The same outputs make the same bytes."""

    def __init__(self) -> None:
        self._pipe = _Pipe()
        self._zip = zipfile.ZipFile(self._pipe, "w")

    def put(self, name: str, data: bytes) -> None:
        """Add a file."""
        entry = zipfile.ZipInfo(name, _EPOCH)
        entry.external_attr = _READABLE
        self._zip.writestr(entry, data, zipfile.ZIP_DEFLATED)

    def remove(self, name: str) -> None:
        """Nothing was there before."""

    def drained(self) -> bytes:
        """What can be sent now."""
        return self._pipe.drained()

    def closed(self) -> bytes:
        """The rest, with the directory."""
        self._zip.close()
        return self._pipe.drained()


def tasks_in(data: bytes, job: Job) -> list[Task]:
    """The inputs that a zip holds, named; a `ConverterError` where the call is wrong, or one of them not to be trusted.

    Entries with names that lead elsewhere, packed beyond measure, encrypted or no files make all of it refused.
    """
    ending = extension(job.to, job.options)
    job.options.rewrite_rules()
    check("archive_entries", data.count(_DIRECTORY_ENTRY), job.limits)
    with understood():
        archive = Zip(io.BytesIO(data))
    members = sessions_in(archive, job.limits)
    for member in members:
        if member.error is not None:
            raise member.error
    candidates = [one for one in members if is_candidate(one.name)]
    found = [Found(tuple(one.name.split("/")), _Member(archive, one.number), named=False) for one in candidates]
    if not found:
        raise RefusedError("input.empty_folder", "The zip holds no file that may be a session.", hint="Put sessions into it.")
    return [_task(one) for one in named([Root((), found)], ending)]


def _task(one: Named) -> Task:
    return Task(name=one.name, source=one.found.source, document=one.document, named=False, renamed=one.renamed)


def converted(tasks: list[Task], job: Job, watch: Callable[[Record], None]) -> Iterator[bytes]:
    """The zip of what the inputs become, piece by piece; `watch` is told each record."""
    packed = _Packed()
    records = []
    for task in tasks:
        record = perform(task, job, packed)
        watch(record)
        records.append(record)
        if piece := packed.drained():
            yield piece
    for name, content in summaries(records).items():
        packed.put(name, content)
    yield packed.closed()
