"""nginx, as `deploy/nginx` configures it, in front of two processes of which one is killed."""

from __future__ import annotations

import contextlib
import http.client
import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import zipfile
from typing import TYPE_CHECKING

import pytest

import converter
from tests.deploy.conftest import DEPLOY, ROOT, environment, free_ports, tool
from tests.web.conftest import SESSION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CONF = (DEPLOY / "nginx" / "session-converter.conf").read_text("utf-8")
OTHER = """
{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  include {folder}/session-converter.conf;
}}
"""


class Site:
    """nginx and the processes behind it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port, *self.ports = free_ports(3)
        self.processes = [self._serve(port) for port in self.ports]
        servers = iter([*self.ports, None, None])
        text = re.sub(r" *server 127\.0\.0\.1:\d+( [^;]*;)\n", lambda line: self._server(next(servers), line[1]), CONF)
        (folder / "session-converter.conf").write_text(text.replace("listen 80;", f"listen 127.0.0.1:{self.port};"), "utf-8")
        (folder / "nginx.conf").write_text(OTHER.format(folder=folder, user="user root;" if os.geteuid() == 0 else ""), "utf-8")

    @staticmethod
    def _server(port: int | None, options: str) -> str:
        return "" if port is None else f"server 127.0.0.1:{port}{options}\n"

    def _serve(self, port: int) -> subprocess.Popen[bytes]:
        words = [sys.executable, "-m", "converter", "serve", "--port", str(port)]
        process = subprocess.Popen(words, cwd=ROOT, env=environment(), stderr=subprocess.PIPE)
        assert process.stderr is not None
        assert b"listening" in process.stderr.readline()
        return process

    def kill(self, number: int) -> None:
        self.processes[number].send_signal(signal.SIGKILL)
        self.processes[number].communicate()

    def restart(self, number: int) -> None:
        self.processes[number] = self._serve(self.ports[number])

    def ask(self, method: str, path: str, body: bytes = b"") -> tuple[int, bytes, http.client.HTTPMessage]:
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)) as link:
            link.request(method, path, body)
            answer = link.getresponse()
            return answer.status, answer.read(), answer.headers

    def convert(self) -> None:
        """As a client that asks again when it is told to: nginx takes a while to see that a process is back."""
        for _ in range(40):
            status, document, _headers = self.ask("POST", "/v1/convert?to=jbrowse2&as=document", SESSION)
            if status not in (502, 503):
                break
            time.sleep(0.25)
        assert (status, document) == (200, converter.convert(SESSION, to="jbrowse2").document)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    nginx = tool("nginx")
    made = Site(tmp_path)
    try:
        tried = nginx("-t", "-c", tmp_path / "nginx.conf", "-p", tmp_path)
        assert tried.returncode == 0, tried.stderr
        with subprocess.Popen(["nginx", "-c", tmp_path / "nginx.conf", "-p", tmp_path], stderr=subprocess.PIPE) as running:
            until = time.monotonic() + 20
            while time.monotonic() < until and socket.socket().connect_ex(("127.0.0.1", made.port)):
                time.sleep(0.05)
            yield made
            running.terminate()
            running.communicate(timeout=20)
    finally:
        for process in made.processes:
            process.kill()
            process.wait(timeout=20)


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_process_is_killed_and_nobody_notices(site: Site) -> None:
    for _ in range(6):
        site.convert()
    site.kill(0)
    for _ in range(12):
        site.convert()
    site.restart(0)
    site.kill(1)
    for _ in range(6):
        site.convert()
    site.restart(1)
    status, zipped, headers = site.ask("POST", "/v1/batch?to=igvjson", _zip())
    assert (status, headers["Transfer-Encoding"]) == (200, "chunked")
    assert "a.json" in zipfile.ZipFile(io.BytesIO(zipped)).namelist()
    assert site.ask("GET", "/metrics")[0] == 404
    status, refused, headers = site.ask("POST", "/v1/convert?to=igvxml", bytes(33 * 1024 * 1024))
    assert (status, json.loads(refused)["code"]) == (413, "limit.body_bytes")
    assert re.fullmatch("[0-9a-f]{32}", headers["X-Request-Id"])


def _zip() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.xml", SESSION)
    return made.getvalue()
