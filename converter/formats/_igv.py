"""What IGV desktop calls things in XML as in JSON: scales of colours, and the settings of reads with their enumerations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import UNSET

from converter.formats._attributes import lowered
from converter.formats._values import NUMBER
from converter.formats._words import CANNOT, INVALID, Codec, choice
from converter.loss.ledger import Fate, own
from converter.model import color
from converter.model.refs import source_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from converter.formats._consume import Table
    from converter.formats._draft import Draft
    from converter.model import Session, Track

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
}


def _modification(raw: Any) -> Any:
    """`m,` is the modification m wherever it is called, `m,C` the one called on C."""
    return INVALID if not isinstance(raw, str) or raw in ("", ",") else raw.removesuffix(",")


MODIFICATION = Codec(_modification, lambda value: value if "," in value else f"{value},")
"""Which base modification is shown (`basemodFilter`): what it is, and after a comma the base, which may be absent."""


def color_scale(colors: Codec) -> Codec:
    """`ContinuousColorScale;…` with two limits and two colours, or four and three (`ColorScaleFactory` upstream)."""

    def read(raw: Any) -> Any:
        name, *parts = raw.split(";") if isinstance(raw, str) else [""]
        if name != "ContinuousColorScale" or len(parts) not in (4, 7):
            return INVALID
        limits = 2 if len(parts) == 4 else 4  # noqa: PLR2004 - of two colours
        found = [*map(NUMBER.read, parts[:limits]), *map(colors.read, parts[limits:])]
        return INVALID if INVALID in found else found

    def write(value: Any) -> Any:
        if not isinstance(value, list) or len(value) not in (4, 7):
            return CANNOT
        said = (color.commas(one) if isinstance(one, str) else str(float(one)) for one in value)
        return ";".join(["ContinuousColorScale", *said])

    return Codec(read, write)


def constants(*names: str, nearest: Mapping[str, str] | None = None) -> Codec:
    """Constants of an enumeration that IGV aborts on when it does not know one; we say them in lower case.

    `nearest`: the constant that is written for a value of other browsers.
    """
    plain = choice({name: name.lower() for name in names})
    return Codec(plain.read, lambda value: (nearest or {}).get(value) or plain.write(value))


NEAREST_COLOR = {"methylation": "BASE_MODIFICATION_2COLOR"}
"""JBrowse colours each CpG of the sequence, IGV what the reads call."""


COLOR_OPTIONS = (
    *("INSERT_SIZE", "READ_STRAND", "FIRST_OF_PAIR_STRAND", "PAIR_ORIENTATION", "READ_ORDER", "SAMPLE", "READ_GROUP", "LIBRARY"),
    *("MOVIE", "ZMW", "BISULFITE", "NOMESEQ", "TAG", "NONE", "UNEXPECTED_PAIR", "MAPPED_SIZE", "LINK_STRAND", "YC_TAG"),
    *("BASE_MODIFICATION", "BASE_MODIFICATION_2COLOR", "SMRT_SUBREAD_IPD", "SMRT_SUBREAD_PW"),
    *("SMRT_CCS_FWD_IPD", "SMRT_CCS_FWD_PW", "SMRT_CCS_REV_IPD", "SMRT_CCS_REV_PW"),
)
GROUP_OPTIONS = (
    *("STRAND", "SAMPLE", "READ_GROUP", "LIBRARY", "FIRST_OF_PAIR_STRAND", "TAG", "PAIR_ORIENTATION", "MATE_CHROMOSOME", "NONE"),
    *("SUPPLEMENTARY", "BASE_AT_POS", "MOVIE", "ZMW", "READ_ORDER", "LINKED", "PHASE", "REFERENCE_CONCORDANCE"),
    *("MAPPING_QUALITY", "CHIMERIC", "INSERTION_AT_POS", "CLUSTER", "DUPLICATE"),
)
EXPERIMENT = choice(
    {"OTHER": "other", "RNA": "rna", "BISULFITE": "bisulfite", "THIRD_GEN": "third_gen", "UNKOWN": "unknown", "SBX": "sbx"}
)
_SORTS = (
    *("START", "STRAND", "NUCLEOTIDE", "QUALITY", "SAMPLE", "READ_GROUP", "INSERT_SIZE", "FIRST_OF_PAIR_STRAND", "MATE_CHR"),
    *("TAG", "SUPPLEMENTARY", "NONE", "HAPLOTYPE", "READ_ORDER", "READ_NAME", "ALIGNED_READ_LENGTH", "LEFT_CLIP", "RIGHT_CLIP"),
)
SORT_OPTION = choice({name: name.lower() for name in _SORTS}, aliases={"BASE": "nucleotide"})
"""By what reads are sorted; builds of 3.0 call the nucleotide BASE, as igv.js does."""

_SHADED = choice({"true": True, "false": False}, aliases={"quality": True, "none": False}, fold=True)
SHADED = Codec(_SHADED.read, lambda value: _SHADED.write(value == "quality" or value), _SHADED.odd)
"""Whether bases are shaded by their quality; old sessions say by what (`ShadeBasesOption`)."""


_DESCENDING = "reads.sort_descending"


def without_implied(said: dict[str, Any], upwards: object, spelling: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of reads that are sorted, but for the order that goes without saying, unless IGV's own session says it."""
    told = "sortOption" not in said or any(field.endswith(_DESCENDING) for field in spelling)
    return {name: raw for name, raw in said.items() if told or name != "invertSorting" or raw != upwards}


