"""Lists of a configuration: connections, accounts, search indexes, displays of a sequence.

JBrowse refuses the document for one wrong object in them. Where each has an id of its own, each is taken by itself; otherwise
such a list is one value that it does not take.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from converter.formats.jbrowse2 import locations, names
from converter.formats.jbrowse2.flat import flatten, nested
from converter.formats.jbrowse2.slots import Slots, fits
from converter.loss.ledger import Fate
from converter.loss.walk import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from converter.formats.jbrowse2.drafts import Draft

_CONNECTION = "type:s connectionId:s name:s assemblyNames:a uri:s baseUri:s"
CONNECTIONS = {
    "UCSCTrackHubConnection": Slots(_CONNECTION, "hubTxtLocation:l"),
    "JB2TrackHubConnection": Slots(_CONNECTION, "configJsonLocation:l"),
    "JBrowse1Connection": Slots(_CONNECTION, "dataDirLocation:l"),
}
_ACCOUNT = "type:s internetAccountId:s name:s description:s domains:a authHeader:s tokenType:s"
_OAUTH = f"{_ACCOUNT} authEndpoint:s tokenEndpoint:s needsPKCE:b clientId:s scopes:s responseType:s state:s"
ACCOUNTS = {
    **dict.fromkeys(("OAuthInternetAccount", "DropboxOAuthInternetAccount", "GoogleDriveOAuthInternetAccount"), Slots(_OAUTH)),
    **dict.fromkeys(("ExternalTokenInternetAccount", "HTTPBasicInternetAccount"), Slots(_ACCOUNT, "validateWithHEAD:b")),
}
_SEARCH = "type:s textSearchAdapterId:s tracks:a assemblyNames:a uri:s baseUri:s"
SEARCHES = {
    "TrixTextSearchAdapter": Slots(_SEARCH, "ixFilePath:l ixxFilePath:l metaFilePath:l"),
    "JBrowse1TextSearchAdapter": Slots(_SEARCH, "namesIndexLocation:l"),
}
_LISTS: Mapping[str, tuple[str, Mapping[str, Slots]]] = {
    "connections": ("connectionId", CONNECTIONS),
    "sessionConnections": ("connectionId", CONNECTIONS),
    "internetAccounts": ("internetAccountId", ACCOUNTS),
    "aggregateTextSearchAdapters": ("textSearchAdapterId", SEARCHES),
    "sequence/displays": ("displayId", names.DISPLAYS),
}
"""Lists by their names: what the id of their objects is called, and the slots of those by their types."""
OF_CONFIG = {name: _LISTS[name][1] for name in ("connections", "internetAccounts", "aggregateTextSearchAdapters")}
"""Lists of a configuration itself, with the types of what stands in them."""
OF_SESSION = {name: _LISTS[name][1] for name in ("sessionConnections",)}
"""The list of a session."""
BY_ID = {**OF_CONFIG, **OF_SESSION}


def apart(facts: dict[str, Any], lists: Collection[str]) -> dict[str, str]:
    """Take lists of these names apart, where each object has an id: their keys by their places among the facts."""
    keys: dict[str, str] = {}
    made: dict[str, Any] = {}
    for name, value in facts.items():
        objects = _by_id(name, value) if name in lists else {}
        places = [f"{name}/{index}" for index in range(len(objects))]
        keys |= {place: f"{name}/{escape(called)}" for place, called in zip(places, objects, strict=True)}
        made |= dict(zip(places, objects.values(), strict=True)) if objects else {name: value}
    facts.clear()
    facts.update(made)
    return keys


def take(draft: Draft, place: str, key: str, raw: Any, rel: str = "") -> Fate:
    """What becomes of an object of a list, by its place and key there."""
    if not opens(key.partition("/")[0], [raw]):
        return draft.refuse(rel + place, raw)
    draft.native[rel + key] = raw
    return Fate("native", rel + key)


def put(facts: Iterable[tuple[str, Any]], onto: dict[str, Any], left_out: Callable[[str, Any], bool]) -> None:
    """Write flat facts, those of lists into these; `left_out`: whether an object, or a whole list, is not written."""
    for name, value in facts:
        listed = name.partition("/")[0]
        if listed not in BY_ID:
            nested(((name, value),), onto)
        elif not left_out(listed, value if listed == name else [value]):
            onto[listed] = value if listed == name else [*onto.get(listed, ()), value]


def _by_id(name: str, raw: Any) -> dict[str, Any]:
    """The objects of a list by their ids; nothing where they can't be told by those."""
    identity, _ = _LISTS[name]
    listed = raw if isinstance(raw, list) else []
    held = {one[identity]: one for one in listed if isinstance(one, dict) and isinstance(one.get(identity), str)}
    return held if len(held) == len(listed) else {}


def opens(name: str, raw: Any) -> bool:
    """Whether JBrowse takes a list of this name; what plugins have it may take."""
    if name not in _LISTS or not isinstance(raw, list):
        return True
    identity, types = _LISTS[name]
    return all(isinstance(one, dict) and _fits(one, identity, types) for one in raw)


def _fits(raw: dict[str, Any], identity: str, types: Mapping[str, Slots]) -> bool:
    """Whether an object has an id and values that its slots take; one of another type a plugin may bring."""
    told = raw.get("type")
    slots = types.get(told) if isinstance(told, str) else None
    if slots is None:
        return isinstance(told, str)
    facts = flatten(raw)
    taken = all((kind := slots.kind(name)) is None or fits(kind, value) for name, value in facts.items())
    return taken and isinstance(raw.get(identity), str) and not locations.wrong(slots, facts)
