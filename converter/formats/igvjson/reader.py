"""IGV's JSON sessions to the neutral session (`Browser.loadSessionObject` of igv.js, `JSONSessionReader` of IGV desktop)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.errors import UnknownFormatError
from converter.formats import _json
from converter.formats._consume import consume
from converter.formats._draft import Draft
from converter.formats._values import BOOLEAN, NUMBER
from converter.formats._words import INVALID, NAME
from converter.formats.base import decoded
from converter.formats.igvjson import codecs, mapping, names, places, shape
from converter.formats.igvjson.files import Files, type_named
from converter.formats.igvjson.loci import bind_gene_list, bind_locus
from converter.formats.igvjson.names import DESKTOP, ID, IGVJS
from converter.formats.igvjson.orders import VIEW
from converter.formats.igvjson.regions import EMPTY, RegionReader
from converter.formats.igvjson.tracks import TrackReader
from converter.formats.igvjson.usable import Single, is_sample_info, is_set, is_track, nothing_said
from converter.genomes import genome_field
from converter.limits import check, measure
from converter.loss.ledger import GENOME, SAMPLES, SESSION, Fate, Ledger
from converter.model import Genome, Samples, Session, Source, View

if TYPE_CHECKING:
    from converter.formats._words import Codec
    from converter.formats.base import Job


def read(data: bytes, ledger: Ledger, job: Job) -> Session:
    """The neutral session of a JSON document; records in `ledger` where every fact went.

    Raises `RefusedError` for genome definitions and track menus, `UnknownFormatError` for what is not IGV's.
    """
    root = decoded(data, job)
    found = shape.of(root)
    shape.refuse(found)
    if found is None:
        raise UnknownFormatError(
            "format.unknown",
            "The JSON is no session, track or list of tracks of IGV's.",
            hint="Leave out 'from' to let the content decide.",
        )
    listed = root.get("tracks") if isinstance(root, dict) else root
    if isinstance(listed, list) and len(listed) > job.limits.tracks:
        check("tracks", _tracks_at_least(listed), job.limits)
    if ledger.recording:
        ledger.total = measure(root, job.limits)[1]
    return SessionReader(_json.Node(root), ledger, found).run()


def _tracks_at_least(listed: list[Any]) -> int:
    """How many tracks a list of objects has at least: the parts of an alignment (IGV desktop) share its file."""
    files = [one.get("url") for one in listed if isinstance(one, dict)]
    return len({text for text in files if isinstance(text, str)})


class SessionReader:
    """Reads one document; `root` is what it is: `session`, `tracks`, `list` or `track`."""

    def __init__(self, document: _json.Node, ledger: Ledger, root: str) -> None:
        self.document = document
        self.ledger = ledger
        self.dialect = shape.dialect(document.data)
        self.form = {"profile": self.dialect, "root": root}
        self.session = Draft(SESSION)
        self.genome = Draft(GENOME)
        self.samples = Draft(SAMPLES)
        self.view = Draft(VIEW)
        self.files = Files(ledger)
        self.tracks = TrackReader(ledger, self.files, self.dialect)
        self.regions = RegionReader(ledger, self.files)
        self.reference_fates: dict[str, Fate] = {}

    def run(self) -> Session:
        """The whole session."""
        if self.form["root"] == "list":
            self.list_of_tracks(self.document)
        elif self.form["root"] == "track":
            self.take_carried(self.document)
            self.tracks.read([self.document])
        else:
            self.top()
        self.tracks.finish()
        return self.built()

    def built(self) -> Session:
        """The session of what was read."""
        shown = self.tracks.shown()
        view = View(tracks=shown, **self.view.values(ID))
        self.ledger.put(VIEW, "#view" if self.form["root"] == "track" else "", "view")
        genome, samples = self.genome.values(ID), self.samples.values(ID)
        if genome:
            self.ledger.put(GENOME, f"/{self.form['genome'].partition(' ')[0]}", "genome")
        return Session(
            forms={ID: self.form},
            genome=Genome(**genome) if genome else UNSET,
            views={"v1": view},
            view_order=["v1"],
            tracks=self.tracks.tracks,
            track_order=self.tracks.order,
            sources=self.files.sources,
            source_order=list(self.files.sources),
            region_sets=self.regions.sets,
            regions=self.regions.regions,
            region_order=list(self.regions.regions),
            samples=Samples(**samples) if samples else UNSET,
            **self.session.values(ID),
        )

    def take_carried(self, node: _json.Node) -> None:
        """Carried data of an earlier conversion, at the top, or in the first track of a plain list."""
        if isinstance(node.data.get(names.CARRIED), str):
            self.ledger.carried = node.data[names.CARRIED]
            told = {names.CARRIED: Fate("structural", names.CARRIED)}
            self.ledger.bind(Single(node, names.CARRIED), mapping.NOTHING, SESSION, fates=told)

    def list_of_tracks(self, node: _json.Node) -> None:
        """A plain array of tracks."""
        nodes = node.nodes()
        self.ledger.bind(node, mapping.NOTHING, SESSION)
        self.take_carried(nodes[0])
        self.tracks.read(nodes)

    def top(self) -> None:
        """The keys of a session object."""
        node, facts = self.document, self.document.data
        if isinstance(facts.get("version"), str):
            self.form["version"] = facts["version"]
        fates: dict[str, Fate] = {}
        inner = self.reference(fates)
        if inner is not None:
            self.track_list(inner, "tracks", self.reference_fates, "reference")
        for key, handler in _HANDLERS.items():
            if key in facts and key not in fates and key not in node.deeper:
                handler(self, key, facts[key], fates)
        self.take_carried(node)
        known = {key: value for key, value in facts.items() if key not in fates and key not in node.deeper}
        told = consume(self.ledger, node, known, mapping.SESSION[self.dialect], self.session, "")
        told.update(fates)
        if self.dialect == IGVJS:
            nothing_said(facts, told)

    def invalid(self, key: str, raw: Any, fates: dict[str, Fate]) -> None:
        """A value that the program does not understand, kept aside."""
        self.session.ignored[key] = raw
        fates[key] = Fate("ignored", key, "source.invalid")

    def feed(self, key: str, raw: Any, fates: dict[str, Fate], draft: Draft, field: str, codec: Codec) -> None:
        """One key that says one field of another object than the session."""
        value = codec.read(raw)
        if value is INVALID:
            self.invalid(key, raw, fates)
            return
        same = codec.write(value)
        draft.set(field, value, UNSET if type(same) is type(raw) and same == raw else raw)
        fates[key] = Fate("feeds", ((draft.owner, field),))

    # the genome

    def reference(self, fates: dict[str, Fate]) -> _json.Node | None:
        """The genome: the first of `reference`, `genome`, `genarkAccession` holds; returns the node of an object."""
        facts = self.document.data
        said = [key for key in ("reference", "genome", "genarkAccession", "genomeId") if facts.get(key)]
        if not said:
            return None
        first = said[0]
        self.form["genome"] = first
        fates.update({key: Fate("superseded", f"by {first}") for key in said[1:]})
        raw = facts[first]
        if isinstance(raw, str):
            self.form["genome"] = "reference id" if first == "reference" else first
            field = genome_field(raw)
            self.genome.set(field, raw)
            fates[first] = Fate("feeds", ((GENOME, field),))
            return None
        if not isinstance(raw, dict):
            self.invalid(first, raw, fates)
            return None
        if first != "reference":
            self.form["genome"] = f"{first} object"
        node = self.document.child(first)
        told = self.genome_facts(node, raw)
        self.reference_locus(raw, told)
        if "tracks" in raw and not isinstance(raw["tracks"], list):
            self.genome.ignored["tracks"] = raw["tracks"]
            told["tracks"] = Fate("ignored", "tracks", "source.invalid")
        self.reference_fates = told
        return node

    def genome_facts(self, node: _json.Node, raw: dict[str, Any]) -> dict[str, Fate]:
        """The files of a genome; one of the format `chromsizes` has the lengths of its chromosomes alone."""
        alone = raw.get("format") == "chromsizes" and "chromSizesURL" not in raw
        told = consume(self.ledger, node, raw, mapping.GENOME_OF_SIZES if alone else mapping.GENOME, self.genome, "")
        if alone and self.genome.get("chrom_sizes") is not UNSET:
            told["format"] = Fate("feeds", ((GENOME, "chrom_sizes"),))
        return told

    def reference_locus(self, raw: dict[str, Any], fates: dict[str, Fate]) -> None:
        """A locus of the genome beats that of the session."""
        if "locus" not in raw:
            return
        found = places.read_loci(raw["locus"])
        if found is None:
            self.genome.ignored["locus"] = raw["locus"]
            fates["locus"] = Fate("ignored", "locus", "source.invalid")
            return
        self.view.set("loci", found, UNSET if places.write_loci(found, self.dialect) == raw["locus"] else raw["locus"])
        self.view.spelling[NAME + "loci"] = "reference"
        fates["locus"] = Fate("feeds", ((VIEW, "loci"),))

    # keys of the session

    def locus(self, key: str, raw: Any, fates: dict[str, Fate]) -> None:
        """What is in view; beaten by the genome's own locus and by a gene list."""
        if self.view.get("loci") is not UNSET:
            by = "the reference's locus" if self.view.spelling.get(NAME + "loci") == "reference" else "geneList"
            fates[key] = Fate("superseded", f"by {by}")
            return
        found = places.read_loci(raw)
        if found is None:
            self.invalid(key, raw, fates)
            return
        self.view.set("loci", found, UNSET if places.write_loci(found, self.dialect) == raw else raw)
        bind_locus(self.ledger, self.document, key, found, fates)

    def gene_list(self, key: str, raw: Any, fates: dict[str, Fate]) -> None:
        """Several places side by side, by name, with the frames that show them (IGV desktop)."""
        found = places.read_gene_list(raw) if self.dialect == DESKTOP else None
        if found is None:
            self.invalid(key, raw, fates)
            return
        loci, name = found
        self.view.set("loci", loci, raw)
        if name is not None:
            self.view.set("loci_name", name)
        bind_gene_list(self.ledger, self.document.child(key), loci)

    def track_list(self, node: _json.Node, key: str, fates: dict[str, Fate], place: str = "") -> None:
        """The tracks of the session or of its genome."""
        raw = node.data.get(key)
        if not isinstance(raw, list):
            return
        if not raw:
            fates[key] = EMPTY
            return
        inner = node.child(key)
        told: dict[str, Fate] = {}
        nodes = []
        for index, one in enumerate(raw):
            known = isinstance(one, dict) and one.get("type") in names.NO_TRACKS
            if not known and is_track(one, self.dialect):
                nodes.append(inner.child(index))
            else:
                self.session.ignored[f"{place or key}/{index}"] = one
                told[str(index)] = Fate("ignored", f"{place or key}/{index}", None if known else "source.invalid")
        self.ledger.bind(inner, mapping.NOTHING, SESSION, fates=told)
        self.tracks.read(nodes, place)

    def session_tracks(self, key: str, raw: Any, fates: dict[str, Fate]) -> None:
        """The session's own tracks."""
        if isinstance(raw, list):
            self.track_list(self.document, key, fates)
        else:
            self.invalid(key, raw, fates)

    def roi(self, key: str, raw: Any, fates: dict[str, Fate]) -> None:
        """Sets of regions of interest, or one of them; igv.js drops all where one of them is no good."""
        if raw == []:
            fates[key] = EMPTY
            return
        sets = [raw] if isinstance(raw, dict) else raw
        if not isinstance(sets, list) or not all(is_set(one) for one in sets):
            self.invalid(key, raw, fates)
            return
        node = self.document.child(key)
        if isinstance(raw, list):
            self.ledger.bind(node, mapping.NOTHING, SESSION)
        for one in node.nodes() if isinstance(raw, list) else [node]:
            self.regions.read(one)

    def sample_files(self, key: str, raw: Any, fates: dict[str, Fate]) -> None:
        """Files of sample information; tables that the session holds itself stay as they are."""
        entries = [raw] if isinstance(raw, dict) else raw
        if raw == []:
            fates[key] = EMPTY
            return
        if not isinstance(entries, list) or not all(is_sample_info(one) for one in entries):
            self.invalid(key, raw, fates)
            return
        if not all(isinstance(one.get("url", one.get("path")), str) for one in entries):
            self.session.native[key] = raw
            fates[key] = Fate("native", key)
            return
        node = self.document.child(key)
        if isinstance(raw, list):
            self.ledger.bind(node, mapping.NOTHING, SESSION)
        nodes = node.nodes() if isinstance(raw, list) else [node]
        self.samples.set("sources", [self.sample_file(one) for one in nodes])

    def sample_file(self, node: _json.Node) -> str:
        """One file of sample information."""
        key = f"s{len(self.files.sources) + 1}"
        draft = Draft(("sources", key))
        fates = consume(self.ledger, node, node.data, mapping.SAMPLE_FILE, draft, "")
        declared = node.data.get("format")
        if isinstance(declared, str):
            found = type_named(declared)
            draft.set("format", found.format if found else declared.lower(), declared)
            fates["format"] = Fate("feeds", ((draft.owner, "format"),))
        elif "format" in node.data:
            draft.ignored["format"] = declared
            fates["format"] = Fate("ignored", "format", "source.invalid")
        self.files.sources[key] = Source(**draft.values(ID))
        self.ledger.put(draft.owner, node.path, f"<{draft.get('location')}>")
        return key

    def hidden_attributes(self, key: str, raw: Any, fates: dict[str, Fate]) -> None:
        """Sample attributes that are not shown (IGV desktop)."""
        if self.dialect == DESKTOP:
            self.feed(key, raw, fates, self.samples, "hidden_attributes", codecs.LIST)

    def show_names(self, key: str, raw: Any, fates: dict[str, Fate]) -> None:
        """Whether sample names are shown (igv.js)."""
        self.feed(key, raw, fates, self.samples, "show_names", BOOLEAN)

    def names_width(self, key: str, raw: Any, fates: dict[str, Fate]) -> None:
        """Width of the sample names (igv.js)."""
        if self.dialect == IGVJS:
            self.feed(key, raw, fates, self.samples, "names_width_px", NUMBER)

    def ideogram(self, key: str, raw: Any, fates: dict[str, Fate]) -> None:
        """Whether the ideogram is shown (igv.js)."""
        if self.dialect == IGVJS:
            self.feed(key, raw, fates, self.view, "show_ideogram", BOOLEAN)


# in this order, so that what is said first is numbered first however the keys stand
_HANDLERS: dict[str, Any] = {
    "geneList": SessionReader.gene_list,
    "locus": SessionReader.locus,
    "tracks": SessionReader.session_tracks,
    "roi": SessionReader.roi,
    "sampleinfo": SessionReader.sample_files,
    "hiddenAttributes": SessionReader.hidden_attributes,
    "showSampleNames": SessionReader.show_names,
    "sampleNameViewportWidth": SessionReader.names_width,
    "showIdeogram": SessionReader.ideogram,
}
