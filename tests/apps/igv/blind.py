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

_NEWER = "the source says it in a word of IGV 2.17 or later, at which 2.16 stops (`version.stops` tells); its own format keeps it"
_UNREADABLE = "the source gives a class to a track without a file that IGV reads, at which 2.16 stops (`version.stops` tells)"
_STRUCTURE = "IGV asks where on the genome the RNA lies whose structure a file (.dbn) tells"
NOT_OPENED = {
    r"(base_pairs|resource_formats)\.xml": _STRUCTURE,
    r"remote_paths\.xml": "IGV speaks htsget over https alone, which no stand-in does, and then asks for an index",
    r"(goby-tricky|version_5_sequence_match)": _UNREADABLE,
    r"No enum constant": _NEWER,
}
"""Why IGV did not open a document, by a pattern of its name and what IGV said; where it waits for a person, it is not asked."""
BLANK = {
    r"cohort_2_17\.xml: fold$": "the source calls base pairs by their file alone, of which IGV makes an empty track",
    r": (short Coverage|GM12878 H3K4me3)$": "the session's range is far above the values of stand-ins",
    r"(igvjs_hub|bam-igv_session|fasta_local_absolute|0824_igv_session|test_config)": (
        "IGV looks at the start of a genome that it does not know, where stand-ins have nothing"
    ),
    r"(hub_|uri_shorthand|adapters_wiggle|genark-session)": "IGV draws no indexed features over a whole genome",
    r"colour_scales\.xml: ": "the session's colours make the values of stand-ins nearly white",
}
"""Why a track that should draw has no ink, by a pattern of `document: track`."""
DIFFER = {
    r"^(tracks/|sources/(format|index))$": "a track of no file in the source itself, or a file that IGV opens as its samples",
    r"display\.(color|alt_color)$": "IGV takes colours with blanks or capitals for black; we read what they mean",
    r"tracks/(name|display\.color)$": "several tracks of one id or file name are one track for IGV, with the look of the last",
    r"tracks/kind$": "IGV shows a file of segments by its summary, which the report says",
    r"display_range\.": "IGV scales members of overlays, tables of samples and junctions by itself and saves no range of theirs",
    r"display\.": "words that IGV 2.16 does not heed for this kind of track",
    r"interactions\.": "IGV saves arcs only in its own words, and defaults not at all",
    r"variants\.|reads\.": "IGV saves no option that has its default value, or that came after 2.16",
    r"views/": "IGV puts tracks into its own order of panels, and looks at the start of a genome that it does not know",
    r"sources/feature_url$": "IGV saves no addresses of features of a file that holds its own (bigBed)",
    r"samples/": "IGV orders sample information by itself",
}
"""Why IGV understands a field otherwise than we say it, by a pattern of the field; the first that fits."""
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
    "reads.shade_bases": ("quality",),
}
_UNSAVED = ("sources/sample", "sources/color", "sources/description", "sources/track_line", "views/show_ideogram")
_PLAIN = ("annotation", "sequence", "variant", "unknown")
_FORMATS = {*TEXTS, "bam", "sam", "cram", "bigwig", "bigbed", "tdf"} - {"maf"}


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
