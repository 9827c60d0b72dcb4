"""Charts of a study view, and the clinical tracks of an OncoPrint: views of the neutral session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.formats._draft import Draft
from converter.formats.cbioportal import mapping
from converter.formats.cbioportal.names import ID, TABLE
from converter.model import View

if TYPE_CHECKING:
    from converter.formats.cbioportal.facts import Spot
    from converter.formats.cbioportal.genes import Genes


class ChartReader:
    """Reads charts one after the other."""

    def __init__(self, genes: Genes, views: dict[str, View]) -> None:
        self.genes = genes
        self.views = views

    def begin(self, spot: Spot) -> None:
        """What an object of the document says from here on, it says of a new view."""
        spot.draft, spot.rel = Draft(("views", f"v{len(self.views) + 1}")), ""

    def read(self, chart: Spot) -> None:
        """One chart, whose view is begun."""
        draft, owner = chart.draft, chart.draft.owner
        kind = chart.text("chartType")
        draft.set("kind", "table" if kind is not None and kind.endswith(TABLE) and "VIOLIN" not in kind else "plot")
        if kind is not None:
            draft.set("plot.type", mapping.PLOT.read(kind))
            chart.feeds("chartType", (owner, "plot.type"), (owner, "kind"))
        self._gene(chart, draft)
        layout = chart.node.data.get("layout")
        if isinstance(layout, dict) and layout:
            chart.below("layout").done(mapping.LAYOUT)
        chart.done(mapping.CHART)
        chart.ledger.put(owner, chart.node.path, str(chart.node.data.get("id", chart.node.data.get("name", ""))))
        self.views[owner[1]] = View(**draft.values(ID))

    def _gene(self, chart: Spot, draft: Draft) -> None:
        """The gene whose values a chart shows."""
        symbol = chart.text("hugoGeneSymbol")
        if symbol is None:
            return
        self.genes.add(symbol, told := chart.feeds("hugoGeneSymbol"))
        if chart.text("xAttrId") is None:
            draft.set("plot.x", symbol)
            told.append((draft.owner, "plot.x"))

    def oncoprint(self, spot: Spot) -> None:
        """The clinical attributes that an OncoPrint shows as tracks: the columns of a table."""
        self.begin(spot)
        draft, owner = spot.draft, spot.draft.owner
        draft.set("kind", "table")
        columns = []
        for one in spot.items():
            named = one.text("stableId")
            if named is not None:
                columns.append(named)
                one.feeds("stableId", (owner, "columns"))
            one.done(mapping.TRACK)
        if columns:
            draft.set("columns", columns)
        spot.done()
        spot.ledger.put(owner, spot.node.path, "clinicallist")
        self.views[owner[1]] = View(**draft.values(ID))
