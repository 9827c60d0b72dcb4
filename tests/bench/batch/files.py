"""Folders of sessions, the same for the same seed."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from tests.bench.sessions import SEED, session_xml

if TYPE_CHECKING:
    from pathlib import Path

TRACKS = 25
"""Tracks of a session of 20 KB."""
_IN_A_FOLDER = 500


def make(folder: Path, count: int) -> Path:
    """A tree of that many sessions of 20 KB, each of other files, colours and ranges."""
    for number in range(count):
        place = folder / f"lab{number // _IN_A_FOLDER:03}"
        if number % _IN_A_FOLDER == 0:
            place.mkdir(parents=True)
        (place / f"session{number:05}.xml").write_bytes(session_xml(TRACKS, seed=SEED + number))
    return folder


def digests(folder: Path) -> dict[str, str]:
    """A digest of every file of a tree, by name."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
