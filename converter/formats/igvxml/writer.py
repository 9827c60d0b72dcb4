"""The neutral session as IGV desktop session XML, version 8: what IGV 2.16 to 3.0 load, and 2.x can save again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree
from msgspec import UNSET

from converter.formats._consume import say
from converter.formats._measured import without_genome
from converter.formats._overlays import unmerged
from converter.formats._rows import rows_apart
from converter.formats.base import Written
from converter.formats.igvxml import demands, lent, mapping, names, usable
from converter.formats.igvxml.binding import ID, format_of
from converter.formats.igvxml.elements import clean, element, extras_of, text_of
from converter.formats.igvxml.places import (
    fractions,
    frame_of,
    gene_loci,
    gene_text,
    locus_texts,
    mapped,
    spell_loci,
    spelled_genes,
)
from converter.formats.igvxml.rebuilt import rebuild, wrapped
from converter.formats.igvxml.tracks_out import TrackWriter, unsaid
from converter.genomes import find, genome_field, hint_for
from converter.loss.ledger import Notice, Owner, Put
from converter.model import Filter, Panel, Session, View
from converter.model.analytics import OPERATORS
from converter.model.views import chosen_view
from converter.resources import htsget

if TYPE_CHECKING:
    from converter.formats.base import Job
    from converter.genomes import Assembly
    from converter.model import Genome, Source, Track

VERSION = "8"


def write(session: Session, job: Job) -> Written:
    """What to write for a session, and where each neutral object is in it."""
    drawn = session if ID in session.forms else unmerged(rows_apart(session))
    writer = SessionWriter(drawn, luggage=job.options.carry, home=ID in session.forms and job.returning and job.options.carry)
    root = writer.run()
    return Written(content=root, placed=writer.places(root), notices=writer.notices)


def encode(written: Written) -> bytes:
    """The document as UTF-8 bytes."""
    return etree.tostring(written.content, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def embed(written: Written, text: str) -> None:
    """Put carried data into an element that IGV ignores."""
    session = next(one for one in written.content.iter() if one.tag in names.ROOTS)
    element(session, names.CARRIED, {}).text = text


class SessionWriter:
    """Writes one session; `luggage`: also what IGV ignored of it, where it was; `home`: it comes home from another format."""

    def __init__(self, session: Session, *, luggage: bool, home: bool) -> None:
        self.session = session
        self.luggage = luggage
        self.form = session.forms.get(ID, {})
        self.view_id = chosen_view(session)
        self.view = session.views.get(self.view_id or "", View())
        self.own = ID in session.forms
        self.home = home
        self.put: list[tuple[Owner, Any, str]] = []
        self.tracks = TrackWriter(session, shown=set(self.view.tracks), put=self.put, luggage=luggage, home=home)
        self.unsaid = {session.tracks[key].source: key for key in unsaid(session, self.view)} if self.own else {}
        self.notices: list[Notice] = []

    def run(self) -> Any:
        """The root element."""
        root = etree.Element("Global" if self.form.get("root") == "Global" else "Session", self.attributes())
        if self.view_id:
            self.put.append((("views", self.view_id), root, "view"))
        self.resources(root)
        self.panels(root)
        self.layout(root)
        self.regions(root)
        self.samples(root)
        self.gene_list(root)
        self.settings(root)
        if self.own:
            self.notices += demands.outdated(self.session, home=self.home)
        else:
            self.notices += [*demands.advice(self.session), *without_genome(self.session)]
        ignored = extras_of(self.session).ignored if self.luggage else {}
        rebuild(root, self.tracks.returned(ignored))
        self.notices += self.tracks.returned.notices()
        if self.luggage:
            rebuild(root, extras_of(self.view).ignored)
        spelled = {tag.lower(): tag for tag in self.form.get("tags", "").split()}
        elements = root.iter() if spelled else ()
        for one in elements:
            one.tag = spelled.get(one.tag.lower(), one.tag)
        return wrapped(root, ignored, self.form.get("place", ""))

    def places(self, root: Any) -> dict[Owner, Put]:
        """Where each object was put, as the reader will name the places."""
        paths = {id(root): f"/{root.tag}"}
        _name_children(root, paths)
        unsaid = {("tracks", key) for key in self.unsaid.values()}
        return {owner: Put(paths[id(made)] + (names.OF_FILE if owner in unsaid else ""), at) for owner, made, at in self.put}

    def attributes(self) -> dict[str, str]:
        """Attributes of the root."""
        attrib: dict[str, str] = {"version": VERSION}
        genome = self.genome()
        if genome:
            attrib["genome"] = clean(genome)
        text = self.locus()
        if text:
            attrib["locus"] = clean(text)
        group = self.session.samples.group_by if self.session.samples is not UNSET else UNSET
        if isinstance(group, str) and group.strip():
            attrib["groupTracksBy"] = clean(group)
        return say(mapping.SESSION, self.session, attrib, extras_of(self.session).spelling)

    def genome(self) -> str | None:
        """The genome: an id that IGV knows, else the file it is made of, else the id as it stands."""
        genome = self.session.genome
        if genome is UNSET:
            return None
        assembly = find(genome.id) if isinstance(genome.id, str) else None
        known = assembly is not None
        files = [(name, getattr(genome, name)) for name in ("definition", "fasta", "two_bit", "genbank", "chrom_sizes")]
        usable = [text for name, text in files if isinstance(text, str) and genome_field(text) == name]
        if isinstance(genome.id, str) and (known or not usable):
            if assembly is None and not self.own:
                self.unknown_genome(genome)
            elif assembly is not None and assembly.igv2_id is None and not (self.own and assembly.igv_id):
                self.unlisted_genome(genome.id, assembly)
            return genome.id
        return usable[0] if usable else None

    def unknown_genome(self, genome: Genome) -> None:
        """A genome that IGV can't find by its id alone."""
        text = f"The genome {genome.id!r} is not known; IGV opens the session only where it is in the user's own list."
        self.notices.append(Notice("genome.unknown", "assumed", "error", text, ("genome", ""), "id", hint_for(genome)))

    def unlisted_genome(self, name: str, assembly: Assembly) -> None:
        """A genome that we know, and IGV's lists of genomes perhaps not."""
        text = f"IGV's lists of genomes may not have {name!r}; then the session opens only where the user has loaded it before."
        url = assembly.fasta_url or assembly.two_bit_url
        hint = f"In IGV, load the genome from the URL {url} first, or give that URL with 'genome'."
        if assembly.igv_id is not None:
            text = f"IGV 2 may not have {name!r} in its lists of genomes, as IGV 3 has; then it opens no session of it."
            hint = "Open the session in IGV 3."
        self.notices.append(Notice("genome.unlisted", "assumed", "warning", text, ("genome", ""), "id", hint))

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

    def files(self) -> list[tuple[str, Source]]:
        """The data files to list."""
        skipped = set() if self.own else demands.of_regions_alone(self.session)
        return [(key, self.session.sources[key]) for key in self.session.source_order if key not in skipped]

    def resources(self, root: Any) -> None:
        """Every data file, before the panels."""
        sources = self.files()
        if not sources and "resources" not in self.form:
            return
        parent = etree.SubElement(root, text_of(self.form, "resources", names.RESOURCE_LISTS) or "Resources")
        drawn = lent.by_source(self.session.tracks.values())
        listed: set[str] = set()
        for key, source in sources:
            if not isinstance(source.location, str) or (source.location in listed and not self.own):
                continue
            listed.add(source.location)
            extras = extras_of(source)
            legacy = text_of(extras.native, "tag", names.RESOURCE_ITEMS)
            tracks = drawn.get(key, [])
            attrib = self.attributes_of(source, tracks)
            aligned = not self.own and any(track.kind == "alignment" for track in tracks)
            demands.point_to_index(attrib, source, own=self.own, aligned=aligned)
            declared = self.declared(source, extras.spelling.get("format"))
            if declared is None and aligned and usable.format_told(source) is None:
                declared = "bam"
            if declared:
                attrib["type"] = declared
            if extras.native.get(names.IMPLIED) and attrib.keys() == {"path"}:
                continue
            if legacy:
                attrib["name"] = attrib.pop("path")
            made = element(parent, legacy or "Resource", attrib)
            if self.luggage:
                rebuild(made, extras.ignored)
            owners = [("sources", key), *(("tracks", track) for of, track in self.unsaid.items() if of == key)]
            self.put += [(owner, made, source.location) for owner in owners]

    def attributes_of(self, source: Source, tracks: list[Track]) -> dict[str, Any]:
        """The attributes of a data file that these tracks show; of its name and colour, what none of them says itself."""
        spelling = extras_of(source).spelling
        attrib = say(mapping.RESOURCE, source, {}, spelling)
        titles = ((name, spelling.get(f"@{name}")) for name in mapping.RESOURCE.names_of("name"))
        called = {track.name for track in tracks}
        attrib.update({name: text for name, text in titles if text is not None and text in called})
        if not self.own and any(isinstance(name, str) for name in called):
            attrib.pop("name", None)
        lent.say_color(source, tracks, attrib)
        return {name: text for name, text in attrib.items() if isinstance(text, str) and text.strip()}

    def declared(self, source: Any, spelled: str | None) -> str | None:
        """The `type` of a file: as it was spelled, or where the name of the file does not tell its format."""
        if spelled is not None and format_of(source.location, spelled) == source.format:
            return spelled
        if not self.own and source.format in (*names.TYPES, *htsget.OPENED):
            return demands.type_of(source)
        told = not isinstance(source.format, str) or source.format == format_of(source.location, None)
        return None if told else demands.type_of(source)

    def panels(self, root: Any) -> None:
        """The panels with their tracks; tracks that stand in none go to the last, the shown ones as they are shown."""
        panels = self.view.panels if isinstance(self.view.panels, dict) else {}
        placed = dict.fromkeys(key for panel in panels.values() for key in panel.tracks)
        placed.update(dict.fromkeys(self.unsaid.values()))
        left = [key for key in self.top_to_bottom() if key not in placed]
        if not panels and not left and ID in self.session.forms:
            return
        if not panels:
            panels = {"p1": Panel(name="DataPanel")}
        elements = []
        kept = set(self.tracks.once([*placed, *left]))
        for number, panel in enumerate(panels.values()):
            attrib = say(mapping.PANEL, panel, {}, extras_of(panel).spelling)
            tag = text_of(extras_of(panel).native, "tag", names.PANELS) or "Panel"
            elements.append(element(root, tag, attrib))
            before = None
            for key in [*panel.tracks, *(left if number == len(panels) - 1 else [])]:
                if key in kept:
                    if before and self.tracks.would_join(before, key):
                        elements.append(element(root, "Panel", {}))
                    self.tracks.track(elements[-1], key, self.session.tracks[key])
                    before = key
        self.sequence(elements[-1])

    def top_to_bottom(self) -> list[str]:
        """All tracks, the hidden ones where the source lists them unless the shown ones are in another order than there."""
        listed, shown = self.session.track_order, list(dict.fromkeys(self.view.tracks))
        known = set(shown)
        if [key for key in listed if key in known] == shown:
            return listed
        return [*shown, *(key for key in listed if key not in known)]

    def layout(self, root: Any) -> None:
        """Where the dividers between the panels are."""
        if isinstance(self.view.divider_fractions, list):
            spelled = extras_of(self.view).spelling.get("divider_fractions", "")
            same = fractions(spelled) == self.view.divider_fractions
            text = spelled if same else ",".join(map(str, self.view.divider_fractions))
            element(root, "PanelLayout", {"dividerFractions": text})

    def sequence(self, panel: Any) -> None:
        """IGV shows the reference sequence only where a session with panels lists it."""
        tracks = self.session.tracks.values()
        listed = self.own and isinstance(self.view.panels, dict)
        if not listed and not any(track.kind == "sequence" and not isinstance(track.source, str) for track in tracks):
            clazz = names.WRITTEN_CLASSES["sequence"]
            element(panel, "Track", {"id": names.SEQUENCE_ID, "name": names.SEQUENCE_ID, "clazz": clazz, "visible": "true"})

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
            if isinstance(region.name, str):
                attrib.setdefault("description", region.name)
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
        filters = samples.filters if isinstance(samples.filters, dict) else {}
        elements = [said for one in filters.values() if (said := self.filter(one)) is not None]
        if len(elements) == len(filters) and (attrib or elements):
            made = element(root, "Filter", attrib)
            for one in elements:
                element(made, "FilterElement", one)
        for tag, item, field in (
            ("HiddenAttributes", "Attribute", samples.hidden_attributes),
            ("VisibleAttributes", "VisibleAttribute", samples.visible_attributes),
        ):
            if isinstance(field, list):
                made = element(root, tag, {})
                for name in field:
                    element(made, item, {"name": name})

    def filter(self, one: Filter) -> dict[str, str] | None:
        """An element of the sample filter; None for one that IGV has no words for: then it can't filter at all."""
        said = {name: getattr(one, field) for name, field in names.FILTER.items() if isinstance(getattr(one, field), str)}
        joined = str(said.get("booleanOperator")).upper() in names.BOOLEANS.values()
        if self.own and (self.home or joined):
            return said
        if isinstance(one.group, str) or one.operator not in OPERATORS or not {"item", "value"} <= said.keys():
            return None
        match = self.session.samples.filter_match if self.session.samples is not UNSET else UNSET
        return said if joined else {**said, "booleanOperator": names.BOOLEANS["any" if match == "any" else "all"]}

    def gene_list(self, root: Any) -> None:
        """Several places in view, each with its frame."""
        loci = self.loci()
        spelled = spelled_genes(self.view)
        if spelled is not None and gene_loci(spelled.genes, {frame["name"]: [frame] for frame in spelled.frames}) == loci:
            self._gene_list(root, spelled.genes, spelled.frames)
            return
        if len(loci) > 1:
            texts = [gene_text(one) for one in loci]
            frames = {text: [frame_of(text, one)] for text, one in zip(texts, loci, strict=True) if isinstance(one.start, int)}
            self._gene_list(root, "\n".join(filter(None, texts)), [frame for found in frames.values() for frame in found])

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
