"""Whether a document is an analytics session that we can read: its version, its types, and what types can't say."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import UNSET

from converter.errors import MalformedError, RefusedError
from converter.formats import _json
from converter.formats.analytics.document import Document
from converter.formats.analytics.grid import Cells, overlapping
from converter.formats.analytics.names import MAP, MARK, PLOT, VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from converter.formats.analytics.document import Filter, Panel, Series

_VERSION = re.compile(r"\d+\.\d+")
_EARTH = "Latitude is at most 90 degrees north or south, longitude 180 east or west; are they swapped?"


def checked(root: Any) -> Document:
    """The document by its types. Raises `RefusedError` for a version to come, `MalformedError` for what is no session."""
    _version(root.get(MARK))
    try:
        document = msgspec.convert(root, Document)
    except msgspec.ValidationError as error:
        text, place = _json.told(error)
        hint = _EARTH if place and place.endswith("itude") else "Compare it with the published JSON Schema."
        raise _bad("invalid", f"The analytics session is not valid: {text}.", place, hint) from None
    panels = list(_panels(document.dashboard.panels if document.dashboard else UNSET, "/dashboard/panels"))
    series = list(_series(document.series, "/series"))
    _times(document)
    _filters(document, series)
    _ranges(document)
    _identifiers(document, series, panels)
    _references(document, series, panels, {name for name in (PLOT, MAP) if root.get(name)})
    _overlaps(document)
    return document


def _bad(code: str, message: str, path: str | None, hint: str) -> MalformedError:
    return MalformedError(f"analytics.{code}", message, path=path, hint=hint)


def _version(said: Any) -> None:
    """A later minor version only adds keys, which are kept; a later major one may mean anything."""
    if isinstance(said, str) and _VERSION.fullmatch(said) and int(said.partition(".")[0]) > int(VERSION.partition(".")[0]):
        raise RefusedError(
            "analytics.version",
            f"This is an analytics session of version {said}; known are versions to {VERSION}.",
            path=f"/{MARK}",
            hint="Save it in the older version, or use a newer converter.",
        )


def _panels(held: Any, place: str) -> Iterator[tuple[str, Panel]]:
    for at, panel in enumerate(held or ()):
        yield f"{place}/{at}", panel
        yield from _panels(panel.panels, f"{place}/{at}/panels")


def _series(held: Any, place: str) -> Iterator[tuple[str, Series]]:
    for at, one in enumerate(held or ()):
        yield f"{place}/{at}", one
        yield from _series(one.members, f"{place}/{at}/members")


def _times(document: Document) -> None:
    """Dates that are in the calendar."""
    said = {"/created": document.created, "/modified": document.modified}
    if document.time is not UNSET:
        said |= {"/time/from": document.time.from_, "/time/to": document.time.to}
    for place, text in said.items():
        if isinstance(text, str) and not text.startswith("now"):
            _time(text, place)


def _time(text: str, place: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        hint = "Write times as ISO 8601: 2024-05-31 or 2024-05-31T14:30:00+02:00."
        raise _bad("time", f"{text!r} is no time.", place, hint) from None


def _filters(document: Document, series: Iterable[tuple[str, Series]]) -> None:
    held: list[tuple[str, Any]] = list(series)
    if document.selection is not UNSET:
        held.append(("/selection", document.selection))
    for place, holder in held:
        for at, one in enumerate(holder.filters or ()):
            here = f"{place}/filters/{at}"
            _filter(one, here) if one.filters is UNSET else _inner(one, here, holder.match)


def _inner(holder: Filter, place: str, match: Any) -> None:
    """Conditions in place of one: they are joined otherwise than those around them, and so are the parts of each."""
    if (holder.values, holder.from_, holder.to) != (UNSET, UNSET, UNSET):
        raise _bad("filter", "The filter has both conditions and values.", place, "Give it 'filters' alone, or none.")
    for at, one in enumerate(holder.filters or ()):
        here = f"{place}/filters/{at}"
        if one.filters is not UNSET:
            raise _bad("filter", "Conditions stand in a condition of a condition.", here, "Put them one level higher.")
        _filter(one, here)
        several = len(one.values or ()) > 1 if match == "any" else one.from_ is not UNSET and one.to is not UNSET
        if several:
            text = "The condition stands among others that are joined otherwise than its own parts."
            raise _bad("filter", text, here, "Give each part a condition of its own.")


def _filter(one: Filter, place: str) -> None:
    """A filter has values or a range, not both and not neither; its times are times."""
    in_range = one.from_ is not UNSET or one.to is not UNSET
    if in_range == (one.values is not UNSET):
        what = "both values and a range" if in_range else "neither values nor a range"
        raise _bad("filter", f"The filter has {what}.", place, "Give it 'values', or 'from' and 'to'.")
    if in_range and one.operator is not UNSET:
        raise _bad("filter", "A filter by range has no operator.", place, "Leave out 'operator', or give 'values'.")
    if one.by == "time":
        ends = {"from": one.from_, "to": one.to}
        told = {f"{place}/{name}": text for name, text in ends.items() if text is not UNSET}
        told |= {f"{place}/values/{at}": text for at, text in enumerate(one.values or ())}
        for where, text in told.items():
            _time(str(text), where)


def _ranges(document: Document) -> None:
    for at, one in enumerate(document.thresholds or ()):
        low, high = (wide if wide is not UNSET else short for wide, short in ((one.minimum, one.min), (one.maximum, one.max)))
        if one.series is UNSET and isinstance(low, int | float) and isinstance(high, int | float) and low > high:
            raise _bad(
                "range", f"The threshold's minimum {low} is above its maximum {high}.", f"/thresholds/{at}", "Swap the two."
            )
        if one.series is UNSET and one.parameter is UNSET:
            hint = "Say the 'parameter', or the 'series', that it is for."
            raise _bad("threshold", "The threshold says neither a parameter nor a series.", f"/thresholds/{at}", hint)


def _identifiers(document: Document, series: Iterable[tuple[str, Any]], panels: Iterable[tuple[str, Any]]) -> None:
    """Ids are unique among their like."""
    tracks: list[tuple[str, Any]] = [(f"/tracks/{at}", one) for at, one in enumerate(document.tracks or ())]
    thresholds = ((f"/thresholds/{at}", one) for at, one in enumerate(document.thresholds or ()))
    for held in (series, panels, tracks, thresholds):
        seen: set[str] = set()
        for place, one in held:
            if one.id in seen:
                raise _bad("duplicate", f"The id {one.id!r} stands twice.", f"{place}/id", "Give each its own id.")
            seen |= {one.id} if isinstance(one.id, str) else set()


def _references(document: Document, series: list[tuple[str, Any]], panels: list[tuple[str, Any]], opened: set[str]) -> None:
    """What is referred to is there."""
    known = {
        "series": {one.id for _, one in series},
        "listed series": {one.id for place, one in series if "/members/" not in place},
        "view": opened,
        "panel": {one.id for _, one in panels},
        "track": {track.id for track in document.tracks or ()},
    }
    for place, kind, name in _referred(document, series, panels):
        if name not in known[kind]:
            raise _bad("reference", f"There is no {kind} called {name!r}.", place, "Correct the id, or add what it names.")


def _referred(document: Document, series: list[tuple[str, Any]], panels: list[tuple[str, Any]]) -> Iterator[tuple[str, str, str]]:
    yield from ((f"{place}/track", "track", one.track) for place, one in series if one.track is not UNSET)
    for at, one in enumerate(document.thresholds or ()):
        for kind, name in (("series", one.series), ("panel", one.panel)):
            if isinstance(name, str):
                yield f"/thresholds/{at}/{kind}", kind, name
    lists: list[tuple[str, Any]] = [*panels, (f"/{PLOT}", document.plot), (f"/{MAP}", document.map)]
    lists += [(f"{place}/frames/{at}", frame) for place, panel in panels for at, frame in enumerate(panel.frames or ())]
    for place, holder in lists:
        names = [] if holder is UNSET else holder.series or []
        yield from ((f"{place}/series/{at}", "listed series", name) for at, name in enumerate(names))
        if len(set(names)) < len(names):
            raise _bad("duplicate", "A series is named twice.", f"{place}/series", "Name each once.")
    if isinstance(document.active, str):
        yield "/active", "view" if document.active in (PLOT, MAP) else "panel", document.active


def _overlaps(document: Document) -> None:
    """Panels of one dashboard do not lie on each other."""
    groups = [("/dashboard/panels", document.dashboard.panels if document.dashboard else UNSET)]
    for place, held in groups:
        placed = [(f"{place}/{at}", one.position) for at, one in enumerate(held or ()) if one.position is not UNSET]
        for at in overlapping([Cells(one.row, one.column, one.width, one.height) for _, one in placed]):
            hint = "Move one of them: 'column' and 'row' are where a panel begins, 'width' and 'height' what it covers."
            raise _bad("overlap", "Two panels of the dashboard lie on each other.", f"{placed[at][0]}/position", hint)
        groups += [(f"{place}/{at}/panels", one.panels) for at, one in enumerate(held or ()) if one.panels is not UNSET]
