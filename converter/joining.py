"""Several neutral sessions as one, and the part of it that one of them had.

What is the same in two of them, `sameness` tells; two things of one session that are alike stay two. What several
sessions say of one track is said as the first that shows it says it, as a whole; of files and of the genome, what the
first leaves open is taken from the next. Where the target has several views, each session keeps its own, and a track
that another view shows already is shown once more with its own look. Where it has one, that shows all tracks at the
place of the first session that has one, and those of the others become regions of interest.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from msgspec import UNSET

from converter.grouping import groups_of, regrouped
from converter.model import Extras, Interval, Panel, Region, Samples, Session, View
from converter.model.integrity import pruned
from converter.model.refs import COLLECTIONS, SINGLE, Ids, order_of, referring, renamed
from converter.model.views import foremost_view, shown_tracks
from converter.sameness import Sameness

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

_ORDERS = {collection: name for collection in COLLECTIONS if (name := order_of(collection)) is not None}
_TABLES = ("preferences", "color_scales")
_ELSEWHERE = {*COLLECTIONS, *_ORDERS.values(), *SINGLE, *_TABLES, "model", "forms", "extras", "focused_view"}
_REST = tuple(name for name in Session.__struct_fields__ if name not in _ELSEWHERE)
"""Fields of which the first value stands."""


class Member(NamedTuple):
    """A session that others join: `title`, what people call it; `base`, what its relative locations hang from."""

    session: Session
    title: str
    base: str | None = None


class Seat(NamedTuple):
    """What a session has in the joined one: the ids by its own, autoscale groups likewise.

    `panels`: by its views' ids in the joined session, the panels there by its own. `places`: the regions of interest in
    the joined session that keep the place of its view.
    """

    names: dict[str, str]
    groups: dict[str, str]
    panels: dict[str, dict[str, str]]
    places: list[str]


class Joined(NamedTuple):
    """One session made of several, and where each of them has its things in it."""

    session: Session
    seats: list[Seat]


def joined(members: Sequence[Member], *, views: bool) -> Joined:
    """One session made of several; `views`: whether each keeps a view of its own."""
    joining = _Joining(members, views=views)
    seats = [joining.add(member) for member in members]
    return Joined(joining.whole, seats)


def part(whole: Session, seat: Seat) -> Session:
    """What a joined session says of the things that one of its members had, in that member's ids."""
    back = {new: old for old, new in seat.names.items()}
    changes: dict[str, Any] = {
        collection: {key: one for key, one in getattr(whole, collection).items() if key in back} for collection in COLLECTIONS
    }
    for collection, name in _ORDERS.items():
        changes[name] = [key for key in getattr(whole, name) if key in changes[collection]]
    changes["views"] = {key: _with_panels(one, seat.panels.get(key)) for key, one in changes["views"].items()}
    own = pruned(msgspec.structs.replace(whole, **changes))
    return renamed(regrouped(own, {new: old for old, new in seat.groups.items()}), back)


