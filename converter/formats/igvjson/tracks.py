"""Tracks of IGV's JSON to neutral tracks, in the dialect of igv.js or of IGV desktop 3."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import UNSET

from converter.formats._consume import consume
from converter.formats._draft import Draft, track_of
from converter.formats.igvjson import composites, fields, mapping, names, rows, scales, sorts
from converter.formats.igvjson.files import service_of
from converter.formats.igvjson.names import DESKTOP, ID
from converter.formats.igvjson.natives import is_usable, set_aside
from converter.formats.igvjson.orders import sorted_by_order
from converter.formats.igvjson.parts import PartsReader, group, part_of
from converter.formats.igvjson.usable import html_notice, is_html, nothing_said
from converter.loss.ledger import Fate, Ledger, Notice
from converter.model import Analysis, Extras, Track

if TYPE_CHECKING:
    from collections.abc import Mapping

    from converter.formats._consume import Table
    from converter.formats._json import Node
    from converter.formats.igvjson.composites import Composite
    from converter.formats.igvjson.files import Files
    from converter.formats.igvjson.web import Speech

_BY_SAMPLE = ("quantitative", "mutation", "expression")
_SERVICE = "The data come from a service ({}), which igv.js asks for them; other programs take its address for a file."
_DEAD = "The data come from a service (pysam) whose answers igv.js 3.8 does not understand any more (`BamWebserviceReader`)."
_REPLACE = "Give a file in its place with the option rewrite=FROM=TO."
_AXIS = {"min": "minimum", "autoscale": "autoscale"}
_OF_FILES = ("quantitative", "annotation", "alignment", "variant", "copy_number", "mutation", "interaction", "gwas", "qtl")
"""Kinds of tracks that draw a file."""


class TrackReader:
    """Makes neutral tracks `t1 …` of track objects, in document order."""

    def __init__(self, ledger: Ledger, files: Files, dialect: str) -> None:
        self.ledger = ledger
        self.files = files
        self.dialect = dialect
        self.tracks: dict[str, Track] = {}
        self.order: list[str] = []
        self.hidden: set[str] = set()
        self.placed: list[tuple[str, dict[str, Fate]]] = []
        self.by_id: dict[str, str] = {}
        self.pending: list[tuple[str, Mapping[str, Any], dict[str, Fate]]] = []
        self.below: dict[str, list[str]] = {}
        """The further rows of a track, by the first."""

    def read(self, nodes: list[Node], place: str = "") -> None:
        """Tracks of one list; `place` says which where it is not the session's own."""
        at = 0
        while at < len(nodes):
            found = group(nodes, at) if self.dialect == DESKTOP else nodes[at : at + 1]
            key = self._track(found, place=place)
            self.order += [key, *self.below.get(key, ())]
            at += len(found)

    def _track(self, objects: list[Node], place: str = "", *, top: bool = True) -> str:
        key = f"t{len(self.tracks) + 1}"
        self.tracks[key] = Track()
        draft = Draft(("tracks", key))
        node = objects[0]
        if self.dialect == DESKTOP and part_of(node)[1] is not None:
            if not PartsReader(self.ledger, self.files, self._left).read(objects, draft):
                self.hidden.add(key)
            called = str(self.files.sources[draft.get("source")].location)
        else:
            fates = self._whole(node, draft, top=top)
            if self.dialect != DESKTOP:
                nothing_said(node.data, fates)
            called = self._called(node.data, draft)
            if top:
                self.placed.append((key, fates))
        if place:
            draft.native["in"] = place
        self.tracks[key] = track_of(draft, ID)
        if key in self.below:
            self._rows(key, node, called)
        else:
            self.ledger.put(draft.owner, node.path, called)
        self._advice(node, draft)
        return key

    def _rows(self, first: str, node: Node, called: str) -> None:
        """The further rows of a track, which look as the first, and where each of them stands."""
        head, samples = self.tracks[first], node.data["samples"]
        extras = {ID: Extras(native={rows.ABOVE: True})}
        for index, (key, sample) in enumerate(zip([first, *self.below[first]], samples, strict=True)):
            if key != first:
                self.tracks[key] = msgspec.structs.replace(head, name=sample, sample=sample, extras=extras)
            self.ledger.put(("tracks", key), f"{node.path}/samples/{index}", f"{called}_{sample}")

    def _samples(self, samples: list[str], node: Node, draft: Draft, table: Table, told: dict[str, Fate]) -> None:
        """The first of several samples is that of the draft; the others get ids, and all facts feed all of them."""
        first = draft.owner[1]
        for _ in samples[1:]:
            key = f"t{len(self.tracks) + 1}"
            self.tracks[key] = Track()
            self.below.setdefault(first, []).append(key)
        owners = [("tracks", key) for key in (first, *self.below[first])]
        draft.set("sample", samples[0])
        draft.set("name", samples[0])
        if self.dialect != DESKTOP:
            rows.lowered(draft, told)
        if first in self.hidden:
            self.hidden.update(self.below[first])
        rows.spread(node.data, table, owners, told)
        each = {str(index): Fate("feeds", ((owner, "sample"), (owner, "name"))) for index, owner in enumerate(owners)}
        self.ledger.bind(node.child("samples"), mapping.NOTHING, draft.owner, fates=each)

    def _advice(self, node: Node, draft: Draft) -> None:
        """What a person should know of a track: a name that runs, a file that was picked and is not to be found again."""
        name, picked = rows.name_of(node.data, draft), node.data.get("file")
        if self.dialect != DESKTOP and isinstance(name, str) and is_html(name):
            place = node.place("name" if node.data.get("name") == name else "label")
            self.ledger.notice(html_notice("kept", draft.owner)._replace(place=place))
        if isinstance(picked, str) and self.files.key_of(node) == "file":
            text = f"The file {picked!r} was picked from the user's machine; only its name is known, not where it is."
            hint = "Say where the file is with the option rewrite=FROM=TO."
            told = Notice("location.picked", "kept", "warning", text, draft.owner, "source", hint, original=picked)
            self.ledger.notice(told._replace(place=node.place("file")))
        asked = node.data.get("sourceType")
        if asked in names.SERVICES and draft.get("source") is not UNSET and service_of(node.data) is None:
            severity, text = ("error", _DEAD) if asked == "pysam" else ("warning", _SERVICE.format(asked))
            told = Notice("location.service", "kept", severity, text, draft.owner, "source", _REPLACE)
            self.ledger.notice(told._replace(place=node.place("sourceType"), original=asked))
        if draft.get("source") is UNSET and draft.get("kind") in _OF_FILES and "sourceType" not in node.data:
            text = "The track names no file and holds no data; there is nothing to show."
            self.ledger.notice(Notice("track.empty", "kept", "warning", text, draft.owner, "source", place=node.path))

    def _called(self, facts: Mapping[str, Any], draft: Draft) -> str:
        """What the document calls a track."""
        source = self.files.sources.get(draft.get("source") or "")
        candidates = (facts.get("id"), UNSET if source is None else source.location, facts.get("name"), facts.get("type"))
        return next((one for one in candidates if isinstance(one, str) and one), "track")

    # one object, one track

    def _whole(self, node: Node, draft: Draft, *, top: bool) -> dict[str, Fate]:
        """A track of its own; members of overlays are read along."""
        facts = node.data
        fates: dict[str, Fate] = {}
        source = self.files.of(node, draft.owner, fates)
        if source is not None:
            draft.set("source", source)
        kind = self._kind(facts, source, draft, fates)
        held = self.files.sources.get(source or "")
        form = held.format if held is not None and isinstance(held.format, str) else None
        table, told_together = plain = mapping.speech(self.dialect, kind, form)
        samples = rows.samples_of(facts, plain) if top else None
        if samples:
            table, told_together = rows.table_of(plain, squished=rows.squished(facts)), ()
        if kind == "alignment":
            for which in ("coverage", "reads"):
                draft.branch(f"parts.{which}")
        members = facts.get("tracks")
        inner = node.child("tracks") if kind == "overlay" and _all_objects(members) else None
        old = self.dialect != DESKTOP and fields.is_old(kind, facts)
        apart = {names.CARRIED, *(fates.keys() & {"sourceType"}), *(fields.KEYS if old else ())} & facts.keys()
        left = {name: value for name, value in facts.items() if name not in apart} if apart else facts
        told = consume(self.ledger, node, left, table, draft, "")
        set_aside(draft, plain.table, told, by_igvjs=self.dialect != DESKTOP)
        told.update(fates)
        if old:
            fields.bind(self.ledger, node, draft, told)
        self._together(told_together, node, draft, told)
        self._identity(facts, held, draft, told)
        if self.dialect == DESKTOP:
            self._desktop(facts, draft, told)
        elif kind in names.RANGED:
            self._idle(facts, draft, told, kind)
        if samples:
            self._samples(samples, node, draft, table, told)
        self._scales(plain, node, draft, told)
        if inner is not None:
            self.ledger.bind(inner, mapping.NOTHING, draft.owner)
            draft.set("members", [self._track([one], top=False) for one in inner.nodes()])
        self._left(node, table.deeper, draft, told)
        return told

    def _kind(self, facts: Mapping[str, Any], source: str | None, draft: Draft, fates: dict[str, Fate]) -> str | None:
        """What a track shows: its type says, and the format of its file where several kinds have one type."""
        raw = facts.get("type")
        found = self.files.type_of(source)
        by_file = None if found is None or found.kind in ("unknown", "sample_information") else found.kind
        by_type = names.TYPES[self.dialect].get(raw.lower()) if isinstance(raw, str) else None
        if self.dialect == DESKTOP and composites.is_combined(facts):
            by_type = "combined"
        written = names.WRITTEN[self.dialect]
        kind: str | None = by_type
        if by_type is None or (by_file is not None and written.get(by_file) == written.get(by_type)):
            kind = by_file
        if kind is not None:
            draft.set("kind", kind)
        if by_type is None and kind is not None and "format" in fates and fates["format"].kind == "feeds":
            fates["format"] = fates["format"]._replace(detail=(*fates["format"].detail, (draft.owner, "kind")))
        if by_type is not None and raw in names.SPECIAL:
            draft.native["type"] = raw
            fates["type"] = Fate("native", "type") if kind == by_file else Fate("feeds", ((draft.owner, "kind"),))
        elif by_type is not None and raw is not None and (by_type != "combined" or raw == by_type):
            draft.spelling["kind"] = raw
            fields = ("kind", "display.renderer") if raw.lower() in names.DRAWN else ("kind",)
            code = "kind.respelled" if self.dialect != DESKTOP and raw.lower() in names.OTHER_NAMES else None
            fates["type"] = Fate("feeds", tuple((draft.owner, field) for field in fields), code)
            if len(fields) > 1:
                draft.set("display.renderer", raw.lower())
        elif raw is not None:
            draft.ignored["type"] = raw
            fates["type"] = Fate("ignored", "type", "source.invalid")
        return kind

    def _together(self, told_together: tuple[Composite, ...], node: Node, draft: Draft, fates: dict[str, Fate]) -> None:
        """All keys that say several fields."""
        for one in told_together:
            if one is sorts.SORT and "sort" in node.data:
                sorts.bind(self.ledger, node, draft, fates)
            elif one not in (sorts.SORT, scales.SCALES):
                self._composite(one, node.data, draft, fates)

    def _scales(self, plain: Speech, node: Node, draft: Draft, fates: dict[str, Fate]) -> None:
        """Scales of colours, which all rows of a track have."""
        if scales.SCALES in plain.composites:
            below = (("tracks", key) for key in self.below.get(draft.owner[1], ()))
            scales.bind(self.ledger, node, draft, fates, [draft.owner, *below])

    def _composite(self, one: Composite, facts: Mapping[str, Any], draft: Draft, fates: dict[str, Fate]) -> None:
        """A key that says several fields."""
        said = {name: facts[name] for name in one.names if name in facts}
        if one.names[0] not in said:
            return
        values = one.read(said)
        if values is None:
            native = one.native and all(self._usable(name, raw) for name, raw in said.items())
            (draft.native if native else draft.ignored).update(said)
            kind, code = ("native", None) if native else ("ignored", "source.invalid")
            fates.update({name: Fate(kind, name, code) for name in said})
            return
        for field, value in values.items():
            draft.set(field, value)
        if one.write(values) != said:
            draft.spelling[one.names[0]] = said
        feeds = Fate("feeds", tuple((draft.owner, field) for field in values))
        fates.update(dict.fromkeys(said, feeds))

    def _identity(self, facts: Mapping[str, Any], held: Any, draft: Draft, fates: dict[str, Fate]) -> None:
        """The id of a track, and the link for its features."""
        text = facts.get("id")
        if isinstance(text, str):
            self.by_id.setdefault(text, draft.owner[1])
            fates["id"] = self._id(text, held, draft)
        link = facts.get("infoURL")
        if not isinstance(link, str) or not link or self.dialect == DESKTOP:
            return
        if held is not None and held.feature_url in (UNSET, link):
            held.feature_url = link
            fates["infoURL"] = Fate("feeds", ((("sources", draft.get("source")), "feature_url"),))
        else:
            draft.set("info_url", link)
            fates["infoURL"] = Fate("feeds", ((draft.owner, "info_url"),))

    def _id(self, text: str, held: Any, draft: Draft) -> Fate:
        """IGV desktop's ids are the file's location, with the sample for one of several tracks of it."""
        if held is None:
            draft.set("key", text)
            return Fate("feeds", ((draft.owner, "key"),))
        if self.dialect == DESKTOP and text == held.location:
            draft.spelling["id"] = text
            return Fate("structural", "id")
        by_sample = draft.get("kind") in _BY_SAMPLE or (draft.get("kind") == "copy_number" and held.format != "seg")
        if self.dialect == DESKTOP and by_sample and text.startswith(f"{held.location}_"):
            draft.set("sample", text[len(held.location) + 1 :])
            return Fate("feeds", ((draft.owner, "sample"),))
        draft.native["id"] = text
        return Fate("native", "id")

    def _desktop(self, facts: Mapping[str, Any], draft: Draft, fates: dict[str, Fate]) -> None:
        """Whether a track is shown, and what a combined one is made of."""
        raw = facts.get("visible")
        shown = {"true": True, "false": False}.get(str(raw).lower())
        if shown is not None:
            fates["visible"] = Fate("feeds", ((draft.owner, "shown"),))
            draft.spelling["shown"] = raw
            if not shown:
                self.hidden.add(draft.owner[1])
        if draft.get("kind") == "combined" and composites.is_combined(facts):
            self.pending.append((draft.owner[1], facts, fates))
            fates.update({name: Fate("feeds", ((draft.owner, "analysis.operands"),)) for name in composites.OPERANDS})

    def _idle(self, facts: Mapping[str, Any], draft: Draft, fates: dict[str, Fate], kind: str | None) -> None:
        """What igv.js does not look at: of an axis that it fits to the data, and the colours of a heat map, which has a scale."""
        prefix = "parts.coverage." if kind == "alignment" else ""
        endless = draft.get("interactions.max_score" if kind in names.ARCS else f"{prefix}display_range.maximum") is UNSET
        idle = {"min": endless, "autoscale": endless and draft.get(f"{prefix}display_range.autoscale") is False}
        fields = {name: f"{prefix}display_range.{field}" for name, field in _AXIS.items()}
        if draft.get("display.renderer") == "heatmap" and "colorScale" not in facts:
            idle |= {"color": True, "altColor": True}
            fields |= {"color": "display.color", "altColor": "display.alt_color"}
        for name, field in fields.items():
            if idle[name] and name in facts and name not in fates:
                draft.drop(field)
                draft.ignored[name] = facts[name]
                fates[name] = Fate("ignored", name)

    def _left(self, node: Node, deeper: frozenset[str], draft: Draft, fates: dict[str, Fate], rel: str = "") -> None:
        """What should have been understood, but has a value that is not."""
        for name, raw in node.data.items():
            if name in deeper and name not in fates and name not in node.deeper:
                native = name in ("format", "indexed", "indexURL") and self._usable(name, raw)
                held = draft.native if native else draft.ignored
                held[rel + name] = raw
                fates[name] = Fate("native", rel + name) if native else Fate("ignored", rel + name, "source.invalid")

    def _usable(self, name: str, raw: Any) -> bool:
        """Whether the program can use the value of a word that only it has; of IGV desktop nothing is known."""
        return self.dialect == DESKTOP or is_usable(name, raw)

    # all tracks together

    def finish(self) -> None:
        """Join the operands of combined tracks: ids of other tracks become their neutral ids."""
        for key, facts, _ in self.pending:
            track = self.tracks[key]
            held = track.analysis if isinstance(track.analysis, Analysis) else Analysis()
            operands = [self.by_id.get(facts[name], facts[name]) for name in composites.OPERANDS]
            track.analysis = msgspec.structs.replace(held, operands=operands)

    def shown(self) -> list[str]:
        """The shown tracks from top to bottom: igv.js sorts by `order`, IGV desktop does not."""
        if self.dialect == DESKTOP:
            return [key for key in self.order if key not in self.hidden]
        return sorted_by_order(self.order, self.tracks, self.placed, {key for below in self.below.values() for key in below})


def _all_objects(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)
