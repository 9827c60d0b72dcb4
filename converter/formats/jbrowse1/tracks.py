"""Tracks: what they show, where their data lie, and how they look."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.formats._attributes import in_file
from converter.formats._consume import take
from converter.formats._draft import Draft, track_of
from converter.formats.jbrowse1 import mapping, names
from converter.formats.jbrowse1.shape import ID
from converter.formats.jbrowse1.sources import Data, Files, kind_of, resolved, store_of
from converter.formats.jbrowse1.templates import is_function, is_reference
from converter.loss.ledger import Fate, Notice
from converter.loss.walk import escape
from converter.model import Display, Source, Track
from converter.model.color import parse as parse_color

if TYPE_CHECKING:
    from collections.abc import Mapping

    from converter.formats._consume import Table
    from converter.formats.jbrowse1.document import Group
    from converter.formats.jbrowse1.sources import Fates
    from converter.formats.jbrowse1.templates import Templates
    from converter.loss.ledger import Ledger, Owner

CALLBACK = "executes.callback"
REFERENCE = "reference.unresolved"
_LOOKS = {"annotation": "features", "variant": "features", "quantitative": "signal", "alignment": "reads"}
"""The look of a track whose class is nobody's that we know, by its kind."""
_GENERAL = "annotation"
"""What a track shows whose class, or file, says nothing else."""
_MEMBER = {"url": "source", "name": "name", "color": "display.color"}
"""What is said of one of several files, and the field of its track that says it."""
_DESCRIPTIONS = ("metadata/description", "metadata/Description")
_LABEL = "display.label_field"
_SLASH = re.compile(r"\s*/\s*")
_REFERENCE_SEQUENCE = "Reference sequence"
_VISIBLE = {
    "reads": (("parts.coverage.visible", False), ("parts.reads.visible", True)),
    "coverage": (("parts.coverage.visible", True), ("parts.reads.visible", False)),
}
"""By the look of an alignment track, what is seen of it."""
_UNDERSTOOD: dict[str, tuple[Any, ...]] = {
    "autoscale": ("global", "clipped_global", "z_score"),
    "scale": ("z_score",),
    "bicolor_pivot": ("mean", "z_score"),
    **dict.fromkeys(mapping.COLOR_BY, (False,)),
}
"""Values of words that the application understands and the model has no word for."""


