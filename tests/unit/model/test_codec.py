from __future__ import annotations

from typing import Any

import jsonschema
import msgspec
import pytest

from converter.model import Display, DisplayRange, Session, Track
from converter.model.codec import schema, session_from, to_plain, typed
from tests.unit.model.test_refs import whole


def test_the_plain_form_is_versioned_and_reads_back() -> None:
    plain = to_plain(whole())
    assert next(iter(plain)) == "model"
    assert session_from(plain) == whole()


def test_a_reference_to_nothing_is_refused_unless_it_is_asked_to_stand() -> None:
    plain = {"model": 1, "track_order": ["t1"]}
    assert typed(plain).track_order == ["t1"]
    with pytest.raises(msgspec.ValidationError, match="no 't1'"):
        session_from(plain)


@pytest.mark.parametrize(
    "plain",
    [
        {"model": 2},
        {"model": "1"},
        {"model": 1, "colour": 1},
        {"model": 1, "tracks": {"t1": {"display": {"color": "red"}}}, "track_order": ["t1"]},
        {"model": 1, "tracks": {"t1": {"display": {"color": "#FF0000"}}}, "track_order": ["t1"]},
        {"model": 1, "tracks": {"t1": {"display_range": {"color_scale": [0, 1, "white", "#ff0000"]}}}, "track_order": ["t1"]},
        [],
        None,
    ],
)
def test_what_is_no_neutral_session_of_this_version_is_refused_and_its_schema_says_so(plain: Any) -> None:
    with pytest.raises(msgspec.ValidationError):
        session_from(plain)
    if plain != {"model": 2}:
        assert not jsonschema.Draft202012Validator(schema()).is_valid(plain)


def test_colours_and_scales_pass_and_their_schema_says_so() -> None:
    look = Track(display=Display(color="#ff000080"), display_range=DisplayRange(color_scale=[0, 1, "#ffffff", "#ff0000"]))
    plain = to_plain(Session(tracks={"t1": look}, track_order=["t1"]))
    assert session_from(plain).tracks["t1"] == look
    jsonschema.Draft202012Validator(schema()).validate(plain)
    jsonschema.Draft202012Validator.check_schema(schema())


def test_descriptions_in_the_schema_are_one_line() -> None:
    assert all("\n" not in one.get("description", "") for one in schema()["$defs"].values())
