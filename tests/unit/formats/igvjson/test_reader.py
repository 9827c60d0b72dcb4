from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec import UNSET

import converter
from converter.errors import LimitError
from converter.formats.base import Job
from converter.formats.igvjson import FORMAT, shape
from converter.limits import LIMITS
from converter.loss.ledger import Ledger
from converter.model import Interval
from converter.options import ConvertOptions
from tests.unit.formats.igvjson.sessions import desk, effects, one, read, session

BW = "https://h/a.bw"


def fates(document: Any) -> dict[str, tuple[str, str | None]]:
    """Kind and code of the fates of all facts, by pointer."""
    found = {}
    for bound in read(document).ledger.bound:
        for name, fate in bound.fates.items():
            found[bound.node.place(name)] = fate.kind, fate.code
    return found


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ({"id": "x", "fastaURL": "https://h/x.fa", "tracks": []}, "format.genome_definition"),
        ([{"id": "x", "twoBitURL": "https://h/x.2bit"}], "format.genome_definition"),
        ({"label": "Annotations", "tracks": [{"name": "a", "url": BW}]}, "format.track_menu"),
        ({"label": "Annotations", "type": "hub", "groups": []}, "format.track_menu"),
        ({"type": "custom-data-modal", "data": []}, "format.track_menu"),
        ([{"label": "a", "tracks": []}], "format.track_menu"),
        ({"tracks": [{"trackId": "a", "type": "QuantitativeTrack"}]}, "format.unknown"),
        ({"views": [], "tracks": []}, "format.unknown"),
        ({"version": "3", "tracks": [{"trackId": "a"}]}, "format.unknown"),
        ({"tracks": ["nonsense"]}, "format.unknown"),
        ({"a": 1}, "format.unknown"),
        ([], "format.unknown"),
        ([1], "format.unknown"),
        ([{"a": 1}], "format.unknown"),
    ],
)
def test_refused(document: Any, code: str) -> None:
    with pytest.raises(converter.ConverterError) as caught:
        converter.read(json.dumps(document).encode())
    assert caught.value.code == code


def test_unknown_content_is_refused_by_the_reader_itself() -> None:
    with pytest.raises(converter.ConverterError, match="no session"):
        FORMAT.read(b"[]", Ledger(), Job(ConvertOptions()))


@pytest.mark.parametrize(
    ("document", "root", "profile"),
    [
        ([{"url": BW}], "list", "igvjs"),
        ({"url": BW, "name": "a"}, "track", "igvjs"),
        ({"tracks": [{"url": BW}]}, "tracks", "igvjs"),
        ({"version": "3", "tracks": ["nonsense"]}, "tracks", "igvjs"),
        ({"genome": "hg38"}, "session", "igvjs"),
        ({"genome": "hg38", "tracks": 7}, "session", "igvjs"),
        ({"genome": "hg38", "tracks": [{"path": "/a.bw"}]}, "session", "desktop3"),
        ({"version": "3", "genome": "hg38", "tracks": [{"path": "/a.bw"}]}, "session", "igvjs"),
        ({"genome": "hg38", "nextAutoscaleGroup": "2"}, "session", "desktop3"),
        ({"genome": "hg38", "tracks": [7, {"type": "merged", "tracks": [{"mid": 0, "url": BW}]}]}, "session", "desktop3"),
        ([{"type": "motif", "pattern": "TATA"}], "list", "desktop3"),
    ],
)
def test_form(document: Any, root: str, profile: str) -> None:
    form = session(document).forms["igvjson"]
    assert (form["root"], form["profile"]) == (root, profile)


def test_version_is_kept_as_form() -> None:
    assert session({"version": "3.8.5", "genome": "hg38"}).forms["igvjson"]["version"] == "3.8.5"


@pytest.mark.parametrize(
    ("document", "field", "value"),
    [
        ({"genome": "hg38"}, "id", "hg38"),
        ({"reference": "hg38"}, "id", "hg38"),
        ({"genarkAccession": "GCA_000188675.2"}, "id", "GCA_000188675.2"),
        ({"genome": "/home/me/x.genome"}, "definition", "/home/me/x.genome"),
        ({"genome": "https://h/x.fa?v=1"}, "fasta", "https://h/x.fa?v=1"),
        ({"genome": "https://h/x.2bit"}, "two_bit", "https://h/x.2bit"),
        ({"reference": {"id": "x", "chromosomeOrder": "a, b"}}, "chromosome_order", ["a", "b"]),
        ({"reference": {"id": "x", "chromosomeOrder": ["a", "b"]}}, "chromosome_order", ["a", "b"]),
        ({"reference": {"id": "x", "wholeGenomeView": "false"}}, "whole_genome_view", False),
    ],
)
def test_genome(document: Any, field: str, value: Any) -> None:
    assert getattr(session(document).genome, field) == value


