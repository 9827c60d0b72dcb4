"""Standard streams that are closed, or take nothing more: what a verb does about them."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING

import click

from converter.cli.status import Status

if TYPE_CHECKING:
    from typing import IO, Any

_STAND_INS = (("stdin", os.O_RDONLY, "r"), ("stdout", os.O_RDONLY, "w"), ("stderr", os.O_WRONLY, "w"))
"""What stands in for each: there is nothing to read, writing fails, and nobody hears what is told."""


def stand_in() -> None:
    """Put something in the place of every standard stream that the caller has closed."""
    for name, flags, mode in _STAND_INS:
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, flags), mode))


def silence(stream: IO[Any]) -> None:
    """Let what is still buffered for a reader that left go nowhere, so that the interpreter can end quietly."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def is_of_stream(error: Exception) -> bool:
    """Whether an error is of a standard stream: those of files know the name of theirs."""
    return isinstance(error, OSError) and error.filename is None


def unheard(error: OSError) -> Status:
    """Say, if anybody hears, that a standard stream takes nothing more; the exit status of that."""
    text = f"Error: A standard stream can't be written: {error.strerror}. [output.unwritable]"
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            silence(stream)
    with contextlib.suppress(OSError):
        click.echo(text, err=True)
    return Status.UNWRITABLE
