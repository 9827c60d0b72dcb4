from __future__ import annotations

import pytest

from converter.model import Analysis, Panel, Region, RegionSet, Samples, Session, Source, Track, View
from converter.model.refs import COLLECTIONS, Ids, order_of, referring, renamed


def whole() -> Session:
    return Session(
        tracks={
            "t1": Track(source="s1", kind="quantitative"),
            "t2": Track(kind="overlay", members=["t1"], same_as="t3"),
            "t3": Track(analysis=Analysis(operands=["t1", "elsewhere"])),
        },
        track_order=["t2", "t3"],
        sources={"s1": Source(location="a.bw")},
        source_order=["s1"],
        views={"v1": View(tracks=["t3", "t2"], panels={"p1": Panel(tracks=["t2"])}), "v2": View(views=["v1"])},
        view_order=["v1", "v2"],
        focused_view="v1",
        regions={"r1": Region(set="q1")},
        region_order=["r1"],
        region_sets={"q1": RegionSet(source="s1")},
        samples=Samples(sources=["s1"]),
    )


def test_everything_that_refers_to_an_object_follows_its_new_name() -> None:
    names = {"t1": "T1", "t2": "T2", "t3": "T3", "s1": "S1", "v1": "V1", "v2": "V2", "r1": "R1", "q1": "Q1"}
    found = renamed(whole(), names)
    assert list(found.tracks) == ["T1", "T2", "T3"]
    assert found.tracks["T1"].source == "S1"
    assert found.tracks["T2"].members == ["T1"]
    assert found.tracks["T2"].same_as == "T3"
    assert found.tracks["T3"].analysis == Analysis(operands=["T1", "elsewhere"])
    assert found.track_order == ["T2", "T3"]
    assert found.source_order == ["S1"]
    assert found.views["V1"].tracks == ["T3", "T2"]
    assert found.views["V1"].panels == {"p1": Panel(tracks=["T2"])}
    assert found.views["V2"].views == ["V1"]
    assert (found.view_order, found.focused_view) == (["V1", "V2"], "V1")
    assert found.regions["R1"].set == "Q1"
    assert found.region_sets["Q1"].source == "S1"
    assert found.samples == Samples(sources=["S1"])
    assert renamed(found, {new: old for old, new in names.items()}) == whole()


def test_names_may_be_swapped() -> None:
    found = renamed(whole(), {"t1": "t3", "t3": "t1"})
    assert found.track_order == ["t2", "t1"]
    assert found.tracks["t2"].members == ["t3"]


def test_without_new_names_it_is_the_same_session() -> None:
    session = whole()
    assert renamed(session, {}) is session
    assert renamed(session, {"t1": "t1"}) is session


def test_an_object_that_refers_to_nothing_renamed_is_shared() -> None:
    track = Track(source="s1")
    assert referring(track, {"t1": "t9"}) is track
    assert referring(Samples(), {"t1": "t9"}) == Samples()


@pytest.mark.parametrize(
    ("collection", "taken", "found"),
    [("tracks", (), "t1"), ("tracks", ("t1", "t7", "s9", "tx", ""), "t8"), ("genomes", ("g2",), "g3")],
)
def test_fresh_ids_are_beyond_all_taken_ones(collection: str, taken: tuple[str, ...], found: str) -> None:
    assert Ids(taken).fresh(collection) == found


def test_no_id_is_handed_out_twice() -> None:
    ids = Ids(["t1"])
    assert [ids.fresh("tracks"), ids.fresh("tracks"), ids.fresh("views")] == ["t2", "t3", "v1"]
    assert [ids.free("tracks", wish) for wish in ("t9", "t9", "t1", "mine")] == ["t9", "t10", "t11", "mine"]


def test_an_id_with_thousands_of_digits_is_no_number() -> None:
    assert Ids(["t" + "9" * 5000]).fresh("tracks") == "t1"


def test_collections_that_people_reorder_have_an_order_list() -> None:
    assert {name: order_of(name) for name in COLLECTIONS} == {
        "tracks": "track_order",
        "views": "view_order",
        "sources": "source_order",
        "regions": "region_order",
        "region_sets": None,
        "genomes": None,
        "thresholds": None,
    }
