"""`POST /v1/package`."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from tests.web.conftest import SESSION
from tests.web.test_body import post_parts

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.conftest import Service

LOCAL = SESSION.replace(b"https://example.org/genes.bed", b"/home/me/genes.bed")
GENES = ("data", "genes.bed", b"chr1\t1\t2\n")


def members(answer: Any) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(answer.body)) as held:
        return {name: held.read(name) for name in held.namelist()}


def test_a_session_with_its_data(service: Service) -> None:
    answer = post_parts(service, "/v1/package", ("file", "s.xml", LOCAL), GENES)
    assert answer.headers["Content-Type"] == "application/zip"
    assert 'filename="s.xml.zip"' in answer.headers["Content-Disposition"]
    held = members(answer)
    assert held["data/genes.bed"] == GENES[2]
    assert b'path="data/genes.bed"' in held["s.xml"]
    assert b"/home/me" not in held["s.xml"]


def test_converted_on_the_way_under_terms(service: Service) -> None:
    query = "/v1/package?to=jbrowse2&genome=hg38&licence=CC0&date=2026-01-02"
    held = members(post_parts(service, query, ("file", "s.xml", LOCAL), GENES))
    assert json.loads(held["s.json"])["assemblies"][0]["name"] == "hg38"
    root = json.loads(held["ro-crate-metadata.json"])["@graph"][1]
    assert (root["license"], root["datePublished"]) == ("CC0", "2026-01-02")


def test_a_raw_session_without_files(service: Service) -> None:
    held = members(service.post("/v1/package?missing=report"))
    assert json.loads(held["report.json"])["session"] == "session.xml"


def test_nothing_is_read_from_the_disk_of_the_server(service: Service, tmp_path: Path) -> None:
    (tmp_path / "secret.bed").write_text("secret")
    asked = SESSION.replace(b"https://example.org/genes.bed", f"{tmp_path}/secret.bed".encode())
    problem = service.refused(422, post_parts(service, "/v1/package", ("file", "s.xml", asked)))
    assert problem["code"] == "package.missing"
    scene = json.dumps({"model": f"{tmp_path}/secret.bed"}).encode()
    service.refused(422, post_parts(service, "/v1/package", ("file", "s.session", scene)))


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("/v1/package", [GENES]),
        ("/v1/package", [("file", "s.xml", SESSION), GENES, GENES]),
        ("/v1/package", [("file", "s.xml", SESSION), ("data", None, b"x")]),
        ("/v1/package?missing=perhaps", [("file", "s.xml", SESSION)]),
        ("/v1/package?to=nothing", [("file", "s.xml", SESSION)]),
        ("/v1/package?rewrite=a=b", [("file", "s.xml", SESSION)]),
        ("/v1/convert?to=igvxml", [("file", "s.xml", SESSION), GENES]),
    ],
)
def test_a_wrong_call(service: Service, path: str, parts: list[Any]) -> None:
    service.refused(400, post_parts(service, path, *parts))
