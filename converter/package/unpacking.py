"""Taking a package apart: everything is checked before anything is written, and the folder appears whole or not at all."""

from __future__ import annotations

import hashlib
import shutil
import stat
import zipfile
from pathlib import Path, PurePosixPath
from tempfile import mkdtemp
from typing import IO, TYPE_CHECKING, Any

import msgspec

from converter.errors import MalformedError, RefusedError, UnwritableError
from converter.limits import LIMITS
from converter.package.archive import MANIFEST, PIECE
from converter.package.packing import REPORT
from converter.resources.location import lies_below

if TYPE_CHECKING:
    from collections.abc import Callable

    Done = Callable[[int], None]
    Progress = Callable[[int, int], None]

MOST_MEMBERS = 100_000
MOST_RATIO = 200
"""Nothing that belongs into a package packs better; data files are not packed at all."""
_LINE = 66
"""Where the name begins in a line of the manifest: behind 64 digits and two blanks."""
_DIGITS = frozenset("0123456789abcdef")


def unpack(archive: IO[bytes], folder: Path, done: Progress = lambda *_: None) -> dict[str, Any]:
    """Write what a package holds into a new or empty folder; the report that it holds.

    `done` is told how many more bytes were checked or written, and of how many. Raises `ConverterError`, and leaves
    nothing behind then.
    """
    try:
        with zipfile.ZipFile(archive) as held:
            entries = _checked(held)
            _check_room(folder, entries)
            total = 2 * sum(entry.file_size for entry in entries.values())
            _check_digests(held, entries, lambda more: done(more, total))
            return _written(held, entries, folder, lambda more: done(more, total))
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as error:
        raise MalformedError("package.broken", f"The archive can't be read: {error}.", hint="Get the package again.") from None


def _checked(held: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The members by name, none of which can reach out of the folder or fill a disk by being unpacked."""
    found: dict[str, zipfile.ZipInfo] = {}
    entries = held.infolist()
    if len(entries) > MOST_MEMBERS:
        raise RefusedError(
            "package.members",
            f"The archive has {len(entries):,} members; at most {MOST_MEMBERS:,} are unpacked.",
            hint="Unpack it with other tools, if you trust it.",
        )
    for entry in entries:
        _check_member(entry)
        if entry.filename.lower() in found:
            raise RefusedError("package.member", f"Two members have the name {entry.filename!r}.", hint=_UNTRUSTED)
        found[entry.filename.lower()] = entry
    return {entry.filename: entry for entry in found.values()}


_UNTRUSTED = "Don't trust this archive; ask whoever sent it for another."


def _check_member(entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    if "\\" in name or not lies_below(name):
        raise RefusedError("package.member", f"The member {name!r} would be written elsewhere.", hint=_UNTRUSTED)
    if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG):
        raise RefusedError("package.member", f"The member {name!r} is a link or device, not a file.", hint=_UNTRUSTED)
    if entry.flag_bits & 1:
        raise RefusedError("package.member", f"The member {name!r} is encrypted.", hint="Ask for a package without password.")
    if entry.file_size > LIMITS.unpacked_bytes and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
        raise RefusedError(
            "package.member", f"The member {name!r} is a bomb: it unpacks to {entry.file_size:,} bytes.", hint=_UNTRUSTED
        )


def _check_room(folder: Path, entries: dict[str, zipfile.ZipInfo]) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UnwritableError("output.exists", f"{folder} is there already.", hint="Name a folder that is new or empty.")
    parent = next(one for one in folder.absolute().parents if one.exists())
    needed = sum(entry.file_size for entry in entries.values())
    if shutil.disk_usage(parent).free < needed:
        raise UnwritableError(
            "output.full",
            f"The package needs {needed:,} bytes, which {parent} does not have.",
            hint="Make room, or name a folder on another disk.",
        )


def _check_digests(held: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo], done: Done) -> None:
    """Every member is in the manifest, with this digest, and the other way round."""
    told = _manifest(held, entries)
    if odd := sorted(told.keys() ^ (entries.keys() - {MANIFEST})):
        raise RefusedError("package.manifest", f"The manifest and the members differ: {odd[0]!r}.", hint=_UNTRUSTED)
    for name, digest in told.items():
        found = hashlib.sha256()
        with held.open(entries[name]) as member:
            while piece := member.read(PIECE):
                found.update(piece)
                done(len(piece))
        if found.hexdigest() != digest:
            raise RefusedError(
                "package.digest", f"The member {name!r} is not what the manifest says.", hint="Get the package again."
            )


def _manifest(held: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo]) -> dict[str, str]:
    if MANIFEST not in entries or REPORT not in entries:
        text = f"The archive is no package: it has no {MANIFEST if MANIFEST not in entries else REPORT}."
        raise RefusedError("package.manifest", text, hint="Packages are made by 'session-converter package'.")
    lines = held.read(entries[MANIFEST]).decode("utf-8", "replace").splitlines()
    if any(len(line) <= _LINE or not _DIGITS.issuperset(line[: _LINE - 2]) for line in lines):
        raise MalformedError("package.manifest", "The manifest can't be read.", hint="Get the package again.")
    return {line[_LINE:]: line[: _LINE - 2] for line in lines}


def _written(held: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo], folder: Path, done: Done) -> dict[str, Any]:
    """Write all members beside the folder, then give them its name."""
    folder.absolute().parent.mkdir(parents=True, exist_ok=True)
    staged = Path(mkdtemp(prefix=".session-converter-", dir=folder.absolute().parent))
    try:
        for name, entry in entries.items():
            place = staged.joinpath(*PurePosixPath(name).parts)
            place.parent.mkdir(parents=True, exist_ok=True)
            with held.open(entry) as member, place.open("xb") as out:
                while piece := member.read(PIECE):
                    out.write(piece)
                    done(len(piece))
        staged.chmod(0o755)
        staged.replace(folder)
    except OSError as error:
        raise UnwritableError(
            "output.unwritable",
            f"{folder} can't be written: {error.strerror}.",
            hint="Check that there is room, and that you may write there.",
        ) from error
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    report: dict[str, Any] = msgspec.json.decode(folder.joinpath(REPORT).read_bytes())
    return report
