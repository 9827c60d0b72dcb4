"""How analytics sessions spell the neutral fields, both ways, and what they can't say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from converter import model
from converter.formats._consume import Table
from converter.formats._words import CANNOT, Codec, Word, choice
from converter.formats.analytics.filters import TEXT
from converter.formats.analytics.names import DEEPEST_ZOOM, MOMENT, PANELS, TIME, camel
from converter.loss.announce import Cannot

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

NOTHING = Table()
_NOT = Codec(lambda raw: not raw, lambda value: not value)


def _one_of(*possible: str) -> Codec:
    return choice({name: name for name in possible})


_MATCH, _FLAGGED, _SCALE = _one_of("all", "any"), _one_of("include", "exclude", "only"), _one_of("linear", "log")


def _that(allowed: Callable[[Any], bool]) -> Codec:
    """A codec of values that the schema allows; others the document can't say."""
    return Codec(lambda raw: raw, lambda value: value if allowed(value) else CANNOT)


def _matching(pattern: str) -> Codec:
    whole = re.compile(pattern)
    return _that(lambda value: whole.search(value) is not None)


_TEXT, _CELL, _CELLS = _that(bool), _that(lambda value: value >= 0), _that(lambda value: value >= 1)


def _same(branch: str, *fields: str) -> list[Word]:
    """Words for fields that are called alike, in camel case."""
    return [Word(camel(field), f"{branch}{field}") for field in fields]


def _all(struct: Any, branch: str, *without: str) -> list[Word]:
    """Words for every field of a Struct but some."""
    return _same(branch, *(name for name in struct.__struct_fields__ if name not in ("extras", *without)))


GENOME = Table(_all(model.Genome, ""))
TRACK = Table(_all(model.Source, ""), structural=("id",))

SESSION = Table(
    _same("", "name"),
    structural=("analyticsSession",),
    deeper=("genome", "locus", "active"),
)
ANALYTICS = Table(
    [
        Word("saved", "saved", _one_of("named", "auto")),
        Word("created", "created", _matching(TIME)),
        Word("modified", "modified", _matching(TIME)),
        *_same("", "description", "tags", "owner", "studies"),
    ]
)
"""Words of the document that say something of what is neither genome nor view."""
PROJECT = Table([Word("id", "project_id", TEXT), Word("name", "project"), Word("url", "project_url")])
SHARING = Table(_same("", "shareable", "link"))
SPAN = Table(
    [
        Word("from", "time_from", _matching(MOMENT)),
        Word("to", "time_to", _matching(MOMENT)),
        Word("zone", "time_zone"),
        Word("refresh", "refresh"),
    ]
)

SELECTION = Table(
    [
        Word("name", "filter_name"),
        Word("match", "filter_match", _MATCH),
        Word("flagged", "flagged", _FLAGGED),
        Word("showTracks", "filter_show_tracks"),
        *_same("", "group_by", "hidden_attributes", "visible_attributes", "show_names", "names_width_px"),
    ]
)
ONLY_SERIES = Table([Word("match", "filter_match", _MATCH), Word("flagged", "flagged", _FLAGGED)])
"""What the only series of a session says of all measurements in it."""
SERIES = Table(
    [
        Word("color", "display.color"),
        Word("match", "selection.match", _MATCH),
        Word("flagged", "selection.flagged", _FLAGGED),
        Word("kind", "kind", _TEXT),
        *_same("", "name", "description", "key", "category", "metadata", "sample", "genomes", "order"),
        *_same("", "sample_attribute_key"),
    ],
    structural=("id",),
    deeper=("visible", "track", "filters"),
)
FIRST_SERIES = Table(
    [word for word in SERIES.words.values() if not word.field.startswith("selection.")],
    structural=("id",),
    deeper=("visible", "track", "filters", "match", "flagged"),
)
"""A series whose filters are those of the session."""
LOOK = Table(_all(model.Display, "display.", "color"))

PART_LOOK = Table(_all(model.Display, "display."))
PART = Table(_same("", "name", "sample_attribute_key", "visible"))

_RANGE = (
    *("unit", "baseline", "flipped", "draw_baseline", "normalize", "color_scale", "parameter", "marks_in_percent"),
    "marks",
)
THRESHOLD_OF_SERIES = Table(
    [
        Word("minimum", "display_range.minimum"),
        Word("min", "display_range.minimum"),
        Word("maximum", "display_range.maximum"),
        Word("max", "display_range.maximum"),
        Word("applied", "display_range.autoscale", _NOT),
        Word("group", "display_range.autoscale_group"),
        Word("scale", "display_range.scale", _SCALE),
        *_same("display_range.", *_RANGE),
    ],
    structural=("id",),
    deeper=("series",),
)
THRESHOLD = Table(
    [
        Word("minimum", "minimum"),
        Word("min", "minimum"),
        Word("maximum", "maximum"),
        Word("max", "maximum"),
        *_same("", "parameter", "unit", "applied", "marks"),
    ],
    structural=("id",),
    deeper=("panel",),
)
RANGE = Table(_all(model.DisplayRange, "display_range."))

