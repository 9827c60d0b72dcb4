from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

import converter
from converter.web.responses import attachment
from tests.web.conftest import SESSION

if TYPE_CHECKING:
    from tests.web.conftest import Service

WRITTEN = [one["id"] for one in converter.formats() if one["writes"]]


@pytest.mark.parametrize("target", WRITTEN)
def test_convert_answers_with_document_and_report(service: Service, target: str) -> None:
    answer = service.post(f"/v1/convert?to={target}&filename=mine.xml").json
    expected = converter.convert(SESSION, to=target, filename="mine.xml")
    is_json = expected.media_type.endswith("json")
    assert answer["document"] == (json.loads(expected.document) if is_json else expected.document.decode())
    assert answer["media_type"] == expected.media_type
    assert answer["filename"] == expected.filename
    assert answer["report"] == json.loads(expected.report.to_json())


def test_a_json_document_is_embedded_as_it_is_written(service: Service) -> None:
    response = service.post("/v1/convert?to=neutral")
    assert response.content_type == "application/json"
    assert response.body.startswith(b'{"document":' + converter.convert(SESSION, to="neutral").document)


@pytest.mark.parametrize("target", WRITTEN)
def test_as_document_answers_with_the_document_itself(service: Service, target: str) -> None:
    response = service.post(f"/v1/convert?to={target}&as=document&filename=mine.xml")
    expected = converter.convert(SESSION, to=target, filename="mine.xml")
    assert response.body == expected.document
    assert response.headers["Content-Type"].partition(";")[0] == expected.media_type
    assert response.headers["Content-Disposition"] == f'attachment; filename="{expected.filename}"'
    summary = json.loads(response.headers["Conversion-Report"])
    assert summary == {"verdict": expected.report.verdict, "counts": expected.report.counts}
    assert response.headers["Conversion-Report"].isascii()


def test_report_answers_with_the_report_alone(service: Service) -> None:
    response = service.post("/v1/report?to=neutral")
    assert response.json == json.loads(converter.convert(SESSION, to="neutral").report.to_json())


def test_ledger_is_passed_on(service: Service) -> None:
    assert "ledger" in service.post("/v1/report?to=neutral&ledger=true").json
    assert "ledger" not in service.post("/v1/report?to=neutral&ledger=false").json


def test_inspect_answers_with_the_neutral_session(service: Service) -> None:
    response = service.post("/v1/inspect")
    assert response.body == converter.convert(SESSION, to="neutral").document


def test_detect_answers_with_ranked_formats(service: Service) -> None:
    candidates = service.post("/v1/detect").json["candidates"]
    assert candidates[0]["format"] == "igvxml"
    assert 0 < candidates[0]["confidence"] <= 1
    assert candidates[0]["evidence"]


def test_options_reach_the_conversion(service: Service) -> None:
    options = {"carry": False, "genome": "hg38", "rewrite": ["https://example.org/=https://other.org/"], "tracks": "all"}
    response = service.post(
        "/v1/convert?to=neutral&carry=false&genome=hg38&tracks=all&rewrite=https%3A%2F%2Fexample.org%2F%3Dhttps%3A%2F%2Fother.org%2F"
    )
    assert response.json["document"] == json.loads(converter.convert(SESSION, to="neutral", options=options).document)


def test_source_binds(service: Service) -> None:
    assert service.post("/v1/convert?to=neutral&from=igvxml").status_int == 200
    problem = service.refused(422, service.post("/v1/convert?to=neutral&from=jbrowse2"))
    assert "jbrowse2" in problem["detail"]


@pytest.mark.parametrize("content_type", ["application/x-www-form-urlencoded", "text/plain", "image/png", "nonsense"])
def test_content_type_is_ignored(service: Service, content_type: str) -> None:
    assert service.post("/v1/detect", Content_Type=content_type).json["candidates"][0]["format"] == "igvxml"


def test_a_gzipped_file_is_read(service: Service) -> None:
    assert service.post("/v1/detect", gzip.compress(SESSION, mtime=0)).json["candidates"][0]["format"] == "igvxml"


def test_the_loss_policy_attaches_the_report(service: Service) -> None:
    problem = service.refused(422, service.post("/v1/convert?to=jbrowse2&on_loss=fail&fail_at=info"))
    assert problem["code"] == "loss.policy"
    assert problem["hint"]
    assert problem["report"]["entries"]


@pytest.mark.parametrize(
    ("filename", "disposition"),
    [
        ("run 7.xml", 'filename="run 7.xml"'),
        ("../../etc/passwd", 'filename="passwd"'),
        ("C:\\data\\mine.xml", 'filename="mine.xml"'),
        (".bashrc", 'filename="bashrc"'),
        ("a/", 'filename="session"'),
        ("", 'filename="session"'),
        ('a"b.xml', "filename=\"a_b.xml\"; filename*=UTF-8''a%22b.xml"),
        ("höhe.xml", "filename=\"h_he.xml\"; filename*=UTF-8''h%C3%B6he.xml"),
        ("a\r\nX: y.xml", "filename=\"aX_ y.xml\"; filename*=UTF-8''aX%3A%20y.xml"),
        ("a\x00b\ud800c\x7f.xml", 'filename="abc.xml"'),
    ],
)
def test_the_name_of_a_download_is_safe(filename: str, disposition: str) -> None:
    assert attachment(filename) == f"attachment; {disposition}"


def test_no_header_comes_out_of_a_name(service: Service) -> None:
    name = 'a"\r\nSet-Cookie: x=1.xml'
    response = service.post("/v1/convert?" + urlencode({"to": "neutral", "as": "document", "filename": name}))
    assert response.status_int == 200
    assert "Set-Cookie" not in response.headers
    assert response.headers["Content-Disposition"].startswith('attachment; filename="a_Set-Cookie_ x_1.')
