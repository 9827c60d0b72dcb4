"""The archive: a ZIP whose bytes follow from its members alone, each read once, in pieces, and digested on the way."""

from __future__ import annotations

import hashlib
import zipfile
from operator import attrgetter
from typing import IO, TYPE_CHECKING

from converter.errors import RefusedError
from converter.package.crate import Part

if TYPE_CHECKING:
    from collections.abc import Callable

    from converter.package.contents import Packed

MANIFEST = "manifest-sha256.txt"
PIECE = 1 << 20
_EPOCH = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o100644 << 16


class Archive:
    """Writes members one after the other; `done` is told of every piece of a file, how many bytes it has."""

    def __init__(self, out: IO[bytes], done: Callable[[int], None]) -> None:
        self._zip = zipfile.ZipFile(out, "w", allowZip64=True)
        self._done = done
        self.parts: list[Part] = []

    def text(self, name: str, content: bytes, what: str, media_type: str | None = None) -> None:
        """A document that we made, or were given: packed."""
        with self._zip.open(_entry(name, zipfile.ZIP_DEFLATED), "w") as member:
            member.write(content)
        self.parts.append(Part(name, what, len(content), hashlib.sha256(content).hexdigest(), media_type))

    def file(self, packed: Packed) -> None:
        """A data file as it is: genomic files are packed already. One that changes meanwhile is refused."""
        digest, size, file = hashlib.sha256(), 0, packed.file
        entry = _entry(packed.name, zipfile.ZIP_STORED)
        entry.file_size = file.stamp.size
        with file.open() as stream, self._zip.open(entry, "w", force_zip64=file.stamp.size >= zipfile.ZIP64_LIMIT) as member:
            while piece := stream.read(PIECE):
                member.write(piece)
                digest.update(piece)
                size += len(piece)
                self._done(len(piece))
                if size > file.stamp.size:
                    break
        if size != file.stamp.size or file.again() != file.stamp:
            text = f"The file {packed.location} changed while it was being packed."
            raise RefusedError("package.changed", text, hint="Pack again when nothing writes to it.")
        self.parts.append(Part(packed.name, packed.role, size, digest.hexdigest()))

    def close(self) -> None:
        """Add the manifest of all members, in BagIt's form, and end the archive."""
        lines = (f"{part.sha256}  {part.name}\n" for part in sorted(self.parts, key=attrgetter("name")))
        with self._zip.open(_entry(MANIFEST, zipfile.ZIP_DEFLATED), "w") as member:
            member.write("".join(lines).encode())
        self._zip.close()


def _entry(name: str, packed: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = packed
    entry.external_attr = _READABLE
    entry.create_system = 3
    return entry
