"""What is said of looks that are kept, and that applications draw differently all the same."""

from __future__ import annotations

import json
from typing import Any

import pytest

import converter

SMALL, LINES = "the logarithm of the value and 1", "lines as on a linear one"
BEYOND, NAMES = "Where values lie beyond the limits", "Where features are squished"
SHINING, STUDIES, GROUPED = "over each other", "an association study", "the name of one in an autoscale group"
HEAT = "Where a heat map is given no colours"
PAINTED, CALLED = "Where variants are given a colour", "Where variants have names"
RANGE = '<DataRange type="{}" minimum="{}" baseline="0" maximum="9"/>'


def igvjs(path: str = "a.bw", **look: Any) -> bytes:
    track = {"name": "T", "url": f"https://example.org/{path}", **look}
    return json.dumps({"version": "3.8.10", "genome": "hg38", "locus": "chr1:1-900", "tracks": [track]}).encode()


def desktop(look: str = "", path: str = "a.bw", inner: str = "") -> bytes:
    track = f'<Track id="https://example.org/{path}" name="T" autoScale="false" {look}>{inner}</Track>'
    held = f'<Resources><Resource path="https://example.org/{path}"/></Resources><Panel>{track}</Panel>'
    return f'<Session genome="hg38" locus="chr1:1-900" version="8">{held}</Session>'.encode()


def told(data: bytes, to: str, what: str, **options: Any) -> list[tuple[str, str | None]]:
    """Severity and hint of what is said of one habit."""
    report = converter.convert(data, to=to, options={"carry": False, **options}).report.to_dict()
    found = [one for one in report["entries"] if one["code"] == "defaults.differ" and what in one["message"]]
    assert all(one["message"].endswith(": T.") for one in found)
    return [(one["severity"], one["hint"]) for one in found]


def severities(data: bytes, to: str, what: str, **options: Any) -> list[str]:
    return [severity for severity, _ in told(data, to, what, **options)]


@pytest.mark.parametrize("to", ["igvxml", "jbrowse2"])
def test_small_values_on_a_logarithmic_axis_are_drawn_by_igv_js_alone(to: str) -> None:
    assert severities(igvjs(logScale=True, max=9), to, SMALL) == ["warning"]
    assert severities(igvjs(logScale=True, min=0.5, max=9), to, SMALL) == ["warning"]
    assert severities(igvjs(logScale=True, min=1, max=9), to, SMALL) == []
    assert severities(igvjs(logScale=False, max=9), to, SMALL) == []
    assert severities(igvjs(logScale=True, graphType="heatmap", max=9), to, SMALL) == []
    assert severities(igvjs("a.bed", logScale=True), to, SMALL) == []


def test_small_values_that_were_not_drawn_are_more_than_there_was() -> None:
    data = desktop(inner=RANGE.format("LOG", 0))
    assert severities(data, "igvjson", SMALL) == ["info"]
    assert severities(data, "igvjson", SMALL, profile="desktop3") == []
    assert severities(data, "jbrowse2", SMALL) == []


def test_lines_on_a_logarithmic_axis_are_as_on_a_linear_one_in_igv_desktop() -> None:
    [(severity, hint)] = told(igvjs(logScale=True, max=9, graphType="line"), "igvxml", LINES)
    assert (severity, "'Bar Chart'" in str(hint)) == ("warning", True)
    assert told(igvjs(logScale=True, max=9, graphType="points"), "igvxml", LINES) == []
    assert told(igvjs(logScale=True, max=9, graphType="line"), "jbrowse2", LINES) == []
    assert severities(desktop('renderer="LINE_PLOT"', inner=RANGE.format("LOG", 0)), "igvjson", LINES) == ["info"]


