"""Files whose changes are told by what they say."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import UNSET

from converter.loss.measure import MISSING, Delta
from converter.loss.sources import told_by_content
from converter.model import Session, Source, Track


def session(sources: dict[str, Source], **tracks: Track) -> Session:
    return Session(sources=sources, tracks=tracks)


TWO = session(
    {"s1": Source(location="a.bw"), "s2": Source(location="a.bw", format="bigwig")},
    t1=Track(source="s1", name="A"),
    t2=Track(source="s2", name="B"),
)


@pytest.mark.parametrize(
    ("b", "changes"),
    [
        (
            session({"s1": Source(location="a.bw")}, t1=Track(source="s1", name="A"), t2=Track(source="s1", name="B")),
            {("sources", "s2"): {"format": ("bigwig", UNSET)}},
        ),
        (
            session(
                {"s1": Source(location="a.bw", format="bigwig")},
                t1=Track(source="s1", name="A"),
                t2=Track(source="s1", name="other"),
            ),
            {("sources", "s1"): {"format": (UNSET, "bigwig")}, ("tracks", "t2"): {"name": ("B", "other")}},
        ),
        (
            session({"s1": Source(location="a.bw")}, t1=Track(source="s1", name="A")),
            {("sources", "s2"): MISSING, ("tracks", "t2"): MISSING},
        ),
    ],
)
def test_a_file_is_compared_with_the_one_that_its_tracks_have(b: Session, changes: dict[Any, Any]) -> None:
    assert told_by_content(Delta(TWO, b)) == changes


def test_tracks_of_one_file_that_have_several_now_are_told() -> None:
    a = session({"s1": Source(location="a.bw")}, t1=Track(source="s1"), t2=Track(source="s1"))
    b = session({"s2": Source(location="a.bw"), "s3": Source(location="b.bw")}, t1=Track(source="s2"), t2=Track(source="s3"))
    changes = told_by_content(Delta(a, b))
    assert changes["tracks", "t2"] == {"source": ("s1", "s3")}
    assert ("tracks", "t1") not in changes
    assert ("sources", "s1") not in changes


@pytest.mark.parametrize(("index", "told"), [("a.bam.bai", False), ("elsewhere/a.bai", True)])
def test_an_index_that_the_browser_finds_is_no_loss(index: str, told: bool) -> None:  # noqa: FBT001 - a parameter of the test
    a, b = session({"s1": Source(location="a.bam", index=index)}), session({"s1": Source(location="a.bam")})
    assert (("sources", "s1") in told_by_content(Delta(a, b))) is told


@pytest.mark.parametrize(
    ("copy", "told"),
    [
        (Source(location="a.bw"), False),
        (Source(location="b.bw"), True),
        (Source(location="a.bw", format="bigwig"), True),
        (None, True),
    ],
)
def test_a_second_copy_of_a_file_is_as_good_as_the_first(copy: Source | None, told: bool) -> None:  # noqa: FBT001 - a parameter
    first = {"s1": Source(location="a.bw")}
    a = session(first, t1=Track(source="s1"), t2=Track(source="s1"))
    b = session(first if copy is None else {**first, "s2": copy}, t1=Track(source="s1"), t2=Track(source="s2"))
    assert (("tracks", "t2") in told_by_content(Delta(a, b))) is told
