"""The real server on a loopback socket."""

from __future__ import annotations

import contextlib
import http.client
import io
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

import converter
from converter.web.server import Server, serve
from converter.web.settings import Settings
from tests.web.conftest import SESSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HURRY_S = 20


class Running:
    """A server in a thread of its own."""

    def __init__(self, **settings: Any) -> None:
        self.server = Server("127.0.0.1", 0, Settings(**settings), io.BytesIO())
        self.port = int(self.server.addresses[0].rpartition(":")[2])
        self.thread = threading.Thread(target=self.server.run)
        self.thread.start()

    def stop(self) -> None:
        self.server.stop()
        self.thread.join(HURRY_S)
        assert not self.thread.is_alive()

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=HURRY_S)

    def send(self, data: bytes) -> tuple[int, dict[str, str], bytes]:
        """Send bytes as they are: status, headers and body of the answer."""
        with self.connect() as link:
            link.sendall(data)
            response = http.client.HTTPResponse(link)
            response.begin()
            return response.status, dict(response.headers), response.read()


@pytest.fixture
def run() -> Iterator[Callable[..., Running]]:
    with contextlib.ExitStack() as stack:

        def start(**settings: Any) -> Running:
            running = Running(**settings)
            stack.callback(running.stop)
            return running

        yield start


def post(path: str, body: bytes) -> bytes:
    return f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


def test_conversions_over_one_connection(run: Callable[..., Running]) -> None:
    link = http.client.HTTPConnection("127.0.0.1", run().port, timeout=HURRY_S)
    expected = converter.convert(SESSION, to="neutral").document
    for _ in range(3):
        link.request("POST", "/v1/convert?to=neutral&as=document", SESSION)
        response = link.getresponse()
        assert (response.status, response.read()) == (200, expected)
        assert response.headers["Server"] == "session-converter"
    link.request("POST", "/v1/detect", iter([SESSION[:50], SESSION[50:]]), encode_chunked=True)
    assert json.loads(link.getresponse().read())["candidates"][0]["format"] == "igvxml"
    link.close()


@pytest.mark.parametrize("size", [1001, 1999, 2001, 10**12])
def test_an_announced_oversize_is_refused(run: Callable[..., Running], size: int) -> None:
    running = run(body_bytes=1000)
    head = f"POST /v1/convert?to=neutral HTTP/1.1\r\nContent-Length: {size}\r\nExpect: 100-continue\r\n\r\n".encode()
    status, headers, body = running.send(head + (b" " * size if size < 2000 else b""))
    if status == 100:
        pytest.fail("the server asked for a body that it refuses")
    assert status == 413
    assert headers["Content-Type"] == "application/problem+json"
    assert json.loads(body)["code"] == "limit.body_bytes"


@pytest.mark.parametrize("size", [1500, 5000])
def test_a_chunked_oversize_is_refused(run: Callable[..., Running], size: int) -> None:
    running = run(body_bytes=1000)
    chunk = f"{size:x}\r\n".encode() + b" " * size + b"\r\n0\r\n\r\n"
    head = b"POST /v1/convert?to=neutral HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
    status, _headers, body = running.send(head + chunk)
    assert (status, json.loads(body)["code"]) == (413, "limit.body_bytes")


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [
        (b"NONSENSE\r\nmore\r\n\r\n", 400, "http.malformed"),
        (b"POST /v1/detect HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400, "http.malformed"),
        (b"GET / HTTP/1.1\r\nX: " + b"a" * 300_000 + b"\r\n\r\n", 431, "http.headers_too_large"),
        (b"POST /v1/detect HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", 501, "http.transfer_encoding"),
        (b"POST /v1/detect HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n", 400, "http.malformed"),
    ],
)
def test_what_is_no_http_is_a_problem_too(run: Callable[..., Running], data: bytes, status: int, code: str) -> None:
    answer, headers, body = run().send(data)
    assert (answer, headers["Content-Type"]) == (status, "application/problem+json")
    assert json.loads(body)["code"] == code


def test_a_silent_client_is_cut_off(run: Callable[..., Running]) -> None:
    with run(idle_timeout_s=1).connect() as link:
        link.sendall(b"POST /v1/convert?to=neutral HTTP/1.1\r\n")
        assert link.recv(1000) == b""


def test_a_dripping_client_is_cut_off(run: Callable[..., Running]) -> None:
    running = run(idle_timeout_s=60, receive_timeout_s=1)
    with running.connect() as link, contextlib.suppress(ConnectionError):
        link.sendall(b"POST /v1/detect HTTP/1.1\r\nContent-Length: 100000\r\n\r\n")
        link.settimeout(0.1)
        deadline = time.monotonic() + HURRY_S
        while time.monotonic() < deadline:
            link.sendall(b" ")
            with contextlib.suppress(TimeoutError):
                assert link.recv(1000) == b""
                break
        else:
            pytest.fail("the connection is still open")


def test_slow_clients_do_not_keep_others_waiting(run: Callable[..., Running]) -> None:
    running = run(threads=1)
    with contextlib.ExitStack() as stack:
        for _ in range(20):
            link = stack.enter_context(running.connect())
            link.sendall(b"POST /v1/detect HTTP/1.1\r\nContent-Length: 100000\r\n\r\n<")
        assert running.send(post("/v1/detect", SESSION))[0] == 200


def test_a_client_that_does_not_read_keeps_no_thread(run: Callable[..., Running], monkeypatch: pytest.MonkeyPatch) -> None:
    running = run(threads=1)
    monkeypatch.setitem(running.server.state.documents, "formats", b"x" * 40_000_000)
    with running.connect() as link:
        link.sendall(b"GET /v1/formats HTTP/1.1\r\n\r\n" * 3)
        link.recv(1000)
        assert running.send(post("/v1/detect", SESSION))[0] == 200


