"""Pictures of a migration: static SVG drawn by matplotlib, which takes its colours from the page that it stands in."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from converter.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

_INK, _QUIET = "#0a0b0c", "#0a0b0d"
_SHADES = ("#0a0b01", "#0a0b02", "#0a0b03", "#0a0b04")
"""Stand for colours of the page, which knows whether it is dark, light or printed."""
_VARIABLES = {_INK: "var(--text)", _QUIET: "var(--line)"} | {name: f"var(--shade-{at})" for at, name in enumerate(_SHADES)}
_WIDTH_IN, _ROW_IN, _HEAD_IN = 7.2, 0.34, 0.62
_LONGEST = 30
_NARROW = 0.06
"""Share of the widest bar below which there is no room for a number."""
_STYLE = {"svg.fonttype": "none", "font.family": "sans-serif", "font.sans-serif": ["DejaVu Sans"], "font.size": 10.0}
_NOTHING = {"Date": None, "Creator": None, "Format": None, "Type": None}


def bars(name: str, rows: Mapping[str, Mapping[str, int]], shades: Mapping[str, int]) -> str:
    """Horizontal bars, each in pieces: numbers by row and by piece. `shades`: which of the page's colours a piece has.

    The SVG element alone, without anything that a page would have to load. Equal data give equal bytes.
    """
    figure_class, settings = _matplotlib()
    with settings({**_STYLE, "svg.hashsalt": name}):
        figure = figure_class(figsize=(_WIDTH_IN, _HEAD_IN + _ROW_IN * max(len(rows), 1)))
        axes = figure.add_axes((0.33, 0.0, 0.65, 1 - _HEAD_IN / figure.get_figheight()))
        _draw(axes, rows, shades)
        out = io.StringIO()
        figure.savefig(out, format="svg", transparent=True, metadata=_NOTHING)
    return _inline(out.getvalue(), name)


def _matplotlib() -> tuple[Any, Any]:
    try:
        from matplotlib import rc_context  # noqa: PLC0415 - an extra
        from matplotlib.figure import Figure  # noqa: PLC0415
    except ImportError:
        hint = "Install it with: pip install 'session-converter[migrate]'."
        raise UsageError("migrate.matplotlib", "The report needs matplotlib, which is not installed.", hint=hint) from None
    return Figure, rc_context


def _draw(axes: Any, rows: Mapping[str, Mapping[str, int]], shades: Mapping[str, int]) -> None:
    labels = [_short(label) for label in rows]
    places, totals = range(len(labels)), list(rows.values())
    left = [0] * len(labels)
    widest = max((sum(one.values()) for one in totals), default=0) or 1
    for piece, shade in shades.items():
        numbers = [one.get(piece, 0) for one in totals]
        if any(numbers):
            axes.barh(places, numbers, left=left, height=0.68, color=_SHADES[shade], label=piece, linewidth=0)
        for place, start, number in zip(places, left, numbers, strict=True):
            if number >= _NARROW * widest and number < sum(totals[place].values()):
                axes.text(start + number / 2, place, f"{number:,}", ha="center", va="center", color="#ffffff", size=9)
        left = [start + number for start, number in zip(left, numbers, strict=True)]
    for place, total in zip(places, left, strict=True):
        axes.text(total + widest * 0.012, place, f"{total:,}", ha="left", va="center", color=_INK, size=9)
    axes.set_yticks(list(places), labels, color=_INK)
    axes.set_xlim(0, widest * 1.1)
    axes.set_ylim(max(len(labels), 1) - 0.5, -0.5)
    axes.set_xticks([])
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    if rows and set(rows) != set(shades):
        axes.legend(
            loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=len(shades), frameon=False, labelcolor=_INK, handlelength=1.0
        )


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…"


def _inline(text: str, name: str) -> str:
    """The element that a page can hold, its colours those of the page, its ids its own."""
    svg = text[text.index("<svg") :].replace(' width="', ' data-width="', 1).replace(' height="', ' data-height="', 1)
    svg = re.sub(r"<metadata>.*?</metadata>\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r'\b(id="|url\(#|href="#)', rf"\g<1>{name}-", svg)
    for colour, variable in _VARIABLES.items():
        svg = svg.replace(colour, variable)
    return svg.strip()
