"""Which path of this machine a location means; for the shells, which alone look what lies there."""

from __future__ import annotations

from pathlib import Path

from converter.resources.location import LocationKind, file_path, join, kind


def path_of(location: str, base: str | None) -> Path | None:
    """The path of this machine that a location means, a relative one below `base`; None for what lies elsewhere."""
    of = kind(location)
    if of is LocationKind.RELATIVE:
        joined = join(base, location) if base else location
        return Path(joined) if kind(joined) in (LocationKind.RELATIVE, LocationKind.ABSOLUTE) else None
    if of is LocationKind.FILE:
        return Path(file_path(location))
    if of is LocationKind.HOME:
        return _home(location)
    return Path(location) if of is LocationKind.ABSOLUTE else None


def _home(location: str) -> Path | None:
    try:
        return Path(location).expanduser()
    except RuntimeError:
        return None
