"""IGV desktop as a judge: its own save of what we wrote, read by our reader and compared with what we said."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

from msgspec import UNSET

import converter
from tests.apps.compare import compare
from tests.apps.igv.blind import WAITS, blind, drawn_names
from tests.apps.igv.desktop import Desktop
from tests.apps.igv.ink import is_laid_out, is_of, rows
from tests.apps.judgement import Judgement
from tests.apps.standins.secure import PASSWORD, trusted

if TYPE_CHECKING:
    from tests.apps.documents import Document
    from tests.apps.standins.server import Standins

_NOT_OPEN = re.compile(r"Load session error|Error loading session|Invalid session|must begin with|Error loading genome")
_LOOKS, _PAUSE = 8, 0.5
_GENOME = re.compile(rb'(<Session[^>]* genome=")([^"]*)(")')


class Igv(Desktop):
    """IGV with the server of stand-ins."""

    def __init__(self, standins: Standins) -> None:
        super().__init__()
        self.standins = standins
        standins.secure(self._work)
        self._options += [f"-Djavax.net.ssl.trustStore={trusted(self._work)}", f"-Djavax.net.ssl.trustStorePassword={PASSWORD}"]

    def judged(self, document: Document, name: str) -> Judgement:
        """Open a document whose data the server knows as `name`, and compare IGV's own save of it with what we said.

        Without a genome IGV keeps the one that it has open, which need not have the places of the data.
        """
        if WAITS.search(document.name):
            return Judgement(document.name, "IGV waits for a person")
        known, data = document.supplied is not None or self._knows(document), document.data
        if not known:
            self.genome(name, self.standins.cases[name].where.chromosomes)
            data = _GENOME.sub(rb"\g<1>" + name.encode() + rb"\3", data)
        made = self.made(data)
        fatal = [line for line in made.log if _NOT_OPEN.search(line)]
        if made.saved is None or fatal:
            return Judgement(document.name, "; ".join(fatal or made.log) or "nothing was saved")
        understood = converter.read(made.saved, "igvxml").session
        found = compare(document.said, understood, blind(document.said, known=known))
        named = drawn_names(understood, data, document.announced) if document.said.genome is not UNSET else set()
        return Judgement(document.name, None, found, *self._ink(made.drawn, named))

    def _ink(self, drawn: bytes | None, names: set[str]) -> tuple[int, tuple[str, ...]]:
        """What has ink; where some track has none, IGV is given time to draw it."""
        found = ink(drawn, names)
        for _ in range(_LOOKS):
            if not found[1]:
                break
            time.sleep(_PAUSE)
            found = ink(self.redrawn(), names)
        return found

    def _knows(self, document: Document) -> bool:
        found = _GENOME.search(document.data)
        return found is not None and (self._work / "igv" / "genomes" / f"{found[2].decode()}.json").is_file()


def ink(drawn: bytes | None, names: set[str]) -> tuple[int, tuple[str, ...]]:
    """How many tracks have ink, and the names of those without, of those of these names, which should have some."""
    should = [row for row in rows(drawn) if not row.away and is_of(row.name, names)] if drawn and is_laid_out(drawn) else []
    blank = tuple(row.name for row in should if not row.shapes)
    return len(should) - len(blank), blank
