"""What the tests of this folder share: reading and writing small analytics sessions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import converter
from converter.formats.analytics import FORMAT
from converter.formats.base import Job
from converter.options import options_from

if TYPE_CHECKING:
    from converter.convert import Reading
    from converter.model import Session


def said(**parts: Any) -> bytes:
    """A document of these parts."""
    return json.dumps({"analyticsSession": "1.1", **parts}).encode()


def read(**parts: Any) -> Reading:
    """The reading of a document; every fact is accounted for."""
    reading = converter.read(said(**parts), source="analytics")
    assert reading.ledger.accounted == reading.ledger.total
    return reading


def session(**parts: Any) -> Any:
    """The neutral session of a document."""
    return read(**parts).session


def document(of: Session, **options: Any) -> Any:
    """What is written of a session."""
    return json.loads(json.dumps(FORMAT.write(of, Job(options_from(options))).content))


def again(*, carry: bool = True, **parts: Any) -> Any:
    """The document that a document becomes in its own format; it must be one that can be read."""
    made = converter.convert(said(**parts), "analytics", options={"carry": carry}).document
    converter.read(made)
    found = json.loads(made)
    found.pop("carriedData", None)
    return found


def effects(to: str, **parts: Any) -> dict[str, str]:
    """The effect that the report states for each place, carried data aside."""
    told = converter.convert(said(**parts), to, options={"carry": False}, ledger=True).report.to_dict()
    found = {}
    for entry in [*told["entries"], *told["ledger"]]:
        if entry["source"] is not None:
            found.update(dict.fromkeys([entry["source"]["path"], *entry.get("places", ())], entry["effect"]))
    return found
