"""Words of igv.js and of IGV desktop that look alike and mean something else."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

import converter


def desktop(look: str, inner: str = "", path: str = "a.vcf.gz") -> bytes:
    track = f'<Track id="https://h/{path}" name="T" {look}>{inner}</Track>'
    held = f'<Resources><Resource path="https://h/{path}"/></Resources><Panel>{track}</Panel>'
    return f'<Session genome="hg38" locus="chr1:1-900" version="8">{held}</Session>'.encode()


def written(data: bytes, to: str = "igvjson") -> Any:
    document = converter.convert(data, to=to, options={"carry": False}).document
    return json.loads(document)["tracks"][0] if to == "igvjson" else document.decode()


def test_the_squished_height_of_igv_desktop_is_that_of_genotypes() -> None:
    made = written(desktop('displayMode="SQUISHED" squishedHeight="9"'))
    assert made["squishedCallHeight"] == 9
    assert "squishedVariantHeight" not in made


def test_the_height_of_squished_variants_is_none_of_igv_desktop() -> None:
    track = {"url": "https://h/a.vcf.gz", "squishedVariantHeight": 7, "squishedCallHeight": 3}
    made = written(json.dumps({"genome": "hg38", "tracks": [track]}).encode(), "igvxml")
    assert 'squishedHeight="3"' in made


def test_small_indels_of_igv_js_are_up_to_a_size_those_of_igv_desktop_below_it() -> None:
    options = '<RenderOptions hideSmallIndels="true" smallIndelThreshold="5"/>'
    made = written(desktop('clazz="org.broad.igv.sam.AlignmentTrack"', options, "a.bam"))
    assert made["indelSizeThreshold"] == 4
    track = {"url": "https://h/a.bam", "indexURL": "https://h/a.bam.bai", "hideSmallIndels": True, "indelSizeThreshold": 4}
    data = json.dumps({"genome": "hg38", "version": "3", "tracks": [track]}).encode()
    assert 'smallIndelThreshold="5"' in written(data, "igvxml")
    assert written(data)["indelSizeThreshold"] == 4


def test_a_size_of_small_indels_that_is_no_number_is_ignored() -> None:
    track = {"url": "https://h/a.bam", "indelSizeThreshold": "much"}
    data = json.dumps({"genome": "hg38", "version": "3", "tracks": [track]}).encode()
    entries = converter.convert(data, to="igvxml", options={"carry": False}).report.to_dict()["entries"]
    assert [one["code"] for one in entries if "indelSizeThreshold" in str(one)] == ["source.invalid"]


def test_a_heat_map_of_igv_desktop_shades_below_zero_to_yellow_where_it_has_no_other_colour() -> None:
    limits = '<DataRange type="LINEAR" minimum="-9" baseline="0" maximum="9" flipAxis="false" drawBaseline="true"/>'
    look = 'color="0,100,0" renderer="HEATMAP" autoScale="false"'
    data = desktop(look, limits, "a.bw")
    assert written(data)["colorScale"]["minColor"] == "rgb(255,255,0)"
    assert written(desktop(f'{look} altColor="200,0,0"', limits, "a.bw"))["colorScale"]["minColor"] == "rgb(200,0,0)"


@pytest.mark.parametrize(("low", "ends"), [(0, ("255,255,255", "0,0,178")), (-9, ("255,255,0", "0,0,178"))])
def test_a_heat_map_of_igv_desktop_that_is_given_no_colour_is_blue_as_there(low: int, ends: tuple[str, str]) -> None:
    """Igv.js shades such a one from blue to red."""
    limits = f'<DataRange type="LINEAR" minimum="{low}" baseline="0" maximum="9" flipAxis="false" drawBaseline="true"/>'
    scale = written(desktop('renderer="HEATMAP" autoScale="false"', limits, "a.bw"))["colorScale"]
    assert (scale["minColor"], scale["maxColor"]) == tuple(f"rgb({one})" for one in ends)


def test_a_second_colour_alone_is_not_told_to_a_heat_map_that_has_no_limits() -> None:
    track = written(desktop('renderer="HEATMAP" autoScale="true" altColor="0,0,178"', "", "a.bw"))
    assert track.keys().isdisjoint(("altColor", "colorScale"))


def test_reads_are_not_grouped_by_a_tag_without_a_name() -> None:
    for tag, said in (("HP", "tag:HP"), ("", None)):
        options = f'<RenderOptions groupByOption="TAG" groupByTag="{tag}"/>'
        assert written(desktop("", options, "a.bam")).get("groupBy") == said


BAM = {"url": "https://h/a.bam", "indexURL": "https://h/a.bam.bai"}


def sorting(to: str, **sort: Any) -> tuple[Any, dict[str, Any]]:
    """What a track with that sort becomes, and what is said of each of its facts."""
    track = {**BAM, "sort": {"chr": "chr1", "position": 9, **sort}}
    data = json.dumps({"genome": "hg38", "locus": "chr1:1-900", "version": "3", "tracks": [track]}).encode()
    entries = converter.convert(data, to=to, options={"carry": False}).report.to_dict()["entries"]
    found = {one["source"]["path"].rpartition("/")[2]: one for one in entries if "/sort/" in str(one.get("source"))}
    return written(data, to) if to != "jbrowse2" else converter.convert(data, to=to).document.decode(), found


@pytest.mark.parametrize(
    ("sort", "inverted"),
    [
        ({"option": "strand", "direction": "ASC"}, True),
        ({"option": "strand", "direction": "DESC"}, False),
        ({"option": "strand"}, False),
        ({"option": "START", "direction": "ASC"}, False),
        ({"option": "START"}, True),
    ],
)
def test_igv_js_sorts_downwards_and_begins_with_reverse_reads_upwards(sort: dict[str, Any], inverted: Any) -> None:
    made, found = sorting("igvxml", **sort)
    assert ('invertSorting="true"' in made) == inverted
    assert "option" not in found
    assert sorting("igvjson", **sort)[0]["sort"] == {"chr": "chr1", "position": 9, **sort}


@pytest.mark.parametrize(
    ("options", "sort"),
    [
        ('sortOption="STRAND"', {"option": "strand", "direction": "DESC"}),
        ('sortOption="STRAND" invertSorting="true"', {"option": "strand", "direction": "ASC"}),
        ('sortOption="QUALITY"', {"option": "MQ", "direction": "ASC"}),
    ],
)
def test_igv_desktop_sorts_upwards(options: str, sort: dict[str, Any]) -> None:
    data = desktop('clazz="org.broad.igv.sam.AlignmentTrack"', f"<RenderOptions {options}/>", "a.bam")
    assert written(data)["sort"] == {"chr": "chr1", "position": 451, **sort}
    entries = converter.convert(data, to="igvjson", options={"carry": False}).report.to_dict()["entries"]
    assert not [one for one in entries if "sort_descending" in str(one["model"])]


@pytest.mark.parametrize("via", ["igvjson", "jbrowse2", "neutral", "igvxml"])
@pytest.mark.parametrize("said", ["", ' invertSorting="false"', ' invertSorting="FALSE"', ' invertSorting="true"'])
def test_an_order_that_goes_without_saying_comes_home_where_it_was_said(via: str, said: str) -> None:
    data = desktop('clazz="org.broad.igv.sam.AlignmentTrack"', f'<RenderOptions sortOption="STRAND"{said}/>', "a.bam")
    there = converter.convert(data, to=via).document
    back = converter.convert(there, to="igvxml", source=via).document.decode()
    assert re.findall(r' invertSorting="\w+"', back) == ([said] if said else [])


def test_jbrowse_sorts_reads_by_a_tag_downwards_and_by_all_else_upwards() -> None:
    for sort, lost in (
        ({"option": "TAG", "tag": "HP", "direction": "DESC"}, []),
        ({"option": "TAG", "tag": "HP"}, []),
        ({"option": "TAG", "tag": "HP", "direction": "ASC"}, ["direction"]),
        ({"option": "strand", "direction": "DESC"}, []),
        ({"option": "START", "direction": "DESC"}, ["direction"]),
        ({"option": "START"}, ["option"]),
    ):
        made, found = sorting("jbrowse2", **sort)
        assert '"sortedBy"' in made
        assert list(found) == lost, sort
        assert all("downwards" in one["message"] and one["severity"] == "warning" for one in found.values())
