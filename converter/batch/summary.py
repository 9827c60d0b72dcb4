"""What came of a batch: `summary.json` with the sums, `summary.ndjson` with a line for each input, `summary.html` for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from converter.batch.journal import LINES
from converter.batch.page import page
from converter.batch.record import line
from converter.batch.tally import tally

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.batch.record import Record


def summaries(records: Sequence[Record]) -> dict[str, bytes]:
    """The three summaries by name, the one that a resumed batch reads first."""
    sums = tally(records)
    return {
        LINES: b"".join(map(line, records)),
        "summary.json": msgspec.json.format(msgspec.json.encode(sums), indent=2) + b"\n",
        "summary.html": page(sums, records).encode(),
    }
