"""JBrowse 2 configs and sessions to the neutral session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.errors import UnknownFormatError
from converter.formats._consume import Table
from converter.formats.base import decoded
from converter.formats.jbrowse2 import connections, launch, listed, locations, names
from converter.formats.jbrowse2.companion import DEFAULT, decoded_config, left_alone, patched, session_place
from converter.formats.jbrowse2.drafts import ID, Draft
from converter.formats.jbrowse2.flat import Flat, among, flatten, strays
from converter.formats.jbrowse2.genomes import NO_WORDS, Assemblies
from converter.formats.jbrowse2.mapping import NEXT_SIGNS
from converter.formats.jbrowse2.places import WIDTH_PX, located
from converter.formats.jbrowse2.regions import Regions
from converter.formats.jbrowse2.shape import Form, is_patch, of
from converter.formats.jbrowse2.slots import Slots, fits
from converter.formats.jbrowse2.sources import Sources
from converter.formats.jbrowse2.tracks import Catalogue
from converter.formats.jbrowse2.views import ViewReader
from converter.limits import measure
from converter.loss.ledger import SESSION, Fate, Ledger
from converter.loss.walk import escape
from converter.model import Genome, Session
from converter.options import Severity

if TYPE_CHECKING:
    from converter.formats.base import Job

_CARRIED = f'"{names.CARRIED}"'.encode()
_TAKEN = ("assemblies", "tracks", DEFAULT)
"""What an exported session takes of its config by itself, or has itself."""
_HELD = ("sessionTracks", "sessionAssemblies", "temporaryAssemblies")


def read(data: bytes, ledger: Ledger, job: Job) -> Session:
    """The neutral session of a config or session; records in `ledger` where every fact went. `UnknownFormatError` for neither."""
    root = decoded(data, job)
    companion = {} if job.options.config is None else decoded_config(job.options.config, job.limits)
    form = None
    if isinstance(root, list) and (job.held is not None or is_patch(root)):
        if not root and job.options.config is None:
            text = "The list is empty; as a patch of a config it changes nothing."
            raise UnknownFormatError("format.unknown", text, hint="Send the config that it was made against with 'config'.")
        operations, root = root, patched(companion, root)
        place = job.held or session_place(root, operations)
        form = of(root)._replace(session=place)
        root, companion = left_alone(root, place), {}
    if ledger.recording:
        ledger.total = measure(root, job.limits)[1]
    ours = not ledger.recording or _CARRIED in data  # what is carried was measured against the words of 4.3
    newer = not ours and any(sign in data for sign in NEXT_SIGNS)
    return _Reader(root, form or of(root), ledger, companion, job, newer=newer).run()


class _Reader:
    """The reading of one document."""

    def __init__(self, root: Any, form: Form, ledger: Ledger, companion: dict[str, Any], job: Job, *, newer: bool) -> None:
        self.root = root
        self.form = form
        self.ledger = ledger
        self.companion = companion
        self.draft = Draft(SESSION)
        inner = root.get(form.session, {}) if form.session and form.shape != "bare" else {}
        self.held: Any = root if form.shape == "bare" else inner
        self.raw_views = self._raw_views()
        self.assemblies = Assemblies(ledger, None)
        self.sources = Sources(ledger)
        self.asked = job.options.view
        self.catalogue = Catalogue(ledger, self.sources, self.assemblies, job.limits, newer=newer)
        self.catalogue.configured = bool(companion or (form.shape == "config" and root.get("tracks")))
        self.regions = Regions(ledger, self.assemblies)
        self.views = ViewReader(ledger, self.catalogue, self.regions, job.options.width_px or WIDTH_PX)
        self.order: list[str] = []
        self.ranked: list[dict[str, Any]] = []
        """The views, first the one that stands for all."""

    def run(self) -> Session:
        """The whole session."""
        self.learn()
        self.document()
        self.companions()
        focused = self.session()
        tracks = self.catalogue.finish(any_view=bool(self.order))
        genome: Any = self.assemblies.genome
        if genome is None:
            genome = UNSET if self.assemblies.main is None else Genome(id=self.assemblies.main)
        if names.CARRIED in (self.root if isinstance(self.root, dict) else {}):
            self.draft.native.pop(f"config/{names.CARRIED}", None)
        forms = {"shape": self.form.shape}
        forms |= {
            key: value
            for key, value in (("assembly", self.form.assembly), ("views", self.form.views), ("session", self.form.session))
            if value
        }
        if self.sources.local:
            forms["profile"] = "desktop"
        return Session(
            forms={ID: forms},
            genome=genome,
            genomes=self.assemblies.genomes,
            views=self.views.views,
            view_order=self.order,
            focused_view=focused,
            tracks=tracks,
            track_order=self.catalogue.order,
            sources=self.sources.sources,
            source_order=list(self.sources.sources),
            region_sets=self.regions.sets,
            regions=self.regions.regions,
            region_order=list(self.regions.regions),
            **self.draft.plain(),
        )

    # ---- which genome

    def _raw_views(self) -> list[Any]:
        views = self.held.get("views") if isinstance(self.held, dict) else None
        if isinstance(views, list):
            return views
        view = self.held.get("view") if isinstance(self.held, dict) else None
        return [view] if isinstance(view, dict) else []

    def learn(self) -> None:
        """The names of all assemblies, and which of them is the session's genome."""
        listed = self._assemblies(self.root) + self._assemblies(self.companion)
        for name in _HELD[1:]:
            listed += (
                [one for one in self.held.get(name) or () if isinstance(one, dict)]
                if isinstance(self.held.get(name), list)
                else []
            )
        for one in listed:
            self.assemblies.learn(one)
        views = [one for one in self.raw_views if isinstance(one, dict)]
        focused = self.held.get("focusedViewId") if isinstance(self.held, dict) else None
        self.ranked = launch.by_rank(views, None if self.asked is None else str(self.asked), focused)
        if len(views) > 1:
            self.views.foremost, self.catalogue.kept = self.ranked[0], frozenset(launch.shows(self.ranked[0]))
        wanted = self.looked_at()
        if wanted is None:
            wanted = next((one["name"] for one in listed if isinstance(one.get("name"), str)), None)
        if wanted is None:
            wanted = self.first_of_tracks()
            self.assemblies.named_by_track = wanted is not None
        resolved = self.assemblies.resolve(wanted)
        self.assemblies.main = resolved if isinstance(resolved, str) else None

    def _assemblies(self, root: Any) -> list[dict[str, Any]]:
        if not isinstance(root, dict):
            return []
        held = root.get("assembly") if isinstance(root.get("assembly"), dict) else root.get("assemblies")
        if isinstance(held, dict):
            held = [held] if "sequence" in held or "name" in held else list(held.values())
        return [one for one in held if isinstance(one, dict)] if isinstance(held, list) else []

    def looked_at(self) -> str | None:
        """The assembly of the view that stands for all, else of the first that names one."""
        for view in self.ranked:
            found = _naming(view)
            if found is not None:
                self.assemblies.naming = found
                return next(str(found[key]) for key in ("assembly", "assemblyName") if isinstance(found.get(key), str))
        return None

    def first_of_tracks(self) -> str | None:
        """Without any assembly, the one that the first track names."""
        tracks = [self.root] if self.form.shape == "track" else self.root
        if isinstance(tracks, dict):
            tracks = tracks.get("tracks")
        for track in tracks if isinstance(tracks, list) else ():
            named = track.get("assemblyNames") if isinstance(track, dict) else None
            if isinstance(named, list) and named and isinstance(named[0], str):
                return str(named[0])
        return None

    # ---- the document around the session

    def document(self) -> None:
        """Assemblies, tracks and settings of the config."""
        if self.form.shape == "bare":
            return
        if self.form.shape == "tracks":
            self.tracks(self.root, None, "")
            return
        if self.form.shape == "track":
            self.catalogue.add(self.root, None, "")
            return
        lists = strays(self.root, ("assemblies", "tracks"))
        skip = [*lists]
        skip += [name for name in ("assembly", self.form.session) if isinstance(self.root.get(name), dict) and self.root[name]]
        if isinstance(self.root.get("assemblies"), dict) and self.root["assemblies"]:
            skip.append("assemblies")
        node = Flat(flatten(self.root, skip))
        self.top = node
        keys = listed.apart(node.facts, listed.OF_CONFIG)
        wrong = locations.wrong(names.CONFIG, node.facts)
        fates: dict[str, Fate] = {}
        for name, value in node.facts.items():
            if name in keys:
                fates[name] = listed.take(self.draft, name, keys[name], value, "config/")
            else:
                fates[name] = self.draft.refuse(f"config/{name}", value) if name in wrong else self.setting(name, value)
        self.draft.strays(node, lists, fates, "config/")
        self.ledger.bind(node, NO_WORDS, SESSION, "", fates)
        self.genomes(node, skip)
        if "tracks" in skip:
            self.tracks(self.root["tracks"], node, "/tracks")

    top: Flat | None = None

    def setting(self, name: str, value: Any) -> Fate:
        """One fact of the config that is neither assembly nor track nor session."""
        if name == names.CARRIED and isinstance(value, str):
            self.ledger.carried = value
            return Fate("structural", name)
        if (name in ("tracks", "assemblies") and value == []) or (name == self.form.session and value in ([], {})):
            self.draft.native[f"config/{name}"] = value
            return Fate("structural", name)
        if name == "location" and isinstance(value, str) and self.raw_views and located(value):
            return Fate("feeds", ((("views", "v1"), "loci"),))
        return self.draft.aside(name, value, _CONFIG if self.form.assembly == "single" else names.CONFIG, "config/")

    def genomes(self, node: Flat, skip: list[str]) -> None:
        """The assemblies, as a list, as one, or by name."""
        if "assembly" in skip:
            self.assemblies.add(self.root["assembly"], node, "/assembly", "")
        if "assemblies" not in skip:
            return
        held = self.root["assemblies"]
        if isinstance(held, list):
            for index, one in among(held):
                self.assemblies.add(one, node, f"/assemblies/{index}", "")
        elif "sequence" in held or "name" in held:
            self.assemblies.add(held, node, "/assemblies", "")
        else:
            for name, one in held.items():
                if isinstance(one, dict) and one:
                    self.assemblies.add(one, node, f"/assemblies/{escape(name)}", "")

    def tracks(self, listed: list[Any], parent: Flat | None, step: str, holder: str = "") -> None:
        """A list of track configurations."""
        self.catalogue.add_all(listed, parent, step, holder)

    def companions(self) -> None:
        """What the config that belongs to the session has; its facts are not counted."""
        if not self.companion:
            return
        if self.form.shape in ("session", "bare"):
            self.settings()
        known = [one.get("name") for one in self._assemblies(self.root)]
        parts = (self.assemblies, self.catalogue, self.sources)
        quiet = Ledger(recording=False)
        for part in parts:
            part.ledger = quiet
        for index, one in enumerate(self._assemblies(self.companion)):
            if one.get("name") not in known:
                self.assemblies.add(one, None, f"companion:/assemblies/{index}", "")
        listed = self.companion.get("tracks")
        for index, one in enumerate(listed if isinstance(listed, list) else ()):
            if isinstance(one, dict) and one and str(one.get("trackId")) not in self.catalogue.by_id:
                self.catalogue.add(one, None, f"companion:/tracks/{index}")
        for part in parts:
            part.ledger = self.ledger
        self.ledger.objects |= {owner: put for owner, put in quiet.objects.items() if owner not in self.ledger.objects}

    def settings(self) -> None:
        """What the config of an exported session says of the whole site: plugins, accounts, colours, other sessions."""
        facts = flatten(self.companion, _TAKEN)
        keys = listed.apart(facts, listed.OF_CONFIG)
        wrong = locations.wrong(names.CONFIG, facts)
        for name, value in facts.items():
            if name in keys:
                listed.take(self.draft, name, keys[name], value, "config/")
            elif name not in wrong and names.CONFIG.kind(name) is not None:
                self.draft.aside(name, value, names.CONFIG, "config/")

    # ---- the session

    def session(self) -> Any:
        """The session itself; the id of its focused view."""
        if not isinstance(self.held, dict) or not self.held or self.form.shape in ("tracks", "track"):
            return UNSET
        held = self.held
        single = isinstance(held.get("view"), dict)
        lists = strays(held, (*_HELD, "views"))
        skip = [*lists]
        if single and held["view"]:
            skip.append("view")
        node = Flat(flatten(held, skip), self.top, f"/{self.form.session}" if self.form.session else "")
        fates: dict[str, Fate] = {}
        self.draft.strays(node, lists, fates)
        for name in _HELD[1:]:
            if name in skip:
                for index, one in among(held[name]):
                    self.assemblies.add(one, node, f"/{name}/{index}", name)
        if "sessionTracks" in skip:
            self.tracks(held["sessionTracks"], node, "/sessionTracks", "sessionTracks")
        keys = listed.apart(node.facts, listed.OF_SESSION)
        connections.read(self.catalogue, self.draft, node, fates)
        self.look(held, skip, node)
        left = self.regions.bookmarks(self.draft, node, fates)
        focused = self.focused(node, fates)
        for name, value in node.facts.items():
            if name in keys:
                fates[name] = listed.take(self.draft, name, keys[name], value)
            elif name not in fates:
                fates[name] = self.fact(name, value)
        self.ledger.bind(node, _bookmarks(left) if left else NO_WORDS, SESSION, "", fates)
        return focused

    def look(self, held: dict[str, Any], skip: list[str], node: Flat) -> None:
        """The views."""
        location = self.root.get("location") if self.form.shape == "config" else None
        linear = next((one for one in self.raw_views if isinstance(one, dict) and one.get("type") == "LinearGenomeView"), None)
        steps = [("/view", held["view"])] if "view" in skip else []
        if "views" in skip:
            steps = [(f"/views/{index}", one) for index, one in among(held["views"])]
        for step, one in steps:
            text = location if isinstance(location, str) and not self.order else None
            self.order.append(self.views.add(one, node, step, location=text, main=one is linear))

    def focused(self, node: Flat, fates: dict[str, Fate]) -> Any:
        """The view that has the focus."""
        wanted = node.facts.get("focusedViewId")
        key = self.views.ids.get(wanted) if isinstance(wanted, str) else None
        if key is None or key not in self.order:
            return UNSET
        fates["focusedViewId"] = Fate("feeds", ((SESSION, "focused_view"),))
        return key

    def fact(self, name: str, value: Any) -> Fate:
        """One fact of the session that is neither track nor view."""
        if name == "name" and isinstance(value, str):
            return self.draft.feed("name", value)
        if name == names.CARRIED and isinstance(value, str):
            self.ledger.carried = value
            return Fate("structural", name)
        if name == "id" and isinstance(value, str):
            self.draft.native["id"] = value
            return Fate("structural", "id")
        if name in ("views", *_HELD) and value == []:
            self.draft.native[name] = value
            return Fate("structural", name)
        if name.startswith("widgets/"):
            return self.widget(name, value)
        return self.draft.aside(name, value, names.SESSION)

    def widget(self, name: str, value: Any) -> Fate:
        """One fact of a widget; a type of widget that is gone makes JBrowse refuse the session."""
        _, which, *rest = name.split("/")
        held = self.held["widgets"].get(which) if isinstance(self.held.get("widgets"), dict) else None
        slots = names.WIDGETS.get(str(held.get("type"))) if isinstance(held, dict) else None
        inner = "/".join(rest)
        kind = slots.kind(inner) if slots is not None else None
        if kind is not None and fits(kind, value):
            self.draft.native[name] = value
            return Fate("native", name)
        self.draft.ignored[name] = value
        return Fate("ignored", name, "source.invalid" if slots is None or kind is not None else None)


