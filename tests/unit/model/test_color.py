from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.model import color


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("#0a0B0c", "#0a0b0c"),
        ("#abc", "#aabbcc"),
        ("#abcd", "#aabbccdd"),
        ("#01020304", "#01020304"),
        ("rgb(1,2,3)", "#010203"),
        ("rgb(1 2 3)", "#010203"),
        ("RGBA(1, 2, 3, 0.5)", "#01020380"),
        ("rgb(1 2 3 / 50%)", "#01020380"),
        ("rgba(1,2,3,1)", "#010203"),
        ("rgb(100%,0%,50%)", "#ff0080"),
        ("1,2,3", "#010203"),
        (' "1,2,3" ', "#010203"),
        ("red", "#ff0000"),
        ("hsl(120, 100%, 25%)", "#008000"),
        ("HSLA(480deg 200% 25% / 50%)", "#00800080"),
        ("hsl(0,0%,200%)", "#ffffff"),
        ("RebeccaPurple", "#663399"),
        ("DodgerBlue", "#1e90ff"),
    ],
)
def test_every_spelling_of_the_browsers_is_understood(text: str, meant: str) -> None:
    assert color.parse(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "#12345",
        "#ggg",
        "256,0,0",
        "1,2",
        "rgb(1.2.3,0,0)",
        "rgba(1,2,3,1.2.3)",
        "no colour",
        "()",
        "hsl(1,2,3)",
        "hsl(1.2.3,2%,3%)",
        f"rgb({'9' * 400},0,0)",
        f"rgba(0,0,0,{'9' * 400}%)",
        f"hsla(1,2%,3%,{'9' * 400}%)",
    ],
    ids=lambda text: text[:20],
)
def test_what_is_no_colour_is_none(text: str) -> None:
    assert color.parse(text) is None


@pytest.mark.parametrize(
    ("held", "commas", "css"),
    [("#010203", "1,2,3", "rgb(1,2,3)"), ("#01020380", "1,2,3", "rgba(1,2,3,0.502)"), ("#010203ff", "1,2,3", "rgb(1,2,3)")],
)
def test_colours_are_written_without_and_with_alpha(held: str, commas: str, css: str) -> None:
    assert color.commas(held) == commas
    assert color.css(held) == css


BYTE = st.integers(0, 255)


@given(st.tuples(BYTE, BYTE, BYTE, BYTE))
def test_css_reads_back_as_the_same_colour(parts: tuple[int, int, int, int]) -> None:
    held = "#" + "".join(f"{part:02x}" for part in (parts if parts[3] != 255 else parts[:3]))
    assert color.channels(held) == parts
    assert color.parse(color.css(held)) == held
    assert color.parse(color.commas(held)) == held[:7]


@given(st.text())
def test_any_text_is_a_colour_or_none(text: str) -> None:
    found = color.parse(text)
    assert found is None or len(color.channels(found)) == 4
