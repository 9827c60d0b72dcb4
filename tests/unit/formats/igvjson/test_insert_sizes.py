"""Expected insert sizes: said, or computed from the reads, which IGV desktop does unless it is told not to."""

from __future__ import annotations

import json
from typing import Any

import pytest

import converter

_BAM = "https://h.org/a.bam"


def _desktop(options: str, said: str = "") -> bytes:
    track = f'<Track id="{_BAM}" {said}><RenderOptions {options}/></Track>'
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


@pytest.mark.parametrize(("experiment", "sizes"), [("", None), ("OTHER", None), ("RNA", 600), ("THIRD_GEN", 600)])
def test_igv_desktop_computes_sizes_of_dna_without_being_told(experiment: str, sizes: int | None) -> None:
    said = f'experimentType="{experiment}"' if experiment else ""
    made = converter.convert(_desktop('maxInsertSize="600"', said), "igvjson", options={"carry": False})
    assert json.loads(made.document)["tracks"][0].get("maxTLEN") == sizes
    assert _told(made).get("maxInsertSize") == (("dropped", "info") if sizes is None else None)


def test_sizes_of_dna_are_computed_in_json_of_igv_desktop_too() -> None:
    desktop = converter.convert(_desktop('maxInsertSize="600"'), "igvjson", options={"carry": False, "profile": "desktop3"})
    whole = json.loads(desktop.document)
    assert [one.pop("computeIsizes") for one in whole["tracks"] if "maxTLEN" in one] == [True]
    for to, sizes in (("igvjs", []), ("desktop3", [600])):
        made = converter.convert(json.dumps(whole).encode(), "igvjson", options={"carry": False, "profile": to})
        tracks = json.loads(made.document)["tracks"]
        assert [one["maxTLEN"] for one in tracks if "maxTLEN" in one] == sizes
        assert all("computeIsizes" not in one for one in tracks)


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
