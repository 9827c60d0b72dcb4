"""How displays spell the look of a track, both ways: slots of their configuration and properties in a view."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from converter.formats._values import BOOLEAN, COLOR_CSS, NUMBER, TEXT
from converter.formats._words import CANNOT, INVALID, Codec, choice
from converter.formats.jbrowse2.modifications import MODIFICATIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

STATE = "~"
"""Marks the name of a property in a view, where other names are slots of the configuration."""
INLINE = "="
"""Marks a slot of a configuration that stands in the view itself."""

AUTOMATIC_COLOR = "#f0f"
AUTOMATIC_MINIMUM, AUTOMATIC_MAXIMUM = 5e-324, 1.7976931348623157e308
LEAST_HEIGHT = 20


def _height(value: Any) -> Any:
    if not isinstance(value, int | float):
        return CANNOT
    return max(value, LEAST_HEIGHT)


def _color(raw: Any) -> Any:
    return INVALID if raw == AUTOMATIC_COLOR else COLOR_CSS.read(raw)


def _limit(raw: Any) -> Any:
    return INVALID if raw in (AUTOMATIC_MINIMUM, AUTOMATIC_MAXIMUM) else NUMBER.read(raw)


def _whole(value: Any) -> Any:
    return round(value) if isinstance(value, int | float) else CANNOT


HEIGHT = Codec(NUMBER.read, _height)
COLOR = Codec(_color, COLOR_CSS.write)
LIMIT = Codec(_limit, NUMBER.write)
WHOLE = Codec(NUMBER.read, _whole)
COUNT = Codec(lambda raw: raw if type(raw) is int and raw >= 0 else INVALID, NUMBER.write)
SHADED = Codec(BOOLEAN.read, lambda value: value is True or value == "quality" if value is not None else CANNOT)
"""Mismatches can be shaded by their quality, or not at all."""
NOT = Codec(lambda raw: not raw if isinstance(raw, bool) else INVALID, lambda value: not value)
SCALE = choice({"linear": "linear", "log": "log"})
LOG = Codec(lambda raw: ("log" if raw else "linear") if isinstance(raw, bool) else INVALID, lambda value: value == "log")
AUTOSCALE = Codec(lambda raw: True if raw == "local" else INVALID, lambda value: "local" if value is True else CANNOT)
RENDERERS = choice({"xyplot": "bar", "density": "heatmap", "line": "line"})
ROWS = "row_bar"
"""How JBrowse draws several files in one track, where nothing else is said (`MultiLinearWiggleDisplay`, `multirowxy`)."""
BY_DEFAULT = ["", "multirowxy"]
"""How that is spelled where nothing says it: by no name."""
MULTI_RENDERERS = choice(
    {"xyplot": "bar", "multiline": "line", "multirowxy": ROWS, "multirowdensity": "row_heatmap", "multirowline": "row_line"}
)
SUMMARY = choice({"avg": "mean", "max": "max", "min": "min", "whiskers": "whiskers"})
_MODES = {"normal": "expanded", "compact": "squished", "collapse": "collapsed"}
_WRITTEN_MODES = {value: key for key, value in _MODES.items()} | {"full": "normal"}
MODE = Codec(
    lambda raw: _MODES.get(raw, INVALID) if isinstance(raw, str) else INVALID, lambda value: _WRITTEN_MODES.get(value, CANNOT)
)
SPACING = Codec(
    lambda raw: ("squished" if raw else "expanded") if isinstance(raw, bool) else INVALID,
    lambda value: {"squished": True, **dict.fromkeys(("expanded", "full", "collapsed"), False)}.get(value, CANNOT),
)
"""Rows of reads without room between them, which JBrowse calls compact; JBrowse 4 does not heed its `displayMode` of reads."""
_LABEL = re.compile(r"jexl:get\(feature,'([^'\\]+)'\)")


def _label(raw: Any) -> Any:
    found = _LABEL.fullmatch(raw) if isinstance(raw, str) else None
    return found[1] if found else INVALID


LABEL = Codec(_label, lambda value: f"jexl:get(feature,'{value}')" if "'" not in value and "\\" not in value else CANNOT)
COLOR_BY = choice(
    {
        "normal": "none",
        "strand": "read_strand",
        "stranded": "first_of_pair_strand",
        "pairOrientation": "pair_orientation",
        "insertSize": "insert_size",
        "insertSizeAndOrientation": "unexpected_pair",
        "tag": "tag",
        "modifications": "base_modification",
        "methylation": "methylation",
        "mappingQuality": "mapping_quality",
        "perBaseQuality": "base_quality",
        "perBaseLettering": "base",
        "xs": "transcript_strand",
    },
    aliases={"insertSizeAndPairOrientation": "unexpected_pair", "orientation": "pair_orientation"},
)
OF_PAIRS = {"insert_size": "insertSize", "unexpected_pair": "insertSizeAndOrientation", "pair_orientation": "orientation"}
"""How arcs and clouds, where pairs are joined, spell the colourings that they know (`getPairedColor`)."""
SORT_BY = choice({"Start location": "start", "Read strand": "strand", "Base pair": "nucleotide", "tag": "tag"})
POSITION = Codec(
    lambda raw: raw - 1 if isinstance(raw, int) and not isinstance(raw, bool) and raw > 0 else INVALID, lambda value: value + 1
)
_FLAGS = {516: "show", 1540: "filter"}
DUPLICATES = Codec(
    lambda raw: _FLAGS.get(raw, INVALID) if isinstance(raw, int) else INVALID,
    lambda value: next((flags for flags, word in _FLAGS.items() if word == value), CANNOT),
)
LOWER = choice({"LinearReadArcsDisplay": "paired_arcs", "LinearReadCloudDisplay": "paired"})
_STRAND_COLORS = re.compile(
    r"""jexl:\s*get\(\s*feature\s*,\s*(['"])strand\1\s*\)\s*==\s*(-?1)\s*\?\s*(['"])([^'"]+)\3\s*:\s*(['"])([^'"]+)\5\s*"""
)


def _features_color(raw: Any) -> Any:
    """One colour, or those of the forward and the reverse strand; either may be asked for first."""
    strands = _STRAND_COLORS.fullmatch(raw) if isinstance(raw, str) else None
    pair = (strands[4], strands[6]) if strands else (raw,)
    colors = tuple(map(COLOR.read, pair[::-1] if strands and strands[2] == "-1" else pair))
    return INVALID if INVALID in colors else colors[0] if len(colors) == 1 else colors


def _features_written(value: Any) -> str:
    if isinstance(value, str):
        return str(COLOR.write(value))
    return f"jexl:get(feature,'strand')==-1?'{COLOR.write(value[1])}':'{COLOR.write(value[0])}'"


FEATURES_COLOR = Codec(_features_color, _features_written)
"""The colour of features, or, as an expression of the strand, a pair of colours: forward and reverse."""


class Word(NamedTuple):
    """A name on the wire (marked where it is state), the dotted field that it says, and the codec between the values.

    A field that begins with `?` says nothing alone; the family of the display decides.
    """

    name: str
    field: str
    codec: Codec


class Look(NamedTuple):
    """The words of one type of display."""

    words: Mapping[str, Word]
    writing: Mapping[str, Word]
    """By field, the word that we write it with."""


def _look(*words: tuple[str, str, Codec]) -> Look:
    made = [Word(*one) for one in words]
    writing: dict[str, Word] = {}
    for word in made:
        writing.setdefault(word.field, word)
    return Look({word.name: word for word in made}, writing)


_TALL = (
    ("height", "display.height_px", HEIGHT),
    ("~height", "display.height_px", HEIGHT),
    ("~heightPreConfig", "display.height_px", HEIGHT),
)
_FEATURES = (
    *_TALL,
    ("renderer/color1", "?color", FEATURES_COLOR),
    ("renderer/height", "display.feature_height_px", NUMBER),
    ("renderer/showLabels", "display.show_labels", BOOLEAN),
    ("~trackShowLabels", "display.show_labels", BOOLEAN),
    ("renderer/showDescriptions", "display.show_descriptions", BOOLEAN),
    ("~trackShowDescriptions", "display.show_descriptions", BOOLEAN),
    ("renderer/displayMode", "display.mode", MODE),
    ("~trackDisplayMode", "display.mode", MODE),
    ("renderer/maxHeight", "display.layout_height_px", NUMBER),
    ("~trackMaxHeight", "display.layout_height_px", NUMBER),
    ("renderer/labels/fontSize", "display.font_size_pt", NUMBER),
    ("renderer/labels/name", "display.label_field", LABEL),
)
_COLORING = (
    ("colorBy/type", "reads.color_by", COLOR_BY),
    ("~colorBySetting/type", "reads.color_by", COLOR_BY),
    ("~colorBy/type", "reads.color_by", COLOR_BY),
    ("colorBy/tag", "reads.color_tag", TEXT),
    ("~colorBySetting/tag", "reads.color_tag", TEXT),
    ("~colorBy/tag", "reads.color_tag", TEXT),
    *(
        (f"{name}/modifications/{last}", field, codec)
        for name in ("colorBy", "~colorBySetting", "~colorBy")
        for last, field, codec in MODIFICATIONS
    ),
    ("filterBy/flagExclude", "reads.duplicates", DUPLICATES),
    ("~filterBySetting/flagExclude", "reads.duplicates", DUPLICATES),
    ("~filterBy/flagExclude", "reads.duplicates", DUPLICATES),
)
_READS = (
    ("renderers/PileupRenderer/height", "reads.read_height_px", NUMBER),
    ("~featureHeight", "reads.read_height_px", NUMBER),
    ("renderers/PileupRenderer/noSpacing", "display.mode", SPACING),
    ("~noSpacing", "display.mode", SPACING),
    ("renderers/PileupRenderer/displayMode", "display.mode", MODE),
    ("renderers/PileupRenderer/maxHeight", "display.layout_height_px", WHOLE),
    ("~trackMaxHeight", "display.layout_height_px", NUMBER),
    ("renderers/PileupRenderer/color", "display.color", COLOR),
    ("renderers/PileupRenderer/hideSmallIndels", "reads.hide_small_indels", BOOLEAN),
    ("~hideSmallIndelsSetting", "reads.hide_small_indels", BOOLEAN),
    ("renderers/PileupRenderer/hideMismatches", "reads.show_mismatches", NOT),
    ("~hideMismatchesSetting", "reads.show_mismatches", NOT),
    ("renderers/PileupRenderer/mismatchAlpha", "reads.shade_bases", SHADED),
    ("~mismatchAlpha", "reads.shade_bases", SHADED),
    ("~showSoftClipping", "reads.show_soft_clips", BOOLEAN),
    *_COLORING,
    ("~sortedBy/type", "reads.sort_by", SORT_BY),
    ("~sortedBy/tag", "reads.sort_tag", TEXT),
    ("~sortedBy/refName", "reads.sort_chrom", TEXT),
    ("~sortedBy/pos", "reads.sort_position", POSITION),
)
_AXIS = (
    ("minScore", "?minimum", LIMIT),
    ("~constraints/min", "?minimum", LIMIT),
    ("maxScore", "?maximum", LIMIT),
    ("~constraints/max", "?maximum", LIMIT),
    ("autoscale", "?autoscale", AUTOSCALE),
    ("~autoscale", "?autoscale", AUTOSCALE),
    ("scaleType", "display_range.scale", SCALE),
    ("~scale", "display_range.scale", SCALE),
    ("inverted", "display_range.flipped", BOOLEAN),
    ("~invertedSetting", "display_range.flipped", BOOLEAN),
)
"""The value axis of a graph: slots of its config, and what people set in its place in a session."""
_COVERAGE = (
    ("renderers/SNPCoverageRenderer/color", "display.color", COLOR),
    ("renderers/SNPCoverageRenderer/indicatorThreshold", "reads.interbase_threshold", NUMBER),
    *_AXIS,
    ("renderers/SNPCoverageRenderer/showArcs", "?junctions", BOOLEAN),
    ("~showArcs", "?junctions", BOOLEAN),
)


def _below(
    words: tuple[tuple[str, str, Codec], ...], part: str, config: str = "", state: str = ""
) -> tuple[tuple[str, str, Codec], ...]:
    """Words of a part of an alignment track, which stand below the names of its nested displays."""
    found = []
    for name, field, codec in words:
        wire = f"~{state}{name[1:]}" if name.startswith("~") else f"{config}{name}"
        found.append((wire, field if field.startswith("?") else f"parts.{part}.{field}", codec))
    return tuple(found)


_RANGE = (
    *_TALL,
    *_AXIS,
    ("~color", "?color", COLOR),
    ("~posColor", "?posColor", COLOR),
    ("~negColor", "?negColor", COLOR),
    ("~fill", "?filled", BOOLEAN),
    ("~summaryScoreMode", "?summaryScoreMode", SUMMARY),
)


def _renderers(*classes: str) -> tuple[tuple[str, str, Codec], ...]:
    slots = (("color", COLOR), ("posColor", COLOR), ("negColor", COLOR), ("filled", BOOLEAN), ("summaryScoreMode", SUMMARY))
    return tuple((f"renderers/{one}/{slot}", f"?{one}/{slot}", codec) for one in classes for slot, codec in slots)


WIGGLE_CLASSES = {"bar": "XYPlotRenderer", "heatmap": "DensityRenderer", "line": "LinePlotRenderer", "points": "XYPlotRenderer"}
COMPARING = ("PAFAdapter", "PairwiseIndexedPAFAdapter", "DeltaAdapter", "ChainAdapter")
"""Adapters of alignments between genomes: in a view of one of them they draw what is aligned to the one they name."""
LINES = "LinePlotRenderer"
COLOR_SLOTS = {"XYPlotRenderer": ("color", "posColor", "negColor"), "DensityRenderer": ("posColor",)}
"""Slots of the one colour of a track: bars before JBrowse 4 heed only those by sign, shades only go to those; else `color`."""
MULTI_CLASSES = {
    "bar": "MultiXYPlotRenderer",
    "points": "MultiXYPlotRenderer",
    "line": "MultiLineRenderer",
    ROWS: "MultiRowXYPlotRenderer",
    "row_heatmap": "MultiDensityRenderer",
    "row_line": "MultiRowLineRenderer",
}
_WIGGLE = (
    *_RANGE,
    ("defaultRendering", "?rendering", RENDERERS),
    ("~rendererTypeNameState", "?rendering", RENDERERS),
    *_renderers("XYPlotRenderer", "DensityRenderer", "LinePlotRenderer"),
)
_MULTI = (
    *(one for one in _RANGE if one[1] != "display_range.flipped"),  # 4.3 turns the axis over, and draws the values as before
    ("defaultRendering", "?rendering", MULTI_RENDERERS),
    ("~rendererTypeNameState", "?rendering", MULTI_RENDERERS),
    *_renderers(*dict.fromkeys(MULTI_CLASSES.values())),
)
_ALIGNMENTS = (
    ("height", "?height", HEIGHT),
    ("~height", "?height", HEIGHT),
    ("~heightPreConfig", "?height", HEIGHT),
    ("~snpCovHeight", "?coverage", NUMBER),
    ("~lowerPanelType", "?lower", LOWER),
    *_below(_READS, "reads", "pileupDisplay/", "PileupDisplay/"),
    *_below(_COVERAGE, "coverage", "snpCoverageDisplay/", "SNPCoverageDisplay/"),
    ("~SNPCoverageDisplay/minArcScore", "parts.reads.reads.junction_min_coverage", COUNT),
)
_GENERAL = (
    "LinearBareDisplay",
    "LinearLollipopDisplay",
    "LinearVariantMatrixDisplay",
    "MultiLinearVariantDisplay",
    "LDDisplay",
    "LDTrackDisplay",
)
LOOKS: dict[str, Look] = {
    **dict.fromkeys(("LinearBasicDisplay", "LinearVariantDisplay", "LinearBareDisplay"), _look(*_FEATURES)),
    **dict.fromkeys(_GENERAL[1:], _look(*_TALL)),
    "LinearArcDisplay": _look(
        *_TALL, ("renderer/color", "display.color", COLOR), ("renderer/thickness", "interactions.thickness_px", NUMBER)
    ),
    "LinearPairedArcDisplay": _look(*_TALL, ("color", "display.color", COLOR)),
    "LinearReferenceSequenceDisplay": _look(
        *_TALL,
        ("~showTranslation", "sequence.show_translation", BOOLEAN),
        ("~showForward", "?forward", BOOLEAN),
        ("~showReverse", "?reverse", BOOLEAN),
    ),
    **dict.fromkeys(("LinearWiggleDisplay", "LinearGCContentDisplay", "LinearGCContentTrackDisplay"), _look(*_WIGGLE)),
    "MultiLinearWiggleDisplay": _look(*_MULTI),
    "LinearAlignmentsDisplay": _look(*_ALIGNMENTS),
    "LinearPileupDisplay": _look(*_below((*_TALL, *_READS), "reads")),
    "LinearSNPCoverageDisplay": _look(*_below((*_TALL, *_COVERAGE), "coverage")),
    "LinearReadArcsDisplay": _look(*_below(_TALL, "reads"), *_below(_COLORING, "reads")),
    "LinearReadCloudDisplay": _look(*_below(_TALL, "reads"), *_below(_COLORING, "reads")),
    "LGVSyntenyDisplay": _look(*_TALL, *_READS),
    "LinearHicDisplay": _look(
        *_TALL,
        ("~activeNormalization", "interactions.normalization", TEXT),
        ("~useLogScale", "display_range.scale", LOG),
    ),
}
NO_LOOK = _look()

APART = "off"
CONNECTIONS = choice({"arc": "paired_arcs", "cloud": "paired", "off": APART})
CHAINS = choice({"chain": True, "read": False})
_GROUPS = {"strand": "strand", "stranded": "first_of_pair_strand", "pairOrientation": "pair_orientation"}


def _group(raw: Any) -> Any:
    """By what reads are grouped: a word, else the name of a tag."""
    return INVALID if not isinstance(raw, str) or not raw else (_GROUPS.get(raw, "tag"), raw)


GROUP = Codec(_group, lambda value: value[1])
_NEXT_WIGGLE = (
    ("color", "?color", COLOR),
    ("posColor", "?posColor", COLOR),
    ("negColor", "?negColor", COLOR),
    ("scales/y/domainMin", "?minimum", LIMIT),
    ("scales/y/domainMax", "?maximum", LIMIT),
    ("scales/y/type", "display_range.scale", SCALE),
)
_NEXT_FEATURES = (("color", "?color", FEATURES_COLOR), ("featureHeight", "display.feature_height_px", NUMBER))
NEXT: dict[str, Mapping[str, Word]] = {
    display: {name: Word(name, field, codec) for name, field, codec in words}
    for displays, words in (
        (("LinearBasicDisplay", "LinearVariantDisplay"), _NEXT_FEATURES),
        (("LinearWiggleDisplay", "MultiLinearWiggleDisplay"), _NEXT_WIGGLE),
        (
            ("LinearAlignmentsDisplay",),
            (
                ("color/field", "parts.reads.reads.color_by", COLOR_BY),
                ("color/tag", "parts.reads.reads.color_tag", TEXT),
                ("coverageHeight", "?coverage", NUMBER),
                ("featureHeight", "parts.reads.reads.read_height_px", NUMBER),
                ("readConnections", "?lower", CONNECTIONS),
                ("baseColor/field", "?bases", COLOR_BY),
                ("facet/field", "?facet", GROUP),
                ("showCoverage", "parts.coverage.visible", BOOLEAN),
                ("showPileup", "parts.reads.visible", BOOLEAN),
                ("unit", "?unit", CHAINS),
            ),
        ),
    )
    for display in displays
}
"""Names of the generation after 4.3, which are read (in its documents only) and never written."""
NEXT_SIGNS = (
    b'"windowStartBp"',
    b'"windowWidthBp"',
    b'"displayDefaults"',
    b'"readConnections"',
    b'"LinearMultiSampleVariantDisplay"',
)
LATER = {"LinearAlignmentsDisplay": frozenset({"baseColor", "facet", "heightMode", "readConnections", "unit"})}
"""First steps of what that generation knows and we have no word for, or none for its value."""
RENAMED = {"LinearMultiSampleVariantDisplay": "MultiLinearVariantDisplay"}
