"""Services that give reads or variants by place (htsget), between the programs that ask them."""

from __future__ import annotations

import json
from typing import Any

import pytest

import converter
from converter.resources.filetypes import infer

URL = "https://x.org/reads/NA12878"
WEB: dict[str, Any] = {"type": "alignment", "format": "bam", "sourceType": "htsget", "url": URL, "name": "A"}
XML = """<Session genome="hg19" locus="chr1:1-100" version="8"><Resources><Resource path="{0}" type="htsget"/></Resources>
<Panel><Track id="{0}" name="A"/></Panel></Session>"""
ADAPTER = {"type": "HtsgetBamAdapter", "htsgetBase": "https://x.org/reads", "htsgetTrackId": "NA12878"}


def web(**more: Any) -> bytes:
    return json.dumps({"genome": "hg19", "locus": "chr1:1-100", "tracks": [{**WEB, **more}]}).encode()


def jbrowse(**more: Any) -> bytes:
    track = {"type": "AlignmentsTrack", "trackId": "a", "name": "A", "assemblyNames": ["hg19"], "adapter": {**ADAPTER, **more}}
    views = [{"type": "LinearGenomeView", "init": {"assembly": "hg19", "loc": "chr1:1-100", "tracks": ["a"]}}]
    return json.dumps(
        {"assemblies": [{"name": "hg19"}], "tracks": [track], "defaultSession": {"name": "s", "views": views}}
    ).encode()


def desktop(address: str = "htsget://x.org/reads/NA12878") -> bytes:
    return XML.format(address).encode()


def converted(data: bytes, to: str, **options: Any) -> str:
    return converter.convert(data, to, options={"carry": False, **options}).document.decode()


def errors(data: bytes, to: str) -> list[str]:
    report = converter.convert(data, to, options={"carry": False}).report.to_dict()
    return [one["code"] for one in report["entries"] if one["severity"] == "error"]


SOURCES = [web(), jbrowse(), desktop(), web(url="htsget://x.org/reads/NA12878", format="BAM")]


@pytest.mark.parametrize("data", SOURCES)
def test_every_program_is_told_the_service_in_its_own_way(data: bytes) -> None:
    track = json.loads(converted(data, "igvjson"))["tracks"][0]
    assert (track["sourceType"], track["url"].partition("://")[2]) == ("htsget", "x.org/reads/NA12878")
    assert track["format"].lower() == "bam"
    assert json.loads(converted(data, "jbrowse2"))["tracks"][0]["adapter"] == ADAPTER
    assert '<Resource path="htsget://x.org/reads/NA12878" type="htsget"/>' in converted(data, "igvxml")
    assert [errors(data, to) for to in ("igvjson", "jbrowse2", "igvxml")] == [[], [], []]
    assert "location.unopenable" in errors(data, "ucsc") or "tracks.unsupported" in errors(data, "ucsc")


@pytest.mark.parametrize(
    ("data", "to"),
    [
        (web(), "igvjson"),
        (web(url="htsget://x.org/r"), "igvjson"),
        (json.dumps({"tracks": [{"sourceType": "htsget", "url": URL, "type": "variant"}]}).encode(), "igvjson"),
        (jbrowse(), "jbrowse2"),
        (jbrowse(htsgetTrackId="a/b", htsgetBase="https://x.org/"), "jbrowse2"),
        (jbrowse(htsgetTrackId=3), "jbrowse2"),
        (desktop(), "igvxml"),
    ],
)
def test_a_document_of_its_own_format_stays_as_it_is(data: bytes, to: str) -> None:
    document = converted(data, to)
    for text in ("url", "sourceType", "format", "htsgetBase", "htsgetTrackId"):
        assert document.count(f'"{text}"') == data.decode().count(f'"{text}"'), text


