"""The same bytes for any hash seed, locale and time zone."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.contract.digest import lines
from tests.contract.samples import CORPUS

PLACES = (
    {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"},
    {"PYTHONHASHSEED": "1", "LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati"},
    {"PYTHONHASHSEED": "random", "LC_ALL": "de_DE.ISO-8859-1", "TZ": "America/St_Johns", "PYTHONUTF8": "0"},
)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place["PYTHONHASHSEED"])
def test_the_same_everywhere(place: dict[str, str]) -> None:
    environment = {**os.environ, "PYTHONPATH": str(CORPUS.parent), **place}
    command = [sys.executable, "-m", "tests.contract.digest"]
    printed = subprocess.run(command, cwd=CORPUS.parent, env=environment, capture_output=True, check=True, text=True, timeout=120)
    here = lines()
    assert len(here) > 20
    assert printed.stdout.splitlines() == here
