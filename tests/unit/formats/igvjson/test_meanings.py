"""Words of igv.js and of IGV desktop that look alike and mean something else."""

from __future__ import annotations

import json
from typing import Any

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
