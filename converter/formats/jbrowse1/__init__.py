"""JBrowse 1: trackList.json and its like, and the text form of the same, tracks.conf; read only."""

from __future__ import annotations

from converter.formats._habits import Habits
from converter.formats.base import Format, deferred

FORMAT = Format(
    id="jbrowse1",
    title="JBrowse 1",
    media_type="application/json",
    extension=".json",
    content=("json", "text"),
    recognise=deferred(f"{__name__}.shape", "recognise"),
    read=deferred(f"{__name__}.reader", "read"),
    companions=True,
    writes=False,
    habits=Habits(
        genotypes=False,
        stacks=True,
        rescales=False,
    ),
    structural=("formatVersion", "include", "include/url", "tracks/*/label", "label", "tracks"),
)
