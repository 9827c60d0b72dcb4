"""What analytics sessions say beyond genome sessions: subsets by filters, thresholds, plots, maps, dashboards, sharing.

A viewer of measurements saves settings, not data: which subsets (series), which limits, which panels. They live in the
neutral session so:

- A *series* is a `Track`: its name, `display.color`, whether a view shows it, and which measurements it is made of
  (`selection`). One without a file along a genome is of the kind `series`.
- What holds for all series, the filter of the session, is `Session.samples` (`filters`, `filter_match`, `flagged`).
- The limits and marks of one series are its `display_range`, those of one panel the `display_range` of its view, those of
  a parameter wherever it is shown a `Threshold` of the session.
- Every panel, plot, map or table is a `View`; a dashboard that says something of its own is one made of `views`.
- What belongs to none of these is `Session.analytics`.
"""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import UNSET, UnsetType

from converter.model.base import Color, Object

ANALYTIC_KINDS = (
    *("dashboard", "plot", "map", "table", "text", "average", "contributions", "flagged_by_instrument", "flagged_by_user"),
)
"""Kinds of views that show measurements as such; all others lie along a genome."""

Latitude = Annotated[float, msgspec.Meta(ge=-90, le=90)]
"""Degrees north."""
Longitude = Annotated[float, msgspec.Meta(ge=-180, le=180)]
"""Degrees east."""


OPERATORS = (
    *("is equal to", "is not equal to", "is greater than", "is less than", "is greater than or equal to"),
    *("is less than or equal to", "starts with", "contains", "does not contain"),
)
"""How a filter compares, in IGV's words."""


