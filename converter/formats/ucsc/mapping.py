"""How UCSC's track settings spell the neutral fields, both ways.

Settings are those of UCSC's Track Database Definition Document; attributes of custom tracks are the same but for a few.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from converter.formats._consume import Table
from converter.formats._lines import visible
from converter.formats._values import COLOR_COMMAS, INTEGER_TEXT, NUMBER_TEXT
from converter.formats._words import CANNOT, INVALID, Codec, Word, choice
from converter.options import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

INFO, WARNING = Severity.INFO, Severity.WARNING

SWITCH = choice({"on": True, "off": False}, aliases={"true": True, "false": False, "1": True, "0": False}, fold=True)


def one_line(text: str) -> str:
    """A text as a line of a hub: without a backslash at its end, which would join it with the next."""
    return " ".join(visible(text).split()).rstrip("\\").rstrip()


LABEL = Codec(lambda raw: raw, lambda value: one_line(value) or CANNOT)
MODE = {"dense": "collapsed", "squish": "squished", "pack": "expanded", "full": "full"}
WINDOW = choice({"maximum": "max", "mean": "mean", "minimum": "min", "mean+whiskers": "whiskers"}, fold=True)
GRAPH = choice({"bar": "bar", "points": "points"}, fold=True)
TRANSFORM = choice({"NONE": "linear", "LOG": "log"}, fold=True)
ONE_WORD = Codec(lambda raw: raw, lambda value: CANNOT if re.search(r"[\s,]", value) else value)
READS, COVERAGE = "parts.reads.", "parts.coverage."
GRAPH_OF_READS = "coverage"
"""How reads are drawn where `doWiggle` makes a graph of them: as their coverage alone."""

_NATIVE = {
    **dict.fromkeys(
        (
            *("negateValues", "alwaysZero", "smoothingWindow", "yLineMark", "yLineOnOff", "aggregate", "spectrum", "useScore"),
            *("colorByStrand", "itemRgb", "doWiggle", "minAliQual", "filterBy", "drawMode", "bamGrayMode", "scoreFilter"),
            "thickDrawItem",
        ),
        WARNING,
    ),
    **dict.fromkeys(
        (
            *(
                "html",
                "htmlUrl",
                "urlLabel",
                "urls",
                "searchIndex",
                "searchTrix",
                "searchPackage",
                "subGroups",
                "group",
                "offset",
            ),
            *(
                "dimensions",
                "sortOrder",
                "dragAndDrop",
                "filterComposite",
                "configurable",
                "allButtonPair",
                "showSubtrackColorOnUi",
            ),
            *("maxItems", "viewLimitsMax", "viewUi", "configureByPopup", "noInherit", "pennantIcon", "dataVersion", "priority"),
            *(
                "exonArrows",
                "exonNumbers",
                "baseColorUseCds",
                "baseColorDefault",
                "baseColorUseSequence",
                "showDiffBasesAllScales",
            ),
            *("pairSearchRange", "bamSkipPrintQualScore", "indelDoubleInsert", "indelQueryInsert", "indelPolyA", "noColorTag"),
            *("hapClusterEnabled", "hapClusterColorBy", "hapClusterTreeAngle", "hapClusterHeight", "applyMinQual", "minQual"),
            *(
                "minFreq",
                "vcfDoQual",
                "labelFields",
                "labelOnFeature",
                "labelSeparator",
                "mouseOver",
                "mouseOverField",
                "origAssembly",
            ),
            *("scoreLabel", "scoreMin", "scoreMax", "scoreFilterLimits", "noScoreFilter", "minGrayLevel", "itemDetailsHtmlTable"),
            *(
                "interactDirectional",
                "interactMultiRegion",
                "interactUp",
                "maxWindowCoverage",
                "frames",
                "summary",
                "speciesOrder",
            ),
            *("speciesGroups", "speciesTarget", "speciesTree", "boxedCfg", "chainColor", "wigColorBy", "compositeContainer"),
            *(
                "detailsTabUrls",
                "detailsStaticTable",
                "extraTableFields",
                "skipFields",
                "skipEmptyFields",
                "sepFields",
                "idInUrlSql",
            ),
            *("barChartBars", "barChartColors", "barChartMetric", "barChartUnit", "barChartMatrixUrl", "barChartSampleUrl"),
            *(
                "barChartLabel",
                "barChartLimit",
                "barChartBarMinWidth",
                "barChartStretchToItem",
                "showNames",
                "showCfg",
                "canPack",
            ),
            *(
                "nextExonText",
                "prevExonText",
                "nextItemButton",
                "noGenomeReason",
                "tableBrowser",
                "directUrl",
                "hideEmptySubtracks",
            ),
            *("hideEmptySubtracksMultiBedUrl", "hideEmptySubtracksSourcesUrl", "refUrl", "lollySizeField", "lollyMaxSize"),
            *("mergeSpannedItems", "linkIdInName", "nameIsSequence", "accessories", "release", "avoidHandler", "defaultIsClosed"),
            *("longLabel", "visibility", "autoScale", "viewLimits", "maxHeightPixels", "windowingFunction", "graphTypeDefault"),
            *("graphType", "transformFunc", "gridDefault", "bamColorMode", "bamColorTag", "pairEndsByName", "defaultLabelFields"),
            *("saturationScore", "altColor", "color", "maxWindowToDraw", "url", "metadata", "bigDataIndex", "type", "db"),
            *("barChartMaxSize", "barChartSizeWindows", "barChartBarMinPadding", "barChartCategoryUrl", "barChartFacets"),
            *("barChartMerge", "barChartStatsUrl", "baseColorTickColor", "bedNameLabel", "bgColor", "centerLabelsDense"),
            *("denseCoverage", "detailsDynamicTable", "exonArrowsDense", "extraDetailsTable", "fileSortOrder", "highlightColor"),
            *("iframeOptions", "iframeUrl", "itemBigImagePath", "itemImagePath", "linkDataUrl", "lollyField", "lollyNoStems"),
            *("noParentConfig", "normalization", "onlyVisibility", "otherDb", "resolution", "showDiffBasesMaxZoom"),
            *("showDotSnake", "showSnpWidth", "showTopScorers", "squishyPackField", "squishyPackPoint", "vcfChildSample"),
            *("vcfDoMaf", "vcfParentSamples", "vcfUseAltSampleNames", "xrefDataUrl"),
        ),
        INFO,
    ),
}
"""What the UCSC browser understands and the model has no word for, at least for some kinds of tracks."""
_FILTERED = "which features are left out"
_GLOSSES = {
    "negateValues": "values that are turned upside down",
    "alwaysZero": "whether the value axis begins at 0",
    "smoothingWindow": "over how many pixels values are averaged",
    "yLineMark": "where a line is drawn across the graph",
    "yLineOnOff": "whether a line is drawn across the graph",
    "aggregate": "how graphs are drawn over each other",
    **dict.fromkeys(("spectrum", "useScore"), "shades by the score"),
    "colorByStrand": "colours by the strand",
    "itemRgb": "the colours of single features",
    "minAliQual": "which reads are left out",
    **dict.fromkeys(("filterBy", "scoreFilter"), _FILTERED),
    "drawMode": "how interactions are drawn",
    "bamGrayMode": "what shades of reads mean",
    "thickDrawItem": "features that are drawn thick",
}
"""What settings that a person would miss mean."""
_FAMILIES = re.compile(
    r"(filter|filterValues|filterText|filterType|filterLabel|filterLimits|filterByRange|highlight\w*|decorator)\..+"
    r"|subGroup\d+|\w*Filter\w*"
)
"""Settings whose names hold the name of a field, or a number."""
_QUIET_FAMILIES = ("subGroup", "decorator")
"""Those that only sort tracks in a table of choices, or put marks on features."""

_COMMON = [
    Word("shortLabel", "name", LABEL),
    Word("maxWindowToDraw", "display.visibility_window_bp", INTEGER_TEXT),
]
_COLORS = [Word("color", "display.color", COLOR_COMMAS), Word("altColor", "display.alt_color", COLOR_COMMAS)]
_SIGNAL = [
    *_COMMON,
    *_COLORS,
    Word("windowingFunction", "display.window_function", WINDOW),
    Word("graphTypeDefault", "display.renderer", GRAPH),
    Word("transformFunc", "display_range.scale", TRANSFORM),
    Word("gridDefault", "display_range.draw_baseline", SWITCH),
]
_COVERAGE = [
    *_COMMON,
    *(Word(one.name, f"{COVERAGE}{one.field}", one.codec) for one in _SIGNAL[len(_COMMON) :]),
]
_READS = [
    *_COMMON,
    Word("color", f"{READS}display.color", COLOR_COMMAS),
    Word(
        "bamColorMode",
        f"{READS}reads.color_by",
        choice({"strand": "read_strand", "tag": "tag", "off": "none"}, aliases={"gray": "none"}),
    ),
    Word("bamColorTag", f"{READS}reads.color_tag"),
    Word(
        "pairEndsByName",
        f"{READS}reads.paired",
        Codec(lambda raw: True if raw else INVALID, lambda value: "on" if value else CANNOT),
    ),
]
_FEATURES = [
    *_COMMON,
    _COLORS[0],
    Word("itemRgb", "display.item_colors", SWITCH),
    Word("defaultLabelFields", "display.label_field", ONE_WORD),
]
_INTERACTIONS = [
    *_COMMON,
    *_COLORS,
    Word("interactUp", "interactions.direction", choice({"true": "up", "false": "down"}, fold=True)),
    Word("saturationScore", "interactions.max_score", NUMBER_TEXT),
]
_WORDS = {
    "quantitative": _SIGNAL,
    "overlay": _SIGNAL,
    "alignment": _READS,
    GRAPH_OF_READS: _COVERAGE,
    "interaction": _INTERACTIONS,
    "contact_map": [*_INTERACTIONS, Word("normalization", "interactions.normalization", ONE_WORD)],
}
SIGNAL = ("quantitative", "overlay", GRAPH_OF_READS)
"""What UCSC draws as graphs, with a value axis."""
BY_STRAND = "colorByStrand"
"""How features are given two colours, of those on the forward and on the reverse strand; `altColor` is not about strands."""
CUSTOM = {"shortLabel": "name", "longLabel": "description", "graphTypeDefault": "graphType"}
"""Settings that custom tracks call otherwise."""

DEEPER = frozenset(
    {
        *("track", "parent", "bigDataUrl", "bigDataIndex", "type", "visibility", "longLabel", "viewLimits", "maxHeightPixels"),
        *(
            "autoScale",
            "metadata",
            "priority",
            "doWiggle",
            "superTrack",
            "compositeTrack",
            "container",
            "view",
            "db",
            "description",
        ),
        *("dataURL", "indexURL", "coverageURL", "url", BY_STRAND),
    }
)
"""Settings that the reader answers for by itself."""

HUB = Table(
    [Word("shortLabel", "name", LABEL)],
    native=dict.fromkeys(("email", "longLabel", "descriptionUrl"), INFO),
    structural=("useOneFile",),
    deeper=("hub",),
)
GENOME = Table(
    [
        Word("genome", "id"),
        Word("organism", "name", LABEL),
        Word("description", "description", LABEL),
        Word("twoBitPath", "two_bit"),
        Word("twoBitBptUrl", "two_bit_bpt"),
        Word("twoBitBptURL", "two_bit_bpt"),
        Word("chromSizes", "chrom_sizes"),
        Word("chromAlias", "chrom_aliases"),
        Word("chromAliasBb", "chrom_aliases_bb"),
        Word("htmlPath", "info_url"),
        Word("blat", "blat_db"),
    ],
    native=dict.fromkeys(
        (
            *("scientificName", "groups", "orderKey", "transBlat", "isPcr", "taxId", "trackDb", "liftOver", "genomePriority"),
            *("ncbiGenbank", "sourceName", "dbDbSpeciesDir", "defaultPos"),
        ),
        INFO,
    ),
    deeper=("defaultPos",),
)


def words_of(kind: object, *, custom: bool = False) -> list[Word]:
    """The words for tracks of a kind, of a hub or of custom tracks."""
    held = _WORDS.get(str(kind), _FEATURES)
    if not custom:
        return held
    return [Word(CUSTOM.get(word.name, word.name), word.field, word.codec) for word in held]


@cache
def _plain(kind: str, *, custom: bool) -> Table:
    return Table(words_of(kind, custom=custom), native=_NATIVE, glosses=_GLOSSES, deeper=DEEPER)


_families: dict[tuple[str, bool, tuple[str, ...]], Table] = {}
_MOST = 256


def table(kind: object, keys: Iterable[str], *, custom: bool = False) -> Table:
    """The table for tracks of a kind that has those settings, some of which may be of a family without end."""
    plain = _plain(str(kind), custom=custom)
    more = tuple(key for key in keys if key not in plain.native and key not in plain.words and _FAMILIES.fullmatch(key))
    if not more:
        return plain
    asked = str(kind), custom, more
    if asked not in _families:
        if len(_families) >= _MOST:
            _families.clear()
        graded = {key: INFO if key.startswith(_QUIET_FAMILIES) else WARNING for key in more}
        glosses = {key: "which features stand out" if key.startswith("highlight") else _FILTERED for key in more}
        told = {**_GLOSSES, **{key: text for key, text in glosses.items() if graded[key] is WARNING}}
        _families[asked] = Table(plain.words.values(), native={**_NATIVE, **graded}, glosses=told, deeper=DEEPER)
    return _families[asked]
