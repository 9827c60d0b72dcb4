"""Neutral tracks as JBrowse 2 tracks: their data, their displays, and how they stand in views."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from converter.formats.base import Job
from converter.formats.jbrowse2 import look_plans, looks_out
from converter.formats.jbrowse2.ids import Ids
from converter.formats.jbrowse2.writer import write
from converter.model import (
    Display,
    DisplayRange,
    Extras,
    Genome,
    Interactions,
    Sequence,
    Source,
    Track,
    Variants,
)
from converter.options import ConvertOptions
from tests.unit.formats.jbrowse2.making import session
from tests.unit.formats.jbrowse2.reading import BAM, BIG_WIG, Read, config, display, look, shown, state, track, written


def wiggle(**fields: Any) -> Any:
    return look(kind="quantitative", **fields)


def xy(**slots: Any) -> dict[str, Any]:
    return {"XYPlotRenderer": slots}


def all_of(color: str) -> dict[str, str]:
    """One colour of all bars, also for JBrowse 3, which heeds only those by sign."""
    return dict.fromkeys(("color", "posColor", "negColor"), color)


@pytest.mark.parametrize("number", range(3))
def test_tracks_that_say_the_same_fields_are_written_alike(number: int) -> None:
    made = wiggle(
        display=Display(
            height_px=40 + number, color=f"#0{number}0000", alt_color="#0000ff", renderer="bar", window_function="max"
        ),
        display_range=DisplayRange(minimum=-1, maximum=number + 0.5, scale="linear", flipped=False),
    )
    assert made == {
        "type": "LinearWiggleDisplay",
        "height": 40 + number,
        "minScore": -1,
        "maxScore": number + 0.5,
        "scaleType": "linear",
        "inverted": False,
        "defaultRendering": "xyplot",
        "renderers": xy(posColor=f"rgb({number},0,0)", negColor="rgb(0,0,255)", summaryScoreMode="max"),
    }


@pytest.mark.parametrize("low", [0, 1, -1])
def test_a_logarithmic_scale_does_not_begin_at_0(low: int) -> None:
    made = wiggle(display_range=DisplayRange(minimum=low, maximum=9, scale="log"))
    assert made.get("minScore") == (low if low > 0 else None)


def test_autoscaling_overrules_limits() -> None:
    assert wiggle(display_range=DisplayRange(minimum=1, maximum=2, autoscale=True)) == {
        "type": "LinearWiggleDisplay",
        "autoscale": "local",
    }


def test_points_are_bars_that_are_not_filled() -> None:
    made = wiggle(display=Display(renderer="points", color="#ff0000"))
    assert (made["defaultRendering"], made["renderers"]) == ("xyplot", xy(filled=False, **all_of("rgb(255,0,0)")))
    assert wiggle(display=Display(renderer="heatmap", filled=True)) == {
        "type": "LinearWiggleDisplay",
        "defaultRendering": "density",
    }
    assert wiggle(display=Display(renderer="dynseq", filled=True))["renderers"] == xy(filled=True)


def test_a_line_has_one_colour_and_shades_go_to_it() -> None:
    two = Display(color="#ff0000", alt_color="#0000ff", renderer="line")
    assert wiggle(display=two)["renderers"] == {"LinePlotRenderer": {"color": "rgb(255,0,0)"}}
    heat = Display(color="#ff0000", renderer="heatmap")
    assert wiggle(display=heat)["renderers"] == {"DensityRenderer": {"posColor": "rgb(255,0,0)"}}


@pytest.mark.parametrize("height", [None, float("inf"), 25])
def test_values_that_a_slot_does_not_take_are_left_out(height: float | None) -> None:
    made = wiggle(display=Display(height_px=height, color="#ff0000"))
    assert made.get("height") == (25 if height == 25 else None)


def test_values_of_tables_are_written_without_a_plan() -> None:
    made = wiggle(display=Display(color_table={"a": "#ff0000"}, height_px=30))
    assert made == {"type": "LinearWiggleDisplay", "height": 30}


def test_what_was_met_is_forgotten_when_it_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(look_plans, "_PLANS_LIMIT", 1)
    monkeypatch.setattr(look_plans, "_PLANS", {})
    monkeypatch.setattr(looks_out, "_REMEMBERED", 1)
    for color in ("#010000", "#020000", "#030000"):
        assert wiggle(display=Display(color=color))["renderers"] == xy(**all_of(f"rgb({color[2]},0,0)"))
        assert wiggle(display=Display(height_px=30))["height"] == 30
    assert len(look_plans._PLANS) == 1
    monkeypatch.setattr(look_plans, "_PLANS", {})
    wiggle(display=Display(window_function="x" * 200, height_px=30))
    assert look_plans._PLANS == {}


def test_features_have_a_colour_or_one_for_each_strand() -> None:
    bed = Source(location="https://x.org/a.bed", format="bed")
    one = look(bed, kind="annotation", display=Display(color="#ff0000", mode="squished"))
    assert one["renderer"] == {
        "color1": "rgb(255,0,0)", "displayMode": "compact", "showLabels": False, "type": "SvgFeatureRenderer",
    }  # fmt: skip
    two = look(bed, kind="annotation", display=Display(color="#ff0000", alt_color="#0000ff"))
    assert two["renderer"]["color1"] == "jexl:get(feature,'strand')==-1?'rgb(0,0,255)':'rgb(255,0,0)'"
    arcs = look(bed, kind="annotation", interactions=Interactions(shape="nested_arc", thickness_px=2))
    assert (arcs["type"], arcs["renderer"]) == ("LinearArcDisplay", {"thickness": 2, "type": "ArcRenderer"})
    assert "displays" not in written(session(Track(source="s1", display=Display(alt_color="#0000ff")), source=bed))["tracks"][0]


def test_a_sequence_track_belongs_to_no_assembly() -> None:
    fasta = Source(location="https://x.org/a.fa", format="fasta")
    made = written(session(Track(kind="sequence", name="S", source="s1", genomes=["hg38"]), source=fasta))
    assert (made["tracks"][0]["type"], "assemblyNames" in made["tracks"][0]) == ("ReferenceSequenceTrack", False)


def test_a_view_that_is_told_no_place_shows_the_whole_genome() -> None:
    """By the names of its chromosomes, since JBrowse 3 has no word for it; of an own sequence nobody knows them."""
    asked = session(Track(name="A", source="s1"))
    init = written(asked)["defaultSession"]["views"][0]["init"]
    assert (init["assembly"], init["loc"].split()[::24]) == ("hg38", ["chr1", "chrM"])
    asked.genome = Genome(id="hg38", fasta="https://x.org/mine.fa")
    assert written(asked)["defaultSession"]["views"][0]["init"] == {"assembly": "hg38"}


def test_genotypes_choose_a_display() -> None:
    vcf = Source(location="https://x.org/a.vcf", format="vcf")
    assert state(vcf, kind="variant", variants=Variants(show_genotypes=True))["type"] == "MultiLinearVariantDisplay"
    assert state(vcf, kind="variant")["type"] == "LinearVariantDisplay"
    bedpe = Source(location="https://x.org/a.bedpe", format="bedpe")
    assert state(bedpe, kind="interaction")["type"] == "LinearPairedArcDisplay"


def test_one_strand_of_the_sequence() -> None:
    fasta = Source(location="https://x.org/a.fa", format="fasta")
    made = written(session(Track(kind="sequence", key="Reference sequence", sequence=Sequence(strand="-")), source=fasta))
    entry = made["defaultSession"]["views"][0]["tracks"][0]["displays"][0]
    assert (entry["showForward"], entry["showReverse"]) == (False, True)


def test_the_sequence_is_that_of_the_assembly_whatever_another_program_calls_it() -> None:
    made = write(session(Track(kind="sequence", key="sequence")), Job(ConvertOptions()))
    assert "tracks" not in made.content
    assert made.content["defaultSession"]["views"][0]["tracks"][0]["type"] == "ReferenceSequenceTrack"
    held = Track(kind="sequence", name="Other", key="other-seq", extras={"jbrowse2": Extras(native={"trackId": "other-seq"})})
    assert written(session(held))["tracks"][0]["trackId"] == "other-seq"


def test_a_track_without_a_name_has_that_of_its_file() -> None:
    """JBrowse called it 'Track'."""
    held = session(Track(source="s1", kind="alignment"), source=Source(location="https://x.org/a/wt.bam?k=1", format="bam"))
    assert written(held)["tracks"][0]["name"] == "wt.bam"
    assert "name" not in written(msgspec.structs.replace(held, forms={"jbrowse2": {}}))["tracks"][0]


def test_a_track_that_is_left_out_is_not_named_by_its_file() -> None:
    """JBrowse can't open it, so nothing of the location is said."""
    held = session(Track(source="s1", kind="quantitative"), source=Source(location="https://x.org/a/wt.wig", format="wig"))
    assert "name" not in written(held)["tracks"][0]


