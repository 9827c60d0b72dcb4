"""Panels that lie on others, told as comparing each with each would."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from converter.formats.analytics.grid import Cells, overlapping

CELLS = st.builds(Cells, *(st.integers(*bounds) for bounds in ((0, 6), (0, 6), (1, 4), (1, 4))))


def meet(one: Cells, other: Cells) -> bool:
    """Whether two panels lie on each other."""
    beside = one.column + one.width <= other.column or other.column + other.width <= one.column
    return not beside and one.row < other.row + other.height and other.row < one.row + one.height


@given(st.lists(CELLS, max_size=12))
def test_as_comparing_each_with_each(panels: list[Cells]) -> None:
    kept: list[int] = []
    for at in sorted(range(len(panels)), key=panels.__getitem__):
        if not any(meet(panels[at], panels[before]) for before in kept):
            kept.append(at)
    assert sorted({*range(len(panels))} - {*kept}) == sorted(overlapping(panels))
