"""Neutral tracks as track configurations and as tracks in a view."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from msgspec import UNSET

from converter.formats._overlays import with_common_limits
from converter.formats.jbrowse2 import adapters, names, rows
from converter.formats.jbrowse2.attributes import in_jbrowse
from converter.formats.jbrowse2.data_out import CRASHING, DataWriter
from converter.formats.jbrowse2.drafts import ID
from converter.formats.jbrowse2.extras import APART, APART_OBJECTS, PLACES, PLUGIN, TRACK, TYPED, Luggage, extras_of, unknown
from converter.formats.jbrowse2.flat import give_back, nested, shaped
from converter.formats.jbrowse2.genomes import same_genome
from converter.formats.jbrowse2.ids import Ids
from converter.formats.jbrowse2.kinds import kind_of, type_of
from converter.formats.jbrowse2.launch import INITIAL
from converter.formats.jbrowse2.look_plans import Look, form_of, look_of, unseen
from converter.formats.jbrowse2.mapping import INLINE, STATE
from converter.formats.jbrowse2.newer_out import stands
from converter.model.refs import source_of
from converter.model.shades import shaded, shades
from converter.model.views import shown_tracks
from converter.resources.location import basename
from converter.secrets import redact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msgspec import UnsetType

    from converter.formats.jbrowse2.slots import Slots
    from converter.model import DisplayRange, Extras, Session, Source, Track

_SEQUENCE = "ReferenceSequenceTrack"
"""The one type of track that belongs to no assembly but the one that it is in."""
_APART_OBJECTS = tuple(f"{name}/" for name in APART_OBJECTS)
_SLUG = re.compile(r"[^\w.\-]+")


class Written(NamedTuple):
    """A track as written: its configuration (None for what only a view has), its id, and its look in views."""

    config: dict[str, Any] | None
    track_id: str
    type: str
    look: Look
    inline: bool
    """Whether the configuration of the display stands in the view."""
    display_id: str | None = None
    """The id of the display in a configuration that was there before."""


class TrackWriter:
    """Writes tracks; remembers what to tell of them."""

    def __init__(self, session: Session, genome: Any, *, desktop: bool, luggage: Luggage) -> None:
        self.session = session
        self.genome = genome
        self.luggage = luggage
        self.own = ID in session.forms
        self.data = DataWriter(session, genome, desktop=desktop, luggage=luggage)
        self.notices = self.data.notices
        viewed = shown_tracks(session) & session.tracks.keys()
        self.shown = {key for key in viewed if _has_display(extras_of(session.tracks[key]).native)}
        """The tracks that stand in a view with their display; not those that a view is told to open by their id alone."""
        given = (extras_of(track).native.get("trackId") for track in session.tracks.values() if track.same_as is UNSET)
        self.ids = Ids(one for one in given if isinstance(one, str))

    def write(self, key: str, track: Track, track_id: str | None = None) -> Written:
        """A track of the catalogue, under that id, or one that is unlike all others."""
        extras = extras_of(track)
        source = source_of(self.session, track)
        file_format = source.format if source is not None else UNSET
        track_type = self.type(track, file_format)
        if track_id is None:
            track_id = self.track_id(track, extras)
        out: dict[str, Any] = {"type": track_type, "trackId": track_id}
        adapter, opens = self.data.adapter(key, track, source)
        for field in ("name", "description", "category", "metadata"):
            value = getattr(track, field)
            if value is not UNSET:
                out[field] = value
        if "name" not in out and opens and not self.own and (called := self.file_name(source)):
            out["name"] = called
        self.assemblies(track, extras, out)
        if adapter is None and track_type in CRASHING and not self.own:
            out["adapter"] = dict(adapters.NO_DATA)
        if adapter is not None:
            out["adapter"] = self.data.ignored_adapter(extras, source, adapter)
        look = self.look(key, track, extras, track_type) if opens else unseen(track, track_type, extras)
        inlined = bool(extras.native) and inline(extras)
        written = Written(out, track_id, track_type, look, inlined)
        if extras.native or extras.ignored:
            self.rest(written, track, extras)
        if adapter is None and "adapter/type" in extras.native:
            out["adapter"] = self.data.ignored_adapter(extras, source, out["adapter"])
        self.displays(written, track, extras)
        return written

    def file_name(self, source: Source | None) -> str:
        """The name of a file, by which others call a track without a name, and JBrowse calls all of them 'Track'."""
        return basename(source.location) if source is not None and isinstance(source.location, str) else ""

    def once_more(self, key: str, track: Track, first: Written) -> Written:
        """A track that views show besides its first time."""
        extras = extras_of(track)
        return self.in_view(self.look(key, track, extras, first.type), first.track_id, first.type)

    def sequence(self, key: str, track: Track, track_id: str) -> Written:
        """The reference sequence of an assembly."""
        return self.in_view(self.look(key, track, extras_of(track), _SEQUENCE), track_id, _SEQUENCE)

    def in_view(self, look: Look, track_id: str, track_type: str) -> Written:
        """A track whose whole look stands in the view."""
        marked = {name if name[:1] in (STATE, INLINE) else INLINE + name: value for name, value in look.said.items()}
        inlined = any(name[:1] == INLINE for name in marked)
        return Written(None, track_id, track_type, look._replace(said=marked, form=form_of(tuple(marked))), inlined)

    def type(self, track: Track, file_format: Any) -> str:
        """The type of a track: as it was, if it still shows the same."""
        extras = extras_of(track)
        spelled, plugin = extras.spelling.get("kind", extras.native.get(TYPED)), extras.native.get(PLUGIN)
        if isinstance(plugin, str):
            return plugin
        if isinstance(spelled, str) and kind_of(spelled, file_format) == track.kind:
            return spelled
        if track.kind is UNSET or track.kind == "unknown":
            return type_of(adapters.KINDS.get(file_format), file_format)
        return type_of(track.kind, file_format)

    def track_id(self, track: Track, extras: Extras) -> str:
        """The id that it had, else one made of its name, unlike all others."""
        given = extras.native.get("trackId")
        return given if isinstance(given, str) else self.ids.take(self.wanted_id(track))

    def wanted_id(self, track: Track) -> str:
        """The id that it had, else one made of its name."""
        given = extras_of(track).native.get("trackId")
        if isinstance(given, str):
            return given
        if isinstance(track.name, str):
            wanted = _SLUG.sub("_", redact(track.name)).strip("_")
        elif isinstance(track.key, str):
            wanted = track.key
        else:
            source = source_of(self.session, track)
            known = source is not None and adapters.adapter_for(source) is not None
            wanted = _SLUG.sub("_", basename(str(source.location)) if source is not None and known else "").strip("_")
        return wanted or (track.kind if isinstance(track.kind, str) else "track")

    def assemblies(self, track: Track, extras: Extras, out: dict[str, Any]) -> None:
        """The assemblies that a track belongs to."""
        if isinstance(track.genomes, list) and (self.own or out["type"] != _SEQUENCE):
            out["assemblyNames"] = track.genomes
        elif isinstance(self.genome, str) and out["type"] != _SEQUENCE:
            spelled = extras.spelling.get("genomes")
            out["assemblyNames"] = spelled if isinstance(spelled, list) and self.means(spelled[0]) else [self.genome]

    def means(self, name: str) -> bool:
        """Whether a name means the session's genome."""
        genome = self.session.genome
        aliases = genome.aliases if genome is not UNSET else ()
        return name == self.genome or name in (aliases or ()) or same_genome(name, str(self.genome))

    # ---- look

    def look(self, key: str, track: Track, extras: Extras, track_type: str) -> Look:
        """The look of a track as its display says it."""
        drawn = track if self.own else with_common_limits(self.session, track)
        if not self.own and "jbrowse1" not in self.session.forms:
            drawn = _fitted(drawn)
        drawn = in_jbrowse(drawn if self.own else shaded(drawn), extras, source_of(self.session, track))
        return look_of(drawn, track_type, extras, shown=key in self.shown, own=self.own)

    def rest(self, written: Written, track: Track, extras: Extras) -> None:
        """What only JBrowse says of a track."""
        out = written.config or {}
        nested(_of_track(extras.native), out)
        if extras.ignored:
            held = [one for one in _of_track(extras.ignored) if not one[0].startswith(_APART_OBJECTS)]
            slots = {name: None if name in APART_OBJECTS else names.TRACK for name, _ in held}
            returning = [one for one in held if self.returns(slots[one[0]], one, written.look.display, track)]
            self.luggage.put(returning, out, ("assemblyNames",) if track.genomes is UNSET else ())

    def returns(self, slots: Slots | None, fact: tuple[str, Any], display: str, track: Track) -> bool:
        """Whether an ignored fact stands where it stood: one of the next generation only while it means the same."""
        name, value = fact
        return self.luggage.takes(slots, name) and (not unknown(slots, name) or stands(display, name, value, track))

    def displays(self, written: Written, track: Track, extras: Extras) -> None:
        """The configurations of the displays that have something to say, and those that were listed."""
        listed, look = extras.native.get("displays") or {}, written.look
        found: dict[str, dict[str, Any]] = {name: {} for name in listed}
        form = [] if written.inline else look.form.slots
        if form:
            found.setdefault(look.display, {})
        if extras.native or extras.ignored:
            self._more(track, extras, found)
        if _SHADED in look.said and not self.own and (shade := shades(track)) is not None and shade.white:
            found[look.display][_WHITE] = shade.white
        made = []
        for name, facts in found.items():
            own = shaped(form, look.said) if name == look.display else {}
            held = {"type": name, "displayId": listed.get(name) or f"{written.track_id}-{name}", **own}
            made.append(_with_inner(name, give_back(facts.items(), held, ("type", "displayId")) if facts else held))
        made += _others(extras.native, "displays")
        refused = _others(extras.ignored, "displays")
        if refused and self.luggage.takes(names.TYPED, "type"):
            made += refused
        if made and written.config is not None:
            written.config["displays"] = made

    def _more(self, track: Track, extras: Extras, found: dict[str, dict[str, Any]]) -> None:
        """What only JBrowse says in the configurations of displays."""
        for held in (extras.native, extras.ignored):
            for key, value in held.items():
                if key.startswith("displays/"):
                    _, which, name = key.split("/", 2)
                    if held is extras.native or self.returns(names.DISPLAYS.get(which), (name, value), which, track):
                        found.setdefault(which, {})[name] = value

    # ---- in a view

    def entry(self, written: Written, track: Track) -> dict[str, Any]:
        """A track in a view, with exactly one display."""
        extras = extras_of(track)
        native = extras.native
        out: dict[str, Any] = {}
        if "shown/id" in native:
            out["id"] = native["shown/id"]
        out["type"] = written.type
        out["configuration"] = written.track_id
        look = written.look
        known = written.display_id or native.get("displays", {}).get(look.display) or f"{written.track_id}-{look.display}"
        named = native.get("shown/displays/configuration")
        configuration = named if named and (written.config is None or _is_there(named, written.track_id, native)) else known
        facts = {name[1:]: look.said[name] for name in look.form.state}
        if native or extras.ignored:
            self._natives(track, written, facts, out)
        if written.inline:
            configuration = self._inline(written, native, f"{known}-view")
        else:
            facts = {name: value for name, value in facts.items() if not name.startswith("configuration/")}
        bare = not facts
        display = give_back(facts.items(), {"type": look.display, "configuration": configuration}, _OF_DISPLAY)
        for which in _INNER_STATE:
            if isinstance(display.get(which), dict):
                self._nested_display(display, which, written.track_id)
        if isinstance(track.members, list) and track.same_as is UNSET and (laid := rows.layout(self.session, track.members)):
            display[rows.LAYOUT] = laid
        if not (bare and _DISPLAYS in out):
            out[_DISPLAYS] = [display, *_others(native, "shown/displays")]
        return out

    def _inline(self, written: Written, native: dict[str, Any], display_id: str) -> dict[str, Any]:
        """The configuration of a display that stands in the view."""
        held = {"type": written.look.display, "displayId": display_id}
        held |= {name: native[_CONFIGURATION + name] for name in held if _CONFIGURATION + name in native}
        facts = ((name.removeprefix(INLINE), value) for name, value in written.look.said.items() if name[:1] != STATE)
        return _with_inner("", nested(facts, held))

    def _natives(self, track: Track, written: Written, facts: dict[str, Any], out: dict[str, Any]) -> None:
        extras, display = extras_of(track), written.look.display
        for held in (extras.native, extras.ignored):
            for key, value in held.items():
                if key.startswith("shown/displays/"):
                    name = key[len("shown/displays/") :]
                    if (name != "configuration" or held is extras.ignored) and (
                        held is extras.native or self.returns(names.STATES.get(display), (name, value), display, track)
                    ):
                        facts.setdefault(name, value)
                elif key.startswith("shown/") and not key.startswith(_NOT_OF_ENTRY) and key not in _SHOWN_APART:
                    name = key[len("shown/") :]
                    if held is extras.native or self.luggage.takes(names.SHOWN_TRACK, name):
                        self.luggage.put([(name, value)], out)

    def _nested_display(self, display: dict[str, Any], which: str, track_id: str) -> None:
        """The displays within the display of alignments have a type and a configuration of their own."""
        usual = (
            "LinearSNPCoverageDisplay" if which == "SNPCoverageDisplay" else display.get("lowerPanelType", "LinearPileupDisplay")
        )
        held = display[which]
        held.setdefault("type", usual)
        configuration = held.setdefault("configuration", {})
        if isinstance(configuration, dict):
            configuration.setdefault("type", held["type"])
            configuration.setdefault("displayId", f"{track_id}-LinearAlignmentsDisplay-{which}")


