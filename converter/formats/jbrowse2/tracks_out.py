"""Neutral tracks as track configurations and as tracks in a view."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import UNSET

from converter.formats.jbrowse2 import adapters, locations, mapping, names
from converter.formats.jbrowse2.drafts import ID
from converter.formats.jbrowse2.flat import Shape, nested, shape, shaped
from converter.formats.jbrowse2.genomes import same_genome
from converter.formats.jbrowse2.kinds import SEQUENCE_KEY, kind_of, type_of
from converter.formats.jbrowse2.look_plans import Look, look_of, unseen
from converter.formats.jbrowse2.looks_out import speaks
from converter.formats.jbrowse2.mapping import INLINE, STATE
from converter.loss.ledger import Notice, Owner
from converter.model import Extras
from converter.resources.location import LocationKind, basename, kind
from converter.resources.opening import advice

if TYPE_CHECKING:
    from collections.abc import Collection

    from converter.model import Session, Source, Track

NO_EXTRAS = Extras()
_APART = frozenset({"trackId", "holder", "display", "displays", "named"})
_SLUG = re.compile(r"[^\w.\-]+")


class Written(NamedTuple):
    """A track as written: its configuration (None for what only a view has), its id, and its look in views."""

    config: dict[str, Any] | None
    track_id: str
    type: str
    display: str
    look: dict[str, Any]
    """By marked name."""
    inline: bool
    """Whether the configuration of the display stands in the view."""
    spoken: Collection[str]
    """The fields of its look that are said."""


class TrackWriter:
    """Writes tracks; remembers what to tell of them."""

    def __init__(self, session: Session, genome: Any, *, desktop: bool, luggage: bool) -> None:
        self.session = session
        self.genome = genome
        self.desktop = desktop
        self.luggage = luggage
        self.own = ID in session.forms
        self.taken: set[str] = set()
        self.repeated: dict[str, int] = {}
        """How often an id was wanted that another track had."""
        self.notices: list[Notice] = []
        viewed = {key for view in session.views.values() for key in view.tracks if key in session.tracks}
        self.shown = {key for key in viewed if "shown/init" not in extras_of(session.tracks[key]).native}
        """The tracks that stand in a view with their display; not those that a view is told to open."""
        for track in session.tracks.values():
            given = extras_of(track).native.get("trackId")
            if isinstance(given, str) and track.same_as is UNSET:
                self.taken.add(given)

    def write(self, key: str, track: Track) -> Written:
        """A track of the catalogue."""
        extras = extras_of(track)
        source = self.session.sources.get(track.source) if isinstance(track.source, str) else None
        file_format = source.format if source is not None else UNSET
        track_type = self.type(track, extras, file_format)
        track_id = self.track_id(track, extras, source)
        out: dict[str, Any] = {"type": track_type, "trackId": track_id}
        for field in ("name", "description", "category", "metadata"):
            value = getattr(track, field)
            if value is not UNSET:
                out[field] = value
        self.assemblies(track, extras, out)
        adapter, opens = self.adapter(key, track, source)
        if adapter is not None:
            out["adapter"] = self.ignored_adapter(extras, adapter)
        look = self.look(key, track, extras, track_type) if opens else unseen(track, track_type, extras)
        written = Written(out, track_id, track_type, look.display, look.said, self.inlined(extras), look.spoken)
        self.rest(written, extras)
        self.displays(written, extras)
        return written

    def once_more(self, key: str, track: Track, first: Written) -> Written:
        """A track that views show besides its first time."""
        extras = extras_of(track)
        return self._in_view(self.look(key, track, extras, first.type), first.track_id, first.type)

    def sequence(self, key: str, track: Track, track_id: str) -> Written:
        """The reference sequence of an assembly."""
        look = self.look(key, track, extras_of(track), "ReferenceSequenceTrack")
        return self._in_view(look, track_id, "ReferenceSequenceTrack")

    def _in_view(self, look: Look, track_id: str, track_type: str) -> Written:
        """A track whose whole look stands in the view."""
        marked = {name if name[:1] in (STATE, INLINE) else INLINE + name: value for name, value in look.said.items()}
        inline = any(name[:1] == INLINE for name in marked)
        return Written(None, track_id, track_type, look.display, marked, inline, look.spoken)

    def inlined(self, extras: Extras) -> bool:
        """Whether the configuration of the display stood in the view."""
        return "shown/displays/configuration/displayId" in extras.native or "shown/displays/configuration/type" in extras.native

    def type(self, track: Track, extras: Extras, file_format: Any) -> str:
        """The type of a track: as it was, if it still shows the same."""
        spelled = extras.spelling.get("kind")
        if isinstance(spelled, str) and kind_of(spelled, file_format) == track.kind:
            return spelled
        if track.kind is UNSET or track.kind == "unknown":
            return type_of(adapters.KINDS.get(file_format), file_format)
        return type_of(track.kind, file_format)

    def track_id(self, track: Track, extras: Extras, source: Source | None) -> str:
        """The id that it had, else one made of its name, unlike all others."""
        given = extras.native.get("trackId")
        if isinstance(given, str):
            return given
        if isinstance(track.name, str):
            wanted = _SLUG.sub("_", track.name).strip("_")
        elif isinstance(track.key, str):
            wanted = track.key
        else:
            known = source is not None and adapters.adapter_for(source) is not None
            wanted = _SLUG.sub("_", basename(str(source.location)) if source is not None and known else "").strip("_")
        wanted = wanted or str(track.kind)
        found, number = wanted, self.repeated.get(wanted, 1)
        while found in self.taken:
            number += 1
            found = f"{wanted}-{number}"
        self.repeated[wanted] = number
        self.taken.add(found)
        return found

    def assemblies(self, track: Track, extras: Extras, out: dict[str, Any]) -> None:
        """The assemblies that a track belongs to."""
        if isinstance(track.genomes, list):
            out["assemblyNames"] = track.genomes
        elif isinstance(self.genome, str):
            spelled = extras.spelling.get("genomes")
            out["assemblyNames"] = spelled if isinstance(spelled, list) and self.means(spelled[0]) else [self.genome]

    def means(self, name: str) -> bool:
        """Whether a name means the session's genome."""
        genome = self.session.genome
        aliases = genome.aliases if genome is not UNSET else ()
        return name == self.genome or name in (aliases or ()) or same_genome(name, str(self.genome))

    # ---- data

    def adapter(self, key: str, track: Track, source: Source | None) -> tuple[dict[str, Any] | None, bool]:
        """The adapter of a track, and whether JBrowse can open its data."""
        owner = ("tracks", key)
        if isinstance(track.members, list):
            return self.members(track), True
        if source is None:
            self.unavailable(owner, track)
            return None, self.own
        adapter = adapters.write(source, desktop=self.desktop, own=self.own)
        if adapter is None:
            if not self.own:
                self.unopenable(owner, source)
            return None, self.own
        spelled = extras_of(source).spelling.get("location")
        if (
            not self.own
            and isinstance(source.location, str)
            and not locations.opens(source.location, spelled, desktop=self.desktop)
        ):
            self.unreachable(owner, source.location)
            return adapter, False
        return adapter, True

    def ignored_adapter(self, extras: Extras, adapter: dict[str, Any]) -> dict[str, Any]:
        """The adapter with what JBrowse ignores of it."""
        if self.luggage and extras.ignored:
            slots = names.ADAPTERS.get(adapter["type"])
            cut = len("adapter/")
            held = [(name[cut:], value) for name, value in extras.ignored.items() if name.startswith("adapter/")]
            nested([one for one in held if unknown(slots, one[0])], adapter)
        return adapter

    def members(self, track: Track) -> dict[str, Any] | None:
        """The adapter of a track that draws several."""
        subadapters, addresses = [], []
        for member in track.members or ():
            held = self.session.tracks.get(member)
            source = self.session.sources.get(held.source) if held is not None and isinstance(held.source, str) else None
            if held is None or source is None:
                continue
            named = extras_of(held).native.get("named")
            if named == "bigWigs":
                addresses.append(source.location)
                continue
            made = adapters.write(source, desktop=self.desktop, own=self.own)
            if made is None:
                self.unopenable(("tracks", member), source)
                continue
            subadapters.append(self.member(held, self.ignored_adapter(extras_of(held), made)))
        if not subadapters and not addresses:
            return None
        out: dict[str, Any] = {"type": "MultiWiggleAdapter"}
        if subadapters:
            out["subadapters"] = subadapters
        if addresses:
            out["bigWigs"] = addresses
        return out

    def member(self, track: Track, made: dict[str, Any]) -> dict[str, Any]:
        """One of several tracks: its adapter with its name and colour."""
        extras = extras_of(track)
        if isinstance(track.name, str):
            made[extras.native.get("named", "name")] = track.name
        color = track.display.color if track.display is not UNSET else UNSET
        if isinstance(color, str):
            spelled = extras.spelling.get("display.color")
            made["color"] = (
                spelled if isinstance(spelled, str) and mapping.COLOR.read(spelled) == color else mapping.COLOR.write(color)
            )
        nested(((name, value) for name, value in extras.native.items() if name not in _APART), made)
        return made

    def unavailable(self, owner: Owner, track: Track) -> None:
        """A track whose data no file of the session holds."""
        if self.own:
            return
        what = track.key if isinstance(track.key, str) else track.name if isinstance(track.name, str) else track.kind
        text = f"The data of {what!r} belong to the genome browser that it comes from; JBrowse 2 shows an error in their place."
        hint = "Add the annotation as a file of your own (GFF3, BED or bigBed), for example with 'jbrowse add-track'."
        self.notices.append(Notice("location.unopenable", "assumed", "error", text, owner, "source", hint))

    def unopenable(self, owner: Owner, source: Source) -> None:
        """A file of a format that JBrowse has no adapter for."""
        what = source.format if isinstance(source.format, str) else "unknown"
        text = f"JBrowse 2 can't open files of the format {what}; it shows an error in place of the track."
        sizes = f"{self.genome}.chrom.sizes" if isinstance(self.genome, str) and self.genome else "chrom.sizes"
        hint = advice(str(source.location), what, ID, sizes)
        self.notices.append(
            Notice("location.unopenable", "assumed", "error", text, owner, "source", hint, original=str(source.location))
        )

    def unreachable(self, owner: Owner, location: str) -> None:
        """A location that a web browser can't reach."""
        of = kind(location)
        if of is LocationKind.GS:
            hint = "Use the option 'rewrite': gs://=https://storage.googleapis.com/"
        elif of is LocationKind.S3:
            hint = "Use the option 'rewrite', for example s3://BUCKET/=https://BUCKET.s3.amazonaws.com/"
        else:
            hint = "Put the file on a web server and use the option 'rewrite': FOLDER=URL; or write profile 'desktop'."
        text = "A web browser can't open this location; JBrowse 2 shows an error in place of the track."
        self.notices.append(Notice("location.unopenable", "assumed", "error", text, owner, "source", hint, original=location))

    # ---- look

    def look(self, key: str, track: Track, extras: Extras, track_type: str) -> Look:
        """The look of a track as its display says it."""
        return look_of(track, track_type, extras, shown=key in self.shown, own=self.own)

    def rest(self, written: Written, extras: Extras) -> None:
        """What only JBrowse says of a track."""
        out = written.config or {}
        apart = ("displays/", "shown/")
        if extras.native:
            nested(
                ((name, value) for name, value in extras.native.items() if name not in _APART and not name.startswith(apart)), out
            )
        if self.luggage and extras.ignored:
            held = ((name, value) for name, value in extras.ignored.items() if not name.startswith((*apart, "adapter/")))
            nested(((name, value) for name, value in held if self.harmless(names.TRACK, name, written)), out)

    def harmless(self, slots: names.Slots | None, name: str, written: Written) -> bool:
        """Whether an ignored name may stand where it stood: one of the next generation only beside what it says."""
        word = mapping.NEXT.get(written.display, {}).get(name.removeprefix("displayDefaults/"))
        return unknown(slots, name) and (word is None or speaks(written.spoken, word.field))

    def displays(self, written: Written, extras: Extras) -> None:
        """The configurations of the displays that have something to say, and those that were listed."""
        listed = extras.native.get("displays") or {}
        found: dict[str, dict[str, Any]] = {name: {} for name in listed}
        form = _form(tuple(written.look)).slots if written.look and not self.inlined(extras) else []
        if form:
            found.setdefault(written.display, {})
        if extras.native or extras.ignored:
            self._more(written, extras, found)
        made = []
        for name, facts in found.items():
            own = shaped(form, written.look) if name == written.display else {}
            held = {"type": name, "displayId": listed.get(name) or f"{written.track_id}-{name}", **own}
            made.append(_with_inner(name, nested(facts.items(), held) if facts else held))
        if made and written.config is not None:
            written.config["displays"] = made

    def _more(self, written: Written, extras: Extras, found: dict[str, dict[str, Any]]) -> None:
        """What only JBrowse says in the configurations of displays."""
        for held in (extras.native, extras.ignored if self.luggage else {}):
            for key, value in held.items():
                if key.startswith("displays/"):
                    _, which, name = key.split("/", 2)
                    if held is extras.native or self.harmless(names.DISPLAYS.get(which), name, written):
                        found.setdefault(which, {})[name] = value

    # ---- in a view

    def entry(self, written: Written, track: Track) -> dict[str, Any]:
        """A track in a view, with exactly one display."""
        extras = extras_of(track)
        native = extras.native
        out: dict[str, Any] = {}
        if "shown/id" in native:
            out["id"] = native["shown/id"]
        out["type"] = native.get("shown/type", written.type)
        out["configuration"] = written.track_id
        known = native.get("displays", {}).get(written.display) or f"{written.track_id}-{written.display}"
        configuration = native.get("shown/displays/configuration", known)
        facts = {name[1:]: written.look[name] for name in _form(tuple(written.look)).state}
        if native or extras.ignored:
            self._natives(extras, written, facts, out)
        if written.inline:
            configuration = self._inline(written, native, f"{known}-view")
        else:
            facts = {name: value for name, value in facts.items() if not name.startswith("configuration/")}
        display = nested(facts.items(), {"type": written.display, "configuration": configuration})
        for which in _INNER_STATE:
            if which in display:
                self._nested_display(display, which, written.track_id)
        out["displays"] = [display]
        return out

    def _inline(self, written: Written, native: dict[str, Any], display_id: str) -> dict[str, Any]:
        """The configuration of a display that stands in the view."""
        held = {"type": written.display, "displayId": display_id}
        held |= {name: native[_CONFIGURATION + name] for name in held if _CONFIGURATION + name in native}
        facts = ((name.removeprefix(INLINE), value) for name, value in written.look.items() if name[:1] != STATE)
        return _with_inner("", nested(facts, held))

    def _natives(self, extras: Extras, written: Written, facts: dict[str, Any], out: dict[str, Any]) -> None:
        for held in (extras.native, extras.ignored if self.luggage else {}):
            for key, value in held.items():
                if key.startswith("shown/displays/"):
                    name = key[len("shown/displays/") :]
                    if name != "configuration" and (
                        held is extras.native or self.harmless(names.STATES.get(written.display), name, written)
                    ):
                        facts.setdefault(name, value)
                elif (
                    key.startswith("shown/") and not key.startswith(("shown/displays", "shown/init")) and key not in _SHOWN_APART
                ):
                    name = key[len("shown/") :]
                    if held is extras.native or unknown(names.SHOWN_TRACK, name):
                        nested([(name, value)], out)

    def _nested_display(self, display: dict[str, Any], which: str, track_id: str) -> None:
        """The displays within the display of alignments have a type and a configuration of their own."""
        usual = (
            "LinearSNPCoverageDisplay" if which == "SNPCoverageDisplay" else display.get("lowerPanelType", "LinearPileupDisplay")
        )
        held = display[which]
        held.setdefault("type", usual)
        configuration = held.setdefault("configuration", {})
        configuration.setdefault("type", held["type"])
        configuration.setdefault("displayId", f"{track_id}-LinearAlignmentsDisplay-{which}")


