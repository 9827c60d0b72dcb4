"""JBrowse 1: trackList.json and its like, and the text form of the same, tracks.conf; read only."""

from __future__ import annotations

from converter.formats.base import Format, deferred
from converter.formats.jbrowse1.shape import ID, recognise

FORMAT = Format(
    id=ID,
    title="JBrowse 1",
    media_type="application/json",
    extension=".json",
    recognise=recognise,
    read=deferred(f"{__name__}.reader", "read"),
    companions=True,
    writes=False,
    genotypes=False,
    stacks=True,
    rescales=False,
    structural=("formatVersion", "include", "include/url", "tracks/*/label", "label", "tracks"),
)
