"""What the writers of an analytics session share: extras of the format, and unknown keys put back where they were."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from converter.formats._extras import extras_in
from converter.formats.analytics.names import ID
from converter.loss.ledger import Fate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from converter.formats._draft import Draft

_WHOLE = ("center", "position")
"""Parts that are there with all that belongs to them, or not at all."""


def empty(draft: Draft, key: str, raw: Any) -> Fate:
    """The fate of an empty part: it says nothing, and is kept aside."""
    draft.ignored[key] = raw
    return Fate("ignored", key)


extras_of = extras_in(ID)


def put_back(out: dict[str, Any], ignored: Mapping[str, Any], prefix: str = "") -> None:
    """Unknown keys, by their place below an object; those of an item that is gone stay away."""
    for place, value in ignored.items():
        if not place.startswith(prefix):
            continue
        *steps, last = place.removeprefix(prefix).split("/")
        holder: Any = out
        for step in steps:
            holder = _below(holder, step)
        if isinstance(holder, dict):
            holder.setdefault(last, value)


def _below(holder: Any, step: str) -> Any:
    if isinstance(holder, dict):
        return holder.get(step) if step in _WHOLE else holder.setdefault(step, {})
    return holder[int(step)] if isinstance(holder, list) and step.isdigit() and int(step) < len(holder) else None
