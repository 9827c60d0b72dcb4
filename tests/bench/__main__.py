"""`python -m tests.bench`: measure everything in one interleaved run, and print the table."""

from __future__ import annotations

import argparse
import contextlib
import gc
import platform
import sys
import tempfile
from pathlib import Path
from random import Random
from typing import NamedTuple

import msgspec

import converter
from tests.bench import alone, commands, conversion, endpoint
from tests.bench.rounds import Case, run
from tests.bench.sessions import SEED
from tests.bench.table import Row, render
from tests.corpus.hostile import HOSTILE


class Plan(NamedTuple):
    """How much is measured: rounds by number of tracks, rounds of the rest, and which hostile inputs."""

    sizes: dict[int, int]
    processes: int
    slices: int
    slice_s: float
    peaks: int
    hostile: list[str]


FULL = Plan({20: 11, 200: 11, 2_000: 9, 20_000: 3}, 11, 5, 1.5, 3, list(HOSTILE))
QUICK = Plan({20: 5, 200: 5, 2_000: 3}, 5, 3, 0.7, 1, ["xml_attributes", "xml_depth", "json_integer", "gzip_bomb", "xml_text"])


def measure(to: str, plan: Plan) -> list[Row]:
    """All rows."""
    random = Random(SEED)  # noqa: S311 - not for secrets
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        cases: list[Case] = [*conversion.cases(to, plan.sizes), *commands.cases(to, Path(folder), plan.processes)]
        if endpoint.POSSIBLE:
            cases += stack.enter_context(endpoint.cases(to, plan.slices, plan.slice_s))
        gc.collect()
        gc.freeze()
        timings = run(cases, random)
    rows = [*conversion.rows(timings, plan.sizes), *commands.rows(timings)]
    if endpoint.POSSIBLE:
        rows += endpoint.rows(timings)
    if alone.POSSIBLE:
        rows += [*alone.session_rows(to, plan.peaks), *alone.hostile_rows(plan.hostile)]
    return rows


def main() -> None:
    """Parse the command line, measure, print."""
    known = [one["id"] for one in converter.formats() if one["writes"]]
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure speed and memory against their floors.")
    parser.add_argument("--from", dest="source", choices=["igvxml"], default="igvxml", help="format of the synthetic sessions")
    parser.add_argument("--to", choices=known, default="jbrowse2" if "jbrowse2" in known else known[0])
    parser.add_argument("--quick", action="store_true", help="less than a minute")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the rows there too")
    given = parser.parse_args()
    rows = measure(given.to, QUICK if given.quick else FULL)
    title = f"{given.source} to {given.to}, Python {platform.python_version()}, medians of paired ratios"
    sys.stdout.write(f"{title}\n{render(rows)}\n")
    if given.json:
        given.json.write_bytes(msgspec.json.format(msgspec.json.encode({"title": title, "rows": [row.plain() for row in rows]})))


if __name__ == "__main__":
    main()
