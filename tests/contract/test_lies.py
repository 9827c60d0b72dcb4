"""A converter that lies is found out: each test makes it lie, and sees the checks of the contract go red."""

from __future__ import annotations

import copy
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

from converter.formats import _consume
from converter.formats.base import Job
from converter.loss import carry as luggage
from converter.loss.account import Accountant
from converter.loss.effects import Effect
from converter.loss.ledger import Ledger
from converter.loss.measure import Delta
from converter.loss.report import Report
from converter.loss.wording import Key
from converter.options import ConvertOptions, Severity
from tests.contract import checks
from tests.contract.bench import Bench
from tests.contract.samples import WRITABLE, Sample, accepted

if TYPE_CHECKING:
    from collections.abc import Callable

    from converter.loss.entries import Verdicts

conversion = import_module("converter.convert")
SOURCE = "igvxml"
ALL = 1000
TARGETS = [one for one in WRITABLE if one not in (SOURCE, "neutral")] or [SOURCE]
every_target = pytest.mark.parametrize("target", TARGETS)

OWN = b"""<Session genome="hg19" locus="chr1:1-1000" version="8">
  <Resources><Resource path="https://example.org/a.bw" made="once"/></Resources>
  <Panel height="100" name="DataPanel" width="900">
    <Track id="https://example.org/a.bw" name="a" color="1,2,3" autoScale="true" removed="7" odd="one" visible="true"/>
  </Panel>
</Session>"""
SAMPLE = Sample("own.xml", SOURCE, OWN, {})


def red(check: Callable[[Bench, Sample, str], list[str]], target: str) -> bool:
    return bool(check(Bench(), SAMPLE, target))


def truth(target: str, *, carry: bool = True) -> list[str]:
    return checks.truth(SAMPLE, target, carry=carry, tries=ALL)


@every_target
def test_without_lies_all_is_green(target: str) -> None:
    found = [check(Bench(), SAMPLE, target) for check in checks.OF_CONVERSIONS]
    assert found == [[]] * len(checks.OF_CONVERSIONS)
    assert truth(target) + truth(target, carry=False) + checks.accounts(SAMPLE) == []


@every_target
def test_a_hidden_leftover(monkeypatch: pytest.MonkeyPatch, target: str) -> None:
    """A reader that forgets what it has no word for: it is said to be kept, and is nowhere."""
    plan = _consume.Table.plan

    def forgetful(self: Any, names: tuple[str, ...], rel: str) -> Any:
        made = copy.copy(plan(self, names, rel))
        made.native, made.ignored, made.fates = [], [], {}
        return made

    monkeypatch.setattr(_consume.Table, "plan", forgetful)
    assert any("silent loss" in one for one in truth(target))
    assert red(checks.home, target)


def test_an_element_that_is_not_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    bind = Ledger.bind

    def forgetful(self: Ledger, node: Any, *rest: Any, **more: Any) -> None:
        if "Panel" not in node.path or "Track" in node.path:
            bind(self, node, *rest, **more)

    monkeypatch.setattr(Ledger, "bind", forgetful)
    assert checks.accounts(SAMPLE)


def test_an_element_that_is_bound_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    bind = Ledger.bind

    def eager(self: Ledger, node: Any, *rest: Any, **more: Any) -> None:
        bind(self, node, *rest, **more)
        bind(self, node, *rest, **more)

    monkeypatch.setattr(Ledger, "bind", eager)
    assert checks.accounts(SAMPLE)


def _told(monkeypatch: pytest.MonkeyPatch, tell: Callable[[Accountant, Verdicts], None]) -> None:
    run = Accountant.run

    def lying(self: Accountant) -> Verdicts:
        found = run(self)
        tell(self, found)
        return found

    monkeypatch.setattr(Accountant, "run", lying)


