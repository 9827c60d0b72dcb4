"""Runs the application with waitress: bounded against slow and oversized requests, stopped gracefully."""

from __future__ import annotations

import contextlib
import gc
import signal
import sys
import time
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec
from prometheus_client import start_http_server
from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import BaseWSGIServer, create_server
from waitress.task import ErrorTask, WSGITask

from converter.web.app import make_app
from converter.web.errors import NOT_FOUND_HINT, problem
from converter.web.logging import Later, forward_server_logs, make_logger
from converter.web.responses import PROBLEM
from converter.web.settings import Settings, from_environment

if TYPE_CHECKING:
    from converter.web.state import State

_TICK_S = 0.5
_NO_WATERMARK = 1 << 40  # a thread never waits for a slow reader: what it wrote lies in a temporary file


class _Parser(HTTPRequestParser):  # type: ignore[misc]  # waitress has no types
    """A request's parser that knows when the request began to arrive."""

    def __init__(self, adj: Any) -> None:
        super().__init__(adj)
        self.began = time.monotonic()

    def received(self, data: bytes) -> int:
        """Take bytes in; a request that is refused already is not asked to continue."""
        taken: int = super().received(data)
        if self.error:
            self.expect_continue = False
        return taken


class _Task(WSGITask):  # type: ignore[misc]
    """A request that is answered by the application."""

    def build_response_header(self) -> bytes:
        """The head of the answer; once a stop has begun it tells the client to send nothing more over this connection."""
        if self.channel.server.state.stopping:
            self.request.headers["CONNECTION"] = "close"
        head: bytes = super().build_response_header()
        return head


class _Refusal(ErrorTask):  # type: ignore[misc]
    """What waitress itself refuses, answered as the application answers."""

    def execute(self) -> None:
        """Write the problem and close."""
        status: int = self.request.error.code
        detail, hint = _REFUSALS.get(status, (HTTPStatus(status).phrase, NOT_FOUND_HINT))
        body = msgspec.json.encode(problem(status, detail, hint=hint))
        self.status = f"{status} {HTTPStatus(status).phrase}"
        self.response_headers.append(("Content-Type", PROBLEM))
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class _Channel(HTTPChannel):  # type: ignore[misc]
    """A connection."""

    task_class = _Task
    error_task_class = _Refusal
    parser_class = _Parser


_REFUSALS = {
    400: ("The request is not well-formed HTTP.", "Percent-encode what is no plain ASCII, or let a library make the request."),
    413: ("The body is larger than the service reads.", "Split the session, or leave out what is not needed."),
    431: ("The header of the request is larger than the service reads.", "Leave out cookies, and send documents in the body."),
    501: ("The transfer coding of the request is not known.", "Send it with a Content-Length, or chunked."),
}


class Server:
    """One listening application. `run` serves until `stop` is called, from a signal handler or another thread.

    `port`: 0 for any free one. `stream`: where the log is written, by the thread that runs the server.
    """

    def __init__(self, host: str, port: int, settings: Settings, stream: BinaryIO) -> None:
        self._log = Later(stream)
        app = make_app(settings, make_logger(self._log))
        self._settings = settings
        self._swept = time.monotonic()
        self._sockets: dict[int, Any] = {}
        self._server = create_server(app, map=self._sockets, **_adjustments(host, port, settings))
        self._state: State = app.registry.state
        self._state.flight.waiting = self._server.task_dispatcher.queue.__len__
        self._listeners = [one for one in self._sockets.values() if isinstance(one, BaseWSGIServer)]
        for listener in self._listeners:
            listener.channel_class = _Channel
            listener.state = self._state

    @property
    def state(self) -> State:
        """The state of the application that is served."""
        return self._state

    @property
    def addresses(self) -> list[str]:
        """`host:port` of each socket that is listened on."""
        return [f"{one.effective_host}:{one.effective_port}" for one in self._listeners]

    def run(self) -> None:
        """Serve until stopped; then take no new connection, finish what has begun, and return."""
        self._log.drain()
        while not self._state.stopping:
            self._turn()
            if time.monotonic() > self._swept + _TICK_S:
                self._close_dawdlers()
        for listener in self._listeners:
            wasyncore.dispatcher.close(listener)
        deadline = time.monotonic() + self._settings.stop_timeout_s
        while self._channels() and time.monotonic() < deadline:
            self._close_idle()
            self._turn()
        self._server.task_dispatcher.shutdown(timeout=1)
        wasyncore.close_all(self._sockets, ignore_all=True)
        self._state.log.info("stopped")
        self._log.drain()

    def stop(self) -> None:
        """Begin to stop. It only sets a flag, which the server sees within half a second: safe anywhere, at any time."""
        self._state.stopping = True

    def _turn(self) -> None:
        wasyncore.loop(timeout=_TICK_S, use_poll=True, map=self._sockets, count=1)
        self._log.drain()

    def _channels(self) -> list[Any]:
        return [channel for listener in self._listeners for channel in listener.active_channels.values()]

    def _close_dawdlers(self) -> None:
        """Close connections whose request has been arriving for longer than is allowed."""
        self._swept = time.monotonic()
        latest = self._swept - self._settings.receive_timeout_s
        for channel in self._channels():
            request = channel.request
            if request is not None and request.began < latest:
                channel.will_close = True

    def _close_idle(self) -> None:
        """Close connections on which nothing has begun and nothing is left to send."""
        for channel in self._channels():
            if not channel.requests and channel.request is None and not channel.total_outbufs_len:
                channel.will_close = True


def _adjustments(host: str, port: int, settings: Settings) -> dict[str, Any]:
    return {
        "listen": f"{f'[{host}]' if ':' in host else host}:{port}",
        "threads": settings.threads,
        "ident": "session-converter",
        "connection_limit": settings.connection_limit,
        "channel_timeout": settings.idle_timeout_s,
        "cleanup_interval": max(1, settings.idle_timeout_s // 4),
        "max_request_body_size": 2 * settings.body_bytes,
        "outbuf_high_watermark": _NO_WATERMARK,
        "asyncore_use_poll": True,
        "log_socket_errors": False,
    }


def serve(host: str = "127.0.0.1", port: int = 6543, threads: int | None = None, metrics_port: int | None = None) -> None:
    """Serve until SIGTERM or SIGINT; settings come from the environment, logs go to standard error.

    `port`: 0 for any free one, the log says which. `threads`: as the settings say unless given.
    `metrics_port`: where `/metrics` is served instead of on `port`.
    """
    settings = msgspec.structs.replace(from_environment(), metrics=metrics_port is None)
    settings = msgspec.structs.replace(settings, threads=threads or settings.threads)
    server = Server(host, port, settings, sys.stderr.buffer)
    log = server.state.log
    forward_server_logs(log)
    with contextlib.ExitStack() as stack:
        if metrics_port is not None:
            exporter, _thread = start_http_server(metrics_port, host, registry=server.state.metrics.registry)
            stack.callback(exporter.server_close)
            stack.callback(exporter.shutdown)
        for number in (signal.SIGTERM, signal.SIGINT):
            stack.callback(signal.signal, number, signal.getsignal(number))
            signal.signal(number, lambda *_: server.stop())
        gc.collect()
        gc.freeze()
        log.info("listening", addresses=server.addresses, threads=settings.threads, metrics_port=metrics_port)
        server.run()
