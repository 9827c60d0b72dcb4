"""Genomes that a session says by a file: what each program is told of them."""

from __future__ import annotations

import json
from typing import Any

import pytest

import converter

HUB = "https://x.org/hub/hub.txt"
SESSION = """<Session genome="{}" locus="chr1:1-100"><Resources><Resource path="https://x.org/a.bw"/></Resources>
<Panel><Track id="https://x.org/a.bw"/></Panel></Session>"""


def converted(genome: str, to: str, **options: Any) -> tuple[Any, list[tuple[str, str]]]:
    """The document, and the errors of the report with what they are about."""
    done = converter.convert(SESSION.format(genome).encode(), to, options={"carry": False, **options})
    entries = done.report.to_dict()["entries"]
    return json.loads(done.document), [(one["code"], one["model"]) for one in entries if one["severity"] == "error"]


def test_no_session_of_igv_js_has_the_genome_of_a_track_hub() -> None:
    document, errors = converted(HUB, "igvjson")
    assert (document["genome"], errors) == (HUB, [("genome.unknown", "/genome/id")])
    assert converted(HUB, "igvjson", profile="desktop3")[0]["genome"] == HUB
    assert converted("https://x.org/lab.genome", "igvjson")[1] == [("genome.unknown", "/genome/id")]


@pytest.mark.parametrize(
    "said", [{"reference": {"hubURL": HUB, "id": "lab"}}, {"reference": {"hubURL": HUB}}, {"genome": HUB}, {"reference": HUB}]
)
def test_a_session_of_igv_js_says_its_hub_as_it_did(said: dict[str, Any]) -> None:
    data = json.dumps({**said, "tracks": []}).encode()
    back = json.loads(converter.convert(data, "igvjson", options={"carry": False}).document)
    assert {key: back[key] for key in said} == said
    assert HUB.encode() in converter.convert(data, "igvxml", options={"carry": False}).document


@pytest.mark.parametrize("genome", ["/data/lab.fa", "C:\\data\\lab.2bit", "/data/lab.chrom.sizes", "s3://lab/x.fa"])
def test_a_sequence_that_a_page_can_not_open_is_an_error(genome: str) -> None:
    field = "chrom_sizes" if genome.endswith("sizes") else "two_bit" if genome.endswith("2bit") else "fasta"
    assert ("location.unopenable", f"/genome/{field}") in converted(genome, "jbrowse2")[1]
    if not genome.startswith("s3"):
        assert converted(genome, "jbrowse2", profile="desktop")[1] == []


@pytest.mark.parametrize("genome", ["https://x.org/lab.fa", "sub/lab.2bit", "hg38"])
def test_other_sequences_are_none(genome: str) -> None:
    assert converted(genome, "jbrowse2")[1] == []
