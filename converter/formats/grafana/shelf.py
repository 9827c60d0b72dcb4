"""Where panels lie that say only how many twelfths of their row they are wide, and how high in pixels.

As Grafana's `DashboardMigrator.upgradeToGridLayout` has it: the grid has 24 columns, and rows of 30 pixels with 8 between.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

from converter.loss.ledger import Fate, own

if TYPE_CHECKING:
    from converter.formats._draft import Draft
    from converter.loss.ledger import Owner

_COLUMNS, _TWELFTHS = 24, 12
_ROW_PX, _LEAST_PX = 38, 90
_HEIGHT_PX, _SPAN = 250, 4
_PIXELS = re.compile(r"(\d{1,6})(px)?")


class Shelf:
    """The panels of one row, side by side, those that find no room below them."""

    def __init__(self, top: int, height: Any) -> None:
        self.top = top
        self.bottom = top
        self._column = 0
        self._rows = _rows(height)
        self.lent: list[Owner] = []
        """Views that are as high as their row says."""

    def put(self, draft: Draft, facts: dict[str, Any]) -> dict[str, Fate]:
        """Place a view; the fates of what its panel says of its size."""
        told: dict[str, Fate] = {}
        span, rows = facts.get("span"), _rows(facts.get("height"))
        if isinstance(span, int | float) and 1 <= span <= _TWELFTHS:
            told["span"] = own("position.column_span")
        else:
            span = _SPAN
        if rows is not None:
            told["height"] = own("position.row_span")
        elif self._rows is not None:
            self.lent.append(draft.owner)
        self._place(draft, int(span) * _COLUMNS // _TWELFTHS, rows or self._rows or _grid_rows(_HEIGHT_PX))
        for name in told:
            draft.native.pop(name, None)
        return told

    def _place(self, draft: Draft, columns: int, rows: int) -> None:
        if self._column + columns > _COLUMNS:
            self.top, self._column = self.bottom, 0
        cell = {"column": self._column, "row": self.top, "column_span": columns, "row_span": rows}
        draft.branch("position").update(cell)
        self._column += columns
        self.bottom = max(self.bottom, self.top + rows)


def _rows(height: Any) -> int | None:
    """How many rows of the grid a height is, `250` or `250px`; None for one that is none."""
    found = _PIXELS.fullmatch(height) if isinstance(height, str) else None
    pixels = int(found[1]) if found else height
    return _grid_rows(pixels) if isinstance(pixels, int | float) and not isinstance(pixels, bool) and pixels > 0 else None


def _grid_rows(pixels: float) -> int:
    return math.ceil(max(pixels, _LEAST_PX) / _ROW_PX)
