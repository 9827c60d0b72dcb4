"""`files.tsv`: every data file, who uses it, where it lies, what it needs. No cell of it is a formula to a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from converter.loss.text import printable

if TYPE_CHECKING:
    from converter.batch.migrate.record import File, Journal

HEAD = ("location", "rewritten", "format", "index", "needs", "sessions", "used by")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def files_table(journal: Journal) -> bytes:
    """The table as UTF-8, tab-separated, a file a line in the order of the sessions."""
    users: dict[File, list[str]] = {}
    for session in journal.sessions:
        for one in session.files:
            users.setdefault(one, []).append(session.name)
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow(HEAD)
    for one, names in users.items():
        moved = one.rewritten if one.rewritten != one.location else ""
        writer.writerow(
            map(cell, (one.location, moved, one.format or "", one.index or "", one.needs, str(len(names)), "; ".join(names)))
        )
    return out.getvalue().encode()


def cell(text: str) -> str:
    """A text as a cell: printable, and behind an apostrophe where a spreadsheet would take it for a formula."""
    shown = printable(text)
    return f"'{shown}" if shown.lstrip().startswith(_FORMULA) else shown
