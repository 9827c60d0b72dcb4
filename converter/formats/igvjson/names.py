"""The words of IGV's JSON sessions that are no table: profiles, types of tracks, marks of the two dialects."""

from __future__ import annotations

ID = "igvjson"

IGVJS, DESKTOP = "igvjs", "desktop3"
"""The dialects, which are the profiles too: igv.js with IGV-Web, and IGV desktop 3."""

PROGRAMS = {IGVJS: "igv.js", DESKTOP: "IGV desktop 3"}
VERSION = "3.8.10"
"""The version of igv.js that is written for, where the document has to say one."""

CARRIED = "carriedData"
"""Key that holds carried data; neither program knows it."""

SEQUENCE_KEYS = ("fastaURL", "twoBitURL", "twobitURL", "gbkURL", "chromSizesURL")
"""Keys of a reference that say where its sequence lies."""

ON_THE_MACHINE = ("path", "file")
"""Keys of files that lie on the machine of whoever opens the session, not on a server."""

MENU_TYPES = ("custom-data-modal", "hub", "genome")

DESKTOP_TOP = frozenset({"hiddenAttributes", "geneList", "nextAutoscaleGroup", "genomeId", "filterSamples", "sortSamples"})
WEB_TOP = frozenset({"version", "showSampleNames", "genarkAccession", "qtlSelections", "gtexSelections"})
DESKTOP_KEYS = frozenset(
    {
        *("path", "indexPath", "autoScale", "featureVisibilityWindow", "sequenceTranslationStrandValue", "mid", "drawBaseline"),
        *("shouldShowTranslation", "experimentType", "siteColorMode", "maxdepth", "track1", "renderOptions", "showDataRange"),
        *("ampThreshold", "sampleFilter"),
    }
)
SERVICES = ("service", "custom", "ucscservice", "gtex-ws", "htsget", "pysam", "shardedBam")
"""Values of `sourceType` under which igv.js asks a service for the data, so that the address is no file."""
WEB_KEYS = frozenset(
    {
        *("sourceType", "indexed", "colorBy", "colorByTag", "showSoftClips", "viewAsPairs", "alignmentRowHeight", "showCoverage"),
        *("showAlignments", "coverageColor", "coverageTrackHeight", "samplingDepth", "colorTable", "squishedRowHeight"),
        *("infoURL", "expandedRowHeight", "autoHeight", "minHeight", "maxHeight", "removable", "searchable", "arcType"),
        "expandedCallHeight",
    }
)
"""Keys of tracks that igv.js alone knows; igv-notebook, which has `path` and `indexPath` too, gives them to igv.js."""
DESKTOP_TYPES = frozenset({"coverage", "cnfreq", "motif", "combined"})
"""Marks of IGV desktop's dialect; `WEB_TOP` and `WEB_KEYS` are those of igv.js, which win."""

_BOTH = {
    "wig": "quantitative",
    "annotation": "annotation",
    "alignment": "alignment",
    "variant": "variant",
    "seg": "copy_number",
    "mut": "mutation",
    "interact": "interaction",
    "arc": "base_pair",
    "gwas": "gwas",
    "qtl": "qtl",
    "junction": "junction",
    "merged": "overlay",
    "sequence": "sequence",
    "blat": "blat",
}
TYPES = {
    IGVJS: {
        **_BOTH,
        **dict.fromkeys(("annotations", "genes", "feature", "bed", "aed", "snp", "fusionjuncspan"), "annotation"),
        **dict.fromkeys(("alignments", "bam"), "alignment"),
        **dict.fromkeys(("vcf", "vcftabix"), "variant"),
        **dict.fromkeys(("junctions", "splicejunctions"), "junction"),
        **dict.fromkeys(("cnvpytor", "gcnv"), "copy_number"),
        "maf": "mutation",
        "t2d": "gwas",
        "interaction": "interaction",
        "bp": "base_pair",
        "eqtl": "qtl",
        "shoebox": "shoebox",
        "image": "image",
    },
    DESKTOP: {
        **_BOTH,
        "cnfreq": "copy_number_frequency",
        "motif": "motif",
        "combined": "combined",
        "maf": "multiple_alignment",
        "coverage": "alignment",
    },
}
"""Kind of track by the type that a session gives, lower case; names beyond the first of a kind are read only."""

_ALIKE = {"contact_map": "interact", "expression": "wig"}
WRITTEN = {profile: {kind: name for name, kind in reversed(types.items())} | _ALIKE for profile, types in TYPES.items()}
"""Type to write for a kind; a kind that is missing can't be shown by the program."""

BY_FORMAT = {"pytor": "cnvpytor", "gcnv": "gcnv"}
"""Types of igv.js that the format of the file decides."""

ARCS = ("interaction", "contact_map")
"""Kinds of tracks whose axis ends at the greatest score."""
RANGED = ("quantitative", "expression", "alignment", "interaction", "contact_map", "overlay")
"""Kinds of tracks of which igv.js heeds a minimum beside a maximum only."""

DRAWN = ("snp", "fusionjuncspan")
"""Types of igv.js that are a way to draw annotations, and the model's word for it."""

NO_TRACKS = ("ideogram", "ruler")
"""Types of what igv.js shows above its tracks, in a list of these or not."""

SPECIAL = ("cnvpytor", "gcnv")
"""Types of igv.js that draw copy numbers in a way of their own, and read more words."""

OTHER_NAMES = {
    name: WRITTEN[IGVJS][kind]
    for name, kind in TYPES[IGVJS].items()
    if WRITTEN[IGVJS][kind] != name and name not in (*DRAWN, *SPECIAL)
}
"""Types of igv.js that are other names for the usual one of their kind, which follows them."""

PARTS = {"coverage": "coverage", "junction": "junctions", "alignment": "reads"}
"""IGV desktop writes an alignment file as tracks of these types, one for each part."""

PART_ENDINGS = {"coverage": "_coverage", "junctions": "_junctions", "reads": ""}
