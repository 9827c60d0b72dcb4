"""The words of analytics sessions that are no table: ids, versions, types of panels, places of views."""

from __future__ import annotations

ID = "analytics"
MARK = "analyticsSession"
"""Key that says that a document is an analytics session, and of which version."""
VERSION = "1.1"
CARRIED = "carriedData"
"""Key that holds carried data; a viewer of measurements does not look at it."""

_CALENDAR = r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?"
TIME = f"^{_CALENDAR}$"
"""ISO 8601."""
_UNIT = "[smhdwMQy]"
MOMENT = f"^({_CALENDAR}|now([+-]\\d+{_UNIT})*(/f?{_UNIT})?)$"
"""ISO 8601, or relative to now, where `/d` is the day (`/fy` the fiscal year) that the moment is in."""
DEEPEST_ZOOM = 30

PANELS = {
    "plot": "plot",
    "map": "map",
    "table": "table",
    "text": "text",
    "parameterAverage": "average",
    "contributions": "contributions",
    "flaggedByInstrument": "flagged_by_instrument",
    "flaggedByUser": "flagged_by_user",
    "dashboard": "dashboard",
    "genome": "linear",
    "circularGenome": "circular",
    "dotPlot": "dot_plot",
    "synteny": "synteny",
    "breakpoint": "breakpoint",
    "spreadsheet": "spreadsheet",
    "svInspector": "sv_inspector",
}
"""Kinds of views by the type of a panel."""

PLOT, MAP, DASHBOARD, LOCUS, TABLE = "plot", "map", "dashboard", "locus", "table"
"""Where a view stands that is no panel: the key of the document, and for the last what is shown where nothing else is."""


def camel(name: str) -> str:
    """A field of the model as a key of the document: `window_function` is `windowFunction`."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)
