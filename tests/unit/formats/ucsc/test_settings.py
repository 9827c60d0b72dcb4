"""One setting at a time: what it says of a track, and how it is written again."""

from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec import UNSET

import converter
from tests.unit.formats.ucsc.test_hub import TOP, session, track


def said(value: Any, way: str) -> Any:
    """The value of a dotted field."""
    for step in way.split("."):
        value = value.get(step, UNSET) if isinstance(value, dict) else getattr(value, step)
        if value is UNSET:
            return UNSET
    return value


SETTINGS = [
    ("bigWig", "viewLimits -1:2.5", {"display_range.minimum": -1, "display_range.maximum": 2.5}),
    ("bigWig 0 9", "color 1,2,3", {"display_range.maximum": 9, "display.color": "#010203"}),
    ("bigWig 0 9", "viewLimits 0:3", {"display_range.maximum": 3}),
    ("bigWig a b", "color 1,2,3", {"display_range": UNSET}),
    ("bigWig", "viewLimits low:high", {"display_range": UNSET}),
    ("bigWig", "autoScale ON", {"display_range.autoscale": True}),
    ("bigWig", "autoScale group", {"display_range.autoscale": True, "display_range.autoscale_group": "1"}),
    ("bigWig", "autoScale perhaps", {"display_range": UNSET}),
    ("bigWig", "visibility dense", {"display.renderer": "heatmap"}),
    ("bigWig", "visibility pack", {"display": UNSET}),
    ("bigWig", "visibility dense\ngraphTypeDefault points", {"display.renderer": "heatmap"}),
    ("bigWig", "graphTypeDefault Points", {"display.renderer": "points"}),
    ("bigWig", "windowingFunction mean+whiskers", {"display.window_function": "whiskers"}),
    ("bigWig", "maxHeightPixels 100:50:20", {"display.height_px": 50, "display.min_height_px": 20}),
    ("bigWig", "maxHeightPixels 100.0:50:20", {"display.height_px": 50}),
    ("bigWig", "maxHeightPixels 90", {"display.max_height_px": 90, "display.height_px": UNSET}),
    ("bigWig", "maxHeightPixels tall", {"display": UNSET}),
    ("bigWig", "gridDefault OFF", {"display_range.draw_baseline": False}),
    ("bigBed", "visibility squish", {"display.mode": "squished"}),
    ("bigBed", "visibility loud", {"display": UNSET}),
    ("bigBed", "defaultLabelFields gene", {"display.label_field": "gene"}),
    ("bigBed", "defaultLabelFields gene,name", {"display": UNSET}),
    ("bigBed", 'metadata a=1 b="x y"', {"metadata.a": "1", "metadata.b": "x y"}),
    ("bigBed", "metadata words", {"metadata": UNSET}),
    ("bigBed", "longLabel x", {"name": "x", "description": UNSET}),
    ("bigBed", "longLabel other", {"description": "other"}),
    ("bam", "bamColorMode gray", {"parts.reads.reads.color_by": "none"}),
    ("bam", "visibility squish", {"parts.reads.display.mode": "squished", "parts.reads.visible": True}),
    ("bam", "maxHeightPixels 100:50:20", {"display": UNSET}),
    ("bam", "doWiggle off", {"parts": UNSET}),
    ("bam", "doWiggle off\nvisibility full", {"parts.reads.visible": True, "parts.coverage": UNSET}),
    ("bam", "doWiggle perhaps", {"parts": UNSET}),
    ("bam", "doWiggle on", {"parts.reads.visible": False, "parts.coverage": UNSET}),
    ("bam", "doWiggle ON\nvisibility full", {"parts.reads.visible": False, "parts.coverage.visible": True}),
    ("bam", "doWiggle on\nvisibility dense", {"parts.coverage.display.renderer": "heatmap"}),
    ("bam", "doWiggle on\nviewLimits 0:9", {"parts.coverage.display_range.maximum": 9, "display_range": UNSET}),
    ("bam", "doWiggle on\nautoScale ON", {"parts.coverage.display_range.autoscale": True}),
    ("bam", "doWiggle on\nmaxHeightPixels 100:50", {"parts.coverage.display.height_px": 50}),
    ("bam", "doWiggle on\ncolor 1,2,3", {"parts.coverage.display.color": "#010203"}),
    ("bigWig", "doWiggle on", {"kind": "quantitative", "parts": UNSET}),
    ("bigInteract", "interactUp true", {"interactions.direction": "up"}),
    ("bigPsl", "color 0,0,1", {"kind": "annotation"}),
]


