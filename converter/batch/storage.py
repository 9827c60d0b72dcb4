"""Where a batch writes: a folder, or anything that fsspec knows. A document appears whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from converter.errors import ConverterError, UnwritableError, UsageError
from converter.loss.text import printable
from converter.secrets import redact

if TYPE_CHECKING:
    from collections.abc import Iterator

STATE = ".session-converter"
"""The folder below the output that a running batch keeps its own files in; gone when it has ended."""

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*://")
_PUT_WHOLE = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oci", "oss", "hf", "memory"})
"""Stores that show an object only when all of it is there; elsewhere a file is written beside its place and moved."""


class Sink(Protocol):
    """Where files go. Names are relative, separated by `/`; what fails is an `UnwritableError`."""

    def put(self, name: str, data: bytes) -> None:
        """Write a file: whoever looks sees the old one or all of the new one."""

    def remove(self, name: str) -> None:
        """Remove a file, or a folder with all that it holds; nothing happens where there is none."""


class Storage(Sink, Protocol):
    """A tree of files below one place."""

    shared: bool
    """Whether other processes of this machine see what is written."""

    def read(self, name: str) -> bytes | None:
        """The bytes of a file; None where there is none."""

    def sizes(self, below: str = "") -> dict[str, int]:
        """Bytes of every file below a folder, by name."""

    def alone(self) -> contextlib.AbstractContextManager[None]:
        """Keep other batches out of the summary meanwhile, as far as the place knows of locks."""

    def claimed(self, name: str) -> contextlib.AbstractContextManager[None]:
        """Hold the folder `name` as that of a batch that is running."""

    def is_claimed(self, name: str) -> bool:
        """Whether the batch whose folder this is may still be running."""


def is_url(place: str) -> bool:
    """Whether a place is an address, not a path."""
    return _URL.match(place) is not None


@lru_cache(maxsize=8)
def storage(place: str, run: str) -> Storage:
    """The storage at a path or URL for the batch `run`; a `UsageError` for a scheme that is not known."""
    if not is_url(place):
        return Folder(Path(place), run)
    system, root = file_system(place)
    return Folder(Path(root), run) if "file" in _protocols(system) else Store(system, root, run)


def file_system(url: str) -> tuple[Any, str]:
    """The fsspec file system of a URL, and the path in it; a `UsageError` where there is none."""
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 - an extra, and needed for addresses alone
    except ImportError:
        hint = "Install it with: pip install 'session-converter[batch]'."
        raise UsageError("batch.fsspec", "Addresses need fsspec, which is not installed.", hint=hint) from None
    try:
        found: tuple[Any, str] = url_to_fs(url)
    except Exception as error:  # whatever a file system raises that can't be set up
        scheme = url.partition("://")[0]
        raise UsageError(
            "batch.scheme",
            f"Nothing opens addresses with {scheme}://: {told(error)}.",
            hint="Install what opens them (s3fs, gcsfs, …), or name a folder of this machine.",
        ) from error
    return found


def told(error: Exception) -> str:
    """What an error of a file system says, in one line without credentials."""
    text = (isinstance(error, OSError) and error.strerror) or str(error).strip().partition("\n")[0] or type(error).__name__
    return printable(redact(text.rstrip(".")))


@contextlib.contextmanager
def writing(name: str) -> Iterator[None]:
    """What goes wrong inside is an `UnwritableError` on that name."""
    try:
        yield
    except ConverterError:
        raise
    except Exception as error:
        raise UnwritableError(
            "output.unwritable",
            f"{printable(name)} can't be written: {told(error)}.",
            hint="Check that there is room, and that you may write there; run again, a batch goes on where it stopped.",
        ) from error


class Folder:
    """A folder of this machine. Files are staged in the folder of their batch and moved into place."""

    shared = True

    def __init__(self, root: Path, run: str) -> None:
        self._root = root
        self._staging = root / STATE / run

    def put(self, name: str, data: bytes) -> None:
        """Write beside, then rename."""
        place, staged = self._root / name, self._staging / secrets.token_hex(8)
        with writing(name):
            try:
                self._write(staged, place, data)
            except FileNotFoundError:
                for folder in (staged.parent, place.parent):
                    folder.mkdir(parents=True, exist_ok=True)
                self._write(staged, place, data)

    def _write(self, staged: Path, place: Path, data: bytes) -> None:
        try:
            staged.write_bytes(data)
            staged.replace(place)
        except BaseException:
            staged.unlink(missing_ok=True)
            raise

    def read(self, name: str) -> bytes | None:
        """The bytes of a file; None where there is none."""
        with writing(name):
            try:
                return (self._root / name).read_bytes()
            except (FileNotFoundError, NotADirectoryError):
                return None

    def sizes(self, below: str = "") -> dict[str, int]:
        """Bytes of every file below a folder, by name; what a batch keeps for itself only where it is asked for."""
        start = self._root / below
        found = {}
        for folder, folders, files in os.walk(start):
            if not below and STATE in folders:
                folders.remove(STATE)
            for file in files:
                path = Path(folder, file)
                with contextlib.suppress(OSError):
                    found[path.relative_to(self._root).as_posix()] = path.stat().st_size
        return found

    def remove(self, name: str) -> None:
        """Remove a file or folder."""
        path = self._root / name
        with writing(name):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the lock of the output folder."""
        with _locked(self._root, wait=True):
            yield

    @contextlib.contextmanager
    def claimed(self, name: str) -> Iterator[None]:
        """Hold the lock of a batch's own folder; the system lets go of it however the process ends."""
        path = self._root / name
        with writing(os.fspath(self._root)):
            path.mkdir(parents=True, exist_ok=True)
        with _locked(path, wait=True):
            yield
        shutil.rmtree(path, ignore_errors=True)
        with contextlib.suppress(OSError):
            path.parent.rmdir()

    def is_claimed(self, name: str) -> bool:
        """Whether some process holds that lock."""
        try:
            with _locked(self._root / name, wait=False) as free:
                return not free
        except FileNotFoundError:
            return False


