"""A classic dashboard to the neutral session; records in the ledger where every fact went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import UNSET

from converter.formats import _json
from converter.formats._draft import Draft
from converter.formats.base import decoded
from converter.formats.grafana import mapping
from converter.formats.grafana.panels import PanelReader
from converter.formats.grafana.shape import ID, checked
from converter.formats.grafana.tree import aside, close
from converter.formats.grafana.tree import read as read_tree
from converter.formats.grafana.variables import VariableReader
from converter.limits import measure
from converter.loss.ledger import ANALYTICS, SESSION, Fate, structural
from converter.model import Analytics, Genome, Samples, Session

if TYPE_CHECKING:
    from converter.formats.base import Job
    from converter.limits import Limits
    from converter.loss.ledger import Ledger

_ENVELOPE = ("apiVersion", "kind")
_GRID = 16
"""The schema version since which panels stand in a grid, and no longer in rows."""


def read(data: bytes, ledger: Ledger, job: Job) -> Session:
    """The neutral session of a dashboard.

    Raises `UnknownFormatError` for another document, `RefusedError` for what Grafana writes that is no classic dashboard,
    `MalformedError` for a dashboard whose panels are no list.
    """
    root = decoded(data, job)
    key = checked(root)
    ledger.total = measure(root, job.limits)[1]
    return DashboardReader(ledger, job.limits).run(_json.Node(root), key)


class DashboardReader:
    """Reads one dashboard."""

    def __init__(self, ledger: Ledger, limits: Limits) -> None:
        self.ledger = ledger
        self.session = Draft(SESSION)
        self.analytics = Draft(ANALYTICS)
        self.panels = PanelReader(ledger, self.session, limits)
        self.variables = VariableReader(ledger, self.session, self.panels)

    def run(self, root: _json.Node, key: str) -> Session:
        """The session of a document whose dashboard lies under `key`."""
        node = root
        if key:
            node = root.child(key)
            self.envelope(root)
        order = self.dashboard(node)
        genome, samples, analytics = (one.values(ID) for one in (self.variables.genome, self.variables.samples, self.analytics))
        tracks = self.panels.series.built()
        return Session(
            forms={ID: {"version": str(node.data["schemaVersion"])}},
            genome=Genome(**genome) if genome else UNSET,
            tracks=tracks,
            track_order=list(tracks),
            views=self.panels.built(),
            view_order=order,
            samples=Samples(**samples) if samples else UNSET,
            analytics=Analytics(**analytics) if analytics else UNSET,
            **self.session.values(ID),
        )

    def envelope(self, root: _json.Node) -> None:
        """What stands around a dashboard: what a server says of it, or the head of a resource."""
        if isinstance(meta := root.data.get("meta"), dict) and meta:
            read_tree(mapping.META, self.ledger, root.child("meta"), self.analytics, "meta/")
        close(self.ledger, root, self.session, "envelope", {name: structural(name) for name in _ENVELOPE if name in root.data})

    def dashboard(self, node: _json.Node) -> list[str]:
        """The dashboard itself; returns the views that stand side by side."""
        facts = node.data
        templating = facts.get("templating")
        if isinstance(templating, dict) and isinstance(templating.get("list"), list) and templating["list"]:
            held = node.child("templating")
            self.variables.read(held.child("list"), "templating/list")
            close(self.ledger, held, self.session, "templating")
        order = [*self.variables.order, *self.shown(node)]
        told = read_tree(mapping.DASHBOARD, self.ledger, node, self.analytics)
        if isinstance(title := facts.get("title"), str):
            self.session.set("name", title)
            told["title"] = Fate("feeds", ((SESSION, "name"),))
        elif "title" in facts:
            told["title"] = aside(self.analytics, "title", title)
        return order

    def shown(self, node: _json.Node) -> list[str]:
        """The panels, with what the document has of the library that some of them stand in."""
        facts, found = node.data, []
        self.panels.library.take(node)
        if facts.get("panels"):
            found += self.panels.grid(node.child("panels"), "panels")
        if facts.get("rows") and facts["schemaVersion"] < _GRID:
            found += self.panels.rows(node.child("rows"), "rows")
        if (held := self.panels.library.node) is not None:
            close(self.ledger, held, self.session, "__elements")
        return found
