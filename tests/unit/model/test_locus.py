from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.model import Interval, locus


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("chr1:1001-2000", Interval(chrom="chr1", start=1000, end=2000)),
        (" chr1:1,001-2,000 ", Interval(chrom="chr1", start=1000, end=2000)),
        ("chr1:1001..2000", Interval(chrom="chr1", start=1000, end=2000)),
        ("chr1:77", Interval(chrom="chr1", start=76, end=77)),
        ("chr1:0-10", Interval(chrom="chr1", start=0, end=10)),
        ("HLA:A:01:5-9", Interval(name="HLA:A:01:5-9")),
        ("HLA:A:x01:5-9", Interval(chrom="HLA:A:x01", start=4, end=9)),
        ("{hg19}chr1:5-9[rev]", Interval(chrom="chr1", start=4, end=9, genome="hg19", reversed=True)),
        ("all", Interval()),
        ("All", Interval()),
        ("*", Interval()),
        ("BRCA1", Interval(name="BRCA1")),
        ("chr1", Interval(name="chr1")),
    ],
)
def test_text_is_one_based_and_closed_intervals_are_zero_based_and_half_open(text: str, meant: Interval) -> None:
    assert locus.parse(text) == meant


@pytest.mark.parametrize("text", ["", "  ", "chr1:9-5", f"chr1:1-{2**53 + 1}", "chr1:1-" + "9" * 5000])
def test_what_makes_no_interval_is_none(text: str) -> None:
    assert locus.parse(text) is None


@pytest.mark.parametrize(
    ("interval", "text"),
    [
        (Interval(chrom="chr1", start=1000, end=2000), "chr1:1001-2000"),
        (Interval(chrom="chr1"), "chr1"),
        (Interval(name="BRCA1"), "BRCA1"),
        (Interval(), "All"),
    ],
)
def test_intervals_are_spelled_one_based_and_closed(interval: Interval, text: str) -> None:
    assert locus.spell(interval) == text


@given(st.from_regex(r"chr[0-9XY]{1,2}", fullmatch=True), st.integers(0, 10**9), st.integers(1, 10**9))
def test_what_is_spelled_reads_back(chrom: str, start: int, length: int) -> None:
    interval = Interval(chrom=chrom, start=start, end=start + length)
    assert locus.parse(locus.spell(interval)) == interval


@pytest.mark.parametrize(
    ("start", "end", "wide"),
    [(76, 77, (56, 96)), (100, 109, (84, 124)), (100, 110, (100, 110)), (3, 4, (0, 23))],
)
def test_short_intervals_are_widened_on_both_sides_of_their_middle(start: int, end: int, wide: tuple[int, int]) -> None:
    found = locus.widened(Interval(chrom="chr1", start=start, end=end, genome="hg19"), 10, 20)
    assert found == Interval(chrom="chr1", start=wide[0], end=wide[1], genome="hg19")


def test_what_has_no_ends_is_not_widened() -> None:
    assert locus.widened(Interval(chrom="chr1"), 10, 20) == Interval(chrom="chr1")
    assert locus.widened(Interval(chrom="chr1", start=1), 10, 20) == Interval(chrom="chr1", start=1)
