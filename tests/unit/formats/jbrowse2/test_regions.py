"""Highlighted places and bookmarks as regions of interest, and back."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from tests.unit.formats.jbrowse2.reading import Read, config, written

WIDGET = {"id": "GridBookmark", "type": "GridBookmarkWidget"}
PLACE = {"assemblyName": "hg38", "refName": "chr1", "start": 4, "end": 9}
OTHER = {"assemblyName": "mm10", "refName": "chr2", "start": 1, "end": 2}
MARKS = "/defaultSession/widgets/GridBookmark/bookmarks"


def _with(bookmarks: Any, widget: dict[str, Any] | None = None, highlight: Any = ()) -> Read:
    view = {"id": "v", "type": "LinearGenomeView", "init": {"assembly": "hg38", "loc": "chr1:1-100"}, "highlight": highlight}
    session = {"name": "S", "views": [view], "widgets": {"GridBookmark": {**(widget or WIDGET), "bookmarks": bookmarks}}}
    return config(defaultSession=session)


def _widget(read: Read) -> Any:
    return written(read.session)["defaultSession"]["widgets"]["GridBookmark"]


def test_a_bookmark_is_a_region_with_a_name_and_the_colour_of_its_set() -> None:
    marks = [
        {**PLACE, "label": "exon", "highlight": "rgba(255, 0, 0, 0.3)", "reversed": True},
        {**PLACE, "start": 5, "highlight": "rgba(255,0,0,0.3)"},
        {**PLACE, "start": 6.0, "highlight": "no colour"},
        PLACE,
    ]
    read = _with(marks)
    regions, sets = read.session.regions, read.session.region_sets
    assert [(one.chrom, one.start, one.end) for one in regions.values()] == [("chr1", start, 9) for start in (4, 5, 6, 4)]
    assert regions["r1"].name == "exon"
    assert [one.set for one in regions.values()][:2] == ["q1", "q1"]
    assert [one.color for one in sets.values()] == ["#ff00004c"]
    assert read.says(f"{MARKS}/1/highlight") == ("feeds", "q1.color", "r2.set")
    assert read.says(f"{MARKS}/0/label") == ("feeds", "r1.name")
    assert read.says(f"{MARKS}/0/reversed") == ("native", "reversed")
    assert read.says(f"{MARKS}/2/highlight") == ("native", "highlight")
    assert _widget(read) == {**WIDGET, "bookmarks": marks}


def test_highlighted_places_and_bookmarks_stay_apart() -> None:
    read = _with([PLACE], highlight=[{**PLACE, "start": 7}])
    made = written(read.session)["defaultSession"]
    assert made["views"][0]["highlight"] == [{**PLACE, "start": 7}]
    assert made["widgets"]["GridBookmark"]["bookmarks"] == [PLACE]


def test_bookmarks_of_other_genomes_stay_bookmarks() -> None:
    read = _with([OTHER, PLACE])
    assert list(read.session.regions) == ["r1"]
    assert read.says(f"{MARKS}/0") == ("native", "widgets/GridBookmark/bookmarks/0")
    assert _widget(read) == {**WIDGET, "bookmarks": [OTHER, PLACE]}
    assert _widget(_with([OTHER])) == {**WIDGET, "bookmarks": [OTHER]}


def test_highlighted_places_of_other_genomes_are_no_regions_of_interest() -> None:
    colored = {**OTHER, "color": "red"}
    read = _with([], highlight=[colored, PLACE])
    assert [one.chrom for one in read.session.regions.values()] == ["chr1"]
    highlights = read.session.views["v1"].highlights
    assert isinstance(highlights, list)
    assert [one.genome for one in highlights] == ["mm10"]
    assert written(read.session)["defaultSession"]["views"][0]["highlight"] == [PLACE, colored]


@pytest.mark.parametrize(
    "bad",
    [
        {**PLACE, "label": 5},
        {**PLACE, "highlight": None},
        {**PLACE, "reversed": None},
        {**PLACE, "end": 4},
        {name: value for name, value in PLACE.items() if name != "assemblyName"},
        "chr1",
    ],
)
def test_bookmarks_for_which_jbrowse_refuses_the_session_are_left_out(bad: Any) -> None:
    read = _with([PLACE, bad])
    assert read.session.regions == {}
    assert read.says(MARKS) == ("ignored", "widgets/GridBookmark/bookmarks")
    assert "bookmarks" not in _widget(read)


def test_another_widget_has_no_bookmarks() -> None:
    read = _with([PLACE], {"id": "GridBookmark", "type": "AboutWidget"})
    assert read.says(MARKS) == ("ignored", "widgets/GridBookmark/bookmarks")


def test_bookmarks_that_were_edited() -> None:
    session = _with([{**PLACE, "label": "a", "highlight": "red"}, {**PLACE, "start": 5}]).session
    regions = dict(session.regions)
    regions["r1"] = msgspec.structs.replace(regions["r1"], name="b", start=3)
    sets = {"q1": msgspec.structs.replace(session.region_sets["q1"], color="#0000ff")}
    made = written(msgspec.structs.replace(session, regions=regions, region_order=["r1"], region_sets=sets))
    assert made["defaultSession"]["widgets"]["GridBookmark"]["bookmarks"] == [
        {**PLACE, "start": 3, "label": "b", "highlight": "rgb(0,0,255)"}
    ]
    alone = msgspec.structs.replace(session.extras["jbrowse2"], native={})
    made = written(msgspec.structs.replace(session, extras={"jbrowse2": alone}))
    assert made["defaultSession"]["widgets"]["GridBookmark"]["type"] == "GridBookmarkWidget"
