"""Neutral sessions as analytics sessions."""

from __future__ import annotations

import json
from typing import Any

import pytest

import converter
from converter.formats.analytics.objects import put_back
from converter.model import (
    Analytics,
    Display,
    DisplayRange,
    Extras,
    Filter,
    Genome,
    GeoMap,
    Interval,
    Panel,
    Part,
    Plot,
    Position,
    Samples,
    Session,
    Source,
    Threshold,
    Track,
    View,
)
from tests.unit.formats.analytics.sessions import again, document, session

BW, BAM = "https://example.org/b.bw", "https://example.org/a.bam"


def tracked(*views: View, **more: Any) -> Session:
    """A session of two tracks with these views."""
    held = {f"v{at}": view for at, view in enumerate(views, 1)}
    return Session(
        sources={"s1": Source(location=BW, format="bigwig"), "s2": Source(location=BAM, format="bam")},
        source_order=["s1", "s2"],
        tracks={"t1": Track(kind="quantitative", name="A", source="s1"), "t2": Track(kind="alignment", source="s2")},
        track_order=["t1", "t2"],
        views=held,
        view_order=list(held),
        **more,
    )


def test_a_genome_session_is_series_thresholds_and_panels() -> None:
    of = tracked(View(loci=[Interval(chrom="chr1", start=0, end=9)], tracks=["t1"]), genome=Genome(id="hg38"))
    of.tracks["t1"].display_range = DisplayRange(minimum=0, maximum=5, autoscale=False)
    of.tracks["t1"].display = Display(color="#ff0000", renderer="line")
    assert document(of) == {
        "analyticsSession": "1.1",
        "series": [
            {"id": "t1", "color": "#ff0000", "name": "A", "track": "s1", "look": {"renderer": "line"}},
            {"id": "t2", "track": "s2", "visible": False},
        ],
        "thresholds": [{"series": "t1", "minimum": 0, "maximum": 5, "applied": True}],
        "dashboard": {"panels": [{"id": "v1", "type": "genome", "locus": ["chr1:1-9"]}]},
        "genome": "hg38",
        "tracks": [{"id": "s1", "location": BW}, {"id": "s2", "location": BAM}],
    }


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"series": [{"name": "a"}]},
        {"series": [{"id": "a", "visible": True}, {"id": "b", "visible": False}], "map": {"series": []}, "active": "map"},
        {"tracks": [{"location": BW, "odd": 1}], "locus": "chr1:1-9"},
        {"tracks": [{"id": "t", "location": BW}], "series": [{"track": "t"}], "plot": {"x": {}, "series": []}, "active": "plot"},
        {"tracks": [{"id": "t", "location": BW}], "series": [{"members": [{"track": "t"}, {"track": "t"}]}]},
        {"dashboard": {"title": "D", "mood": 1, "panels": [{"type": "table", "mood": 2}]}},
        {
            "dashboard": {
                "mood": 1,
                "panels": [{"type": "genome", "locus": [{"name": "x", "odd": 1}], "frames": [{"series": [], "m": 1}]}],
            }
        },
        {"genome": {"id": "x", "odd": 1}, "thresholds": [{"parameter": "p", "min": 1, "max": 2, "odd": 1}]},
        {"series": [{"id": "a"}], "thresholds": [{"id": "h", "series": "a", "min": 1, "odd": {"a": 1}}]},
        {"map": {"center": {"latitude": 1, "longitude": 2, "odd": 1}, "heatmap": {"odd": 1}}, "project": {"odd": 1}},
        {"selection": {"match": "all", "odd": 1, "filters": [{"by": "a", "values": [1]}]}},
        {"series": [{"filters": [{"by": "a", "values": ["x"], "odd": 1}], "flagged": "only"}]},
        {"tracks": [{"id": "t", "location": BAM}], "series": [{"track": "t", "parts": {"reads": {"odd": 1}}}]},
    ],
)
def test_a_document_of_its_own_comes_back_as_it_was(parts: dict[str, Any]) -> None:
    assert again(**parts) == {"analyticsSession": "1.1", **parts}


