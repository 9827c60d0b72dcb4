"""What readers and writers of IGV's JSON tell a person beyond what is lost."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.formats.igvjson.sessions import read, session, written

TAG = "<img src=x onerror=alert(1)>"


def codes(**track: Any) -> list[tuple[str, str | None]]:
    """Code and place of the notices on an igv.js session with one track."""
    found = read({"version": "3", "genome": "hg38", "tracks": [track]})
    return [(one.code, one.place) for one in found.ledger.notices]


@pytest.mark.parametrize(
    ("track", "expected"),
    [
        ({"name": TAG, "url": "a.bw"}, [("executes.html", "/tracks/0/name")]),
        ({"label": TAG, "url": "a.bw"}, [("executes.html", "/tracks/0/label")]),
        ({"name": "p < 0.05", "url": "a.bw"}, []),
        ({"file": "a.bam", "name": "a"}, [("location.picked", "/tracks/0/file")]),
        ({"url": "https://x.org/a.bam", "file": "a.bam", "name": "a"}, []),
        ({"name": "a", "type": "wig"}, [("track.empty", "/tracks/0")]),
        ({"type": "sequence"}, []),
        ({"type": "wig", "sourceType": "custom"}, []),
        ({"type": "alignment", "sourceType": "pysam", "url": "https://x.org/r"}, [("location.service", "/tracks/0/sourceType")]),
        ({"type": "wig", "sourceType": "file", "url": "a.bw"}, []),
        ({"type": "annotation", "features": [{"chr": "1", "start": 0, "end": 9}]}, []),
    ],
)
def test_what_a_person_should_know_of_a_track(track: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert codes(**track) == expected


def test_desktop_shows_no_html() -> None:
    found = read({"genome": "hg38", "hiddenAttributes": [], "tracks": [{"name": TAG, "url": "a.bw"}]})
    assert found.ledger.notices == []


def test_a_name_of_another_format_that_would_run_in_igv_js_is_told() -> None:
    held = session({"genome": "hg38", "tracks": [{"name": TAG, "url": "https://x.org/a.bw"}]})
    held.forms = {}
    assert [one.code for one in written(held, profile="igvjs").notices] == ["executes.html"]
    assert written(held, profile="desktop3").notices == []
