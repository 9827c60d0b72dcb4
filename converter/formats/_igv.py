"""What IGV desktop calls the settings of reads, in XML as in JSON: our fields of `reads` by its words."""

from __future__ import annotations

READ_FLAGS = {
    "shadeCenters": "shade_centers",
    "showAllBases": "show_all_bases",
    "flagUnmappedPairs": "flag_unmapped_mates",
    "viewPairs": "paired",
    "linkedReads": "linked",
    "quickConsensusMode": "quick_consensus",
    "showMismatches": "show_mismatches",
    "computeIsizes": "compute_insert_size",
    "pairedArcView": "paired_arcs",
    "flagZeroQualityAlignments": "flag_zero_quality",
    "invertSorting": "sort_descending",
    "invertGroupSorting": "invert_group_sorting",
    "hideSmallIndels": "hide_small_indels",
}
READ_TEXTS = {
    "colorByTag": "color_tag",
    "groupByTag": "group_tag",
    "sortByTag": "sort_tag",
    "linkByTag": "link_by",
    "groupByPos": "group_position",
    "basemodFilter": "base_modification_filter",
}
