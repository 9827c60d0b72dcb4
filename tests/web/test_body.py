from __future__ import annotations

import gzip
import io
import json
import tracemalloc
from typing import TYPE_CHECKING, Any

import pytest

import converter
from converter.limits import LIMITS
from tests.web.conftest import SESSION

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.conftest import Service

SMALL = 2000


@pytest.fixture
def small(make_service: Callable[..., Service]) -> Service:
    """A service that reads no more than 2,000 bytes."""
    return make_service(body_bytes=SMALL)


class Unread(io.BytesIO):
    """A body that nobody may read."""

    def read(self, *_args: Any) -> bytes:
        raise AssertionError("the body was read")


def wsgi(service: Service, path: str, body: io.BytesIO, **environ: Any) -> tuple[int, dict[str, Any]]:
    """A post past the client, which would set a Content-Length: status and answer."""
    path, _, query = path.partition("?")
    full = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "wsgi.url_scheme": "http",
        "wsgi.input": body,
        **environ,
    }
    seen: list[str] = []
    answer = b"".join(service.app(full, lambda status, _headers: seen.append(status)))
    return int(seen[0][:3]), json.loads(answer)


def multipart(*parts: tuple[str, str | None, bytes], boundary: str = "x") -> tuple[bytes, str]:
    """A body of (name, filename, value), and its Content-Type."""
    body = b""
    for name, filename, value in parts:
        named = f'; filename="{filename}"' if filename is not None else ""
        body += f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"{named}\r\n\r\n'.encode() + value + b"\r\n"
    return body + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


def post_parts(service: Service, path: str, *parts: tuple[str, str | None, bytes]) -> Any:
    body, content_type = multipart(*parts)
    return service.post(path, body, Content_Type=content_type)


def test_an_announced_length_over_the_limit_is_refused_unread(small: Service) -> None:
    status, problem = wsgi(small, "/v1/convert?to=neutral", Unread(), CONTENT_LENGTH=str(SMALL + 1))
    assert (status, problem["code"]) == (413, "limit.body_bytes")
    assert str(SMALL) in problem["detail"]


def test_a_body_of_unknown_length_is_read_to_the_limit_only(small: Service) -> None:
    body = io.BytesIO(b" " * (10 * SMALL))
    status, problem = wsgi(small, "/v1/convert?to=neutral", body, **{"wsgi.input_terminated": True})
    assert (status, problem["code"]) == (413, "limit.body_bytes")
    assert body.tell() <= SMALL + 1


def test_a_body_at_the_limit_is_read(small: Service) -> None:
    assert small.post("/v1/detect", SESSION.ljust(SMALL)).status_int == 200


def test_a_body_of_unknown_length_is_read(small: Service) -> None:
    status, answer = wsgi(small, "/v1/detect", io.BytesIO(SESSION), **{"wsgi.input_terminated": True})
    assert (status, answer["candidates"][0]["format"]) == (200, "igvxml")


@pytest.mark.parametrize("path", ["/v1/convert?to=jbrowse2", "/v1/report?to=jbrowse2", "/v1/inspect", "/v1/detect"])
def test_no_body_is_refused(service: Service, path: str) -> None:
    service.refused(400, service.post(path, b""))
    assert wsgi(service, path, Unread())[0] == 400


@pytest.mark.parametrize("coding", ["gzip", "GZIP", "x-gzip", " gzip "])
def test_gzip_as_content_encoding(service: Service, coding: str) -> None:
    response = service.post("/v1/convert?to=neutral", gzip.compress(SESSION, mtime=0), Content_Encoding=coding)
    assert response.json["document"] == json.loads(converter.convert(SESSION, to="neutral").document)


def test_identity_as_content_encoding(service: Service) -> None:
    assert service.post("/v1/detect", Content_Encoding="identity").status_int == 200


@pytest.mark.parametrize("coding", ["br", "zstd", "deflate", "gzip, gzip", "nonsense"])
def test_another_content_encoding_is_refused(service: Service, coding: str) -> None:
    response = service.post("/v1/detect", Content_Encoding=coding)
    assert service.refused(415, response)["code"] == "http.content_encoding"
    assert response.headers["Accept-Encoding"] == "gzip, identity"


@pytest.mark.parametrize(
    "body",
    [SESSION, b"", gzip.compress(SESSION, mtime=0)[:-9], gzip.compress(SESSION, mtime=0) + b"x", b"\x1f\x8b\x08" + b"\0" * 50],
)
def test_broken_gzip_is_refused(service: Service, body: bytes) -> None:
    problem = service.refused(400, service.post("/v1/detect", body, Content_Encoding="gzip"))
    assert problem["code"] == "http.gzip"


