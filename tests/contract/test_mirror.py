"""Documents and reports are those that were looked at and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.contract import goldens

if TYPE_CHECKING:
    from pathlib import Path

HINT = "run `python -m tests.contract --accept` and read what changed"


@pytest.mark.parametrize(("source", "target"), list(goldens.pairs()))
def test_goldens(source: str, target: str) -> None:
    made = goldens.made(source, target)
    assert [place.name for place in made if not place.is_file()] == [], HINT
    assert [place.name for place, content in made.items() if place.read_bytes() != content] == [], HINT


def test_no_golden_is_of_nothing() -> None:
    wanted = {place for pair in goldens.pairs() for place in goldens.made(*pair)}
    assert goldens.strays(wanted) == [], HINT


def test_a_missing_golden_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(goldens, "MIRROR", tmp_path)
    with pytest.raises(AssertionError, match="accept"):
        test_goldens(*next(goldens.pairs()))
