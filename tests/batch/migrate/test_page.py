"""The report of a migration, as people see it: complete, self-contained, and harmless whatever sessions are called."""

from __future__ import annotations

import shutil
import sys
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from converter.batch.migrate import page
from converter.batch.migrate.pictures import bars
from converter.batch.migrate.table import cell
from converter.errors import UsageError
from tests.apps.judges import needs
from tests.batch.migrate.conftest import Move, igv

if TYPE_CHECKING:
    from pathlib import Path

_SKIP, _ALONE = needs("page")
EVIL = "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(2)&gt;"


class Tags(HTMLParser):
    """The elements of a page, and what they would load or run."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "xlink:href", "action")]
        self.handlers += [name for name, _ in attrs if name.startswith("on")]


@pytest.fixture
def move(tmp_path: Path) -> Move:
    """With pictures."""
    return Move(tmp_path)


@pytest.fixture
def evil(move: Move) -> Path:
    """The page of sessions whose names are meant to do harm."""
    tracks = (f"javascript:alert(3) name='{EVIL}'", f"https://x.org/a.seg name='{EVIL}'", "https://x.org/a.tdf")
    place = move.sessions(**{"<img src=x>": igv(*tracks), "good": igv("https://x.org/a.bw fontSize='9'")})
    (place / "javascript:alert(4).xml").write_bytes(igv("https://x.org/=b.bw", locus="chr1:5-9"))
    move(place)
    return move.out / "index.html"


def test_names_are_text_everywhere(evil: Path) -> None:
    found = Tags()
    found.feed(evil.read_text("utf-8"))
    assert not {"script", "img", "iframe", "object", "form", "base"} & set(found.tags)
    assert found.handlers == []
    assert all(link.startswith("#") for link in found.links)
    assert found.tags.count("svg") == 4


def test_it_says_what_opens_and_what_looks_different(move: Move) -> None:
    move(move.sessions(one=igv("https://x.org/a.tdf", "https://x.org/b.bw fontSize='9'"), two=igv("https://x.org/c.bw")))
    text = move.text("index.html")
    assert "2 sessions moved to JBrowse 2" in text
    assert "igvtools tdftobedgraph" in text
    assert "session where every track opens</span>" in text
    assert text.index('<span class="mark error">error</span>') < text.index('<span class="mark info">info</span>')


def test_pictures_are_the_same_for_the_same_numbers() -> None:
    rows = {"one": {"a": 3, "b": 1}, "a name that is much too long for its place": {"a": 1}}
    picture = bars("x", rows, {"a": 0, "b": 1})
    assert picture == bars("x", rows, {"a": 0, "b": 1})
    assert picture.startswith("<svg")
    assert "var(--shade-0)" in picture
    assert "http://www.w3.org/1999/xlink" in picture
    assert "<metadata" not in picture
    assert bars("empty", {}, {"a": 0}).startswith("<svg")


@pytest.mark.parametrize("missing", ["matplotlib", "jinja2"])
def test_what_is_not_installed_is_told(move: Move, monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    page._template.cache_clear()
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(UsageError) as caught:
        move(move.sessions(one=igv("https://x.org/a.bw")))
    assert caught.value.code == f"migrate.{missing}"


@pytest.mark.parametrize(
    ("text", "shown"),
    [("=1+1", "'=1+1"), (" @x", "' @x"), ("+x", "'+x"), ("-x", "'-x"), ("a=b", "a=b"), ("\tx", "\\tx"), ("", "")],
)
def test_no_cell_is_a_formula(text: str, shown: str) -> None:
    assert cell(text) == shown


@_SKIP
@_ALONE
def test_it_renders_and_asks_for_nothing(evil: Path) -> None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - where there is a browser

    said: list[str] = []
    asked: list[str] = []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        tab = browser.new_page()
        tab.on("console", lambda message: said.append(message.text))
        tab.on("pageerror", lambda error: said.append(str(error)))
        tab.on("dialog", lambda dialog: said.append(dialog.message))
        tab.on("request", lambda request: asked.append(request.url))
        tab.goto(evil.as_uri())
        tab.locator("#session-1 summary").click()
        inks = set()
        for scheme in ("light", "dark"):
            tab.emulate_media(color_scheme=scheme)
            inks.add(tab.evaluate("getComputedStyle(document.querySelector('figure svg text')).fill"))
        tab.emulate_media(media="print")
        assert tab.locator("figure svg").count() == 4
        assert tab.locator("figure svg").first.bounding_box()["height"] > 50
        assert "onerror=alert(2)" in tab.inner_text("body")
        browser.close()
    assert len(inks) == 2
    assert said == []
    assert asked == [evil.as_uri()]
