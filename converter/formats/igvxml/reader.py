"""IGV desktop session XML to the neutral session (`IGVSessionReader.java` upstream)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.errors import UnknownFormatError
from converter.formats import _xml
from converter.formats._consume import consume
from converter.formats._draft import Draft
from converter.formats.igvxml import mapping, names, scales
from converter.formats.igvxml.aside import OUTSIDE, blanks, set_aside, set_aside_below, set_aside_others, steps
from converter.formats.igvxml.binding import ID, Resources, is_file, path_of
from converter.formats.igvxml.places import fractions, gene_fate, gene_loci, gene_texts, locus_texts, mapped, spell_loci, usable
from converter.formats.igvxml.tracks import TrackReader
from converter.genomes import genome_field
from converter.limits import check
from converter.loss.ledger import GENOME, SAMPLES, SESSION, Fate, Ledger, Notice
from converter.model import Filter, Genome, Panel, Region, Samples, Session, View

if TYPE_CHECKING:
    from collections.abc import Callable

    from converter.formats.base import Job

_VIEW = ("views", "v1")
_BELOW = "The files stand below the tracks that show them; IGV, which reads from top to bottom, shows those without their data."


def read(data: bytes, ledger: Ledger, job: Job) -> Session:
    """The neutral session of an IGV session XML; records in `ledger` where every fact went."""
    parsed = _xml.parse(data, job.limits)
    ledger.total, ledger.scalar = parsed.facts, True
    if len(parsed.nodes) > job.limits.tracks:
        check("tracks", _tracks_at_least(parsed), job.limits)
    session = _session_element(parsed)
    nodes = parsed.nodes if session is parsed.root else list(session.walk())
    return SessionReader(session, ledger, tags={node.tag for node in nodes}).run(parsed.root)


def _tracks_at_least(parsed: _xml.Parsed) -> int:
    """How many tracks a document has at least: the parts of an alignment are one, and their ids differ in the ending."""
    ids = {node.attrib.get("id", "") for node in parsed.nodes if node.tag.lower() in names.TRACKS}
    return len({text.removesuffix(names.COVERAGE).removesuffix(names.JUNCTIONS) for text in ids})


def _session_element(parsed: _xml.Parsed) -> _xml.Node:
    """The first `Session` anywhere, else the first `Global`; IGV minds the letter case of these."""
    for wanted in names.ROOTS:
        for node in parsed.nodes:
            if node.tag == wanted:
                return node
    raise UnknownFormatError(
        "format.unknown",
        f"The XML has no Session element; its root is <{parsed.root.tag}>.",
        hint="Send a session that IGV has saved.",
    )


class SessionReader:
    """Reads one `Session` element, child by child in document order; `tags`: the names of all elements in it."""

    def __init__(self, root: _xml.Node, ledger: Ledger, tags: set[str]) -> None:
        self.root = root
        self.ledger = ledger
        self.session = Draft(SESSION)
        self.genome = Draft(GENOME)
        self.samples = Draft(SAMPLES)
        self.view = Draft(_VIEW)
        self.panels: dict[str, Panel] = {}
        self.regions: dict[str, Region] = {}
        self.form = {"root": root.tag}
        if spelled := [tag for tag in sorted(tags) if names.WRITTEN.get(tag.lower(), tag) != tag]:
            self.form["tags"] = " ".join(spelled)
        self.resources = Resources(ledger)
        self.tracks = TrackReader(ledger, self.resources, old=scales.heeded(root))
        self.gene_list = next((child for child in root.named("GeneList") if child.text), None)

    def run(self, document: _xml.Node) -> Session:
        """The whole session."""
        if document is not self.root:
            self.outside(document)
        self.attributes()
        children = steps(self.root)
        for child, step in sorted(children, key=lambda held: held[0].tag.lower() not in names.RESOURCE_LISTS):
            handler = _HANDLERS.get(child.tag.lower())
            if handler is None:
                set_aside(self.ledger, child, self.session, step)
            else:
                handler(self, child, step)
        self.tracks.finish(has_panels=bool(self.panels))
        self.name_sources()
        self.tell_of_late_files(children)
        return self.built()

    def tell_of_late_files(self, children: list[tuple[_xml.Node, str]]) -> None:
        """Files that stand below the tracks that show them, which IGV 2.16 does not find for these."""
        above: list[str] = []
        for child, _ in children:
            tag = child.tag.lower()
            if tag in names.PANELS:
                above += [node.attrib.get("id", "") for node in child.children if _is_track(node)]
            elif tag in names.RESOURCE_LISTS and above:
                listed = {self.resources.by_path[path_of(one)] for one in child.children if is_file(one)}
                if any(found is not None and found.source in listed for found in map(self.resources.match, above)):
                    self.ledger.notice(Notice("source.unread", "kept", "warning", _BELOW, SESSION, place=child.path))

    def built(self) -> Session:
        """The session of what was read."""
        view = View(tracks=self.tracks.shown_order(), panels=self.panels or UNSET, **self.view.values(ID))
        self.ledger.put(_VIEW, self.root.path, "view")
        genome, samples = self.genome.values(ID), self.samples.values(ID)
        return Session(
            forms={ID: self.form},
            genome=Genome(**genome) if genome else UNSET,
            views={"v1": view},
            view_order=["v1"],
            tracks=self.tracks.tracks,
            track_order=self.tracks.order,
            sources=self.resources.sources,
            source_order=list(self.resources.sources),
            regions=self.regions,
            region_order=list(self.regions),
            samples=Samples(**samples) if samples else UNSET,
            **self.session.values(ID),
        )

    def outside(self, document: _xml.Node) -> None:
        """What stands around the Session element is not looked at by IGV."""
        self.form["place"] = self.root.path
        inside = {id(node) for node in self.root.walk()}
        for node in document.walk():
            if id(node) not in inside:
                keys = {name: f"{OUTSIDE}{node.path}/{'' if name == _xml.TEXT else '@'}{name}" for name in node.names()}
                fates = {name: Fate("ignored", key) for name, key in keys.items()}
                self.session.ignored.update({key: node.value(name) for name, key in keys.items()})
                self.ledger.bind(node, mapping.NOTHING, SESSION, fates=fates)

    def attributes(self) -> None:
        """Attributes of the root: genome, locus, and what belongs to the session itself."""
        blank = blanks(self.root.attrib, self.session)
        attrib = {name: text for name, text in self.root.attrib.items() if name not in blank}
        fates = consume(self.ledger, self.root, attrib, mapping.SESSION, self.session)
        fates.update(blank)
        self.text(self.root, "", fates)
        if "version" in attrib:
            self.form["version"] = attrib["version"]
        if "genome" in attrib:
            self.genome.set(genome_field(attrib["genome"]), attrib["genome"])
            fates["genome"] = Fate("feeds", ((GENOME, genome_field(attrib["genome"])),))
        if "groupTracksBy" in attrib:
            self.samples.set("group_by", attrib["groupTracksBy"])
            fates["groupTracksBy"] = Fate("feeds", ((SAMPLES, "group_by"),))
        if "locus" in attrib:
            fates["locus"] = self.read_locus(attrib["locus"])

    def read_locus(self, text: str) -> Fate:
        """One locus or, separated by blanks, several; beaten by a gene list."""
        if self.gene_list is not None:
            return Fate("superseded", "by GeneList")
        loci = [mapped(one) for one in locus_texts(text)]
        found = [one for one in loci if one is not None]
        if not found or len(found) < len(loci):
            return self.invalid("@locus", text)
        self.view.set("loci", found, UNSET if spell_loci(found) == text else text)
        return Fate("feeds", ((_VIEW, "loci"),))

    def invalid(self, key: str, text: str) -> Fate:
        """A value that IGV does not understand, kept aside."""
        self.session.ignored[key] = text
        return Fate("ignored", key, "source.invalid")

    def text(self, node: _xml.Node, place: str, fates: dict[str, Fate]) -> None:
        """Text where IGV reads none."""
        if node.text:
            key = f"{place}/{_xml.TEXT}" if place else _xml.TEXT
            self.session.ignored[key] = node.text
            fates[_xml.TEXT] = Fate("ignored", key)

    def rest(self, node: _xml.Node, place: str, fates: dict[str, Fate]) -> None:
        """Bind an element of which only the facts in `fates` are understood; set aside the others."""
        for name in node.names():
            if name not in fates:
                key = f"{place}/{name}" if name == _xml.TEXT else f"{place}/@{name}"
                self.session.ignored[key] = node.value(name)
                fates[name] = Fate("ignored", key)
        self.ledger.bind(node, mapping.NOTHING, SESSION, fates=fates)

    def leaf(self, node: _xml.Node, place: str, fates: dict[str, Fate]) -> None:
        """Bind an element below which IGV looks for nothing."""
        self.rest(node, place, fates)
        set_aside_below(self.ledger, node, self.session, place)

    def list_of(self, node: _xml.Node, place: str, item: str) -> list[tuple[_xml.Node, str]]:
        """The children of that name of a list element; all others are set aside."""
        self.rest(node, place, {})
        found = []
        for child, step in steps(node):
            if child.tag.lower() == item:
                found.append((child, f"{place}/{step}"))
            else:
                set_aside(self.ledger, child, self.session, f"{place}/{step}")
        return found

    def read_resources(self, node: _xml.Node, place: str) -> None:
        """The list of data files."""
        self.form["resources"] = node.tag
        self.rest(node, place, {})
        files = [child for child in node.children if is_file(child)]
        for child in files:
            self.resources.add(child)
        if len(files) < len(node.children):
            set_aside_others(self.ledger, node, is_file, self.session, place)
        if any(child.children for child in node.children):
            for child, step in steps(node):
                if is_file(child):
                    set_aside_below(self.ledger, child, self.session, f"{place}/{step}")

    def read_panel(self, node: _xml.Node, place: str) -> None:
        """One panel and its tracks."""
        key = f"p{len(self.panels) + 1}"
        draft = Draft(_VIEW, f"panels.{key}.")
        self.text(node, place, consume(self.ledger, node, node.attrib, mapping.PANEL, draft))
        self.session.ignored.update({f"{place}/{name}": value for name, value in draft.ignored.items()})
        draft.ignored.clear()
        if node.tag.lower() != "panel":
            draft.native["tag"] = node.tag
        tracks = [child for child in node.children if _is_track(child)]
        shown = self.tracks.panel(tracks)
        if len(tracks) < len(node.children):
            set_aside_others(self.ledger, node, _is_track, self.session, place)
        self.panels[key] = Panel(tracks=shown, **draft.values(ID))

    def read_layout(self, node: _xml.Node, place: str) -> None:
        """Positions of the dividers between panels."""
        text = node.attrib.get("dividerFractions", "")
        numbers = fractions(text)
        fates: dict[str, Fate] = {}
        if numbers is not None:
            self.view.set("divider_fractions", numbers, text)
            fates["dividerFractions"] = Fate("feeds", ((_VIEW, "divider_fractions"),))
        elif text:
            fates["dividerFractions"] = self.invalid(f"{place}/@dividerFractions", text)
        self.leaf(node, place, fates)

    def read_regions(self, node: _xml.Node, place: str) -> None:
        """Regions of interest; one without whole numbers IGV can't read, it is set aside behind the others."""
        unread = []
        for child, step in self.list_of(node, place, "region"):
            attrib = child.attrib
            if not attrib.get("chromosome") or any(not attrib.get(name, "").isdigit() for name in ("start", "end")):
                unread.append(child)
                continue
            draft = Draft(("regions", f"r{len(self.regions) + 1}"))
            self.text(child, step, consume(self.ledger, child, attrib, mapping.REGION, draft))
            self.ledger.put(draft.owner, child.path, f"{attrib['chromosome']}:{attrib['start']}-{attrib['end']}")
            self.regions[draft.owner[1]] = Region(**draft.values(ID))
            set_aside_below(self.ledger, child, self.session, step)
        for number, child in enumerate(unread, len(self.regions) + 1):
            set_aside(self.ledger, child, self.session, f"{place}/{child.tag}[{number}]")

    def read_filter(self, node: _xml.Node, place: str) -> None:
        """Which samples are shown, by their attributes."""
        self.text(node, place, consume(self.ledger, node, node.attrib, mapping.FILTER, self.samples, f"{place}/@"))
        held = self.samples.get("filters")
        elements = {} if held is UNSET else held
        for child, step in steps(node):
            if child.tag.lower() == "filterelement":
                key = f"f{len(elements) + 1}"
                fields = {name: field for name, field in names.FILTER.items() if name in child.attrib}
                elements[key] = Filter(**{field: child.attrib[name] for name, field in fields.items()})
                fates = {name: Fate("feeds", ((SAMPLES, f"filters.{key}.{field}"),)) for name, field in fields.items()}
                self.leaf(child, f"{place}/{step}", fates)
            else:
                set_aside(self.ledger, child, self.session, f"{place}/{step}")
        if elements:
            self.samples.set("filters", elements)

    def read_gene_list(self, node: _xml.Node, place: str) -> None:
        """Several places side by side: names or loci by line, each with the frame that shows it."""
        if node is not self.gene_list:
            set_aside(self.ledger, node, self.session, place)
            return
        fates: dict[str, Fate] = {}
        if "name" in node.attrib:
            self.view.set("loci_name", node.attrib["name"])
            fates["name"] = Fate("feeds", ((_VIEW, "loci_name"),))
        frames = self.read_frames(node, place)
        fates[_xml.TEXT] = gene_fate(_VIEW, node.text, frames)
        self.view.set("loci", gene_loci(node.text, frames))
        self.view.spelling["loci"] = {"genes": node.text, "frames": [frame for found in frames.values() for frame in found]}
        self.rest(node, place, fates)

    def read_frames(self, node: _xml.Node, place: str) -> dict[str, list[dict[str, str]]]:
        """Frames by the name of their locus; what is no frame is set aside."""
        ranks = {text: at for at, text in reversed([*enumerate(gene_texts(node.text))])}
        frames: dict[str, list[dict[str, str]]] = {}
        for child, step in steps(node):
            attrib = child.attrib
            known = child.tag.lower() == "frame" and attrib.get("name") in ranks and "chr" in attrib
            if not known or not usable(attrib) or attrib["name"] in frames:
                set_aside(self.ledger, child, self.session, f"{place}/{step}")
                continue
            frames[attrib["name"]] = [{name: attrib[name] for name in names.FRAME}]
            at = ranks[attrib["name"]]
            says = {name: Fate("feeds", ((_VIEW, "loci", at, part),)) for name, part in names.FRAME_SAYS.items()}
            self.leaf(child, f"{place}/{step}", {**says, "name": Fate("structural", "name")})
        return frames

    def read_hidden(self, node: _xml.Node, place: str) -> None:
        """Sample attributes that are not shown."""
        self.attribute_names(node, place, "attribute", "hidden_attributes")

    def read_visible(self, node: _xml.Node, place: str) -> None:
        """Sample attributes that are shown (old sessions)."""
        self.attribute_names(node, place, "visibleattribute", "visible_attributes")

    def attribute_names(self, node: _xml.Node, place: str, item: str, field: str) -> None:
        """A list of elements with a name."""
        found = []
        for child, step in self.list_of(node, place, item):
            fates = {}
            if "name" in child.attrib:
                found.append(child.attrib["name"])
                fates["name"] = Fate("feeds", ((SAMPLES, field),))
            self.leaf(child, step, fates)
        self.samples.set(field, found)

    def pairs(
        self, node: _xml.Node, place: str, item: str, keys: tuple[str, str], field: str, reads: Callable[[str], bool]
    ) -> None:
        """A list of elements with a key and a value that IGV reads; the others are set aside behind them."""
        found: dict[str, str] = {}
        unread = []
        for child, step in self.list_of(node, place, item):
            key, value = (child.attrib.get(name) for name in keys)
            if key is None or value is None or key in found or not reads(value):
                unread.append(child)
                continue
            found[key] = value
            self.leaf(child, step, {name: Fate("feeds", ((SESSION, field),)) for name in keys})
        for number, child in enumerate(unread, len(found) + 1):
            set_aside(self.ledger, child, self.session, f"{place}/{child.tag}[{number}]")
        if found:
            self.session.set(field, found)

    def read_scales(self, node: _xml.Node, place: str) -> None:
        """Colour scales by type of data."""
        self.pairs(node, place, "colorscale", ("type", "value"), "color_scales", mapping.is_color_scale)

    def read_preferences(self, node: _xml.Node, place: str) -> None:
        """Preferences that the session overrules."""
        self.pairs(node, place, "property", ("name", "value"), "preferences", lambda _: True)

    def read_carried(self, node: _xml.Node, place: str) -> None:
        """Carried data of an earlier conversion."""
        self.ledger.carried = node.text
        self.ledger.bind(node, mapping.NOTHING, SESSION, fates={name: Fate("structural", place) for name in node.names()})
        set_aside_below(self.ledger, node, self.session, place)

    def name_sources(self) -> None:
        """A Resource's name is beaten by the name of its Track; sample information has no track."""
        tracks = self.tracks.tracks.values()
        for source in {track.source for track in tracks if track.sample is UNSET and track.name is not UNSET}:
            if source is not UNSET and isinstance(self.resources.sources[source].name, str):
                self.resources.beat_name(source)
        plain = [
            key
            for key in self.resources.sources
            if key not in self.resources.used and self.resources.kinds.get(key) in ("sample_information", None)
        ]
        if plain:
            self.samples.set("sources", plain)


def _is_track(node: _xml.Node) -> bool:
    return node.tag.lower() in names.TRACKS


_HANDLERS: dict[str, Any] = {
    **dict.fromkeys(names.RESOURCE_LISTS, SessionReader.read_resources),
    **dict.fromkeys(names.PANELS, SessionReader.read_panel),
    "panellayout": SessionReader.read_layout,
    "regions": SessionReader.read_regions,
    "filter": SessionReader.read_filter,
    "genelist": SessionReader.read_gene_list,
    "hiddenattributes": SessionReader.read_hidden,
    "visibleattributes": SessionReader.read_visible,
    "colorscales": SessionReader.read_scales,
    "preferences": SessionReader.read_preferences,
    names.CARRIED.lower(): SessionReader.read_carried,
}
