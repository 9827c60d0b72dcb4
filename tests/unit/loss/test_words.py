"""What fields are called in a report."""

from __future__ import annotations

import pytest

from converter.loss.effects import ERRORS, INFOS
from converter.loss.words import phrase


@pytest.mark.parametrize(
    ("collection", "field", "words"),
    [
        ("genome", "two_bit", "the sequence (2bit)"),
        ("genome", "blat_db", "the blat db"),
        ("session", "name", "the name of the session"),
        ("tracks", "", "a track"),
        ("highlights", "", "highlights"),
        ("tracks", "display_range.minimum", "the lower end of the value axis"),
        ("tracks", "display.row_height_px", "the row height"),
        ("tracks", "parts.coverage.visible", "whether the coverage is shown"),
        ("tracks", "parts.reads.visible", "whether the reads are shown"),
        ("tracks", "parts.other.display.color", "the colour of other"),
        ("tracks", "parts.junctions", "the junctions"),
        ("views", "panels.p1.name", "the name of a panel"),
        ("views", "panels", "the panels"),
    ],
)
def test_a_field_has_words(collection: str, field: str, words: str) -> None:
    assert phrase(collection, field) == words


def test_no_words_have_the_marks_of_a_program() -> None:
    assert [name for name in ERRORS | INFOS if "_" in phrase("tracks", name) or "." in phrase("tracks", name)] == []