@pytest.mark.parametrize(
    ("held", "text"),
    [
        (Track(source="s1", kind="copy_number"), "JBrowse 2 can't open files of the format cn; the track, which has no name"),
        (Track(key="Gene", kind="annotation"), "The data of 'Gene' belong to the genome browser that it comes from; the track,"),
        (Track(key="reads", kind="alignment"), "Where the data of 'reads' lie is not known; the track,"),
    ],
)
def test_a_track_that_would_be_a_nameless_error_is_left_out(held: Track, text: str) -> None:
    made = write(session(held, source=Source(location="https://x.org/a.cn", format="cn")), Job(ConvertOptions()))
    assert "tracks" not in made.content
    assert "tracks" not in made.content["defaultSession"]["views"][0]
    assert [notice.message.startswith(text) for notice in made.notices if notice.code == "location.unopenable"] == [True]


def test_ids_are_unlike_all_others() -> None:
    ids = Ids(["a", "a-2"])
    assert [ids.take("a") for _ in range(3)] == ["a-3", "a-4", "a-5"]
    assert ids.take("b") == "b"
    tracks = [
        Track(name="A / b", source="s1"),
        Track(name="A / b"),
        Track(key="k", description="d"),
        Track(source="s1"),
        Track(name="/", kind="x"),
    ]
    assert [one["trackId"] for one in written(session(*tracks))["tracks"]] == ["A_b", "A_b-2", "k", "a.bw", "x"]


