"""How IGV desktop's XML spells the neutral fields, both ways, and what it can't say."""

from __future__ import annotations

import re
from typing import Any

from converter.formats._consume import CANNOT, INVALID, Codec, Table, Word, choice
from converter.formats._igv import READ_FLAGS, READ_TEXTS
from converter.formats._values import INTEGER_TEXT, NUMBER_TEXT
from converter.model import color
from converter.options import Severity

INFO, WARNING = Severity.INFO, Severity.WARNING

# Only "true" is true, whatever the case (Boolean.parseBoolean).
FLAG = Codec(lambda raw: raw.strip().lower() == "true", lambda value: "true" if value else "false")


_PACKED = re.compile(r"-?[0-9]{1,10}")


BLACK = "#000000"
COLORS = {"color": "display.color", "altColor": "display.alt_color"}


def readable(raw: str) -> str | None:
    """The colour of IGV's spellings (`ColorUtilities.stringToColor`), also fractions and a packed integer; None for others."""
    text = raw.strip().strip("\"'")
    parts = text.split(",")
    if len(parts) == 3 and any("." in part for part in parts):  # noqa: PLR2004 - red, green, blue
        fractions = [NUMBER_TEXT.read(part) for part in parts]
        usable = INVALID not in fractions
        return "#" + "".join(f"{max(0, min(255, int(part * 255))):02x}" for part in fractions) if usable else None
    if _PACKED.fullmatch(text):
        return f"#{int(text) & 0xFFFFFF:06x}"
    return color.parse(text)


def _read_color(raw: str) -> str:
    """A colour; what IGV can't read it draws black."""
    return readable(raw) or BLACK


COLOR = Codec(_read_color, lambda value: color.commas(value) if isinstance(value, str) else CANNOT)

HEIGHT = Codec(
    lambda raw: None if raw.strip() == "-1" else INTEGER_TEXT.read(raw),
    lambda value: "-1" if value is None else str(round(value)),
)


def _read_scale(raw: str) -> list[Any]:
    """`ContinuousColorScale;…` with two or three colours (`ColorScaleFactory`)."""
    name, *parts = raw.split(";")
    if name != "ContinuousColorScale" or len(parts) not in (4, 7):
        return INVALID  # type: ignore[no-any-return]
    count = 2 if len(parts) == 4 else 4  # noqa: PLR2004 - two colours have two limits, three have four
    numbers = [NUMBER_TEXT.read(part) for part in parts[:count]]
    colors = [_read_color(part) for part in parts[count:]]
    return INVALID if INVALID in numbers else [*numbers, *colors]


def _write_scale(value: Any) -> Any:
    if not isinstance(value, list) or len(value) not in (4, 7):
        return CANNOT
    return ";".join(["ContinuousColorScale", *(color.commas(p) if isinstance(p, str) else str(float(p)) for p in value)])


SCALE = Codec(_read_scale, _write_scale)
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


def _upper(*names: str) -> Codec:
    """Constants of an enumeration that IGV aborts on when it does not know one."""
    return choice({name: name.lower() for name in names})


EXPERIMENT = choice({"OTHER": "other", "RNA": "rna", "BISULFITE": "bisulfite", "THIRD_GEN": "third_gen", "UNKOWN": "unknown"})
VARIANT_COLOR = _upper("GENOTYPE", "METHYLATION_RATE", "ALLELE_FREQUENCY", "NONE", "ALLELE_FRACTION")
STRAND = choice({"POSITIVE": "+", "NEGATIVE": "-", "NONE": "none"}, aliases={"+": "+", "-": "-"})
SCALE_TYPE = choice({"LINEAR": "linear", "LOG": "log"})

