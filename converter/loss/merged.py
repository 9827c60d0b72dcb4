"""The report of a merge: one conversion report for each source, all about the same document."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import msgspec

from converter.loss.effects import Verdict
from converter.loss.report import REPORT_VERSION

if TYPE_CHECKING:
    from converter.loss.report import Report, Side
    from converter.options import Severity

_VERDICTS = list(Verdict)


class MergedReport:
    """What became of every fact of every source. `reports`: one for each source, in their order."""

    def __init__(self, reports: list[Report]) -> None:
        self.reports = reports

    @cached_property
    def counts(self) -> dict[str, int]:
        """Facts of all sources by effect; `assumed` are the entries of all reports, of which several may tell the same."""
        names = self.reports[0].counts
        return {name: sum(one.counts[name] for one in self.reports) for name in names}

    @property
    def verdict(self) -> str:
        """That of the source that fares worst."""
        return self._worst.verdict

    @property
    def gravest(self) -> Severity | None:
        """The highest severity of a loss, None where nothing is lost."""
        return self._worst.gravest

    @property
    def _worst(self) -> Report:
        return max(self.reports, key=lambda one: _VERDICTS.index(Verdict(one.verdict)))

    def to_dict(self) -> dict[str, Any]:
        """The report as plain data, secrets redacted."""
        return {**self._head(self._target.describe()), "reports": [one.to_dict() for one in self.reports]}

    def gist(self) -> dict[str, Any]:
        """What people are told of it: that of each report."""
        return {**self._head(self._target.named()), "reports": [one.gist() for one in self.reports]}

    def to_json(self) -> bytes:
        """The report as JSON bytes."""
        return msgspec.json.encode(
            {**self._head(self._target.describe()), "reports": [msgspec.Raw(one.to_json()) for one in self.reports]}
        )

    @property
    def _target(self) -> Side:
        return self.reports[0].target

    def _head(self, target: dict[str, Any]) -> dict[str, Any]:
        return {"report_version": REPORT_VERSION, "target": target, "verdict": self.verdict, "counts": self.counts}
