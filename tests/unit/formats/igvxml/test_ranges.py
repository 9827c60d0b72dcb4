"""Axes that are written for IGV desktop look as they did: where bars begin, and which way they go."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import UNSET

from converter.formats.igvxml import names
from converter.model import DisplayRange, Part, Session, Source, Track
from tests.unit.formats.igvxml.reading import first, one_file, written


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


@pytest.mark.parametrize(
    ("held", "attributes", "limits"),
    [
        (UNSET, {"autoScale": "true"}, None),
        (DisplayRange(minimum=2), {"autoScale": "true"}, None),
        (DisplayRange(minimum=2, scale="log"), {"autoScale": "true"}, ("2", "10")),
        (DisplayRange(flipped=True), {"autoScale": "true"}, None),
        (DisplayRange(maximum=50), {"autoScale": "false"}, ("0", "50")),
        (DisplayRange(maximum=50, autoscale=True), {"autoScale": "true"}, ("0", "50")),
        (DisplayRange(maximum=50, autoscale_group="1"), {"autoscaleGroup": "1"}, ("0", "50")),
    ],
)
def test_an_axis_without_an_upper_end_fits_the_data_as_elsewhere(held: Any, attributes: dict[str, str], limits: Any) -> None:
    """IGV would show 0 to 10, or what the file's header says, of each."""
    source = Source(location="http://x/a.bw", format="bigwig")
    made = first(one_file(Track(kind="quantitative", source="s1", display_range=held), source))
    assert {name: text for name, text in made.attrib.items() if "utosc" in name.lower()} == attributes
    ranges = [(one.get("minimum"), one.get("maximum")) for one in made]
    assert ranges == ([] if limits is None else [limits])


def test_coverage_fits_the_data_where_no_upper_end_is_said() -> None:
    """IGV fits it even where it has a range, unless it is told not to."""
    source = Source(location="http://x/a.bam", format="bam")

    def coverage(held: Any) -> Any:
        return first(one_file(Track(kind="alignment", source="s1", parts={"coverage": Part(display_range=held)}), source))

    assert "autoScale" not in coverage(UNSET).attrib
    assert coverage(DisplayRange(maximum=9)).get("autoScale") == "false"
    assert coverage(DisplayRange(minimum=1, scale="log")).get("autoScale") == "true"


def test_members_of_an_overlay_have_its_axis_and_tracks_without_a_file_none() -> None:
    source = Source(location="http://x/a.bw", format="bigwig")
    member = Track(kind="quantitative", source="s1")
    overlay = one_file(Track(kind="overlay", members=["m"]), source, m=member)
    assert [one.get("autoScale") for one in written(overlay).iter("Track")][:2] == ["true", "true"]
    assert first(one_file(Track(kind="quantitative", key="elsewhere"))).get("autoScale") is None
