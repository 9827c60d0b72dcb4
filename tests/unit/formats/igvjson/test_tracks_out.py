"""Tracks written as JSON of IGV."""

from __future__ import annotations

import json
from typing import Any

import pytest

import converter
from converter.formats.base import Job
from converter.formats.igvjson import FORMAT
from converter.model import (
    Analysis,
    Display,
    DisplayRange,
    Source,
    Track,
)
from converter.options import ConvertOptions
from tests.unit.formats.igvjson.making import BW, codes, made
from tests.unit.formats.igvjson.sessions import document, effects

# tracks


def test_a_track_from_elsewhere_says_its_type_and_format() -> None:
    out = document(
        made(
            Track(kind="quantitative", source="s1", name="a", display=Display(color="#ff0000")),
            more={"s1": Source(location=BW, format="bigwig")},
        )
    )
    assert out["tracks"] == [{"type": "wig", "format": "bigwig", "url": BW, "name": "a", "color": "rgb(255,0,0)"}]


def test_no_height_is_null() -> None:
    assert (
        "height"
        not in document(made(Track(kind="quantitative", source="s1", display=Display(height_px=None)), sources=(BW,)))["tracks"][
            0
        ]
    )


def test_no_colour_for_segments() -> None:
    track = Track(kind="copy_number", source="s1", display=Display(color="#ff0000", mode="squished"))
    assert document(made(track, sources=("https://h/a.seg",)))["tracks"] == [
        {"type": "seg", "url": "https://h/a.seg", "displayMode": "SQUISHED"}
    ]


def test_a_heat_map_shades_to_the_colour_of_its_track() -> None:
    """igv.js colours it by a scale alone, for which a range is needed that does not follow the data."""
    look = Display(renderer="heatmap", color="#ff0000", alt_color="#0000ff")

    def heat(**limits: Any) -> Any:
        track = Track(kind="quantitative", source="s1", display=look, display_range=DisplayRange(**limits))
        return document(made(track, sources=(BW,)))["tracks"][0]

    scale = {"type": "gradient", "min": 0, "max": 9, "minColor": "rgb(255,255,255)", "maxColor": "rgb(255,0,0)"}
    assert heat(maximum=9)["colorScale"] == scale
    two = {"type": "diverging", "min": -9, "mid": 0, "max": 9, "minColor": "rgb(0,0,255)", "midColor": "rgb(255,255,255)"}
    assert heat(minimum=-9, maximum=9)["colorScale"] == {**two, "maxColor": "rgb(255,0,0)"}
    assert heat(minimum=-9, maximum=-1)["colorScale"]["type"] == "gradient"
    for without in (heat(autoscale=True), heat(maximum=9, autoscale=True)):
        assert without.keys().isdisjoint(("color", "altColor", "colorScale"))
    own = ["#ffffff", "#00ff00"]
    assert heat(maximum=9, color_scale=[0, 5, *own])["colorScale"]["maxColor"] == "rgb(0,255,0)"


def test_hidden_tracks_are_left_out_by_igvjs_only() -> None:
    of = made(Track(source="s1"), Track(source="s2", kind="quantitative"), sources=(BW, "https://h/b.bw"), shown=["t2"])
    assert [one["url"] for one in document(of)["tracks"]] == ["https://h/b.bw"]
    assert {one["url"]: one.get("visible") for one in document(of, profile="desktop3")["tracks"]} == {
        BW: "false",
        "https://h/b.bw": None,
    }


@pytest.mark.parametrize(
    "track",
    [
        Track(kind="annotation", key="hg38_genes"),
        Track(kind="gistic", source="s1"),
        Track(kind="overlay", members=["t9"]),
        Track(kind="overlay"),
        Track(kind="motif", analysis=Analysis(pattern="TATA")),
        Track(kind="annotation", source="s9"),
    ],
)
def test_tracks_that_igvjs_does_not_have(track: Track) -> None:
    assert document(made(track, sources=(BW,)))["tracks"] == []


def test_a_track_of_unknown_kind_says_no_type() -> None:
    assert document(made(Track(kind="unknown", source="s1"), sources=("https://h/a",)))["tracks"] == [{"url": "https://h/a"}]


def test_overlay_with_the_members_that_can_be_drawn() -> None:
    members = [Track(kind="quantitative", source="s1"), Track(kind="gistic", source="s1")]
    overlay = Track(
        kind="overlay",
        name="o",
        members=["t2", "t3"],
        display=Display(opacity=0.5, height_px=50),
        display_range=DisplayRange(maximum=9),
    )
    (out,) = document(made(overlay, *members, sources=(BW,)))["tracks"]
    assert (out["type"], out["alpha"], out["height"], out["max"]) == ("merged", 0.5, 50, 9)
    assert out["tracks"] == [{"type": "wig", "url": BW}]