def test_a_full_queue_is_answered_busy(run: Callable[..., Running], monkeypatch: pytest.MonkeyPatch) -> None:
    running = run(threads=1, max_in_flight=2)
    begun, go_on = threading.Event(), threading.Event()
    detect = converter.detect

    def slow(*args: Any, **said: Any) -> Any:
        begun.set()
        go_on.wait(HURRY_S)
        return detect(*args, **said)

    monkeypatch.setattr(converter, "detect", slow)
    with contextlib.ExitStack() as stack:
        links = [stack.enter_context(running.connect()) for _ in range(5)]
        links[0].sendall(post("/v1/detect", SESSION))
        assert begun.wait(HURRY_S)
        for link in links[1:]:
            link.sendall(post("/v1/detect", SESSION))
        waiting = running.server.state.flight.waiting
        deadline = time.monotonic() + HURRY_S
        while waiting() < 4 and time.monotonic() < deadline:
            time.sleep(0.01)
        assert waiting() == 4
        go_on.set()
        statuses = [int(link.recv(1000)[9:12]) for link in links]
    assert statuses[0] == 200
    assert sorted(statuses[1:]) == [200, 200, 503, 503]


def test_a_stop_finishes_what_has_begun(run: Callable[..., Running], monkeypatch: pytest.MonkeyPatch) -> None:
    running = run()
    begun, go_on = threading.Event(), threading.Event()
    detect = converter.detect

    def slow(*args: Any, **said: Any) -> Any:
        begun.set()
        go_on.wait(HURRY_S)
        return detect(*args, **said)

    monkeypatch.setattr(converter, "detect", slow)
    with running.connect() as idle, running.connect() as busy:
        busy.sendall(post("/v1/detect", SESSION))
        assert begun.wait(HURRY_S)
        running.server.stop()
        assert idle.recv(1000) == b""
        assert running.thread.is_alive()
        go_on.set()
        answer = busy.recv(1000)
        assert answer.startswith(b"HTTP/1.1 200 OK")
        assert b"\r\nConnection: close\r\n" in answer
    running.thread.join(HURRY_S)
    assert not running.thread.is_alive()
    with pytest.raises(ConnectionRefusedError):
        running.connect()


def test_a_stop_waits_only_so_long(run: Callable[..., Running], monkeypatch: pytest.MonkeyPatch) -> None:
    running = run(stop_timeout_s=1)
    begun, go_on = threading.Event(), threading.Event()

    def slow(*_args: Any, **_said: Any) -> list[Any]:
        begun.set()
        go_on.wait(HURRY_S)
        return []

    monkeypatch.setattr(converter, "detect", slow)
    with running.connect() as busy:
        busy.sendall(post("/v1/detect", SESSION))
        assert begun.wait(HURRY_S)
        running.server.stop()
        running.thread.join(HURRY_S)
        assert not running.thread.is_alive()
        go_on.set()


def fetch(address: str, method: str, path: str, body: bytes | None = None) -> tuple[int, bytes]:
    """Status and body of an answer."""
    with contextlib.closing(http.client.HTTPConnection(address, timeout=HURRY_S)) as link:
        link.request(method, path, body)
        response = link.getresponse()
        return response.status, response.read()


@contextlib.contextmanager
def process(*arguments: str, **environment: str) -> Iterator[tuple[subprocess.Popen[bytes], dict[str, Any]]]:
    """`serve` in a process of its own, and what it logged when it began to listen."""
    command = [sys.executable, "-c", f"from converter.web.server import serve; serve({', '.join(arguments)})"]
    with subprocess.Popen(command, env=os.environ | environment, stderr=subprocess.PIPE) as running:
        assert running.stderr
        try:
            yield running, json.loads(running.stderr.readline())
        finally:
            running.kill()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_process_serves_until_it_is_told_to_stop(number: signal.Signals) -> None:
    with process("port=0", "threads=2") as (running, first):
        assert first["event"] == "listening"
        assert first["threads"] == 2
        document = fetch(first["addresses"][0], "POST", "/v1/convert?to=neutral&as=document", SESSION)
        assert document == (200, converter.convert(SESSION, to="neutral").document)
        running.send_signal(number)
        assert running.wait(HURRY_S) == 0
        assert running.stderr
        assert json.loads(running.stderr.read().splitlines()[-1])["event"] == "stopped"


def test_metrics_on_a_port_of_their_own() -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        free = probe.getsockname()[1]
    with process("port=0", f"metrics_port={free}") as (_running, first):
        assert fetch(first["addresses"][0], "GET", "/metrics")[0] == 404
        status, text = fetch(f"127.0.0.1:{free}", "GET", "/metrics")
        assert status == 200
        assert b'session_converter_requests_total{method="GET",route="metrics",status="404"} 1.0' in text


def test_serving_listens_says_where_and_leaves_the_signals_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    """In this process: what `test_a_process_…` sees from outside, with the waiting left out."""
    waitress = logging.getLogger("waitress")
    monkeypatch.setattr(waitress, "handlers", [])
    monkeypatch.setattr(waitress, "propagate", True)
    monkeypatch.setattr("gc.freeze", lambda: None)
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(written))
    run = Server.run

    def stopped_at_once(server: Server) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        run(server)

    monkeypatch.setattr(Server, "run", stopped_at_once)
    before = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)]
    serve(port=0, threads=2, metrics_port=0)
    serve(port=0)
    assert [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)] == before
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    assert [line["event"] for line in lines] == ["listening", "stopped"] * 2
    assert [(line["threads"], line["metrics_port"]) for line in lines[::2]] == [(2, 0), (4, None)]
