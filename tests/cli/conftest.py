from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest
from click.testing import CliRunner, Result

from converter.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]

SESSION = b"""<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<Session genome="hg19" hasGeneTrack="false" locus="chr1:1000-2000" version="8">
    <Resources>
        <Resource path="https://example.org/data/peaks.bed" type="bed"/>
    </Resources>
    <Panel height="200" name="DataPanel" width="1200">
        <Track attributeKey="peaks.bed" clazz="org.broad.igv.track.FeatureTrack" color="0,0,178" displayMode="COLLAPSED"
               fontSize="10" id="https://example.org/data/peaks.bed" name="Peaks" visible="true"/>
    </Panel>
</Session>
"""


class Run(Protocol):
    """Runs the command line in this process: arguments, and what standard input gives."""

    def __call__(self, *words: str | Path, given: bytes | None = None) -> Result: ...


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.delenv("SESSION_CONVERTER_DEBUG", raising=False)

    def invoke(*words: str | Path, given: bytes | None = None) -> Result:
        return CliRunner().invoke(main, [str(word) for word in words], input=given, prog_name="session-converter")

    return invoke


@pytest.fixture
def session(tmp_path: Path) -> Path:
    place = tmp_path / "peaks.xml"
    place.write_bytes(SESSION)
    return place


@pytest.fixture
def spawn() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Runs `python -m converter` as a process of its own."""

    def start(*words: str | bytes | Path, **settings: object) -> subprocess.CompletedProcess[bytes]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), **settings.pop("env", {})}  # type: ignore[dict-item]
        command = [sys.executable, "-m", "converter", *words]
        return subprocess.run(command, env=environment, check=False, timeout=60, **{"capture_output": True, **settings})  # type: ignore[call-overload,no-any-return]

    return start
