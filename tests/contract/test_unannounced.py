"""What a format does not announce is found over the whole corpus, as lines for its table."""

from __future__ import annotations

import pytest

from converter.formats.filelist import FORMAT as FILELIST
from tests.contract import unannounced
from tests.contract.__main__ import main
from tests.contract.samples import accepted


@pytest.fixture
def nothing_announced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("converter.loss.announce.find", lambda *_: None)
    monkeypatch.setattr(unannounced, "FORMATS", {"filelist": FILELIST})


@pytest.mark.usefixtures("nothing_announced")
def test_what_is_lost_is_listed_once_by_its_widest_branch() -> None:
    assert len(accepted("filelist")) > 1
    found = unannounced.lacking("ucsc")
    assert {"tracks/display_range.autoscale_group", "views/panels"} <= set(found)
    assert len(found) == len(set(found))


@pytest.mark.usefixtures("nothing_announced")
def test_the_lines_are_python(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ucsc", "--cannot"]) == 0
    told = eval("{" + capsys.readouterr().out + "}", {"Cannot": str})  # noqa: S307 - our own text
    assert told["views/panels"] == unannounced.REASON


def test_nothing_lacks_where_all_is_announced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unannounced, "FORMATS", {"filelist": FILELIST})
    assert unannounced.lacking("ucsc") == []


def test_a_call_without_a_format_explains_itself() -> None:
    assert "--cannot" in str(main(["nothing", "--cannot"]))
