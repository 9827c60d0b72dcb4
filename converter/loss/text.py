"""Text for people; what comes from a session is made safe to print: it may hold escape sequences for a terminal."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 100


def printable(text: str) -> str:
    """`text` with every character that a terminal would act on (controls, bidirectional marks, lone surrogates) escaped."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char == "\N{NO-BREAK SPACE}" else _escaped(char) for char in text)


def short(text: str, longest: int = LONGEST) -> str:
    """`printable(text)`, cut to at most `longest` characters with an ellipsis for the rest."""
    safe = printable(text[: longest + 1])
    return safe if len(safe) <= longest else safe[: longest - 1] + "…"


def numbered(number: int, noun: str) -> str:
    """`1 track`, `2 tracks`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def listed(names: Sequence[str], most: int) -> str:
    """`a, b`, or `a, b and 3 more` where there are more than `most`."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def name_text(name: str) -> str:
    """A file name as text: bytes that are not UTF-8 are replaced, since no document or report can hold them."""
    return os.fsencode(name).decode("utf-8", "replace")


def _escaped(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")
