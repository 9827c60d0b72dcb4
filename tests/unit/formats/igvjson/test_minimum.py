"""igv.js heeds a minimum of the value axis beside a maximum only."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import UNSET

from converter.model import Display, DisplayRange, Part, Session, Source, Track, View
from tests.unit.formats.igvjson.sessions import document, effects, one

BW, BAM, GWAS = "https://x.org/a.bw", "https://x.org/a.bam", "https://x.org/a.gwas"


@pytest.mark.parametrize(
    ("track", "minimum"),
    [
        ({"url": BW, "min": 1}, UNSET),
        ({"url": BW, "min": 1, "max": 9}, 1),
        ({"url": GWAS, "min": 1}, 1),
        ({"url": BW, "min": "x"}, UNSET),
    ],
)
def test_a_minimum_alone_is_not_looked_at(track: dict[str, Any], minimum: Any) -> None:
    found = one(**track).display_range
    assert (found if found is UNSET else found.minimum) == minimum


def test_a_minimum_alone_is_told_as_ignored() -> None:
    for track in ({"url": BW, "min": 1}, {"url": BAM, "min": 1}, {"url": BW, "min": 1, "autoscale": True}):
        told = effects({"version": "3", "genome": "hg38", "tracks": [track]})
        assert told == {"/version": "structural", "/tracks/0/min": "dropped"}


@pytest.mark.parametrize(
    ("track", "ignored"),
    [
        ({"url": BW, "autoscale": False}, ["autoscale"]),
        ({"url": BAM, "autoscale": False}, ["autoscale"]),
        ({"url": BW, "autoscale": False, "min": 1}, ["autoscale", "min"]),
        ({"url": BW, "autoscale": False, "max": 1}, []),
        ({"url": GWAS, "autoscale": False}, []),
        ({"url": BW, "graphType": "heatmap", "color": "red", "altColor": "blue"}, ["altColor", "color"]),
        ({"url": BW, "graphType": "heatmap", "color": 7}, ["color"]),
        ({"url": BW, "graphType": "bar", "color": "red"}, []),
    ],
)
def test_what_igv_js_does_not_look_at_is_told_as_ignored(track: dict[str, Any], ignored: list[str]) -> None:
    """It fits an axis without an upper end whatever is said, and draws heat maps in the colours of a scale alone (run)."""
    told = effects({"version": "3", "genome": "hg38", "tracks": [track]})
    assert sorted(path.rpartition("/")[2] for path, effect in told.items() if effect == "dropped") == ignored


def test_a_heat_map_with_a_scale_keeps_the_colour_that_the_scale_was_made_of() -> None:
    scale = {"type": "gradient", "min": 0, "max": 9, "minColor": "rgb(255,255,255)", "maxColor": "rgb(255,0,0)"}
    assert one(url=BW, graphType="heatmap", color="red", colorScale=scale).display.color == "#ff0000"


def test_a_minimum_alone_is_not_written() -> None:
    low = DisplayRange(minimum=1)
    tracks = {
        "t1": Track(kind="quantitative", source="s1", display_range=low),
        "t2": Track(kind="alignment", source="s2", parts={"coverage": Part(display_range=low), "reads": Part(display=Display())}),
        "t3": Track(kind="gwas", source="s3", display_range=low),
    }
    sources = {f"s{number}": Source(location=text) for number, text in enumerate((BW, BAM, GWAS), 1)}
    views = {"v1": View(tracks=list(tracks))}
    made = Session(tracks=tracks, track_order=list(tracks), sources=sources, source_order=list(sources))
    made.views, made.view_order = views, ["v1"]
    assert [track.get("min") for track in document(made)["tracks"]] == [None, None, 1]
    low.maximum = 9
    assert [track.get("min") for track in document(made)["tracks"]] == [1, 1, 1]


def test_a_range_without_maximum() -> None:
    axis = DisplayRange(minimum=1, baseline=0, scale="log", flipped=True, autoscale=False)
    made = Session(tracks={"t1": Track(kind="quantitative", source="s1", display_range=axis)}, track_order=["t1"])
    made.sources, made.source_order = {"s1": Source(location=BW)}, ["s1"]
    made.views, made.view_order = {"v1": View(tracks=["t1"])}, ["v1"]
    web, desktop = (document(made, profile=profile)["tracks"][0] for profile in ("igvjs", "desktop3"))
    assert web.keys() & {"min", "logScale", "flipAxis", "autoscale"} == {"logScale", "flipAxis"}
    assert desktop.keys() & {"min", "mid", "logScale", "flipAxis", "autoscale"} == {"autoscale"}
