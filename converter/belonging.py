"""Which of several sources is the config that another belongs to: it has the tracks that the other names and lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.loss.ledger import SESSION, Notice
from converter.registry import FORMATS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.convert import Reading

_UNRESOLVED = "track.unresolved"


def belonging(readings: Sequence[Reading]) -> dict[int, int]:
    """By the index of a session that names tracks which it lacks, that of the source which has most of them.

    That is of the same format, whose sessions have companions, and shows nothing itself: it is a list of tracks, no session.
    """
    lists = {
        at: {put.called for (kind, _), put in one.ledger.objects.items() if kind == "tracks"}
        for at, one in enumerate(readings)
        if FORMATS[one.format].companions and not one.session.views
    }
    found = {}
    for at, one in enumerate(readings):
        lacking = {str(notice.original) for notice in one.notices if notice.code == _UNRESOLVED and notice.original is not None}
        fitting = {other: len(names & lacking) for other, names in lists.items() if readings[other].format == one.format}
        best = max(fitting, key=fitting.__getitem__, default=None)
        if best is not None and fitting[best]:
            found[at] = best
    return found


def told(name: str) -> Notice:
    """That a session was read with a source of that name."""
    message = f"The session was read with the config that it belongs to ({name}), which shows nothing and is no session itself."
    return Notice("merge.config", "assumed", "info", message, SESSION)
