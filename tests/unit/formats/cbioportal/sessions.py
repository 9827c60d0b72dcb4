"""What the tests of this folder share: small sessions of the service, read and converted."""

from __future__ import annotations

import json
from typing import Any

import converter

OF = "cbioportal"


def envelope(kind: str, **data: Any) -> dict[str, Any]:
    """The data of a session in the envelope of the service."""
    return {"id": "1", "source": "public_portal", "type": kind, "data": data}


def study(**more: Any) -> dict[str, Any]:
    """A virtual study of one sample."""
    return {"name": "n", "studies": [{"id": "a", "samples": ["S1"]}], **more}


def filtered(**kinds: Any) -> dict[str, Any]:
    """A virtual study of no samples with these filters."""
    return {"studies": [{"id": "a", "samples": []}], "studyViewFilter": kinds}


def read(document: Any) -> converter.Reading:
    """The reading of a document; every fact is accounted for."""
    reading = converter.read(json.dumps(document).encode(), OF)
    assert reading.ledger.accounted == reading.ledger.total
    return reading


def session(document: Any) -> Any:
    """The neutral session of a document."""
    return read(document).session


def refused(document: Any) -> converter.ConverterError:
    """The error with which a document is refused."""
    try:
        converter.read(json.dumps(document).encode())
    except converter.ConverterError as error:
        return error
    raise AssertionError("it is read")


def said(one: Any) -> tuple[Any, ...]:
    """A filter in short."""
    return one.item, one.operator, one.value


def filters(document: Any) -> list[tuple[Any, ...]]:
    """The filters of a session in short."""
    return [said(one) for one in session(document).samples.filters.values()]


def groups(document: Any) -> list[Any]:
    """The groups that the filters of a session are in, None for none."""
    return [one.group or None for one in session(document).samples.filters.values()]


def loci(document: Any) -> list[str]:
    """The genes in view."""
    found = session(document)
    return [one.name for key in found.view_order for one in found.views[key].loci or ()]


def effects(document: Any, to: str = "neutral") -> dict[str, tuple[str, str]]:
    """The effect and the code that the report states for each place, nothing being carried."""
    done = converter.convert(json.dumps(document).encode(), to, OF, options={"carry": False}, ledger=True)
    told = done.report.to_dict()
    found: dict[str, tuple[str, str]] = {}
    for entry in [*told["entries"], *told["ledger"]]:
        if entry["source"] is not None:
            places = [entry["source"]["path"], *entry.get("places", ())]
            found.update(dict.fromkeys(places, (entry["effect"], entry["code"])))
    return found
