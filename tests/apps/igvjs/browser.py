"""igv.js in Chromium: does it open a document, and what did it understand?"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import converter
from converter.genomes.assemblies import all_assemblies
from tests.apps.browser import Browser
from tests.apps.compare import compare
from tests.apps.igvjs.blind import blind, unseen
from tests.apps.judgement import OF_TRACKS, Judgement
from tests.apps.judges import IGVJS

if TYPE_CHECKING:
    from tests.apps.documents import Document
    from tests.apps.standins.server import Standins


_LATEST_S, _EACH_S = 90.0, 0.1
"""How long a page may not answer, and how much longer for each track: a thousand take igv.js minutes."""
_DRAWN = ("alignment", "annotation", "wig", "variant", "seg", "interact", "gwas", "merged")
_HERE = Path(__file__).parent
_FILES = re.compile(r"[Tt]rack ?(.*?) (?:was|could) .*\n(http\S+)")
"""Name and address of a file, in the words of the dialog of igv.js."""
_REFUSED = "could not be reached"
"""What igv.js says of a request that the browser did not make, as it refuses more than some thousand at a time."""
_SERVED = re.compile(r"http://127\.0\.0\.1:\d+/\w+/")


class Igvjs(Browser):
    """igv.js on a page of its own for each document."""

    def __init__(self, standins: Standins) -> None:
        standins.pages |= {
            "/igv.min.js": (IGVJS.read_bytes(), "text/javascript"),
            "/igvjs.js": ((_HERE / "page.js").read_bytes(), "text/javascript"),
            "/igvjs.html": ((_HERE / "page.html").read_bytes(), "text/html"),
        }
        super().__init__(standins)

    def _judged(self, document: Document, name: str) -> Judgement:
        """Open a document whose data the server knows as `name`, and compare its own `toJSON` with what we said."""
        if document.of_tracks:
            return Judgement(document.name, OF_TRACKS)
        self.standins.pages["/session.json"] = (document.data, "application/json")
        return self.opened(document, name, f"{self.standins.address}/session.json")

    def opened(self, document: Document, name: str, url: str) -> Judgement:
        """The same from a URL, which may be the whole session (`blob:`), as a link has it."""
        self.latest_s = _LATEST_S + _EACH_S * len(document.said.tracks)
        self.fresh("/igvjs.html")
        asked = {"url": url, "genomes": self._genomes(document, name), "ms": 800 * self.latest_s}
        error = self.call("open", asked)
        if error:
            return Judgement(document.name, error)
        state = self.call("state")
        alert = _alert(state["alert"], document)
        if alert and _REFUSED in alert:
            return Judgement(document.name, alert)
        understood = converter.read(json.dumps(state["session"]).encode(), "igvjson").session
        lost = unseen(document.said) | document.announced
        should = [
            one
            for one in state["tracks"]
            if one["type"] in _DRAWN and not one["zoom"] and lost.isdisjoint((one["name"], one["url"]))
        ]
        empty = tuple(str(one["name"]) for one in should if not one["ink"])
        found = compare(document.said, understood, blind(document.said))
        return Judgement(document.name, alert, found, len(should) - len(empty), empty)

    def _genomes(self, document: Document, name: str) -> list[dict[str, str]]:
        """The hosted genomes of IGV that the document names by id, each with the lengths and the sequence of its stand-in.

        Without one igv.js can't sort reads by their bases (`calculateBaseScore`).
        """
        said = json.loads(document.data)
        wanted = said.get("genome") or (said.get("reference") if isinstance(said.get("reference"), str) else None)
        known = {one.igv_id for one in all_assemblies() if one.igv_id}
        files = f"{self.standins.address}/{name}/genome"
        sequence = {"twoBitURL": f"{files}.2bit", "chromSizesURL": f"{files}.chrom.sizes"}
        return [{"id": one, "name": one, **sequence} for one in known if one == wanted]


def _alert(text: str | None, document: Document) -> str | None:
    """The dialog that a person sees; it is an announced one where the report tells of each file that it speaks of."""
    if not text:
        return None
    named = _FILES.findall(text)
    told = named and all(name in document.announced or url in document.announced for name, url in named)
    return _SERVED.sub("", f"{'announced alert' if told else 'alert'}: {' '.join(text.split())}")
