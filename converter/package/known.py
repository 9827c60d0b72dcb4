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
    from converter.package.files import File

_FINDS_BESIDE = "igvxml"
_INLINE = (LocationKind.DATA,)
_PICKED = (LocationKind.BLOB, LocationKind.PLACEHOLDER)
"""Files whose place nobody knows, or only who set a variable."""


class Locations(NamedTuple):
    """Every location of a session: where in the package it is, those elsewhere, and those at which nothing is.

    `beside`: fields (JSON pointers into the neutral session) that name what lies beside a packed file under its usual name.
    """

    packaged: dict[str, str]
    remote: list[str]
    absent: list[str]
    beside: list[str]


class _Collector:
    """Stands in for what rewrites locations, and writes down each that it is asked about."""

    def __init__(self) -> None:
        self.met: dict[str, None] = {}
        self.unused: list[tuple[str, str]] = []
        self.outdone: frozenset[str] = frozenset()

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
    session = reading.session
    for genome in (session.genome, *session.genomes.values()):
        _with_companions(genome, "fasta", ("fasta_index", "fasta_gzi"), contents)
    beside = [
        f"/sources/{key}/{field}"
        for key, one in session.sources.items()
        for field in _with_companions(one, "location", ("index", "coverage"), contents)
    ]
    relocated(session, collector, [])
    found = Locations({}, [], [], beside)
    for text in collector.met:
        if is_remote(text):
            found.remote.append(text)
        elif kind(text) not in _INLINE and text.strip():
            name = None if kind(text) in _PICKED else contents.add(text)
            if name is None:
                found.absent.append(text)
            else:
                found.packaged[text] = name + split_suffix(text)[1]
    return found


def _with_companions(one: object, field: str, companions: tuple[str, ...], contents: Contents) -> list[str]:
    """Take in the file that a field of an object names, with what other fields say goes with it, or what lies beside it.

    Those of the other fields that say so.
    """
    data = _file(getattr(one, field, None), contents)
    if data is None:
        return []
    contents.add(getattr(one, field))
    said = {name: file for name in companions if (file := _file(getattr(one, name), contents)) is not None}
    for name, file in said.items():
        contents.add_companion(file, data, name)
    if companions[0] not in said:
        for file in contents.store.beside(data):
            if is_conventional_index(data.name, file.name):
                contents.add_companion(file, data, companions[0])
    return list(said)


def _file(location: object, contents: Contents) -> File | None:
    return contents.store.find(location) if isinstance(location, str) and not is_remote(location) else None


def converted(data: bytes, filename: str, reading: Reading, found: Locations, asked: Mapping[str, Any], to: str) -> Conversion:
    """The session as it is in the package, in the format `to`, with the report of what became of it.

    Locations that stay have rules, too: no rule for a shorter one may begin them. IGV desktop looks for what lies beside
    a file by itself, and for a relative index that it is told of in the folder that it runs in, not in the session's.
    """
    rules = [*found.packaged.items(), *((text, text) for text in (*found.remote, *found.absent) if text not in found.packaged)]
    options = {**asked, "carry": False, "rewrite": rules}
    if to == _FINDS_BESIDE and "edit" not in asked:
        options["edit"] = [{"op": "remove", "path": path} for path in found.beside]
    return convert(data, to=to, source=reading.format, filename=filename, options=options)
