"""What igv.js reads and can't use stays out of a session of its own format, and returns to it from others (ADR 16)."""

from __future__ import annotations

import json
from typing import Any

import pytest

import converter
from tests.unit.formats.igvjson.sessions import BW, again, fates, home

BAM, SEG, BED = "https://h/a.bam", "https://h/a.seg", "https://h/a.bed"
REGION = {"chr": "chr1", "start": 1, "end": 9}


def of(**track: Any) -> dict[str, Any]:
    return {"version": "3", "genome": "hg38", "tracks": [{"name": "A", "url": BW, **track}]}


def told(source: dict[str, Any], via: str = "jbrowse2") -> list[dict[str, Any]]:
    """The entries on refused values in the report of the way back."""
    there = converter.convert(json.dumps(source).encode(), via)
    report = converter.convert(there.document, "igvjson", source=via).report.to_dict()
    return [entry for entry in report["entries"] if entry["code"] == "value.refused"]


BAD: list[dict[str, Any]] = [
    {"height": None},
    {"height": "tall"},
    {"color": None},
    {"displayMode": 7},
    {"max": "NONSENSE"},
    {"colorScale": {"type": "none"}},
    {"type": "NONSENSE"},
    {"format": 5, "url": "https://h/a.bigwig"},
    {"features": "NONSENSE"},
    {"roi": "NONSENSE"},
    {"roi": [1]},
    {"guideLines": 7},
    {"scaleFactor": "NONSENSE"},
    {"pointSize": -1},
    {"type": "merged", "url": None, "tracks": [{"url": BW}], "displayMode": 7},
    {"supportHiDPI": None},
    {"url": BAM, "color": "NONSENSE"},
    {"url": BAM, "sort": "NONSENSE"},
    {"url": BAM, "groupBy": 7},
    {"url": BAM, "colorBy": {"a": 1}},
    {"url": BAM, "showTags": True},
    {"url": BAM, "highlightedReads": [1]},
    {"url": BAM, "indexURL": True},
    {"url": BED, "filterTypes": 7},
    {"url": BED, "margin": "NONSENSE"},
    {"url": "https://h/a.vcf", "expandedVGap": {}},
    {"url": SEG, "color": "red"},
    {"url": SEG, "colorTable": {"1": "red"}},
    {"url": SEG, "altColor": None},
    {"url": SEG, "samples": True},
    {"url": "https://h/a.mut", "colorTable": "NONSENSE"},
    {"url": "https://h/a.gwas", "columns": {"a": 1}},
    {"url": "https://h/a.gwas", "dotSize": -1},
    {"url": "https://h/a.gwas", "colorScale": {"thresholds": 3}},
    {"url": "https://h/a.gwas", "colorScale": "NONSENSE"},
    {"url": BAM, "samplingDepth": -1},
    {"url": "https://h/a.hic", "nvi": "NONSENSE"},
    {"url": "https://h/a.pytor", "max": "7"},
    {"url": "https://h/a.pytor", "signal_name": "NONSENSE"},
    {"url": BED, "type": "junction", "hideMotifs": True},
    {"url": BED, "type": "junction", "bounceHeightBasedOn": "NONSENSE"},
]


@pytest.mark.parametrize("bad", BAD, ids=json.dumps)
def test_what_igvjs_cannot_use_returns_from_other_formats_alone(bad: dict[str, Any]) -> None:
    name, value = next(
        (name, value) for name, value in bad.items() if name not in ("url", "tracks") and value not in ("junction", "merged")
    )
    source = of(**bad)
    assert fates(source)[next(place for place in fates(source) if f"/{name}" in place)][0] == "ignored"
    for carry in (False, True):
        assert again(source, carry=carry)["tracks"][0].get(name, "gone") == "gone"
    for via in ("jbrowse2", "igvxml"):
        assert home(source, via)["tracks"][0][name] == value


@pytest.mark.parametrize(
    "good",
    [
        {"strange": {"a": [1]}},
        {"strange": None},
        {"min": 3},
        {"roi": [{"url": BED}]},
        {"guideLines": [{"color": "red", "y": 3, "dotted": True}], "scaleFactor": 2},
        {"url": BAM, "showTags": ["HP"]},
        {"url": BAM, "highlightedReads": ["r1"]},
        {"url": BAM, "hideTags": ""},
        {"url": SEG, "isLog": False},
        {"url": SEG, "min": 3},
        {"url": "https://h/a.mut", "colorTable": {"missense": "red"}},
        {"url": "https://h/a.gwas", "columns": {"chromosome": 1, "position": 2, "value": 3}},
        {"url": "https://h/a.gwas", "dotSize": 4},
        {"url": "https://h/a.gwas", "colorScale": {"thresholds": [3], "colors": ["red", "blue"]}},
        {"url": "https://h/a.shoebox", "type": "shoebox", "colorScale": {"min": 0, "max": 3}},
        {"url": BAM, "samplingDepth": 50},
        {"url": "https://h/a.hic", "nvi": "12,34"},
        {"url": "https://h/a.pytor", "max": 7, "signal_name": "rd"},
        {"url": BED, "margin": 4, "filterTypes": ["gene"]},
        {"url": BED, "type": "junction", "bounceHeightBasedOn": "distance", "hideMotifs": []},
    ],
    ids=json.dumps,
)
def test_what_it_can_use_or_does_not_look_at_stays(good: dict[str, Any]) -> None:
    assert again(of(**good), carry=True)["tracks"][0] == {"name": "A", "url": BW, **good}
    assert told(of(**good)) == []


