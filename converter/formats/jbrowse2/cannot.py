"""What JBrowse 2 can't say, and why, in the words of the person who uses it."""

from __future__ import annotations

from converter.formats import _measured
from converter.loss.announce import Cannot

_BY_HAND = "Set it by hand in the track's menu, if the display has it."
_CONVERT = "Convert the file to bigWig, BED, GFF3, VCF or BAM; the report of each track names the command."

_DISPLAY = {
    "height_px": Cannot("JBrowse 2 draws no track lower than 20 pixels, and heights of single parts only together."),
    "min_height_px": Cannot("JBrowse 2 has no least height of a track."),
    "max_height_px": Cannot("JBrowse 2 has no greatest height of a track; it leaves out features below one."),
    "layout_height_px": Cannot("This display of JBrowse 2 draws features of any depth, or counts whole pixels."),
    "auto_height": Cannot("JBrowse 2 does not fit the height of this display to its content."),
    "color": Cannot("This display of JBrowse 2 has no single colour, or those of a scale of colours.", _BY_HAND),
    "alt_color": Cannot("This display of JBrowse 2 has no second colour beside the first."),
    "color_by": Cannot(
        "JBrowse 2 colours features by an attribute only through an expression.", "Write a jexl expression into color1."
    ),
    "color_table": Cannot("JBrowse 2 has no table of colours by value.", "Write a jexl expression into color1."),
    "item_colors": Cannot(
        "JBrowse 2 draws features in the colours of their file only through an expression.",
        "Write a jexl expression into color1.",
    ),
    "color_by_chromosome": Cannot("JBrowse 2 draws no points of association studies in the colours of their chromosomes."),
    "mode": Cannot("This display of JBrowse 2 has no modes, or knows only normal, compact and collapsed."),
    "renderer": Cannot("This display of JBrowse 2 does not draw values this way.", _BY_HAND),
    "font_size_pt": Cannot("JBrowse 2 has no font size for track names, and none for this display."),
    "show_labels": Cannot("This display of JBrowse 2 draws no names of features."),
    "show_descriptions": Cannot("This display of JBrowse 2 draws no descriptions of features."),
    "label_field": Cannot("This display of JBrowse 2 draws no names of features, or has the attribute in small letters only."),
    "feature_height_px": Cannot("This display of JBrowse 2 has no height of features."),
    "row_height_px": Cannot("JBrowse 2 has no height of rows for this display."),
    "squished_row_height_px": Cannot("JBrowse 2 has no height of rows for compact features."),
    "max_rows": Cannot("JBrowse 2 limits features by height, not by rows."),
    "visibility_window_bp": Cannot("JBrowse 2 decides by the amount of data when to load it, not by the width of the window."),
    "group_by_strand": Cannot("JBrowse 2 does not group features by strand."),
    "window_function": Cannot("JBrowse 2 summarises values by mean, minimum, maximum or whiskers only, and only in bar charts."),
    "show_data_range": Cannot("JBrowse 2 always draws the axis of values."),
    "opacity": Cannot("JBrowse 2 has no transparency of tracks."),
    "line_width_px": Cannot("JBrowse 2 has no line width for this display."),
    "point_size_px": Cannot("JBrowse 2 has no size of points."),
    "filled": Cannot("This display of JBrowse 2 is not filled."),
}
_RANGE = {
    "minimum": Cannot(
        "JBrowse 2 does not keep limits that autoscaling or a scale of colours overrules; a logarithmic scale can't begin at 0."
    ),
    "maximum": Cannot(
        "JBrowse 2 does not keep limits that autoscaling or a scale of colours overrules, and this display has none."
    ),
    "baseline": Cannot("JBrowse 2 draws values from 0 only."),
    "scale": Cannot("This display of JBrowse 2 has no logarithmic scale."),
    "flipped": Cannot("This display of JBrowse 2 can't be turned upside down."),
    "draw_baseline": Cannot("JBrowse 2 draws no line at the baseline."),
    "autoscale": Cannot("JBrowse 2 scales to the data where no limits are given; it has no switch beside them."),
    "autoscale_group": Cannot("JBrowse 2 does not scale several tracks together.", "Show them as one multi-quantitative track."),
    "normalize": Cannot("JBrowse 2 does not normalise coverage to the number of reads."),
    "color_scale": Cannot(
        "JBrowse 2 shades values from near white to one colour above, and another below; it has no other scale of colours."
    ),
}
_SORT = Cannot(
    "JBrowse 2 sorts reads by start, strand, base or tag, at a place, and only in the pile of a shown track: not where pairs are "
    "joined."
)
_READS = {
    "color_by": Cannot("JBrowse 2 does not colour reads by this, or not in this display.", _BY_HAND),
    "color_tag": Cannot("JBrowse 2 does not colour reads by a tag here."),
    **dict.fromkeys(("sort_by", "sort_chrom", "sort_position"), _SORT),
    "sort_descending": Cannot("JBrowse 2 sorts reads by a tag downwards, and by all else upwards.", settled=True),
    "base_modification_filter": Cannot("JBrowse 2 shows one base modification wherever it is called, not on one base alone."),
    "base_modification_threshold": Cannot("JBrowse 2 takes likelihoods of base modifications from 0 to 1 only."),
    "show_soft_clips": Cannot("JBrowse 2 keeps this for shown tracks only, and not where reads are drawn as arcs or clouds."),
    "hide_small_indels": Cannot("This display of JBrowse 2 draws no reads."),
    "small_indel_bp": Cannot("JBrowse 2 hides insertions and deletions of less than 10 bases, or none.", settled=True),
    "show_mismatches": Cannot("This display of JBrowse 2 draws no reads."),
    "shade_bases": Cannot("JBrowse 2 shades mismatches by quality or not at all."),
    "duplicates": Cannot("JBrowse 2 shows or hides duplicates; it has no pattern for them."),
    "allele_frequency_threshold": Cannot("JBrowse 2 colours all mismatches of the coverage, however few they are."),
    "interbase_threshold": Cannot("This display of JBrowse 2 draws no coverage."),
    "paired_arcs": Cannot("JBrowse 2 keeps this for shown tracks only."),
    "paired": Cannot("JBrowse 2 keeps this for shown tracks only."),
    "junction_max_depth": Cannot("JBrowse 2 draws junction arcs with no limit of depth."),
    "junction_min_coverage": Cannot("JBrowse 2 keeps this only for shown tracks that have both coverage and reads."),
    "experiment": Cannot("JBrowse 2 does not ask for the type of experiment."),
    "read_height_px": Cannot("This display of JBrowse 2 draws no reads."),
}
_GROUPS = {"display": _DISPLAY, "display_range": _RANGE, "reads": _READS}
CANNOT_SAY: dict[str, Cannot] = {
    **_measured.CANNOT_SAY,
    **{f"tracks/{group}.{name}": why for group, held in _GROUPS.items() for name, why in held.items()},
    **{f"tracks/parts.*.{group}.{name}": why for group, held in _GROUPS.items() for name, why in held.items()},
    "tracks/parts.*.display.mode": Cannot(
        "JBrowse 2 draws all reads in rows below each other, with room between them or without."
    ),
    "tracks/parts.*.display.color": Cannot(
        "JBrowse 2 draws coverage and reads in its own colours, whatever it is told, since version 4."
    ),
    "tracks/reads": Cannot("JBrowse 2 has no setting for {what}."),
    "tracks/": Cannot(
        "JBrowse 2 has no file or sequence for this track, so it can't hold it.",
        _CONVERT,
        sequence=Cannot("JBrowse 2 shows the sequence of an assembly, and has none here."),
    ),
    "tracks/shown": Cannot("JBrowse 2 shows tracks for which it has an assembly and data, and whatever stands in an overlay."),
    "tracks/kind": Cannot("JBrowse 2 has no type of track for this kind of data."),
    "tracks/name": Cannot("JBrowse 2 has no name for this track, one for all views that show it, or rows of unlike names only."),
    "tracks/key": Cannot(
        "It is a name for what another genome browser has or computes.", "Add an annotation as a file.", settled=True
    ),
    "tracks/source": Cannot("JBrowse 2 has no adapter for files of this format.", _CONVERT),
    "tracks/sample": Cannot("JBrowse 2 draws a file as one track, not sample by sample."),
    "tracks/genomes": Cannot("The track's assemblies are said by the session's genome here."),
    "tracks/order": Cannot("JBrowse 2 orders tracks by their place in the view only."),
    "tracks/description": Cannot("JBrowse 2 has no description for this track."),
    "tracks/category": Cannot("JBrowse 2 has no category for this track."),
    "tracks/metadata": Cannot("JBrowse 2 has no metadata for this track."),
    "tracks/sample_attribute_key": Cannot("JBrowse 2 has no sample attributes."),
    "tracks/info_url": Cannot("JBrowse 2 has no link for features of a track."),
    "tracks/variants": Cannot("JBrowse 2 has no setting for {what}."),
    "tracks/interactions": Cannot("JBrowse 2 has no setting for {what}."),
    "tracks/sequence.strand": Cannot("JBrowse 2 draws both strands of the sequence; only the forward one can be left out."),
    "tracks/sequence": Cannot("JBrowse 2 keeps this only for a reference sequence that is shown."),
    "tracks/analysis": Cannot(
        "JBrowse 2 does not compute tracks from others.", "Compute the track beforehand and save it as bigWig."
    ),
    "tracks/members": Cannot("JBrowse 2 draws only bigWig and bedGraph files over each other; features stand below them."),
    "tracks/parts": Cannot("JBrowse 2 has no setting for {what}."),
    "tracks/parts.*.name": Cannot("JBrowse 2 has one name for coverage, junctions and reads."),
    "tracks/parts.*.sample_attribute_key": Cannot("JBrowse 2 has no sample attributes."),
    "tracks/parts.*.visible": Cannot("JBrowse 2 does not show or hide this part by itself."),
    "sources/": Cannot("JBrowse 2 has no adapter for files of this format, or shows no track of the file.", _CONVERT),
    "sources/format": Cannot("JBrowse 2 knows formats by its adapters only; this one is read by that of a similar format."),
    "sources/index": Cannot("JBrowse 2 needs no index for this file."),
    "sources/indexed": Cannot("JBrowse 2 does not say whether a file is indexed; it chooses the adapter by it."),
    "sources/location": Cannot("JBrowse 2 opens web addresses and, on the desktop, plain paths; nothing else is a location."),
    "sources/coverage": Cannot("JBrowse 2 counts coverage from the reads."),
    "sources/mapping": Cannot("JBrowse 2 has no table of samples for alignments."),
    "sources/name": Cannot("JBrowse 2 names tracks, not files."),
    "sources/description": Cannot("JBrowse 2 describes tracks, not files."),
    "sources/track_line": Cannot("JBrowse 2 reads no track line beside a file."),
    "sources/color": Cannot("JBrowse 2 has no colour of a file."),
    "sources/feature_url": Cannot("JBrowse 2 has no link for features of a file."),
    "sources/info_url": Cannot("JBrowse 2 has no link for a file."),
    "sources/sample": Cannot("JBrowse 2 has no sample of a file."),
    "sources/server": Cannot("JBrowse 2 reads data files, not data servers."),
    "sources/features": Cannot("JBrowse 2 takes features with its own names only."),
    "genome/": Cannot(
        "The genome is not known and its sequence not given; JBrowse 2 has no assembly for it.", "Give it with 'genome'."
    ),
    "genome/id": Cannot("JBrowse 2 names the genome by the assembly that it looks at.", "Give the genome with 'genome'."),
    **{
        f"genome/{name}": Cannot("JBrowse 2 has no place for this in an assembly.")
        for name in (
            *(
                "name",
                "aliases",
                "description",
                "two_bit",
                "two_bit_bpt",
                "genbank",
                "cytobands_bb",
                "chrom_aliases_bb",
                "cytobands",
            ),
            *("fasta", "fasta_index", "fasta_gzi", "chrom_sizes", "chrom_aliases", "chromosome_order", "whole_genome_view"),
            *("ucsc_id", "blat_db", "info_url", "hubs"),
        )
    },
    "genome/definition": Cannot("JBrowse 2 does not read genome files of other browsers.", "Give the genome with 'genome'."),
    "genomes/": Cannot("The assembly's sequence is not given; JBrowse 2 can't hold it."),
    "views/": Cannot("JBrowse 2 has no such view, or this form of its documents holds none."),
    "views/kind": Cannot("JBrowse 2 has no view of this kind."),
    "views/views": Cannot("JBrowse 2 has no such view among those that this one is made of."),
    "views/loci": Cannot(
        "JBrowse 2 goes to places of an assembly that the session has, by position; a gene name would need a search index.",
        "Give the genome with 'genome', the place with 'locus', or an annotation that has the gene with 'config'.",
    ),
    "views/loci.name": Cannot("JBrowse 2 shows these places without the names that the source gives them."),
    "views/laid_out": Cannot("A JBrowse 2 view that is told its place anew shows whole chromosomes."),
    "views/loci_name": Cannot("JBrowse 2 has no named lists of places."),
    "views/tracks": Cannot("JBrowse 2 orders the tracks of this view otherwise."),
    "views/panels": Cannot("JBrowse 2 shows tracks in one list, not in panels."),
    "views/divider_fractions": Cannot("JBrowse 2 shows tracks in one list, not in panels."),
    "views/highlights": Cannot("JBrowse 2 highlights places in linear views only."),
    **{
        f"views/{name}": Cannot("JBrowse 2 has this in linear views only.")
        for name in ("show_ideogram", "show_center_line", "show_gridlines", "color_by_cds", "track_labels")
    },
    "region_sets/": Cannot("JBrowse 2 highlights regions in one colour and reads no files of them.", "Add the file as a track."),
    "regions/": Cannot("JBrowse 2 highlights regions in a linear view only, and none that is empty."),
    "regions/set": Cannot("JBrowse 2 highlights all regions in one colour."),
    "regions/name": Cannot("JBrowse 2 highlights regions without a name."),
    "regions/description": Cannot("JBrowse 2 highlights regions without a description."),
    "samples/": Cannot("JBrowse 2 has no sample information beside the tracks."),
    "session/name": Cannot("This form of a JBrowse 2 document has no name."),
    "session/focused_view": Cannot("This form of a JBrowse 2 document has no views."),
    "session/track_order": Cannot("Tracks that are not shown stand behind those that are."),
    "session/source_order": Cannot("Files have no order of their own; tracks name them."),
    "session/preferences": Cannot("JBrowse 2 takes preferences from the reader's browser."),
    "session/color_scales": Cannot("JBrowse 2 has no colour scales by type of data."),
    "session/next_autoscale_group": Cannot("JBrowse 2 does not scale several tracks together."),
    "session/hide_empty_panels": Cannot("JBrowse 2 has no panels."),
}
