"""The words of IGV desktop 3's JSON (`JSONSessionReader`, `JSONSessionWriter` and the tracks' `unmarshalJSON` upstream)."""

from __future__ import annotations

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
    constants,
)
from converter.formats._values import BOOLEAN, BOOLEAN_TEXT, COLOR_COMMAS, INTEGER_TEXT, NUMBER, TEXT
from converter.formats._words import Word
from converter.formats.igvjson import codecs, composites
from converter.formats.igvjson.web import DEEPER, INFO, WARNING, Speech

if TYPE_CHECKING:
    from converter.formats.igvjson.composites import Composite

_COLOR_OPTION, _GROUP_OPTION = constants(*COLOR_OPTIONS, nearest=NEAREST_COLOR), constants(*GROUP_OPTIONS)
_VARIANT_COLOR = constants("GENOTYPE", "METHYLATION_RATE", "ALLELE_FREQUENCY", "NONE", "ALLELE_FRACTION")

_COUNTS = {
    "minTLEN": "min_insert_size_bp",
    "maxTLEN": "max_insert_size_bp",
    "mappingQualityLow": "quality_low",
    "mappingQualityHigh": "quality_high",
    "indexlSizeThreshold": "small_indel_bp",
    "minJunctionCoverage": "junction_min_coverage",
}


def _look(prefix: str = "", *, colored: bool = True) -> list[Word]:
    """What every track says; IGV desktop fails on a coverage track with a colour."""
    colors = [Word("color", f"{prefix}display.color", COLOR_COMMAS), Word("altColor", f"{prefix}display.alt_color", COLOR_COMMAS)]
    return [
        *(colors if colored else colors[1:]),
        Word("visibilityWindow", f"{prefix}display.visibility_window_bp", INTEGER_TEXT),
        Word("featureVisibilityWindow", f"{prefix}display.visibility_window_bp", INTEGER_TEXT),
        Word("displayMode", f"{prefix}display.mode", codecs.DESKTOP_MODE),
        Word("height", f"{prefix}display.height_px", codecs.DESKTOP_SIZE),
        Word("rowHeight", f"{prefix}display.row_height_px", codecs.SIZE),
        Word("showDataRange", f"{prefix}display.show_data_range", BOOLEAN),
        Word("windowFunction", f"{prefix}display.window_function", codecs.DESKTOP_WINDOW),
        Word("colorScale", f"{prefix}display_range.color_scale", codecs.DESKTOP_SCALE),
        Word("autoscale", f"{prefix}display_range.autoscale", BOOLEAN_TEXT),
        Word("autoScale", f"{prefix}display_range.autoscale", BOOLEAN_TEXT),
        Word("autoscaleGroup", f"{prefix}display_range.autoscale_group", codecs.GROUP),
        Word("min", f"{prefix}display_range.minimum", codecs.SIZE),
        Word("mid", f"{prefix}display_range.baseline", codecs.SIZE),
        Word("max", f"{prefix}display_range.maximum", codecs.SIZE),
        Word("logScale", f"{prefix}display_range.scale", codecs.LOG),
        Word("flipAxis", f"{prefix}display_range.flipped", BOOLEAN),
        Word("drawBaseline", f"{prefix}display_range.draw_baseline", BOOLEAN),
    ]


_TOP = [Word("name", "name", TEXT), Word("order", "order", codecs.SIZE)]
_RENDERER = Word("graphType", "display.renderer", codecs.DESKTOP_GRAPH)
_NATIVE = {
    **dict.fromkeys(("samples", "sampleFilter", "groupBy", "renderer", "renderOptions", "_color"), WARNING),
    **dict.fromkeys(("singleColor", "alternatingColors", "primaryColor", "secondaryColor"), WARNING),
    **dict.fromkeys(("maxPointSize", "minPointSize", "showAxis", "allSamples", "removed"), INFO),
}


_GLOSSES = {
    "samples": "which samples the track shows, in their order",
    "sampleFilter": "which samples of this track are shown, whatever others show",
    "groupBy": "the attribute that groups the samples of this track",
}


def _speech(words: list[Word], look: list[Word] | None = None, composite: tuple[Composite, ...] = ()) -> Speech:
    told = [*_TOP, *(_look() if look is None else look), *words]
    native = {name: severity for name, severity in _NATIVE.items() if name not in {word.name for word in told}}
    deeper = (*DEEPER, "visible", "track1", "track2", *(name for one in composite for name in one.names))
    return Speech(Table(told, native=native, glosses=_GLOSSES, deeper=deeper), composite)


