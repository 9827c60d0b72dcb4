"""Carried data: it gives back what a document could not say, and leaves the edits of the document alone."""

from __future__ import annotations

import base64
import re
import zlib
from typing import TYPE_CHECKING, Any

import jsonpatch
import msgspec
import pytest
from hypothesis import given, settings
from msgspec import UNSET

from converter.errors import LimitError, MalformedError
from converter.limits import LIMITS
from converter.loss import carry
from converter.loss.ledger import Ledger, Put
from converter.loss.measure import Delta
from converter.loss.restore import merged, restore
from converter.model import Display, Extras, Genome, Interval, Panel, Session, Source, Track, View
from converter.model.codec import to_plain
from converter.model.refs import COLLECTIONS, renamed
from tests.unit.loss.test_measure import SESSIONS

if TYPE_CHECKING:
    from converter.loss.ledger import Owner


def whole() -> Session:
    """What the source said."""
    return Session(
        name="mine",
        genome=Genome(id="hg19", name="Human"),
        sources={"s1": Source(location="a.bw"), "s2": Source(location="b.bed", index="b.tbi"), "s3": Source(location="c")},
        source_order=["s1", "s2", "s3"],
        tracks={
            "t1": Track(name="A", source="s1", display=Display(height_px=40.5, color="#112233")),
            "t2": Track(name="B", source="s2", extras={"f": Extras(native={"x": 1})}),
            "t3": Track(name="C", source="s3"),
        },
        track_order=["t1", "t2", "t3"],
        views={
            "v1": View(
                tracks=["t1", "t3", "t2"],
                loci=[Interval(chrom="1", start=0, end=9)],
                panels={"p1": Panel(name="P", tracks=["t1"])},
            ),
            "v2": View(kind="circular"),
        },
        view_order=["v1", "v2"],
    )


def said() -> Session:
    """What the document says of it: no third track, no second view, whole heights, no panels, no names of genomes."""
    return Session(
        genome=Genome(id="hg19"),
        sources={"s1": Source(location="a.bw"), "s2": Source(location="b.bed")},
        source_order=["s1", "s2"],
        tracks={
            "t1": Track(name="A", source="s1", display=Display(height_px=40, color="#112233")),
            "t2": Track(name="B", source="s2"),
        },
        track_order=["t1", "t2"],
        views={"v1": View(title="IGV", tracks=["t1", "t2"], loci=[Interval(chrom="1", start=0, end=9)])},
        view_order=["v1"],
    )


CALLED = {
    ("tracks", "t1"): "a.bw",
    ("tracks", "t2"): "b.bed",
    ("sources", "s1"): "a.bw",
    ("sources", "s2"): "b.bed",
    ("views", "v1"): "view",
}


def places(names: dict[Owner, str]) -> dict[Owner, Put]:
    return {owner: Put("/", called) for owner, called in names.items()}


def restored(
    document: Session, called: dict[Owner, str] | None = None, text: str | None = None, unfit: tuple[int, int] = (0, 0)
) -> Session:
    """The document (whose reader gives ids of its own) with the carried data of `whole`.

    `unfit`: how many objects and values are told not to fit any more.
    """
    ids = {key: f"{key[0]}{int(key[1:]) + 10}" for collection in COLLECTIONS for key in getattr(document, collection)}
    ledger = Ledger()
    for (collection, key), name in (CALLED if called is None else called).items():
        if key in ids:
            ledger.put((collection, ids[key]), "/", name)
    ledger.carried = carry.pack(Delta(whole(), said()), places(CALLED)) if text is None else text
    session, notices, _ = restore(renamed(document, ids), ledger)
    numbers = [tuple(map(int, re.findall(r"[0-9]+", notice.message))) for notice in notices]
    assert numbers == ([unfit] if any(unfit) else [])
    return session


def meant(session: Session) -> Any:
    """The plain form in ids by what the objects are, so that sessions with other ids can be compared."""
    names = {key: f"t-{track.name}" for key, track in session.tracks.items()}
    names |= {key: f"s-{source.location}" for key, source in session.sources.items()}
    names |= {key: f"v-{view.kind}" for key, view in session.views.items()}
    return to_plain(renamed(session, names))


