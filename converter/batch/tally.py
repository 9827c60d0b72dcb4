"""The sums over what came of a batch."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from converter.batch.record import Record, Status
from converter.loss.effects import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

SUMMARY_VERSION = 1


class Tally(msgspec.Struct, kw_only=True):
    """The sums over some records.

    `inputs`: how many there are; `status`: by how they ended; `verdicts`: of those that were converted; `formats`: that
    they were of; `facts`: by what became of them; `losses`: by code, how many sessions it touches and how many facts;
    `errors`: inputs by code.
    """

    summary_version: int = SUMMARY_VERSION
    inputs: int = 0
    status: dict[str, int] = {}
    verdicts: dict[str, int] = {}
    formats: dict[str, int] = {}
    facts: dict[str, int] = {}
    losses: dict[str, dict[str, int]] = {}
    errors: dict[str, int] = {}


def tally(records: Iterable[Record]) -> Tally:
    """Sum up records."""
    status, verdicts, formats, facts, errors = (Counter[str]() for _ in range(5))
    sessions, lost = Counter[str](), Counter[str]()
    for record in records:
        status[record.status] += 1
        facts.update(record.counts)
        sessions.update(record.losses.keys())
        lost.update(record.losses)
        verdicts.update([record.verdict] if record.verdict else [])
        formats.update([record.format] if record.format else [])
        errors.update([record.error.code] if record.error and record.status is not Status.SKIPPED else [])
    return Tally(
        inputs=status.total(),
        status={str(one): status[one] for one in Status},
        verdicts={str(one): verdicts[one] for one in Verdict},
        formats=dict(sorted(formats.items())),
        facts=dict(facts),
        losses={code: {"sessions": n, "facts": lost[code]} for code, n in _ranked(sessions)},
        errors=dict(_ranked(errors)),
    )


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
