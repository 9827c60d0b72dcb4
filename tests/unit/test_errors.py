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
    error = MalformedError("a.b", "Bad.", hint="Mend it.", **places)  # type: ignore[arg-type]
    assert error.where == where
    assert str(error) == (f"Bad. (at {where}) Mend it." if where else "Bad. Mend it.")


def test_what_an_error_quotes_shows_no_credentials() -> None:
    location = "https://me:hidden7@x.org/a.bam?token=hidden7"
    error = ConverterError("a.b", f"Bad: {location!r}.", path=f"/tracks/{location.replace('/', '~1')}", hint=f"Mend {location}.")
    assert "hidden7" not in f"{error} {error.path} {error.args}"
    assert "x.org" in error.message


def test_what_an_error_quotes_is_no_longer_than_a_person_reads() -> None:
    error = ConverterError("a.b", f"Bad: {'x' * 10_000!r} at its end.", hint="y" * 10_000)
    assert error.message.startswith("Bad: 'xxx")
    assert error.message.endswith("xxx' at its end.")
    assert len(str(error)) < 4_100
