"""The neutral session as a format of its own: lossless, versioned, with a published JSON Schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import UNSET

from converter.errors import MalformedError
from converter.formats import _json
from converter.formats.base import Evidence, Format, Head, Job, Written, decoded
from converter.limits import measure
from converter.loss.ledger import SESSION, Fate, Ledger, Owner, Put
from converter.loss.walk import escape
from converter.model.codec import session_from, to_plain
from converter.model.refs import COLLECTIONS, SINGLE

if TYPE_CHECKING:
    from converter.model.session import Session

_STRUCTURAL = ("model", "forms")
_BRANCHES = (
    *("display", "display_range", "reads", "variants", "interactions", "sequence", "analysis", "parts", "panels"),
    *("selection", "filters", "plot", "map", "position"),
)
_BY_NAME = ("parts.", "panels.", "filters.", "selection.filters.")
"""Where objects lie by name."""
_PLACES = ("loci", "laid_out", "highlights")
"""Lists of places."""
_LISTS = {
    "track_order": "tracks",
    "view_order": "views",
    "source_order": "sources",
    "region_order": "regions",
    "tracks": "tracks",
    "members": "tracks",
}
"""Lists of ids, and the collection that they are of."""


class _Words:
    """Every fact of a neutral document feeds the field that it stands in."""

    def __init__(self, fields: dict[str, str]) -> None:
        self.fields = fields

    def fields_of(self, name: str) -> tuple[str, ...]:
        """The field that the fact feeds."""
        return (self.fields[name],) if name in self.fields else ()

    def respelled(self, name: str, raw: Any) -> Any:
        """Every value is spelled in one way."""
        return raw if name in self.fields else UNSET

    def names_of(self, field: str) -> tuple[str, ...]:
        """The facts that feed the field."""
        return tuple(name for name, one in self.fields.items() if one == field)


def _recognise(head: Head) -> Evidence | None:
    if isinstance(head.root, dict) and isinstance(head.root.get("model"), int) and "assemblies" not in head.root:
        return Evidence(0.99, "a JSON object with the key 'model' of a neutral session")
    return None


def _read(data: bytes, ledger: Ledger, job: Job) -> Session:
    root = decoded(data, job)
    if ledger.recording:
        ledger.total = measure(root, job.limits)[1]
    try:
        session = session_from(root)
    except msgspec.ValidationError as error:
        text, place = _json.told(error)
        raise MalformedError(
            "neutral.invalid",
            f"The neutral session is not valid: {text}.",
            path=place,
            hint="Compare it with the published JSON Schema.",
        ) from None
    if ledger.recording:
        _bind(_json.Node(root), ledger, ("session", ""), "")
    for collection in COLLECTIONS:
        for key in getattr(session, collection):
            ledger.put((collection, key), f"/{collection}/{escape(key)}", key)
    return session


def _bind(node: _json.Node, ledger: Ledger, owner: Owner, prefix: str) -> None:
    """Bind a container and all below it: objects of collections are owners, what lies in them are their fields."""
    fates: dict[str, Fate] = {}
    fields: dict[str, str] = {}
    for key in list(node.data):
        value = node.data[key]
        if key == "extras" and isinstance(value, dict) and value:
            _bind_extras(node.child(key), ledger, owner, prefix)
        elif owner == SESSION and key in COLLECTIONS and value:
            _bind_collection(node.child(key), ledger, key)
        elif owner == SESSION and key in SINGLE:
            _bind(node.child(key), ledger, (key, ""), "")
        elif (key in _BRANCHES and isinstance(value, dict) and value) or prefix in _BY_NAME:
            _bind(node.child(key), ledger, owner, f"{prefix}{key}.")
        elif key in _LISTS and isinstance(value, list) and value:
            _bind_list(node.child(key), ledger, owner, f"{prefix}{key}")
        elif key in _PLACES and isinstance(value, list) and value:
            _bind_places(node.child(key), ledger, owner, key)
        elif owner == SESSION and key in _STRUCTURAL:
            fates[key] = Fate("structural", key)
        else:
            fields[key] = key
    if not node.data:
        fates[""] = Fate("feeds", ((owner, ""),))
    ledger.bind(node, _Words(fields), owner, prefix, fates)


def _bind_collection(node: _json.Node, ledger: Ledger, collection: str) -> None:
    for key in list(node.data):
        _bind(node.child(key), ledger, (collection, key), "")
    ledger.bind(node, _Words({}), SESSION)


def _bind_list(node: _json.Node, ledger: Ledger, owner: Owner, field: str) -> None:
    """A list of ids says of each object that it is there (in a view: that it is shown), and where it stands."""
    collection = _LISTS[field.rpartition(".")[2]]
    says = "shown" if field == "tracks" else ""
    fates = {str(at): Fate("lists", ((owner, field), ((collection, key), says))) for at, key in enumerate(node.data)}
    ledger.bind(node, _Words({}), owner, fates=fates)


def _bind_places(node: _json.Node, ledger: Ledger, owner: Owner, field: str) -> None:
    """Each part of a place in a list is told by itself."""
    for at, place in enumerate(node.nodes()):
        fates = {name: Fate("feeds", ((owner, field, at, name),)) for name in place.names()}
        ledger.bind(place, _Words({}), owner, fates=fates)
    ledger.bind(node, _Words({}), owner)


def _bind_extras(node: _json.Node, ledger: Ledger, owner: Owner, prefix: str) -> None:
    """What formats say beyond the model's words: as native or as ignored there as in their own documents."""
    for form, extras in node.data.items():
        below = node.child(form)
        for kind in list(extras):
            held = below.child(kind)
            if kind == "spelling" or not held.data:
                fates = {name: Fate("structural", "spelling") for name in held.names()}
            else:
                fates = {name: Fate(kind, (form, name)) for name in held.names()}
            ledger.bind(held, _Words({}), owner, prefix, fates)
        ledger.bind(below, _Words({}), owner, prefix, {name: Fate("structural", "spelling") for name in below.names()})
    ledger.bind(node, _Words({}), owner, prefix)


def _write(session: Session, _job: Job) -> Written:
    placed = {(name, key): Put(f"/{name}/{escape(key)}", key) for name in COLLECTIONS for key in getattr(session, name)}
    return Written(content=to_plain(session), placed=placed)


def _encode(written: Written) -> bytes:
    return _json.encode(written.content)


def _embed(_written: Written, _text: str) -> None:
    """Nothing needs carrying: the neutral session says everything."""


FORMAT = Format(
    id="neutral",
    title="neutral session",
    media_type="application/json",
    extension=".neutral.json",
    content=("json",),
    recognise=_recognise,
    read=_read,
    write=_write,
    encode=_encode,
    embed=_embed,
    many_views=True,
    structural=(*_STRUCTURAL, "forms/**", "extras/*/spelling/**"),
)
