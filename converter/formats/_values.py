"""Codecs of values that several formats spell alike: numbers and booleans as text or as JSON, colours."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, TypeGuard

from converter.formats._words import CANNOT, INVALID, Codec
from converter.model import color

if TYPE_CHECKING:
    from collections.abc import Callable


def _number(raw: Any) -> float | int:
    """A finite number from a number or a text of one; INVALID otherwise. Whole numbers come back as `int`."""
    if isinstance(raw, str):
        try:
            raw = _parsed(raw.strip())
        except ValueError:
            return INVALID  # type: ignore[no-any-return]
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        return INVALID  # type: ignore[no-any-return]
    if isinstance(raw, int):
        return raw if abs(raw) < 2**63 else INVALID
    if not math.isfinite(raw):
        return INVALID  # type: ignore[no-any-return]
    return int(raw) if raw.is_integer() and abs(raw) < 2**53 else raw


def _parsed(text: str) -> float | int:
    """A number from its text, whole ones exactly; NaN for digits that are not ASCII, or parted."""
    if not text.isascii() or "_" in text:
        return math.nan
    return int(text) if text.lstrip("+-").isdigit() else float(text)


def _integer(raw: Any) -> int:
    value = _number(raw)
    return value if isinstance(value, int) else INVALID


def _boolean(raw: Any) -> bool:
    if isinstance(raw, str):
        raw = {"true": True, "false": False}.get(raw.strip().lower(), INVALID)
    return raw if isinstance(raw, bool) else INVALID


def _text(raw: Any) -> str:
    return raw if isinstance(raw, str) else INVALID


def is_texts(raw: object) -> TypeGuard[list[str]]:
    """Whether a value is a list of nothing but texts."""
    return isinstance(raw, list) and all(isinstance(one, str) for one in raw)


def number_text(value: float) -> str:
    """A number as text, whole ones without a fraction."""
    return str(int(value)) if isinstance(value, int) or (value.is_integer() and abs(value) < 2**53) else repr(float(value))


def _color(raw: Any) -> str:
    found = color.parse(raw) if isinstance(raw, str) else None
    return INVALID if found is None else found


def _opaque(write: Callable[[str], str]) -> Callable[[Any], Any]:
    return lambda value: write(value) if isinstance(value, str) else CANNOT


NUMBER_TEXT = Codec(_number, number_text)
INTEGER_TEXT = Codec(_integer, lambda value: str(round(value)))
BOOLEAN_TEXT = Codec(_boolean, lambda value: "true" if value else "false")
COLOR_COMMAS = Codec(_color, _opaque(color.commas))
NUMBER = Codec(_number, lambda value: value)
INTEGER = Codec(_integer, lambda value: round(value) if isinstance(value, float) else value)
BOOLEAN = Codec(_boolean, lambda value: value)
TEXT = Codec(_text, lambda value: value if isinstance(value, str) else CANNOT)
TEXTS = Codec(lambda raw: raw if is_texts(raw) else INVALID, lambda value: value)
COLOR_CSS = Codec(_color, _opaque(color.css))
