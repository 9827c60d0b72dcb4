"""Neutral tracks as track objects of igv.js or of IGV desktop 3."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.formats._consume import Table, say
from converter.formats._igv import paints_rare_variants, with_known_names, without_computed, without_implied
from converter.formats._parts import Branches
from converter.formats._words import Word
from converter.formats.igvjson import codecs, desktop, fields, mapping, names, rows, sorts
from converter.formats.igvjson.files import type_named
from converter.formats.igvjson.files_out import FileWriter, extras_of
from converter.formats.igvjson.names import DESKTOP, ID, IGVJS
from converter.formats.igvjson.usable import html_notice, is_html
from converter.model.refs import source_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from converter.model import Extras, Source, Track

_ORDER = Table([Word("order", "order", codecs.SIZE)])
_SIZES = ("minTLEN", "maxTLEN")
_COMPUTED = "parts.reads.reads.compute_insert_size"
"""Expected insert sizes, and whether IGV desktop computes them from the reads in place of heeding what is said."""
_WITHOUT_FILE = {IGVJS: ("sequence", "overlay", "blat"), DESKTOP: ("sequence", "overlay", "blat", "motif", "combined")}


class TrackWriter(FileWriter):
    """Writes tracks for one profile."""

    def source(self, track: Track) -> Source | None:
        """The file of a track."""
        return source_of(self.session, track)

    def base(self, track: Track) -> Any:
        """What the ids of the parts of an alignment begin with, by which IGV desktop joins them."""
        source = self.source(track)
        return source.location if source is not None else track.key

    def in_parts(self, track: Track) -> bool:
        """Whether the parts of an alignment can be joined again, or were so in a session of IGV desktop.

        What had no type of a part was one object.
        """
        if self.luggage.returning and "type" in extras_of(track).ignored:
            return False
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

    def distinct(self, keys: Sequence[str]) -> list[str]:
        """The tracks without further samples of a TDF: igv.js draws its first sample in each, under the name of another."""
        drawn = set[object]()
        found: list[str] = []
        for key in keys:
            track = self.session.tracks[key]
            if self.draws_first_sample(track):
                if track.source in drawn:
                    continue
                drawn.add(track.source)
            found.append(key)
        return found

    def write(self, key: str, place: str, *, visible: bool = True) -> list[dict[str, Any]]:
        """The object of a track, or those of its parts; `place` is the pointer of the first."""
        track = with_known_names(self.session, self.session.tracks[key])
        if self.profile == DESKTOP and track.kind == "alignment" and track.parts and self.in_parts(track):
            return self.parts(key, track, place, visible=visible)
        return [self.whole(key, track, place, visible=visible)]

    def whole(self, key: str, track: Track, place: str, *, visible: bool, table: Table | None = None) -> dict[str, Any]:
        """One object for a track; `table`: the words of one whose rows are tracks."""
        extras, source = extras_of(track), self.source(track)
        form = source.format if source is not None and isinstance(source.format, str) else None
        named = track.kind if isinstance(track.kind, str) else None
        alone = table is None
        plain = mapping.speech(self.profile, named, form)
        table, composites = plain if table is None else (table, rows.shared(plain))
        spelling = extras.spelling if self.same else {}
        out = self.identity(key, track, source, place)
        self.put(("tracks", key), place, str(out.get("id") or out.get("name")))
        if alone and self.profile == IGVJS and not self.home and isinstance(track.name, str) and is_html(track.name):
            self.notices.append(html_notice("assumed", ("tracks", key)))
        if source is not None and self.unopenable(key, source) and not self.same:
            return self.bare(out, track)
        branches = Branches(track) if named == "alignment" else track
        say(table, branches, out, spelling)
        for one in composites:
            self.composite(one, Branches(track), out, spelling)
        out |= rows.filling(out, asked=self.profile == IGVJS and ID not in track.extras)
        if named == "annotation":
            fields.respell(out, spelling.get("colorBy"), self.luggage)
        if named == "overlay" and "autoscaleGroup" in out and self.profile == IGVJS and not self.home:
            out.pop("max", None)  # it takes the members out of their group (MergedTrack.setDataRange)
        self.range(out, named)
        if self.profile == IGVJS and not self.home:
            said = next((form for form in codecs.OWN_SHADES if form in self.session.forms), "")
            codecs.shade(out, *codecs.OWN_SHADES.get(said, ()))
        self.link(out, track, source)
        if named == "alignment" and self.profile == IGVJS:
            self.of_reads(out, track)
        if isinstance(track.members, list) and named == "overlay":
            self.members(out, track.members, place)
        if self.profile == DESKTOP:
            self.desktop(out, track, extras, visible=visible)
        self.more(out, extras, table)
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

    def more(self, out: dict[str, Any], extras: Extras, known: Table) -> None:
        """What the model has no words for; of another profile's session only what this one understands too."""
        for name, value in extras.native.items():
            if name != "in" and "/" not in name and name not in out and (self.same or name in known.native):
                out[name] = value
        self.luggage.put(known, extras.ignored, out)

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
        if one.plain is not None and isinstance(spelled, dict) and not self.luggage.carried:
            spelled = {name: one.plain(raw) for name, raw in spelled.items()}
        out.update(spelled if isinstance(spelled, dict) and one.read(spelled) == values else one.write(values))
        if one is sorts.SORT and self.profile == IGVJS and not self.home and isinstance(out.get("sort"), dict):
            out["sort"] = {**self.sorted_at(), **out["sort"]}
            if "chr" not in out["sort"]:
                del out["sort"]

    # what a track is called, and where its data is

    def identity(self, key: str, track: Track, source: Source | None, place: str) -> dict[str, Any]:
        """Type, id and file."""
        out: dict[str, Any] = {}
        ignored = extras_of(track).ignored
        returns = "type" in ignored and self.luggage.takes_refused(mapping.NOTHING, "type", ignored["type"])
        told = ignored["type"] if returns else self.type_of(track, source)
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

    def link(self, out: dict[str, Any], track: Track, source: Source | None) -> None:
        """The link for features, of the track or of its file (igv.js)."""
        if self.profile == IGVJS:
            of_file = source.feature_url if source is not None else UNSET
            held = track.info_url if isinstance(track.info_url, str) else of_file
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

    def of_reads(self, out: dict[str, Any], track: Track) -> None:
        """igv.js shows coverage and reads unless it is told not to, and takes sizes that it is told for those it computes."""
        for name in _SIZES if getattr(Branches(track), _COMPUTED) is True else ():
            out.pop(name, None)
        if isinstance(track.parts, dict):
            for which, name in (("coverage", "showCoverage"), ("reads", "showAlignments")):
                if which not in track.parts:
                    out[name] = False

    def desktop(self, out: dict[str, Any], track: Track, extras: Extras, *, visible: bool) -> None:
        """Whether it is shown, what a combined track is made of, and that a colour is that of all variants."""
        spelled = extras.spelling.get("shown") if self.same else None
        if spelled is not None and (str(spelled).lower() == "true") == visible:
            out["visible"] = spelled
        elif not visible:
            out["visible"] = "false"
        if track.kind == "variant" and "color" in out and not paints_rare_variants(self.session):
            out.setdefault("siteColorMode", "NONE")
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
            said = say(desktop.PARTS[which], Branches(track), {}, spelling)
            out |= without_implied(without_computed(said, spelling), upwards=False, spelling=spelling)
            self.range(out, None)
            if not self.same and not out.keys().isdisjoint(_SIZES):
                out.setdefault("computeIsizes", False)  # else IGV desktop computes them
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
        native, ignored = (_of_part(held, which) for held in (extras.native, extras.ignored))
        out.update(native if self.same else {})
        self.luggage.put(desktop.PARTS[which], ignored, out)


def _of_part(held: Mapping[str, Any], which: str) -> dict[str, Any]:
    """What is kept of one part of an alignment, by its names there."""
    return {name.removeprefix(f"{which}/"): value for name, value in held.items() if name.startswith(f"{which}/")}
