"""Tracks of samples of one file are written as rows of one track of igv.js, which loads the file once."""

from __future__ import annotations

import json
from typing import Any

import pytest

import converter
from converter.model import Display, Extras, Source, Track
from tests.unit.formats.igvjson.making import codes, made
from tests.unit.formats.igvjson.sessions import again, document

URL = "https://h/a.seg"
SEGMENTS = {"s1": Source(location=URL, format="seg")}


def row(sample: str, *, source: str = "s1", kind: str = "copy_number", **fields: Any) -> Track:
    display = Display(**fields.pop("display", {"height_px": 12}))
    return Track(kind=kind, source=source, sample=sample, display=display, **{"name": sample, **fields})


def written(*tracks: Track, sources: tuple[str, ...] = (URL, "https://h/b.seg"), **options: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = document(made(*tracks, sources=sources), **options)["tracks"]
    return found


def samples(*tracks: Track, **options: Any) -> list[Any]:
    return [one.get("samples") for one in written(*tracks, **options)]


def test_rows_are_one_track() -> None:
    assert written(row("A"), row("B")) == [
        {
            "type": "seg",
            "url": URL,
            "squishedRowHeight": 12,
            "displayMode": "SQUISHED",
            "height": 24,
            "samples": ["A", "B"],
        }
    ]


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (row("B", source="s2"), [["A"], ["B"]]),
        (row("B", kind="mutation"), [["A"], ["B"]]),
        (row("B", display={"height_px": 13}), [["A"], ["B"]]),
        (row("B", info_url="https://h/$$"), [["A"], ["B"]]),
        (row("A"), [["A"], ["A"]]),
        (row("B", display={"height_px": 12, "font_size_pt": 9}), [["A", "B"]]),
        (Track(kind="copy_number", source="s1"), [["A"], None]),
        (row("B", display={"height_px": 0}), [["A"], ["B"]]),
    ],
)
def test_rows_are_alike_in_what_igv_js_heeds(other: Track, expected: list[Any]) -> None:
    assert samples(row("A"), other) == expected


def test_rows_follow_each_other() -> None:
    assert samples(row("A"), row("X", source="s2"), row("B"), row("C")) == [["A"], ["X"], ["B", "C"]]


def test_samples_of_what_igv_js_draws_in_one_way_are_no_rows() -> None:
    tracks = [row(one, kind="quantitative") for one in "AB"]
    assert len(written(*tracks, sources=("https://h/a.tdf",))) == 2


def test_rows_of_a_file_that_can_not_be_opened_stand_alone() -> None:
    assert len(written(row("A"), row("B"), sources=("/data/a.seg",))) == 2


def test_igv_desktop_3_has_one_track_of_segments_and_one_for_each_sample_with_mutations() -> None:
    segments = document(made(row("A"), row("B", name="mine"), more=SEGMENTS), profile="desktop3")["tracks"]
    assert segments == [{"type": "seg", "id": f"{URL}_cn", "format": "seg", "url": URL, "rowHeight": 12, "samples": ["A", "B"]}]
    tracks = [row(one, kind="mutation") for one in "AB"]
    found = written(*tracks, sources=("https://h/a.mut",), profile="desktop3")
    assert [one["id"] for one in found] == ["https://h/a.mut_A", "https://h/a.mut_B"]


def test_igv_desktop_3_shows_the_samples_that_it_is_told() -> None:
    of = made(row("A"), row("B"), row("C"), more=SEGMENTS, shown=["t1", "t3"])
    assert [one["samples"] for one in document(of, profile="desktop3")["tracks"]] == [["A", "C"]]


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        ({"height_px": 40}, {"squishedRowHeight": 40, "displayMode": "SQUISHED", "height": 80}),
        ({"height_px": 400}, {"squishedRowHeight": 400, "displayMode": "SQUISHED", "height": 500}),
        ({}, {"height": 26}),
        ({"height_px": 2}, {"displayMode": "SQUISHED", "height": 4}),
        ({"height_px": 40, "mode": "collapsed"}, {"expandedRowHeight": 40, "displayMode": "COLLAPSED", "height": 80}),
        ({"height_px": 1, "mode": "collapsed"}, {"squishedRowHeight": 1, "displayMode": "SQUISHED", "height": 2}),
        ({"mode": "squished"}, {"displayMode": "SQUISHED", "height": 4}),
    ],
)
def test_how_high_rows_are(display: dict[str, Any], expected: dict[str, Any]) -> None:
    (found,) = written(row("A", display=display), row("B", display=display))
    names = ("displayMode", "expandedRowHeight", "squishedRowHeight", "height")
    assert {name: found[name] for name in names if name in found} == expected


def test_mutations_stay_apart_from_each_other() -> None:
    (found,) = written(row("A", kind="mutation"), row("B", kind="mutation"), sources=("https://h/a.mut",))
    assert (found["expandedRowHeight"], "displayMode" in found) == (12, False)


