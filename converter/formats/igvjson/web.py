"""The words of igv.js, by the kind of track that understands them (`TrackBase`, `WigTrack`, `BAMTrack`, … upstream)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from converter.formats._consume import Table
from converter.formats._values import BOOLEAN, COLOR_CSS, NUMBER, TEXT
from converter.formats._words import Word
from converter.formats.igvjson import codecs, composites, scales, sorts
from converter.formats.igvjson.names import OTHER_NAMES
from converter.options import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from converter.formats.igvjson.composites import Composite

INFO, WARNING = Severity.INFO, Severity.WARNING


class Speech(NamedTuple):
    """What a program understands of one kind of track: the table of its words, and keys that say several fields."""

    table: Table
    composites: tuple[Composite, ...] = ()


# keys that the reader of tracks looks at by itself
DEEPER = (
    "url",
    "path",
    "fastaURL",
    "file",
    "indexURL",
    "indexPath",
    "indexFile",
    "format",
    "type",
    "id",
    "indexed",
    "features",
    "tracks",
    "infoURL",
)

_NATIVE_INFO = (
    *("removable", "selected", "searchable", "searchableFields", "trixURL", "hidden", "supportsWholeGenome", "maxWGCount"),
    *(
        "queryable",
        "disableCache",
        "expandQuery",
        "minQuerySize",
        "supportHiDPI",
        "filename",
        "sourceType",
        "endpoint",
        "source",
        "sources",
        "alignmentFile",
        "referenceFile",
    ),
    "maxRows",
)
CREDENTIALS = dict.fromkeys(("headers", "oauthToken", "withCredentials"), Severity.WARNING)
"""What igv.js asks the server of a file with."""
GLOSSES = dict.fromkeys(CREDENTIALS, "without which the server may not hand the file out")
_COMMON = [
    Word("name", "name", TEXT),
    Word("label", "name", TEXT),
    Word("description", "description", TEXT),
    Word("metadata", "metadata", codecs.MAPPING),
    Word("order", "order", codecs.SIZE),
]
_SIZES = [
    Word("height", "display.height_px", codecs.SIZE),
    Word("minHeight", "display.min_height_px", codecs.SIZE),
    Word("maxHeight", "display.max_height_px", codecs.SIZE),
    Word("autoHeight", "display.auto_height", BOOLEAN),
]
_COLORS = [Word("color", "display.color", COLOR_CSS), Word("altColor", "display.alt_color", COLOR_CSS)]
_MODE = [
    Word("displayMode", "display.mode", codecs.WEB_MODE),
    Word("visibilityWindow", "display.visibility_window_bp", codecs.COUNT),
]


def _range(prefix: str = "") -> list[Word]:
    return [
        Word("min", f"{prefix}display_range.minimum", codecs.SIZE),
        Word("max", f"{prefix}display_range.maximum", codecs.SIZE),
        Word("autoscale", f"{prefix}display_range.autoscale", BOOLEAN),
        Word("autoscaleGroup", f"{prefix}display_range.autoscale_group", codecs.GROUP),
    ]


_AXIS = [
    *_range(),
    Word("logScale", "display_range.scale", codecs.LOG),
    Word("flipAxis", "display_range.flipped", BOOLEAN),
]
_ROWS = [
    Word("expandedRowHeight", "display.row_height_px", codecs.SIZE),
    Word("squishedRowHeight", "display.squished_row_height_px", codecs.SIZE),
]


USUAL = {
    "headers": {},
    "withCredentials": False,
    "showROIOverlays": True,
    "qtlSelections": {},
    "useScore": False,
    "posteriorProbability": False,
    "autoscalePercentile": 98,
    "scaleFactor": 1,
    "guideLines": [],
    "roi": [],
    "colorByNumReadsThreshold": 5,
    "minUniquelyMappedReads": 0,
    "minTotalReads": 0,
    "maxFractionMultiMappedReads": 1,
    "minSplicedAlignmentOverhang": 0,
    "hideAnnotatedJunctions": False,
    "hideUnannotatedJunctions": False,
    "hideMotifs": [],
    "bamColorTag": "YC",
    "tagColorPallete": "Set1",
}
"""What igv.js takes for these keys where they are not said."""


def _speech(
    words: Iterable[Word], info: str = "", warning: str = "", composite: tuple[Composite, ...] = (), stops: tuple[str, ...] = ()
) -> Speech:
    """`info`, `warning`: names, separated by blanks, that igv.js understands and the model has no word for.

    `stops`: those at which it stops, whatever they say.
    """
    native = {**dict.fromkeys((*_NATIVE_INFO, *info.split()), INFO), **dict.fromkeys(("roi", *warning.split()), WARNING)}
    native |= CREDENTIALS
    told = [*_COMMON, *_SIZES, *words]
    for word in told:
        native.pop(word.name, None)
    deeper = (*DEEPER, *stops, *(name for one in composite for name in one.names))
    table = Table(told, native=native, usual=USUAL, glosses=GLOSSES, deeper=deeper, usual_names={"type": OTHER_NAMES})
    return Speech(table, composite)


_BASE = [*_COLORS, *_MODE]
_WIG = [
    *_BASE,
    *_AXIS,
    Word("graphType", "display.renderer", codecs.WEB_GRAPH),
    Word("windowFunction", "display.window_function", codecs.WEB_WINDOW),
    Word("lineWidth", "display.line_width_px", codecs.SIZE),
    Word("pointSize", "display.point_size_px", codecs.RADIUS),
    Word("normalize", "display_range.normalize", BOOLEAN),
    Word("colorScale", "display_range.color_scale", codecs.WEB_SCALE),
]
_FEATURE = [
    *_BASE,
    *_ROWS,
    Word("maxRows", "display.max_rows", codecs.COUNT),
    Word("featureHeight", "display.feature_height_px", codecs.SIZE),
    Word("colorBy", "display.color_by", TEXT),
    Word("colorTable", "display.color_table", codecs.COLOR_TABLE),
    Word("nameField", "display.label_field", TEXT),
]
_R, _C = "parts.reads.", "parts.coverage."
_ALIGNMENT = [
    Word("color", f"{_R}display.color", COLOR_CSS),
    Word("coverageColor", f"{_C}display.color", COLOR_CSS),
    Word("coverageTrackHeight", f"{_C}display.height_px", codecs.SIZE),
    *_range(_C),
    Word("displayMode", f"{_R}display.mode", codecs.WEB_MODE),
    Word("visibilityWindow", f"{_R}display.visibility_window_bp", codecs.COUNT),
    Word("alignmentRowHeight", f"{_R}display.row_height_px", codecs.SIZE),
    Word("squishedRowHeight", f"{_R}display.squished_row_height_px", codecs.SIZE),
    Word("showCoverage", f"{_C}visible", BOOLEAN),
    Word("showAlignments", f"{_R}visible", BOOLEAN),
    Word("alleleFreqThreshold", f"{_C}reads.allele_frequency_threshold", NUMBER),
    Word("viewAsPairs", f"{_R}reads.paired", BOOLEAN),
    Word("showSoftClips", f"{_R}reads.show_soft_clips", BOOLEAN),
    Word("showAllBases", f"{_R}reads.show_all_bases", BOOLEAN),
    Word("showInsertions", f"{_R}reads.show_insertions", BOOLEAN),
    Word("showMismatches", f"{_R}reads.show_mismatches", BOOLEAN),
    Word("hideSmallIndels", f"{_R}reads.hide_small_indels", BOOLEAN),
    Word("indelSizeThreshold", f"{_R}reads.small_indel_bp", codecs.LARGEST),
    Word("baseModificationThreshold", f"{_R}reads.base_modification_threshold", NUMBER),
    Word("minTLEN", f"{_R}reads.min_insert_size_bp", codecs.COUNT),
    Word("minFragmentLength", f"{_R}reads.min_insert_size_bp", codecs.COUNT),
    Word("maxTLEN", f"{_R}reads.max_insert_size_bp", codecs.COUNT),
    Word("maxFragmentLength", f"{_R}reads.max_insert_size_bp", codecs.COUNT),
    Word("minTLENPercentile", f"{_R}reads.min_insert_size_percentile", NUMBER),
    Word("maxTLENPercentile", f"{_R}reads.max_insert_size_percentile", NUMBER),
]
_ALIGNMENT_COLORS = (
    "posStrandColor negStrandColor insertionColor deletionColor skippedColor smallTLENColor largeTLENColor rlColor rrColor "
    "llColor pairConnectorColor highlightColor bamColorTag tagColorTable tagColorPallete highlightedReads readgroup altColor"
)
_VARIANT = [
    *_BASE,
    Word("featureHeight", "display.feature_height_px", codecs.SIZE),
    Word("colorTable", "display.color_table", codecs.COLOR_TABLE),
    Word("showGenotypes", "variants.show_genotypes", BOOLEAN),
    Word("expandedVariantHeight", "variants.expanded_height_px", codecs.SIZE),
    Word("variantHeight", "variants.expanded_height_px", codecs.SIZE),
    Word("squishedVariantHeight", "variants.squished_height_px", codecs.SIZE),
    Word("expandedCallHeight", "variants.expanded_call_height_px", codecs.SIZE),
    Word("squishedCallHeight", "variants.squished_call_height_px", codecs.SIZE),
]
_INTERACT = [
    *_BASE,
    *(Word("max", "interactions.max_score", codecs.SIZE) if word.name == "max" else word for word in _range()),
    Word("logScale", "display_range.scale", codecs.LOG),
    Word("arcOrientation", "interactions.direction", codecs.DIRECTION),
    Word("showBlocks", "interactions.show_blocks", BOOLEAN),
    Word("thickness", "interactions.thickness_px", codecs.SIZE),
    Word("transparency", "interactions.transparency", codecs.SIZE),
    Word("normalization", "interactions.normalization", TEXT),
    Word("colorBy", "display.color_by", TEXT),
    Word("colorTable", "display.color_table", codecs.COLOR_TABLE),
]
_GENOTYPE_COLORS = "noGenotypeColor noCallColor homrefColor homvarColor hetvarColor refColor nonRefColor mixedColor strokecolor"
_DOT = Word("dotSize", "display.point_size_px", codecs.RADIUS)
_INTERACTION = _speech(_INTERACT, "blockHeight valueColumn theta alpha nvi", "useScore", (composites.ARC,))

SPEECHES: dict[str, Speech] = {
    "quantitative": _speech(_WIG, "summarize overflowColor baselineColor", "scaleFactor guideLines"),
    "annotation": _speech(_FEATURE, "margin delimiter assembleGFF", "useScore min max labelDisplayMode filterTypes"),
    "alignment": _speech(
        _ALIGNMENT,
        "pairsSupported showInsertionText showDeletionText samplingDepth samplingWindowSize expectedPairOrientation showTags "
        "hideTags",
        _ALIGNMENT_COLORS,
        (composites.COLOR_BY, composites.GROUP_BY, composites.FILTER, sorts.SORT),
    ),
    "variant": _speech(
        _VARIANT,
        "expandedVGap squishedVGap expandedGroupGap squishedGroupGap",
        f"samples sort {_GENOTYPE_COLORS}",
        (composites.VARIANT_COLOR,),
    ),
    "copy_number": _speech(
        [*_MODE, *_ROWS],
        "isLog log",
        "groupBy sort posColorScale negColorScale",
        (composites.SAMPLES, scales.SCALES),
        stops=("color", "colorTable"),
    ),
    "mutation": _speech([*_BASE, *_ROWS], "isLog log", "groupBy sort colorTable", (composites.SAMPLES,)),
    "gwas": _speech(
        [*_BASE, *_range(), _DOT, Word("useChrColors", "display.color_by_chromosome", BOOLEAN)],
        "columns background divider",
        "colorTable colorScale posteriorProbability autoscalePercentile",
    ),
    "qtl": _speech([*_BASE, *_range(), _DOT], "tissueSiteDetailId", "minLogP maxLogP autoscalePercentile"),
    "interaction": _INTERACTION,
    "contact_map": _INTERACTION,
    "base_pair": _speech([*_BASE, Word("arcOrientation", "interactions.direction", codecs.DIRECTION)]),
    "junction": _speech(
        _BASE,
        "thicknessBasedOn bounceHeightBasedOn labelWith labelWithInParen",
        "colorBy colorByNumReadsThreshold minUniquelyMappedReads minTotalReads maxFractionMultiMappedReads "
        "minSplicedAlignmentOverhang hideStrand hideAnnotatedJunctions hideUnannotatedJunctions hideMotifs "
        "minSamplesWithThisJunction",
    ),
    "overlay": _speech(
        [
            *_COLORS,
            *_AXIS,
            Word("alpha", "display.opacity", codecs.SIZE),
            Word("graphType", "display.renderer", codecs.WEB_GRAPH),
        ],
        "displayMode visibilityWindow",
    ),
    "sequence": _speech(
        [Word("frameTranslate", "sequence.show_translation", BOOLEAN), Word("reversed", "sequence.strand", codecs.REVERSED)],
        "sequenceType",
    ),
    "blat": _speech([*_FEATURE, Word("sequence", "analysis.sequence", TEXT)]),
    "shoebox": _speech([*_BASE, *_range()], "rowHeight", "colorScale"),
    "image": _speech([], "images"),
}
_OF_SIGNALS = ("signal_name cnv_caller bin_size colors highlightSamples clickToHighlight", "useScore")
OTHER = _speech(_WIG, *_OF_SIGNALS)
"""What igv.js understands of a track that says neither type nor format."""


_SIGNALS = _speech([Word(one.name, one.field, codecs.LIMIT) if one.name in ("min", "max") else one for one in _WIG], *_OF_SIGNALS)
KNOWN = frozenset(
    name for one in (*SPEECHES.values(), OTHER) for name in (*one.table.words, *one.table.native, *one.table.deeper)
)
"""What igv.js has on one kind of track or another; a null in place of what a track has it can't write down (`getState`)."""


def speech(kind: str | None, form: str | None) -> Speech:
    """What igv.js understands of tracks of a kind; the format of their file decides among those of copy numbers."""
    if kind == "copy_number" and form in ("pytor", "gcnv", "vcf"):
        return _SIGNALS
    return SPEECHES.get(kind or "", OTHER)
