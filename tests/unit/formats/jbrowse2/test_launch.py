"""What views are told to do when they open: linear ones that another makes, and whose genome is the session's."""

from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec import UNSET

import converter
from converter.model import Interval
from tests.unit.formats.jbrowse2.reading import BAM, BIG_WIG, Read, track, written
from tests.unit.formats.jbrowse2.test_told import effects

_SIDE = {"assembly": "hg38", "loc": "chr3:101-500", "tracks": ["a", {"trackId": "b", "displaySnapshot": {"height": 70}}]}
_OTHER = {"assembly": "mm10", "loc": "chr4:11-20", "tracks": ["a"]}


def config(*views: dict[str, Any]) -> dict[str, Any]:
    """A config of two genomes and two tracks with these views."""
    assemblies = [{"name": "hg38"}, {"name": "mm10"}]
    tracks = [track(), track("AlignmentsTrack", BAM, trackId="b")]
    return {"assemblies": assemblies, "tracks": tracks, "defaultSession": {"name": "S", "views": list(views)}}


def split(*sides: Any, **more: Any) -> dict[str, Any]:
    """A view of the two sides of a breakpoint that is told to make them."""
    return {"id": "s", "type": "BreakpointSplitView", **more, "init": {"views": list(sides)}}


def views(made: dict[str, Any]) -> Any:
    """The views of a config."""
    return made["defaultSession"]["views"]


def test_the_sides_of_a_breakpoint_are_views() -> None:
    read = Read(config(split(_SIDE, _OTHER)))
    assert read.session.views["v1"].views == ["v2", "v3"]
    assert read.session.views["v2"].loci == [Interval(chrom="chr3", start=100, end=500)]
    assert read.session.views["v3"].loci == [Interval(chrom="chr4", start=10, end=20, genome="mm10")]
    assert read.session.views["v2"].tracks == ["t1", "t2"]
    assert read.says("/defaultSession/views/0/init/views/0/loc") == ("feeds", "v2.loci")
    assert read.says("/defaultSession/views/0/init/views/1/assembly") == ("feeds", "v3.loci")


@pytest.mark.parametrize(
    "sides",
    [
        [_SIDE, _OTHER],
        [{"assembly": "hg38"}, {"assembly": "hg38", "loc": "chr1:1-9", "tracks": []}],
        [{"assembly": "hg38", "loc": "chr1:1-9"}, {"assembly": "mm10", "odd": 1}],
    ],
)
def test_they_are_told_again_as_they_were(sides: list[Any]) -> None:
    root = config(split(*sides, displayName="BND"))
    assert views(written(Read(root).session))[0]["init"] == {"views": sides}


def test_a_side_that_says_more_is_written_as_a_view() -> None:
    session = Read(config(split(_SIDE, _OTHER))).session
    session.views["v3"].title = "far side"
    made = views(written(session))[0]
    assert "init" not in made
    assert [one["type"] for one in made["views"]] == ["LinearGenomeView"] * 2
    assert made["views"][1]["displayName"] == "far side"
    assert "launched" not in made["views"][1]


def test_sides_are_written_in_pixels_where_a_width_is_asked_for() -> None:
    done = converter.convert(json.dumps(config(split(_SIDE))).encode(), "jbrowse2", options={"width_px": 1000, "carry": False})
    side = views(json.loads(done.document))[0]["views"][0]
    assert side["bpPerPx"] == pytest.approx(0.4)


@pytest.mark.parametrize(
    "view",
    [
        split(_SIDE, "b"),
        {"type": "DotplotView", "init": {"views": [{"assembly": "hg38"}, {"assembly": "mm10"}]}},
        {**split(_SIDE), "views": [{"type": "LinearGenomeView"}]},
    ],
)
def test_what_else_is_told_stays_as_it_is(view: dict[str, Any]) -> None:
    read = Read(config(view))
    assert read.says("/defaultSession/views/0/init/views") == ("native", "init/views")
    assert views(written(read.session))[0]["init"] == view["init"]


def test_the_first_side_stands_for_both_where_there_is_one_view() -> None:
    told = effects(config(split(_SIDE, _OTHER)), "igvxml")
    assert "/defaultSession/views/0/init/views/0/loc" not in told
    assert told["/defaultSession/views/0/init/views/1/loc"] == ("dropped", "error")


