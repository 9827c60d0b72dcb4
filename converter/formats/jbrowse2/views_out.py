"""Neutral views as views of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.formats.jbrowse2 import axes, names, places, regions
from converter.formats.jbrowse2.drafts import ID
from converter.formats.jbrowse2.extras import extras_of
from converter.formats.jbrowse2.flat import nested
from converter.formats.jbrowse2.ids import Ids
from converter.formats.jbrowse2.kinds import VIEWS
from converter.formats.jbrowse2.launch import INITIAL, LAUNCHED, SLOTS, SNAPSHOT
from converter.formats.jbrowse2.views import PIXELS, WINDOW
from converter.loss.ledger import Put
from converter.model import Interval
from converter.model.views import genome_views

if TYPE_CHECKING:
    from converter.formats.jbrowse2.tracks_out import Written
    from converter.formats.jbrowse2.writer import DocumentWriter
    from converter.model import Extras, Track, View

_TYPES = {kind: name for name, kind in reversed(VIEWS.items()) if name != "LinearComparativeView"}
_WORDS = {
    "title": "displayName",
    "show_center_line": "showCenterLine",
    "show_gridlines": "showGridlines",
    "color_by_cds": "colorByCDS",
    "show_ideogram": "showCytobandsSetting",
    "track_labels": "trackLabels",
}
OF_SESSION = {"drawerPosition": "right", "stickyViewHeaders": True}
OF_VIEW = {
    "trackLabels": "overlapping",
    "showCenterLine": False,
    "showCytobandsSetting": True,
    "colorByCDS": False,
    "showTrackOutlines": True,
}
"""What JBrowse takes from the reader's browser where a session, or a view, does not say."""
VIEW_ID = "view-{}"
"""The id of a view that had none, by its neutral id."""
_LOOK = ("display", "display_range", "parts", "reads", "variants", "interactions", "sequence")
_APART = frozenset({"id", LAUNCHED})
_LAUNCHED = frozenset({"kind", "loci", "tracks", "extras"})
"""What can be said of a view that another makes when it opens."""


