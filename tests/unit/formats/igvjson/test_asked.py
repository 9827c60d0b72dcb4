"""What a server is asked with, what is empty, and samples that one track shows together."""

from __future__ import annotations

import json
from typing import Any

import pytest

import converter


def entries(track: dict[str, Any], to: str = "igvxml", **options: str) -> list[dict[str, Any]]:
    document = {"version": "3.8.10", "genome": "hg38", "locus": "chr1:1-900", "tracks": [track]}
    made = converter.convert(json.dumps(document).encode(), to=to, options={"carry": False, **options})
    found = made.report.to_dict()["entries"]
    return [one for one in found if one["source"] is not None and one["source"]["path"].startswith("/tracks/0/")]


@pytest.mark.parametrize(
    ("told", "severity"),
    [
        ({"headers": {"Authorization": "Bearer example"}}, "warning"),
        ({"headers": {}}, "info"),
        ({"oauthToken": "example"}, "warning"),
        ({"withCredentials": True}, "warning"),
        ({"withCredentials": False}, "info"),
    ],
)
def test_a_file_may_not_be_handed_out_without_what_it_is_asked_with(told: dict[str, Any], severity: str) -> None:
    (found,) = entries({"url": "https://example.org/a.bw", **told})
    assert (found["severity"], found["effect"]) == (severity, "dropped")
    assert "may not hand the file out" in found["message"]


@pytest.mark.parametrize("told", [{"filter": {}}, {"metadata": {}}])
def test_what_is_empty_is_understood_and_not_missed(told: dict[str, Any]) -> None:
    (found,) = entries({"url": "https://example.org/a.bam", **told})
    assert (found["severity"], found["code"] == "source.invalid") == ("info", False)


def test_the_sample_of_a_file_of_segments_is_in_no_id_of_igv_desktop() -> None:
    track = {"type": "seg", "url": "https://example.org/a.seg", "name": "s", "samples": ["A"]}
    document = json.dumps({"version": "3.8.10", "genome": "hg38", "locus": "chr1:1-900", "tracks": [track]})
    made = converter.convert(document.encode(), to="igvjson", options={"carry": False, "profile": "desktop3"})
    assert b"a.seg_A" not in made.document
    assert entries(track, "igvjson", profile="desktop3") == []
