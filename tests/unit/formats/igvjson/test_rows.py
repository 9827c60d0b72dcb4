"""Samples that one track of igv.js draws in rows are a track each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from msgspec import UNSET

from tests.unit.formats.igvjson.sessions import again, effects, fates, read, session

if TYPE_CHECKING:
    from converter.loss.ledger import Ledger

SEG: dict[str, Any] = {"type": "seg", "format": "seg", "url": "https://h/a.seg", "samples": ["A", "B", "C"]}
BW = {"type": "wig", "url": "https://h/a.bw"}


def of(*tracks: dict[str, Any]) -> dict[str, Any]:
    return {"version": "3", "genome": "hg38", "tracks": list(tracks)}


def rows(**more: Any) -> list[Any]:
    """The tracks of one object."""
    found = session(of({**SEG, **more}))
    return [found.tracks[key] for key in found.views["v1"].tracks]


def test_each_row_is_a_track_with_its_sample_and_its_name() -> None:
    found = rows(name="GBM", displayMode="EXPANDED", expandedRowHeight=12)
    assert [(one.sample, one.name, one.kind, one.source) for one in found] == [
        (name, name, "copy_number", "s1") for name in ("A", "B", "C")
    ]
    assert {(one.display.mode, one.display.height_px) for one in found} == {("expanded", 12)}
    assert found[0].extras["igvjson"].native == {"name": "GBM"}


def test_where_rows_stand() -> None:
    places = {owner: put.place for owner, put in read(of(BW, SEG)).ledger.objects.items() if owner[0] == "tracks"}
    assert places == {("tracks", f"t{number + 2}"): f"/tracks/1/samples/{number}" for number in range(3)} | {
        ("tracks", "t1"): "/tracks/0"
    }


@pytest.mark.parametrize("samples", [[], ["A", ""], ["A", "A"], ["A", 1], "AB", None])
def test_samples_that_are_no_rows_stay_as_they_are(samples: Any) -> None:
    document = of({**SEG, "samples": samples})
    assert list(session(document).tracks) == ["t1"]
    assert again(document)["tracks"][0].get("samples", "gone") == samples


def test_samples_of_another_kind_of_track_are_no_rows() -> None:
    assert list(session(of({"type": "variant", "url": "https://h/a.vcf.gz", "samples": ["A", "B"]})).tracks) == ["t1"]


def test_rows_of_a_member_of_an_overlay_are_one_member() -> None:
    assert session(of({"type": "merged", "tracks": [SEG]})).tracks["t1"].members == ["t2"]


DESK: dict[str, Any] = {"genome": "hg38", "hiddenAttributes": []}


def test_igv_desktop_3_has_rows_of_segments() -> None:
    track = {**SEG, "rowHeight": 15, "displayMode": "SQUISHED", "max": 3, "id": "https://h/a.seg_cn"}
    found = session({**DESK, "tracks": [track]})
    rows = [found.tracks[key] for key in found.views["v1"].tracks]
    assert [(one.sample, one.display.height_px, one.display.mode) for one in rows] == [(name, 15, "squished") for name in "ABC"]
    assert rows[0].extras["igvjson"].native == {"id": "https://h/a.seg_cn", "max": 3}


def test_rows_of_igv_desktop_3_that_are_hidden() -> None:
    found = session({**DESK, "tracks": [{**SEG, "visible": "false"}, BW]})
    assert (found.track_order, found.views["v1"].tracks) == (["t1", "t2", "t3", "t4"], ["t4"])


def test_igv_desktop_3_has_no_rows_of_mutations() -> None:
    assert list(session({**DESK, "tracks": [{"type": "mut", "url": "https://h/a.mut", "samples": ["A", "B"]}]}).tracks) == ["t1"]


def test_rows_come_home_to_igv_desktop_3() -> None:
    track = {**SEG, "visible": "false", "name": "GBM", "rowHeight": 4, "id": "https://h/a.seg_cn", "groupBy": "Subtype"}
    assert again({**DESK, "tracks": [track]}, profile="desktop3")["tracks"] == [track]


@pytest.mark.parametrize(
    ("more", "height"),
    [
        ({"expandedRowHeight": 12, "squishedRowHeight": 3}, 12),
        ({"displayMode": "squished", "expandedRowHeight": 12, "squishedRowHeight": 3}, 3),
        ({"displayMode": "SQUISHED"}, 2),
        ({"displayMode": "SQUISHED", "squishedRowHeight": "low"}, 2),
        ({"displayMode": "EXPANDED"}, None),
    ],
)
def test_how_high_rows_are(more: dict[str, Any], height: float | None) -> None:
    found = {one.display.height_px for one in rows(**more)}
    assert found == {UNSET if height is None else height}


def test_what_is_said_of_a_track_feeds_all_its_rows() -> None:
    ledger: Ledger = read(of({**SEG, "displayMode": "SQUISHED", "label": "x"})).ledger
    told = {bound.node.place(name): fate for bound in ledger.bound for name, fate in bound.fates.items()}
    owners = [("tracks", f"t{number}") for number in (1, 2, 3)]
    fed = told["/tracks/0/displayMode"].detail
    assert set(fed) == {(owner, f"display.{name}") for owner in owners for name in ("mode", "height_px")}
    assert told["/tracks/0/samples/1"].detail == ((owners[1], "sample"), (owners[1], "name"))
    assert (("sources", "s1"), "location") in told["/tracks/0/url"].detail
    assert told["/tracks/0/label"].kind == "native"


def test_what_is_not_understood_feeds_nothing() -> None:
    assert fates(of({**SEG, "displayMode": 7}))["/tracks/0/displayMode"] == ("ignored", "source.invalid")


def test_rows_stand_where_their_track_stands() -> None:
    found = session(of({**SEG, "order": 5}, BW, {**SEG, "url": "https://h/b.seg", "samples": ["D", "E"]}))
    assert found.views["v1"].tracks == ["t4", "t5", "t6", "t1", "t2", "t3"]


def test_rows_without_an_order_count_as_one_track() -> None:
    assert session(of(SEG, {**BW, "order": 1.5})).views["v1"].tracks == ["t1", "t2", "t3", "t4"]


def test_the_order_of_rows_that_moved_says_where_all_stand() -> None:
    ledger: Ledger = read(of(BW, {**SEG, "order": -1})).ledger
    (fate,) = [bound.fates["order"] for bound in ledger.bound if "order" in bound.fates]
    assert set(fate.detail) == {
        *((("tracks", f"t{number}"), "order") for number in (2, 3, 4)),
        (("views", "v1"), "tracks", range(3, 4)),
    }


def test_igv_desktop_gets_a_track_for_each_row_and_is_told_what_they_were_called() -> None:
    found = effects(of({**SEG, "name": "GBM", "height": 300, "expandedRowHeight": 12}), "igvxml")
    assert found["/tracks/0/name"] == "dropped"
    assert {found.get(place, "kept") for place in ("/tracks/0/samples/0", "/tracks/0/expandedRowHeight")} == {"kept"}


def test_a_name_of_rows_may_run() -> None:
    told = [(one.code, one.place) for one in read(of({**SEG, "label": "<img src=x>"})).ledger.notices]
    assert told == [("executes.html", "/tracks/0/label")]
