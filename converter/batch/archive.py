"""Zip and tar files as folders of sessions: what they hold, within limits on number, size, ratio and names."""

from __future__ import annotations

import lzma
import stat
import tarfile
import zipfile
import zlib
from contextlib import ExitStack, contextmanager
from typing import IO, TYPE_CHECKING, NamedTuple, Protocol, cast

from converter.batch.storage import file_system, is_url, told
from converter.errors import ConverterError, MalformedError, RefusedError
from converter.limits import Limits, check, exceeded
from converter.loss.text import printable, short
from converter.resources.location import lies_below

if TYPE_CHECKING:
    from collections.abc import Iterator

ENDINGS = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
"""What the names of archives end with."""

_DIRECTORY_ENTRY = b"PK\x01\x02"
_SMALL = 1 << 20
"""Bytes below which no ratio is looked at: little text may be packed very small."""
_HIDDEN = "__MACOSX"
_BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, ValueError)


_OPEN: dict[str, tuple[Archive, ExitStack]] = {}
"""The archive that was opened last, with what closes it."""


class Member(NamedTuple):
    """A file in an archive: its `number` in the list, its name as a path below a folder, or why it is not read."""

    number: int
    name: str
    error: ConverterError | None = None


class Archive(Protocol):
    """An archive that is open."""

    def members(self, limits: Limits) -> list[Member]:
        """Its files; a `LimitError` where it has too many, or they unpack to too much."""

    def read(self, index: int, limits: Limits) -> bytes:
        """The bytes of one file, at most one more than the limit."""


class Zip:
    """A zip file."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(stream)
        stream.seek(0, 2)
        self._bytes = stream.tell()

    def members(self, limits: Limits) -> list[Member]:
        """Its files."""
        entries = self._zip.infolist()
        check("archive_entries", len(entries), limits)
        _check_total(sum(one.file_size for one in entries), self._bytes, limits)
        return [_member(i, one.filename, _zip_fault(one, limits)) for i, one in enumerate(entries) if not one.is_dir()]

    def read(self, index: int, limits: Limits) -> bytes:
        """The bytes of one file."""
        with self._zip.open(self._zip.infolist()[index]) as stream:
            return stream.read(limits.body_bytes + 1)


class Tar:
    """A tar file, packed or not."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._bytes = stream.seek(0, 2)
        stream.seek(0)
        self._tar = tarfile.open(fileobj=stream, mode="r:*")  # noqa: SIM115 - open as long as it is read from

    def members(self, limits: Limits) -> list[Member]:
        """Its files."""
        entries = list(self._within(limits))
        return [_member(i, one.name, _tar_fault(one)) for i, one in enumerate(entries) if not one.isdir()]

    def _within(self, limits: Limits) -> Iterator[tarfile.TarInfo]:
        total = 0
        for number, one in enumerate(self._tar, 1):
            check("archive_entries", number, limits)
            total += one.size
            _check_total(total, self._bytes, limits)
            yield one
        self._check_end()

    def _check_end(self) -> None:
        """Whether what follows the last entry is the end: `tarfile` takes any block that is no entry for it."""
        stream = cast("IO[bytes]", self._tar.fileobj)
        stream.seek(self._tar.offset)
        if stream.read(tarfile.BLOCKSIZE) not in (b"", bytes(tarfile.BLOCKSIZE)):
            text = f"what stands at byte {self._tar.offset}, after {len(self._tar.getmembers())} entries, is no entry"
            raise tarfile.ReadError(text)

    def read(self, index: int, limits: Limits) -> bytes:
        """The bytes of one file."""
        stream = self._tar.extractfile(self._tar.getmembers()[index])
        return b"" if stream is None else stream.read(limits.body_bytes + 1)


