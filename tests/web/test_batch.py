from __future__ import annotations

import io
import json
import stat
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

import converter
from tests.web.conftest import SESSION

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.conftest import Service

BATCH = "/v1/batch?to=jbrowse2"


def zipped(entries: dict[str, bytes], **changes: Any) -> bytes:
    """A zip of these entries, each with what is changed of it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            for field, value in changes.items():
                setattr(entry, field, value)
            archive.writestr(entry, data)
    return made.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_zip_comes_back_converted(service: Service) -> None:
    sent = zipped(
        {"lab/a.xml": SESSION, "b.xml": SESSION[:300], "__MACOSX/._a": b"x", "letter.txt": b"Dear all", "reads.bam": b"BAM"}
    )
    response = service.post(BATCH, sent)
    assert response.content_type == "application/zip"
    assert response.headers["Content-Disposition"] == 'attachment; filename="converted.zip"'
    found = unzipped(response.body)
    alone = converter.convert(SESSION, to="jbrowse2")
    assert found["lab/a.json"] == alone.document
    assert found["lab/a.json.report.json"] == alone.report.to_json()
    assert json.loads(found["b.json.error.json"])["code"] == "xml.malformed"
    assert json.loads(found["summary.json"])["inputs"] == 3
    assert len(found["summary.ndjson"].splitlines()) == 3
    assert set(found) == {
        "lab/a.json",
        "lab/a.json.report.json",
        "b.json.error.json",
        *(f"summary.{end}" for end in ("json", "ndjson", "html")),
    }
    assert service.post(BATCH, sent).body == response.body
    assert b'session_converter_conversions_total{source="igvxml",target="jbrowse2"' in service.client.get("/metrics").body


def test_it_is_sent_while_it_is_made(service: Service) -> None:
    request = service.client.RequestClass.blank(BATCH, method="POST", body=zipped({f"{n}.xml": SESSION for n in range(5)}))
    _status, headers, pieces = request.call_application(service.app)
    assert "Content-Length" not in dict(headers)
    assert len(list(pieces)) == 6


def test_a_body_that_is_not_read_is_in_flight_until_it_is_closed(service: Service) -> None:
    request = service.client.RequestClass.blank(BATCH, method="POST", body=zipped({"a.xml": SESSION}))
    pieces = request.call_application(service.app)[2]
    assert service.state.flight.total() == 1
    pieces.close()
    assert service.state.flight.total() == 0


def test_documents_beside_the_zip_and_options_count(service: Service) -> None:
    sent = zipped({"a.xml": SESSION})
    edit = b'[{"op": "add", "path": "/name", "value": "Mine"}]'
    response = service.client.post(BATCH + "&carry=false", upload_files=[("file", "s.zip", sent), ("edit", "edit.json", edit)])
    expected = converter.convert(SESSION, to="jbrowse2", options={"carry": False, "edit": edit})
    assert unzipped(response.body)["a.json"] == expected.document


LINK = {"external_attr": (stat.S_IFLNK | 0o777) << 16}


@pytest.mark.parametrize(
    ("status", "code", "body"),
    [
        (400, "archive.malformed", SESSION),
        (400, "archive.malformed", zipped({"a.xml": SESSION})[:-30]),
        (422, "input.empty_folder", zipped({"reads.bam": b"BAM"})),
        (422, "archive.name", zipped({"../a.xml": SESSION})),
        (422, "archive.name", zipped({"lab/../../a.xml": SESSION})),
        (422, "archive.name", zipped({"..\\a.xml": SESSION})),
        (422, "archive.name", zipped({"/etc/a.xml": SESSION})),
        (422, "archive.name", zipped({"C:\\a.xml": SESSION})),
        (422, "archive.name", zipped({"a\x1b[2J.xml": SESSION})),
        (422, "archive.entry", zipped({"a.xml": b"/etc/passwd"}, **LINK)),
        (413, "limit.archive_entries", zipped(dict.fromkeys(map(str, range(2_001)), b""))),
        (413, "limit.archive_ratio", zipped({"a.xml": bytes(20_000_000)})),
    ],
)
def test_zips_that_are_refused(service: Service, status: int, code: str, body: bytes) -> None:
    problem = service.refused(status, service.post(BATCH, body))
    assert problem["code"] == code
    assert problem["hint"]


def test_an_encrypted_entry_is_refused(service: Service) -> None:
    body = bytearray(zipped({"a.xml": SESSION}))
    body[body.rindex(b"PK\x01\x02") + 8] |= 1
    assert service.refused(422, service.post(BATCH, bytes(body)))["code"] == "archive.encrypted"


def test_a_zero_byte_in_a_name_is_refused(service: Service) -> None:
    body = zipped({"a.xmlXevil": SESSION}).replace(b"a.xmlXevil", b"a.xml\0evil")
    assert service.refused(422, service.post(BATCH, body))["code"] == "archive.name"


def test_what_lies_about_its_size_is_told(service: Service) -> None:
    body = bytearray(zipped({"a.xml": SESSION, "b.xml": SESSION}))
    at = body.index(b"PK\x01\x02")
    body[at + 24 : at + 28] = (100).to_bytes(4, "little")
    found = unzipped(service.post(BATCH, bytes(body)).body)
    assert json.loads(found["a.json.error.json"])["code"] == "archive.malformed"
    assert "b.json" in found


def test_the_settings_lower_the_limits(make_service: Callable[..., Service]) -> None:
    service = make_service(batch_entries=1, batch_bytes=len(SESSION))
    assert service.post(BATCH, zipped({"a.xml": SESSION})).status_int == 200
    many = service.post(BATCH, zipped({"a.xml": SESSION, "b.xml": SESSION}))
    assert service.refused(413, many)["code"] == "limit.archive_entries"
    assert service.refused(413, service.post(BATCH, zipped({"a.xml": SESSION + b" "})))["code"] == "limit.archive_bytes"
    small = make_service(body_bytes=1_000)
    assert (
        json.loads(unzipped(small.post(BATCH, zipped({"a.xml": bytes(1_001)})).body)["a.json.error.json"])["code"]
        == "limit.body_bytes"
    )


def test_names_that_differ_only_by_case_are_told_apart(service: Service) -> None:
    found = unzipped(service.post(BATCH, zipped({"a.xml": SESSION, "A.xml": SESSION, "summary.xml": SESSION})).body)
    names = {name for name in found if name.endswith(".json") and "~" in name and ".report" not in name}
    assert len({name.casefold() for name in names}) == 3
    assert all(json.loads(line)["renamed"] for line in found["summary.ndjson"].splitlines())


@pytest.mark.parametrize(
    "query", ["", "?to=nothing", "?to=jbrowse2&filename=a", "?to=jbrowse2&shape=round", "?to=jbrowse2&rewrite=a"]
)
def test_wrong_calls_are_refused(service: Service, query: str) -> None:
    service.refused(400, service.post(f"/v1/batch{query}", zipped({"a.xml": SESSION})))