def test_values_beyond_the_limits_are_marked_in_igv_js_and_jbrowse() -> None:
    assert severities(igvjs(max=9), "igvxml", BEYOND) == ["info"]
    assert severities(igvjs(max=9, graphType="points"), "igvxml", BEYOND) == ["info"]
    assert severities(igvjs(max=9), "jbrowse2", BEYOND) == []
    for free in ({}, {"max": 9, "autoscale": True}, {"max": 9, "autoscaleGroup": "1"}, {"max": 9, "graphType": "line"}):
        assert severities(igvjs(**free), "igvxml", BEYOND) == [], free
    assert severities(desktop(inner=RANGE.format("LINEAR", 0)), "jbrowse2", BEYOND) == ["info"]


def test_heat_maps_that_are_given_no_colours_are_blue_and_red_in_igv_js() -> None:
    free = desktop('renderer="HEATMAP"')
    [(severity, hint)] = told(free, "igvjson", HEAT)
    assert (severity, "a colour and limits" in str(hint)) == ("warning", True)
    limited = desktop('renderer="HEATMAP"', inner=RANGE.format("LINEAR", 0))
    assert told(limited, "igvjson", HEAT) == []
    assert told(limited.replace(b'"false"', b'"true"'), "igvjson", HEAT) != []
    for other in (
        desktop('renderer="HEATMAP" color="0,100,0"'),
        desktop('renderer="LINE_PLOT"'),
        desktop('renderer="HEATMAP"', "a.seg"),
    ):
        assert told(other, "igvjson", HEAT) == []
    assert told(free, "jbrowse2", HEAT) == []
    assert severities(igvjs(graphType="heatmap"), "igvxml", HEAT) == ["info"]
    scale = {"type": "gradient", "min": 0, "max": 9, "minColor": "rgb(0,0,0)", "maxColor": "rgb(0,100,0)"}
    assert severities(igvjs(graphType="heatmap", colorScale=scale), "igvxml", HEAT) == []


def squished(**display: Any) -> bytes:
    """A session of JBrowse with compact features."""
    shown = {"type": "LinearBasicDisplay", "displayId": "d", "renderer": {"displayMode": "compact", **display}}
    track = {
        "type": "FeatureTrack", "trackId": "t", "name": "T", "assemblyNames": ["hg38"], "displays": [shown],
        "adapter": {"type": "BedAdapter", "uri": "https://example.org/a.bed"},
    }  # fmt: skip
    return json.dumps({"assemblies": [{"name": "hg38"}], "tracks": [track]}).encode()


def test_names_of_squished_features_are_missed_where_jbrowse_drew_them() -> None:
    [(severity, hint)] = told(squished(), "igvjson", NAMES)
    assert (severity, "'Expanded'" in str(hint)) == ("warning", True)
    assert told(squished(showLabels=False), "igvjson", NAMES) == []
    assert told(squished(displayMode="normal"), "igvxml", NAMES) == []


@pytest.mark.parametrize(("look", "labels"), [({"displayMode": "SQUISHED"}, False), ({"displayMode": "EXPANDED"}, None)])
def test_jbrowse_is_told_to_draw_no_names_of_squished_features(look: Any, labels: Any) -> None:
    data = igvjs("a.bed", **look)
    document = json.loads(converter.convert(data, to="jbrowse2", options={"carry": False}).document)
    assert document["tracks"][0]["displays"][0]["renderer"].get("showLabels") is labels
    assert told(data, "jbrowse2", NAMES) == []


def test_jbrowse_and_what_is_not_drawn_in_features_are_told_nothing_of_names() -> None:
    assert b"showLabels" not in converter.convert(squished(), to="jbrowse2").document
    assert converter.convert(squished(), to="jbrowse2").report.verdict == "lossless"
    assert told(igvjs("a.bed"), "jbrowse2", NAMES) == []