def _check_total(total: int, packed: int, limits: Limits) -> None:
    check("archive_bytes", total, limits)
    if total > _SMALL:
        check("archive_ratio", total // max(packed, 1), limits)


def _zip_fault(entry: zipfile.ZipInfo, limits: Limits) -> ConverterError | None:
    if "\0" in entry.orig_filename:
        return RefusedError("archive.name", "The name of an entry has a zero byte.", hint="Pack the archive anew.")
    if entry.flag_bits & 1:
        return RefusedError("archive.encrypted", "The entry is encrypted.", hint="Pack the archive without a password.")
    if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG):
        return _irregular()
    if entry.file_size > max(_SMALL, limits.archive_ratio * max(entry.compress_size, 1)):
        return exceeded("archive_ratio", entry.file_size // max(entry.compress_size, 1), limits)
    return None


def _tar_fault(entry: tarfile.TarInfo) -> ConverterError | None:
    return None if entry.isreg() else _irregular()


def _irregular() -> RefusedError:
    return RefusedError("archive.entry", "The entry is a link or device, no file.", hint="Pack the files themselves.")


def _member(index: int, name: str, fault: ConverterError | None) -> Member:
    safe = name.replace("\\", "/").removeprefix("./")
    return Member(index, safe, fault or _name_fault(safe))


def _name_fault(name: str) -> ConverterError | None:
    """Why a name is no path below a folder, if it is none."""
    if not lies_below(name) or printable(name) != name:
        text = f"The name {short(name)!r} does not lie below a folder."
        return RefusedError("archive.name", text, hint="Pack the archive anew, with plain relative names.")
    return None


def is_archive(name: str) -> bool:
    """Whether a file is to be opened as a folder of others, by its name."""
    return name.lower().endswith(ENDINGS)


def stem(place: str) -> str:
    """The path or URL of an archive without its ending: the folder that it would unpack to."""
    longest_first = sorted(ENDINGS, key=len, reverse=True)
    return next((place[: -len(ending)] for ending in longest_first if place.lower().endswith(ending)), place)


def sessions_in(archive: Archive, limits: Limits) -> list[Member]:
    """The files of an archive, but those that systems hide in it. Raises `MalformedError`, `LimitError`."""
    with understood():
        return [one for one in archive.members(limits) if not is_hidden(one.name)]


def is_hidden(name: str) -> bool:
    """Whether a system, not a person, put the file there."""
    return any(part == _HIDDEN or (part.startswith(".") and part.strip(".")) for part in name.split("/"))


def read_member(place: str, index: int, limits: Limits) -> bytes:
    """The bytes of a file in the archive at a path or URL, at most one more than the limit."""
    with understood():
        return opened(place).read(index, limits)


def opened(place: str) -> Archive:
    """The archive at a path or URL; it stays open for whoever reads from it next, until another is opened."""
    if place not in _OPEN:
        close()
        with understood(), ExitStack() as stack:
            stream = stack.enter_context(_stream(place))
            archive = Zip(stream) if place.lower().endswith(".zip") else Tar(stream)
            _OPEN[place] = (archive, stack.pop_all())
    return _OPEN[place][0]


def close() -> None:
    """Close the archive that is open."""
    for _archive, stack in _OPEN.values():
        stack.close()
    _OPEN.clear()


def _stream(place: str) -> IO[bytes]:
    if not is_url(place):
        return open(place, "rb")  # noqa: PTH123 - open as long as the archive
    system, path = file_system(place)
    return cast("IO[bytes]", system.open(path, "rb"))


@contextmanager
def understood() -> Iterator[None]:
    """What goes wrong with an archive inside is an error of the converter."""
    try:
        yield
    except _BROKEN as error:
        text = f"The archive is broken: {told(error)}."
        raise MalformedError("archive.malformed", text, hint="Pack it anew, or download it again.") from error
    except OSError as error:
        raise RefusedError(
            "input.unreadable",
            f"The archive can't be read: {told(error)}.",
            hint="Check that you may read it, and that its disk or server answers.",
        ) from error
