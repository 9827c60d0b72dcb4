"""Lists of a configuration: connections, accounts, search indexes, displays of a sequence.

JBrowse refuses the document for one wrong object in them. Where each has an id of its own, each is taken by itself; otherwise
such a list is one value that it does not take.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from converter.formats.jbrowse2 import locations, names
from converter.formats.jbrowse2.flat import flatten
from converter.formats.jbrowse2.slots import Slots, fits
from converter.loss.ledger import Fate
from converter.loss.walk import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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
OF_CONFIG: Mapping[str, Mapping[str, Slots]] = {
    "connections": CONNECTIONS,
    "internetAccounts": ACCOUNTS,
    "aggregateTextSearchAdapters": SEARCHES,
}
"""Lists of a configuration itself, with the types of what stands in them."""
BY_ID = {**OF_CONFIG, "sessionConnections": CONNECTIONS}
"""Those, and that of a session."""


def read(facts: dict[str, Any], draft: Draft, rel: str = "config/") -> dict[str, Fate]:
    """Take the lists of a configuration, or of its session, apart, where each object has an id; what becomes of each."""
    fates: dict[str, Fate] = {}
    for name in OF_CONFIG if rel else BY_ID.keys() - OF_CONFIG:
        held = _by_id(name, facts.get(name))
        if held:
            del facts[name]
        for index, (called, one) in enumerate(held.items()):
            place, key = f"{name}/{index}", f"{rel}{name}/{escape(called)}"
            facts[place] = one
            if opens(name, [one]):
                draft.native[key] = one
                fates[place] = Fate("native", key)
            else:
                fates[place] = draft.refuse(f"{rel}{place}", one)
    return fates


def written(facts: dict[str, Any], left_out: Callable[[str, Any], bool]) -> dict[str, Any]:
    """The lists among flat facts, which are taken out of these; `left_out`: whether one is not written."""
    out: dict[str, Any] = {}
    for name in [one for one in facts if one.partition("/")[0] in BY_ID]:
        listed, value = name.partition("/")[0], facts.pop(name)
        if not left_out(listed, value if listed == name else [value]):
            out[listed] = value if listed == name else [*out.get(listed, ()), value]
    return out


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
