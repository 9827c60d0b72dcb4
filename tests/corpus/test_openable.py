"""What is counted as open in JBrowse, and which reasons are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from tests.corpus.openable import Opened, looked_at, main, told

if TYPE_CHECKING:
    from pathlib import Path

FAR = "https://x.org/a.bw"


def session(*paths: str, genome: str = "hg38") -> bytes:
    tracks = "".join(f'<Track id="{path}" name="{number}"/>' for number, path in enumerate(paths))
    resources = "".join(f'<Resource path="{path}"/>' for path in paths)
    text = f'<Session genome="{genome}" locus="chr1:1-9"><Resources>{resources}</Resources><Panel>{tracks}</Panel></Session>'
    return text.encode()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (session(FAR, "sub/reads.bam"), Opened(public=True)),
        (session("/data/a.bw"), Opened(public=True, places=("a file of one machine",))),
        (session("${DATA}/a.bw"), Opened(public=True, places=("a placeholder for a folder",))),
        (session("https://x.org/a.tdf"), Opened(public=True, formats=("a file of the format tdf",))),
        (session(FAR, genome="of_the_lab"), Opened(public=False, genome=("no sequence is known for the genome",))),
        (session(FAR, genome="/data/lab.fa"), Opened(public=False, genome=("the sequence is a file of one machine",))),
        (session(FAR, genome="https://x.org/lab.fa"), Opened(public=True)),
        (session(FAR, "of nothing", genome="hg18"), Opened(public=True, formats=("a file of the format unknown",))),
    ],
)
def test_each_reason_is_told(data: bytes, expected: Opened) -> None:
    assert looked_at(data) == expected


def test_a_guess_that_no_entry_tells_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("converter.loss.report.Report.to_dict", lambda _: {"entries": []})
    assert "https://x.org/reads.bam.bai" in looked_at(session("https://x.org/reads.bam")).guesses


@pytest.mark.parametrize(
    ("path", "places"),
    [
        ("/data/a.bw", ()),
        ("C:/data/a.bw", ()),
        ("file:///data/a%20b.bw", ()),
        ("~/a.bw", ("a file of one machine",)),
        ("${DATA}/a.bw", ("a placeholder for a folder",)),
    ],
)
def test_the_desktop_opens_paths(path: str, places: tuple[str, ...]) -> None:
    assert looked_at(session(path), profile="desktop").places == places


def test_the_figures_are_printed(tmp_path: Path) -> None:
    for name, data in {"a.xml": session(FAR), "b.xml": session("/data/a.bw"), "c.txt": b"?"}.items():
        tmp_path.joinpath(name).write_bytes(data)
    lines = printed(str(tmp_path)).splitlines()
    assert lines[0] == "c.txt: format.unknown"
    assert "files whose genome is public: 2; genome and locations open 1 (50.0 %); every track opens as it is 1" in lines
    assert "    1 places: a file of one machine" in lines
    for options in (["--rewrite", "/data/=https://y.org/"], ["--profile", "desktop"]):
        assert "genome and locations open 2 (100.0 %)" in printed(str(tmp_path), *options)
    assert next(told([])) == "all files: 0; genome and locations open 0 (0.0 %); every track opens as it is 0"


def printed(*words: str) -> str:
    return CliRunner().invoke(main, words, catch_exceptions=False).output
