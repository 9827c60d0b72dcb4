"""Colours: every spelling that the browsers understand, and ours, `#rrggbb` or `#rrggbbaa`."""

from __future__ import annotations

import colorsys
import re

_NUMBERS = re.compile(r"([\d.]+%?)\s*[,\s]\s*([\d.]+%?)\s*[,\s]\s*([\d.]+%?)\s*(?:[,/]\s*([\d.]+%?))?")
_FUNCTION = re.compile(r"rgba?\s*\((.*)\)", re.IGNORECASE | re.DOTALL)
_HSL = re.compile(
    r"hsla?\(\s*([\d.]+)(?:deg)?\s*[,\s]\s*([\d.]+)%\s*[,\s]\s*([\d.]+)%\s*(?:[,/]\s*([\d.]+%?)\s*)?\)", re.IGNORECASE
)
_HEX = re.compile(r"^#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})$")


def parse(text: str) -> str | None:
    """The colour of a CSS text (`rgb()`, `rgba()`, `hsl()`, `#rgb`, `#rrggbb`, a name) or of `r,g,b`; None if it is none."""
    text = text.strip().strip("\"'")
    if _HEX.match(text):
        digits = text[1:].lower()
        return "#" + ("".join(2 * digit for digit in digits) if len(digits) < 6 else digits)  # noqa: PLR2004 - #rgb(a)
    if hue := _HSL.fullmatch(text):
        return _from_hue(hue)
    function = _FUNCTION.fullmatch(text)
    found = _NUMBERS.fullmatch(function[1].strip() if function else text)
    if found:
        return _from_numbers(found)
    if text.lower() == "rebeccapurple":  # of CSS 4; webcolors knows those of CSS 3
        return "#663399"
    import webcolors  # noqa: PLC0415 - only where a colour has a name

    try:
        return str(webcolors.name_to_hex(text))
    except ValueError:
        return None


def _from_numbers(found: re.Match[str]) -> str | None:
    try:
        parts = [_channel(part) for part in found.groups()[:3]]
        alpha = _alpha(found[4]) if found[4] else 255
    except (ValueError, OverflowError):
        return None
    if any(part > 255 for part in (*parts, alpha)):  # noqa: PLR2004 - eight bits
        return None
    return "#" + "".join(f"{part:02x}" for part in (parts if alpha == 255 else [*parts, alpha]))  # noqa: PLR2004


def _from_hue(found: re.Match[str]) -> str | None:
    try:
        hue, saturation, light = (float(part) for part in found.groups()[:3])
        alpha = _alpha(found[4]) if found[4] else 255
        parts = colorsys.hls_to_rgb(hue % 360 / 360, min(light, 100) / 100, min(saturation, 100) / 100)
        digits = "".join(f"{round(part * 255):02x}" for part in parts)
    except (ValueError, OverflowError):
        return None
    return f"#{digits}" if alpha == 255 else f"#{digits}{alpha:02x}"  # noqa: PLR2004


def _channel(part: str) -> int:
    return round(float(part[:-1]) * 255 / 100) if part.endswith("%") else round(float(part))


def _alpha(part: str) -> int:
    return round(float(part[:-1]) * 255 / 100) if part.endswith("%") else round(min(float(part), 1.0) * 255)


def channels(color: str) -> tuple[int, int, int, int]:
    """Red, green, blue and alpha, 0 to 255 each, of one of our colours."""
    digits = color[1:]
    parts = [int(digits[at : at + 2], 16) for at in range(0, len(digits), 2)]
    return (parts[0], parts[1], parts[2], parts[3] if len(parts) == 4 else 255)  # noqa: PLR2004 - with alpha


def commas(color: str) -> str:
    """`r,g,b`, alpha left out."""
    red, green, blue, _ = channels(color)
    return f"{red},{green},{blue}"


def css(color: str) -> str:
    """`rgb(r,g,b)`, or `rgba(r,g,b,a)` where it is not opaque."""
    red, green, blue, alpha = channels(color)
    return f"rgb({red},{green},{blue})" if alpha == 255 else f"rgba({red},{green},{blue},{round(alpha / 255, 3):g})"  # noqa: PLR2004
