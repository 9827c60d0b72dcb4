"""The conversion endpoint against an endpoint of the same server that does nothing."""

from __future__ import annotations

import contextlib
import json
import selectors
import socket
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

import converter
from tests.bench.alone import ROOT
from tests.bench.rounds import Case, Timings, ratios
from tests.bench.served import PATH
from tests.bench.sessions import session_xml
from tests.bench.table import Goal, Row

if TYPE_CHECKING:
    from collections.abc import Iterator

POSSIBLE = sys.platform == "linux"
_CONNECTIONS = 8
_TRACKS = 22
_HURRY_S = 30
_CONVERT, _NULL = "endpoint", "null endpoint"


class _Link:
    """One connection that asks the same again and again."""

    def __init__(self, port: int, request: bytes) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=_HURRY_S)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.request = request
        self.held = b""
        self.left = 0

    def ask(self) -> None:
        self.socket.sendall(self.request)
        self.left = 0

    def answered(self) -> bool:
        """Take in what has come; whether that was the end of the answer."""
        data = self.socket.recv(1 << 18)
        if self.left == 0:
            self.held += data
            head, found, rest = self.held.partition(b"\r\n\r\n")
            if not found and data:
                return False
            if not head.startswith(b"HTTP/1.1 200"):
                raise ConnectionError(head[:200].decode(errors="replace"))
            length = head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0]
            self.held, self.left, data = b"", int(length), rest
        self.left -= len(data)
        return self.left == 0


def load(port: int, path: str, body: bytes, duration_s: float) -> float:
    """Seconds per request, of as many as eight connections get answered in that time."""
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n\r\n"
    links = [_Link(port, head.encode() + body) for _ in range(_CONNECTIONS)]
    with contextlib.ExitStack() as stack, selectors.DefaultSelector() as selector:
        for link in links:
            stack.enter_context(link.socket)
            selector.register(link.socket, selectors.EVENT_READ, link)
            link.ask()
        return _loop(selector, duration_s)


def _loop(selector: selectors.BaseSelector, duration_s: float) -> float:
    began = time.perf_counter()
    count = 0
    while (taken := time.perf_counter() - began) < duration_s or not count:
        ready = selector.select(_HURRY_S)
        if not ready:
            raise TimeoutError
        for key, _ in ready:
            if key.data.answered():
                count += 1
                key.data.ask()
    return taken / count


@contextlib.contextmanager
def server(answer_bytes: int) -> Iterator[int]:
    """The port of a service that runs meanwhile."""
    command = [sys.executable, "-m", "tests.bench.served", str(answer_bytes)]
    with tempfile.NamedTemporaryFile() as log, subprocess.Popen(command, cwd=ROOT, stderr=log) as running:
        try:
            yield _port(Path(log.name), running)
        finally:
            running.terminate()


def _port(log: Path, running: subprocess.Popen[bytes]) -> int:
    """Where the service listens, as the first line of its log says."""
    deadline = time.monotonic() + _HURRY_S
    while time.monotonic() < deadline and running.poll() is None:
        first, ended, _ = log.read_bytes().partition(b"\n")
        if ended:
            return int(json.loads(first)["addresses"][0].rpartition(":")[2])
        time.sleep(0.05)
    raise TimeoutError


@contextlib.contextmanager
def cases(to: str, rounds: int, duration_s: float) -> Iterator[list[Case]]:
    """Both endpoints as cases, while the service runs; the null endpoint answers as much as the conversion does."""
    body = session_xml(_TRACKS)
    done = converter.convert(body, to=to)
    size = len(msgspec.json.encode([done.document.decode(), msgspec.Raw(done.report.to_json())]))
    with server(size) as port:
        paths = {_CONVERT: f"/v1/convert?to={to}", _NULL: PATH}
        made = [Case(name, partial(load, port, path, body, duration_s), rounds) for name, path in paths.items()]
        for path in paths.values():
            load(port, path, body, 0.2)
        yield made


def rows(timings: Timings) -> list[Row]:
    """Throughput of the endpoint by that of the null endpoint, and both as they are."""
    what = f"/v1/convert / null endpoint, requests per second, {_CONNECTIONS} connections"
    per_s = [Row(name, [1 / one for one in timings[name]], unit="/s") for name in (_CONVERT, _NULL)]
    return [Row(what, ratios(timings, _NULL, _CONVERT), Goal(0.15, at_most=False)), *per_s]
