"""Tracks that stand in a session several times: what is told of those that a target shows once."""

from __future__ import annotations

import json
from typing import Any

import pytest

import converter
from converter.loss.render import render

READS = {"type": "AlignmentsTrack", "trackId": "r", "name": "R", "assemblyNames": ["hg38"]}
ADAPTER = {"type": "BamAdapter", "bamLocation": {"uri": "https://x.org/r.bam"}}
SHOWN = {"type": "AlignmentsTrack", "configuration": "r", "displays": [{"type": "LinearAlignmentsDisplay"}]}


def view(chrom: str, *tracks: Any) -> dict[str, Any]:
    region = {"refName": chrom, "start": 0, "end": 9000, "assemblyName": "hg38"}
    return {"type": "LinearGenomeView", "displayedRegions": [region], "bpPerPx": 1, "offsetPx": 0, "tracks": list(tracks)}


def told(*views: Any) -> list[tuple[str, str, str, str]]:
    """What an IGV session of the views is told to lack of tracks."""
    root = {"tracks": [{**READS, "adapter": ADAPTER}], "defaultSession": {"name": "S", "views": list(views)}}
    report = converter.convert(json.dumps(root).encode(), "igvxml", "jbrowse2").report.to_dict()
    lost = [one for one in report["entries"] if one["category"] == "tracks" and one["code"].startswith("track.")]
    return [(one["effect"], one["severity"], one["message"], one["source"]["path"]) for one in lost]


def test_a_track_of_two_sides_is_shown_and_that_is_said() -> None:
    sides = {"type": "BreakpointSplitView", "views": [view("chr1", SHOWN), view("chr2", SHOWN)]}
    found = told(sides)
    assert {(effect, severity) for effect, severity, *_ in found} == {("carried", "warning"), ("approximated", "info")}
    again = next(message for effect, _, message, _ in found if effect == "carried")
    assert again == "The track stands in the source several times; IGV desktop shows it elsewhere."


def test_a_track_of_which_nothing_is_shown_is_lost() -> None:
    other = {**SHOWN, "configuration": "elsewhere", "type": "FeatureTrack"}
    found = told({"type": "BreakpointSplitView", "views": [view("chr1"), view("chr2", other)]})
    assert all(severity == "error" for _, severity, *_ in found)


def test_what_a_track_shows_that_nothing_is_known_of_is_no_difference() -> None:
    """The kind of a track without a configuration is unknown, and whatever a target takes it for is no change."""
    root = {"session": {"name": "S", "views": [view("chr1", SHOWN)]}}
    root["session"]["views"][0]["tracks"][0] = {**SHOWN, "type": "OddTrack"}  # type: ignore[index]
    report = converter.convert(json.dumps(root).encode(), "igvxml", "jbrowse2").report.to_dict()
    assert not [one for one in report["entries"] if one["code"].startswith("kind.") and one["source"] is None]


def _features(number: int) -> dict[str, Any]:
    """A track whose features stand in the session, which IGV desktop has no file of."""
    adapter = {"type": "FromConfigAdapter", "features": [{"uniqueId": "1", "refName": "chr1", "start": 1, "end": 9}]}
    return {"type": "FeatureTrack", "trackId": f"f{number}", "name": f"F{number}", "assemblyNames": ["hg38"], "adapter": adapter}


@pytest.mark.parametrize(("number", "names"), [(1, ""), (2, ": F0, F1"), (7, ": F0, F1, F2, F3, F4, F5 and 1 more"), (0, None)])
def test_tracks_that_are_not_shown_are_named(number: int, names: str | None) -> None:
    listed = [_features(one) for one in range(number)]
    shown = [
        {"type": "FeatureTrack", "configuration": one["trackId"], "displays": [{"type": "LinearBasicDisplay"}]} for one in listed
    ]
    root = {"tracks": listed, "defaultSession": {"name": "S", "views": [view("chr1", *shown)]}}
    done = converter.convert(json.dumps(root).encode(), "igvxml", "jbrowse2")
    report = done.report.to_dict()
    gone = [one for one in report["entries"] if one["code"] == "track.unsupported"]
    reason = "The data of the track stand in the session itself, and IGV desktop reads them from files alone"
    assert [one["message"] for one in gone] == ([] if names is None else [f"{reason}{names}."])
    told = render(report, colour=False)
    if number > 1:
        assert f"{names}. [carried, {gone[0]['facts']} facts]" in told
    elif number:
        assert f"{reason}. [carried] 1 track: F0" in told


def test_tracks_without_a_name_are_not_named() -> None:
    listed = [{key: value for key, value in _features(one).items() if key != "name"} for one in range(2)]
    shown = [
        {"type": "FeatureTrack", "configuration": one["trackId"], "displays": [{"type": "LinearBasicDisplay"}]} for one in listed
    ]
    root = {"tracks": listed, "defaultSession": {"name": "S", "views": [view("chr1", *shown)]}}
    report = converter.convert(json.dumps(root).encode(), "igvxml", "jbrowse2").report.to_dict()
    assert next(one["message"] for one in report["entries"] if one["code"] == "track.unsupported").endswith("files alone.")
