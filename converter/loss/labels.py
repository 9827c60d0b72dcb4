"""What regions are called: some programs say it as a name, others as a description."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import UNSET

from converter.loss.measure import MISSING, leave

if TYPE_CHECKING:
    from converter.loss.measure import Changes


def told_by_label(changes: Changes) -> Changes:
    """The same changes, but for names of regions that are now their descriptions."""
    for owner in [owner for owner, held in changes.items() if owner[0] == "regions" and held is not MISSING]:
        held = changes[owner]
        name, description = held.get("name"), held.get("description")
        if name is None or description is None or name[1] is not UNSET or description != (UNSET, name[0]):
            continue
        leave(changes, owner, {field: change for field, change in held.items() if field not in ("name", "description")})
    return changes
