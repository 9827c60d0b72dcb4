"""Rows of a track become tracks of their own where a program has none."""

from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec import UNSET

import converter
from converter.formats._rows import in_rows, rows_apart
from converter.model import Display, DisplayRange, Session, Track, View

BASE = "https://example.org/"


def session(overlay: Track, **members: Track) -> Session:
    tracks = {"o": overlay, "x": Track(kind="annotation"), **members}
    return Session(tracks=tracks, track_order=["o", "x"], views={"v1": View(tracks=["x", "o"])})


def rows(renderer: str = "row_bar", display_range: Any = UNSET, members: Any = ("a", "b"), height: Any = UNSET) -> Track:
    look = Display(renderer=renderer, height_px=height, window_function="max")
    return Track(kind="overlay", members=list(members), display=look, display_range=display_range)


def test_rows_are_told_from_overlays() -> None:
    found = session(rows(), a=Track(), b=Track())
    assert in_rows(found) == {"o": ["a", "b"]}
    assert in_rows(session(rows(members=("a", "gone")), a=Track())) == {"o": ["a"]}
    assert in_rows(session(rows("bar"), a=Track(), b=Track())) == in_rows(session(rows(members=()))) == {}


@pytest.mark.parametrize("overlay", [rows("bar"), Track(kind="overlay", members=["a"]), Track(kind="overlay")])
def test_what_is_drawn_over_each_other_stays(overlay: Track) -> None:
    held = session(overlay, a=Track())
    assert rows_apart(held) is held


@pytest.mark.parametrize(("renderer", "alone"), [("row_bar", "bar"), ("row_heatmap", "heatmap"), ("row_line", "line")])
def test_each_row_is_drawn_as_it_was(renderer: str, alone: str) -> None:
    own = Display(color="#ff0000", window_function="min")
    made = rows_apart(session(rows(renderer, height=121), a=Track(display=own), b=Track()))
    assert made.views["v1"].tracks == ["x", "o", "a", "b"]
    assert made.tracks["o"].members == []
    assert made.tracks["a"].display == Display(color="#ff0000", window_function="min", renderer=alone, height_px=60)
    assert made.tracks["b"].display == Display(window_function="max", renderer=alone, height_px=60)


def test_rows_share_a_scale() -> None:
    taken = Track(display_range=DisplayRange(autoscale_group="1"))
    made = rows_apart(session(rows(display_range=DisplayRange(autoscale=True, scale="log")), a=Track(), b=Track(), c=taken))
    assert made.tracks["a"].display_range == made.tracks["b"].display_range == DisplayRange(scale="log", autoscale_group="2")


def test_rows_that_nobody_sees_do_not_name_the_group_of_others() -> None:
    held = session(rows(), a=Track(), b=Track())
    hidden = {"h": rows(members=("c", "d")), "c": Track(), "d": Track()}
    for tracks in ({**hidden, **held.tracks}, held.tracks):
        made = rows_apart(Session(tracks=tracks, track_order=list(tracks), views=held.views))
        assert made.tracks["a"].display_range == DisplayRange(autoscale_group="1")


def test_limits_are_those_of_each_row() -> None:
    limits = DisplayRange(minimum=0, maximum=9, autoscale=False)
    made = rows_apart(session(rows(display_range=limits), a=Track(), b=Track()))
    assert made.tracks["a"].display_range == made.tracks["b"].display_range == limits


def test_one_row_has_its_own_scale() -> None:
    assert rows_apart(session(rows(members=("a",)), a=Track())).tracks["a"].display_range is UNSET


# ---- what is told of it

DISPLAY = {"type": "MultiLinearWiggleDisplay", "displayId": "m-d"}
TOGETHER = {**DISPLAY, "height": 120, "minScore": 1, "maxScore": 9, "scaleType": "log", "defaultRendering": "multirowline"}


def config(display: dict[str, Any] | None = None, *, shown: bool = True) -> bytes:
    adapter = {"type": "MultiWiggleAdapter", "bigWigs": [f"{BASE}a.bw", f"{BASE}b.bw"]}
    track: dict[str, Any] = {
        "type": "MultiQuantitativeTrack",
        "trackId": "m",
        "name": "M",
        "assemblyNames": ["hg38"],
        "adapter": adapter,
    }
    if display is not None:
        track["displays"] = [display]
    sequence = {"type": "TwoBitAdapter", "uri": f"{BASE}hg38.2bit"}
    genome = {"name": "hg38", "sequence": {"type": "ReferenceSequenceTrack", "trackId": "s", "adapter": sequence}}
    view = {"type": "LinearGenomeView", "init": {"assembly": "hg38", "loc": "chr1:1-900", "tracks": ["m"] if shown else []}}
    return json.dumps({"assemblies": [genome], "tracks": [track], "defaultSession": {"name": "s", "views": [view]}}).encode()


def told(display: dict[str, Any] | None, target: str, **options: Any) -> tuple[bytes, list[tuple[str, ...]]]:
    made = converter.convert(config(display), to=target, options={"carry": False, **options})
    entries = made.report.to_dict()["entries"]
    return made.document, [(one["severity"], one["effect"], one["code"]) for one in entries if one["track"] in ("M", "a.bw")]


@pytest.mark.parametrize("display", [None, DISPLAY, {**DISPLAY, "defaultRendering": "multirowxy"}])
def test_rows_are_how_jbrowse_draws_several_files_by_itself(display: dict[str, Any] | None) -> None:
    document, entries = told(display, "igvjson")
    assert [one["type"] for one in json.loads(document)["tracks"]] == ["wig", "wig"]
    assert entries[:2] == [("warning", "approximated", "kind.nearest"), ("warning", "dropped", "name.unsupported")]


def test_what_rows_say_together_is_kept() -> None:
    document, entries = told(TOGETHER, "igvxml")
    assert document.count(b'height="60"') == document.count(b'maximum="9"') == document.count(b'renderer="LINE_PLOT"') == 2
    assert {code for _, effect, code in entries if effect != "assumed"} == {"kind.nearest", "name.unsupported"}


def test_rows_that_a_target_draws_in_another_way_are_still_rows() -> None:
    assert ("warning", "approximated", "display.renderer.nearest") in told(TOGETHER, "ucsc")[1]


@pytest.mark.parametrize("target", ["igvxml", "igvjson", "ucsc"])
@pytest.mark.parametrize("display", [None, TOGETHER])
def test_rows_come_home(target: str, display: dict[str, Any] | None) -> None:
    there = converter.convert(config(display), to=target)
    home = json.loads(converter.convert(there.document, to="jbrowse2").document)
    before = json.loads(config(display))
    assert home["tracks"][0].get("displays") == before["tracks"][0].get("displays")
    assert len(home["tracks"]) == 1
    assert home["defaultSession"]["views"][0]["init"]["tracks"] == ["m"]


def test_overlays_stay_overlays() -> None:
    document, entries = told({**DISPLAY, "defaultRendering": "xyplot"}, "igvjson")
    assert [one["type"] for one in json.loads(document)["tracks"]] == ["merged"]
    assert [one for one in entries if one[0] != "info"] == []


def test_jbrowse_says_rows_only_where_it_was_told() -> None:
    assert b"multirow" not in told(None, "jbrowse2")[0]
    assert b"multirowline" in told(TOGETHER, "jbrowse2")[0]
