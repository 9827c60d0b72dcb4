"""The difference encoded run by run is what encoding its operations one by one gives."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import given, settings

from converter.loss.difference import pieces
from converter.loss.measure import Delta
from converter.loss.redaction import redact_pointer, redact_value
from converter.model import Display, DisplayRange, Extras, Session, Track
from tests.unit.loss.test_measure import SESSIONS


def encoded(delta: Delta) -> bytes:
    return b"[" + b",".join(pieces(delta)) + b"]"


def one_by_one(delta: Delta) -> bytes:
    plain = map(msgspec.to_builtins, delta.operations())
    return msgspec.json.encode([{**one, "path": redact_pointer(one["path"]), **_shown(one)} for one in plain])


def _shown(operation: dict[str, Any]) -> dict[str, Any]:
    return {name: redact_value(held) for name, held in operation.items() if name == "value"}


def tracks(**held: Track) -> Session:
    return Session(tracks=held)


@settings(max_examples=60, deadline=None)
@given(SESSIONS, SESSIONS)
def test_it_is_what_the_operations_say(a: Session, b: Session) -> None:
    assert encoded(Delta(a, b)) == one_by_one(Delta(a, b))


def test_runs_that_objects_share_name_each_object() -> None:
    a, b = ({key: Track(display=Display(mode=mode, color="#000000")) for key in ("t1", 'a"/b')} for mode in ("full", "fill"))
    delta = Delta(tracks(**a), tracks(**b))
    first, second = (run for runs in delta.runs.values() for run in runs)
    assert first is second
    paths = ["/tracks/t1/display/mode", '/tracks/a"~1b/display/mode']
    assert [one["path"] for one in msgspec.json.decode(encoded(delta))] == paths


def test_secrets_are_hidden_in_ids_paths_and_values() -> None:
    said = Track(display=Display(label_field="x?token=abc"), extras={"f": Extras(native={"apiKey": "abc"})})
    delta = Delta(tracks(**{"x?token=abc": Track(display=Display())}), tracks(**{"x?token=abc": said}))
    assert b"abc" not in encoded(delta)
    assert encoded(delta).count(b"REDACTED") == 4
    assert encoded(delta) == one_by_one(delta)


def test_what_is_equal_to_python_alone_is_not_shared() -> None:
    values = [0, 0.0, -0.0, False, 1, 1.0, True]
    a = {f"t{at}": Track(display_range=DisplayRange(maximum=value)) for at, value in enumerate(values)}
    b = {f"t{at}": Track(display_range=DisplayRange(maximum=9)) for at in range(len(values))}
    delta = Delta(tracks(**b), tracks(**a))
    assert len({id(run) for runs in delta.runs.values() for run in runs}) == len(values)
    assert encoded(delta) == one_by_one(delta)


def test_branches_that_are_one_and_the_same_are_compared_once() -> None:
    here, there = Display(mode="full", color_table={"a": "#000000"}), Display(mode="fill", color_table={"a": "#000000"})
    delta = Delta(*(tracks(t1=Track(display=one), t2=Track(display=one)) for one in (here, there)))
    first, second = (run for runs in delta.runs.values() for run in runs)
    assert first is second
