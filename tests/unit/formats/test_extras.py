"""What is told of values that returned though the application stops at them."""

from __future__ import annotations

from converter.formats._extras import refused


def test_names_are_told_once_and_not_all_of_many() -> None:
    (told,) = refused([*"abcdefa"], "at which it stops")
    assert (told.code, told.effect, told.severity) == ("value.refused", "assumed", "error")
    assert told.message == "The session returns as it was, with values at which it stops (a, b, c, d, e and 1 more)."


def test_nothing_is_told_where_nothing_returned() -> None:
    assert refused([], "at which it stops") == []
