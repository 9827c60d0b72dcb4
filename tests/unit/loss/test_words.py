"""What fields are called in a report."""

from __future__ import annotations

import pytest

from converter.loss.effects import ERRORS, INFOS
from converter.loss.words import FIELDS, phrase
from converter.model.fields import fields


@pytest.mark.parametrize(
    ("collection", "field", "words"),
    [
        ("genome", "two_bit", "the sequence (2bit)"),
        ("genomes", "blat_db", "the BLAT database of the genome"),
        ("session", "name", "the name of the session"),
        ("tracks", "", "a track"),
        ("highlights", "", "highlights"),
        ("tracks", "display_range.minimum", "the lower end of the value axis"),
        ("tracks", "display.row_height_px", "the height of a row"),
        ("tracks", "parts.coverage.visible", "whether the coverage is shown"),
        ("tracks", "parts.reads.visible", "whether the reads are shown"),
        ("tracks", "parts.other.display.color", "the colour of other"),
        ("tracks", "parts.junctions", "the junctions"),
        ("tracks", "parts.coverage.reads.shade_by", "what reads are shaded by"),
        ("tracks", "parts.coverage.name", "the name of the coverage"),
        ("views", "panels.p1.name", "the name of a panel"),
        ("views", "panels", "the panels"),
        ("views", "plot.y_minimum", "the lower end of the y axis of the plot"),
        ("samples", "filters", "the sample filters"),
        ("samples", "filters.f1.item_id", "the item id of a filter"),
        ("tracks", "selection.filters.f2.operator", "the operator of a filter"),
    ],
)
def test_a_field_has_words(collection: str, field: str, words: str) -> None:
    assert phrase(collection, field) == words


def test_every_field_of_the_model_has_words_of_its_own() -> None:
    told = [key for key in fields() if not key.endswith("/") and "*" not in key]
    assert [key for key in told if not {key.replace("genomes/", "genome/"), key.partition("/")[2]} & FIELDS.keys()] == []


def test_no_words_have_the_marks_of_a_program() -> None:
    assert [name for name in ERRORS | INFOS if "_" in phrase("tracks", name) or "." in phrase("tracks", name)] == []
