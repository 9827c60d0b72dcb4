"""A list of data files, or a table of them: the way to make a session from a script."""

from __future__ import annotations

from converter.formats.base import Format, deferred
from converter.formats.filelist.shape import ID, recognise

FORMAT = Format(
    id=ID,
    title="List or table of data files",
    media_type="text/tab-separated-values",
    extension=".tsv",
    recognise=recognise,
    read=deferred(f"{__name__}.reader", "read"),
    writes=False,
)
