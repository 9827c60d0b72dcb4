"""IGV desktop session XML: roots `Session` and `Global`, versions 1 to 8."""

from __future__ import annotations

from converter.formats._habits import Habits
from converter.formats.base import Evidence, Format, Head, constant, deferred

_READER, _WRITER = f"{__name__}.reader", f"{__name__}.writer"


def _recognise(head: Head) -> Evidence | None:
    if head.root in ("Session", "Global"):
        return Evidence(0.99, f"XML with the root element <{head.root}>")
    if b"<Session" in head.data or b"<Global" in head.data:
        return Evidence(0.8, "XML with a Session element")
    return None


FORMAT = Format(
    id="igvxml",
    title="IGV desktop session XML",
    program="IGV desktop",
    media_type="application/xml",
    extension=".xml",
    content=("xml",),
    recognise=_recognise,
    read=deferred(_READER, "read"),
    write=deferred(_WRITER, "write"),
    encode=deferred(_WRITER, "encode"),
    embed=deferred(_WRITER, "embed"),
    without_genome="IGV desktop shows it on the genome that it happens to have open",
    habits=Habits(
        genotypes=True,
        collapsed_genotypes=False,
        item_colors=True,
        same_widths=True,
        hides_deletions=True,
        stacks=False,
        rescales=False,
        logs_one_more=False,
        logs_lines=False,
        fades_heat=True,
        marks_beyond=False,
        names_squished=False,
        shines_through=True,
        fits_studies=True,
        groups_alone=False,
        draws_matrix=False,
        draws_whiskers=False,
        names_variants=False,
        bars_of_painted=True,
        arc_blocks=False,
        pairs_hang=True,
        arc_colors=True,
        high_arcs=True,
        settles=("rescales", "bars_of_painted"),
    ),
    announce=constant(f"{__name__}.cannot", "CANNOT_SAY"),
    structural=("Session/@version", "Global/@version", "Track/@id", "DataTrack/@id", "Frame/@name", "CarriedData/**"),
)
