"""Why a target does not have a track."""

from __future__ import annotations

import pytest
from msgspec import structs

from converter.loss.absence import (
    ANOTHER_SAMPLE,
    ELSEWHERE,
    IN_ANOTHER_VIEW,
    IN_OWN_WORDS,
    INSIDE,
    UNLOCATED,
    UNUSED,
    Absence,
)
from converter.model import Extras, Session, Source, Track, View

BEFORE = Session(
    tracks={
        "t1": Track(source="s1"),
        "t2": Track(source="s1", same_as="t1"),
        "t3": Track(source="s2"),
        "t4": Track(source="s3"),
        "t5": Track(kind="overlay", members=["t6", "gone"]),
        "t6": Track(source="s1"),
        "t7": Track(source="s2"),
        "t8": Track(source="s1"),
        "t9": Track(kind="annotation", key="genes"),
        "t10": Track(source="s4"),
        "t11": Track(source="s5"),
    },
    sources={
        "s1": Source(location="a.bw"),
        "s2": Source(),
        "s3": Source(features=[{}]),
        "s4": Source(extras={"own": Extras(native={"search": "TATAAA"})}),
        "s5": Source(extras={"own": Extras(ignored={"path": "a.bed"})}),
    },
    views={"v1": View(tracks=["t1", "t3", "t4", "t9", "t10", "t11"]), "v2": View(tracks=["t2", "t5", "t8"])},
)
AFTER = Session(tracks={"t1": Track(source="s1")}, views={"v1": View(tracks=["t1"])})


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("t2", ELSEWHERE),
        ("t3", UNLOCATED),
        ("t4", INSIDE),
        ("t5", IN_ANOTHER_VIEW),
        ("t6", IN_ANOTHER_VIEW),
        ("t7", None),
        ("t8", IN_ANOTHER_VIEW),
        ("t9", None),
        ("t10", IN_OWN_WORDS),
        ("t11", UNLOCATED),
        ("gone", None),
    ],
)
def test_the_session_says_why_a_track_is_gone(key: str, reason: str | None) -> None:
    assert Absence(BEFORE, AFTER).reason(key) == reason


@pytest.mark.parametrize(("first", "reason"), [(Track(source="s1"), ANOTHER_SAMPLE), (Track(source="s1", sample="A"), None)])
def test_a_sample_is_gone_where_one_stands_for_all(first: Track, reason: str | None) -> None:
    tracks = {"t1": Track(source="s1", sample="A"), "t2": Track(source="s1", sample="B"), "t3": Track(source="s1")}
    before = structs.replace(BEFORE, tracks=tracks, views={"v1": View(tracks=["t1", "t2", "t3"])})
    found = Absence(before, structs.replace(AFTER, tracks={"t1": first}))
    assert [found.reason(key) for key in ("t2", "t3")] == [reason, None]


def test_a_file_is_gone_with_its_tracks() -> None:
    assert [Absence(BEFORE, AFTER).of_source(key) for key in ("s1", "s2")] == [None, UNUSED]


def test_a_target_without_views_shows_all_tracks() -> None:
    assert Absence(BEFORE, structs.replace(AFTER, views={})).reason("t8") is None


def test_a_copy_whose_first_showing_is_gone_is_gone_with_its_view() -> None:
    assert Absence(BEFORE, structs.replace(AFTER, tracks={})).reason("t2") == IN_ANOTHER_VIEW