def test_an_untouched_document_gives_the_source_back() -> None:
    assert meant(restored(said())) == meant(whole())


def test_nothing_needs_carrying_where_nothing_is_lost() -> None:
    assert carry.pack(Delta(whole(), whole()), places(CALLED)) is None


def test_the_same_is_packed_every_time() -> None:
    assert carry.pack(Delta(whole(), said()), places(CALLED)) == carry.pack(Delta(whole(), said()), places(CALLED))


def test_a_changed_value_keeps_the_edit_and_the_rest_comes_back() -> None:
    document = said()
    document.tracks["t1"].display = Display(height_px=99, color="#ff0000")
    document.tracks["t2"].name = "renamed"
    document.sources["s2"].index = "mine.tbi"
    document.genome = Genome(id="hg38")
    session = restored(document, unfit=(0, 2))
    assert "mine.tbi" in [source.index for source in session.sources.values()]
    back = {track.name: track for track in session.tracks.values()}
    assert back["A"].display == Display(height_px=99, color="#ff0000")
    assert back["renamed"].extras == {"f": Extras(native={"x": 1})}
    assert "C" in back


def test_a_moved_locus_stays() -> None:
    document = said()
    document.views["v1"].loci = [Interval(chrom="2", start=5, end=6)]
    back = restored(document)
    assert back.views[back.view_order[0]].loci == [Interval(chrom="2", start=5, end=6)]
    assert len(back.view_order) == 2


def test_a_deleted_track_stays_deleted() -> None:
    document = said()
    del document.tracks["t1"]
    document.track_order = ["t2"]
    document.views["v1"].tracks = ["t2"]
    back = restored(document, unfit=(1, 0))
    assert [back.tracks[key].name for key in back.track_order] == ["B", "C"]
    view = back.views[back.view_order[0]]
    assert [back.tracks[key].name for key in view.tracks] == ["C", "B"]
    assert view.panels == {"p1": Panel(name="P")}


def test_an_added_track_stays() -> None:
    document = said()
    document.tracks["t9"] = Track(name="new")
    document.track_order = ["t1", "t9", "t2"]
    document.views["v1"].tracks = ["t1", "t9", "t2"]
    back = restored(document)
    assert [back.tracks[key].name for key in back.track_order] == ["A", "new", "B", "C"]
    assert [back.tracks[key].name for key in back.views[back.view_order[0]].tracks] == ["A", "C", "new", "B"]


def test_tracks_in_another_order_stay_so() -> None:
    document = said()
    document.track_order = ["t2", "t1"]
    document.views["v1"].tracks = ["t2", "t1"]
    back = restored(document)
    assert [back.tracks[key].name for key in back.track_order] == ["B", "C", "A"]
    assert [back.tracks[key].name for key in back.views[back.view_order[0]].tracks] == ["B", "A", "C"]


def test_what_the_document_had_to_add_goes_again_unless_it_was_edited() -> None:
    assert all(view.title is UNSET for view in restored(said()).views.values())
    document = said()
    document.views["v1"].title = "mine"
    assert "mine" in [view.title for view in restored(document, unfit=(0, 1)).views.values()]


def test_what_several_objects_lack_alike_is_given_back_to_each() -> None:
    source, document = whole(), said()
    for key in ("t1", "t2"):
        source.tracks[key].display = Display(height_px=40, mode="full", font_size_pt=7)
        document.tracks[key].display = Display(height_px=40)
    text = carry.pack(Delta(source, document), places(CALLED))
    back = {track.name: track.display for track in restored(document, text=text).tracks.values()}
    assert back["A"] == back["B"] == Display(height_px=40, mode="full", font_size_pt=7)


def test_an_object_that_the_document_had_to_add_goes_again() -> None:
    added = said()
    added.tracks["t5"] = Track(name="Reference")
    added.track_order = ["t1", "t2", "t5"]
    called = {**CALLED, ("tracks", "t5"): "Reference sequence"}
    text = carry.pack(Delta(whole(), added), places(called))
    assert meant(restored(added, called, text)) == meant(whole())
    assert meant(restored(said(), called, text)) == meant(whole())