def test_reference_beats_genome() -> None:
    document = {"reference": {"id": "a"}, "genome": "b"}
    assert session(document).genome.id == "a"
    assert fates(document)["/genome"] == ("superseded", None)


@pytest.mark.parametrize(
    "document",
    [{"reference": {"id": "a", "locus": 7}}, {"reference": {"id": "a", "tracks": 7}}, {"reference": {"id": 7}}],
)
def test_invalid_in_the_reference(document: Any) -> None:
    assert ("ignored", "source.invalid") in fates(document).values()


def test_a_genome_that_is_no_text_is_invalid() -> None:
    assert fates({"genome": 7, "genarkAccession": "GCA_1"})["/genome"] == ("ignored", "source.invalid")


def test_reference_locus_beats_locus() -> None:
    document = {"reference": {"id": "a", "locus": "chr1:1-100"}, "locus": "chr2:1-100"}
    assert session(document).views["v1"].loci == [Interval(chrom="chr1", start=0, end=100)]
    assert fates(document)["/locus"] == ("superseded", None)


def test_reference_tracks_come_first() -> None:
    found = session({"reference": {"id": "a", "tracks": [{"name": "x", "url": BW}]}, "tracks": [{"name": "y", "url": BW}]})
    assert [found.tracks[key].name for key in found.track_order] == ["x", "y"]
    assert found.tracks["t1"].extras["igvjson"].native["in"] == "reference"


@pytest.mark.parametrize("key", ["tracks", "roi", "sampleinfo"])
def test_empty_lists_are_structural(key: str) -> None:
    assert fates({"genome": "hg38", key: []})[f"/{key}"] == ("structural", None)
    assert fates({"reference": {"id": "a", "tracks": []}})["/reference/tracks"] == ("structural", None)


@pytest.mark.parametrize(
    ("locus", "loci"),
    [
        ("chr1:1,001-2,000", [Interval(chrom="chr1", start=1000, end=2000)]),
        ("all", [Interval()]),
        ("MYC", [Interval(name="MYC")]),
        ("chr1\t101\t200", [Interval(chrom="chr1", start=100, end=200)]),
        ("chr1:101", [Interval(chrom="chr1", start=80, end=120)]),
        (["chr1:1-100", "chr2:1-100"], [Interval(chrom="chr1", start=0, end=100), Interval(chrom="chr2", start=0, end=100)]),
        ({"chr": "chr1", "start": 1000, "end": "2000"}, [Interval(chrom="chr1", start=1000, end=2000)]),
    ],
)
def test_locus(locus: Any, loci: list[Interval]) -> None:
    assert session({"genome": "hg38", "locus": locus}).views["v1"].loci == loci


@pytest.mark.parametrize("locus", [7, "", [7], [], "chr1:9-2", {"chr": "chr1", "start": 9, "end": 2}, {"chr": 1}])
def test_bad_locus(locus: Any) -> None:
    document = {"genome": "hg38", "locus": locus}
    assert session(document).views["v1"].loci is UNSET
    assert fates(document)["/locus"] == ("ignored", "source.invalid")


def test_gene_list() -> None:
    frames = [
        {"name": "MYC", "chr": "chr8", "start": "10", "end": 90.7},
        {"name": "chr1:1-50", "chr": "chr1", "start": 0, "end": 50},
    ]
    document = {
        "genome": "hg38",
        "locus": "all",
        "geneList": {"name": "mine", "loci": ["MYC", "TP53", "chr1:1-50"], "frames": frames},
    }
    view = session(document).views["v1"]
    assert view.loci == [
        Interval(chrom="chr8", start=10, end=90, name="MYC"),
        Interval(name="TP53"),
        Interval(chrom="chr1", start=0, end=50),
    ]
    assert view.loci_name == "mine"
    assert fates(document)["/locus"] == ("superseded", None)


