"""How IGV's JSON spells values: codecs between wire values and the words of the model, for both dialects."""

from __future__ import annotations

import re
from typing import Any

from converter.formats._igv import color_scale
from converter.formats._values import BOOLEAN, COLOR_CSS, INTEGER_TEXT, NUMBER, TEXT, is_texts, number_text
from converter.formats._words import CANNOT, INVALID, Codec, choice
from converter.model import color

__all__ = ["BOOLEAN", "INTEGER_TEXT", "TEXT", "choice"]


def _list_of_text(raw: Any) -> list[str]:
    """A list of names, or a text of names with commas between them."""
    if isinstance(raw, str):
        return [part.strip() for part in raw.split(",")]
    return list(raw) if is_texts(raw) else INVALID


def _size(raw: Any) -> Any:
    """A height in pixels; IGV desktop writes 0 or less for one that follows from the content."""
    value = NUMBER.read(raw)
    return None if value is not INVALID and value <= 0 else value


def _radius(raw: Any) -> Any:
    value = NUMBER.read(raw)
    return INVALID if value is not INVALID and value < 0 else value


def _plain_number(value: Any) -> Any:
    """A number, without a fraction where it is whole."""
    if isinstance(value, float) and value.is_integer() and abs(value) < _WHOLE:
        return int(value)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else CANNOT


def is_said(raw: Any) -> bool:
    """Whether JavaScript takes a value for true."""
    return isinstance(raw, dict | list) or bool(raw)


def _log(raw: Any) -> Any:
    found = BOOLEAN.read(raw)
    return found if found is INVALID else ("log" if found else "linear")


def _group(raw: Any) -> Any:
    if isinstance(raw, str):
        return raw
    return number_text(raw) if isinstance(raw, int | float) and not isinstance(raw, bool) else INVALID


def _mapping(raw: Any) -> Any:
    return raw if isinstance(raw, dict) else INVALID


def _color_table(raw: Any) -> Any:
    if not isinstance(raw, dict) or not raw:
        return INVALID
    found = {key: COLOR_CSS.read(value) for key, value in raw.items()}
    return INVALID if INVALID in found.values() else found


_WHOLE = 2**53
OWN_SHADES = {"igvxml": ("rgb(0,0,178)", "rgb(255,255,0)"), "jbrowse2": ("rgb(0,0,255)", "rgb(255,0,0)")}
"""By format, in which colours its program shades values above and below zero where a heat map is given none (run in each)."""
LIST = Codec(_list_of_text, lambda value: value if isinstance(value, list) else CANNOT)
SIZE = Codec(NUMBER.read, _plain_number)
DESKTOP_SIZE = Codec(_size, _plain_number)
RADIUS = Codec(_radius, lambda value: CANNOT if _radius(value) is INVALID else _plain_number(value))
"""That of a dot; igv.js stops at one below 0 (`CanvasRenderingContext2D.arc`)."""
LIMIT = Codec(lambda raw: INVALID if isinstance(raw, str) else NUMBER.read(raw), _plain_number)
"""An end of the axis of copy numbers; igv.js stops at one that is a text (`CNVPytorTrack`)."""
COUNT = Codec(INTEGER_TEXT.read, _plain_number)


def _beyond(raw: Any) -> Any:
    value = INTEGER_TEXT.read(raw)
    return value if value is INVALID else value + 1


LARGEST = Codec(_beyond, lambda value: value - 1)
"""The largest of what is small, said as the least of what is not: igv.js hides an insertion of just that size, IGV desktop shows
one (`AlignmentRenderer` of both)."""
LOG = Codec(_log, lambda value: {"log": True, "linear": False}.get(value, CANNOT))
GROUP = Codec(_group, lambda value: value if isinstance(value, str) else CANNOT)
MAPPING = Codec(_mapping, lambda value: value)
COLOR_TABLE = Codec(
    _color_table, lambda value: {key: color.css(one) for key, one in value.items()} if isinstance(value, dict) else CANNOT
)

MODES = {"COLLAPSED": "collapsed", "SQUISHED": "squished", "EXPANDED": "expanded", "FULL": "full"}
WEB_MODE = choice({**MODES, "FILL": "fill"}, fold=True)
DESKTOP_MODE = choice(MODES, fold=True)
WEB_GRAPH = choice({name: name for name in ("bar", "points", "line", "heatmap", "dynseq")})
DESKTOP_GRAPH = choice(
    {"BAR_CHART": "bar", "LINE_PLOT": "line", "SCATTER_PLOT": "points", "HEATMAP": "heatmap", "DYNSEQ": "dynseq"}
    | {name: name.lower() for name in ("BASIC_FEATURE", "FEATURE_DENSITY", "GENE_TRACK", "GISTIC_TRACK", "MUTATION")},
    aliases={"BAR": "bar", "LINE": "line", "POINTS": "points"},
    fold=True,
)
WEB_WINDOW = choice({name: name for name in ("mean", "max", "min", "none")})
DESKTOP_WINDOW = choice(
    {
        name: name
        for name in (
            *("none", "mean", "median", "min", "max", "absoluteMax", "percentile2", "percentile10", "percentile90"),
            *("percentile98", "stddev", "count", "density"),
        )
    }
)
REVERSED = Codec(
    lambda raw: {True: "-", False: "+"}.get(raw, INVALID) if isinstance(raw, bool) else INVALID,
    lambda value: True if value == "-" else CANNOT,
)
"""igv.js begins with the forward strand; its own sessions say only the reverse one."""
_STRANDS = choice({"+": "+", "-": "-", "NONE": "none"}, aliases={"POSITIVE": "+", "NEGATIVE": "-"})
STRAND = Codec(_STRANDS.read, lambda value: CANNOT if value == "+" else _STRANDS.write(value))
"""The forward strand is where IGV begins; it is not said."""

