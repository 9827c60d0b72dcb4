"""Where the files of a package come from: a folder of this machine, or parts that somebody sent along."""

from __future__ import annotations

import io
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple, Protocol

from converter.errors import UsageError
from converter.resources.local import path_of
from converter.resources.location import LocationKind, basename, file_path, kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


class Stamp(NamedTuple):
    """What changes when a file changes: its size in bytes, and the time of its last change in nanoseconds."""

    size: int
    changed_ns: int


class File(NamedTuple):
    """A file to pack: where it lies (its identity), its folder and name, its stamp, and how it is opened and looked at again."""

    place: str
    folder: str
    name: str
    stamp: Stamp
    open: Callable[[], IO[bytes]]
    again: Callable[[], Stamp]


class Store(Protocol):
    """Where local locations of a session are looked up."""

    def find(self, location: str) -> File | None:
        """The file of that location; None where there is none."""

    def below(self, location: str) -> list[tuple[str, File]]:
        """The files below the folder of that location, by their paths from it, sorted; none for a folder that stays behind."""

    def is_folder(self, location: str) -> bool:
        """Whether it is a folder, be it one that stays behind or not."""

    def beside(self, file: File) -> Iterator[File]:
        """The other files of its folder, in the order of their names."""


class Folder:
    """The file system, seen from the folder that relative locations hang from."""

    def __init__(self, base: Path) -> None:
        self.base = base.absolute()

    def find(self, location: str) -> File | None:
        """As `Store.find`."""
        path = self.path(location)
        return _of(path) if path is not None and _is(Path.is_file, path) else None

    def below(self, location: str) -> list[tuple[str, File]]:
        """As `Store.below`: only folders below the base are packed, for others may be a whole home; links are not followed."""
        path = self.path(location)
        if path is None or not _is(Path.is_dir, path) or self.base.resolve() not in path.resolve().parents:
            return []
        held = (one for one in path.rglob("*") if one.is_file() and not one.is_symlink())
        return sorted((one.relative_to(path).as_posix(), _of(one)) for one in held)

    def is_folder(self, location: str) -> bool:
        """As `Store.is_folder`."""
        path = self.path(location)
        return path is not None and _is(Path.is_dir, path)

    def beside(self, file: File) -> Iterator[File]:
        """As `Store.beside`; none where the folder can't be listed."""
        for path in _listed(Path(file.folder)):
            if path.name != file.name and path.is_file():
                yield _of(path)

    def path(self, location: str) -> Path | None:
        """The path that a location means here; None for one that means none."""
        return path_of(location, self.base.as_posix()) if location.strip() else None


class Parts:
    """Files that were sent along with a session, by name; a location is found by its longest end that is a name."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.files = {_plain(name): _part(_plain(name), content) for name, content in sorted(parts.items())}
        if len(self.files) < len(parts):
            raise UsageError("package.part", "Two files were sent under one name.", hint="Give each a name of its own.")

    def find(self, location: str) -> File | None:
        """As `Store.find`."""
        wanted = _plain(location)
        found = [name for name in self.files if wanted == name or wanted.endswith(f"/{name}")]
        found = found or [name for name in self.files if basename(name) == basename(wanted)]
        return self.files[max(found, key=len)] if found else None

    def below(self, location: str) -> list[tuple[str, File]]:  # noqa: ARG002 - parts have no folders of their own
        """As `Store.below`: none."""
        return []

    def is_folder(self, location: str) -> bool:  # noqa: ARG002
        """As `Store.is_folder`: never."""
        return False

    def beside(self, file: File) -> Iterator[File]:
        """As `Store.beside`."""
        yield from (one for one in self.files.values() if one.folder == file.folder and one is not file)


def _is(test: Callable[[Path], bool], path: Path) -> bool:
    """Whether a path is there; not for text that no path can be."""
    try:
        return test(path)
    except (OSError, ValueError):
        return False


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _of(path: Path) -> File:
    def again() -> Stamp:
        held = path.stat()
        return Stamp(held.st_size, held.st_mtime_ns)

    return File(str(path.resolve()), str(path.parent), path.name, again(), lambda: path.open("rb"), again)


def _part(name: str, content: bytes) -> File:
    stamp = Stamp(len(content), 0)
    folder = name.rpartition("/")[0]
    return File(name, folder, basename(name), stamp, lambda: io.BytesIO(content), lambda: stamp)


def _plain(location: str) -> str:
    """A location or name as a path with `/` that begins with no root."""
    text = file_path(location) if kind(location) is LocationKind.FILE else location
    return text.replace("\\", "/").lstrip("./")
