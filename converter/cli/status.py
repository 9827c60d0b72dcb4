"""The exit statuses of every command, and which error leads to which."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from converter.errors import Kind

if TYPE_CHECKING:
    from converter.errors import ConverterError


class Status(IntEnum):
    """What the exit status of a command says; the numbers are stable."""

    DONE = 0
    LOSS = 1
    USAGE = 2
    REFUSED = 3
    UNWRITABLE = 4
    BUG = 70
    INTERRUPTED = 130


MEANING = {
    Status.DONE: "Done.",
    Status.LOSS: "The loss policy said fail (`--on-loss fail`), or something did not come home (`check`).",
    Status.USAGE: "The command was called wrongly: an option, a missing file.",
    Status.REFUSED: "The input was refused: malformed, too large, of no known format, unsafe or ambiguous (`batch`: some).",
    Status.UNWRITABLE: "The target can't be written: by its format, or to its place.",
    Status.BUG: "A fault of session-converter; the message says how to report it.",
    Status.INTERRUPTED: "Interrupted from the keyboard.",
}

_BY_KIND = {Kind.USAGE: Status.USAGE, Kind.LOSS: Status.LOSS, Kind.UNWRITABLE: Status.UNWRITABLE}


def status_of(error: ConverterError) -> Status:
    """The exit status for an error that is the input's or the caller's fault; `REFUSED` unless its kind says otherwise."""
    return _BY_KIND.get(error.kind, Status.REFUSED)
