"""Views of a session to neutral views."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.formats._consume import Table
from converter.formats.jbrowse2 import axes, launch, names, places, regions
from converter.formats.jbrowse2.drafts import Draft
from converter.formats.jbrowse2.flat import Flat, among, flatten, objects, strays
from converter.formats.jbrowse2.genomes import NO_WORDS
from converter.formats.jbrowse2.kinds import LINEAR, VIEWS
from converter.formats.jbrowse2.slots import Living
from converter.loss.ledger import GENOME, Fate, Fed, Ledger
from converter.model import Interval, View
from converter.options import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from converter.formats.jbrowse2.genomes import Assemblies
    from converter.formats.jbrowse2.places import Seen
    from converter.formats.jbrowse2.regions import Regions
    from converter.formats.jbrowse2.tracks import Catalogue

_FLAGS = {
    "showCenterLine": "show_center_line",
    "showGridlines": "show_gridlines",
    "colorByCDS": "color_by_cds",
    "showCytobandsSetting": "show_ideogram",
    "showCytobands": "show_ideogram",
}
_TEXTS = {"displayName": "title", "trackLabels": "track_labels"}
PIXELS = ("bpPerPx", "offsetPx")
WINDOW = ("windowStartBp", "windowWidthBp")
_HOLDERS = ("viewTrackConfigs", "tracks", "views", "levels")
_REGION_PARTS = {"refName": "chrom", "start": "start", "end": "end", "reversed": "reversed", "assemblyName": "genome"}
"""Keys of a region, and what they are called of a place."""


_HIGHLIGHTED = ("init/highlight", "highlight")
_WORDS = Table(
    native=dict.fromkeys(_HIGHLIGHTED, Severity.WARNING), glosses=dict.fromkeys(_HIGHLIGHTED, "places that are highlighted")
)
"""Of what a view says beyond the model, what a person would miss: places to highlight that are told as texts."""


class ViewReader:
    """Makes neutral views `v1 …` in document order."""

    def __init__(self, ledger: Ledger, catalogue: Catalogue, regions: Regions, width_px: float) -> None:
        self.ledger = ledger
        self.catalogue = catalogue
        self.assemblies: Assemblies = catalogue.assemblies
        self.regions = regions
        self.width_px = width_px
        self.views: dict[str, View] = {}
        self.ids: dict[str, str] = {}
        """A view's id in the document to its neutral id."""
        self.foremost: dict[str, Any] | None = None
        """The view that stands for all, where there are several: it shows the tracks themselves, others show them once more."""

    def add(self, raw: dict[str, Any], parent: Flat | None, step: str, *, location: str | None = None, main: bool = False) -> str:
        """One view with all that is in it. `location`: where the embedded product is told to look; `main`: the first linear."""
        key = f"v{len(self.views) + 1}"
        self.views[key] = View()
        draft = self._draft(key, raw)
        reading = ViewReading(self, raw, draft, parent, step)
        reading.run(location, main=main)
        return self._keep(key, raw, reading)

    def launched(self, raw: dict[str, Any], parent: Flat, step: str) -> str:
        """A linear view that another is told to make when it opens: an assembly, a place and tracks."""
        key = f"v{len(self.views) + 1}"
        self.views[key] = View()
        draft = self._draft(key, raw)
        reading = ViewReading(self, raw, draft, parent, step, launched=True)
        reading.run_launched()
        return self._keep(key, {}, reading)

    def _draft(self, key: str, raw: dict[str, Any]) -> Draft:
        """A view that is about to be read."""
        if raw is self.foremost:
            self.catalogue.kept = frozenset()
        return Draft(("views", key))

    def _keep(self, key: str, raw: dict[str, Any], reading: ViewReading) -> str:
        draft, view_id = reading.draft, raw.get("id")
        called = view_id if isinstance(view_id, str) else f"view {key}"
        self.ids.setdefault(called, key)
        self.ledger.put(draft.owner, reading.node.path, called)
        self.views[key] = View(tracks=reading.tracks, **draft.plain())
        return key


