"""Track configurations and tracks in views to neutral tracks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import UNSET

from converter.formats._consume import Table
from converter.formats._values import is_texts
from converter.formats._words import Word
from converter.formats.jbrowse2 import adapters, entries, locations, mapping, members, names, rows
from converter.formats.jbrowse2.adapters import KINDS
from converter.formats.jbrowse2.attributes import in_file
from converter.formats.jbrowse2.displays import Displays
from converter.formats.jbrowse2.drafts import TrackDraft
from converter.formats.jbrowse2.extras import APART, APART_OBJECTS, PLACES, PLUGIN, TRACK, TYPED
from converter.formats.jbrowse2.flat import Flat, objects
from converter.formats.jbrowse2.kinds import TYPES, kind_of, kind_of_data, type_of
from converter.formats.jbrowse2.slots import fits
from converter.limits import check
from converter.loss.ledger import GENOME, Fate, Ledger, Notice
from converter.model import Source, Track
from converter.resources.filetypes import infer

if TYPE_CHECKING:
    from collections.abc import Callable

    from converter.formats.jbrowse2.genomes import Assemblies
    from converter.formats.jbrowse2.sources import Sources
    from converter.limits import Limits

_BASE = Table(
    [
        Word("type", "kind"),
        Word("name", "name"),
        Word("description", "description"),
        Word("category", "category"),
        Word("metadata", "metadata"),
        Word("assemblyNames", "genomes"),
    ]
)
_ID = Fate("structural", "trackId")
_LINK = Fate("structural", "assemblyNames")
_CARRIED = f"metadata/{names.CARRIED}"
_EMPTY = "adapter/"
"""Begins the facts of an adapter that has no data."""


class Catalogue:
    """Makes neutral tracks `t1 …` of track configurations and of the tracks in views, in document order."""

    def __init__(self, ledger: Ledger, sources: Sources, assemblies: Assemblies, limits: Limits, *, newer: bool) -> None:
        self.ledger = ledger
        self.limits = limits
        self.newer = newer
        """Whether the document is of the generation after 4.3."""
        self.sources = sources
        self.assemblies = assemblies
        self.drafts: dict[str, TrackDraft] = {}
        self.order: list[str] = []
        self.by_id: dict[str, TrackDraft] = {}
        self.unresolved: dict[str, TrackDraft] = {}
        self.kept: frozenset[str] = frozenset()
        """Tracks that stand as themselves in a view that is still to be read, and once more in others."""
        self.configured = False
        """Whether the config that the session belongs to is there."""
        self.branches: dict[Any, Any] = {}
        """What tracks say alike of their looks."""

    def new(self, track_id: str, *, member: bool = False) -> TrackDraft:
        """A track without anything said of it."""
        key = f"t{len(self.drafts) + 1}"
        draft = self.drafts[key] = TrackDraft(key, track_id, self.ledger)
        if not member:
            self.order.append(key)
        return draft

    def add_all(self, listed: list[Any], parent: Flat | None, step: str, holder: str = "") -> None:
        """A list of track configurations. `holder`: where it stands, if not in the config's own list."""
        check("tracks", len(self.drafts) + len(listed), self.limits)
        for index, one in enumerate(listed):
            if isinstance(one, dict) and one:
                self.add(one, parent, f"{step}/{index}", holder)

    def add(self, raw: dict[str, Any], parent: Flat | None, step: str, holder: str = "") -> TrackDraft:
        """One track configuration."""
        track_id, track_type = raw.get("trackId"), raw.get("type")
        draft = self.new(track_id if isinstance(track_id, str) else f"track-{len(self.drafts) + 1}")
        apart = _apart(raw)
        node = draft.node = Flat.of(raw, parent, step, apart)
        if holder:
            draft.native["holder"] = holder
        if isinstance(track_type, str):
            draft.type = track_type
        self._base(draft, node.facts)
        if self.assemblies.named_by_track:
            self._naming(draft, node.facts)
        self.ledger.bind(node, _BASE, draft.owner, "", draft.base)
        self.ledger.put(draft.owner, node.path, draft.track_id)
        if "adapter" in apart:
            self._adapter(draft, raw["adapter"], node)
        elif "type" not in raw and isinstance(raw.get("uri"), str):
            self._bare(draft, raw["uri"], node)
        if "displays" in apart:
            draft.displays = raw["displays"]
        if "displayDefaults" in apart:
            draft.defaults = raw["displayDefaults"]
        self.settle_kind(draft)
        self._lacking(draft, node)
        self.by_id.setdefault(draft.track_id, draft)
        return draft

    def _base(self, draft: TrackDraft, facts: dict[str, Any]) -> None:
        """The facts of the configuration itself."""
        fates = draft.base
        metadata = facts.get("metadata")
        if isinstance(metadata, dict) and names.CARRIED in metadata:
            self._carried(facts, metadata, fates)
        slots = names.TRACK if draft.type in names.TRACK_DISPLAYS or not draft.type else None
        wrong = locations.wrong(slots, facts)
        for name, value in facts.items():
            read = _READERS.get(name)
            if name in wrong:
                fates[name] = draft.refuse(name, value)
            elif name.startswith(_EMPTY) and name != "adapter/type":
                fates[name] = draft.aside(name[len(_EMPTY) :], value, adapters.EMPTY, _EMPTY)
            elif read is None or not read(self, draft, name, value):
                clashes = name in APART or name.startswith(PLACES)
                fate = draft.aside(name, value, slots, TRACK if clashes else "")
                fates[name] = fate._replace(code="source.invalid") if name in APART_OBJECTS and fate.kind == "ignored" else fate

    def _carried(self, facts: dict[str, Any], metadata: dict[str, Any], fates: dict[str, Fate]) -> None:
        """Carried data of an earlier conversion among the metadata of a track."""
        text = metadata[names.CARRIED]
        if isinstance(text, str):
            self.ledger.carried = text
        rest = {key: value for key, value in metadata.items() if key != names.CARRIED}
        del facts["metadata"]
        if rest:
            facts["metadata"] = rest
        facts[_CARRIED] = text
        fates[_CARRIED] = Fate("structural", names.CARRIED)

    def _naming(self, draft: TrackDraft, facts: dict[str, Any]) -> None:
        """The assemblies of the track that alone says which genome is the session's, each name by itself."""
        value = facts.get("assemblyNames")
        if not is_texts(value) or not value or not self.assemblies.is_main(value[0]):
            return
        self.assemblies.named_by_track = False
        draft.base.pop("assemblyNames", None)
        del facts["assemblyNames"]
        said = (draft.owner, "genomes")
        for index, name in enumerate(value):
            facts[f"assemblyNames/{index}"] = name
            draft.base[f"assemblyNames/{index}"] = Fate("feeds", (said,) if index else ((GENOME, "id"), said))

    def _bare(self, draft: TrackDraft, uri: str, node: Flat) -> None:
        """A track that is just the address of its file (next generation)."""
        found = infer(uri)
        one = adapters.adapter_for(Source(location=uri, format=found.format)) if found else None
        key = self.sources.imply(uri, one, f"{node.path}/uri#source", short=True)
        draft.values["source"] = key
        draft.type = type_of(KINDS.get(one.format) if one else None, one.format if one else None)
        draft.ignored["uri"] = uri
        draft.base["uri"] = Fate("feeds", ((("sources", key), "location"), (draft.owner, "source")))

    def _adapter(self, draft: TrackDraft, raw: dict[str, Any], node: Flat) -> None:
        if raw.get("type") == "MultiWiggleAdapter":
            members.read(self, draft, raw, node)
        else:
            draft.values["source"] = key = self.sources.add(raw, node, "/adapter", draft)
            self._unlocated(draft, raw, self.sources.sources[key], node)

    def _unlocated(self, draft: TrackDraft, raw: dict[str, Any], source: Source, node: Flat) -> None:
        """Say of an adapter that it names no file where it looks for one."""
        one = adapters.ADAPTERS.get(str(raw.get("type")))
        if one is None or source.location is not UNSET or locations.is_dead(raw.get(one.location)):
            return
        text = f"The {one.name} of the track has no file at '{one.location}', so JBrowse 2 shows an error in its place."
        hint = f"Name the file at '{one.location}'."
        place = f"{node.path}/adapter/type"
        self.ledger.notice(Notice("track.unresolved", "assumed", "warning", text, draft.owner, "source", hint=hint, place=place))

    def settle_kind(self, draft: TrackDraft) -> None:
        """What a track shows, by its type and its file; one without either is known by its id."""
        values = draft.values
        source = self.sources.sources.get(values.get("source", ""))
        file_format = source.format if source is not None else None
        values["kind"] = kind = kind_of(draft.type, file_format)
        if kind == "unknown" and draft.type and draft.type not in TYPES:
            kind = self._of_plugin(draft, source)
        if draft.type and type_of(kind, file_format) != draft.type:
            self._unusual_type(draft, by_file=PLUGIN not in draft.native and KINDS.get(str(file_format)) == kind)
        if source is None and not values.keys() & {"members", "name"}:
            values["key"] = draft.track_id
            if draft.base.get("trackId") is _ID:
                draft.base["trackId"] = Fate("feeds", ((draft.owner, "key"),))
        if kind == "alignment":
            values["parts.coverage"] = values["parts.reads"] = True

    def _unusual_type(self, draft: TrackDraft, *, by_file: bool) -> None:
        """A type that is not the usual one of what the track shows; it says nothing where the file alone tells that."""
        if by_file:
            draft.native[TYPED] = draft.type
            draft.base["type"] = Fate("native", TYPED)
        else:
            draft.spelling["kind"] = draft.type

    def _of_plugin(self, draft: TrackDraft, source: Source | None) -> str:
        """What a track of a type that only a plugin knows shows to others, as far as its data tell."""
        draft.values["kind"] = kind = kind_of_data(source)
        draft.native[PLUGIN] = draft.type
        draft.base["type"] = Fate("native", PLUGIN)
        return kind

    def _lacking(self, draft: TrackDraft, node: Flat) -> None:
        """Say of a track configuration that it has no id, or no data; tracks of plugins may need none."""
        if "trackId" not in draft.native:
            text = "The track has no trackId, so no view of JBrowse 2 can show it."
            self.ledger.notice(Notice("track.unresolved", "assumed", "warning", text, draft.owner, "key", place=node.path))
        needs = not draft.type or draft.type in names.TRACK_DISPLAYS or "adapter" in draft.ignored
        if needs and "source" not in draft.values and "members" not in draft.values:
            text = "The track has no adapter, so JBrowse 2 shows an error in its place."
            place = f"{node.path}/trackId" if "trackId" in node.facts else node.path
            self.ledger.notice(Notice("track.unresolved", "assumed", "warning", text, draft.owner, "source", place=place))

    # ---- tracks in views

    def show(self, raw: dict[str, Any], parent: Flat, step: str, *, view: str, level: int | None = None) -> str:
        """One track in a view of a type; its neutral id."""
        draft = entries.show(self, raw, parent, step, level)
        draft.usual = names.VIEW_DISPLAYS.get(view, "")
        return draft.key

    def open(self, track_id: str, node: Flat) -> str:
        """A track that a view is told to open by its id; its neutral id."""
        draft = entries.shown(self, track_id, {}, node)
        draft.shown = True
        return draft.key

    # ---- looks, when all views are known

    def finish(self, *, any_view: bool) -> dict[str, Track]:
        """Read the displays of every track, and make the tracks; their drafts are dropped one by one."""
        for known in (self.by_id, self.unresolved):
            known.clear()
        return {key: self._finished(self.drafts.pop(key), any_view=any_view) for key in list(self.drafts)}

    def _finished(self, draft: TrackDraft, *, any_view: bool) -> Track:
        rows.arrange(self, draft)
        if draft.displays or draft.entry is not None or draft.defaults is not None:
            Displays(draft, self.ledger, newer=self.newer).read()
            in_file(draft, self.sources.sources.get(draft.values.get("source", "")))
        if draft.values.get("kind") == "overlay" and "display.renderer" not in draft.values:
            draft.values["display.renderer"], draft.spelling["display.renderer"] = mapping.ROWS, mapping.BY_DEFAULT
        if draft.values.get("kind") == "alignment":
            if not draft.shown and any_view:
                draft.values["parts.coverage.visible"] = draft.values["parts.reads.visible"] = False
            elif draft.shown and "parts.reads.visible" not in draft.values:
                draft.values["parts.coverage.visible"] = draft.values["parts.reads.visible"] = True
        return draft.track(self.branches)


