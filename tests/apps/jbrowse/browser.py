"""JBrowse 2 in Chromium, drawn: does it open a document, where does it look, and what does it export?"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.apps.browser import Browser
from tests.apps.compare import compare
from tests.apps.jbrowse.blind import blind
from tests.apps.jbrowse.model import asked, uncarried
from tests.apps.judgement import Judgement
from tests.apps.judges import JBROWSE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.apps.documents import Document
    from tests.apps.standins.server import Standins

_WAIT_MS = 15_000
_LOOKS, _PAUSE_MS = 12, 800
"""How often JBrowse is looked at that draws nothing more, and how long it gets each time."""
_EACH, _PORTION = 25, 40
"""Documents that a page is used for, since one that opened many grows large; tracks of a view that are drawn at once."""
_ADDRESS = re.compile(r'[uU]ri": "https?:')
_NO_DATA = "HTTP 404"
"""What a file that has no stand-in is told by."""
_HERE = Path(__file__).parent


class JBrowse(Browser):
    """One version of JBrowse; a page serves for some documents."""

    def __init__(self, standins: Standins, version: str) -> None:
        page = (_HERE / "page.html").read_text().replace("VERSION", version)
        standins.pages |= {
            f"/jbrowse-{version}.js": (JBROWSE[version].read_bytes(), "text/javascript"),
            "/jbrowse.js": ((_HERE / "page.js").read_bytes(), "text/javascript"),
            "/plugin.js": ((_HERE / "plugin.js").read_bytes(), "text/javascript"),
            f"/jbrowse-{version}.html": (page.encode(), "text/html"),
        }
        super().__init__(standins)
        self.version = version
        self._served = 0

    def _judged(self, document: Document, _: str) -> Judgement:
        """Open a document, and compare its own export of the session, and what it shows, with what we said."""
        told = asked(document.data)
        announced = document.announced
        drawn, blank = 0, list[str]()
        for portion in _portions(told):
            if portion is not told["session"]:
                self._served = 0  # what many tracks leave under way, those after them would wait for
            state = self._opened({**told, "session": portion})
            ink = self._ink(state, announced)
            drawn, blank = drawn + ink[0], blank + ink[1]
        if not portion or not told["whole"] or portion is not told["session"]:
            return Judgement(document.name, None, None, drawn, tuple(blank))
        said = json.loads(document.data)
        understood = uncarried({**said, "defaultSession": _shown(state, portion)})
        found = compare(document.said, understood, blind(document.said))
        return Judgement(document.name, None, found, drawn, tuple(blank))

    def _opened(self, told: dict[str, Any]) -> dict[str, Any]:
        """The state that a session is in when it is drawn; a `RuntimeError` where it does not open."""
        if self._ended or self._served % _EACH == 0 or self._is_elsewhere(told):
            self.fresh(f"/jbrowse-{self.version}.html")
        self._served += 1
        self.errors.clear()
        if error := self.call("open", {"config": told["config"], "session": told["session"], "ms": _WAIT_MS}):
            raise RuntimeError(error)
        state: dict[str, Any] = self.call("state")
        faults = [*state["messages"], *(fault for view in state["views"] for fault in view["errors"])]
        if faults := [one for one in faults if _NO_DATA not in one]:
            raise RuntimeError("; ".join(faults))
        return state

    def _is_elsewhere(self, told: dict[str, Any]) -> bool:
        """Whether a track lies at an address that other sessions have, too: JBrowse keeps what it once read there."""
        tracks = json.dumps(told["config"].get("tracks", ())).replace(self.standins.address, "")
        return _ADDRESS.search(tracks) is not None

    def _ink(self, state: dict[str, Any], announced: frozenset[str]) -> tuple[int, list[str]]:
        """How many tracks are drawn, and which are blank or at fault; JBrowse is given time as long as it draws more of them."""
        should = [track for view in state["views"] if view["loci"] for track in view["tracks"] if _should(track, announced)]
        looks, blank = 0, self._blank(should)
        while blank and looks < _LOOKS:
            self.page.wait_for_timeout(_PAUSE_MS)
            before, blank = len(blank), self._blank(should)
            looks = looks + 1 if len(blank) == before else 0
        at_fault = [
            track["id"] for track in should if track["id"] not in blank and any(one["errors"] for one in track["displays"])
        ]
        return len(should) - len(blank) - len(at_fault), blank + at_fault

    def _blank(self, should: list[dict[str, Any]]) -> list[str]:
        """The tracks of these that have no ink now."""
        inked = [name for name, count in self.call("ink").items() if count]
        return [track["id"] for track in should if not any(name.endswith(f"-{track['id']}") for name in inked)]


def _should(track: dict[str, Any], announced: frozenset[str]) -> bool:
    """Whether a track should draw: not what is too far out, has no stand-in, or was reported as what JBrowse can't open."""
    errors = [error for one in track["displays"] for error in one["errors"]]
    lost = any(_NO_DATA in error for error in errors) or (errors and not announced.isdisjoint((track["id"], track["name"])))
    return not lost and not any(one["far"] for one in track["displays"])


def _portions(told: dict[str, Any]) -> Iterator[dict[str, Any] | None]:
    """A session itself, or where its one view has very many tracks, the same with some of those at a time that have data."""
    session: dict[str, Any] = told["session"] or {}
    views = session.get("views", ())
    tracks = views[0].get("tracks", []) if len(views) == 1 else []
    if len(tracks) <= _PORTION:
        yield told["session"]
        return
    lost = {one.get("trackId") for one in told["config"].get("tracks", ()) if "adapter" not in one}
    tracks = [one for one in tracks if one["configuration"] not in lost]
    for start in range(0, max(1, len(tracks)), _PORTION):
        yield {**session, "views": [{**views[0], "tracks": tracks[start : start + _PORTION]}]}


def _shown(state: dict[str, Any], told: dict[str, Any]) -> dict[str, Any]:
    """The exported session with the places that its views show as `init`, since pixels hang on the width of the page."""
    session: dict[str, Any] = state["session"]
    for exported, view, before in zip(session.get("views", ()), state["views"], told.get("views", ()), strict=True):
        place = " ".join(f"{one['refName']}:{round(one['start']) + 1}-{round(one['end'])}" for one in view["loci"])
        if "init" in before and place:
            exported["init"] = {**before["init"], "loc": place}
    return session
