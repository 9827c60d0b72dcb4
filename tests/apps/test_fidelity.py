"""The published summary of what the applications made of our documents is fresh, and as good as promised."""

from __future__ import annotations

import json
import re

import pytest

from converter import published
from converter.model.fields import fields
from converter.registry import FORMATS
from tests.apps.fidelity import BLANK, LIMITS, OLDER, REASONS, STORED, judged, summary
from tests.apps.judges import needs

NEEDED = {"igvxml": "igv", "igvjson": "igvjs", "jbrowse2": "model"}
AGREEMENT = 0.99


def test_it_speaks_of_what_an_application_judges() -> None:
    assert set(published.fidelity()) == set(NEEDED)
    assert all(FORMATS[name].writes for name in NEEDED)


def test_its_fields_are_those_of_the_model() -> None:
    known = {name.replace(".*.", ".") for name in fields()} | {"views/loci", "views/tracks", "tracks/members", "samples/filters"}
    named = {field for one in published.fidelity().values() for field in one["fields"]}
    assert {field for field in named if _general(field) not in known} == set()


def _general(field: str) -> str:
    return re.sub(r"parts\.(coverage|reads|junctions)\.", "parts.", field)


def test_what_is_said_is_understood() -> None:
    shares = {name: published.agreement(one) for name, one in published.fidelity().items()}
    assert {name: pair for name, pair in shares.items() if pair[1] < AGREEMENT * pair[0]} == {}


def test_what_is_not_opened_has_a_reason() -> None:
    for target, one in published.fidelity().items():
        assert {*one["not_opened"].values(), *one.get(OLDER, {}).get("not_opened", {}).values()} <= set(REASONS[target].values())


def test_an_older_version_stands_beside_the_newest(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is one more row, and its documents that did not open have reasons, too."""
    held = published.fidelity()["jbrowse2"]
    older = {**held, "application": "JBrowse 2 3.7", "not_opened": {"corpus/a": "why"}, "genome_given": {}}
    monkeypatch.setattr(published, "fidelity", lambda: {"jbrowse2": {**held, "older": older}})
    applications, _, closed = published.fidelity_tables()
    assert [row[:2] for row in applications[1:]] == [
        ("jbrowse2", held["application"]),
        ("jbrowse2, older", "JBrowse 2 3.7"),
    ]
    assert closed[-1] == ("jbrowse2, older", "corpus/a", "why")


def test_what_is_not_opened_is_told_by_an_error_of_its_report() -> None:
    for target, one in published.fidelity().items():
        closed = {**one["not_opened"], **one["genome_given"]}
        assert {name: closed[name] for name in one["untold"] if closed[name] not in LIMITS[target]} == {}


def test_what_should_draw_draws_or_has_a_reason() -> None:
    for target, one in published.fidelity().items():
        assert one["should_draw"] - one["drawn"] >= len(one["blank"])
        assert (one["should_draw"] > one["drawn"] > 0) == bool(one["blank"])
        assert {*one["blank"].values(), *one.get(OLDER, {}).get("blank", {}).values()} <= set(BLANK[target].values())


def test_every_difference_has_a_reason_and_an_example() -> None:
    for one in published.fidelity().values():
        assert set(one["differ"]) == {name for name, (compared, alike) in one["fields"].items() if alike < compared}
        assert [
            name for name, held in one["differ"].items() if None in held["why"] or not held["why"] or not held["examples"]
        ] == []


@pytest.mark.parametrize("target", [pytest.param(name, marks=needs(judge)) for name, judge in NEEDED.items()])
def test_it_is_fresh(target: str) -> None:
    """What the applications say of the sample of today, which may be smaller, is what was stored."""
    held = json.loads(STORED.read_text("utf-8"))[target]
    today = summary(target, *judged(target))
    assert today["application"] == held["application"]
    for key in ("not_opened", "genome_given"):
        assert {name: why for name, why in today[key].items() if held[key].get(name) != why} == {}
    assert set(today["untold"]) <= set(held["untold"])
    assert today["differ"].keys() <= held["differ"].keys(), today["differ"]
