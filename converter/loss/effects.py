"""The closed words of the report, and how grave a loss is: by consequence for the person who looks at the result."""

from __future__ import annotations

from enum import StrEnum

from converter.options import Severity


class Effect(StrEnum):
    """What became of one fact of the source."""

    KEPT = "kept"
    APPROXIMATED = "approximated"
    CARRIED = "carried"
    DROPPED = "dropped"
    SUPERSEDED = "superseded"
    STRUCTURAL = "structural"
    ASSUMED = "assumed"


COUNTED = (Effect.KEPT, Effect.APPROXIMATED, Effect.CARRIED, Effect.DROPPED, Effect.SUPERSEDED, Effect.STRUCTURAL)
"""The six effects whose counts add up to the facts of the source."""

LOSSES = (Effect.APPROXIMATED, Effect.CARRIED, Effect.DROPPED)


class Verdict(StrEnum):
    """The report in one word."""

    LOSSLESS = "lossless"
    EQUIVALENT = "equivalent"
    LOSSY = "lossy"
    INCOMPLETE = "incomplete"


_RANK = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}
VERDICTS = (Verdict.EQUIVALENT, Verdict.LOSSY, Verdict.INCOMPLETE)


def rank(severity: Severity) -> int:
    """0 for info, 1 for warning, 2 for error."""
    return _RANK[severity]


ERRORS = frozenset({"source", "location", "loci", "id", "members", "kind", "shown", "operands"})
"""Fields whose loss means that data will not be shown, or another place or genome."""

INFOS = frozenset(
    {
        *("height_px", "min_height_px", "max_height_px", "auto_height", "font_size_pt", "feature_height_px", "row_height_px"),
        *("layout_height_px", "interbase_threshold", "allele_frequency_threshold"),
        *("squished_row_height_px", "max_rows", "visibility_window_bp", "show_data_range", "draw_baseline", "window_function"),
        *("squished_height_px", "expanded_height_px", "squished_call_height_px", "expanded_call_height_px", "read_height_px"),
        *("sample_attribute_key", "description", "info_url", "feature_url", "track_line", "order", "key", "metadata", "category"),
        *("divider_fractions", "next_autoscale_group", "hide_empty_panels", "loci_name", "preferences", "color_scales", "name"),
        *(
            "shade_centers",
            "junction_max_depth",
            "compute_insert_size",
            "junction_min_coverage",
            "experiment",
            "hidden_attributes",
            "visible_attributes",
            "names_width_px",
        ),
        *("blat_db", "ucsc_id", "aliases", "hubs", "chromosome_order", "whole_genome_view", "title", "server", "laid_out"),
        *("show_names", "show_ideogram", "show_center_line", "show_gridlines", "track_labels", "line_width_px", "point_size_px"),
        *("coverage", "mapping", "index", "indexed", "format", "focused_view", "definition", "track_order", "source_order"),
        *("region_order", "view_order", "visible", "chrom_aliases", "chrom_aliases_bb", "cytobands", "cytobands_bb"),
        *("by", "item_id", "boolean", "column", "row", "column_span", "row_span", "x_title", "y_title"),
        *("unit", "x_unit", "y_unit", "legend", "base_layer", "project_id", "project_url", "created", "modified", "owner"),
        *("saved", "shareable", "link", "tags", "time_zone", "refresh", "columns", "marks_in_percent"),
        *("fasta", "fasta_index", "fasta_gzi", "two_bit", "two_bit_bpt", "chrom_sizes", "genbank", "genomes", "same_as"),
    }
)
"""Fields whose loss a person would hardly see. No version of IGV desktop that is in use asks for `shade_centers`."""


IDLE: dict[str, tuple[object, ...]] = {
    "baseline": (0,),
    "renderer": ("basic_feature", "gene_track", "mutation", "gistic_track"),
    "scale": ("linear",),
    "show_labels": (True,),
    "site_color_by": ("none",),
    "strand": ("+",),
}
"""Values that change nothing to look at; nor does a switch that is off, nor what is empty."""


_SUMMARY = "parts.coverage.visible"
_OF_OBJECTS = {
    **dict.fromkeys(("tracks", "views", "genome"), Severity.ERROR),
    "sources": Severity.INFO,
}
"""How grave it is to lose an object as a whole, by its collection; of all others it is a warning."""


def severity_of(collection: str, field: str, value: object = None) -> Severity:
    """Severity of losing the value of a neutral field, by the object's collection and dotted path ("" for the object).

    A part of an alignment that is shown is data that is shown, as a track is; its coverage sums up what is seen anyway.
    """
    if not field:
        return _OF_OBJECTS.get(collection, Severity.WARNING)
    last = field.rpartition(".")[2]
    idle = value is False or value in ("", [], {}) or (isinstance(value, int | float | str) and value in IDLE.get(last, ()))
    if field.startswith("panels.") or idle:
        return Severity.INFO
    if last == "visible" and field.startswith("parts."):
        return Severity.WARNING if field == _SUMMARY else Severity.ERROR
    if last in INFOS and not (collection == "tracks" and field == "name"):
        return Severity.INFO
    if last in ERRORS:
        return Severity.ERROR
    return Severity.WARNING
