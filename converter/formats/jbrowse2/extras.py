"""What JBrowse 2 said of an object beyond the model's words, and where a track keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from converter.formats.jbrowse2.drafts import ID
from converter.model import Extras

if TYPE_CHECKING:
    from converter.formats.jbrowse2.names import Slots

NO_EXTRAS = Extras()
PLUGIN = "plugin"
"""The key under which a track keeps its type where only a plugin knows that."""
APART = frozenset({"trackId", "holder", "display", "displays", "named", PLUGIN})
"""Keys under which a track keeps what the reader noted."""
PLACES = ("displays/", "shown/", "track/")
"""Beginnings of the keys under which a track keeps facts of its displays and of its entry in a view."""
TRACK = "track/"
"""Begins the key of a fact of the configuration itself whose name would be taken for one of those."""


def extras_of(held: Any) -> Extras:
    """What JBrowse 2 said of an object beyond the model's words."""
    found: Extras = held.extras.get(ID, NO_EXTRAS) if held.extras else NO_EXTRAS
    return found


def unknown(slots: Slots | None, name: str) -> bool:
    """Whether JBrowse does not know a name, so that it does no harm; None: it does not know the whole."""
    return slots is not None and slots.kind(name) is None
