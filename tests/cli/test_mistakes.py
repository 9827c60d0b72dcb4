"""Plausible mistakes of callers: what is told leads on."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from converter.cli.reporting import fitted

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def test_an_address_is_not_fetched(run: Run) -> None:
    done = run("convert", "https://example.org/session.xml", "--to", "jbrowse2")
    assert done.exit_code == 2
    assert "is an address, and nothing is fetched: download the file first" in done.stderr


def test_a_file_in_place_of_a_verb(run: Run, session: Path) -> None:
    done = run(session, "--to", "jbrowse2")
    assert done.exit_code == 2
    assert f"is a file, no command; perhaps: session-converter convert {session} --to jbrowse2" in done.stderr


def test_a_misspelt_verb(run: Run) -> None:
    assert "No such command 'convrt'" in run("convrt").stderr


@pytest.mark.parametrize(
    ("to", "told"),
    [
        ("jbrowse", "Perhaps jbrowse2; the formats are: igvxml, igvjson, jbrowse2, ucsc, analytics, neutral."),
        ("IGV", "Perhaps igvxml or igvjson; the formats are"),
        ("igvjsn", "Perhaps igvjson"),
        ("zzz", "what to do: The formats are"),
        ("", "what to do: The formats are"),
    ],
)
def test_a_misspelt_format(run: Run, session: Path, to: str, told: str) -> None:
    done = run("convert", session, "--to", to)
    assert done.exit_code == 2
    assert told in done.stderr


def test_what_can_be_read_only_may_be_asked_for_as_source(run: Run, session: Path) -> None:
    done = run("convert", session, "--to", "neutral", "--from", "jbrows")
    assert "jbrowse1" in done.stderr


def test_a_dictionary_of_python_is_no_json(run: Run) -> None:
    done = run("convert", "-", "--to", "neutral", given=b"{'genome': 'hg38'}")
    assert "The JSON is not well-formed: object keys must be strings." in done.stderr


def test_lines_fit_a_terminal_but_for_what_may_be_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "40")
    text = f"head\n\n  • {'word ' * 12}end\n    ▸ {'samtools ' * 12}end"
    head, empty, *message, hint = fitted(text).splitlines()
    assert (head, empty) == ("head", "")
    assert len(message) == 2
    assert all(len(line) <= 40 for line in message)
    assert message[1].startswith("    word")
    assert hint == text.splitlines()[-1]


def test_lines_stay_whole_where_no_terminal_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False, raising=False)
    assert fitted("word " * 99) == "word " * 99


def test_a_format_that_is_left_out_is_asked_for_with_what_is_possible(run: Run, session: Path) -> None:
    done = run("convert", session)
    assert done.exit_code == 2
    assert "Missing option '--to'. It is one of: igvxml, igvjson, jbrowse2, ucsc, analytics, neutral." in done.stderr


@pytest.mark.parametrize("option", ["config", "genomes", "edit"])
def test_a_broken_document_of_an_option_is_told_as_that(run: Run, tmp_path: Path, option: str) -> None:
    (tmp_path / "session.json").write_text('{"session": {"name": "a", "views": []}}')
    (tmp_path / "page.html").write_text("<html>")
    done = run("convert", tmp_path / "session.json", "--to", "igvxml", f"--{option}", tmp_path / "page.html")
    assert done.exit_code == 3
    assert f"Error: The option '{option}' can't be read. The JSON is not well-formed" in done.stderr
