"""An analytics session to the neutral session; records in the ledger where every fact went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import UNSET

from converter.errors import UnknownFormatError
from converter.formats import _json
from converter.formats._consume import consume
from converter.formats._draft import Draft
from converter.formats.analytics import filters, mapping
from converter.formats.analytics.check import checked
from converter.formats.analytics.names import CARRIED, ID, LOCUS, MAP, MARK, PLOT
from converter.formats.analytics.objects import empty
from converter.formats.analytics.panels import PanelReader
from converter.formats.analytics.series import SeriesReader
from converter.formats.base import decoded
from converter.limits import check, measure
from converter.loss.ledger import ANALYTICS, GENOME, SAMPLES, SESSION, Fate, Ledger, own
from converter.model import Analytics, Genome, Samples, Session, Threshold

if TYPE_CHECKING:
    from converter.formats.base import Job


def read(data: bytes, ledger: Ledger, job: Job) -> Session:
    """The neutral session of an analytics session.

    Raises `UnknownFormatError` for another document, `RefusedError` for a version to come, `MalformedError` for one that
    breaks the published schema, refers to what is not there, or whose panels overlap.
    """
    root = decoded(data, job)
    if not isinstance(root, dict) or MARK not in root:
        raise UnknownFormatError(
            "format.unknown",
            f"The JSON has no {MARK!r}; it is no analytics session.",
            hint="Leave out 'from' to let the content decide.",
        )
    listed = root.get("series")
    check("tracks", len(listed) if isinstance(listed, list) else 0, job.limits)
    checked(root)
    if ledger.recording:
        ledger.total = measure(root, job.limits)[1]
    return SessionReader(_json.Node(root), ledger).run()


class SessionReader:
    """Reads one document."""

    def __init__(self, document: _json.Node, ledger: Ledger) -> None:
        self.document = document
        self.ledger = ledger
        self.session = Draft(SESSION)
        self.genome = Draft(GENOME)
        self.samples = Draft(SAMPLES)
        self.analytics = Draft(ANALYTICS)
        self.series = SeriesReader(ledger, self.samples)
        self.panels = PanelReader(ledger, self.session, self.series)
        self.thresholds: dict[str, Threshold] = {}
        self.fates: dict[str, Fate] = {}

    def run(self) -> Session:
        """The whole session."""
        root = self.document.data
        self.read_genome()
        for key, table in (("project", mapping.PROJECT), ("sharing", mapping.SHARING), ("time", mapping.SPAN)):
            if (node := self.inner(key)) is not None:
                consume(self.ledger, node, node.data, table, self.analytics, f"{key}/")
        self.selection()
        tracks, series = self.inner("tracks"), self.inner("series")
        self.series.read_tracks(tracks)
        self.series.read_list(series, only=series is not None and len(series.data) == 1 and "selection" not in root)
        limits = self.inner("thresholds")
        wide = [node for node in (limits.nodes() if limits else []) if not self.series.threshold(node)]
        for key in (PLOT, MAP):
            if (opened := self.inner(key)) is not None:
                self.panels.top(key, opened)
        dashboard = self.inner("dashboard")
        if dashboard is not None:
            self.panels.dashboard(dashboard)
        self.locus()
        self.panels.rest()
        self.panels.overrule()
        for node in wide:
            self.threshold(node)
        if limits is not None:
            self.ledger.bind(limits, mapping.NOTHING, SESSION)
        self.top()
        return self.built()

    def inner(self, key: str) -> _json.Node | None:
        """The node of a part of the document; None for one that is empty, and so says nothing."""
        raw = self.document.data.get(key)
        if raw in ({}, []):
            self.fates[key] = empty(self.session, key, raw)
            return None
        return self.document.child(key) if key in self.document.data else None

    def built(self) -> Session:
        """The session of what was read."""
        genome, samples, analytics = (one.values(ID) for one in (self.genome, self.samples, self.analytics))
        sources = self.series.sources
        return Session(
            forms={ID: {"version": self.document.data[MARK]}},
            genome=Genome(**genome) if genome else UNSET,
            tracks=self.series.built({key for view in self.panels.views.values() for key in view.tracks}),
            track_order=self.series.order,
            sources=sources,
            source_order=list(sources),
            views=self.panels.views,
            view_order=self.panels.order,
            samples=Samples(**samples) if samples else UNSET,
            thresholds=self.thresholds,
            analytics=Analytics(**analytics) if analytics else UNSET,
            **self.session.values(ID),
        )

    def top(self) -> None:
        """The keys of the document itself."""
        root, fates = self.document.data, self.fates
        for name, word in mapping.ANALYTICS.words.items():
            if name in root:
                self.analytics.set(word.field, root[name])
                fates[name] = Fate("feeds", ((ANALYTICS, word.field),))
        if isinstance(root.get("active"), str):
            self.session.set("focused_view", self.panels.called[root["active"]])
            fates["active"] = own("focused_view")
        if CARRIED in root:
            self.ledger.carried = root[CARRIED]
            fates[CARRIED] = Fate("structural", CARRIED)
        known = {key: value for key, value in root.items() if key not in fates and key not in self.document.deeper}
        told = consume(self.ledger, self.document, known, mapping.SESSION, self.session, "")
        told.update(fates)

    def read_genome(self) -> None:
        """The genome: an id, or where it lies."""
        said = self.document.data.get("genome")
        if isinstance(said, str):
            self.genome.set("id", said)
            self.fates["genome"] = Fate("feeds", ((GENOME, "id"),))
        elif (node := self.inner("genome")) is not None:
            self.genome.spelling["form"] = "object"
            consume(self.ledger, node, node.data, mapping.GENOME, self.genome, "")
        if said:
            self.ledger.put(GENOME, "/genome", "genome")

    def selection(self) -> None:
        """The filters that all series share."""
        node = self.inner("selection")
        if node is None:
            return
        rest = dict(node.data)
        if rest.get("filters"):
            del rest["filters"]
            conditions = filters.Reader(self.ledger, SAMPLES, "filters.", rest.get("match"), self.samples.ignored)
            conditions.read(node.child("filters"), mapping.NOTHING, "filters").keep(self.samples, "filters")
        consume(self.ledger, node, rest, mapping.SELECTION, self.samples, "")

    def locus(self) -> None:
        """Where a genome view looks that is no panel."""
        root = self.document.data
        if LOCUS not in root:
            return
        draft = self.panels.fresh(f"/{LOCUS}", "genome")
        fate = self.panels.places(self.document, LOCUS, draft, "loci")
        if fate is not None:
            self.fates[LOCUS] = fate
        self.panels.genome(draft)

    def threshold(self, node: _json.Node) -> None:
        """A threshold of a parameter, wherever it is shown or on one panel."""
        draft = Draft(("thresholds", f"h{len(self.thresholds) + 1}"))
        facts = node.data
        told = consume(self.ledger, node, facts, mapping.THRESHOLD, draft, "")
        if "panel" in facts:
            draft.set("view", self.panels.called[facts["panel"]])
            told["panel"] = own("view")
        if "id" in facts:
            draft.spelling["id"] = facts["id"]
        self.ledger.put(draft.owner, node.path, str(facts.get("id", facts.get("parameter"))))
        self.thresholds[draft.owner[1]] = Threshold(**draft.values(ID))