_RENDERERS = {
    **dict.fromkeys(("LinearBasicDisplay", "LinearVariantDisplay", "LinearBareDisplay"), "SvgFeatureRenderer"),
    "LinearArcDisplay": "ArcRenderer",
}
_SHADED, _WHITE = (f"renderers/DensityRenderer/{slot}" for slot in ("posColor", "bicolorPivotValue"))
_INNER_CONFIG = {"pileupDisplay": "LinearPileupDisplay", "snpCoverageDisplay": "LinearSNPCoverageDisplay"}
_INNER_STATE = ("PileupDisplay", "SNPCoverageDisplay")
_CONFIGURATION = "shown/displays/configuration/"
_SHOWN_APART = ("shown/id", "shown/level")
_NOT_OF_ENTRY = ("shown/init", *(f"shown/displays{rest}" for rest in ("/", *"123456789")))
_OTHER = re.compile(r"((?:shown/)?displays)(\d+)/(.+)", re.DOTALL)
_DISPLAYS = "displays"
_OF_DISPLAY = ("type", "configuration")
"""What every display in a view says, unless something else stood in its place and returns."""


def _is_there(display_id: str, track_id: str, native: dict[str, Any]) -> bool:
    """Whether a track has a configuration of a display of this id: it lists it, or JBrowse makes it."""
    others = (value for name, value in native.items() if name.endswith("/displayId"))
    return display_id.startswith(f"{track_id}-") or display_id in (*(native.get("displays") or {}).values(), *others)


