"""Objects that a document calls alike: carried data finds the right one, or none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from msgspec import UNSET

from converter.loss import carry, twins
from converter.loss.ledger import Ledger, Put
from converter.loss.measure import Delta
from converter.loss.restore import restore
from converter.model import Analysis, Display, Session, Source, Track, View

if TYPE_CHECKING:
    from collections.abc import Sequence


def session(*tracks: Track) -> Session:
    """Tracks of one file."""
    keys = [f"t{number}" for number in range(1, len(tracks) + 1)]
    return Session(
        sources={"s1": Source(location="a.bw")},
        source_order=["s1"],
        tracks={key: msgspec.structs.replace(track, source="s1") for key, track in zip(keys, tracks, strict=True)},
        track_order=keys,
        views={"v1": View(tracks=keys)},
        view_order=["v1"],
    )


def called(one: Session) -> dict[tuple[str, str], Put]:
    """The document calls all tracks by their file."""
    return {("sources", "s1"): Put("/", "a.bw"), ("views", "v1"): Put("/", "view")} | {
        ("tracks", key): Put("/", "a.bw") for key in one.tracks
    }


def back(whole: Sequence[Track], edited: Sequence[Track]) -> tuple[list[tuple[Any, Any]], list[int]]:
    """Names and font sizes of an edited document's tracks; and the numbers in the notice, of objects and of values.

    The document can't say font sizes, everything else it can.
    """
    said = [msgspec.structs.replace(track, display=UNSET) for track in whole]
    ledger = Ledger()
    ledger.carried = carry.pack(Delta(session(*whole), session(*said)), called(session(*said)))
    document = session(*edited)
    ledger.objects = dict(called(document))
    found, notices, _ = restore(document, ledger)
    shown = [found.tracks[key] for key in found.views["v1"].tracks]
    sizes = [(one.name, one.display.font_size_pt if one.display is not UNSET else None) for one in shown]
    return sizes, [int(number) for notice in notices for number in re.findall(r"[0-9]+", notice.message)]


def track(name: str, size: float | None = None, **said: str) -> Track:
    return Track(name=name, display=Display(font_size_pt=size) if size is not None else UNSET, **said)  # type: ignore[arg-type]


A, B = track("A", 1), track("B", 2)


@pytest.mark.parametrize(
    ("whole", "edited", "wanted", "unfit"),
    [
        ([A, B], ["A", "B"], [("A", 1), ("B", 2)], []),
        ([A, B], ["B", "A"], [("B", 2), ("A", 1)], []),
        ([A, B], ["B"], [("B", 2)], [1, 0]),
        ([A, B], ["A", "mine"], [("A", 1), ("mine", 2)], []),
        ([A, B], ["mine"], [("mine", None)], [2, 0]),
        ([A, B], ["mine", "yours"], [("mine", None), ("yours", None)], [2, 0]),
        ([A, B], ["mine", "A", "B"], [("mine", None), ("A", 1), ("B", 2)], []),
        ([A, track("A", 2)], ["A", "A"], [("A", 1), ("A", 2)], []),
        ([A, track("A", 2)], ["A"], [("A", None)], [2, 0]),
        ([A, track("A", 2)], ["A", "new"], [("A", None), ("new", None)], [2, 0]),
        ([A, track("A", 1)], ["A"], [("A", 1)], [1, 0]),
        ([A, track("A", 2)], ["A", "A", "A"], [("A", 1), ("A", 2), ("A", None)], []),
    ],
)
def test_twins_are_told_by_what_the_document_says_of_them(
    whole: list[Track], edited: list[str], wanted: list[tuple[str, float]], unfit: list[int]
) -> None:
    assert back(whole, [track(name) for name in edited]) == (wanted, unfit)


def test_twins_are_told_by_kind_where_the_labels_were_edited() -> None:
    whole = [track("A", 1, kind="quantitative"), track("A", 2, kind="annotation")]
    edited = [track("mine", kind="annotation"), track("yours", kind="quantitative")]
    assert back(whole, edited) == ([("mine", 2), ("yours", 1)], [])


@pytest.mark.parametrize(("copy", "wanted"), [("quantitative", [5, None]), ("annotation", [None, 5])])
def test_of_a_track_and_its_copy_the_one_that_passes_the_tests_is_meant(copy: str, wanted: list[float | None]) -> None:
    whole = track("A", 5, kind="quantitative")
    said = msgspec.structs.replace(whole, display=UNSET, kind="annotation" if copy == "annotation" else "quantitative")
    ledger = Ledger()
    ledger.carried = carry.pack(Delta(session(whole), session(said)), called(session(said)))
    document = session(track("B", kind="variant"), track("B", kind=copy)) if copy == "annotation" else session(said, said)
    ledger.objects = dict(called(document))
    found, _, _ = restore(document, ledger)
    assert [one.display.font_size_pt if one.display is not UNSET else None for one in found.tracks.values()] == wanted


def test_a_track_that_was_computed_from_a_deleted_one_stays_away() -> None:
    combined = Track(name="sum", kind="combined", analysis=Analysis(operation="add", operands=["t1", "t2"]))
    whole = session(A, B)
    whole.tracks["t3"] = combined
    whole.track_order = ["t1", "t2", "t3"]
    said = session(track("A"), track("B"))
    ledger = Ledger()
    ledger.carried = carry.pack(Delta(whole, said), called(said))
    document = session(track("B"))
    ledger.objects = dict(called(document))
    found, notices, _ = restore(document, ledger)
    assert [one.name for one in found.tracks.values()] == ["B"]
    assert [notice.code for notice in notices] == ["carried.unfit"]
    unedited = session(track("A"), track("B"))
    ledger.objects = dict(called(unedited))
    assert [one.name for one in restore(unedited, ledger)[0].tracks.values()] == ["A", "B", "sum"]


def test_what_a_track_is_computed_from_is_not_said_of_one_that_is_gone() -> None:
    combined = Track(name="sum", kind="combined", analysis=Analysis(operation="add", operands=["t1", "t2"]))
    whole, said = session(A, B, combined), session(track("A"), track("B"), Track(name="sum", kind="combined"))
    ledger = Ledger()
    ledger.carried = carry.pack(Delta(whole, said), called(said))
    document = session(track("B"), Track(name="sum", kind="combined"))
    ledger.objects = dict(called(document))
    found, _, _ = restore(document, ledger)
    assert [(one.name, one.analysis) for one in found.tracks.values()] == [("B", UNSET), ("sum", UNSET)]


def test_what_is_no_object_of_the_session_has_no_name() -> None:
    one = session(A)
    placed = {("genome", ""): Put("/", "hg38"), ("tracks", "t9"): Put("/", "gone"), **called(one)}
    assert twins.called(one, placed) == {"s:a.bw": ["s1"], "v:view": ["v1"], "t:a.bw": ["t1"]}