class ViewWriter:
    """Writes the views of a session into its document."""

    def __init__(self, document: DocumentWriter) -> None:
        self.document = document
        self.session = document.session
        self.genome = document.genome
        linear = [key for key in genome_views(self.session) if self.session.views[key].kind == "linear"]
        self.main = next(iter(linear), None)
        self.seen: set[str] = set()
        self.ids = Ids()

    def kept(self, keys: list[str]) -> list[str]:
        """Those views that are not left out for their types."""
        return [key for key in keys if not self.document.sieve.view(_type(self.session.views[key]))]

    def write(self, key: str, view: View, place: str) -> dict[str, Any]:
        """One view with all that is in it."""
        extras = extras_of(view)
        view_type = _type(view)
        view_id = self._id(key, extras)
        out: dict[str, Any] = {"id": view_id, "type": view_type}
        self.document.placed["views", key] = Put(place, view_id)
        slots = names.VIEWS.get(view_type)
        for field, name in _WORDS.items():
            value = getattr(view, field)
            if value is not UNSET and (slots is None or slots.kind(name) is not None):
                out[name] = value
        if view_type == "LinearGenomeView":
            self.places(view, extras, out)
            if not out.keys() & {"init", "displayedRegions"} and key in self.session.view_order and ID not in self.session.forms:
                self.everywhere(out)
            self.highlights(key, view, extras, out, place)
        elif isinstance(view.laid_out, list):
            out["displayedRegions"] = self.regions(view, extras)
        self.inner(view, out, place)
        self.tracks(view, extras, out, place)
        nested(((name, value) for name, value in extras.native.items() if not self._apart(name, view, extras, out)), out)
        axes.put_together(out)
        if view_type == "LinearGenomeView":
            for name, value in OF_VIEW.items():
                out.setdefault(name, value)
        luggage = self.document.luggage
        luggage.put([one for one in extras.ignored.items() if luggage.takes(slots or names.TYPED, one[0])], out, OF_VIEW)
        return out

    def _id(self, key: str, extras: Extras) -> str:
        given = extras.native.get("id")
        wanted = given if isinstance(given, str) else VIEW_ID.format(key)
        return self.ids.take(wanted)

    def _apart(self, name: str, view: View, extras: Extras, out: dict[str, Any]) -> bool:
        """Whether a fact is written elsewhere, or not at all."""
        if name.startswith("init/") and view.kind == "linear":
            return not _names_assembly(extras, out.get("init", {}))
        if name in (*PIXELS, *WINDOW):
            return name in extras.spelling.get("loci", ())
        if name.startswith("displayedRegions/"):
            return isinstance(view.laid_out, list)
        if name.startswith("highlight/"):
            return name == regions.SINGLE or name.split("/")[1].isdigit()
        return name in _APART or name.startswith("levels/")

    # ---- where it looks

    def regions(self, view: View, extras: Extras) -> list[Any]:
        """The displayed regions, as they were spelled if that still holds."""
        laid_out: list[Interval] = view.laid_out if isinstance(view.laid_out, list) else []
        spelled = extras.spelling.get("laid_out")
        if isinstance(spelled, list):
            found = [places.region(one) for one in spelled]
            if None not in found and [self.interval(one) for one in found if one is not None] == laid_out:
                return spelled
        return [places.written_region(one, self.genome) for one in laid_out if places.displayable(one)]

    def interval(self, one: places.Region, start: float | None = None, end: float | None = None) -> Any:
        """A displayed region, or a part of it, as the model says it."""
        other = UNSET if one.genome is UNSET or self.document.is_main(one.genome) else one.genome
        made = type(self).made
        return made(
            one.chrom, one.start if start is None else start, one.end if end is None else end, other, flipped=one.reversed
        )

    @staticmethod
    def made(chrom: str, start: float, end: float, genome: Any, *, flipped: bool) -> Any:
        """An interval."""
        return Interval(chrom=chrom, start=int(start), end=int(end), genome=genome, reversed=True if flipped else UNSET)

    def places(self, view: View, extras: Extras, out: dict[str, Any]) -> None:
        """Where a linear view looks: as it was spelled, else by `init`, exact at any width."""
        self._placed(view, extras, out)
        given, told = extras.native.get("init/assembly"), out.get("init", {})
        if isinstance(given, str) and "assembly" in told and told["assembly"] == self.genome and self.document.is_main(given):
            told["assembly"] = given

    def _placed(self, view: View, extras: Extras, out: dict[str, Any]) -> None:
        regions = self.regions(view, extras)
        spelled = extras.spelling.get("loci")
        loci = view.loci if isinstance(view.loci, list) else []
        if not loci:
            if regions:
                out["displayedRegions"] = regions
            return
        if isinstance(spelled, dict) and self.respell(spelled, regions, loci, out):
            return
        asked = self.document.width_px
        if asked is not None and (found := places.pixels(loci, self.genome, asked)) is not None:
            out |= found
            return
        self.init(loci, out)

    def everywhere(self, out: dict[str, Any]) -> None:
        """Show the whole genome: a view that is told no place shows a form that asks for one, and no tracks."""
        if isinstance(self.genome, str):
            self.init([Interval()], out)

    def respell(self, spelled: dict[str, Any], regions: list[Any], loci: list[Interval], out: dict[str, Any]) -> bool:
        """Use a spelling again if it still means the places."""
        if "location" in spelled and places.located(spelled["location"]) == loci and self.document.embedded:
            self.document.location = spelled["location"]
            if regions:
                out["displayedRegions"] = regions
            return True
        if "loc" in spelled or "location" in spelled:
            return self.told(spelled.get("loc", spelled.get("location")), loci, out)
        found = [one for one in map(places.region, regions) if one is not None]
        scale, offset = spelled.get("bpPerPx", 1), spelled.get("offsetPx", 0)
        if "windowWidthBp" in spelled or len(found) != len(regions) or not (places.positive(scale) and places.number(offset)):
            return False
        seen = places.visible(found, scale, offset, self.document.read_px)
        if [self.interval(found[one.index], one.start, one.end) for one in seen] != loci:
            return False
        out |= {"offsetPx": offset} if "offsetPx" in spelled else {}
        out |= {"bpPerPx": scale} if "bpPerPx" in spelled else {}
        out["displayedRegions"] = regions
        return True

    def told(self, text: Any, loci: list[Interval], out: dict[str, Any]) -> bool:
        """Use a `loc` again, which is None for the whole genome, if it still means the places."""
        assembly = self.assembly(loci)
        meant = [Interval()] if text is None else places.located(text, assembly)
        if meant is None or places.on(meant, loci[0].genome) != loci or not isinstance(assembly, str):
            return False
        out["init"] = {"assembly": assembly} if text is None else {"assembly": assembly, "loc": text}
        return True

    def assembly(self, loci: list[Interval]) -> Any:
        """The assembly that places lie on."""
        other = loci[0].genome if loci else UNSET
        return other if isinstance(other, str) else self.genome

    def init(self, loci: list[Interval], out: dict[str, Any]) -> None:
        """What the view is told to do when it opens."""
        assembly = self.assembly(loci)
        if not isinstance(assembly, str):
            return
        out["init"] = held = {"assembly": assembly}
        text = places.spell([one for one in loci if places.spell([one]) is not None])
        text = text or (places.all_chromosomes(assembly) if self.document.names_chromosomes(assembly) else None)
        if text:
            held["loc"] = text

    def highlights(self, key: str, view: View, extras: Extras, out: dict[str, Any], place: str) -> None:
        """Highlighted places; the first linear view shows the regions of interest."""
        made = self.interesting(place, out) if key == self.main else []
        made += self.others(view, extras)
        if len(made) == 1 and extras.native.get(regions.SINGLE):
            out["highlight"] = made[0]
            for owner, put in list(self.document.placed.items()):
                if put.place == f"{place}/highlight/0":
                    self.document.placed[owner] = Put(f"{place}/highlight", put.called)
        elif made:
            out["highlight"] = made

    def interesting(self, place: str, out: dict[str, Any]) -> list[dict[str, Any]]:
        """The regions of interest, as highlighted places; those that the view was told to highlight it is told again."""
        made: list[dict[str, Any]] = []
        for name in self.session.region_order:
            region = self.session.regions[name]
            if not places.displayable(region) or regions.is_bookmark(region):
                continue
            text = regions.told(region) if "init" in out else None
            listed: list[Any] = made if text is None else out["init"].setdefault("highlight", [])
            at = f"{place}/highlight/{len(listed)}" if text is None else f"{place}/init/highlight/{len(listed)}"
            called = text or f"{region.chrom}:{region.start}-{region.end}"
            self.document.placed["regions", name] = Put(at, called)
            listed.append(text or regions.written(self.session, name, self.genome))
        return made

    def others(self, view: View, extras: Extras) -> list[dict[str, Any]]:
        """The highlighted places of a view that are no regions of interest."""
        made = []
        for index, one in enumerate(view.highlights if isinstance(view.highlights, list) else ()):
            if places.displayable(one):
                way = f"highlight/{index}/"
                more = {name.split("/")[2]: value for name, value in extras.native.items() if name.startswith(way)}
                made.append({**places.written_region(one, self.genome), **more})
        return made

    # ---- what is in it

    def inner(self, view: View, out: dict[str, Any], place: str) -> None:
        """The views that it is made of."""
        if isinstance(view.views, list):
            held = [(key, self.session.views[key]) for key in self.kept([key for key in view.views if key in self.session.views])]
            if held and all(self._launchable(one) for _, one in held):
                made = [self._launched_view(key, one, f"{place}/init/views/{index}") for index, (key, one) in enumerate(held)]
                out["init"] = {"views": made}
            else:
                out["views"] = [self.write(key, one, f"{place}/views/{index}") for index, (key, one) in enumerate(held)]

    def _launchable(self, view: View) -> bool:
        """Whether a view that another made when it opened says no more than an assembly, a place and tracks."""
        said = [field for field in view.__struct_fields__ if field not in _LAUNCHED and getattr(view, field) is not UNSET]
        tracks = [self.session.tracks[key] for key in view.tracks if key in self.session.tracks]
        opened = all(extras_of(one).native.get("shown/init") and not self._looks_otherwise(one) for one in tracks)
        placed = bool(view.loci) or _names_assembly(extras_of(view), {})
        return LAUNCHED in extras_of(view).native and placed and not said and opened and self.document.width_px is None

    def _launched_view(self, key: str, view: View, place: str) -> dict[str, Any]:
        """What a view is told of a linear one that it makes when it opens."""
        extras, made = extras_of(view), dict[str, Any]()
        self.document.placed["views", key] = Put(place, f"view {key}")
        self.places(view, extras, made)
        out: dict[str, Any] = made.get("init", {})
        self.tracks(view, extras, out, place, "")
        known = [(name.removeprefix("init/"), value) for name, value in extras.native.items() if name != LAUNCHED]
        luggage = self.document.luggage
        return luggage.put([one for one in extras.ignored.items() if luggage.takes(SLOTS, one[0])], nested(known, out))

    def tracks(self, view: View, extras: Extras, out: dict[str, Any], place: str, way: str = "init/") -> None:
        """The tracks, each with one display; of a synteny view by level. `way`: where those stand that it is told to open."""
        listed: list[dict[str, Any]] = []
        levels: dict[int, dict[str, Any]] = {}
        for name, value in extras.native.items():
            if name.startswith("levels/"):
                _, number, rest = name.split("/", 2)
                levels.setdefault(int(number), {})[rest] = value
        for key in view.tracks:
            track = self.session.tracks.get(key)
            written = self.document.shown(key, track) if track is not None else None
            if track is None or written is None:
                continue
            native = extras_of(track).native
            launched = native.get("shown/init") and not self._looks_otherwise(track)
            if launched and ("init" in out or view.kind != "linear" or not way):
                self._put(key, written, f"{place}/{self.launched(written, track, out, way)}")
                continue
            entry = self.document.tracks.entry(written, track)
            if self.document.sieve.shown(entry):
                continue
            level = native.get("shown/level")
            step = f"tracks/{len(listed)}"
            holder = listed
            if isinstance(level, int):
                facts = levels.setdefault(level, {"level": level})
                holder = facts.setdefault("tracks", [])
                step = f"levels/{sorted(levels).index(level)}/tracks/{len(holder)}"
            holder.append(entry)
            self._put(key, written, f"{place}/{step}")
        if levels:
            out["levels"] = [nested([*levels[number].items(), ("level", number)]) for number in sorted(levels)]
        if listed:
            out["tracks"] = listed

    def _looks_otherwise(self, track: Track) -> bool:
        """Whether a track that another view shows, too, looks otherwise there, which an id alone would not say."""
        if INITIAL in extras_of(track).native:
            return False
        first = self.session.tracks.get(track.same_as) if isinstance(track.same_as, str) else None
        return first is not None and any(getattr(track, field) != getattr(first, field) for field in _LOOK)

    def launched(self, written: Written, track: Track, out: dict[str, Any], way: str) -> str:
        """Tell the view to open a track by its id; where that stands."""
        native, cut = extras_of(track).native, len("shown/init/")
        more = nested((name[cut:], value) for name, value in native.items() if name.startswith("shown/init/"))
        listed = (out.setdefault("init", {}) if way else out).setdefault("tracks", [])
        way = f"{way}tracks"
        level = native.get("shown/level")
        if isinstance(level, int):
            while len(listed) <= level:
                listed.append([])
            listed, way = listed[level], f"{way}/{level}"
        if INITIAL in native and (display := self._snapshot(written, track)):
            more[SNAPSHOT] = display
        listed.append({"trackId": written.track_id, **more} if more else written.track_id)
        return f"{way}/{len(listed) - 1}"

    def _snapshot(self, written: Written, track: Track) -> dict[str, Any]:
        """What a track is told of its display when it is opened: its type only where that is not the usual one."""
        display: dict[str, Any] = self.document.tracks.entry(written, track)["displays"][0]
        told = {name: value for name, value in display.items() if name != "configuration" or isinstance(value, dict)}
        usual = next(iter(names.TRACK_DISPLAYS.get(written.type, ())), None)
        if told["type"] == usual and not extras_of(track).native[INITIAL]:
            del told["type"]
        return told

    def _put(self, key: str, written: Any, place: str) -> None:
        owner = ("tracks", key)
        if owner not in self.document.placed:
            self.document.placed[owner] = Put(place, written.track_id)


def _names_assembly(extras: Extras, told: dict[str, Any]) -> bool:
    """Whether a linear view is told which assembly it opens, without which it shows an error."""
    return "assembly" in told or isinstance(extras.native.get("init/assembly"), str)


def _type(view: View) -> str:
    """The type of a view."""
    return str(extras_of(view).spelling.get("kind") or _TYPES.get(view.kind, "LinearGenomeView"))
