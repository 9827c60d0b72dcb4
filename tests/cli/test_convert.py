from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import click
import pytest

import converter
from converter.cli.convert import command
from converter.options import ConvertOptions
from tests.cli.conftest import SESSION

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def test_the_document_goes_to_standard_output_and_the_report_to_standard_error(run: Run, session: Path) -> None:
    done = run("convert", session, "--to", "neutral")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["genome"]["id"] == "hg19"
    assert done.stderr.startswith("igvxml 8 → neutral")


def test_a_dash_is_standard_input(run: Run, session: Path) -> None:
    assert run("convert", "-", "--to", "neutral", given=SESSION).stdout == run("convert", session, "--to", "neutral").stdout


def test_the_document_goes_to_a_file(run: Run, session: Path) -> None:
    out = session.with_name("config.json")
    done = run("convert", session, "--to", "neutral", "-o", out)
    assert (done.exit_code, done.stdout) == (0, "")
    assert json.loads(out.read_bytes())["genome"]["id"] == "hg19"


def test_the_document_is_the_same_as_from_python(run: Run, session: Path) -> None:
    options = {"base": session.parent.as_posix()}
    expected = converter.convert(SESSION, to="igvxml", filename=session.name, options=options).document
    assert run("convert", session, "--to", "igvxml").stdout_bytes == expected


def test_a_report_file_holds_json_and_standard_error_one_line(run: Run, session: Path) -> None:
    place = session.with_name("report.json")
    done = run("convert", session, "--to", "neutral", "--report", place)
    report = json.loads(place.read_bytes())
    assert report["source"]["format"] == "igvxml"
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith(report["verdict"])
    assert str(place) in done.stderr


def test_the_report_may_go_to_standard_output(run: Run, session: Path) -> None:
    done = run("convert", session, "--to", "neutral", "--report", "-", "-o", session.with_name("config.json"))
    assert json.loads(done.stdout)["target"]["format"] == "neutral"
    assert "The report is in standard output." in done.stderr


@pytest.mark.parametrize("place", ["-", "same.json"])
def test_document_and_report_need_two_places(run: Run, session: Path, place: str) -> None:
    done = run("convert", session, "--to", "neutral", "-o", place, "--report", place)
    assert done.exit_code == 2
    assert "same place" in done.stderr


def test_the_ledger_adds_facts_to_the_report(run: Run, session: Path) -> None:
    plain, full = (
        json.loads(run("convert", session, "--to", "neutral", "-o", os.devnull, "--report", "-", *more).stdout)
        for more in ([], ["--ledger"])
    )
    assert "ledger" not in plain
    assert full["ledger"]


def test_the_source_format_binds(run: Run, session: Path) -> None:
    assert run("convert", session, "--to", "neutral", "--from", "igvxml").exit_code == 0
    assert run("convert", session, "--to", "neutral", "--from", "neutral").exit_code == 3


def test_every_option_of_a_conversion_is_an_option_of_the_command() -> None:
    derived = {option.name: option for option in command.params if option.name in ConvertOptions.__struct_fields__}
    assert list(derived) == list(ConvertOptions.__struct_fields__)
    assert all(isinstance(option, click.Option) and option.help for option in derived.values())
    assert derived["width_px"].opts == ["--width-px"]


GIVEN = [
    ("--shape config", {"shape": "config"}),
    ("--genome mm10 --locus chr2:1-9", {"genome": "mm10", "locus": "chr2:1-9"}),
    ("--rewrite a=b --rewrite c=d", {"rewrite": ("a=b", "c=d")}),
    ("--paths absolute --base https://example.org/", {"paths": "absolute", "base": "https://example.org/"}),
    ("--no-carry", {"carry": False}),
    ("--carry", {"carry": True}),
    ("--width-px 800 --view 2 --tracks all", {"width_px": "800", "view": "2", "tracks": "all"}),
    ("--on-loss fail --fail-at warning", {"on_loss": "fail", "fail_at": "warning"}),
]


