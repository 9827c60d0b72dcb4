"""A track hub in one file, or a `trackDb.txt` alone, to a neutral session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.errors import MalformedError
from converter.formats._consume import take
from converter.formats._draft import Draft
from converter.formats._lines import Line
from converter.formats._sources import Sources
from converter.formats.ucsc import mapping
from converter.formats.ucsc.groups import BY_PARENT, Group, groups_of, is_hidden, rank, visible_by_parent
from converter.formats.ucsc.hub_files import HubFiles
from converter.formats.ucsc.names import HUB, ID, INCLUDE
from converter.formats.ucsc.tracks import TrackDraft
from converter.limits import check
from converter.loss.ledger import GENOME, SESSION, Fate, Notice, own, structural
from converter.model import Extras, Genome, Session, Track, View, locus

if TYPE_CHECKING:
    from collections.abc import Mapping

    from converter.formats._consume import Table
    from converter.formats.base import Job
    from converter.formats.ucsc.sections import Section, Sections
    from converter.formats.ucsc.shape import Stanza
    from converter.loss.ledger import Ledger, Owner

VIEW: Owner = ("views", "v1")
_PLACED = VIEW, "tracks"
_LATER = Fate("superseded", "by a later line")
_OTHER = Fate("superseded", "by the option 'genome'")
_NOTHING = mapping.table("", ())


def read(text: str, form: str, ledger: Ledger, job: Job) -> Session:
    """The neutral session of a hub. `MalformedError` for what is none, `RefusedError` for one that lies in several files."""
    files = HubFiles(job)
    listed = files.stanzas(text)
    reader = HubReader(ledger, files.sections)
    ledger.config_taken = files.taken
    check("tracks", sum(one.kind == "track" for one in listed), job.limits)
    check("facts", sum(len(one.settings) for one in listed), job.limits)
    ledger.total = sum(len(one.settings) for one in (*listed, *files.left) if not one.file)
    ledger.scalar = True
    reader.leave(files.left)
    return reader.run(listed, form)


class HubReader:
    """Reads the stanzas of one hub."""

    def __init__(self, ledger: Ledger, sections: Sections) -> None:
        self.ledger = ledger
        self.sections = sections
        self.named: list[tuple[Owner, str]] = []
        """What the file of groups says of tracks."""
        self.session = Session()
        self.sources = Sources()
        self.top = Draft(SESSION)
        self.groups: dict[str, Group] = {}
        self.by_parent: set[str] = set()
        """Names of tracks and groups whose line `parent` says how they are shown."""
        self.members: dict[str, list[str]] = {}
        """By the name of a container that draws its tracks over each other, their neutral ids."""
        self.ranks: dict[str, tuple[Any, ...]] = {}
        """By neutral id, what tracks are sorted by."""
        self.hidden: set[str] = set()
        self.beside: set[str] = set()
        """Names of what stands beside something else that is shown, so that its priority decides on the order."""
        self.bare = False
        """Whether no track is shown by what the hub says, so that all are."""
        self.strange = 0
        """How many stanzas of no known kind there are."""
        self.overlays: list[tuple[Stanza, TrackDraft]] = []
        self.view = View()

    def run(self, listed: list[Stanza], form: str) -> Session:
        """The session of all stanzas."""
        self.session.forms = {ID: {"root": form, **({"shape": HUB} if form == HUB else {})}}
        readers = {"hub": self._hub, "genome": self._genome}
        later = [one for one in listed if one.kind == "genome" and self.sections.held]
        for one in listed:
            if one.kind != "track" and one not in later:
                readers.get(one.kind, self._unknown)(one)
        self.top.native |= self.sections.native()
        self._tracks([one for one in listed if one.kind == "track"])
        for one in later:
            self._genome(one)
        self.sections.missing(listed, self.ledger)
        self._view()
        for group in self.groups.values():
            self._bind_group(group)
        self.session.sources, self.session.source_order = self.sources.held, list(self.sources.held)
        self.session.name = self.top.get("name")
        extras = self.top.values(ID).get("extras")
        if extras:
            self.session.extras = extras
        return self.session

    def leave(self, left: list[Stanza]) -> None:
        """Stanzas of genomes that are not asked for."""
        for one in left:
            self._bind(one, _NOTHING, SESSION, dict.fromkeys(one.values, _OTHER))

    # hub and genome

    def _hub(self, one: Stanza) -> None:
        if any(key.startswith("hub/") for key in self.top.native):
            raise MalformedError("ucsc.hubs", "There are two hubs in the file.", **one.where(), hint="Convert each on its own.")
        fates = take(
            {key: text for key, text in one.values.items() if key not in ("hub", "genomesFile")}, mapping.HUB, self.top, "hub/"
        )
        self.top.native["hub/hub"] = one.name
        fates |= {key: structural(key) for key in ("hub", "genomesFile") if key in one.values}
        self._bind(one, mapping.HUB, SESSION, fates)

    def _genome(self, one: Stanza) -> None:
        draft = Draft(GENOME)
        fates = take(one.values, mapping.GENOME, draft, "")
        if one.file:
            draft.native.pop("trackDb", None)  # its tracks are those of the session
        place = locus.parse(one.values.get("defaultPos", ""))
        if "defaultPos" in one.values and place is None:
            draft.ignored["defaultPos"] = one.values["defaultPos"]
            fates["defaultPos"] = Fate("ignored", "defaultPos", "source.invalid")
        elif place is not None:
            self.view.loci = [place]
            fates["defaultPos"] = Fate("feeds", ((VIEW, "loci"),))
            if locus.spell(place) != one.values["defaultPos"]:
                self.view.extras = {ID: Extras(spelling={"loci": one.values["defaultPos"]})}
        if self.named and "groups" in one.values:
            fates["groups"] = Fate("feeds", tuple(self.named))
        self._bind(one, mapping.GENOME, GENOME, fates)
        self.session.genome = Genome(**draft.values(ID))
        self.ledger.put(GENOME, one.place, "genome")

    def _unknown(self, one: Stanza) -> None:
        """A stanza of no kind that a hub has: a group of a groups.txt, or a slip; or a line that includes a file."""
        if one.kind == INCLUDE or one.file:
            self._bind(one, _NOTHING, SESSION, {INCLUDE: structural(INCLUDE)})
            return
        self.strange += 1
        for at, setting in enumerate(one.settings):
            key = f"stanzas/{self.strange}/{at}/{setting.key}"
            self.top.ignored[key] = setting.value
            line = Line(setting.line, {setting.key: setting.value})
            self.ledger.bind(line, _NOTHING, SESSION, "", {setting.key: Fate("ignored", key)})

    def _bind(self, one: Stanza, table: Table, owner: Owner, fates: Mapping[str, Fate]) -> None:
        """Bind the lines of a stanza."""
        if not self.ledger.recording or one.file:
            return
        for line, key, value in one.settings:
            fate = fates.get(key) if line == one.lines[key] else _LATER
            self.ledger.bind(Line(line, {key: value}), table, owner, "", {key: fate} if fate else {})

    # tracks

    def _tracks(self, tracks: list[Stanza]) -> None:
        """All tracks, once it is known which hold others."""
        self.groups = groups_of(tracks, self.sections)
        self.by_parent = visible_by_parent(tracks, self.groups)
        self.beside = self._sorted(tracks)
        for one in tracks:
            if one.name not in self.groups:
                self._track(one)
            elif self.groups[one.name].overlay:
                self._overlay(self.groups[one.name])
        for one, draft in self.overlays:
            self._finish(self.groups[one.name], draft)
        self._order_by_label()

    def _sorted(self, tracks: list[Stanza]) -> set[str]:
        """Names of tracks and groups beside which others are shown; where none is, all are."""
        leaves = [(one, self._parent(one)) for one in tracks if one.name not in self.groups or self.groups[one.name].overlay]
        leaves = [(one, parent) for one, parent in leaves if parent is None or not parent.overlay]
        shown = [(one, parent) for one, parent in leaves if not self._hides(one, parent)]
        self.bare = not shown
        found: dict[str, set[str]] = {}
        for one, parent in shown or leaves:
            section = self.sections.of(one, parent)
            way = [*([section.step] if section else ()), *(group.name for group in (parent.chain() if parent else ())), one.name]
            for above, name in zip(["", *way], way, strict=False):
                found.setdefault(above, set()).add(name)
        return {name for names in found.values() if len(names) > 1 for name in names}

    def _order_by_label(self) -> None:
        """The labels of groups that decide what stands first, since nothing else does."""
        labels: dict[tuple[Any, ...], set[str]] = {}
        for key, ranked in self.ranks.items():
            for depth, (priority, label) in enumerate(ranked if self.bare or key not in self.hidden else ()):
                labels.setdefault((*ranked[:depth], priority), set()).add(label)
        for group in self.groups.values():
            *above, (priority, label) = group.rank
            alike = labels.get((*above, priority), set())
            if label in alike and len(alike) > 1 and "shortLabel" in group.stanza.values:
                group.feed("shortLabel", [_PLACED])

    def _parent(self, one: Stanza) -> Group | None:
        text = one.values.get("parent", "").split()
        return self.groups[text[0]] if text else None

    def _track(self, one: Stanza) -> None:
        """A track that shows data."""
        parent = self._parent(one)
        if parent is not None and parent.overlay:
            self._overlay(parent)
        inherited = parent.inherited() if parent else {}
        settings = {**{key: group.stanza.values[key] for key, group in inherited.items() if key not in one.values}, **one.values}
        draft = self._drafted(settings)
        draft.read(parent.name if parent else "")
        taken = {key: group for key, group in inherited.items() if key not in one.values}
        for key, group in taken.items():
            self._inherit(draft, key, group)
        if taken:
            draft.spelling["inherited"] = sorted(taken)
        if parent is not None and parent.overlay:
            self._member(one, draft, parent)
        else:
            self._shown(one, draft, parent)
            self._belongs(one, draft, parent)
            self.session.track_order.append(draft.owner[1])
        self._keep(one, draft)

    def _drafted(self, settings: Mapping[str, str], kind: str | None = None) -> TrackDraft:
        number = len(self.session.tracks) + 1
        return TrackDraft(("tracks", f"t{number}"), self.sources, settings, kind=kind)

    def _inherit(self, draft: TrackDraft, key: str, group: Group) -> None:
        """A setting of a container that says something of this track, too; what it says beyond the model is the container's."""
        pairs = draft.says(key)
        if pairs is None:
            draft.native.pop(key, None)
            draft.ignored.pop(key, None)
        else:
            group.feed(key, [pair for pair in pairs if pair[1] != "shown"])
        if key == "visibility":
            draft.spelling.pop("shown", None)

    def _keep(self, one: Stanza, draft: TrackDraft) -> None:
        draft.native["track"] = one.name
        draft.fates["track"] = structural("track")
        if one.name in self.by_parent:
            draft.told_by_parent()
        self._bind(one, draft.table, draft.owner, draft.fates)
        self.session.tracks[draft.owner[1]] = draft.track()
        self.ledger.put(draft.owner, one.place, one.name)
        if draft.held[1] and draft.held not in self.ledger.objects:
            self.ledger.put(draft.held, one.placed("bigDataUrl"), f"<{one.values['bigDataUrl']}>")

    def _overlay(self, group: Group) -> None:
        """A container of graphs that are drawn over each other, where it was not met yet."""
        if group.key:
            return
        draft = self._drafted(group.stanza.values, kind="overlay")
        group.key = draft.owner[1]
        self.members[group.name] = []
        self.session.tracks[group.key] = Track()
        self.session.track_order.append(group.key)
        draft.read(group.name)
        draft.native["container"] = group.stanza.values["container"]
        draft.fates["container"] = own("kind")
        if draft.settings.get("aggregate", "").lower() == "transparentoverlay":
            draft.fates["aggregate"] = own("kind")
        self._shown(group.stanza, draft, group.parent)
        self._belongs(group.stanza, draft, group.parent)
        self.overlays.append((group.stanza, draft))

    def _finish(self, group: Group, draft: TrackDraft) -> None:
        """What an overlay says of its members is known when all of them are."""
        for key, pairs in group.says.items():
            draft.fates[key] = Fate("feeds", tuple(pairs))
        draft.set("members", self.members[group.name])
        self._keep(group.stanza, draft)

    def _member(self, one: Stanza, draft: TrackDraft, parent: Group) -> None:
        """A graph that is drawn over others."""
        owner: Owner = ("tracks", parent.key)
        draft.native["parent"] = one.values["parent"]
        draft.fates["parent"] = Fate("feeds", ((owner, "members"),))
        if one.values["parent"].split()[1:] == ["off"]:
            self.session.track_order.append(draft.owner[1])
            self.hidden.add(draft.owner[1])
        else:
            self.members[parent.name].append(draft.owner[1])

    def _belongs(self, one: Stanza, draft: TrackDraft, parent: Group | None) -> None:
        """Folders and place in the order."""
        draft_key = draft.owner[1]
        self.ranks[draft_key] = (
            *(parent.rank if parent else self.sections.rank(one.values.get("group"))),
            rank(one.values.get("priority"), one.values.get("shortLabel", one.name)),
        )
        if "priority" in one.values and one.name in self.beside:
            draft.fates["priority"] = Fate("lists", (_PLACED, (draft.owner, "order")))
        section = self.sections.of(one, parent)
        labels = [section.label] if section is not None else []
        if section is not None:
            self._listed(draft, parent, section)
        if parent is None:
            if labels:
                draft.set("category", labels)
            return
        draft.native["parent"] = one.values["parent"]
        chain = parent.chain()
        draft.set("category", [*labels, *(group.label for group in chain)])
        for group in chain:
            group.feed_label((draft.owner, "category"))
            if group.name in self.beside and (self.bare or draft_key not in self.hidden):
                group.feed("priority", [_PLACED, (draft.owner, "order")])
        switched = one.values["parent"].split()[1:] in (["on"], ["off"])
        switched = switched and self._hides(one, parent, BY_PARENT) is not (draft_key in self.hidden)
        draft.fates["parent"] = Fate("feeds", ((draft.owner, "category"), *([(draft.owner, "shown")] if switched else ())))

    def _listed(self, draft: TrackDraft, parent: Group | None, section: Section) -> None:
        """A track that is listed under a group of the hub's `groups.txt`, which the outermost track that holds it names."""
        ordered = section.step in self.beside and (self.bare or draft.owner[1] not in self.hidden)
        pairs = [(draft.owner, "category"), *([_PLACED] if ordered else ())]
        self.named += pairs
        if parent is None:
            draft.fates["group"] = Fate("feeds", tuple(pairs))
        else:
            parent.chain()[0].feed("group", pairs)

    def _shown(self, one: Stanza, draft: TrackDraft, parent: Group | None) -> None:
        """Whether the track is shown: none of what it belongs to is hidden, nor is it. What says nothing is hidden."""
        hidden = self._hides(one, parent)
        for group in parent.chain() if parent else ():
            if self._hides(one, parent, group) is not hidden:
                group.feed_shown((draft.owner, "shown"))
        if "visibility" in one.values and self._hides(one, parent, one) is hidden:
            draft.undecided()
        if hidden:
            self.hidden.add(draft.owner[1])

    def _hides(self, one: Stanza, parent: Group | None, otherwise: Group | Stanza | str | None = None) -> bool:
        return is_hidden(one, parent, otherwise, inherits=one.name not in self.groups)

    # what is shown

    def _view(self) -> None:
        """One view of all that is shown, in the order of UCSC: by priority, then by label."""
        order = self.session.track_order
        shown = [key for key in order if key not in self.hidden]
        if order and not shown:
            self.session.forms[ID]["shown"] = "none"
            text = "The source only lists tracks and shows none; all of them are shown."
            self.ledger.notice(Notice("tracks.all_shown", "assumed", "info", text))
            shown = list(order)
        if not shown and self.view.loci is UNSET:
            return
        self.view.tracks = sorted(shown, key=lambda key: self.ranks.get(key, ((0.0, ""),)))
        self.session.views["v1"] = self.view
        self.session.view_order.append("v1")
        self.ledger.put(VIEW, "/", "view")

    def _bind_group(self, group: Group) -> None:
        """What a folder says: of its tracks, else of itself; all of it is kept to be written again.

        Whether a superTrack is open, where that decides on no track, is its own.
        """
        if group.overlay:
            return
        fates, table = {}, mapping.table("", group.stanza.values)
        for key, value in group.stanza.values.items():
            held = f"groups/{group.name}/{key}"
            pairs = group.says.get(key, [])
            pairs = pairs + group.says.get("visibility", []) if key == "parent" and group.name in self.by_parent else pairs
            known = key in table.native or key in table.words or key in mapping.DEEPER
            if key == "track":
                fates[key] = structural("track")
            elif pairs and (key != "superTrack" or any(field == "shown" for _, field in pairs)):
                fates[key] = Fate("feeds", tuple(dict.fromkeys(pairs)))
            else:
                fates[key] = Fate("native" if known else "ignored", held)
            (self.top.native if known or pairs else self.top.ignored)[held] = value
        self._bind(group.stanza, table, SESSION, fates)
