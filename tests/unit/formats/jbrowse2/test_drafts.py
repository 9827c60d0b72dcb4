"""What tracks say alike of their looks is one Struct."""

from __future__ import annotations

from typing import Any

import pytest

from converter.formats.jbrowse2.drafts import Draft, Known
from converter.model import Display, DisplayRange, Track


def track(known: Known, **values: Any) -> Track:
    draft = Draft(("tracks", "t1"))
    draft.values = {field.replace("_in_", "."): value for field, value in values.items()}
    return draft.track(known)


def test_what_tracks_say_alike_is_one() -> None:
    known: Known = {}
    first, second, third = (track(known, display_in_color=color) for color in ("#000000", "#000000", "#ffffff"))
    assert first.display is second.display
    assert (second.display, third.display) == (Display(color="#000000"), Display(color="#ffffff"))


@pytest.mark.parametrize("values", [(0, 0.0), (0.0, -0.0), (1, True), (1.0, 1.0)])
def test_what_is_equal_to_python_alone_is_not(values: tuple[Any, Any]) -> None:
    known: Known = {}
    first, second = (track(known, display_range_in_minimum=value, display_range_in_scale="log").display_range for value in values)
    assert first is not second
    assert [repr(one.minimum) for one in (first, second)] == list(map(repr, values))  # type: ignore[union-attr]


def test_what_can_be_no_key_is_made_anew() -> None:
    known: Known = {}
    first, second = (track(known, display_in_color_table={"a": "#000000"}).display for _ in range(2))
    assert first == second == Display(color_table={"a": "#000000"})
    assert first is not second
    assert not known
    assert track(known, display_range_in_maximum=1).display_range == DisplayRange(maximum=1)
