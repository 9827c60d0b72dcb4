"""Transcripts: what a person who types these commands sees, standard output and standard error as they come."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.cli.conftest import ROOT, SESSION

FOLDER = Path(__file__).parent / "transcripts"
PROMPT = "$ "


def replayed(text: str) -> str:
    """The transcript with every command run anew, in a folder that holds `peaks.xml` and `broken.xml`."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "peaks.xml").write_bytes(SESSION)
        (Path(folder) / "broken.xml").write_bytes(SESSION.replace(b"</Panel>", b"</Pane>"))
        return "\n".join(_typed(line.removeprefix(PROMPT), folder) for line in text.splitlines() if line.startswith(PROMPT))


def _typed(command: str, folder: str) -> str:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)}
    script = ["sh", "-c", f"exec 2>&1; {command}"]
    done = subprocess.run(script, cwd=folder, env=environment, capture_output=True, check=False, timeout=60)
    status = f"[exit status {done.returncode}]\n" if done.returncode else ""
    return f"{PROMPT}{command}\n{done.stdout.decode()}{status}"
