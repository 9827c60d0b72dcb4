"""JBrowse 2 in Chromium, drawn: does it open a document, where does it look, and what does it export?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import converter
from tests.apps.browser import Browser
from tests.apps.compare import compare
from tests.apps.jbrowse.blind import blind
from tests.apps.jbrowse.model import asked
from tests.apps.judgement import Judgement
from tests.apps.judges import JBROWSE

if TYPE_CHECKING:
    from tests.apps.documents import Document
    from tests.apps.standins.server import Standins

_WAIT_MS = 15_000
_NO_DATA = "HTTP 404"
"""What a file that has no stand-in is told by."""
_HERE = Path(__file__).parent


class JBrowse(Browser):
    """One version of JBrowse, on a page of its own for each document."""

    def __init__(self, standins: Standins, version: str) -> None:
        page = (_HERE / "page.html").read_text().replace("VERSION", version)
        standins.pages |= {
            f"/jbrowse-{version}.js": (JBROWSE[version].read_bytes(), "text/javascript"),
            "/jbrowse.js": ((_HERE / "page.js").read_bytes(), "text/javascript"),
            f"/jbrowse-{version}.html": (page.encode(), "text/html"),
        }
        super().__init__(standins)
        self.version = version

    def _judged(self, document: Document, _: str) -> Judgement:
        """Open a document, and compare its own export of the session, and what it shows, with what we said."""
        told = asked(document.data)
        self.fresh(f"/jbrowse-{self.version}.html")
        error = self.call("open", {"config": told["config"], "session": told["session"], "ms": _WAIT_MS})
        if error:
            return Judgement(document.name, error)
        state = self.call("state")
        faults = [*state["messages"], *(fault for view in state["views"] for fault in view["errors"])]
        if faults := [one for one in faults if _NO_DATA not in one]:
            return Judgement(document.name, "; ".join(faults))
        if not told["whole"] or not told["session"]:
            return Judgement(document.name, None)
        said = json.loads(document.data)
        exported = json.dumps({**said, "defaultSession": _shown(state, told["session"])}).encode()
        understood = converter.read(exported, "jbrowse2").session
        return Judgement(document.name, None, compare(document.said, understood, blind(document.said)), *self._ink(state))

    def _ink(self, state: dict[str, Any]) -> tuple[int, tuple[str, ...]]:
        """How many tracks are drawn, and which are blank; those that are too far out, or at fault, should not draw."""
        drawn = self.call("ink")
        should = [track for view in state["views"] for track in view["tracks"] if _near(track)]
        blank = [track["id"] for track in should if not any(track["id"] in name and count for name, count in drawn.items())]
        return len(should) - len(blank), tuple(blank)


def _near(track: dict[str, Any]) -> bool:
    return all(not one["far"] and not one["errors"] for one in track["displays"])


def _shown(state: dict[str, Any], told: dict[str, Any]) -> dict[str, Any]:
    """The exported session with the places that its views show as `init`, since pixels hang on the width of the page."""
    session: dict[str, Any] = state["session"]
    for exported, view, before in zip(session.get("views", ()), state["views"], told.get("views", ()), strict=True):
        place = " ".join(f"{one['refName']}:{round(one['start']) + 1}-{round(one['end'])}" for one in view["loci"])
        if "init" in before and place:
            exported["init"] = {**before["init"], "loc": place}
    return session
