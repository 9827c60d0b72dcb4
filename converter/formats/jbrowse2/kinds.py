"""What tracks show, by their type and the format of their file, and which display of JBrowse shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.formats.jbrowse2 import names
from converter.formats.jbrowse2.adapters import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from converter.model import Source, Track

LINEAR = "LinearGenomeView"
TYPES = {
    "AlignmentsTrack": "alignment",
    "VariantTrack": "variant",
    "QuantitativeTrack": "quantitative",
    "FeatureTrack": "annotation",
    "BasicTrack": "annotation",
    "HicTrack": "contact_map",
    "SyntenyTrack": "synteny",
    "ReferenceSequenceTrack": "sequence",
    "MultiQuantitativeTrack": "overlay",
    "GCContentTrack": "gc_content",
    "LDTrack": "linkage_disequilibrium",
    "MafTrack": "multiple_alignment",
}
VIEWS = {
    "LinearGenomeView": "linear",
    "CircularView": "circular",
    "DotplotView": "dot_plot",
    "LinearSyntenyView": "synteny",
    "LinearComparativeView": "synteny",
    "BreakpointSplitView": "breakpoint",
    "SpreadsheetView": "spreadsheet",
    "SvInspectorView": "sv_inspector",
}
"""What views show, by their type."""
_OWN = frozenset({"alignment", "quantitative", "unknown", "sequence", "contact_map"})
_WRITTEN = {kind: name for name, kind in reversed(TYPES.items()) if name != "MafTrack"}
SEQUENCE_KEY = "Reference sequence"
ARCS = ("arc", "nested_arc", "proportional_arc")
"""Shapes of interactions that arcs come near."""


def kind_of(track_type: str, file_format: Any) -> str:
    """What a track shows: by its type, and where that is general, by the format of its file."""
    kind = TYPES.get(track_type, "unknown")
    if kind in ("annotation", "variant"):
        by_file = KINDS.get(file_format, "unknown")
        if (kind == "annotation" and by_file not in _OWN) or by_file == "interaction":
            return by_file
    return kind


def kind_of_data(source: Source | None) -> str:
    """What a track of a plugin shows: what its data are."""
    if source is None:
        return "unknown"
    return "annotation" if source.features is not UNSET else KINDS.get(str(source.format), "unknown")


def type_of(kind: Any, file_format: Any) -> str:
    """The type of track that shows a kind of data of a format."""
    if kind == "interaction":
        return "VariantTrack" if file_format == "bedpe" else "FeatureTrack"
    return _WRITTEN.get(kind, "FeatureTrack")


def usual_display(track_type: str, kind: Any, fields: Mapping[str, Any]) -> str:
    """The display that we would write for a track of which the fields say this."""
    if kind == "alignment":
        return _of_alignments(fields)
    if track_type == "VariantTrack":
        if kind == "variant":
            return "MultiLinearVariantDisplay" if fields.get("variants.show_genotypes") is True else "LinearVariantDisplay"
        arcs = kind == "interaction" or fields.get("interactions.shape") in ARCS
        return "LinearPairedArcDisplay" if arcs else "LinearVariantDisplay"
    if track_type == "FeatureTrack" and (kind == "junction" or fields.get("interactions.shape") in ARCS):
        return "LinearArcDisplay"
    return next(iter(names.TRACK_DISPLAYS.get(track_type, ())), "LinearBasicDisplay")


def missing_parts(track: Track) -> dict[str, Any]:
    """Other programs show of an alignment file only the parts that they list; JBrowse shows all that it is not told to hide."""
    listed = track.parts if isinstance(track.parts, dict) else ("coverage", "reads")
    return {f"parts.{which}.visible": False for which in ("coverage", "reads") if which not in listed}


def _of_alignments(fields: Mapping[str, Any]) -> str:
    """Which parts are shown chooses the display, and without the coverage how reads are joined."""
    coverage, reads = fields.get("parts.coverage.visible", True), fields.get("parts.reads.visible", True)
    if coverage is not False or reads is False:
        return "LinearSNPCoverageDisplay" if coverage is not False and reads is False else "LinearAlignmentsDisplay"
    if fields.get("parts.reads.reads.paired_arcs") is True:
        return "LinearReadArcsDisplay"
    return "LinearReadCloudDisplay" if fields.get("parts.reads.reads.paired") is True else "LinearPileupDisplay"
