"""What an application does with tracks where a session says nothing, as far as applications differ in that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import msgspec

Flag: TypeAlias = bool | Mapping[str, bool] | None
"""Yes or no; by profile or shape, where these differ; None where it is not known, or means nothing."""


class Habits(msgspec.Struct, frozen=True, kw_only=True):
    """The habits of the application of a format. Where those of a source and of a target differ, the report tells of it."""

    genotypes: Flag = None
    """Whether it draws the genotypes of samples with their variants where nothing is said of them."""
    collapsed_genotypes: Flag = None
    """Whether it does so also where the variants are collapsed."""
    item_colors: Flag = None
    """Whether it draws features in the colours that their file gives (itemRgb) where a track is told none."""
    hides_deletions: Flag = None
    """Whether small deletions are hidden with the insertions."""
    stacks: Flag = None
    """Whether it draws features that overlap one below the other where a track is told nothing."""
    rescales: Flag = None
    """Whether it fits a value axis of which nothing is said to what is in view, not once to the whole file."""
    logs_one_more: Flag = None
    """Whether a logarithmic axis has the logarithm of values and 1, not that of the values themselves."""
    logs_lines: Flag = None
    """Whether lines are drawn on a logarithmic axis, too."""
    fades_heat: Flag = None
    """Whether a heat map that is given no colours is shaded from white."""
    marks_beyond: Flag = None
    """Whether bars and points that lie beyond the limits of the axis are marked."""
    names_squished: Flag = None
    """Whether it draws the names of features that are squished."""
    bars_of_painted: Flag = None
    """Whether variants that are given a colour are bars of their allele frequency all the same."""
    shines_through: Flag = None
    """Whether the members of an overlay are half transparent where nothing is said of that."""
    fits_studies: Flag = None
    """Whether the axis of an association study is fitted to the data where nothing is said of it."""
    groups_alone: Flag = None
    """Whether a track is in an autoscale group only if it says so; IGV 2.16 keeps groups by the names of tracks
    (`AbstractTrack.setAttributeValue`)."""
    draws_matrix: Flag = None
    """Whether it can draw variants as a matrix, of genotypes or of linkage, in which they lie side by side."""
    draws_whiskers: Flag = None
    """Whether bars show the lowest and the highest of the values that share a pixel beside their mean, unless told otherwise."""
    names_variants: Flag = None
    """Whether it draws the names of variants where it is not told otherwise."""
    arc_blocks: Flag = None
    """Whether it draws the ends of arcs as blocks where nothing is said of them."""
    pairs_hang: Flag = None
    """Whether arcs of base pairs hang downwards where nothing is said of them."""
    arc_colors: Flag = None
    """Whether arcs have the colours that their file gives, also where the track has one."""
    high_arcs: Flag = None
    """Whether it draws proportional arcs of more than the greatest score that is said."""
    same_widths: Flag = None
    """Whether several places in view are equally wide, however long they are, or else drawn at one scale."""
    settles: tuple[str, ...] = ()
    """What of these its writer says of every track, so that nothing is left to the application; `name/form` where it does so
    for one profile or shape alone."""

    def has(self, name: str, form: object) -> bool | None:
        """Whether the application has a habit, in that profile or shape; None where that is not known."""
        flag: Flag = getattr(self, name)
        return flag.get(form) if isinstance(flag, Mapping) else flag  # type: ignore[call-overload]

    def settled(self, name: str, form: object) -> bool:
        """Whether its writer, in that profile or shape, says of every track what the habit is about."""
        return name in self.settles or f"{name}/{form}" in self.settles
