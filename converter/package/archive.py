"""The archive: a ZIP whose bytes follow from its members alone, each read once, in pieces, and digested on the way."""

from __future__ import annotations

import hashlib
import zipfile
from contextlib import contextmanager
from operator import attrgetter
from typing import IO, TYPE_CHECKING, Self

from converter.errors import RefusedError
from converter.package.crate import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from converter.package.contents import Packed
    from converter.package.files import Stamp

MANIFEST = "manifest-sha256.txt"
PIECE = 1 << 20
_EPOCH = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o100644 << 16


class Archive:
    """Writes members one after the other, and the manifest at the end; `done` is told how many bytes each piece of a file has.

    A context: left by an error, the archive ends without a manifest.
    """

    def __init__(self, out: IO[bytes], done: Callable[[int], None]) -> None:
        self._zip = zipfile.ZipFile(out, "w", allowZip64=True)
        self._done = done
        self.parts: list[Part] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        with self._zip:
            if error is None:
                self._manifest()

    def text(self, name: str, content: bytes, what: str, media_type: str | None = None) -> None:
        """A document that we made, or were given: packed."""
        with self._zip.open(_entry(name, zipfile.ZIP_DEFLATED), "w") as member:
            member.write(content)
        self.parts.append(Part(name, what, len(content), hashlib.sha256(content).hexdigest(), media_type))

    def file(self, packed: Packed) -> None:
        """A data file as it is: genomic files are packed already. One that can't be read, or changes meanwhile, is refused."""
        digest, size, file = hashlib.sha256(), 0, packed.file
        entry = _entry(packed.name, zipfile.ZIP_STORED)
        entry.file_size = file.stamp.size
        with self._zip.open(entry, "w", force_zip64=file.stamp.size >= zipfile.ZIP64_LIMIT) as member:
            for piece in _pieces(packed):
                member.write(piece)
                digest.update(piece)
                size += len(piece)
                self._done(len(piece))
                if size > file.stamp.size:
                    break
        if size != file.stamp.size or _stamp(packed) != file.stamp:
            text = f"The file {packed.location} changed while it was being packed."
            raise RefusedError("package.changed", text, hint="Pack again when nothing writes to it.")
        self.parts.append(Part(packed.name, packed.role, size, digest.hexdigest()))

    def _manifest(self) -> None:
        """Add the manifest of all members, in BagIt's form."""
        lines = (f"{part.sha256}  {part.name}\n" for part in sorted(self.parts, key=attrgetter("name")))
        with self._zip.open(_entry(MANIFEST, zipfile.ZIP_DEFLATED), "w") as member:
            member.write("".join(lines).encode())


def _pieces(packed: Packed) -> Iterator[bytes]:
    """The content of a file; what fails here is the file's fault, not that of the archive."""
    with _reading(packed), packed.file.open() as stream:
        while piece := stream.read(PIECE):
            yield piece


def _stamp(packed: Packed) -> Stamp:
    """The present stamp of a file."""
    with _reading(packed):
        return packed.file.again()


@contextmanager
def _reading(packed: Packed) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        text = f"The file {packed.location} can't be read: {error.strerror}."
        hint = "Make it readable, or take its track out of the session."
        raise RefusedError("package.unreadable", text, hint=hint) from error


def _entry(name: str, packed: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = packed
    entry.external_attr = _READABLE
    entry.create_system = 3
    return entry
