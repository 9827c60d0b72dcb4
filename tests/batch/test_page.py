from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import lxml.html
import pytest

from converter.batch.page import page
from converter.batch.record import Fault, Record, Status, line, parsed
from converter.batch.run import Outcome
from converter.batch.tally import tally
from converter.cli import progress
from converter.cli.progress import Progress, _Lines, told, watching

if TYPE_CHECKING:
    from collections.abc import Iterator

HOSTILE = "</td><script>alert(1)</script>\x1b[2J\"' javascript:x"

RECORDS = [
    Record(
        input="a.xml",
        status=Status.DONE,
        target="lab/a b#.json",
        format="igvxml",
        verdict="lossy",
        counts={"kept": 1_200, "dropped": 3},
        losses={"native.unsupported": 3},
    ),
    Record(input=HOSTILE, status=Status.REFUSED, target=HOSTILE, error=Fault(code="xml.malformed", message=HOSTILE)),
    Record(input="letter", status=Status.SKIPPED, target="letter.json", error=Fault(code="format.unknown", message="x")),
    Record(input="nothere", status=Status.REFUSED, error=Fault(code="input.missing", message="x", where="line 1")),
]


@pytest.fixture
def html() -> Any:
    return lxml.html.document_fromstring(page(tally(RECORDS), RECORDS))


def test_names_are_text(html: Any) -> None:
    assert html.xpath("//script") == []
    assert "<script>alert(1)</script>" in html.text_content()
    assert "\x1b" not in html.text_content()
    assert all(link.startswith("./") for link in html.xpath("//@href"))


def test_documents_and_reports_are_linked(html: Any) -> None:
    assert html.xpath("//tbody/tr/td/a/@href")[:2] == ["./lab/a%20b%23.json", "./lab/a%20b%23.json.report.json"]
    assert [row.xpath("string(td[1])") for row in html.xpath("//table[last()]/tbody/tr")][2:] == ["letter", "nothere"]


def test_it_asks_nobody_for_anything(html: Any) -> None:
    assert html.xpath("//link | //img | //@src") == []
    assert "default-src 'none'" in html.xpath("//meta[@http-equiv]/@content")[0]
    assert "url(" not in Path(progress.__file__).parents[1].joinpath("batch", "page.css").read_text("utf-8")


def test_sums(html: Any) -> None:
    sums = tally(RECORDS)
    assert (sums.inputs, sums.facts, sums.formats) == (4, {"kept": 1_200, "dropped": 3}, {"igvxml": 1})
    assert sums.losses == {"native.unsupported": {"sessions": 1, "facts": 3}}
    assert sums.errors == {"input.missing": 1, "xml.malformed": 1}
    assert html.xpath("//ul/li/text()") == ["1 lossy", "1 skipped", "2 refused"]


def test_an_empty_batch_has_a_page() -> None:
    assert "0 inputs, 0 converted" in page(tally([]), [])


def test_lines_that_are_no_records_are_left_out() -> None:
    assert parsed(line(RECORDS[0]) + b'{"input": "cut' + b"\n\xff\n[]\n") == [RECORDS[0]]


class Clock:
    def __init__(self, *times: float) -> None:
        self._times: Iterator[float] = iter(times)

    def __call__(self) -> float:
        return next(self._times)


def test_lines_come_every_so_often(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(_Lines(100, Clock(0, 1, 20, 25)))
    progress.see(RECORDS[:1])
    progress.see(RECORDS[1:])
    progress.see(RECORDS[:1])
    assert capsys.readouterr().err == "4 of 100, 0/s, 480 s left: 1 lossy, 2 refused, 1 skipped\n"


def test_problems_are_told_in_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    with watching(4, quiet=False) as progress:
        progress.see(RECORDS + [RECORDS[3]] * 20)
    said = capsys.readouterr().err.splitlines()
    assert said[0].startswith("refused: </td><script>")
    assert said[1] == "refused: nothere: x (at line 1) [input.missing]"
    assert said[-1] == "and 2 more"
    assert len(said) == 21


def test_a_bar_on_a_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "120")
    with watching(2, quiet=False) as progress:
        progress.see(RECORDS[:1])
        progress.see(RECORDS[2:3])
    said = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", capsys.readouterr().err)
    assert "2/2" in said
    assert "1 lossy, 1 skipped" in said


def test_without_rich_there_are_lines(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setitem(__import__("sys").modules, "rich.console", None)
    with watching(1, quiet=False) as progress:
        progress.see(RECORDS[:1])
    assert capsys.readouterr().err == ""


def test_what_came_of_it() -> None:
    renamed = [Record(input="A.xml", status=Status.DONE, target="A~1.json", renamed=True)]
    said = told(Outcome(sums=tally(RECORDS), renamed=renamed), "out/")
    assert said[0] == "4 inputs: 1 converted (1 lossy), 1 no session, 2 refused."
    assert said[1].endswith("A.xml is A~1.json.")
    assert said[2] == "The summary is in out/summary.html."
