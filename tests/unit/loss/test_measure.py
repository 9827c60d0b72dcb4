from __future__ import annotations

from typing import Any

import jsonpatch
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import UNSET

from converter.loss.ledger import SESSION
from converter.loss.measure import MISSING, differences, patch
from converter.loss.walk import escape
from converter.model import (
    Display,
    DisplayRange,
    Extras,
    Genome,
    Interval,
    Panel,
    Part,
    Region,
    Samples,
    Session,
    Source,
    Track,
    View,
)
from converter.model.codec import session_from, to_plain
from converter.model.integrity import pruned


def shown(*keys: str, **changes: Any) -> Session:
    """A session that shows some of three tracks."""
    return Session(
        tracks={key: Track(name=key) for key in ("t1", "t2", "t3")},
        track_order=["t1", "t2", "t3"],
        views={"v1": View(tracks=list(keys))},
        view_order=["v1"],
        **changes,
    )


def test_equal_sessions_do_not_differ() -> None:
    assert differences(shown("t1"), shown("t1")) == {}
    assert patch(shown("t1"), shown("t1")) == []


@pytest.mark.parametrize(
    ("a", "b", "changes"),
    [
        (Track(name="x"), Track(name="y"), {"name": ("x", "y")}),
        (Track(name="x"), Track(), {"name": ("x", UNSET)}),
        (Track(), Track(name="x"), {"name": (UNSET, "x")}),
        (
            Track(display=Display(color="#000000")),
            Track(display=Display(color="#ffffff")),
            {"display.color": ("#000000", "#ffffff")},
        ),
        (
            Track(display=Display(color="#000000", mode="full")),
            Track(),
            {"display.color": ("#000000", UNSET), "display.mode": ("full", UNSET)},
        ),
        (Track(), Track(display=Display(height_px=None)), {"display.height_px": (UNSET, None)}),
        (
            Track(parts={"reads": Part(display=Display(mode="full"))}),
            Track(parts={"coverage": Part(name="c")}),
            {"parts.reads.display.mode": ("full", UNSET), "parts.coverage.name": (UNSET, "c")},
        ),
        (Track(members=["t2", "t3"]), Track(members=["t3", "t2"]), {"members": (["t2", "t3"], ["t3", "t2"])}),
        (Track(metadata={"a": 1}), Track(metadata={"a": 2}), {"metadata": ({"a": 1}, {"a": 2})}),
    ],
)
def test_fields_are_compared_one_by_one(a: Track, b: Track, changes: dict[str, Any]) -> None:
    assert differences(Session(tracks={"t1": a}), Session(tracks={"t1": b})) == {("tracks", "t1"): changes}


@pytest.mark.parametrize(("x", "y"), [(0.1, 0.10000000149), (5, 5.0), (1e300, 1e300)])
def test_numbers_are_equal_as_float32(x: float, y: float) -> None:
    a, b = (Session(tracks={"t1": Track(display_range=DisplayRange(maximum=one))}) for one in (x, y))
    assert differences(a, b) == {}


@pytest.mark.parametrize(("x", "y"), [(0.1, 0.1001), (1e300, 1e301), (True, 1), ("1", 1)])
def test_other_values_differ(x: Any, y: Any) -> None:
    a, b = (Session(tracks={"t1": Track(metadata=one)}) for one in (x, y))
    assert differences(a, b) == {("tracks", "t1"): {"metadata": (x, y)}} or x == y


def test_loci_are_compared_as_whole_bases() -> None:
    a, b = (Session(views={"v1": View(loci=[Interval(chrom="1", start=0, end=end)])}) for end in (10, 11))
    assert list(differences(a, b)[("views", "v1")]) == ["loci"]


def test_objects_that_only_one_has() -> None:
    a, b = Session(sources={"s1": Source()}), Session(sources={"s2": Source()})
    assert differences(a, b) == {("sources", "s1"): MISSING, ("sources", "s2"): {"": (UNSET, Source())}}


def test_single_objects() -> None:
    a, b = Session(genome=Genome(id="hg19")), Session(samples=Samples(group_by="x"))
    assert differences(a, b) == {("genome", ""): MISSING, ("samples", ""): {"": (UNSET, Samples(group_by="x"))}}
    assert differences(a, Session(genome=Genome(id="hg38"))) == {("genome", ""): {"id": ("hg19", "hg38")}}


