"""Tracks of IGV's JSON: what they show, where their data lie, how they look, of which objects one is made."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import UNSET

from tests.unit.formats.igvjson.sessions import BW, desk, effects, fates, one, session


def test_a_quantitative_track() -> None:
    found = one(
        url=BW,
        name="a",
        color="255,0,0",
        altColor="#00f",
        min=0,
        max="10",
        autoscale="false",
        logScale=True,
        height="40",
        graphType="points",
    )
    assert (found.kind, found.name, found.display.color, found.display.alt_color) == ("quantitative", "a", "#ff0000", "#0000ff")
    assert (found.display_range.minimum, found.display_range.maximum, found.display_range.autoscale) == (0, 10, False)
    assert (found.display_range.scale, found.display.height_px, found.display.renderer) == ("log", 40, "points")


@pytest.mark.parametrize(
    ("key", "value"),
    [("graphType", "BAR_CHART"), ("height", None), ("color", "(1,2"), ("logScale", 7), ("name", 7), ("autoscaleGroup", [])],
)
def test_values_that_igvjs_does_not_understand(key: str, value: Any) -> None:
    assert fates({"version": "3", "genome": "hg38", "tracks": [{"url": BW, key: value}]})[f"/tracks/0/{key}"] == (
        "ignored",
        "source.invalid",
    )


@pytest.mark.parametrize(
    ("track", "kind"),
    [
        ({"url": "https://h/a.hic", "type": "interact"}, "contact_map"),
        ({"url": "https://h/a.bedpe", "type": "interact"}, "interaction"),
        ({"url": "https://h/a.bed", "type": "WIG"}, "quantitative"),
        ({"url": "https://h/a.bed", "type": "nonsense"}, "annotation"),
        ({"url": "https://h/a", "filename": "a.vcf"}, "variant"),
        ({"url": "https://h/a", "format": "seg"}, "copy_number"),
        ({"url": "https://h/a", "type": "cnvpytor", "format": "pytor"}, "copy_number"),
        ({"url": "https://h/a.bed", "type": "snp"}, "annotation"),
        ({"type": "sequence"}, "sequence"),
        ({"url": "https://h/a"}, UNSET),
        ({"url": "https://h/a", "format": "delta"}, UNSET),
    ],
)
def test_kind(track: dict[str, Any], kind: Any) -> None:
    assert one(**track).kind == kind


def test_one_source_for_one_location() -> None:
    tracks = [
        {"url": BW},
        {"url": BW, "indexURL": "https://h/i"},
        {"url": BW, "indexURL": "https://h/j"},
        {"url": BW, "format": "bigwig", "indexed": False},
        {"url": BW, "indexURL": "https://h/i", "indexPath": "/i"},
    ]
    found = session({"version": "3", "genome": "hg38", "tracks": tracks})
    assert [track.source for track in found.tracks.values()] == ["s1", "s1", "s2", "s1", "s1"]
    assert (found.sources["s1"].index, found.sources["s1"].format, found.sources["s1"].indexed) == (
        "https://h/i",
        "bigwig",
        False,
    )


def test_the_first_location_holds() -> None:
    document = {"version": "3", "genome": "hg38", "tracks": [{"url": BW, "path": "/x.bw", "indexPath": "/i"}]}
    found = session(document)
    assert (found.sources["s1"].location, found.sources["s1"].index) == (BW, "/i")
    assert fates(document)["/tracks/0/path"] == ("superseded", None)


@pytest.mark.parametrize(("to", "effect"), [("jbrowse2", "approximated"), ("igvxml", "approximated"), ("igvjson", None)])
def test_another_name_of_a_format_is_said_by_the_usual_one(to: str, effect: str | None) -> None:
    told = effects({"version": "3", "genome": "hg38", "tracks": [{"url": "https://h/a.bb", "format": "bb"}]}, to)
    assert told.get("/tracks/0/format") == effect
    assert "/tracks/0/format" not in effects({"version": "3", "tracks": [{"url": "https://h/a.bb", "format": "BigBed"}]}, to)


def test_the_parts_of_an_alignment_say_once_what_their_file_is() -> None:
    bam = {"url": "https://h/a.bam", "indexURL": "https://h/a.bam.bai"}
    parts = [{**bam, "format": "bam", "type": "coverage"}, {**bam, "format": "sam", "type": "alignment", "indexed": True}]
    document = {"genome": "hg38", "hiddenAttributes": [], "tracks": parts}
    found = session(document)
    assert [(one.format, one.indexed) for one in found.sources.values()] == [("bam", True)]
    told = effects(document, "jbrowse2")
    assert {path: effect for path, effect in told.items() if path.startswith("/tracks/1/")} == {
        "/tracks/1/format": "superseded",
        "/tracks/1/indexURL": "superseded",
        "/tracks/1/indexed": "dropped",
    }


def test_inline_features() -> None:
    found = session(
        {"version": "3", "genome": "hg38", "tracks": [{"features": [{"chr": "c", "start": 1, "end": 2}], "format": "bed"}]}
    )
    assert found.sources["s1"].features == [{"chr": "c", "start": 1, "end": 2}]
    assert found.tracks["t1"].kind == "annotation"


def test_what_names_no_file_stays_with_the_track() -> None:
    found = one(type="annotation", sourceType="ucscservice", source={"db": "hg38"}, format="refgene", indexURL="", id="svc")
    assert found.extras["igvjson"].native == {
        "sourceType": "ucscservice",
        "source": {"db": "hg38"},
        "format": "refgene",
        "indexURL": "",
    }
    assert found.key == "svc"


def test_links_for_features() -> None:
    found = session(
        {
            "version": "3",
            "genome": "hg38",
            "tracks": [{"url": BW, "infoURL": "a"}, {"url": BW, "infoURL": "b"}, {"url": BW, "infoURL": 7}],
        }
    )
    assert (found.sources["s1"].feature_url, found.tracks["t2"].info_url) == ("a", "b")


def test_alignments_have_parts() -> None:
    found = one(
        url="https://h/a.bam", color="red", coverageColor="blue", coverageTrackHeight=60, height=300, max=9, showCoverage=False,
        colorBy="tag:HP", groupBy="base:chr1:100", viewAsPairs=True, alleleFreqThreshold=0.1, posStrandColor="red",
    )  # fmt: skip
    coverage, reads = found.parts["coverage"], found.parts["reads"]
    assert list(found.parts) == ["coverage", "reads"]
    assert (coverage.display.color, coverage.display.height_px, coverage.visible, coverage.display_range.maximum) == (
        "#0000ff",
        60,
        False,
        9,
    )
    assert (reads.display.color, reads.reads.color_by, reads.reads.color_tag, reads.reads.paired) == (
        "#ff0000",
        "tag",
        "HP",
        True,
    )
    assert (reads.reads.group_by, reads.reads.group_position) == ("base_at_pos", "chr1:99-100")
    assert found.extras["igvjson"].native == {"posStrandColor": "red"}


@pytest.mark.parametrize(
    ("sort", "position", "descending"),
    [
        ({"chr": "c", "position": 10, "option": "BASE", "direction": "DESC"}, 9, True),
        ({"chr": "c", "position": 10, "option": "BASE"}, 9, True),
        ([{"chr": "c", "position": 9, "option": "NUCLEOTIDE", "direction": True, "locus": "c:10"}], 9, False),
        ({"locus": "c:10", "direction": False}, 9, True),
    ],
)
def test_sort(sort: Any, position: int, descending: Any) -> None:
    reads = one(url="https://h/a.bam", sort=sort).parts["reads"].reads
    assert (reads.sort_by, reads.sort_chrom, reads.sort_position, reads.sort_descending) == (
        "nucleotide",
        "c",
        position,
        descending,
    )


def test_sort_without_a_place() -> None:
    reads = one(url="https://h/a.bam", sort={"option": "TAG", "tag": "HP"}).parts["reads"].reads
    assert (reads.sort_by, reads.sort_tag, reads.sort_position) == ("tag", "HP", UNSET)


BAD: dict[str, tuple[Any, ...]] = {
    "sort": (7, [], {"option": "STRAND"}, {"option": 7}, {"x": 1}, {"direction": "up"}, {"chr": "c"}, {"locus": "c"}),
    "colorBy": (7, "nonsense", "strand:x", "tag:"),
    "groupBy": (7, "nonsense", "tag:", "base:c:x", "base:c:0", "base:10"),
}


@pytest.mark.parametrize(("key", "value"), [(key, value) for key, values in BAD.items() for value in values])
def test_bad_composites(key: str, value: Any) -> None:
    document = {"version": "3", "genome": "hg38", "tracks": [{"url": "https://h/a.bam", key: value}]}
    assert fates(document)[f"/tracks/0/{key}"] == ("ignored", "source.invalid")


def test_colour_by_tag_in_two_keys() -> None:
    reads = one(url="https://h/a.bam", colorBy="tag", colorByTag="XS").parts["reads"].reads
    assert (reads.color_by, reads.color_tag) == ("tag", "XS")
    document = {"version": "3", "genome": "hg38", "tracks": [{"url": "https://h/a.bam", "colorByTag": "XS"}]}
    assert fates(document)["/tracks/0/colorByTag"] == ("ignored", "source.invalid")


def test_variants_by_allele_frequency() -> None:
    assert one(url="https://h/a.vcf", colorBy="AF").variants.site_color_by == "allele_frequency"
    assert one(url="https://h/a.vcf", colorBy="DP").display.color_by == "DP"
    assert one(url="https://h/a.vcf", colorBy=7).extras["igvjson"].ignored == {"colorBy": 7}


def test_samples_of_a_file() -> None:
    assert one(url="https://h/a.seg", samples=["A"]).sample == "A"
    assert one(url="https://h/a.seg", samples=["A", 7]).extras["igvjson"].native == {"samples": ["A", 7]}


def test_overlay() -> None:
    found = session(
        {
            "version": "3",
            "genome": "hg38",
            "tracks": [{"type": "merged", "alpha": 0.5, "tracks": [{"url": BW}, {"url": "https://h/b.bw"}]}],
        }
    )
    assert (found.tracks["t1"].kind, found.tracks["t1"].members, found.tracks["t1"].display.opacity) == (
        "overlay",
        ["t2", "t3"],
        0.5,
    )
    assert found.track_order == ["t1"]


@pytest.mark.parametrize("members", [7, [], [7]])
def test_bad_overlay(members: Any) -> None:
    document = {"version": "3", "genome": "hg38", "tracks": [{"type": "merged", "tracks": members}]}
    assert fates(document)["/tracks/0/tracks"] == ("ignored", "source.invalid")


def test_igvjs_sorts_by_order_and_counts_the_others_among_themselves() -> None:
    tracks = [
        {"name": name, "url": BW, **({"order": order} if order else {})}
        for name, order in (("A", 3), ("B", None), ("C", 1), ("D", None))
    ]
    found = session({"version": "3", "genome": "hg38", "tracks": [*tracks, {"type": "sequence", "name": "S"}]})
    assert "".join(found.tracks[key].name for key in found.views["v1"].tracks) == "BCDAS"


BAM = "https://h/a.bam"


def parts(*kinds: str) -> list[dict[str, Any]]:
    """Tracks of one alignment file."""
    return [
        {"type": kind, "url": BAM, "format": "bam", "name": kind, "id": BAM + {"coverage": "_coverage"}.get(kind, "")}
        for kind in kinds
    ]


def test_one_track_of_three_objects() -> None:
    tracks = parts("coverage", "junction", "alignment")
    tracks[0].update(autoscale="true", max=9, order=1)
    tracks[1].update(visible="false", maxdepth=50, id="other")
    tracks[2].update(order=3, experimentType="RNA", url=BAM)
    found = session({"genome": "hg38", "tracks": tracks})
    (track,) = found.tracks.values()
    assert list(track.parts) == ["coverage", "junctions", "reads"]
    assert (track.name, track.order, track.parts["coverage"].name) == ("alignment", 3, "coverage")
    assert (track.parts["junctions"].visible, track.parts["junctions"].reads.junction_max_depth) == (False, 50)
    assert (track.parts["coverage"].display_range.autoscale, track.parts["reads"].reads.experiment) == (True, "rna")
    assert track.extras["igvjson"].native == {"coverage/order": 1, "junctions/id": "other"}


def test_parts_that_do_not_stand_together() -> None:
    tracks = [
        *parts("coverage"),
        {"url": BW},
        *parts("alignment"),
        *parts("alignment", "coverage"),
        {"type": "junction", "url": "/j.bed"},
    ]
    found = session({"genome": "hg38", "tracks": tracks})
    assert [list(track.parts or ()) for track in found.tracks.values()] == [
        ["coverage"],
        [],
        ["reads"],
        ["reads", "coverage"],
        [],
    ]


def test_a_part_without_id_or_name() -> None:
    found = session({"genome": "hg38", "tracks": [{"type": "coverage", "url": BAM, "name": 7, "id": 7}]})
    assert found.tracks["t1"].extras["igvjson"].ignored == {"coverage/name": 7, "coverage/id": 7}


def test_hidden_tracks() -> None:
    tracks = [{"path": "/a.bw", "visible": "false"}, {"path": "/b.bw", "visible": True}, {"path": "/c.bw", "visible": 7}]
    hidden = [{**one, "visible": False} for one in parts("coverage", "alignment")]
    found = session({"genome": "hg38", "tracks": [*tracks, *hidden]})
    assert found.track_order == ["t1", "t2", "t3", "t4"]
    assert found.views["v1"].tracks == ["t2", "t3"]


def test_combined_tracks() -> None:
    wigs = [{"id": name, "path": f"/{name}.bw"} for name in "ab"]
    found = session(
        {"genome": "hg38", "tracks": [*wigs, {"type": "wig", "id": "c", "track1": "a", "track2": "elsewhere", "op": "ADD"}]}
    )
    track = found.tracks["t3"]
    assert (track.kind, track.analysis.operands, track.analysis.operation) == ("combined", ["t1", "elsewhere"], "add")


def test_combined_without_an_operation() -> None:
    assert desk(type="combined", track1="a", track2="b").analysis.operands == ["a", "b"]


def test_ids_of_desktop() -> None:
    assert desk(path="/a.tdf", type="wig", id="/a.tdf_x").sample == "x"
    assert desk(path="/a.loh", id="/a.loh_x").sample == "x"
    assert desk(path="/a.seg", type="seg", id="/a.seg_cn").extras["igvjson"].native == {"id": "/a.seg_cn"}
    assert not desk(path="/a.bw", id="/a.bw").extras["igvjson"].native
    assert desk(type="motif", pattern="TATA", id="m").key == "m"


def test_desktop_knows_no_links() -> None:
    assert desk(path="/a.bw", infoURL="x").extras["igvjson"].ignored == {"infoURL": "x"}


def test_spellings_of_desktop() -> None:
    found = desk(
        path="/a.bw",
        color="1,2,3",
        visibilityWindow="100",
        height="0",
        autoScale="true",
        graphType="LINE_PLOT",
        colorScale="ContinuousColorScale;0.0;9.0;255,255,255;0,0,178",
    )
    assert (found.display.color, found.display.visibility_window_bp, found.display.height_px) == ("#010203", 100, None)
    assert (found.display_range.autoscale, found.display.renderer) == (True, "line")
    assert found.display_range.color_scale == [0, 9, "#ffffff", "#0000b2"]


def test_alignments_without_type() -> None:
    assert list(desk(path="/a.bam").parts) == ["coverage", "reads"]


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("colorBy", "basemod:m", {"color_by": "base_modification", "base_modification_filter": "m"}),
        ("colorBy", "basemod", {"color_by": "base_modification"}),
        ("colorBy", "fragmentLength", {"color_by": "insert_size"}),
        ("groupBy", "mateChr", {"group_by": "mate_chromosome"}),
        ("groupBy", "tag:HP", {"group_by": "tag", "group_tag": "HP"}),
    ],
)
def test_reads_of_igvjs(key: str, value: str, said: dict[str, str]) -> None:
    reads = one(url="https://h/a.bam", **{key: value}).parts["reads"].reads
    assert {field: getattr(reads, field) for field in said} == said
