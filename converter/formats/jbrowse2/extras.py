"""What JBrowse 2 said of an object beyond the model's words, and where a track keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from converter.formats._extras import extras_in
from converter.formats.jbrowse2.drafts import ID
from converter.formats.jbrowse2.flat import get, give_back

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from converter.formats.base import Job
    from converter.formats.jbrowse2.slots import Slots

PLUGIN = "plugin"
"""The key under which a track keeps its type where only a plugin knows that."""
TYPED = "typed"
"""The key under which it keeps a type that its file does not need to tell what it shows."""
APART = frozenset({"trackId", "holder", "display", "displays", "named", PLUGIN, TYPED})
"""Keys under which a track keeps what the reader noted."""
APART_OBJECTS = ("adapter", "displays")
"""What a configuration holds as objects, and JBrowse refuses as anything else."""
PLACES = ("displays", "shown/", "track/")
"""Beginnings of the keys under which a track keeps facts of its displays and of its entry in a view."""
TRACK = "track/"
"""Begins the key of a fact of the configuration itself whose name would be taken for one of those."""


extras_of = extras_in(ID)


def unknown(slots: Slots | None, name: str) -> bool:
    """Whether JBrowse does not know a name, so that it does no harm; None: it does not know the whole."""
    return slots is not None and slots.kind(name) is None


def _lacks(slots: Slots, name: str, onto: dict[str, Any]) -> bool:
    """Whether a fact stands in a file location that is not written, and would make a wrong one by itself."""
    return any(not isinstance(get(onto, place), dict) for place, _ in slots.located((name,)))


class Luggage:
    """Which of the facts that JBrowse ignores, or refuses, are written where they stood.

    What it ignores goes along wherever data may be carried. What it refuses only returns to where it came from: a session
    that is converted within JBrowse opens without it.
    """

    def __init__(self, job: Job, shape: str = "") -> None:
        self.carried = job.options.carry
        self.returning = self.carried and job.returning and shape != "patch"
        self.refused: list[str] = []
        """Names of what was written though JBrowse refuses it."""

    def takes(self, slots: Slots | None, name: str, onto: dict[str, Any] | None = None) -> bool:
        """Whether a fact that is set aside may be written. `onto`: what it is written into, where that has file locations."""
        if not self.carried or (unknown(slots, name) and not (onto and slots is not None and _lacks(slots, name, onto))):
            return self.carried
        if self.returning:
            self.refused.append(name if slots is None else slots.known(name))
        return self.returning

    def put(self, facts: Iterable[tuple[str, Any]], onto: dict[str, Any], over: Collection[str] = ()) -> dict[str, Any]:
        """Write facts that are taken. `over`: names that a writer says by itself where the session does not, beside ids."""
        return give_back(facts, onto, (*_IDS, *over) if self.returning else ())


_IDS = ("type", "trackId", "id", "configuration")
"""Names that a writer always says."""
