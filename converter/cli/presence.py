"""`--check-files`: whether the local files that a session names, and their indexes, are there and fit for use."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import UNSET

from converter.loss.ledger import GENOME, Notice
from converter.resources.filetypes import conventional_index, is_conventional_index
from converter.resources.local import path_of
from converter.resources.opening import index_command, reads_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from converter.loss.ledger import Owner
    from converter.model import Session, Source

_GENOME_FILES = (
    "fasta",
    "fasta_index",
    "fasta_gzi",
    "two_bit",
    "genbank",
    "chrom_sizes",
    "cytobands",
    "chrom_aliases",
    "definition",
)


class IndexFault(NamedTuple):
    """What is wrong with an index: the code of the report, the severity, and a clause that says it of the index."""

    code: str
    severity: str
    clause: str


def looked_for(session: Session, base: str | None, target: str) -> Iterator[Notice]:
    """What is wrong with the local files of a session whose relative locations hang from `base`; others are not looked at.

    `target`: the format that is to show them.
    """
    genome = session.genome
    if genome is not UNSET:
        for field in _GENOME_FILES:
            location = getattr(genome, field)
            if isinstance(location, str):
                yield from _file(location, base, GENOME, field)
    for key, source in session.sources.items():
        if isinstance(source.location, str):
            found = list(_file(source.location, base, ("sources", key), "location"))
            yield from found or _index(source, base, target, ("sources", key))


def _file(location: str, base: str | None, owner: Owner, field: str) -> Iterator[Notice]:
    path = path_of(location, base)
    if path is None:
        return
    if not path.is_file():
        hint = "Say where it is with 'rewrite': OLD=NEW."
        text = f"The file {location} is not there."
        yield Notice("file.missing", "assumed", "error", text, owner, field, hint, original=location)
    elif path.stat().st_size == 0:
        text = f"The file {location} is empty."
        yield Notice("file.empty", "assumed", "error", text, owner, field, "Copy it again.", original=location)


def _index(source: Source, base: str | None, target: str, owner: Owner) -> Iterator[Notice]:
    """What is wrong with the index of a file that is there: the one that is said, else one by its usual name."""
    location, form = str(source.location), str(source.format)
    told = source.index if isinstance(source.index, str) else None
    usual = conventional_index(location, form)
    data = path_of(location, base)
    if data is None or (told is None and usual is None):
        return
    path = path_of(told, base) if told is not None else _beside(data, location, str(usual))
    command = index_command(location, form)
    hint = f"Make it: {command}" if command else "Make it anew."
    wrong = _wrong(path, data, needed=told is not None or not reads_whole(form, target)) if path is not None else None
    if wrong is not None:
        text = f"The index of {location} {wrong.clause}"
        yield Notice(wrong.code, "assumed", wrong.severity, text, owner, "index", hint, original=told or usual)


def _wrong(path: Path, data: Path, *, needed: bool) -> IndexFault | None:
    """What is wrong with an index, if anything is; `needed`: the file is not shown without it."""
    if not path.is_file() and not needed:
        return IndexFault("index.missing", "info", "is not there; without it the file is read as a whole.")
    if not path.is_file():
        return IndexFault("index.missing", "error", "is not there; without it the file is not shown.")
    if path.stat().st_size == 0:
        return IndexFault("index.empty", "error", "is empty.")
    if path.stat().st_mtime < data.stat().st_mtime:
        return IndexFault("index.stale", "warning", "is older than the file, and may not fit it.")
    return None


def _beside(data: Path, location: str, usual: str) -> Path:
    """The index beside a file: by whichever of the usual names there is one, else by the first of them."""
    others = (one for one in data.parent.iterdir() if is_conventional_index(location, location[: -len(data.name)] + one.name))
    first = data.with_name(usual.rpartition("/")[2])
    return first if first.is_file() else next(others, first)
