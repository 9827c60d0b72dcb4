"""The JSON of igv.js, IGV-Web and IGV desktop 3."""

from __future__ import annotations

from converter.formats._habits import Habits
from converter.formats.base import Format, constant, deferred
from converter.formats.igvjson.names import CARRIED, DESKTOP, ID, IGVJS, PROGRAMS

_READER, _WRITER = f"{__name__}.reader", f"{__name__}.writer"

FORMAT = Format(
    id=ID,
    title="IGV JSON session (igv.js, IGV-Web, IGV desktop 3)",
    program="igv.js or IGV desktop 3",
    programs=PROGRAMS,
    media_type="application/json",
    extension=".json",
    content=("json",),
    recognise=deferred(f"{__name__}.shape", "recognise"),
    read=deferred(_READER, "read"),
    write=deferred(_WRITER, "write"),
    encode=deferred(_WRITER, "encode"),
    embed=deferred(_WRITER, "embed"),
    shapes=("session", "link"),
    profiles=(IGVJS, DESKTOP),
    without_genome="IGV opens it without its tracks",
    habits=Habits(
        genotypes=True,
        collapsed_genotypes={IGVJS: True, DESKTOP: False},
        item_colors=True,
        same_widths=True,
        hides_deletions={IGVJS: False, DESKTOP: True},
        stacks={IGVJS: True, DESKTOP: False},
        rescales={IGVJS: True, DESKTOP: False},
        logs_one_more={IGVJS: True, DESKTOP: False},
        logs_lines={IGVJS: True, DESKTOP: False},
        fades_heat={IGVJS: False, DESKTOP: True},
        marks_beyond={IGVJS: True, DESKTOP: False},
        names_squished=False,
        shines_through=True,
        fits_studies={IGVJS: False, DESKTOP: True},
        groups_alone={IGVJS: True},
        draws_matrix=False,
        draws_whiskers=False,
        names_variants=False,
        bars_of_painted={IGVJS: False, DESKTOP: True},
        arc_blocks={IGVJS: True},
        pairs_hang={IGVJS: False},
        arc_colors={IGVJS: False},
        high_arcs={IGVJS: False},
        settles=(f"bars_of_painted/{DESKTOP}",),
    ),
    announce=constant(f"{__name__}.mapping", "CANNOT_SAY"),
    structural=("version", "tracks/id", "tracks", "roi", "roi/features", "sampleinfo", "frames/name", CARRIED),
)