@pytest.mark.parametrize(
    "genes",
    [
        7,
        {"loci": []},
        {"loci": [7]},
        {"loci": ["MYC"], "frames": 7},
        {"loci": ["MYC"], "name": 7},
        {"loci": ["MYC"], "other": 1},
        {"loci": ["MYC"], "frames": [7]},
        {"loci": ["MYC"], "frames": [{"name": "A", "chr": "c", "start": 1, "end": 2}]},
        {"loci": ["MYC"], "frames": [{"name": "MYC", "chr": 7, "start": 1, "end": 2}]},
        {"loci": ["MYC"], "frames": [{"name": "MYC", "chr": "c", "start": "x", "end": 2}]},
    ],
)
def test_bad_gene_list(genes: Any) -> None:
    document = {"genome": "hg38", "hiddenAttributes": [], "geneList": genes}
    assert fates(document)["/geneList"] == ("ignored", "source.invalid")


def test_igvjs_knows_no_gene_list() -> None:
    assert fates({"version": "3", "genome": "hg38", "geneList": {"loci": ["MYC"]}})["/geneList"] == ("ignored", "source.invalid")


def test_roi() -> None:
    feature = {"chr": "chr1", "start": 10, "end": 20, "name": "n", "description": "d", "score": 1}
    sets = [
        {"name": "mine", "color": "rgba(0,0,255,0.5)", "features": [feature]},
        {"features": [{"chr": "chr2", "start": 1, "end": 2}]},
    ]
    found = session({"genome": "hg38", "roi": sets})
    assert list(found.region_sets) == ["q1"]
    assert found.region_sets["q1"].color == "#0000ff80"
    first, second = found.regions.values()
    assert (first.chrom, first.start, first.end, first.name, first.description, first.set) == ("chr1", 10, 20, "n", "d", "q1")
    assert first.extras["igvjson"].ignored == {"score": 1}
    assert second.set is UNSET


def test_roi_as_one_object_with_a_file() -> None:
    found = session(
        {"genome": "hg38", "roi": {"name": "x", "url": "https://h/a.bed", "format": "bed", "indexed": False, "features": []}}
    )
    assert found.region_sets["q1"].source == "s1"
    assert (found.sources["s1"].format, found.sources["s1"].indexed) == ("bed", False)


def test_roi_with_a_url_that_is_no_text() -> None:
    document = {"genome": "hg38", "roi": [{"url": 7, "features": [{"chr": "c", "start": 1, "end": 2}]}]}
    assert fates(document)["/roi/0/url"] == ("ignored", "source.invalid")


@pytest.mark.parametrize(
    ("color", "meant"),
    [("rgb(0,0,255)", "#0000ff10"), ("#ff0000", "#ff000010"), ("blue", "#0000ff10"), ("rgba(1,2,3,1)", "#010203")],
)
def test_roi_colours_that_are_not_rgba_are_nearly_transparent(color: str, meant: str) -> None:
    found = session({"genome": "hg38", "roi": [{"color": color, "features": []}]})
    assert found.region_sets["q1"].color == meant


@pytest.mark.parametrize(
    "sets",
    [
        7,
        [7],
        [{"name": "neither features nor url"}],
        [{"features": [], "color": "0,0,255"}],
        [{"features": [], "color": "#f0f"}],
        [{"features": [7]}],
        [{"features": [{"chr": 1, "start": 1, "end": 2}]}],
        [{"features": [{"chr": "chr1", "start": "x", "end": 2}]}],
    ],
)
def test_one_bad_set_of_regions_drops_all(sets: Any) -> None:
    document = {"genome": "hg38", "roi": sets}
    assert not session(document).region_sets
    assert fates(document)["/roi"] == ("ignored", "source.invalid")


def test_sample_information() -> None:
    entries = [{"url": "https://h/s.txt", "format": "sampleInfo"}, {"path": "/s.txt", "format": 7, "x": 1}]
    found = session({"genome": "hg38", "sampleinfo": entries})
    assert found.samples.sources == ["s1", "s2"]
    assert (found.sources["s1"].location, found.sources["s2"].location) == ("https://h/s.txt", "/s.txt")