@pytest.mark.parametrize(
    ("bad", "name"),
    [
        ({"max": "NONSENSE"}, "max"),
        ({"displayMode": 7}, "displayMode"),
        ({"type": "NONSENSE"}, "type"),
        ({"color": 7}, "color"),
        ({"url": BAM, "color": "NONSENSE"}, "color"),
        ({"url": SEG, "color": "red"}, "color"),
        ({"url": BED, "colorBy": {"field": "x", "palette": "Set1"}}, "palette"),
    ],
)
def test_that_igvjs_will_stop_at_it_is_told(bad: dict[str, Any], name: str) -> None:
    [entry] = told(of(**bad))
    assert (entry["effect"], entry["severity"]) == ("assumed", "error")
    assert f"({name})" in entry["message"]


@pytest.mark.parametrize(
    "harmless",
    [{"displayMode": "NONSENSE"}, {"graphType": "BAR"}, {"color": "NONSENSE"}, {"color": None}, {"max": ""}, {"logScale": "yes"}],
)
def test_no_more_is_told_of_what_does_no_harm(harmless: dict[str, Any]) -> None:
    assert told(of(**harmless)) == []


@pytest.mark.parametrize(
    "said",
    [
        {"locus": 7},
        {"tracks": "NONSENSE"},
        {"sampleinfo": {}},
        {"sampleinfo": [{"url": 7}]},
        {"sampleinfo": "NONSENSE"},
        {"roi": [{"color": "NONSENSE", "url": BED}]},
        {"reference": True, "genome": None},
        {"showSampleNames": "perhaps"},
    ],
    ids=json.dumps,
)
def test_so_it_is_with_words_of_the_session(said: dict[str, Any]) -> None:
    source = {**of(), **said}
    [name, *_] = said
    for carry in (False, True):
        assert again(source, carry=carry).get(name, []) != source[name]
    assert home(source, "jbrowse2")[name] == source[name]


def test_an_entry_without_an_address_is_a_table() -> None:
    source = {**of(), "sampleinfo": [{"url": None, "one": {"sex": "f"}}]}
    assert again(source)["sampleinfo"] == source["sampleinfo"]


def test_words_of_a_genome_and_of_regions() -> None:
    reference = {"id": "x", "fastaURL": "https://h/x.fa", "indexURL": "https://h/x.fa.fai", "strange": 1, "gbkURL": 7}
    regions = [{"name": 7, "odd": 1, "features": [{**REGION, "name": 7, "score": 3}]}]
    source = {"version": "3", "reference": reference, "roi": regions, "tracks": [{"name": "A", "url": BW}]}
    there = again(source, carry=True)
    assert "gbkURL" not in there["reference"]
    assert there["reference"]["strange"] == 1
    assert there["roi"] == [{"odd": 1, "features": [{**REGION, "score": 3}]}]
    back = home(source)
    assert back["reference"]["gbkURL"] == 7
    assert back["roi"] == regions


def test_what_is_no_track_returns_and_a_ruler_stays() -> None:
    source = {"version": "3", "genome": "hg38", "tracks": [{"name": "A", "url": BW}, {"type": "ruler"}, "NONSENSE"]}
    assert again(source, carry=True)["tracks"][1:] == [{"type": "ruler"}]
    assert home(source, "jbrowse2")["tracks"][1:] == [{"type": "ruler"}, "NONSENSE"]
    assert len(again(source)["tracks"]) == 1


@pytest.mark.parametrize("others", [[], [{"name": "R", "url": "https://h/r.bw"}]])
def test_so_it_is_among_the_tracks_of_a_genome(others: list[Any]) -> None:
    reference = {"id": "x", "fastaURL": "https://h/x.fa", "indexURL": "https://h/x.fa.fai", "tracks": [*others, "NONSENSE"]}
    source = {"version": "3", "reference": reference, "tracks": [{"name": "A", "url": BW}]}
    assert again(source, carry=True)["reference"].get("tracks", []) == others
    assert home(source, "jbrowse2")["reference"] == reference


def test_the_palette_of_the_older_name_is_stronger() -> None:
    """The other one may not take its place where it is left out; it is overruled, and does not travel."""
    raw = {"field": "x", "pallete": "Set1", "palette": {"a": "red"}, "odd": 1}
    source = of(url=BED, colorBy=raw)
    assert again(source, carry=True)["tracks"][0]["colorBy"] == {"field": "x", "odd": 1}
    assert home(source)["tracks"][0]["colorBy"] == {name: value for name, value in raw.items() if name != "palette"}
