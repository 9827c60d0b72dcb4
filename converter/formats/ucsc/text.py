"""The text of custom tracks: lines `browser …` and `track …`, data or locations below them, to a neutral session.

IGV desktop reads such text as a session, too (`UCSCSessionReader`): a line that is a location is the file of the track
line before it; the UCSC browser makes a track of its own of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from msgspec import UNSET

from converter.formats._consume import Table
from converter.formats._draft import Draft
from converter.formats._lines import Line, numbered
from converter.formats._sources import Sources
from converter.formats.ucsc import data, mapping
from converter.formats.ucsc.names import HIDE, ID, TEXT
from converter.formats.ucsc.shape import attributes
from converter.formats.ucsc.tracks import TrackDraft, visibility
from converter.limits import check
from converter.loss.ledger import GENOME, Fate
from converter.model import Genome, Session, Source, View, locus
from converter.resources.filetypes import infer
from converter.resources.location import basename

if TYPE_CHECKING:
    from converter.formats.base import Job
    from converter.loss.ledger import Ledger, Owner

VIEW: Owner = ("views", "v1")
_NOTHING = Table()
_BROWSER = Table(native=dict.fromkeys(("hide", "pix", "dragSelection"), mapping.INFO))
_PATH = "path"
_T = TypeVar("_T")
Numbered = tuple[int, _T]
"""What a line says, with the number of the line."""


def read(text: str, ledger: Ledger, job: Job) -> Session:
    """The neutral session of custom tracks. `MalformedError` for a track line that can't be read."""
    ledger.scalar = True
    reader = TextReader(ledger)
    for number, line in numbered(text):
        reader.line(number, line)
        check("tracks", len(reader.session.tracks), job.limits)
        check("facts", ledger.total, job.limits)
    return reader.done()