@pytest.mark.parametrize(("words", "expected"), GIVEN)
def test_options_reach_the_conversion_and_nothing_else_does(
    run: Run, session: Path, monkeypatch: pytest.MonkeyPatch, words: str, expected: dict[str, Any]
) -> None:
    assert _options_of(run, monkeypatch, session, *words.split()) == {"base": session.parent.as_posix()} | expected


def test_standard_input_has_no_base(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _options_of(run, monkeypatch, "-") == {"base": None}


@pytest.mark.parametrize("name", ["config", "genomes", "edit"])
def test_companion_files_are_read_here(run: Run, session: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    companion = session.with_name("companion.json")
    companion.write_bytes(b"[]")
    assert _options_of(run, monkeypatch, session, f"--{name}", str(companion))[name] == b"[]"


def _options_of(run: Run, monkeypatch: pytest.MonkeyPatch, file: Path | str, *words: str) -> Any:
    """The options that `converter.convert` gets for this command line."""
    met: dict[str, Any] = {}

    def convert(_data: bytes, **given: Any) -> None:
        met.update(given)
        raise converter.ConverterError("test.stop", "Stop here.", hint="Go on.")

    monkeypatch.setattr(converter, "convert", convert)
    run("convert", file, "--to", "neutral", *words, given=b"")
    return met["options"]


def test_a_genome_is_replaced(run: Run, session: Path) -> None:
    done = run("convert", session, "--to", "neutral", "--genome", "mm10")
    assert json.loads(done.stdout)["genome"]["id"] == "mm10"


def test_an_edit_is_applied(run: Run, session: Path) -> None:
    edit = session.with_name("edit.json")
    edit.write_text('[{"op": "replace", "path": "/genome/id", "value": "mm39"}]')
    assert json.loads(run("convert", session, "--to", "neutral", "--edit", edit).stdout)["genome"]["id"] == "mm39"


def test_the_loss_policy_can_fail(run: Run, session: Path) -> None:
    out = session.with_name("config.json")
    done = run("convert", session, "--to", "igvxml", "--no-carry", "-o", out, "--on-loss", "fail", "--fail-at", "info")
    assert done.exit_code == 1
    assert not out.exists()
    assert done.stderr.startswith("igvxml 8 → igvxml")
    assert "[loss.policy]" in done.stderr


def test_a_failing_loss_policy_still_writes_the_report(run: Run, session: Path) -> None:
    report = session.with_name("report.json")
    done = run("convert", session, "--to", "igvxml", "--no-carry", "--report", report, "--on-loss", "fail", "--fail-at", "info")
    assert (done.exit_code, done.stdout) == (1, "")
    assert json.loads(report.read_bytes())["verdict"] != "lossless"


WRONG = [
    "",
    "--to nonsense",
    "--to neutral --nonsense",
    "--to neutral --paths sideways",
    "--to neutral --width-px 5",
    "--to neutral --rewrite nonsense",
    "--to neutral --config missing.json",
    "--to neutral --from nonsense",
    "--to neutral --shape nonsense",
]


@pytest.mark.parametrize("words", WRONG)
def test_wrong_usage(run: Run, session: Path, words: str) -> None:
    done = run("convert", session, *words.split())
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Error: " in done.stderr


def test_a_missing_file_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    done = run("convert", tmp_path / "missing.xml", "--to", "neutral")
    assert done.exit_code == 2


def test_a_folder_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    assert run("convert", tmp_path, "--to", "neutral").exit_code == 2


@pytest.mark.parametrize("data", [b"", b"\x00\xff\x00", b"{}", b"<Session", b"hello", SESSION[:200], b"[" * 100_000])
def test_bad_input_is_refused(run: Run, session: Path, data: bytes) -> None:
    session.write_bytes(data)
    out = session.with_name("out.json")
    done = run("convert", session, "--to", "neutral", "-o", out)
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr.startswith("Error: ")
    assert not out.exists()


def test_a_refusal_names_the_place(run: Run) -> None:
    done = run("convert", "-", "--to", "neutral", given=SESSION.replace(b"</Panel>", b"</Pane>"))
    assert done.exit_code == 3
    assert "where: " in done.stderr
    assert "line 9" in done.stderr


def test_input_beyond_the_limit_is_not_read_whole(run: Run) -> None:
    done = run("convert", "/dev/zero", "--to", "neutral")
    assert done.exit_code == 3
    assert "[limit.body_bytes]" in done.stderr


def test_an_unreadable_file_is_wrong_usage(run: Run, session: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_given: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("click.open_file", refuse)
    done = run("convert", session, "--to", "neutral")
    assert done.exit_code == 2
    assert "Permission denied" in done.stderr


def test_a_script_prepares_what_the_target_needs(run: Run, tmp_path: Path) -> None:
    given = tmp_path / "in.xml"
    given.write_bytes(SESSION.replace(b"https://example.org/data/peaks.bed", b"peaks.wig").replace(b' type="bed"', b""))
    done = run("convert", given, "--to", "jbrowse2", "-o", tmp_path / "out.json", "--prepare", tmp_path / "prepare.sh")
    assert done.exit_code == 0
    script = (tmp_path / "prepare.sh").read_text()
    assert f"cd -- {tmp_path}" in script
    assert "wigToBigWig peaks.wig hg19.chrom.sizes .preparing.peaks.wig.bw" in script
    assert "wigToBigWig peaks.wig hg19.chrom.sizes peaks.wig.bw" in done.stderr


def test_document_and_script_go_to_two_places(run: Run, session: Path, tmp_path: Path) -> None:
    done = run("convert", session, "--to", "igvjson", "-o", tmp_path / "x", "--prepare", tmp_path / "x")
    assert done.exit_code == 2
    assert not (tmp_path / "x").exists()


def found(done: Any, report: Path) -> dict[str, tuple[str, str]]:
    assert done.exit_code == 0
    entries = json.loads(report.read_bytes())["entries"]
    codes = ("file.", "index.")
    return {one["original"]: (one["code"], one["severity"]) for one in entries if one["code"].startswith(codes)}


def test_local_files_are_looked_for_where_that_is_asked(run: Run, tmp_path: Path) -> None:
    paths = (
        "gone.bw",
        "empty.bed",
        "good.bam",
        "other.bam",
        "bare.bam",
        "old.bam",
        "void.cram",
        "https://x.org/a.bam",
        "c.bed.gz",
    )
    listed = "".join(f'<Resource path="{path}"/>' for path in paths) + '<Resource path="good.bam2.bam" index="told.bai"/>'
    given, report = tmp_path / "in.xml", tmp_path / "report.json"
    given.write_text(f'<Session genome="own.fa" version="8"><Resources>{listed}</Resources></Session>')
    for name in ("good.bam", "other.bam", "bare.bam", "old.bam", "void.cram", "good.bam2.bam", "own.fa", "c.bed.gz"):
        (tmp_path / name).write_text("data")
    for name in ("good.bam.bai", "other.bai", "old.bam.bai"):
        (tmp_path / name).write_text("index")
    for name in ("empty.bed", "void.cram.crai"):
        (tmp_path / name).touch()
    os.utime(tmp_path / "old.bam.bai", (1, 1))
    words = ("convert", given, "--to", "igvjson", "-o", tmp_path / "out.json", "--report", report)
    assert found(run(*words), report) == {}
    done = run(*words, "--check-files")
    assert found(done, report) == {
        "gone.bw": ("file.missing", "error"),
        "empty.bed": ("file.empty", "error"),
        "bare.bam.bai": ("index.missing", "error"),
        "old.bam.bai": ("index.stale", "warning"),
        "void.cram.crai": ("index.empty", "error"),
        "told.bai": ("index.missing", "error"),
        "c.bed.gz.tbi": ("index.missing", "info"),
    }
    assert json.loads(report.read_bytes())["verdict"] == "incomplete"
    assert "samtools index bare.bam" in report.read_text()
    told = [one["message"] for one in json.loads(report.read_bytes())["entries"]]
    assert "The index of c.bed.gz is not there; without it the file is read as a whole." in told
    assert all(
        any(f" {name} is " in one for one in told) for name in ("gone.bw", "empty.bed", "bare.bam", "old.bam", "void.cram")
    )
