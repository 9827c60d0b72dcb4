"""`POST /v1/merge`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import converter
from converter.limits import LIMITS
from tests.web.conftest import SESSION
from tests.web.test_body import multipart, post_parts

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.conftest import Service

OTHER = SESSION.replace(b"0,0,178", b"255,0,0")


def test_several_files_become_one_session(service: Service) -> None:
    answer = post_parts(service, "/v1/merge?to=igvxml", ("file", "a.xml", SESSION), ("file", "b.xml", OTHER)).json
    given = [converter.Input(SESSION, filename="a.xml"), converter.Input(OTHER, filename="b.xml")]
    expected = converter.merge(given, to="igvxml")
    assert answer["document"] == expected.document.decode()
    assert answer["report"] == json.loads(expected.report.to_json())
    assert answer["report"]["reports"][1]["source"]["name"] == "b"
    assert 'conversions_total{source="igvxml",target="igvxml",verdict="lossy"} 1.0' in service.client.get("/metrics").text


def test_the_document_itself(service: Service) -> None:
    response = post_parts(service, "/v1/merge?to=igvxml&as=document", ("file", None, SESSION), ("file", None, OTHER))
    assert response.body == converter.merge([SESSION, OTHER], to="igvxml").document
    assert json.loads(response.headers["Conversion-Report"])["verdict"] == "lossy"


def test_one_raw_session_is_merged_with_none(service: Service) -> None:
    assert service.post("/v1/merge?to=neutral").json["document"]["genome"] == {"id": "hg19"}


def test_different_genomes_are_refused(service: Service) -> None:
    body, content_type = multipart(("file", None, SESSION), ("file", None, SESSION.replace(b"hg19", b"mm10")))
    problem = service.refused(422, service.post("/v1/merge?to=igvxml", body, Content_Type=content_type))
    assert problem["code"] == "merge.genome"
    assert "'hg19'" in problem["detail"]
    assert "'mm10'" in problem["detail"]


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("/v1/merge?to=igvxml", [("edit", None, b"[]")]),
        ("/v1/convert?to=igvxml", [("file", None, SESSION), ("file", None, SESSION)]),
        ("/v1/merge?to=igvxml&from=igvxml", [("file", None, SESSION)]),
        ("/v1/merge", [("file", None, SESSION)]),
    ],
)
def test_a_wrong_call(service: Service, path: str, parts: list[Any]) -> None:
    service.refused(400, post_parts(service, path, *parts))


def test_more_sessions_than_are_merged_are_told_as_that(make_service: Callable[..., Service]) -> None:
    body, content_type = multipart(*[("file", None, SESSION)] * (LIMITS.sessions + 1))
    problem = make_service().refused(413, make_service().post("/v1/merge?to=igvxml", body, Content_Type=content_type))
    assert problem["code"] == "limit.sessions"
    assert "1001 sessions" in problem["detail"]
