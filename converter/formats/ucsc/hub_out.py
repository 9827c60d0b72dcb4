"""The neutral session as a track hub in one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import UNSET

from converter.formats._consume import say
from converter.formats.ucsc import mapping
from converter.formats.ucsc.folders import Folders, Names, parent_of
from converter.formats.ucsc.names import HIDE, TRACK_DB
from converter.formats.ucsc.out import Output
from converter.formats.ucsc.settings import agrees, extras_of, word_of
from converter.genomes import find
from converter.loss.ledger import GENOME
from converter.model import Genome, Interval, Session, Track, locus
from converter.resources.location import basename

if TYPE_CHECKING:
    from collections.abc import Mapping

    from converter.formats.ucsc.groups import Group

_INDENT = "    "


class HubWriter(Output):
    """Writes one session as a hub."""

    def __init__(self, session: Session, *, luggage: bool) -> None:
        super().__init__(session, luggage=luggage)
        self.names = Names()
        self.shown = [key for key in dict.fromkeys(self.view.tracks) if key in session.tracks]
        self.seen = set(self.shown)
        self.unsaid = self.form.get("shown") == "none" and self.seen == set(session.track_order)
        """Whether all tracks are shown because none says that it is."""
        self.folders = Folders(session, [] if self.unsaid else self.shown, self.names, home=self.home)
        self.begun: set[str] = set()
        overlays = (one for one in session.tracks.values() if one.kind == "overlay")
        self.containers = {extras_of(one).native.get("track") for one in overlays}
        """What a hub called its containers of graphs."""

    def run(self) -> None:
        """Write all stanzas."""
        if self.view_id:
            self.put(("views", self.view_id), "/", "view")
        if self.form.get("root") != TRACK_DB:
            self._hub()
            self._genome()
        keys, natural = self._order()
        keys = [key for key in keys if self._writable(key)]
        self.folders.arrange(keys, natural=natural)
        for key in keys:
            self._track(key)
        for group in self.folders.groups.values():
            self._begin(group)
        self._strange()

    def _strange(self) -> None:
        """Stanzas that UCSC does not know."""
        found: dict[str, dict[str, str]] = {}
        for key, value in extras_of(self.session).ignored.items() if self.luggage else ():
            if key.startswith("stanzas/"):
                _, number, _, setting = key.split("/", 3)
                found.setdefault(number, {})[setting] = value
        for settings in found.values():
            self._stanza(settings)

    def _stanza(self, settings: Mapping[str, str], depth: int = 0) -> dict[str, int]:
        """Write a stanza; the numbers of its lines by key."""
        if self.lines:
            self.lines.append("")
        at = {}
        for key, value in settings.items():
            self.lines.append(f"{_INDENT * depth}{key} {value}".rstrip())
            at[key] = len(self.lines)
        return at

    # hub and genome

    def _hub(self) -> None:
        label = mapping.LABEL.write(self.session.name) if isinstance(self.session.name, str) else UNSET
        made = {"hub": "session"}
        if isinstance(label, str) or not self.home:
            made["shortLabel"] = label if isinstance(label, str) else "Session"
        if not self.home:
            made["longLabel"] = made["shortLabel"]
        if self.home:
            extras = extras_of(self.session)
            said = extras.native | (extras.ignored if self.luggage else {})
            made |= {key.removeprefix("hub/"): value for key, value in said.items() if key.startswith("hub/")}
        self._stanza({**made, "useOneFile": "on"})

    def _genome(self) -> None:
        """The genome: one of UCSC's own, or one of which the hub says where its sequence lies."""
        genome, made = self.session.genome, dict[str, str]()
        name = self.genome_name()
        if isinstance(genome, Genome):
            made |= {"genome": known} if (known := name or _stem(genome)) else {}
            self._described(genome, made)
        place = self._place()
        if place:
            made["defaultPos"] = place
        if made:
            at = self._stanza({"genome": "unknown", **made})
            if isinstance(genome, Genome):
                self.put(GENOME, f"/{at['genome']}", "genome")

    def _described(self, genome: Genome, made: dict[str, str]) -> None:
        """What the hub says of a genome that UCSC does not have; of another what it was called there."""
        known = find(genome.id) if isinstance(genome.id, str) else None
        if not self.home and known is not None and known.ucsc_id is not None:
            return
        extras = extras_of(genome)
        spelling = extras.spelling if self.home else {}
        said = say(mapping.GENOME, genome, {}, spelling)
        made |= {key: value for key, value in said.items() if key != "genome"}
        if self.home:
            made |= {key: value for key, value in extras.native.items() if key not in made}
        elif "twoBitPath" not in made:
            self._sequence(known.two_bit_url if known is not None else None, made)
        if self.luggage:
            made |= {key: value for key, value in extras.ignored.items() if key not in made}

    def _sequence(self, two_bit: str | None, made: dict[str, str]) -> None:
        """A genome that is not UCSC's needs its sequence as a 2bit file."""
        if two_bit is not None:
            made["twoBitPath"] = two_bit
        else:
            text = "UCSC does not have this genome, and the hub can't say where a 2bit file of its sequence lies."
            self.genome_notice("genome.unknown", text)

    def _place(self) -> str | None:
        """The first place in view."""
        loci = self.view.loci
        if not isinstance(loci, list) or not loci:
            return None
        first: Interval = loci[0]
        spelled = extras_of(self.view).spelling.get("loci") if self.home else None
        if isinstance(spelled, str) and locus.parse(spelled) == first:
            return spelled
        return None if first.chrom is UNSET and first.name is UNSET else locus.spell(first)

    # tracks

    def _writable(self, key: str) -> bool:
        track = self.session.tracks[key]
        if track.kind == "overlay":
            return isinstance(track.members, list) and any(map(self._is_graph, track.members))
        return self.writable(key)

    def _is_graph(self, key: str) -> bool:
        """Whether a track can be drawn over others: UCSC draws bigWig files so."""
        track = self.session.tracks.get(key)
        source = self.source(track) if track is not None else None
        return source is not None and source.format == "bigwig" and isinstance(source.location, str)

    def _order(self) -> tuple[list[str], bool]:
        """The tracks as they stand in the catalogue, where what they say shows them in their order; else the shown first.

        A track that stands in a view once more than its first time is hidden nowhere.
        """
        tracks = self.session.tracks
        catalogue = [key for key in self.session.track_order if key in tracks]
        catalogue = [key for key in catalogue if key in self.seen or tracks[key].same_as not in tracks]
        listed = [key for key in catalogue if key in self.seen]
        if self.home and sorted(listed, key=self.folders.rank) == self.shown:
            return catalogue, True
        return [*self.shown, *(key for key in catalogue if key not in self.seen)], False

    def _begin(self, group: Group) -> None:
        """Write the stanza of a group, where that was not done yet, after those that hold it."""
        for one in group.chain():
            if one.name not in self.begun:
                self.begun.add(one.name)
                self._stanza(one.stanza.values, len(one.chain()) - 1)

    def _name(self, key: str) -> str:
        track = self.session.tracks[key]
        native = extras_of(track).native.get("track") if self.home else None
        if isinstance(native, str):
            return self.names.own(native)
        source = self.source(track)
        location = source.location if source is not None and isinstance(source.location, str) else "track"
        return self.names.of(track.name if isinstance(track.name, str) else basename(location))

    def _track(self, key: str) -> None:
        """A track, or an overlay and what it draws."""
        track, chain = self.session.tracks[key], self.folders.chain(key)
        for group in chain:
            self._begin(group)
        name = self._name(key)
        made = {"track": name}
        if chain:
            made["parent"] = self._parent(track, chain[-1], shown=key in self.seen)
        elif self.home and parent_of(track) in self.containers and key not in self.seen:
            made["parent"] = extras_of(track).native["parent"]
        if track.kind == "overlay":
            made |= {"container": extras_of(track).native.get("container", "multiWig") if self.home else "multiWig"}
            made |= {"aggregate": "transparentOverlay"} if not self.home else {}
            made |= {"type": "bigWig"} if not self.home else {}
        made |= self.settings(key)
        self._visibility(key, track, chain, made)
        if key in self.folders.priorities:
            made["priority"] = self.folders.priorities[key]
        self._say(key, _own(made, track, chain), name, len(chain))
        if track.kind == "overlay":
            for member in track.members or ():
                if self._is_graph(member):
                    self._member(member, name, len(chain) + 1)

    def _parent(self, track: Track, group: Group, *, shown: bool) -> str:
        """The group that a track stands in, as it was spelled if that still means the same."""
        spelled = extras_of(track).native.get("parent", "") if self.home else ""
        if parent_of(track) == group.name and (spelled.split()[1:] != ["off"] or not shown):
            return str(spelled)
        return group.name

    def _visibility(self, key: str, track: Track, chain: list[Group], made: dict[str, str]) -> None:
        """How a track is shown, where what it belongs to does not say the same."""
        shown = key in self.seen
        spelled = extras_of(track).spelling.get("shown") if self.home else None
        above = chain[-1].inherited().get("visibility") if chain else None
        inherited = above.stanza.values["visibility"] if above else None
        said = spelled if spelled is not None else inherited
        closed = any(group.hidden for group in chain) or made.get("parent", "").split()[1:] == ["off"]
        if self.home and (self.unsaid or agrees(said, track, shown=shown) or (closed and not shown)):
            if spelled is not None:
                made["visibility"] = spelled
            return
        made["visibility"] = word_of(track) if shown else HIDE

    def _member(self, key: str, parent: str, depth: int) -> None:
        """A graph that is drawn over others."""
        track = self.session.tracks[key]
        spelled = extras_of(track).native.get("parent") if self.home else None
        name = self._name(key)
        said = spelled if parent_of(track) == parent and isinstance(spelled, str) else parent
        settings = self.settings(key)
        if "type" in extras_of(track).spelling.get("inherited", ()) and self.home:
            del settings["type"]
        shown = {"visibility": extras_of(track).spelling["shown"]} if self.home and "shown" in extras_of(track).spelling else {}
        self._say(key, {"track": name, "parent": said, **settings, **shown}, name, depth)

    def _say(self, key: str, settings: Mapping[str, str], name: str, depth: int) -> None:
        """Write the stanza of a track."""
        at = self._stanza(settings, depth)
        self.put(("tracks", key), f"/{at['track']}", name)
        if "bigDataUrl" in at:
            source = self.session.tracks[key].source
            self.put(("sources", str(source)), f"/{at['bigDataUrl']}/bigDataUrl", f"<{settings['bigDataUrl']}>")


def _own(settings: dict[str, str], track: Track, chain: list[Group]) -> dict[str, str]:
    """The settings without those that a track has from its group, as it had before."""
    if not chain:
        return settings
    above = chain[-1].inherited()
    held = set(extras_of(track).spelling.get("inherited", ()))
    return {
        key: value
        for key, value in settings.items()
        if key not in held or key not in above or above[key].stanza.values[key] != value
    }


def _stem(genome: Genome) -> str | None:
    """A name for a genome that has none: that of its 2bit file."""
    return basename(genome.two_bit).partition(".")[0] if isinstance(genome.two_bit, str) else None
