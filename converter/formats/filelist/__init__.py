"""A list of data files, or a table of them: the way to make a session from a script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from converter.errors import UnwritableError
from converter.formats.base import Format, deferred
from converter.formats.filelist.shape import ID, recognise

if TYPE_CHECKING:
    from typing import NoReturn


def _unwritable(*_arguments: Any) -> NoReturn:
    raise UnwritableError("format.unwritable", "A list of files can be read, but not written.")


FORMAT = Format(
    id=ID,
    title="List or table of data files",
    media_type="text/tab-separated-values",
    extension=".tsv",
    recognise=recognise,
    read=deferred(f"{__name__}.reader", "read"),
    write=_unwritable,
    encode=_unwritable,
    embed=_unwritable,
    writes=False,
)