def test_sample_information_as_one_object() -> None:
    assert (
        session({"genome": "hg38", "sampleinfo": {"url": "https://h/s.txt", "format": "strange"}}).sources["s1"].format
        == "strange"
    )


def test_sample_tables_given_inline_stay_as_they_are() -> None:
    assert fates({"genome": "hg38", "sampleinfo": [{"samples": {"a": 1}}]})["/sampleinfo"] == ("native", None)


def test_bad_sample_information() -> None:
    assert fates({"genome": "hg38", "sampleinfo": 7})["/sampleinfo"] == ("ignored", "source.invalid")


def test_settings_of_samples_and_view() -> None:
    found = session(
        {"version": "3", "genome": "hg38", "showSampleNames": "true", "sampleNameViewportWidth": 90, "showIdeogram": False}
    )
    assert (found.samples.show_names, found.samples.names_width_px) == (True, 90)
    assert found.views["v1"].show_ideogram is False


def test_settings_of_one_program_are_ignored_by_the_other() -> None:
    told = fates(
        {"genome": "hg38", "hiddenAttributes": ["A"], "sampleNameViewportWidth": 9, "showIdeogram": True, "minimumBases": 9}
    )
    assert {told[f"/{key}"] for key in ("sampleNameViewportWidth", "showIdeogram", "minimumBases")} == {("ignored", None)}
    assert fates({"version": "3", "genome": "hg38", "hiddenAttributes": ["A"]})["/hiddenAttributes"] == ("ignored", None)
    assert fates({"genome": "hg38", "nextAutoscaleGroup": "2", "showSampleNames": True})["/nextAutoscaleGroup"] == (
        "ignored",
        None,
    )


def test_bad_setting() -> None:
    assert fates({"version": "3", "genome": "hg38", "showSampleNames": 7})["/showSampleNames"] == ("ignored", "source.invalid")


def test_tracks_that_are_no_objects() -> None:
    document = {"genome": "hg38", "tracks": ["{}", {"url": BW}, {}]}
    assert list(session(document).tracks) == ["t1"]
    assert fates(document)["/tracks/0"] == ("ignored", "source.invalid")


# tracks of igv.js


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
        ({"chr": "c", "position": 10, "option": "BASE"}, 9, UNSET),
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
    assert one(url="https://h/a.seg", samples=["A", "B"]).extras["igvjson"].native == {"samples": ["A", "B"]}


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
    assert "".join(found.tracks[key].name for key in found.views["v1"].tracks) == "SBCDA"


# tracks of IGV desktop

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


def test_gene_list_without_a_name() -> None:
    assert session({"genome": "hg38", "hiddenAttributes": [], "geneList": {"loci": ["MYC"]}}).views["v1"].loci_name is UNSET


def test_carried_data_is_one_fact_of_its_own() -> None:
    bound = next(one for one in read({"genome": "hg38", "carriedData": "x"}).ledger.bound if "carriedData" in one.fates)
    assert (bound.node.path, bound.node.place("carriedData"), bound.node.count) == ("", "/carriedData", 1)
    assert (list(bound.node.names()), bound.node.weight("carriedData"), bound.node.value("carriedData")) == (
        ["carriedData"],
        1,
        "x",
    )


@pytest.mark.parametrize(
    ("root", "kind"),
    [
        ({"url": "a.bw"}, "track"),
        ({"type": "wig", "name": "a"}, "track"),
        ({"features": [{"chr": "1", "start": 0, "end": 1}]}, "track"),
        ({"type": "FeatureCollection", "features": [{"type": "Feature"}]}, None),
        ({"url": "a.bw", "storeClass": "BigWig"}, None),
        ({"type": "panel"}, None),
    ],
)
def test_what_one_track_is(root: Any, kind: str | None) -> None:
    assert shape.of(root) == kind


def test_too_many_tracks_are_refused_before_they_are_read() -> None:
    few = Job(ConvertOptions(), LIMITS.lowered(tracks=2))
    listed = b'{"genome":"hg19","tracks":[{"url":"a.bw"},{"url":"b.bw"},{"url":"b.bw","name":"once more"},7%s]}'
    with pytest.raises(LimitError) as refused:
        FORMAT.read(listed % b',{"url":"c.bw"}', Ledger(), few)
    assert refused.value.code == "limit.tracks"
    assert len(FORMAT.read(listed % b"", Ledger(), few).tracks) == 3
