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
