"""The pages for people and the files that they load; all from this package, held in memory."""

from __future__ import annotations

import hashlib
import mimetypes
from functools import cache
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from pyramid.httpexceptions import HTTPNotFound

from converter.published import fidelity_tables
from converter.web.responses import PAGE_HEADERS, respond

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyramid.request import Request
    from pyramid.response import Response


def index(_request: Request) -> Response:
    """`GET /`: the page that converts a file."""
    return _answer("templates", "index.html")


def docs(_request: Request) -> Response:
    """`GET /docs`: the page that shows `/openapi.json`."""
    return _answer("templates", "docs.html")


def fidelity(_request: Request) -> Response:
    """`GET /fidelity`: how the applications understood what was written for them."""
    return respond(_fidelity(), "text/html; charset=utf-8", fixed=PAGE_HEADERS)


def static(request: Request) -> Response:
    """`GET /static/{name}`: what the pages load."""
    return _answer("static", request.matchdict["name"])


def _answer(folder: str, name: str) -> Response:
    if name not in _folder(folder):
        raise HTTPNotFound
    body, media_type, tag = _folder(folder)[name]
    response = respond(body, media_type, fixed=PAGE_HEADERS, headers=(("ETag", f'"{tag}"'),))
    response.conditional_response = True
    return response


@cache
def _folder(folder: str) -> dict[str, tuple[bytes, str, str]]:
    """Bytes, media type and entity tag of each file of a folder, by its name."""
    found = {}
    for file in files("converter.web").joinpath(folder).iterdir():
        body = file.read_bytes()
        media_type = mimetypes.guess_type(file.name, strict=True)[0] or "application/octet-stream"
        text = media_type.startswith("text/") or media_type.endswith("javascript")
        found[file.name] = (body, f"{media_type}; charset=utf-8" if text else media_type, hashlib.sha256(body).hexdigest()[:20])
    return found


@cache
def _fidelity() -> bytes:
    """The page with its tables."""
    tables = "\n".join(f'<div class="scroll card"><table>{_html(rows)}</table></div>' for rows in fidelity_tables())
    return _folder("templates")["fidelity.html"][0].replace(b"<!-- tables -->", tables.encode())


def _html(rows: Sequence[tuple[str, ...]]) -> str:
    head = "".join(f'<th scope="col">{escape(cell.capitalize())}</th>' for cell in rows[0])
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows[1:])
    return f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
