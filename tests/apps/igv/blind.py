"""What IGV desktop as a judge can't see, or does by itself, with the reason; each was looked at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import UNSET

from tests.apps.compare import followers
from tests.apps.standins.texts import TEXTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from converter.model import Session
    from tests.apps.compare import Difference

_NEWER = "the source says it in a word of IGV 2.17 or later, at which 2.16 stops; a document of its own format keeps it"
_LISTED = "IGV asks for the index of a BAM whose location tells no name of one"
_SHELL = "the location holds a variable of a shell, which only its author's machine knows; IGV asks for its index"
_STRUCTURE = "IGV asks whether it may turn a file of an RNA's structure (.dbn) into arcs"
NOT_OPENED = {
    r"(base_pairs|resource_formats)\.xml": _STRUCTURE,
    r"(resource_types\.xml|igvjs_sources\.json|config_demo)": _LISTED,
    r"(vcf_session_v4|HG00171_wlocus_v4|circview-schatz_skbr3_longreads|goby-tricky)": _SHELL,
    r"remote_paths\.xml": "IGV speaks htsget over https alone, which no stand-in does, and then asks for an index",
    r"mutations_and_others\.xml": "multiple alignments have no stand-in; IGV stops at a class of track whose file it can't read",
    r"variants\.xml": "files of VCF 3 have no stand-in; IGV stops at a variant track without samples",
    r"(global_v3_files|goby-tricky|gavery-testdrive)": "the source names a track that none of its files holds; IGV stops as it paints",
    r"No enum constant|ultima_flow_renderer": _NEWER,
}
"""Why IGV did not open a document, by a pattern of its name and what IGV said; where it waits for a person, it is not asked."""
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
_FORMATS = {*TEXTS, "bam", "sam", "bigwig", "bigbed", "tdf"} - {"maf"}


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
    )
    return lambda found: next((why for why, holds in reasons if holds(found)), None)


def _default(found: Difference) -> bool:
    held = _DEFAULTS.get(found.field.removeprefix("tracks/").removeprefix("parts.coverage.").removeprefix("parts.reads."), ())
    return found.understood in (UNSET, True) and found.said in held
