"""Axes that are written for IGV desktop look as they did: where bars begin, and which way they go."""

from __future__ import annotations

import pytest

from converter.formats.igvxml import names
from converter.model import DisplayRange, Session, Source, Track
from tests.unit.formats.igvxml.reading import written


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (
            DisplayRange(minimum=100, maximum=900, scale="log"),
            {"type": "LOG", "minimum": "100", "baseline": "2", "maximum": "900"},
        ),
        (DisplayRange(minimum=0, maximum=9, scale="log"), {"type": "LOG", "minimum": "0", "baseline": "0", "maximum": "9"}),
        (DisplayRange(maximum=9, flipped=True), {"type": "LINEAR", "minimum": "0", "baseline": "0", "maximum": "9"}),
        (DisplayRange(maximum=9, flipped=False), {**names.RANGE, "maximum": "9", "flipAxis": "false"}),
    ],
)
def test_bars_begin_at_the_lower_end_and_none_hangs(held: DisplayRange, said: dict[str, str]) -> None:
    """IGV takes the baseline of a logarithmic axis as a logarithm, and draws no axis upside down."""
    track = Track(kind="quantitative", source="s1", display_range=held)
    made = Session(sources={"s1": Source(location="a.bw", format="bigwig")}, tracks={"t1": track}, track_order=["t1"])
    assert dict(next(written(made).iter("DataRange")).attrib) == said