_FEATURE = [
    Word("nameField", "display.label_field", TEXT),
    Word("featureNameProperty", "display.label_field", TEXT),
    Word("groupBy", "display.group_by_strand", codecs.STRAND_GROUP),
]
SPEECHES: dict[str, Speech] = {
    "annotation": _speech(_FEATURE),
    "variant": _speech(
        [
            Word("nameField", "display.label_field", TEXT),
            Word("showGenotypes", "variants.show_genotypes", BOOLEAN),
            Word("squishedHeight", "variants.squished_call_height_px", codecs.SIZE),
            Word("siteColorMode", "variants.site_color_by", _VARIANT_COLOR),
            Word("genotypeColorMode", "variants.genotype_color_by", _VARIANT_COLOR),
        ]
    ),
    "interaction": _speech(
        [
            Word("direction", "interactions.direction", constants("UP", "DOWN")),
            Word("graphType", "interactions.shape", constants("BLOCK", "NESTED_ARC", "PROPORTIONAL_ARC")),
            Word("arcOption", "interactions.ends", constants("ALL", "ONE_END", "BOTH_ENDS")),
            Word("showBlocks", "interactions.show_blocks", BOOLEAN),
            Word("thickness", "interactions.thickness_px", codecs.SIZE),
            Word("transparency", "interactions.transparency", codecs.SIZE),
            Word("maxScore", "interactions.max_score", codecs.SIZE),
        ]
    ),
    "sequence": _speech(
        [
            Word("shouldShowTranslation", "sequence.show_translation", BOOLEAN),
            Word("sequenceTranslationStrandValue", "sequence.strand", codecs.STRAND),
        ]
    ),
    "overlay": _speech([_RENDERER, Word("alpha", "display.opacity", codecs.SIZE)]),
    "motif": _speech([*_FEATURE, Word("pattern", "analysis.pattern", TEXT), Word("strand", "analysis.strand", codecs.STRAND)]),
    "blat": _speech([*_FEATURE, Word("sequence", "analysis.sequence", TEXT), Word("db", "analysis.database", TEXT)]),
    "combined": _speech([_RENDERER, Word("op", "analysis.operation", constants("ADD", "SUBTRACT", "MULTIPLY", "DIVIDE"))]),
    "copy_number_frequency": _speech(
        [
            Word("ampThreshold", "analysis.amplification_threshold", NUMBER),
            Word("delThreshold", "analysis.deletion_threshold", NUMBER),
        ]
    ),
}
_SEGMENTS = _speech([_RENDERER], composite=(composites.SAMPLES,))
"""What IGV desktop understands of the one track of a file of segments."""
SPEECHES["gwas"] = _speech([_RENDERER, Word("useChrColors", "display.color_by_chromosome", BOOLEAN)])
SPEECHES["contact_map"] = SPEECHES["interaction"]
OTHER = _speech([_RENDERER])
"""What IGV desktop understands of any track with data."""


def _reads(prefix: str) -> list[Word]:
    return [
        *(Word(name, f"{prefix}reads.{field}", BOOLEAN) for name, field in READ_FLAGS.items()),
        *(Word(name, f"{prefix}reads.{field}", codecs.COUNT) for name, field in _COUNTS.items()),
        *(Word(name, f"{prefix}reads.{field}", TEXT) for name, field in READ_TEXTS.items()),
        Word("basemodFilter", f"{prefix}reads.base_modification_filter", MODIFICATION),
        Word("minTLENPercentile", f"{prefix}reads.min_insert_size_percentile", NUMBER),
        Word("maxTLENPercentile", f"{prefix}reads.max_insert_size_percentile", NUMBER),
        Word("baseModificationThreshold", f"{prefix}reads.base_modification_threshold", NUMBER),
        Word("colorOption", f"{prefix}reads.color_by", _COLOR_OPTION),
        Word("groupByOption", f"{prefix}reads.group_by", _GROUP_OPTION),
        Word("sortOption", f"{prefix}reads.sort_by", SORT_OPTION),
        Word(
            "shadeAlignmentsByOption",
            f"{prefix}reads.shade_by",
            constants("NONE", "MAPPING_QUALITY_HIGH", "MAPPING_QUALITY_LOW"),
        ),
        Word("duplicatesOption", f"{prefix}reads.duplicates", constants("FILTER", "SHOW", "TEXTURE")),
        Word("shadeBasesOption", f"{prefix}reads.shade_bases", SHADED),
        Word("experimentType", f"{prefix}reads.experiment", EXPERIMENT),
    ]


def _part(which: str) -> Table:
    prefix = f"parts.{which}."
    own = {
        "coverage": [Word("alleleFreqThreshold", f"{prefix}reads.allele_frequency_threshold", NUMBER)],
        "junctions": [Word("maxdepth", f"{prefix}reads.junction_max_depth", codecs.COUNT)],
        "reads": _reads(prefix),
    }[which]
    return Table(
        [*_look(prefix, colored=which != "coverage"), Word("visible", f"{prefix}visible", BOOLEAN_TEXT), *own],
        native={"removed": INFO, "renderer": WARNING, "order": INFO},
        deeper=(*DEEPER, "name"),
    )


PARTS = {which: _part(which) for which in ("coverage", "junctions", "reads")}
"""Words of the tracks that an alignment file is written as, one for each part."""


def speech(kind: str | None, form: str | None) -> Speech:
    """What IGV desktop understands of tracks of a kind, whose file has the format `form`."""
    if (kind, form) == ("copy_number", "seg"):
        return _SEGMENTS
    return SPEECHES.get(kind or "", OTHER)
