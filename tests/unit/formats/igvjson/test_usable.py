"""What of a session says something to igv.js, and what changes nothing to look at."""

from __future__ import annotations

import json
from typing import Any

import pytest

import converter
from tests.unit.formats.igvjson.sessions import BW, fates


@pytest.mark.parametrize("key", ["color", "displayMode", "graphType", "min", "colorBy"])
@pytest.mark.parametrize("nothing", [None, ""])
def test_nothing_is_said_by_a_null(key: str, nothing: object) -> None:
    """igv.js draws such a track as one without the key."""
    track = {"url": "https://h/a.bam", "type": "alignment"} if key == "colorBy" else {"url": BW, "type": "wig"}
    found = fates({"version": "3", "genome": "hg38", "tracks": [{**track, key: nothing}]})
    assert found[f"/tracks/0/{key}"] == ("ignored", None)


@pytest.mark.parametrize("key", ["max", "height", "order"])
def test_a_null_that_igvjs_heeds(key: str) -> None:
    found = fates({"version": "3", "genome": "hg38", "tracks": [{"url": BW, "type": "wig", key: None}]})
    assert found[f"/tracks/0/{key}"] == ("ignored", "source.invalid")


def test_nulls_of_the_session() -> None:
    found = fates({"version": "3", "genome": "hg38", "tracks": [], "roi": None, "sampleinfo": None, "showSampleNames": None})
    assert {found[key] for key in ("/roi", "/sampleinfo", "/showSampleNames")} == {("ignored", None)}
    regions = [{"url": None, "features": [{"chr": "chr1", "start": 1, "end": 9}]}]
    assert fates({"version": "3", "genome": "hg38", "tracks": [], "roi": regions})["/roi/0/url"] == ("ignored", None)


@pytest.mark.parametrize(
    ("track", "severity"),
    [
        ({"type": "gwas", "format": "gwas", "posteriorProbability": False}, "info"),
        ({"type": "gwas", "format": "gwas", "posteriorProbability": True}, "warning"),
        ({"type": "junction", "format": "bed", "hideUnannotatedJunctions": False}, "info"),
        ({"type": "junction", "format": "bed", "hideUnannotatedJunctions": True}, "warning"),
        ({"type": "wig", "format": "bigwig", "scaleFactor": 1}, "info"),
        ({"type": "wig", "format": "bigwig", "scaleFactor": 0.3}, "warning"),
    ],
)
def test_what_igvjs_does_anyhow_is_no_warning(track: dict[str, Any], severity: str) -> None:
    document = {"version": "3", "genome": "hg38", "tracks": [{"name": "a", "url": "https://h/a", **track}]}
    told = converter.convert(json.dumps(document).encode(), "igvxml", options={"carry": False}).report.to_dict()
    place = f"/tracks/0/{list(track)[-1]}"
    assert [one["severity"] for one in told["entries"] if one["source"] and one["source"]["path"] == place] == [severity]


def test_the_ruler_is_no_track() -> None:
    """igv.js shows ideogram and ruler above the tracks, whatever a page's configuration lists."""
    tracks = [{"type": "ideogram", "order": 1}, {"url": BW, "name": "a"}, {"type": "ruler"}]
    found = fates({"version": "3", "genome": "hg38", "tracks": tracks})
    assert [found[f"/tracks/{at}"] for at in (0, 2)] == [("ignored", None)] * 2
    told = converter.convert(json.dumps({"genome": "hg38", "tracks": tracks}).encode(), "jbrowse2").report.to_dict()
    assert [one["message"] for one in told["entries"] if one["severity"] == "error"] == []
    assert (
        len(
            json.loads(converter.convert(json.dumps({"genome": "hg38", "tracks": tracks}).encode(), "igvjson").document)["tracks"]
        )
        == 3
    )


@pytest.mark.parametrize(
    ("genome", "to", "profile", "code"),
    [
        ({"name": "Human"}, "igvxml", None, "genome.unsupported"),
        ({"id": "hg19", "indexURL": "https://h/a.fa.fai"}, "igvjson", "desktop3", "genome.fasta_index.unsupported"),
    ],
)
def test_a_genome_that_is_said_in_part(genome: dict[str, str], to: str, profile: str | None, code: str) -> None:
    document = {"version": "3", "reference": genome, "tracks": []}
    done = converter.convert(json.dumps(document).encode(), to, options={"profile": profile, "carry": False})
    told = {one["code"] for one in done.report.to_dict()["entries"] if one["source"]}
    assert code in told
    assert "unannounced" not in told


def test_a_set_of_regions_with_nothing_in_it_is_not_taken_for_the_next() -> None:
    """igv.js shows no regions at all where one set has neither a file nor features."""
    features = [{"chr": "chr7", "start": 1, "end": 9}]
    sets = [{"name": "empty", "color": "rgba(255,0,0,0.1)", "url": ""}, {"name": "mine", "features": features}]
    document = {"version": "3", "genome": "hg38", "tracks": [], "roi": sets}
    made = converter.convert(json.dumps(document).encode(), "igvjson", options={"carry": False})
    assert json.loads(made.document)["roi"] == [{"name": "mine", "features": features}]
    lost = {one["source"]["path"]: one["code"] for one in made.report.to_dict()["entries"] if one["source"]}
    assert lost == {"/roi/0/url": "source.ignored", "/roi/0/name": "region_set.unsupported"}


@pytest.mark.parametrize(
    ("one", "facts"),
    [
        ({"foo": 1, "bar": [1, 2]}, 3),
        ({"type": "strange", "foo": {}}, 2),
        ({"type": 5, "color": [], "url": 7, "features": []}, 4),
    ],
)
@pytest.mark.parametrize("to", ["igvjson", "igvxml", "jbrowse2"])
def test_an_object_of_which_nothing_is_understood_is_no_track(one: dict[str, Any], facts: int, to: str) -> None:
    """igv.js loads nothing of it, and nothing is written in its place; who takes it along gives it back."""
    document = {"version": "3", "genome": "hg38", "tracks": [{"name": "A", "url": "https://h/a.bw"}, one]}
    source = json.dumps(document).encode()
    made = converter.convert(source, to, options={"carry": False})
    told = [entry for entry in made.report.to_dict()["entries"] if entry["severity"] != "info"]
    assert [(entry["code"], entry["source"]["path"], entry["facts"]) for entry in told] == [
        ("source.invalid", "/tracks/1", facts)
    ]
    if to == "igvjson":
        assert len(json.loads(made.document)["tracks"]) == 1
    there = converter.convert(source, "jbrowse2" if to == "igvjson" else to).document
    assert json.loads(converter.convert(there, "igvjson").document)["tracks"][1] == one


@pytest.mark.parametrize("one", [{"name": "n"}, {"sourceType": "ga4gh"}, {"type": "Sequence"}, {"features": [{}]}])
def test_an_object_of_which_something_is_understood_is_a_track(one: dict[str, Any]) -> None:
    document = {"version": "3", "genome": "hg38", "tracks": [one]}
    assert list(converter.read(json.dumps(document).encode()).session.tracks) == ["t1"]