@contextlib.contextmanager
def _locked(folder: Path, *, wait: bool) -> Iterator[bool]:
    """Hold the lock of a folder; False where another has it and is not waited for, or the file system has no locks."""
    try:
        import fcntl  # noqa: PLC0415 - not every system has it
    except ImportError:
        yield False
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except OSError:
            yield False
        else:
            yield True
    finally:
        os.close(descriptor)


class Store:
    """What fsspec knows by a URL. It has no locks: of two batches that end at once, one sums up for both."""

    def __init__(self, system: Any, root: str, run: str) -> None:
        self._system = system
        self._root = root.rstrip("/")
        self._run = run
        self._whole = not _PUT_WHOLE.isdisjoint(_protocols(system))
        self.shared = "memory" not in _protocols(system)

    def put(self, name: str, data: bytes) -> None:
        """The store's own put where that is whole; else write beside, then rename."""
        with writing(name):
            if self._whole:
                self._system.pipe_file(self._path(name), data)
                return
            staged = self._path(f"{STATE}/{self._run}/{secrets.token_hex(8)}")
            for path in (staged, self._path(name)):
                self._system.makedirs(path.rpartition("/")[0], exist_ok=True)
            self._system.pipe_file(staged, data)
            self._system.mv(staged, self._path(name))

    def read(self, name: str) -> bytes | None:
        """The bytes of a file; None where there is none."""
        with writing(name):
            try:
                data: bytes = self._system.cat_file(self._path(name))
            except FileNotFoundError:
                return None
            return data

    def sizes(self, below: str = "") -> dict[str, int]:
        """Bytes of every file below a folder, by name."""
        with writing(below or self._root):
            self._system.invalidate_cache()
            found = self._system.find(self._path(below), detail=True)
        names = {path.removeprefix(self._root).lstrip("/"): one["size"] or 0 for path, one in found.items()}
        return {name: size for name, size in names.items() if below or not name.startswith(f"{STATE}/")}

    def remove(self, name: str) -> None:
        """Remove a file or folder."""
        with writing(name), contextlib.suppress(FileNotFoundError):
            self._system.rm(self._path(name), recursive=True)

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Nothing to hold."""
        yield

    @contextlib.contextmanager
    def claimed(self, name: str) -> Iterator[None]:
        """Nothing to hold; the folder is removed in the end."""
        yield
        self.remove(name)

    def is_claimed(self, name: str) -> bool:  # noqa: ARG002 - nobody can know
        """Nobody can know: what other batches left is read, and left to them."""
        return True

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}".rstrip("/")


def _protocols(system: Any) -> tuple[str, ...]:
    found = system.protocol
    return (found,) if isinstance(found, str) else tuple(found)
