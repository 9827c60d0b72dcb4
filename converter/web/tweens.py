"""What happens around every request: an id, the count of requests in flight, CORS, the log and the metrics."""

from __future__ import annotations

import re
import secrets
import time
from http import HTTPStatus
from typing import TYPE_CHECKING

from pyramid.tweens import EXCVIEW, INGRESS

from converter.web.errors import HTTPError
from converter.web.routes import PROBES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyramid.config import Configurator
    from pyramid.registry import Registry
    from pyramid.request import Request
    from pyramid.response import Response

    from converter.web.state import State

    Handler = Callable[[Request], Response]

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}", re.ASCII)
_EXPOSED = "Conversion-Report, Content-Disposition, Retry-After, X-Request-Id"
_PREFLIGHT = (
    ("Access-Control-Allow-Methods", "GET, HEAD, POST, OPTIONS"),
    ("Access-Control-Allow-Headers", "Content-Type, Content-Encoding, X-Request-Id"),
    ("Access-Control-Max-Age", "600"),
)


def add_tweens(config: Configurator) -> None:
    """From the outside in: observe every request, Pyramid's own mapping of exceptions to views, the gate."""
    config.add_tween("converter.web.tweens.observe", under=INGRESS, over=EXCVIEW)
    config.add_tween("converter.web.tweens.gate", under=EXCVIEW)


def observe(handler: Handler, registry: Registry) -> Handler:
    """A tween that names the request, then logs and counts how it was answered."""
    state: State = registry.state
    log = state.log if state.settings.access_log else None
    origins = frozenset(state.settings.cors_origins)

    def observed(request: Request) -> Response:
        started = time.perf_counter()
        environ = request.environ
        given = environ.get("HTTP_X_REQUEST_ID", "")
        request_id = environ["converter.request_id"] = given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(8)
        response = handler(request)
        response.headerlist.append(("X-Request-Id", request_id))
        if origins:
            _allow_origin(environ, response, origins)
        seconds = time.perf_counter() - started
        route = request.matched_route.name if request.matched_route else "none"
        code, size, status = environ.get("converter.code"), request.content_length, response.status_int
        state.metrics.answered(route, request.method, status, seconds, size, code)
        if log:
            log.info(
                "request",
                method=request.method[:16],
                route=route,
                status=status,
                ms=round(seconds * 1000, 3),
                bytes_in=size,
                bytes_out=response.content_length,
                request_id=request_id,
                **({"code": code} if code else {}),
            )
        return response

    return observed


def gate(handler: Handler, registry: Registry) -> Handler:
    """A tween that answers 503 while too many requests are in flight; probes pass always."""
    state: State = registry.state
    flight = state.flight
    retry = (("Retry-After", str(state.settings.retry_after_s)),)

    def gated(request: Request) -> Response:
        if request.environ["PATH_INFO"] in PROBES:
            return handler(request)
        if not flight.enter():
            raise HTTPError(503, "The service is busy.", hint="Try again after the seconds of Retry-After.", headers=retry)
        try:
            response = handler(request)
        except BaseException:
            flight.leave()
            raise
        if response.content_length is None:
            response.app_iter = _Counted(response.app_iter, flight.leave)
        else:
            flight.leave()
        return response

    return gated


class _Counted:
    """A body that is made while it is sent; its request is in flight until it is closed."""

    def __init__(self, pieces: Iterable[bytes], leave: Callable[[], None]) -> None:
        self._pieces = pieces
        self._leave = leave

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._pieces)

    def close(self) -> None:
        """The server has sent it, or given up."""
        self._leave()


def _allow_origin(environ: dict[str, str], response: Response, origins: frozenset[str]) -> None:
    """Tell the browser that a page of an allowed origin may read the answer, and answer its preflight."""
    origin = environ.get("HTTP_ORIGIN", "")
    response.headerlist.append(("Vary", "Origin"))
    if "*" not in origins and origin not in origins:
        return
    response.headerlist.append(("Access-Control-Allow-Origin", "*" if "*" in origins else origin))
    response.headerlist.append(("Access-Control-Expose-Headers", _EXPOSED))
    if response.status_int == HTTPStatus.NO_CONTENT and "HTTP_ACCESS_CONTROL_REQUEST_METHOD" in environ:
        response.headerlist.extend(_PREFLIGHT)
