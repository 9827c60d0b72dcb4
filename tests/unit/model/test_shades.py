"""Scales of colours as the shades that are nearest to them."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import UNSET

from converter.model import Display, DisplayRange, Track
from converter.model.shades import Shades, shaded, shades

WHITE, RED, BLUE = "#ffffff", "#ff0000", "#0000ff"


def heat(scale: Any, kind: str = "quantitative", renderer: Any = "heatmap") -> Track:
    return Track(kind=kind, display=Display(renderer=renderer, color=BLUE), display_range=DisplayRange(color_scale=scale))


@pytest.mark.parametrize(
    ("scale", "found"),
    [
        ([0, 5, WHITE, RED], Shades(0, 0, 5, RED, None)),
        ([2, 5, "#e8f0ff", RED], Shades(2, 2, 5, RED, None)),
        ([-0.5, -1.5, 0.5, 1.5, BLUE, WHITE, RED], Shades(-1.5, 0, 1.5, RED, BLUE)),
        ([1, 0, 1, 2, BLUE, WHITE, RED], Shades(0, 1, 2, RED, BLUE)),
        ([-5, 5, BLUE, RED], None),
        ([1, 0, 1, 2, BLUE, "#ffff00", RED], None),
        ([5, 0, WHITE, RED], None),
        ([3, 0, 3, 2, BLUE, WHITE, RED], None),
        ([0, 5, RED], None),
        ([0, WHITE, 5, RED], None),
        (UNSET, None),
    ],
)
def test_scales_have_their_ends_and_colours(scale: Any, found: Shades | None) -> None:
    assert shades(heat(scale)) == found


def test_scales_of_other_tracks_colour_nothing() -> None:
    scale: list[float | str] = [0, 5, WHITE, RED]
    assert shades(heat(scale, kind="copy_number")) is None
    assert shades(heat(scale, renderer="bar")) is None
    assert shades(Track(kind="quantitative", display_range=DisplayRange(color_scale=scale))) is None
    assert shades(Track(kind="quantitative")) is None


def test_shades_stand_in_the_place_of_what_idles_beside_the_scale() -> None:
    track = heat([0, 5, WHITE, RED])
    assert isinstance(track.display, Display)
    assert isinstance(track.display_range, DisplayRange)
    track.display.alt_color, track.display_range.autoscale = BLUE, True
    made: Any = shaded(track)
    assert (made.display.color, made.display.alt_color) == (RED, UNSET)
    assert (made.display_range.minimum, made.display_range.maximum, made.display_range.autoscale) == (0, 5, UNSET)
    assert track.display.color == BLUE
    two: Any = shaded(heat([1, 0, 1, 2, BLUE, WHITE, RED]))
    assert two.display.alt_color == BLUE
    bar = heat([0, 5, WHITE, RED], renderer="bar")
    assert shaded(bar) is bar
