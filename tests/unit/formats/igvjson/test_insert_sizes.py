"""Expected insert sizes: said, or computed from the reads, which IGV desktop does unless it is told not to."""

from __future__ import annotations

import json
from typing import Any

import pytest

import converter

_BAM = "https://h.org/a.bam"


def _desktop(options: str) -> bytes:
    track = f'<Track id="{_BAM}"><RenderOptions {options}/></Track>'
    text = f'<Session genome="hg38"><Resources><Resource path="{_BAM}"/></Resources><Panel>{track}</Panel></Session>'
    return text.encode()


def _web(**said: Any) -> bytes:
    return json.dumps({"version": "3", "genome": "hg38", "tracks": [{"type": "alignment", "url": _BAM, **said}]}).encode()


def _told(made: converter.Conversion) -> dict[str, tuple[str, str]]:
    entries = [one for one in made.report.to_dict()["entries"] if one["source"]]
    return {one["source"]["path"].rpartition("@")[2]: (one["effect"], one["severity"]) for one in entries}


@pytest.mark.parametrize(
    ("computed", "sizes", "told"),
    [
        ("true", None, {"minInsertSize": ("dropped", "info"), "computeIsizes": ("dropped", "info")}),
        ("false", 60, {"computeIsizes": ("dropped", "info")}),
    ],
)
def test_sizes_that_igv_desktop_does_not_heed_are_not_told_to_igv_js(computed: str, sizes: int | None, told: Any) -> None:
    data = _desktop(f'minInsertSize="60" computeIsizes="{computed}" minInsertSizePercentile="1.5"')
    made = converter.convert(data, "igvjson", options={"carry": False})
    [track] = json.loads(made.document)["tracks"]
    assert (track.get("minTLEN"), track["minTLENPercentile"]) == (sizes, 1.5)
    assert _told(made) == told


def test_sizes_that_are_said_without_more_stay() -> None:
    made = converter.convert(_desktop('maxInsertSize="600"'), "igvjson", options={"carry": False})
    assert json.loads(made.document)["tracks"][0]["maxTLEN"] == 600


def test_igv_desktop_is_told_not_to_compute_what_igv_js_says() -> None:
    made = {to: converter.convert(_web(maxTLEN=600), to, options={"carry": False}).document for to in ("igvxml", "igvjson")}
    assert b'maxInsertSize="600" computeIsizes="false"' in made["igvxml"]
    assert b"computeIsizes" not in made["igvjson"]
    desktop = converter.convert(_web(maxTLEN=600), "igvjson", options={"carry": False, "profile": "desktop3"})
    assert [one.get("computeIsizes") for one in json.loads(desktop.document)["tracks"] if "maxTLEN" in one] == [False]


def test_percentiles_of_igv_js_are_those_of_igv_desktop() -> None:
    data = _web(minTLENPercentile=1, maxTLENPercentile=99)
    document = converter.convert(data, "igvxml", options={"carry": False}).document
    assert b'minInsertSizePercentile="1" maxInsertSizePercentile="99"/>' in document
    assert json.loads(converter.convert(document, "igvjson").document)["tracks"][0]["maxTLENPercentile"] == 99


def test_an_igv_session_is_not_told_to_compute_nothing() -> None:
    assert b"computeIsizes" not in converter.convert(_desktop('maxInsertSize="600"'), "igvxml").document