class ViewReading:
    """The reading of one view."""

    def __init__(
        self, reader: ViewReader, raw: dict[str, Any], draft: Draft, parent: Flat | None, step: str, *, launched: bool = False
    ) -> None:
        self.reader = reader
        self.raw = raw
        self.draft = draft
        self.type = LINEAR if launched else raw["type"] if isinstance(raw.get("type"), str) else ""
        self.slots = launch.SLOTS if launched else names.VIEWS.get(self.type)
        self.tracks: list[str] = []
        self.fates: dict[str, Fate] = {}
        told = any(isinstance(one, str) for one in raw["tracks"]) if isinstance(raw.get("tracks"), list) else False
        self.nested = {} if launched else strays(raw, [name for name in _HOLDERS if name != "tracks" or not told])
        self.node = Flat(flatten(raw, self.nested), parent, step)
        self.displayed: list[places.Region] = []

    def run(self, location: str | None, *, main: bool) -> None:
        """Read all."""
        draft, facts = self.draft, self.node.facts
        self.identity()
        self.words()
        if isinstance(facts.get("displayedRegions"), list) and facts["displayedRegions"]:
            self.laid_out(facts.pop("displayedRegions"))
        init = self.raw.get("init")
        if isinstance(init, dict):
            launch.launch(self, init, "init/")
            launch.views(self, init)
        elif self.type == LINEAR and self.raw.keys() & {"assembly", "loc"}:
            launch.launch(self, self.raw, "")
            self.draft.ignored |= {name: self.raw[name] for name in ("assembly", "loc") if isinstance(self.raw.get(name), str)}
        self.places(location)
        if self.type == LINEAR:
            self.highlights(main=main)
            if main:
                self.told_to_highlight()
        self.below()
        self.rest()
        self.reader.ledger.bind(self.node, _WORDS, draft.owner, "", self.fates)

    def run_launched(self) -> None:
        """Read all of a view that another makes."""
        self.draft.values["kind"] = "linear"
        self.draft.native[launch.LAUNCHED] = True
        launch.launch(self, self.raw, "")
        self.rest()
        self.reader.ledger.bind(self.node, NO_WORDS, self.draft.owner, "", self.fates)

    def identity(self) -> None:
        """The type of the view and its id."""
        draft, facts = self.draft, self.node.facts
        if self.type:
            draft.values["kind"] = kind = VIEWS.get(self.type, "unknown")
            self.fates["type"] = Fate("feeds", ((draft.owner, "kind"),))
            if kind == "unknown" or self.type == "LinearComparativeView":
                draft.spelling["kind"] = self.type
        elif "type" in facts:
            self.fates["type"] = draft.aside("type", facts["type"], names.TYPED)
        if isinstance(facts.get("id"), str):
            draft.native["id"] = facts["id"]
            self.fates["id"] = Fate("structural", "id")

    def rest(self) -> None:
        """Empty lists, and what no field says."""
        draft, facts = self.draft, self.node.facts
        naming = axes.take_apart(facts, self.reader.assemblies.naming)
        if naming is not None:
            self.fates[naming] = Fate("feeds", ((GENOME, "id"),))
            draft.native[naming] = facts[naming]
        for name in ("views", "viewTrackConfigs", "displayedRegions"):
            if facts.get(name) == []:
                draft.native[name] = []
                self.fates[name] = Fate("structural", name)
        for name, value in facts.items():
            if name not in self.fates:
                fate = draft.aside(name, value, self.slots)
                self.fates[name] = fate._replace(code="source.newer") if name in WINDOW and fate.code is None else fate

    def words(self) -> None:
        """Properties that the model has a field for; next to a wrong kind of value they are set aside."""
        for table, kind in ((_FLAGS, bool), (_TEXTS, str)):
            for name, field in table.items():
                value = self.node.facts.get(name)
                if isinstance(value, kind) and field not in self.draft.values:
                    self.fates[name] = self.draft.feed(field, value)
                    if name == "showCytobands":
                        self.draft.ignored[name] = value

    # ---- where it looks

    def laid_out(self, raw: list[Any]) -> None:
        """The displayed regions, each fact by itself."""
        draft, facts = self.draft, self.node.facts
        found = [places.region(one) for one in raw]
        if None in found:
            facts["displayedRegions"] = raw
            return
        self.displayed = [one for one in found if one is not None]
        intervals = [self.interval(one, one.start, one.end) for one in self.displayed]
        draft.values["laid_out"] = intervals
        if raw != [places.written_region(one, self.reader.assemblies.main) for one in intervals]:
            draft.spelling["laid_out"] = raw
        for index, one in enumerate(raw):
            for name, value in flatten(one).items():
                key = f"displayedRegions/{index}/{name}"
                facts[key] = value
                if name in _REGION_PARTS:
                    self.fates[key] = Fate("feeds", ((draft.owner, "laid_out", index, _REGION_PARTS[name]),))
                else:
                    draft.native[key] = value
                    self.fates[key] = Fate("native", key)
            if one is self.reader.assemblies.naming:
                self.also(f"displayedRegions/{index}/assemblyName", (GENOME, "id"))

    def interval(self, one: places.Region, start: float, end: float) -> Interval:
        """A part of a region as the model says it."""
        other = self.reader.assemblies.other(one.genome)
        return Interval(chrom=one.chrom, start=int(start), end=int(end), genome=other, reversed=True if one.reversed else UNSET)

    def also(self, name: str, *fields: Fed) -> None:
        """A fact that feeds more fields than those that it is known to feed."""
        fate = self.fates.get(name)
        held = fate.detail if fate is not None and fate.kind == "feeds" else ()
        if name in self.node.facts:
            self.fates[name] = Fate("feeds", (*held, *(one for one in fields if one not in held)))

    def places(self, location: str | None) -> None:
        """What is in view, by pixels or, next generation, by the start and width of the window."""
        draft, facts = self.draft, self.node.facts
        if location is not None and (found := places.located(location)):
            draft.values["loci"] = found
            draft.spelling["loci"] = {"location": location}
            if "init/loc" in facts:
                self.fates["init/loc"] = Fate("superseded", "by the location beside the session")
        if self.type == LINEAR and "loci" not in draft.values:
            self.in_view()
        elif "loci" in draft.values:
            told = Fate("superseded", "by what the view is told to open")
            self.fates.update(dict.fromkeys([name for name in (*PIXELS, *WINDOW) if places.number(facts.get(name))], told))

    def in_view(self) -> None:
        """The parts of the displayed regions that are in view."""
        scale, offset = self.scale()
        if scale is None or not self.displayed:
            return
        seen = places.visible(self.displayed, scale, offset, self.reader.width_px)
        if not seen:
            return
        draft, facts = self.draft, self.node.facts
        draft.values["loci"] = [self.interval(self.displayed[one.index], one.start, one.end) for one in seen]
        said = PIXELS if "bpPerPx" in facts or "offsetPx" in facts else WINDOW
        spelled = draft.spelling["loci"] = {name: facts[name] for name in said if places.number(facts.get(name))}
        if self.whole(seen):
            draft.native.update(spelled)
            self.fates.update({name: Fate("native", name) for name in spelled})
        else:
            for name in spelled:
                self.also(name, *self.bounds(range(len(seen))))
        self.seen(seen)

    def seen(self, seen: list[Seen]) -> None:
        """The facts of the displayed regions that decide what is in view; their bounds also move what lies behind them."""
        owner = self.draft.owner
        for at, one in enumerate(seen):
            region, place = self.displayed[one.index], f"displayedRegions/{one.index}"
            for name in ("refName", "assemblyName", "reversed"):
                self.also(f"{place}/{name}", (owner, "loci", at, _REGION_PARTS[name]))
            if (one.start, one.end) != (int(region.start), int(region.end)):
                self.also(f"{place}/reversed", *self.bounds((at,)))
            near, far = ("end", "start") if region.reversed else ("start", "end")
            bounded = one.start <= int(region.start) if region.reversed else one.end >= int(region.end)
            self.also(f"{place}/{near}", *self.bounds((at,)))
            if bounded or (one.index == 0 and self.counted_on()):
                self.also(f"{place}/{far}", *self.bounds((at,)))
        for index in range(max(one.index for one in seen)):
            for name in ("start", "end"):
                self.also(
                    f"displayedRegions/{index}/{name}", *self.bounds([at for at, one in enumerate(seen) if one.index > index])
                )

    def counted_on(self) -> bool:
        """Whether the window lies behind the end of the first region, so that its start is a place on the chromosome."""
        start: Any = self.node.facts.get("windowStartBp")
        return places.number(start) and places.from_first(self.displayed, start) != start

    def bounds(self, which: Iterable[int]) -> list[Fed]:
        """The bounds of these places in view."""
        return [(self.draft.owner, "loci", at, part) for at in which for part in ("start", "end")]

    def whole(self, seen: list[Seen]) -> bool:
        """Whether all regions are in view as a whole, so that a wider view would show no more."""
        ends = [(index, int(one.start), int(one.end)) for index, one in enumerate(self.displayed)]
        return [tuple(one) for one in seen] == ends

    def scale(self) -> tuple[float | None, float]:
        """Bases per pixel and the offset in pixels."""
        facts = self.node.facts
        scale: Any = facts.get("bpPerPx")
        offset: Any = facts.get("offsetPx")
        if scale is None and offset is None and places.positive(facts.get("windowWidthBp")):
            scale = facts["windowWidthBp"] / self.reader.width_px
            start = facts.get("windowStartBp", 0)
            return scale, places.from_first(self.displayed, start) / scale if places.number(start) else 0
        if scale is None:
            scale = 1
        return (scale if places.positive(scale) else None), (offset if places.number(offset) else 0)

    def highlights(self, *, main: bool) -> None:
        """Highlighted places: those of the session's genome in the first linear view are its regions of interest."""
        facts = self.node.facts
        raw = self.raw.get("highlight")
        single = isinstance(raw, dict)
        listed = [raw] if single else raw
        if not isinstance(listed, list) or not listed:
            return
        found = [(one, region) for one in listed if (region := places.region(one)) is not None]
        if len(found) < len(listed):
            return
        if single:
            for name in [name for name in facts if name.startswith("highlight/")]:
                del facts[name]
            self.draft.native[regions.SINGLE] = True
        else:
            del facts["highlight"]
        intervals: list[Interval] = []
        for index, (one, region) in enumerate(found):
            step = "/highlight" if single else f"/highlight/{index}"
            if main and self.reader.assemblies.other(region.genome) is UNSET:
                self.reader.regions.add(one, self.node, step)
                continue
            at = len(intervals)
            intervals.append(self.interval(region, region.start, region.end))
            for name, value in flatten(one).items():
                key = f"{step[1:]}/{name}"
                facts[key] = value
                if name in _REGION_PARTS:
                    self.also(key, (self.draft.owner, "highlights", at, _REGION_PARTS[name]))
                else:
                    self.fates[key] = self.draft.aside(f"highlight/{at}/{name}", value, self.slots)
        if intervals:
            self.draft.values["highlights"] = intervals

    def told_to_highlight(self) -> None:
        """Places that the view is told to highlight when it opens: regions of interest, like the others."""
        init = self.raw.get("init")
        texts = init.get("highlight") if isinstance(init, dict) else None
        listed = texts if isinstance(texts, list) else []
        found = [(text, one) for text in listed if (one := places.highlighted(text)) is not None]
        if not isinstance(init, dict) or not found or len(found) < len(listed) or not self._of_main(init):
            return
        del self.node.facts["init/highlight"]
        for index, (text, one) in enumerate(found):
            key = f"init/highlight/{index}"
            owner = self.reader.regions.told(text, one, self.node.place(key))
            self.node.facts[key] = text
            self.fates[key] = Fate("feeds", tuple((owner, field) for field in ("chrom", "start", "end")))

    def _of_main(self, init: dict[str, Any]) -> bool:
        """Whether a view is told to show the session's genome."""
        return self.reader.assemblies.is_main(init.get("assembly"))

    # ---- what is in it

    def below(self) -> None:
        """Tracks, the views that it is made of, and tracks that it brings along."""
        catalogue = self.reader.catalogue
        self.draft.strays(self.node, self.nested, self.fates)
        for name in self.nested:
            for index, one in among(self.raw[name]):
                step = f"/{name}/{index}"
                if name == "viewTrackConfigs":
                    catalogue.add(one, self.node, step, "viewTrackConfigs")
                elif name == "tracks":
                    self.tracks.append(catalogue.show(one, self.node, step, view=self.type))
                elif name == "levels":
                    self.level(one, step)
                else:
                    key = self.reader.add(one, self.node, step)
                    self.draft.values.setdefault("views", []).append(key)

    def level(self, raw: dict[str, Any], step: str) -> None:
        """Tracks between two of the views that a synteny view is made of."""
        tracks: Any = raw.get("tracks")
        skip = ("tracks",) if objects(tracks) else ()
        facts = flatten(raw, skip)
        node = Flat(facts, self.node, step)
        number = raw["level"] if type(raw.get("level")) is int else 0
        fates = {name: self.draft.aside(name, value, _LEVEL, f"levels/{number}/") for name, value in facts.items()}
        self.reader.ledger.bind(node, NO_WORDS, self.draft.owner, "", fates)
        for index, one in enumerate(tracks if skip else ()):
            self.tracks.append(self.reader.catalogue.show(one, node, f"/tracks/{index}", view=self.type, level=number))


_LEVEL = Living("id:s type:s tracks:e height:n level:n")
