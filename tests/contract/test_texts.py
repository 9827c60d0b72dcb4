"""Texts changed one cell or key at a time: what happens to the document is what the report says, for every fact that there is."""

from __future__ import annotations

import pytest

from tests.contract import checks
from tests.contract.facts import Facts
from tests.contract.problems import none_of
from tests.contract.samples import WRITABLE, Sample, accepted
from tests.contract.texts import TEXTS

TARGETS = [one for one in WRITABLE if one != "neutral"]
ALL = 10_000
SAMPLES = {form: [one for one in accepted(form) if one.facts.text is not None] for form in TEXTS}
CASES = [
    (sample, target)
    for form in TEXTS
    for number, sample in enumerate(SAMPLES[form])
    for target in [TARGETS[(number + step) % len(TARGETS)] for step in range(len(TARGETS) if form == "filelist" else 2)]
]


@pytest.mark.parametrize(("sample", "target"), CASES, ids=[f"{sample.name}-{target}" for sample, target in CASES])
def test_every_fact_is_what_is_told(sample: Sample, target: str) -> None:
    none_of([sample], lambda one: checks.truth(one, target, carry=False, tries=ALL))


@pytest.mark.parametrize("sample", [sample for form in TEXTS for sample in SAMPLES[form]], ids=lambda sample: sample.name)
def test_a_changed_fact_is_the_only_one(sample: Sample) -> None:
    """The walk finds each fact where it is, and changes it alone."""
    facts = sample.facts
    before = {fact.path: fact.value for fact in facts.all}
    for fact in facts.all:
        text = "7" if str(fact.value).strip().isdigit() else "word"
        after = {one.path: one.value for one in Facts(facts.changed(fact.path, text), sample.format).all}
        changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
        assert fact.path in changed or fact.value == text, fact
