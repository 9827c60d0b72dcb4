"""A track whose facts lie in a draft, in the branches of its own and in those of its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.formats._draft import BRANCHES
from converter.model import Part, Track

if TYPE_CHECKING:
    from converter.formats._draft import Draft


def track_of(draft: Draft, format_id: str) -> Track:
    """The track of a draft, whose branches may lie in parts."""
    made: dict[str, Part] = {}
    for which, held in draft.take_parts().items():
        branches: dict[str, Any] = {branch: BRANCHES[branch](**values) for branch, values in held.items() if branch}
        made[which] = Part(**held.get("", {}), **branches)
    return Track(parts=made or UNSET, **draft.values(format_id))
