"""JBrowse 2: configs and sessions of versions 1 to 4, and the keys of the next."""

from __future__ import annotations

from converter.formats._habits import Habits
from converter.formats.base import Format, constant, deferred

_READER, _WRITER = f"{__name__}.reader", f"{__name__}.writer"

FORMAT = Format(
    id="jbrowse2",
    title="JBrowse 2",
    media_type="application/json",
    extension=".json",
    content=("json",),
    recognise=deferred(f"{__name__}.shape", "recognise"),
    read=deferred(_READER, "read"),
    companions=True,
    write=deferred(_WRITER, "write"),
    encode=deferred(_WRITER, "encode"),
    embed=deferred(_WRITER, "embed"),
    shapes=("config", "session", "patch", "link"),
    profiles=("web", "desktop"),
    searches=False,
    many_views=True,
    without_genome="JBrowse 2 shows none of its tracks",
    habits=Habits(
        genotypes=False,
        item_colors=False,
        same_widths=False,
        stacks=True,
        rescales=True,
        logs_one_more=False,
        logs_lines=True,
        fades_heat=True,
        marks_beyond=True,
        names_squished=True,
        shines_through=False,
        draws_matrix=True,
        draws_whiskers=True,
        names_variants=True,
        bars_of_painted=False,
        settles=("names_squished",),
    ),
    announce=constant(f"{__name__}.cannot", "CANNOT_SAY"),
    structural=(
        *("/trackId", "*tracks/trackId", "viewTrackConfigs/trackId", "sequence/trackId", "sequence/type"),
        *("/id", "*session/id", "view*/id", "tracks/id", "*display*/id", "*display*/type", "*display*/displayId"),
        *("displays/configuration", "configuration/type", "configuration/displayId", "renderer/type", "renderers/*/type"),
        *("*tracks/assemblyNames", "index/indexType", "baseUri", "carriedData"),
        *("*assemblies", "*tracks", "view*", "displayedRegions"),
    ),
)
