"""A list of files to a neutral session: a source and a shown track for each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import UNSET, UnsetType

from converter.errors import MalformedError
from converter.formats._consume import Table, take
from converter.formats._draft import Draft, track_of
from converter.formats._lines import Line, text_in
from converter.formats._values import COLOR_CSS, NUMBER_TEXT
from converter.formats._words import CANNOT, Codec, Word
from converter.formats.filelist.shape import ID, column_of, meaning, rows
from converter.limits import check
from converter.loss.ledger import GENOME, Fate
from converter.model import Genome, Interval, Panel, Session, Source, View, locus
from converter.resources.filetypes import indexed_by, infer, is_other_name
from converter.resources.location import basename

if TYPE_CHECKING:
    from collections.abc import Iterable

    from converter.formats.base import Job
    from converter.formats.filelist.shape import Row
    from converter.loss.ledger import Ledger, Owner

VIEW: Owner = ("views", "v1")
_NUMBER = r"([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)"
_RANGE = re.compile(rf"[\[(]?\s*{_NUMBER}\s*(?:[-:,;]|\.\.|to|\s)\s*{_NUMBER}\s*[\])]?", re.ASCII)
"""Both ends of a range as people write them: `0-10`, `0:10`, `-1,1`, `[0, 10]`."""
_LIST = Codec(lambda raw: [raw], lambda value: value[0] if isinstance(value, list) and len(value) == 1 else CANNOT)
_FIELDS: dict[str, tuple[str, Codec | None]] = {
    "name": ("name", None),
    "description": ("description", None),
    "group": ("category", _LIST),
    "color": ("display.color", COLOR_CSS),
    "height": ("display.height_px", NUMBER_TEXT),
    "min": ("display_range.minimum", NUMBER_TEXT),
    "max": ("display_range.maximum", NUMBER_TEXT),
    "autoscale_group": ("display_range.autoscale_group", None),
    "sample": ("sample", None),
}


_OF_PARTS = {
    "color": "parts.reads.",
    "min": "parts.coverage.",
    "max": "parts.coverage.",
    "autoscale_group": "parts.coverage.",
}
"""Of an alignment the colour is that of its reads, the range that of its coverage; the height is that of the whole."""


_OF_SAMPLES = ("copy_number", "mutation", "expression")
"""Kinds of tracks whose files hold several samples, of which one may be shown."""


class Panels:
    """The panels that a table names, in the order in which they are named first."""

    def __init__(self) -> None:
        self.held: dict[str, Panel] = {}
        self.said: list[tuple[dict[str, Fate], str]] = []
        """Where the fates of cells are that name a panel."""

    def place(self, name: str, key: str, fates: dict[str, Fate], column: str) -> None:
        """Put a track into the panel of that name."""
        self.held.setdefault(name, Panel(name=name)).tracks.append(key)
        fates[column] = Fate("feeds", ((VIEW, f"panels.p{list(self.held).index(name) + 1}.name"),))
        self.said.append((fates, column))

    def view(self, order: list[str]) -> View:
        """All tracks, panel by panel; what is in none stands last."""
        placed = dict.fromkeys(key for panel in self.held.values() for key in panel.tracks)
        tracks = [*placed, *(key for key in order if key not in placed)]
        moved = self.said if tracks != order else []
        for fates, column in moved:
            fates[column] = Fate("feeds", (*fates[column].detail, (VIEW, "tracks")))
        panels = {f"p{number}": panel for number, panel in enumerate(self.held.values(), 1)}
        return View(tracks=tracks, panels=panels or UNSET)


class Place:
    """Genome and place in view that a table names: those of the first row that says one."""

    def __init__(self, session: Session, ledger: Ledger) -> None:
        self.session, self.ledger = session, ledger
        self.loci: list[Interval] | UnsetType = UNSET

    def take(self, row: Row, draft: Draft, fates: dict[str, Fate]) -> None:
        """What a row says of them; a track of another genome says so itself."""
        genome, place = column_of(row.cells, "genome"), column_of(row.cells, "locus")
        if genome is not None:
            fates[genome] = self._genome(row, genome, draft)
        if place is not None:
            fates[place] = self._locus(row.cells[place], place, draft)

    def _genome(self, row: Row, column: str, draft: Draft) -> Fate:
        name = row.cells[column]
        if self.session.genome is UNSET:
            self.session.genome = Genome(id=name)
            self.ledger.put(GENOME, Line(row.line, row.cells).place(column), "genome")
        if self.session.genome.id == name:
            return Fate("feeds", ((GENOME, "id"),))
        draft.set("genomes", [name])
        return Fate("feeds", ((draft.owner, "genomes"),))

    def _locus(self, text: str, column: str, draft: Draft) -> Fate:
        if self.loci is not UNSET:
            return Fate("superseded", "by an earlier line")
        found = locus.parse(text)
        if found is None:
            draft.ignored[column] = text
            return Fate("ignored", column, "source.invalid")
        self.loci = [found]
        return Fate("feeds", ((VIEW, "loci"),))


def read(data: bytes, ledger: Ledger, job: Job) -> Session:
    """The neutral session of a list of files. Raises `MalformedError` for bad text, a bad line, or a line without path."""
    listed = list(rows(text_in(data, "filelist")))
    check("tracks", len(listed), job.limits)
    ledger.total = sum(len(row.cells) for row in listed)
    check("facts", ledger.total, job.limits)
    ledger.scalar = True
    session = Session(forms={ID: {}})
    panels, place = Panels(), Place(session, ledger)
    indexes = _indexes(listed)
    for number, row in enumerate((row for row in listed if row.line not in indexes), 1):
        _add(session, number, row, ledger, (panels, place))
    _bind_indexes(session, ledger, (row for row in listed if row.line in indexes), indexes)
    if session.tracks:
        session.views["v1"] = panels.view(session.track_order)
        session.views["v1"].loci = place.loci
        session.view_order.append("v1")
        ledger.put(VIEW, "/", "view")
    return session


def _indexes(listed: list[Row]) -> dict[int, str]:
    """By the lines that say nothing but the index of another file of the list, the path of that file."""
    files = {row.cells[path] for row in listed if (path := column_of(row.cells, "path")) is not None}
    found: dict[int, str] = {}
    for row in listed:
        path = column_of(row.cells, "path")
        if path is not None and len(row.cells) == 1:
            file = next((one for one in indexed_by(row.cells[path]) if one in files), None)
            found |= {} if file is None else {row.line: file}
    return found


def _bind_indexes(session: Session, ledger: Ledger, listed: Iterable[Row], indexes: dict[int, str]) -> None:
    """Give the files their indexes; of two indexes of a file the first counts."""
    held = {source.location: key for key, source in reversed(session.sources.items())}
    for row in listed:
        ((path, text),) = row.cells.items()
        key = held[indexes[row.line]]
        fate = Fate("superseded", "by another index")
        if session.sources[key].index is UNSET:
            session.sources[key].index, fate = text, Fate("feeds", ((("sources", key), "index"),))
        ledger.bind(Line(row.line, row.cells), _table(()), ("sources", key), "", {path: fate})


def _add(session: Session, number: int, row: Row, ledger: Ledger, shared: tuple[Panels, Place]) -> None:
    """One file: its source, and the track that shows it."""
    path = column_of(row.cells, "path")
    if path is None:
        raise MalformedError("filelist.path", "The line names no file.", line=row.line, hint="Fill in its path.")
    held: Owner = ("sources", f"s{number}")
    owner: Owner = ("tracks", f"t{number}")
    source = Source(location=row.cells[path])
    fates = {path: Fate("feeds", ((held, "location"), (owner, "source")))}
    index = column_of(row.cells, "index")
    if index is not None:
        source.index, fates[index] = row.cells[index], Fate("feeds", ((held, "index"),))
    kind = _typed(source, row, held, owner, fates)
    panels, place = shared
    panel = column_of(row.cells, "panel")
    if panel is not None:
        panels.place(row.cells[panel], owner[1], fates, panel)
    draft = Draft(owner)
    place.take(row, draft, fates)
    rest = {name: text for name, text in row.cells.items() if name not in fates}
    for which in ("coverage", "reads") if kind == "alignment" else ():
        draft.branch(f"parts.{which}")
    fates.update(_look(rest, draft, kind))
    if draft.get("name") is UNSET:
        draft.set("name", basename(row.cells[path]))
        fates[path] = Fate("feeds", ((held, "location"), (owner, "source"), (owner, "name")))
    _suit(draft, kind)
    node = Line(row.line, row.cells)
    ledger.bind(node, _table(tuple(rest), kind), owner, "", fates)
    session.sources[held[1]] = source
    session.tracks[owner[1]] = msgspec.structs.replace(track_of(draft, ID), source=held[1], kind=kind)
    session.source_order.append(held[1])
    session.track_order.append(owner[1])
    ledger.put(held, node.place(path), f"<{row.cells[path]}>")
    ledger.put(owner, node.path, row.cells[path])


def _typed(source: Source, row: Row, held: Owner, owner: Owner, fates: dict[str, Fate]) -> Any:
    """The kind of track that the file's type shows; the type is that of its column, else of its name."""
    declared = column_of(row.cells, "format")
    found = infer(str(source.location), row.cells[declared] if declared else None)
    if found is not None:
        source.format = found.format
    if declared is not None:
        code = "format.respelled" if is_other_name(row.cells[declared]) else None
        told = Fate("feeds", ((held, "format"), (owner, "kind")), code)
        fates[declared] = told if infer("", row.cells[declared]) is not None else Fate("superseded", "by the file's name")
    return UNSET if found is None else found.kind


