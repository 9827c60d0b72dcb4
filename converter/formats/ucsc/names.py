"""Words of UCSC's text files that are no table."""

from __future__ import annotations

ID = "ucsc"

HUB, TEXT = "hub", "text"
"""The forms that are written: a track hub in one file, and the text of custom tracks."""
TRACK_DB = "trackdb"
"""A `trackDb.txt` alone: the tracks of a hub without the hub."""
CART = "cart"
"""What the UCSC browser saves of a session: all that a person has set, by the names of UCSC's forms. It is refused."""

INCLUDE = "include"
"""A line of a hub that names another file, whose stanzas stand in its place."""

NOTHING = "# custom tracks: none"
"""All there is of custom tracks that say nothing."""
CARRIED = "# carried data: "
"""Begins the comment that holds carried data; the UCSC browser, igv.js and IGV desktop pass over comments."""

TYPES = {
    "bigWig": ("bigwig", "quantitative"),
    "bigBed": ("bigbed", "annotation"),
    "bigGenePred": ("biggenepred", "annotation"),
    "bigNarrowPeak": ("bignarrowpeak", "annotation"),
    "bam": ("bam", "alignment"),
    "cram": ("cram", "alignment"),
    "vcfTabix": ("vcf", "variant"),
    "hic": ("hic", "contact_map"),
    "bigInteract": ("biginteract", "interaction"),
    "longTabix": ("longrange", "interaction"),
    "bigMaf": ("bigmaf", "multiple_alignment"),
}
"""By the type of a track, the format of its file and what it shows; both ways."""

_OF_BIG_BED = ("bigPsl", "bigChain", "bigDbSnp", "bigLolly", "bigBarChart", "bigRmsk", "bigMethyl", "bigHeat")
READ_TYPES = {
    **{name.lower(): said for name, said in TYPES.items()},
    **{name.lower(): ("bigbed", "annotation") for name in _OF_BIG_BED},
    "vcfphasedtrio": ("vcf", "variant"),
    "vcf": ("vcf", "variant"),
}
"""The same by lower case, with types that are a way to draw the same files; read only."""
SPELLED = {format_: name for name, (format_, _) in TYPES.items()}

NUMBERED = {"0": "hide", "1": "dense", "2": "full", "3": "pack", "4": "squish"}
HIDE = "hide"