PANEL = Table(
    [
        Word("type", "kind", choice(PANELS)),
        *_same("", "title", "description", "parameter", "columns", "loci_name", "divider_fractions", "show_ideogram"),
        *_same("", "show_center_line", "show_gridlines", "color_by_cds", "track_labels"),
    ],
    structural=("id",),
    deeper=("series", "locus", "reach"),
)
DASHBOARD = Table(_same("", "title", "description"))
POSITION = Table(
    [
        Word("column", "position.column", _CELL),
        Word("row", "position.row", _CELL),
        Word("width", "position.column_span", _CELLS),
        Word("height", "position.row_span", _CELLS),
    ]
)
FRAME = Table([Word("title", "name"), Word("heightPx", "height_px")], deeper=("series",))
_PLOT = [
    Word("mode", "plot.mode", _one_of("markers", "lines", "both")),
    Word("errorBars", "plot.error_bars", _one_of("sd", "se", "none")),
    Word("type", "plot.type", _TEXT),
    Word("bins", "plot.bins", _CELLS),
    *_same("plot.", "parameters", "size_by", "color_by", "group_by", "contour", "stacked", "horizontal", "legend"),
    *_same("plot.", "gradient"),
]
PLOT = Table(_PLOT)
TOP_PLOT = Table([*_PLOT, Word("title", "title")], deeper=("series",))
AXES = {
    axis: Table(
        [
            Word("parameter", f"plot.{axis}"),
            Word("scale", f"plot.{axis}_scale", _SCALE),
            *(Word(name, f"plot.{axis}_{name}") for name in ("title", "unit", "minimum", "maximum")),
        ]
    )
    for axis in ("x", "y")
}
_MAP = [
    Word("mode", "map.mode", _one_of("markers", "heatmap")),
    Word("zoom", "map.zoom", _that(lambda value: 0 <= value <= DEEPEST_ZOOM)),
    Word("baseLayer", "map.base_layer"),
]
MAP = Table(_MAP)
TOP_MAP = Table([*_MAP, Word("title", "title")], deeper=("series",))
CENTER = Table(_same("map.", "latitude", "longitude"))
HEATMAP = Table(_same("map.", "parameter", "gradient", "minimum", "maximum"))

_OTHER = Cannot(
    "An analytics session says of a track where its data are, its colours, range and renderer; it has no word for {what}."
)
_TIME = Cannot("Times of an analytics session are ISO 8601, or relative to now.")
_FILTERS = Cannot("Filters of an analytics session have no empty words, and those of one group stand together.")
_REGIONS = Cannot("An analytics session has no regions of interest along a genome.")
_SETTINGS = Cannot("An analytics session has no settings of a genome browser.")

CANNOT_SAY: Mapping[str, Cannot] = {
    "sources/": Cannot("An analytics session names the files that its series are drawn from, no others."),
    "sources/format": Cannot("An analytics session says the format of a file by its usual name."),
    **{f"tracks/{name}": _OTHER for name in ("parts", "reads", "variants", "interactions", "sequence", "analysis")},
    "tracks/": Cannot("A track that stands in no list of the session is no series of an analytics session."),
    "tracks/kind": Cannot("A series without a file is one of measurements, whatever its track was to show."),
    "tracks/members": Cannot("An overlay without a single series is a series like others."),
    "tracks/shown": Cannot("An analytics session shows a series where a panel of its dashboard does."),
    "tracks/source": Cannot("Nothing is known of the file that an analytics session could say."),
    "tracks/info_url": Cannot("Links of features belong to the file of a track."),
    "tracks/same_as": Cannot("Each series stands for itself; that two show the same is not said."),
    **dict.fromkeys(("samples/filters", "tracks/selection.filters"), _FILTERS),
    "views/": Cannot("An analytics session has no view of this kind."),
    "views/highlights": _REGIONS,
    "views/loci": Cannot("A panel along a genome shows whole bases, from a start to an end behind it."),
    **dict.fromkeys(("views/panels", "views/views"), Cannot("A panel shows series; it is made of no other panels.")),
    "views/map": Cannot("An analytics session says where a map looks by its latitude and its longitude, not by one of them."),
    "views/position": Cannot("An analytics session has no panels that lie on each other, nor any without a size."),
    "analytics/": _TIME,
    **{f"analytics/{name}": _TIME for name in ("created", "modified", "time_from", "time_to")},
    "regions/": _REGIONS,
    "region_sets/": _REGIONS,
    "session/focused_view": Cannot("An analytics session says what is active only where something of it is shown."),
    "genome/": Cannot("An analytics session names a genome by its id or its files; this one has none.", "Give it with 'genome'."),
    "genomes/": Cannot("An analytics session has one genome.", "Convert the views of each genome on their own (option 'view')."),
    **dict.fromkeys(("samples/", "samples/sources"), Cannot("An analytics session names no tables of sample attributes.")),
    **{f"session/{name}": _SETTINGS for name in ("preferences", "color_scales", "next_autoscale_group", "hide_empty_panels")},
}