class TrackReader:
    """Reads tracks; remembers which facts of the whole they refer to."""

    def __init__(self, ledger: Ledger, templates: Templates) -> None:
        self.ledger = ledger
        self.templates = templates
        self.files = Files(ledger)
        self.tracks: dict[str, Track] = {}
        self.order: list[str] = []
        self.by_label: dict[str, str] = {}
        """Neutral id by label; of two tracks with one label the later one counts (`Browser._addTrackConfigs`)."""
        self.uses: dict[str, list[tuple[Owner, str]]] = {}
        """By key of the whole, the fields that its value was filled into."""
        self.stores: dict[str, Data] = {}
        """The data of stores that a track has named, by the place of the store."""
        self.functions = 0

    def read(self, group: Group, store: Group | None) -> None:
        """One track, and the store that it names."""
        owner: Owner = ("tracks", f"t{len(self.tracks) + 1}")
        self.tracks[owner[1]] = Track()
        raw = group.facts
        facts, used = self.filled(raw)
        draft, fates = Draft(owner), dict[str, Fate]()
        data = self._data(facts, group, store, draft, fates)
        _named(facts, draft, fates)
        _described(facts, draft, fates)
        table = _look(facts, draft, fates)
        said = group.own.keys() | group.more.keys()
        rest = {name: value for name, value in facts.items() if name not in fates and name in said}
        fates |= self.rest(rest, raw, table, draft)
        _labelled(data, draft)
        _two_colored(draft)
        draft.ignored |= {name: raw[name] for name, fate in fates.items() if fate.kind == "ignored"}
        if names.of_plugin(facts.get("type")) or names.of_plugin(facts.get("storeClass")):
            _known_by_plugin(draft, fates)
        used |= {name: [name] for name in group.inherited if name not in said}
        self._refer(used, fates, table, owner)
        group.bind(self.ledger, table, owner, fates)
        self.ledger.put(owner, group.path, str(facts.get("label", group.path)))
        self.tracks[owner[1]] = track_of(draft, ID)
        self.order.append(owner[1])
        if isinstance(facts.get("label"), str):
            self.by_label[facts["label"]] = owner[1]
        if data.source is None and data.format is UNSET:
            text = "The track names no file and holds no data; there is nothing to show."
            self.ledger.notice(Notice("track.empty", "assumed", "error", text, owner, "source", place=group.path))

    # ---- references

    def filled(self, raw: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, list[str]]]:
        """The facts with references filled in, and the keys of the whole that each refers to."""
        facts, used = dict(raw), {}
        for name, value in raw.items():
            if isinstance(value, str) and "{" in value:
                facts[name], keys = self.templates.fill(value)
                if keys:
                    used[name] = keys
        return facts, used

    def _refer(self, used: dict[str, list[str]], fates: Fates, table: Table, owner: Owner) -> None:
        """What was filled into a fact feeds what that fact feeds."""
        for name, keys in used.items():
            fate = fates.get(name)
            fields: Any = [(owner, field) for field in table.fields_of(name)] if fate is None else ()
            if fate is not None and fate.kind == "feeds":
                fields = fate.detail
            for key in keys if fields else ():
                self.uses.setdefault(key, []).extend(fields)

    # ---- the data

    def _data(self, facts: dict[str, Any], group: Group, store: Group | None, draft: Draft, fates: Fates) -> Data:
        """The source of a track, or the sequence of the genome; the kind of the track is set."""
        view, which = names.view_of(facts.get("type")), store_of(facts)
        if store is None and which in names.SEQUENCES and (not facts.get("type") or (view and view.kind == "sequence")):
            if self.files.sequence(facts, draft.owner, fates):
                return _sequence(facts, draft, fates)
        elif store is None and which == names.MULTIPLE and isinstance(facts.get("urlTemplates"), list):
            return self._several(facts, group, draft, fates)
        if store is None:
            data = self.files.file(facts, draft.owner, group.place("urlTemplate"), fates)
        else:
            data = self._stored(store, facts, draft.owner, fates)
        if data.source is not None:
            draft.set("source", data.source)
        usual = _GENERAL if view is None else view.kind
        kind = kind_of(data.format) if isinstance(data.format, str) else usual
        if kind is not None:
            draft.set("kind", kind)
        if not isinstance(data.format, str) and usual != _GENERAL and names.is_known(facts.get("type")):
            fates["type"] = Fate("feeds", ((draft.owner, "kind"),))
        return data

    def _stored(self, store: Group, facts: Mapping[str, Any], owner: Owner, fates: Fates) -> Data:
        """The file of a store that a track names; the facts of the store are told of once."""
        if store.path not in self.stores:
            said, _ = self.filled(store.facts)
            held = {**said, "storeClass": said.get("type", "")}
            told: Fates = {}
            data = self.stores[store.path] = self.files.file(held, owner, store.place("urlTemplate"), told)
            if "storeClass" in told:
                told["type"] = told.pop("storeClass")
            draft = Draft(owner if data.source is None else ("sources", data.source))
            told |= self.rest({name: one for name, one in said.items() if name not in told}, store.facts, mapping.NOTHING, draft)
            store.bind(self.ledger, mapping.NOTHING, draft.owner, told)
            if data.source is not None:
                self.files.keep(data.source, draft)
        data = self.stores[store.path]
        if data.source is not None and "store" in facts:
            fates["store"] = Fate("feeds", ((owner, "source"),))
        return data

    def _several(self, facts: Mapping[str, Any], group: Group, draft: Draft, fates: Fates) -> Data:
        """A track that draws several files over each other (the plugin MultiBigWig)."""
        place = group.place("urlTemplates")
        members = [
            self._member(facts, one, f"{place}/{number}")
            for number, one in enumerate(facts["urlTemplates"])
            if isinstance(one, dict) and isinstance(one.get("url"), str)
        ]
        draft.set("kind", "overlay")
        draft.set("members", members)
        if not group.spread("urlTemplates"):
            fields = [(draft.owner, "members")]
            fields += [(("tracks", key), field) for key in members for field in ("source", "name", "display.color")]
            fates["urlTemplates"] = Fate("feeds", tuple(fields))
        else:
            self._spread(facts["urlTemplates"], members, draft, fates)
        fates["storeClass"] = Fate("feeds", ((draft.owner, "kind"), *((("tracks", key), "kind") for key in members)))
        return Data(None, "overlay")

    def _spread(self, listed: list[Any], members: list[str], draft: Draft, fates: Fates) -> None:
        """What became of each fact of several files."""
        left = iter(members)
        for number, one in enumerate(listed):
            key = next(left) if isinstance(one, dict) and isinstance(one.get("url"), str) else None
            for name, value in (one if isinstance(one, dict) and one else {"": one}).items():
                way = f"urlTemplates/{number}{'/' if name else ''}{escape(name)}"
                field = _MEMBER.get(name) if key is not None else None
                if key is not None and field is not None and self._says(key, field):
                    told: list[tuple[Owner, str]] = [(("tracks", key), field)]
                    source = self.tracks[key].source
                    fates[way] = Fate("feeds", tuple([*told, (("sources", str(source)), "location")] if name == "url" else told))
                else:
                    draft.native[way] = value
                    fates[way] = Fate("native", way)

    def _says(self, key: str, field: str) -> bool:
        track = self.tracks[key]
        return field == "source" or (track.name if field == "name" else track.display) is not UNSET

    def _member(self, facts: Mapping[str, Any], one: Mapping[str, Any], place: str) -> str:
        """One of several files: a track that no list names."""
        url = resolved(facts, one["url"])
        key = f"t{len(self.tracks) + 1}"
        source = self.files.add(Source(location=url, format="bigwig"), f"{place}/url", f"<{url}>")
        track = self.tracks[key] = Track(kind="quantitative", source=source)
        if isinstance(one.get("name"), str):
            track.name = one["name"]
        color = parse_color(one["color"]) if isinstance(one.get("color"), str) else None
        if color is not None:
            track.display = Display(color=color)
        self.ledger.put(("tracks", key), place, f"<{url}>")
        return key

    # ---- the rest

    def rest(self, facts: Mapping[str, Any], raw: Mapping[str, Any], table: Table, draft: Draft) -> Fates:
        """What the table has words for, and what only JBrowse 1 or nobody understands."""
        told: Fates = {}
        spoken: dict[str, Any] = {}
        for name, value in facts.items():
            code = CALLBACK if is_function(value) else REFERENCE if is_reference(value) else None
            if code is None and name in table.words and value not in _UNDERSTOOD.get(name, ()) and not _is_list(name, value):
                spoken[name] = value
            elif code is not None or name in table.native or name in table.words or name.startswith(names.PREFIXES):
                draft.native[name] = raw[name]
                told[name] = Fate("native", name, code)
            else:
                draft.ignored[name] = raw[name]
                told[name] = Fate("ignored", name)
            self.functions += code == CALLBACK
        return told | take(spoken, table, draft, "")