def _suit(draft: Draft, kind: object) -> None:
    """The look of a graph that is told no range, or just its end: as high as its data, or from zero."""
    if kind != "quantitative" or draft.get("display_range.minimum") is not UNSET:
        return
    if draft.get("display_range.maximum") is UNSET:
        draft.set("display_range.autoscale", value=True)
    else:
        draft.set("display_range.minimum", 0)


_TABLES: dict[tuple[tuple[str, ...], object], Table] = {}
_MOST_TABLES = 256
"""Columns come from documents."""


def _table(columns: tuple[str, ...], kind: object = UNSET) -> Table:
    """The words of these columns for a kind of track; of two that say one thing the first counts."""
    if (columns, kind) in _TABLES:
        return _TABLES[columns, kind]
    words, aligned = [], kind == "alignment"
    for name in columns:
        said = meaning(name) or ""
        field = _FIELDS.get(said)
        if field is not None and (said != "sample" or kind in _OF_SAMPLES):
            words.append(Word(name, (_OF_PARTS.get(said, "") if aligned else "") + field[0], field[1]))
    if len(_TABLES) >= _MOST_TABLES:
        _TABLES.clear()
    return _TABLES.setdefault((columns, kind), Table(words))


def _look(cells: dict[str, str], draft: Draft, kind: object) -> dict[str, Fate]:
    """What the cells say of the track; columns that nobody knows, and the sample that a file is of, are its metadata."""
    table = _table(tuple(cells), kind)
    fates = take({name: text for name, text in cells.items() if name in table.words}, table, draft, "")
    both = column_of(cells, "range")
    if both is not None:
        fates[both] = _range(both, cells[both], draft, _OF_PARTS["min"] if kind == "alignment" else "")
    more = {name: text for name, text in cells.items() if name not in table.words and name != both}
    if more:
        draft.set("metadata", more)
        fates |= dict.fromkeys(more, Fate("feeds", ((draft.owner, "metadata"),)))
    return fates


def _range(column: str, text: str, draft: Draft, prefix: str) -> Fate:
    """Both ends of the range of values in one cell, where no column of its own says one of them."""
    found = _RANGE.fullmatch(text.strip())
    if found is None:
        draft.ignored[column] = text
        return Fate("ignored", column, "source.invalid")
    ends = [
        (f"{prefix}{_FIELDS[end][0]}", NUMBER_TEXT.read(said)) for end, said in zip(("min", "max"), found.groups(), strict=True)
    ]
    said = [(field, value) for field, value in ends if draft.get(field) is UNSET]
    for field, value in said:
        draft.set(field, value)
    return (
        Fate("feeds", tuple((draft.owner, field) for field, _ in said))
        if said
        else Fate("superseded", "by the columns of its ends")
    )
