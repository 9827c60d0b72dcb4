"""What is known of every session that was moved: the journal `migration.json`, which all reports are made of.

Nothing in it depends on the time, on the machine, or on which run a session was moved in, so that running again changes
nothing. Locations are redacted unless the caller keeps credentials.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from converter.batch.record import Fault
from converter.preparation import Step

JOURNAL = "migration.json"
_VERSION = 1


class Fate(StrEnum):
    """Whether the target opens a track's data."""

    OPENS = "opens as it is"
    REMEDY = "opens after a remedy"
    NEVER = "does not open"


class Shown(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One track that a session shows: its kind and file, and what `remedy` helps where it does not open as it is."""

    name: str
    kind: str
    fate: Fate
    file: str | None = None
    remedy: str | None = None


class File(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One data file of a session: where the session says it lies, and where after the options; what it needs."""

    location: str
    rewritten: str
    format: str | None = None
    index: str | None = None
    needs: str = ""


class Loss(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What many entries of a report say alike: how often, counted by facts, and of which tracks; a hint if all have it."""

    code: str
    severity: str
    effect: str
    category: str
    message: str
    hint: str | None = None
    times: int = 1
    tracks: list[str] = []
    changes: list[tuple[str, str]] = []
    """Values before and after, the first few."""


class Moved(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One session: `name` within the migration, digest of its input and of what it was converted with; what came of it.

    `places`: what it is called where it went: the name of its entry in the config, or of its document.
    """

    name: str
    sha256: str
    made: str
    title: str = ""
    format: str | None = None
    verdict: str | None = None
    counts: dict[str, int] = {}
    losses: list[Loss] = []
    tracks: list[Shown] = []
    files: list[File] = []
    steps: list[Step] = []
    error: Fault | None = None
    secrets: list[str] = []
    """Locations that hold credentials, redacted."""


class Journal(msgspec.Struct, kw_only=True):
    """All sessions in the order in which they came, and which is opened first."""

    version: int = _VERSION
    to: str
    default: str | None = None
    sessions: list[Moved] = []


def packed(journal: Journal) -> bytes:
    """The journal as JSON bytes."""
    return msgspec.json.format(msgspec.json.encode(journal), indent=1) + b"\n"


def unpacked(data: bytes | None, to: str) -> Journal:
    """The journal of an earlier run for the same target; an empty one where there is none that can be read."""
    try:
        journal = msgspec.json.decode(data or b"", type=Journal)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return Journal(to=to)
    return journal if (journal.version, journal.to) == (_VERSION, to) else Journal(to=to)
