"""Neutral tracks as Track elements of IGV session XML: ids, classes, looks, ranges; alignments in their parts."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import UNSET

from converter.formats._consume import say
from converter.formats._igv import paints_rare_variants, with_known_names, without_computed, without_implied
from converter.formats._overlays import with_common_limits
from converter.formats.igvxml import demands, lent, mapping, names
from converter.formats.igvxml.binding import ID
from converter.formats.igvxml.elements import clean, element, extras_of, text_of
from converter.formats.igvxml.overlaid import lend
from converter.formats.igvxml.rebuilt import Returned, rebuild
from converter.model import Part, Track
from converter.model.refs import source_of
from converter.resources.location import basename

if TYPE_CHECKING:
    from collections.abc import Iterable

    from converter.formats._consume import Table
    from converter.loss.ledger import Owner
    from converter.model import Extras, Session, Source, View


_BEFORE = {"op": "operation", "track1": "source0", "track2": "source1"}
"""What a combined track says, and what it was called in the child that said it up to version 5."""


_WHOLE = ("reads",)
"""The part that a track of an alignment file is taken for of which no part is said."""


class TrackWriter:
    """Writes the tracks of a session; notes in `put` where each is, and what the document calls it.

    `home`: an IGV session comes home from another format, as it was.
    """

    def __init__(
        self, session: Session, *, shown: set[str], put: list[tuple[Owner, Any, str]], luggage: bool, home: bool = False
    ) -> None:
        self.session = session
        self.home = home
        self.returned = Returned(home=home)
        self.shown = shown
        self.put = put
        self.luggage = luggage
        self.own = ID in session.forms
        self.members = {key for track in session.tracks.values() for key in (track.members or ())}
        self.parts_of: dict[str, list[str]] = {}
        """Which parts of an alignment are written, of the tracks of other sessions."""

    def track(self, parent: Any, key: str, track: Track) -> None:
        """One track: an element, or one for each part of an alignment track."""
        owner = ("tracks", key)
        if not self.own:
            track = with_known_names(self.session, with_common_limits(self.session, track))
            track = demands.looked_at(track, self.source(track), member=key in self.members)
        if isinstance(track.parts, dict) and track.parts:
            if self.own or isinstance(track.source, str):
                self.parts(parent, owner, track)
                return
            track = msgspec.structs.replace(track, parts=UNSET)
        if not self.own:
            track = demands.fitted(track) if key in self.members else track
        extras = extras_of(track)
        attrib = self.identity(key, track)
        self.say(mapping.GWAS if track.kind == "gwas" else mapping.TRACK, track, attrib, extras)
        pairs = {"arcDirection": attrib.pop("direction")} if track.kind == "base_pair" and "direction" in attrib else {}
        attrib["visible"] = self.visible(key, extras)
        combined = self.older(attrib, extras)
        made = element(parent, text_of(extras.native, "tag", names.TRACKS) or "Track", attrib)
        self.put.append((owner, made, attrib["id"]))
        held = {"BPRenderOptions": pairs, names.COMBINED: combined}
        self.inside(made, track, extras, {tag: element(made, tag, said) for tag, said in held.items() if said})
        demands.supply(made, track, self.session, own=self.own)
        for member in filter(self.writable, track.members if isinstance(track.members, list) else ()):
            self.track(made, member, self.session.tracks[member])
        if track.kind == "overlay" and not self.own:
            lend(made)

    def older(self, attrib: dict[str, str], extras: Extras) -> dict[str, str]:
        """What a combined track had up to version 5, taken out of its attributes where a session comes home that said so."""
        if not self.home or names.COMBINED not in extras.spelling:
            return {}
        attrib["clazz"] = str(extras.spelling.get("kind"))
        return {new: attrib.pop(now) for now, new in _BEFORE.items() if now in attrib}

    def say(self, table: Table, track: Track, attrib: dict[str, str], extras: Extras) -> None:
        """Add the attributes of a track or of a part of one, of other sessions in words that 2.16 knows."""
        said = say(table, track, attrib, extras.spelling)
        if not self.own and said.get("displayMode") == "FULL":
            said["displayMode"] = "EXPANDED"
        if not self.home and said.get("experimentType") in demands.NEWER["experimentType"]:
            del said["experimentType"]
        if "color" in said and getattr(track, "kind", None) == "variant" and not paints_rare_variants(self.session):
            said.setdefault("siteColorMode", "NONE")

    def source(self, track: Track) -> Source | None:
        """The file of a track."""
        return source_of(self.session, track)

    def writable(self, key: str) -> bool:
        """Whether IGV could find a track, or make it; of an IGV session's own tracks it was so."""
        track = self.session.tracks[key]
        source = self.source(track)
        if self.own or (source is not None and isinstance(source.location, str)):
            return True
        if track.kind == "overlay":
            return any(map(self.writable, track.members or ()))
        return track.kind in names.MADE or isinstance(track.key, str)

    def once(self, keys: list[str]) -> list[str]:
        """Those of the tracks to write: IGV takes two of one id for one track with the look of the last."""
        if self.own:
            return keys
        taken, kept = set[str](), list[str]()
        for key in sorted(filter(self.writable, keys), key=lambda key: key not in self.shown):
            track = self.session.tracks[key]
            called = self.ids(key, visible_parts(track) or track.parts or ())
            if taken.isdisjoint(called):
                taken |= called
                kept.append(key)
        for key in kept:
            self.parts_of[key] = self.belonging(key, taken)
        return [key for key in keys if key in self.parts_of]

    def ids(self, key: str, parts: Iterable[str]) -> set[str]:
        """What IGV calls a track, or parts of an alignment, which may stand apart from each other."""
        track = self.session.tracks[key]
        base = self.track_id(key, track)
        endings = (names.PART_ENDINGS.get(which, "") for which in parts) if isinstance(track.source, str) else ()
        return {base + ending for ending in endings} or {base}

    def belonging(self, key: str, taken: set[str]) -> list[str]:
        """The parts to write of an alignment; those that it hides and another track has taken belong to that one."""
        parts = self.session.tracks[key].parts or {}
        wanted = visible_parts(self.session.tracks[key]) or set(parts)
        found = [which for which in parts if which in wanted or taken.isdisjoint(self.ids(key, (which,)))]
        taken |= self.ids(key, found)
        return found

    def would_join(self, before: str, key: str) -> bool:
        """Whether two tracks, one after the other, have parts of one file, which are one track where they stand together."""
        one, other = self.session.tracks[before], self.session.tracks[key]
        if self.own or not (one.parts or other.parts) or self.track_id(before, one) != self.track_id(key, other):
            return False
        return set(self.parts_of[before] or _WHOLE).isdisjoint(self.parts_of[key] or _WHOLE)

    def visible(self, key: str, extras: Extras) -> str:
        """Whether a track is shown, as it was spelled if that still holds; members are as visible as they were."""
        if key in self.members:
            return text_of(extras.native, "@visible") or "true"
        spelled = extras.spelling.get("shown")
        if isinstance(spelled, str) and mapping.FLAG.read(spelled) == (key in self.shown):
            return spelled
        return "true" if key in self.shown else "false"

    def identity(self, key: str, track: Track) -> dict[str, str]:
        """The id that binds a track to its file, and its class."""
        attrib = {"id": clean(self.track_id(key, track)), "name": clean(track.name) if isinstance(track.name, str) else ""}
        if not isinstance(track.name, str):
            del attrib["name"]
        extras = extras_of(track)
        spelled = extras.spelling.get("kind")
        if spelled is not None and names.class_kind(spelled) != track.kind:
            spelled = None
        said = spelled or text_of(extras.native, "@clazz")
        if said is None:
            clazz = self.clazz(track)
        else:
            clazz = said if self.home or not demands.stops(track, self.source(track), self.session) else None
        if clazz:
            attrib["clazz"] = clazz
        if track.kind in names.MADE and not self.own and attrib["id"] != names.SEQUENCE_ID:
            attrib.setdefault("name", attrib["id"])
        operands = track.analysis.operands if track.analysis is not UNSET else UNSET
        for name, text in zip(("track1", "track2"), operands if isinstance(operands, list) else (), strict=False):
            there = self.session.tracks.get(text)
            attrib[name] = self.track_id(text, there) if there is not None else text
        return attrib

    def clazz(self, track: Track) -> str | None:
        """The class of a track, where IGV needs it."""
        named = track.name if isinstance(track.name, str) else extras_of(track).spelling.get("kind")
        return names.WRITTEN_CLASSES.get(str(track.kind)) if self.needs_class(track, named=named) else None

    def part_class(self, which: str, track: Track, named: object) -> str | None:
        """The class of a part of an alignment track, where IGV needs it."""
        return names.PART_CLASSES.get(which, names.PART_CLASSES["reads"]) if self.needs_class(track, named=named) else None

    def needs_class(self, track: Track, *, named: object) -> bool:
        """Whether the class is said: to own tracks of an IGV session with a name or a class, else where no file tells it.

        Of a track whose file can't be read IGV 2.16 makes an empty one by its class, and stops if that has no name
        (`Track.getName()` is null), or at that class: then it is not said.
        """
        source = self.source(track)
        if demands.stops(track, source, self.session) and not (self.home and demands.says_class(track)):
            return False
        listed = self.own and names.IMPLIED not in extras_of(track).native
        return (listed and isinstance(named, str)) or demands.needs_class(track, source)

    def track_id(self, key: str, track: Track) -> str:
        """What IGV calls a track: its file's location, with the sample for one of several tracks of a file.

        A track of base pairs is called by its file's location and name (`TrackLoader.loadBasePairFile`).
        """
        source = self.source(track)
        if source is not None and isinstance(source.location, str):
            if track.kind == "base_pair":
                ending = extras_of(track).spelling.get("ending") if self.own else basename(source.location)
                return f"{source.location}_{ending}" if ending else source.location
            text = source.location if not isinstance(track.sample, str) else f"{source.location}_{track.sample}"
            spelled = extras_of(track).spelling.get("sample")
            if isinstance(spelled, str) and spelled == basename(text):
                return spelled
            return text
        if isinstance(track.key, str):
            return track.key
        return names.SEQUENCE_ID if track.kind == "sequence" else f"{track.name or track.kind}_{key}"

    def parts(self, parent: Any, owner: Owner, track: Track) -> None:
        """Coverage, junctions and reads of an alignment file, each an element of its own."""
        held: dict[str, Any] = track.parts if isinstance(track.parts, dict) else {}
        parts = {which: held[which] for which in self.parts_of.get(owner[1], held)}
        base = self.track_id(owner[1], track)
        naming = "reads" if "reads" in parts else next(iter(parts))
        for which, part in parts.items():
            extras = extras_of(part)
            attrib = {"id": clean(base + names.PART_ENDINGS.get(which, ""))}
            if which == naming and isinstance(track.name, str):
                attrib["name"] = clean(track.name)
            named = track.name if which == naming else part.name
            clazz = text_of(extras.native, "@clazz") or self.part_class(which, track, named)
            if clazz:
                attrib["clazz"] = clazz
            self.say(mapping.COVERAGE if which == "coverage" else mapping.PART, _with_branches(part), attrib, extras)
            shown = owner[1] in self.shown and part.visible is not False
            spelled = extras.spelling.get("visible")
            same = isinstance(spelled, str) and mapping.FLAG.read(spelled) == shown
            attrib["visible"] = str(spelled) if same else ("true" if shown else "false")
            made = element(parent, text_of(extras.native, "tag", names.TRACKS) or "Track", attrib)
            if part is next(iter(parts.values())):
                self.put.append((owner, made, base))
            self.inside(made, part, extras, {})

    def inside(self, made: Any, track: Any, extras: Extras, children: dict[str, Any]) -> None:
        """Children of a Track: its range, how reads are drawn, and what the model has no words for."""
        arcs = getattr(track, "kind", None) in names.ARCS
        if track.display_range is not UNSET and not arcs and not (self.own and demands.is_borrowed(track, self.session)):
            self.data_range(made, track, extras, children)
        if track.reads is not UNSET:
            said = without_implied(say(mapping.RENDER_OPTIONS, track, {}, extras.spelling), "false", extras.spelling)
            said = demands.known(without_computed(said, extras.spelling), own=self.own, home=self.home)
            if said:
                children["RenderOptions"] = element(made, "RenderOptions", said)
        rebuild(made, self.returned(extras.native), children)
        if self.luggage:
            rebuild(made, self.returned(extras.ignored), children)

    def data_range(self, made: Any, track: Any, extras: Extras, children: dict[str, Any]) -> None:
        """A DataRange is complete or ignored; members of an overlay have none of their own.

        Of a logarithmic axis IGV takes the logarithm of both ends, but not of the baseline (`XYPlotRenderer.renderScores`).
        """
        attrib = say(mapping.RANGE, track, {}, extras.spelling)
        if not attrib.keys() & {"minimum", "maximum", "baseline", "type"}:
            return
        low = attrib.get("minimum", "0")
        lifted = f"{math.log10(float(low)):g}" if float(low) > 0 and attrib.get("type") == "LOG" else low
        floor = lifted if float(low) > 0 else "0"
        defaults = {**names.RANGE, "minimum": low, "baseline": floor}
        children["DataRange"] = element(made, "DataRange", {**defaults, **attrib})


