"""What keeps igv.js from opening anything is an error, also where nothing is lost."""

from __future__ import annotations

import json
from typing import Any

import pytest

import converter
from converter.formats.igvjson.stops import stops
from converter.model import Display, Source, Track
from tests.unit.formats.igvjson.making import codes, made

TRACK = {"type": "wig", "url": "https://x.org/a.bw"}


def errors(content: Any, to: str = "igvjson") -> list[tuple[str, str]]:
    """Codes and effects of the errors of a conversion; the session is igv.js' own."""
    report = converter.convert(json.dumps(content).encode(), to, "igvjson").report.to_dict()
    return [(one["code"], one["effect"]) for one in report["entries"] if one["severity"] == "error"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({"version": "3", "tracks": [TRACK]}, [("genome.missing", "kept")]),
        ({"version": "3", "genome": "hg38", "tracks": [TRACK]}, []),
        ({"version": "3", "reference": {"id": "x", "fastaURL": "https://x.org/x.fa"}, "tracks": [TRACK]}, []),
        ({"version": "3", "genome": "hg38", "tracks": [{"url": "https://x.org/a.cram"}]}, []),
        (
            {"version": "3", "genome": "hg38", "tracks": [{"url": "data:;base64,AA==", "format": "cram"}]},
            [("index.asked", "kept")],
        ),
        (
            {
                "version": "3",
                "genome": "hg38",
                "tracks": [{"url": "https://x.org/a", "type": "alignment", "sourceType": "pysam"}],
            },
            [("location.service", "kept")],
        ),
        (
            {
                "version": "3",
                "genome": "hg38",
                "tracks": [{"url": "https://x.org/a", "format": "cram", "indexURL": "https://x.org/i"}],
            },
            [],
        ),
        (
            {"version": "3", "genome": "hg38", "tracks": [{"url": "https://x.org/a", "sourceType": "htsget", "format": "cram"}]},
            [("location.unopenable", "assumed")],
        ),
        ({"version": "3", "genome": "hg38", "tracks": [{"type": "wig", "name": "no file"}, "junk"]}, []),
        ([TRACK], []),
        (TRACK, []),
    ],
)
def test_a_session_of_igv_js_is_told_what_does_not_open(content: Any, expected: list[Any]) -> None:
    assert errors(content) == expected


def test_a_cram_file_gets_its_usual_index() -> None:
    """igv.js looks for none by itself."""
    session = {"version": "3", "genome": "hg38", "tracks": [{"url": "https://x.org/a.cram?v=1"}]}
    made = converter.convert(json.dumps(session).encode(), "igvjson", "igvjson")
    assert json.loads(made.document)["tracks"][0]["indexURL"] == "https://x.org/a.cram.crai?v=1"
    assert [one["code"] for one in made.report.to_dict()["entries"]] == ["target.supplied"]


@pytest.mark.parametrize(
    ("location", "options", "expected"),
    [
        ("https://x.org/a.tdf", {}, True),
        ("https://x.org/a.tdf", {"profile": "desktop3"}, False),
        ("https://x.org/a.seg", {}, False),
    ],
)
def test_of_a_tdf_igv_js_draws_the_first_sample(location: str, options: dict[str, Any], *, expected: bool) -> None:
    track = Track(kind="quantitative", source="s1", sample="second", name="second")
    more = {"s1": Source(location=location, format=location[-3:])}
    assert ("sample.first" in codes(made(track, more=more), **options)) is expected