def test_fields_of_the_session_itself_but_not_its_forms() -> None:
    a = Session(name="A", preferences={"a": "b"}, forms={"x": {}})
    assert differences(a, Session(name="B", hide_empty_panels=True)) == {
        SESSION: {"name": ("A", "B"), "preferences": ({"a": "b"}, UNSET), "hide_empty_panels": (UNSET, True)}
    }


def test_extras_are_no_field() -> None:
    assert differences(Session(extras={"f": Extras(native={"a": 1})}), Session()) == {}


def test_what_one_shows_and_the_other_only_knows() -> None:
    assert differences(shown("t1", "t2"), shown("t2", "t3")) == {
        ("tracks", "t1"): {"shown": (True, False)},
        ("tracks", "t3"): {"shown": (False, True)},
    }


def test_order_is_that_of_the_tracks_that_both_have() -> None:
    assert differences(shown("t1", "t2", "t3"), shown("t2", "t1", "t3")) == {
        ("views", "v1"): {"tracks": (["t1", "t2", "t3"], ["t2", "t1", "t3"])}
    }
    b = shown("t2", "t1")
    b.track_order = ["t3", "t1"]
    assert differences(shown("t1"), b)[SESSION] == {"track_order": (["t1", "t3"], ["t3", "t1"])}


def test_a_panel_that_is_gone_held_tracks() -> None:
    a = Session(views={"v1": View(panels={"p1": Panel(name="P", tracks=["t1"])})})
    assert differences(a, Session(views={"v1": View()})) == {
        ("views", "v1"): {"panels.p1.name": ("P", UNSET), "panels.p1.tracks": (["t1"], UNSET)}
    }


KEYS = st.sampled_from(["t1", "t2", "t3", "a/b", "~"])
DISPLAYS = st.builds(
    Display,
    height_px=st.sampled_from([UNSET, None, 1, 1.0, 2]),
    color=st.sampled_from([UNSET, "#000000"]),
    color_table=st.sampled_from([UNSET, {}, {"a/b": "#000000"}]),
)
EXTRAS = st.dictionaries(st.sampled_from(["f", "g"]), st.builds(Extras, native=st.dictionaries(KEYS, st.integers())))
TRACKS = st.builds(
    Track,
    name=st.sampled_from([UNSET, "A", ""]),
    display=st.just(UNSET) | DISPLAYS,
    metadata=st.just(UNSET) | st.dictionaries(KEYS, st.booleans() | st.integers(0, 1)),
    members=st.just(UNSET) | st.just([]),
    parts=st.just(UNSET) | st.dictionaries(KEYS, st.builds(Part, visible=st.sampled_from([UNSET, True]), extras=EXTRAS)),
    extras=EXTRAS,
)
TRACK_IDS, VIEW_IDS, REGION_IDS = (st.sampled_from(ids) for ids in (["t1", "t2", "odd/~"], ["v1", "~"], ["r1", "r/2"]))
PANELS = st.dictionaries(KEYS, st.builds(Panel, tracks=st.lists(TRACK_IDS, unique=True)))
SESSIONS = st.builds(
    lambda genome, tracks, views, forms, regions: pruned(
        Session(
            genome=genome, tracks=tracks, views=views, forms=forms, regions=regions, region_order=list(reversed(list(regions)))
        )
    ),
    st.just(UNSET) | st.builds(Genome, id=st.sampled_from([UNSET, "hg19"])),
    st.dictionaries(TRACK_IDS, TRACKS),
    st.dictionaries(VIEW_IDS, st.builds(View, tracks=st.lists(TRACK_IDS, unique=True), panels=st.just(UNSET) | PANELS)),
    st.dictionaries(KEYS, st.dictionaries(KEYS, st.text())),
    st.dictionaries(REGION_IDS, st.builds(Region, start=st.integers(0, 9))),
)


@settings(max_examples=60, deadline=None)
@given(SESSIONS, SESSIONS)
def test_the_patch_turns_one_plain_form_exactly_into_the_other(a: Session, b: Session) -> None:
    operations = patch(a, b)
    turned = jsonpatch.apply_patch(to_plain(a), operations)
    assert session_from(turned) == b
    assert {operation["op"] for operation in operations} <= {"add", "remove", "replace"}


@settings(max_examples=60, deadline=None)
@given(SESSIONS, SESSIONS)
def test_without_differences_only_forms_extras_and_spellings_of_nothing_are_patched(a: Session, b: Session) -> None:
    assert bool(differences(a, a)) is False
    if differences(a, b):
        assert patch(a, b)


def test_tokens_of_pointers_are_escaped() -> None:
    assert escape("a/b~c") == "a~1b~0c"
