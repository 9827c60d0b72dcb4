"""`python -m tests.bench.batch`: measure batches, kill them, and print the table."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
from pathlib import Path
from random import Random

from tests.bench.batch import figures, survival
from tests.bench.batch.files import make
from tests.bench.sessions import SEED
from tests.bench.table import Row, render

PARTS = ("figures", "kills", "cluster")


def measure(parts: list[str], files: int, work: Path) -> list[Row]:
    """The rows of these parts."""
    random = Random(SEED)  # noqa: S311 - not for secrets
    found: list[Row] = []
    if "figures" in parts:
        found += figures.rows(make(work / "many", files), make(work / "small", figures.EARLY), work)
    some = make(work / "some", max(files // 20, 4))
    if "kills" in parts:
        found += survival.kill_rows(some, work, random)
    if "cluster" in parts:
        found += survival.cluster_rows(some, work, random)
    return found


def main() -> None:
    """Parse the command line, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.batch", description="Measure batches, kill and resume them.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"what to measure: {', '.join(PARTS)}; all unless given")
    parser.add_argument("--files", type=int, default=10_000, help="sessions of 20 KB to convert [default: 10000]")
    parser.add_argument("--work", type=Path, help="an empty folder to work in; a temporary one unless given")
    given = parser.parse_args()
    work = Path(tempfile.mkdtemp(dir=given.work))
    try:
        rows = measure(given.parts or list(PARTS), given.files, work)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    sys.stdout.write(f"igvxml to jbrowse2, Python {platform.python_version()}, load {load}\n{render(rows)}\n")


if __name__ == "__main__":
    main()