@every_target
def test_a_kept_fact_that_is_called_dropped(monkeypatch: pytest.MonkeyPatch, target: str) -> None:
    def tell(self: Accountant, found: Verdicts) -> None:
        key = Key("native.unsupported", Effect.DROPPED, Severity.INFO, "native", None, None, "No.", None, "")
        found.entries[key] = [(bound, "name") for bound in self.ledger.bound if bound.node.path.endswith("Track")]

    _told(monkeypatch, tell)
    assert any("false alarm" in one for one in truth(target, carry=False))


@every_target
def test_a_dropped_fact_that_is_called_approximated(monkeypatch: pytest.MonkeyPatch, target: str) -> None:
    def tell(_: Accountant, found: Verdicts) -> None:
        for key in [key for key in found.entries if key.effect is Effect.DROPPED]:
            found.entries[key._replace(effect=Effect.APPROXIMATED, emitted="near")] = found.entries.pop(key)

    _told(monkeypatch, tell)
    assert any("silent loss" in one for one in truth(target, carry=False))
    assert red(checks.told_alike, target)


@every_target
def test_a_dropped_fact_that_is_called_kept(monkeypatch: pytest.MonkeyPatch, target: str) -> None:
    def tell(_: Accountant, found: Verdicts) -> None:
        for key in [key for key in found.entries if key.effect in (Effect.DROPPED, Effect.CARRIED)]:
            del found.entries[key]

    _told(monkeypatch, tell)
    assert any("silent loss" in one for one in truth(target, carry=False))


@every_target
def test_carrying_all_the_same(monkeypatch: pytest.MonkeyPatch, target: str) -> None:
    """`carry=false` is told to the report alone."""
    carried = conversion._carried

    def stubborn(target: Any, written: Any, plain: bytes, delta: Any, placed: Any, job: Job) -> bytes | None:
        document: bytes | None = carried(target, written, plain, delta, placed, Job(ConvertOptions(), job.limits))
        return document

    monkeypatch.setattr(conversion, "_carried", stubborn)
    assert red(checks.light, target)
    assert any("false alarm" in one for one in truth(target, carry=False))


@every_target
def test_carrying_nothing(monkeypatch: pytest.MonkeyPatch, target: str) -> None:
    """What is said to be carried is left behind."""
    monkeypatch.setattr(luggage, "pack", lambda *_: None)
    monkeypatch.setattr(conversion, "_written", _without_luggage(conversion._written))
    assert any("silent loss" in one for one in truth(target))
    assert red(checks.home, target)


def _without_luggage(written: Callable[..., Any]) -> Callable[..., Any]:
    def bare(target: Any, session: Any, job: Job) -> Any:
        return written(target, session, job._replace(options=ConvertOptions(carry=False)))

    return bare


@every_target
def test_a_difference_that_leaves_something_out(monkeypatch: pytest.MonkeyPatch, target: str) -> None:
    operations = Delta.operations
    monkeypatch.setattr(Delta, "operations", lambda self: list(operations(self))[1:])
    samples = accepted(SOURCE)[::10]
    assert any(checks.difference(Bench(), sample, target) for sample in samples)


def test_a_count_that_is_off(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = vars(Report)["counts"].func
    monkeypatch.setattr(Report, "counts", property(lambda self: {**counts(self), "kept": counts(self)["kept"] - 1}))
    assert red(checks.sums, TARGETS[0])


@every_target
def test_a_loss_that_no_table_announces(monkeypatch: pytest.MonkeyPatch, target: str) -> None:
    monkeypatch.setattr("converter.loss.announce.find", lambda *_: None)
    found = [problem for sample in accepted("igvxml")[::5] for problem in checks.announced(Bench(), sample, target)]
    assert any("does not announce" in one for one in found) or target == SOURCE


def test_a_code_that_nobody_publishes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("converter.published.FIXED", {})
    assert red(checks.announced, TARGETS[0])


def test_a_structural_fact_of_no_published_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "named", lambda *_: False)
    assert red(checks.structural, TARGETS[0])