def _sequence(facts: Mapping[str, Any], draft: Draft, fates: Fates) -> Data:
    """The reference sequence; `type` says that it is one."""
    draft.set("kind", "sequence")
    draft.set("key", _REFERENCE_SEQUENCE)
    if names.is_known(facts.get("type")):
        fates["type"] = Fate("feeds", ((draft.owner, "kind"),))
    return Data(None, "sequence")


def _named(facts: Mapping[str, Any], draft: Draft, fates: Fates) -> None:
    """The name of a track is its key, else its label, by which others refer to it (`View/Track/BlockBased.js`)."""
    name = "key" if facts.get("key") not in (None, "") else "label"
    value = facts.get(name)
    if isinstance(value, str | int | float):
        draft.set("name", str(value))
        fates[name] = Fate("feeds", ((draft.owner, "name"),))
    if name == "key" and isinstance(facts.get("label"), str):
        draft.native["label"] = facts["label"]
        fates["label"] = Fate("structural", "label")


def _described(facts: Mapping[str, Any], draft: Draft, fates: Fates) -> None:
    """The category, the description and other metadata. That of the metadata goes before (`View/TrackList/Hierarchical.js`)."""
    category = next((name for name in ("metadata/category", "category") if facts.get(name)), "")
    if category and isinstance(facts[category], str):
        draft.set("category", _SLASH.split(facts[category].strip()))
        fates[category] = Fate("feeds", ((draft.owner, "category"),))
        if category != "category" and "category" in facts:
            fates["category"] = Fate("superseded", "by metadata.category")
    told = next((name for name in _DESCRIPTIONS if isinstance(facts.get(name), str)), "")
    if told:
        draft.set("description", facts[told])
        fates[told] = Fate("feeds", ((draft.owner, "description"),))
    more = {name: value for name, value in facts.items() if name.startswith("metadata/") and name not in fates}
    more = {name: value for name, value in more.items() if not is_function(value)}
    if more:
        draft.set("metadata", {_unescaped(name.removeprefix("metadata/")): value for name, value in more.items()})
        fates |= dict.fromkeys(more, Fate("feeds", ((draft.owner, "metadata"),)))


