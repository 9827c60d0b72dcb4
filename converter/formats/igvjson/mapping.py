"""How IGV's JSON spells the neutral fields outside of tracks, both ways, and what it can't say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.formats import _measured
from converter.formats._consume import Table
from converter.formats._values import BOOLEAN, INTEGER, TEXT
from converter.formats._words import Word
from converter.formats.igvjson import codecs, desktop, names, web
from converter.formats.igvjson.web import INFO, WARNING, Speech
from converter.loss.announce import Cannot

if TYPE_CHECKING:
    from collections.abc import Mapping

NOTHING = Table()

GENOME = Table(
    [
        Word("id", "id", TEXT),
        Word("name", "name", TEXT),
        Word("description", "description", TEXT),
        Word("fastaURL", "fasta", TEXT),
        Word("indexURL", "fasta_index", TEXT),
        Word("compressedIndexURL", "fasta_gzi", TEXT),
        Word("twoBitURL", "two_bit", TEXT),
        Word("twoBitBptURL", "two_bit_bpt", TEXT),
        Word("gbkURL", "genbank", TEXT),
        Word("hubURL", "definition", TEXT),
        Word("chromSizesURL", "chrom_sizes", TEXT),
        Word("cytobandURL", "cytobands", TEXT),
        Word("cytobandBbURL", "cytobands_bb", TEXT),
        Word("aliasURL", "chrom_aliases", TEXT),
        Word("chromAliasBbURL", "chrom_aliases_bb", TEXT),
        Word("chromosomeOrder", "chromosome_order", codecs.LIST),
        Word("wholeGenomeView", "whole_genome_view", BOOLEAN),
        Word("ucscID", "ucsc_id", TEXT),
        Word("blatDB", "blat_db", TEXT),
        Word("infoURL", "info_url", TEXT),
        Word("hubs", "hubs", codecs.LIST),
    ],
    native={
        **dict.fromkeys(("nameSet", "format", "indexed", "blat", "maneBbURL", "maneTrixURL", "rsdbURL"), INFO),
        **dict.fromkeys(("showIdeogram", "showChromosomeWidget"), INFO),
        **web.CREDENTIALS,
    },
    usual=web.USUAL,
    glosses=web.GLOSSES,
    deeper=("locus", "tracks"),
)
SIZES = Table([Word("fastaURL", "chrom_sizes", TEXT), Word("url", "chrom_sizes", TEXT)])
"""Where igv.js finds the lengths of a genome of the format `chromsizes`, which has no sequence."""
GENOME_OF_SIZES = Table(
    [*SIZES.words.values(), *(word for word in GENOME.words.values() if word.field not in ("fasta", "chrom_sizes"))],
    native=GENOME.native,
    usual=GENOME.usual,
    glosses=GENOME.glosses,
    deeper=GENOME.deeper,
)
SEQUENCES = ("fasta", "two_bit", "genbank", "chrom_sizes")
"""Fields of a genome that its sequence, or at least its lengths, are read from."""

SESSION = {
    names.IGVJS: Table(
        native={
            **dict.fromkeys(
                ("showRuler", "showSequence", "showAxis", "axisWidth", "showTrackDragHandles", "showGearColumn"), INFO
            ),
            **dict.fromkeys(
                ("gearColumnPosition", "showSampleNameButton", "showCytobandNames", "minimumBases", "blatServerURL"), INFO
            ),
            **dict.fromkeys(("showROIOverlays", "qtlSelections"), WARNING),
        },
        usual=web.USUAL,
        structural=("version",),
    ),
    names.DESKTOP: Table([Word("nextAutoscaleGroup", "next_autoscale_group", codecs.INTEGER_TEXT)], structural=("version",)),
}
"""Facts of the session itself; those of its view, genome and samples the reader finds by itself."""
_KEYS = ("reference", "genome", "locus", "tracks", "roi", "sampleinfo")
KEYS = {
    names.IGVJS: (*_KEYS, "genarkAccession", "showSampleNames", "sampleNameViewportWidth", "showIdeogram"),
    names.DESKTOP: (*_KEYS, "genomeId", "geneList", "hiddenAttributes"),
}
"""Those keys."""

REGION = Table(
    [
        Word("chr", "chrom", TEXT),
        Word("start", "start", INTEGER),
        Word("end", "end", INTEGER),
        Word("name", "name", TEXT),
        Word("description", "description", TEXT),
    ]
)
REGION_SET = Table(
    [Word("name", "name", TEXT), Word("color", "color", codecs.REGION_COLOR), Word("isVisible", "visible", BOOLEAN)],
    native={"isUserDefined": INFO, "headerColor": INFO, "format": INFO, "indexed": INFO},
    deeper=("features", "url"),
)
SAMPLE_FILE = Table(
    [Word("url", "location", TEXT), Word("path", "location", TEXT), Word("name", "name", TEXT)], deeper=("format",)
)


def speech(profile: str, kind: str | None, form: str | None) -> Speech:
    """What the program of a profile understands of tracks of a kind, whose file has the format `form`."""
    return web.speech(kind, form) if profile == names.IGVJS else desktop.speech(kind, form)


_ONE_VIEW = Cannot("IGV shows one linear view.", "Choose the view to convert with the option 'view'.")
_PANELS = Cannot("igv.js and IGV desktop 3 show all tracks in one column; they have no panels.")
_KEY = Cannot("{app}'s sessions have no key between a track and the attributes of its sample.")
_READS = Cannot("{app} has no setting, or not this one, for {what}.")
_SAMPLES = Cannot(
    "{app} filters and groups samples track by track; igv.js's sessions don't say which of their attributes are hidden.",
    "Filter and group them in the menu of the track.",
)
_FILE = Cannot("{app}'s sessions say only where the file and its index are, and the file's format.")
_FILE_FIELDS = (
    *("coverage", "mapping", "description", "name", "track_line", "color", "info_url", "feature_url", "sample", "server"),
    *("index", "indexed", "format", "location"),
)
_SAMPLE_FIELDS = (
    *("group_by", "filter_name", "filter_match", "filter_show_tracks", "filters", "visible_attributes", "hidden_attributes"),
    *("names_width_px", "sources", "flagged"),
)
_BY_ID = Cannot("IGV takes what belongs to a genome that it knows by its id from its own list.")
_GENOME_FIELDS = (
    *("name", "description", "chrom_aliases", "chrom_aliases_bb", "cytobands", "cytobands_bb", "info_url", "blat_db", "ucsc_id"),
    *("chromosome_order", "whole_genome_view", "hubs", "fasta_index", "fasta_gzi", "two_bit_bpt"),
)
_JUNCTIONS = Cannot(
    "igv.js draws no splice junctions of an alignment file; IGV desktop's JSON does not say {what}.",
    "For igv.js, make a junction file (BED) of the alignments and add it as a track.",
)

CANNOT_SAY: Mapping[str, Cannot] = {
    **_measured.CANNOT_SAY,
    "views/": _ONE_VIEW,
    "views/kind": _ONE_VIEW,
    "views/views": _ONE_VIEW,
    "views/title": Cannot("Views of IGV have no title."),
    "views/tracks": Cannot("The tracks stand in another order."),
    "views/panels": _PANELS,
    "views/divider_fractions": _PANELS,
    "views/loci": Cannot(
        "igv.js shows at least 40 bases, ends a place at every blank, and forgets the names of places that it is given."
    ),
    "views/loci.name": Cannot("igv.js shows these places without the names that the source gives them."),
    "views/loci_name": Cannot("igv.js has several places side by side, but no name for the list of them."),
    "views/laid_out": Cannot("IGV can't restrict what is scrolled to."),
    "views/highlights": Cannot("IGV has no highlights in a view; its regions of interest are another thing."),
    "views/show_ideogram": Cannot("IGV desktop's sessions don't say whether the ideogram is shown."),
    "views/show_center_line": Cannot("The centre line is a setting of the page or the program, not of a session."),
    "views/show_gridlines": Cannot("IGV has no grid lines."),
    "views/color_by_cds": Cannot("IGV does not colour the sequence by reading frame."),
    "views/track_labels": Cannot("Where track labels stand is a setting of the page, not of a session."),
    "session/track_order": Cannot("Tracks that are not shown are not listed."),
    "session/source_order": Cannot("Files have no order of their own; tracks name them."),
    "genome/": Cannot("IGV needs an id or a sequence to find the genome.", "Give the genome with the option 'genome'."),
    "genome/id": Cannot("IGV finds such a genome only where its own list has it.", "Give the genome with the option 'genome'."),
    **{f"genome/{field}": _BY_ID for field in _GENOME_FIELDS},
    "genome/aliases": Cannot("{app}'s sessions have one id for a genome, no other names."),
    "genome/definition": Cannot(
        "igv.js reads a genome's parts, not IGV desktop's genome files.", "Give the genome with the option 'genome' or 'genomes'."
    ),
    "genomes/": Cannot("A session of IGV has one genome."),
    "tracks/": Cannot(
        "{app} does not have every kind of track; data of a service, and annotations that came with a genome of another "
        "program, can't be named.",
        "Give the data of the track as a file.",
        hidden=Cannot("{app} has no list of tracks that are not shown.", "Show them all with the option tracks=all."),
        computed=Cannot("{app} does not compute such tracks.", "Compute it beforehand, and add it as a file (BED or bigWig)."),
    ),
    "tracks/shown": Cannot("{app} draws every track that a session has."),
    "tracks/kind": Cannot("{app} has no such kind of track; the nearest one is written."),
    "tracks/key": Cannot("The session can't name a track that no file of it holds."),
    "tracks/name": Cannot("A track's name is the one of its file here."),
    "tracks/sample": Cannot("{app} draws all samples or columns of such a file in one track."),
    "tracks/source": Cannot("The file can't be named here."),
    "tracks/category": Cannot("IGV's sessions have no categories of tracks."),
    "tracks/genomes": Cannot("A session of IGV has one genome."),
    "tracks/same_as": Cannot("A track that is shown twice is two tracks here."),
    "tracks/order": Cannot("Another order of the tracks is written by their places in the list."),
    "tracks/description": Cannot("IGV desktop has no descriptions of tracks."),
    "tracks/metadata": Cannot("IGV desktop has no attributes of tracks in its sessions."),
    "tracks/sample_attribute_key": _KEY,
    "tracks/info_url": Cannot("IGV desktop's JSON has no link for the features of a track."),
    "tracks/members": Cannot("An overlay of {app} holds only tracks that it can draw over others."),
    "tracks/display": Cannot("For this kind of track {app} has no setting for {what}."),
    "tracks/display.font_size_pt": Cannot("{app}'s sessions have no font size."),
    "tracks/display.item_colors": Cannot(
        "{app} draws features in the colours of their file where the track has no colour of its own, and has no setting for it."
    ),
    "tracks/display.show_labels": Cannot("{app}'s sessions can't hide the names of features."),
    "tracks/display.show_data_range": Cannot("igv.js always shows the data range."),
    "tracks/display.group_by_strand": Cannot(
        "igv.js does not group features by strand; IGV desktop's JSON says it only of those that are grouped."
    ),
    "tracks/display.height_px": Cannot("{app} has no height that follows from the content."),
    "tracks/display.window_function": Cannot("igv.js summarises only quantitative tracks, by mean, minimum or maximum."),
    "tracks/display.renderer": Cannot("{app} has no such way to draw the values, or draws this kind of track in one way only."),
    "tracks/display.mode": Cannot("{app} has no such display mode for this kind of track."),
    "tracks/display.color": Cannot("{app} can't colour this kind of track, nor a heat map without a range."),
    "tracks/display_range": Cannot("For this kind of track {app} has no setting for {what}."),
    "tracks/display_range.scale": Cannot(
        "For this kind of track {app} has no setting for {what}; IGV desktop 3 heeds it only beside an upper end of the axis."
    ),
    "tracks/display_range.maximum": Cannot(
        "For this kind of track {app} has no setting for {what}; and it would take the members of an overlay out of their group."
    ),
    "tracks/display_range.minimum": Cannot("igv.js heeds a minimum only beside a maximum, and not for every kind of track."),
    "tracks/display_range.autoscale": Cannot("{app} scales a track to its data where no maximum is given."),
    "tracks/display_range.baseline": Cannot("igv.js draws values from zero; it has no other baseline."),
    "tracks/display_range.draw_baseline": Cannot("igv.js always draws the baseline."),
    "tracks/display_range.color_scale": Cannot(
        "igv.js has scales of colours for heat maps, with one value in their middle instead of a neutral zone, and for segments, "
        "with white in their middle, which they always have from -0.1 to 0.1."
    ),
    "tracks/reads": _READS,
    "tracks/variants": Cannot("igv.js colours variants by one INFO field, not by methylation or fractions of alleles."),
    "tracks/interactions": Cannot("{app} has no such way to draw interactions."),
    "tracks/sequence": Cannot("{app} has no such way to draw the sequence."),
    "tracks/sequence.strand": Cannot("{app} begins with the forward strand; a session says only the reverse one."),
    "tracks/analysis": Cannot("{app} does not compute such tracks."),
    "tracks/parts": Cannot("{app} has no setting for {what}."),
    "tracks/parts.*.display.height_px": Cannot("igv.js has one height for coverage and reads together."),
    "tracks/parts.*.display.color": Cannot("{app} can't colour this part of an alignment track."),
    "tracks/parts.*.name": Cannot("igv.js draws coverage and reads as one track with one name."),
    "tracks/parts.*.sample_attribute_key": _KEY,
    "tracks/parts.coverage.reads": _READS,
    "tracks/parts.reads.reads": _READS,
    "tracks/parts.junctions.display.height_px": _JUNCTIONS,
    "tracks/parts.junctions.display.color": _JUNCTIONS,
    "tracks/parts.junctions.name": _JUNCTIONS,
    "tracks/parts.*.display_range.minimum": Cannot("igv.js heeds a minimum only beside a maximum."),
    "tracks/parts.*.display_range.baseline": Cannot("igv.js draws coverage from zero; it has no other baseline."),
    "tracks/parts.*.display_range.draw_baseline": Cannot("igv.js always draws the baseline."),
    "tracks/parts.junctions.visible": Cannot(
        "igv.js draws no splice junctions of an alignment file; only its coverage and reads are seen.", _JUNCTIONS.hint
    ),
    "tracks/parts.junctions": _JUNCTIONS,
    "sources/features": Cannot("igv.js stops at the features of a track one of which is no object."),
    "sources/": Cannot("The file belongs to what is not written: a track, or attributes of samples."),
    **{f"sources/{field}": _FILE for field in _FILE_FIELDS},
    "regions/": Cannot("A region needs a chromosome, a start and an end."),
    "regions/name": Cannot("The region has no name here."),
    "regions/set": Cannot("Regions are kept in nameless sets here."),
    "region_sets/": Cannot("IGV has no such set of regions."),
    "region_sets/visible": Cannot("igv.js shows all regions of interest or none."),
    "region_sets/color": Cannot("IGV desktop has one colour for all regions of interest."),
    "samples/": _SAMPLES,
    **{f"samples/{field}": _SAMPLES for field in _SAMPLE_FIELDS},
    "samples/show_names": Cannot("IGV desktop's sessions don't say whether sample names are shown."),
    "session/preferences": Cannot("{app}'s sessions hold no preferences of the program."),
    "session/color_scales": Cannot("{app}'s sessions have no colour scales for whole types of data."),
    "session/name": Cannot("Sessions of IGV have no name."),
    "session/focused_view": _ONE_VIEW,
    "session/next_autoscale_group": Cannot("igv.js finds names for groups of tracks by itself."),
    "session/hide_empty_panels": _PANELS,
}
