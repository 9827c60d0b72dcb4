"""A whole format, as short as one can be that is read and written: a JSON object with a genome and tracks, for copying.

{"mini": 1, "assembly": "hg38", "tracks": [{"label": "A", "url": "https://example.org/a.bw", "colour": "#ff0000"}]}
"""

from __future__ import annotations

from converter.formats.base import Evidence, Format, Head, constant, deferred
from tests.unit.formats.mini.names import CARRIED, ID, MARK

_READER, _WRITER = f"{__name__}.reader", f"{__name__}.writer"


def recognise(head: Head) -> Evidence | None:
    """Evidence that a document is of the format: it says so itself."""
    if isinstance(head.root, dict) and MARK in head.root:
        return Evidence(0.99, f"a JSON object with the key {MARK!r}")
    return None


FORMAT = Format(
    id=ID,
    title="Mini session",
    program="Mini",
    media_type="application/json",
    extension=".mini.json",
    content=("json",),
    recognise=recognise,
    read=deferred(_READER, "read"),
    write=deferred(_WRITER, "write"),
    encode=deferred(_WRITER, "encode"),
    embed=deferred(_WRITER, "embed"),
    announce=constant(f"{__name__}.mapping", "CANNOT_SAY"),
    structural=(MARK, CARRIED),
)