class _Joining:
    """The joined session while members are added to it."""

    def __init__(self, members: Sequence[Member], *, views: bool) -> None:
        self.whole = Session()
        self.apart = views
        self.several = len(members) > 1
        self.ids = Ids()
        self.known: dict[Hashable, str] = {}
        """Ids by what makes an object the same, and which of several that are alike it is."""
        self.shown: set[str] = set()
        """Tracks in views, and those in their overlays."""
        self.groups: set[str] = set()
        self.main: str | None = None

    def add(self, member: Member) -> Seat:
        """Add a session."""
        groups = self._groups(member.session)
        session = regrouped(member.session, groups)
        same, names = Sameness(session, member.base), dict[str, str]()
        again: dict[str, str] = {}
        for collection in ("sources", "genomes", "region_sets", "regions", "tracks", "thresholds"):
            self._name(session, collection, getattr(same, collection), names, again)
        first = foremost_view(session)
        for key in session.views:
            names[key] = self._view_name(key, first)
        for collection in ("sources", "genomes", "region_sets", "regions", "thresholds"):
            self._collect(session, collection, names)
        self._tracks(session, names, again)
        panels = {names[key]: self._view(member, names, key) for key in session.views}
        places = self._places(member.title, session, first)
        self._orders(session, names)
        self._singletons(session, names)
        return Seat(names, groups, panels, places)

    # ---- names

    def _name(
        self,
        session: Session,
        collection: str,
        identity: Callable[[str], Hashable],
        names: dict[str, str],
        again: dict[str, str],
    ) -> None:
        """Find the id of every object of a collection; `again`: by the ids of tracks shown once more, those of the first."""
        seen: Counter[Hashable] = Counter()
        for key in getattr(session, collection):
            what = collection, identity(key)
            seen[what] += 1
            known = self.known.get((what, seen[what]))
            if known is None:
                names[key] = self.known[what, seen[what]] = self.ids.free(collection, key)
            elif self.apart and known in self.shown:
                names[key] = self.ids.free(collection, key)
                again[names[key]] = known
            else:
                names[key] = known

    def _view_name(self, key: str, first: str | None) -> str:
        """The id of a view: the one view that all share, or its own."""
        if self.apart or key != first:
            return self.ids.free("views", key)
        if self.main is None:
            self.main = self.ids.free("views", key)
        return self.main

    def _groups(self, session: Session) -> dict[str, str]:
        """Autoscale groups of a session, which have nothing to do with those of others, by their new names."""
        found: dict[str, str] = {}
        for group in groups_of(session):
            name, number = group, 2
            while name in self.groups:
                name, number = str(number), number + 1
            found[group] = name
            self.groups.add(name)
        return found

    # ---- objects

    def _collect(self, session: Session, collection: str, names: dict[str, str]) -> None:
        """Objects that nobody had before; of a file or genome that somebody had, what was left open."""
        held = dict(getattr(self.whole, collection))
        for key, one in getattr(session, collection).items():
            made = referring(one, names)
            held[names[key]] = _filled(held[names[key]], made) if names[key] in held else made
        setattr(self.whole, collection, held)

    def _tracks(self, session: Session, names: dict[str, str], again: dict[str, str]) -> None:
        """Tracks that nobody had before, or nobody showed, and those that are shown once more."""
        viewed = {names[key] for key in shown_tracks(session)}
        inner = {names[member] for key, one in session.tracks.items() if names[key] in viewed for member in one.members or ()}
        shown = viewed | inner
        held = dict(self.whole.tracks)
        for key, track in session.tracks.items():
            name = names[key]
            if name in again:
                told = {} if name in inner else {"same_as": again[name]}
                held[name] = msgspec.structs.replace(referring(track, names), **told)
            elif name not in held or (name in shown and name not in self.shown):
                held[name] = referring(track, names)
        self.whole.tracks = held
        self.shown |= shown

    def _view(self, member: Member, names: dict[str, str], key: str) -> dict[str, str]:
        """A view of the session: as it is, or as a part of the one that all share; its panels there by its own."""
        view = referring(member.session.views[key], names)
        held = self.whole.views.get(names[key])
        if held is None:
            if self.apart and self.several and view.title is UNSET:
                view = msgspec.structs.replace(view, title=member.title)
            self.whole.views = {**self.whole.views, names[key]: view}
            return {panel: panel for panel in view.panels or ()}
        tracks = list(dict.fromkeys([*held.tracks, *view.tracks]))
        panels, found = _joined_panels(held.panels or {}, view.panels or {})
        loci = view.loci if held.loci is UNSET else held.loci  # of the first session that looks somewhere
        held = msgspec.structs.replace(held, tracks=tracks, panels=panels if held.panels else UNSET, loci=loci)
        self.whole.views = {**self.whole.views, names[key]: held}
        return found if held.panels else {}

    def _places(self, title: str, session: Session, first: str | None) -> list[str]:
        """Regions of interest for the place of a view that stands elsewhere in the one that all share."""
        if self.apart or first is None or self.main is None:
            return []
        wanted, shown = session.views[first].loci, self.whole.views[self.main].loci
        if wanted == shown or not isinstance(wanted, list):
            return []
        found = {self.ids.fresh("regions"): _region(one, title) for one in wanted if isinstance(one.start, int)}
        self.whole.regions = self.whole.regions | found
        self.whole.region_order = [*self.whole.region_order, *found]
        return list(found)

    # ---- the session itself

    def _orders(self, session: Session, names: dict[str, str]) -> None:
        for name in _ORDERS.values():
            order = dict.fromkeys([*getattr(self.whole, name), *(names[key] for key in getattr(session, name))])
            setattr(self.whole, name, list(order))
        if self.whole.focused_view is UNSET and isinstance(session.focused_view, str):
            self.whole.focused_view = names[session.focused_view]

    def _singletons(self, session: Session, names: dict[str, str]) -> None:
        """What a session has one of: of the first that has it; tables are completed."""
        whole = self.whole
        whole.forms = whole.forms or session.forms
        whole.extras = _filled_extras(whole.extras, session.extras)
        for name in _REST:
            if getattr(whole, name) is UNSET:
                setattr(whole, name, getattr(session, name))
        for name in _TABLES:
            if isinstance(held := getattr(session, name), dict):
                setattr(whole, name, held | (getattr(whole, name) or {}))
        for name in SINGLE:
            if name != "samples":
                setattr(whole, name, _filled(getattr(whole, name), getattr(session, name)))
        whole.samples = _joined_samples(whole.samples, session.samples and referring(session.samples, names))