@pytest.mark.parametrize(
    ("asked", "genome"),
    [(None, "hg38"), ("1", "hg38"), ("2", "mm10"), ("v2", "mm10"), ("mouse", "mm10"), ("v5", "mm10"), ("v4", "hg38")],
)
def test_the_genome_is_that_of_the_view_that_is_asked_for(asked: str | None, genome: str) -> None:
    human = {"type": "LinearGenomeView", "init": {"assembly": "hg38", "loc": "chr1:1-9", "tracks": ["a"]}}
    mouse = {"type": "LinearGenomeView", "displayName": "mouse", "init": _OTHER}
    options = {} if asked is None else {"view": asked}
    read = converter.read(json.dumps(config(human, mouse, split(_SIDE, _OTHER))).encode(), "jbrowse2", options=options)
    assert getattr(read.session.genome, "id", None) == genome


_DOTS = {"type": "DotplotView", "init": {"views": [{"assembly": "mm10"}, {"assembly": "hg38"}], "tracks": [["a"]]}}
_LINES = {"type": "LinearGenomeView", "init": {"assembly": "hg38", "loc": "chr1:1-9", "tracks": [{"trackId": "a"}, "a"]}}


@pytest.mark.parametrize(
    ("views_", "options", "shown"),
    [
        ([_DOTS, _LINES], {}, {"v1": [True], "v2": [False, True]}),
        (
            [_DOTS, {**_LINES, "init": {"assembly": "hg38"}, "tracks": [{"type": "X", "configuration": "a"}, 5]}],
            {},
            {"v1": [True], "v2": [False]},
        ),
        (
            [_DOTS, {**_LINES, "init": {"assembly": "hg38"}, "tracks": [{"configuration": {"trackId": "a"}}]}],
            {},
            {"v1": [True], "v2": [False]},
        ),
        ([_DOTS, _LINES], {"view": "1"}, {"v1": [False], "v2": [True, True]}),
        ([_DOTS, split(_SIDE, _LINES["init"]), _LINES], {"view": "v4"}, {"v1": [True], "v4": [False, True], "v5": [True, True]}),
    ],
)
def test_the_view_that_stands_for_all_shows_the_tracks_themselves(views_: Any, options: Any, shown: Any) -> None:
    """Where another showed it first, a target with one view had only what is shown once more, and another genome."""
    root = {**config(*views_), "tracks": [track("QuantitativeTrack", BIG_WIG)]}
    found = converter.read(json.dumps(root).encode(), "jbrowse2", options=options).session
    again = {key: [found.tracks[one].same_as is not UNSET for one in view.tracks] for key, view in found.views.items()}
    assert {key: again[key] for key in shown} == shown
    assert getattr(found.genome, "id", None) == ("mm10" if options == {"view": "1"} else "hg38")


def test_parts_of_views_are_asked_for_as_well() -> None:
    inner = {"type": "LinearGenomeView", "displayedRegions": [{"assemblyName": "mm10", "refName": "chr4", "start": 0, "end": 9}]}
    root = config({"type": "LinearSyntenyView", "views": [{**inner, "displayedRegions": []}, inner]}, {"id": "x"})
    session = converter.read(json.dumps(root).encode(), "jbrowse2", options={"view": "v3"}).session
    assert getattr(session.genome, "id", None) == "mm10"


def test_a_place_on_another_genome_is_none_of_the_session_s() -> None:
    human = {"type": "LinearGenomeView", "id": "h", "init": {"assembly": "hg38", "loc": "chr1:1-9", "tracks": ["a"]}}
    root = config({"type": "LinearGenomeView", "init": _OTHER}, human)
    root["defaultSession"]["focusedViewId"] = "h"
    root["tracks"] = [track("QuantitativeTrack", BIG_WIG)]
    read = Read(root)
    assert read.session.views["v1"].loci == [Interval(chrom="chr4", start=10, end=20, genome="mm10")]
    assert views(written(read.session))[0]["init"] == _OTHER


