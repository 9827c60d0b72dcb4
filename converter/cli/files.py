"""Files and standard streams: bounded reading, and writing that leaves either the whole new file or the old one."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

import click

from converter.cli.streams import silence
from converter.errors import UnwritableError, UsageError
from converter.limits import LIMITS
from converter.loss.text import name_text, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

STREAM = "-"
_ADDRESS = re.compile(r"[A-Za-z][\w.+-]+://")


class _Input(click.Path):
    """A file that is there, or `-` for standard input; of an address it says why it is none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path; `BadParameter` where there is no such file."""
        if isinstance(value, str) and _ADDRESS.match(value):
            remedy = "download the file first, or send a link that holds a session to standard input (echo LINK | … -)"
            self.fail(f"'{printable(value)}' is an address, and nothing is fetched: {remedy}.", param, ctx)
        return super().convert(value, param, ctx)


INPUT = _Input(exists=True, dir_okay=False, allow_dash=True)
OUTPUT = click.Path(dir_okay=False, allow_dash=True)


def read_input(name: str) -> bytes:
    """The bytes of the file `name`, or of standard input for `-`; at most one more than the limit, so that the limit shows."""
    try:
        with click.open_file(name, "rb") as stream:
            return cast("bytes", stream.read(LIMITS.body_bytes + 1))
    except OSError as error:
        raise UsageError(
            "input.unreadable",
            f"{name_text(name)} can't be read: {error.strerror}.",
            hint="Check the path, and that you may read the file.",
        ) from error


def hint_name(name: str) -> str | None:
    """The file name as a hint for detection, without its folder; None for standard input."""
    return None if name == STREAM else name_text(Path(name).name)


def folder_of(name: str) -> str | None:
    """The absolute folder of an input file, which its relative locations hang from; None for standard input."""
    return None if name == STREAM else name_text(Path(name).absolute().parent.as_posix())


def check_places(inputs: Iterable[str], *outputs: str | None) -> None:
    """A `UsageError` where an output would take the place of what is read, or of another output; devices take all there is."""
    read, written = {Path(name).resolve() for name in inputs if name != STREAM}, set[Path | str]()
    for name in outputs:
        if name is None or (name != STREAM and not _is_replaceable(name)):
            continue
        place = STREAM if name == STREAM else Path(name).resolve()
        shown = "standard output" if name == STREAM else printable(name_text(name))
        if place in read:
            hint = "Name another file; what is read stays as it is."
            raise UsageError("output.input", f"{shown} is what is read, and is not written to.", hint=hint)
        if place in written:
            hint = "Name a file for each of the document, the report and the script."
            raise UsageError("output.twice", f"Two outputs can't go to the same place, {shown}.", hint=hint)
        written.add(place)


def write_outputs(outputs: Mapping[str, bytes]) -> None:
    """Write each content to its file, or to standard output for `-`.

    Every file is staged beside its place, and all are moved into place when nothing can fail any more: an error on
    the way (`UnwritableError`) leaves what was there before. Devices and pipes are written to as they are.
    """
    with contextlib.ExitStack() as stack:
        staged = {name: stack.enter_context(_staged(name, content)) for name, content in outputs.items() if _is_replaceable(name)}
        for name in outputs.keys() - staged.keys():
            _write_through(name, outputs[name])
        for name, (temporary, place) in staged.items():
            with _writing(name):
                temporary.replace(place)


@contextlib.contextmanager
def staged_output(name: str) -> Iterator[IO[bytes]]:
    """A file to write to in pieces, which gets the name `name` when all went well, and is gone otherwise."""
    with _beside(name) as (temporary, place), _writing(name):
        with temporary.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(place)


def write_text(text: str) -> None:
    """Write lines to standard output as UTF-8, whatever the locale."""
    _write_through(STREAM, text.encode() + b"\n")


def _is_replaceable(name: str) -> bool:
    """Whether a name is that of a file, or of none yet: no device or pipe."""
    return name != STREAM and (Path(name).is_file() or not Path(name).exists())


@contextlib.contextmanager
def _staged(name: str, content: bytes) -> Iterator[tuple[Path, Path]]:
    """The finished temporary file beside the place that it is meant for, and that place; removed if it is not moved."""
    with _beside(name) as (temporary, place):
        with _writing(name):
            _write_new(temporary, content, place)
        yield temporary, place


@contextlib.contextmanager
def _beside(name: str) -> Iterator[tuple[Path, Path]]:
    """A new temporary path beside the place that a name means, and that place; what is not moved there is removed."""
    place = Path(name).resolve()
    temporary = place.with_name(f".session-converter-{os.urandom(8).hex()}")
    try:
        yield temporary, place
    finally:
        temporary.unlink(missing_ok=True)


def _write_new(temporary: Path, content: bytes, place: Path) -> None:
    with temporary.open("xb") as stream:
        stream.write(content)
    if place.exists():
        place.open("ab").close()  # a file that is write-protected stays, though its folder would let it be replaced
        temporary.chmod(place.stat().st_mode & 0o7777)


def _write_through(name: str, content: bytes) -> None:
    with _writing(name), click.open_file(name, "wb") as stream:
        try:
            stream.write(content)
            stream.flush()
        except OSError:
            silence(stream)
            raise


@contextlib.contextmanager
def _writing(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        what = "Standard output" if name == STREAM else printable(name_text(name))
        raise UnwritableError(
            "output.unwritable",
            f"{what} can't be written: {error.strerror}.",
            hint="Check the path, that there is room, and that you may write there.",
        ) from error


def wants_colour() -> bool:
    """Whether text on stderr is coloured: on a terminal, unless NO_COLOR is set to anything."""
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR")
