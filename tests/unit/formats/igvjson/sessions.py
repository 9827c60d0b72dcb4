"""What the tests of this folder share: reading and writing small sessions, and looking at what was reported."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import converter
from converter.formats.base import Job, Written
from converter.formats.igvjson import FORMAT
from converter.options import options_from

if TYPE_CHECKING:
    from converter.convert import Reading
    from converter.model import Session


BW = "https://h/a.bw"


def read(document: Any) -> Reading:
    """The reading of a document; every fact is accounted for."""
    reading = converter.read(json.dumps(document).encode(), source="igvjson")
    assert reading.ledger.accounted == reading.ledger.total
    return reading


def session(document: Any) -> Any:
    """The neutral session of a document."""
    return read(document).session


def one(**track: Any) -> Any:
    """The neutral track of a session with one igv.js track."""
    return session({"version": "3", "genome": "hg38", "tracks": [track]}).tracks["t1"]


def desk(**track: Any) -> Any:
    """The neutral track of a session with one track of IGV desktop."""
    return session({"genome": "hg38", "hiddenAttributes": [], "tracks": [track]}).tracks["t1"]


def written(of: Session, **options: Any) -> Written:
    """What is written of a session, as if it came from elsewhere."""
    return FORMAT.write(of, Job(options_from(options)))


def document(of: Session, **options: Any) -> Any:
    """The document that is written of a session."""
    return json.loads(json.dumps(written(of, **options).content))


def fates(document: Any) -> dict[str, tuple[str, str | None]]:
    """Kind and code of the fates of all facts, by pointer."""
    found = {}
    for bound in read(document).ledger.bound:
        for name, fate in bound.fates.items():
            found[bound.node.place(name)] = fate.kind, fate.code
    return found


def effects(source: Any, to: str = "igvjson", **options: Any) -> dict[str, str]:
    """The effect that the report states for each place, carried data aside."""
    told = converter.convert(json.dumps(source).encode(), to, options={"carry": False, **options}, ledger=True).report.to_dict()
    found = {}
    for entry in [*told["entries"], *told["ledger"]]:
        if entry["source"] is not None:
            found.update(dict.fromkeys([entry["source"]["path"], *entry.get("places", ())], entry["effect"]))
    return found


def again(source: Any, **options: Any) -> Any:
    """The document that a document becomes in its own format, without carried data."""
    return json.loads(converter.convert(json.dumps(source).encode(), "igvjson", options={"carry": False, **options}).document)


def home(source: Any, via: str = "igvxml") -> Any:
    """The document that comes back from another format, less its carried data."""
    there = converter.convert(json.dumps(source).encode(), via)
    back = json.loads(converter.convert(there.document, "igvjson", source=via).document)
    for held in [back] if isinstance(back, dict) else back:
        held.pop("carriedData", None)
    return back