COLOR_OPTION = _upper(
    *("INSERT_SIZE", "READ_STRAND", "FIRST_OF_PAIR_STRAND", "PAIR_ORIENTATION", "READ_ORDER", "SAMPLE", "READ_GROUP", "LIBRARY"),
    *("MOVIE", "ZMW", "BISULFITE", "NOMESEQ", "TAG", "NONE", "UNEXPECTED_PAIR", "MAPPED_SIZE", "LINK_STRAND", "YC_TAG"),
    *("BASE_MODIFICATION", "BASE_MODIFICATION_5MC", "BASE_MODIFICATION_C", "BASE_MODIFICATION_2COLOR", "SMRT_SUBREAD_IPD"),
    *("SMRT_SUBREAD_PW", "SMRT_CCS_FWD_IPD", "SMRT_CCS_FWD_PW", "SMRT_CCS_REV_IPD", "SMRT_CCS_REV_PW"),
)
GROUP_OPTION = _upper(
    *("STRAND", "SAMPLE", "READ_GROUP", "LIBRARY", "FIRST_OF_PAIR_STRAND", "TAG", "PAIR_ORIENTATION", "MATE_CHROMOSOME", "NONE"),
    *("SUPPLEMENTARY", "BASE_AT_POS", "MOVIE", "ZMW", "HAPLOTYPE", "READ_ORDER", "LINKED", "PHASE", "REFERENCE_CONCORDANCE"),
    *("MAPPING_QUALITY", "CHIMERIC", "INSERTION_AT_POS", "CLUSTER", "DUPLICATE"),
)
SORT_OPTION = _upper(
    *(
        "START",
        "STRAND",
        "NUCLEOTIDE",
        "QUALITY",
        "SAMPLE",
        "READ_GROUP",
        "INSERT_SIZE",
        "FIRST_OF_PAIR_STRAND",
        "MATE_CHR",
        "TAG",
    ),
    *("SUPPLEMENTARY", "NONE", "HAPLOTYPE", "READ_ORDER", "READ_NAME", "ALIGNED_READ_LENGTH", "LEFT_CLIP", "RIGHT_CLIP"),
)

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
        *(Word(name, f"reads.{field}", INTEGER_TEXT) for name, field in _RENDER_NUMBERS.items()),
        *(Word(name, f"reads.{field}") for name, field in READ_TEXTS.items()),
        Word("minInsertSizePercentile", "reads.min_insert_size_percentile", NUMBER_TEXT),
        Word("maxInsertSizePercentile", "reads.max_insert_size_percentile", NUMBER_TEXT),
        Word("colorOption", "reads.color_by", COLOR_OPTION),
        Word("groupByOption", "reads.group_by", GROUP_OPTION),
        Word("sortOption", "reads.sort_by", SORT_OPTION),
        Word("shadeAlignmentsByOption", "reads.shade_by", _upper("NONE", "MAPPING_QUALITY_HIGH", "MAPPING_QUALITY_LOW")),
        Word("duplicatesOption", "reads.duplicates", _upper("FILTER", "SHOW", "TEXTURE")),
        Word("shadeBasesOption", "reads.shade_bases", choice({"true": True, "false": False, "quality": "quality"}, fold=True)),
    ],
    native={"basemodThredhold": INFO},
)