@pytest.mark.parametrize(
    "tracks",
    [
        [track(displays=[display("LinearWiggleDisplay", height=50, maxScore=3, mine=1, autoscale="global", renderers={"x": 1})])],
        [
            track(
                "FeatureTrack",
                {"type": "BedAdapter", "uri": "b.bed"},
                displays=[display("LinearBasicDisplay", renderer={"color1": "red"})],
            )
        ],
        [track("AlignmentsTrack", {**BAM, "more": 1}, metadata={"m": 1}, rpcDriverName="r", odd=2)],
        [track("OtherTrack", displays={"a": {"b": 1}}, shown={"id": 2}, display="d")],
        [
            track(
                "MultiQuantitativeTrack",
                {"type": "MultiWiggleAdapter", "subadapters": [{**BIG_WIG, "name": "N", "color": "red"}], "bigWigs": ["u"]},
            )
        ],
        [
            track(
                "VariantTrack",
                {"type": "VcfAdapter", "uri": "a.vcf"},
                displays=[display("LinearPairedArcDisplay"), display("ChordVariantDisplay")],
            )
        ],
    ],
)
def test_what_jbrowse_said_itself_is_said_again(tracks: list[Any]) -> None:
    read = config(*tracks, views=[shown()], plugins=[{"name": "P"}])
    made = written(read.session)
    again = Read(made).session
    assert written(again) == made
    assert {key: _bare(one) for key, one in again.tracks.items()} == {key: _bare(one) for key, one in read.session.tracks.items()}
    assert "mine" not in str(written(read.session, carry=False))


@pytest.mark.parametrize("adapter", [{"type": {"a": 1}}, {"type": "MultiWiggleAdapter"}, {"type": "VcfAdapter"}])
def test_adapters_that_open_nothing_are_not_written_as_ours(adapter: dict[str, Any]) -> None:
    made = written(config(track(adapter=adapter)).session)
    assert made["tracks"][0].get("adapter") in (None, {"type": "VcfAdapter"})


def test_inner_displays_of_alignments_have_a_type_and_an_id() -> None:
    listed = display("LinearAlignmentsDisplay", pileupDisplay={"height": 9})
    made = written(config(track("AlignmentsTrack", BAM, displays=[listed])).session)
    assert made["tracks"][0]["displays"][0]["pileupDisplay"] == {
        "height": 9,
        "type": "LinearPileupDisplay",
        "displayId": "a-LinearAlignmentsDisplay-pileupDisplay",
    }


@pytest.mark.parametrize(
    "view",
    [
        {"type": "LinearWiggleDisplay", "configuration": {"type": "LinearWiggleDisplay", "displayId": "d", "height": 60}},
        {"type": "LinearWiggleDisplay", "rendererTypeNameState": "xyplot", "fill": False, "height": 44.0, "resolution": 2},
        {"type": "LinearWiggleDisplay", "configuration": "other", "mine": 1},
        {"type": "OtherDisplay", "x": 1},
    ],
)
def test_displays_in_views_are_said_again(view: dict[str, Any]) -> None:
    read = config(track(), views=[shown(view, id="i", pinned=True, odd=1), shown(view)], plugins=[{"name": "P"}])
    made = written(read.session)
    again = Read(made).session
    assert written(again) == made
    assert {key: _bare(one) for key, one in again.tracks.items()} == {key: _bare(one) for key, one in read.session.tracks.items()}


def _bare(one: Track) -> Track:
    """A track as the model's words say it."""
    return msgspec.structs.replace(one, extras={})


def test_the_displays_within_the_display_of_alignments() -> None:
    inner = {
        "PileupDisplay": {"type": "LinearPileupDisplay", "configuration": "text", "featureHeight": 3},
        "SNPCoverageDisplay": 5,
    }
    view = {"type": "LinearAlignmentsDisplay", "snpCovHeight": 40, "height": 250, **inner}
    read = config(track("AlignmentsTrack", BAM), views=[shown(view, track_type="AlignmentsTrack")])
    entry = written(read.session)["defaultSession"]["views"][0]["tracks"][0]["displays"][0]
    assert (entry["height"], entry["PileupDisplay"]["configuration"]) == (250, "text")


def test_the_id_of_a_track_that_is_called_by_a_signed_address_holds_no_signature() -> None:
    signed = Track(name="https://me:hidden7@x.org/a.bw?X-Amz-Signature=hidden7", source="s1")
    assert "hidden7" not in written(session(signed))["tracks"][0]["trackId"]