def sorted_upwards(draft: Draft, fates: dict[str, Fate], upwards: object, prefix: str = "") -> None:
    """IGV desktop sorts reads upwards unless it is told to invert that; `upwards`: how a session says so."""
    by, descending = f"{prefix}reads.sort_by", f"{prefix}{_DESCENDING}"
    if draft.get(by) in (UNSET, "none"):
        return
    if draft.get(descending) is UNSET:
        draft.set(descending, value=False)
        fates["sortOption"] = own(f"{draft.prefix}{by}", f"{draft.prefix}{descending}")
    elif draft.get(descending) is False:
        draft.spelling.setdefault(descending, upwards)


_COMPUTED = "reads.compute_insert_size"
SIZES = {"reads.min_insert_size_bp", "reads.max_insert_size_bp"}
_OF_RNA = ("rna", "third_gen")
"""Experiments whose reads tell no insert sizes (`SAM.COMPUTE_ISIZES` is false in their preferences)."""


def sized_by_reads(draft: Draft, facts: Mapping[str, Any], table: Table, fates: dict[str, Fate], prefix: str = "") -> None:
    """IGV desktop computes insert sizes from reads of DNA unless it is told not to, whatever sizes are expected."""
    computed, sizes = f"{prefix}{_COMPUTED}", {f"{prefix}{field}" for field in SIZES}
    said = [word for word in table.words.values() if word.field in sizes and word.name in facts and word.name not in fates]
    if not said or draft.get(computed) is not UNSET or draft.get(f"{prefix}reads.experiment") in _OF_RNA:
        return
    draft.set(computed, value=True, spelling="")
    fates.update({word.name: own(f"{draft.prefix}{word.field}", f"{draft.prefix}{computed}") for word in said})


def without_computed(said: dict[str, Any], spelling: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of reads, but for the insert sizes that are computed without being told."""
    implied = any(field.endswith(_COMPUTED) and spelled == "" for field, spelled in spelling.items())
    return {name: raw for name, raw in said.items() if name != "computeIsizes" or not implied or raw not in ("true", True)}


def paints_rare_variants(session: Session) -> bool:
    """Whether a session is one of IGV desktop, where the colour of variants is that of those without an allele frequency alone.

    Others draw all variants in it (`VariantRenderer.renderSiteBand` of IGV desktop, `VariantTrack` of igv.js).
    """
    return "igvxml" in session.forms or session.forms.get("igvjson", {}).get("profile") == "desktop3"


def with_known_names(session: Session, track: Track) -> Track:
    """A track without an attribute that is to name features, where IGV and igv.js look for none in files of its format.

    They look in GFF3 and GTF, and in a BED file that says so itself, of which sessions of theirs alone know (`GFFHelper`).
    """
    source, display = source_of(session, track), track.display
    if source is None or display is UNSET or not isinstance(display.label_field, str) or lowered(source.format):
        return track
    if display.label_field.lower() == "name" or not session.forms.keys().isdisjoint(("igvxml", "igvjson")):
        return track
    return msgspec.structs.replace(track, display=msgspec.structs.replace(display, label_field=UNSET))
