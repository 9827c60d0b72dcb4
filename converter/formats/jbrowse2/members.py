"""The tracks that a multi-quantitative track draws over or under each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from converter.formats.jbrowse2 import mapping, names
from converter.formats.jbrowse2.adapters import ADAPTERS
from converter.formats.jbrowse2.flat import Flat, among, flatten, strays
from converter.formats.jbrowse2.genomes import NO_WORDS
from converter.loss.ledger import Fate

if TYPE_CHECKING:
    from converter.formats.jbrowse2.drafts import TrackDraft
    from converter.formats.jbrowse2.tracks import Catalogue

_NAMES = ("source", "name")
"""What JBrowse calls a row (`getAdapters` of `MultiWiggleAdapter.ts`); the first that there is."""
_BEATEN = Fate("superseded", "by source")


def read(catalogue: Catalogue, draft: TrackDraft, raw: dict[str, Any], node: Flat) -> None:
    """The members of a track, which its adapter names: adapters with a name and a colour, or addresses of bigWig files."""
    facts = flatten(raw)
    place = Flat(facts, node, "/adapter")
    fates: dict[str, Fate] = {"type": Fate("feeds", ((draft.owner, "members"),))}
    members: list[TrackDraft] = []
    lists = strays(raw, ("subadapters",))
    if lists:
        listed = facts.pop("subadapters")
        members += [_member(catalogue, one, place, f"/subadapters/{index}") for index, one in among(listed)]
        draft.strays(place, lists, fates, "adapter/")
    addresses = facts.get("bigWigs")
    if addresses and raw.get("subadapters"):
        fates["bigWigs"] = Fate("superseded", "by subadapters")
    elif isinstance(addresses, list) and addresses and all(isinstance(one, str) for one in addresses):
        del facts["bigWigs"]
        for index, uri in enumerate(addresses):
            name = f"bigWigs/{index}"
            facts[name] = uri
            members.append(_big_wig(catalogue, uri, f"{place.path}/{name}"))
            source = ("sources", str(members[-1].values["source"]))
            fates[name] = Fate("feeds", ((source, "location"), (members[-1].owner, "source")))
    draft.values["members"] = [one.key for one in members]
    slots = names.ADAPTERS["MultiWiggleAdapter"]
    for name, value in facts.items():
        if name not in fates:
            fates[name] = draft.aside(name, value, slots, "adapter/")
    catalogue.ledger.bind(place, NO_WORDS, draft.owner, "", fates)


def _member(catalogue: Catalogue, raw: dict[str, Any], parent: Flat, step: str) -> TrackDraft:
    """An adapter with a name and a colour."""
    which = next((key for key in _NAMES if isinstance(raw.get(key), str) and raw[key]), None)
    draft = catalogue.new(raw[which] if which is not None else step, member=True)
    said: dict[str, Fate] = {}
    color = mapping.COLOR.read(raw["color"]) if isinstance(raw.get("color"), str) else None
    if isinstance(color, str):
        said["color"] = draft.feed("display.color", color, raw["color"])
    if which is not None:
        said[which] = draft.feed("name", raw[which])
    if which == "source":
        draft.native["named"] = which
        if isinstance(raw.get("name"), str):
            said["name"] = _BEATEN
    catalogue.ledger.put(draft.owner, f"{parent.path}{step}", draft.track_id)
    draft.values["source"] = catalogue.sources.add(raw, parent, step, draft, place="#source", said=said)
    if catalogue.ledger.recording:
        draft.base = catalogue.ledger.bound[-1].fates
    draft.type = "QuantitativeTrack"
    catalogue.settle_kind(draft)
    return draft


def _big_wig(catalogue: Catalogue, uri: str, place: str) -> TrackDraft:
    """The address of a bigWig file."""
    draft = catalogue.new(uri, member=True)
    draft.values["source"] = catalogue.sources.imply(uri, ADAPTERS["BigWigAdapter"], f"{place}#source")
    catalogue.ledger.put(draft.owner, place, uri)
    draft.native["named"] = "bigWigs"
    draft.type = "QuantitativeTrack"
    catalogue.settle_kind(draft)
    return draft
