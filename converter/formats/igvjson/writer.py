"""The neutral session as JSON of igv.js and IGV-Web (profile `igvjs`) or of IGV desktop 3 (profile `desktop3`)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.formats import _json
from converter.formats._consume import say
from converter.formats._measured import without_genome
from converter.formats._overlays import unmerged
from converter.formats._rows import rows_apart
from converter.formats.base import Written
from converter.formats.igvjson import mapping, names, places, rows, rows_out, shape
from converter.formats.igvjson.brought import brought
from converter.formats.igvjson.files_out import extras_of
from converter.formats.igvjson.genome_out import GenomeWriter
from converter.formats.igvjson.names import DESKTOP, ID, IGVJS
from converter.formats.igvjson.objects import TrackWriter
from converter.formats.igvjson.orders import ranks
from converter.formats.igvjson.regions_out import RegionWriter
from converter.formats.igvjson.repeated import repeated
from converter.formats.igvjson.stops import stops
from converter.model import Session, View
from converter.model.views import chosen_view

if TYPE_CHECKING:
    from collections.abc import Mapping

    from converter.formats.base import Job
    from converter.loss.ledger import Notice

_NAMES_PX, _MARGIN_PX, _LETTER_PX = 200, 4, 7
"""The width of names of samples: at most, beside the text, and of a letter (`SampleNameViewport` of igv.js)."""
_WEB_SAMPLES = {"show_names": "showSampleNames", "names_width_px": "sampleNameViewportWidth"}


def write(session: Session, job: Job) -> Written:
    """What to write for a session, and where each neutral object is in it."""
    form = session.forms.get(ID, {})
    profile = job.options.profile or (IGVJS if job.same_format else form.get("profile", IGVJS))
    drawn = session if ID in session.forms else rows_apart(session)
    drawn = unmerged(drawn) if profile == DESKTOP != form.get("profile") else drawn
    writer = SessionWriter(drawn, profile, form, job=job)
    content = writer.run()
    return Written(
        content=content,
        last_key=names.CARRIED if content and isinstance(content, dict) else None,
        placed=writer.tracks.placed,
        shape="session",
        profile=profile,
        application=names.PROGRAMS.get(profile),
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
    """Writes one session; `form`: the form that it once had here, and has again in the profile that it had.

    `job`: whether the caller chose the genome, and which facts that were set aside are written too.
    """

    def __init__(self, session: Session, profile: str, form: Mapping[str, str], job: Job) -> None:
        self.session = session
        self.profile = profile
        self.tracks = TrackWriter(session, profile, carried=job.options.carry, returning=job.returning)
        self.form = form if self.tracks.same else {}
        self.as_listed = False
        self.inner: list[str] = []
        self.genome = GenomeWriter(self.tracks, self.form, given=job.options.genome is not None)
        self.stays = self.genome.stays()
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
        runs = rows_out.runs(self.tracks, listed, self.view.tracks) if root == "track" else []
        if len(runs) == 1 and self.nothing_else() and self.session.tracks[listed[0]].kind != "overlay":
            self.put_view("#view")
            return self.object_of(runs[0], "")[0]
        return self.top(listed)

    def notices(self, content: Any) -> list[Notice]:
        """What a person should know of the document."""
        if self.profile == DESKTOP:
            told = [] if self.tracks.same else repeated(content["tracks"], self.tracks.placed)
        else:
            absent = self.session.genome is UNSET and not self.tracks.home
            elsewhere = absent and (bool(self.view.tracks) or bool(without_genome(self.session)))
            told = stops(content, "kept" if self.tracks.home else "assumed", told=elsewhere)
            told += self.tracks.luggage.notices()
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
        self.genome.write(out, partial(self.list_of, self.inner))
        self.loci(out)
        self.genome.place(out, self.view)
        RegionWriter(self.tracks).write(out)
        out["tracks"] = self.list_of(listed, "/tracks")
        self.row_names(out)
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
        shown = self.tracks.distinct([key for key in dict.fromkeys(self.view.tracks) if self.tracks.writable(key)])
        seen = set(shown)
        catalogue = [key for key in self.session.track_order if self.tracks.writable(key)]
        if self.profile == DESKTOP:
            if [key for key in catalogue if key in seen] == shown:
                return catalogue
            return [*shown, *(key for key in catalogue if key not in seen)]
        listed = [key for key in catalogue if key in seen]
        for keys in (listed, shown):
            held = [(key, self.session.tracks[key]) for key in sorted(keys, key=lambda key: not self.in_reference(key))]
            found = ranks(held, {key for key, track in held[1:] if rows.is_row(track)})
            if len(keys) == len(shown) and sorted((key for key, _ in held), key=found.__getitem__) == shown:
                return keys
        self.as_listed = True
        return shown

    def list_of(self, keys: list[str], place: str) -> list[dict[str, Any]]:
        """An array of track objects."""
        made: list[dict[str, Any]] = []
        shown = set(self.view.tracks)
        for run in rows_out.runs(self.tracks, keys, shown):
            found = self.object_of(run, f"{place}/{len(made)}")
            if self.as_listed:
                found[0].pop("order", None)
            made += found
        listed = "tracks/" if place == "/tracks" else "reference/"
        held = extras_of(self.session).ignored
        return made + [value for name, value in held.items() if name.startswith(listed) and self.returns(value)]

    def returns(self, value: Any) -> bool:
        """Whether something that is no track stands among them again; at much of it igv.js stops."""
        known = isinstance(value, dict) and value.get("type") in names.NO_TRACKS
        return self.tracks.luggage.carried if known else self.tracks.luggage.takes_refused(mapping.NOTHING, "tracks", value)

    def object_of(self, run: rows_out.Run, place: str) -> list[dict[str, Any]]:
        """The object of a track, or of several that are drawn in one; the objects of its parts, for IGV desktop."""
        if len(run.keys) > 1:
            return [rows_out.together(self.tracks, run, place)]
        return self.tracks.write(run.keys[0], place, visible=run.shown)

    # places

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

    # samples, settings

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

    def row_names(self, out: dict[str, Any]) -> None:
        """IGV desktop shows names of samples as those of their tracks; igv.js those of rows only where it is told so.

        Told no width, it makes room when it has drawn them, and shows less of the place in view than it was told.
        """
        if self.tracks.home or "showSampleNames" in out or self.profile == DESKTOP:
            return
        rows = [track["samples"] for track in out["tracks"] if len(track.get("samples", ())) > 1]
        if rows:
            longest = max(len(sample) for samples in rows for sample in samples)
            out["showSampleNames"] = True
            out.setdefault("sampleNameViewportWidth", min(_NAMES_PX, _MARGIN_PX + longest * _LETTER_PX))

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
            self.tracks.luggage.put(mapping.SAMPLE_FILE, extras.ignored, one)
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
        for name, value in extras.ignored.items():
            if "/" not in name and out.get(name, []) == [] and self.goes(name, value):
                out[name] = value

    def goes(self, name: str, value: Any) -> bool:
        """Whether a fact of the session that was set aside is written."""
        if name in mapping.KEYS[self.profile]:
            return self.tracks.luggage.takes_refused(mapping.NOTHING, name, value)
        return self.tracks.luggage.takes(mapping.SESSION[self.profile], name, value)


def _is_named_place(one: Any) -> bool:
    return isinstance(one.name, str) and isinstance(one.chrom, str)
