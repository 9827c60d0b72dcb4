"""What a document of the session service is: its type, and where its data lie, bare or in the envelope of the service."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from converter.errors import MalformedError, RefusedError, UnknownFormatError
from converter.formats import _json
from converter.formats.base import Evidence
from converter.formats.cbioportal import names

if TYPE_CHECKING:
    from converter.formats.base import Head

_ENVELOPE = {"id", "source", "type", "data"}
_QUERY = {"cancer_study_list", "cancer_study_id", "gene_list", "case_set_id", "case_ids"}
_OF_QUERY = 2
"""So many of the keys of a query tell that it is one."""


class Shape(NamedTuple):
    """The type of a session, and the node of its data."""

    type: str
    data: _json.Node


def recognise(head: Head) -> Evidence | None:
    """Evidence that a document is a session of cBioPortal: its envelope, or what only such a session has."""
    root = head.root
    if isinstance(root, list):
        listed = bool(root) and all(isinstance(one, dict) and _enveloped(one) is not None for one in root)
        return Evidence(0.99, "a list of sessions of cBioPortal's session service") if listed else None
    found = _enveloped(root)
    if found is None and isinstance(root.get("data"), dict) and root.keys() <= _ENVELOPE:
        found = _type_of(root["data"])
    if found is not None:
        return Evidence(0.99, f"the envelope of a session of cBioPortal of the type {found!r}")
    bare = _type_of(root)
    return None if bare is None else Evidence(0.97, f"the data of a session of cBioPortal of the type {bare!r}")


def shape(root: Any) -> Shape:
    """The type and the data of a document. `RefusedError` for several sessions and for types that are not the service's."""
    if isinstance(root, list):
        hint = "Convert them one by one."
        raise RefusedError("cbioportal.list", f"The document is a list of {len(root)} sessions.", hint=hint)
    if not isinstance(root, dict):
        raise UnknownFormatError(
            "format.unknown",
            "The JSON is no object, and so no session of cBioPortal.",
            hint="Send one session of the session service, as it answers it.",
        )
    document = _json.Node(root)
    enveloped = isinstance(root.get("data"), dict) and (_enveloped(root) is not None or root.keys() <= _ENVELOPE)
    node = document.child("data") if enveloped and root["data"] else document
    told = _enveloped(root) if enveloped else None
    found = told or _type_of(node.data)
    if found is None:
        raise UnknownFormatError(
            "format.unknown",
            "The JSON has nothing that a session of cBioPortal has.",
            hint="Leave out 'from' to let the content decide.",
        )
    if found not in names.TYPES:
        known = ", ".join(names.TYPES)
        text = f"cBioPortal's session service keeps no sessions of the type {found!r} that could be converted."
        raise RefusedError("cbioportal.type", text, path="/type", hint=f"Types that are read: {known}.")
    if enveloped and not root["data"]:
        raise MalformedError("cbioportal.invalid", "The session has no data.", path="/data", hint="Download it once more.")
    return Shape(found, node)


def _enveloped(root: dict[str, Any]) -> str | None:
    """The type that an envelope states; None for what is none."""
    said = root.get("type")
    if not isinstance(said, str) or not isinstance(root.get("data"), dict):
        return None
    return said if said in names.TYPES or root.keys() == _ENVELOPE else None


def _type_of(data: dict[str, Any]) -> str | None:
    """The type of bare data, where they can be of no other; None for what is none."""
    if isinstance(data.get("page"), str) and ("chartSettings" in data or "clinicallist" in data) and "origin" in data:
        return names.SETTINGS
    if _lists(data, "groups", "studies") and "origin" in data:
        return names.COMPARISON
    if _lists(data, "studies", "samples") and not data.keys() & {"tracks", "views", "session"}:
        return names.VIRTUAL_STUDY
    if "datatype" in data and "displayName" in data and _lists(data, "data", "sampleId"):
        return names.CUSTOM_DATA
    return names.QUERY if len(data.keys() & _QUERY) >= _OF_QUERY else None


def _lists(data: dict[str, Any], key: str, inner: str) -> bool:
    """Whether a key holds objects that all have another key."""
    held = data.get(key)
    return isinstance(held, list) and bool(held) and all(isinstance(one, dict) and inner in one for one in held)
