"""Autoscale groups of a session by other names: a group of one session has nothing to do with those of others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import UNSET

if TYPE_CHECKING:
    from collections.abc import Iterable

    from converter.model import Part, Session, Track


def _ranges(track: Track) -> Iterable[Any]:
    """The value axes of a track and its parts, with what has them."""
    held: tuple[Track | Part, ...] = (track, *(track.parts or {}).values())
    return (one for one in held if one.display_range is not UNSET)


def groups_of(session: Session) -> dict[str, None]:
    """The names of its groups, in the order of its tracks."""
    held = (one.display_range.autoscale_group for track in session.tracks.values() for one in _ranges(track))
    return dict.fromkeys(one for one in held if isinstance(one, str))


def regrouped(session: Session, groups: dict[str, str]) -> Session:
    """The session with other names of its autoscale groups."""
    if all(old == new for old, new in groups.items()):
        return session
    tracks = {key: _track_regrouped(one, groups) for key, one in session.tracks.items()}
    return msgspec.structs.replace(session, tracks=tracks)


def _track_regrouped(track: Track, groups: dict[str, str]) -> Track:
    parts = track.parts
    if isinstance(parts, dict):
        parts = {name: _range_regrouped(one, groups) for name, one in parts.items()}
    found: Track = _range_regrouped(track, groups)
    return msgspec.structs.replace(found, parts=parts)


def _range_regrouped(one: Any, groups: dict[str, str]) -> Any:
    held = one.display_range
    if held is UNSET or held.autoscale_group not in groups:
        return one
    changed = msgspec.structs.replace(held, autoscale_group=groups[held.autoscale_group])
    return msgspec.structs.replace(one, display_range=changed)
