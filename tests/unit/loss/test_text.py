from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from converter.loss.text import LONGEST, listed, printable, short


def test_ordinary_text_stays() -> None:
    assert printable("Gènes 日本 chr1:1-2 a\u00a0b") == "Gènes 日本 chr1:1-2 a\u00a0b"


def test_what_a_terminal_acts_on_is_escaped() -> None:
    assert printable("a\x1b[31m\n\u202eb") == "a\\x1b[31m\\n\\u202eb"


@given(st.text())
def test_the_result_is_printable(text: str) -> None:
    assert printable(text).replace("\u00a0", " ").isprintable()


@given(st.text(), st.integers(min_value=2, max_value=20))
def test_short_is_short(text: str, longest: int) -> None:
    assert len(short(text, longest)) <= longest


def test_short_keeps_what_fits() -> None:
    assert short("x" * LONGEST) == "x" * LONGEST
    assert short("x" * (LONGEST + 1)) == "x" * (LONGEST - 1) + "…"


def test_of_many_names_the_first_are_listed() -> None:
    assert listed([], 2) == ""
    assert listed(["a", "b"], 2) == "a, b"
    assert listed(["a", "b", "c", "d"], 2) == "a, b and 2 more"
