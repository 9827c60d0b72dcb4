"""Conditions with several values, and filters with one each."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import UNSET

from converter.formats.analytics import filters
from converter.model import Filter, Samples, Session, Track
from converter.model.analytics import Selection
from tests.unit.formats.analytics.sessions import again, document, effects, session


def two(*conditions: Any, match: str = "all") -> Any:
    """The selection of the first of two series."""
    return session(series=[{"name": "A", "match": match, "filters": list(conditions)}, {"name": "B"}]).tracks["t1"].selection


CROP = {"by": "question", "id": 7, "label": "Crop", "operator": "is equal to", "values": ["maize", "bean"]}
SAID = {"by": "question", "item_id": "7", "item": "Crop", "operator": "is equal to"}
RANGE = {"by": "parameter", "label": "PAR", "from": 10, "to": 20.5}
FROM, TO = "is greater than or equal to", "is less than or equal to"


def test_values_are_alternatives() -> None:
    maize, bean = Filter(**SAID, value="maize"), Filter(**SAID, value="bean")
    assert two(CROP, match="any") == Selection(match="any", filters={"f1": maize, "f2": bean})
    assert [one.group for one in two(RANGE, CROP).filters.values()] == [UNSET, UNSET, "2", "2"]


def test_both_ends_of_a_range_hold() -> None:
    held = two(RANGE)
    assert [(one.operator, one.value) for one in held.filters.values()] == [(FROM, "10"), (TO, "20.5")]
    assert [one.group for one in two(RANGE, match="any").filters.values()] == ["1", "1"]


@pytest.mark.parametrize(
    ("condition", "item"),
    [
        ({"by": "user", "values": ["a"]}, "user"),
        ({"by": "device", "id": "d7", "values": ["a"]}, "d7"),
        ({"label": "L", "values": ["a"]}, "L"),
        ({"values": ["a"]}, UNSET),
    ],
)
def test_what_is_compared_has_a_name(condition: Any, item: Any) -> None:
    found = two(condition).filters["f1"]
    assert (found.item, found.operator) == (item, "is equal to")


@pytest.mark.parametrize(
    "conditions",
    [
        [CROP, RANGE],
        [{"by": "user", "values": ["x", 5, True, 0.5]}, {"values": ["y"], "by": "user"}],
        [{"by": "time", "to": "2024-05-01"}, {"by": "time", "to": "2024-05-02", "from": "2024-05-01"}],
        [{"by": "a", "boolean": "AND", "operator": "contains", "values": ["v"], "odd": [1]}],
    ],
)
@pytest.mark.parametrize("match", ["all", "any"])
def test_conditions_are_written_as_they_were(conditions: Any, match: str) -> None:
    series = [{"name": "A", "match": match, "filters": conditions}, {"name": "B"}]
    assert again(series=series)["series"][0]["filters"] == conditions


def test_unknown_keys_of_a_condition_go_where_nothing_is_carried() -> None:
    found = again(carry=False, series=[{"filters": [{"by": "a", "values": ["v"], "odd": 1}]}, {"name": "B"}])
    assert found["series"][0]["filters"] == [{"by": "a", "values": ["v"]}]


def test_the_filters_of_the_only_series_are_those_of_the_session() -> None:
    parts: dict[str, Any] = {"series": [{"match": "any", "flagged": "exclude", "filters": [CROP]}]}
    held = session(**parts).samples
    assert (held.filter_match, held.flagged, list(held.filters)) == ("any", "exclude", ["f1", "f2"])
    assert again(**parts)["series"] == parts["series"]
    assert effects("igvxml", genome="hg38", **parts).get("/series/0/filters/0/values/1") is None
    assert effects("igvxml", genome="hg38", **parts)["/series/0/flagged"] == "dropped"


def test_filters_of_several_series_are_lost_in_a_genome_browser() -> None:
    parts = {"series": [{"filters": [CROP]}, {"name": "B"}]}
    assert effects("igvxml", genome="hg38", **parts)["/series/0/filters/0/values/0"] == "dropped"


def test_the_only_series_says_filters_of_its_own_beside_a_selection() -> None:
    held = Selection(match="all", filters={"f1": Filter(by="a", item="a", operator="is equal to", value="v")})
    made = document(Session(tracks={"t1": Track(kind="series", selection=held)}, track_order=["t1"]))
    assert made["selection"] == {}
    assert made["series"][0]["filters"] == [{"by": "a", "label": "a", "operator": "is equal to", "values": ["v"]}]


def test_filters_of_the_session_that_no_series_can_say_are_a_selection() -> None:
    spelled = session(series=[{"filters": [CROP]}])
    spelled.samples.group_by = "SEX"
    made = document(spelled)
    assert (made["selection"]["groupBy"], "filters" in made["series"][0]) == ("SEX", False)


def of(*held: Filter, match: str = "all", **spelling: Any) -> Any:
    return filters.written({f"f{at}": one for at, one in enumerate(held, 1)}, match, spelling)


A, B = (Filter(by="x", item="x", operator="is equal to", value=text) for text in "ab")


def test_filters_of_a_group_are_one_condition_where_they_compare_alike() -> None:
    one, other = (Filter(by="x", item="x", operator="is equal to", value=text, group="1") for text in "ab")
    assert [said["values"] for said in of(one, other)] == [["a", "b"]]


def test_filters_of_a_group_that_compare_otherwise_stand_in_one_condition() -> None:
    one, other = (Filter(by="x", item="x", operator="has", value=text, group="1") for text in "ab")
    apart, alone = (Filter(by="y", item="y", operator="has", value="c", group=group) for group in "12")
    said = of(one, other, apart, A, alone)
    assert [[inner["values"] for inner in each.get("filters", ())] for each in said] == [[["a", "b"], ["c"]], [], [["c"]]]
    assert [inner["values"] for inner in of(one, other, match="any")[0]["filters"]] == [["a"], ["b"]]


INNER = {"filters": [{"by": "y", "values": ["v", "w"]}, {"by": "z", "values": [1], "odd": 1}], "mood": 2}


def test_conditions_in_place_of_one_are_written_as_they_were() -> None:
    parts: dict[str, Any] = {"series": [{"name": "A"}, {"name": "B"}], "selection": {"filters": [INNER, CROP, INNER]}}
    assert [one.group for one in session(**parts).samples.filters.values()] == ["1", "1", "1", "2", "2", "3", "3", "3"]
    assert again(**parts)["selection"]["filters"] == [INNER, CROP, INNER]
    inner = {"filters": [{"by": "y", "from": 1, "to": 2}, {"by": "z", "values": [1]}]}
    assert again(series=[{"match": "any", "filters": [inner]}])["series"][0]["filters"] == [inner]


def test_groups_that_were_taken_apart_are_written_as_they_are() -> None:
    held = session(series=[{"name": "A"}, {"name": "B"}], selection={"filters": [INNER, INNER]})
    held.samples.filters["f4"].group = "1"
    made = document(held)["selection"]["filters"]
    assert [len(one["filters"]) for one in made] == [3, 2]


def test_empty_words_are_left_out() -> None:
    assert of(Filter(by="", item="", operator="", value="")) == [{"label": "", "values": [""]}]


def test_filters_without_values_can_not_be_said() -> None:
    assert of(A, Filter(item="x")) is None
    assert filters.written(UNSET, "all", {}) is None


@pytest.mark.parametrize(
    "shapes",
    [
        [[1, ["by", "values"]]],
        [[2, ["by", "values"]]],
        [[2, ["by", "from", "to"]]],
        [[1, ["label", "values"]], [1, ["by", "values"]]],
    ],
)
def test_a_spelling_that_no_longer_says_the_same_is_not_used(shapes: Any) -> None:
    assert [said["values"] for said in of(A, B, filters=shapes)] == [["a"], ["b"]]


def test_a_value_that_was_changed_is_not_spelled_as_it_was() -> None:
    spelling: dict[str, Any] = {"filters": [[1, ["by", "values"]]], "filters.values": {"f1": 5}}
    assert of(Filter(by="x", item="x", operator="is equal to", value="5"), **spelling)[0]["values"] == [5]
    assert of(A, **spelling)[0]["values"] == ["a"]


def test_a_session_without_filters_has_no_selection() -> None:
    assert "selection" not in document(Session(samples=Samples(sources=[])))


@pytest.mark.parametrize("spelled", [None, "x", [1], [[1, [["values"]]]], [["1", ["values"]]]])
def test_a_spelling_that_was_edited_into_something_else_is_none(spelled: Any) -> None:
    held = {"f1": Filter(**SAID, value="maize")}
    assert filters.written(held, "all", {"filters": spelled}) == filters.written(held, "all", {})
