from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from converter.batch.archive import close
from converter.batch.executors import Inline
from converter.batch.job import Job
from converter.batch.run import prepare, run
from tests.bench.sessions import session_xml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from converter.batch.executors import Executor
    from converter.batch.run import Outcome

BROKEN = b"<Session genome='hg19'><Resources>"
NONE = b"Dear all, the sessions are in the folder beside."


@pytest.fixture
def sessions(tmp_path: Path) -> Path:
    """A folder of five sessions at two levels, a broken one, a letter, and data files that must not be read."""
    folder = tmp_path / "sessions"
    (folder / "lab" / "mice").mkdir(parents=True)
    for number in range(3):
        (folder / f"s{number}.xml").write_bytes(session_xml(2, seed=number))
    for number in range(2):
        (folder / "lab" / "mice" / f"m{number}.xml").write_bytes(session_xml(1, seed=number))
    (folder / "lab" / "broken.xml").write_bytes(BROKEN)
    (folder / "lab" / "letter.txt").write_bytes(NONE)
    (folder / "reads.bam").write_bytes(b"BAM\1")
    (folder / "reads.bam.bai").write_bytes(b"BAI\1")
    (folder / ".hidden.xml").write_bytes(session_xml(1))
    return folder


class Do:
    """Runs batches, and looks at what they left."""

    def __init__(self, folder: Path) -> None:
        self.out = folder / "out"

    def __call__(self, *arguments: Path | str, execute: Executor | None = None, to: str = "jbrowse2", **job: Any) -> Outcome:
        job.setdefault("out", str(self.out))
        return run(prepare([str(one) for one in arguments], Job(to=to, **job)), execute or Inline())

    def records(self) -> dict[str, dict[str, Any]]:
        """The lines of the summary by the name of their input."""
        lines = (self.out / "summary.ndjson").read_bytes().splitlines()
        return {one["input"]: one for one in map(msgspec.json.decode, lines)}

    def tree(self, out: Path | None = None) -> dict[str, bytes]:
        """Every file that was written."""
        root = out or self.out
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture(autouse=True)
def _nothing_stays_open() -> Iterator[None]:
    yield
    close()


@pytest.fixture
def do(tmp_path: Path) -> Do:
    return Do(tmp_path)


@pytest.fixture
def make_do(tmp_path: Path) -> Callable[[str], Do]:
    """Batches with an output of that name."""
    return lambda name: Do(tmp_path / name)
