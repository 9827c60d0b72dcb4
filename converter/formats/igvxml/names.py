"""The words of IGV desktop's session XML (`IGVSessionReader`, `SessionElement`, `SessionAttribute` upstream)."""

CARRIED = "CarriedData"
"""Element that holds carried data; IGV ignores elements that it does not know."""

ROOTS = ("Session", "Global")
RESOURCE_LISTS = ("resources", "files")
RESOURCE_ITEMS = ("resource", "datafile")
COMBINED = "COMBINED_DATA_SOURCE"
"""What a combined track has up to version 5. IGV 2.16 stops at it, and is told what is said since (`CombinedDataTrack`)."""
IMPLIED = "implied"
"""Marks a file that only a Track names, and a track of which a session says no more than that its file is there."""
OF_FILE = "#track"
"""Ends the place of a track that only its Resource says."""
BORROWED = "range of a member"
"""Marks an overlay whose range is that of a member."""
PANELS = ("panel", "datatracks", "featuretracks")
TRACKS = ("track", "datatrack")

FRAME = ("name", "chr", "start", "end")
FRAME_SAYS = {"chr": "chrom", "start": "start", "end": "end"}
"""Attributes of a frame, and the parts of a place that they say."""
WRITTEN = {
    tag.lower(): tag
    for tag in (
        *("Resources", "Files", "Resource", "DataFile", "Panel", "DataTracks", "FeatureTracks", "Track", "DataTrack"),
        *("PanelLayout", "Regions", "Region", "GeneList", "Frame"),
        *("Filter", "FilterElement", "HiddenAttributes", "Attribute", "VisibleAttributes", "VisibleAttribute"),
        *("ColorScales", "ColorScale", "Preferences", "Property"),
    )
}
"""How elements are spelled whose letter case IGV does not mind; it does mind that of the root and of what stands in a Track."""

COVERAGE = "_coverage"
JUNCTIONS = "_junctions"
PART_ENDINGS = {"coverage": COVERAGE, "junctions": JUNCTIONS}
"""What the id of a part of an alignment has behind the location of the file; that of the reads has nothing."""
GENES = "_genes"
"""Ends the id of the genes that belong to a genome."""
SEQUENCE_ID = "Reference sequence"

CLASSES = {
    "AlignmentTrack": "alignment",
    "CoverageTrack": "alignment",
    "SpliceJunctionTrack": "alignment",
    "DataSourceTrack": "quantitative",
    "EWigTrack": "quantitative",
    "FeatureTrack": "annotation",
    "SelectableFeatureTrack": "annotation",
    "SequenceTrack": "sequence",
    "VariantTrack": "variant",
    "MergedTracks": "overlay",
    "CombinedDataTrack": "combined",
    "BlatTrack": "blat",
    "MotifTrack": "motif",
    "CNFreqTrack": "copy_number_frequency",
    "SegTrack": "copy_number",
    "MutationTrack": "mutation",
    "GisticTrack": "gistic",
    "InteractionTrack": "interaction",
    "HicInteractionTrack": "contact_map",
    "GWASTrack": "gwas",
    "BasePairTrack": "base_pair",
    "ClusterTrack": "cluster",
    "DSITrack": "dsi",
    "MultipleAlignmentTrack": "multiple_alignment",
}
"""Kind of track by the last part of the class name."""

WRITTEN_CLASSES = {
    "quantitative": "org.broad.igv.track.DataSourceTrack",
    "expression": "org.broad.igv.track.DataSourceTrack",
    "copy_number": "org.broad.igv.track.DataSourceTrack",
    "annotation": "org.broad.igv.track.FeatureTrack",
    "junction": "org.broad.igv.track.FeatureTrack",
    "sequence": "org.broad.igv.track.SequenceTrack",
    "variant": "org.broad.igv.variant.VariantTrack",
    "overlay": "org.broad.igv.track.MergedTracks",
    "combined": "org.broad.igv.track.CombinedDataTrack",
    "blat": "org.broad.igv.track.BlatTrack",
    "motif": "org.broad.igv.track.MotifTrack",
    "copy_number_frequency": "org.broad.igv.track.CNFreqTrack",
    "mutation": "org.broad.igv.track.MutationTrack",
    "gistic": "org.broad.igv.track.GisticTrack",
    "interaction": "org.broad.igv.bedpe.InteractionTrack",
    "contact_map": "org.broad.igv.bedpe.InteractionTrack",
    "gwas": "org.broad.igv.gwas.GWASTrack",
    "base_pair": "org.broad.igv.feature.basepair.BasePairTrack",
    "cluster": "org.broad.igv.feature.sprite.ClusterTrack",
    "dsi": "org.broad.igv.feature.dsi.DSITrack",
    "multiple_alignment": "org.broad.igv.maf.MultipleAlignmentTrack",
}
ARCS = ("interaction", "contact_map")
"""Kinds of track that have no DataRange, but a `maxScore` (measured; `InteractionTrack`)."""
RANGE = {"type": "LINEAR", "minimum": "0", "baseline": "0", "maximum": "10"}
"""A DataRange that says nothing: IGV ignores one that is not complete."""
MADE = ("sequence", "overlay", "combined", "motif", "blat")
"""Kinds of track that IGV makes itself, of no file."""

UNSAFE_CLASSES = (
    "quantitative",
    "expression",
    "copy_number",
    "variant",
    "multiple_alignment",
    "interaction",
    "contact_map",
    "alignment",
)
"""Kinds of track that IGV 2.16 makes by their class where the file can't be read; then it stops loading, or painting."""

TYPES = {
    "rmsk": "rmask", "genbank": "gbk", "diff": "exp_diff", "bedmethyl": "bed", "ensgene": "refgene", "peaks": "narrowpeak",
    **dict.fromkeys(("biggenepred", "bignarrowpeak", "biginteract"), "bigbed"),
}  # fmt: skip
"""What IGV's `type` says for formats that it knows by another word, or only as a more general one."""

FILTER = {"item": "item", "operator": "operator", "value": "value", "booleanOperator": "boolean"}
"""What an element of a sample filter says, and the model's fields for it."""
BOOLEANS = {"all": "AND", "any": "OR"}
"""How IGV joins elements of a filter; 2.x stops loading at one that does not say it (`FilterElement.java`)."""

PART_CLASSES = {
    "coverage": "org.broad.igv.sam.CoverageTrack",
    "junctions": "org.broad.igv.sam.SpliceJunctionTrack",
    "reads": "org.broad.igv.sam.AlignmentTrack",
}


def class_kind(clazz: str) -> str | None:
    """The kind of track that a class name says, by its last part."""
    return CLASSES.get(clazz.rpartition(".")[2])
