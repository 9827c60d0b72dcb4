"""Neutral tracks as series, with the ranges of their values as thresholds, and their sources as tracks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.formats._consume import say
from converter.formats.analytics import filters, mapping
from converter.formats.analytics.objects import extras_of, put_back
from converter.formats.analytics.series import ALONE, VISIBLE, derived_kind, known_format
from converter.loss.ledger import Owner, Put
from converter.model import Source
from converter.model.views import shown_tracks

if TYPE_CHECKING:
    from converter.model import Part, Session, Track

_PARTS = ("coverage", "reads", "junctions")


class SeriesWriter:
    """Writes the series of a session; `own`: it was an analytics session, and its objects are called as they were."""

    def __init__(self, session: Session, *, own: bool, luggage: bool) -> None:
        self.session = session
        self.own = own
        self.luggage = luggage
        self.placed: dict[Owner, Put] = {}
        self.made: dict[str, dict[str, Any]] = {}
        """What was written of tracks, by neutral id."""
        self._ids: dict[Owner, str] = {}
        self._taken: dict[str, set[str]] = {}
        self.shown = shown_tracks(session)
        self.visible: list[str] = [key for key in session.track_order if self._is_visible(key)]
        """Neutral ids of the series that views show which name none, in their order."""

    def _is_visible(self, key: str) -> bool:
        return key in self.shown or (self.own and bool(extras_of(self.session.tracks[key]).spelling.get(VISIBLE)))

    def name(self, owner: Owner, one: Any) -> str:
        """What the document calls an object: as the source did, else by its neutral id."""
        if owner not in self._ids:
            taken = self._taken.setdefault(owner[0], set())
            wish = extras_of(one).spelling.get("id", owner[1])
            self._ids[owner] = wish if isinstance(wish, str) and wish and wish not in taken else _free(owner[1], taken)
            taken.add(self._ids[owner])
        return self._ids[owner]

    def called(self, owner: Owner, one: Any, out: dict[str, Any]) -> None:
        """Give an object its id, where the source gave it one or the document is a new one."""
        if not self.own or "id" in extras_of(one).spelling:
            out["id"] = self.name(owner, one)

    def refer(self, owner: Owner, one: Any, made: dict[str, Any]) -> str:
        """The id of an object that another part of the document refers to; it has one then."""
        held = dict(made)
        made.clear()
        made["id"] = self.name(owner, one)
        made.update({**held, "id": made["id"]})
        return made["id"]  # type: ignore[no-any-return]

    # tracks: what series are drawn from

    def tracks(self) -> list[dict[str, Any]]:
        """The data files that series are drawn from."""
        used = {track.source for track in self.session.tracks.values()}
        found: list[dict[str, Any]] = []
        for key in self.session.source_order:
            source = self.session.sources[key]
            if key not in used:
                continue
            extras = extras_of(source)
            said = say(mapping.TRACK, source, {}, extras.spelling)
            if not said and not self.own:
                continue
            out: dict[str, Any] = {}
            self.called(("sources", key), source, out)
            out.update(said)
            spelled = extras.spelling.get("format")
            if isinstance(spelled, str) and known_format(Source(format=spelled)) == source.format:
                out["format"] = spelled
            elif spelled is None and known_format(Source(location=source.location)) == source.format:
                out.pop("format", None)
            if self.luggage:
                put_back(out, extras.ignored)
            self.placed["sources", key] = Put(f"/tracks/{len(found)}", key)
            self.made[key] = out
            found.append(out)
        return found

    # series

    def is_plain(self, key: str) -> bool:
        """Whether a track is a series, not a track that stands alone."""
        return not self._alone(self.session.tracks[key])

    def _alone(self, track: Track) -> bool:
        """Whether a track is there without a series, as it was, and looks like any other."""
        if not self.own or not extras_of(track).spelling.get(ALONE) or not isinstance(track.source, str):
            return False
        said = {name for name in track.__struct_fields__ if name != "extras" and getattr(track, name) is not UNSET}
        return said - {"kind"} == {"source"} and track.kind == derived_kind(track, self.session.sources)

    def listed(self, filtered: bool) -> list[dict[str, Any]]:  # noqa: FBT001 - whether the session's filters go to the only one
        """The series, hidden ones too; a track alone needs none."""
        found: list[dict[str, Any]] = []
        alone = self._alone_at_the_end()
        for key in self.session.track_order:
            track = self.session.tracks[key]
            if key in alone:
                place = self.placed["sources", str(track.source)].place
                self.placed["tracks", key] = Put(f"{place}#", key)
                continue
            found.append(self.series(key, track, f"/series/{len(found)}", filtered=filtered))
        return found

    def _alone_at_the_end(self) -> set[str]:
        """Tracks without a series: those behind all series, visible, of sources that no other uses, in their order."""
        order, found = self.session.track_order, list[str]()
        used = [track.source for track in self.session.tracks.values()]
        for key in reversed(order):
            track = self.session.tracks[key]
            if key not in self.shown or not self._alone(track) or used.count(track.source) > 1:
                break
            found.append(key)
        sources = [str(self.session.tracks[key].source) for key in reversed(found)]
        ranks = {key: rank for rank, key in enumerate(self.session.source_order)}
        return set(found) if sources == sorted(sources, key=ranks.__getitem__) else set()

    def series(self, key: str, track: Track, place: str, *, filtered: bool = False, inner: bool = False) -> dict[str, Any]:
        """One series with its members."""
        extras = extras_of(track)
        out: dict[str, Any] = {}
        self.called(("tracks", key), track, out)
        say(mapping.FIRST_SERIES if filtered else mapping.SERIES, track, out, extras.spelling)
        if "kind" not in extras.spelling and track.kind == derived_kind(track, self.session.sources):
            out.pop("kind", None)
        if isinstance(track.source, str) and track.source in self.made:
            out["track"] = self.refer(("sources", track.source), self.session.sources[track.source], self.made[track.source])
        if not inner and (key not in self.visible or extras.spelling.get("shown") is True):
            out["visible"] = key in self.visible
        self._filters(track, out, filtered=filtered)
        if look := say(mapping.LOOK, track, {}, extras.spelling):
            out["look"] = look
        if parts := {name: self._part(part) for name, part in (track.parts or {}).items() if name in _PARTS}:
            out["parts"] = parts
        self.placed["tracks", key] = Put(place, key)
        self.made[key] = out
        if isinstance(track.members, list):
            held = [(name, self.session.tracks[name]) for name in track.members]
            out["members"] = [self.series(name, one, f"{place}/members/{at}", inner=True) for at, (name, one) in enumerate(held)]
        if self.luggage:
            put_back(out, {name: value for name, value in extras.ignored.items() if not name.startswith("threshold/")})
        return out

    def _part(self, part: Part) -> dict[str, Any] | bool:
        """One part of an alignment; `true` where nothing is said of it but that it is there."""
        extras = extras_of(part)
        out = say(mapping.PART, part, {}, extras.spelling)
        for key, table in (("look", mapping.PART_LOOK), ("range", mapping.RANGE)):
            if said := say(table, part, {}, extras.spelling):
                out[key] = said
        if self.luggage:
            put_back(out, extras.ignored)
        return out or True

    def _filters(self, track: Track, out: dict[str, Any], *, filtered: bool) -> None:
        """Which measurements a series has; the only one may say it for the session."""
        samples, selection = self.session.samples, track.selection
        if filtered and samples is not UNSET:
            extras = extras_of(samples)
            say(mapping.ONLY_SERIES, samples, out, extras.spelling)
            conditions = filters.written(samples.filters, samples.filter_match, extras.spelling)
            if conditions:
                out["filters"] = conditions
            if self.luggage:
                put_back(out, extras.ignored)
        elif selection is not UNSET:
            conditions = filters.written(selection.filters, selection.match, extras_of(track).spelling)
            if conditions:
                out["filters"] = conditions

    def ranges(self) -> list[dict[str, Any]]:
        """The ranges of the values of series, as thresholds."""
        found = []
        for key, made in self.made.items():
            track = self.session.tracks.get(key)
            if track is None or track.display_range is UNSET:
                continue
            extras = extras_of(track)
            said = say(mapping.THRESHOLD_OF_SERIES, track, {}, extras.spelling)
            if not said:
                continue
            out = {"series": self.refer(("tracks", key), track, made), **said}
            if "threshold" in extras.spelling:
                out = {"id": extras.spelling["threshold"], **out}
            if self.luggage:
                put_back(out, extras.ignored, "threshold/")
            found.append(out)
        return found


def _free(name: str, taken: set[str]) -> str:
    """The name, or, where it is taken, the first with a number behind it that is not."""
    number = 2
    free = name
    while free in taken:
        free, number = f"{name}_{number}", number + 1
    return free
