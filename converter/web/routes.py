"""The routes: one table, from which Pyramid's configuration, `Allow` and the OpenAPI document all follow."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple

from converter.web.errors import NOT_FOUND_HINT, HTTPError
from converter.web.responses import respond
from converter.web.views import about, batch, calls, operate, package, pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyramid.config import Configurator
    from pyramid.request import Request
    from pyramid.response import Response

    View = Callable[[Request], Response]


class Route(NamedTuple):
    """A path, the one method it answers, and the view that does."""

    name: str
    method: str
    path: str
    view: View

    @property
    def allowed(self) -> tuple[str, ...]:
        """The methods that the path answers."""
        return ("GET", "HEAD", "OPTIONS") if self.method == "GET" else (self.method, "OPTIONS")


ROUTES = (
    Route("convert", "POST", "/v1/convert", calls.convert),
    Route("report", "POST", "/v1/report", calls.report),
    Route("merge", "POST", "/v1/merge", calls.merge),
    Route("inspect", "POST", "/v1/inspect", calls.inspect),
    Route("detect", "POST", "/v1/detect", calls.detect),
    Route("batch", "POST", "/v1/batch", batch.batch),
    Route("package", "POST", "/v1/package", package.package),
    Route("formats", "GET", "/v1/formats", about.formats),
    Route("genomes", "GET", "/v1/genomes", about.genomes),
    Route("schema", "GET", "/v1/schemas/{name}", about.schema),
    Route("openapi", "GET", "/openapi.json", about.openapi),
    Route("docs", "GET", "/docs", pages.docs),
    Route("fidelity", "GET", "/fidelity", pages.fidelity),
    Route("live", "GET", "/live", operate.live),
    Route("ready", "GET", "/ready", operate.ready),
    Route("metrics", "GET", "/metrics", operate.metrics),
    Route("index", "GET", "/", pages.index),
    Route("static", "GET", "/static/{name}", pages.static),
)

PROBES = frozenset(route.path for route in ROUTES if route.name in {"live", "ready", "metrics"})
"""The paths that are answered however busy the service is."""


def add_routes(config: Configurator) -> None:
    """Add every route; a method that it doesn't answer is 405 with `Allow`, OPTIONS is answered for all."""
    for route in ROUTES:
        config.add_route(route.name, route.path)
        config.add_view(_by_method(route), route_name=route.name)


def _by_method(route: Route) -> View:
    allow = ("Allow", ", ".join(route.allowed))

    def answer(request: Request) -> Response:
        method = request.environ["REQUEST_METHOD"]
        if method == route.method or (method == "HEAD" and "HEAD" in route.allowed):
            return route.view(request)
        if method == "OPTIONS":
            return respond(b"", status=HTTPStatus.NO_CONTENT, headers=(allow,))
        text = f"This route doesn't answer that method; it answers {allow[1]}."
        raise HTTPError(405, text, hint=NOT_FOUND_HINT, headers=(allow,))

    return answer