_TURN = {True: "up", False: "down"}
_UP_DOWN = choice({"UP": "up", "DOWN": "down"}, fold=True)
DIRECTION = Codec(lambda raw: _TURN[raw] if isinstance(raw, bool) else _UP_DOWN.read(raw), _UP_DOWN.write)
"""Sessions of old say true for upwards."""

STRAND_GROUP = choice({"strand": True})


def _half_transparent(raw: Any) -> Any:
    """A colour of regions: igv.js makes those that are not spelled `rgba()` nearly transparent, and chokes on some."""
    found = COLOR_CSS.read(raw)
    if found is INVALID or re.match(r"#\w{3,4}$|\d", raw):
        return INVALID
    return found if raw.startswith("rgba(") else f"{found[:7]}10"


def _rgba(value: Any) -> Any:
    if not isinstance(value, str):
        return CANNOT
    red, green, blue, alpha = color.channels(value)
    return f"rgba({red},{green},{blue},{round(alpha / 255, 4):g})"


REGION_COLOR = Codec(_half_transparent, _rgba)


def _web_scale(raw: Any) -> Any:
    """`{type: gradient, …}` or `{type: diverging, …}`; older names for the same (`low`, `highColor`) too."""
    if not isinstance(raw, dict):
        return INVALID
    if raw.get("type") == "gradient":
        wanted: list[tuple[str, ...]] = [("min", "low"), ("max", "high"), ("minColor", "lowColor"), ("maxColor", "highColor")]
        order = [0, 1, 2, 3]
    elif raw.get("type") in ("diverging", "doubleGradient"):
        wanted = [("mid",), ("min", "low"), ("max", "high"), ("minColor", "lowColor"), ("midColor",), ("maxColor", "highColor")]
        order = [0, 1, 0, 2, 3, 4, 5]
    else:
        return INVALID
    found = [next((raw[name] for name in options if name in raw), None) for options in wanted]
    read = [
        COLOR_CSS.read(one) if options[0].endswith("Color") else NUMBER.read(one)
        for options, one in zip(wanted, found, strict=True)
    ]
    return INVALID if INVALID in read or len(raw) != len(wanted) + 1 else [read[at] for at in order]


def _write_web_scale(value: Any) -> Any:
    if not isinstance(value, list):
        return CANNOT
    if len(value) == 4:  # noqa: PLR2004 - two limits, two colours
        low, high, first, last = value
        return {"type": "gradient", "min": low, "max": high, "minColor": color.css(first), "maxColor": color.css(last)}
    if len(value) == 7:  # noqa: PLR2004 - four limits, three colours
        start, low, end, high, first, middle, last = value
        colors = {"minColor": color.css(first), "midColor": color.css(middle), "maxColor": color.css(last)}
        return {"type": "diverging", "min": low, "mid": (start + end) / 2, "max": high, **colors}
    return CANNOT


_WHITE = "rgb(255,255,255)"
WEB_SCALE = Codec(_web_scale, _write_web_scale)


DESKTOP_SCALE = color_scale(COLOR_CSS)


def shade(out: dict[str, Any], above: str | None = None, below: str | None = None) -> None:
    """A heat map of igv.js goes by a scale of colours alone; others shade from white to the colour of the track.

    Where values on both sides of 0 are in range, they shade from the second colour to white at 0 (`AbstractTrack.getColorScale`
    of IGV desktop, `DensityRenderer` of JBrowse 2). `above`, `below`: those colours where none are said; None: there are none.
    """
    if out.get("graphType") != "heatmap" or "colorScale" in out:
        return
    color, second = out.get("color", above), out.get("altColor", below)
    if "max" not in out or out.get("autoscale") is True or color is None:
        for name in ("color", "altColor"):
            out.pop(name, None)
        return
    limits = {"min": out.get("min", 0), "max": out["max"]}
    ends = {"minColor": _WHITE, "maxColor": color}
    if limits["min"] < 0 < limits["max"] and second is not None:
        ends |= {"minColor": second, "mid": 0, "midColor": _WHITE}
    out["colorScale"] = {"type": "diverging" if "mid" in ends else "gradient", **limits, **ends}