_RENDERERS = {
    **dict.fromkeys(("LinearBasicDisplay", "LinearVariantDisplay", "LinearBareDisplay"), "SvgFeatureRenderer"),
    "LinearArcDisplay": "ArcRenderer",
}
_INNER_CONFIG = {"pileupDisplay": "LinearPileupDisplay", "snpCoverageDisplay": "LinearSNPCoverageDisplay"}
_INNER_STATE = ("PileupDisplay", "SNPCoverageDisplay")
_CONFIGURATION = "shown/displays/configuration/"
_SHOWN_APART = ("shown/id", "shown/type", "shown/level")


class _Form(NamedTuple):
    """Which names of a look are slots of a configuration, and how those are nested; which are state."""

    slots: Shape
    state: tuple[str, ...]


@lru_cache(maxsize=1024)
def _form(look: tuple[str, ...]) -> _Form:
    slots = [name for name in look if name[:1] not in (STATE, INLINE)]
    return _Form(shape(slots), tuple(name for name in look if name[:1] == STATE))


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


def unknown(slots: names.Slots | None, name: str) -> bool:
    """Whether JBrowse does not know a name, so that it does no harm; None: it does not know the whole."""
    return slots is not None and slots.kind(name) is None


def extras_of(held: Any) -> Extras:
    """What JBrowse 2 said of an object beyond the model's words."""
    found: Extras = held.extras.get(ID, NO_EXTRAS)
    return found


__all__ = ["SEQUENCE_KEY", "TrackWriter", "Written", "extras_of", "unknown"]
