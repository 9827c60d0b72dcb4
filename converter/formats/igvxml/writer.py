"""The neutral session as IGV desktop session XML, version 8: what IGV 2.16 to 3.0 load, and 2.x can save again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree
from msgspec import UNSET

from converter.formats._consume import say
from converter.formats.base import Written
from converter.formats.igvxml import demands, mapping, names
from converter.formats.igvxml.aside import OUTSIDE, rebuild, wrapped
from converter.formats.igvxml.binding import ID, format_of
from converter.formats.igvxml.elements import clean, element, extras_of, text_of
from converter.formats.igvxml.places import fractions, frame_of, gene_loci, locus_texts, mapped, spell_loci, spelled_genes
from converter.formats.igvxml.reader import genome_field
from converter.genomes import find
from converter.loss.ledger import Notice, Owner, Put
from converter.model import Extras, Panel, Session, Track, View, locus
from converter.resources.location import basename

if TYPE_CHECKING:
    from converter.formats.base import Job

VERSION = "8"
_RANGE_DEFAULTS = {"type": "LINEAR", "minimum": "0", "baseline": "0", "maximum": "10"}


def write(session: Session, job: Job) -> Written:
    """What to write for a session, and where each neutral object is in it."""
    writer = SessionWriter(session, luggage=job.options.carry)
    root = writer.run()
    return Written(
        content=root, placed=writer.places(root), media_type="application/xml", extension=".xml", notices=writer.notices
    )


def encode(written: Written) -> bytes:
    """The document as UTF-8 bytes."""
    return etree.tostring(written.content, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def embed(written: Written, text: str) -> None:
    """Put carried data into an element that IGV ignores."""
    session = next(one for one in written.content.iter() if one.tag.lower() in names.ROOTS)
    element(session, names.CARRIED, {}).text = text


class SessionWriter:
    """Writes one session; `luggage`: also what IGV ignored of it, in the places where it was."""

    def __init__(self, session: Session, *, luggage: bool) -> None:
        self.session = session
        self.luggage = luggage
        self.form = session.forms.get(ID, {})
        self.view_id = _chosen(session)
        self.view = session.views.get(self.view_id or "", View())
        self.shown = set(self.view.tracks)
        self.own = ID in session.forms
        self.members = {key for track in session.tracks.values() for key in (track.members or ())}
        self.put: list[tuple[Owner, Any, str]] = []
        self.notices: list[Notice] = []

    def run(self) -> Any:
        """The root element."""
        root = etree.Element(text_of(self.form, "root", names.ROOTS) or "Session", self.attributes())
        if self.view_id:
            self.put.append((("views", self.view_id), root, "view"))
        self.resources(root)
        self.panels(root)
        self.layout(root)
        self.regions(root)
        self.samples(root)
        self.gene_list(root)
        self.settings(root)
        if not self.own:
            self.notices += demands.advice(self.session)
        ignored = extras_of(self.session).ignored if self.luggage else {}
        rebuild(root, {key: value for key, value in ignored.items() if not key.startswith(OUTSIDE)})
        if self.luggage:
            rebuild(root, extras_of(self.view).ignored)
        spelled = {tag.lower(): tag for tag in self.form.get("tags", "").split()}
        for one in root.iter() if spelled else ():
            one.tag = spelled.get(one.tag.lower(), one.tag)
        return wrapped(root, ignored, self.form.get("place", ""))

    def places(self, root: Any) -> dict[Owner, Put]:
        """Where each object was put, as the reader will name the places."""
        paths = {id(root): f"/{root.tag}"}
        _name_children(root, paths)
        return {owner: Put(paths[id(made)], at) for owner, made, at in self.put}

    def attributes(self) -> dict[str, str]:
        """Attributes of the root."""
        attrib: dict[str, str] = {"version": VERSION}
        genome = self.genome()
        if genome:
            attrib["genome"] = clean(genome)
        text = self.locus()
        if text:
            attrib["locus"] = clean(text)
        if self.session.samples is not UNSET and isinstance(self.session.samples.group_by, str):
            attrib["groupTracksBy"] = clean(self.session.samples.group_by)
        return say(mapping.SESSION, self.session, attrib, extras_of(self.session).spelling)

    def genome(self) -> str | None:
        """The genome: an id that IGV knows, else the file it is made of, else the id as it stands."""
        genome = self.session.genome
        if genome is UNSET:
            return None
        known = isinstance(genome.id, str) and find(genome.id) is not None
        files = [
            value
            for value in (genome.definition, genome.fasta, genome.two_bit, genome.genbank, genome.chrom_sizes)
            if isinstance(value, str)
        ]
        usable = [text for text in files if genome_field(text) != "id"]
        if isinstance(genome.id, str) and (known or not usable):
            if not known and not self.own:
                self.unknown_genome(genome.id)
            return genome.id
        return usable[0] if usable else None

    def unknown_genome(self, name: str) -> None:
        """A genome that IGV can't find by its id alone."""
        text = f"The genome {name!r} is not known; IGV opens the session only where it is in the user's own list."
        hint = "Give the genome with the option 'genome' (an id or the URL of a FASTA file), or define it with 'genomes'."
        self.notices.append(Notice("genome.unknown", "assumed", "error", text, ("genome", ""), "id", hint))

    def loci(self) -> list[Any]:
        """The places in view that have a spelling here."""
        return self.view.loci if isinstance(self.view.loci, list) else []

    def locus(self) -> str | None:
        """The `locus` attribute: one place, or several for those who don't read the gene list."""
        loci = self.loci()
        spelled = extras_of(self.view).spelling.get("loci")
        if spelled is not None and [mapped(text) for text in locus_texts(spelled)] == loci:
            return str(spelled)
        return spell_loci(loci) if loci else None

    def resources(self, root: Any) -> None:
        """Every data file, before the panels."""
        sources = [(key, self.session.sources[key]) for key in self.session.source_order]
        if not sources and "resources" not in self.form:
            return
        parent = etree.SubElement(root, text_of(self.form, "resources", names.RESOURCE_LISTS) or "Resources")
        for key, source in sources:
            if not isinstance(source.location, str):
                continue
            extras = extras_of(source)
            legacy = text_of(extras.native, "tag", names.RESOURCE_ITEMS)
            attrib = say(mapping.RESOURCE, source, {}, extras.spelling)
            attrib.update({key[1:]: str(value) for key, value in extras.native.items() if key[0] == "@"})
            if not self.own and demands.found_by_itself(source):
                attrib.pop("index", None)
            declared = self.declared(source, extras.spelling.get("format"))
            if declared:
                attrib["type"] = declared
            if extras.native.get("implied") and attrib.keys() == {"path"}:
                continue
            if legacy:
                attrib["name"] = attrib.pop("path")
            made = element(parent, legacy or "Resource", attrib)
            if self.luggage:
                rebuild(made, extras.ignored)
            self.put.append((("sources", key), made, source.location))

    def declared(self, source: Any, spelled: str | None) -> str | None:
        """The `type` of a file: as it was spelled, or where the name of the file does not tell its format."""
        if spelled is not None and format_of(source.location, spelled) == source.format:
            return spelled
        told = not isinstance(source.format, str) or source.format == format_of(source.location, None)
        return None if told else demands.type_of(source)

    def panels(self, root: Any) -> None:
        """The panels with their tracks; tracks that stand in none go to the last, the shown ones as they are shown."""
        panels = self.view.panels if isinstance(self.view.panels, dict) else {}
        placed = {key for panel in panels.values() for key in panel.tracks}
        left = [key for key in dict.fromkeys([*self.view.tracks, *self.session.track_order]) if key not in placed]
        if not panels and not left and ID in self.session.forms:
            return
        if not panels:
            panels = {"p1": Panel(name="DataPanel")}
        elements = []
        for number, panel in enumerate(panels.values()):
            attrib = say(mapping.PANEL, panel, {}, extras_of(panel).spelling)
            made = element(root, text_of(extras_of(panel).native, "tag", names.PANELS) or "Panel", attrib)
            elements.append(made)
            for key in [*panel.tracks, *(left if number == len(panels) - 1 else [])]:
                self.track(made, key, self.session.tracks[key])
        self.sequence(elements[-1])

    def layout(self, root: Any) -> None:
        """Where the dividers between the panels are."""
        if isinstance(self.view.divider_fractions, list):
            spelled = extras_of(self.view).spelling.get("divider_fractions", "")
            same = fractions(spelled) == self.view.divider_fractions
            text = spelled if same else ",".join(map(str, self.view.divider_fractions))
            element(root, "PanelLayout", {"dividerFractions": text})

    def sequence(self, panel: Any) -> None:
        """IGV shows the reference sequence only where a session with panels lists it."""
        if not self.own and not any(track.kind == "sequence" for track in self.session.tracks.values()):
            clazz = names.WRITTEN_CLASSES["sequence"]
            element(panel, "Track", {"id": names.SEQUENCE_ID, "name": names.SEQUENCE_ID, "clazz": clazz, "visible": "true"})

    def track(self, parent: Any, key: str, track: Track) -> None:
        """One track: an element, or one for each part of an alignment track."""
        owner = ("tracks", key)
        if isinstance(track.parts, dict) and track.parts:
            self.parts(parent, owner, track)
            return
        if not self.own:
            track = demands.fitted(track, self.session, member=key in self.members)
        extras = extras_of(track)
        attrib = self.identity(key, track)
        say(mapping.TRACK, track, attrib, extras.spelling)
        pairs = {"arcDirection": attrib.pop("direction")} if track.kind == "base_pair" and "direction" in attrib else {}
        attrib["visible"] = self.visible(key, extras)
        made = element(parent, extras.native.get("tag", "Track"), attrib)
        self.put.append((owner, made, attrib["id"]))
        self.inside(made, track, extras, {"BPRenderOptions": element(made, "BPRenderOptions", pairs)} if pairs else {})
        demands.supply(made, track, self.session, own=self.own)
        for member in track.members if isinstance(track.members, list) else ():
            self.track(made, member, self.session.tracks[member])

    def visible(self, key: str, extras: Extras) -> str:
        """Whether a track is shown, as it was spelled if that still holds; members are as visible as they were."""
        if key in self.members:
            return text_of(extras.native, "@visible") or "true"
        spelled = extras.spelling.get("shown")
        if isinstance(spelled, str) and mapping.FLAG.read(spelled) == (key in self.shown):
            return spelled
        return "true" if key in self.shown else "false"

    def identity(self, key: str, track: Track) -> dict[str, str]:
        """The id that binds a track to its file, and its class."""
        attrib = {"id": clean(self.track_id(key, track)), "name": clean(track.name) if isinstance(track.name, str) else ""}
        if not isinstance(track.name, str):
            del attrib["name"]
        extras = extras_of(track)
        spelled = extras.spelling.get("kind")
        if spelled is not None and names.class_kind(spelled) != track.kind:
            spelled = None
        clazz = spelled or text_of(extras.native, "@clazz") or self.clazz(track)
        if clazz:
            attrib["clazz"] = clazz
        if track.kind in names.MADE and not self.own and attrib["id"] != names.SEQUENCE_ID:
            attrib.setdefault("name", attrib["id"])
        operands = track.analysis.operands if track.analysis is not UNSET else UNSET
        for name, text in zip(("track1", "track2"), operands if isinstance(operands, list) else (), strict=False):
            there = self.session.tracks.get(text)
            attrib[name] = self.track_id(text, there) if there is not None else text
        return attrib

    def clazz(self, track: Track) -> str | None:
        """The class of a track, where IGV needs it."""
        return names.WRITTEN_CLASSES.get(str(track.kind)) if self.needs_class(track) else None

    def part_class(self, which: str, track: Track) -> str | None:
        """The class of a part of an alignment track, where IGV needs it."""
        return names.PART_CLASSES.get(which, names.PART_CLASSES["reads"]) if self.needs_class(track) else None

    def needs_class(self, track: Track) -> bool:
        """Whether the class is said: always to an IGV session's own tracks, else where no file tells it."""
        source = self.session.sources.get(track.source) if isinstance(track.source, str) else None
        return self.own or demands.needs_class(track, source)

    def track_id(self, key: str, track: Track) -> str:
        """What IGV calls a track: its file's location, with the sample for one of several tracks of a file."""
        source = self.session.sources.get(track.source) if isinstance(track.source, str) else None
        if source is not None and isinstance(source.location, str):
            text = source.location if not isinstance(track.sample, str) else f"{source.location}_{track.sample}"
            spelled = extras_of(track).spelling.get("sample")
            if isinstance(spelled, str) and spelled == basename(text):
                return spelled
            return text
        if isinstance(track.key, str):
            return track.key
        return names.SEQUENCE_ID if track.kind == "sequence" else f"{track.name or track.kind}_{key}"

    def parts(self, parent: Any, owner: Owner, track: Track) -> None:
        """Coverage, junctions and reads of an alignment file, each an element of its own."""
        parts: dict[str, Any] = track.parts if isinstance(track.parts, dict) else {}
        base = self.track_id(owner[1], track)
        endings = {"coverage": names.COVERAGE, "junctions": names.JUNCTIONS}
        naming = "reads" if "reads" in parts else next(iter(parts))
        for which, part in parts.items():
            extras = extras_of(part)
            attrib = {"id": clean(base + endings.get(which, ""))}
            if which == naming and isinstance(track.name, str):
                attrib["name"] = clean(track.name)
            clazz = text_of(extras.native, "@clazz") or self.part_class(which, track)
            if clazz:
                attrib["clazz"] = clazz
            say(mapping.TRACK, _with_branches(part), attrib, extras.spelling)
            shown = part.visible if isinstance(part.visible, bool) else owner[1] in self.shown
            spelled = extras.spelling.get("visible")
            same = isinstance(spelled, str) and mapping.FLAG.read(spelled) == shown
            attrib["visible"] = str(spelled) if same else ("true" if shown else "false")
            made = element(parent, text_of(extras.native, "tag", names.TRACKS) or "Track", attrib)
            if part is next(iter(parts.values())):
                self.put.append((owner, made, base))
            self.inside(made, part, extras, {})

    def inside(self, made: Any, track: Any, extras: Extras, children: dict[str, Any]) -> None:
        """Children of a Track: its range, how reads are drawn, and what the model has no words for."""
        if track.display_range is not UNSET:
            self.data_range(made, track, extras, children)
        if track.reads is not UNSET:
            said = say(mapping.RENDER_OPTIONS, track, {}, extras.spelling)
            said = said if self.own else demands.known(said)
            if said:
                children["RenderOptions"] = element(made, "RenderOptions", said)
        rebuild(made, extras.native, children)
        if self.luggage:
            rebuild(made, extras.ignored, children)

    def data_range(self, made: Any, track: Any, extras: Extras, children: dict[str, Any]) -> None:
        """A DataRange is complete or ignored; members of an overlay have none of their own."""
        attrib = say(mapping.RANGE, track, {}, extras.spelling)
        if not attrib.keys() & {"minimum", "maximum", "baseline", "type"}:
            return
        low = attrib.get("minimum", "0")
        defaults = {**_RANGE_DEFAULTS, "minimum": low, "baseline": low if float(low) > 0 else "0"}
        children["DataRange"] = element(made, "DataRange", {**defaults, **attrib})

    def regions(self, root: Any) -> None:
        """Regions of interest, 0-based half-open."""
        held = [(key, self.session.regions[key]) for key in self.session.region_order]
        if not held:
            return
        parent = etree.SubElement(root, "Regions")
        for key, region in held:
            attrib = say(mapping.REGION, region, {}, extras_of(region).spelling)
            if not {"chromosome", "start", "end"} <= attrib.keys():
                continue
            made = element(parent, "Region", attrib)
            self.put.append((("regions", key), made, f"{attrib['chromosome']}:{attrib['start']}-{attrib['end']}"))
            if self.luggage:
                rebuild(made, extras_of(region).ignored)

    def samples(self, root: Any) -> None:
        """The sample filter, and which sample attributes are hidden."""
        samples = self.session.samples
        if samples is UNSET:
            return
        extras = extras_of(samples)
        attrib = say(mapping.FILTER, samples, {}, extras.spelling)
        filters = samples.filters if isinstance(samples.filters, list) else []
        if attrib or filters:
            made = element(root, "Filter", attrib)
            for one in filters:
                keys = {"item": "item", "operator": "operator", "value": "value", "boolean": "booleanOperator"}
                element(made, "FilterElement", {keys[name]: str(value) for name, value in one.items() if name in keys})
        for tag, item, field in (
            ("HiddenAttributes", "Attribute", samples.hidden_attributes),
            ("VisibleAttributes", "VisibleAttribute", samples.visible_attributes),
        ):
            if isinstance(field, list):
                made = element(root, tag, {})
                for name in field:
                    element(made, item, {"name": name})

    def gene_list(self, root: Any) -> None:
        """Several places in view, each with its frame."""
        loci = self.loci()
        spelled = spelled_genes(self.view)
        if spelled is not None and gene_loci(spelled.genes, {frame["name"]: [frame] for frame in spelled.frames}) == loci:
            self._gene_list(root, spelled.genes, spelled.frames)
            return
        if len(loci) > 1:
            texts = [one.name if isinstance(one.name, str) else locus.spell(one) for one in loci]
            frames = {text: [frame_of(text, one)] for text, one in zip(texts, loci, strict=True) if isinstance(one.start, int)}
            self._gene_list(root, "\n".join(texts), [frame for found in frames.values() for frame in found])

    def _gene_list(self, root: Any, text: str, frames: list[dict[str, str]]) -> None:
        named = self.view.loci_name
        made = element(root, "GeneList", {"name": named} if isinstance(named, str) else {})
        made.text = clean(text)
        for frame in frames:
            element(made, "Frame", frame)

    def settings(self, root: Any) -> None:
        """Colour scales and preferences that the session brings along."""
        for tag, item, keys, field in (
            ("ColorScales", "ColorScale", ("type", "value"), self.session.color_scales),
            ("Preferences", "Property", ("name", "value"), self.session.preferences),
        ):
            if isinstance(field, dict) and field:
                made = element(root, tag, {})
                for key, value in field.items():
                    element(made, item, {keys[0]: key, keys[1]: value})


def _chosen(session: Session) -> str | None:
    """The one view that an IGV session can hold: the focused, else the first linear one, else the first."""
    focused = session.focused_view
    if isinstance(focused, str):
        return focused
    linear = [key for key in session.view_order if session.views[key].kind == "linear"]
    return next(iter(linear or session.view_order), None)


def _with_branches(part: Any) -> Any:
    """A part as something that has every branch of a track."""
    return Track(
        name=part.name,
        sample_attribute_key=part.sample_attribute_key,
        display=part.display,
        display_range=part.display_range,
        reads=part.reads,
    )


def _name_children(parent: Any, paths: dict[int, str]) -> None:
    total: dict[str, int] = {}
    for child in parent:
        total[child.tag] = total.get(child.tag, 0) + 1
    seen: dict[str, int] = {}
    for child in parent:
        seen[child.tag] = index = seen.get(child.tag, 0) + 1
        paths[id(child)] = f"{paths[id(parent)]}/{child.tag}" + (f"[{index}]" if total[child.tag] > 1 else "")
        if len(child):
            _name_children(child, paths)
