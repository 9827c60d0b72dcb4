"""What operators ask: is it alive, may it be sent requests, how is it doing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyramid.httpexceptions import HTTPNotFound

from converter.web.errors import HTTPError
from converter.web.metrics import MEDIA_TYPE
from converter.web.responses import respond
from converter.web.state import state_of

if TYPE_CHECKING:
    from pyramid.request import Request
    from pyramid.response import Response


def live(_request: Request) -> Response:
    """`GET /live`: the process answers."""
    return respond(b'{"status":"alive"}')


def ready(request: Request) -> Response:
    """`GET /ready`: requests are welcome; 503 once a stop has begun."""
    if state_of(request).stopping:
        raise HTTPError(
            503, "The service is stopping.", code="http.stopping", hint="Ask another instance, or this one once it runs again."
        )
    return respond(b'{"status":"ready"}')


def metrics(request: Request) -> Response:
    """`GET /metrics`: Prometheus' text format; not found where the metrics have a port of their own."""
    state = state_of(request)
    if not state.settings.metrics:
        raise HTTPNotFound
    return respond(state.metrics.expose(), MEDIA_TYPE)
