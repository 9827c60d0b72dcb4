"""What IGV desktop as a judge can't see, or does by itself, with the reason; each was looked at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from msgspec import UNSET

from tests.apps.compare import followers
from tests.apps.standins.texts import TEXTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from converter.model import Session
    from tests.apps.compare import Difference

_STRUCTURE = "IGV asks where on the genome the RNA lies whose structure a file (.dbn) tells (`location.asked` tells)"
NOT_OPENED = {
    r"(base_pairs|resource_formats)\.xml": _STRUCTURE,
}
"""Why IGV did not open a document, by a pattern of its name and what IGV said; where it waits for a person, it is not asked."""
LIMITS = frozenset[str]()
"""Reasons that are those of the judge, of which no report can tell."""
BLANK = {
    r"cohort_2_17\.xml: fold$": "the source calls base pairs by their file alone, of which IGV makes an empty track",
    r": short Coverage$": "the session's range ends at 120, stand-ins have four reads at a place",
    r": GM12878 H3K4me3$": "the session's range is 5 to 25, values of stand-ins are 1 to 7",
    r"(igvjs_hub|bam-igv_session|fasta_local_absolute|0824_igv_session|test_config)": (
        "the genome is stood in for by another of its chromosomes, and IGV looks at its start, where stand-ins have nothing"
    ),
    r"jbrowse1/classes\.json: d$": "the source says a white colour",
    r"(hub_|uri_shorthand|adapters_wiggle|genark-session)": "IGV draws no indexed features over a whole genome",
    r"colour_scales\.xml: ": "the session's colours make the values of stand-ins, 0.5, nearly white",
}
"""Why a track that should draw has no ink, by a pattern of `document: track`."""
_SCALED = "IGV scales {}, and saves no DataRange of theirs (`AbstractTrack.marshalXML`)"
DIFFER = {
    r"global_v3_files\.xml: samples/": "IGV reads the attributes that a session hides, not those that one of version 3 shows",
    r"(duplicate_ids|id_binding)\.xml": "tracks of one id, or local files of one name, are one for IGV, with the last look",
    r"(CNV Summary|copy_number_frequency)$": "IGV binds the place of a file of segments to its summary (`track.summary` tells)",
    r"sources/format: (gff3 → gtf|gtf → gff3)$": "IGV saves the type that the name of the file tells",
    r"(sources/(format|index)|tracks/): .*→ UNSET$": (
        "IGV makes a track of each sample of a table by the sample's own name, and none of what it can't open or nothing names"
    ),
    r"tracks/kind: .*overlay": "IGV saves an overlay none of whose members it could open as its first member",
    r"tracks/name: ": "IGV names a track whose file it can't open by that file",
    r"tracks/display\.color: ": "tracks of one id are one track for IGV, with the look of the last",
    r"display\.mode: full": "IGV 2.16 has no FULL (`Track$DisplayMode`), and takes it for COLLAPSED, which it does not save",
    r"display\.mode: ": "COLLAPSED is the default of IGV, and tracks of numbers have no other: neither is saved",
    r"display\.renderer: dynseq": "2.16 has no DYNSEQ, and draws bars",
    r"display\.renderer: ": "2.16 knows this renderer for another kind of track alone, and keeps its own",
    r"display\.show_labels: True": "names are shown by default, which IGV does not save (`AbstractTrack.marshalXML`)",
    r"display\.window_function: mean → none": "IGV computes a combined track of values that were summarised already",
    r"display\.window_function: ": "IGV saves the summary function of tracks of numbers alone (`AbstractTrack.marshalXML`)",
    r"parts\.junctions\.display_range": _SCALED.format("junctions by `maxdepth`"),
    r"display_range\.(autoscale|normalize)": _SCALED.format(
        "arcs by `maxScore`, members of overlays as one, tables of samples not at all"
    ),
    r"display_range\.": _SCALED.format("members of overlays as one, and samples of a table by their colours"),
    r"junction_max_depth: ": "IGV counts the depth of junctions anew where autoscaling is on",
    r"interactions\.(ends|transparency)": "2.16 saves neither `arcOption` nor `transparency` (`InteractionTrack.marshalXML`)",
    r"interactions\.shape: arc → nested_arc": "2.16 has two shapes of arcs, and saves the older name",
    r"interactions\.": "the file is of base pairs or bigInteract, whose arcs 2.16 draws by a class that saves no such word",
    r"variants\.genotype_color_by: genotype": "GENOTYPE is the default, which IGV does not save (`VariantTrack.marshalXML`)",
    r"variants\.show_genotypes: ": "that genotypes are shown is the default, which IGV does not save (`VariantTrack.marshalXML`)",
    r"variants\.squished_call_height_px: ": "4 pixels are the default, which IGV does not save (`VariantTrack.marshalXML`)",
    r"reads\.(base_modification_filter|duplicates|junction_min)": "a word of 2.17 or later, which 2.16 ignores",
    r"reads\.(invert_group_sorting|paired): False": "IGV saves this switch only where it is on (`RenderOptions.marshalXML`)",
    r"tracks/reads\.": "the track has a file that IGV opens as one without reads",
    r"views/loci: ": "without a genome that IGV has, it looks at the start of the one that is stood in for",
    r"views/tracks: ": "IGV has panels for data above, and for features below, all others, whatever the order in the file",
    r"sources/feature_url": "IGV saves no addresses of features of a file that holds its own (bigBed)",
    r"samples/": "IGV orders sample information by itself",
}
"""Why IGV understands a field otherwise than we say it, by a pattern of `document: field: said → understood`."""
WAITS = re.compile("|".join(pattern for pattern, why in NOT_OPENED.items() if "asks" in why))
_DEFAULTS: dict[str, tuple[object, ...]] = {
    "display.visibility_window_bp": (-1,),
    "display.mode": ("collapsed",),
    "display.renderer": ("basic_feature", "bar"),
    "display.window_function": ("count", "mean"),
    "display.show_data_range": (True,),
    "display.opacity": (0.5,),
    "display_range.normalize": (False,),
    "display_range.autoscale": (False,),
    "display.group_by_strand": (False,),
    "reads.duplicates": ("filter",),
    "reads.compute_insert_size": (True,),
}
_UNSAVED = ("sources/sample", "sources/color", "sources/description", "sources/track_line", "views/show_ideogram")
_PLAIN = ("annotation", "sequence", "variant", "unknown")
_FORMATS = {*TEXTS, "bam", "sam", "cram", "bigwig", "bigbed", "tdf"} - {
    *("maf", "qtl", "shoebox", "aed", "fusionjuncspan", "gcnv", "txt"),
}
"""What stands in, and IGV opens."""


_BY_ITSELF: tuple[tuple[str, Callable[[Difference], bool]], ...] = (
    ("the location holds a variable of a shell", lambda found: "${" in found.where),
    ("IGV saves no height that follows from the content", lambda found: found.said is None and "height" in found.field),
    ("IGV saves no empty index", lambda found: found.field in ("sources/index", "sources/server") and found.said == ""),
    ("IGV sorts hidden attributes", lambda found: found.field == "samples/hidden_attributes" and _same_names(found)),
    ("IGV saves places without commas", lambda found: str(found.said).replace(",", "") == found.understood),
    (
        "a genome of one chromosome is shown as that chromosome",
        lambda found: found.field == "views/loci" and _is_whole(found.said),
    ),
)


def blind(said: Session, *, known: bool) -> Callable[[Difference], str | None]:
    """Tell why a difference in a session that was said like this is none that counts; `known`: IGV has its genome."""
    lost = tuple(str(one.location) for one in said.sources.values() if one.format not in _FORMATS)
    scaled, kinds = followers(said)
    genes = any(one.name is not UNSET for view in said.views.values() for one in view.loci or ())
    reasons: tuple[tuple[str, Callable[[Difference], bool]], ...] = (
        ("no data of this kind stand in", lambda found: bool(lost) and found.where.startswith(lost)),
        ("the genome is stood in for", lambda found: not known and found.field.startswith("genome/")),
        ("BLAT asks a server", lambda found: found.where.startswith("blat:")),
        ("IGV does not save what is its default", _default),
        ("IGV does not save this attribute", lambda found: found.field in _UNSAVED),
        (
            "no values are drawn, no range is saved",
            lambda found: "range." in found.field and kinds.get(found.where) in _PLAIN,
        ),
        ("a range that follows the data is found anew", lambda found: found.where in scaled and "display_range.m" in found.field),
        ("IGV finds a colour scale in the data", lambda found: found.field.endswith("color_scale")),
        ("names of genes are looked up by a server", lambda found: found.field.startswith("views/loci") and genes),
        ("IGV saves filters in capitals, and any for all", lambda found: found.field.startswith("samples/filter")),
        *_BY_ITSELF,
    )
    return lambda found: next((why for why, holds in reasons if holds(found)), None)


def drawn_names(understood: Session, document: bytes, announced: frozenset[str]) -> set[str]:
    """What IGV calls the tracks, and their parts, that should draw: shown, of files that it was told to load, that stand in,
    and that the report does not announce as not shown.

    Annotation of the genome itself, which no Resource names, is not there: genomes are stood in for by their lengths.
    """
    shown = {key for view in understood.views.values() for key in view.tracks}
    found: set[object] = set()
    for key, track in understood.tracks.items():
        source = understood.sources.get(track.source) if isinstance(track.source, str) else None
        if key not in shown or source is None or source.format not in _FORMATS:
            continue
        told = not announced.isdisjoint((str(source.location), str(track.name)))
        if not told and _is_loaded(str(source.location), document):
            parts = track.parts or {}
            found |= {track.name, *(part.name for part in parts.values() if part.visible is not False)}
    return {name for name in found if isinstance(name, str)}


def _is_loaded(location: str, document: bytes) -> bool:
    """Whether a document lists a file, whose location no variable of a shell completes."""
    return "${" not in location and f'path="{escape(location)}"'.encode() in document


def _same_names(found: Difference) -> bool:
    return found.understood is not UNSET and set(found.said) == set(found.understood)


def _is_whole(loci: list[Any]) -> bool:
    return len(loci) == 1 and loci[0].chrom is UNSET


def _default(found: Difference) -> bool:
    held = _DEFAULTS.get(found.field.removeprefix("tracks/").removeprefix("parts.coverage.").removeprefix("parts.reads."), ())
    return found.understood in (UNSET, True) and found.said in held
