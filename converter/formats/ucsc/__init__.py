"""UCSC's text files: track hubs in one file, and custom tracks."""

from __future__ import annotations

from converter.formats._habits import Habits
from converter.formats.base import Format, constant, deferred
from converter.formats.ucsc.names import HUB, ID, TEXT

_READER, _WRITER = f"{__name__}.reader", f"{__name__}.writer"

FORMAT = Format(
    id=ID,
    title="UCSC track hub or custom tracks",
    program="the UCSC Genome Browser",
    media_type="text/plain",
    extension=".hub.txt",
    content=("text",),
    recognise=deferred(f"{__name__}.shape", "recognise"),
    read=deferred(_READER, "read"),
    companions=True,
    write=deferred(_WRITER, "write"),
    encode=deferred(_WRITER, "encode"),
    embed=deferred(_WRITER, "embed"),
    shapes=(HUB, TEXT),
    habits=Habits(
        item_colors=False,
        stacks={HUB: True, TEXT: False},
        names_squished=False,
    ),
    announce=constant(f"{__name__}.cannot", "CANNOT_SAY"),
    structural=("hub", "useOneFile", "genomesFile", "include", "track"),
)
