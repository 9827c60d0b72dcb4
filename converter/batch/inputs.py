"""What a batch is asked to convert: files, folders, patterns, archives and addresses, each found with a name of its own."""

from __future__ import annotations

import contextlib
import glob
import os
from itertools import takewhile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import msgspec

from converter.batch.archive import close, is_archive, is_hidden, opened, read_member, sessions_in, stem
from converter.batch.record import Fault, Record, Status, fault_of
from converter.batch.storage import file_system, is_url, told
from converter.errors import ConverterError, RefusedError
from converter.limits import LIMITS, Limits, check, exceeded
from converter.loss.text import name_text, printable
from converter.resources.filetypes import infer
from converter.resources.location import split_suffix
from converter.secrets import redact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SESSIONS = (".xml", ".json", ".jbrowse")
_INDEXES = (".bai", ".crai", ".csi", ".tbi", ".fai", ".gzi", ".idx", ".ix", ".ixx")


class Readable(Protocol):
    """Where an input is read."""

    def read(self, limits: Limits) -> bytes:
        """The bytes, at most one more than the limit. What can't be read is a `ConverterError`."""


class Source(msgspec.Struct, frozen=True):
    """Where an input is read: a path or URL, or the member of that number of the archive there. `size` where it is known."""

    place: str
    member: int | None = None
    size: int | None = None

    def read(self, limits: Limits) -> bytes:
        """The bytes, at most one more than the limit. What can't be read is a `ConverterError`."""
        if self.member is not None:
            return read_member(self.place, self.member, limits)
        if self.size is not None and self.size > limits.body_bytes:
            raise exceeded("body_bytes", self.size, limits)
        try:
            if is_url(self.place):
                system, path = file_system(self.place)
                with system.open(path, "rb") as stream:
                    there: bytes = stream.read(limits.body_bytes + 1)
                return there
            with open(self.place, "rb") as file:  # noqa: PTH123 - names that are no text are paths as well
                data = file.read(limits.body_bytes + 1)
                if len(data) > limits.body_bytes:
                    check("body_bytes", max(len(data), os.fstat(file.fileno()).st_size), limits)
                return data
        except ConverterError:
            raise
        except Exception as error:  # whatever a file system raises
            raise RefusedError(
                "input.unreadable", f"The file can't be read: {told(error)}.", hint="Check that you may read it, or leave it out."
            ) from error


class Found(NamedTuple):
    """An input that an argument led to: its path as components, where it is read, and whether the caller named it.

    `base`: the folder that its relative locations hang from; `error`: why it can't be read.
    """

    parts: tuple[str, ...]
    source: Readable
    named: bool
    base: str | None = None
    error: ConverterError | None = None


class Root(NamedTuple):
    """The folder that an argument is, or that holds it, as components; with what was found there."""

    parts: tuple[str, ...]
    found: list[Found]


def find(arguments: Iterable[str], leave: str | None = None, limits: Limits = LIMITS) -> tuple[list[Root], list[Record]]:
    """What the arguments lead to, and a record of each that leads to nothing; nothing below the path `leave` is found."""
    roots: list[Root] = []
    refused: list[Record] = []
    for argument in dict.fromkeys(arguments):
        try:
            roots += _roots(argument, leave, limits)
        except ConverterError as error:
            refused.append(refusal(argument, fault_of(error)))
    close()
    return roots, refused


def refusal(argument: str, fault: Fault) -> Record:
    """The record of an argument that leads to no input."""
    return Record(input=printable(redact(name_text(argument))), status=Status.REFUSED, error=fault)


def _roots(argument: str, leave: str | None, limits: Limits) -> list[Root]:
    if is_url(argument):
        return [_remote(argument, limits)]
    path = Path(argument)
    if path.is_dir():
        return [_folder(path, leave)]
    if path.exists():
        return [_file(str(path.absolute()), limits)]
    if glob.has_magic(argument):
        return [_pattern(argument, limits)]
    raise RefusedError("input.missing", f"There is no {printable(name_text(argument))}.", hint="Look at the path.")


def _folder(path: Path, leave: str | None) -> Root:
    """A folder and all below it; links to folders are not followed."""
    root = os.path.abspath(path)  # noqa: PTH100 - without following links
    denied: list[OSError] = []
    found = []
    for folder, folders, files in os.walk(root, onerror=denied.append):
        folders[:] = sorted(one for one in folders if not one.startswith(".") and os.path.join(folder, one) != leave)  # noqa: PTH118
        inside = (Path(folder, one) for one in sorted(files) if is_candidate(one))
        found += [_local(str(one), named=False) for one in inside if one.is_file() or one.is_symlink()]
    found += [_denied(error) for error in denied]
    if not found:
        raise _empty(str(path))
    return Root(_parts(root), found)


