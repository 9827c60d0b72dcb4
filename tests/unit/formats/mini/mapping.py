"""How the format spells the neutral fields, both ways, and what it can't say."""

from __future__ import annotations

from converter.formats._consume import Table
from converter.formats._values import COLOR_CSS, NUMBER, TEXT
from converter.formats._words import Word
from converter.loss.announce import Cannot
from converter.options import Severity
from tests.unit.formats.mini.names import MARK

SESSION = Table(structural=(MARK,), deeper=("tracks",))
GENOME = Table([Word("assembly", "id", TEXT)])
TRACK = Table(
    [
        Word("label", "name", TEXT),
        Word("colour", "display.color", COLOR_CSS),
        Word("height", "display.height_px", NUMBER),
    ],
    native={"sticky": Severity.WARNING},
)

CANNOT_SAY = {
    "tracks/": Cannot("{app} shows tracks of files, and this one has none."),
    "tracks/display": Cannot("{app} has no setting for {what}."),
}
"""Here the least; `python -m tests.contract ID --cannot` lists what the corpus asks for."""