@pytest.mark.parametrize(("kind", "lines", "expected"), SETTINGS)
def test_what_a_setting_says(kind: str, lines: str, expected: dict[str, Any]) -> None:
    held = session(track("x", *lines.split("\n"), kind=kind)).tracks["t1"]
    assert {way: said(held, way) for way in expected} == expected


@pytest.mark.parametrize(("kind", "lines", "expected"), SETTINGS)
def test_it_is_written_as_it_was(kind: str, lines: str, expected: dict[str, Any]) -> None:  # noqa: ARG001 - the same cases
    text = TOP + track("x", *lines.split("\n"), kind=kind)
    written = converter.convert(text.encode(), "ucsc").document.decode()
    assert set(text.split("\n")) <= {line.strip() for line in written.split("\n")}


def test_reads_of_which_the_coverage_alone_is_seen_are_a_graph() -> None:
    display = {"type": "LinearSNPCoverageDisplay", "displayId": "d", "height": 80, "minScore": 0, "maxScore": 9}
    bam = {"type": "BamAdapter", "bamLocation": {"uri": "https://x.org/a.bam", "locationType": "UriLocation"}}
    shown = {"type": "AlignmentsTrack", "configuration": "a", "displays": [{"type": display["type"], "configuration": "d"}]}
    config = {
        "assemblies": [{"name": "hg38"}],
        "tracks": [{"type": "AlignmentsTrack", "trackId": "a", "name": "A", "adapter": bam, "displays": [display]}],
        "defaultSession": {"name": "S", "views": [{"type": "LinearGenomeView", "tracks": [shown]}]},
    }
    done = converter.convert(json.dumps(config).encode(), "ucsc", options={"carry": False})
    lines = done.document.decode().split("\n")
    assert {"doWiggle on", "visibility full", "viewLimits 0:9", "maxHeightPixels 128:80"} <= set(lines)
    assert not [one for one in done.report.to_dict()["entries"] if one["severity"] != "info"]


def test_reads_that_are_shown_again_are_no_graph() -> None:
    lines = changed("parts/reads/visible", True, "doWiggle true", kind="bam")  # noqa: FBT003 - a value of the model
    assert "doWiggle off" in lines


def changed(setting: str, value: Any, *lines: str, kind: str = "bigWig") -> list[str]:
    """The lines of a track of which one field was changed before it was written."""
    text = TOP + track("x", "visibility full", *lines, kind=kind)
    edit = [{"op": "replace" if value is not None else "remove", "path": f"/tracks/t1/{setting}", "value": value}]
    return converter.convert(text.encode(), "ucsc", options={"edit": edit}).document.decode().split("\n")


def test_what_was_changed_is_not_spelled_as_it_was() -> None:
    assert "viewLimits 0:7" in changed("display_range/maximum", 7, "viewLimits 0.0:10")
    assert "viewLimits 0:7" in changed("display_range/maximum", 7, kind="bigWig 0 10")
    assert "autoScale off" in changed("display_range", {"autoscale": False}, "autoScale ON")
    assert "type bigWig" in changed("display_range", None, kind="bigWig 0 10")
    assert "metadata a=2" in changed("metadata/a", "2", "metadata  a=1")
    assert not [one for one in changed("metadata/a", 'say "no"', "metadata a=1") if one.startswith("metadata")]
    assert not [one for one in changed("metadata/a", 3, "metadata a=1") if one.startswith("metadata")]
    assert "maxHeightPixels 100:60:20" in changed("display/height_px", 60, "maxHeightPixels 100:50:20")
    assert "maxHeightPixels 90" in changed("display", {"max_height_px": 90}, "maxHeightPixels 100:50:20")
    assert "visibility dense" in changed("display", {"renderer": "heatmap"}, "maxHeightPixels 1:1:1")
    assert "shortLabel new name" in changed("name", "new\nname\\")


def severities(to: str, *lines: str, kind: str) -> dict[str, str]:
    """How grave it is that a target does not say each of these settings."""
    text = TOP + track("x", "visibility full", *lines, kind=kind)
    entries = converter.convert(text.encode(), to, options={"carry": False}).report.to_dict()["entries"]
    return {one["source"]["path"].rpartition("/")[2]: one["severity"] for one in entries if one["source"]}


def test_what_decides_on_a_picture_is_told_louder_than_what_sorts_a_table() -> None:
    told = severities("jbrowse2", "subGroup1 cell Cell a=A", "filter.score 5", "filterBy tissue=liver", kind="bigBed")
    assert (told["subGroup1"], told["filter.score"], told["filterBy"]) == ("info", "warning", "warning")


def test_a_map_of_contacts_is_no_rows_of_features() -> None:
    assert severities("jbrowse2", "normalization KR", kind="hic").get("visibility") == "info"
    assert "normalization" not in severities("jbrowse2", "normalization KR", kind="hic")
