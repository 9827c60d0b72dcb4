from __future__ import annotations

from typing import Any

import msgspec
import pytest

from converter.model import Panel, Region, RegionSet, Samples, Session, Source, Threshold, Track, View
from converter.model.integrity import DEEPEST, check, pruned
from tests.unit.model.test_refs import whole


def test_a_session_whose_references_hold_passes() -> None:
    check(Session())
    check(whole())


BROKEN: list[tuple[str, dict[str, Any], str]] = [
    ("track_order", {"track_order": ["t9"]}, "no 't9' in tracks - at `$.track_order`"),
    ("twice", {"track_order": ["t2", "t3", "t2"]}, "named twice - at `$.track_order`"),
    ("view_order", {"view_order": ["v9"]}, "no 'v9' in views"),
    ("focused_view", {"focused_view": "v9"}, "no 'v9' in views - at `$.focused_view`"),
    ("source_order", {"source_order": ["s9"]}, "no 's9' in sources"),
    ("region_order", {"region_order": ["r9"]}, "no 'r9' in regions"),
    ("threshold", {"thresholds": {"h1": Threshold(view="v9")}}, "no 'v9' in views - at `$.thresholds.h1.view`"),
    ("samples", {"samples": Samples(sources=["s9"])}, "no 's9' in sources - at `$.samples.sources`"),
    ("source", {"tracks": {**whole().tracks, "t1": Track(source="s9")}}, "no 's9' in sources - at `$.tracks.t1.source`"),
    ("same_as", {"tracks": {**whole().tracks, "t1": Track(same_as="t9")}}, "no 't9' in tracks - at `$.tracks.t1.same_as`"),
    ("members", {"tracks": {**whole().tracks, "t2": Track(members=["t9"])}}, "no 't9' in tracks - at `$.tracks.t2.members`"),
    ("tracks", {"views": {**whole().views, "v1": View(tracks=["t9"])}}, "no 't9' in tracks - at `$.views.v1.tracks`"),
    ("views", {"views": {**whole().views, "v1": View(views=["v9"])}}, "no 'v9' in views - at `$.views.v1.views`"),
    ("panel", {"views": {**whole().views, "v1": View(panels={"p1": Panel(tracks=["t9"])})}}, "at `$.views.v1.panels.p1.tracks`"),
    ("set", {"regions": {"r1": Region(set="q9")}}, "no 'q9' in region_sets - at `$.regions.r1.set`"),
    ("set source", {"region_sets": {"q1": RegionSet(source="s9")}}, "no 's9' in sources - at `$.region_sets.q1.source`"),
    ("itself", {"tracks": {**whole().tracks, "t1": Track(members=["t1"])}}, "members hold themselves"),
    ("round", {"tracks": {**whole().tracks, "t1": Track(members=["t2"])}}, "members hold themselves"),
    ("one id", {"sources": {"s1": Source(), "t1": Source()}}, "two objects called 't1' - at `$.sources`"),
    ("view", {"views": {**whole().views, "v1": View(views=["v2"])}}, "views hold themselves"),
]


@pytest.mark.parametrize(("changes", "said"), [pytest.param(changes, said, id=name) for name, changes, said in BROKEN])
def test_a_broken_reference_is_refused_with_its_place(changes: dict[str, Any], said: str) -> None:
    session = msgspec.structs.replace(whole(), **changes)
    with pytest.raises(msgspec.ValidationError) as caught:
        check(session)
    assert said in str(caught.value)


@pytest.mark.parametrize(("changes", "said"), [pytest.param(changes, said, id=name) for name, changes, said in BROKEN[:16]])
def test_pruning_mends_every_broken_reference(changes: dict[str, Any], said: str) -> None:
    del said
    check(pruned(msgspec.structs.replace(whole(), **changes)))


def test_overlays_may_be_nested_to_a_limit() -> None:
    def chain(length: int) -> Session:
        tracks = {f"t{at}": Track(members=[f"t{at + 1}"]) for at in range(length)}
        return Session(tracks={**tracks, f"t{length}": Track()})

    check(chain(DEEPEST - 1))
    with pytest.raises(msgspec.ValidationError):
        check(chain(DEEPEST))


def test_pruning_leaves_what_holds_as_it_is() -> None:
    assert pruned(whole()) == whole()
    assert pruned(Session()) == Session()


def test_pruning_lists_what_stands_in_no_order_but_members_of_overlays() -> None:
    session = Session(
        tracks={"t1": Track(), "t2": Track(members=["t1", "t9"]), "t3": Track(source="s9")},
        track_order=["t3", "t9"],
        sources={"s1": Source()},
        views={"v1": View(tracks=["t3", "t3"])},
        focused_view="v9",
    )
    found = pruned(session)
    assert found.track_order == ["t3", "t2"]
    assert (found.source_order, found.view_order) == (["s1"], ["v1"])
    assert found.views["v1"].tracks == ["t3"]
    assert found.tracks["t2"].members == ["t1"]
    assert found.tracks["t3"].source is msgspec.UNSET
    assert found.focused_view is msgspec.UNSET
