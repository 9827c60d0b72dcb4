"""Our published analytics-session JSON: series and filters, thresholds, dashboard, plot, map, sharing, and tracks."""

from __future__ import annotations

from converter.formats.analytics.names import CARRIED, ID, MARK
from converter.formats.base import Evidence, Format, Head, constant, deferred

_READER, _WRITER = f"{__name__}.reader", f"{__name__}.writer"
_CALLED = ("series", "members", "tracks", "thresholds", "panels")


def recognise(head: Head) -> Evidence | None:
    """Evidence that a document is an analytics session: it says so itself."""
    if isinstance(head.root, dict) and MARK in head.root:
        return Evidence(0.99, f"a JSON object with the key {MARK!r}")
    return None


FORMAT = Format(
    id=ID,
    title="Analytics session",
    program="a viewer of analytics sessions",
    media_type="application/json",
    extension=".analytics.json",
    content=("json",),
    recognise=recognise,
    read=deferred(_READER, "read"),
    write=deferred(_WRITER, "write"),
    encode=deferred(_WRITER, "encode"),
    embed=deferred(_WRITER, "embed"),
    many_views=True,
    announce=constant(f"{__name__}.mapping", "CANNOT_SAY"),
    structural=(MARK, CARRIED, *(f"{name}/id" for name in _CALLED), "thresholds/series"),
)
