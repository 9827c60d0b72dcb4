"""Sessions of cBioPortal's session service: virtual studies, groups and comparisons, chart settings, queries, gene lists."""

from __future__ import annotations

from converter.formats.base import Format, deferred
from converter.formats.cbioportal.names import ID

FORMAT = Format(
    id=ID,
    title="cBioPortal session",
    program="cBioPortal",
    media_type="application/json",
    extension=".cbioportal.json",
    content=("json",),
    recognise=deferred(f"{__name__}.shape", "recognise"),
    read=deferred(f"{__name__}.reader", "read"),
    writes=False,
    structural=("/type",),
)
