"""Tracks of one file, which IGV desktop 3 can't tell apart."""

from __future__ import annotations

import json
from typing import Any

import pytest

import converter

_WIG = {"type": "wig", "url": "https://data.example.org/a.bw"}
_READS = {"type": "alignment", "url": "https://data.example.org/a.bam"}


def _repeated(tracks: list[dict[str, Any]], profile: str) -> list[tuple[str, str]]:
    """Names and severity of the tracks that are told to be shown already."""
    text = json.dumps({"genome": "hg38", "tracks": tracks})
    made = converter.convert(text.encode(), "igvjson", options={"profile": profile, "carry": False})
    return [(one["track"], one["severity"]) for one in made.report.to_dict()["entries"] if one["code"] == "track.repeated"]


@pytest.mark.parametrize(
    ("tracks", "told"),
    [
        ([{**_WIG, "name": "a"}, {**_WIG, "name": "b", "logScale": True, "max": 9}], ["b"]),
        ([{**_READS, "name": "a"}, {**_READS, "name": "b"}], ["b"]),
        ([{**_WIG, "name": "a"}, {"type": "merged", "name": "m", "tracks": [{**_WIG, "name": "c"}]}], ["c"]),
        ([{**_WIG, "name": "a"}, {**_READS, "name": "b"}, {"type": "sequence", "name": "s"}], []),
    ],
)
def test_a_further_track_of_a_file_is_told(tracks: list[dict[str, Any]], told: list[str]) -> None:
    assert _repeated(tracks, "desktop3") == [(name, "warning") for name in told]
    assert _repeated(tracks, "igvjs") == []
