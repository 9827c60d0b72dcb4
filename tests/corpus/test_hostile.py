"""Inputs that are hostile by their size meet a clear error, within bounds of memory and time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.corpus.hostile import HOSTILE

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 60  # a guard against what never ends; how quick it is, the benchmark says


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_input_meets_its_error(name: str) -> None:
    command = [sys.executable, "-m", "tests.corpus.hostile_run", name]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.strip() == HOSTILE[name].code


def test_inputs_are_the_same_each_time() -> None:
    assert all(HOSTILE[name].make() == HOSTILE[name].make() for name in ("xml_depth", "gzip_bomb_of_members", "json_integer"))
