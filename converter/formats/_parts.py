"""Parts of tracks as tables of words see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

if TYPE_CHECKING:
    from converter.model import Track


class Branches:
    """A track whose branches, also those of its parts, are attributes by their dotted way."""

    def __init__(self, track: Track) -> None:
        self.track = track

    def __getattr__(self, way: str) -> Any:
        held: Any = self.track
        for step in way.split("."):
            held = held.get(step, UNSET) if isinstance(held, dict) else getattr(held, step)
            if held is UNSET:
                return UNSET
        return held