def visible_parts(track: Track) -> set[str]:
    """The parts of an alignment that are not hidden."""
    return {which for which, part in track.parts.items() if part.visible is not False} if track.parts else set()


def unsaid(session: Session, view: View) -> list[str]:
    """Tracks of which an IGV session says no more than that their file is there, and of which nothing else is said since.

    IGV shows them by its own rules, behind all others; where they are to stand elsewhere they have to be listed.
    """
    found = [key for key in session.track_order if _is_unsaid(session, session.tracks[key])]
    files = {session.tracks[key].source: key for key in found}
    last = [files[key] for key in session.source_order if key in files]
    whole = isinstance(view.panels, dict) or len(found) == len(session.track_order)
    return found if found and whole and found == last == session.track_order[-len(found) :] == view.tracks[-len(found) :] else []


def _is_unsaid(session: Session, track: Track) -> bool:
    source = source_of(session, track)
    if source is None or names.IMPLIED not in extras_of(track).native:
        return False
    titles = {UNSET, *(extras_of(source).spelling.get(f"@{name}") for name in mapping.RESOURCE.names_of("name"))}
    track = lent.plain(source, track)
    plain = track.parts is UNSET or all(part == Part() for part in track.parts.values())
    bare = Track(kind=track.kind, source=track.source, parts=track.parts, name=track.name, extras=track.extras)
    return plain and track == bare and track.name in titles


def _with_branches(part: Any) -> Any:
    """A part as something that has every branch of a track."""
    return Track(
        name=part.name,
        sample_attribute_key=part.sample_attribute_key,
        display=part.display,
        display_range=part.display_range,
        reads=part.reads,
    )
