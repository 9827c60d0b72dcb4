"""Headless Chromium on pages of the server of stand-ins; nothing leaves the machine."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import threading
from abc import ABC, abstractmethod
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from playwright.sync_api import Error, sync_playwright

from tests.apps.judgement import Judgement
from tests.apps.standins.server import response

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Route

    from tests.apps.documents import Document
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
_LATEST_S = 60.0
"""If no judge says otherwise: after this a browser that does not answer is ended; the next document gets a new one."""


class Browser(ABC):
    """One Chromium with a profile of its own; what a page asks of other hosts is answered by a stand-in of that type."""

    def __init__(self, standins: Standins) -> None:
        self.standins = standins
        self.errors: list[str] = []
        self.latest_s = _LATEST_S
        self._driver = sync_playwright().start()
        self._launch()

    def _launch(self) -> None:
        self._ended = False
        self._profile = tempfile.mkdtemp()
        self._context = self._driver.chromium.launch_persistent_context(
            self._profile,
            executable_path=shutil.which("chromium"),
            headless=True,
            viewport={"width": WIDTH, "height": _HEIGHT},
            args=_ALONE,
        )
        self._context.set_default_timeout(_WAIT_MS)
        self._context.route(lambda url: not url.startswith(self.standins.address), self._outside)
        self._context.add_init_script("try { localStorage.clear(); sessionStorage.clear() } catch { /* none here */ }")
        self.page = self._context.pages[0]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()
        self._driver.stop()

    def _close(self) -> None:
        with self._bounded(), suppress(Error):
            self._context.close()
        shutil.rmtree(self._profile, ignore_errors=True)

    def fresh(self, path: str) -> None:
        """A new page at a path of the server, in place of the one before; of a new browser, where the old one hung."""
        if self._ended:
            self._close()
            self._launch()
        with self._bounded():
            old, self.page = self.page, self._context.new_page()
            old.close()
            self.errors = []
            self.page.on("pageerror", lambda error: self.errors.append(str(error)))
            self.page.on("dialog", lambda dialog: dialog.dismiss())
            self.page.goto(self.standins.address + path, timeout=_WAIT_MS)

    def call(self, function: str, argument: object = None) -> Any:
        """What a function of the page returns; what it throws, or the browser itself, or no answer, is a `RuntimeError`."""
        try:
            with self._bounded():
                return self.page.evaluate(f"argument => judge.{function}(argument)", argument)
        except Error as error:
            self._ended = self._ended or "crashed" in str(error)
            raise RuntimeError(f"no answer for {self.latest_s:.0f} s" if self._ended else str(error)[:400]) from None

    @contextmanager
    def _bounded(self) -> Iterator[None]:
        """End the browser if what is done meanwhile takes too long: a page that never rests can't be told to stop."""
        timer = threading.Timer(self.latest_s, self._end)
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _end(self) -> None:
        """End the processes of this browser alone, which are known by its profile."""
        self._ended = True
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if f"--user-data-dir={self._profile}".encode() in (process / "cmdline").read_bytes():
                    os.kill(int(process.name), signal.SIGKILL)

    def judged(self, document: Document, name: str) -> Judgement:
        """Open a document whose data the server knows as `name`, and say what became of it."""
        try:
            return self._judged(document, name)
        except RuntimeError as error:
            return Judgement(document.name, str(error))

    @abstractmethod
    def _judged(self, document: Document, name: str) -> Judgement:
        """What an application said; a `RuntimeError` is a refusal."""

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