def test_the_colour_of_variants_is_of_all_of_them_but_in_igv_desktop() -> None:
    """IGV draws the frequency of the alternative allele as a bar unless the mode is none, and igv.js where no colour is given."""
    painted = igvjs("a.vcf.gz", color="green")
    assert b'siteColorMode="NONE"' in converter.convert(painted, to="igvxml").document
    assert b'"siteColorMode": "NONE"' in converter.convert(painted, to="igvjson", options={"profile": "desktop3"}).document
    for options in ({"to": "igvxml"}, {"to": "igvjson", "profile": "desktop3"}, {"to": "jbrowse2"}):
        assert severities(painted, what=PAINTED, **options) == []
    rare = desktop('color="1,2,3"', "a.vcf.gz")
    assert severities(rare, "igvjson", PAINTED) == ["warning"]
    assert severities(rare, "jbrowse2", PAINTED) == ["warning"]
    assert b"siteColorMode" not in converter.convert(rare, to="igvjson", options={"profile": "desktop3"}).document
    assert severities(desktop('color="1,2,3" siteColorMode="NONE"', "a.vcf.gz"), "igvjson", PAINTED) == []
    assert severities(desktop('altColor="1,2,3"', "a.vcf.gz"), "igvjson", PAINTED) == []
    assert severities(desktop(path="a.vcf.gz"), "igvjson", PAINTED) == []


@pytest.mark.parametrize(("mode", "by"), [("NONE", "none"), ("ALLELE_FREQUENCY", "AF")])
def test_variants_of_one_colour_are_so_in_igv_js(mode: str, by: str) -> None:
    data = desktop(f'siteColorMode="{mode}"', "a.vcf.gz")
    document = converter.convert(data, to="igvjson", options={"carry": False}).document
    assert json.loads(document)["tracks"][0]["colorBy"] == by
    assert f'siteColorMode="{mode}"'.encode() in converter.convert(document, to="igvxml").document


def test_names_of_variants_are_drawn_by_jbrowse_alone() -> None:
    assert severities(igvjs("a.vcf.gz"), "jbrowse2", CALLED) == ["info"]
    assert severities(igvjs("a.vcf.gz", color="red"), "jbrowse2", CALLED) == ["info"]
    assert severities(desktop('showFeatureNames="false"', "a.vcf.gz"), "jbrowse2", CALLED) == []
    assert severities(igvjs("a.bed"), "jbrowse2", CALLED) == []


def overlay(count: int = 2, **look: Any) -> bytes:
    members = [{"name": name, "url": f"https://example.org/{name}.bw"} for name in "abc"[:count]]
    track = {"type": "merged", "name": "T", "tracks": members, **look}
    return json.dumps({"version": "3.8.10", "genome": "hg38", "locus": "chr1:1-900", "tracks": [track]}).encode()


def test_what_lies_below_in_an_overlay_is_covered_in_jbrowse() -> None:
    [(severity, hint)] = told(overlay(), "jbrowse2", SHINING)
    assert (severity, "multirowxy" in str(hint)) == ("warning", True)
    assert severities(overlay(graphType="bar"), "jbrowse2", SHINING) == ["warning"]
    assert severities(overlay(height=70), "jbrowse2", SHINING) == ["warning"]
    assert told(overlay(), "igvxml", SHINING) == []
    for data in (overlay(count=1), overlay(alpha=0.3), overlay(graphType="line"), igvjs()):
        assert told(data, "jbrowse2", SHINING) == []


def test_the_axis_of_an_association_study_ends_at_25_in_igv_js() -> None:
    assert severities(desktop(path="a.gwas"), "igvjson", STUDIES) == ["info"]
    assert severities(igvjs("a.gwas"), "igvxml", STUDIES) == ["info"]
    assert severities(igvjs("a.gwas", min=1), "igvxml", STUDIES) == ["info"]
    for data in (igvjs("a.gwas", max=9), igvjs("a.gwas", autoscale=True), igvjs()):
        assert told(data, "igvxml", STUDIES) == []


