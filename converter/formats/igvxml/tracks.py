"""Track elements of IGV session XML to neutral tracks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import UNSET

from converter.formats._consume import consume, take
from converter.formats._draft import Draft
from converter.formats._igv import sized_by_reads, sorted_upwards
from converter.formats._parts import decide_shown
from converter.formats._words import INVALID
from converter.formats.igvxml import mapping, names, scales
from converter.formats.igvxml.aside import set_aside, steps
from converter.formats.igvxml.binding import ID, Match, Resources
from converter.formats.igvxml.lent import lend
from converter.loss.ledger import Fate, Ledger, Notice, own, structural
from converter.model import Analysis, Extras, Part, Track
from converter.resources.location import LocationKind, basename
from converter.resources.location import kind as location_kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from converter.formats._xml import Node
    from converter.loss.ledger import Owner

_NATIVE_CHILDREN = ("sequencematchsource", "pluginsource", "combined_data_source")
_OPERANDS, _OLD_OPERANDS = ("track1", "track2"), ("source0", "source1")
"""What names the operands of a combined track, and what did up to version 5, in a `COMBINED_DATA_SOURCE` below the track."""
_RANGE = ("type", "minimum", "baseline", "maximum")
_LOCATION_MARKS = ("/", "\\")


_Element = tuple["Node", Match | None]
"""A Track element and what its id names."""
_ID = structural("id")
_SHOWN = own("shown")
_SOURCE_AND_SAMPLE = own("source", "sample")
_SAMPLE_OF_ITS_KIND = own("source", "sample", "kind")
"""Of a sample whose class does not tell what it shows: that is told by the file, and so by the name that leads there."""
_KEY = own("key")
_KIND = own("kind")


class TrackReader:
    """Makes neutral tracks `t1 …` of Track elements, in document order."""

    def __init__(self, ledger: Ledger, resources: Resources, *, old: bool) -> None:
        self.ledger = ledger
        self.old = old
        """Whether the session is so old that a track's `scale` counts."""
        self.resources = resources
        self.tracks: dict[str, Track] = {}
        self.order: list[str] = []
        self.shown: list[str] = []
        self.by_id: dict[str, str] = {}
        self.lent: dict[int, Owner] = {}
        """Overlays by the DataRange of a member that they take for their own."""
        self.pending: list[tuple[str, Node, dict[str, Fate], tuple[str, str]]] = []
        self.count = 0

    def panel(self, nodes: list[Node]) -> list[str]:
        """The tracks of one panel; consecutive elements of one alignment file are one track."""
        match = self.resources.match
        elements = [(node, match(node.attrib.get("id", ""))) for node in nodes]
        made = []
        at = 0
        while at < len(elements):
            group = self._group(elements, at)
            made.append(self._track(group))
            at += len(group)
        self.order += made
        return made

    def _group(self, elements: list[_Element], at: int) -> list[_Element]:
        first = elements[at][1]
        group = [elements[at]]
        if first is None or first.part is None:
            return group
        parts = {first.part}
        for element in elements[at + 1 :]:
            match = element[1]
            if match is None or match.source != first.source or match.part is None or match.part in parts:
                break
            parts.add(match.part)
            group.append(element)
        return group

    def _track(self, group: list[_Element], *, member: bool = False) -> str:
        self.count += 1
        key = f"t{self.count}"
        owner = ("tracks", key)
        node, match = group[0]
        draft = Draft(owner)
        track_id = node.attrib.get("id", "")
        self.by_id.setdefault(track_id, key)
        if match is not None and match.part is not None:
            shown = self._alignment(group, match, draft)
        else:
            shown = self._plain(node, match, draft, member=member)
        self.tracks[key] = Track(**draft.values(ID))
        self.ledger.put(owner, node.path, self._called(track_id, match))
        if shown and not member:
            self.shown.append(key)
        return key

    def _called(self, track_id: str, match: Match | None) -> str:
        """What the document calls a track, the same for all parts of an alignment."""
        return str(self.resources.sources[match.source].location) if match and match.part else track_id

    def _alignment(self, group: list[_Element], match: Match, draft: Draft) -> bool:
        """Coverage, junctions and reads of one file, in the order in which they stand."""
        draft.set("kind", "alignment")
        draft.set("source", match.source)
        naming = next((node for node, one in group if one and one.part == "reads"), group[0][0])
        parts: dict[str, Part] = {}
        told: dict[str, dict[str, Fate]] = {}
        for node, named in group:
            which = (named and named.part) or "reads"
            part = Draft(draft.owner, f"parts.{which}.")
            self._tag(node, part)
            fates = consume(self.ledger, node, node.attrib, mapping.COVERAGE if which == "coverage" else mapping.PART, part)
            fates["id"] = _ID
            self._part_visible(node, part, fates)
            if node is naming and "name" in part.fields:
                draft.set("name", part.fields.pop("name"))
                fates["name"] = own("name")
            self._children(node, part, native=True)
            if self.old:
                scales.read(node, part, fates)
            self._elsewhere(node, part, fates)
            parts[which], told[which] = Part(**part.values(ID)), fates
        draft.set("parts", parts)
        return decide_shown({which: part.visible for which, part in parts.items()}, told)

    def _tag(self, node: Node, draft: Draft) -> None:
        """What old sessions call a Track."""
        if node.tag != "Track" and node.tag.lower() != "track":
            draft.native["tag"] = node.tag

    def _part_visible(self, node: Node, part: Draft, fates: dict[str, Fate]) -> None:
        text = node.attrib.get("visible")
        if text is not None:
            visible = mapping.FLAG.read(text)
            part.set("visible", visible, text if text not in ("true", "false") else UNSET)
            fates["visible"] = own(f"{part.prefix}visible")._replace(code=mapping.misread(text))

    def _plain(self, node: Node, match: Match | None, draft: Draft, *, member: bool) -> bool:
        """A track of its own; members and operands of overlays and combinations are read along."""
        attrib = node.attrib
        track_id = attrib.get("id", "")
        by_file = self.resources.kind_of(track_id if match is None and _is_location(track_id) else match)
        by_class = _by_class(node, match)
        study = (by_class if by_file is UNSET else by_file) == "gwas"
        fates = consume(self.ledger, node, attrib, mapping.GWAS if study else mapping.TRACK, draft)
        self._tag(node, draft)
        self._identity(node, match, (by_file, by_class), draft, fates)
        if node.children:
            members = [child for child in node.children if child.tag.lower() in names.TRACKS]
            if members:
                self._borrow(node, draft)
            self._children(node, draft, native=True)
            if members:
                draft.fields["members"] = [self._member(child) for child in members]
                self._drawn_as_members(attrib, draft, fates)
        if self.old and not study and draft.get("kind") not in names.ARCS:
            scales.read(node, draft, fates)
        self._elsewhere(node, draft, fates)
        if "track1" in attrib or "track2" in attrib:
            self.pending.append((draft.owner[1], node, fates, _OPERANDS))
        text = attrib.get("visible")
        if text is None:
            return True
        if member:
            draft.native["@visible"] = text
            fates["visible"] = Fate("native", "@visible")
        else:
            fates["visible"] = _SHOWN._replace(code=mapping.misread(text))
            if text not in ("true", "false"):
                draft.spelling["shown"] = text
        return bool(mapping.FLAG.read(text))

    def _drawn_as_members(self, attrib: Mapping[str, str], draft: Draft, fates: dict[str, Fate]) -> None:
        """IGV 2.16 draws an overlay as its members say, whatever it says itself (`MergedTracks.render`, measured)."""
        looks = [self.tracks[key].display for key in draft.fields["members"]]
        said = {look.renderer for look in looks if look is not UNSET and look.renderer is not UNSET}
        whole = draft.get("display.renderer")
        if draft.get("kind") == "overlay" and whole is not UNSET and said - {whole}:
            draft.drop("display.renderer")
            draft.ignored["@renderer"] = attrib["renderer"]
            fates["renderer"] = Fate("ignored", "@renderer")

    def _member(self, node: Node) -> str:
        return self._track([(node, self._whole(self.resources.match(node.attrib.get("id", ""))))], member=True)

    def _whole(self, match: Match | None) -> Match | None:
        return match._replace(part=None) if match and match.part else match

    def _identity(self, node: Node, match: Match | None, kinds: tuple[Any, Any], draft: Draft, fates: dict[str, Fate]) -> None:
        """Kind and data of a track, from its id, its file and, where those don't tell, its class: `kinds` by either."""
        track_id = node.attrib.get("id", "")
        owner = draft.owner
        by_file, by_class = kinds
        if match is not None:
            draft.fields["source"] = match.source
            fates["id"] = _ID
            if match.sample is not None and self.resources.kinds.get(match.source) == "base_pair":
                draft.spelling["ending"] = match.sample
            elif match.sample is not None:
                draft.set("sample", match.sample)
                fates["id"] = _SOURCE_AND_SAMPLE
                if track_id != f"{self.resources.sources[match.source].location}_{match.sample}":
                    draft.spelling["sample"] = track_id
            if self._kind(by_file, by_class, draft, fates):
                self.resources.feed_kind(match.source, owner)
                if fates["id"] is _SOURCE_AND_SAMPLE and by_class != by_file:
                    fates["id"] = _SAMPLE_OF_ITS_KIND
            return
        if _is_location(track_id) and by_class not in ("overlay", "combined"):
            source = self.resources.imply(track_id, node.path)
            self.resources.used.add(source)
            text = "The session does not list the file of this track among its resources; the track's id says where it is."
            told = Notice("resource.unlisted", "kept", "info", text, owner, "source", line=node.line)
            self.ledger.notice(told._replace(place=node.place("id"), original=track_id))
            draft.set("source", source)
            fates["id"] = Fate("feeds", ((("sources", source), "location"), (owner, "source")))
            self._kind(by_file, by_class, draft, fates)
            return
        if not track_id:
            text = "The track has no id; IGV stops loading the session there."
            told = Notice("track.nameless", "kept", "warning", text, owner, "key", line=node.line)
            self.ledger.notice(told._replace(place=node.path))
        draft.set("key", track_id)
        if "id" in node.attrib:
            fates["id"] = _KEY
        self._kind(_kind_of(track_id) if by_class is UNSET else UNSET, by_class, draft, fates)

    def _kind(self, by_file: Any, by_class: Any, draft: Draft, fates: dict[str, Fate]) -> bool:
        """The file decides; the class only where the file does not tell, or where it names a computed track of it.

        Whether the file did.
        """
        special = by_class in ("copy_number_frequency", "overlay", "combined", "sequence", "motif", "blat")
        special |= by_class == "multiple_alignment" and by_file == "mutation"  # both are called .maf
        kind = by_class if special or by_file is UNSET else by_file
        if kind is UNSET:
            return False
        draft.fields["kind"] = kind
        if kind is by_class and "clazz" in fates and "@clazz" in draft.native and (special or by_file is UNSET):
            draft.spelling["kind"] = draft.native.pop("@clazz")
            fates["clazz"] = _KIND
        return kind is by_file

    def _children(self, node: Node, draft: Draft, *, native: bool) -> None:
        for child, step in steps(node):
            tag = child.tag
            if tag == "DataRange" and draft.get("kind") in names.ARCS:
                set_aside(self.ledger, child, draft, step, native=True)
            elif tag == "DataRange":
                self._range(child, step, draft)
            elif tag == "RenderOptions" or (tag == "BPRenderOptions" and draft.get("kind") == "base_pair"):
                table = mapping.RENDER_OPTIONS if tag == "RenderOptions" else mapping.PAIRS
                fates = consume(self.ledger, child, child.attrib, table, draft, f"{step}/@")
                sorted_upwards(draft, fates, "false")
                sized_by_reads(draft, child.attrib, table, fates)
                self._below(child, step, draft, fates)
            elif tag == names.COMBINED and draft.get("kind") == "combined":
                fates = consume(self.ledger, child, child.attrib, mapping.COMBINED, draft, f"{step}/@")
                self.pending.append((draft.owner[1], child, fates, _OLD_OPERANDS))
                draft.spelling[names.COMBINED] = "child"
                self._below(child, step, draft, fates)
            elif tag.lower() not in names.TRACKS or draft.prefix:
                set_aside(self.ledger, child, draft, step, native=native and tag.lower() in _NATIVE_CHILDREN)

    def _range(self, node: Node, step: str, draft: Draft) -> None:
        """A DataRange; IGV ignores one that lacks any of type, minimum, baseline, maximum, or can't be read."""
        held = node.attrib
        whole = _is_complete(held)
        if whole and names.BORROWED in draft.native:
            beaten = Fate("superseded", "by the DataRange of a member that stands before it")
            fates = dict.fromkeys(held, beaten)
            self.ledger.bind(node, mapping.NOTHING, draft.owner, fates=fates)
        elif not whole or draft.get("display_range.minimum") is not UNSET:
            set_aside(self.ledger, node, draft, step)
            return
        else:
            fates = consume(self.ledger, node, held, mapping.range_table(held), draft, f"{step}/@")
            overlay = self.lent.get(id(node))
            for word in mapping.RANGE.words.values() if overlay else ():
                if word.name in held and word.name not in fates:
                    fates[word.name] = Fate("feeds", ((draft.owner, word.field), (overlay, word.field)))
        self._below(node, step, draft, fates)

    def _borrow(self, node: Node, draft: Draft) -> None:
        """IGV takes the first DataRange at or below an overlay for the overlay's own, also if it is a member's."""
        first = next((one for one in node.walk() if one.tag == "DataRange"), None)
        if first is None or first in node.children or not _is_complete(first.attrib):
            return
        self.lent[id(first)] = draft.owner
        said = Draft(draft.owner)
        take(first.attrib, mapping.range_table(first.attrib), said)
        for word in mapping.RANGE.words.values():
            if (value := said.get(word.field)) is not UNSET:
                draft.set(word.field, value)
        draft.native[names.BORROWED] = "first"

    def _below(self, node: Node, step: str, draft: Draft, fates: dict[str, Fate]) -> None:
        """Text and children of an understood child: the colours of base pairs, or nothing that IGV knows."""
        if node.text:
            draft.ignored[f"{step}/text()"] = node.text
            fates["text()"] = Fate("ignored", f"{step}/text()")
        for child, name in steps(node) if node.children else ():
            set_aside(self.ledger, child, draft, f"{step}/{name}", native=child.tag == "colors")

    def _elsewhere(self, node: Node, draft: Draft, fates: dict[str, Fate]) -> None:
        if node.text:
            draft.ignored["text()"] = node.text
            fates["text()"] = Fate("ignored", "text()")

    def shown_order(self) -> list[str]:
        """The shown tracks from top to bottom."""
        shown = set(self.shown)
        return [key for key in self.order if key in shown]

    def finish(self, *, has_panels: bool) -> None:
        """Join the operands of combined tracks, and show the files that no Track names."""
        if len(self.tracks) > len(self.order):  # members were finished before what holds them
            self.tracks = {key: self.tracks[key] for key in (f"t{number + 1}" for number in range(self.count))}
        for pending in self.pending:
            self._operands(*pending)
        for source in self.resources.sources:
            if source not in self.resources.used and self.resources.kinds.get(source) not in ("sample_information", None):
                self._unnamed(source, has_panels=has_panels)
        lend(self.resources, self.tracks)

    def _operands(self, key: str, node: Node, fates: dict[str, Fate], called: tuple[str, str]) -> None:
        """Ids of other tracks become their neutral ids; others stay as they are."""
        texts = [node.attrib.get(name, "") for name in called]
        operands = [self.by_id.get(text, text) for text in texts]
        track = self.tracks[key]
        analysis = track.analysis if isinstance(track.analysis, Analysis) else Analysis()
        track.analysis = msgspec.structs.replace(analysis, operands=operands)
        for name in called:
            if name in node.attrib:
                fates[name] = own("analysis.operands")

    def _unnamed(self, source: str, *, has_panels: bool) -> None:
        """A Resource that no Track names is shown with the default look."""
        self.count += 1
        key = f"t{self.count}"
        kind = self.resources.kinds[source]
        held = self.resources.sources[source]
        parts = {"coverage": Part(), "reads": Part()} if kind == "alignment" else UNSET
        self.resources.feed_kind(source, ("tracks", key))
        name, held.name = held.name, UNSET
        if isinstance(name, str):
            self.resources.feed_name(source, ("tracks", key), name)
        implied = {ID: Extras(native={names.IMPLIED: True})}
        self.tracks[key] = Track(kind=kind, source=source, parts=parts, name=name, extras=implied)
        self.order.append(key)
        self.shown.append(key)
        put = self.ledger.objects["sources", source]
        self.ledger.put(("tracks", key), f"{put.place}{names.OF_FILE}", str(held.location))
        if has_panels:
            text = "The session lists this file but no track of it; it is shown with the default look."
            self.ledger.notice(Notice("track.unlisted", "assumed", "info", text, ("tracks", key), place=put.place))


def _by_class(node: Node, match: Match | None) -> Any:
    """The kind that the class tells; up to version 5 a combined track has the class of others, and a child of its own."""
    if match is None and any(child.tag == names.COMBINED for child in node.children):
        return "combined"
    return names.class_kind(node.attrib.get("clazz", "")) or UNSET


def _is_complete(held: Mapping[str, str]) -> bool:
    """Whether IGV makes a range of these attributes; else it ignores all of them (`DataRange.unmarshalXML`)."""
    return all(name in held and mapping.RANGE.words[name].fetch(held[name])[0] is not INVALID for name in _RANGE)


def _kind_of(track_id: str) -> Any:
    """What IGV shows under an id of its own: the reference, or the genes that belong to a genome."""
    if track_id == names.SEQUENCE_ID:
        return "sequence"
    return "annotation" if track_id.endswith(names.GENES) else UNSET


def _is_location(text: str) -> bool:
    """Whether an id is a path or URL; a relative one ends in the name of a file (`BEDTools Remove/Subtract` does not)."""
    if not any(mark in text for mark in _LOCATION_MARKS) or text.startswith("chr"):
        return False
    return location_kind(text) is not LocationKind.RELATIVE or "." in basename(text)
