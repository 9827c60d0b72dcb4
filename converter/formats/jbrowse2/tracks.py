"""Track configurations and tracks in views to neutral tracks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from converter.formats._consume import Table, Word
from converter.formats.jbrowse2 import adapters, mapping, names
from converter.formats.jbrowse2.adapters import KINDS, Sources
from converter.formats.jbrowse2.displays import Displays
from converter.formats.jbrowse2.drafts import Draft
from converter.formats.jbrowse2.flat import Flat, flatten
from converter.formats.jbrowse2.genomes import NO_WORDS
from converter.formats.jbrowse2.kinds import SEQUENCE_KEY, TYPES, kind_of, type_of
from converter.loss.ledger import GENOME, Fate, Ledger, Notice
from converter.model import Source, Track
from converter.resources.filetypes import infer

if TYPE_CHECKING:
    from converter.formats.jbrowse2.genomes import Assemblies

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
_GENOME_ID = (GENOME, "id")


class TrackDraft(Draft):
    """A track in the making: also its type, the configurations of its displays, and whether a view shows it."""

    __slots__ = ("base", "defaults", "displays", "entry", "key", "node", "same", "seen", "shown", "track_id", "type")

    def __init__(self, key: str, track_id: str) -> None:
        super().__init__(("tracks", key))
        self.key = key
        self.track_id = track_id
        self.type = ""
        self.displays: list[dict[str, Any]] = []
        self.defaults: dict[str, Any] | None = None
        self.node: Flat | None = None
        """Its configuration."""
        self.shown = False
        self.base: dict[str, Fate] = {}
        self.entry: dict[str, Any] | None = None
        """Its display in a view."""
        self.seen: Flat | None = None
        """Its place in the view."""
        self.same: TrackDraft | None = None


class Catalogue:
    """Makes neutral tracks `t1 …` of track configurations and of the tracks in views, in document order."""

    def __init__(self, ledger: Ledger, sources: Sources, assemblies: Assemblies, *, newer: bool) -> None:
        self.ledger = ledger
        self.newer = newer
        """Whether the document is of the generation after 4.3."""
        self.sources = sources
        self.assemblies = assemblies
        self.drafts: dict[str, TrackDraft] = {}
        self.order: list[str] = []
        self.by_id: dict[str, TrackDraft] = {}
        self.unresolved: dict[str, TrackDraft] = {}

    def new(self, track_id: str, *, member: bool = False) -> TrackDraft:
        """A track without anything said of it."""
        key = f"t{len(self.drafts) + 1}"
        draft = self.drafts[key] = TrackDraft(key, track_id)
        if not member:
            self.order.append(key)
        return draft

    def add(self, raw: dict[str, Any], parent: Flat | None, step: str, holder: str = "") -> None:
        """One track configuration. `holder`: where it stands, if not in the config's own list."""
        track_id = raw.get("trackId")
        draft = self.new(track_id if isinstance(track_id, str) else f"track-{len(self.drafts) + 1}")
        adapter, displays = raw.get("adapter"), raw.get("displays")
        skip = []
        if isinstance(adapter, dict) and adapter:
            skip.append("adapter")
        if isinstance(displays, list) and displays and all(isinstance(one, dict) and one for one in displays):
            skip.append("displays")
        defaults = raw.get("displayDefaults")
        if isinstance(defaults, dict) and defaults:
            skip.append("displayDefaults")
        node = draft.node = Flat.of(raw, parent, step, skip)
        facts = node.facts
        if "displayDefaults" in skip:
            draft.defaults = raw["displayDefaults"]
        if holder:
            draft.native["holder"] = holder
        draft.type = raw["type"] if isinstance(raw.get("type"), str) else ""
        fates = draft.base
        if self.assemblies.named_by_track:
            self._naming(draft, facts)
        self._base(draft, facts, fates)
        self.ledger.bind(node, _BASE, draft.owner, "", fates)
        self.ledger.put(draft.owner, node.path, draft.track_id)
        if "adapter" in skip:
            self._adapter(draft, raw["adapter"], node)
        elif "type" not in raw and isinstance(raw.get("uri"), str):
            self._bare(draft, raw["uri"], node)
        if "displays" in skip:
            draft.displays = raw["displays"]
        self._kind(draft)
        self._lacking(draft, node, adapter="source" in draft.values or "members" in draft.values)
        if draft.track_id in self.by_id:
            return
        self.by_id[draft.track_id] = draft

    def _base(self, draft: TrackDraft, facts: dict[str, Any], fates: dict[str, Fate]) -> None:
        values = draft.values
        slots = names.TRACK if draft.type in names.TRACK_DISPLAYS or not draft.type else None
        for name, value in facts.items():
            if name in {"name", "description"}:
                if isinstance(value, str):
                    values[name] = value
                    continue
            elif name == "trackId" and isinstance(value, str):
                draft.native["trackId"] = value
                fates[name] = _ID
                continue
            elif name == "type" and isinstance(value, str):
                continue
            elif name == "category":
                if names.fits("a", value):
                    values[name] = value
                    continue
            elif name == "assemblyNames":
                if self._assemblies(draft, value, fates):
                    continue
            elif name == "metadata" and isinstance(value, dict):
                if names.CARRIED in value:
                    self._carried(facts, value, fates)
                    return self._base(draft, facts, fates)
                values[name] = value
                continue
            elif name in fates:
                continue
            fates[name] = draft.aside(name, value, slots)
        return None

    def _carried(self, facts: dict[str, Any], metadata: dict[str, Any], fates: dict[str, Fate]) -> None:
        """Carried data of an earlier conversion among the metadata of a track."""
        text = metadata[names.CARRIED]
        if isinstance(text, str):
            self.ledger.carried = text
        rest = {key: value for key, value in metadata.items() if key != names.CARRIED}
        del facts["metadata"]
        if rest:
            facts["metadata"] = rest
        facts[f"metadata/{names.CARRIED}"] = text
        fates[f"metadata/{names.CARRIED}"] = Fate("structural", names.CARRIED)

    def _assemblies(self, draft: TrackDraft, value: Any, fates: dict[str, Fate]) -> bool:
        """The assemblies of a track: a mere link to the session's genome where it is just that."""
        if not names.fits("a", value):
            return False
        if len(value) == 1 and self.assemblies.is_main(value[0]):
            if value[0] != self.assemblies.main:
                draft.spelling["genomes"] = value
            if value[0] in self.assemblies.ids:
                fates["assemblyNames"] = _LINK
        else:
            draft.values["genomes"] = value
        return True

    def _naming(self, draft: TrackDraft, facts: dict[str, Any]) -> None:
        """The assemblies of the track that alone says which genome is the session's, each name by itself."""
        value = facts.get("assemblyNames")
        if not names.fits("a", value) or not value or not self.assemblies.is_main(value[0]):
            return
        self.assemblies.named_by_track = False
        del facts["assemblyNames"]
        said = (draft.owner, "genomes")
        for index, name in enumerate(value):
            facts[f"assemblyNames/{index}"] = name
            draft.base[f"assemblyNames/{index}"] = Fate("feeds", (said,) if index else (_GENOME_ID, said))
        if len(value) > 1:
            draft.values["genomes"] = value
        elif value[0] != self.assemblies.main:
            draft.spelling["genomes"] = value

    def _bare(self, draft: TrackDraft, uri: str, node: Flat) -> None:
        """A track that is just the address of its file (next generation)."""
        found = infer(uri)
        one = adapters.adapter_for(Source(location=uri, format=found.format)) if found else None
        key = self.sources.imply(uri, one, f"{node.path}/uri#source")
        draft.values["source"] = key
        draft.type = type_of(KINDS.get(one.format) if one else None, one.format if one else None)
        draft.ignored["uri"] = uri
        draft.base["uri"] = Fate("feeds", ((("sources", key), "location"), (draft.owner, "source")))

    def _adapter(self, draft: TrackDraft, raw: dict[str, Any], node: Flat) -> None:
        if raw.get("type") == "MultiWiggleAdapter":
            self._members(draft, raw, node)
            return
        key = self.sources.add(raw, node, "/adapter", draft)
        draft.values["source"] = key

    def _members(self, draft: TrackDraft, raw: dict[str, Any], node: Flat) -> None:
        """The tracks that a multi-quantitative track draws over or under each other."""
        facts = flatten(raw)
        place = Flat(facts, node, "/adapter")
        fates: dict[str, Fate] = {"type": Fate("feeds", ((draft.owner, "members"),))}
        members = []
        subadapters, big_wigs = facts.get("subadapters"), facts.get("bigWigs")
        if isinstance(subadapters, list) and subadapters and all(isinstance(one, dict) and one for one in subadapters):
            del facts["subadapters"]
            members += [self._member(one, place, f"/subadapters/{index}") for index, one in enumerate(subadapters)]
        if isinstance(big_wigs, list) and big_wigs and all(isinstance(one, str) for one in big_wigs):
            del facts["bigWigs"]
            for index, uri in enumerate(big_wigs):
                name = f"bigWigs/{index}"
                facts[name] = uri
                members.append(self._big_wig(uri, place, name, fates))
        draft.values["members"] = [one.key for one in members]
        slots = names.ADAPTERS["MultiWiggleAdapter"]
        for name, value in facts.items():
            if name not in fates:
                fates[name] = draft.aside(name, value, slots, "adapter/")
        self.ledger.bind(place, NO_WORDS, draft.owner, "", fates)

    def _member(self, raw: dict[str, Any], parent: Flat, step: str) -> TrackDraft:
        """One of several tracks: an adapter with a name and a colour."""
        name = raw.get("name", raw.get("source"))
        draft = self.new(name if isinstance(name, str) else step, member=True)
        said: dict[str, Fate] = {}
        color = mapping.COLOR.read(raw["color"]) if isinstance(raw.get("color"), str) else None
        if isinstance(color, str):
            said["color"] = draft.feed("display.color", color, raw["color"])
        if isinstance(name, str):
            which = "name" if "name" in raw else "source"
            said[which] = draft.feed("name", name)
            draft.native |= {} if which == "name" else {"named": "source"}
        self.ledger.put(draft.owner, f"{parent.path}{step}", draft.track_id)
        draft.values["source"] = self.sources.add(raw, parent, step, draft, place="#source", said=said)
        draft.type = "QuantitativeTrack"
        self._kind(draft)
        return draft

    def _big_wig(self, uri: str, parent: Flat, name: str, fates: dict[str, Fate]) -> TrackDraft:
        """One of several tracks: the address of a bigWig file."""
        draft = self.new(uri, member=True)
        key = self.sources.imply(uri, adapters.ADAPTERS["BigWigAdapter"], f"{parent.path}/{name}#source")
        self.ledger.put(draft.owner, f"{parent.path}/{name}", uri)
        draft.values["source"] = key
        draft.native["named"] = "bigWigs"
        draft.type = "QuantitativeTrack"
        self._kind(draft)
        fates[name] = Fate("feeds", ((("sources", key), "location"), (draft.owner, "source")))
        return draft

    def _kind(self, draft: TrackDraft) -> None:
        source = self.sources.sources.get(draft.values.get("source", ""))
        file_format = source.format if source is not None else None
        draft.values["kind"] = kind = kind_of(draft.type, file_format)
        if type_of(kind, file_format) != draft.type and draft.type:
            draft.spelling["kind"] = draft.type
        if source is None and not draft.values.keys() & {"members", "name"}:
            draft.values["key"] = draft.track_id
            if draft.base.get("trackId") is _ID:
                draft.base["trackId"] = Fate("feeds", ((draft.owner, "key"),))
        if kind == "alignment":
            draft.values["parts.coverage"] = draft.values["parts.reads"] = True

    # ---- tracks in views

    def show(self, raw: dict[str, Any], parent: Flat, step: str, *, level: int | None = None) -> str:
        """One track in a view; its neutral id."""
        wanted = raw.get("configuration")
        inline = isinstance(wanted, dict)
        track_id = wanted.get("trackId") if isinstance(wanted, dict) else wanted
        displays: Any = raw.get("displays")
        whole = isinstance(displays, list) and bool(displays) and all(isinstance(one, dict) and one for one in displays)
        facts = flatten(raw, ("displays",) if whole else ())
        node = Flat(facts, parent, step)
        draft = self._shown(track_id, raw, node)
        if level is not None:
            draft.native["shown/level"] = level
        if not draft.shown:
            draft.shown = True
        self._entry(draft, node, inline=inline)
        if whole:
            draft.entry, draft.seen = displays[0], node
            for index, other in enumerate(displays[1:], 1):
                below = flatten(other)
                place = Flat(below, node, f"/displays/{index}")
                fates = {name: draft.aside(name, value, None, f"shown/displays{index}/") for name, value in below.items()}
                self.ledger.bind(place, NO_WORDS, draft.owner, "", fates)
        return draft.key

    def open(self, track_id: str, node: Flat) -> str:
        """A track that a view is told to open by its id; its neutral id."""
        draft = self._shown(track_id, {}, node)
        draft.shown = True
        return draft.key

    def _shown(self, track_id: Any, raw: dict[str, Any], node: Flat) -> TrackDraft:
        """The track that a view shows: of the catalogue, once more, the reference sequence, or an unresolved one."""
        known = self.by_id.get(track_id) if isinstance(track_id, str) else None
        if known is None and isinstance(track_id, str):
            known = self.unresolved.get(track_id)
        if known is not None and not known.shown:
            return known
        draft = self.new(str(track_id))
        self.ledger.put(draft.owner, node.path, str(track_id))
        if known is not None:
            draft.same = known
            draft.type = known.type
            draft.values["same_as"] = known.key
            for field in ("kind", "name", "source", "key", "genomes", "members"):
                if field in known.values:
                    draft.values[field] = known.values[field]
            if draft.values.get("kind") == "alignment":
                draft.values["parts.coverage"] = draft.values["parts.reads"] = True
            return draft
        draft.type = raw["type"] if isinstance(raw.get("type"), str) else ""
        assembly = self.assemblies.sequences.get(track_id) if isinstance(track_id, str) else None
        draft.values["key"] = track_id if isinstance(track_id, str) else str(raw.get("name", ""))
        if assembly is not None:
            draft.type = "ReferenceSequenceTrack"
            draft.values["key"] = SEQUENCE_KEY
            if assembly in self.assemblies.titles:
                draft.values["name"] = self.assemblies.titles[assembly]
            if not self.assemblies.is_main(assembly):
                draft.values["genomes"] = [assembly]
        else:
            self._unresolved(draft, track_id, node)
        draft.values["kind"] = TYPES.get(draft.type, "unknown")
        draft.native["trackId"] = draft.track_id
        if draft.values["kind"] == "alignment":
            draft.values["parts.coverage"] = draft.values["parts.reads"] = True
        if type_of(draft.values["kind"], None) != draft.type and draft.type:
            draft.spelling["kind"] = draft.type
        return draft

    def _unresolved(self, draft: TrackDraft, track_id: Any, node: Flat) -> None:
        """A track that another config holds."""
        if isinstance(track_id, str):
            self.unresolved[track_id] = draft
        text = f"The track {track_id!r} is defined in a config that was not sent; what it shows is not known."
        hint = "Send the config.json that the session belongs to with the option 'config'."
        place = f"{node.path}/configuration" if "configuration" in node.facts else node.path
        self.ledger.notice(
            Notice("track.unresolved", "assumed", "error", text, draft.owner, "source", hint, place=place, original=str(track_id))
        )

    def _lacking(self, draft: TrackDraft, node: Flat, *, adapter: bool) -> None:
        """Say of a track configuration that it has no id, or no data."""
        if not draft.base.get("trackId"):
            text = "The track has no trackId, so no view of JBrowse 2 can show it."
            self.ledger.notice(Notice("track.unresolved", "assumed", "warning", text, draft.owner, "key", place=node.path))
        if not adapter:
            text = "The track has no adapter, so JBrowse 2 shows an error in its place."
            place = f"{node.path}/trackId" if "trackId" in node.facts else node.path
            self.ledger.notice(Notice("track.unresolved", "assumed", "warning", text, draft.owner, "source", place=place))

    def _entry(self, draft: TrackDraft, node: Flat, *, inline: bool) -> None:
        """The properties of a track in a view."""
        facts = node.facts
        fates: dict[str, Fate] = {}
        shown = (draft.owner, "shown")
        for name, value in facts.items():
            if name == "configuration" and isinstance(value, str):
                fields = [shown] if draft.same is None else [shown, (draft.owner, "same_as")]
                if draft.same is None and "key" in draft.values and draft.key not in {one.key for one in self.by_id.values()}:
                    fields.append((draft.owner, "key"))
                fates[name] = Fate("feeds", tuple(fields))
            elif name == "configuration/trackId" and inline:
                fates[name] = Fate("feeds", (shown,))
            elif name == "type" and isinstance(value, str):
                kind = (draft.owner, "kind")
                same = draft.track_id in self.by_id or draft.values.get("key") == SEQUENCE_KEY
                if same and value != draft.type:
                    fates[name] = draft.aside(name, value, None, "shown/")
                else:
                    fates[name] = Fate("superseded", "by the configuration of the track") if same else Fate("feeds", (kind,))
            elif name == "id" and isinstance(value, str):
                draft.native["shown/id"] = value
                fates[name] = Fate("structural", "id")
            else:
                slots = None if draft.type and draft.type not in names.TRACK_DISPLAYS else names.SHOWN_TRACK
                fates[name] = draft.aside(name, value, slots, "shown/")
        self.ledger.bind(node, NO_WORDS, draft.owner, "", fates)

    # ---- looks, when all views are known

    def finish(self, *, any_view: bool) -> dict[str, Track]:
        """Read the displays of every track, and make the tracks."""
        return {key: self._finished(draft, any_view=any_view) for key, draft in self.drafts.items()}

    def _finished(self, draft: TrackDraft, *, any_view: bool) -> Track:
        if draft.displays or draft.entry is not None or draft.defaults is not None:
            Displays(draft, newer=self.newer).read(self.ledger)
        if draft.values.get("kind") == "alignment":
            if not draft.shown and any_view:
                draft.values["parts.coverage.visible"] = draft.values["parts.reads.visible"] = False
            elif draft.shown and "parts.reads.visible" not in draft.values:
                draft.values["parts.coverage.visible"] = draft.values["parts.reads.visible"] = True
        return draft.track()
