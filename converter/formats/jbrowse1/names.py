"""The words of JBrowse 1: which class of a track shows what, which store holds what, and which keys it knows.

Sources are files of `src/JBrowse/` of release 1.16.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from converter.options import Severity

INFO, WARNING = Severity.INFO, Severity.WARNING


class Store(NamedTuple):
    """What a store holds: the format of its file, and the keys that say where the index is, the first one wins."""

    format: str
    indexes: tuple[str, ...] = ()
    packed: bool | None = None
    """Whether the file is bgzipped and indexed (True), or read whole (False), whatever its name says."""


_TABIX = ("csiUrlTemplate", "tbiUrlTemplate")
STORES = {
    "BAM": Store("bam", ("baiUrlTemplate", "csiUrlTemplate")),
    "CRAM": Store("cram", ("craiUrlTemplate",)),
    "SNPCoverage": Store("bam", ("baiUrlTemplate", "csiUrlTemplate")),
    "BigWig": Store("bigwig"),
    "BigBed": Store("bigbed"),
    "NCList": Store("nclist"),
    "NCList_v0": Store("nclist"),
    "VCFTabix": Store("vcf", _TABIX, packed=True),
    "VCFTribble": Store("vcf", ("idxUrlTemplate",), packed=False),
    "GFF3Tabix": Store("gff3", _TABIX, packed=True),
    "GFF3": Store("gff3", packed=False),
    "BEDTabix": Store("bed", _TABIX, packed=True),
    "BED": Store("bed", packed=False),
    "GTF": Store("gtf", packed=False),
    "SPARQL": Store("sparql"),
    "REST": Store("jbrest"),
    "Fixed": Store("imagetiles"),
    "Fixed_v0": Store("imagetiles"),
    "StaticChunked": Store("seqchunks"),
    "SequenceChunks": Store("seqchunks"),
    "IndexedFasta": Store("fasta", ("faiUrlTemplate",)),
    "BgzipIndexedFasta": Store("fasta", ("faiUrlTemplate",)),
    "UnindexedFasta": Store("fasta"),
    "TwoBit": Store("2bit"),
    "ChromSizes": Store("chromsizes"),
}
"""By the last part of a store's class; that of a plugin holds what its name says (`MyPlugin/Store/SeqFeature/BAM`)."""
FROM_CONFIG = "FromConfig"
MULTIPLE = "MultiBigWig"
SEQUENCES = ("StaticChunked", "SequenceChunks", "IndexedFasta", "BgzipIndexedFasta", "UnindexedFasta", "TwoBit", "ChromSizes")
BY_ENDING = tuple(
    (re.compile(ending, re.IGNORECASE), store)
    for ending, store in (
        (r"\.jsonz?$", "NCList"),
        (r"\.bam$", "BAM"),
        (r"\.cram$", "CRAM"),
        (r"\.gff3?$", "GFF3"),
        (r"\.bed$", "BED"),
        (r"\.vcf.gz$", "VCFTabix"),
        (r"\.gff3?.gz$", "GFF3Tabix"),
        (r"\.bed.gz$", "BEDTabix"),
        (r"\.(bw|bigwig)$", "BigWig"),
        (r"\.(bb|bigbed)$", "BigBed"),
        (r"\.(fa|fasta)$", "IndexedFasta"),
        (r"\.(fa|fasta)\.gz$", "BgzipIndexedFasta"),
        (r"\.2bit$", "TwoBit"),
    )
)
"""The store of a track that names none, by its urlTemplate (`ConfigAdaptor/JB_json_v1.js`)."""


class View(NamedTuple):
    """What a class of tracks shows, how it draws values, and the table of words for its look."""

    kind: str | None
    look: str
    renderer: str | None = None


