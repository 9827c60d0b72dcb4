"""The neutral session as a format of its own: lossless, versioned, with a published JSON Schema."""

from __future__ import annotations

import msgspec

from converter.errors import MalformedError
from converter.formats import _json
from converter.formats.base import Evidence, Format, Head, Job, Written
from converter.loss.ledger import Fate, Ledger, Owner, Put
from converter.model.codec import session_from, to_plain
from converter.model.refs import COLLECTIONS
from converter.model.session import Session

_STRUCTURAL = ("model",)
_ORDERS = ("track_order", "view_order", "source_order", "region_order")


class _Words:
    """Every fact of a neutral document feeds the field that it stands in."""

    def __init__(self, fields: dict[str, str]) -> None:
        self.fields = fields

    def fields_of(self, name: str) -> tuple[str, ...]:
        """The field that the fact feeds."""
        return (self.fields[name],) if name in self.fields else ()

    def names_of(self, field: str) -> tuple[str, ...]:
        """The facts that feed the field."""
        return tuple(name for name, one in self.fields.items() if one == field)


def _recognise(head: Head) -> Evidence | None:
    if isinstance(head.root, dict) and isinstance(head.root.get("model"), int) and "assemblies" not in head.root:
        return Evidence(0.99, "a JSON object with the key 'model' of a neutral session")
    return None


def _read(data: bytes, ledger: Ledger, job: Job) -> Session:
    root = _json.decode(data, job.limits)
    ledger.total = _json.measure(root, job.limits)[1]
    try:
        session = session_from(root)
    except msgspec.ValidationError as error:
        text, _, path = str(error).partition(" - at `$")
        raise MalformedError(
            "neutral.invalid",
            f"The neutral session is not valid: {text}.",
            path=path.rstrip("`") or None,
            hint="Compare it with the published JSON Schema.",
        ) from None
    if ledger.recording:
        _bind(_json.Node(root), ledger, ("session", ""), "")
    for collection in COLLECTIONS:
        for key in getattr(session, collection):
            ledger.put((collection, key), f"/{collection}/{key}", key)
    return session


def _bind(node: _json.Node, ledger: Ledger, owner: Owner, prefix: str) -> None:
    """Bind a container and all below it: objects of collections are owners, what lies in them are their fields."""
    fates: dict[str, Fate] = {}
    fields: dict[str, str] = {}
    keys = list(node.data) if isinstance(node.data, dict) else []
    for key in keys:
        value = node.data[key]
        below = f"{prefix}.{key}" if prefix else key
        if owner == ("session", "") and not prefix and key in COLLECTIONS and isinstance(value, dict) and value:
            held = node.child(key)
            ledger.bind(held, _Words({}), owner)
            for name in list(value):
                _bind(held.child(name), ledger, (key, name), "")
        elif owner == ("session", "") and not prefix and key in ("genome", "samples") and isinstance(value, dict) and value:
            _bind(node.child(key), ledger, (key, ""), "")
        elif key == "extras" or not (isinstance(value, dict) and value):
            _leaf(key, below, owner, fates, fields)
        else:
            _bind(node.child(key), ledger, owner, below)
    ledger.bind(node, _Words(fields), owner, f"{prefix}." if prefix else "", fates)


def _leaf(key: str, below: str, owner: Owner, fates: dict[str, Fate], fields: dict[str, str]) -> None:
    if key == "extras":
        fates[key] = Fate("feeds", ((owner, below),))
    elif owner == ("session", "") and (key in _STRUCTURAL or key == "forms"):
        fates[key] = Fate("structural", key)
    else:
        fields[key] = key


def _write(session: Session, _job: Job) -> Written:
    placed = {(name, key): Put(f"/{name}/{key}", key) for name in COLLECTIONS for key in getattr(session, name)}
    return Written(content=to_plain(session), placed=placed, media_type=FORMAT.media_type, extension=FORMAT.extension)


def _encode(written: Written) -> bytes:
    return _json.encode(written.content)


def _embed(_written: Written, _text: str) -> None:
    """Nothing needs carrying: the neutral session says everything."""


FORMAT = Format(
    id="neutral",
    title="neutral session",
    media_type="application/json",
    extension=".neutral.json",
    recognise=_recognise,
    read=_read,
    write=_write,
    encode=_encode,
    embed=_embed,
    structural=(*_STRUCTURAL, "forms/**"),
)
