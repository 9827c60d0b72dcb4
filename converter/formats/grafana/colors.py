"""Colours as Grafana names them, and the colour schemes of its heat maps.

The names are those of `createVisualizationColors` in @grafana/data; the schemes are those of d3-scale-chromatic, by three
of their colours, or two where they run between two.
"""

from __future__ import annotations

from typing import Any

from converter.formats._values import COLOR_CSS
from converter.formats._words import CANNOT, INVALID, Codec

_SHADES = ("super-light-", "light-", "", "semi-dark-", "dark-")
_HUES = {
    "red": ("#ffa6b0", "#ff7383", "#f2495c", "#e02f44", "#c4162a"),
    "orange": ("#ffcb7d", "#ffb357", "#ff9830", "#ff780a", "#fa6400"),
    "yellow": ("#fff899", "#ffee52", "#fade2a", "#f2cc0c", "#e0b400"),
    "green": ("#c8f2c2", "#96d98d", "#73bf69", "#56a64b", "#37872d"),
    "blue": ("#c0d8ff", "#8ab8ff", "#5794f2", "#3274d9", "#1f60c4"),
    "purple": ("#deb6f2", "#ca95e5", "#b877d9", "#a352cc", "#8f3bb8"),
}
NAMED = {f"{shade}{hue}": color for hue, colors in _HUES.items() for shade, color in zip(_SHADES, colors, strict=True)}
"""Grafana's own colours; other names are those of CSS."""
NAMED["transparent"] = "#00000000"
THEME = ("text", "panel-bg")
"""Colours that depend on the theme, light or dark."""

SCHEMES: dict[str, list[str]] = {
    name: [f"#{color}" for color in colors.split()]
    for name, colors in {
        "Blues": "f7fbff 6baed6 08306b",
        "Greens": "f7fcf5 74c476 00441b",
        "Greys": "ffffff 969696 000000",
        "Oranges": "fff5eb fd8d3c 7f2704",
        "Purples": "fcfbfd 9e9ac8 3f007d",
        "Reds": "fff5f0 fb6a4a 67000d",
        "BuGn": "f7fcfd 66c2a4 00441b",
        "BuPu": "f7fcfd 8c96c6 4d004b",
        "GnBu": "f7fcf0 7bccc4 084081",
        "OrRd": "fff7ec fc8d59 7f0000",
        "PuBu": "fff7fb 74a9cf 023858",
        "PuBuGn": "fff7fb 67a9cf 014636",
        "PuRd": "f7f4f9 df65b0 67001f",
        "RdPu": "fff7f3 f768a1 49006a",
        "YlGn": "ffffe5 78c679 004529",
        "YlGnBu": "ffffd9 41b6c4 081d58",
        "YlOrBr": "ffffe5 fe9929 662506",
        "YlOrRd": "ffffcc fd8d3c 800026",
        "BrBG": "543005 f5f5f5 003c30",
        "PiYG": "8e0152 f7f7f7 276419",
        "PRGn": "40004b f7f7f7 00441b",
        "PuOr": "7f3b08 f7f7f7 2d004b",
        "RdBu": "67001f f7f7f7 053061",
        "RdGy": "67001f ffffff 1a1a1a",
        "RdYlBu": "a50026 ffffbf 313695",
        "RdYlGn": "a50026 ffffbf 006837",
        "Spectral": "9e0142 ffffbf 5e4fa2",
        "Viridis": "440154 21918c fde725",
        "Cividis": "00224e 7d7c78 fee838",
        "Inferno": "000004 bc3754 fcffa4",
        "Magma": "000004 b73779 fcfdbf",
        "Plasma": "0d0887 cc4778 f0f921",
    }.items()
}
"""From low to high values."""


def _named(raw: Any) -> Any:
    return NAMED.get(raw) or COLOR_CSS.read(raw) if isinstance(raw, str) else INVALID


COLOR = Codec(_named, lambda _: CANNOT)