def test_of_a_tdf_one_sample_is_written_for_igv_js() -> None:
    """All of them would be drawings of the first, under the names of others (`TDFSource`), and each loads the file anew."""
    rows = "".join(f'<Track id="https://x.org/a.tdf_{one}" name="{one}" renderer="HEATMAP"/>' for one in "ABC")
    files = '<Resources><Resource path="https://x.org/a.tdf"/></Resources>'
    data = f'<Session genome="hg18" version="8">{files}<Panel name="DataPanel">{rows}</Panel></Session>'
    made = converter.convert(data.encode(), "igvjson")
    assert [one["name"] for one in json.loads(made.document)["tracks"] if "url" in one] == ["A"]
    lost = [one for one in made.report.to_dict()["entries"] if "draws one alone" in one["message"]]
    assert {(one["severity"], one["effect"]) for one in lost} == {("error", "carried")}
    assert converter.convert(made.document, "igvxml").document.count(b"a.tdf_") == 3
    desktop = json.loads(converter.convert(data.encode(), "igvjson", options={"profile": "desktop3"}).document)
    assert [one["name"] for one in desktop["tracks"] if "tdf" in one["id"]] == ["A", "B", "C"]


def test_features_that_are_no_objects_are_left_out() -> None:
    """igv.js stops at one, and draws none of the others; a session of its own keeps them."""
    feature = {"chr": "chr1", "start": 1, "end": 2}
    tracks = [{"label": "a", "storeClass": "JBrowse/Store/SeqFeature/FromConfig", "features": ["none", feature]}]
    made = converter.convert(json.dumps({"tracks": tracks}).encode(), "igvjson", "jbrowse1", options={"genome": "hg38"})
    assert [one["features"] for one in json.loads(made.document)["tracks"] if "features" in one] == [[feature]]
    assert "source.features.nearest" in {one["code"] for one in made.report.to_dict()["entries"]}
    own = {"version": "3", "genome": "hg38", "tracks": [{"type": "annotation", "features": ["none", feature]}]}
    again = converter.convert(json.dumps(own).encode(), "igvjson", "igvjson").document
    assert json.loads(again)["tracks"][0]["features"] == ["none", feature]


def test_nothing_is_lost_by_it() -> None:
    report = converter.convert(json.dumps({"version": "3", "tracks": [TRACK]}).encode(), "igvjson", "igvjson").report
    assert report.verdict == "lossless"


def test_a_session_without_tracks_is_told_once() -> None:
    config = b'{"assemblies": [], "tracks": []}'
    entries = converter.convert(config, "igvjson", "jbrowse2").report.to_dict()["entries"]
    assert [one["code"] for one in entries if one["severity"] == "error"] == ["genome.missing"]


@pytest.mark.parametrize(("number", "expected"), [(500, []), (501, ["tracks.many"])])
def test_so_many_tracks_of_one_file_are_an_error(number: int, expected: list[str]) -> None:
    tracks = [{"url": "https://x.org/a.seg", "samples": [str(one)]} for one in range(number)]
    assert [one.code for one in stops({"genome": "hg19", "tracks": tracks}, "kept", told=False)] == expected


def test_igv_desktop_3_loads_a_file_once() -> None:
    heights = [Display(height_px=10 + one % 2) for one in range(501)]
    tracks = [Track(kind="copy_number", source="s1", sample=str(at), display=one) for at, one in enumerate(heights)]
    assert "tracks.many" in codes(made(*tracks, sources=("https://x.org/a.seg",)))
    assert "tracks.many" not in codes(made(*tracks, sources=("https://x.org/a.seg",)), profile="desktop3")
    alike = [Track(kind="copy_number", source="s1", sample=str(at)) for at in range(501)]
    assert "tracks.many" not in codes(made(*alike, sources=("https://x.org/a.seg",)))


@pytest.mark.parametrize("location", ["https://x.org/a.fa", "https://x.org/a.fa.gz"])
def test_a_genome_that_is_given_has_an_index(location: str) -> None:
    """igv.js reads a FASTA file without one as a whole."""
    session = json.dumps({"version": "3", "reference": {"id": "x", "fastaURL": "https://x.org/x.fa"}, "tracks": [TRACK]})
    made = converter.convert(session.encode(), "igvjson", "igvjson", options={"genome": location}).document
    packed = {"compressedIndexURL": f"{location}.gzi"} if location.endswith(".gz") else {}
    assert json.loads(made)["reference"] == {"fastaURL": location, "indexURL": f"{location}.fai", **packed}