def test_an_object_that_the_document_had_to_add_stays_once_it_was_edited() -> None:
    added = said()
    added.tracks["t5"] = Track(name="Reference")
    added.track_order = ["t1", "t2", "t5"]
    called = {**CALLED, ("tracks", "t5"): "Reference sequence"}
    text = carry.pack(Delta(whole(), added), places(called))
    added.tracks["t5"].name = "mine"
    names = [track.name for track in restored(added, called, text, unfit=(0, 1)).tracks.values()]
    assert sorted(map(str, names)) == ["A", "B", "C", "mine"]


def test_panels_that_the_document_had_to_add_go_again_whatever_they_hold() -> None:
    def lower(*tracks: str) -> dict[str, Panel]:
        return {"p1": Panel(name="Lower", tracks=list(tracks))}

    source, document = whole(), said()
    source.views["v1"].panels = UNSET
    document.views["v1"].panels = lower("t1", "t2")
    text = carry.pack(Delta(source, document), places(CALLED))
    document.views["v1"].panels = lower("t2")
    assert all(view.panels is UNSET for view in restored(document, text=text).views.values())
    document.views["v1"].panels = {"p1": Panel(name="Mine", tracks=["t1", "t2"])}
    assert any(view.panels is not UNSET for view in restored(document, text=text, unfit=(0, 1)).views.values())


@settings(max_examples=40, deadline=None)
@given(SESSIONS, SESSIONS)
def test_any_session_comes_back_from_any_document(a: Session, b: Session) -> None:
    for key, track in a.tracks.items():
        track.info_url = key
    for key, view in a.views.items():
        view.title = key
    for key, region in a.regions.items():
        region.description = key
    called = {(collection, key): Put("/", f"n{key}") for collection in COLLECTIONS for key in getattr(b, collection)}
    ledger = Ledger()
    for owner, put in called.items():
        ledger.put(owner, put.place, put.called)
    ledger.carried = carry.pack(Delta(a, b), called)
    if ledger.carried is None:
        assert to_plain(a) == to_plain(b)
        return
    back, notices, _ = restore(b, ledger)
    assert notices == []
    names = {key: str(track.info_url) for key, track in back.tracks.items()}
    names |= {key: str(view.title) for key, view in back.views.items()}
    names |= {key: str(region.description) for key, region in back.regions.items()}
    assert to_plain(renamed(back, names)) == to_plain(a)


def packed(groups: Any) -> str:
    return base64.b64encode(zlib.compress(msgspec.json.encode(groups))).decode()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no base64!",
        base64.b64encode(b"not zlib").decode(),
        base64.b64encode(zlib.compress(b"not json")).decode(),
        packed({"version": 1}),
        packed({"version": 1, "groups": [{"at": 1, "ops": []}]}),
        packed([]),
    ],
)
def test_what_is_no_carried_data_is_refused_but_only_noticed_when_restoring(text: str) -> None:
    with pytest.raises(MalformedError):
        carry.unpack(text)
    ledger = Ledger()
    ledger.carried = text
    session, notices, _ = restore(said(), ledger)
    assert session == said()
    assert [notice.code for notice in notices] == ["carried.unusable"]


def test_what_unpacks_too_large_is_refused() -> None:
    text = packed({"version": 1, "groups": [{"at": "x" * 5000, "ops": []}]})
    with pytest.raises(LimitError):
        carry.unpack(text, LIMITS.lowered(unpacked_bytes=1000))
    assert carry.unpack(text).groups[0].at == "x" * 5000


