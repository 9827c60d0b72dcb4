"""The pages for people and the files that they load; all from this package, held in memory."""

from __future__ import annotations

import hashlib
import mimetypes
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from pyramid.httpexceptions import HTTPNotFound

from converter.web.responses import PAGE_HEADERS, respond

if TYPE_CHECKING:
    from pyramid.request import Request
    from pyramid.response import Response


def index(_request: Request) -> Response:
    """`GET /`: the page that converts a file."""
    return _answer("templates", "index.html")


def docs(_request: Request) -> Response:
    """`GET /docs`: the page that shows `/openapi.json`."""
    return _answer("templates", "docs.html")


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
