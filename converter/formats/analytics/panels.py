"""Panels, the open plot and the open map: neutral views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.errors import MalformedError
from converter.formats._consume import consume
from converter.formats._draft import Draft
from converter.formats.analytics import mapping, places
from converter.formats.analytics.names import DASHBOARD, ID, LOCUS, MAP, PANELS, TABLE
from converter.formats.analytics.objects import empty
from converter.loss.ledger import SESSION, Fate, Ledger, own
from converter.model import Panel, View
from converter.model.analytics import ANALYTIC_KINDS

if TYPE_CHECKING:
    from converter.formats import _json
    from converter.formats._consume import Table
    from converter.formats.analytics.series import SeriesReader

_PLACES = {"locus": "loci", "reach": "laid_out"}
_BELOW = ("position", "plot", "map", "range", "panels", "frames")


class PanelReader:
    """Reads the views of a document."""

    def __init__(self, ledger: Ledger, session: Draft, series: SeriesReader) -> None:
        self.ledger = ledger
        self.session = session
        self.series = series
        self.views: dict[str, View] = {}
        self.order: list[str] = []
        self.called: dict[str, str] = {}
        """Neutral ids by what the document calls its views."""
        self._count = 0
        self._named: set[str] = set()
        """Series that a view or frame names."""
        self._open = {True: False, False: False}
        """Whether a view of measurements, or one along a genome, shows whatever is visible."""

    def fresh(self, place: str, called: str) -> Draft:
        """A new view at a place of the document."""
        self._count += 1
        draft = Draft(("views", f"v{self._count}"))
        self.ledger.put(draft.owner, place, called)
        return draft

    def finish(self, draft: Draft, tracks: list[str]) -> str:
        """The view is read; its neutral id."""
        key = draft.owner[1]
        self.views[key] = View(tracks=tracks, **draft.values(ID))
        return key

    def top(self, key: str, node: _json.Node) -> None:
        """The open plot or map."""
        draft = self.fresh(f"/{key}", key)
        draft.set("kind", key)
        draft.spelling["place"] = key
        self.called[key] = draft.owner[1]
        told: dict[str, Fate] = {}
        tracks = self.shown(node, draft, told, key)
        self.map(node, draft, told, "", mapping.TOP_MAP) if key == MAP else self.plot(node, draft, told, "", mapping.TOP_PLOT)
        self.order.append(self.finish(draft, tracks))

    def default(self, kind: str) -> list[str]:
        """What a view shows that does not say what: all that is visible, along a genome what is drawn from tracks."""
        visible = [key for key in self.series.order if self.series.visible[key]]
        self._open[kind in ANALYTIC_KINDS] = True
        return visible if kind in ANALYTIC_KINDS else [key for key in visible if self.series.along_genome(key)]

    def shown(self, node: _json.Node, draft: Draft, told: dict[str, Fate], kind: str, field: str = "tracks") -> list[str]:
        """The series that a view or frame names; for a view that names none those that its kind shows then."""
        if "series" not in node.data:
            return self.default(kind) if field == "tracks" else []
        raw = node.data["series"]
        draft.spelling["series"] = True
        if not raw:
            told["series"] = own(field)
            return []
        names = node.child("series")
        fates, found = {}, []
        for at, name in enumerate(raw):
            key = self.series.called[name]
            self._named.add(key)
            if self.series.visible[key]:
                found.append(key)
                fates[str(at)] = Fate("lists", ((draft.owner, field), (("tracks", key), "shown")))
            else:
                fates[str(at)] = Fate("superseded", "by visible")
        self.ledger.bind(names, mapping.NOTHING, draft.owner, fates=fates)
        return found

    def dashboard(self, node: _json.Node) -> None:
        """The dashboard; one that says something of itself is a view, made of those on it."""
        facts = {name: value for name, value in node.data.items() if name != "panels"}
        draft = None
        if any(name in mapping.DASHBOARD.words for name in facts):
            draft = self.fresh(f"/{DASHBOARD}", DASHBOARD)
            draft.set("kind", "dashboard")
            draft.spelling["place"] = DASHBOARD
            self.order.append(draft.owner[1])
        told: dict[str, Fate] = {}
        holder = (self.session, f"{DASHBOARD}/") if draft is None else (draft, "")
        inner = self.inner(node, "panels", told, holder)
        keys = self.list_of(inner) if inner is not None else []
        consume(self.ledger, node, facts, mapping.DASHBOARD, *holder).update(told)
        if draft is None:
            self.order += keys
        else:
            draft.set("views", keys)
            self.finish(draft, [])

    def inner(self, node: _json.Node, key: str, told: dict[str, Fate], holder: tuple[Draft, str]) -> _json.Node | None:
        """The node of a part; None for an empty one, which goes to the extras of the `holder`, behind what stands there."""
        raw = node.data.get(key)
        if raw in ({}, []):
            told[key] = empty(holder[0], f"{holder[1]}{key}", raw)
            return None
        return node.child(key) if key in node.data else None

    def list_of(self, node: _json.Node) -> list[str]:
        """The neutral ids of a list of panels."""
        found = [self.panel(one) for one in node.nodes()]
        self.ledger.bind(node, mapping.NOTHING, SESSION)
        return found

    def panel(self, node: _json.Node) -> str:
        """One panel, with those inside it."""
        facts = node.data
        draft = self.fresh(node.path, str(facts.get("id", facts.get("title", facts["type"]))))
        told: dict[str, Fate] = {}
        if "id" in facts:
            draft.spelling["id"] = facts["id"]
            self.called[facts["id"]] = draft.owner[1]
        for key, field in _PLACES.items():
            if key in facts and (fate := self.places(node, key, draft, field)) is not None:
                told[key] = fate
        for key, table in (("position", mapping.POSITION), ("range", mapping.RANGE)):
            if (below := self.inner(node, key, told, (draft, ""))) is not None:
                consume(self.ledger, below, below.data, table, draft, f"{key}/")
        if (below := self.inner(node, "plot", told, (draft, ""))) is not None:
            self.plot(below, draft, {}, "plot/", mapping.PLOT)
        if (below := self.inner(node, "map", told, (draft, ""))) is not None:
            self.map(below, draft, {}, "map/", mapping.MAP)
        if (below := self.inner(node, "panels", told, (draft, ""))) is not None:
            draft.set("views", self.list_of(below))
        self.frames(node, draft, told)
        tracks = self.shown(node, draft, told, PANELS[facts["type"]])
        rest = {name: value for name, value in facts.items() if name not in _BELOW}
        consume(self.ledger, node, rest, mapping.PANEL, draft, "").update(told)
        return self.finish(draft, tracks)

    def places(self, holder: _json.Node, key: str, draft: Draft, field: str) -> Fate | None:
        """A list of places; the fate of the key where that is one fact. Raises `MalformedError` for what is no place."""
        raw = holder.data[key]
        found = places.read(raw)
        if found is None:
            raise MalformedError(
                "analytics.locus",
                "That is no place along a genome.",
                path=f"{holder.path}/{key}",
                hint="Write chr1:1,001-2,000 (counted from 1), or a name to search.",
            )
        draft.set(field, found, places.spelling(raw))
        return places.bind(self.ledger, holder, key, draft.owner, field, draft.ignored, key)

    def frames(self, node: _json.Node, draft: Draft, told: dict[str, Fate]) -> None:
        """The frames of a genome panel."""
        inner = self.inner(node, "frames", told, (draft, ""))
        if inner is None:
            return
        found = {}
        for at, one in enumerate(inner.nodes(), 1):
            part = Draft(draft.owner, f"panels.p{at}.")
            fates: dict[str, Fate] = {}
            tracks = self.shown(one, part, fates, "", f"panels.p{at}.tracks")
            facts = {name: value for name, value in one.data.items() if name != "series"}
            consume(self.ledger, one, facts, mapping.FRAME, part, "").update(fates)
            found[f"p{at}"] = Panel(tracks=tracks, **part.values(ID))
        self.ledger.bind(inner, mapping.NOTHING, draft.owner)
        draft.set("panels", found)

    def plot(self, node: _json.Node, draft: Draft, told: dict[str, Fate], rel: str, table: Table) -> None:
        """How values are plotted."""
        for axis, words in mapping.AXES.items():
            if (below := self.inner(node, axis, told, (draft, rel))) is not None:
                consume(self.ledger, below, below.data, words, draft, f"{rel}{axis}/")
        rest = {name: value for name, value in node.data.items() if name not in (*mapping.AXES, *node.deeper)}
        consume(self.ledger, node, rest, table, draft, rel).update(told)

    def map(self, node: _json.Node, draft: Draft, told: dict[str, Fate], rel: str, table: Table) -> None:
        """Where a map looks, and what it draws."""
        for key, words in (("center", mapping.CENTER), ("heatmap", mapping.HEATMAP)):
            if (below := self.inner(node, key, told, (draft, rel))) is not None:
                consume(self.ledger, below, below.data, words, draft, f"{rel}{key}/")
        rest = {name: value for name, value in node.data.items() if name not in ("center", "heatmap", *node.deeper)}
        consume(self.ledger, node, rest, table, draft, rel).update(told)

    def genome(self, draft: Draft) -> None:
        """A genome view that is no panel shows the visible series that have a track."""
        draft.spelling["place"] = LOCUS
        self.order.append(self.finish(draft, self.default("linear")))

    def overrule(self) -> None:
        """Hidden series that no view would show if they were visible: each view names others."""
        for key in self.series.hidden:
            shown = self._open[True] or (self._open[False] and self.series.along_genome(key))
            if key in self.series.visible and key not in self._named and not shown:
                self.series.overrule(key)

    def rest(self) -> None:
        """What nothing shows of what is visible: tracks in a genome view, and, without any view, series in a table."""
        genome = any(view.kind not in ANALYTIC_KINDS for view in self.views.values())
        if not genome and any(self.series.along_genome(key) for key in self.series.order):
            self.genome(self.fresh("#genome", "genome"))
        if not self.views and self.series.order:
            draft = self.fresh("#table", TABLE)
            draft.set("kind", TABLE)
            draft.spelling["place"] = TABLE
            self.order.append(self.finish(draft, self.default(TABLE)))
