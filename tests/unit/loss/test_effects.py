from __future__ import annotations

import pytest

from converter.loss.effects import COUNTED, VERDICTS, Effect, rank, severity_of
from converter.options import Severity


@pytest.mark.parametrize(
    ("collection", "field", "severity"),
    [
        ("tracks", "", "error"),
        ("views", "", "error"),
        ("genome", "", "error"),
        ("sources", "", "info"),
        ("regions", "", "warning"),
        ("genome", "id", "error"),
        ("views", "loci", "error"),
        ("tracks", "display.color", "warning"),
        ("tracks", "display_range.maximum", "warning"),
        ("tracks", "display.height_px", "info"),
        ("tracks", "name", "warning"),
        ("sources", "name", "info"),
        ("views", "panels.p1.tracks", "info"),
    ],
)
def test_severity_is_by_consequence(collection: str, field: str, severity: str) -> None:
    assert severity_of(collection, field) == severity


def test_severities_have_ranks_and_verdicts() -> None:
    assert [rank(one) for one in (Severity.INFO, Severity.WARNING, Severity.ERROR)] == [0, 1, 2]
    assert [str(one) for one in VERDICTS] == ["equivalent", "lossy", "incomplete"]
    assert Effect.ASSUMED not in COUNTED
