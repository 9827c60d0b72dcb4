"""Short ways to read dashboards in tests."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import converter

if TYPE_CHECKING:
    from collections.abc import Mapping

OF = "grafana"


def board(*panels: Any, variables: Any = None, **said: Any) -> dict[str, Any]:
    """A dashboard with panels and variables."""
    templating = {} if variables is None else {"templating": {"list": variables}}
    return {"title": "Plants", "schemaVersion": 39, "editable": True, "panels": list(panels), **templating, **said}


def read(root: Mapping[str, Any]) -> converter.Reading:
    """A document, every fact of it accounted for."""
    reading = converter.read(json.dumps(root).encode(), OF)
    assert reading.ledger.accounted == reading.ledger.total
    return reading


def session(root: Mapping[str, Any]) -> Any:
    """The neutral session of a document."""
    return read(root).session


def view(**said: Any) -> Any:
    """The view of a single panel."""
    return session(board({"id": 1, **said})).views["v1"]


def native(one: Any) -> dict[str, Any]:
    """What only Grafana says of an object."""
    return one.extras[OF].native if OF in one.extras else {}


def ignored(one: Any) -> dict[str, Any]:
    """What even Grafana does not understand of an object."""
    return one.extras[OF].ignored if OF in one.extras else {}


def series(**said: Any) -> dict[str, Any]:
    """The series of a single panel, by their names."""
    held = session(board({"id": 1, "type": "timeseries", **said}))
    return {str(track.name): track for track in held.tracks.values()}


def fates(root: Mapping[str, Any]) -> dict[str, str]:
    """What the reader says of facts, by their places: the kind of their fate."""
    return {bound.node.place(name): fate.kind for bound in read(root).ledger.bound for name, fate in bound.fates.items()}
