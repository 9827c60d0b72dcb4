"""Why igv.js does not have a track of IGV desktop: nobody sees it, IGV computes it, or its data can't be named."""

from __future__ import annotations

from typing import Any

import pytest

import converter

HIDDEN = '<Track id="https://h/a.bed" name="A" visible="false"/>'
MOTIF = '<Track id="NGG" name="PAM" clazz="org.broad.igv.track.MotifTrack" pattern="NGG" strand="POSITIVE"/>'
_TWO = 'track1="https://h/a.bw" track2="https://h/a.bw" op="ADD"'
COMBINED = f'<Track id="c" name="C" clazz="org.broad.igv.track.CombinedDataTrack" {_TWO}/>'
OTHERS = '<Track id="somebody_genes" name="G"/>'


def told(track: str, to: str = "igvjson", **options: Any) -> list[tuple[str, str | None]]:
    files = '<Resources><Resource path="https://h/a.bed"/></Resources>'
    data = f'<Session genome="hg38" version="8">{files}<Panel name="DataPanel">{track}</Panel></Session>'.encode()
    report = converter.convert(data, to, options={"carry": False, **options}).report.to_dict()
    return [(one["message"], one["hint"]) for one in report["entries"] if one["code"] == "track.unsupported"]


@pytest.mark.parametrize(
    ("track", "message", "hint"),
    [
        (HIDDEN, "igv.js has no list of tracks that are not shown.", "Show them all with the option tracks=all."),
        (MOTIF, "igv.js does not compute such tracks.", "Compute it beforehand, and add it as a file (BED or bigWig)."),
        (COMBINED, "igv.js does not compute such tracks.", "Compute it beforehand, and add it as a file (BED or bigWig)."),
    ],
)
def test_the_reason_is_the_one_of_the_track(track: str, message: str, hint: str) -> None:
    assert told(track) == [(message, hint)]


def test_other_tracks_have_data_that_can_not_be_named() -> None:
    [(message, hint)] = told(OTHERS)
    assert message.startswith("igv.js does not have every kind of track; data of a service")
    assert hint == "Give the data of the track as a file."


@pytest.mark.parametrize(("to", "options"), [("igvxml", {}), ("igvjson", {"profile": "desktop3"})])
def test_addresses_of_other_schemes_are_opened_by_none(to: str, options: dict[str, str]) -> None:
    data = b'{"genome": "hg38", "version": "3", "tracks": [{"url": "drs://dg.4503:aa-bb", "format": "vcf", "name": "V"}]}'
    report = converter.convert(data, to, options=options).report.to_dict()
    [entry] = [one for one in report["entries"] if one["code"] == "location.unopenable"]
    assert (entry["severity"], entry["track"]) == ("error", "V")
    assert entry["message"] == "IGV desktop opens no address that begins with drs:."


def entries(data: bytes, to: str, code: str, **options: Any) -> list[dict[str, Any]]:
    report = converter.convert(data, to, options={"carry": False, **options}).report.to_dict()
    return [one for one in report["entries"] if one["code"] == code]


RELATIVE = b'<Session genome="ref/genome.fa" version="8"/>'


def test_a_genome_beside_the_session_is_not_beside_the_page_of_igvjs() -> None:
    [entry] = entries(RELATIVE, "igvjson", "location.relative")
    assert (entry["severity"], entry["model"], entry["emitted"]) == ("warning", "/genome/fasta", "ref/genome.fa")
    assert entries(RELATIVE, "igvjson", "location.relative", profile="desktop3") == []
    assert entries(RELATIVE, "igvjson", "location.relative", paths="absolute", base="https://h/") == []


def test_that_scores_of_interactions_begin_at_0_goes_without_saying() -> None:
    data = b'{"genome": "hg38", "version": "3", "tracks": [{"url": "https://h/a.bedpe", "min": %d, "max": 9}]}'
    for least, severity in ((0, "info"), (2, "warning")):
        [entry] = entries(data % least, "igvxml", "display_range.minimum.unsupported")
        assert entry["severity"] == severity


def test_that_a_file_can_not_be_opened_is_said_once() -> None:
    data = b'<Session genome="hg38" version="8"><Resources><Resource path="https://h/a.tdf"/></Resources></Session>'
    assert len(entries(data, "jbrowse2", "location.unopenable")) == 1
    assert [one for one in entries(data, "jbrowse2", "source.unsupported") if one["severity"] == "error"] == []


def test_what_is_no_track_is_named_by_where_it_stands() -> None:
    data = b'{"genome": "hg38", "version": "3", "tracks": [{"url": "https://h/a.bed", "0": 1}, "https://h/b.bed"]}'
    told = [one["message"] for code in ("source.invalid", "source.ignored") for one in entries(data, "igvxml", code)]
    assert told == [
        "Not understood by the program that it comes from: entry 2 of the list.",
        "Ignored by the program that it comes from: '0'.",
    ]
