"""One conversion in a fresh process: what it takes in time and in memory beyond its input.

`python -m tests.bench.alone session TO TRACKS` and `python -m tests.bench.alone hostile NAME` print it as JSON.
Linux only.
"""

from __future__ import annotations

import contextlib
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import converter
from tests.bench.rounds import seconds
from tests.bench.sessions import session_xml
from tests.bench.table import Goal, Row
from tests.corpus.hostile import HOSTILE, MIB

ROOT = Path(__file__).resolve().parents[2]
_STATUS = Path("/proc/self/status")
_RESET = Path("/proc/self/clear_refs")
POSSIBLE = _STATUS.exists()
"""Whether this system tells the peak of a process."""
_TRACKS = 10_000


def session_rows(to: str, rounds: int) -> list[Row]:
    """Peak memory of a conversion by the size of its input."""
    taken = [_run("session", to, str(_TRACKS)) for _ in range(rounds)]
    return [Row(f"convert, peak memory / input, {_TRACKS:,} tracks", [one["bytes"] / one["input"] for one in taken], Goal(20))]


def hostile_rows(names: list[str]) -> list[Row]:
    """Time and memory of inputs that are hostile by their size."""
    rows = []
    for name in names:
        taken = _run("hostile", name)
        rows.append(Row(f"hostile: {name}, time", [taken["seconds"]], Goal(1), "s"))
        rows.append(Row(f"hostile: {name}, memory", [taken["bytes"] / MIB], Goal(300), "MB"))
    return rows


def _run(*arguments: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.bench.alone", *arguments]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def measured(data: bytes, to: str) -> dict[str, float]:
    """Seconds of a conversion with its report, and by how many bytes it raised the peak of this process."""
    converter.convert(session_xml(1), to=to).report.to_json()
    _RESET.write_text("5")  # the peak is what is in use now
    before = _memory("VmRSS")

    def convert() -> None:
        with contextlib.suppress(converter.ConverterError):
            converter.convert(data, to=to).report.to_json()

    taken = seconds(convert)
    return {"seconds": taken, "bytes": max(0, _memory("VmHWM") - before), "input": len(data)}


def _memory(name: str) -> int:
    """A figure of this process, in bytes."""
    found = re.search(rf"^{name}:\s+(\d+) kB$", _STATUS.read_text(), re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def main(what: str, *arguments: str) -> dict[str, float]:
    """What the command asks for."""
    if what == "hostile":
        return measured(HOSTILE[arguments[0]].make(), "neutral")
    return measured(session_xml(int(arguments[1])), arguments[0])


if __name__ == "__main__":
    json.dump(main(*sys.argv[1:]), sys.stdout)
