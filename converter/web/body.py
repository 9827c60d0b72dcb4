"""The body of a request: read within the limits, content coding undone, multipart taken apart."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING, Any

import msgspec
from multipart import MultipartError, MultipartSegment, PushMultipartParser, parse_options_header

from converter.companions import named
from converter.errors import MalformedError, UsageError
from converter.limits import check, exceeded
from converter.options import documents
from converter.web.errors import HTTPError

if TYPE_CHECKING:
    from pyramid.request import Request

    from converter.limits import Limits

FIELDS = documents()
"""The options that are documents: they come as multipart fields only."""

_PART = "data"
_GZIP = 31
_CHUNK = 1 << 20
_MAX_SEGMENTS = 16


class Upload(msgspec.Struct):
    """What a request brought: the session's bytes, the name of its file if one was sent, the documents beside it."""

    data: bytes
    filename: str | None = None
    fields: dict[str, Any] = {}
    more: list[tuple[bytes, str | None]] = []
    """The sessions after the first with the names of their files, where several may come."""
    parts: dict[str, bytes] = {}
    """The data files that came with the session, by name, where they may."""

    @property
    def files(self) -> list[tuple[bytes, str | None]]:
        """All sessions with the names of their files."""
        return [(self.data, self.filename), *self.more]


def read_upload(request: Request, limits: Limits, *, several: bool = False, parts: bool = False) -> Upload:
    """The upload of a request, raw or multipart; its Content-Type matters only where it is multipart.

    `several`: the field file may be repeated; `parts`: data files may come with it, in the repeated field data.

    Too large is a `LimitError`, before the body is read where its length is announced; a content coding other than
    gzip is 415; a broken one, or broken multipart, a `MalformedError`.
    """
    packed = _is_gzip(request)
    data = _read(request, limits)
    if packed:
        data = _inflate(data, limits)
    content_type = request.environ.get("CONTENT_TYPE", "")
    if content_type[:10].lower() == "multipart/":
        return _take_apart(data, content_type, limits, several=several, parts_too=parts)
    return Upload(data)


def _is_gzip(request: Request) -> bool:
    coding = request.environ.get("HTTP_CONTENT_ENCODING", "").strip().lower()
    if coding in {"", "identity"}:
        return False
    if coding in {"gzip", "x-gzip"}:
        return True
    raise HTTPError(
        415,
        "The content coding of the body is not known.",
        hint="Send it plain or with gzip.",
        headers=(("Accept-Encoding", "gzip, identity"),),
    )


def _read(request: Request, limits: Limits) -> bytes:
    length = request.content_length
    if length is None and not request.environ.get("wsgi.input_terminated"):
        return b""
    if length is not None and length > limits.body_bytes:
        raise exceeded("body_bytes", length, limits)
    data: bytes = request.environ["wsgi.input"].read(limits.body_bytes + 1 if length is None else length)
    if len(data) > limits.body_bytes:
        raise exceeded("body_bytes", len(data), limits)
    return data


def _inflate(data: bytes, limits: Limits) -> bytes:
    """One gzip member unpacked, never more than the limit and a byte."""
    member = zlib.decompressobj(_GZIP)
    try:
        plain = member.decompress(data, limits.unpacked_bytes + 1)
    except zlib.error as error:
        raise _broken_gzip("The body is not the gzip that its Content-Encoding says.") from error
    if len(plain) > limits.unpacked_bytes:
        raise exceeded("unpacked_bytes", len(plain), limits)
    if not member.eof:
        raise _broken_gzip("The gzip of the body ends early.")
    if member.unused_data:
        raise _broken_gzip("Something follows the gzip of the body.")
    return plain


def _broken_gzip(message: str) -> MalformedError:
    return MalformedError("http.gzip", message, hint="A file that is itself gzipped needs no Content-Encoding; send it as it is.")


def _take_apart(data: bytes, content_type: str, limits: Limits, *, several: bool, parts_too: bool) -> Upload:
    parts: dict[str, Any] = {}
    beside: dict[str, bytes] = {}
    files: list[tuple[bytes, str | None]] = []
    try:
        segments = _segments(data, content_type, (2 * limits.sessions if several or parts_too else 1) + _MAX_SEGMENTS)
        if several:
            check("sessions", sum(segment.name == "file" for segment, _ in segments), limits)
        for segment, value in segments:
            name = segment.name or ""
            if name == _PART and parts_too:
                _beside(segment.filename, value, beside)
                continue
            if name not in {"file", *FIELDS}:
                raise UsageError("http.field", f"There is no multipart field {name[:100]!r}.", hint=_fields_hint())
            if name in parts or (name == "file" and files and not several):
                raise UsageError("http.field", f"The multipart field {name} comes twice.", hint=_fields_hint())
            if name == "file":
                files.append((value, segment.filename or None))
            elif value:  # a browser sends nothing for a file that was not chosen
                parts[name] = named(segment.filename or "", value) if name == "config" else value
    except MultipartError as error:
        raise MalformedError(
            "http.multipart", f"The multipart body can't be read: {error.args[0]}.", hint=_fields_hint()
        ) from error
    if not files:
        raise UsageError("http.file", "The multipart body has no field file.", hint=_fields_hint())
    return Upload(*files[0], parts, files[1:], beside)


def _beside(name: str | None, content: bytes, beside: dict[str, bytes]) -> None:
    """A data file that came with a session."""
    if not name or name in beside:
        text = f"Two data files have the name {name[:100]!r}." if name else "A data file has no name."
        raise UsageError("http.field", text, hint="As curl does with -F data=@reads.bam -F data=@reads.bam.bai.")
    beside[name] = content


def _segments(data: bytes, content_type: str, most: int) -> list[tuple[MultipartSegment, bytes]]:
    media_type, options = parse_options_header(content_type)
    if media_type != "multipart/form-data":
        raise HTTPError(
            415, "Of the multipart types only multipart/form-data is read.", code="http.media_type", hint=_fields_hint()
        )
    found: list[tuple[MultipartSegment, bytes]] = []
    chunks: list[bytes] = []
    parser = PushMultipartParser(options.get("boundary", ""), max_segment_count=most)
    for event in parser.parse_blocking(io.BytesIO(data).read, _CHUNK):
        if isinstance(event, MultipartSegment):
            found.append((event, b""))
            chunks = []
        elif event:
            chunks.append(event)
        else:
            found[-1] = (found[-1][0], b"".join(chunks))
    return found


def _fields_hint() -> str:
    return f"Send the session as the field file; {', '.join(FIELDS)} may stand beside it, all else belongs into the query."