def _bookmarks(left: list[str]) -> Table:
    """The words of a session with bookmarks that are no regions of interest of its genome."""
    gloss = "places that are bookmarked and highlighted"
    return Table(native=dict.fromkeys(left, Severity.WARNING), glosses=dict.fromkeys(left, gloss))


_CONFIG = Slots(" ".join(f"{name}:{kind}" for name, kind in names.CONFIG.kinds.items()), "location:s")
"""What the embedded product knows beside."""


def _naming(view: dict[str, Any]) -> dict[str, Any] | None:
    """The object that names the assembly which a view, or one of those that it is made of, looks at."""
    init = view.get("init")
    told = [init, view] if isinstance(init, dict) else [view]
    if isinstance(init, dict) and isinstance(init.get("views"), list):
        told += [one for one in init["views"] if isinstance(one, dict)]
    for one in told:
        if isinstance(one.get("assembly"), str):
            return one
    for holder in (view, view.get("hview")):
        regions = holder.get("displayedRegions") if isinstance(holder, dict) else None
        first = regions[0] if isinstance(regions, list) and regions else None
        if isinstance(first, dict) and isinstance(first.get("assemblyName"), str):
            return first
    views = view.get("views")
    for inner in views if isinstance(views, list) else ():
        found = _naming(inner) if isinstance(inner, dict) else None
        if found is not None:
            return found
    return None