def test_the_extras_of_nobody_are_written_without_carry() -> None:
    assert again(carry=False, odd=1, genome={"id": "x", "odd": 1}, project={"id": "p", "odd": 1}) == {
        "analyticsSession": "1.1",
        "project": {"id": "p"},
        "genome": {"id": "x"},
    }


def test_what_the_schema_does_not_allow_is_left_out() -> None:
    of = tracked(
        View(kind="plot", plot=Plot(type="", bins=0, mode="wild", x_scale="root"), tracks=["t1", "t2"]),
        View(kind="map", map=GeoMap(latitude=1, zoom=99), position=Position(column=1, row=0, column_span=0, row_span=1)),
        View(kind="mystery"),
        View(loci=[Interval(chrom="chr1", start=9, end=2)], laid_out=[Interval(chrom="chr1", start=-1, end=2)]),
        analytics=Analytics(saved="soon", created="once", time_from="when"),
        samples=Samples(filter_match="most", flagged="some", filters={"f1": Filter(item="x")}),
        thresholds={"h1": Threshold(minimum=1), "h2": Threshold(parameter="p", minimum=5, maximum=1)},
        genome=Genome(id=""),
    )
    made = document(of)
    assert made["dashboard"]["panels"] == [
        {"id": "v1", "type": "plot"},
        {"id": "v2", "type": "map", "series": []},
        {"id": "v4", "type": "genome", "series": []},
    ]
    assert made["genome"] == {"id": ""}
    assert {"saved", "time", "selection", "thresholds"}.isdisjoint(made)
    converter.read(converter.write(of, "analytics").document)


def test_panels_that_would_lie_on_each_other_lose_their_position() -> None:
    here = Position(column=0, row=0, column_span=2, row_span=2)
    made = document(
        Session(views={"v1": View(kind="map", position=here), "v2": View(kind="table", position=here)}, view_order=["v1", "v2"])
    )
    assert ["position" in panel for panel in made["dashboard"]["panels"]] == [True, False]


def test_a_dashboard_among_other_views_is_a_panel() -> None:
    views = {"v1": View(kind="dashboard", title="D", views=["v2"]), "v2": View(kind="map"), "v3": View(kind="table")}
    alone = document(Session(views={"v1": views["v1"], "v2": views["v2"]}, view_order=["v1"]))
    assert alone["dashboard"] == {"title": "D", "panels": [{"id": "v2", "type": "map"}]}
    beside = document(Session(views=views, view_order=["v1", "v3"]))
    assert [panel["type"] for panel in beside["dashboard"]["panels"]] == ["dashboard", "table"]
    assert beside["dashboard"]["panels"][0]["panels"] == [{"id": "v2", "type": "map"}]


def test_what_is_looked_at_and_thresholds_of_panels() -> None:
    of = Session(
        views={"v1": View(kind="plot"), "v2": View(kind="mystery")},
        view_order=["v1", "v2"],
        focused_view="v1",
        thresholds={"h1": Threshold(parameter="p", view="v1"), "h2": Threshold(parameter="q", view="v2")},
    )
    made = document(of)
    assert made["active"] == "v1"
    assert made["thresholds"] == [{"panel": "v1", "parameter": "p"}, {"parameter": "q"}]
    of.focused_view = "v2"
    assert "active" not in document(of)


def test_ids_are_handed_out_once() -> None:
    spelled = {"analytics": Extras(spelling={"id": "same"})}
    of = Session(
        tracks={"t1": Track(extras=spelled), "t2": Track(extras=spelled), "same": Track()}, track_order=["t1", "t2", "same"]
    )
    assert [one["id"] for one in document(of)["series"]] == ["same", "t2", "same_2"]


