"""Parts of tracks as tables of words see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.loss.ledger import Fate, own

if TYPE_CHECKING:
    from collections.abc import Mapping

    from converter.model import Track

_UNSAID = Fate("own")


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


def decide_shown(visible: Mapping[str, Any], told: Mapping[str, dict[str, Fate]]) -> bool:
    """Whether a track of parts is shown, which it is where any of them is visible.

    `visible`: of each part, UNSET where nothing is said; `told`: the fates of its facts. The `visible` of a part beside which
    all others are hidden also says whether the track is shown.
    """
    for which, fates in told.items():
        alone = all(seen is False for part, seen in visible.items() if part != which)
        if alone and visible[which] is not UNSET:
            code = fates.get("visible", _UNSAID).code
            fates["visible"] = own(f"parts.{which}.visible", "shown")._replace(code=code)
    return any(seen is not False for seen in visible.values())