@pytest.mark.parametrize(
    ("limits", "value"),
    [({"tracks": 2}, {"name": "new"}), ({"depth": 20}, {"metadata": {"deep": [[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]}})],
)
def test_what_comes_back_is_within_the_limits(limits: dict[str, int], value: Any) -> None:
    ledger = Ledger()
    ledger.carried = packed({"version": 1, "groups": [{"at": "~tt9", "ops": [{"op": "add", "path": "", "value": value}]}]})
    assert len(restore(said(), ledger)[0].tracks) == 3
    with pytest.raises(LimitError):
        restore(said(), ledger, LIMITS.lowered(**limits))


HOSTILE: list[Any] = [
    {"at": "", "ops": [{"op": "replace", "path": "/track_order", "value": ["t9"]}]},
    {"at": "", "ops": [{"op": "copy", "from": "/tracks", "path": "/sources"}]},
    {"at": "", "ops": [{"op": "add", "path": "/nowhere/deep", "value": 1}]},
    {"at": "", "ops": [{"op": "add"}, {"op": "test"}, {"path": 5}, {}]},
    {"at": "", "ops": [{"op": "add", "path": "/name"}]},
    {"at": "", "ops": [{"op": "add", "path": "no pointer", "value": 1}]},
    {"at": "", "ops": [{"op": "replace", "path": "/track_order", "value": 5}]},
    {"at": "", "ops": [{"op": "replace", "path": "/track_order", "value": [[]]}]},
    {"at": "", "ops": [{"op": "add", "path": "/model", "value": "x"}]},
    {"at": "t:a.bw", "ops": [{"op": "add", "path": "/members", "value": ["t:a.bw"]}]},
    {"at": "t:a.bw", "ops": [{"op": "add", "path": "/display/color~2", "value": "red"}]},
    {"at": "~t9", "ops": [{"op": "add", "path": "", "value": 5}]},
    {"at": "~t9", "ops": [{"op": "add", "path": ""}]},
    {"at": "t:a.bw", "ops": []},
    {"at": "z:a.bw", "ops": [{"op": "remove", "path": ""}]},
    {"at": "t:gone", "ops": [{"op": "remove", "path": ""}]},
    {"at": "t:gone", "ops": [{"op": "add", "path": "/name", "value": "x"}]},
    {"at": "t:new", "ops": [{"op": "add", "path": "", "value": {}}]},
    {"at": "t:a.bw", "ops": [{"op": "test", "path": "", "value": {}}, {"op": "replace", "path": "", "value": {}}]},
    {"at": "v:view", "ops": [{"op": "test", "path": "/panels", "value": 5}, {"op": "remove", "path": "/panels"}]},
    {"at": "~tt9", "ops": [{"op": "add", "path": "", "value": {"analysis": {"operands": ["t:gone"]}}}]},
    {"at": "t:a.bw", "ops": [{"op": "add", "path": "/analysis", "value": {"operands": ["~tt9"]}}]},
]


@pytest.mark.parametrize("group", HOSTILE)
def test_hostile_carried_data_changes_nothing_that_matters(group: Any) -> None:
    ledger = Ledger()
    for owner, name in CALLED.items():
        ledger.put(owner, "/", name)
    ledger.carried = packed({"version": 1, "groups": [group]})
    session, _, _ = restore(said(), ledger)
    assert msgspec.structs.replace(session, name=UNSET) == said()


@pytest.mark.parametrize(
    ("now", "before", "wanted"),
    [
        (["a", "b"], ["a", "x", "b"], ["a", "x", "b"]),
        (["b", "a"], ["a", "x", "b"], ["b", "a", "x"]),
        (["a", "b"], ["x", "y", "a"], ["x", "y", "a", "b"]),
        ([], ["x", "y"], ["x", "y"]),
        (["a", "b"], [], ["a", "b"]),
    ],
)
def test_what_comes_back_stands_behind_its_old_neighbour(now: list[str], before: list[str], wanted: list[str]) -> None:
    assert merged(now, before) == wanted


def test_operations_are_plain_json_patch_that_any_library_applies() -> None:
    text = carry.pack(Delta(whole(), said()), places(CALLED))
    assert text is not None
    groups = {group.at: msgspec.to_builtins(group.ops) for group in carry.unpack(text).groups}
    plain = msgspec.to_builtins(said().tracks["t1"])
    assert jsonpatch.apply_patch({**plain, "source": "s:a.bw"}, groups["t:a.bw"])["display"]["height_px"] == 40.5
    guarded = [one["op"] for one in groups["t:a.bw"]]
    assert guarded == ["test", "replace"]
