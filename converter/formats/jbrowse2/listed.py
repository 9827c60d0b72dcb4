"""Lists of a configuration that are taken whole: connections, accounts, search indexes, displays of a sequence.

JBrowse refuses the document for one wrong object in them, so such a list is one value that it does not take.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from converter.formats.jbrowse2 import locations, names
from converter.formats.jbrowse2.flat import flatten
from converter.formats.jbrowse2.slots import Slots, fits

if TYPE_CHECKING:
    from collections.abc import Mapping

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
