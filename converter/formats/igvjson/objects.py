"""Neutral tracks as track objects of igv.js or of IGV desktop 3."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.formats._consume import Table, say
from converter.formats._extras import extras_in
from converter.formats._parts import Branches
from converter.formats._words import NAME, Word
from converter.formats.igvjson import codecs, composites, desktop, mapping, names
from converter.formats.igvjson.files import type_named
from converter.formats.igvjson.locations import trouble
from converter.formats.igvjson.names import DESKTOP, ID, IGVJS
from converter.formats.igvjson.usable import html_notice, is_html
from converter.loss.ledger import Notice, Put
from converter.model.refs import source_of
from converter.resources import htsget
from converter.resources.filetypes import conventional_index, infer
from converter.resources.location import LocationKind, is_relative, is_remote, kind

if TYPE_CHECKING:
    from converter.loss.ledger import Owner
    from converter.model import Extras, Session, Source, Track

_ORDER = Table([Word("order", "order", codecs.SIZE)])
_FIRST = "igv.js draws the first sample of a TDF, whichever the track shows; near by none, if its rows have names (`TDFSource`)."
_TABLE = "Make a bigWig of the sample, and name it with the option rewrite=FROM=TO."
_WITHOUT_FILE = {IGVJS: ("sequence", "overlay", "blat"), DESKTOP: ("sequence", "overlay", "blat", "motif", "combined")}


extras_of = extras_in(ID)


class TrackWriter:
    """Writes tracks for one profile.

    `same`: the source was a session of this profile; `home`: of this format; `luggage`: what the program ignored of
    it is written too.
    """

    def __init__(self, session: Session, profile: str, *, luggage: bool) -> None:
        self.session = session
        self.profile = profile
        form = session.forms.get(ID, {})
        self.home = bool(form)
        self.same = form.get("profile") == profile
        self.luggage = luggage and self.same
        self.placed: dict[Owner, Put] = {}
        self.notices: list[Notice] = []
        self.ids: dict[str, str] = {}

    def put(self, owner: Owner, place: str, called: str) -> None:
        """Where an object was written; the first place counts."""
        self.placed.setdefault(owner, Put(place, called))

    def source(self, track: Track) -> Source | None:
        """The file of a track."""
        return source_of(self.session, track)

    def base(self, track: Track) -> Any:
        """What the ids of the parts of an alignment begin with, by which IGV desktop joins them."""
        source = self.source(track)
        return source.location if source is not None else track.key

    def in_parts(self, track: Track) -> bool:
        """Whether the parts of an alignment can be joined again, or were so in a session of IGV desktop."""
        return isinstance(self.base(track), str) or (self.same and "kind" not in extras_of(track).spelling)

    def writable(self, key: str) -> bool:
        """Whether the program has such tracks, and their data can be named."""
        track = self.session.tracks.get(key)
        if track is None:
            return False
        if self.same and ID in track.extras:
            return True
        kind_known = not isinstance(track.kind, str) or track.kind in names.WRITTEN[self.profile] or track.kind == "unknown"
        if track.kind == "overlay":
            members = track.members if isinstance(track.members, list) else []
            return any(self.writable(member) for member in members)
        source = self.source(track)
        data = source is not None and (isinstance(source.location, str) or isinstance(source.features, list))
        asked = self.profile == IGVJS and "sourceType" in extras_of(track).native
        return kind_known and (data or asked or track.kind in _WITHOUT_FILE[self.profile])

    def write(self, key: str, place: str, *, visible: bool = True) -> list[dict[str, Any]]:
        """The object of a track, or those of its parts; `place` is the pointer of the first."""
        track = self.session.tracks[key]
        if self.profile == DESKTOP and track.kind == "alignment" and track.parts and self.in_parts(track):
            return self.parts(key, track, place, visible=visible)
        return [self.whole(key, track, place, visible=visible)]

    def whole(self, key: str, track: Track, place: str, *, visible: bool) -> dict[str, Any]:
        """One object for a track."""
        extras, source = extras_of(track), self.source(track)
        form = source.format if source is not None and isinstance(source.format, str) else None
        named = track.kind if isinstance(track.kind, str) else None
        table, composites = mapping.speech(self.profile, named, form)
        spelling = extras.spelling if self.same else {}
        out = self.identity(key, track, source, place)
        self.put(("tracks", key), place, str(out.get("id") or out.get("name")))
        if self.profile == IGVJS and not self.home and isinstance(track.name, str) and is_html(track.name):
            self.notices.append(html_notice("assumed", ("tracks", key)))
        if source is not None and self.unopenable(key, source) and not self.same:
            return self.bare(out, track)
        if form == "tdf" and isinstance(track.sample, str) and self.profile == IGVJS:
            self.notices.append(Notice("sample.first", "assumed", "error", _FIRST, ("tracks", key), "sample", _TABLE))
        branches = Branches(track) if named == "alignment" else track
        say(table, branches, out, spelling)
        for one in composites:
            self.composite(one, Branches(track), out, spelling)
        if named == "overlay" and "autoscaleGroup" in out and self.profile == IGVJS and not self.home:
            out.pop("max", None)  # it takes the members out of their group (MergedTrack.setDataRange)
        self.range(out, named)
        if self.profile == IGVJS and not self.home:
            codecs.shade(out)
        self.link(out, track, source)
        if named == "alignment" and self.profile == IGVJS:
            self.missing_parts(out, track)
        if isinstance(track.members, list) and named == "overlay":
            self.members(out, track.members, place)
        if self.profile == DESKTOP:
            self.desktop(out, track, extras, visible=visible)
        self.more(out, extras, table.native)
        return out

    def range(self, out: dict[str, Any], kind: str | None) -> None:
        """Without a maximum igv.js scales to the data whatever else is said of the axis, and IGV desktop reads no range."""
        if "max" in out:
            return
        if self.profile == DESKTOP and not self.same:
            for name in ("min", "mid", "logScale", "flipAxis", "drawBaseline"):
                out.pop(name, None)
        elif self.profile == IGVJS and kind in names.RANGED:
            out.pop("min", None)
            if out.get("autoscale") is False and not self.home:
                del out["autoscale"]

    def bare(self, out: dict[str, Any], track: Track) -> dict[str, Any]:
        """A track that nobody will see: its name and its file, not its look."""
        return {**({"name": track.name} if isinstance(track.name, str) else {}), **out}

    def more(self, out: dict[str, Any], extras: Extras, known: Any) -> None:
        """What the model has no words for; of another profile's session only what this one understands too."""
        for name, value in extras.native.items():
            if name != "in" and "/" not in name and name not in out and (self.same or name in known):
                out[name] = value
        if self.luggage:
            for name, value in extras.ignored.items():
                if "/" not in name and name not in out:
                    out[name] = value

    def sorted_at(self) -> dict[str, Any]:
        """The middle of the first place in view, where IGV desktop sorts reads; igv.js does not sort them without a place."""
        places = (one for key in self.session.view_order for one in self.session.views[key].loci or ())
        first = next(places, None)
        if first is None or not (isinstance(first.chrom, str) and isinstance(first.start, int) and isinstance(first.end, int)):
            return {}
        return {"chr": first.chrom, "position": (first.start + first.end) // 2 + 1}

    def composite(self, one: Any, branches: Branches, out: dict[str, Any], spelling: Any) -> None:
        """A key that says several fields, as it was spelled if that still means the same."""
        held = {field: getattr(branches, field) for field in one.fields}
        values = {field: value for field, value in held.items() if value is not UNSET}
        if not values:
            return
        spelled = spelling.get(one.names[0])
        if one is composites.SORT and isinstance(spelled, dict) and not self.luggage:
            spelled = {name: composites.plain_sort(raw) for name, raw in spelled.items()}
        out.update(spelled if isinstance(spelled, dict) and one.read(spelled) == values else one.write(values))
        if one is composites.SORT and self.profile == IGVJS and not self.home and isinstance(out.get("sort"), dict):
            out["sort"] = {**self.sorted_at(), **out["sort"]}
            if "chr" not in out["sort"]:
                del out["sort"]

    # what a track is called, and where its data is

    def identity(self, key: str, track: Track, source: Source | None, place: str) -> dict[str, Any]:
        """Type, id and file."""
        out: dict[str, Any] = {}
        told = self.type_of(track, source)
        if told is not None:
            out["type"] = told
        identifier = self.identifier(key, track, source)
        if identifier is not None:
            out["id"] = identifier
        if source is not None:
            self.file(out, track, source, place)
        return out

    def type_of(self, track: Track, source: Source | None) -> str | None:
        """The type to write: as it was spelled, else ours, where it has to be said."""
        extras = extras_of(track)
        kept = extras.native.get("type") if self.same else None
        if kept is None and self.luggage and track.kind == "combined":
            kept = extras.ignored.get("type")
        if isinstance(kept, str):
            return kept
        spelled = extras.spelling.get("kind") if self.same else None
        written = names.WRITTEN[self.profile]
        if isinstance(spelled, str):
            meant = names.TYPES[self.profile].get(spelled.lower())
            if meant == track.kind or written.get(str(meant)) == written.get(str(track.kind)) or track.kind == "combined":
                return spelled
        form = source.format if source is not None else UNSET
        found = type_named(form) if isinstance(form, str) else None
        if self.same and found is not None and found.kind == track.kind:
            return None
        drawn = track.display.renderer if track.display is not UNSET else None
        if self.profile == IGVJS and track.kind == "annotation" and drawn in names.DRAWN:
            return str(drawn)
        if self.profile == IGVJS and track.kind == "copy_number" and isinstance(form, str) and form in names.BY_FORMAT:
            return names.BY_FORMAT[form]
        return written.get(str(track.kind))

    def identifier(self, key: str, track: Track, source: Source | None) -> str | None:
        """The id: igv.js uses it as a name only, IGV desktop to tell the tracks of one file apart."""
        native = extras_of(track).native.get("id")
        if isinstance(native, str) and (self.same or self.profile == IGVJS):
            return native
        if source is not None and isinstance(source.location, str):
            one = isinstance(track.sample, str) and (self.same or not (track.kind == "copy_number" and source.format == "seg"))
            told = not self.same or one or "id" in extras_of(track).spelling
            if self.profile == IGVJS or not told:
                return None
            return f"{source.location}_{track.sample}" if one else source.location
        if isinstance(track.key, str):
            return track.key
        return f"{track.name or track.kind or 'track'}_{key}" if self.profile == DESKTOP and not self.same else None

    def file(self, out: dict[str, Any], track: Track, source: Source, place: str) -> None:
        """Location, index and format of a track's file."""
        spelling = extras_of(source).spelling
        form = self.format_of(source, spelling)
        if form is not None:
            out["format"] = form
        if isinstance(source.features, list):
            out["features"] = source.features
            self.put(("sources", str(track.source)), f"{place}/features", "features")
        if not isinstance(source.location, str):
            return
        if self.profile == IGVJS and source.format in htsget.FORMATS.values():
            self._service(out, track, source, place)
            return
        spelled = spelling.get(NAME + "location") if self.same else None
        name = self.location_key(source.location, spelled)
        out[name] = source.location
        self.put(("sources", str(track.source)), f"{place}/{name}", f"<{source.location}>")
        index = source.index if isinstance(source.index, str) else self.index_of(source)
        if index is not None:
            plain = "indexURL" if self.profile == IGVJS or name != "path" else "indexPath"
            out[spelling.get(NAME + "index", plain) if self.same and name == (spelled or name) else plain] = index
        if isinstance(source.indexed, bool):
            out["indexed"] = source.indexed

    def _service(self, out: dict[str, Any], track: Track, source: Source, place: str) -> None:
        """The htsget service that igv.js asks for the data of a track."""
        url, form = extras_of(source).spelling.get(NAME + "service", (None, None)) if self.same else (None, None)
        if form is not None or not self.same:
            out["format"] = form or next(plain for plain, one in htsget.FORMATS.items() if one == source.format)
        else:
            out.pop("format", None)
        known = isinstance(url, str) and htsget.named(url) == source.location
        out |= {"sourceType": "htsget", "url": url if known else htsget.asked(str(source.location))}
        self.put(("sources", str(track.source)), f"{place}/url", f"<{source.location}>")

    def location_key(self, location: str, spelled: Any) -> str:
        """The key of a location: IGV desktop calls what is on the machine a path, and may say so of an address; igv.js not."""
        kept = self.profile != IGVJS or spelled not in names.ON_THE_MACHINE or not is_remote(location)
        if isinstance(spelled, str) and kept:
            return spelled
        far = self.profile == IGVJS or self.same or is_remote(location) or kind(location) is LocationKind.DATA
        return "url" if far else "path"

    def index_of(self, source: Source) -> str | None:
        """The index that igv.js does not look for by itself, as IGV desktop does, and without which it opens no CRAM file."""
        if self.profile == DESKTOP or source.format != "cram" or not isinstance(source.location, str):
            return None
        return conventional_index(source.location, "cram")

    def format_of(self, source: Source, spelling: Any) -> str | None:
        """The format to write: as it was spelled, else ours, where it has to be said."""
        if not isinstance(source.format, str):
            return None
        spelled = spelling.get("format")
        if isinstance(spelled, str):
            found = type_named(spelled)
            if (found.format if found else spelled.lower().lstrip(".")) == source.format:
                return spelled
        inferred = infer(source.location) if isinstance(source.location, str) else None
        plain = inferred is not None and inferred.format == source.format
        return None if plain and (self.home or source.format == "junctions") else source.format

    def unopenable(self, key: str, source: Source) -> bool:
        """Say of a file that the program can't open it, or will look for it elsewhere."""
        location = source.location
        found = trouble(self.profile, source)
        owner = ("tracks", key)
        if found is not None:
            text, hint = found
            self.notices.append(Notice("location.unopenable", "assumed", "error", text, owner, "source", hint, emitted=location))
        elif self.profile == IGVJS and not self.home and isinstance(location, str) and is_relative(location):
            text = "igv.js looks for a relative location beside its web page, not beside the session."
            hint = "Make locations absolute with the options paths=absolute and base."
            self.notices.append(Notice("location.relative", "assumed", "warning", text, owner, "source", hint, emitted=location))
        return found is not None

    def loadable(self, key: str, source: Source) -> bool:
        """Whether a file of sample information may be named: igv.js gives up the session where it can't be loaded."""
        found = None if self.same else trouble(self.profile, source)
        if found is None:
            return True
        text, hint = found
        said = Notice("location.unopenable", "assumed", "error", f"{text} It is left out.", ("sources", key), "location", hint)
        self.notices.append(said)
        return False

    def link(self, out: dict[str, Any], track: Track, source: Source | None) -> None:
        """The link for features, of the track or of its file (igv.js)."""
        if self.profile == IGVJS:
            held = track.info_url if isinstance(track.info_url, str) else source.feature_url if source is not None else UNSET
            if isinstance(held, str):
                out["infoURL"] = held

    # overlays, parts, and what only IGV desktop says

    def members(self, out: dict[str, Any], members: list[str], place: str) -> None:
        """The tracks that an overlay draws over each other."""
        made: list[dict[str, Any]] = []
        for member in members:
            if self.writable(member):
                made += self.write(member, f"{place}/tracks/{len(made)}")
        if "autoscaleGroup" in out and self.profile == IGVJS and not self.home:
            made = [{**one, "autoscaleGroup": out["autoscaleGroup"]} for one in made]
        out["tracks"] = made

    def missing_parts(self, out: dict[str, Any], track: Track) -> None:
        """igv.js shows coverage and reads unless it is told not to."""
        if isinstance(track.parts, dict):
            for which, name in (("coverage", "showCoverage"), ("reads", "showAlignments")):
                if which not in track.parts:
                    out[name] = False

    def desktop(self, out: dict[str, Any], track: Track, extras: Extras, *, visible: bool) -> None:
        """Whether it is shown, and what a combined track is made of."""
        spelled = extras.spelling.get("shown") if self.same else None
        if spelled is not None and (str(spelled).lower() == "true") == visible:
            out["visible"] = spelled
        elif not visible:
            out["visible"] = "false"
        operands = track.analysis.operands if track.analysis is not UNSET else UNSET
        for name, text in zip(("track1", "track2"), operands if isinstance(operands, list) else (), strict=False):
            there = self.session.tracks.get(text)
            out[name] = text if there is None else (self.identifier(text, there, self.source(there)) or text)

    def parts(self, key: str, track: Track, place: str, *, visible: bool) -> list[dict[str, Any]]:
        """An alignment file as IGV desktop has it: an object for each part."""
        extras, source = extras_of(track), self.source(track)
        parts: dict[str, Any] = track.parts if isinstance(track.parts, dict) else {}
        spelling = extras.spelling if self.same else {}
        types = {which: name for name, which in names.PARTS.items()}
        naming = "reads" if "reads" in parts else next(iter(parts))
        hidden = not visible and not any(part.visible is False for part in parts.values())
        head, _, number = place.rpartition("/")
        made: list[dict[str, Any]] = []
        for which, part in parts.items():
            out: dict[str, Any] = {"type": types[which]}
            here = f"{head}/{int(number) + len(made)}"
            if source is not None:
                self.file(out, track, source, here)
            if not self.same or f"{which}/id" in extras.spelling:
                out["id"] = f"{self.base(track)}{names.PART_ENDINGS[which]}"
            held = track.name if which == naming else part.name
            if isinstance(held, str):
                out["name"] = held
            say(desktop.PARTS[which], Branches(track), out, spelling)
            self.range(out, None)
            if hidden:
                out["visible"] = "false"
            if which == naming:
                out.update(say(_ORDER, track, {}, spelling))
            self.part_extras(out, extras, which)
            made.append(out)
        self.put(("tracks", key), place, str(source.location if source is not None else key))
        if source is not None:
            self.unopenable(key, source)
        return made

    def part_extras(self, out: dict[str, Any], extras: Extras, which: str) -> None:
        """What the model has no words for, of one part."""
        for held in (extras.native, extras.ignored if self.luggage else {}):
            for name, value in held.items():
                head, slash, tail = name.partition("/")
                if self.same and slash and head == which:
                    out[tail] = value
