"""How IGV desktop's XML spells the neutral fields, both ways, and what it can't say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from converter.formats._consume import Table
from converter.formats._igv import (
    COLOR_OPTIONS,
    EXPERIMENT,
    GROUP_OPTIONS,
    MODIFICATION,
    NEAREST_COLOR,
    READ_FLAGS,
    READ_TEXTS,
    SHADED,
    SORT_OPTION,
    color_scale,
    constants,
)
from converter.formats._values import NUMBER_TEXT
from converter.formats._words import CANNOT, INVALID, Codec, Word, choice
from converter.formats.igvxml import colors
from converter.loss.codes import MISREAD
from converter.model import color
from converter.options import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

INFO, WARNING = Severity.INFO, Severity.WARNING


def misread(raw: str) -> str | None:
    """The code of a text that IGV takes for false though it says no such thing; `None` for what says true or false."""
    return None if raw.lower() in ("true", "false") else MISREAD


_DIGITS = re.compile(r"[+-]?[0-9]{1,10}")
# A whole number without blanks, fraction or exponent (Integer.parseInt).
_WIDEST = 2**31 - 1
"""The largest whole number of IGV, more than any chromosome has bases."""
INTEGER = Codec(
    lambda raw: int(raw) if _DIGITS.fullmatch(raw) and -(2**31) <= int(raw) < 2**31 else INVALID,
    lambda value: str(round(value)) if -(2**31) <= value < 2**31 else CANNOT,
)
WINDOW_SIZE = Codec(INTEGER.read, lambda value: INTEGER.write(min(value, _WIDEST)))
# Only "true" is true, whatever the case; all else is false (Boolean.parseBoolean).
FLAG = Codec(
    lambda raw: raw.lower() == "true",
    lambda value: "true" if value else "false",
    lambda raw: misread(raw) is not None,
    understood=False,
)


COLOR = Codec(
    colors.read,
    lambda value: color.commas(value) if isinstance(value, str) else CANNOT,
    lambda raw: not colors.readable(raw),
    understood=False,
)

HEIGHT = Codec(
    lambda raw: None if raw.strip() == "-1" else INTEGER.read(raw),
    lambda value: "-1" if value is None else INTEGER.write(value),
)


SCALE = color_scale(COLOR)
MODE = choice({"COLLAPSED": "collapsed", "SQUISHED": "squished", "EXPANDED": "expanded", "FULL": "full"})
RENDERER = choice(
    {"BAR_CHART": "bar", "LINE_PLOT": "line", "SCATTER_PLOT": "points", "HEATMAP": "heatmap", "DYNSEQ": "dynseq"}
    | {name: name.lower() for name in ("BASIC_FEATURE", "FEATURE_DENSITY", "GENE_TRACK", "GISTIC_TRACK", "MUTATION")},
    aliases={"BAR": "bar", "LINE": "line", "POINTS": "points"},
    fold=True,
)
WINDOWS = (
    *("none", "mean", "median", "min", "max", "absoluteMax", "percentile2", "percentile10", "percentile90"),
    *("percentile98", "stddev", "count", "density"),
)
WINDOW = choice({name: name for name in WINDOWS})


VARIANT_COLOR = constants("GENOTYPE", "METHYLATION_RATE", "ALLELE_FREQUENCY", "NONE", "ALLELE_FRACTION")
STRAND = choice({"POSITIVE": "+", "NEGATIVE": "-", "NONE": "none"}, aliases={"+": "+", "-": "-"})
SCALE_TYPE = choice({"LINEAR": "linear", "LOG": "log"})


def is_color_scale(text: str) -> bool:
    """Whether IGV reads a text as the colours of a type of data; it stops loading at any other (`ColorScaleFactory`)."""
    return text.startswith("MappedColorScale") or SCALE.read(text) is not INVALID


def _renamed(known: Codec, older: str, newer: str) -> Codec:
    """A codec that knows a constant by the name, too, that it had up to IGV 2.16; later versions read both as one."""
    return Codec(lambda raw: known.read(newer if raw == older else raw), known.write, lambda raw: raw in (older, newer))


RENAMED = {
    "colorOption": ("BASE_MODIFICATION_5MC", "BASE_MODIFICATION_2COLOR"),
    "groupByOption": ("HAPLOTYPE", "CLUSTER"),
    "sortOption": ("NUCLEOTIDE", "BASE"),
}
"""By attribute of RenderOptions, the constant that every version reads, and the one that 2.17 (BASE: a build of 3.0) put in its
place.

