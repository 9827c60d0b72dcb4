"""Which format content is of: from the content, never from the name alone."""

from __future__ import annotations

import re
import zlib
from typing import NamedTuple

from converter.errors import LimitError, MalformedError, RefusedError, UnknownFormatError
from converter.formats import _json, _xml
from converter.formats.base import Head
from converter.limits import LIMITS, Limits, check, exceeded
from converter.registry import FORMATS

_GZIP, ZIP = b"\x1f\x8b", b"PK\x03\x04"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
"""Byte order marks."""
_TIE = 0.05
_BEATEN = 0.9
"""At most so sure is a format that the file name speaks against."""
_PIECE = 1 << 16
_HEAD = 4096
"""Bytes of a content that are looked at where all of it need not be."""
_MEMBERS = 10_000
"""Blocked gzip (bgzip) has a member for every 64 KiB; more than this many is an attack."""
_FIRST_TAG = re.compile(rb"<([A-Za-z_][^\s/>]*)")


class Candidate(NamedTuple):
    """A format that content may be of, with how sure that is (0 to 1) and why."""

    format: str
    confidence: float
    evidence: str


def unpacked_session(data: bytes, limits: Limits = LIMITS) -> bytes:
    """As `unpacked`; of a data file that is too large a `MalformedError` that says what it is."""
    try:
        return unpacked(data, limits)
    except LimitError:
        _refuse_known(data)
        raise


def unpacked(data: bytes, limits: Limits = LIMITS) -> bytes:
    """The bytes with gzip taken off, or out of the link that holds them, within the limits.

    `MalformedError` for broken gzip or a broken link, `RefusedError` for a link that holds no session.
    """
    check("body_bytes", len(data), limits)
    if data.lstrip()[:4] == b"http":
        from converter.links import unlinked  # noqa: PLC0415 - hardly any input is a link

        return unlinked(data, limits)
    if not data.startswith(_GZIP):
        return data
    plain, at, members = bytearray(), 0, 0
    while data.startswith(_GZIP, at):
        members += 1
        if members > _MEMBERS:
            raise MalformedError(
                "gzip.malformed", f"The gzip data has more than {_MEMBERS} members.", hint="Compress the file anew."
            )
        at = _member(data, at, plain, limits)
    return bytes(plain)


def _member(data: bytes, at: int, plain: bytearray, limits: Limits) -> int:
    """Unpack the gzip member that begins at an offset, in pieces; returns where it ends."""
    inflater = zlib.decompressobj(31)
    while not inflater.eof:
        piece = inflater.unconsumed_tail or data[at : at + _PIECE]
        if not piece:
            raise MalformedError("gzip.malformed", "The gzip data ends too early.", hint="Download the file again.")
        at += 0 if inflater.unconsumed_tail else len(piece)
        try:
            plain += inflater.decompress(piece, limits.unpacked_bytes - len(plain) + 1)
        except zlib.error as error:
            raise MalformedError(
                "gzip.malformed", f"The gzip data is broken: {error}.", hint="Download the file again."
            ) from None
        if len(plain) > limits.unpacked_bytes:
            raise exceeded("unpacked_bytes", len(plain), limits)
    return at - len(inflater.unused_data)


def head_of(data: bytes, limits: Limits = LIMITS) -> Head:
    """What detection looks at; `MalformedError` for what is empty or no text at all."""
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:4]
    if not start:
        raise MalformedError("input.empty", "The input is empty.", hint="Check that the file was saved and sent whole.")
    if _json.looks_like(data.lstrip(b"\xef\xbb\xbf \t\r\n")):
        return Head(data, "json", _json.decode(data.lstrip(), limits))
    is_utf16 = data.startswith(_UTF16)
    text = data
    if start[:1] == b"<" or is_utf16 or b"\x00<" in data[:4]:
        text = _xml.to_utf8(_beginning(data) if _is_utf8_like(data) else data)
    if text.lstrip()[:1] == b"<":
        return Head(data, "xml", _first_tag(text))
    if is_utf16 or (b"\x00" in data[:4] and b"{" in data[:4]):
        raise MalformedError("json.encoding", "The input is UTF-16 text that is no XML.", hint="Save the file as UTF-8.")
    if data.startswith(ZIP):
        _refuse_known(data, "input.archive")
        hint = "Take the session out of it; several sessions are for batch, and a package is for unpack."
        raise MalformedError("input.archive", "The input is a ZIP archive, whatever it is called.", hint=hint)
    if b"\x00" in data[:_HEAD] or not _is_text(data[:_HEAD]):
        _refuse_known(data)
        raise MalformedError(
            "input.binary", "The input is binary data, no session.", hint="Send the session file, not a data file."
        )
    return Head(data, "text")


