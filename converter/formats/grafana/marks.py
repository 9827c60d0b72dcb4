"""Thresholds with their steps: the marks of the values that a view or a series shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from converter.formats._words import INVALID
from converter.formats.grafana import mapping
from converter.formats.grafana.colors import THEME
from converter.formats.grafana.tree import NOTHING, aside, read, refused
from converter.loss.ledger import own

if TYPE_CHECKING:
    from converter.formats import _json
    from converter.formats._draft import Draft
    from converter.loss.ledger import Fate, Ledger

MARKS = "display_range.marks"
"""Where the thresholds of a view or a series are."""


def thresholds(ledger: Ledger, draft: Draft, node: _json.Node, rel: str) -> None:
    """Thresholds as panels and overrides have them: steps from low to high, the lowest without a value."""
    found: list[dict[str, Any]] = []

    def steps(held: _json.Node, place: str) -> None:
        fates = {}
        for at, one in enumerate(held.data):
            if isinstance(one, dict) and one:
                _step(ledger, held.child(at), draft, f"{place}/{at}", found)
            else:
                fates[str(at)] = refused(draft, f"{place}/{at}", one)
        ledger.bind(held, NOTHING, draft.owner, fates=fates)

    read(mapping.THRESHOLD, ledger, node, draft, f"{rel}/", {f"{rel}/steps": steps})
    if found:
        draft.set(MARKS, found)


def _step(ledger: Ledger, node: _json.Node, draft: Draft, rel: str, found: list[dict[str, Any]]) -> None:
    """One step; where its value is none, it marks nothing."""
    told: dict[str, Fate] = {}
    mark: dict[str, Any] = {}
    for name, raw in node.data.items():
        codec = mapping.STEPS.get(name)
        if codec is None or (name == "color" and raw in THEME):
            told[name] = aside(draft, f"{rel}/{name}", raw)
            continue
        value = None if raw is None and name == "value" else codec.read(raw)
        if value is INVALID:
            told[name] = refused(draft, f"{rel}/{name}", raw)
        else:
            mark[name], told[name] = value, own(MARKS)
    if told.get("value", own(MARKS)).kind == "ignored":
        told = {name: refused(draft, f"{rel}/{name}", raw) for name, raw in node.data.items()}
    elif mark:
        found.append(mark)
    ledger.bind(node, NOTHING, draft.owner, fates=told)
