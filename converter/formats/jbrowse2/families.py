"""What facts of a display say together: limits and autoscaling, renderers and colours, heights of parts, strands."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from converter.formats.jbrowse2 import mapping

if TYPE_CHECKING:
    from collections.abc import Callable

    from converter.formats.jbrowse2.looks import Planner, Said

SMALL_BP = 10
"""Insertions and deletions that JBrowse hides as small are shorter than this."""


def _features(plan: Planner, loose: dict[str, Said]) -> None:
    """The main colour of features, or one for each strand."""
    one = loose.pop("color", None)
    if one is None:
        return
    if not one.value:
        plan.feed(one, "display.color")
    else:
        plan.make(one, "display.color", lambda facts: facts[one.index].value[0])
        plan.plan.made.append(("display.alt_color", lambda facts: facts[one.index].value[1]))
        plan.also(one, "display.color", "display.alt_color")


def _range(plan: Planner, loose: dict[str, Said], prefix: str = "") -> None:
    """Limits overrule autoscaling where both are given."""
    limits = [loose.pop(name, None) for name in ("minimum", "maximum")]
    for field, one in zip(("minimum", "maximum"), limits, strict=True):
        if one is not None:
            plan.feed(one, f"{prefix}display_range.{field}")
    if all(limits):
        plan.plan.fixed[f"{prefix}display_range.autoscale"] = False
    elif "autoscale" in loose:
        plan.feed(loose.pop("autoscale"), f"{prefix}display_range.autoscale")


def _wiggle(plan: Planner, loose: dict[str, Said]) -> None:
    """Values along the genome: the renderer decides which slots count."""
    _range(plan, loose)
    classes = mapping.MULTI_CLASSES if plan.display == "MultiLinearWiggleDisplay" else mapping.WIGGLE_CLASSES
    rendering = loose.pop("rendering", None)
    usual = next(iter(classes)) if classes is mapping.WIGGLE_CLASSES else mapping.ROWS
    chosen = classes[rendering.value if rendering else usual]
    plan.idle(lambda name: name.startswith("renderers/") and not name.startswith(f"renderers/{chosen}/"))

    def one(slot: str) -> Said | None:
        found = loose.pop(slot, None)
        return found if found is not None else loose.pop(f"{chosen}/{slot}", None)

    def slot(name: str) -> str:
        return f"renderers/{chosen}/{name}"

    filled = one("filled")
    if (rendering.value if rendering else usual) == "bar" and filled is not None and filled.value is False:
        _points(plan, rendering, filled, slot("filled"))
    else:
        if rendering is not None:
            plan.feed(rendering, "display.renderer")
        if filled is not None:
            plan.feed(filled, "display.filled", usual=slot("filled"))
    summary = one("summaryScoreMode")
    if summary is not None:
        plan.feed(summary, "display.window_function", usual=slot("summaryScoreMode"))
    _colors(plan, (one("color"), one("posColor"), one("negColor")), slot, chosen)


def _points(plan: Planner, rendering: Said | None, filled: Said, usual: str) -> None:
    """Bars that are not filled are points, also where nobody says that they are bars."""
    plan.fix(filled, "display.renderer", "points")
    if rendering is None:
        plan.spell("display.renderer", lambda _: [filled.name])
        return
    plan.fix(rendering, "display.renderer", "points")
    if (rendering.name, filled.name) != ("defaultRendering", usual):
        plan.spell("display.renderer", lambda facts: [rendering.name, facts[rendering.index].raw, filled.name])


def _colors(plan: Planner, said: tuple[Said | None, ...], slot: Callable[[str], str], chosen: str) -> None:
    """One colour for all values, or one for those above and one for those below the pivot, of which a line has none.

    Two colours idle next to one for all.
    """
    color, positive, negative = said
    one_color = "color" in mapping.COLOR_SLOTS.get(chosen, ("color",))
    if color is not None:
        plan.feed(color, "display.color", usual=slot("color") if one_color else "")
    if color is not None or chosen == mapping.LINES:
        for rest in (positive, negative):
            if rest is not None:
                plan.keep(rest)
    else:
        if positive is not None:
            plan.feed(positive, "display.color", usual=slot("posColor") if negative is not None or not one_color else "")
        if negative is not None:
            plan.feed(negative, "display.alt_color", usual=slot("negColor"))


def _coverage(plan: Planner, loose: dict[str, Said]) -> None:
    _range(plan, loose, "parts.coverage.")
    if "junctions" in loose:
        plan.feed(loose.pop("junctions"), "parts.junctions.visible")


def _alignments(plan: Planner, loose: dict[str, Said]) -> None:
    """The height of the whole and that of the coverage say the height of the reads."""
    _coverage(plan, loose)
    if "lower" in loose:
        lower = loose.pop("lower")
        if lower.value == mapping.APART:
            plan.keep(lower)
        else:
            plan.fix(lower, f"parts.reads.reads.{lower.value}", value=True)
    _grouped(plan, loose)
    _reads(plan, loose)
    whole, coverage = loose.pop("height", None), loose.pop("coverage", None)
    if coverage is not None:
        plan.feed(coverage, "parts.coverage.display.height_px")
    if whole is None:
        return
    if coverage is None or not plan.taller:
        plan.feed(whole, "display.height_px")
        return
    _heights(plan, whole, coverage)


def _grouped(plan: Planner, loose: dict[str, Said]) -> None:
    """What the next generation says of reads of one group or fragment, and of the colours of their bases."""
    reads = "parts.reads.reads"
    if "facet" in loose:
        facet = loose.pop("facet")
        by, tag = facet.value
        plan.fix(facet, f"{reads}.group_by", by)
        if by == "tag":
            plan.plan.fixed[f"{reads}.group_tag"] = tag
            plan.also(facet, f"{reads}.group_by", f"{reads}.group_tag")
    if "unit" in loose and f"{reads}.paired" not in plan.plan.fixed:
        plan.fix(loose["unit"], f"{reads}.paired", loose.pop("unit").value)
    if "bases" in loose and f"{reads}.color_by" not in plan.said:
        plan.feed(loose.pop("bases"), f"{reads}.color_by")


def _heights(plan: Planner, whole: Said, coverage: Said) -> None:
    """What the coverage leaves of the whole height belongs to the reads."""
    reads = "parts.reads.display.height_px"
    plan.make(whole, reads, lambda facts: facts[whole.index].value - facts[coverage.index].value)
    plan.also(coverage, "parts.coverage.display.height_px", reads)
    if plan.plan.spelling and plan.plan.spelling[-1][0] == reads:
        plan.spell(reads, lambda facts: [whole.name, facts[whole.index].raw, facts[coverage.index].value])


def _reads(plan: Planner, loose: dict[str, Said], reads: str = "parts.reads.reads") -> None:
    """What is settled for JBrowse: which indels are small, and where sorting begins.

    `hideSmallIndels` hides those shorter than 10 bases; the highest value of a tag is first, else the lowest one (`sortFeature`).
    """
    _modified(plan, loose, reads)
    by = plan.said.get(f"{reads}.sort_by")
    if by is not None:
        plan.plan.fixed[f"{reads}.sort_descending"] = by.value == "tag"
        plan.also(by, f"{reads}.sort_by", f"{reads}.sort_descending")
    hidden = plan.said.get(f"{reads}.hide_small_indels")
    if hidden is not None and hidden.value is True:
        plan.plan.fixed[f"{reads}.small_indel_bp"] = SMALL_BP
        plan.also(hidden, f"{reads}.hide_small_indels", f"{reads}.small_indel_bp")


def _modified(plan: Planner, loose: dict[str, Said], reads: str) -> None:
    """Reads coloured by their base modifications have another colour where there are none, if two are wanted."""
    by, two = plan.said.get(f"{reads}.color_by"), loose.get("twoColor")
    if by is None or two is None or two.value is not True or by.value != "base_modification":
        return
    del loose["twoColor"]
    plan.fix(two, f"{reads}.color_by", "base_modification_2color")
    plan.spell(f"{reads}.color_by", lambda facts: [by.name, facts[by.index].raw, two.name])


def _sequence(plan: Planner, loose: dict[str, Said]) -> None:
    """One strand only, or (said by nothing) both; JBrowse 4 exports only what is not shown."""
    said = [one for one in (loose.get("forward"), loose.get("reverse")) if one is not None]
    shown = {one.word.field: one.value for one in said}
    forward, reverse = shown.get("?forward", True), shown.get("?reverse", True)
    if forward is not reverse:
        for one in said:
            plan.fix(loose.pop(one.word.field[1:]), "sequence.strand", "+" if forward else "-")


FAMILIES: dict[str, Any] = {
    **dict.fromkeys(("LinearBasicDisplay", "LinearVariantDisplay", "LinearBareDisplay"), _features),
    **dict.fromkeys(
        ("LinearWiggleDisplay", "MultiLinearWiggleDisplay", "LinearGCContentDisplay", "LinearGCContentTrackDisplay"), _wiggle
    ),
    "LinearSNPCoverageDisplay": _coverage,
    "LinearAlignmentsDisplay": _alignments,
    "LinearReferenceSequenceDisplay": _sequence,
    **dict.fromkeys(("LinearPileupDisplay", "LinearReadArcsDisplay", "LinearReadCloudDisplay"), _reads),
    "LGVSyntenyDisplay": partial(_reads, reads="reads"),
}
"""By display, what decides on the facts that say nothing alone: it takes from `loose` what it answers for."""
