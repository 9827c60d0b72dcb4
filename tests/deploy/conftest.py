from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import Protocol

import pytest

from tests.bench.sessions import session_xml

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"


class Tool(Protocol):
    """Runs a program; what it says, and its exit status."""

    def __call__(self, *words: str | Path, folder: Path = ROOT) -> subprocess.CompletedProcess[str]: ...


def tool(name: str) -> Tool:
    """The program of that name; the test is skipped where it is not installed."""
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")

    def run(*words: str | Path, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
        command = [name, *map(str, words)]
        return subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True, check=False, timeout=120)

    return run


def environment() -> dict[str, str]:
    """Where programs find the command that is installed beside this interpreter, and the code that is tested."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)}


def free_ports(count: int) -> list[int]:
    """Ports of this host that nobody listens on."""
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports


@pytest.fixture
def sessions(tmp_path: Path) -> Path:
    """A folder of three sessions."""
    folder = tmp_path / "sessions"
    folder.mkdir()
    for number in range(3):
        (folder / f"s{number}.xml").write_bytes(session_xml(2, seed=number))
    return folder