def _has_display(native: dict[str, Any]) -> bool:
    """Whether a track stands in a view with its display, or is told of it when it is opened."""
    return "shown/init" not in native or INITIAL in native


def inline(extras: Extras) -> bool:
    """Whether the configuration of the display stood in the view."""
    return f"{_CONFIGURATION}displayId" in extras.native or f"{_CONFIGURATION}type" in extras.native


def _others(held: dict[str, Any], place: str) -> list[dict[str, Any]]:
    """The displays of a track, or of one in a view, behind those that are looked at, as they were."""
    found: dict[int, dict[str, Any]] = {}
    for key, value in held.items():
        if (other := _OTHER.fullmatch(key)) and other[1] == place:
            found.setdefault(int(other[2]), {})[other[3]] = value
    return [nested(found[number].items()) for number in sorted(found)]


def _of_track(held: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The facts of the configuration itself."""
    for key, value in held.items():
        if key.startswith(TRACK):
            yield key[len(TRACK) :], value
        elif key not in APART and not key.startswith(PLACES):
            yield key, value


def _with_inner(display: str, configuration: dict[str, Any]) -> dict[str, Any]:
    """A configuration whose renderer and inner displays have the type and id without which JBrowse refuses them."""
    renderer = configuration.get("renderer")
    if renderer and display in _RENDERERS and isinstance(renderer, dict):
        renderer.setdefault("type", _RENDERERS[display])
    for name, inner_display in _INNER_CONFIG.items():
        inner = configuration.get(name)
        if isinstance(inner, dict):
            inner.setdefault("type", inner_display)
            inner.setdefault("displayId", f"{configuration['displayId']}-{name}")
    return configuration


def _fitted(track: Track) -> Track:
    """A track without limits that fitting the axis to the data overrules: in the JBrowses alone one of them holds beside it."""
    parts = track.parts if isinstance(track.parts, dict) else {}
    if "coverage" in parts and (held := _without_limits(parts["coverage"].display_range)) is not None:
        coverage = msgspec.structs.replace(parts["coverage"], display_range=held)
        track = msgspec.structs.replace(track, parts={**parts, "coverage": coverage})
    held = _without_limits(track.display_range)
    return track if held is None else msgspec.structs.replace(track, display_range=held)


def _without_limits(held: DisplayRange | UnsetType) -> DisplayRange | None:
    """An axis that is fitted to the data without its limits; None where it is not, or has none."""
    if held is UNSET or held.autoscale is not True or held.minimum is held.maximum is UNSET:
        return None
    return msgspec.structs.replace(held, minimum=UNSET, maximum=UNSET)
