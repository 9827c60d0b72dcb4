"""Base modifications of reads: in how many colours they are drawn, which of them, and how likely they have to be."""

from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec import UNSET

import converter
from converter.model import Reads

TWO = {"twoColor": True, "isolatedModification": "m", "threshold": 20}


def config(coloring: dict[str, Any], key: str = "colorBySetting", display: str = "LinearPileupDisplay") -> bytes:
    """A session whose one track is coloured so, in the display or (`colorBy`) in its configuration."""
    track: dict[str, Any] = {
        "type": "AlignmentsTrack", "trackId": "r", "name": "r", "assemblyNames": ["hg38"],
        "adapter": {"type": "BamAdapter", "uri": "https://h/a.bam"},
    }  # fmt: skip
    told: dict[str, Any] = {"type": display, "configuration": f"r-{display}"}
    if key == "colorBy":
        track["displays"] = [{"type": display, "displayId": f"r-{display}", key: coloring}]
    elif display == "LinearAlignmentsDisplay":
        told["PileupDisplay"] = {"type": "LinearPileupDisplay", key: coloring}
    else:
        told[key] = coloring
    view = {"type": "LinearGenomeView", "tracks": [{"type": "AlignmentsTrack", "configuration": "r", "displays": [told]}]}
    held = {"assemblies": [{"name": "hg38"}], "tracks": [track], "defaultSession": {"name": "s", "views": [view]}}
    return json.dumps(held).encode()


def reads(data: bytes) -> Any:
    track = converter.read(data).session.tracks["t1"]
    assert isinstance(track.parts, dict)
    return track.parts["reads"].reads


def written(data: bytes, to: str, **options: Any) -> Any:
    document = converter.convert(data, to, options={"carry": False, **options}).document
    return document.decode() if to == "igvxml" else json.loads(document)


@pytest.mark.parametrize(
    ("key", "display"),
    [
        ("colorBySetting", "LinearPileupDisplay"),
        ("colorBy", "LinearPileupDisplay"),
        ("colorBySetting", "LinearAlignmentsDisplay"),
        ("colorBySetting", "LinearReadArcsDisplay"),
        ("colorBySetting", "LinearReadCloudDisplay"),
    ],
)
def test_two_colours_of_one_modification(key: str, display: str) -> None:
    data = config({"type": "modifications", "modifications": TWO}, key, display)
    held = reads(data)
    assert held.color_by == "base_modification_2color"
    assert (held.base_modification_filter, held.base_modification_threshold) == ("m", 0.2)
    assert converter.convert(data, "jbrowse2").report.verdict == "lossless"
    track = written(data, "igvjson")["tracks"][0]
    assert (track["colorBy"], track["baseModificationThreshold"]) == ("basemod2:m", 0.2)
    back = converter.convert(json.dumps({"version": "3", "genome": "hg38", "tracks": [track]}).encode(), "jbrowse2")
    assert '"twoColor": true' in back.document.decode()
    again = reads(back.document)
    assert (again.color_by, again.base_modification_filter) == (held.color_by, "m")


@pytest.mark.parametrize(
    ("coloring", "meant"),
    [
        ({"type": "modifications", "modifications": {"twoColor": False}}, Reads(color_by="base_modification")),
        ({"type": "strand", "modifications": {"twoColor": True}}, Reads(color_by="read_strand")),
        ({"type": "modifications", "modifications": {"twoColor": "yes"}}, Reads(color_by="base_modification")),
        ({"modifications": {"twoColor": True}}, UNSET),
        ({"type": "modifications", "modifications": {"threshold": 200}}, Reads(color_by="base_modification")),
        ({"type": "modifications", "modifications": {"threshold": "20%"}}, Reads(color_by="base_modification")),
        ({"type": "modifications", "modifications": {"isolatedModification": ""}}, Reads(color_by="base_modification")),
        ({"type": "modifications", "modifications": {"isolatedModification": "m,C"}}, Reads(color_by="base_modification")),
    ],
)
def test_what_makes_no_two_colours_stays_as_it_is(coloring: dict[str, Any], meant: Any) -> None:
    data = config(coloring)
    assert reads(data) == meant
    assert converter.convert(data, "jbrowse2", options={"carry": False}).report.verdict == "lossless"


