"""The words of dashboards that are no table: types of panels and of variables, and names that only Grafana understands."""

from __future__ import annotations

from converter.options import Severity

ALL = "$__all"
"""Value of a variable that lets everything through."""
AUTO = "__auto"
"""A name that Grafana makes of what the data are."""

KINDS = {
    "row": "dashboard",
    "text": "text",
    "geomap": "map",
    "grafana-worldmap-panel": "map",
    "table": "table",
    "table-old": "table",
    "logs": "table",
    "alertlist": "table",
    "dashlist": "table",
    "annolist": "table",
    "news": "table",
}
"""Kinds of views by the type of a panel; all other panels are plots."""
SAID_BY_KIND = ("row", "text", "geomap", "table")
"""Types of panels that their kind says already."""
WITHOUT_DATA = ("row", "text", "alertlist", "dashlist", "annolist", "news")
"""Types of panels that ask for no measurements, whatever queries they still have."""
PLOTS = {
    "timeseries": "line",
    "barchart": "bar",
    "bargauge": "bar_gauge",
    "piechart": "pie",
    "xychart": "scatter",
    "state-timeline": "state_timeline",
    "status-history": "status_history",
}
"""How a panel plots, by its type; other types are their own word for it."""

FILTERING = ("query", "custom", "textbox")
"""Types of variables that choose which measurements are shown; others name a data source, an interval or a constant."""
SPELLED_BY_QUERY = ("textbox", "constant")
"""Types of variables whose `query` is their value where nobody has chosen one."""
ONE_OF = "=|"
"""Operator of an ad-hoc filter that has several values."""
OPERATORS = {
    "=": "is equal to",
    "!=": "is not equal to",
    "<": "is less than",
    ">": "is greater than",
    ONE_OF: "is equal to",
}
"""Of ad-hoc filters, in the model's words; those by regular expression are Grafana's own."""

_SHOWN_OTHERWISE = (
    *("transformations", "repeat", "timeFrom", "timeShift", "interval", "maxDataPoints", "libraryPanel", "nullPointMode"),
)
PANEL = dict.fromkeys(_SHOWN_OTHERWISE, Severity.WARNING)
"""Names of panels whose loss a person would see, all others being lost without much ado."""
_ASKED = ("expr", "query", "rawSql", "rawQuery", "expression", "measurement", "select", "tags", "groupBy", "datasource")
QUERY = dict.fromkeys(_ASKED, Severity.WARNING)
"""What a series is asked for with: without it there is nothing to show."""
DASHBOARD = (
    *("__inputs", "__elements", "__requires", "annotations", "editable", "fiscalYearStartMonth", "gnetId", "graphTooltip"),
    *("hideControls", "id", "iteration", "links", "liveNow", "nav", "originalTitle", "preload", "refresh", "revision"),
    *("sharedCrosshair", "snapshot", "style", "timeRangeUpdatedDuringEditOrView", "timepicker", "uid", "version", "weekStart"),
    *("templating", "time", "tags", "panels", "scopeMeta", "preferredDashboardLink"),
)
"""Names of a dashboard that Grafana understands and the model has no word for."""