ALIASES = {
    "FeatureTrack": "HTMLFeatures",
    "ImageTrack": "FixedImage",
    "ImageTrack.Wiggle": "FixedImage",
    "SequenceTrack": "Sequence",
}
VIEWS: dict[str, View] = {
    "Sequence": View("sequence", "sequence"),
    "HTMLFeatures": View("annotation", "html"),
    "CanvasFeatures": View("annotation", "features"),
    "NeatFeatures": View("annotation", "features"),
    "HTMLVariants": View("variant", "html"),
    "CanvasVariants": View("variant", "features"),
    "Alignments": View("alignment", "html"),
    "Alignments2": View("alignment", "reads"),
    "SNPCoverage": View("alignment", "coverage"),
    "XYPlot": View("quantitative", "signal", "bar"),
    "Density": View("quantitative", "signal", "heatmap"),
    "Wiggle": View("quantitative", "signal"),
    "FeatureCoverage": View("quantitative", "signal", "bar"),
    "MultiXYPlot": View("overlay", "signal", "bar"),
    "MultiDensity": View("overlay", "signal", "row_heatmap"),
    "FixedImage": View(None, "html"),
}
"""By the last part of a track's class (`View/Track/`), those of plugins among them."""

_LOCATIONS = ("urlTemplate", "baseUrl", "storeClass")
TRACK: dict[str, Severity] = {
    **dict.fromkeys(("query", "featureFilter", "filters", "alleles", "topLevelFeatures", "feature_filter"), WARNING),
    **dict.fromkeys(("autoscale", "bicolor_pivot", "scale", "data_offset", "z_score_bound", *_LOCATIONS), WARNING),
    "type": INFO,
    **dict.fromkeys(
        (
            *("glyph", "glyphConfig", "onClick", "menuTemplate", "hooks", "events", "maxFeatureScreenDensity", "maxExportSpan"),
            *(
                "maxFeatureGlyphExpansion",
                "maxHeight",
                "noExport",
                "noExportFiles",
                "pinned",
                "shortDescription",
                "label",
                "store",
            ),
            *("seqType", "proteinColorScheme", "codonTable", "codonStarts", "codonStops", "showForwardStrand", "chunkSize"),
            *("showReverseStrand", "showTranslation", "showColor", "yScalePosition", "yScaleLabelFormat", "variance_band"),
            *("noFill", "logScaleOption", "disable_clip_markers", "scoreType", "align", "viewAsPairs", "viewAsSpans"),
            *("maxInsertSize", "readCloudLogScale", "readCloudYScaleMax", "showInterchromosomalArcs", "showLargeArcs", "useXS"),
            *("useTS", "useReverseTemplate", "useReverseTemplateOption", "renderAlignment", "renderPrettyAlignment"),
            *("renderAlignmentWidth", "colorByMAPQ", "colorByOrientation", "colorBySize", "colorByOrientationAndSize"),
            *("defaultColor", "orientationType", "cacheMismatches", "hideDuplicateReads", "hideQCFailingReads", "hideSecondary"),
            *("hideSupplementary", "hideMissingMatepairs", "hideImproperPairs", "hideUnmapped", "hideUnsplicedReads"),
            *("hideForwardStrand", "hideReverseStrand", "insertSizeStats", "layoutPitchY", "mismatchScale", "indicatorProp"),
            *("indicatorDepth", "displayMode", "enableCollapsedMouseover", "disableCollapsedClick", "impliedUTRs"),
            *("inferCdsParts", "inferHTMLSubfeatures", "subParts", "transcriptType", "noncodingType", "labelTranscripts"),
            *("thinHeight", "truncateFeatures", "maxFeatureSizeForUnderlyingRefSeq", "subfeatureDetailLevel", "itemRgb"),
            *("unsafePopup", "unsafeMouseover", "unsafeHTMLFeatures", "showNoteInAttributes", "nameAttributes", "query"),
            *("dontRedispatch", "storeTimeout", "chunkSizeLimit", "fetchSizeLimit", "bpPerCeiling", "mdAttribute", "noCache"),
            *("region_feature_densities", "region_stats", "feature_range_cache", "stats", "features", "useAsRefSeqStore"),
            *("urlTemplates", "variantIsHeterozygous", "commentCallback", "featureCallback", "phase", "subfeatures"),
            *("backendVersion", "disablePreflight", "fixBounds", "parseHeader", "featureTransform", "hideSequenceBox"),
            *("disableHeightCache", "opTree", "maskStore", "displayStore", "displayType", "displayColor", "compress"),
            *("baiUrlTemplate", "craiUrlTemplate", "csiUrlTemplate", "tbiUrlTemplate", "faiUrlTemplate", "gziUrlTemplate"),
            *("idxUrlTemplate", "min_score", "max_score", "key", "category", "description", "histograms", "style", "metadata"),
            *("unsafe", "sparqlEndpoint", "queryTemplate"),
        ),
        INFO,
    ),
}
"""Keys of a track that the application knows, with the severity of their loss."""
GLOSSES = {
    **dict.fromkeys(
        ("query", "featureFilter", "filters", "alleles", "topLevelFeatures", "feature_filter"), "which features are left out"
    ),
    **dict.fromkeys(("autoscale", "scale", "z_score_bound"), "how the value axis fits the data"),
    "bicolor_pivot": "the value at which the colour changes",
    "data_offset": "what is added to all values",
    **dict.fromkeys(("urlTemplate", "baseUrl"), "where the data lie"),
    "storeClass": "how the data are read",
    "plugins": "code that brings further kinds of tracks and files",
    **dict.fromkeys(("refSeqs", "refSeqs/url", "refSeqs/data"), "the sequences of the genome"),
    **dict.fromkeys(("defaultTracks", "forceTracks"), "the tracks that are shown"),
    "location": "the place that is shown",
}
"""What keys that a person would miss mean."""
PREFIXES = ("style/", "histograms/", "fmt", "on")
"""Beginnings of further keys that it knows: its look, and functions that it calls."""
SESSION: dict[str, Severity] = {
    **dict.fromkeys(("plugins", "refSeqs", "refSeqs/url", "refSeqs/data", "defaultTracks", "forceTracks", "location"), WARNING),
    **dict.fromkeys(
        (
            *(
                "names",
                "nameUrl",
                "trackSelector",
                "trackMetadata",
                "datasets",
                "dataset_id",
                "dataRoot",
                "baseUrl",
                "browserRoot",
            ),
            *("alwaysOnTracks", "defaultLocation", "initialHighlight", "bookmarks", "bookmarks/features", "bookmarkService"),
            *(
                "refSeqOrder",
                "refSeqSelectorMaxSize",
                "refSeqDropdown",
                "show_nav",
                "show_tracklist",
                "show_overview",
                "show_menu",
            ),
            *("show_fullviewlink", "show_tracklabels", "update_browser_title", "updateBrowserURL", "trackPadding", "trackLabels"),
            *("classicMenu", "css", "containerID", "theme", "shareURL", "share_link", "datasetSelectorWidth", "clientReport"),
            *("locationBox", "locationBoxLength", "highlightSearchedRegions", "hideGenomeOptions", "googleAnalytics", "view"),
            *(
                "documentDomain",
                "autocomplete",
                "unitTestMode",
                "suppressUsageStatistics",
                "quickHelp",
                "queryParams",
                "variables",
            ),
            *("noPluginsForAboutBox", "maxSavedLocations", "maxRecentTracks", "maxPxPerBp", "logMessages", "disableSearch"),
            *("exactReferenceSequenceNames", "cookieSizeLimit", "alwaysStopScrollBubble", "allowCrossOriginDataRoot"),
            *("highResolutionMode", "cacheBuster", "initExtra", "electronData", "aboutThisBrowser", "aboutThisBrowser/title"),
            *("aboutThisBrowser/description", "makeFullViewURL", "stores"),
        ),
        INFO,
    ),
}
"""Keys of the whole that the application knows, with the severity of their loss."""


def tail(name: object) -> str:
    """The last part of the name of a class; an alias of a track by what it stands for."""
    text = name if isinstance(name, str) else ""
    return ALIASES.get(text, text).rpartition("/")[2]


def of_plugin(name: object) -> bool:
    """Whether a class is a plugin's."""
    return isinstance(name, str) and "/" in name and not name.lstrip("/").startswith("JBrowse/")


def view_of(name: object) -> View | None:
    """What a class of tracks is; a plugin's is what its name says (`WebApollo/View/Track/DraggableHTMLFeatures`)."""
    last = tail(name)
    found = VIEWS.get(last)
    if found is None and of_plugin(name):
        return next((view for known, view in VIEWS.items() if known in last), None)
    return found


def is_known(name: object) -> bool:
    """Whether the class is one of `VIEWS`, and not only like one."""
    return tail(name) in VIEWS
