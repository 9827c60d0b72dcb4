"""The neutral session as JSON of igv.js and IGV-Web (profile `igvjs`) or of IGV desktop 3 (profile `desktop3`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.formats import _json
from converter.formats._consume import say
from converter.formats._measured import without_genome
from converter.formats._words import NAME
from converter.formats.base import Written
from converter.formats.igvjson import mapping, names, places, shape
from converter.formats.igvjson.brought import brought
from converter.formats.igvjson.locations import trouble
from converter.formats.igvjson.names import DESKTOP, ID, IGVJS
from converter.formats.igvjson.objects import TrackWriter, extras_of
from converter.formats.igvjson.orders import ranks
from converter.formats.igvjson.repeated import repeated
from converter.formats.igvjson.stops import stops
from converter.genomes import find, hint_for
from converter.loss.ledger import GENOME, Notice
from converter.model import Genome, Session, Source, View
from converter.model.refs import source_of
from converter.model.views import chosen_view
from converter.resources.location import is_hub

if TYPE_CHECKING:
    from collections.abc import Mapping

    from converter.formats.base import Job

_OBJECTS = {"reference": "reference", "genome object": "genome", "genarkAccession object": "genarkAccession"}
_GENOME_FILE = "igv.js can't read a genome file of IGV desktop."
_HUB = "igv.js opens a track hub as the hubURL of its page, but not as the genome of a session (3.8, expandReference)."
_TEXTS = {"reference id": "reference", "genome": "genome", "genarkAccession": "genarkAccession", "genomeId": "genomeId"}
"""Keys of a genome that is an object or an id, by the form that a session had."""
_WEB_SAMPLES = {"show_names": "showSampleNames", "names_width_px": "sampleNameViewportWidth"}


def write(session: Session, job: Job) -> Written:
    """What to write for a session, and where each neutral object is in it."""
    form = session.forms.get(ID, {})
    profile = job.options.profile or (IGVJS if job.same_format else form.get("profile", IGVJS))
    writer = SessionWriter(session, profile, form, luggage=job.options.carry)
    writer.given = job.options.genome is not None
    content = writer.run()
    return Written(
        content=content,
        last_key=names.CARRIED if content and isinstance(content, dict) else None,
        placed=writer.tracks.placed,
        shape="session",
        profile=profile,
        application=names.PROGRAMS.get(profile),
        media_type="application/json",
        extension=".json",
        notices=[*writer.notices(content), *([] if job.same_format else without_genome(session))],
    )


def encode(written: Written) -> bytes:
    """The document as readable JSON."""
    return _json.encode(written.content)


def embed(written: Written, text: str) -> None:
    """Put carried data at the top; in a plain list of tracks, which has no top, into the first of them."""
    held = written.content[0] if isinstance(written.content, list) else written.content
    held[names.CARRIED] = text


class SessionWriter:
    """Writes one session; `form`: the form that it once had here, and has again in the profile that it had."""

    def __init__(self, session: Session, profile: str, form: Mapping[str, str], *, luggage: bool) -> None:
        self.session = session
        self.profile = profile
        self.tracks = TrackWriter(session, profile, luggage=luggage)
        self.form = form if self.tracks.same else {}
        self.as_listed = self.given = False
        self.inner: list[str] = []
        self.stays = self.form.get("genome") in _OBJECTS and self.described()
        self.view_id = chosen_view(session)
        self.view = session.views.get(self.view_id or "", View())

    def run(self) -> Any:
        """The document."""
        root = self.form.get("root")
        keys = self.written()
        self.inner = [key for key in keys if self.in_reference(key)]
        listed = [key for key in keys if not self.in_reference(key)]
        if root == "list" and listed and self.nothing_else():
            self.put_view("")
            return self.list_of(listed, "")
        if root == "track" and len(listed) == 1 and self.nothing_else() and self.session.tracks[listed[0]].kind != "overlay":
            self.put_view("#view")
            made = self.tracks.write(listed[0], "")
            return made[0]
        return self.top(listed)

    def notices(self, content: Any) -> list[Notice]:
        """What a person should know of the document."""
        if self.profile == DESKTOP:
            told = [] if self.tracks.same else repeated(content["tracks"], self.tracks.placed)
        else:
            absent = self.session.genome is UNSET and not self.tracks.home
            elsewhere = absent and (bool(self.view.tracks) or bool(without_genome(self.session)))
            told = stops(content, "kept" if self.tracks.home else "assumed", told=elsewhere)
            told += [] if self.tracks.same else brought(self.session, self.view, content)
        return [*self.tracks.notices, *told]

    def nothing_else(self) -> bool:
        """Whether the session has tracks only, as a plain list of them."""
        held = (self.session.genome, self.view.loci, self.session.samples)
        return all(one is UNSET for one in held) and not self.session.regions and not self.session.region_sets

    def put_view(self, place: str) -> None:
        """Where the view is."""
        if self.view_id:
            self.tracks.put(("views", self.view_id), place, "view")

    def top(self, listed: list[str]) -> dict[str, Any]:
        """A session object."""
        self.put_view("")
        out: dict[str, Any] = {}
        version = self.session.forms.get(ID, {}).get("version")
        if version is not None and self.tracks.same:
            out["version"] = version
        self.samples(out)
        self.genome(out)
        self.loci(out)
        self.reference_locus(out)
        self.regions(out)
        out["tracks"] = self.list_of(listed, "/tracks")
        self.sample_files(out)
        self.settings(out)
        return self.marked(out)

    def marked(self, out: dict[str, Any]) -> dict[str, Any]:
        """The document with a key of its dialect, where nothing else in it tells that it is IGV's, and which."""
        if shape.dialect(out) == self.profile and shape.of(out) is not None:
            return out
        return {**out, "nextAutoscaleGroup": "1"} if self.profile == DESKTOP else {"version": names.VERSION, **out}

    # tracks

    def in_reference(self, key: str) -> bool:
        """Whether a track came with the genome, and can stay there."""
        return self.stays and extras_of(self.session.tracks[key]).native.get("in") == "reference"

    def written(self) -> list[str]:
        """The tracks to write, in the order of the list; sets `as_listed` where that alone must decide."""
        shown = [key for key in dict.fromkeys(self.view.tracks) if self.tracks.writable(key)]
        seen = set(shown)
        catalogue = [key for key in self.session.track_order if self.tracks.writable(key)]
        if self.profile == DESKTOP:
            if [key for key in catalogue if key in seen] == shown:
                return catalogue
            return [*shown, *(key for key in catalogue if key not in seen)]
        listed = [key for key in catalogue if key in seen]
        for keys in (listed, shown):
            held = [(key, self.session.tracks[key]) for key in sorted(keys, key=lambda key: not self.in_reference(key))]
            found = ranks(held)
            if len(keys) == len(shown) and sorted((key for key, _ in held), key=found.__getitem__) == shown:
                return keys
        self.as_listed = True
        return shown

    def list_of(self, keys: list[str], place: str) -> list[dict[str, Any]]:
        """An array of track objects."""
        made: list[dict[str, Any]] = []
        shown = set(self.view.tracks)
        for key in keys:
            found = self.tracks.write(key, f"{place}/{len(made)}", visible=key in shown)
            if self.as_listed:
                found[0].pop("order", None)
            made += found
        if self.tracks.luggage and place == "/tracks":
            held = extras_of(self.session).ignored
            made += [value for name, value in held.items() if name.startswith("tracks/")]
        return made

    # genome and places

    def described(self) -> bool:
        """Whether the session says more of the genome than an id, so that it is written as an object."""
        genome = self.session.genome
        if genome is UNSET:
            return False
        if self.form.get("genome") in _OBJECTS and "id" in _said(genome):
            return True
        return self.is_hub(genome) or any(isinstance(getattr(genome, field), str) for field in mapping.SEQUENCES)

    def is_hub(self, genome: Genome) -> bool:
        """Whether the genome is said by a track hub, and was so in an object; igv.js heeds that where no session is loaded."""
        told = genome.definition
        return self.profile == IGVJS and self.form.get("genome") in _OBJECTS and isinstance(told, str) and is_hub(told)

    def genome(self, out: dict[str, Any]) -> None:
        """The genome: an object with its files, else an id that the program knows."""
        genome = self.session.genome
        if genome is UNSET:
            return
        if self.described():
            self.reference(out, genome)
        elif isinstance(genome.id, str):
            self.genome_id(out, genome.id)
        elif isinstance(genome.definition, str):
            out[_TEXTS.get(self.form.get("genome", ""), "genome")] = genome.definition
            if self.profile == IGVJS:
                self.notice("genome.unknown", _HUB if is_hub(genome.definition) else _GENOME_FILE)

    def genome_id(self, out: dict[str, Any], name: str) -> None:
        """A genome by its id, which IGV's own list has; else by the sequence that we know for it."""
        key = _TEXTS.get(self.form.get("genome", ""), "genome")
        assembly = find(name)
        if self.tracks.home or (assembly is not None and assembly.igv_id == name) or name.startswith(("GCA_", "GCF_")):
            out[key] = name
        elif assembly is not None:
            files = {
                "fastaURL": assembly.fasta_url, "indexURL": assembly.fai_url, "compressedIndexURL": assembly.gzi_url,
                "twoBitURL": assembly.two_bit_url, "chromSizesURL": assembly.chrom_sizes_url,
            }  # fmt: skip
            out["reference"] = {"id": name, **{field: url for field, url in files.items() if url is not None}}
        else:
            out["genome"] = name
            self.notice(
                "genome.unknown", f"The genome {name!r} is not known; IGV opens the session only where its own list has it."
            )

    def reference(self, out: dict[str, Any], genome: Genome) -> None:
        """A genome by its files. igv.js reads a FASTA file without an index as a whole; IGV desktop always has one."""
        extras = extras_of(genome)
        sizes = self.profile == IGVJS and lengths_alone(genome) and (not self.tracks.same or "format" in extras.native)
        made = say(mapping.SIZES, genome, {"format": "chromsizes"}, extras.spelling) if sizes else {}
        say(mapping.GENOME, genome, made, extras.spelling)
        if sizes:
            made.pop("chromSizesURL", None)
        if isinstance(genome.fasta, str) and genome.fasta_index is UNSET and (self.given or not self.tracks.home):
            made["indexURL"] = f"{genome.fasta}.fai"
            if genome.fasta.endswith(".gz") and genome.fasta_gzi is UNSET:
                made["compressedIndexURL"] = f"{genome.fasta}.gzi"
        made.update({name: value for name, value in extras.native.items() if name not in made})
        if self.tracks.luggage:
            made.update({name: value for name, value in extras.ignored.items() if name not in made})
        key = _OBJECTS.get(self.form.get("genome", ""), "reference")
        out[key] = made
        self.tracks.put(GENOME, f"/{key}", "genome")
        if self.inner:
            made["tracks"] = self.list_of(self.inner, f"/{key}/tracks")
        for field in (*mapping.SEQUENCES, "definition"):
            found = trouble(self.profile, Source(location=getattr(genome, field)))
            if found is not None and not self.tracks.same:
                self.notice("location.unopenable", f"The genome's sequence: {found[0]}", found[1])

    def reference_locus(self, out: dict[str, Any]) -> None:
        """The place in view stands with the genome where it stood there."""
        key = _OBJECTS.get(self.form.get("genome", ""), "")
        if extras_of(self.view).spelling.get(NAME + "loci") == "reference" and isinstance(out.get(key), dict) and "locus" in out:
            out[key]["locus"] = out.pop("locus")

    def notice(self, code: str, text: str, hint: str | None = None) -> None:
        """Something about the genome that keeps the program from showing anything."""
        genome = Genome() if self.session.genome is UNSET else self.session.genome
        self.tracks.notices.append(Notice(code, "assumed", "error", text, GENOME, "id", hint or hint_for(genome)))

    def loci(self, out: dict[str, Any]) -> None:
        """What is in view, as it was spelled if that still means the same."""
        loci = self.view.loci
        if not isinstance(loci, list) or not loci:
            return
        raw = extras_of(self.view).spelling.get("loci") if self.tracks.same else None
        if isinstance(raw, dict) and "loci" in raw and places.read_gene_list(raw) == (loci, self.view.loci_name or None):
            out["geneList"] = raw
        elif raw is not None and places.read_loci(raw) == loci:
            out["locus"] = raw
        elif self.profile == DESKTOP and (isinstance(self.view.loci_name, str) or any(_is_named_place(one) for one in loci)):
            out["geneList"] = places.write_gene_list(loci, self.view.loci_name)
        else:
            out["locus"] = places.write_loci(loci, self.profile)

    # regions, samples, settings

    def regions(self, out: dict[str, Any]) -> None:
        """Sets of regions of interest; those of no set make a nameless one."""
        made: list[dict[str, Any]] = []
        order = [key for key in self.session.region_order if key in self.session.regions]
        loose = [key for key in order if self.session.regions[key].set not in self.session.region_sets]
        for key, one in self.session.region_sets.items():
            place = f"/roi/{len(made)}"
            members = [name for name in order if self.session.regions[name].set == key]
            features = self.features(members, place)
            told = (features or isinstance(one.source, str)) and (self.profile == IGVJS or self.tracks.same)
            held = self.region_set(key, place) if told else {}
            if features or held:
                made.append({**held, **({"features": features} if features else {})})
        features = self.features(loose, f"/roi/{len(made)}")
        if features:
            made.append({"features": features})
        if made:
            out["roi"] = made

    def region_set(self, key: str, place: str) -> dict[str, Any]:
        """Name, colour and file of a set."""
        one = self.session.region_sets[key]
        extras = extras_of(one)
        out = say(mapping.REGION_SET, one, {}, extras.spelling if self.tracks.same else {})
        out.update(extras.native)
        if self.tracks.luggage:
            out.update({name: value for name, value in extras.ignored.items() if name not in out})
        source = source_of(self.session, one)
        if source is not None and isinstance(source.location, str):
            out["url"] = source.location
            form = self.tracks.format_of(source, extras_of(source).spelling)
            if form is not None:
                out["format"] = form
            if isinstance(source.indexed, bool):
                out["indexed"] = source.indexed
            self.tracks.put(("sources", str(one.source)), f"{place}/url", f"<{source.location}>")
        if out:
            self.tracks.put(("region_sets", key), place, str(out.get("name", "regions")))
        return out

    def features(self, keys: list[str], place: str) -> list[dict[str, Any]]:
        """Regions, counted from 0, half-open."""
        made: list[dict[str, Any]] = []
        for key in keys:
            region = self.session.regions[key]
            extras = extras_of(region)
            out = say(mapping.REGION, region, {}, extras.spelling if self.tracks.same else {})
            if {"chr", "start", "end"} <= out.keys():
                self.tracks.put(("regions", key), f"{place}/features/{len(made)}", f"{out['chr']}:{out['start']}-{out['end']}")
                made.append({**out, **(extras.ignored if self.tracks.luggage else {})})
        return made

    def samples(self, out: dict[str, Any]) -> None:
        """What is shown of samples."""
        samples = self.session.samples
        if samples is UNSET:
            return
        spelling = extras_of(samples).spelling if self.tracks.same else {}
        if self.profile == IGVJS:
            for field, name in _WEB_SAMPLES.items():
                if getattr(samples, field) is not UNSET:
                    out[name] = spelling.get(field, getattr(samples, field))
        elif isinstance(samples.hidden_attributes, list):
            out["hiddenAttributes"] = spelling.get("hidden_attributes", samples.hidden_attributes)

    def sample_files(self, out: dict[str, Any]) -> None:
        """Files of sample information."""
        samples = self.session.samples
        held = samples.sources if samples is not UNSET and isinstance(samples.sources, list) else []
        made: list[dict[str, Any]] = []
        for key in held:
            source = self.session.sources.get(key)
            if source is None or not isinstance(source.location, str) or not self.tracks.loadable(key, source):
                continue
            extras = extras_of(source)
            one = say(mapping.SAMPLE_FILE, source, {}, extras.spelling if self.tracks.same else {})
            if self.tracks.same and isinstance(extras.spelling.get("format"), str):
                one["format"] = extras.spelling["format"]
            if self.tracks.luggage:
                one.update({name: value for name, value in extras.ignored.items() if name not in one})
            self.tracks.put(("sources", key), f"/sampleinfo/{len(made)}", f"<{source.location}>")
            made.append(one)
        if made:
            out["sampleinfo"] = made

    def settings(self, out: dict[str, Any]) -> None:
        """What belongs to the session itself."""
        table = mapping.SESSION[self.profile]
        extras = extras_of(self.session)
        say(table, self.session, out, extras.spelling if self.tracks.same else {})
        if self.profile == IGVJS and isinstance(self.view.show_ideogram, bool):
            spelled = extras_of(self.view).spelling.get("show_ideogram") if self.tracks.same else None
            out["showIdeogram"] = self.view.show_ideogram if spelled is None else spelled
        for name, value in extras.native.items():
            if name not in out and (self.tracks.same or name in table.native):
                out[name] = value
        if self.tracks.luggage:
            out.update({name: value for name, value in extras.ignored.items() if name not in out and "/" not in name})


def lengths_alone(genome: Genome) -> bool:
    """Whether only the lengths of a genome's chromosomes are known: igv.js reads them in place of a sequence."""
    sequences = (field for field in mapping.SEQUENCES if isinstance(getattr(genome, field), str))
    return list(sequences) == ["chrom_sizes"]


def _said(genome: Genome) -> set[str]:
    return {field for field in genome.__struct_fields__ if field != "extras" and getattr(genome, field) is not UNSET}


def _is_named_place(one: Any) -> bool:
    return isinstance(one.name, str) and isinstance(one.chrom, str)
