"""Limits of overlays: some programs say them of each member, others of the whole, and the members are drawn alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.loss.measure import MISSING, leave

if TYPE_CHECKING:
    from converter.loss.measure import Changes, Delta

_LIMITS = ("minimum", "maximum")


def told_by_overlay(delta: Delta, changes: Changes) -> Changes:
    """The same changes, but for limits that a member lost and its overlay has, within which it is drawn."""
    for overlay in delta.b.tracks.values():
        shared = overlay.display_range
        if shared is UNSET:
            continue
        for key in overlay.members or ():
            held = changes.get(("tracks", key), MISSING)
            if held is MISSING:
                continue
            said = {f"display_range.{name}": getattr(shared, name) for name in _LIMITS}
            rest = {field: change for field, change in held.items() if not _is_said(change, said.get(field, UNSET))}
            leave(changes, ("tracks", key), rest)
    return changes


def _is_said(change: tuple[Any, Any], shared: Any) -> bool:
    """Whether a value that is gone is that of the overlay."""
    return shared is not UNSET and change == (shared, UNSET)
