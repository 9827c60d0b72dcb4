"""Sessions of formats that can be read and written: their files by what the session says, rewritten by a conversion."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from converter.convert import convert
from converter.resources.filetypes import is_conventional_index
from converter.resources.location import LocationKind, is_remote, kind, split_suffix
from converter.revise.relocation import relocated

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from converter.convert import Conversion, Reading
    from converter.package.contents import Contents

_INLINE = (LocationKind.DATA,)
_PICKED = (LocationKind.BLOB, LocationKind.PLACEHOLDER)
"""Files whose place nobody knows, or only who set a variable."""


class Locations(NamedTuple):
    """Every location of a session: where in the package it is, those elsewhere, and those at which nothing is."""

    packaged: dict[str, str]
    remote: list[str]
    absent: list[str]


class _Collector:
    """Stands in for what rewrites locations, and writes down each that it is asked about."""

    def __init__(self) -> None:
        self.met: dict[str, None] = {}
        self.unused: list[tuple[str, str]] = []

    def apply(self, text: str) -> str:
        """A location of the session."""
        self.met[text] = None
        return text

    def replace(self, text: str) -> str:
        """A text that may begin with one."""
        return text


def locations(reading: Reading, contents: Contents) -> Locations:
    """The locations of a session; files that are there are taken into the package, each with its index beside it."""
    collector = _Collector()
    relocated(reading.session, collector, [])
    found = Locations({}, [], [])
    for text in collector.met:
        if is_remote(text):
            found.remote.append(text)
        elif kind(text) not in _INLINE and text.strip():
            name = None if kind(text) in _PICKED else contents.add(text)
            if name is None:
                found.absent.append(text)
            else:
                found.packaged[text] = name + split_suffix(text)[1]
                _with_indexes(text, contents)
    return found


def _with_indexes(location: str, contents: Contents) -> None:
    """Take in the indexes that lie beside a file under their usual names."""
    file = contents.store.find(location)
    if file is not None:
        for one in contents.store.beside(file):
            if is_conventional_index(file.name, one.name):
                contents.add_index(one, file)


def converted(data: bytes, filename: str, reading: Reading, found: Locations, asked: Mapping[str, Any], to: str) -> Conversion:
    """The session as it is in the package, in the format `to`, with the report of what became of it.

    Locations that stay have rules, too: no rule for a shorter one may begin them.
    """
    rules = [*found.packaged.items(), *((text, text) for text in (*found.remote, *found.absent) if text not in found.packaged)]
    return convert(data, to=to, source=reading.format, filename=filename, options={**asked, "carry": False, "rewrite": rules})