2.16 draws 5mC alone in two colours, later versions all base modifications by either word (`AlignmentTrack.ColorOption`).
"""
COLOR_OPTION = _renamed(constants(*COLOR_OPTIONS, "BASE_MODIFICATION_C", nearest=NEAREST_COLOR), *RENAMED["colorOption"])
GROUP_OPTION = _renamed(constants(*GROUP_OPTIONS), *RENAMED["groupByOption"])

_RANGE_OF = re.compile(r"[^:]+:[0-9,]+-[0-9,]+")
_PLACE = Codec(lambda raw: raw if _RANGE_OF.fullmatch(raw) else INVALID, lambda value: value)
"""A chromosome with a start and an end, 1-based and closed; 2.16 stops at any other text (`Range.fromString`)."""
_RENDER_NUMBERS = {
    "minInsertSize": "min_insert_size_bp",
    "maxInsertSize": "max_insert_size_bp",
    "mappingQualityLow": "quality_low",
    "mappingQualityHigh": "quality_high",
    "smallIndelThreshold": "small_indel_bp",
    "minJunctionCoverage": "junction_min_coverage",
}
RENDER_OPTIONS = Table(
    [
        *(Word(name, f"reads.{field}", FLAG) for name, field in READ_FLAGS.items()),
        Word("showInsertionMarkers", "reads.show_insertions", FLAG),
        *(Word(name, f"reads.{field}", INTEGER) for name, field in _RENDER_NUMBERS.items()),
        *(Word(name, f"reads.{field}", _PLACE if name == "groupByPos" else None) for name, field in READ_TEXTS.items()),
        Word("basemodFilter", "reads.base_modification_filter", MODIFICATION),
        Word("minInsertSizePercentile", "reads.min_insert_size_percentile", NUMBER_TEXT),
        Word("maxInsertSizePercentile", "reads.max_insert_size_percentile", NUMBER_TEXT),
        Word("colorOption", "reads.color_by", COLOR_OPTION),
        Word("groupByOption", "reads.group_by", GROUP_OPTION),
        Word("sortOption", "reads.sort_by", SORT_OPTION),
        Word("shadeAlignmentsByOption", "reads.shade_by", constants("NONE", "MAPPING_QUALITY_HIGH", "MAPPING_QUALITY_LOW")),
        Word("duplicatesOption", "reads.duplicates", constants("FILTER", "SHOW", "TEXTURE")),
        Word("shadeBasesOption", "reads.shade_bases", SHADED),
    ],
    native={"basemodThredhold": INFO},
)

_OPERATION = constants("ADD", "SUBTRACT", "MULTIPLY", "DIVIDE")
TRACK = Table(
    [
        Word("name", "name"),
        Word("attributeKey", "sample_attribute_key"),
        Word("fontSize", "display.font_size_pt", INTEGER),
        Word("color", "display.color", COLOR),
        Word("altColor", "display.alt_color", COLOR),
        Word("displayMode", "display.mode", MODE),
        Word("height", "display.height_px", HEIGHT),
        Word("featureVisibilityWindow", "display.visibility_window_bp", WINDOW_SIZE),
        Word("showFeatureNames", "display.show_labels", FLAG),
        Word("featureNameProperty", "display.label_field"),
        Word("groupByStrand", "display.group_by_strand", FLAG),
        Word("useChrColors", "display.color_by_chromosome", FLAG),
        Word("windowFunction", "display.window_function", WINDOW),
        Word("renderer", "display.renderer", RENDERER),
        Word("showDataRange", "display.show_data_range", FLAG),
        Word("alpha", "display.opacity", NUMBER_TEXT),
        Word("colorScale", "display_range.color_scale", SCALE),
        Word("autoScale", "display_range.autoscale", FLAG),
        Word("autoscaleGroup", "display_range.autoscale_group"),
        Word("normalize", "display_range.normalize", FLAG),
        Word("snpThreshold", "reads.allele_frequency_threshold", NUMBER_TEXT),
        Word("maxdepth", "reads.junction_max_depth", INTEGER),
        Word("experimentType", "reads.experiment", EXPERIMENT),
        Word("showGenotypes", "variants.show_genotypes", FLAG),
        Word("squishedHeight", "variants.squished_call_height_px", INTEGER),
        Word("siteColorMode", "variants.site_color_by", VARIANT_COLOR),
        Word("genotypeColorMode", "variants.genotype_color_by", VARIANT_COLOR),
        Word("coloring", "variants.genotype_color_by", VARIANT_COLOR),
        Word("shouldShowTranslation", "sequence.show_translation", FLAG),
        Word("sequenceTranslationStrandValue", "sequence.strand", STRAND),
        Word("direction", "interactions.direction", constants("UP", "DOWN")),
        Word(
            "graphType",
            "interactions.shape",
            choice(
                {"BLOCK": "block", "NESTED_ARC": "nested_arc", "PROPORTIONAL_ARC": "proportional_arc"},
                aliases={"arc": "nested_arc"},
            ),
        ),
        Word("arcOption", "interactions.ends", constants("ALL", "ONE_END", "BOTH_ENDS")),
        Word("showBlocks", "interactions.show_blocks", FLAG),
        Word("thickness", "interactions.thickness_px", INTEGER),
        Word("transparency", "interactions.transparency", NUMBER_TEXT),
        Word("maxScore", "interactions.max_score", NUMBER_TEXT),
        Word("pattern", "analysis.pattern"),
        Word("strand", "analysis.strand", choice({"POSITIVE": "+", "NEGATIVE": "-", "NONE": "none"})),
        Word("op", "analysis.operation", _OPERATION),
        Word("sequence", "analysis.sequence"),
        Word("db", "analysis.database"),
        Word("ampThreshold", "analysis.amplification_threshold", NUMBER_TEXT),
        Word("delThreshold", "analysis.deletion_threshold", NUMBER_TEXT),
    ],
    native={
        "clazz": INFO,
        "autoscale": INFO,
        "removed": INFO,
        "_color": WARNING,
        **dict.fromkeys(("singleColor", "alternatingColors", "primaryColor", "secondaryColor"), WARNING),
        **dict.fromkeys(("maxPointSize", "minPointSize", "drawYAxis", "showAxis", "trackMinY", "maxY", "tokensList"), INFO),
        **dict.fromkeys(("binSize", "rowHeight"), INFO),
    },
    deeper=("id", "visible", "track1", "track2"),
)
GWAS = Table(
    [Word("primaryColor", "display.color", COLOR), *(word for word in TRACK.words.values() if word.name != "color")],
    native={
        **{name: severity for name, severity in TRACK.native.items() if name != "primaryColor"},
        **dict.fromkeys(("color", "scale", "singleColor", "secondaryColor"), INFO),
    },
    usual={"alternatingColors": "false"},
    glosses={"color": "in which IGV does not draw the points"},
    deeper=TRACK.deeper,
)
"""A Track of an association study. Its points never have the `color` that every track may have, nor is there a difference
between `singleColor` and not (measured); IGV finds `scale` anew and never reads its second colour back (`GWASTrack`).
"""
PART = Table(
    [
        word
        for word in TRACK.words.values()
        if word.branch in ("", "display", "display_range", "reads") and word.name != "featureVisibilityWindow"
    ],
    native={name: TRACK.native[name] for name in ("clazz", "removed")},
    deeper=("id", "visible"),
)
"""A Track element that is a part of an alignment track, whose visibility window is a preference (`getVisibilityWindow`)."""
COVERAGE = Table(
    [Word("_color", "display.color", COLOR), *(word for word in PART.words.values() if word.name != "color")],
    native={**PART.native, "color": INFO},
    glosses={"color": "in which IGV does not draw the coverage"},
    deeper=PART.deeper,
)
"""The coverage of an alignment, which never has the `color` that every track may have (measured; `CoverageTrack`)."""
RANGE = Table(
    [
        Word("minimum", "display_range.minimum", NUMBER_TEXT),
        Word("baseline", "display_range.baseline", NUMBER_TEXT),
        Word("maximum", "display_range.maximum", NUMBER_TEXT),
        Word("type", "display_range.scale", SCALE_TYPE),
        Word("flipAxis", "display_range.flipped", FLAG),
        Word("drawBaseline", "display_range.draw_baseline", FLAG),
    ]
)
TURNED_RANGE = Table(
    [word for word in RANGE.words.values() if word.name != "flipAxis"],
    native={"flipAxis": INFO},
    glosses={"flipAxis": "which IGV keeps, and draws nothing upside down by it"},
)
"""A DataRange that says `flipAxis="true"`, which nothing in IGV asks for (`DataRange.isFlipAxis`, measured in 2.16)."""


def range_table(attrib: Mapping[str, str]) -> Table:
    """The words of a DataRange with these attributes."""
    return TURNED_RANGE if FLAG.read(attrib.get("flipAxis", "")) else RANGE


COMBINED = Table([Word("operation", "analysis.operation", _OPERATION)], deeper=("source0", "source1"))
PAIRS = Table([Word("arcDirection", "interactions.direction", constants("UP", "DOWN"))])
NOTHING = Table()

RESOURCE = Table(
    [
        Word("path", "location"),
        Word("name", "name"),
        Word("label", "name"),
        Word("index", "index"),
        Word("coverage", "coverage"),
        Word("mapping", "mapping"),
        Word("trackLine", "track_line"),
        Word("color", "color", COLOR),
        Word("url", "feature_url"),
        Word("featureURL", "feature_url"),
        Word("hyperlink", "info_url"),
        Word("infolink", "info_url"),
        Word("description", "description"),
        Word("sampleID", "sample"),
        Word("serverURL", "server"),
    ],
    deeper=("type",),
)
SESSION = Table(
    [Word("nextAutoscaleGroup", "next_autoscale_group", INTEGER), Word("removeEmptyTracks", "hide_empty_panels", FLAG)],
    structural=("version",),
    deeper=("genome", "locus", "groupTracksBy"),
)
PANEL = Table([Word("name", "name"), Word("height", "height_px", NUMBER_TEXT)])
REGION = Table(
    [
        Word("chromosome", "chrom"),
        Word("start", "start", INTEGER),
        Word("end", "end", INTEGER),
        Word("description", "description"),
    ]
)
FILTER = Table([Word("name", "filter_name"), Word("match", "filter_match"), Word("showTracks", "filter_show_tracks", FLAG)])
