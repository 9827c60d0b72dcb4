"""What a configuration says beside its tracks: what is shown where, the genome, bookmarks, and all else."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.formats.jbrowse1 import mapping
from converter.formats.jbrowse1.shape import ID
from converter.loss.codes import UNRESOLVED
from converter.loss.ledger import GENOME, SESSION, Fate, Notice, structural
from converter.model import Extras, Genome, Interval, Region, RegionSet, Session, View, locus
from converter.model.color import parse as parse_color

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.formats._consume import Table
    from converter.formats._draft import Draft
    from converter.formats.jbrowse1.document import Group
    from converter.formats.jbrowse1.sources import Fates
    from converter.formats.jbrowse1.tracks import TrackReader
    from converter.loss.ledger import Ledger, Owner

VIEW: Owner = ("views", "v1")
_PLACES = ("location", "defaultLocation")
_LAYOUT = ("formatVersion", "include", "tracks")


class Whole:
    """Reads the facts of the document that belong to no track."""

    def __init__(self, group: Group, reader: TrackReader, draft: Draft, ledger: Ledger) -> None:
        self.group = group
        self.reader = reader
        self.draft = draft
        self.ledger = ledger
        self.raw = group.facts
        self.facts, self.used = reader.filled(self.raw)
        self.fates: Fates = {}
        self.known: dict[str, str] = {}
        """The tracks that a list of labels shows, of those that it names, where it names others too."""

    def read(self, session: Session) -> None:
        """All of it."""
        self.fates |= {name: structural(name) for name in _LAYOUT if name in self.facts}
        self.genome(session)
        self.named()
        self.view(session)
        self.bookmarks(session)
        self.highlight(session)
        for name, fields in self.reader.uses.items():
            if name in self.facts and name not in self.fates:
                self.fates[name] = Fate("feeds", tuple(dict.fromkeys(fields)))
        rest = {name: value for name, value in self.facts.items() if name not in self.fates}
        self.fates |= self.reader.rest(rest, self.raw, mapping.SESSION, self.draft)
        self.group.bind(self.ledger, self.words(), SESSION, self.fates)

    def words(self) -> Table:
        """The words of a configuration; a list of shown tracks is usually one of those that there are."""
        if not self.known:
            return mapping.SESSION
        words = copy(mapping.SESSION)
        words.usual_names = {**words.usual_names, **{name: {self.raw[name].lower(): held} for name, held in self.known.items()}}
        return words

    def unused(self, store: Group) -> None:
        """A store that no track names."""
        fates = {name: Fate("native", f"{store.path[1:]}/{name}") for name in store.facts}
        self.draft.native |= {f"{store.path[1:]}/{name}": value for name, value in store.facts.items()}
        store.bind(self.ledger, mapping.NOTHING, SESSION, fates)

    def genome(self, session: Session) -> None:
        """The genome: its sequence from the tracks or from `refSeqs`, its id from that of the data set."""
        name = next((one for one in ("refSeqs", "refSeqs/url") if isinstance(self.facts.get(one), str)), "")
        told = self.reader.files.reference_names(self.facts[name]) if name else None
        if told is not None:
            self.fates[name] = told
        genome, identity = self.reader.files.genome, self.facts.get("dataset_id")
        if isinstance(identity, str) and identity:
            genome = genome or Genome()
            genome.id = identity
            self.fates["dataset_id"] = Fate("feeds", ((GENOME, "id"),))
        if genome is not None and genome != Genome():
            session.genome = genome
            self.ledger.put(GENOME, self.group.place("dataset_id" if identity else name or "tracks"), str(identity or "genome"))

    def named(self) -> None:
        """The title of the browser, where it is plain text."""
        title = self.facts.get("aboutThisBrowser/title")
        if isinstance(title, str) and title and "<" not in title:
            self.draft.set("name", title)
            self.fates["aboutThisBrowser/title"] = Fate("feeds", ((SESSION, "name"),))

    # ---- what is shown

    def view(self, session: Session) -> None:
        """The view of the tracks that are shown at first; none where the configuration is a mere catalogue."""
        view = View(tracks=list(dict.fromkeys(self.shown())))
        if self.known:
            view.extras = {ID: Extras(spelling={"tracks": self.raw[next(reversed(self.known))]})}
        self.loci(view)
        if not view.tracks and view.loci is UNSET and self.highlighted() is None:
            return
        if not view.tracks and self.reader.order:
            view.tracks = list(self.reader.order)
            text = "The source only lists tracks and shows none; all of them are shown."
            self.ledger.notice(Notice("tracks.all_shown", "assumed", "info", text))
        session.views["v1"] = view
        session.view_order.append("v1")
        self.ledger.put(VIEW, "", "view")

    def shown(self) -> Iterator[str]:
        """The shown tracks: those that are always on, then those that are forced, or else the default (`Browser.js`)."""
        forced = bool(self.facts.get("forceTracks"))
        said = {name: self.labelled(name) for name in ("alwaysOnTracks", "forceTracks" if forced else "defaultTracks")}
        for name, found in said.items():
            if found is None:
                continue
            rest = [key for other, keys in said.items() if other != name for key in keys or ()]
            if found and list(dict.fromkeys(rest)) == list(dict.fromkeys(key for keys in said.values() for key in keys or ())):
                self.fates[name] = Fate("superseded", f"by {next(other for other in said if other != name)}")
                said[name] = None
            else:
                yield from found
                order = ((VIEW, "tracks"),) if len(found) != 1 or name in self.known else ()
                code = UNRESOLVED if name in self.known else None
                self.fates[name] = Fate("feeds", (*order, *((("tracks", key), "shown") for key in found)), code)
        if forced and "defaultTracks" in self.facts:
            self.fates["defaultTracks"] = Fate("superseded", "by forceTracks")

    def labelled(self, name: str) -> list[str] | None:
        """The tracks that a fact names by their labels; None where it names none."""
        told = self.facts.get(name)
        if not isinstance(told, str) or not told:
            return None
        labels = told.split(",")
        held = [label for label in labels if label in self.reader.by_label]
        for label in labels:
            if label not in held:
                text = f"The configuration shows the track {label!r}, which it does not have."
                self.ledger.notice(Notice(UNRESOLVED, "assumed", "warning", text, original=label))
        if held and held != labels:
            self.known[name] = ",".join(held)
        return [self.reader.by_label[label] for label in held]

    def loci(self, view: View) -> None:
        """The place in view."""
        held = [name for name in _PLACES if self.facts.get(name)]
        place = _interval(self.facts[held[0]]) if held else None
        if place is not None:
            view.loci = [place]
            self.fates[held[0]] = Fate("feeds", ((VIEW, "loci"),))
            self.fates |= dict.fromkeys(held[1:], Fate("superseded", "by location"))

    def highlighted(self) -> Interval | None:
        """The place that is highlighted."""
        place = _interval(self.facts.get("initialHighlight"))
        return place if place is not None and place.start is not UNSET else None

    def highlight(self, session: Session) -> None:
        """The place that is highlighted is a region of interest."""
        name, place = "initialHighlight", self.highlighted()
        if place is None:
            return
        key = f"r{len(session.regions) + 1}"
        session.regions[key] = Region(chrom=place.chrom, start=place.start, end=place.end)
        session.region_order.append(key)
        self.fates[name] = Fate("feeds", tuple((("regions", key), field) for field in ("chrom", "start", "end")))
        self.ledger.put(("regions", key), self.group.place(name), str(self.facts[name]))

    def bookmarks(self, session: Session) -> None:
        """Bookmarks, which JBrowse draws over all tracks; those of one colour are a set of regions."""
        name = "bookmarks/features"
        held = self.facts.get(name)
        if not isinstance(held, list) or not held or not all(map(_is_bookmark, held)):
            return
        fields: list[tuple[Owner, str]] = []
        for number, one in enumerate(held, 1):
            region = Region(
                chrom=one["ref"], start=one["start"], end=one["end"], set=self.colored(session, one.get("color"), fields)
            )
            session.regions[f"r{number}"] = region
            session.region_order.append(f"r{number}")
            fields += [(("regions", f"r{number}"), field) for field in ("chrom", "start", "end")]
            self.ledger.put(("regions", f"r{number}"), self.group.place(name), f"{region.chrom}:{region.start}-{region.end}")
        self.fates[name] = Fate("feeds", tuple(fields))

    def colored(self, session: Session, raw: Any, fields: list[tuple[Owner, str]]) -> Any:
        """The set of the regions of a colour."""
        color = parse_color(raw) if isinstance(raw, str) else None
        if color is None:
            return UNSET
        known = next((key for key, one in session.region_sets.items() if one.color == color), None)
        key = known or f"q{len(session.region_sets) + 1}"
        if known is None:
            session.region_sets[key] = RegionSet(color=color)
            fields.append((("region_sets", key), "color"))
            self.ledger.put(("region_sets", key), self.group.place("bookmarks/features"), color)
        return key


def _interval(raw: Any) -> Interval | None:
    """The place that a text says, 1-based closed there; blanks mean nothing (`Util.parseLocString`)."""
    found = locus.parse("".join(raw.split())) if isinstance(raw, str) else None
    return found if found is not None and found != Interval() else None


def _is_bookmark(one: Any) -> bool:
    return (
        isinstance(one, dict) and isinstance(one.get("ref"), str) and all(type(one.get(name)) is int for name in ("start", "end"))
    )
