"""Builds the WSGI application."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import msgspec
from pyramid.config import Configurator
from pyramid.httpexceptions import HTTPException

import converter
from converter import genomes
from converter.web.errors import problem_view
from converter.web.flight import InFlight
from converter.web.logging import make_logger
from converter.web.metrics import Metrics
from converter.web.openapi import SCHEMAS, describe
from converter.web.routes import add_routes
from converter.web.settings import Settings
from converter.web.state import State
from converter.web.tweens import add_tweens

if TYPE_CHECKING:
    from pyramid.router import Router
    from structlog.typing import FilteringBoundLogger


def make_app(settings: Settings | None = None, log: FilteringBoundLogger | None = None) -> Router:
    """A WSGI application of its own: settings, counters and log are not shared with another one in the process.

    `settings`: the defaults unless given; `log`: standard error unless given.
    """
    config = Configurator()
    config.registry.state = _state(settings or Settings(), log or make_logger(sys.stderr.buffer))
    add_routes(config)
    add_tweens(config)
    for kind in (Exception, HTTPException):  # Pyramid answers its own ones itself unless told otherwise
        config.add_exception_view(problem_view, context=kind)
    return config.make_wsgi_app()


def _state(settings: Settings, log: FilteringBoundLogger) -> State:
    flight = InFlight(settings.max_in_flight)
    return State(
        settings=settings, limits=settings.limits, log=log, flight=flight, metrics=Metrics(flight), documents=_documents()
    )


def _documents() -> dict[str, bytes]:
    """What the service says about itself, encoded once."""
    schemas = {name: converter.schema(name) for name in SCHEMAS}
    formats = converter.formats()
    documents: dict[str, Any] = {"formats": {"formats": formats}, "genomes": {"genomes": genomes.all_assemblies()}}
    documents["openapi"] = describe(formats, schemas)
    documents |= {f"schema.{name}": schema for name, schema in schemas.items()}
    return {name: msgspec.json.encode(document) for name, document in documents.items()}