def test_variants_are_for_the_browsers_of_igv() -> None:
    data = web(type="variant", format="vcf")
    assert 'path="htsget://x.org/reads/NA12878" type="htsget.vcf"' in converted(data, "igvxml")
    assert errors(data, "igvxml") == []
    assert "location.unopenable" in errors(data, "jbrowse2")
    back = json.loads(converted(converted(data, "igvxml").encode(), "igvjson"))["tracks"][0]
    assert (back["type"], back["format"], back["sourceType"], back["url"]) == ("variant", "vcf", "htsget", URL)


def test_what_nobody_else_can_ask_is_told() -> None:
    assert "location.unopenable" in errors(jbrowse(htsgetBase="http://x.org"), "igvxml")
    assert "location.unopenable" in errors(desktop("htsget://x.org/reads?id=3"), "jbrowse2")
    older = converter.read(web(endpoint="/reads/", id="a"))
    assert older.session.sources["s1"].format != "htsget"
    assert [one.code for one in older.notices] == ["location.service"]


@pytest.mark.parametrize("to", ["igvjson", "jbrowse2", "igvxml", "ucsc"])
@pytest.mark.parametrize(("kind", "given", "asked"), [("alignment", "cram", "BAM"), ("variant", "bcf", "VCF")])
def test_nobody_reads_cram_or_bcf_of_a_service(to: str, kind: str, given: str, asked: str) -> None:
    data = XML.format("htsget://x.org/x").replace('type="htsget"', f'type="{given}"') if to == "igvjson" else ""
    data = data or json.dumps({"genome": "hg19", "tracks": [{**WEB, "type": kind, "format": given}]})
    told = converter.convert(data.encode(), to, options={"carry": False}).report.to_dict()["entries"]
    (entry,) = [one for one in told if one["code"] == "location.unopenable"]
    assert entry["severity"] == "error"
    assert to == "igvxml" or f"Ask the service for {asked}" in entry["hint"]


@pytest.mark.parametrize(
    ("path", "declared", "form"),
    [
        ("htsget://x.org/reads/a", None, "htsget"),
        ("htsget://x.org/api/variants/reads.v1?format=VCF", None, "htsget.vcf"),
        ("htsget://x.org/other/a", None, None),
        ("htsget://x.org/other/a", "vcf", "htsget.vcf"),
        ("htsget://x.org/reads/a", "cram", "htsget.cram"),
        ("htsget://x.org/reads/a", "htsget.vcf", "htsget.vcf"),
    ],
)
def test_the_path_of_an_address_says_what_the_service_gives(path: str, declared: str | None, form: str | None) -> None:
    found = infer(path, declared)
    assert (found and found.format) == form


def test_a_session_of_igv_need_not_say_the_type() -> None:
    data = XML.replace(' type="htsget"', "").format("htsget://x.org/reads/NA12878").encode()
    assert json.loads(converted(data, "jbrowse2"))["tracks"][0]["adapter"] == ADAPTER
    assert "type=" not in converted(data, "igvxml").partition("</Resources>")[0]


def test_jbrowse_asks_no_address_with_a_query() -> None:
    told = converter.convert(web(url=f"{URL}?format=BAM"), "jbrowse2").report.to_dict()["entries"]
    (entry,) = [one for one in told if one["code"] == "location.unopenable"]
    assert "without a query" in entry["message"]


@pytest.mark.parametrize("rule", ["https://x.org/=https://y.org/", "htsget://x.org/=htsget://y.org/"])
@pytest.mark.parametrize("data", SOURCES)
def test_a_rewrite_may_say_either_scheme(rule: str, data: bytes) -> None:
    assert json.loads(converted(data, "jbrowse2", rewrite=rule))["tracks"][0]["adapter"]["htsgetBase"] == "https://y.org/reads"
    assert "htsget://y.org/reads/NA12878" in converted(data, "igvxml", rewrite=rule)


def test_a_rule_for_another_host_is_left_alone() -> None:
    assert "https://x.org/reads" in converted(web(), "jbrowse2", rewrite="https://z.org/=https://y.org/")
