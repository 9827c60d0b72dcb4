from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.transcripts import FOLDER, PROMPT, replayed

if TYPE_CHECKING:
    from pathlib import Path

PLACES = sorted(FOLDER.glob("*.txt"))


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.stem)
def test_transcript(place: Path) -> None:
    expected = place.read_text("utf-8")
    assert expected.startswith(PROMPT)
    assert replayed(expected) == expected, "if this is meant, run `python -m tests.cli`"


def test_there_are_transcripts() -> None:
    assert PLACES
