"""Headless Chromium on pages of the server of stand-ins; nothing leaves the machine."""

from __future__ import annotations

import shutil
import tempfile
from typing import TYPE_CHECKING, Any, Self

from playwright.sync_api import Error, sync_playwright

from tests.apps.standins.server import response

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Route

    from tests.apps.standins.server import Standins

_ALONE = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
WIDTH, _HEIGHT, _PICTURED = 1280, 1400, 760
_WAIT_MS = 30_000


class Browser:
    """One Chromium with a profile of its own; what a page asks of other hosts is answered by a stand-in of that type."""

    def __init__(self, standins: Standins) -> None:
        self.standins = standins
        self.errors: list[str] = []
        self._profile = tempfile.mkdtemp()
        self._driver = sync_playwright().start()
        self._context = self._driver.chromium.launch_persistent_context(
            self._profile,
            executable_path=shutil.which("chromium"),
            headless=True,
            viewport={"width": WIDTH, "height": _HEIGHT},
            args=_ALONE,
        )
        self._context.set_default_timeout(_WAIT_MS)
        self._context.route(lambda url: not url.startswith(standins.address), self._outside)
        self._context.add_init_script("try { localStorage.clear(); sessionStorage.clear() } catch { /* none here */ }")
        self.page = self._context.pages[0]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._context.close()
        self._driver.stop()
        shutil.rmtree(self._profile, ignore_errors=True)

    def fresh(self, path: str) -> None:
        """A new page at a path of the server, in place of the one before."""
        old, self.page = self.page, self._context.new_page()
        old.close()
        self.errors = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("dialog", lambda dialog: dialog.dismiss())
        self.page.goto(self.standins.address + path, timeout=_WAIT_MS)

    def call(self, function: str, argument: object = None) -> Any:
        """What a function of the page returns; what it throws, or the browser itself, is a `RuntimeError`."""
        try:
            return self.page.evaluate(f"argument => judge.{function}(argument)", argument)
        except Error as error:
            raise RuntimeError(str(error)[:400]) from None

    def picture(self, path: Path) -> None:
        """A PNG of the upper part of the page."""
        self.page.screenshot(path=path, clip={"x": 0, "y": 0, "width": WIDTH, "height": _PICTURED})

    def _outside(self, route: Route) -> None:
        request = route.request
        if not request.url.startswith(("http:", "https:")):
            route.continue_()
            return
        status, headers, body = response(self.standins.answer(request.url), request.headers.get("range"))
        route.fulfill(status=status, headers=headers, body=body)
