from __future__ import annotations

import io
import json
import logging
import re
from typing import TYPE_CHECKING

import pytest

from converter.web.logging import forward_server_logs, make_logger
from tests.web.conftest import SESSION

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.conftest import Service

SECRET = b"https://user:hunter2@example.org/a.bw?token=s3cr3t"


def value_of(service: Service, sample: str) -> float:
    text = service.client.get("/metrics").text
    return next((float(line.rpartition(" ")[2]) for line in text.splitlines() if line.startswith(sample)), 0)


def test_live(service: Service) -> None:
    assert service.client.get("/live").json == {"status": "alive"}


def test_ready_until_a_stop_begins(service: Service) -> None:
    assert service.client.get("/ready").json == {"status": "ready"}
    service.state.stopping = True
    assert service.refused(503, service.client.get("/ready", expect_errors=True))["code"] == "http.stopping"
    assert service.client.get("/live").status_int == 200


def test_metrics_count_what_was_done(service: Service) -> None:
    service.post("/v1/convert?to=neutral")
    service.post("/v1/convert?to=neutral", b"")
    service.request("BREW", "/v1/convert")
    service.client.get("/nowhere", expect_errors=True)
    assert value_of(service, 'session_converter_requests_total{method="POST",route="convert",status="200"}') == 1
    assert value_of(service, 'session_converter_requests_total{method="POST",route="convert",status="400"}') == 1
    assert value_of(service, 'session_converter_requests_total{method="other",route="convert",status="405"}') == 1
    assert value_of(service, 'session_converter_requests_total{method="GET",route="none",status="404"}') == 1
    assert value_of(service, 'session_converter_request_seconds_count{route="convert"}') == 3
    assert value_of(service, 'session_converter_body_bytes_sum{route="convert"}') == len(SESSION)
    assert value_of(service, 'session_converter_errors_total{code="http.not_found"}') == 1
    assert value_of(service, 'session_converter_conversions_total{source="igvxml",target="neutral"') == 1
    assert value_of(service, "session_converter_requests_in_flight") == 0
    assert value_of(service, "process_resident_memory_bytes") > 0


def test_metrics_of_two_applications_are_apart(make_service: Callable[..., Service]) -> None:
    first, second = make_service(), make_service()
    first.post("/v1/detect")
    assert value_of(first, 'session_converter_requests_total{method="POST",route="detect"') == 1
    assert value_of(second, 'session_converter_requests_total{method="POST",route="detect"') == 0


def test_metrics_elsewhere(make_service: Callable[..., Service]) -> None:
    service = make_service(metrics=False)
    assert service.refused(404, service.client.get("/metrics", expect_errors=True))["code"] == "http.not_found"


def test_each_request_is_logged_once(service: Service) -> None:
    response = service.post("/v1/convert?to=neutral")
    (line,) = service.log
    assert line["event"] == "request"
    assert (line["method"], line["route"], line["status"]) == ("POST", "convert", 200)
    assert line["bytes_in"] == len(SESSION)
    assert line["bytes_out"] == len(response.body)
    assert line["request_id"] == response.headers["X-Request-Id"]
    assert line["ms"] > 0
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.\d+Z", line["timestamp"])


def test_refusals_are_logged_with_their_code(service: Service) -> None:
    service.post("/v1/convert")
    assert service.log[0]["code"] == "option.missing"


def test_the_access_log_can_be_off(make_service: Callable[..., Service]) -> None:
    service = make_service(access_log=False)
    service.client.get("/live")
    assert service.log == []


def test_logs_and_metrics_hold_no_secrets(service: Service) -> None:
    session = SESSION.replace(b"https://example.org/genes.bed", SECRET)
    service.post("/v1/convert?to=jbrowse2&genome=hunter2&base=https://user:hunter2@example.org/?token=s3cr3t", session)
    service.post("/v1/convert?to=jbrowse2", session.replace(b"</Panel>", b""))
    service.post("/v1/convert?to=hunter2&token=s3cr3t", session)
    service.post("/v1/convert?to=hunter2", session)
    service.client.get("/hunter2/s3cr3t?token=hunter2", expect_errors=True)
    service.client.get("/static/hunter2", expect_errors=True)
    assert len(service.log) == 6
    for text in (service.log_text, service.client.get("/metrics").text):
        assert "hunter2" not in text
        assert "s3cr3t" not in text


