"""The neutral session as a JBrowse 2 document: a config, a session, or a patch of a config."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import UNSET

from converter.formats import _json
from converter.formats._extras import refused
from converter.formats._measured import without_genome
from converter.formats._overlays import unmerged
from converter.formats.base import Written as Document
from converter.formats.jbrowse2 import listed, names, regions
from converter.formats.jbrowse2.companion import added_session
from converter.formats.jbrowse2.connections import CONNECTIONS
from converter.formats.jbrowse2.drafts import ID
from converter.formats.jbrowse2.extras import Luggage, extras_of
from converter.formats.jbrowse2.flat import nested
from converter.formats.jbrowse2.foreign import Sieve, foreign
from converter.formats.jbrowse2.genomes_out import GenomeWriter, assembly_name, sequence_id
from converter.formats.jbrowse2.kinds import SEQUENCE_KEY
from converter.formats.jbrowse2.places import WIDTH_PX
from converter.formats.jbrowse2.shape import SHAPES
from converter.formats.jbrowse2.shapes_out import BUILDERS
from converter.formats.jbrowse2.site import Site
from converter.formats.jbrowse2.tracks_out import TrackWriter, Written
from converter.formats.jbrowse2.views_out import OF_SESSION, ViewWriter
from converter.loss.ledger import GENOME, Notice, Owner, Put
from converter.model.views import genome_views, shown_tracks

if TYPE_CHECKING:
    from converter.formats.base import Job
    from converter.model import Session, Track

_NAME = "New session"
_LATER = ("activeWidgets/", f"{regions.BOOKMARKS}/", f"{CONNECTIONS}/")
"""Beginnings of names whose facts make no object of the same form."""
_LISTS = ("views", "sessionTracks", "sessionAssemblies", "temporaryAssemblies")


def write(session: Session, job: Job) -> Document:
    """What to write for a session, and where each neutral object is in it."""
    form = _known_form(session)
    asked = job.options.shape
    if (
        not form
        or asked not in (None, form.get("shape"))
        or (job.same_format and form.get("shape") != "config" and asked is None)
    ):
        form = {"shape": asked or "config", **({"profile": form["profile"]} if "profile" in form else {})}
    profile = job.options.profile or form.get("profile", "web")
    drawn = session if ID in session.forms else unmerged(session)
    return DocumentWriter(drawn, job, form, desktop=profile == "desktop").run()


def _known_form(session: Session) -> dict[str, str]:
    """The form that the session had in JBrowse 2; nothing for one that JBrowse 2 does not have."""
    form = dict(session.forms.get(ID, {}))
    if form.get("session", "session") not in ("session", "defaultSession") or form.get("shape") not in BUILDERS:
        return {}
    return form


def encode(written: Document) -> bytes:
    """The document as JSON bytes."""
    return _json.encode(written.content)


def embed(written: Document, text: str) -> None:
    """Put carried data where JBrowse ignores it and, in a session, keeps it when it saves."""
    content = written.content
    if written.shape == "patch":
        session = added_session(content)
        if session is not None:
            session[names.CARRIED] = text
        return
    tracks = content if isinstance(content, list) else [content] if "trackId" in content else None
    if tracks is None:
        held = content.get("session", content)
        tracks = held.get("sessionTracks") if isinstance(held, dict) else None
    for one in tracks or ():
        if isinstance(held := one.get("metadata", {}), dict):
            one["metadata"] = {**held, names.CARRIED: text}
            return
    if isinstance(content, dict):
        content[names.CARRIED] = text


def _last(way: str) -> str:
    """The last key of a way to a fact, whose last steps may be numbers in a list."""
    steps = way.split("/")
    return next((one for one in reversed(steps) if not one.isdigit()), way)


def _is_config(content: Any) -> bool:
    """Whether a document is a config, whose own keys JBrowse leaves as they are; not a session, tracks or a patch."""
    return isinstance(content, dict) and content.keys().isdisjoint(("session", "name", "trackId"))


class DocumentWriter:
    """Writes one document."""

    def __init__(self, session: Session, job: Job, form: dict[str, str], *, desktop: bool) -> None:
        self.session = session
        self.form = form
        self.shape = form["shape"]
        self.options = job.options
        self.same_format = job.same_format
        self.luggage = Luggage(job, self.shape)
        self.desktop = desktop
        self.width_px = job.options.width_px
        self.read_px = job.options.width_px or WIDTH_PX
        self.embedded = form.get("assembly") == "single" and self.shape == "config"
        self.location: str | None = None
        self.genome: Any = UNSET if session.genome is UNSET else assembly_name(session.genome) or UNSET
        self.tracks = TrackWriter(session, self.genome, desktop=desktop, luggage=self.luggage)
        own, told = ID in session.forms, self.tracks.data.told
        self.native = extras_of(session).native
        self.plugins = bool(self.native.get("config/plugins") or self.native.get("sessionPlugins"))
        """Whether the session names plugins."""
        self.typed = own or any(ID in one.extras for one in (*session.tracks.values(), *session.views.values()))
        """Whether JBrowse said any of it, so that there may be types of plugins."""
        self.sieve = Sieve(idle=self.plugins or not self.typed or self.luggage.returning or self.shape != "config")
        self.genomes = GenomeWriter(
            desktop=desktop, luggage=self.luggage, own=own, told=told, title=self._title(), sieve=self.sieve
        )
        self.placed: dict[Owner, Put] = {}
        self.written: dict[str, Written] = {}
        self.site = Site(job.options.config) if self.shape == "patch" else None

    def run(self) -> Document:
        """The document."""
        way = {"config": "", "session": "", "bare": "", "patch": "", "tracks": "", "track": ""}[self.shape]
        assemblies = self.assemblies(way)
        tracks = self.catalogue()
        content = BUILDERS[self.shape](self, assemblies, tracks)
        notices = [*self.genomes.notices, *self.tracks.notices, *without_genome(self.session), *self.executes(content)]
        notices += [*self.sieve.notices(), *(foreign(content) if self.typed else ()), *self.refused()]
        return Document(
            content=content,
            placed=self.placed,
            shape=self.shape if self.shape in SHAPES else None,
            profile="desktop" if self.desktop else "web",
            notices=notices,
            last_key=names.CARRIED if content and _is_config(content) else None,
            held=None if self.site is None else self.site.session,
            present=self.present(),
        )

    def present(self) -> frozenset[Owner]:
        """The tracks with their files, and the assemblies, that the config had before."""
        if self.site is None:
            return frozenset()
        keys, known = self.site.present, self.site.assemblies()
        files = (self.session.tracks[key].source for key in keys)
        genomes = (key for key, genome in self.session.genomes.items() if assembly_name(genome) in known)
        held = [*(("tracks", key) for key in keys), *(("sources", one) for one in files if isinstance(one, str))]
        return frozenset([*held, *(("genomes", key) for key in genomes)])

    def _title(self) -> str | None:
        """The name under which the session shows its reference sequence."""
        views = self.session.views.values()
        shown = (self.session.tracks[key] for view in views for key in view.tracks if key in self.session.tracks)
        names = (track.name for track in shown if self.is_sequence(track) and track.genomes is UNSET)
        return next((name for name in names if isinstance(name, str)), None)

    def is_main(self, name: Any) -> bool:
        """Whether a name means the session's genome."""
        return self.tracks.means(name)

    def names_chromosomes(self, assembly: str) -> bool:
        """Whether it is known how the sequence of an assembly names its chromosomes: not of one that a site has itself."""
        return self.site is None and assembly in self.genomes.published

    # ---- assemblies

    def assemblies(self, _way: str) -> list[tuple[Owner, str, dict[str, Any]]]:
        """The assemblies with where they belong: `` or a list of the session."""
        held: list[tuple[Owner, Any]] = []
        if self.session.genome is not UNSET:
            held.append((GENOME, self.session.genome))
        held += [(("genomes", key), genome) for key, genome in self.session.genomes.items()]
        found = []
        for owner, genome in held:
            if self.shape in ("bare", "session", "tracks", "track") and ID in self.session.forms and not self._told(genome):
                continue
            made = self.genomes.write(owner, genome)
            if made is not None:
                found.append((owner, str(extras_of(genome).native.get("holder", "")), made))
        return found

    def _told(self, genome: Any) -> bool:
        """Whether the source itself says more of a genome than its name."""
        return bool(genome.extras) or any(isinstance(getattr(genome, name), str) for name in ("fasta", "two_bit", "chrom_sizes"))

    # ---- tracks

    def catalogue(self) -> list[tuple[str, str, Written]]:
        """The configurations of the tracks, with where they belong."""
        found = []
        shown = shown_tracks(self.session)
        for key in self.session.track_order:
            track = self.session.tracks[key]
            if track.same_as is not UNSET or self.is_sequence(track) or not self.configured(track):
                continue
            if track.members == [] and ID not in self.session.forms:
                continue
            made = self.tracks.write(key, track) if self.site is None else self.site.write(self.tracks, key, track)
            if made.config is not None and "adapter" not in made.config and self.tracks.data.vacant(track):
                continue
            holder = str(extras_of(track).native.get("holder", ""))
            if made.config is not None and (holder or key in shown) and self.sieve.track(made.config):
                continue
            self.written[key] = made
            found.append((key, holder, made))
        return found

    def is_sequence(self, track: Track) -> bool:
        """Whether a track is the reference sequence of an assembly, whatever another program calls it."""
        called = track.key in (UNSET, SEQUENCE_KEY) or ID not in track.extras
        return track.kind == "sequence" and not isinstance(track.source, str) and called

    def configured(self, track: Track) -> bool:
        """Whether a track has a configuration in this document; those of a session may lie in the config it belongs to."""
        elsewhere = self.shape in ("bare", "session") and ID in self.session.forms
        return not (elsewhere and isinstance(track.key, str) and "type" not in track.extras and self.unresolved(track))

    def unresolved(self, track: Track) -> bool:
        """Whether a track is only named by a view."""
        return (
            extras_of(track).native.get("trackId") == track.key
            and "holder" not in extras_of(track).native
            and track.name is UNSET
        )

    def shown(self, key: str, track: Track) -> Written | None:
        """A track as a view refers to it."""
        if key in self.written:
            return self.written[key]
        first = self.written.get(track.same_as) if isinstance(track.same_as, str) else None
        if first is not None:
            made = self.tracks.once_more(key, track, first)
        elif self.is_sequence(track):
            name = self.sequence_track(track)
            if name is None:
                return None
            made = self.tracks.sequence(key, track, name)
        elif isinstance(track.same_as, str) or self.configured(track):
            return None
        else:
            made = self.tracks.write(key, track)
        self.written[key] = made
        return made

    def sequence_track(self, track: Track) -> str | None:
        """The id of the reference sequence track that a track is; None where its assembly is not written."""
        given = extras_of(track).native.get("trackId")
        if isinstance(given, str):
            return given
        genome = self.session.genome
        if genome is UNSET or GENOME not in self.placed:
            return None
        return sequence_id(str(self.genome), extras_of(genome))

    # ---- the session

    def session_object(self, place: str, *, with_views: bool = True) -> dict[str, Any]:
        """The session with its views."""
        out: dict[str, Any] = {}
        native = {name: value for name, value in self.native.items() if not name.startswith("config/")}
        empty = [name for name in _LISTS if name in native and native.pop(name) == []]
        if "id" in native:
            out["id"] = native.pop("id")
        out["name"] = self.session.name if isinstance(self.session.name, str) else _NAME
        if with_views:
            self.views(out, place)
        listed.put(((name, value) for name, value in native.items() if not name.startswith(_LATER)), out, self.sieve.listed)
        self.placed |= regions.write_bookmarks(self.session, native, self.genome, out, place)
        nested(((name, []) for name in empty), out)
        self.active_widgets(native, out)
        if self.session.views:
            for name, value in OF_SESSION.items():
                out.setdefault(name, value)
        return out

    def give_back(self, out: dict[str, Any]) -> None:
        """Put what JBrowse ignores, or refuses, of the session where it stood, when all else is there."""
        over = (*OF_SESSION, *(("name",) if self.session.name is UNSET else ()))
        self.luggage.put([one for one in extras_of(self.session).ignored.items() if self.returns(one[0])], out, over)

    def returns(self, name: str) -> bool:
        """Whether an ignored fact stands where it stood in the session."""
        if name.startswith("config/"):
            return False
        if not name.startswith("widgets/"):
            return self.luggage.takes(names.SESSION, name)
        _, which, *rest = name.split("/")
        slots = names.WIDGETS.get(self.native.get(f"widgets/{which}/type", ""))
        return self.luggage.takes(slots, "/".join(rest))

    def active_widgets(self, native: dict[str, Any], out: dict[str, Any]) -> None:
        """Active widgets must be among the widgets."""
        widgets = out.get("widgets")
        known = widgets if isinstance(widgets, dict) else {}
        held = [(name, value) for name, value in native.items() if name.startswith("activeWidgets/")]
        there = [one for one in held if isinstance(one[1], str) and one[1] in known]
        nested((one for one in held if one in there or self.luggage.takes(None, one[0])), out)

    def views(self, out: dict[str, Any], place: str) -> None:
        """The views, in order, and which has the focus."""
        writer = ViewWriter(self)
        keys = genome_views(self.session)
        single = self.form.get("views") == "single" and len(keys) == 1
        made = []
        for index, key in enumerate(writer.kept(keys)):
            step = "view" if single else f"views/{index}"
            made.append(writer.write(key, self.session.views[key], f"{place}/{step}"))
        if single and made:
            out["view"] = made[0]
        elif made:
            out["views"] = made
        focused = self.session.focused_view
        if isinstance(focused, str) and ("views", focused) in self.placed:
            out["focusedViewId"] = self.placed["views", focused].called

    # ---- what to tell of it

    def refused(self) -> list[Notice]:
        """An error where values returned that JBrowse does not understand."""
        return refused(map(_last, self.luggage.refused), "that JBrowse 2 does not understand and may refuse")

    def executes(self, content: Any) -> list[Notice]:
        """Warnings of expressions and plugins that pass into the document."""
        found = []
        if ID in self.session.forms and b'"jexl:' in msgspec.json.encode(content):
            text = "The document holds jexl expressions, which JBrowse 2 evaluates in the reader's browser."
            found.append(
                Notice("executes.jexl", "assumed", "warning", text, hint="Open it only if you trust where it comes from.")
            )
        if self.plugins:
            text = "The document names plugins, whose code JBrowse 2 loads from elsewhere and runs in the reader's browser."
            hint = "Open it only if you trust where they come from."
            own = self.same_format and self.native.get("config/plugins") and self.session.forms[ID].get("shape") == "config"
            place = "/plugins" if own else None
            found.append(Notice("executes.plugin", "assumed", "warning", text, hint=hint, place=place))
        return found
