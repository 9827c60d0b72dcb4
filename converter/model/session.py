"""The Structs of the neutral session.

Three states of a field are kept apart: absent (`UNSET`, the source did not say), `None` (the source said "none"), and a
value, be it equal to some browser's default or not. Defaults belong to the formats.

Coordinates are 0-based half-open. Sizes name their unit (`_px`, `_bp`, `_pt`). Colours are `#rrggbb` or `#rrggbbaa`.
Collections that people reorder are maps by neutral id (`t1`, `v1`, `s1`, `r1`, … in source order) beside an order list.

Objects refer to each other by id alone, so none can be part of a cycle, and the collector of cycles need not look at them.
"""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from converter.model.analytics import Analytics, GeoMap, Plot, Position, Samples, Selection, Threshold
from converter.model.base import Color, Interval, Object

MODEL_VERSION = 1


class Genome(Object):
    """The reference: an id that applications know, and where its sequence and its helpers lie."""

    id: str | UnsetType = UNSET
    name: str | UnsetType = UNSET
    aliases: list[str] | UnsetType = UNSET
    description: str | UnsetType = UNSET
    fasta: str | UnsetType = UNSET
    fasta_index: str | UnsetType = UNSET
    fasta_gzi: str | UnsetType = UNSET
    two_bit: str | UnsetType = UNSET
    two_bit_bpt: str | UnsetType = UNSET
    genbank: str | UnsetType = UNSET
    chrom_sizes: str | UnsetType = UNSET
    cytobands: str | UnsetType = UNSET
    cytobands_bb: str | UnsetType = UNSET
    chrom_aliases: str | UnsetType = UNSET
    chrom_aliases_bb: str | UnsetType = UNSET
    definition: str | UnsetType = UNSET
    """A file or URL that defines the genome as a whole (`.genome`, genome JSON, `hub.txt`)."""
    chromosome_order: list[str] | UnsetType = UNSET
    whole_genome_view: bool | UnsetType = UNSET
    ucsc_id: str | UnsetType = UNSET
    blat_db: str | UnsetType = UNSET
    info_url: str | UnsetType = UNSET
    hubs: list[str] | UnsetType = UNSET


class Source(Object):
    """A data file: where it lies, its index, its format (canonical word, e.g. `bam`), and what goes with it."""

    location: str | UnsetType | None = UNSET
    index: str | UnsetType | None = UNSET
    format: str | UnsetType = UNSET
    indexed: bool | UnsetType = UNSET
    coverage: str | UnsetType = UNSET
    """Pre-computed coverage of an alignment file."""
    mapping: str | UnsetType = UNSET
    """Table that maps samples to alignment files."""
    name: str | UnsetType = UNSET
    description: str | UnsetType = UNSET
    track_line: str | UnsetType = UNSET
    color: Color | UnsetType = UNSET
    feature_url: str | UnsetType = UNSET
    info_url: str | UnsetType = UNSET
    sample: str | UnsetType = UNSET
    server: str | UnsetType = UNSET
    features: list[Any] | UnsetType = UNSET
    """Data given inline, as the source gave it (0-based half-open)."""