def test_places_that_a_text_does_not_say_are_objects() -> None:
    loci = [
        Interval(chrom="chr1", start=0, end=9),
        Interval(chrom="chr1", start=0, end=9, name="x"),
        Interval(chrom="chr1"),
        Interval(chrom="chr1", start=0, end=9, genome="hg19", reversed=True),
        Interval(),
    ]
    made = document(Session(views={"v1": View(loci=loci)}, view_order=["v1"]))
    assert made["dashboard"]["panels"][0]["locus"] == [
        "chr1:1-9",
        {"chromosome": "chr1", "start": 0, "end": 9, "name": "x"},
        {"chromosome": "chr1"},
        "{hg19}chr1:1-9[rev]",
        "All",
    ]


def test_places_that_changed_are_not_spelled_as_they_were() -> None:
    held = session(locus="chr1:1-1,000")
    held.views["v1"].loci = [Interval(chrom="chr2", start=0, end=5)]
    assert document(held)["locus"] == ["chr2:1-5"]


def test_views_that_were_changed_become_panels() -> None:
    tracks, series = [{"id": "t", "location": BW}], [{"id": "a", "track": "t"}]
    held = session(plot={"type": "bar"}, map={"zoom": 1}, locus="chr1:1-9", tracks=tracks, series=series)
    for view in held.views.values():
        view.description = "new"
    assert [panel["type"] for panel in document(held)["dashboard"]["panels"]] == ["plot", "map", "genome"]
    held = session(tracks=tracks, series=series)
    held.views["v1"].kind = "circular"
    assert document(held)["dashboard"]["panels"] == [{"type": "circularGenome"}]
    held = session(series=[{"id": "a"}])
    held.views["v1"].title = "T"
    assert document(held)["dashboard"]["panels"] == [{"type": "table", "title": "T"}]


def test_a_genome_view_without_place_needs_a_panel_beside_another() -> None:
    held = session(tracks=[{"location": BW}])
    held.views["v2"] = View(kind="circular", tracks=[])
    held.view_order.append("v2")
    assert [panel["type"] for panel in document(held)["dashboard"]["panels"]] == ["genome", "circularGenome"]


def test_a_track_alone_that_was_changed_is_a_series() -> None:
    held = session(tracks=[{"location": BW}, {"location": BAM}])
    assert "series" not in document(held)
    held.tracks["t2"].name = "N"
    assert document(held)["series"] == [{"track": "s1"}, {"name": "N", "track": "s2"}]
    held = session(tracks=[{"location": BW}, {"location": BAM}])
    held.track_order.reverse()
    assert len(document(held)["series"]) == 2


def test_parts_of_an_alignment() -> None:
    of = tracked(View(tracks=["t2"]))
    of.tracks["t2"].parts = {
        "coverage": Part(display=Display(height_px=5), display_range=DisplayRange(maximum=3)),
        "other": Part(),
    }
    assert document(of)["series"][1]["parts"] == {"coverage": {"look": {"heightPx": 5}, "range": {"maximum": 3}}}


def test_a_file_of_which_nothing_is_known_is_not_named() -> None:
    of = tracked(View(tracks=["t1"], panels={"p1": Panel(name="P", tracks=["t1", "t2"])}))
    of.sources["s1"] = Source()
    made = document(of)
    assert [one["location"] for one in made["tracks"]] == [BAM]
    assert "track" not in made["series"][0]
    assert made["dashboard"]["panels"][0]["frames"] == [{"title": "P", "series": ["t1"]}]


def test_files_that_no_series_is_drawn_from_are_left_out() -> None:
    assert "tracks" not in document(Session(sources={"s1": Source(location=BW)}, source_order=["s1"], genome=Genome()))


def test_everything_that_is_known_is_written_without_carry() -> None:
    parts: dict[str, Any] = {
        "selection": {"match": "all", "filters": [{"by": "a", "values": ["v"]}]},
        "series": [{"id": "a", "track": "t", "parts": {"reads": {"visible": True}}}, {"id": "b"}],
        "thresholds": [{"series": "a", "minimum": 1}, {"parameter": "p"}],
        "plot": {"type": "bar"},
        "dashboard": {
            "title": "D",
            "panels": [
                {
                    "type": "genome",
                    "range": {"maximum": 1},
                    "position": {"column": 0, "row": 0, "width": 1, "height": 1},
                    "plot": {"x": {"parameter": "p"}},
                    "map": {"center": {"latitude": 1, "longitude": 2}, "heatmap": {"parameter": "p"}},
                    "panels": [{"type": "table"}],
                    "frames": [{"title": "f"}],
                }
            ],
        },
        "tracks": [{"id": "t", "location": BAM}],
    }
    assert again(carry=False, **parts) == {"analyticsSession": "1.1", **parts}
    only = {"series": [{"match": "any", "filters": [{"by": "a", "values": ["v"]}]}]}
    assert again(carry=False, **only) == {"analyticsSession": "1.1", **only}


