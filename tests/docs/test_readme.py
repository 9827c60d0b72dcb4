from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest

import converter
from tests.docs.page import GENERATED, PARTS, README, ROOT, examples, pages, refreshed

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = README.read_text(encoding="utf-8")
ADDRESS = "127.0.0.1:6543"


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.parent.name)
def test_generated_parts_are_fresh(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert refreshed(text, path.parent) == text, "run `python -m tests.docs --write`"


def test_every_generator_has_its_place() -> None:
    named = [name for path in pages() for _, name, _ in GENERATED.findall(path.read_text(encoding="utf-8"))]
    assert set(named) == set(PARTS)


@pytest.mark.parametrize("path", sorted((ROOT / "converter").rglob("README.md")), ids=lambda path: path.parent.name)
def test_pages_name_the_modules_that_there_are(path: Path) -> None:
    """What a page says by hand of modules goes stale when one is renamed."""
    there = {module.name for module in (ROOT / "converter").rglob("*.py")}
    named = set(re.findall(r"`(?:[\w/]*/)?(\w+\.py)`", path.read_text(encoding="utf-8")))
    own = {module.name for module in path.parent.glob("*.py")} - {"__init__.py"}
    assert named <= there
    assert own <= named


def test_stale_parts_show() -> None:
    stale = TEXT.replace("| `body_bytes` |", "| `body_octets` |")
    assert stale != TEXT
    assert refreshed(stale, ROOT) == TEXT


def test_the_page_names_every_verb() -> None:
    verbs = {path.stem for path in (ROOT / "converter" / "cli").glob("*.py")} & {
        "convert",
        "detect",
        "inspect",
        "check",
        "formats",
        "serve",
    }
    assert {verb for verb in verbs if f"`{verb}`" in TEXT} == verbs


def test_example_command(workplace: Path) -> None:
    _run(examples(TEXT)["command"], workplace)
    assert "assemblies" in msgspec.json.decode((workplace / "config.json").read_bytes())


def test_example_python(workplace: Path) -> None:
    printed = subprocess.run(
        [sys.executable, "-c", examples(TEXT)["python"]],
        cwd=workplace,
        env=_environment(),
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    assert printed.split()[0] in {"lossless", "equivalent", "lossy", "incomplete"}
    assert (workplace / "config.json").read_bytes() == _expected()


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_example_curl(workplace: Path) -> None:
    example = examples(TEXT)["curl"]
    assert ADDRESS in example
    with _served() as address:
        _run(example.replace(ADDRESS, address), workplace)
    assert (workplace / "config.json").read_bytes() == _expected()


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    return tmp_path


def _expected() -> bytes:
    session = next(word for word in examples(TEXT)["command"].split() if word.startswith("corpus/"))
    return converter.convert((ROOT / session).read_bytes(), to="jbrowse2").document


def _run(script: str, folder: Path) -> None:
    subprocess.run(["sh", "-euc", script], cwd=folder, env=_environment(), check=True)


def _environment() -> dict[str, str]:
    """Where examples find the command that is installed beside this interpreter, and the code that is tested."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)}


@contextmanager
def _served() -> Iterator[str]:
    """The address of a service that runs for as long as the block does; its first line of log says where it listens."""
    command = [sys.executable, "-m", "converter", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE) as server:
        assert server.stderr is not None
        try:
            yield msgspec.json.decode(server.stderr.readline())["addresses"][0]
        finally:
            server.terminate()
            server.communicate(timeout=30)
