"""Scales of colours as programs say them that shade from white at a value to one colour above, and to another below."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec
from msgspec import UNSET

from converter.model.color import channels
from converter.model.session import Display, DisplayRange

if TYPE_CHECKING:
    from converter.model.session import Track

HEATMAP = "heatmap"
_OF_TWO = 2
"""Numbers of a scale of two colours."""
_FORMS = ((_OF_TWO, 2), (4, 3))
"""How many numbers and colours scales have."""
_NEARLY_WHITE = 0xE0


class Shades(NamedTuple):
    """The limits, where between them it is white, the colour of high values, and that of low ones if there are any."""

    low: float
    white: float
    high: float
    color: str
    below: str | None


def shades(track: Track) -> Shades | None:
    """The nearest shades to the scale by which a heat map of values is coloured; None for other tracks, and without white."""
    scale = track.display_range.color_scale if track.display_range is not UNSET else UNSET
    drawn = track.display.renderer if track.display is not UNSET else UNSET
    if track.kind != "quantitative" or drawn != HEATMAP or not isinstance(scale, list):
        return None
    numbers = [one for one in scale if not isinstance(one, str)]
    colors = [one for one in scale if isinstance(one, str)]
    if scale != [*numbers, *colors] or (len(numbers), len(colors)) not in _FORMS:
        return None
    low, high = numbers[1::2] if len(numbers) > _OF_TWO else numbers
    white = (numbers[0] + numbers[2]) / 2 if len(numbers) > _OF_TWO else low
    *below, middle, color = colors
    fits = low <= white < high and min(channels(middle)[:3]) >= _NEARLY_WHITE
    return Shades(low, white, high, color, below[0] if below else None) if fits else None


def shaded(track: Track) -> Track:
    """A heat map with the shades that are nearest to its scale of colours, in the place of what idles beside that."""
    found = shades(track)
    if found is None:
        return track
    display, held = track.display or Display(), track.display_range or DisplayRange()
    limits = {"minimum": found.low, "maximum": found.high, "autoscale": UNSET, "autoscale_group": UNSET}
    colors = {"color": found.color, "alt_color": UNSET if found.below is None else found.below}
    return msgspec.structs.replace(
        track,
        display=msgspec.structs.replace(display, **colors),
        display_range=msgspec.structs.replace(held, **limits),
    )