def _apart(raw: dict[str, Any]) -> list[str]:
    """What a configuration holds that is read by itself: its adapter, its displays and their defaults."""
    found = []
    adapter, defaults = raw.get("adapter"), raw.get("displayDefaults")
    if isinstance(adapter, dict) and adapter and not adapters.is_empty(adapter):
        found.append("adapter")
    if objects(raw.get("displays")):
        found.append("displays")
    if isinstance(defaults, dict) and defaults:
        found.append("displayDefaults")
    return found


_Reader: TypeAlias = "Callable[[Catalogue, TrackDraft, str, Any], bool]"
"""Reads a fact of a configuration if it is of the right kind, and tells whether it was."""


def _value(suits: Callable[[Any], bool]) -> _Reader:
    """A reader of what is a field of the track as it stands."""

    def read(_: Catalogue, draft: TrackDraft, name: str, value: Any) -> bool:
        if suits(value):
            draft.values[name] = value
            return True
        return False

    return read


def _type(_: Catalogue, __: TrackDraft, ___: str, value: Any) -> bool:
    return isinstance(value, str)


def _track_id(_: Catalogue, draft: TrackDraft, name: str, value: Any) -> bool:
    if isinstance(value, str):
        draft.native[name] = value
        draft.base[name] = _ID
        return True
    return False


