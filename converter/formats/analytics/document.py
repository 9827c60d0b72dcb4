"""The analytics session as a document: its parts with their types, published as a JSON Schema, and checked by it."""

from __future__ import annotations

import typing
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec
from msgspec import UNSET, UnsetType

from converter import model
from converter.formats.analytics.names import DEEPEST_ZOOM, MOMENT, PANELS, TIME, camel
from converter.model.analytics import Latitude, Longitude
from converter.model.base import Color

Text = Annotated[str, msgspec.Meta(min_length=1)]
Key = Annotated[str, msgspec.Meta(min_length=1, description="Unique among its like; others refer to it by this.")]
Time = Annotated[str, msgspec.Meta(pattern=TIME, description="ISO 8601, with the offset where it is known.")]
Moment = Annotated[str, msgspec.Meta(pattern=MOMENT, description="ISO 8601, or relative to now.")]
Version = Annotated[str, msgspec.Meta(pattern=r"^\d+\.\d+$", description="Of this schema: 1.0 or 1.1.")]
Cells = Annotated[int, msgspec.Meta(ge=1)]
Cell = Annotated[int, msgspec.Meta(ge=0)]


class _Part(msgspec.Struct, kw_only=True, omit_defaults=True, rename="camel"):
    """An object of the document; keys that are not named here are kept, but say nothing to a viewer."""


def _mirror(name: str, of: Any, doc: str, *without: str, **more: Any) -> Any:
    """A part that says the fields of a Struct of the model under the same names, in camel case, and `more`."""
    hints = typing.get_type_hints(of, include_extras=True)
    held = {field: hint for field, hint in hints.items() if field not in ("extras", *without)} | more
    fields = [(field, hint, UNSET) for field, hint in held.items()]
    made = msgspec.defstruct(name, fields, bases=(_Part,), kw_only=True, rename=camel, omit_defaults=True)
    made.__doc__ = doc
    return made


class Mark(_Part):
    """A value that is marked; without one the lowest."""

    value: float | UnsetType | None = UNSET
    color: Color | UnsetType = UNSET
    label: str | UnsetType = UNSET


if TYPE_CHECKING:
    Genome = Any
    Track = Any
    Look = Any
    PartLook = Any
    Range = Any
else:
    Genome = _mirror("Genome", model.Genome, "A genome: an id that browsers know, or where its sequence lies.")
    Track = _mirror("Track", model.Source, "A data file along the genome that series are drawn from.", id=Key | UnsetType)
    Look = _mirror("Look", model.Display, "How a series looks along a genome.", "color")
    PartLook = _mirror("PartLook", model.Display, "How a part of an alignment looks.")
    Range = _mirror(
        "Range", model.DisplayRange, "The range of values of a panel, and the values that are marked.",
        marks=list[Mark] | UnsetType,
    )  # fmt: skip


class AlignmentPart(_Part):
    """Coverage, reads or junctions of an alignment."""

    name: str | UnsetType = UNSET
    sample_attribute_key: str | UnsetType = UNSET
    visible: bool | UnsetType = UNSET
    look: PartLook | UnsetType = UNSET
    range: Range | UnsetType = UNSET


class Filter(_Part):
    """One condition on measurements: what is looked at, and the values that it may have, or a range from … to …."""

    by: Text | UnsetType = UNSET
    """question, user, device, time, parameter, attribute, sample, gene, variable, …"""
    id: str | int | UnsetType = UNSET
    label: str | UnsetType = UNSET
    operator: Text | UnsetType = UNSET
    """is equal to (default), is not equal to, is greater than, is less than, is greater than or equal to,
    is less than or equal to, starts with, contains, does not contain."""
    values: Annotated[list[str | float | bool], msgspec.Meta(min_length=1)] | UnsetType = UNSET
    """One of them is enough."""
    from_: str | float | UnsetType = msgspec.field(default=UNSET, name="from")
    to: str | float | UnsetType = UNSET
    boolean: str | UnsetType = UNSET
    filters: Annotated[list[Filter], msgspec.Meta(min_length=1)] | UnsetType = UNSET
    """In place of all else: conditions that are joined the other way than those that they stand among."""


class Selection(_Part):
    """The filters that all series share, and what is done with samples."""

    name: str | UnsetType = UNSET
    match: Literal["all", "any"] | UnsetType = UNSET
    filters: list[Filter] | UnsetType = UNSET
    flagged: Literal["include", "exclude", "only"] | UnsetType = UNSET
    """What is done with measurements that somebody has flagged as doubtful."""
    show_tracks: bool | UnsetType = UNSET
    group_by: str | UnsetType = UNSET
    hidden_attributes: list[str] | UnsetType = UNSET
    visible_attributes: list[str] | UnsetType = UNSET
    show_names: bool | UnsetType = UNSET
    names_width_px: float | UnsetType = UNSET


