"""The command line, whole processes, against a Python that does nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING

from tests.bench.alone import ROOT
from tests.bench.rounds import Case, Timings, ratios, seconds
from tests.bench.sessions import session_xml
from tests.bench.table import Goal, Row

if TYPE_CHECKING:
    from pathlib import Path

_PASS, _CONVERT, _HELP = "python -c pass", "CLI convert", "CLI --help"
_TRACKS = 20


def cases(to: str, folder: Path, rounds: int) -> list[Case]:
    """The commands as cases; the file that is converted is put into `folder`."""
    path = folder / "session.xml"
    path.write_bytes(session_xml(_TRACKS))
    commands = {
        _PASS: ["-c", "pass"],
        _CONVERT: ["-m", "converter", "convert", str(path), "--to", to, "--output", str(folder / "out")],
        _HELP: ["-m", "converter", "--help"],
    }
    made = [Case(name, partial(seconds, partial(_run, arguments)), rounds) for name, arguments in commands.items()]
    for case in made:
        case.measure()  # writes the byte code
    return made


def _run(arguments: list[str]) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True
    )


def rows(timings: Timings) -> list[Row]:
    """Whole commands by a Python that does nothing."""
    return [
        Row(f"{_CONVERT}, {_TRACKS} tracks / {_PASS}", ratios(timings, _CONVERT, _PASS), Goal(5)),
        Row(f"{_HELP} / {_PASS}", ratios(timings, _HELP, _PASS), Goal(3.5)),
    ]