def _assemblies(catalogue: Catalogue, draft: TrackDraft, name: str, value: Any) -> bool:
    """The assemblies of a track: a mere link to the session's genome where it is just that."""
    if not is_texts(value):
        return False
    assemblies = catalogue.assemblies
    if len(value) == 1 and assemblies.is_main(value[0]):
        if value[0] != assemblies.main:
            draft.spelling["genomes"] = value
        draft.base[name] = _LINK
    else:
        draft.values["genomes"] = value
    return True


def _no_data(_: Catalogue, draft: TrackDraft, name: str, value: Any) -> bool:
    """The type of an adapter that has nothing."""
    draft.native[name] = value
    draft.base[name] = Fate("native", name)
    return True


def _no_displays(_: Catalogue, draft: TrackDraft, name: str, value: Any) -> bool:
    """An empty list of displays, which says nothing."""
    if value == []:
        draft.native[TRACK + name] = value
        draft.base[name] = Fate("structural", name)
        return True
    return False


def _has_fate(_: Catalogue, draft: TrackDraft, name: str, __: Any) -> bool:
    return name in draft.base


_TEXT = _value(lambda value: isinstance(value, str) and fits("s", value))
_READERS: dict[str, _Reader] = {
    "type": _type,
    "trackId": _track_id,
    "name": _TEXT,
    "description": _TEXT,
    "category": _value(is_texts),
    "assemblyNames": _assemblies,
    "metadata": _value(lambda value: isinstance(value, dict)),
    "adapter/type": _no_data,
    "displays": _no_displays,
    _CARRIED: _has_fate,
}
"""What reads a fact of a configuration, if it is of the right kind."""
