"""Neutral sessions to write as JSON of IGV."""

from __future__ import annotations

from typing import Any

from converter.model import (
    Genome,
    Session,
    Source,
    Track,
    View,
)
from tests.unit.formats.igvjson.sessions import document, written

BW = "https://h/a.bw"
HG38: dict[str, Any] = {"version": "3", "genome": "hg38"}


def made(*tracks: Track, sources: tuple[str, ...] = (), shown: Any = None, **fields: Any) -> Session:
    """A session from elsewhere: tracks `t1 …`, sources `s1 …`; all tracks are shown, but members of overlays."""
    held = {f"t{number}": track for number, track in enumerate(tracks, 1)}
    members = {member for track in tracks for member in (track.members or ())}
    order = [key for key in held if key not in members]
    files = {f"s{number}": Source(location=location) for number, location in enumerate(sources, 1)}
    return Session(
        tracks=held,
        track_order=order,
        sources={**files, **fields.pop("more", {})},
        source_order=list(files),
        views={"v1": fields.pop("view", View(tracks=order if shown is None else shown))},
        view_order=["v1"],
        **{"genome": Genome(id="hg38"), **fields},
    )


def codes(of: Session, **options: Any) -> list[str]:
    """Codes of what the writer has to say."""
    return [notice.code for notice in written(of, **options).notices]


def orders(of: Session) -> list[Any]:
    """Name and order of what is written."""
    return [(one.get("name"), one.get("order")) for one in document(of)["tracks"]]
