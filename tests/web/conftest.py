from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from webtest import TestApp

from converter.web.app import make_app
from converter.web.logging import make_logger
from converter.web.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

SESSION = b"""<?xml version="1.0" encoding="UTF-8"?>
<Session genome="hg19" locus="chr1:1000-2000" version="8">
    <Resources>
        <Resource path="https://example.org/a.bw?x=1&amp;y=2"/>
        <Resource path="https://example.org/genes.bed"/>
    </Resources>
    <Panel height="300" name="DataPanel" width="1200">
        <Track id="https://example.org/a.bw?x=1&amp;y=2" name="Coverage" color="0,0,178" height="60" visible="true">
            <DataRange baseline="0.0" drawBaseline="true" flipAxis="false" maximum="10.0" minimum="0.0" type="LINEAR"/>
        </Track>
        <Track id="https://example.org/genes.bed" name="Genes" displayMode="SQUISHED" visible="true"/>
    </Panel>
    <PanelLayout dividerFractions="0.5"/>
</Session>
"""


class Service:
    """An application, a client for it, and what it logged."""

    def __init__(self, settings: Settings) -> None:
        self._stream = io.BytesIO()
        self.app = make_app(settings, make_logger(self._stream))
        self.client = TestApp(self.app)
        self._unchecked = TestApp(self.app, lint=False)

    @property
    def state(self) -> Any:
        return self.app.registry.state

    @property
    def log_text(self) -> str:
        return self._stream.getvalue().decode()

    @property
    def log(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log_text.splitlines()]

    def refused(self, status: int, response: Any) -> dict[str, Any]:
        """The problem that a response is, after what all of them have in common was checked."""
        assert response.status_int == status
        assert response.headers["Content-Type"] == "application/problem+json"
        problem: dict[str, Any] = json.loads(response.body)
        assert problem["status"] == status
        assert problem["title"]
        assert problem["detail"]
        assert problem["request_id"] == response.headers["X-Request-Id"]
        assert "Traceback" not in response.text
        return problem

    def request(self, method: str, path: str) -> Any:
        """A request of any method, also one that WebTest takes for a mistake."""
        return self._unchecked.request(path, method=method, expect_errors=True)

    def post(self, path: str, body: bytes = SESSION, **headers: str) -> Any:
        """A raw post, with the Content-Type that curl's `--data-binary` sends."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.post(path, body, headers=named, expect_errors=True)


@pytest.fixture
def make_service() -> Callable[..., Service]:
    return lambda **settings: Service(Settings(**settings))


@pytest.fixture
def service(make_service: Callable[..., Service]) -> Service:
    return make_service()
