"""Members that only igv.js draws over others stand below their overlay."""

from __future__ import annotations

import json
from typing import Any

import pytest

import converter
from converter.formats._overlays import unmerged
from converter.model import DisplayRange, Panel, Session, Track, View

OVERLAY = Track(kind="overlay", members=["b", "w", "gone"])


def session(*kinds: str, panels: Any = None) -> Session:
    tracks = {
        "o": OVERLAY,
        "x": Track(kind="annotation"),
        **{key: Track(kind=kind) for key, kind in zip("bw", kinds, strict=True)},
    }
    view = View(tracks=["o", "x"]) if panels is None else View(tracks=["o", "x"], panels=panels)
    return Session(tracks=tracks, track_order=["x", "o"], views={"v1": view})


def test_features_stand_below_the_overlay() -> None:
    made = unmerged(session("annotation", "quantitative", panels={"p1": Panel(tracks=["x"]), "p2": Panel(tracks=["o"])}))
    assert made.tracks["o"].members == ["w", "gone"]
    assert (made.track_order, made.views["v1"].tracks) == (["x", "o", "b"], ["o", "b", "x"])
    assert isinstance(made.views["v1"].panels, dict)
    assert [one.tracks for one in made.views["v1"].panels.values()] == [["x"], ["o", "b"]]


@pytest.mark.parametrize("kind", ["quantitative", "copy_number", "expression", "combined", "series", "unknown"])
def test_tracks_of_values_stay(kind: str) -> None:
    held = session(kind, "quantitative")
    assert unmerged(held) is held


def test_a_member_of_a_kind_that_nobody_tells_stays() -> None:
    held = Session(tracks={"o": Track(kind="overlay", members=["b"]), "b": Track()})
    assert unmerged(held) is held


@pytest.mark.parametrize(
    ("overlay", "member", "expected"),
    [
        (DisplayRange(), DisplayRange(), True),
        (DisplayRange(), DisplayRange(maximum=9), None),
        (DisplayRange(), DisplayRange(autoscale=True), None),
        (DisplayRange(maximum=9), DisplayRange(), None),
        (DisplayRange(autoscale=False), DisplayRange(), False),
        (DisplayRange(autoscale_group="1"), DisplayRange(), None),
    ],
)
def test_an_overlay_is_fitted_as_it_was_with_all_its_members(
    overlay: DisplayRange, member: DisplayRange, expected: object
) -> None:
    """igv.js fits it to the data unless all members have limits."""
    held = Track(kind="overlay", members=["a", "b"], display_range=overlay)
    tracks = {"o": held, "a": Track(kind="annotation", display_range=member), "b": Track(kind="quantitative")}
    made = unmerged(Session(tracks=tracks, track_order=["o"])).tracks["o"].display_range
    assert isinstance(made, DisplayRange)
    assert made.autoscale == expected or (expected is None and made == overlay)


def _converted(to: str, *files: str, **options: Any) -> tuple[Any, list[str]]:
    members = [{"url": f"https://h.org/{name}", "name": name} for name in files]
    tracks = [{"type": "merged", "name": "m", "tracks": members}]
    document = json.dumps({"version": "3.8.10", "genome": "hg38", "locus": "chr1:1-900", "tracks": tracks})
    made = converter.convert(document.encode(), to=to, options={"carry": False, **options})
    return json.loads(made.document), [one["code"] for one in made.report.to_dict()["entries"]]


def test_jbrowse_draws_values_alone_over_each_other() -> None:
    """It took the scores of features for values, and drew bars over the others."""
    made, codes = _converted("jbrowse2", "a.bed", "b.bw", "c.bw")
    assert [(one["type"], one["name"]) for one in made["tracks"]] == [("MultiQuantitativeTrack", "m"), ("FeatureTrack", "a.bed")]
    assert [one["name"] for one in made["tracks"][0]["adapter"]["subadapters"]] == ["b.bw", "c.bw"]
    assert "members.nearest" in codes


def test_an_overlay_without_values_is_none_in_jbrowse() -> None:
    made, _ = _converted("jbrowse2", "a.bed", "b.gff3")
    assert [(one["type"], one["name"]) for one in made["tracks"]] == [("FeatureTrack", "a.bed"), ("FeatureTrack", "b.gff3")]


def test_igv_desktop_3_draws_values_alone_over_each_other() -> None:
    made, codes = _converted("igvjson", "a.bam", "b.bw", profile="desktop3")
    assert [one["type"] for one in made["tracks"]] == ["merged", "coverage", "alignment"]
    assert [one["type"] for one in made["tracks"][0]["tracks"]] == ["wig"]
    assert "members.nearest" in codes


def test_a_hub_draws_graphs_alone_over_each_other() -> None:
    """Features and reads were left out, though the browser opens their files."""
    members = [{"url": f"https://h.org/{name}", "name": name} for name in ("a.bb", "b.bw", "c.bam")]
    tracks = [{"type": "merged", "name": "m", "tracks": members}]
    data = json.dumps({"version": "3.8.10", "genome": "hg38", "locus": "chr1:1-900", "tracks": tracks}).encode()
    lines = converter.convert(data, to="ucsc", options={"carry": False}).document.decode().splitlines()
    found = [(line.strip().split()[0], line.split()[-1]) for line in lines if line.split()[:1] in (["track"], ["parent"])]
    assert found == [("track", "m"), ("track", "b_bw"), ("parent", "m"), ("track", "a_bb"), ("track", "c_bam")]


def test_igv_js_draws_what_it_did() -> None:
    made, codes = _converted("igvjson", "a.bed", "b.bw")
    assert (len(made["tracks"]), len(made["tracks"][0]["tracks"]), codes) == (1, 2, [])


def test_values_that_ucsc_draws_over_no_others_are_not_in_its_overlay() -> None:
    """A TDF is one of values, and stays a member; UCSC opens none."""
    members = [{"type": "wig", "url": f"https://x.org/{name}", "name": name} for name in ("a.bw", "b.tdf")]
    session = {"version": "3", "genome": "hg19", "tracks": [{"type": "merged", "name": "both", "tracks": members}]}
    hub = converter.convert(json.dumps(session).encode(), "ucsc", "igvjson", options={"carry": False}).document.decode()
    assert "container multiWig" in hub
    assert "a.bw" in hub
    assert "b.tdf" not in hub
