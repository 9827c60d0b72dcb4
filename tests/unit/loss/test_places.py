"""Places in view, of which each is told by itself."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import UNSET

from converter.loss.effects import severity_of
from converter.loss.measure import MISSING
from converter.loss.places import NAMES, TURNED, WIDENED, PlaceChanges, match, told_by_place
from converter.model import Interval

VIEW = ("views", "v1")
KRAS, BRAF = Interval(name="KRAS"), Interval(name="BRAF")
ONE, TWO = Interval(chrom="chr1", start=0, end=100), Interval(chrom="chr2", start=5, end=50)
BACK = Interval(chrom="chr1", start=0, end=100, reversed=True)
WHOLE, CALLED = Interval(chrom="chr1"), Interval(name="chr1")
NARROW, WIDER = Interval(chrom="chr3", start=7, end=9), Interval(chrom="chr3", start=0, end=40)
NAMED = Interval(chrom="chr1", start=0, end=100, name="KRAS")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (([KRAS], [Interval()]), {"loci": ([KRAS], UNSET)}),
        (([NAMED, TWO], [ONE, TWO]), {NAMES: ([NAMED, TWO], [ONE, TWO])}),
        (([ONE], [TWO]), {"loci": ([ONE], [TWO])}),
        (([KRAS], [BRAF]), {"loci": ([KRAS], [BRAF])}),
        (([ONE], UNSET), {"loci": ([ONE], UNSET)}),
        (([BACK, NAMED], [ONE, ONE]), {TURNED: ([BACK, NAMED], [ONE, ONE])}),
        (([NARROW, ONE], [WIDER, ONE]), {WIDENED: ([NARROW, ONE], [WIDER, ONE])}),
        (([NARROW], [ONE]), {"loci": ([NARROW], [ONE])}),
        (([NARROW], [WIDER, ONE]), {"loci": ([NARROW], [WIDER, ONE])}),
        (([NARROW], [CALLED]), {"loci": ([NARROW], [CALLED])}),
        ((UNSET, [Interval()]), {"loci": (UNSET, [Interval()])}),
        (([WHOLE], [CALLED]), {}),
        (([CALLED, ONE], [WHOLE, ONE]), {}),
        (([CALLED], [KRAS]), {"loci": ([CALLED], [KRAS])}),
        (([KRAS], [WHOLE]), {"loci": ([KRAS], [WHOLE])}),
        (([Interval(chrom="chr1", name="KRAS")], [CALLED]), {NAMES: ([Interval(chrom="chr1", name="KRAS")], [WHOLE])}),
    ],
)
def test_places_are_lost_or_only_their_names(change: Any, told: Any) -> None:
    assert told_by_place({VIEW: {"loci": change, "title": ("a", "b")}}) == {VIEW: {**told, "title": ("a", "b")}}


def test_other_changes_stay() -> None:
    changes: Any = {VIEW: MISSING, ("views", "v2"): {"title": ("a", UNSET)}, ("tracks", "t1"): {"loci": ([KRAS], [Interval()])}}
    assert told_by_place(dict(changes)) == changes


@pytest.mark.parametrize(
    ("new", "at", "part", "found"),
    [
        ([ONE], 0, "", ("loci", (KRAS, UNSET))),
        ([ONE], 1, "", None),
        ([ONE], 1, "start", None),
        (UNSET, 1, "start", ("loci", (ONE, UNSET))),
        ([KRAS, TWO], 1, "", ("loci", (ONE, TWO))),
        ([KRAS, TWO], 1, "end", ("loci", (100, 50))),
        ([KRAS, TWO], 0, "name", None),
        ([BRAF, NAMED], 1, "name", (NAMES, (UNSET, "KRAS"))),
        ([BRAF, NAMED], 0, "name", ("loci", ("KRAS", "BRAF"))),
    ],
)
def test_an_item_is_told_by_itself(new: Any, at: int, part: str, found: Any) -> None:
    assert PlaceChanges().find({"loci": ([KRAS, ONE], new)}, (VIEW, "loci", at, part)) == found


def test_the_direction_of_a_place_is_told_by_itself() -> None:
    changes, items = {TURNED: ([BACK, TWO], [ONE, TWO])}, PlaceChanges()
    assert items.find(changes, (VIEW, "loci", 0, "reversed")) == (TURNED, (True, UNSET))
    assert items.find(changes, (VIEW, "loci", 0, "start")) is None
    assert items.find(changes, (VIEW, "loci", 1, "reversed")) is None


def test_a_place_with_a_little_more_around_it_is_told_by_its_ends() -> None:
    changes, items = {WIDENED: ([NARROW], [WIDER])}, PlaceChanges()
    assert items.find(changes, (VIEW, "loci", 0, "start")) == (WIDENED, (7, 0))
    assert items.find(changes, (VIEW, "loci", 0, "chrom")) is None
    assert severity_of("views", WIDENED) == "warning"


def test_a_lost_name_is_told_of_the_item_that_had_it() -> None:
    changes, items = {NAMES: ([NAMED, TWO], [ONE, TWO])}, PlaceChanges()
    assert items.find(changes, (VIEW, "loci", 0, "name")) == (NAMES, ("KRAS", UNSET))
    assert items.find(changes, (VIEW, "loci", 0, "start")) is None
    assert items.find(changes, (VIEW, "laid_out", 0, "name")) is None


def test_places_that_are_left_out_have_no_match() -> None:
    assert match([KRAS, NAMED, BRAF, TWO], [ONE, TWO]) == [None, ONE, None, TWO]
    assert match([KRAS, BRAF], []) == [None, None]
