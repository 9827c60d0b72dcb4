"""What IGV draws over each other: tracks of values. Others among the members of an overlay it leaves out, measured in 2.16."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
