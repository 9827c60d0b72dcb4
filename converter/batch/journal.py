"""What batches did in an output folder: the summary of those that ended, the notes of one that was killed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from converter.batch.record import Record, Status, parsed
from converter.batch.storage import STATE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from converter.batch.storage import Storage

LINES = "summary.ndjson"
"""One line for each input: what was done, for people, for programs and for a batch that is resumed."""


class Past(NamedTuple):
    """What was done in an output folder before.

    `present`: its files with their sizes; `records`: by identity; `left`: folders of batches that were killed, to be
    removed when this one has summed up.
    """

    present: dict[str, int]
    records: dict[str, Record]
    left: list[str]


def past(store: Storage) -> Past:
    """Look at an output folder."""
    notes = sorted(name for name in store.sizes(STATE) if name.endswith(".ndjson"))
    folders = sorted({name.rpartition("/")[0] for name in store.sizes(STATE)})
    found = {record.identity: record for name in (LINES, *notes) for record in parsed(store.read(name) or b"")}
    return Past(store.sizes(), found, [folder for folder in folders if not store.is_claimed(folder)])


def merged(store: Storage, before: Past, done: Iterable[Record]) -> list[Record]:
    """The records of an output folder, in the order of their names: those of this batch, and of others what still stands."""
    records = before.records | {record.identity: record for record in parsed(store.read(LINES) or b"")}
    present = store.sizes()
    stands = {key: one for key, one in records.items() if one.target and (one.status is not Status.DONE or key in present)}
    stands |= {record.identity: record for record in done}
    return [stands[key] for key in sorted(stands)]
