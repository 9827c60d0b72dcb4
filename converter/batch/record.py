"""What became of one input of a batch: one line of `summary.ndjson`."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from converter.errors import ConverterError, Kind


class Status(StrEnum):
    """How the work on one input ended."""

    DONE = "done"
    FAILED = "failed"  # the loss policy said fail: there is a report, but no document
    SKIPPED = "skipped"  # found in a folder or archive, and no session
    REFUSED = "refused"  # the input can't be read, or is malformed, too large, unknown or unsafe
    UNWRITABLE = "unwritable"  # the target can't be written: by its format, or to its place
    BUG = "bug"  # a fault of session-converter


class Fault(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An error as data, without credentials: a stable `code`, what is wrong, where, and what to do."""

    code: str
    message: str
    where: str = ""
    hint: str | None = None


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What became of one input.

    `input`: its name within the batch; `target`: the name of its document below the output folder, also where none was
    written (None for an argument that led to no input). `sha256` and `bytes` are of the input, `made` is the digest of
    the options, target and version that it was converted with; `document_sha256` and `document_bytes` are of what was
    written. `losses`: facts that are not kept, by code. `renamed`: the document has not the name of its input, since
    another one has it, or one that differs only by case.
    """

    input: str
    status: Status
    target: str | None = None
    sha256: str | None = None
    bytes: int | None = None
    made: str | None = None
    format: str | None = None
    verdict: str | None = None
    counts: dict[str, int] = {}
    losses: dict[str, int] = {}
    document_sha256: str | None = None
    document_bytes: int | None = None
    error: Fault | None = None
    renamed: bool = False

    @property
    def identity(self) -> str:
        """What tells it from other records of the same output folder."""
        return self.target or f"\0{self.input}"


REPORT, ERROR = ".report.json", ".error.json"
"""What the names of a report, and of an error, have behind the name of the document."""

_STATUS = {Kind.LOSS: Status.FAILED, Kind.UNWRITABLE: Status.UNWRITABLE}


def fault_of(error: ConverterError) -> Fault:
    """An error of the converter as data."""
    return Fault(code=error.code, message=error.message, where=error.where, hint=error.hint)


def status_of(error: ConverterError) -> Status:
    """How an input ends that meets this error."""
    return _STATUS.get(error.kind, Status.REFUSED)


def line(record: Record) -> bytes:
    """A record as a line of JSON, with its line break."""
    return msgspec.json.encode(record) + b"\n"


_DECODER = msgspec.json.Decoder(Record)


def parsed(lines: bytes) -> list[Record]:
    """The records of some lines; a line that is none, such as one cut short, is left out."""
    found = []
    for one in lines.splitlines():
        try:
            found.append(_DECODER.decode(one))
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue
    return found
