"""Overlays in an autoscale group, which limits would end in igv.js."""

from __future__ import annotations

import json
from typing import Any

import pytest

import converter

XML = """<Session version="8" genome="hg19" locus="chr1:1-900">
<Resources><Resource path="https://example.org/a.bw"/><Resource path="https://example.org/b.bw"/></Resources>
<Panel name="DataPanel"><Track id="m" name="m" clazz="MergedTracks" autoScale="false" {}>
<Track id="https://example.org/a.bw" name="a"/><Track id="https://example.org/b.bw" name="b"/>
<DataRange type="LINEAR" minimum="0" baseline="0" maximum="9"/></Track></Panel></Session>"""


def made(group: str, **options: str) -> tuple[dict[str, Any], dict[str, Any]]:
    found = converter.convert(XML.format(group).encode(), to="igvjson", options={"carry": False, **options})
    return json.loads(found.document)["tracks"][0], found.report.to_dict()


def test_an_overlay_in_a_group_has_no_limits_and_its_members_say_the_group() -> None:
    overlay, report = made('autoscaleGroup="2"')
    assert overlay.keys() & {"min", "max", "autoscale"} == set()
    assert [one["autoscaleGroup"] for one in (overlay, *overlay["tracks"])] == ["2", "2", "2"]
    (lost,) = [one for one in report["entries"] if one["source"] and one["source"]["path"].endswith("/@maximum")]
    assert (lost["effect"], lost["severity"]) == ("dropped", "info")
    assert "out of their group" in lost["message"]


@pytest.mark.parametrize(("group", "options"), [("", {}), ('autoscaleGroup="2"', {"profile": "desktop3"})])
def test_another_keeps_its_limits(group: str, options: dict[str, str]) -> None:
    overlay, _ = made(group, **options)
    assert overlay["max"] == 9
    assert all("autoscaleGroup" not in one for one in overlay["tracks"])


def test_an_overlay_of_igv_js_stays_as_it_was() -> None:
    overlay = {"type": "merged", "name": "m", "max": 9, "autoscaleGroup": "2", "tracks": [{"url": "https://example.org/a.bw"}]}
    document = {"version": "3.8.10", "genome": "hg19", "locus": "chr1:1-900", "tracks": [overlay]}
    found = converter.convert(json.dumps(document).encode(), to="igvjson", options={"carry": False})
    assert json.loads(found.document)["tracks"] == [overlay]
