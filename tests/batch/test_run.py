from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

import converter
from converter.batch import journal
from converter.batch.executors import Processes
from converter.batch.job import Job
from converter.batch.record import Status
from converter.batch.run import prepare, run
from converter.batch.storage import STATE
from converter.errors import ConverterError, UsageError
from converter.options import ConvertOptions, OnLoss, Severity
from tests.bench.sessions import session_xml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.batch.conftest import Do


def test_a_folder_becomes_the_same_tree(sessions: Path, do: Do) -> None:
    done = do(sessions)
    tree = do.tree()
    assert sorted(name for name in tree if name.startswith(("s1", "lab/mice/m0"))) == [
        "lab/mice/m0.json",
        "lab/mice/m0.json.report.json",
        "s1.json",
        "s1.json.report.json",
    ]
    alone = converter.convert((sessions / "s1.xml").read_bytes(), to="jbrowse2")
    assert tree["s1.json"] == alone.document
    assert tree["s1.json.report.json"] == alone.report.to_json()
    assert done.sums.inputs == 7
    assert {name: number for name, number in done.sums.status.items() if number} == {"done": 5, "refused": 1, "skipped": 1}
    assert not (do.out / STATE).exists()


def test_a_bad_input_is_told_and_the_rest_goes_on(sessions: Path, do: Do) -> None:
    do(sessions)
    record = do.records()["lab/broken.xml"]
    assert record["status"] == "refused"
    assert record["error"]["code"] == "xml.malformed"
    assert msgspec.json.decode(do.tree()["lab/broken.json.error.json"]) == record["error"]
    assert "lab/broken.json" not in do.tree()
    assert do.records()["lab/letter.txt"]["status"] == "skipped"
    assert "lab/letter.txt.json.error.json" not in do.tree()


def test_what_is_named_must_be_a_session(sessions: Path, do: Do) -> None:
    do(sessions / "lab" / "letter.txt")
    assert do.records()["letter.txt"]["status"] == "refused"


def test_processes_write_what_one_process_writes(sessions: Path, do: Do, make_do: Callable[[str], Do]) -> None:
    do(sessions)
    other = make_do("other")
    other(sessions, execute=Processes(2))
    assert other.tree() == do.tree()


def test_the_loss_policy_marks(sessions: Path, do: Do) -> None:
    do(sessions / "s0.xml", options=ConvertOptions(on_loss=OnLoss.FAIL, fail_at=Severity.INFO))
    record = do.records()["s0.xml"]
    assert (record["status"], record["error"]["code"]) == ("failed", "loss.policy")
    assert record["verdict"] in {"equivalent", "lossy", "incomplete"}
    assert set(do.tree()) >= {"s0.json.report.json", "s0.json.error.json"}
    assert "s0.json" not in do.tree()


def test_a_fault_of_ours_is_the_result_of_its_input(sessions: Path, do: Do, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(data: bytes, **_options: Any) -> None:
        raise KeyError(data)

    monkeypatch.setattr(converter, "convert", fail)
    done = do(sessions / "s0.xml")
    assert done.sums.status[Status.BUG] == 1
    assert do.records()["s0.xml"]["error"]["message"].startswith("session-converter failed: KeyError in test_run.py")


def test_a_wrong_call_fails_before_anything_is_done(sessions: Path, do: Do) -> None:
    for wrong in ({"to": "nothing"}, {"options": ConvertOptions(shape="round")}, {"options": ConvertOptions(rewrite=("a",))}):
        with pytest.raises(UsageError):
            do(sessions, **wrong)
    with pytest.raises(ConverterError):
        do(sessions, to="filelist")
    assert not do.out.exists()


class Counted:
    """Counts conversions."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.names: list[str] = []
        convert = converter.convert

        def counted(data: bytes, **options: Any) -> Any:
            self.names.append(options["filename"])
            return convert(data, **options)

        monkeypatch.setattr(converter, "convert", counted)


def test_resume_does_nothing_twice(sessions: Path, do: Do, monkeypatch: pytest.MonkeyPatch) -> None:
    do(sessions)
    first = do.tree()
    counted = Counted(monkeypatch)
    do(sessions, resume=True)
    assert counted.names == []
    assert do.tree() == first
    do(sessions)
    assert len(counted.names) == 7


def test_resume_does_what_has_changed(sessions: Path, do: Do, monkeypatch: pytest.MonkeyPatch) -> None:
    do(sessions)
    first = do.tree()
    (sessions / "s0.xml").write_bytes(session_xml(3, seed=9))
    (do.out / "s1.json").unlink()
    (do.out / "s2.json").write_bytes(b"{}")
    (do.out / "lab" / "broken.json").write_bytes(b"{}")
    counted = Counted(monkeypatch)
    do(sessions, resume=True)
    assert sorted(counted.names) == ["broken.xml", "s0.xml", "s1.xml", "s2.xml"]
    changed = {name for name, content in do.tree().items() if first.get(name) != content}
    assert changed == {"s0.json", "s0.json.report.json", "summary.json", "summary.ndjson", "summary.html"}
    do(sessions, resume=True, options=ConvertOptions(carry=False))
    assert len(counted.names) == 4 + 7


def test_resume_after_a_kill_knows_what_was_noted(sessions: Path, do: Do, monkeypatch: pytest.MonkeyPatch) -> None:
    do(sessions)
    whole = do.tree()
    noted = b"".join(line + b"\n" for line in whole["summary.ndjson"].splitlines()[2:])
    for name in journal.LINES, "summary.json", "summary.html":
        (do.out / name).unlink()
    (do.out / STATE / "killed").mkdir(parents=True)
    (do.out / STATE / "killed" / "00000000.ndjson").write_bytes(noted[:-20])
    (do.out / STATE / "killed" / "half").write_bytes(b"half a docu")
    counted = Counted(monkeypatch)
    do(sessions, resume=True)
    assert len(counted.names) == 3
    assert do.tree() == whole


def test_a_batch_that_runs_is_left_alone(sessions: Path, do: Do) -> None:
    first = prepare([str(sessions)], Job(to="jbrowse2", out=str(do.out)))
    seen: list[bool] = []

    def meanwhile(_records: object) -> None:
        if not seen:
            seen.append(True)
            do(sessions / "lab")

    run(first, watch=meanwhile)
    names = set(do.records())
    assert {"mice/m0.xml", "lab/mice/m0.xml", "s0.xml"} <= names
    assert not (do.out / STATE).exists()


def test_an_error_takes_the_place_of_an_old_document(sessions: Path, do: Do) -> None:
    do(sessions)
    (sessions / "s0.xml").write_bytes(b"<Session")
    do(sessions)
    assert {name for name in do.tree() if name.startswith("s0")} == {"s0.json.error.json"}
    (sessions / "s0.xml").write_bytes(session_xml(1))
    do(sessions)
    assert {name for name in do.tree() if name.startswith("s0")} == {"s0.json", "s0.json.report.json"}


def test_the_output_below_the_input_is_no_input(sessions: Path, do: Do) -> None:
    out = sessions / "converted"
    do(sessions, out=str(out))
    first = do.tree(out)
    do(sessions, out=str(out))
    assert do.tree(out) == first
