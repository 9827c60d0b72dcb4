"""Which path of this machine a location means."""

from __future__ import annotations

from pathlib import Path

import pytest

from converter.resources.local import path_of


@pytest.mark.parametrize(
    ("location", "base", "path"),
    [
        ("/data/a.bam", None, "/data/a.bam"),
        ("../a.bam", "/data/x", "/data/a.bam"),
        ("x\\a.bam", "/data", "/data/x/a.bam"),
        ("a.bam", None, "a.bam"),
        ("a.bam", "https://h/x", None),
        ("file:///data/a%20b.bam", "/x", "/data/a b.bam"),
        ("~nobodyofthisname/a.bam", "/x", None),
        ("https://h/a.bam", "/x", None),
        ("C:\\data\\a.bam", "/x", None),
    ],
)
def test_a_location_means_a_path_or_none(location: str, base: str | None, path: str | None) -> None:
    assert path_of(location, base) == (None if path is None else Path(path))


def test_the_home_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/me")
    assert path_of("~/a.bam", None) == Path("/home/me/a.bam")
