"""The neutral session as bytes and as plain data, and its JSON Schema."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from converter.model import integrity
from converter.model.session import MODEL_VERSION, Session


def session_from(plain: Any) -> Session:
    """The session that plain data says; `msgspec.ValidationError` where it is none of this version, or refers to nothing."""
    session = typed(plain)
    integrity.check(session)
    return session


def typed(plain: Any) -> Session:
    """The session that plain data says, its references as they stand; `msgspec.ValidationError` where it is none."""
    session = msgspec.convert(plain, Session)
    if session.model != MODEL_VERSION:
        raise msgspec.ValidationError(f"Model version {session.model} is not {MODEL_VERSION} - at `$.model`")
    return session


def to_plain(session: Session) -> dict[str, Any]:
    """The session as plain data, its version first."""
    return {"model": MODEL_VERSION, **msgspec.to_builtins(session)}


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of the neutral session."""
    (root,), components = msgspec.json.schema_components([Session], ref_template="#/$defs/{name}")
    title = f"neutral session, version {MODEL_VERSION}"
    found = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **root, "$defs": components}
    for definition in found["$defs"].values():
        definition["description"] = re.sub(r"\s+", " ", definition["description"])
    return found