def test_a_range_without_words_of_the_format_is_no_threshold() -> None:
    of = tracked(View(tracks=["t1"]))
    of.tracks["t1"].display_range = DisplayRange(scale="root")
    assert "thresholds" not in document(of)


def test_unknown_keys_of_an_item_that_is_gone_stay_away() -> None:
    out: dict[str, Any] = {"list": [{}], "text": "x"}
    put_back(out, {"list/0/a": 1, "list/5/a": 2, "list/x/a": 3, "text/a": 4, "center/a": 5, "new/a": 6})
    assert out == {"list": [{"a": 1}], "text": "x", "new": {"a": 6}}


def test_keys_below_one_part_are_put_back_there() -> None:
    out: dict[str, Any] = {}
    put_back(out, {"threshold/a": 1, "b": 2}, "threshold/")
    assert out == {"a": 1}


def test_a_format_that_the_name_does_not_tell_is_said() -> None:
    of = tracked(View(tracks=["t1"]))
    of.sources["s1"].format = "bedgraph"
    assert [one.get("format") for one in document(of)["tracks"]] == ["bedgraph", None]


@pytest.mark.parametrize(
    "parts",
    [
        {"plot": {"odd": 1}, "map": {}},
        {
            "tracks": [{"id": "t", "location": BW, "format": "bw"}, {"location": "x", "format": "unheard"}],
            "series": [{"track": "t"}],
        },
        {"series": [{"match": "all", "look": {"heightPx": 3}}]},
        {"series": [{"flagged": "only"}, {"flagged": "exclude"}]},
        {"selection": {"groupBy": "SEX"}, "dashboard": {"title": "D"}},
        {"dashboard": {"panels": [{"type": "genome", "locus": "MYC"}]}},
    ],
)
def test_small_documents_come_back_as_they_were(parts: dict[str, Any]) -> None:
    assert again(**parts) == {"analyticsSession": "1.1", **parts}


@pytest.mark.parametrize(
    "session",
    [
        Session(tracks={"t1": Track(kind="quantitative", source="s1")}, sources={"s1": Source(location="a.bw", format="bw")}),
        Session(tracks={"t1": Track(kind="annotation", name="A")}, track_order=["t1"], views={"v1": View(tracks=["t1"])}),
        Session(tracks={"t1": Track(name="A")}, views={"v1": View(tracks=["t1"], panels={"p1": Panel(tracks=["t1"])})}),
        Session(views={"v1": View(loci=[Interval(chrom="chr1", start=9, end=5)])}, view_order=["v1"]),
        Session(tracks={"t1": Track(kind="overlay", name="A", members=[])}, track_order=["t1"]),
        Session(genome=Genome()),
    ],
)
def test_what_it_can_not_say_of_a_session_in_disorder_is_announced(session: Session) -> None:
    report = converter.convert(converter.write(session, "neutral").document, "analytics").report.to_dict()
    assert {one["code"] for one in report["entries"]}.isdisjoint({"unannounced"})
    assert report["verdict"] != "lossless"


def test_a_focus_on_nothing_that_is_shown_is_announced() -> None:
    told = converter.convert(
        json.dumps({"analyticsSession": "1.1", "name": "S", "series": [{"id": "a", "name": "A"}]}).encode(),
        "analytics",
        options={"tracks": "all", "view": 1},
    ).report.to_dict()
    assert {one["code"] for one in told["entries"]}.isdisjoint({"unannounced"})
