from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pyramid.httpexceptions import HTTPConflict

import converter
from converter.errors import ConverterError, Kind
from converter.web.errors import STATUS, problem_of
from converter.web.routes import ROUTES
from tests.web.conftest import SESSION

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.conftest import Service

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND")


def test_every_kind_of_error_has_a_status() -> None:
    assert set(STATUS) == set(Kind)
    assert set(STATUS.values()) <= {400, 413, 415, 422}


@pytest.mark.parametrize("kind", Kind)
def test_an_error_is_told_with_its_place(kind: Kind) -> None:
    error = ConverterError("some.code", "Something is wrong.", path="/a/b", line=3, column=4, hint="Mend it.")
    error.kind = kind  # type: ignore[misc]
    problem = problem_of(error)
    assert (problem.status, problem.code, problem.detail, problem.hint) == (
        STATUS[kind],
        "some.code",
        "Something is wrong.",
        "Mend it.",
    )
    assert (problem.path, problem.line, problem.column) == ("/a/b", 3, 4)


def test_what_pyramid_raises_is_a_problem() -> None:
    problem = problem_of(HTTPConflict())
    assert (problem.status, problem.title, problem.code) == (409, "Conflict", "http.409")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"<Session", 400),
        (b'{"tracks": [', 400),
        (b"\x00\x01\x02\x03" * 20, 400),
        (b"<html/>", 415),
        (b'{"colour": "red"}', 415),
        (b"hello", 415),
        (b'<!DOCTYPE Session [<!ENTITY x SYSTEM "file:///etc/passwd">]><Session version="8">&x;</Session>', 422),
    ],
)
def test_bad_input_is_refused(service: Service, body: bytes, status: int) -> None:
    problem = service.refused(status, service.post("/v1/convert?to=neutral", body))
    assert problem["code"]


def test_malformed_xml_has_line_and_column(service: Service) -> None:
    problem = service.refused(400, service.post("/v1/convert?to=neutral", SESSION.replace(b"</Panel>", b"</Panels>")))
    assert problem["line"] == 12
    assert problem["column"] > 1


@pytest.mark.parametrize("path", ["/v1/batches", "/v1/nothing", "/v1/unheard", "/v2/convert", "/v1/convert/", "/x", "/static"])
@pytest.mark.parametrize("method", METHODS)
def test_unknown_routes(service: Service, path: str, method: str) -> None:
    response = service.request(method, path)
    if method == "HEAD":
        assert response.status_int == 404
        return
    assert service.refused(404, response)["code"] == "http.not_found"


@pytest.mark.parametrize("path", ["/%ff", "/v1/schemas/%ff", "/static/%c3%28"])
def test_a_path_that_is_no_utf8(service: Service, path: str) -> None:
    assert service.refused(400, service.client.get(path, expect_errors=True))["code"] == "http.malformed"


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
@pytest.mark.parametrize("method", METHODS)
def test_methods(service: Service, route: Any, method: str) -> None:
    path = route.path.replace("{name}", "report" if route.name == "schema" else "style.css")
    response = service.request(method, path)
    allowed = ("GET", "HEAD", "OPTIONS") if route.method == "GET" else ("POST", "OPTIONS")
    if method == "OPTIONS":
        assert (response.status_int, response.body) == (204, b"")
        assert response.headers["Allow"] == ", ".join(allowed)
        assert "Content-Type" not in response.headers
    elif method in allowed:
        assert response.status_int != 405
    else:
        assert response.status_int == 405
        assert response.headers["Allow"] == ", ".join(allowed)
        if method != "HEAD":
            assert service.refused(405, response)["code"] == "http.method"


@pytest.mark.parametrize("path", ["/", "/docs", "/fidelity", "/v1/formats", "/openapi.json", "/live"])
def test_head_says_what_get_says_without_a_body(service: Service, path: str) -> None:
    got, head = service.client.get(path), service.client.head(path)
    assert head.body == b""
    assert head.headers["Content-Length"] == got.headers["Content-Length"]
    assert head.headers["Content-Type"] == got.headers["Content-Type"]


def test_a_bug_is_told_without_its_inside(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: Any, **_options: Any) -> None:
        raise KeyError("https://user:pw@example.org/?token=abc")

    monkeypatch.setattr(converter, "convert", fail)
    response = service.post("/v1/convert?to=neutral")
    problem = service.refused(500, response)
    assert problem["code"] == "internal"
    assert "KeyError" not in response.text
    bug = next(line for line in service.log if line["event"] == "bug")
    assert bug["error"] == "KeyError"
    assert bug["request_id"] == problem["request_id"]
    assert any("test_errors.py" in frame and "fail" in frame for frame in bug["stack"])
    assert "token" not in service.log_text
    assert "pw@" not in service.log_text


def test_secrets_are_not_shown(service: Service) -> None:
    response = service.post("/v1/convert?to=neutral&rewrite=https://user:pw@example.org/data")
    assert service.refused(400, response)["code"] == "option.rewrite"
    assert "pw" not in response.text


def test_a_busy_service_says_when_to_come_back(make_service: Callable[..., Service], monkeypatch: pytest.MonkeyPatch) -> None:
    service = make_service(max_in_flight=1, retry_after_s=7)
    convert, seen = converter.convert, []

    def nested(data: bytes, **said: Any) -> Any:
        seen.append(service.post("/v1/detect"))
        seen.extend(service.client.get(path) for path in ("/live", "/ready", "/metrics"))
        return convert(data, **said)

    monkeypatch.setattr(converter, "convert", nested)
    assert service.post("/v1/convert?to=neutral").status_int == 200
    busy, *probes = seen
    assert service.refused(503, busy)["code"] == "http.busy"
    assert busy.headers["Retry-After"] == "7"
    assert [probe.status_int for probe in probes] == [200, 200, 200]
    assert service.post("/v1/detect").status_int == 200


def test_requests_that_wait_for_a_thread_are_in_flight(make_service: Callable[..., Service]) -> None:
    service = make_service(max_in_flight=3)
    service.state.flight.waiting = lambda: 3
    assert service.refused(503, service.post("/v1/detect"))["code"] == "http.busy"
    service.state.flight.waiting = lambda: 2
    assert service.post("/v1/detect").status_int == 200
