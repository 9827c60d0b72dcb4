"""Errors that are the input's or the caller's fault.

Every error says what is wrong, where, and what to do. `code` is stable and documented; `kind` is what the faces map
to an HTTP status or an exit status, so a new error never needs a change there.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar

_LONGEST = 2_000
"""Characters of a message or hint; what they quote of the input may be of any length."""


class Kind(StrEnum):
    """Whose fault an error is, in the words that the faces translate."""

    USAGE = "usage"  # the call itself is wrong: an option, a missing target
    MALFORMED = "malformed"  # the bytes are not what they claim to be
    TOO_LARGE = "too_large"  # a limit of `converter.limits` is exceeded
    UNKNOWN_FORMAT = "unknown_format"  # no reader recognises the content
    REFUSED = "refused"  # understood, but refused: unsafe, ambiguous, out of scope
    UNWRITABLE = "unwritable"  # the target can't be written from this session
    LOSS = "loss"  # the caller's loss policy said fail


class ConverterError(Exception):
    """Base of every error that is the input's or the caller's fault.

    `code`: stable identifier; `message`: what is wrong; `path`: XML path or JSON pointer of the place, if known;
    `line`, `column`: 1-based place in the source text, if known; `hint`: what to do, in a sentence.
    All of them may quote the input: they show no credentials, and are no longer than a person reads.
    """

    kind: ClassVar[Kind] = Kind.REFUSED

    def __init__(
        self,
        code: str,
        message: str,
        *,
        path: str | None = None,
        line: int | None = None,
        column: int | None = None,
        hint: str,
    ) -> None:
        from converter.secrets import redact, redact_pointer  # noqa: PLC0415 - a call that goes well needs neither

        self.code = code
        self.message = _clipped(redact(message))
        self.path = path and redact_pointer(path)
        self.line = line
        self.column = column
        self.hint = _clipped(redact(hint))
        super().__init__(self.message)

    @property
    def where(self) -> str:
        """The place as text for people, empty when it is not known."""
        places = [self.path] if self.path is not None else []
        if self.line is not None:
            places.append(f"line {self.line}" + (f", column {self.column}" if self.column is not None else ""))
        return ", ".join(places)

    def __str__(self) -> str:
        text = f"{self.message} (at {self.where})" if self.where else self.message
        return f"{text} {self.hint}"


def _clipped(text: str) -> str:
    """A text of any length as one to read, its middle left out."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]} … {text[-_LONGEST // 2 :]}"


class UsageError(ConverterError):
    """An option or argument is wrong."""

    kind = Kind.USAGE


class MalformedError(ConverterError):
    """The input is not well-formed, or not what it claims to be."""

    kind = Kind.MALFORMED


class LimitError(ConverterError):
    """The input exceeds a limit of `converter.limits`."""

    kind = Kind.TOO_LARGE


class UnknownFormatError(ConverterError):
    """No reader recognises the content."""

    kind = Kind.UNKNOWN_FORMAT


class RefusedError(ConverterError):
    """The input is understood, but unsafe, ambiguous or not a session."""

    kind = Kind.REFUSED


class UnwritableError(ConverterError):
    """The target format can't be written from this session or with these options."""

    kind = Kind.UNWRITABLE


class LossError(ConverterError):
    """`on_loss=fail` and the conversion lost more than `fail_at` allows; `report` (that of the call) says what."""

    kind = Kind.LOSS

    def __init__(self, message: str, report: Any) -> None:
        super().__init__(
            "loss.policy", message, hint="Read the report; convert with on_loss=report to get the document all the same."
        )
        self.report = report
