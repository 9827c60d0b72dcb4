from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.formats import _igv
from converter.formats._words import CANNOT, INVALID
from converter.formats.igvxml import mapping


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1,2,3", "#010203"),
        ("rgb(1,2,3)", "#010203"),
        ("0.5,0.5,1.0", "#7f7fff"),  # fractions are truncated, not rounded
        ("0.5, 0.25, 0.75,x", "#7f3fbf"),
        ("rgb(1.0,0.5,0)", "#ff7f00"),
        ("1,2,3,4", "#010203"),
        ("#0A0B0C", "#0a0b0c"),
        ("255", "#0000ff"),
        ("Red", "#ff0000"),
        ("orange", "#ffa500"),
        ('"1,2,3"', "#010203"),
    ],
)
def test_every_spelling_of_igv_is_a_colour(text: str, meant: str) -> None:
    assert mapping.COLOR.read(text) == meant


@pytest.mark.parametrize(
    "text", ["no colour", "steelblue", "0.5,x,1", "", "-5", "255, 0, 0", "#f00", "#FF000080", "RGB(1,2,3)", "red ", "9" * 5000]
)
def test_what_igv_can_not_read_is_black(text: str) -> None:
    assert mapping.COLOR.read(text) == "#000000"


@pytest.mark.parametrize("text", ["300,0,0", "1,2", "1.5,0,0", "0,-1,0"])
def test_a_colour_out_of_range_is_left_out(text: str) -> None:
    assert mapping.COLOR.read(text) is INVALID


@given(st.text() | st.from_regex(r"[-\d.,einf]*", fullmatch=True))
def test_any_text_is_some_colour(text: str) -> None:
    assert (found := mapping.COLOR.read(text)) is INVALID or mapping.COLOR.write(found) is not CANNOT


@pytest.mark.parametrize("text", ["50.0", "5e1", " 50", "", "12,5", "2147483648"])
def test_a_whole_number_has_digits_alone(text: str) -> None:
    assert mapping.INTEGER.read(text) is INVALID
    assert mapping.INTEGER.read("+50") == 50


def test_igv_stops_at_a_number_that_is_no_integer_of_java() -> None:
    assert mapping.INTEGER.write(2**31 - 1) == "2147483647"
    assert mapping.INTEGER.write(2**31) is CANNOT
    assert mapping.HEIGHT.write(1e12) is CANNOT
    assert mapping.TRACK.words["thickness"].spell(1.5, {}) == "2"


def test_colours_are_written_with_commas_and_without_alpha() -> None:
    assert mapping.COLOR.write("#01020380") == "1,2,3"
    assert mapping.COLOR.write(None) is CANNOT


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("ContinuousColorScale;0.0;2;255,255,255;0,0,178", [0, 2, "#ffffff", "#0000b2"]),
        (
            "ContinuousColorScale;-0.1;-1.5;0.1;1.5;0,0,255;255,255,255;255,0,0",
            [-0.1, -1.5, 0.1, 1.5, "#0000ff", "#ffffff", "#ff0000"],
        ),
    ],
)
def test_scales_of_two_and_three_colours_are_read_and_written(text: str, meant: list[Any]) -> None:
    assert mapping.SCALE.read(text) == meant
    assert mapping.SCALE.read(mapping.SCALE.write(meant)) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "MappedColorScale;a 1,2,3",
        "ContinuousColorScale;0;1;red",
        "ContinuousColorScale;low;1;red;blue",
        "MonoColorScale;0;1;red;blue",
    ],
)
def test_other_scales_are_not_understood(text: str) -> None:
    assert mapping.SCALE.read(text) is INVALID


@pytest.mark.parametrize("value", [None, [], [1, 2], "text"])
def test_what_is_no_such_scale_can_not_be_said(value: Any) -> None:
    assert mapping.SCALE.write(value) is CANNOT


@pytest.mark.parametrize(
    ("text", "meant"), [("true", True), ("TRUE", True), *((text, False) for text in (" true", "false", "yes", "1", ""))]
)
def test_only_true_is_true(text: str, *, meant: bool) -> None:
    assert mapping.FLAG.read(text) is meant


def test_a_height_of_minus_one_is_that_of_the_content() -> None:
    assert mapping.HEIGHT.read("-1") is None
    assert mapping.HEIGHT.write(None) == "-1"
    assert mapping.HEIGHT.read("40") == 40
    assert mapping.HEIGHT.write(39.6) == "40"
    assert mapping.HEIGHT.read("tall") is INVALID


@pytest.mark.parametrize(
    ("codec", "text", "meant"),
    [
        (mapping.RENDERER, "bar_chart", "bar"),  # any letter case
        (mapping.RENDERER, "BAR", "bar"),
        (mapping.RENDERER, "LINE", "line"),
        (mapping.RENDERER, "POINTS", "points"),
        (mapping.RENDERER, "Pie", INVALID),
        (mapping.MODE, "SQUISHED", "squished"),
        (mapping.MODE, "squished", INVALID),  # a constant of an enumeration
        (mapping.WINDOW, "absoluteMax", "absoluteMax"),
        (mapping.WINDOW, "absolutemax", INVALID),  # case-sensitive
        (_igv.EXPERIMENT, "UNKOWN", "unknown"),  # as IGV spells it
        (_igv.EXPERIMENT, "UNKNOWN", INVALID),
        (mapping.STRAND, "POSITIVE", "+"),
        (mapping.STRAND, "-", "-"),
    ],
)
def test_words_are_those_of_igv(codec: Any, text: str, meant: Any) -> None:
    assert codec.read(text) == meant
