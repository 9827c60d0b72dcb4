"""Colours as IGV desktop reads them (`ColorUtilities.stringToColor`; each rule measured in 2.16)."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from converter.formats._values import NUMBER_TEXT
from converter.formats._words import INVALID

_BLACK = "#000000"
_CHANNELS = 3
_PACKED = re.compile(r"[0-9]{1,9}")
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_WHOLE = re.compile(r"[+-]?[0-9]{1,9}")


def read(raw: str) -> Any:
    """The colour, black for what IGV can't read, INVALID for what it leaves out: too few channels, or one out of range."""
    found = _read(raw)
    return _BLACK if found is None else found


def readable(raw: str) -> bool:
    """Whether IGV draws the colour that is meant, and not black in its place."""
    return _read(raw) is not None


def _read(raw: str) -> Any:
    text = raw.strip("\"'")
    if "," in text:
        return _channels(text[4:-1] if text.startswith("rgb(") and text.endswith(")") else text)
    if _HEX.fullmatch(text):
        return text.lower()
    return f"#{int(text) & 0xFFFFFF:06x}" if _PACKED.fullmatch(text) else _names().get(text.lower())


@cache
def _names() -> dict[str, str]:
    """The names that IGV knows: those of HTML 4 and two more."""
    import webcolors  # noqa: PLC0415 - only where a colour has a name

    known = {name: webcolors.name_to_hex(name, spec="html4") for name in webcolors.names("html4")}
    return {**known, "orange": "#ffa500", "magenta": "#ff00ff"}


def _channels(text: str) -> Any:
    """Red, green and blue, what follows is not looked at: whole numbers without blanks, or fractions where one has a point."""
    parts = text.split(",")[:_CHANNELS]
    if "." in text:
        numbers = [NUMBER_TEXT.read(part) for part in parts]
        found = None if INVALID in numbers else [int(255 * number) for number in numbers]
    else:
        found = [int(part) for part in parts] if all(map(_WHOLE.fullmatch, parts)) else None
    if found is None:
        return None
    usable = len(found) == _CHANNELS and all(0 <= one <= 255 for one in found)  # noqa: PLR2004 - eight bits
    return "#" + "".join(f"{one:02x}" for one in found) if usable else INVALID