def test_a_local_file_is_written_without_its_look() -> None:
    of = made(
        Track(kind="quantitative", source="s1", name="a", display=Display(height_px=9)),
        Track(source="s1"),
        sources=("/data/a.bw",),
    )
    assert document(of)["tracks"] == [{"name": "a", "type": "wig", "url": "/data/a.bw"}, {"url": "/data/a.bw"}]
    assert codes(of) == ["location.unopenable", "location.unopenable"]
    assert document(of, profile="desktop3")["tracks"][0]["path"] == "/data/a.bw"
    assert codes(of, profile="desktop3") == []


@pytest.mark.parametrize(
    ("location", "form", "code"),
    [
        ("${X}/a.bw", "bigwig", "location.unopenable"),
        ("s3://b/a.bw", "bigwig", "location.unopenable"),
        ("https://h/a.sam", "sam", "location.unopenable"),
        ("https://h/a.gct", "gct", "location.unopenable"),
        ("a.bw", "bigwig", "location.relative"),
        ("https://h/a.xyz", "xyz", None),
    ],
)
def test_locations(location: str, form: str, code: str | None) -> None:
    of = made(Track(source="s1"), more={"s1": Source(location=location, format=form)})
    assert codes(of) == ([code] if code else [])


def test_a_bucket_has_an_address_on_the_web() -> None:
    (told,) = FORMAT.write(made(Track(source="s1"), sources=("s3://b/a.bw",)), Job(ConvertOptions())).notices
    assert "rewrite=FROM=TO: s3://BUCKET/=https://" in str(told.hint)


def test_placeholders_are_no_address_for_desktop_either() -> None:
    assert codes(made(Track(source="s1"), sources=("${X}/a.bw",)), profile="desktop3") == ["location.unopenable"]


def test_cram_files_need_an_index() -> None:
    (out,) = document(
        made(Track(kind="alignment", source="s1"), more={"s1": Source(location="https://h/a.cram", format="cram")})
    )["tracks"]
    assert out["indexURL"] == "https://h/a.cram.crai"


def test_inline_features_and_indexes() -> None:
    files = {"s1": Source(features=[{"chr": "c"}], format="bed"), "s2": Source(location="/a.bed", index="/a.tbi", indexed=True)}
    first, second = document(made(Track(source="s1"), Track(source="s2"), more=files), profile="desktop3")["tracks"]
    assert first["features"] == [{"chr": "c"}]
    assert (second["path"], second["indexPath"], second["indexed"]) == ("/a.bed", "/a.tbi", True)


def test_junction_files_are_known_by_their_name() -> None:
    out = document(
        made(Track(kind="junction", source="s1"), more={"s1": Source(location="https://h/junctions.bed", format="junctions")})
    )
    assert out["tracks"] == [{"type": "junction", "url": "https://h/junctions.bed"}]


def test_types_of_copy_numbers() -> None:
    out = document(
        made(Track(kind="copy_number", source="s1"), more={"s1": Source(location="https://h/a.pytor", format="pytor")})
    )
    assert out["tracks"][0]["type"] == "cnvpytor"


def test_links() -> None:
    out = document(made(Track(source="s1"), Track(source="s1", info_url="b"), more={"s1": Source(location=BW, feature_url="a")}))
    assert [one["infoURL"] for one in out["tracks"]] == ["a", "b"]


def test_data_of_a_service_are_none_of_desktop() -> None:
    tracks = [
        {"type": "alignment", "name": "A", "sourceType": "shardedBam", "sources": {}},
        {"type": "annotation", "name": "B", "sourceType": "custom", "source": {"url": "https://x.org/q"}},
    ]
    source = {"version": "3", "genome": "hg38", "tracks": tracks}
    done = converter.convert(json.dumps(source).encode(), "igvjson", options={"profile": "desktop3", "carry": False})
    assert json.loads(done.document)["tracks"] == []
    errors = [one for one in done.report.to_dict()["entries"] if one["severity"] == "error"]
    assert {place for one in errors for place in one.get("places", [one["source"]["path"]])} >= {
        "/tracks/0/name",
        "/tracks/1/name",
    }


@pytest.mark.parametrize(("told", "effect"), [("bam", None), ("cram", "superseded")])
def test_the_first_part_says_what_the_file_is(told: str, effect: str | None) -> None:
    parts = [{"type": "coverage", "format": "bam"}, {"type": "junction", "format": told}, {"type": "alignment"}]
    source = {"genome": "hg38", "hiddenAttributes": [], "tracks": [{"url": "https://h/a.bam", **one} for one in parts]}
    assert effects(source, profile="desktop3").get("/tracks/1/format") == effect