class Series(_Part):
    """A subset of the measurements, or a track along a genome."""

    id: Key | UnsetType = UNSET
    name: str | UnsetType = UNSET
    color: Color | UnsetType = UNSET
    visible: bool | UnsetType = UNSET
    """Default: true."""
    match: Literal["all", "any"] | UnsetType = UNSET
    filters: list[Filter] | UnsetType = UNSET
    flagged: Literal["include", "exclude", "only"] | UnsetType = UNSET
    description: str | UnsetType = UNSET
    track: Key | UnsetType = UNSET
    """Id of the track that it is drawn from."""
    kind: Text | UnsetType = UNSET
    """What a track shows, where its file does not tell: alignment, variant, annotation, quantitative, …"""
    look: Look | UnsetType = UNSET
    parts: dict[Literal["coverage", "reads", "junctions"], AlignmentPart | bool] | UnsetType = UNSET
    """Of an alignment, in the order in which they are stacked; true: it is there, and no more is said; false: it is not."""
    members: list[Series] | UnsetType = UNSET
    """Series that are drawn over each other."""
    key: str | UnsetType = UNSET
    category: list[str] | UnsetType = UNSET
    metadata: dict[str, Any] | UnsetType = UNSET
    sample: str | UnsetType = UNSET
    genomes: list[str] | UnsetType = UNSET
    order: float | UnsetType = UNSET
    sample_attribute_key: str | UnsetType = UNSET


class Threshold(_Part):
    """Limits of a parameter wherever it is shown, of one series, or of one panel."""

    id: Key | UnsetType = UNSET
    parameter: str | UnsetType = UNSET
    minimum: float | UnsetType = UNSET
    maximum: float | UnsetType = UNSET
    min: float | UnsetType = UNSET
    """As `minimum`, in version 1.0."""
    max: float | UnsetType = UNSET
    unit: str | UnsetType = UNSET
    applied: bool | UnsetType = UNSET
    marks: list[Mark] | UnsetType = UNSET
    series: Key | UnsetType = UNSET
    panel: Key | UnsetType = UNSET
    baseline: float | UnsetType = UNSET
    scale: Literal["linear", "log"] | UnsetType = UNSET
    flipped: bool | UnsetType = UNSET
    draw_baseline: bool | UnsetType = UNSET
    group: str | UnsetType = UNSET
    """Series of one group share their range."""
    normalize: bool | UnsetType = UNSET
    color_scale: list[float | Color] | UnsetType = UNSET
    marks_in_percent: bool | UnsetType = UNSET


class Axis(_Part):
    """An axis of a plot."""

    parameter: str | UnsetType = UNSET
    title: str | UnsetType = UNSET
    unit: str | UnsetType = UNSET
    minimum: float | UnsetType = UNSET
    maximum: float | UnsetType = UNSET
    scale: Literal["linear", "log"] | UnsetType = UNSET


class Plot(_Part):
    """How values are plotted; `type` is scatter, line, bar, histogram, histogram_2d, box, splom or another."""

    type: Text | UnsetType = UNSET
    mode: Literal["markers", "lines", "both"] | UnsetType = UNSET
    x: Axis | UnsetType = UNSET
    y: Axis | UnsetType = UNSET
    parameters: list[str] | UnsetType = UNSET
    size_by: str | UnsetType = UNSET
    color_by: str | UnsetType = UNSET
    group_by: str | UnsetType = UNSET
    error_bars: Literal["sd", "se", "none"] | UnsetType = UNSET
    bins: Cells | UnsetType = UNSET
    contour: bool | UnsetType = UNSET
    stacked: bool | UnsetType = UNSET
    horizontal: bool | UnsetType = UNSET
    legend: bool | UnsetType = UNSET
    gradient: list[Color] | UnsetType = UNSET


class Center(_Part):
    """A place on earth, each coordinate under its name."""

    latitude: Latitude
    longitude: Longitude


class HeatMap(_Part):
    """A heat map of one parameter, its colours from low to high values."""

    parameter: str | UnsetType = UNSET
    gradient: list[Color] | UnsetType = UNSET
    minimum: float | UnsetType = UNSET
    maximum: float | UnsetType = UNSET


class Map(_Part):
    """A map with markers in the colours of the series, or with a heat map."""

    center: Center | UnsetType = UNSET
    zoom: Annotated[float, msgspec.Meta(ge=0, le=DEEPEST_ZOOM)] | UnsetType = UNSET
    mode: Literal["markers", "heatmap"] | UnsetType = UNSET
    heatmap: HeatMap | UnsetType = UNSET
    base_layer: str | UnsetType = UNSET


