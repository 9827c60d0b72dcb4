"""JBrowse 2: configs and sessions of versions 1 to 4, and the keys of the next."""

from __future__ import annotations

from converter.formats.base import Format
from converter.formats.jbrowse2.announced import CANNOT_SAY
from converter.formats.jbrowse2.form import recognise
from converter.formats.jbrowse2.reader import read
from converter.formats.jbrowse2.writer import SHAPES, embed, encode, write

FORMAT = Format(
    id="jbrowse2",
    title="JBrowse 2",
    media_type="application/json",
    extension=".json",
    recognise=recognise,
    read=read,
    write=write,
    encode=encode,
    embed=embed,
    shapes=SHAPES,
    profiles=("web", "desktop"),
    cannot=CANNOT_SAY,
    structural=(
        *("/trackId", "*tracks/trackId", "viewTrackConfigs/trackId", "sequence/trackId", "sequence/type"),
        *("/id", "*session/id", "view*/id", "tracks/id", "*display*/id", "*display*/type", "*display*/displayId"),
        *("displays/configuration", "configuration/type", "configuration/displayId", "renderer/type", "renderers/*/type"),
        *("*tracks/assemblyNames", "index/indexType", "baseUri", "carriedData"),
        *("*assemblies", "*tracks", "view*", "displayedRegions"),
    ),
)
