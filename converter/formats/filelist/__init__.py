"""A list of data files, or a table of them: the way to make a session from a script."""

from __future__ import annotations

from converter.formats.base import Format, deferred

FORMAT = Format(
    id="filelist",
    title="List or table of data files",
    media_type="text/tab-separated-values",
    extension=".tsv",
    content=("text",),
    recognise=deferred(f"{__name__}.shape", "recognise"),
    read=deferred(f"{__name__}.reader", "read"),
    writes=False,
)
