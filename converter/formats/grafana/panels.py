"""Panels and rows: neutral views."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from converter.formats._draft import Draft
from converter.formats.grafana import mapping, names, parts
from converter.formats.grafana.library import Library
from converter.formats.grafana.marks import thresholds
from converter.formats.grafana.series import PanelSeries, SeriesReader
from converter.formats.grafana.shape import ID
from converter.formats.grafana.shelf import Shelf
from converter.formats.grafana.tree import each, read, refused
from converter.loss.ledger import Fate, own
from converter.model import View

if TYPE_CHECKING:
    from converter.formats import _json
    from converter.limits import Limits
    from converter.loss.ledger import Bound, Ledger


class PanelReader:
    """Reads the panels of a dashboard."""

    def __init__(self, ledger: Ledger, session: Draft, limits: Limits) -> None:
        self.ledger = ledger
        self.session = session
        self.series = SeriesReader(ledger)
        self.drafts: dict[str, Draft] = {}
        self.library = Library(ledger, limits)

    def fresh(self, place: str, called: str) -> Draft:
        """A new view at a place of the document."""
        key = f"v{len(self.drafts) + 1}"
        draft = self.drafts[key] = Draft(("views", key))
        self.ledger.put(draft.owner, place, called)
        return draft

    def built(self) -> dict[str, View]:
        """The views that were read."""
        return {key: View(**draft.values(ID)) for key, draft in self.drafts.items()}

    def grid(self, node: _json.Node, rel: str) -> list[str]:
        """The panels of a grid as Grafana shows them: those below a row that is open belong to it. Returns the outer ones."""
        found: list[_json.Node] = []
        each(self.ledger, node, self.session, rel, lambda one, _: found.append(one))
        outer: list[str] = []
        row: Draft | None = None
        for one in sorted(found, key=_cell):
            before = len(self.ledger.bound)
            draft, facts = self.panel(one), one.data
            if facts.get("type") == "row":
                outer.append(draft.owner[1])
                row = None if facts.get("panels") else draft
                if row is not None:
                    _above(row, self.ledger.bound[before:])
            elif row is None:
                outer.append(draft.owner[1])
            else:
                row.fields.setdefault("views", []).append(draft.owner[1])
        return outer

    def panel(self, node: _json.Node, shelf: Shelf | None = None) -> Draft:
        """One panel, with those inside it; where there is no grid yet, it is put on a shelf."""
        facts = node.data
        draft = self.fresh(node.path, str(facts.get("id", facts.get("title", ""))))
        series = PanelSeries(self.series, draft)
        uid = self.library.link(node, draft)
        told = self._read(node, draft, series, "")
        if uid is not None:
            self.library.read(uid, draft, lambda model: self._read(model, draft, series, "libraryPanel/"))
        if shelf is not None:
            told.update(shelf.put(draft, facts))
        draft.fields.setdefault("kind", "plot")
        draft.fields["tracks"] = series.shown
        return draft

    def _read(self, node: _json.Node, draft: Draft, series: PanelSeries, rel: str) -> dict[str, Fate]:
        """Read the object of a panel by the words of its type; the fates of its own facts."""
        facts = node.data
        kind, before = facts.get("type"), facts.get("autoMigrateFrom")
        words = before if isinstance(before, str) else kind if isinstance(kind, str) else ""
        if isinstance(facts.get("targets"), list) and facts["targets"] and kind not in names.WITHOUT_DATA:
            series.queries(node.child("targets"), f"{rel}targets")
        readers: dict[str, Any] = {
            "panels": partial(self._inner, draft),
            mapping.OVERRIDES: series.overrides,
            mapping.THRESHOLDS: partial(thresholds, self.ledger, draft),
            **{way: partial(reader, self.ledger, draft) for way, reader in parts.READERS.items()},
            "seriesOverrides": series.drawn,
            "aliasColors": series.colored,
        }
        told = read(mapping.panel(words), self.ledger, node, draft, rel, {f"{rel}{way}": one for way, one in readers.items()})
        told.update(_kind(draft, facts, rel))
        if words == "graph":
            told.update(parts.drawn(draft, facts, rel))
        if words == "singlestat":
            told.update(parts.levels(draft, facts, rel))
        return told

    def _inner(self, draft: Draft, node: _json.Node, rel: str) -> None:
        if found := self.grid(node, rel):
            draft.set("views", found)

    def rows(self, node: _json.Node, rel: str) -> list[str]:
        """Rows as they were before schema version 16: their panels stand side by side, each so many twelfths wide."""
        outer: list[str] = []
        top = [0]
        each(self.ledger, node, self.session, rel, lambda one, _: outer.append(self._row(one, top)))
        return outer

    def _row(self, node: _json.Node, top: list[int]) -> str:
        """One row; `top` is the grid's row that it begins in, moved on to the next one."""
        draft = self.fresh(node.path, str(node.data.get("title", "")))
        draft.set("kind", "dashboard")
        shelf = Shelf(top[0], node.data.get("height"))
        found: list[str] = []
        if isinstance(node.data.get("panels"), list) and node.data["panels"]:
            each(
                *(self.ledger, node.child("panels"), draft, "panels"),
                lambda one, _: found.append(self.panel(one, shelf).owner[1]),
            )
        told = read(mapping.ROW, self.ledger, node, draft)
        if shelf.lent:
            told["height"] = Fate("feeds", tuple((owner, "position.row_span") for owner in shelf.lent))
        if found:
            draft.set("views", found)
        top[0] = shelf.bottom
        return draft.owner[1]


def _kind(draft: Draft, facts: dict[str, Any], rel: str) -> dict[str, Fate]:
    """What a panel is, and how it plots."""
    kind = facts.get("type")
    if not isinstance(kind, str) or not kind:
        return {"type": refused(draft, f"{rel}type", kind)} if "type" in facts else {}
    draft.set("kind", names.KINDS.get(kind, "plot"))
    if kind in names.SAID_BY_KIND:
        return {"type": own("kind")}
    draft.set("plot.type", names.PLOTS.get(kind, kind))
    return {"type": own("kind", "plot.type")}


def _above(row: Draft, bound: list[Bound]) -> None:
    """Where an open row lies says which panels are its own: those below it."""
    for one in bound:
        if one.owner == row.owner and one.node.place("y").endswith("/gridPos/y") and "y" in one.node.names():
            one.fates.setdefault("y", Fate("feeds", ((row.owner, "position.row"), (row.owner, "views"))))


def _cell(node: _json.Node) -> tuple[float, float]:
    """Where Grafana sorts a panel in: from top to bottom, then from left to right."""
    held = node.data.get("gridPos")
    row, column = (held.get(name) if isinstance(held, dict) else None for name in ("y", "x"))
    return (row if isinstance(row, int | float) else 0, column if isinstance(column, int | float) else 0)
