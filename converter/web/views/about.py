"""What the service says about itself: formats, schemas, OpenAPI."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyramid.httpexceptions import HTTPNotFound

from converter.web.responses import respond
from converter.web.state import state_of

if TYPE_CHECKING:
    from pyramid.request import Request
    from pyramid.response import Response


def formats(request: Request) -> Response:
    """`GET /v1/formats`: the registry, what each format can hold and what it can't."""
    return respond(state_of(request).documents["formats"])


def genomes(request: Request) -> Response:
    """`GET /v1/genomes`: the assemblies that are known, where their sequences lie, and what people take for them."""
    return respond(state_of(request).documents["genomes"])


def schema(request: Request) -> Response:
    """`GET /v1/schemas/{name}`: a JSON Schema 2020-12."""
    found = state_of(request).documents.get(f"schema.{request.matchdict['name']}")
    if found is None:
        raise HTTPNotFound
    return respond(found, "application/schema+json")


def openapi(request: Request) -> Response:
    """`GET /openapi.json`: OpenAPI 3.1 of the service."""
    return respond(state_of(request).documents["openapi"])