def test_tracks_of_one_name_share_a_group_in_igv_desktop() -> None:
    """IGV 2.16 keeps the group as an attribute of what has the name (`AbstractTrack.getAttributeValue`, run)."""
    grouped = {"name": "T", "url": "https://example.org/g.bw", "autoscaleGroup": "1"}
    other = {"name": "O", "url": "https://example.org/o.bw"}
    tracks: list[dict[str, Any]] = [
        grouped,
        {"name": "T", "url": "https://example.org/a.bw", "max": 9},
        other,
        {"name": "G", **other, "max": 3},
    ]
    held = {"version": "3.8.10", "genome": "hg38", "locus": "chr1:1-900", "tracks": tracks}
    [(severity, hint)] = told(json.dumps(held).encode(), "igvxml", GROUPED)
    assert (severity, "names of their own" in str(hint)) == ("warning", True)
    nameless = [{key: value for key, value in one.items() if key != "name"} for one in tracks]
    for alone in ([grouped, other], nameless):
        assert told(json.dumps({**held, "tracks": alone}).encode(), "igvxml", GROUPED) == []
    assert told(json.dumps(held).encode(), "jbrowse2", GROUPED) == []


@pytest.mark.parametrize(
    ("display", "matrix", "called"),
    [
        ("LinearVariantMatrixDisplay", ["warning"], []),
        ("LDDisplay", ["warning"], []),
        ("MultiLinearVariantDisplay", [], []),
        ("LinearVariantDisplay", [], ["info"]),
    ],
)
def test_a_matrix_of_genotypes_becomes_variants_at_their_places(display: str, matrix: list[str], called: list[str]) -> None:
    track = {
        "type": "VariantTrack", "trackId": "t", "name": "T", "assemblyNames": ["hg38"],
        "adapter": {"type": "VcfTabixAdapter", "uri": "https://example.org/a.vcf.gz"},
        "displays": [{"type": display, "displayId": "d"}],
    }  # fmt: skip
    data = json.dumps({"assemblies": [{"name": "hg38"}], "tracks": [track]}).encode()
    for to in ("igvxml", "igvjson"):
        assert severities(data, to, "Where variants are a matrix") == matrix
        assert severities(data, to, CALLED) == called
    assert told(data, "jbrowse2", "Where variants are a matrix") == []


def test_bars_of_jbrowse_show_the_range_of_the_values_that_share_a_pixel() -> None:
    """`summaryScoreMode` of its bars is `whiskers` where nobody says it, of lines and shades `avg`."""
    what = "Where several values share a pixel"
    assert severities(igvjs(), "jbrowse2", what) == ["info"]
    assert severities(igvjs(graphType="points"), "jbrowse2", what) == ["info"]
    for look in ({"windowFunction": "mean"}, {"graphType": "line"}):
        assert told(igvjs(**look), "jbrowse2", what) == []
    assert told(igvjs("a.bed"), "jbrowse2", what) == []
    assert told(igvjs(), "igvxml", what) == []


@pytest.mark.parametrize(
    ("look", "member", "told_"),
    [("", "", ["info"]), ('autoScale="true"', "", []), ("", 'autoScale="true"', []), ("", RANGE.format("LINEAR", 0), [])],
)
def test_the_axis_of_an_overlay_is_of_the_whole_file_where_igv_desktop_is_told_nothing(
    look: str, member: str, told_: Any
) -> None:
    attributes, inner = ("", member) if member.startswith("<") else (member, "")
    held = f'<Track id="https://example.org/a.bw" name="A" {attributes}>{inner}</Track>'
    track = f'<Track id="o" name="T" clazz="org.broad.igv.track.MergedTracks" {look}>{held}</Track>'
    files = '<Resources><Resource path="https://example.org/a.bw"/></Resources>'
    data = f'<Session genome="hg38" locus="chr1:1-900" version="8">{files}<Panel>{track}</Panel></Session>'.encode()
    assert severities(data, "igvjson", "Where nothing is said of the value axis") == told_


def test_an_overlay_of_nothing_has_no_axis() -> None:
    track = '<Track id="o" name="T" clazz="org.broad.igv.track.MergedTracks"/>'
    data = f'<Session genome="hg38" locus="chr1:1-900" version="8"><Panel>{track}</Panel></Session>'.encode()
    assert told(data, "igvjson", "Where nothing is said of the value axis") == []