def test_another_colouring_takes_the_place_of_two_colours() -> None:
    data = config({"type": "modifications", "modifications": TWO})
    edit = json.dumps([{"op": "replace", "path": "/tracks/t1/parts/reads/reads/color_by", "value": "read_strand"}]).encode()
    assert "twoColor" not in json.dumps(written(data, "jbrowse2", edit=edit))


@pytest.mark.parametrize(("text", "code", "likely"), [("m,", "m", 0.25), ("m,C", "m", 1), ("17082", "17082", 0)])
def test_one_modification_of_igv_desktop(text: str, code: str, likely: float) -> None:
    """IGV saves the code, a comma, and the base that the modification is called on, or none."""
    part = {"type": "alignment", "url": "https://h/a.bam", "format": "bam", "colorOption": "BASE_MODIFICATION_2COLOR"}
    track = {**part, "basemodFilter": text, "baseModificationThreshold": likely}
    data = json.dumps({"genome": "hg38", "hiddenAttributes": [], "tracks": [track]}).encode()
    there = json.dumps(written(data, "jbrowse2"))
    assert f'"isolatedModification": "{code}"' in there
    assert f'"threshold": {likely * 100:g}' in there
    assert written(data, "igvjson", profile="igvjs")["tracks"][0]["colorBy"] == f"basemod2:{code}"
    assert written(data, "igvjson", profile="desktop3")["tracks"][0]["basemodFilter"] == text


def test_a_base_without_a_modification_is_no_filter_elsewhere() -> None:
    track = {
        "type": "alignment",
        "url": "https://h/a.bam",
        "format": "bam",
        "colorOption": "BASE_MODIFICATION",
        "basemodFilter": ",C",
    }
    data = json.dumps({"genome": "hg38", "hiddenAttributes": [], "tracks": [track]}).encode()
    assert "isolatedModification" not in json.dumps(written(data, "jbrowse2"))
    assert written(data, "igvjson", profile="igvjs")["tracks"][0]["colorBy"] == "basemod"


def test_a_likelihood_above_one_is_none_that_jbrowse_knows() -> None:
    track = {"url": "https://h/a.bam", "colorBy": "basemod", "baseModificationThreshold": 3}
    data = json.dumps({"version": "3", "genome": "hg38", "tracks": [track]}).encode()
    assert "threshold" not in json.dumps(written(data, "jbrowse2"))


@pytest.mark.parametrize(
    ("to", "profile", "said"),
    [
        ("igvjson", "igvjs", '"colorBy": "basemod2"'),
        ("igvjson", "desktop3", '"colorOption": "BASE_MODIFICATION_2COLOR"'),
        ("igvxml", None, 'colorOption="BASE_MODIFICATION_5MC"'),
    ],
)
def test_methylation_of_all_cpgs_is_elsewhere_nearest_to_two_colours_of_what_is_called(
    to: str, profile: str | None, said: str
) -> None:
    """JBrowse colours every CpG, IGV what the reads call."""
    data = config({"type": "methylation"})
    assert reads(data).color_by == "methylation"
    options = {"carry": False, **({"profile": profile} if profile else {})}
    made = converter.convert(data, to, options=options)
    assert said in made.document.decode()
    told = [(one["effect"], one["severity"]) for one in made.report.to_dict()["entries"] if one["original"] == "methylation"]
    assert told == [("approximated", "warning")]


def test_two_colours_of_igv_are_two_colours_of_what_is_called() -> None:
    """IGV 2.17 and later take `BASE_MODIFICATION_5MC` for two colours of all modifications."""
    track = '<Track id="https://h/a.bam"><RenderOptions colorOption="BASE_MODIFICATION_5MC"/></Track>'
    text = f'<Session genome="hg38"><Resources><Resource path="https://h/a.bam"/></Resources><Panel>{track}</Panel></Session>'
    there = json.dumps(written(text.encode(), "jbrowse2"))
    assert '"twoColor": true' in there
    assert "methylation" not in there
