"""Responses with the headers that every answer of the service carries."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote

from pyramid.response import Response

if TYPE_CHECKING:
    from collections.abc import Iterable

JSON = "application/json"
PROBLEM = "application/problem+json"
ZIP = "application/zip"
BYTES = "application/octet-stream"

API_HEADERS = (
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
)
"""What goes with an answer to a program."""

_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)

PAGE_HEADERS = (
    ("Cache-Control", "no-cache"),
    ("Content-Security-Policy", _PAGE_POLICY),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
)
"""What goes with what a browser shows as a page."""

_SAFE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._- ")
_STATUS_LINES = {status.value: f"{status.value} {status.phrase}" for status in HTTPStatus}


def respond(
    body: bytes,
    media_type: str = JSON,
    *,
    status: int = 200,
    headers: Iterable[tuple[str, str]] = (),
    fixed: tuple[tuple[str, str], ...] = API_HEADERS,
) -> Response:
    """A response of `body`, with the `fixed` headers of its kind and its own `headers`."""
    headerlist = [("Content-Length", str(len(body))), *fixed, *headers]
    if status != HTTPStatus.NO_CONTENT:
        headerlist.append(("Content-Type", media_type))
    return Response(status=_STATUS_LINES[status], app_iter=[body], headerlist=headerlist)


def streamed(pieces: Iterable[bytes], media_type: str, headers: Iterable[tuple[str, str]] = ()) -> Response:
    """A response whose body is made while it is sent, so that nobody knows its length."""
    headerlist = [*API_HEADERS, *headers, ("Content-Type", media_type)]
    return Response(status=_STATUS_LINES[HTTPStatus.OK], app_iter=pieces, headerlist=headerlist)


def attachment(filename: str) -> str:
    """The Content-Disposition that offers `filename` for download (RFC 6266), safe whatever the name holds.

    Folders and control characters are cut off. The plain parameter holds ASCII letters, digits and `._- ` alone; what
    that loses is said by the percent-encoded one of RFC 8187.
    """
    last = filename.replace("\\", "/").rpartition("/")[2]
    name = "".join(letter for letter in last if letter.isprintable()).strip().lstrip(".") or "session"
    plain = "".join(letter if letter in _SAFE else "_" for letter in name)
    header = f'attachment; filename="{plain}"'
    return header if plain == name else f"{header}; filename*=UTF-8''{quote(name, safe='', errors='replace')}"
