"""Conversions in this process, against the floor: lxml parses the input, msgspec encodes the finished document.

What the libraries take for all that a conversion has to do is shown beside it: no Python code could be quicker than that.
"""

from __future__ import annotations

import gc
import hashlib
import json
import zlib
from functools import partial
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

import msgspec
from lxml import etree

import converter
from tests.bench.rounds import Case, Timings, ratios, seconds
from tests.bench.sessions import session_xml
from tests.bench.table import Goal, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SMALLEST, LARGEST = 20, 20_000
_CALLS = 400
"""Tracks that one measurement converts at least, in as many calls as that takes."""

_WITH_CARRY = "convert, with carry and report"
_PLAIN = "convert, without carry, report not encoded"
_TWICE = "read + write"
_LIBRARIES = "libraries alone"
_FLOOR = "floor"
_GOALS = {_WITH_CARRY: Goal(8), _PLAIN: None, _TWICE: Goal(4), _LIBRARIES: None}


def cases(to: str, sizes: dict[int, int]) -> list[Case]:
    """The cases of every size; `sizes` is the number of rounds by number of tracks."""
    made = []
    for tracks, rounds in sizes.items():
        for name, call in _calls(session_xml(tracks), to).items():
            if tracks < LARGEST:
                call()
            times = max(1, _CALLS // tracks)
            made.append(Case(f"{name} {tracks}", partial(_settled, call, times), rounds))
    return made


def _settled(call: Callable[[], object], times: int) -> float:
    """Seconds of a call, with nothing left to collect of what went before."""
    gc.collect()
    return seconds(call, times)


def _calls(data: bytes, to: str) -> dict[str, Callable[[], object]]:
    def with_carry() -> Any:
        done = converter.convert(data, to=to)
        return done.report.to_json()

    return {
        _FLOOR: _floor(data, converter.convert(data, to=to, options={"carry": False}).document),
        _WITH_CARRY: with_carry,
        _PLAIN: lambda: converter.convert(data, to=to, options={"carry": False}),
        _TWICE: lambda: converter.write(converter.read(data).session, to=to),
        _LIBRARIES: _libraries(data, with_carry(), converter.convert(data, to=to).document),
    }


def _floor(data: bytes, document: bytes) -> Callable[[], object]:
    """Parsing the input and encoding the finished document, with the C libraries alone."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    encode: Callable[[Any], object]
    if document.startswith(b"<"):
        finished, encode = etree.fromstring(document, parser), etree.tostring
    else:
        finished, encode = json.loads(document), msgspec.json.encode

    def floor() -> None:
        etree.fromstring(data, parser)
        encode(finished)

    return floor


def _libraries(data: bytes, report: bytes, document: bytes) -> Callable[[], object]:
    """Parsing, writing, reading back, packing what is carried, digests, and the report: what is in C of a conversion."""
    parts = (msgspec.json.decode(report), *([] if document.startswith(b"<") else [msgspec.json.decode(document)]))
    carried = msgspec.json.encode(parts[0]["difference"])

    def libraries() -> None:
        expat.ParserCreate("utf-8").Parse(data, True)  # noqa: FBT003 - positional only
        for part in parts:
            msgspec.json.format(msgspec.json.encode(part))
        (etree.fromstring if len(parts) == 1 else msgspec.json.decode)(document)
        zlib.compress(carried, 3)
        for one in (data, document):
            hashlib.sha256(one).hexdigest()

    return libraries


def rows(timings: Timings, sizes: dict[int, int]) -> Iterator[Row]:
    """Ratios to the floor by size, microseconds per track, and how they grow with the size."""
    for name, goal in _GOALS.items():
        for tracks in sizes:
            values = ratios(timings, f"{name} {tracks}", f"{_FLOOR} {tracks}")
            yield Row(f"{name} / floor, {tracks:,} tracks", values, goal)
    for name in (_FLOOR, *_GOALS):
        for tracks in sizes:
            values = [1e6 * one / tracks for one in timings[f"{name} {tracks}"]]
            yield Row(f"{name}, per track, {tracks:,} tracks", values, unit="µs")
    if {SMALLEST, LARGEST} <= sizes.keys():
        yield from _growth(timings)


def _growth(timings: Timings) -> Iterator[Row]:
    per_track = {
        name: ratios(timings, f"{name} {LARGEST}", f"{name} {SMALLEST}", SMALLEST / LARGEST) for name in (_FLOOR, *_GOALS)
    }
    for name, goal in ((_FLOOR, None), (_WITH_CARRY, Goal(1.5)), (_TWICE, Goal(1.5))):
        yield Row(f"{name}, µs per track, {LARGEST:,} / {SMALLEST} tracks", per_track[name], goal)
    both = zip(per_track[_WITH_CARRY], per_track[_FLOOR], strict=True)
    yield Row(f"{_WITH_CARRY}, that growth / the floor's", [one / other for one, other in both], Goal(1.25))