class Display(msgspec.Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """How a track, or a part of one, looks."""

    height_px: float | UnsetType | None = UNSET
    """None: as high as its content."""
    min_height_px: float | UnsetType = UNSET
    max_height_px: float | UnsetType = UNSET
    """Of the track on the screen; more than that is scrolled to."""
    layout_height_px: float | UnsetType = UNSET
    """Features that would lie below this are not drawn."""
    auto_height: bool | UnsetType = UNSET
    color: Color | UnsetType = UNSET
    alt_color: Color | UnsetType = UNSET
    """Negative values of a quantitative track, reverse strand of an annotation."""
    color_by: str | UnsetType = UNSET
    """Attribute of a feature that decides its colour."""
    color_table: dict[str, Color] | UnsetType = UNSET
    item_colors: bool | UnsetType = UNSET
    """Whether features have the colours that their file gives them (itemRgb), before any other."""
    color_by_chromosome: bool | UnsetType = UNSET
    """Whether the points of an association study have the colour of their chromosome."""
    mode: str | UnsetType = UNSET
    """collapsed, squished, expanded, full, fill."""
    renderer: str | UnsetType = UNSET
    """bar, line, points, heatmap, dynseq, … how values are drawn."""
    font_size_pt: float | UnsetType = UNSET
    show_labels: bool | UnsetType = UNSET
    show_descriptions: bool | UnsetType = UNSET
    label_field: str | UnsetType = UNSET
    feature_height_px: float | UnsetType = UNSET
    row_height_px: float | UnsetType = UNSET
    squished_row_height_px: float | UnsetType = UNSET
    max_rows: int | UnsetType = UNSET
    visibility_window_bp: int | UnsetType = UNSET
    """Data are loaded only when less than this is in view; -1: always."""
    group_by_strand: bool | UnsetType = UNSET
    window_function: str | UnsetType = UNSET
    """mean, min, max, median, none, count, … how values are summarised when zoomed out."""
    show_data_range: bool | UnsetType = UNSET
    opacity: float | UnsetType = UNSET
    line_width_px: float | UnsetType = UNSET
    point_size_px: float | UnsetType = UNSET
    filled: bool | UnsetType = UNSET


class DisplayRange(msgspec.Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """The value axis of a track. `scale` is linear or log."""

    minimum: float | UnsetType = UNSET
    baseline: float | UnsetType = UNSET
    maximum: float | UnsetType = UNSET
    scale: str | UnsetType = UNSET
    flipped: bool | UnsetType = UNSET
    draw_baseline: bool | UnsetType = UNSET
    autoscale: bool | UnsetType = UNSET
    autoscale_group: str | UnsetType = UNSET
    normalize: bool | UnsetType = UNSET
    color_scale: list[float | Color] | UnsetType = UNSET
    """Two colours: [min, max, colour, colour]; three: [negative start, negative end, positive start, positive end,
    negative colour, middle colour, positive colour]."""
    parameter: str | UnsetType = UNSET
    unit: str | UnsetType = UNSET
    marks: list[dict[str, Any]] | UnsetType = UNSET
    """Values that are marked, from low to high: `value` (None: from the lowest on), `color`, `label`."""
    marks_in_percent: bool | UnsetType = UNSET
    """Whether the values of the marks are percentages of the range."""


class Reads(msgspec.Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """How alignments are coloured, grouped, sorted and filtered."""

    color_by: str | UnsetType = UNSET
    """none, strand, first_of_pair_strand, pair_orientation, insert_size, unexpected_pair, tag, base_modification, …"""
    color_tag: str | UnsetType = UNSET
    group_by: str | UnsetType = UNSET
    group_tag: str | UnsetType = UNSET
    group_position: str | UnsetType = UNSET
    sort_by: str | UnsetType = UNSET
    sort_tag: str | UnsetType = UNSET
    sort_chrom: str | UnsetType = UNSET
    sort_position: int | UnsetType = UNSET
    """0-based."""
    sort_descending: bool | UnsetType = UNSET
    invert_group_sorting: bool | UnsetType = UNSET
    link_by: str | UnsetType = UNSET
    linked: bool | UnsetType = UNSET
    paired: bool | UnsetType = UNSET
    paired_arcs: bool | UnsetType = UNSET
    flag_unmapped_mates: bool | UnsetType = UNSET
    flag_zero_quality: bool | UnsetType = UNSET
    show_soft_clips: bool | UnsetType = UNSET
    show_all_bases: bool | UnsetType = UNSET
    show_mismatches: bool | UnsetType = UNSET
    show_insertions: bool | UnsetType = UNSET
    shade_bases: str | bool | UnsetType = UNSET
    shade_by: str | UnsetType = UNSET
    shade_centers: bool | UnsetType = UNSET
    quality_low: int | UnsetType = UNSET
    quality_high: int | UnsetType = UNSET
    quick_consensus: bool | UnsetType = UNSET
    compute_insert_size: bool | UnsetType = UNSET
    min_insert_size_bp: int | UnsetType = UNSET
    max_insert_size_bp: int | UnsetType = UNSET
    min_insert_size_percentile: float | UnsetType = UNSET
    max_insert_size_percentile: float | UnsetType = UNSET
    hide_small_indels: bool | UnsetType = UNSET
    small_indel_bp: int | UnsetType = UNSET
    """Indels that are shorter are hidden, where small ones are."""
    duplicates: str | UnsetType = UNSET
    """filter, show, texture."""
    filter: dict[str, Any] | UnsetType = UNSET
    base_modification_filter: str | UnsetType = UNSET
    """The one that is shown: its code (m, h, a, a ChEBI number); after a comma the base that it is called on, `m,C`."""
    base_modification_threshold: float | UnsetType = UNSET
    """Likelihood from 0 to 1 below which none is shown."""
    experiment: str | UnsetType = UNSET
    """other, rna, bisulfite, third_gen, unknown."""
    allele_frequency_threshold: float | UnsetType = UNSET
    """Share of mismatches, from 0 to 1, above which a coverage position is coloured."""
    interbase_threshold: float | UnsetType = UNSET
    """Share of reads with an insertion or a clip, from 0 to 1, above which the coverage marks the place."""
    junction_max_depth: int | UnsetType = UNSET
    junction_min_coverage: int | UnsetType = UNSET
    read_height_px: float | UnsetType = UNSET


class Variants(msgspec.Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """How variants and genotypes are drawn."""

    show_genotypes: bool | UnsetType = UNSET
    site_color_by: str | UnsetType = UNSET
    genotype_color_by: str | UnsetType = UNSET
    squished_height_px: float | UnsetType = UNSET
    expanded_height_px: float | UnsetType = UNSET
    squished_call_height_px: float | UnsetType = UNSET
    expanded_call_height_px: float | UnsetType = UNSET


class Interactions(msgspec.Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """How interactions and base pairs are drawn."""

    direction: str | UnsetType = UNSET
    """up, down."""
    shape: str | UnsetType = UNSET
    """block, nested_arc, proportional_arc, …"""
    ends: str | UnsetType = UNSET
    """all, one_end, both_ends: which arcs are drawn when an end is out of view."""
    show_blocks: bool | UnsetType = UNSET
    thickness_px: float | UnsetType = UNSET
    transparency: float | UnsetType = UNSET
    max_score: float | UnsetType = UNSET
    normalization: str | UnsetType = UNSET


class Sequence(msgspec.Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """How the reference sequence is drawn."""

    show_translation: bool | UnsetType = UNSET
    strand: str | UnsetType = UNSET
    """+, -, or none."""


class Analysis(msgspec.Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """What a computed track is computed from."""

    operation: str | UnsetType = UNSET
    """add, subtract, multiply, divide."""
    operands: list[str] | UnsetType = UNSET
    """Neutral ids of the two tracks, or the source's own names where they name no track."""
    pattern: str | UnsetType = UNSET
    strand: str | UnsetType = UNSET
    sequence: str | UnsetType = UNSET
    database: str | UnsetType = UNSET
    amplification_threshold: float | UnsetType = UNSET
    deletion_threshold: float | UnsetType = UNSET


class Part(Object):
    """One part of an alignment track: coverage, reads or junctions."""

    name: str | UnsetType = UNSET
    sample_attribute_key: str | UnsetType = UNSET
    visible: bool | UnsetType = UNSET
    display: Display | UnsetType = UNSET
    display_range: DisplayRange | UnsetType = UNSET
    reads: Reads | UnsetType = UNSET


class Track(Object):
    """What is shown (`kind`), from which data (`source`), and how it looks.

    Kinds: alignment, variant, annotation, quantitative, copy_number, mutation, interaction, base_pair, contact_map,
    sequence, overlay, combined, expression, junction, gwas, qtl, motif, blat, multiple_alignment, synteny, series, unknown, …
    """

    kind: str | UnsetType = UNSET
    name: str | UnsetType = UNSET
    key: str | UnsetType = UNSET
    """Identifier of a track that no file of the session holds: an annotation of the genome, an unresolved track."""
    description: str | UnsetType = UNSET
    category: list[str] | UnsetType = UNSET
    metadata: dict[str, Any] | UnsetType = UNSET
    genomes: list[str] | UnsetType = UNSET
    """Ids of the assemblies it belongs to, where that is not just the session's genome."""
    source: str | UnsetType = UNSET
    """Neutral id of its source."""
    sample: str | UnsetType = UNSET
    """Which sample or column of a file that holds several tracks."""
    same_as: str | UnsetType = UNSET
    """Neutral id of the catalogue track that this one shows once more."""
    order: float | UnsetType = UNSET
    sample_attribute_key: str | UnsetType = UNSET
    info_url: str | UnsetType = UNSET
    display: Display | UnsetType = UNSET
    display_range: DisplayRange | UnsetType = UNSET
    selection: Selection | UnsetType = UNSET
    """Which measurements or samples it shows."""
    reads: Reads | UnsetType = UNSET
    variants: Variants | UnsetType = UNSET
    interactions: Interactions | UnsetType = UNSET
    sequence: Sequence | UnsetType = UNSET
    analysis: Analysis | UnsetType = UNSET
    parts: dict[str, Part] | UnsetType = UNSET
    """Of an alignment track, by `coverage`, `reads`, `junctions`, in the order in which they are stacked."""
    members: list[str] | UnsetType = UNSET
    """Neutral ids of the tracks that an overlay draws over each other."""


class Panel(Object):
    """A frame of a view that scrolls by itself."""

    name: str | UnsetType = UNSET
    height_px: float | UnsetType = UNSET
    tracks: list[str] = msgspec.field(default_factory=list)


class View(Object):
    """Something that shows tracks along a genome, or measurements as such.

    Kinds: linear, circular, dot_plot, synteny, breakpoint, spreadsheet, sv_inspector, and `ANALYTIC_KINDS`.
    `loci`: what is in view; `laid_out`: what can be scrolled to, where that is restricted or named.
    """

    kind: str = "linear"
    title: str | UnsetType = UNSET
    loci: list[Interval] | UnsetType = UNSET
    laid_out: list[Interval] | UnsetType = UNSET
    loci_name: str | UnsetType = UNSET
    """Name of the list of genes or places that `loci` is."""
    tracks: list[str] = msgspec.field(default_factory=list)
    """Neutral ids of the shown tracks, top to bottom; members of overlays are not in it."""
    panels: dict[str, Panel] | UnsetType = UNSET
    divider_fractions: list[float] | UnsetType = UNSET
    highlights: list[Interval] | UnsetType = UNSET
    views: list[str] | UnsetType = UNSET
    """Neutral ids of the views that it is made of."""
    show_ideogram: bool | UnsetType = UNSET
    show_center_line: bool | UnsetType = UNSET
    show_gridlines: bool | UnsetType = UNSET
    color_by_cds: bool | UnsetType = UNSET
    track_labels: str | UnsetType = UNSET
    description: str | UnsetType = UNSET
    """What people wrote about it; of a text panel its text."""
    position: Position | UnsetType = UNSET
    """On the dashboard."""
    parameter: str | UnsetType = UNSET
    """Whose values it shows, where it shows one."""
    columns: list[str] | UnsetType = UNSET
    """Parameters that a table shows."""
    plot: Plot | UnsetType = UNSET
    map: GeoMap | UnsetType = UNSET
    display_range: DisplayRange | UnsetType = UNSET
    """The range and the marks of the values that it shows."""


class RegionSet(Object):
    """A named, coloured set of regions of interest, given inline (regions that name it) or as a file."""

    name: str | UnsetType = UNSET
    color: Color | UnsetType = UNSET
    source: str | UnsetType = UNSET
    visible: bool | UnsetType = UNSET


class Region(Object):
    """A region of interest, 0-based half-open."""

    chrom: str | UnsetType = UNSET
    start: int | UnsetType = UNSET
    end: int | UnsetType = UNSET
    name: str | UnsetType = UNSET
    description: str | UnsetType = UNSET
    set: str | UnsetType = UNSET


class Session(Object):
    """A whole session. `forms`: per format, the form it had there (root, shape, profile, version)."""

    model: int = MODEL_VERSION
    name: str | UnsetType = UNSET
    forms: dict[str, dict[str, str]] = msgspec.field(default_factory=dict)
    genome: Genome | UnsetType = UNSET
    genomes: dict[str, Genome] = msgspec.field(default_factory=dict)
    """Further assemblies, by neutral id `g2 …`."""
    views: dict[str, View] = msgspec.field(default_factory=dict)
    view_order: list[str] = msgspec.field(default_factory=list)
    focused_view: str | UnsetType = UNSET
    tracks: dict[str, Track] = msgspec.field(default_factory=dict)
    track_order: list[str] = msgspec.field(default_factory=list)
    """The catalogue: every track, shown or not, but members of overlays."""
    sources: dict[str, Source] = msgspec.field(default_factory=dict)
    source_order: list[str] = msgspec.field(default_factory=list)
    region_sets: dict[str, RegionSet] = msgspec.field(default_factory=dict)
    regions: dict[str, Region] = msgspec.field(default_factory=dict)
    region_order: list[str] = msgspec.field(default_factory=list)
    samples: Samples | UnsetType = UNSET
    thresholds: dict[str, Threshold] = msgspec.field(default_factory=dict)
    """By neutral id `h1 …`."""
    analytics: Analytics | UnsetType = UNSET
    preferences: dict[str, str] | UnsetType = UNSET
    color_scales: dict[str, str] | UnsetType = UNSET
    next_autoscale_group: int | UnsetType = UNSET
    hide_empty_panels: bool | UnsetType = UNSET
