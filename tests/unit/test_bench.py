"""The benchmark's own parts: its synthetic sessions, its rounds, its table. Its figures are not tested."""

from __future__ import annotations

from functools import partial
from random import Random

import pytest

import converter
from tests.bench.rounds import Case, ratios, run
from tests.bench.sessions import FACTS_AROUND, FACTS_PER_TRACK, session_xml
from tests.bench.table import Goal, Row, render

RANDOM = Random(1)  # noqa: S311 - not for secrets


@pytest.mark.parametrize("tracks", [1, 20, 200])
def test_a_session_has_the_tracks_and_facts_that_it_says(tracks: int) -> None:
    reading = converter.read(session_xml(tracks))
    assert reading.format == "igvxml"
    assert len(reading.session.tracks) == len(reading.session.sources) == tracks
    assert reading.ledger.total == reading.ledger.accounted == FACTS_PER_TRACK * tracks + FACTS_AROUND


def test_a_session_is_the_same_for_the_same_seed() -> None:
    assert session_xml(20, seed=1) == session_xml(20, seed=1) != session_xml(20, seed=2)


def test_locations_hold_what_xml_escapes() -> None:
    assert b"&amp;part=" in session_xml(1)
    source = converter.read(session_xml(1)).session.sources["s1"]
    assert "&part=" in str(source.location)


def test_every_case_has_its_rounds_in_a_drawn_order() -> None:
    order: list[str] = []

    def measure(name: str) -> float:
        order.append(name)
        return len(order)

    timings = run([Case(name, partial(measure, name), rounds) for name, rounds in (("a", 20), ("b", 20), ("c", 3))], RANDOM)
    assert {name: len(values) for name, values in timings.items()} == {"a": 20, "b": 20, "c": 3}
    assert "".join(order[-34:]).count("ab") not in (0, 17)
    assert run([], RANDOM) == {}


def test_ratios_are_paired_by_round() -> None:
    assert ratios({"x": [2.0, 9.0, 8.0], "floor": [1.0, 3.0]}, "x", "floor") == [2, 3]
    assert ratios({"x": [2.0], "floor": [1.0]}, "x", "floor", 0.5) == [1]


@pytest.mark.parametrize(
    ("goal", "verdict"), [(Goal(3), "ok"), (Goal(2.9), "over"), (Goal(3, at_most=False), "ok"), (Goal(4, at_most=False), "over")]
)
def test_a_goal_is_held_against_the_median(goal: Goal, verdict: str) -> None:
    assert Row("a", [1, 3, 50], goal).verdict == verdict


def test_the_table() -> None:
    rows = [Row("convert / floor", [2, 9, 4], Goal(3)), Row("floor", [1.25], unit="µs")]
    assert render(rows).splitlines() == [
        "what              median      min      max  goal",
        "convert / floor      4 x      2 x      9 x   ≤ 3  over",
        "floor            1.25 µs  1.25 µs  1.25 µs",
    ]
    plain = {"what": "convert / floor", "median": 4, "min": 2, "max": 9, "unit": "x", "goal": "≤ 3", "verdict": "over"}
    assert rows[0].plain() == plain
    assert rows[1].plain()["goal"] is rows[1].plain()["verdict"] is None
