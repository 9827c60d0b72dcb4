"""Analytics sessions as neutral sessions."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import UNSET

import converter
from converter.loss.ledger import Fate
from converter.model import Analytics, DisplayRange, Genome, GeoMap, Interval, Panel, Plot, Position, Threshold
from tests.unit.formats.analytics.sessions import document, effects, read, said, session

BAM, BW = "https://example.org/a.bam", "https://example.org/b.bw"


def kinds(**parts: Any) -> list[str]:
    held = session(**parts)
    return [held.views[key].kind for key in held.view_order]


def test_it_is_recognised_by_its_mark_alone() -> None:
    told = converter.detect(b'{"analyticsSession": "1.1", "genome": "hg38", "tracks": [], "locus": "chr1:1-9"}')
    assert [one.format for one in told] == ["analytics"]


def test_what_the_session_says_of_itself() -> None:
    found = session(
        name="n",
        description="d",
        tags=["t"],
        project={"id": 7, "name": "p", "url": "u"},
        sharing={"shareable": True, "link": "l"},
        time={"from": "now-1h", "to": "now", "zone": "UTC", "refresh": "1m"},
    )
    assert found.name == "n"
    held = found.analytics
    assert (held.description, held.tags, held.project, held.project_id, held.project_url) == ("d", ["t"], "p", "7", "u")
    assert (held.shareable, held.link, held.time_from, held.time_to, held.refresh) == (True, "l", "now-1h", "now", "1m")
    assert session(studies=["a"]).analytics == Analytics(studies=["a"])


def test_visible_series_are_shown_by_every_view_that_names_none() -> None:
    found = session(
        series=[{"id": "a"}, {"id": "b", "visible": False}, {"id": "c", "visible": True}],
        plot={"type": "bar"},
        map={"series": ["c"]},
    )
    assert [found.views[key].tracks for key in found.view_order] == [["t1", "t3"], ["t3"]]


def test_a_hidden_series_is_shown_by_no_view() -> None:
    parts = {"series": [{"id": "a", "visible": False}], "plot": {"type": "bar", "series": ["a"]}}
    assert session(**parts).views["v1"].tracks == []
    assert effects("neutral", **parts)["/plot/series/0"] == "superseded"


def test_series_that_no_view_shows_stand_in_a_table() -> None:
    assert kinds(series=[{"name": "a"}]) == ["table"]
    assert kinds(series=[{"name": "a"}], plot={"type": "bar"}) == ["plot"]
    assert kinds() == []


def test_series_along_a_genome_are_shown_there() -> None:
    tracks = [{"id": "t", "location": BW}]
    assert kinds(series=[{"track": "t"}], tracks=tracks) == ["linear"]
    assert kinds(series=[{"members": [{"track": "t"}]}], tracks=tracks, plot={"type": "bar"}) == ["plot", "linear"]
    assert kinds(series=[{"track": "t"}], tracks=tracks, dashboard={"panels": [{"type": "circularGenome"}]}) == ["circular"]
    assert kinds(locus="chr1:1-9") == ["linear"]


def test_a_track_that_no_series_names_is_shown_as_it_is() -> None:
    found = session(tracks=[{"location": BAM}, {"id": "u", "location": BW, "format": "bigwig"}], series=[{"track": "u"}])
    assert [(one.kind, one.source) for one in found.tracks.values()] == [("quantitative", "s2"), ("alignment", "s1")]
    assert found.sources["s1"].format == "bam"
    assert found.views["v1"].tracks == ["t1", "t2"]


@pytest.mark.parametrize(
    ("series", "kind"),
    [({}, "series"), ({"track": "t"}, "quantitative"), ({"members": [{}]}, "overlay"), ({"track": "t", "kind": "gwas"}, "gwas")],
)
def test_the_kind_follows_from_the_file(series: dict[str, Any], kind: str) -> None:
    assert session(tracks=[{"id": "t", "location": BW}], series=[series]).tracks["t1"].kind == kind


def test_a_file_without_a_location_has_no_type() -> None:
    assert session(tracks=[{"id": "t", "location": None}], series=[{"track": "t"}]).tracks["t1"].kind is UNSET


def test_a_threshold_of_a_series_is_its_range() -> None:
    limits = [{"id": "h", "series": "a", "min": 1, "maximum": 5, "applied": False, "group": "g", "scale": "log"}]
    found = session(series=[{"id": "a"}], thresholds=limits)
    held = found.tracks["t1"].display_range
    assert held == DisplayRange(minimum=1, maximum=5, autoscale=True, autoscale_group="g", scale="log")
    assert found.thresholds == {}


def test_a_threshold_that_says_nothing_of_its_series_only_links() -> None:
    bound = read(series=[{"id": "a"}], thresholds=[{"series": "a"}]).ledger.bound
    assert [one.fates["series"] for one in bound if one.node.path == "/thresholds/0"] == [Fate("structural", "series")]


def test_thresholds_of_parameters_and_panels() -> None:
    limits = [{"parameter": "p", "minimum": 1}, {"id": "x", "parameter": "q", "panel": "b"}]
    found = session(thresholds=limits, dashboard={"panels": [{"type": "table"}, {"type": "table", "id": "b"}]}, active="b")
    assert found.thresholds["h1"] == Threshold(parameter="p", minimum=1)
    assert (found.thresholds["h2"].view, found.focused_view) == ("v2", "v2")


def test_a_dashboard_is_a_view_where_it_says_something() -> None:
    panels = [{"type": "parameterAverage", "parameter": "p", "position": {"column": 0, "row": 1, "width": 2, "height": 3}}]
    bare, titled = session(dashboard={"panels": panels}), session(dashboard={"title": "T", "panels": panels})
    assert (bare.view_order, titled.view_order, titled.views["v1"].views) == (["v1"], ["v1"], ["v2"])
    assert bare.views["v1"].position == titled.views["v2"].position == Position(column=0, row=1, column_span=2, row_span=3)
    assert titled.views["v1"].title == "T"


def test_panels_on_panels() -> None:
    found = session(dashboard={"panels": [{"type": "dashboard", "panels": [{"type": "map"}]}]})
    assert (found.view_order, found.views["v1"].views, found.views["v2"].kind) == (["v1"], ["v2"], "map")


def test_plots_and_maps() -> None:
    found = session(
        plot={"type": "scatter", "title": "T", "x": {"parameter": "a", "minimum": 1}, "y": {"parameter": "b", "scale": "log"}},
        map={"center": {"latitude": 1.5, "longitude": -2}, "zoom": 3, "heatmap": {"parameter": "p", "gradient": ["#000000"]}},
        active="map",
    )
    assert found.views["v1"].plot == Plot(type="scatter", x="a", x_minimum=1, y="b", y_scale="log")
    assert found.views["v2"].map == GeoMap(latitude=1.5, longitude=-2, zoom=3, parameter="p", gradient=["#000000"])
    assert (found.views["v1"].title, found.focused_view) == ("T", "v2")


def test_a_genome_panel() -> None:
    places = ["chr1:1-10", {"chromosome": "chr2", "start": 4, "end": 9, "name": "x", "odd": 1}, {"name": "MYC"}]
    frames = [{"title": "f", "heightPx": 9, "series": ["a"]}, {"series": []}]
    found = session(
        series=[{"id": "a"}], dashboard={"panels": [{"type": "genome", "locus": places, "series": ["a"], "frames": frames}]}
    ).views["v1"]
    assert found.loci == [
        Interval(chrom="chr1", start=0, end=10),
        Interval(chrom="chr2", start=4, end=9, name="x"),
        Interval(name="MYC"),
    ]
    assert found.panels["p1"].tracks == ["t1"]
    assert (found.panels["p1"].name, found.panels["p1"].height_px) == ("f", 9)
    assert isinstance(found.panels["p2"], Panel)


@pytest.mark.parametrize("locus", ["chr1:1-10", ["chr1:1-10"], []])
def test_a_place_of_the_session(locus: Any) -> None:
    assert len(session(locus=locus).views["v1"].loci) == (1 if locus else 0)


def test_a_genome_is_an_id_or_files() -> None:
    assert session(genome="hg38").genome == Genome(id="hg38")
    assert session(genome={"fasta": "g.fa"}).genome.fasta == "g.fa"
    assert session(genome={}).genome is UNSET


def test_parts_of_an_alignment() -> None:
    parts = {
        "coverage": {"visible": True, "look": {"heightPx": 4}, "range": {"maximum": 9}},
        "reads": {"look": {}, "range": {}, "x": 1},
    }
    held = session(tracks=[{"id": "t", "location": BAM}], series=[{"track": "t", "parts": parts}]).tracks["t1"].parts
    assert (held["coverage"].display.height_px, held["coverage"].display_range.maximum) == (4, 9)
    assert list(held) == ["coverage", "reads"]


def test_unknown_keys_and_empty_parts_are_kept_and_counted() -> None:
    parts = {"odd": {"a": 1}, "project": {}, "series": [{"look": {}, "mood": 1}], "map": {}, "dashboard": {"theme": "dark"}}
    told = effects("neutral", **parts)
    assert told.get("/odd") is None
    assert effects("igvxml", **parts) == {
        **dict.fromkeys(("/odd", "/project", "/series/0/look", "/series/0/mood", "/dashboard/theme"), "dropped"),
        "/map": "dropped",
        "/analyticsSession": "structural",
    }


def test_measurements_alone_are_incomplete_in_a_genome_browser() -> None:
    parts = {"series": [{"name": "a"}], "plot": {"type": "bar"}}
    for to in ("igvxml", "igvjson", "jbrowse2"):
        report = converter.convert(said(**parts), to).report
        assert report.verdict == "incomplete"
        assert "genome.missing" in {entry["code"] for entry in report.to_dict()["entries"]}
    options = {"genome": "hg38", "locus": "chr1:1-100"}
    there = converter.convert(said(**parts), "igvxml", options=options)
    assert b'genome="hg38" locus="chr1:1-100"' in there.document


def test_a_part_that_is_only_there_is_true() -> None:
    tracks = [{"id": "t", "location": BAM}]
    parts = {"coverage": True, "reads": {}, "junctions": False}
    found = session(tracks=tracks, series=[{"track": "t", "parts": parts}])
    assert list(found.tracks["t1"].parts) == ["coverage"]
    again = document(found)["series"][0]["parts"]
    assert again == parts
    assert session(tracks=tracks, series=[{"track": "t", "parts": {"coverage": False}}]).tracks["t1"].parts is UNSET


def test_a_hidden_series_that_no_view_names_is_hidden_by_them() -> None:
    hidden, shown = {"id": "a", "visible": False}, {"id": "b"}
    told = effects("neutral", series=[hidden, shown], map={"series": ["b"]})
    assert told["/series/0/visible"] == "superseded"
    assert "/series/0/visible" not in effects("neutral", series=[hidden, shown], map={"series": ["b"]}, plot={"type": "bar"})
    assert "/series/0/visible" not in effects("neutral", series=[hidden, shown], map={"series": ["a", "b"]})
