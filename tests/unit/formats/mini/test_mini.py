"""The format that is there for copying keeps the promises of formats."""

from __future__ import annotations

import json
from typing import Any

import pytest

import converter
from converter.registry import FORMATS
from tests.contract import checks
from tests.contract.bench import Bench
from tests.contract.problems import none
from tests.contract.samples import Sample, accepted
from tests.unit.formats.mini import FORMAT

TRACKS = [
    {"label": "A", "url": "https://example.org/a.bw", "colour": "#ff0000", "height": 40},
    {"label": "B", "url": "https://example.org/b.bed", "colour": "Red", "height": "tall", "sticky": True, "note": {"by": "me"}},
]


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FORMATS, FORMAT.id, FORMAT)


def sample(**said: Any) -> Sample:
    return Sample("a.mini.json", FORMAT.id, json.dumps({"mini": 1, "assembly": "hg38", **said}).encode(), {})


SAMPLES = [sample(tracks=TRACKS), sample(tracks=[], owner="me"), sample(assembly=None)]


@pytest.mark.parametrize("one", SAMPLES)
def test_every_fact_is_accounted_for(one: Sample) -> None:
    none(checks.accounts(one))


@pytest.mark.parametrize("one", SAMPLES)
@pytest.mark.parametrize("to", ["igvjson", "jbrowse2", "mini"])
def test_reports_tell_the_truth(one: Sample, to: str) -> None:
    bench = Bench()
    none(problem for check in checks.OF_CONVERSIONS for problem in check(bench, one, to))
    none(checks.truth(one, to, carry=False, tries=20))


def test_it_comes_home() -> None:
    none(checks.same_session(SAMPLES[0]))
    none(checks.home(Bench(), SAMPLES[0], "igvjson"))


def test_what_others_say_is_written_and_what_is_lost_announced() -> None:
    session = {"genome": "hg38", "tracks": [{"url": "https://example.org/a.bw", "name": "A", "height": 30}]}
    done = converter.convert(json.dumps(session).encode(), to="mini")
    assert json.loads(done.document)["tracks"] == [{"url": "https://example.org/a.bw", "label": "A", "height": 30}]


@pytest.mark.parametrize("tracks", [{}, ["a.bw"], [{"label": "A"}]])
def test_bad_tracks_are_refused(tracks: Any) -> None:
    with pytest.raises(converter.ConverterError, match="no list of objects") as caught:
        converter.read(sample(tracks=tracks).data)
    assert caught.value.code == "mini.tracks"


def test_a_value_that_means_the_same_as_another_is_no_silent_loss() -> None:
    """The assembly of a highlighted place by its alias: the format says neither, and the report tells of other assemblies."""
    one = next(one for one in accepted("jbrowse2") if one.name == "highlight_forms.json")
    none(checks.truth(one, "mini", carry=False, tries=len(one.facts.all)))