@pytest.mark.parametrize(
    ("display", "mode", "height"),
    [({"height_px": 40}, "SQUISHED", 40), ({}, None, None), ({"height_px": 40, "mode": "expanded"}, "EXPANDED", None)],
)
def test_a_sample_alone_is_as_high_as_its_track(display: dict[str, Any], mode: str | None, height: int | None) -> None:
    found = [(one.get("displayMode"), one.get("squishedRowHeight")) for one in written(row("A", display=display))]
    assert found == [(mode, height)]


def test_a_track_of_all_samples_has_rows_as_usual() -> None:
    assert "displayMode" not in written(Track(kind="copy_number", source="s1", display=Display(height_px=40)))[0]


@pytest.mark.parametrize(("number", "expected"), [(20, 22), (21, 1)])
def test_some_tracks_stand_apart_for_their_names(number: int, expected: int) -> None:
    tracks = [row(str(one), name=f"patient {one}") for one in range(number)]
    assert len(written(row("A"), *tracks, row("B"))) == expected


def test_rows_show_their_names() -> None:
    found = document(made(row("AB"), row("ABCD"), sources=(URL,)))
    assert (found["showSampleNames"], found["sampleNameViewportWidth"]) == (True, 32)
    assert "showSampleNames" not in document(made(row("AB"), sources=(URL,)))
    wide = document(made(row("A" * 40), row("B"), sources=(URL,)))
    assert wide["sampleNameViewportWidth"] == 200


ROWS: dict[str, Any] = {"type": "seg", "url": URL, "name": "GBM", "samples": ["A", "B", "C"], "expandedRowHeight": 9}
WEB: dict[str, Any] = {"version": "3", "genome": "hg38"}


@pytest.mark.parametrize(
    "tracks",
    [
        [{**ROWS, "height": 300, "displayMode": "SQUISHED", "groupBy": "None"}],
        [ROWS, {**ROWS, "samples": ["D", "E"]}],
        [{"type": "seg", "url": URL, "name": one, "samples": [one]} for one in "AB"],
        [{"type": "wig", "url": "https://h/a.bw", "order": 2}, {**ROWS, "order": 1}],
        [{"type": "mut", "url": "https://h/a.maf", "samples": ["A", "B"], "color": "rgb(1,2,3)", "infoURL": "https://h/$$"}],
    ],
)
def test_a_session_of_igv_js_has_its_tracks_again(tracks: list[dict[str, Any]]) -> None:
    assert again({**WEB, "tracks": tracks})["tracks"] == tracks


def test_a_track_alone_is_one_again() -> None:
    assert again(ROWS) == ROWS
    assert again([ROWS]) == [ROWS]


def carried(source: bytes, *ways: str) -> Any:
    for way in ways:
        source = converter.convert(source, way).document
    return source


def test_a_track_of_igv_js_comes_home_from_igv_desktop() -> None:
    document = json.dumps({**WEB, "tracks": [{**ROWS, "height": 77}]}).encode()
    home = json.loads(carried(document, "igvxml", "igvjson"))
    assert home["tracks"] == [{**ROWS, "height": 77}]


def test_rows_renamed_in_igv_desktop_stand_apart() -> None:
    """What is above a track of its own and below it are two tracks then, the lower one as high as its rows."""
    there = converter.convert(json.dumps({**WEB, "tracks": [{**ROWS, "samples": list("ABCDE")}]}).encode(), "igvxml")
    edited = there.document.replace(b'name="C"', b'name="mine"')
    home = json.loads(converter.convert(edited, "igvjson").document)["tracks"]
    assert [(one.get("name"), one["samples"], one.get("height")) for one in home] == [
        ("GBM", ["A", "B"], None),
        ("mine", ["C"], 9),
        (None, ["D", "E"], 18),
    ]


def test_samples_taken_from_a_track_of_igv_js_are_gone_in_igv_desktop() -> None:
    source = made(row("A"), row("B"), row("C"), sources=(URL,))
    xml = converter.write(source, "igvxml").document
    there = json.loads(converter.convert(xml, "igvjson").document)
    there["tracks"][0]["samples"] = ["C", "A"]
    home = converter.read(converter.convert(json.dumps(there).encode(), "igvxml").document).session
    assert [home.tracks[key].sample for key in home.views["v1"].tracks][:2] == ["C", "A"]


def test_what_carries_the_mark_of_a_row_joins_only_its_own_kind() -> None:
    below = {"igvjson": Extras(native={"row/above": True})}
    assert samples(row("A", source="s2"), row("B", extras=below), row("C", extras=below)) == [["A"], ["B", "C"]]


def test_a_name_with_html_is_no_name_of_rows() -> None:
    assert "executes.html" not in codes(made(row("<b>A</b>"), row("B"), sources=(URL,)))
    assert "executes.html" in codes(made(row("<b>A</b>"), sources=(URL,)))
