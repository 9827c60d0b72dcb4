"""Exit statuses, what is said with them, and what a command imports."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Never

import pytest

import converter
from converter import errors
from converter.cli import SUMMARIES
from converter.cli.fault import apologise
from converter.cli.status import MEANING, Status, status_of
from tests.cli.conftest import ROOT, SESSION

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Run

    Spawn = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.UsageError, 2),
        (errors.MalformedError, 3),
        (errors.LimitError, 3),
        (errors.UnknownFormatError, 3),
        (errors.RefusedError, 3),
        (errors.UnwritableError, 4),
    ],
)
def test_the_status_of_an_error_follows_from_its_kind(error: type[errors.ConverterError], status: int) -> None:
    assert status_of(error("some.code", "Something.", hint="Mend it.")) == status


def test_every_status_has_a_meaning() -> None:
    assert list(MEANING) == list(Status)


def _raise(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def convert(*_given: object, **_named: object) -> Never:
        raise error

    monkeypatch.setattr(converter, "convert", convert)


def test_an_error_says_what_where_and_what_to_do(run: Run, session: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _raise(monkeypatch, errors.MalformedError("xml.broken", "It \x1bis broken.", path="/a", line=2, column=3, hint="Mend it."))
    done = run("convert", session, "--to", "neutral")
    assert done.exit_code == 3
    assert done.stderr == "Error: It \\x1bis broken. [xml.broken]\n  where: /a, line 2, column 3\n  what to do: Mend it.\n"


def test_a_fault_of_our_own_is_admitted_without_traceback_or_data(
    run: Run, session: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _raise(monkeypatch, KeyError("token=secret"))
    done = run("convert", session, "--to", "neutral")
    assert done.exit_code == 70
    assert done.stderr.startswith("Error: session-converter failed: KeyError in test_status.py, line ")
    assert "please report it" in done.stderr
    assert "secret" not in done.stderr
    assert "Traceback" not in done.stderr


def test_the_traceback_is_there_for_those_who_ask(run: Run, session: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _raise(monkeypatch, KeyError("odd"))
    by_flag = run("--debug", "convert", session, "--to", "neutral")
    monkeypatch.setenv("SESSION_CONVERTER_DEBUG", "1")
    by_environment = run("convert", session, "--to", "neutral")
    for done in (by_flag, by_environment):
        assert done.exit_code == 70
        assert done.stderr.startswith("Traceback")


def test_a_fault_without_a_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("traceback.extract_tb", lambda _trace: [])
    assert apologise(ValueError(), traced=False).startswith("Error: session-converter failed: ValueError. ")


def test_an_interrupt_has_its_own_status(run: Run, session: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _raise(monkeypatch, KeyboardInterrupt())
    assert run("convert", session, "--to", "neutral").exit_code == 130


def test_an_unknown_verb_is_wrong_usage(run: Run) -> None:
    assert run("transmogrify").exit_code == 2


def test_version(run: Run) -> None:
    assert run("--version").stdout == f"session-converter, version {converter.__version__}\n"


def test_help_lists_every_verb_and_every_verb_has_a_file(run: Run) -> None:
    listed = run("--help").stdout
    for verb, summary in SUMMARIES.items():
        assert f"  {verb}" in listed
        assert summary in listed
        assert (ROOT / "converter" / "cli" / f"{verb}.py").is_file()


def test_every_file_with_a_command_is_a_verb() -> None:
    files = {place.stem for place in (ROOT / "converter" / "cli").glob("*.py") if "\n@click.command(" in place.read_text("utf-8")}
    assert files == set(SUMMARIES)


@pytest.mark.parametrize("verb", SUMMARIES)
def test_every_verb_explains_itself(run: Run, verb: str) -> None:
    done = run(verb, "--help")
    assert done.exit_code == 0
    assert done.stdout.startswith(f"Usage: session-converter {verb} ")


SLOW = {"pyramid", "waitress", "jsonpatch", "structlog", "prometheus_client", "xml.dom", "asyncio"}


def _imported(program: str) -> set[str]:
    code = f"import sys\n{program}\nprint(*sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return set(
        subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True, text=True).stdout.split()
    )


def test_help_imports_no_verb() -> None:
    met = _imported("from converter.cli import main\nmain(['--help'], standalone_mode=False)")
    assert not met & (SLOW | {f"converter.cli.{verb}" for verb in SUMMARIES})


@pytest.mark.parametrize(("to", "others"), [("neutral", ("igvjson", "jbrowse2")), ("jbrowse2", ("igvjson",))])
def test_a_conversion_imports_nothing_that_it_does_not_need(session: Path, to: str, others: tuple[str, ...]) -> None:
    arguments = ["convert", str(session), "--to", to, "--output", os.devnull]
    met = _imported(
        f"from converter.cli import main\ntry: main({arguments!r})\nexcept SystemExit as end: assert not end.code, end.code"
    )
    assert not met & (SLOW | {f"converter.cli.{verb}" for verb in SUMMARIES if verb != "convert"} | {"lxml", "webcolors"})
    assert not met & {f"converter.formats.{one}.{part}" for one in others for part in ("reader", "writer", "mapping")}


def test_the_module_is_the_command(spawn: Spawn) -> None:
    done = spawn("convert", "-", "--to", "neutral", input=SESSION)
    assert (done.returncode, done.stdout[:1]) == (0, b"{")
    assert spawn("convert", "-", "--to", "neutral", input=b"").returncode == 3
    assert spawn("convert", "-").returncode == 2


def test_a_reader_that_leaves_is_status_4_without_noise(spawn: Spawn) -> None:
    receiver, sender = os.pipe()
    os.close(receiver)
    with os.fdopen(sender, "wb") as closed:
        streams = {"capture_output": False, "stdout": closed, "stderr": subprocess.PIPE}
        done = spawn("convert", "-", "--to", "neutral", input=SESSION, env={"PYTHONUNBUFFERED": ""}, **streams)
    assert done.returncode == 4
    error, remedy = done.stderr.splitlines()
    assert error == b"Error: Standard output can't be written: Broken pipe. [output.unwritable]"
    assert remedy.startswith(b"  what to do: ")


@pytest.mark.parametrize("locale", ["C", "POSIX"])
def test_the_locale_changes_nothing(spawn: Spawn, locale: str) -> None:
    plain, other = (
        spawn("convert", "-", "--to", "neutral", input=SESSION, env=env)
        for env in ({}, {"LC_ALL": locale, "PYTHONHASHSEED": "7"})
    )
    assert plain == other or plain.stdout == other.stdout
    assert other.returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize(("env", "coloured"), [({"NO_COLOR": ""}, True), ({"NO_COLOR": "1"}, False)])
def test_colour_is_for_terminals_and_can_be_declined(spawn: Spawn, env: dict[str, str], coloured: bool) -> None:  # noqa: FBT001
    import pty  # noqa: PLC0415 (not on every system)

    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "wb") as terminal:
        spawn("convert", "-", "--to", "neutral", "-o", os.devnull, input=SESSION, env=env, capture_output=False, stderr=terminal)
        assert (b"\x1b[" in os.read(ours, 100_000)) is coloured
    os.close(ours)


_FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")


@_FULL
@pytest.mark.parametrize("words", ["--help", "--version", "convert --help", "formats", "convert - --to neutral"])
@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_stream_that_takes_nothing_is_no_fault_of_ours(spawn: Spawn, words: str, stream: str) -> None:
    with Path("/dev/full").open("wb") as full:
        streams = {"capture_output": False, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, stream: full}
        done = spawn(*words.split(), input=SESSION, **streams)
    says = stream == "stdout" or words.endswith("neutral")
    assert done.returncode == (4 if says else 0)
    assert b"Traceback" not in (done.stderr or b"")
    assert (b"[output.unwritable]" in (done.stderr or b"")) is (stream == "stdout")


@pytest.mark.skipif(sys.platform == "win32", reason="a shell closes the streams")
@pytest.mark.parametrize(("closed", "status"), [("<&-", 3), (">&-", 4), ("2>&-", 0), ("<&- >&- 2>&-", 3)])
def test_a_stream_that_is_closed_is_no_fault_of_ours(session: Path, closed: str, status: int) -> None:
    source = "-" if "<" in closed else shlex.quote(str(session))
    call = f"{shlex.quote(sys.executable)} -m converter convert {source} --to neutral {closed}"
    done = subprocess.run(call, shell=True, cwd=ROOT, capture_output=True, check=False)  # noqa: S602 - a shell closes streams
    assert done.returncode == status
    assert b"Traceback" not in done.stderr
