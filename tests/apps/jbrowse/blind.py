"""What JBrowse 2 as a judge can't see, or does by itself, with the reason; each was looked at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

if TYPE_CHECKING:
    from collections.abc import Callable

    from converter.model import Session
    from tests.apps.compare import Difference

_LATER = "a type of track or display, or a value of one, that came after JBrowse 3; a document of its own format keeps it"
_NO_PLACE = "JBrowse before 4 has no word for the whole genome, and of this one nobody knows the chromosomes"
NOT_OPENED = {
    r"Unknown track type|jbrowse2/.*No matching type for union \(\{ type: \"FeatureTrack\"": _LATER,
    r": opened; with a genome: .*reading 'split'": f"opens as it is; with a genome given: {_NO_PLACE}",
    r"reading 'split'": _NO_PLACE,
    r"Assemblies |Assembly \S+ not found": "a genome that only its own site's configuration knows",
}
"""Why JBrowse did not open a document, by a pattern of what it said."""
LIMITS = frozenset[str]()
"""Reasons that are those of the judge, of which no report can tell."""
_SMALL = "features or reads are less than a pixel of a whole genome, or chromosome, since the session says no place"
BLANK = {
    r"(ld_track_display|: ld$)": "tables of linkage disequilibrium have no stand-in",
    r"((read_cloud|read_arcs)_display|_2_19\.xml: HG003$|render_options\.xml: booleans$)": "reads of stand-ins are no pairs",
    r"read_sorting_filtering": "the session shows only reads that stand-ins have not",
    r"(exported_session_|clingen_session)": "the configuration of the track lies in another file",
    r": hg\d+-ReferenceSequenceTrack$": "a base is less than a pixel wide (1,570 in 1,264), where JBrowse draws no sequence",
    r"many_views\.json: genes$": "the track is folded up",
    r"many_views\.json: sv$": "stand-ins are of no second genome, and no variant of theirs has a mate",
    r"many_views\.json: gc$": "the source gives the track an adapter of GC content, at which JBrowse 4.3 stops",
    r"from_config\.json: ": "features that are no objects, or lie elsewhere, as the source says them",
    r"(: (hg38_sequence|gc)$|sequence_sizes|chrom_sizes)": "a genome of lengths alone has no sequence to draw",
    r"(stores_others\.json: snps|volvox-sorted_Coverage)$": "without a place a whole chromosome is in view, too far for coverage",
    r"shared_slots\.json: genes$": "the track is folded up",
    r"jbrowse1/(alignments_look|callbacks|classes|conf_values|named_stores|stores)": _SMALL,
    r"(ucsc/(custom_files|hub_reads)|filelist/)": _SMALL,
    r": (detail|HG01879_exome)$": _SMALL,
    r"pombase-config__trackList@176829bd\.json: Transcripts": _SMALL,
    r"(read_colouring_more|igvjs_alignment)\.\w+: (reads|long_reads)$": (
        "JBrowse 3.7 takes the sequence for CRAM files, and for methylation, from the configuration of the track, 4 from the "
        "assembly"
    ),
    r"jbrowse2/basic_display\.json: genes$": _LATER,
    r"(lgv_synteny|paired_arc)_display": "stand-ins are of no second genome, and no variant of theirs has a mate",
    r"wiggle_display_modes": "the source scales by 'zscore', at which JBrowse 4.3 stops",
    r"desktop_picked_files\.jbrowse: genes$": "the source filters features by an expression, at which JBrowse 4.3 stops",
    r"jexl_colours": "the source computes a height of the score, which stand-ins lack",
    r"(multi_variant|variant)_display": "the session shows variants that stand-ins lack, or a base is less than a pixel",
}
"""Why a track that should draw has no ink, by a pattern of `document: track`."""
PACKED = "JBrowse states the default of `displayMode`, which version 4 does not heed for reads, before `noSpacing`"
DIFFER = {
    r"parts\.reads\.display\.mode: squished → expanded": PACKED,
    r" (views/|tracks/: |tracks/kind: )|display_range\.": "the configuration of an embedded view, which JBrowse Web ignores",
    r"parts\.(coverage|reads)\.visible: ": "JBrowse has no display of a breakpoint view without coverage or reads",
    r"show_soft_clips: ": "arcs and clouds of reads have no soft clips",
    r"display\.": "JBrowse states the height of a display by that of its parts",
}
"""Why JBrowse understands a field otherwise than we say it, by a pattern of `document: field: said → understood`."""
_DEFAULTS: dict[str, object] = {
    "views/show_ideogram": True,
    "views/show_center_line": False,
    "views/show_gridlines": True,
    "views/color_by_cds": False,
    "tracks/sequence.strand": "+",
    "tracks/sequence.show_translation": True,
    "tracks/parts.coverage.display.height_px": 45,
}
_PIXELS = 1000
"""A view of JBrowse begins at a whole pixel; the page has more of them than this."""


def blind(said: Session) -> Callable[[Difference], str | None]:
    """Tell why a difference in a session is none that counts."""
    linear = all(view.kind == "linear" for view in said.views.values())
    reasons: tuple[tuple[str, Callable[[Difference], bool]], ...] = (
        ("JBrowse does not export what is its default", _default),
        ("a view begins at a whole pixel", lambda found: found.field == "views/loci" and _near(found.said, found.understood)),
        ("the whole genome is all its chromosomes", lambda found: found.field == "views/loci" and _whole(found.said)),
        ("only linear views tell where they look", lambda found: found.field == "views/loci" and not linear),
    )
    return lambda found: next((why for why, holds in reasons if holds(found)), None)


def _default(found: Difference) -> bool:
    return found.understood is UNSET and found.field in _DEFAULTS and found.said == _DEFAULTS[found.field]


def _whole(loci: list[Any]) -> bool:
    return any(one.start is UNSET for one in loci)


def _near(said: Any, understood: Any) -> bool:
    if understood is UNSET or len(said) != len(understood) or _whole(said) or _whole(understood):
        return False
    pairs = [(one, other, 1 + (one.end - one.start) // _PIXELS) for one, other in zip(said, understood, strict=True)]
    return all(abs(one.start - other.start) <= pixel and abs(one.end - other.end) <= pixel for one, other, pixel in pairs)
