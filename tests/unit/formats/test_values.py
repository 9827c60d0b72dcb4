from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.formats import _values as values
from converter.formats._words import CANNOT, INVALID, Codec


@pytest.mark.parametrize(
    ("codec", "raw", "meant"),
    [
        (values.NUMBER_TEXT, "1.5", 1.5),
        (values.NUMBER_TEXT, " 2.0 ", 2),
        (values.NUMBER_TEXT, "1e3", 1000),
        (values.INTEGER_TEXT, "-7", -7),
        (values.NUMBER, 1.25, 1.25),
        (values.NUMBER, 3.0, 3),
        (values.NUMBER, 2**60, 2**60),
        (values.NUMBER, 1e300, 1e300),
        (values.INTEGER, 12, 12),
        (values.INTEGER, 12.0, 12),
        (values.BOOLEAN, True, True),
        (values.BOOLEAN_TEXT, " True ", True),
        (values.BOOLEAN_TEXT, "false", False),
        (values.TEXT, "x", "x"),
        (values.COLOR_CSS, "rgb(1,2,3)", "#010203"),
        (values.COLOR_COMMAS, "1,2,3", "#010203"),
    ],
)
def test_good_values_are_read(codec: Codec, raw: Any, meant: Any) -> None:
    found = codec.read(raw)
    assert found == meant
    assert type(found) is type(meant)


@pytest.mark.parametrize(
    ("codec", "raw"),
    [
        (values.NUMBER_TEXT, ""),
        (values.NUMBER_TEXT, "1,5"),
        (values.NUMBER_TEXT, "\u0661"),
        (values.NUMBER_TEXT, "nan"),
        (values.NUMBER_TEXT, "inf"),
        (values.NUMBER_TEXT, "1e999"),
        (values.NUMBER_TEXT, None),
        (values.NUMBER, True),
        (values.NUMBER, [1]),
        (values.NUMBER, 2**63),
        (values.INTEGER, 12.5),
        (values.INTEGER_TEXT, "12.5"),
        (values.BOOLEAN, "yes"),
        (values.BOOLEAN, 1),
        (values.TEXT, 1),
        (values.COLOR_CSS, "no colour"),
        (values.COLOR_CSS, 5),
    ],
)
def test_bad_values_are_none_of_it(codec: Codec, raw: Any) -> None:
    assert codec.read(raw) is INVALID


@pytest.mark.parametrize(
    ("codec", "value", "wire"),
    [
        (values.NUMBER_TEXT, 2.0, "2"),
        (values.NUMBER_TEXT, 0.1, "0.1"),
        (values.NUMBER_TEXT, 1e300, "1e+300"),
        (values.INTEGER_TEXT, 12, "12"),
        (values.INTEGER_TEXT, 12.6, "13"),
        (values.NUMBER, 1.5, 1.5),
        (values.INTEGER, 1, 1),
        (values.INTEGER, 1.6, 2),
        (values.BOOLEAN, True, True),
        (values.BOOLEAN_TEXT, True, "true"),
        (values.BOOLEAN_TEXT, False, "false"),
        (values.TEXT, "x", "x"),
        (values.COLOR_CSS, "#010203", "rgb(1,2,3)"),
        (values.COLOR_COMMAS, "#010203", "1,2,3"),
        (values.COLOR_CSS, None, CANNOT),
    ],
)
def test_values_are_written(codec: Codec, value: Any, wire: Any) -> None:
    assert codec.write(value) == wire


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_as_text_read_back_exactly(number: float) -> None:
    assert values.NUMBER_TEXT.read(values.number_text(number)) == number


@given(st.text())
def test_any_text_is_a_finite_number_or_none(text: str) -> None:
    found = values.NUMBER_TEXT.read(text)
    assert found is INVALID or math.isfinite(found)