def test_a_genome_is_named_as_the_view_named_it() -> None:
    view = {"type": "LinearGenomeView", "init": {"assembly": "human", "loc": "chr1:1-9"}}
    root = config(view, split({"assembly": "human", "loc": "chr1:1-9"}))
    root["assemblies"][0]["aliases"] = ["human"]
    made = views(written(Read(root).session))
    assert made[0]["init"]["assembly"] == made[1]["init"]["views"][0]["assembly"] == "human"


def opened(*tracks: Any) -> dict[str, Any]:
    """A config with a view that is told to open tracks."""
    return config({"type": "LinearGenomeView", "init": {"assembly": "hg38", "loc": "chr1:1-9", "tracks": list(tracks)}})


SNAPSHOTS = [
    {"height": 70},
    {"color": "orange", "scale": "log", "constraints": {"min": 1, "max": 8}},
    {"type": "LinearWiggleDisplay", "resolution": 5},
    {"configuration": {"type": "LinearWiggleDisplay", "displayId": "d", "height": 55}},
]


@pytest.mark.parametrize("snapshot", SNAPSHOTS)
def test_what_a_track_is_told_of_its_display_is_said_again(snapshot: dict[str, Any]) -> None:
    told = {"trackId": "a", "displaySnapshot": snapshot, "trackSnapshot": {"minimized": True}}
    assert views(written(Read(opened(told, "b")).session))[0]["init"]["tracks"] == [told, "b"]


def test_it_is_the_look_of_the_track() -> None:
    read = Read(opened({"trackId": "a", "displaySnapshot": SNAPSHOTS[1]}, {"trackId": "a", "displaySnapshot": SNAPSHOTS[0]}))
    first, second = (read.track(key) for key in ("t1", "t3"))
    assert (first.display.color, first.display_range.maximum) == ("#ffa500", 8)
    assert (second.same_as, second.display.height_px) == ("t1", 70)
    assert read.says("/defaultSession/views/0/init/tracks/0/displaySnapshot/color") == ("feeds", "t1.display.color")
    told = effects(opened({"trackId": "a", "displaySnapshot": {"color": "red", "autoscale": "zscore"}}), "igvxml")
    assert told["/defaultSession/views/0/init/tracks/0/displaySnapshot/autoscale"] == ("dropped", "warning")


def test_a_display_of_another_type_is_named_where_it_was_not() -> None:
    read = Read(opened({"trackId": "b", "displaySnapshot": {"height": 90}}))
    read.track("t2").parts["reads"].visible = False
    told = views(written(read.session))[0]["init"]["tracks"][0]
    assert told["displaySnapshot"]["type"] == "LinearSNPCoverageDisplay"


@pytest.mark.parametrize("snapshot", [{}, "tall", ["height"]])
def test_what_is_no_snapshot_stays_as_it_is(snapshot: Any) -> None:
    read = Read(opened({"trackId": "a", "displaySnapshot": snapshot}))
    assert views(written(read.session))[0]["init"]["tracks"] == [{"trackId": "a", "displaySnapshot": snapshot}]


def test_places_to_highlight_are_missed() -> None:
    root = opened("a")
    root["defaultSession"]["views"][0]["init"]["highlight"] = ["chr1"]
    assert effects(root, "igvxml")["/defaultSession/views/0/init/highlight"] == ("dropped", "warning")
    assert "/defaultSession/views/0/init/highlight" not in effects(root, "jbrowse2")


@pytest.mark.parametrize(
    ("location", "chrom", "place", "loc"),
    [
        ("chr2:5-10", "chr2", ("feeds", "v1.loci"), ("superseded", "by the location beside the session")),
        ("", "chr1", ("ignored", "config/location"), ("feeds", "v1.loci")),
    ],
)
def test_the_place_beside_a_session_overrules_that_of_its_view(location: str, chrom: str, place: object, loc: object) -> None:
    view = {"id": "v", "type": "LinearGenomeView", "init": {"assembly": "hg38", "loc": "chr1:1-9"}}
    read = Read({**config(view), "location": location})
    assert [one.chrom for one in read.session.views["v1"].loci or ()] == [chrom]
    assert read.says("/location") == place
    assert read.says("/defaultSession/views/0/init/loc") == loc