def test_what_the_server_logs_is_json_too() -> None:
    stream = io.BytesIO()
    server = logging.getLogger("waitress")
    before = server.handlers, server.propagate, server.level
    try:
        forward_server_logs(make_logger(stream))
        server.info("quiet")
        logging.getLogger("waitress.queue").warning("quiet")
        server.warning("total open connections reached the connection limit")
    finally:
        server.handlers, server.propagate, level = before
        server.setLevel(level)
        logging.getLogger("waitress.queue").setLevel(logging.NOTSET)
    line = json.loads(stream.getvalue())
    assert (line["event"], line["level"], line["logger"]) == (
        "total open connections reached the connection limit",
        "warning",
        "waitress",
    )


@pytest.mark.parametrize("given", ["a", "A-b_c.9", "x" * 64])
def test_a_request_id_is_echoed(service: Service, given: str) -> None:
    assert service.client.get("/live", headers={"X-Request-Id": given}).headers["X-Request-Id"] == given


@pytest.mark.parametrize("given", ["", "x" * 65, "a b", "a;b", "<b>", "a\u00e9"])
def test_another_request_id_is_replaced(service: Service, given: str) -> None:
    made = service.client.get("/live", headers={"X-Request-Id": given}).headers["X-Request-Id"]
    assert re.fullmatch(r"[0-9a-f]{16}", made)


def test_security_headers_are_everywhere(service: Service) -> None:
    pages = [service.client.get("/"), service.client.get("/docs"), service.client.get("/static/convert.js")]
    others = [
        service.client.get("/v1/formats"),
        service.post("/v1/convert?to=neutral&as=document"),
        service.post("/v1/convert"),
        service.client.get("/nowhere", expect_errors=True),
        service.client.options("/v1/convert"),
    ]
    for response in pages + others:
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert response.headers["Content-Security-Policy"].startswith("default-src 'none'; ")
        assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
        assert response.headers["Cache-Control"] == ("no-cache" if response in pages else "no-store")
    for response in pages:
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["X-Frame-Options"] == "DENY"
        assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"


ORIGIN = {"Origin": "https://viewer.example"}
PREFLIGHT = ORIGIN | {"Access-Control-Request-Method": "POST"}


def test_cors_is_off_by_default(service: Service) -> None:
    for response in (service.client.get("/v1/formats", headers=ORIGIN), service.client.options("/v1/convert", headers=PREFLIGHT)):
        assert not [name for name in response.headers if name.startswith("Access-Control") or name == "Vary"]


def test_cors_for_the_origins_that_are_named(make_service: Callable[..., Service]) -> None:
    service = make_service(cors_origins=("https://viewer.example",))
    response = service.client.get("/v1/formats", headers=ORIGIN)
    assert response.headers["Access-Control-Allow-Origin"] == "https://viewer.example"
    assert "Conversion-Report" in response.headers["Access-Control-Expose-Headers"]
    assert response.headers["Vary"] == "Origin"
    preflight = service.client.options("/v1/convert", headers=PREFLIGHT)
    assert "POST" in preflight.headers["Access-Control-Allow-Methods"]
    assert "Content-Encoding" in preflight.headers["Access-Control-Allow-Headers"]
    problem = service.client.post("/v1/convert", b"", headers=ORIGIN, expect_errors=True)
    assert problem.headers["Access-Control-Allow-Origin"] == "https://viewer.example"
    for other in ({"Origin": "https://evil.example"}, {}):
        assert "Access-Control-Allow-Origin" not in service.client.get("/v1/formats", headers=other).headers


def test_cors_for_all(make_service: Callable[..., Service]) -> None:
    service = make_service(cors_origins=("*",))
    assert service.client.get("/v1/formats", headers=ORIGIN).headers["Access-Control-Allow-Origin"] == "*"