class TextReader:
    """Reads custom tracks line by line."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.session = Session(forms={ID: {"root": TEXT, "shape": TEXT}})
        self.sources = Sources()
        self.view = View()
        self.top = Draft(VIEW)
        self.position: tuple[Line, dict[str, Fate]] | None = None
        self.open: Numbered[dict[str, str]] | None = None
        """The track line that what comes next belongs to."""
        self.rows: list[Numbered[str]] = []

    def line(self, number: int, text: str) -> None:
        """Take one line."""
        word = text.split(None, 1)[0]
        if word == "browser":
            self._browser(number, text.split()[1:])
        elif word == "track":
            self._close()
            self.open = (number, attributes(text, number))
        elif _is_location(text):
            self._location(number, text.strip())
        else:
            self.rows.append((number, text))

    def done(self) -> Session:
        """The session, once all lines are taken."""
        self._close()
        self.session.sources, self.session.source_order = self.sources.held, list(self.sources.held)
        if self.session.tracks or self.view.loci is not UNSET or self.top.native or self.top.ignored:
            self.view.extras = self.top.values(ID).get("extras", {})
            self.session.views["v1"] = self.view
            self.session.view_order.append("v1")
            self.ledger.put(VIEW, "/", "view")
        return self.session

    # lines `browser …`

    def _browser(self, number: int, words: list[str]) -> None:
        key, value = (words[0], " ".join(words[1:])) if words else ("", "")
        line = self._said(number, {key: value})
        if key == "position":
            self._place(line, value)
        elif visibility(key) not in (None, HIDE):
            self._tables(line, key, value.split())
        else:
            held = self.top.native if key in _BROWSER.native else self.top.ignored
            held[f"{number}/{key}"] = value
            kind = "native" if key in _BROWSER.native else "ignored"
            self.ledger.bind(line, _BROWSER, VIEW, "", {key: Fate(kind, f"{number}/{key}")})

    def _said(self, number: int, cells: dict[str, str]) -> Line:
        self.ledger.total += len(cells)
        return Line(number, cells)

    def _place(self, line: Line, value: str) -> None:
        """What is in view; of several positions the last."""
        place = locus.parse(value)
        if place is None:
            self.top.ignored[f"{line.line}/position"] = value
            self.ledger.bind(line, _BROWSER, VIEW, "", {"position": Fate("ignored", f"{line.line}/position", "source.invalid")})
            return
        if self.position is not None:
            self.position[1]["position"] = Fate("superseded", "by a later line")
        fates = {"position": Fate("feeds", ((VIEW, "loci"),))}
        self.position = line, fates
        self.ledger.bind(line, _BROWSER, VIEW, "", fates)
        self.view.loci = [place]
        self.top.spelling.pop("loci", None)
        if locus.spell(place) != value:
            self.top.spelling["loci"] = value

    def _tables(self, line: Line, key: str, names: list[str]) -> None:
        """Tracks of UCSC's own database, by the names of their tables."""
        pairs: list[tuple[Owner, str]] = []
        for name in names:
            draft = self._draft({"visibility": key})
            draft.read()
            draft.set("key", name)
            draft.native["browser"] = f"{line.line}/{key}/{' '.join(names)}"
            pairs += [(draft.owner, "key"), (draft.owner, "display.mode")]
            self._add(draft, f"{line.path}/{name}", name, shown=True)
        fate = Fate("feeds", tuple(pairs)) if pairs else Fate("ignored", f"{line.line}/{key}")
        if not pairs:
            self.top.ignored[f"{line.line}/{key}"] = ""
        self.ledger.bind(line, _BROWSER, VIEW, "", {key: fate})

    # tracks

    def _draft(self, settings: dict[str, str], kind: str | None = None) -> TrackDraft:
        return TrackDraft(("tracks", f"t{len(self.session.tracks) + 1}"), self.sources, settings, custom=True, kind=kind)

    def _location(self, number: int, text: str) -> None:
        """A line that is a location: the file of the track line before it, where that has none yet, else a track."""
        if self.open is not None and not self.rows and not any(key in self.open[1] for key in ("bigDataUrl", "dataURL")):
            opened, self.open = self.open, None
            self._track(opened, (number, text), [])
            return
        self._close()
        self._track(None, (number, text), [])

    def _close(self) -> None:
        """The track whose lines are at an end."""
        opened, rows, self.open, self.rows = self.open, self.rows, None, []
        if opened is not None or rows:
            self._track(opened, None, rows)

    def _track(self, opened: Numbered[dict[str, str]] | None, path: Numbered[str] | None, rows: list[Numbered[str]]) -> None:
        """One track: its line, the line that is its location, and the rows of its data."""
        said = opened[1] if opened else {}
        number = opened[0] if opened else (path or rows[0])[0]
        settings = {**said, **({"bigDataUrl": path[1]} if path else {})}
        draft = self._draft(settings, "annotation" if rows and "type" not in said else None)
        draft.read()
        self._genome(draft, number)
        if rows:
            self._data(draft, rows)
        named = "dataURL" if "dataURL" in said else "line"
        below = "below" if opened else _PATH
        draft.spelling["source"] = below if path else named
        if opened is not None:
            fates = {key: draft.fates[key] for key in said if key in draft.fates}
            self.ledger.bind(self._said(number, said), draft.table, draft.owner, "", fates)
        if path is not None:
            self._path(draft, path, named="name" in said)
        self._add(draft, f"/{number}", str(draft.get("name")), shown=visibility(said.get("visibility", "dense")) != HIDE)
        if draft.held[1] and draft.held not in self.ledger.objects:
            location = self.sources.held[draft.held[1]].location
            place = f"/{path[0]}/{_PATH}" if path else f"/{number}/{'features' if rows else 'bigDataUrl'}"
            self.ledger.put(draft.held, place, f"<{location}>" if isinstance(location, str) else "features")

    def _path(self, draft: TrackDraft, path: Numbered[str], *, named: bool) -> None:
        """Bind a line that is a location."""
        pairs = [(draft.held, "location"), (draft.owner, "source")]
        if not named:
            draft.set("name", basename(path[1]))
            pairs.append((draft.owner, "name"))
        line = self._said(path[0], {_PATH: path[1]})
        self.ledger.bind(line, _NOTHING, draft.owner, "", {_PATH: Fate("feeds", tuple(pairs))})

    def _add(self, draft: TrackDraft, place: str, called: str, *, shown: bool) -> None:
        key = draft.owner[1]
        self.session.tracks[key] = draft.track()
        self.session.track_order.append(key)
        if shown:
            self.view.tracks.append(key)
        self.ledger.put(draft.owner, place, called)

    def _genome(self, draft: TrackDraft, number: int) -> None:
        """The assembly that a track says it is of: the session's, or another."""
        name = draft.settings.get("db")
        if name is None:
            return
        if self.session.genome is UNSET:
            self.session.genome = Genome(id=name)
            self.ledger.put(GENOME, f"/{number}/db", "genome")
        if self.session.genome.id == name:
            draft.native["db"] = name
            draft.fates["db"] = Fate("feeds", ((GENOME, "id"),))
        else:
            draft.ignored.pop("db", None)
            draft.native.pop("db", None)
            draft.set("genomes", [name])
            draft.fates["db"] = Fate("feeds", ((draft.owner, "genomes"),))

    def _data(self, draft: TrackDraft, rows: list[Numbered[str]]) -> None:
        """Data below the track line."""
        found = data.parse(rows, draft.settings.get("type", ""))
        source = Source()
        draft.held = self.sources.add(source)
        draft.set("source", draft.held[1])
        held = Draft(draft.held)
        fate = Fate("feeds", ((draft.held, "features"), (draft.owner, "source")))
        if found.features is None:
            held.native = {f"line/{at}": row.text.strip() for at, row in enumerate(found.rows)}
            fate = Fate("feeds", ((draft.owner, "source"),))
        else:
            source.features = found.features
            held.spelling["features"] = [row.text for row in found.rows]
        for row in found.rows:
            self.ledger.bind(self._said(row.line, row.cells), _NOTHING, draft.held, "", dict.fromkeys(row.cells, fate))
        source.extras = held.values(ID)["extras"]


def _is_location(text: str) -> bool:
    """Whether a line is a location of a data file, and no row of data."""
    plain = text.strip()
    return len(plain.split()) == 1 and ("/" in plain or "\\" in plain or "." in plain) and infer(plain) is not None