TRACK = Table(
    [
        Word("name", "name"),
        Word("attributeKey", "sample_attribute_key"),
        Word("fontSize", "display.font_size_pt", INTEGER_TEXT),
        Word("color", "display.color", COLOR),
        Word("altColor", "display.alt_color", COLOR),
        Word("displayMode", "display.mode", MODE),
        Word("height", "display.height_px", HEIGHT),
        Word("featureVisibilityWindow", "display.visibility_window_bp", INTEGER_TEXT),
        Word("showFeatureNames", "display.show_labels", FLAG),
        Word("featureNameProperty", "display.label_field"),
        Word("groupByStrand", "display.group_by_strand", FLAG),
        Word("windowFunction", "display.window_function", WINDOW),
        Word("renderer", "display.renderer", RENDERER),
        Word("showDataRange", "display.show_data_range", FLAG),
        Word("alpha", "display.opacity", NUMBER_TEXT),
        Word("colorScale", "display_range.color_scale", SCALE),
        Word("autoScale", "display_range.autoscale", FLAG),
        Word("autoscaleGroup", "display_range.autoscale_group"),
        Word("normalize", "display_range.normalize", FLAG),
        Word("snpThreshold", "reads.allele_frequency_threshold", NUMBER_TEXT),
        Word("maxdepth", "reads.junction_max_depth", INTEGER_TEXT),
        Word("experimentType", "reads.experiment", EXPERIMENT),
        Word("showGenotypes", "variants.show_genotypes", FLAG),
        Word("squishedHeight", "variants.squished_height_px", INTEGER_TEXT),
        Word("siteColorMode", "variants.site_color_by", VARIANT_COLOR),
        Word("genotypeColorMode", "variants.genotype_color_by", VARIANT_COLOR),
        Word("coloring", "variants.genotype_color_by", VARIANT_COLOR),
        Word("shouldShowTranslation", "sequence.show_translation", FLAG),
        Word("sequenceTranslationStrandValue", "sequence.strand", STRAND),
        Word("direction", "interactions.direction", _upper("UP", "DOWN")),
        Word(
            "graphType",
            "interactions.shape",
            choice({"BLOCK": "block", "NESTED_ARC": "nested_arc", "PROPORTIONAL_ARC": "proportional_arc", "arc": "arc"}),
        ),
        Word("arcOption", "interactions.ends", _upper("ALL", "ONE_END", "BOTH_ENDS")),
        Word("showBlocks", "interactions.show_blocks", FLAG),
        Word("thickness", "interactions.thickness_px", NUMBER_TEXT),
        Word("transparency", "interactions.transparency", NUMBER_TEXT),
        Word("maxScore", "interactions.max_score", NUMBER_TEXT),
        Word("pattern", "analysis.pattern"),
        Word("strand", "analysis.strand", choice({"POSITIVE": "+", "NEGATIVE": "-", "NONE": "none"})),
        Word("op", "analysis.operation", _upper("ADD", "SUBTRACT", "MULTIPLY", "DIVIDE")),
        Word("sequence", "analysis.sequence"),
        Word("db", "analysis.database"),
        Word("ampThreshold", "analysis.amplification_threshold", NUMBER_TEXT),
        Word("delThreshold", "analysis.deletion_threshold", NUMBER_TEXT),
    ],
    native={
        "clazz": INFO,
        "autoscale": INFO,
        "scale": WARNING,
        "removed": INFO,
        "_color": WARNING,
        **dict.fromkeys(("useChrColors", "singleColor", "alternatingColors", "primaryColor", "secondaryColor"), WARNING),
        **dict.fromkeys(("maxPointSize", "minPointSize", "drawYAxis", "showAxis", "trackMinY", "maxY", "tokensList"), INFO),
        **dict.fromkeys(("binSize", "rowHeight"), INFO),
    },
    deeper=("id", "visible", "track1", "track2"),
)
PART = Table(
    [
        word
        for word in TRACK.words.values()
        if word.branch in ("", "display", "display_range", "reads") and word.name != "featureVisibilityWindow"
    ],
    native={name: TRACK.native[name] for name in ("clazz", "scale", "removed", "_color")},
    deeper=("id", "visible"),
)
"""A Track element that is a part of an alignment track, whose visibility window is a preference (`getVisibilityWindow`)."""
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
PAIRS = Table([Word("arcDirection", "interactions.direction", _upper("UP", "DOWN"))])
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
    [Word("nextAutoscaleGroup", "next_autoscale_group", INTEGER_TEXT), Word("removeEmptyTracks", "hide_empty_panels", FLAG)],
    structural=("version",),
    deeper=("genome", "locus", "groupTracksBy"),
)
PANEL = Table([Word("name", "name"), Word("height", "height_px", NUMBER_TEXT)])
REGION = Table(
    [
        Word("chromosome", "chrom"),
        Word("start", "start", INTEGER_TEXT),
        Word("end", "end", INTEGER_TEXT),
        Word("description", "description"),
    ]
)
FILTER = Table([Word("name", "filter_name"), Word("match", "filter_match"), Word("showTracks", "filter_show_tracks", FLAG)])
