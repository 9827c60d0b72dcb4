"""Text from a session, made safe to print: a track's name may hold escape sequences for the reader's terminal."""

from __future__ import annotations

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


def _escaped(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")
