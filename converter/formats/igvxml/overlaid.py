"""What IGV draws over each other: tracks of values, of which it leaves out others, and how; measured in 2.16."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.formats._rows import apart

if TYPE_CHECKING:
    from converter.model import Session, Track

_VALUES = ("quantitative", "copy_number", "expression", "combined", "unknown")


def unmerged(session: Session) -> Session:
    """The session with features, reads and the like below the overlay that they were members of.

    IGV skips such a member ("Unexpected MergedTrack member class", `IGVSessionReader`), and its data with it.
    """
    freed = {key: _freed(session, one) for key, one in session.tracks.items() if one.kind == "overlay" and one.members}
    freed = {key: names for key, names in freed.items() if names}
    return apart(session, freed) if freed else session


def _freed(session: Session, overlay: Track) -> list[str]:
    held = [(key, session.tracks[key].kind) for key in overlay.members or () if key in session.tracks]
    return [key for key, kind in held if kind is not UNSET and kind not in _VALUES]


def lend(overlay: Any) -> None:
    """Give the members, elements below that of their overlay, what IGV 2.16 asks them for in its stead (measured).

    It reads how values are drawn, and that the axis is fitted to them, before the overlay has any members.
    """
    renderer, fitted = overlay.get("renderer"), overlay.get("autoScale") == "true"
    for member in overlay.iterchildren("Track"):
        if renderer is not None:
            member.set("renderer", renderer)
        if fitted and "autoScale" not in member.attrib:
            member.set("autoScale", "true")
