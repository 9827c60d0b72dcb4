"""The lines of a list of files: a table with a header, or one path a line."""

from __future__ import annotations

import csv
import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from converter.errors import MalformedError
from converter.formats.base import Evidence
from converter.resources.filetypes import indexed_by, infer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from converter.formats.base import Head

ID = "filelist"
_COLUMNS = {
    "path": ("path", "file", "url", "location", "filename", "filepath", "fileurl", "filelocation", "filedownloadurl", "uri"),
    "index": ("index", "indexurl", "indexpath", "indexfile", "indexlocation"),
    "name": ("name", "label", "track", "title", "trackname", "displayname", "shortlabel", "samplename"),
    "description": ("description", "longlabel"),
    "color": ("color", "colour", "trackcolor", "trackcolour"),
    "format": ("format", "type", "fileformat"),
    "min": ("min", "minimum", "ymin"),
    "max": ("max", "maximum", "ymax"),
    "range": ("range", "datarange", "displayrange", "yrange", "limits", "ylim"),
    "height": ("height", "trackheight"),
    "group": ("group", "category", "folder"),
    "autoscale_group": ("autoscalegroup",),
    "sample": ("sample",),
    "panel": ("panel",),
    "genome": ("genome", "assembly", "genomeassembly", "fileassembly"),
    "locus": ("locus", "position", "region"),
}
"""What columns say, and how they are called, without regard to capitals, blanks and marks between words."""
_MEANT = {name: what for what, names in _COLUMNS.items() for name in names}
_BETWEEN_WORDS = re.compile(r"[\s_.-]+")
_SAMPLED = 20


class Row(NamedTuple):
    """One line that lists a file: its number from 1, and its cells by the column as it is called in the header."""

    line: int
    cells: dict[str, str]


def recognise(head: Head) -> Evidence | None:
    """Why content is a list of files, or None."""
    lines = [line for _, line in islice(_lines(head.data.decode("utf-8-sig", "replace")), _SAMPLED)]
    if not lines:
        return None
    if _columns(lines[0]):
        return Evidence(0.9, "a table with a column of paths")
    if _is_header(_named(lines[0])):
        return Evidence(0.9, "a table whose columns are those of a list of files")
    if all(_is_path(line) for line in lines):
        return Evidence(0.8, "a list of paths to data files")
    return None


def rows(text: str) -> Iterator[Row]:
    """The lines that list a file.

    `MalformedError` for a header without a column of paths or with one twice, a line with more cells than columns, or with an
    open quote.
    """
    listed = list(_lines(text))
    columns = _columns(listed[0][1]) if listed else None
    if columns is None and listed:
        _check_header(*listed[0])
    if columns is None:
        yield from (Row(number, {"path": line.strip()}) for number, line in listed)
        return
    separator = _separator(listed[0][1])
    for number, line in listed[1:]:
        cells = _cells(line, separator, number)
        if len(cells) > len(columns):
            text = f"The line has {len(cells)} cells, and the header has {len(columns)} columns."
            raise MalformedError("filelist.columns", text, line=number, hint="Quote cells that hold the separator.")
        yield Row(number, {name: cell.strip() for name, cell in zip(columns, cells, strict=False) if cell.strip()})


def meaning(column: str) -> str | None:
    """What a column says, by its name; None for one that nobody knows."""
    return _MEANT.get(_BETWEEN_WORDS.sub("", column.lower()))


def column_of(cells: Iterable[str], what: str) -> str | None:
    """The first column that says `what`, as it is called."""
    return next((name for name in cells if meaning(name) == what), None)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines that are neither blank nor a comment, with their numbers; a header may be marked as a comment."""
    said = ((number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip())
    header = None
    for number, line in said:
        bare = line.lstrip().lstrip("#").strip()
        if not line.lstrip().startswith("#"):
            if header is not None and not _columns(line):
                yield header
            yield number, line
            break
        if _is_header(_named(bare)) and _columns(bare):
            header = number, bare
    yield from ((number, line) for number, line in said if not line.lstrip().startswith("#"))


def _separator(header: str) -> str:
    if "\t" in header:
        return "\t"
    return ";" if ";" in header and "," not in header else ","


def _named(header: str) -> list[str]:
    """The cells of a header line."""
    return [cell.strip().strip('"') for cell in header.lstrip("\ufeff").split(_separator(header))]


def _is_header(cells: list[str]) -> bool:
    """Whether all cells are names of columns that such a table has."""
    return len(cells) > 1 and all(meaning(cell) for cell in cells)


def _check_header(number: int, header: str) -> None:
    """A `MalformedError` for a line that is a header, but not of a table that can be read."""
    cells = _named(header)
    if not _is_header(cells):
        return
    twice = [cell for cell in cells if cells.count(cell) > 1]
    text = f"The table has two columns {twice[0]!r}." if twice else "The table has no column that says where the files are."
    hint = "Give each column a name of its own." if twice else "Call that column path, file or url."
    raise MalformedError("filelist.header", text, line=number, hint=hint)


def _columns(header: str) -> list[str] | None:
    """The columns of a header line; None where the line is none: it has no column of paths, or one twice."""
    cells = _named(header)
    says_path = column_of(cells, "path") is not None
    return cells if says_path and len(set(cells)) == len(cells) and all(cells) else None


def _cells(line: str, separator: str, number: int) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator, strict=True))
    except csv.Error as error:
        raise MalformedError("filelist.cell", f"The line can't be read: {error}.", line=number, hint="Close the quote.") from None


def _is_path(line: str) -> bool:
    plain = line.strip()
    if "\t" in plain or ", " in plain:
        return False
    return infer(plain) is not None or any(infer(one) is not None for one in indexed_by(plain))
