"""What is said of a session whatever wrote it."""

from __future__ import annotations

import pytest

import converter

BARE = b'[{"name": "Reads", "url": "https://example.org/reads.bam"}]'


def told(data: bytes, to: str, **options: str) -> list[str]:
    report = converter.convert(data, to=to, options=options).report.to_dict()
    return [entry["message"] for entry in report["entries"] if entry["code"] == "genome.missing"]


@pytest.mark.parametrize("to", ["igvxml", "jbrowse2"])
def test_tracks_without_a_genome_are_not_shown(to: str) -> None:
    assert [message[:29] for message in told(BARE, to)] == ["The session names no genome; "]
    assert converter.convert(BARE, to=to).report.verdict == "incomplete"


@pytest.mark.parametrize("to", ["igvjson", "neutral"])
def test_a_format_that_the_session_has_had_needs_no_more_than_it_had(to: str) -> None:
    assert told(BARE, to) == []


def test_a_genome_may_be_given() -> None:
    assert told(BARE, "jbrowse2", genome="hg38") == []


def test_where_nothing_is_shown_no_genome_is_missed() -> None:
    assert told(b'{"tracks": [], "locus": "all"}', "igvxml") == []


CONFIG = b'{"assemblies": [], "tracks": []}'


def unused(data: bytes, to: str, **options: object) -> list[str]:
    report = converter.convert(data, to=to, options=options).report.to_dict()
    return [entry["message"] for entry in report["entries"] if entry["code"] == "option.unused"]


def test_a_config_that_nothing_asks_for_is_told() -> None:
    text = "'config' was not used: IGV JSON session (igv.js, IGV-Web, IGV desktop 3) refers to no other file of settings."
    assert unused(BARE, "jbrowse2", config=CONFIG) == [text]


def test_a_config_that_a_patch_or_a_session_asks_for_is_not() -> None:
    assert unused(BARE, "jbrowse2", config=CONFIG, shape="patch") == []
    assert unused(b'{"session": {"name": "a", "views": []}}', "igvjson", config=CONFIG) == []


def test_an_annotation_is_no_config() -> None:
    annotation = b"chr17\tx\tgene\t1\t9\t.\t+\t.\tID=TP53;Name=TP53\n"
    assert unused(BARE, "jbrowse2", config=annotation) == []


@pytest.mark.parametrize(
    ("places", "to", "told"),
    [
        ("chr1:1-9000 chr2:1-500", "jbrowse2", ["warning"]),
        ("chr1:1-9000 chr2:1-8900", "jbrowse2", []),
        ("chr1:1-9000 chr2", "jbrowse2", ["warning"]),
        ("chr1:1-9000", "jbrowse2", []),
        ("chr1:1-9000 chr2:1-500", "igvxml", []),
        ("chr1:1-9000 chr2:1-500", "neutral", []),
    ],
)
def test_places_of_unlike_lengths_get_other_widths(places: str, to: str, told: list[str]) -> None:
    data = f'{{"version": "3", "genome": "hg38", "locus": "{places}", "tracks": []}}'.encode()
    made = converter.convert(data, to=to, options={"carry": False})
    found = [one for one in made.report.to_dict()["entries"] if one["message"].startswith("Of several places")]
    assert [one["severity"] for one in found] == told
    back = converter.convert(made.document, "igvxml", options={"carry": False}).report.to_dict()["entries"]
    again = [one["severity"] for one in back if one["message"].startswith("Of several places")]
    assert again == ["info" for _ in told]
