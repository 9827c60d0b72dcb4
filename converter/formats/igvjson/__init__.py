"""The JSON of igv.js, IGV-Web and IGV desktop 3."""

from __future__ import annotations

from converter.formats.base import Format
from converter.formats.igvjson.mapping import CANNOT_SAY
from converter.formats.igvjson.names import CARRIED, DESKTOP, ID, IGVJS
from converter.formats.igvjson.reader import read
from converter.formats.igvjson.shape import recognise
from converter.formats.igvjson.writer import embed, encode, write

FORMAT = Format(
    id=ID,
    title="IGV JSON session (igv.js, IGV-Web, IGV desktop 3)",
    media_type="application/json",
    extension=".json",
    recognise=recognise,
    read=read,
    write=write,
    encode=encode,
    embed=embed,
    shapes=("session",),
    profiles=(IGVJS, DESKTOP),
    cannot=CANNOT_SAY,
    structural=("version", "tracks/id", "tracks", "roi", "roi/features", "sampleinfo", CARRIED),
)
