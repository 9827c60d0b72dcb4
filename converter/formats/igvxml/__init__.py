"""IGV desktop session XML: roots `Session` and `Global`, versions 1 to 8."""

from __future__ import annotations

from converter.formats.base import Evidence, Format, Head
from converter.formats.igvxml.cannot import CANNOT_SAY
from converter.formats.igvxml.reader import read
from converter.formats.igvxml.writer import embed, encode, write


def _recognise(head: Head) -> Evidence | None:
    if head.kind != "xml":
        return None
    if head.root in ("Session", "Global"):
        return Evidence(0.99, f"XML with the root element <{head.root}>")
    if b"<Session" in head.data or b"<Global" in head.data:
        return Evidence(0.8, "XML with a Session element")
    return None


FORMAT = Format(
    id="igvxml",
    title="IGV desktop session XML",
    media_type="application/xml",
    extension=".xml",
    recognise=_recognise,
    read=read,
    write=write,
    encode=encode,
    embed=embed,
    cannot=CANNOT_SAY,
    structural=("Session/@version", "Global/@version", "Track/@id", "DataTrack/@id", "Frame/@name", "CarriedData/**"),
)