class Filter(msgspec.Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """One condition: `item` `operator` `value`."""

    by: str | UnsetType = UNSET
    """What is looked at: question, user, device, time, attribute, parameter, sample, gene, variable, …"""
    item: str | UnsetType = UNSET
    """Its name, as people read it."""
    item_id: str | UnsetType = UNSET
    """Its identifier, where that is not the name."""
    operator: str | UnsetType = UNSET
    """`OPERATORS`, or a word of the format's own."""
    value: str | UnsetType = UNSET
    """As text, numbers too; times are ISO 8601."""
    boolean: str | UnsetType = UNSET
    """How IGV joins it to the others; what holds is the match of all."""
    group: str | UnsetType = UNSET
    """Filters of one group count as one, and are joined the other way: where all must match, one of a group is enough;
    where any is enough, all of a group must match."""


class Selection(msgspec.Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """Which measurements or samples belong to a series."""

    match: str | UnsetType = UNSET
    """all, any."""
    filters: dict[str, Filter] | UnsetType = UNSET
    """By `f1`, `f2`, … in source order."""
    flagged: str | UnsetType = UNSET
    """include, exclude, only: what is done with measurements that somebody has flagged as doubtful."""


class Samples(Object):
    """Sample information and what is done with it: which samples or measurements the session shows."""

    sources: list[str] | UnsetType = UNSET
    hidden_attributes: list[str] | UnsetType = UNSET
    visible_attributes: list[str] | UnsetType = UNSET
    group_by: str | UnsetType = UNSET
    show_names: bool | UnsetType = UNSET
    names_width_px: float | UnsetType = UNSET
    filter_name: str | UnsetType = UNSET
    filter_match: str | UnsetType = UNSET
    filter_show_tracks: bool | UnsetType = UNSET
    filters: dict[str, Filter] | UnsetType = UNSET
    """By `f1`, `f2`, … in source order."""
    flagged: str | UnsetType = UNSET
    """include, exclude, only: what is done with measurements that somebody has flagged as doubtful."""


class Plot(msgspec.Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """How values are plotted. `x`, `y`, … name parameters."""

    type: str | UnsetType = UNSET
    """scatter, line, bar, histogram, histogram_2d, box, splom, heatmap, pie, gauge, stat, …"""
    mode: str | UnsetType = UNSET
    """markers, lines, both."""
    parameters: list[str] | UnsetType = UNSET
    """Of a matrix of plots (splom)."""
    x: str | UnsetType = UNSET
    x_title: str | UnsetType = UNSET
    x_unit: str | UnsetType = UNSET
    x_minimum: float | UnsetType = UNSET
    x_maximum: float | UnsetType = UNSET
    x_scale: str | UnsetType = UNSET
    """linear, log."""
    y: str | UnsetType = UNSET
    y_title: str | UnsetType = UNSET
    y_unit: str | UnsetType = UNSET
    y_minimum: float | UnsetType = UNSET
    y_maximum: float | UnsetType = UNSET
    y_scale: str | UnsetType = UNSET
    size_by: str | UnsetType = UNSET
    color_by: str | UnsetType = UNSET
    group_by: str | UnsetType = UNSET
    error_bars: str | UnsetType = UNSET
    """sd, se, none."""
    bins: int | UnsetType = UNSET
    contour: bool | UnsetType = UNSET
    stacked: bool | UnsetType = UNSET
    horizontal: bool | UnsetType = UNSET
    legend: bool | UnsetType = UNSET
    gradient: list[Color] | UnsetType = UNSET
    """From low to high values."""


class GeoMap(msgspec.Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """Where a map looks and what it draws."""

    latitude: Latitude | UnsetType = UNSET
    longitude: Longitude | UnsetType = UNSET
    zoom: float | UnsetType = UNSET
    """Level of web maps: 0 is the whole world, each level twice as near."""
    mode: str | UnsetType = UNSET
    """markers, heatmap."""
    parameter: str | UnsetType = UNSET
    """Whose values the heat map shows."""
    gradient: list[Color] | UnsetType = UNSET
    """From low to high values."""
    minimum: float | UnsetType = UNSET
    maximum: float | UnsetType = UNSET
    base_layer: str | UnsetType = UNSET


class Position(msgspec.Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """Where a panel lies on its dashboard, in cells of a grid, counted from 0 at the top left."""

    column: int | UnsetType = UNSET
    row: int | UnsetType = UNSET
    column_span: int | UnsetType = UNSET
    row_span: int | UnsetType = UNSET


class Threshold(Object):
    """Limits of a parameter wherever it is shown: measurements beyond them are left out where it is `applied`."""

    parameter: str | UnsetType = UNSET
    minimum: float | UnsetType = UNSET
    maximum: float | UnsetType = UNSET
    unit: str | UnsetType = UNSET
    applied: bool | UnsetType = UNSET
    marks: list[dict[str, Any]] | UnsetType = UNSET
    """Values that are marked, from low to high: `value` (None: from the lowest on), `color`, `label`."""
    view: str | UnsetType = UNSET
    """Neutral id of the view that it is for, where that is not all of them."""


class Analytics(Object):
    """What an analytics session says of itself: the project whose measurements it shows, the time, and who may see it."""

    project: str | UnsetType = UNSET
    project_id: str | UnsetType = UNSET
    project_url: str | UnsetType = UNSET
    studies: list[str] | UnsetType = UNSET
    """Ids of the data sets that it is made of, where it is made of several."""
    description: str | UnsetType = UNSET
    tags: list[str] | UnsetType = UNSET
    saved: str | UnsetType = UNSET
    """named, auto."""
    created: str | UnsetType = UNSET
    """Times are ISO 8601."""
    modified: str | UnsetType = UNSET
    owner: str | UnsetType = UNSET
    shareable: bool | UnsetType = UNSET
    link: str | UnsetType = UNSET
    time_from: str | UnsetType = UNSET
    """Of the measurements that are shown: ISO 8601, or relative to now (`now-6h`)."""
    time_to: str | UnsetType = UNSET
    time_zone: str | UnsetType = UNSET
    refresh: str | UnsetType = UNSET
    """How often the data are asked for anew."""