class TopPlot(Plot):
    """The plot that stands open."""

    title: str | UnsetType = UNSET
    series: list[Key] | UnsetType = UNSET


class TopMap(Map):
    """The map that stands open."""

    title: str | UnsetType = UNSET
    series: list[Key] | UnsetType = UNSET


class Position(_Part):
    """Cells of the dashboard's grid, counted from 0 at the top left."""

    column: Cell
    row: Cell
    width: Cells
    height: Cells


class Place(_Part):
    """A place along a genome, 0-based half-open, where a text would not say all of it."""

    chromosome: str | UnsetType = UNSET
    start: Cell | UnsetType = UNSET
    end: Cell | UnsetType = UNSET
    name: str | UnsetType = UNSET
    reversed: bool | UnsetType = UNSET


class Frame(_Part):
    """A part of a genome panel that scrolls by itself."""

    title: str | UnsetType = UNSET
    height_px: float | UnsetType = UNSET
    series: list[Key] | UnsetType = UNSET


class Panel(_Part):
    """A panel of the dashboard."""

    type: Literal[tuple(PANELS)]  # type: ignore[valid-type]
    id: Key | UnsetType = UNSET
    title: str | UnsetType = UNSET
    description: str | UnsetType = UNSET
    parameter: str | UnsetType = UNSET
    position: Position | UnsetType = UNSET
    series: list[Key] | UnsetType = UNSET
    """Those that it shows; default: all visible ones."""
    columns: list[str] | UnsetType = UNSET
    plot: Plot | UnsetType = UNSET
    map: Map | UnsetType = UNSET
    range: Range | UnsetType = UNSET
    panels: list[Panel] | UnsetType = UNSET
    locus: Text | list[Text | Place] | UnsetType = UNSET
    loci_name: str | UnsetType = UNSET
    reach: list[Text | Place] | UnsetType = UNSET
    """What can be scrolled to, where that is not the whole genome."""
    frames: list[Frame] | UnsetType = UNSET
    divider_fractions: list[float] | UnsetType = UNSET
    show_ideogram: bool | UnsetType = UNSET
    show_center_line: bool | UnsetType = UNSET
    show_gridlines: bool | UnsetType = UNSET
    color_by_cds: bool | UnsetType = UNSET
    track_labels: str | UnsetType = UNSET


class Dashboard(_Part):
    """The dashboard."""

    title: str | UnsetType = UNSET
    description: str | UnsetType = UNSET
    panels: list[Panel] | UnsetType = UNSET


class Project(_Part):
    """The project whose measurements are looked at."""

    id: str | int | UnsetType = UNSET
    name: str | UnsetType = UNSET
    url: str | UnsetType = UNSET


class Sharing(_Part):
    """Who may see it: everybody who has the link, where it is shareable."""

    shareable: bool | UnsetType = UNSET
    link: str | UnsetType = UNSET


class Span(_Part):
    """The time that the measurements are of."""

    from_: Moment | UnsetType = msgspec.field(default=UNSET, name="from")
    to: Moment | UnsetType = UNSET
    zone: str | UnsetType = UNSET
    refresh: str | UnsetType = UNSET


class Document(_Part):
    """An analytics session: settings of a viewer of measurements, not the measurements.

    Measurements that are added later are included when it is opened again.
    """

    analytics_session: Version
    name: str | UnsetType = UNSET
    description: str | UnsetType = UNSET
    tags: list[str] | UnsetType = UNSET
    saved: Literal["named", "auto"] | UnsetType = UNSET
    created: Time | UnsetType = UNSET
    modified: Time | UnsetType = UNSET
    owner: str | UnsetType = UNSET
    project: Project | UnsetType = UNSET
    studies: list[str] | UnsetType = UNSET
    sharing: Sharing | UnsetType = UNSET
    time: Span | UnsetType = UNSET
    selection: Selection | UnsetType = UNSET
    series: list[Series] | UnsetType = UNSET
    thresholds: list[Threshold] | UnsetType = UNSET
    plot: TopPlot | UnsetType = UNSET
    map: TopMap | UnsetType = UNSET
    dashboard: Dashboard | UnsetType = UNSET
    active: Text | UnsetType = UNSET
    """What is looked at: `plot`, `map`, or the id of a panel."""
    genome: Text | Genome | UnsetType = UNSET
    locus: Text | list[Text | Place] | UnsetType = UNSET
    tracks: list[Track] | UnsetType = UNSET
    carried_data: str | UnsetType = UNSET


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of an analytics session."""
    (root,), components = msgspec.json.schema_components([Document], ref_template="#/$defs/{name}")
    title = "analytics session, version 1.1"
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **root, "$defs": components}
