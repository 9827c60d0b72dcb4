"""Filters of samples as IGV's XML says them."""

from __future__ import annotations

import pytest

from converter.model import Filter, Samples, Session
from tests.unit.formats.igvxml.reading import written


def filtered(*filters: Filter, match: str = "any") -> list[dict[str, str]]:
    """The elements of a sample filter that another format says."""
    held = {f"f{number}": one for number, one in enumerate(filters, 1)}
    root = written(Session(samples=Samples(filter_match=match, filters=held)))
    return [dict(one.attrib) for one in root.iter("FilterElement")]


def test_a_filter_of_another_format_says_how_its_elements_are_joined() -> None:
    one = Filter(by="question", item="Crop", operator="is equal to", value="maize")
    said = {"item": "Crop", "operator": "is equal to", "value": "maize"}
    assert filtered(one) == [{**said, "booleanOperator": "OR"}]
    assert filtered(one, match="all") == [{**said, "booleanOperator": "AND"}]


@pytest.mark.parametrize(
    "beyond",
    [
        Filter(item="Crop", operator="matches", value="m.*"),
        Filter(item="Crop", operator="is equal to"),
        Filter(operator="is equal to", value="a"),
        Filter(item="Crop", operator="is equal to", value="a", group="1"),
    ],
)
def test_a_filter_that_igv_has_no_words_for_is_not_written_in_part(beyond: Filter) -> None:
    assert filtered(Filter(item="Crop", operator="is equal to", value="maize"), beyond) == []
