"""A session of cBioPortal's session service to the neutral session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import UNSET

from converter.formats._draft import Draft
from converter.formats._values import TEXTS
from converter.formats._words import INVALID
from converter.formats.base import decoded
from converter.formats.cbioportal import mapping, names
from converter.formats.cbioportal.charts import ChartReader
from converter.formats.cbioportal.conditions import Conditions
from converter.formats.cbioportal.facts import Spot, bad
from converter.formats.cbioportal.filters import FilterReader
from converter.formats.cbioportal.genes import Genes
from converter.formats.cbioportal.names import ID
from converter.formats.cbioportal.query import QueryReader
from converter.formats.cbioportal.shape import Shape, shape
from converter.formats.cbioportal.studies import Studies
from converter.limits import check, measure
from converter.loss.ledger import ANALYTICS, GENOME, SAMPLES, SESSION, Ledger
from converter.model import Analytics, Genome, Samples, Session, Track, View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from converter.formats.base import Job

_FILTERS = ("studyViewFilter", "filters")
"""Where the filter of a study view stands; the second is its older name."""
_OF_ALL = ("owner", "created", "lastUpdated")
"""What every session says of itself; a description may be that of a group or chart."""
_GENE_LISTS = ("geneList", "genes")


def read(data: bytes, ledger: Ledger, job: Job) -> Session:
    """The neutral session of a session of the service.

    Raises `UnknownFormatError` for another document, `RefusedError` for types that are not read and for several sessions,
    `MalformedError` for studies without an id, filters without values, and ranges that end before they begin.
    """
    root = decoded(data, job)
    found = shape(root)
    groups = found.data.data.get("groups")
    check("tracks", len(groups) if isinstance(groups, list) else 0, job.limits)
    ledger.total = measure(root, job.limits)[1]
    return SessionReader(found, ledger).run()


class SessionReader:
    """Reads one session."""

    def __init__(self, found: Shape, ledger: Ledger) -> None:
        self.shape = found
        self.ledger = ledger
        self.session = Draft(SESSION)
        self.samples = Draft(SAMPLES)
        self.analytics = Draft(ANALYTICS)
        self.spot = Spot(ledger, found.data, self.session)
        self.views: dict[str, View] = {}
        self.tracks: dict[str, Track] = {}
        self.genes = Genes(("views", "v1"))
        if _names_genes(found):
            self.views["v1"] = View()
        self.charts = ChartReader(self.genes, self.views)
        self.conditions = Conditions(self.samples, "filters", "filter_match")
        self.studies = Studies()

    def run(self) -> Session:
        """The whole session."""
        kinds: dict[str, Callable[[], None]] = {
            names.VIRTUAL_STUDY: self._virtual_study,
            names.COMPARISON: self._comparison,
            names.GROUP: self._group,
            names.SETTINGS: self._settings,
            names.QUERY: self._query,
            names.CHART: self._chart,
            names.GENE_LIST: self._gene_list,
            names.CUSTOM_DATA: self._custom_data,
        }
        self.studies.genome(self.spot)
        kinds[self.shape.type]()
        self.conditions.finish()
        if self.genes.symbols:
            self._along_genome()
        if self.studies.ids:
            self.analytics.set("studies", self.studies.ids)
        if self.shape.data.parent is not None:
            Spot(self.ledger, self.shape.data.parent, self.session, "/").done(mapping.ENVELOPE)
        return self._built()

    # the types of sessions

    def _virtual_study(self) -> None:
        """A cohort: samples of studies, and a filter on them."""
        self.studies.read(self.spot, self.conditions, lists=True)
        data = self.spot.node.data
        held = [key for key in _FILTERS if data.get(key)]
        if held and not isinstance(data[held[0]], dict):
            hint = "Download the session once more."
            raise bad("filter", "The filter of the study is no object.", f"{self.spot.node.path}/{held[0]}", hint)
        for key in held[1:]:
            self.spot.tell(key, "superseded", f"by {held[0]}")
        if held:
            spot = Spot(self.ledger, self.spot.node.child(held[0]), self.samples, f"{held[0]}/")
            FilterReader(spot, self.conditions, self.genes).run()
        self._top()

    def _comparison(self) -> None:
        """Groups of samples, each a series."""
        for one in self.spot.each("groups", "groups"):
            one.draft, one.rel = Draft(("tracks", f"t{len(self.tracks) + 1}")), ""
            self._series(one)
        if not self.tracks:
            raise bad("group", "The comparison has no groups.", f"{self.spot.node.path}/groups", "Give it two groups or more.")
        self._origin()
        self._table()
        self._top()

    def _group(self) -> None:
        """One group of samples; what it says of itself it says of the session."""
        self.spot.draft = Draft(("tracks", "t1"))
        self._words(_OF_ALL)
        if self.spot.text("name") is not None:
            self.session.set("name", self.spot.text("name"))
            self.spot.feeds("name", (SESSION, "name"))
        self._series(self.spot)
        self._table()

    def _series(self, one: Spot) -> None:
        """One group, whose track is begun."""
        draft = one.draft
        draft.set("kind", "series")
        if (named := one.text("name")) is not None:
            draft.set("name", named)
            one.feeds("name", (draft.owner, "name"))
        held = Conditions(draft, "selection.filters", "selection.match")
        self.studies.read(one, held, lists=False)
        held.finish()
        one.done(mapping.GROUP)
        self.ledger.put(draft.owner, one.node.path, str(one.node.data.get("uid", named)))
        self.tracks[draft.owner[1]] = Track(**draft.values(ID))

    def _settings(self) -> None:
        """How the charts of a study view, or the tracks of an OncoPrint, are laid out."""
        for one in self.spot.each("chartSettings", "charts"):
            self.charts.begin(one)
            self.charts.read(one)
        if (tracks := self.spot.listed("clinicallist", "tracks")) is not None:
            self.charts.oncoprint(tracks)
        self._origin()
        self._top()

    def _query(self) -> None:
        """Genes, samples and studies that were asked for."""
        self.tracks.update(QueryReader(self.spot, self.conditions, self.genes, self.studies).run())
        if self.tracks:
            self._along_genome()
            self._table()
        self.spot.done(mapping.QUERY)

    def _chart(self) -> None:
        """One chart."""
        self.charts.begin(self.spot)
        self._words(_OF_ALL)
        self.charts.read(self.spot)

    def _gene_list(self) -> None:
        """Genes under a name."""
        key = next((one for one in _GENE_LISTS if self.spot.node.data.get(one)), _GENE_LISTS[0])
        raw = self.spot.node.data.get(key)
        if not isinstance(raw, list) or not raw or not all(isinstance(one, str) and one for one in raw):
            raise bad("genes", "The list has no genes.", f"{self.spot.node.path}/{key}", "Give it the symbols of genes.")
        inner = self.spot.below(key)
        for at, symbol in enumerate(raw):
            self.genes.add(symbol, inner.feeds(at))
        inner.done()
        self._top()

    def _custom_data(self) -> None:
        """A chart of values that somebody brought along; the values themselves are data, no settings."""
        draft = Draft(("views", "v1"))
        draft.set("kind", "plot")
        if (named := self.spot.text("displayName")) is not None:
            draft.set("title", named)
            self.session.set("name", named)
            self.spot.feeds("displayName", (draft.owner, "title"), (SESSION, "name"))
        self.views["v1"] = View(**draft.values(ID))
        self.ledger.put(draft.owner, self.spot.node.path, "chart")
        self._origin()
        self._top()

    # what several types say

    def _origin(self) -> None:
        """The studies that a session belongs to."""
        raw = TEXTS.read(self.spot.node.data.get("origin"))
        if raw is not INVALID and raw:
            self.studies.ids += raw
            self.spot.feeds("origin", (ANALYTICS, "studies"))

    def _words(self, wanted: Iterable[str]) -> None:
        """What a session says of itself."""
        for name in wanted:
            word, raw = mapping.ANALYTICS.words[name], self.spot.node.data.get(name, UNSET)
            if raw is UNSET:
                continue
            value, spelled = word.fetch(raw)
            if value is INVALID:
                self.spot.odd(name)
            else:
                self.analytics.set(word.field, value, raw if spelled else UNSET)
                self.spot.feeds(name, (ANALYTICS, word.field))

    def _top(self) -> None:
        """The keys of the data themselves."""
        self._words(mapping.ANALYTICS.words)
        self.spot.done(mapping.SESSION)

    def _table(self) -> None:
        """The series side by side."""
        key = f"v{len(self.views) + 1}"
        self.views[key] = View(kind="table", tracks=list(self.tracks))
        self.ledger.put(("views", key), f"{self.spot.node.path}#table", "table")

    def _along_genome(self) -> None:
        """The genes in view, before all other views."""
        self.views["v1"] = View(loci=self.genes.loci)
        self.ledger.put(self.genes.owner, "#genes", "genes")

    def _built(self) -> Session:
        samples, analytics = (one.values(ID) for one in (self.samples, self.analytics))
        main = next((named for named, owner in self.studies.genomes.items() if owner == GENOME), None)
        return Session(
            forms={ID: {"type": self.shape.type}},
            genome=UNSET if main is None else Genome(id=main),
            genomes=self.studies.others,
            tracks=self.tracks,
            track_order=list(self.tracks),
            views=self.views,
            view_order=list(self.views),
            samples=Samples(**samples) if samples else UNSET,
            analytics=Analytics(**analytics) if analytics else UNSET,
            **self.session.values(ID),
        )


def _names_genes(found: Shape) -> bool:
    """Whether charts name genes, so that their view stands before those of the charts."""
    data = found.data.data
    held = {names.SETTINGS: data.get("chartSettings"), names.CHART: [data]}.get(found.type)
    charts = held if isinstance(held, list) else []
    return any(isinstance(one.get("hugoGeneSymbol"), str) and one["hugoGeneSymbol"] for one in charts if isinstance(one, dict))
