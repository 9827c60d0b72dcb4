"""The page in a browser: one session is converted, several are merged, with the keyboard alone."""

from __future__ import annotations

import shutil
import threading
from typing import TYPE_CHECKING, Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

from converter.web.app import make_app
from converter.web.settings import Settings
from tests.apps.judges import needs
from tests.web.conftest import SESSION

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = needs("page")
_SECOND = SESSION.replace(b"0,0,178", b"0,255,0").replace(b"genes.bed", b"more.bed")


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = make_server("127.0.0.1", 0, make_app(Settings(access_log=False)), handler_class=_Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - where there is a browser

    with sync_playwright() as driver:
        held = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield held
        held.close()


@pytest.fixture
def tab(site: str, browser: Any) -> Iterator[Any]:
    held = browser.new_page(viewport={"width": 360, "height": 800})
    said: list[str] = []
    held.on("pageerror", lambda error: said.append(str(error)))
    held.goto(site)
    yield held
    held.close()
    assert said == []


def given(*names: str) -> list[dict[str, Any]]:
    contents = {"a.xml": SESSION, "b.xml": _SECOND, "c.xml": SESSION.replace(b"hg19", b"mm10")}
    return [{"name": name, "mimeType": "text/xml", "buffer": contents[name]} for name in names]


def listed(tab: Any) -> list[str]:
    found: list[str] = tab.locator("#sessions .name").all_text_contents()
    return found


def test_one_session_is_converted_and_several_are_merged(tab: Any) -> None:
    tab.set_input_files("#file", given("a.xml"))
    tab.wait_for_selector("#status:text('Converted.')")
    assert listed(tab) == []
    assert not tab.locator("#merging").is_visible()
    tab.set_input_files("#more", given("b.xml"))
    tab.wait_for_selector("#status:text('Merged.')")
    assert listed(tab) == ["a.xml", "b.xml"]
    assert tab.locator(".source h2").all_text_contents() == ["a", "b"]
    with tab.expect_download() as got:
        tab.locator("a.primary").click()
    assert got.value.suggested_filename == "merged.json"
    assert tab.evaluate_handle("document.documentElement").get_property("scrollWidth").json_value() == 360


def test_the_order_is_changed_with_the_keyboard(tab: Any) -> None:
    tab.set_input_files("#file", given("a.xml", "b.xml"))
    tab.wait_for_selector("#status:text('Merged.')")
    tab.get_by_role("button", name="Move b.xml up").focus()
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#sessions li:first-child:has-text('b.xml')")
    tab.wait_for_selector(".source:first-of-type h2:text-is('b')")
    assert tab.locator(":focus").get_attribute("aria-label") == "Remove b.xml"
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#status:text('Converted.')")
    assert tab.locator(":focus").get_attribute("id") == "more"
    assert tab.locator("#drop-title").text_content() == "a.xml"


def test_sessions_of_two_genomes_are_refused_in_words(tab: Any) -> None:
    tab.set_input_files("#file", given("a.xml", "c.xml"))
    tab.wait_for_selector("#status:text('Not merged.')")
    text = tab.locator("[role=alert]").text_content()
    assert "hg19" in text
    assert "mm10" in text


def test_entries_that_say_the_same_are_one_with_the_others_on_demand(tab: Any) -> None:
    session = SESSION.replace(b"</Session>", b"<Strange one='1' two='2' three='3'/></Session>")
    tab.set_input_files("#file", [{"name": "a.xml", "mimeType": "text/xml", "buffer": session}])
    tab.wait_for_selector("#status:text('Converted.')")
    tab.locator(".group.info > summary").click()
    alike = tab.locator(".group.info details.alike").first
    assert alike.locator("li").count() == 0
    alike.locator("summary").click()
    alike.locator("li").first.wait_for()
    assert alike.locator("summary").text_content() == f"{alike.locator('li').count()} more like this"


def test_the_focus_shows_where_files_are_chosen(tab: Any) -> None:
    tab.keyboard.press("Tab")
    tab.keyboard.press("Tab")
    assert tab.locator(":focus").get_attribute("id") == "file"
    assert tab.evaluate("getComputedStyle(document.getElementById('drop')).outlineStyle") == "solid"
