"""The neutral session as a document of the format, and where each neutral object is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from converter.formats import _json
from converter.formats._consume import say
from converter.formats._extras import extras_in
from converter.formats.base import Written
from converter.loss.ledger import GENOME, Put
from converter.model.refs import source_of
from converter.model.views import chosen_view
from tests.unit.formats.mini import mapping
from tests.unit.formats.mini.names import CARRIED, ID, MARK

if TYPE_CHECKING:
    from converter.formats.base import Job
    from converter.loss.ledger import Owner
    from converter.model import Session

_extras = extras_in(ID)


def write(session: Session, job: Job) -> Written:
    """What to write: the tracks of the view that is shown."""
    placed: dict[Owner, Put] = {}
    content: dict[str, Any] = {MARK: 1}
    if session.genome:
        content |= say(mapping.GENOME, session.genome, {})
        placed[GENOME] = Put("/assembly", "genome")
    view = chosen_view(session)
    if view is not None:
        placed["views", view] = Put("", "view")
        content["tracks"] = _tracks(session, session.views[view].tracks, placed, luggage=job.options.carry)
    return Written(content=content, placed=placed)


def _tracks(session: Session, shown: list[str], placed: dict[Owner, Put], *, luggage: bool) -> list[dict[str, Any]]:
    """The shown tracks that have a file; with `luggage` what even the application ignores."""
    written: list[dict[str, Any]] = []
    for key in shown:
        track, extras = session.tracks[key], _extras(session.tracks[key])
        source = source_of(session, track)
        if source is None or not isinstance(source.location, str):
            continue
        place = f"/tracks/{len(written)}"
        placed["tracks", key] = Put(place, source.location)
        placed.setdefault(("sources", str(track.source)), Put(f"{place}/url", f"<{source.location}>"))
        words = say(mapping.TRACK, track, {}, extras.spelling)
        written.append({"url": source.location, **words, **extras.native, **(extras.ignored if luggage else {})})
    return written


def encode(written: Written) -> bytes:
    """The document as readable JSON."""
    return _json.encode(written.content)


def embed(written: Written, text: str) -> None:
    """Put carried data at the top, where the application ignores it."""
    written.content[CARRIED] = text
