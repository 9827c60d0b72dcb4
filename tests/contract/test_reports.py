"""Every promise of a report, for every pair of formats of the registry, over our own files and a sample of others'."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from converter.registry import FORMATS
from tests.contract import checks
from tests.contract.problems import none_of
from tests.contract.samples import OUTSIDE, WRITABLE, Sample, accepted, outside

if TYPE_CHECKING:
    from tests.contract.bench import Bench

Files = Callable[[str], tuple[Sample, ...]]
SHARES = {"igvxml": 0.12, "igvjson": 0.12}
SHARE_ELSE = 0.20
TRIES = 4


every_source = pytest.mark.parametrize("source", FORMATS)
every_target = pytest.mark.parametrize("target", WRITABLE)


@pytest.fixture(params=["ours", "outside"])
def files(request: pytest.FixtureRequest) -> Files:
    if request.param == "outside" and not OUTSIDE:
        pytest.skip("SESSION_CORPUS is unset; it names the folder of the outside corpus")
    return accepted if request.param == "ours" else outside


@every_source
def test_there_are_files(source: str) -> None:
    assert accepted(source)


@every_source
def test_every_fact_is_accounted_for(source: str, files: Files) -> None:
    none_of(files(source), checks.accounts)


@every_target
@every_source
@pytest.mark.parametrize("check", checks.OF_CONVERSIONS, ids=lambda check: check.__name__)
def test_conversions(bench: Bench, source: str, target: str, files: Files, check: checks.Check) -> None:
    none_of(files(source), lambda sample: check(bench, sample, target))


@every_target
@every_source
@pytest.mark.parametrize("carry", [True, False], ids=["carry", "bare"])
def test_what_happens_is_what_is_told(source: str, target: str, files: Files, carry: bool) -> None:  # noqa: FBT001
    none_of(files(source), lambda sample: checks.truth(sample, target, carry=carry, tries=TRIES))


@pytest.mark.parametrize("source", WRITABLE)
def test_its_own_format_says_the_same(source: str, files: Files) -> None:
    none_of(files(source), checks.same_session)


@pytest.mark.parametrize(("source", "target"), list(permutations(WRITABLE, 2)))
def test_every_fact_comes_home(bench: Bench, source: str, target: str, files: Files) -> None:
    none_of(files(source), lambda sample: checks.home(bench, sample, target))


@every_source
def test_few_facts_are_structural(bench: Bench, source: str, files: Files) -> None:
    samples = files(source)
    number = sum(checks.structurals(bench, sample) for sample in samples)
    total = sum(len(sample.facts.all) for sample in samples)
    assert number <= SHARES.get(source, SHARE_ELSE) * total
