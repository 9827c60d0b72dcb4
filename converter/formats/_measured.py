"""What genome browsers can't say of an analytics session, and why: they show genomes, not tables of measurements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import UNSET

from converter.loss.announce import Cannot
from converter.loss.ledger import GENOME, Notice
from converter.model.views import genome_views

if TYPE_CHECKING:
    from converter.model import Session

_PANEL = Cannot("{app} shows tracks along a genome; it has no plots, maps or tables of measurements, and no dashboard.")
_RANGE = Cannot("{app}'s value axes have two ends; they name no parameter or unit and mark no values.")

CANNOT_SAY: dict[str, Cannot] = {
    "analytics/": Cannot("{app} knows no project of measurements, no time that they are of, and does not share sessions."),
    "thresholds/": Cannot(
        "{app} limits tracks, not a parameter wherever it is shown.", "Give the threshold to a series that has a track."
    ),
    "tracks/selection": Cannot(
        "{app} filters all tracks alike, not each by conditions of its own.", "Convert a session of one series."
    ),
    **{f"views/{name}": _PANEL for name in ("description", "position", "parameter", "columns", "plot", "map", "display_range")},
    **{f"tracks/display_range.{name}": _RANGE for name in ("parameter", "unit", "marks", "marks_in_percent")},
}


def without_genome(session: Session) -> list[Notice]:
    """The error of a session of measurements, or of mere names to search, that names no genome to show them along."""
    if session.genome is not UNSET or session.genomes or not _measures(session):
        return []
    text = "The session shows measurements, not a genome; there is nothing to show until a genome is named."
    hint = "Name the genome with the option 'genome', and the place with 'locus'."
    return [Notice("genome.missing", "assumed", "error", text, GENOME, "id", hint)]


def _measures(session: Session) -> bool:
    """Whether a session shows measurements, is about them, or seeks genes, and shows no tracks along a genome."""
    along = [session.views[key] for key in genome_views(session)]
    seeks = any(isinstance(one.name, str) and one.chrom is UNSET for view in along for one in view.loci or ())
    about = seeks or session.analytics is not UNSET or len(session.views) > len(along)
    return about and not any(view.tracks for view in along)