def _refuse_known(data: bytes, code: str = "input.binary") -> None:
    """A `MalformedError` that says what the bytes are, where their beginning tells it."""
    from converter.resources.contents import known  # noqa: PLC0415 - hardly any input is no session

    found = known(data)
    if found is not None:
        raise MalformedError(code, f"The input is no session, but {found.what}.", hint=found.hint)


def _beginning(data: bytes) -> bytes:
    """The first bytes, up to the end of an element or the like, so that no character is cut in any encoding."""
    return data[: data.find(b">", _HEAD) + 1] or data


def _is_utf8_like(data: bytes) -> bool:
    return b"\x00" not in data[:4]


def _is_text(data: bytes) -> bool:
    return sum(byte < 9 or 13 < byte < 32 for byte in data) <= len(data) // 100  # noqa: PLR2004 - control characters


def _first_tag(text: bytes) -> str:
    bare = re.sub(rb"<!--.*?-->|<\?.*?\?>", b"", text, flags=re.DOTALL)
    found = _FIRST_TAG.search(bare)
    return found[1].decode("utf-8", "replace") if found else ""


def candidates(head: Head) -> list[Candidate]:
    """The formats that the content may be of, best first."""
    found = []
    for one in FORMATS.values():
        evidence = one.recognise(head) if head.kind in one.content else None
        if evidence is not None:
            found.append(Candidate(one.id, evidence.confidence, evidence.reason))
    return sorted(found, key=lambda one: -one.confidence)


def detect(data: bytes, filename: str | None = None, limits: Limits = LIMITS) -> list[Candidate]:
    """Formats that the content may be of, with evidence, best first; empty for none. `filename` only breaks ties.

    Raises `ConverterError` for what is no text, empty, too large or not well-formed.
    """
    return _untied(candidates(head_of(unpacked_session(data, limits), limits)), filename)


def unrecognised(data: bytes, limits: Limits = LIMITS) -> UnknownFormatError:
    """The error that says what content is which no format recognises; raises what `detect` raises."""
    return _unknown(head_of(unpacked_session(data, limits), limits))


def _untied(ranked: list[Candidate], filename: str | None) -> list[Candidate]:
    """Of formats that are as likely, first those whose ending the file name has."""
    tied = [one for one in ranked if ranked[0].confidence - one.confidence < _TIE]
    named = [one for one in tied if filename and filename.lower().endswith(FORMATS[one.format].extension)]
    if len(tied) == 1 or len(named) != 1:
        return ranked
    others = [one._replace(confidence=min(one.confidence, _BEATEN)) for one in ranked if one is not named[0]]
    return [named[0]._replace(confidence=1.0), *others]


def decide(head: Head, source: str | None, filename: str | None = None) -> str:
    """The id of the one format that the content is of.

    Raises `UnknownFormatError` for none, `RefusedError` for a tie, and for another than the `source` that was asked for.
    """
    ranked = _untied(candidates(head), filename)
    if source is not None:
        if source not in (one.format for one in ranked):
            raise _mismatch(source, ranked)
        return source
    if not ranked:
        if head.kind == "xml" and head.root.lower() != "html":
            _xml.parse(head.data)
        raise _unknown(head)
    if len(ranked) > 1 and ranked[0].confidence - ranked[1].confidence < _TIE:
        names = " or ".join(f"{one.format} ({one.evidence})" for one in ranked[:2])
        raise RefusedError("format.ambiguous", f"The content may be {names}.", hint="Say which with the option 'from'.")
    return ranked[0].format


def _mismatch(source: str, ranked: list[Candidate]) -> RefusedError:
    is_what = f"it looks like {ranked[0].format}: {ranked[0].evidence}" if ranked else "it is of no known format"
    return RefusedError(
        "format.mismatch", f"The content is not {source}; {is_what}.", hint="Leave out 'from' to let the content decide."
    )


def _unknown(head: Head) -> UnknownFormatError:
    from converter.resources.contents import known  # noqa: PLC0415 - hardly any input is no session

    kinds = {"xml": f"XML with the root element <{head.root}>", "json": "JSON", "text": "text"}
    names = ", ".join(one.title for one in FORMATS.values())
    if head.kind == "xml" and head.root.lower() == "html":
        hint = "This is a web page, perhaps one that asks to sign in; download the session file itself."
        return UnknownFormatError("format.unknown", "The content is a web page, but no session.", hint=hint)
    data = known(head.data) if head.kind == "text" else None
    if data is not None:
        return UnknownFormatError("format.unknown", f"The content is no session, but {data.what}.", hint=data.hint)
    return UnknownFormatError(
        "format.unknown", f"The content is {kinds[head.kind]}, but no session.", hint=f"Known are: {names}."
    )