def _region(place: Interval, title: str) -> Region:
    return Region(chrom=place.chrom, start=place.start, end=place.end, name=title, description=title)


def _filled(held: Any, other: Any) -> Any:
    """An object with what it leaves open taken from another."""
    if held is UNSET or other is UNSET:
        return other if held is UNSET else held
    changes = {
        field: new
        for field in held.__struct_fields__
        if getattr(held, field) is UNSET and (new := getattr(other, field)) is not UNSET
    }
    return msgspec.structs.replace(held, **changes, extras=_filled_extras(held.extras, other.extras))


def _filled_extras(held: dict[str, Extras], other: dict[str, Extras]) -> dict[str, Extras]:
    found = dict(other) | held
    for name in held.keys() & other.keys():
        one, two = held[name], other[name]
        found[name] = Extras(
            native=two.native | one.native, ignored=two.ignored | one.ignored, spelling=two.spelling | one.spelling
        )
    return found


def _joined_samples(held: Any, other: Any) -> Any:
    """Sample information: all files, and for the rest what the first says."""
    found = _filled(held, other)
    if isinstance(found, Samples) and held is not UNSET and other is not UNSET:
        files = dict.fromkeys([*(held.sources or ()), *(other.sources or ())])
        return msgspec.structs.replace(found, sources=list(files) if files else found.sources)
    return found


def _joined_panels(held: dict[str, Panel], other: dict[str, Panel]) -> tuple[dict[str, Panel], dict[str, str]]:
    """Panels of one view with those of another, by their names; which of them each of the others is."""
    found, names = dict(held), dict[str, str]()
    placed = {key for panel in held.values() for key in panel.tracks}
    for key, panel in other.items():
        alike = (one for one, panel_there in held.items() if panel_there.name == panel.name and one not in names.values())
        names[key] = next(alike, None) or f"p{len(found) + 1}"
        tracks = [one for one in panel.tracks if one not in placed]
        into = found.get(names[key], msgspec.structs.replace(panel, tracks=[]))
        found[names[key]] = msgspec.structs.replace(into, tracks=[*into.tracks, *tracks])
    return found, names


def _with_panels(view: View, panels: dict[str, str] | None) -> View:
    """A view with the panels that a member has, under the names that it has there."""
    if panels is None or view.panels is UNSET:
        return view
    found = {old: view.panels[new] for old, new in panels.items() if new in view.panels}
    return msgspec.structs.replace(view, panels=found or UNSET)
