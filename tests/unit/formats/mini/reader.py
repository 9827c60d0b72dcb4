"""A document of the format to the neutral session; records in the ledger where every fact went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import UNSET

from converter.errors import MalformedError
from converter.formats import _json
from converter.formats._consume import Table, consume
from converter.formats._draft import Draft, track_of
from converter.formats._sources import Sources
from converter.formats.base import decoded
from converter.limits import check, measure
from converter.loss.ledger import GENOME, SESSION, Fate
from converter.model import Genome, Session, Source, View
from converter.resources.filetypes import infer
from tests.unit.formats.mini import mapping
from tests.unit.formats.mini.names import CARRIED, ID

if TYPE_CHECKING:
    from converter.formats.base import Job
    from converter.loss.ledger import Ledger

VIEW = ("views", "v1")


def read(data: bytes, ledger: Ledger, job: Job) -> Session:
    """The neutral session of a document; `MalformedError` where its tracks are no list of objects with a `url`."""
    root = decoded(data, job)
    tracks = root.get("tracks", [])
    if not isinstance(tracks, list) or not all(isinstance(one, dict) and isinstance(one.get("url"), str) for one in tracks):
        raise MalformedError(
            "mini.tracks", "The tracks are no list of objects with a 'url'.", path="/tracks", hint="Give each track its file."
        )
    check("tracks", len(tracks), job.limits)
    if ledger.recording:
        ledger.total = measure(root, job.limits)[1]
    return MiniReader(_json.Node(root), ledger).run()


class MiniReader:
    """Reads one document."""

    def __init__(self, document: _json.Node, ledger: Ledger) -> None:
        self.document, self.ledger = document, ledger
        self.sources = Sources()
        self.view = View()
        self.session = Session(forms={ID: {}}, views={"v1": self.view}, view_order=["v1"])

    def run(self) -> Session:
        """The whole session."""
        session, draft = self.session, Draft(SESSION)
        if self.document.data.get("tracks"):
            held = self.document.child("tracks")
            for node in held.nodes():
                self.track(node)
            self.ledger.bind(held, Table(), SESSION)
        self.top(draft)
        self.ledger.put(VIEW, "", "view")
        session.sources, session.source_order = self.sources.held, list(self.sources.held)
        session.extras = draft.values(ID).get("extras", {})
        return session

    def top(self, draft: Draft) -> None:
        """What the document says itself: its genome, carried data, and keys that nobody knows."""
        root, fates = self.document.data, dict[str, Fate]()
        if isinstance(root.get("assembly"), str):
            self.session.genome = Genome(id=root["assembly"])
            self.ledger.put(GENOME, "/assembly", "genome")
            fates["assembly"] = Fate("feeds", ((GENOME, "id"),))
        if isinstance(root.get(CARRIED), str):
            self.ledger.carried = root[CARRIED]
            fates[CARRIED] = Fate("structural", CARRIED)
        rest = {key: value for key, value in root.items() if key not in fates and key not in self.document.deeper}
        consume(self.ledger, self.document, rest, mapping.SESSION, draft, "").update(fates)

    def track(self, node: _json.Node) -> None:
        """One track, which is shown, and its file."""
        facts, key = node.data, f"t{len(self.session.tracks) + 1}"
        draft, found = Draft(("tracks", key)), infer(facts["url"])
        source = self.sources.of(Source(location=facts["url"], format=found.format if found else UNSET))
        draft.set("source", source[1])
        if found:
            draft.set("kind", found.kind)
        rest = {name: value for name, value in facts.items() if name != "url"}
        fates = consume(self.ledger, node, rest, mapping.TRACK, draft, "")
        fates["url"] = Fate("feeds", ((source, "location"), (draft.owner, "source")))
        self.ledger.put(source, node.place("url"), f"<{facts['url']}>")
        self.ledger.put(draft.owner, node.path, facts["url"])
        self.session.tracks[key] = track_of(draft, ID)
        self.session.track_order.append(key)
        self.view.tracks.append(key)
