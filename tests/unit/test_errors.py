from __future__ import annotations

import pytest

from converter.errors import ConverterError, MalformedError


@pytest.mark.parametrize(
    ("places", "where"),
    [
        ({}, ""),
        ({"path": "/a/b"}, "/a/b"),
        ({"line": 3}, "line 3"),
        ({"line": 3, "column": 7}, "line 3, column 7"),
        ({"path": "/a", "line": 3}, "/a, line 3"),
        ({"column": 7}, ""),
        ({"path": ""}, ""),
    ],
)
def test_the_place_is_told_in_words(places: dict[str, str | int], where: str) -> None:
    error = MalformedError("a.b", "Bad.", **places)  # type: ignore[arg-type]
    assert error.where == where
    assert str(error) == (f"Bad. (at {where})" if where else "Bad.")


def test_what_to_do_comes_last() -> None:
    assert str(ConverterError("a.b", "Bad.", path="/x", hint="Mend it.")) == "Bad. (at /x) Mend it."