def _denied(error: OSError) -> Found:
    place = str(error.filename)
    fault = RefusedError(
        "input.unreadable", f"The folder can't be read: {told(error)}.", hint="Check that you may read it, or leave it out."
    )
    return Found(_parts(place), Source(place), named=True, error=fault)


def _empty(place: str) -> RefusedError:
    text = f"{printable(redact(name_text(place)))} holds no file that may be a session."
    return RefusedError("input.empty_folder", text, hint="Name the folder that the sessions are in, or the files themselves.")


def is_candidate(name: str) -> bool:
    """Whether a file that nobody named may be a session by its name: it is not hidden, and of no type of track data."""
    if is_hidden(name):
        return False
    plain = name.lower().removesuffix(".gz")
    return plain.endswith(_SESSIONS) or not (plain.endswith(_INDEXES) or infer(name) is not None)


def _file(place: str, limits: Limits) -> Root:
    if is_archive(place):
        return _archive(place, _parts(stem(place)), limits)
    return Root(_parts(place)[:-1], [_local(place, named=True)])


def _local(place: str, *, named: bool) -> Found:
    return Found(_parts(place), Source(place), named, base=name_text(str(PurePosixPath(place).parent)))


def _pattern(pattern: str, limits: Limits) -> Root:
    """What a pattern matches; it hangs from the part of it that is no pattern."""
    names = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - patterns may be absolute
    files = [os.path.abspath(name) for name in names if Path(name).is_file()]  # noqa: PTH100
    if not files:
        text = f"No file matches {printable(name_text(pattern))}."
        raise RefusedError("input.unmatched", text, hint="Look at the pattern; ** stands for any depth of folders.")
    fixed = takewhile(lambda part: not glob.has_magic(part), Path(pattern).absolute().parts)
    return Root(_parts("/".join(fixed)), [one for place in files for one in _file(place, limits).found])


def _archive(place: str, parts: tuple[str, ...], limits: Limits) -> Root:
    members = sessions_in(opened(place), limits)
    found = [
        Found((*parts, *one.name.split("/")), Source(place, one.number), named=False, error=one.error)
        for one in members
        if one.error is not None or is_candidate(one.name)
    ]
    if not found:
        raise _empty(place)
    return Root(parts, found)


def _remote(url: str, limits: Limits) -> Root:
    """What an address leads to: a file, a folder, a pattern or an archive."""
    plain = split_suffix(url)[0] if url.startswith("http") else url
    if is_archive(plain):
        return _archive(url, _url_parts(stem(plain)), limits)
    system, path = file_system(url)
    with _reached(url):
        if glob.has_magic(path) and not url.startswith("http"):
            fixed = "/".join(takewhile(lambda part: not glob.has_magic(part), path.split("/")))
            listed = {name: one for name, one in system.glob(path, detail=True).items() if one["type"] == "file"}
            return _listed(url, system, fixed, listed, named=True)
        if url.startswith("http") or system.isfile(path):
            parts = _url_parts(plain)
            return Root(parts[:-1], [Found(parts, Source(url), named=True, base=plain.rpartition("/")[0])])
        return _listed(url, system, path, system.find(path, detail=True), named=False)


def _listed(url: str, system: Any, root: str, listed: dict[str, dict[str, Any]], *, named: bool) -> Root:
    files = {system.unstrip_protocol(name): one.get("size") for name, one in sorted(listed.items())}
    found = [
        Found(_url_parts(name), Source(name, size=size), named, base=name.rpartition("/")[0])
        for name, size in files.items()
        if named or is_candidate(name.rpartition("/")[2])
    ]
    if not found:
        raise _empty(url)
    return Root(_url_parts(system.unstrip_protocol(root)), found)


@contextlib.contextmanager
def _reached(url: str) -> Iterator[None]:
    """What goes wrong while an address is listed is a `RefusedError`."""
    try:
        yield
    except ConverterError:
        raise
    except Exception as error:  # whatever a file system raises
        text = f"{printable(redact(url))} can't be reached: {told(error)}."
        raise RefusedError("input.unreadable", text, hint="Look at the address, and at your credentials for it.") from error


def _parts(place: str) -> tuple[str, ...]:
    return tuple(name_text(place).strip("/").split("/"))


def _url_parts(url: str) -> tuple[str, ...]:
    """Scheme, host and path of a URL as components, without its user."""
    scheme, _, rest = url.partition("://")
    return (f"{scheme}:", *(part for part in rest.rpartition("@")[2].split("/") if part not in ("", ".", "..")))
