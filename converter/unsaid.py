"""Tracks that leave it to their application how they are drawn, of what applications do differently (`habits`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import UNSET

from converter.model.refs import source_of

if TYPE_CHECKING:
    from converter.model import DisplayRange, Session, Track


def leaves_genotypes(_: Session, track: Track) -> bool:
    """Variants of which nothing says whether their genotypes are drawn."""
    return track.kind == "variant" and (track.variants is UNSET or track.variants.show_genotypes is UNSET)


def collapses_genotypes(_: Session, track: Track) -> bool:
    """Variants that are collapsed, and not told to be without genotypes."""
    if track.kind != "variant" or track.display is UNSET or track.display.mode != "collapsed":
        return False
    return track.variants is UNSET or track.variants.show_genotypes is not False


def leaves_colors(session: Session, track: Track) -> bool:
    """Features of a file that may have colours for them, which are told none."""
    source = source_of(session, track)
    if track.kind != "annotation" or source is None or source.format not in ("bed", "bigbed"):
        return False
    held = track.display
    return held is UNSET or all(value is UNSET for value in (held.color, held.color_by, held.item_colors))


def hides_indels(_: Session, track: Track) -> bool:
    """Reads whose small indels are hidden."""
    reads = track.parts.get("reads") if isinstance(track.parts, dict) else None
    return reads is not None and reads.reads is not UNSET and reads.reads.hide_small_indels is True


def leaves_stacking(session: Session, track: Track) -> bool:
    """Features of which nothing says how those that overlap are laid out."""
    if track.kind != "annotation" or source_of(session, track) is None:
        return False
    return track.display is UNSET or track.display.mode is UNSET


def leaves_scaling(session: Session, track: Track) -> bool:
    """Values, or several over each other, of whose axis nothing is said."""
    if track.kind == "overlay":
        members = [session.tracks[key] for key in track.members or () if key in session.tracks]
        return bool(members) and all(map(_endless, (track, *members)))
    return track.kind == "quantitative" and source_of(session, track) is not None and _endless(track)


def _endless(track: Track) -> bool:
    held = track.display_range
    return held is UNSET or all(value is UNSET for value in (held.maximum, held.autoscale, held.autoscale_group))


def _values(session: Session, track: Track) -> DisplayRange | None:
    """The axis of values that are drawn from a file, where anything is said of it."""
    held = track.display_range
    return None if track.kind != "quantitative" or held is UNSET or source_of(session, track) is None else held


def _renderer(track: Track) -> object:
    return UNSET if track.display is UNSET else track.display.renderer


def _logarithmic(session: Session, track: Track) -> bool:
    held = _values(session, track)
    return held is not None and held.scale == "log"


def small_values(session: Session, track: Track) -> bool:
    """Values below 1 on a logarithmic axis."""
    held = _values(session, track)
    below = held is not None and (held.minimum is UNSET or held.minimum < 1)
    return below and _logarithmic(session, track) and _renderer(track) != "heatmap"


def pale_heat(session: Session, track: Track) -> bool:
    """A heat map that is given no colours, and whose limits follow the data."""
    look, held = track.display, track.display_range
    if track.kind != "quantitative" or source_of(session, track) is None or look is UNSET:
        return False
    free = held is UNSET or (held.color_scale is UNSET and (held.maximum is UNSET or held.autoscale is True))
    return free and look.renderer == "heatmap" and look.color is UNSET


def log_lines(session: Session, track: Track) -> bool:
    """Lines on a logarithmic axis."""
    return _logarithmic(session, track) and _renderer(track) == "line"


def limited(session: Session, track: Track) -> bool:
    """Bars and points on an axis that ends where it is told."""
    held = _values(session, track)
    if held is None or held.autoscale is True or held.autoscale_group is not UNSET:
        return False
    return held.maximum is not UNSET and _renderer(track) in (UNSET, "bar", "points")


def summed_up(session: Session, track: Track) -> bool:
    """Bars of which nothing says what is drawn of values that share a pixel."""
    if track.kind != "quantitative" or source_of(session, track) is None or _renderer(track) not in (UNSET, "bar", "points"):
        return False
    return track.display is UNSET or track.display.window_function is UNSET


def squished(session: Session, track: Track) -> bool:
    """Features that are squished, and not told to be without names."""
    held = track.display
    if track.kind != "annotation" or source_of(session, track) is None or held is UNSET:
        return False
    return held.mode == "squished" and held.show_labels is not False


def names_variants(session: Session, track: Track) -> bool:
    """Variants by themselves, which are not told to be without names."""
    if track.kind != "variant" or source_of(session, track) is None:
        return False
    if is_matrix(session, track) or (track.variants is not UNSET and track.variants.show_genotypes is True):
        return False
    return track.display is UNSET or track.display.show_labels is not False


def is_matrix(_: Session, track: Track) -> bool:
    """Variants that JBrowse draws as a matrix."""
    held = track.extras.get("jbrowse2")
    return held is not None and held.native.get("display") in ("LinearVariantMatrixDisplay", "LDDisplay")


def painted(session: Session, track: Track) -> bool:
    """Variants that are given a colour, and not told by what else to be coloured."""
    if track.kind != "variant" or source_of(session, track) is None or track.display is UNSET or track.display.color is UNSET:
        return False
    return track.variants is UNSET or track.variants.site_color_by is UNSET


def overlaid(_: Session, track: Track) -> bool:
    """Tracks that are drawn over each other, of whose transparency nothing is said."""
    if track.kind != "overlay" or not track.members or len(track.members) == 1:
        return False
    return _renderer(track) in (UNSET, "bar") and (track.display is UNSET or track.display.opacity is UNSET)


def study(session: Session, track: Track) -> bool:
    """An association study whose axis ends nowhere."""
    held = track.display_range
    if track.kind != "gwas" or source_of(session, track) is None:
        return False
    return held is UNSET or (held.maximum is UNSET and held.autoscale is not True)


def _group(track: Track) -> object:
    return UNSET if track.display_range is UNSET else track.display_range.autoscale_group


def names_of_groups(session: Session) -> set[str]:
    """The names of tracks that are in autoscale groups."""
    return {one.name for one in session.tracks.values() if _group(one) is not UNSET and isinstance(one.name, str)}


def named_as_grouped(names: set[str], track: Track) -> bool:
    """Values in no autoscale group, whose track has the name of one that is."""
    return track.kind == "quantitative" and _group(track) is UNSET and track.name in names


def leaves_blocks(_: Session, track: Track) -> bool:
    """Arcs of which nothing says whether their ends are blocks."""
    return track.kind == "interaction" and (track.interactions is UNSET or track.interactions.show_blocks is UNSET)


def leaves_direction(_: Session, track: Track) -> bool:
    """Arcs of base pairs of which nothing says whether they hang."""
    return track.kind == "base_pair" and (track.interactions is UNSET or track.interactions.direction is UNSET)


def colors_arcs(_: Session, track: Track) -> bool:
    """Arcs that are given a colour."""
    return track.kind == "interaction" and track.display is not UNSET and track.display.color is not UNSET


def limits_arcs(_: Session, track: Track) -> bool:
    """Arcs as high as their score, of which a greatest one is said."""
    held = track.interactions
    return held is not UNSET and held.shape == "proportional_arc" and held.max_score is not UNSET