def _unescaped(name: str) -> str:
    return name.replace("~1", "/").replace("~0", "~")


def _look(facts: dict[str, Any], draft: Draft, fates: Fates) -> Table:
    """The table for the look of a track, and what its class says of it."""
    kind, view = draft.get("kind"), names.view_of(facts.get("type"))
    fitting = view is not None and view.kind == kind
    usual = _LOOKS.get(kind, "html") if view is None else "html"
    table = mapping.LOOKS[view.look if view is not None and fitting else usual]
    said: tuple[tuple[str, Any], ...] = ()
    if view is not None and fitting:
        said = _VISIBLE.get(view.look, (("display.renderer", view.renderer),) if view.renderer else ())
    for field, value in said:
        draft.set(field, value)
    if said and names.is_known(facts.get("type")):
        fates["type"] = Fate("feeds", tuple((draft.owner, field) for field, _ in said))
    if {"min_score", "max_score", "autoscale"} <= facts.keys() and "autoscale" in table.words:
        fates["autoscale"] = Fate("superseded", "by min_score and max_score")
    return table


def _is_list(name: str, value: Any) -> bool:
    """Whether it says several attributes, the first one that a feature has names it (`View/_FeatureDescriptionMixin.js`)."""
    return name == "style/label" and (isinstance(value, list) or (isinstance(value, str) and "," in value))


def _labelled(data: Data, draft: Draft) -> None:
    """The attribute that names features, as the file has it; JBrowse 1 does not heed the case (`Model/SimpleFeature.js`)."""
    name = draft.get(_LABEL)
    if isinstance(name, str):
        found = in_file(name.lower(), data.format)
        draft.set(_LABEL, name if found == name.lower() else found)


def _two_colored(draft: Draft) -> None:
    """Values below zero are red unless they are given a colour, also where the others are."""
    signal = draft.get("kind") == "quantitative" and draft.get("display.color") is not UNSET
    if signal and draft.get("display.alt_color") is UNSET and "style/neg_color" not in draft.native:
        draft.set("display.alt_color", mapping.NEGATIVE)


def _known_by_plugin(draft: Draft, fates: Fates) -> None:
    """What JBrowse itself does not know is for the plugin to whom the track's class or store belongs."""
    for name, fate in list(fates.items()):
        if fate.kind == "ignored" and fate.code is None:
            draft.native[name] = draft.ignored.pop(name)
            fates[name] = Fate("native", name)
