"""Tracks in views to neutral tracks: those of the catalogue, the reference sequence, and what another config holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeGuard

from converter.formats.jbrowse2 import names
from converter.formats.jbrowse2.flat import Flat, objects
from converter.formats.jbrowse2.genomes import NO_WORDS
from converter.formats.jbrowse2.kinds import SEQUENCE_KEY, TYPES, type_of
from converter.loss.ledger import Fate, Notice

if TYPE_CHECKING:
    from converter.formats.jbrowse2.drafts import TrackDraft
    from converter.formats.jbrowse2.tracks import Catalogue

_ID = Fate("structural", "id")
_CONFIGURED = Fate("superseded", "by the configuration of the track")
_REFERRING = {"type", "configuration", "displays"}
_SAYING = {"type": "kind", "name": "name", "trackId": "key", "assemblyNames": "genomes"}
"""Facts of a configuration that say fields of a track alone, and which."""
_ALIKE = ("kind", "name", "source", "key", "genomes", "members")
"""What a track says that views show once more."""


def show(catalogue: Catalogue, raw: dict[str, Any], parent: Flat, step: str, level: int | None) -> TrackDraft:
    """One track in a view."""
    wanted, displays = raw.get("configuration"), raw.get("displays")
    whole = objects(displays)
    apart = [name for name, held in (("displays", whole), ("configuration", _is_track(wanted))) if held]
    node = Flat.of(raw, parent, step, apart)
    if _is_track(wanted):
        draft = _own(catalogue, wanted, node)
    else:
        draft = shown(catalogue, wanted.get("trackId") if isinstance(wanted, dict) else wanted, raw, node)
    draft.shown = True
    if level is not None:
        draft.native["shown/level"] = level
    if catalogue.ledger.recording or not (whole and _only_refers(raw)):
        _properties(catalogue, draft, node)
    if whole and displays:
        draft.entry, draft.seen = displays[0], node
        for index, other in enumerate(displays[1:], 1):
            place = Flat.of(other, node, f"/displays/{index}")
            rel = f"shown/displays{index}/"
            fates = {name: draft.aside(name, value, None, rel) for name, value in place.facts.items()}
            catalogue.ledger.bind(place, NO_WORDS, draft.owner, "", fates)
    return draft


def _is_track(held: Any) -> TypeGuard[dict[str, Any]]:
    """Whether a view holds the configuration of a track itself, not only its id."""
    return isinstance(held, dict) and isinstance(held.get("trackId"), str) and isinstance(held.get("adapter"), dict)


def _own(catalogue: Catalogue, raw: dict[str, Any], node: Flat) -> TrackDraft:
    """A track whose configuration stands in the view: JBrowse draws it, whatever else has its id, and saves the id alone."""
    known = raw["trackId"] in catalogue.by_id
    draft = catalogue.add(raw, node, "/configuration", "sessionTracks")
    if known:
        draft.native.pop("trackId", None)
    return draft


def shown(catalogue: Catalogue, track_id: Any, raw: dict[str, Any], node: Flat) -> TrackDraft:
    """The track that a view shows."""
    known = None
    if isinstance(track_id, str):
        known = catalogue.by_id.get(track_id) or catalogue.unresolved.get(track_id)
    if known is not None and not known.shown and track_id not in catalogue.kept:
        return known
    draft = catalogue.new(str(track_id))
    catalogue.ledger.put(draft.owner, node.path, str(track_id))
    if known is not None:
        return _once_more(draft, known)
    draft.type = raw["type"] if isinstance(raw.get("type"), str) else ""
    draft.values["key"] = track_id if isinstance(track_id, str) else ""
    draft.native["trackId"] = draft.track_id
    assembly = catalogue.assemblies.sequences.get(track_id) if isinstance(track_id, str) else None
    if assembly is not None:
        _sequence(catalogue, draft, assembly)
    else:
        _unresolved(catalogue, draft, track_id, node)
    kind = draft.values["kind"] = TYPES.get(draft.type, "unknown")
    if kind == "alignment":
        draft.values["parts.coverage"] = draft.values["parts.reads"] = True
    if draft.type and type_of(kind, None) != draft.type:
        draft.spelling["kind"] = draft.type
    return draft


def _once_more(draft: TrackDraft, known: TrackDraft) -> TrackDraft:
    """A track of the catalogue that a view shows already."""
    draft.same = known
    draft.type = known.type
    draft.values["same_as"] = known.key
    draft.values.update({field: known.values[field] for field in _ALIKE if field in known.values})
    _shared(draft, known)
    if draft.values.get("kind") == "alignment":
        draft.values["parts.coverage"] = draft.values["parts.reads"] = True
    return draft


def _shared(draft: TrackDraft, known: TrackDraft) -> None:
    """What the configuration says of the track it says of its other appearances, too."""
    for name, field in _SAYING.items():
        fate = known.base.get(name)
        if (
            known.node is not None
            and name in known.node.facts
            and field in draft.values
            and (fate is None or fate.kind == "feeds")
        ):
            fed = fate.detail if fate is not None else ((known.owner, field),)
            known.base[name] = Fate("feeds", (*fed, (draft.owner, field)))


def _sequence(catalogue: Catalogue, draft: TrackDraft, assembly: str) -> None:
    """The reference sequence of an assembly."""
    assemblies = catalogue.assemblies
    draft.type = "ReferenceSequenceTrack"
    draft.values["key"] = SEQUENCE_KEY
    if assembly in assemblies.titles:
        draft.values["name"] = assemblies.title(assembly, draft.owner)
    if not assemblies.is_main(assembly):
        draft.values["genomes"] = [assembly]


def _unresolved(catalogue: Catalogue, draft: TrackDraft, track_id: Any, node: Flat) -> None:
    """A track that another config holds."""
    if isinstance(track_id, str):
        catalogue.unresolved[track_id] = draft
    text = f"The track {track_id!r} is defined in a config that was not sent; what it shows is not known."
    hint = "Send the config.json that the session belongs to with the option 'config'."
    if catalogue.configured:
        text = f"The session shows a track {track_id!r}, which the config does not define; what it shows is not known."
        hint = "Add it to the config, or take it out of the view: JBrowse 2 opens nothing of the session without it."
    if track_id is None:
        text = "The session shows a track that does not name its configuration; what it shows is not known."
        hint = "Give it the trackId of a track of the config as its 'configuration'."
    place = f"{node.path}/configuration" if "configuration" in node.facts else node.path
    catalogue.ledger.notice(
        Notice("track.unresolved", "assumed", "error", text, draft.owner, "source", hint, place=place, original=str(track_id))
    )


def _only_refers(raw: dict[str, Any]) -> bool:
    """Whether a track in a view says no more than which track it is, as in most documents of our own."""
    return raw.keys() <= _REFERRING and isinstance(raw.get("type"), str) and isinstance(raw.get("configuration"), str)


def _properties(catalogue: Catalogue, draft: TrackDraft, node: Flat) -> None:
    """The properties of a track in a view."""
    fates: dict[str, Fate] = {}
    for name, value in node.facts.items():
        if name == "configuration" and isinstance(value, str):
            if catalogue.ledger.recording:
                fates[name] = _configuration(catalogue, draft)
        elif name == "type" and isinstance(value, str):
            fates[name] = _type(catalogue, draft, value)
        elif name == "id" and isinstance(value, str):
            draft.native["shown/id"] = value
            fates[name] = _ID
        elif name == "configuration/trackId":
            fates[name] = Fate("feeds", ((draft.owner, "shown"),))
        else:
            slots = None if draft.type and draft.type not in names.TRACK_DISPLAYS else names.SHOWN_TRACK
            fates[name] = draft.aside(name, value, slots, "shown/")
    catalogue.ledger.bind(node, NO_WORDS, draft.owner, "", fates)


def _configuration(catalogue: Catalogue, draft: TrackDraft) -> Fate:
    """The id of the track, which says that it is shown, and of one that the document does not hold, which."""
    owner = draft.owner
    if draft.same is not None:
        return Fate("feeds", ((owner, "shown"), (owner, "same_as")))
    if "key" in draft.values and catalogue.by_id.get(draft.track_id) is not draft:
        return Fate("feeds", ((owner, "shown"), (owner, "key")))
    return Fate("feeds", ((owner, "shown"),))


def _type(catalogue: Catalogue, draft: TrackDraft, told: str) -> Fate:
    """The type of the track, of which JBrowse looks at the one that its configuration says; it refuses one that it has not."""
    if told not in (*names.TRACK_DISPLAYS, draft.type):
        return draft.refuse("shown/type", told)
    if draft.same is None and draft.track_id not in catalogue.by_id and draft.values.get("key") != SEQUENCE_KEY:
        return Fate("feeds", ((draft.owner, "kind"),))
    return _CONFIGURED