def test_gzip_unpacks_within_the_limit(service: Service, small: Service) -> None:
    bomb = gzip.compress(b"\0" * (LIMITS.unpacked_bytes + 1), compresslevel=1)
    assert service.refused(413, service.post("/v1/detect", bomb, Content_Encoding="gzip"))["code"] == "limit.unpacked_bytes"
    packed = gzip.compress(SESSION.ljust(SMALL + 1))
    assert small.refused(413, small.post("/v1/detect", packed, Content_Encoding="gzip"))["code"] == "limit.unpacked_bytes"


def test_a_bomb_is_not_unpacked(small: Service) -> None:
    bomb = gzip.compress(b"\0" * 50_000_000, compresslevel=1)[:SMALL]
    tracemalloc.start()
    try:
        assert small.post("/v1/detect", bomb, Content_Encoding="gzip").status_int == 413
        assert tracemalloc.get_traced_memory()[1] < 400 * SMALL
    finally:
        tracemalloc.stop()


def test_multipart(service: Service) -> None:
    response = post_parts(service, "/v1/convert?to=neutral", ("file", "run 7.xml", SESSION))
    expected = converter.convert(SESSION, to="neutral", filename="run 7.xml")
    assert response.json["document"] == json.loads(expected.document)
    assert response.json["filename"] == expected.filename


def test_the_filename_parameter_beats_that_of_the_part(service: Service) -> None:
    response = post_parts(service, "/v1/convert?to=neutral&filename=b.xml", ("file", "a.xml", SESSION))
    assert response.json["filename"] == converter.convert(SESSION, to="neutral", filename="b.xml").filename


def test_gzipped_multipart(service: Service) -> None:
    body, content_type = multipart(("file", None, SESSION))
    response = service.post("/v1/detect", gzip.compress(body, mtime=0), Content_Type=content_type, Content_Encoding="gzip")
    assert response.json["candidates"][0]["format"] == "igvxml"


def test_documents_beside_the_file_are_options(service: Service) -> None:
    edit = json.dumps([{"op": "test", "path": "/no/such/place", "value": 1}]).encode()
    assert post_parts(service, "/v1/convert?to=neutral", ("file", None, SESSION), ("edit", "e.json", edit)).status_int != 200
    empty = post_parts(service, "/v1/convert?to=neutral", ("file", None, SESSION), ("edit", "", b""))
    assert empty.json["document"] == json.loads(converter.convert(SESSION, to="neutral").document)


@pytest.mark.parametrize("field", ["config", "genomes", "edit"])
def test_documents_reach_the_conversion(service: Service, monkeypatch: pytest.MonkeyPatch, field: str) -> None:
    seen: list[Any] = []
    convert = converter.convert

    def listen(data: bytes, **said: Any) -> Any:
        seen.append(said["options"])
        return convert(data, to="neutral")

    monkeypatch.setattr(converter, "convert", listen)
    assert (
        post_parts(service, "/v1/convert?to=neutral&carry=false", ("file", None, SESSION), (field, "c", b"{}")).status_int == 200
    )
    assert getattr(seen[0], field) == b"{}"
    assert seen[0].carry is False


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ([], "http.file"),
        ([("config", None, b"{}")], "http.file"),
        ([("file", None, SESSION), ("file", None, SESSION)], "http.field"),
        ([("file", None, SESSION), ("to", None, b"jbrowse2")], "http.field"),
        ([("file", None, SESSION), *[("edit", None, b"")] * 20], "http.multipart"),
    ],
)
def test_wrong_parts_are_refused(service: Service, parts: list[tuple[str, str | None, bytes]], code: str) -> None:
    problem = service.refused(400, post_parts(service, "/v1/convert?to=neutral", *parts))
    assert problem["code"] == code
    assert "file" in problem["hint"]


@pytest.mark.parametrize(
    ("content_type", "status", "code"),
    [
        ("multipart/form-data", 400, "http.multipart"),
        ("multipart/form-data; boundary=y", 400, "http.multipart"),
        ("multipart/form-data; boundary=", 400, "http.multipart"),
        ("MULTIPART/FORM-DATA; boundary=\u00ff", 400, "http.multipart"),
        ("multipart/mixed; boundary=x", 415, "http.media_type"),
    ],
)
def test_broken_multipart_is_refused(service: Service, content_type: str, status: int, code: str) -> None:
    body, _ = multipart(("file", None, SESSION))
    assert service.refused(status, service.post("/v1/detect", body, Content_Type=content_type))["code"] == code


def test_truncated_multipart_is_refused(service: Service) -> None:
    body, content_type = multipart(("file", None, SESSION))
    for cut in (1, 5, 40, len(body) - 6):
        assert service.refused(400, service.post("/v1/detect", body[:cut], Content_Type=content_type))["code"] == "http.multipart"
