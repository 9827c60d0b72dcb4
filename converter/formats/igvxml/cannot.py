"""What IGV desktop's XML can't say of the neutral session, and why."""

from __future__ import annotations

from converter.formats import _measured
from converter.loss.announce import Cannot

_BY_ID = "IGV desktop finds a genome by its id or by one file; it takes the rest from its own definition of the genome."
_ONE_GENOME = Cannot("An IGV session has one genome.", "Convert the views of each genome on their own (option 'view').")
_ONE_VIEW = Cannot("An IGV session shows one linear view.", "Choose the view to convert with the option 'view'.")
_SIZES = "IGV desktop has no such height in a session."
_BLANK = "IGV desktop takes a text without a letter in it for none."
_PREFERENCE = "IGV desktop keeps this in the user's preferences, not in the session."
_SETS = "IGV desktop's regions of interest stand in one list without sets, names of sets or colours."

_OTHERWISE = "; the look of a track that it can't open, or shows otherwise, is left out"
_RANGE = f"IGV desktop's ranges have both ends, and the members of an overlay share its range{_OTHERWISE}."

_WHY = {
    "session/": {
        "name": "An IGV session has no name but that of its file.",
        "focused_view": "An IGV session has one view.",
        "track_order": "IGV desktop lists all tracks in the order in which they are shown.",
        "source_order": "The files are listed in another order.",
    },
    "genome/": {
        "id": "The genome is said by the file that its sequence lies in.",
        **dict.fromkeys(
            ("name", "aliases", "description", "fasta", "fasta_index", "fasta_gzi", "two_bit", "two_bit_bpt"), _BY_ID
        ),
        **dict.fromkeys(("genbank", "chrom_sizes", "cytobands", "cytobands_bb", "chrom_aliases", "chrom_aliases_bb"), _BY_ID),
        **dict.fromkeys(
            ("definition", "chromosome_order", "whole_genome_view", "ucsc_id", "blat_db", "info_url", "hubs"), _BY_ID
        ),
    },
    "views/": {
        "title": "IGV desktop's view has no title.",
        "loci": "IGV desktop shows whole bases forward on the session's genome.",
        "laid_out": "In IGV desktop the whole genome can be scrolled to.",
        "highlights": "IGV desktop highlights only regions of interest, of all places in one list.",
        "track_labels": "IGV desktop always shows track names on the left.",
        "panels": "The panels are laid out anew.",
        "tracks": "The tracks are listed in another order.",
        **dict.fromkeys(("show_ideogram", "show_center_line", "show_gridlines", "color_by_cds"), _PREFERENCE),
    },
    "tracks/": {
        "kind": "IGV desktop decides by the file what a track shows.",
        "key": "IGV desktop names a track by its file.",
        "name": "XML can't hold some characters of the name.",
        "description": "An IGV track has no description.",
        "category": "IGV desktop does not sort tracks into categories.",
        "metadata": "IGV desktop takes the attributes of tracks from sample information files only.",
        "genomes": "All tracks of an IGV session are of its genome.",
        "source": "The track has no file that IGV desktop could name.",
        "sample": "IGV desktop names a track of several in a file by its sample's name as the file has it.",
        "same_as": "An IGV session shows a track once.",
        "order": "IGV desktop shows tracks in the order in which they stand.",
        "info_url": "An IGV track has no link; its file has.",
        "members": "An overlay of IGV desktop holds tracks of values; other members stand below it.",
        "parts": "IGV desktop says this for another part of an alignment track, or in its preferences.",
        "shown": "IGV desktop shows the tracks of its one view, and whatever stands in an overlay.",
        "display.auto_height": "IGV desktop finds heights by itself only where none is given.",
        "display.color": f"IGV desktop's colours have no transparency{_OTHERWISE}.",
        "display.alt_color": f"IGV desktop's colours have no transparency{_OTHERWISE}.",
        "display.mode": f"IGV desktop draws features collapsed, squished, expanded or full{_OTHERWISE}.",
        "display.renderer": "IGV desktop draws bars, lines, points or heat maps in all the versions that are written for.",
        "display.window_function": "IGV desktop has no such summary of zoomed-out data, and none for an overlay.",
        "display.height_px": f"IGV desktop's heights are whole pixels{_OTHERWISE}.",
        "display.visibility_window_bp": f"IGV desktop's visibility windows are whole bases, up to 2,147,483,647{_OTHERWISE}.",
        "display.font_size_pt": "IGV desktop's font sizes are whole points.",
        **dict.fromkeys(
            (f"display.{name}" for name in ("color_by", "color_table")),
            "IGV desktop colours features one way or as their file says.",
        ),
        "display.item_colors": "IGV desktop draws features in the colours of their file where the track has no colour of its own,"
        " and has no setting for it.",
        **dict.fromkeys(
            (
                f"display.{name}"
                for name in ("min_height_px", "max_height_px", "layout_height_px", "feature_height_px", "row_height_px")
            ),
            _SIZES,
        ),
        **dict.fromkeys((f"display.{name}" for name in ("squished_row_height_px", "max_rows")), _SIZES),
        **dict.fromkeys(
            (f"display.{name}" for name in ("line_width_px", "point_size_px", "filled", "show_descriptions")), _PREFERENCE
        ),
        "display_range.color_scale": "IGV desktop's colour scales have two colours, or three with a neutral zone; "
        "its summary of a file of segments has none.",
        "display_range.normalize": "IGV desktop normalises TDF files alone.",
        "display_range": "The members of an overlay of IGV desktop share its range.",
        "display_range.scale": "The members of an overlay of IGV desktop share its range, and heights of arcs are logarithms.",
        **dict.fromkeys(("display_range.minimum", "display_range.maximum"), _RANGE),
        "parts.*.display_range.flipped": "IGV desktop draws no axis upside down, though its sessions have a word for it.",
        "display_range.flipped": "IGV desktop draws no axis upside down, though its sessions have a word for it.",
        "parts.*.reads.color_by": "IGV desktop has no such colouring of reads, or not in all the versions that are written for.",
        "parts.*.reads.group_by": "IGV desktop has no such grouping of reads, or 2.16 stops loading a session at it.",
        "parts.*.reads.sort_by": "IGV desktop has no such order of reads, or 2.16 stops loading a session at it.",
        "parts.*.reads.experiment": "Builds of IGV desktop 3.0 alone know this experiment; 2.16 stops loading a session at it.",
        "parts.*.reads.filter": _PREFERENCE,
        "parts.*.reads.show_soft_clips": _PREFERENCE,
        "parts.*.reads.base_modification_threshold": _PREFERENCE,
        "parts.*.reads.read_height_px": _SIZES,
        **dict.fromkeys(
            ("parts.*.reads.sort_chrom", "parts.*.reads.sort_position"), "IGV desktop sorts reads where the view's middle is."
        ),
        "reads": "IGV desktop has no setting for {what}.",
        "variants.site_color_by": "IGV desktop has no such colouring of variants.",
        "variants": _SIZES,
        "interactions.shape": "IGV desktop draws interactions as blocks, nested or proportional arcs.",
        "interactions.ends": "IGV desktop has no such choice of arcs.",
        "interactions.normalization": "IGV desktop does not normalise contacts by session.",
        "interactions.thickness_px": "IGV desktop draws lines of whole pixels.",
        "interactions": "IGV desktop has no setting for {what}.",
        "display": "For this kind of track IGV desktop has no setting for {what}.",
        "display_range.autoscale": "IGV desktop scales tracks with data only, of files that it can open.",
        "sequence": "IGV desktop has no setting for {what}.",
        "sequence.strand": "IGV desktop translates the forward or the reverse strand.",
        "analysis": "IGV desktop computes no such track.",
    },
    "sources/": {
        **dict.fromkeys(
            ("coverage", "mapping", "track_line", "feature_url", "info_url", "description", "sample", "server"), _BLANK
        ),
        "location": "There is no file or URL to name.",
        "name": "IGV desktop calls a file by the name of its track.",
        "format": "IGV desktop reads this format under another name, or not at all.",
        "indexed": "IGV desktop looks for an index by itself.",
        "color": "IGV desktop gives the colour of a file to its tracks; theirs is written.",
        "index": "IGV desktop looks for an index of the usual name by itself, and for any other relative one in its own folder.",
        "features": "An IGV session can't hold data; it names files.",
    },
    "region_sets/": {"name": _SETS, "color": _SETS, "source": _SETS, "visible": _SETS},
    "regions/": {"name": "A region of interest of IGV desktop has a description, but no name.", "set": _SETS},
    "samples/": {
        "group_by": _BLANK,
        "flagged": "IGV desktop knows no measurements that are flagged.",
        **dict.fromkeys(("filter_name", "filter_show_tracks"), "The filter is left out, and so is what is said of it."),
        **dict.fromkeys(
            ("filter_match", "filters"), "IGV desktop filters samples by attributes that are compared with one value."
        ),
        "sources": "Sample information is named as a file of the session.",
        **dict.fromkeys(("show_names", "names_width_px"), _PREFERENCE),
    },
}

CANNOT_SAY: dict[str, Cannot] = {
    **_measured.CANNOT_SAY,
    "views/": _ONE_VIEW,
    "views/kind": _ONE_VIEW,
    "views/views": _ONE_VIEW,
    "genome/": Cannot(
        "IGV desktop finds a genome by its id, its FASTA file or a definition; the session says none of them.",
        "Give the genome with the option 'genome'.",
    ),
    "genomes/": _ONE_GENOME,
    "region_sets/": Cannot(_SETS, "Add a file of regions as a track."),
    "samples/": Cannot("IGV desktop keeps how sample names are shown in the user's preferences, not in the session."),
    "regions/": Cannot("IGV desktop's regions need a chromosome, a start and an end."),
    "tracks/": Cannot("IGV desktop has no such track, no file to make it of, or shows the file in another track already."),
    "sources/": Cannot("IGV desktop needs a file or URL; there is none."),
    **{f"{collection}{field}": Cannot(why) for collection, fields in _WHY.items() for field, why in fields.items()},
}
