"""What UCSC's track hubs and custom tracks can't say of the neutral session, and why."""

from __future__ import annotations

from converter.formats import _measured
from converter.loss.announce import Cannot

_ONE_VIEW = Cannot("The UCSC browser shows one linear view.", "Choose the view to convert with the option 'view'.")
_ONE_GENOME = Cannot("A hub in one file has one genome.", "Convert the views of each genome on their own (option 'view').")
_OF_UCSC = "UCSC has the genome under its own name, with its sequence and chromosomes."
_VIEW = "Neither hubs nor custom tracks say how the UCSC browser's window looks."
_LOOK = "The UCSC browser has no such setting for this kind of track, or can't reach its file."
_AXIS = "The UCSC browser has a value axis for graphs, with both ends, and can't say this of it, or can't reach the file."
_SAMPLES = "The UCSC browser does not sort, group or filter tracks by samples."
_OF_READS = "The UCSC browser colours reads by strand or by a tag with the colour in it, and does not sort, group or filter them."
_REGIONS = Cannot("Neither hubs nor custom tracks hold regions of interest.", "Make a BED file of them, and a track of that.")

_WHY = {
    "session/": {
        "name": "Custom tracks have no name in common; that of a hub is one line.",
        "focused_view": _ONE_VIEW.why,
        "track_order": "Tracks are listed as they are shown.",
        "source_order": "Files have no order of their own; tracks name them.",
        "preferences": "Neither hubs nor custom tracks hold preferences of a program.",
        "color_scales": "The UCSC browser has no colour scales for whole types of data.",
        "next_autoscale_group": "The UCSC browser counts no groups of tracks.",
        "hide_empty_panels": "The UCSC browser has no panels.",
    },
    "genome/": {
        **dict.fromkeys(
            (
                *(
                    "id",
                    "name",
                    "aliases",
                    "description",
                    "fasta",
                    "fasta_index",
                    "fasta_gzi",
                    "two_bit",
                    "two_bit_bpt",
                    "genbank",
                ),
                *("chrom_sizes", "cytobands", "cytobands_bb", "chrom_aliases", "chrom_aliases_bb", "definition", "hubs"),
                *("chromosome_order", "whole_genome_view", "ucsc_id", "blat_db", "info_url"),
            ),
            f"{_OF_UCSC} A hub says of any other genome where its 2bit file lies.",
        ),
    },
    "views/": {
        "loci": "The UCSC browser shows one place, forward, on the session's genome.",
        "tracks": "The tracks are listed in another order.",
        **dict.fromkeys(
            (
                *("title", "loci_name", "laid_out", "panels", "divider_fractions", "highlights", "show_ideogram"),
                *("show_center_line", "show_gridlines", "color_by_cds", "track_labels"),
            ),
            _VIEW,
        ),
    },
    "tracks/": {
        "kind": "The UCSC browser decides by the file what a track shows.",
        "key": "A hub can't name tracks that other browsers bring along.",
        "name": "A label is one line.",
        "description": "A description is one line, and not the same as the name.",
        "category": "A hub has one level of folders (superTracks) of tracks that follow each other; custom tracks have none.",
        "metadata": "Metadata of a hub are words and texts without quotes in them; custom tracks have none.",
        "genomes": "A hub in one file has one genome.",
        "source": "The track has no file that the UCSC browser could open.",
        "sample": "The UCSC browser shows a file as a whole.",
        "same_as": "A track that is shown twice is two tracks here.",
        "order": "Another order of the tracks is written by their priorities.",
        "shown": "The UCSC browser shows the tracks of one view, and with an overlay all that it draws.",
        "info_url": "The UCSC browser has no link for the features of this track.",
        "sample_attribute_key": _SAMPLES,
        "members": "The UCSC browser draws bigWig files over each other, named by their container; other members stand below it.",
        "parts": "The UCSC browser draws reads or, with doWiggle, their coverage alone, and no junctions.",
        "parts.reads.reads": _OF_READS,
        "reads": "The UCSC browser has no such setting for reads.",
        "variants": "The UCSC browser has no such setting for variants.",
        "interactions": "The UCSC browser has no such setting for interactions.",
        "sequence": "The UCSC browser shows the sequence as a track of its own.",
        "analysis": "Neither hubs nor custom tracks hold computed tracks.",
        "display": _LOOK,
        "display.color": "The UCSC browser's colours have no transparency, and it can't reach every file.",
        "display.alt_color": "The UCSC browser has a second colour for graphs, and of features for the reverse strand where there"
        " is one for the forward strand, too; its colours have no transparency, and it can't reach every file.",
        "display.mode": "The UCSC browser draws features dense, squished, packed or in full, where it can reach the file.",
        "display.renderer": "The UCSC browser draws graphs as bars, points or, dense, as shades.",
        "display.window_function": "The UCSC browser summarises graphs by mean, minimum, maximum or whiskers.",
        "display_range": _AXIS,
        "display_range.autoscale_group": "In a hub the tracks of a container are scaled together, and no others.",
    },
    "sources/": {
        "location": "There is no file or URL to name.",
        "format": "The UCSC browser knows the file by another type.",
        "features": "A hub names files; it holds no data.",
        "index": "There is no file that it would be the index of.",
        **dict.fromkeys(
            (
                *("indexed", "coverage", "mapping", "name", "description", "track_line", "color", "info_url", "feature_url"),
                *("sample", "server"),
            ),
            "UCSC's files say only where the data and their index are, and of which type they are.",
        ),
    },
}

CANNOT_SAY: dict[str, Cannot] = {
    **_measured.CANNOT_SAY,
    "views/": _ONE_VIEW,
    "views/kind": _ONE_VIEW,
    "views/views": _ONE_VIEW,
    "genome/": Cannot(
        "Custom tracks name the assembly that they are of, and nothing more.", "Give the genome with the option 'genome'."
    ),
    "genomes/": _ONE_GENOME,
    "tracks/": Cannot(
        "The UCSC browser opens bigWig, bigBed, BAM, CRAM, VCF and other indexed files on a server; this track has none.",
        "Convert the file to a type that it opens, and put it on a server.",
        sequence=Cannot("The UCSC browser shows the sequence of the genome at its ruler; a hub does not name it."),
    ),
    "sources/": Cannot("The file belongs to a track that is not written."),
    "regions/": _REGIONS,
    "region_sets/": _REGIONS,
    "samples/": Cannot(_SAMPLES),
    **{
        f"samples/{name}": Cannot(_SAMPLES)
        for name in (
            "sources",
            "hidden_attributes",
            "visible_attributes",
            "group_by",
            "show_names",
            "names_width_px",
            "filter_name",
            "filter_match",
            "filter_show_tracks",
            "filters",
        )
    },
    **{f"{collection}{field}": Cannot(why) for collection, fields in _WHY.items() for field, why in fields.items()},
}
