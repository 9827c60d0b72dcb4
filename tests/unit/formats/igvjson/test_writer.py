from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec import UNSET

import converter
from converter.model import (
    Analysis,
    Display,
    DisplayRange,
    Extras,
    Genome,
    Interval,
    Part,
    Reads,
    Region,
    RegionSet,
    Samples,
    Session,
    Source,
    Track,
    View,
)
from tests.unit.formats.igvjson.sessions import again, document, effects, home, session, written

BW = "https://h/a.bw"
HG38: dict[str, Any] = {"version": "3", "genome": "hg38"}


def made(*tracks: Track, sources: tuple[str, ...] = (), shown: Any = None, **fields: Any) -> Session:
    """A session from elsewhere: tracks `t1 …`, sources `s1 …`; all tracks are shown, but members of overlays."""
    held = {f"t{number}": track for number, track in enumerate(tracks, 1)}
    members = {member for track in tracks for member in (track.members or ())}
    order = [key for key in held if key not in members]
    files = {f"s{number}": Source(location=location) for number, location in enumerate(sources, 1)}
    return Session(
        tracks=held,
        track_order=order,
        sources={**files, **fields.pop("more", {})},
        source_order=list(files),
        views={"v1": fields.pop("view", View(tracks=order if shown is None else shown))},
        view_order=["v1"],
        **{"genome": Genome(id="hg38"), **fields},
    )


def codes(of: Session, **options: Any) -> list[str]:
    """Codes of what the writer has to say."""
    return [notice.code for notice in written(of, **options).notices]


# the genome


def test_a_genome_that_igv_lists_is_an_id() -> None:
    assert document(made())["genome"] == "hg38"


def test_an_accession_is_an_id() -> None:
    assert document(made(genome=Genome(id="GCA_000188675.2")))["genome"] == "GCA_000188675.2"


def test_a_genome_that_only_we_know_is_written_with_its_sequence() -> None:
    reference = document(made(genome=Genome(id="hs37d5")))["reference"]
    assert reference["id"] == "hs37d5"
    assert reference["fastaURL"].startswith("https://")


def test_an_unknown_genome_stays_as_it_is() -> None:
    of = made(genome=Genome(id="unheard_of"))
    assert document(of)["genome"] == "unheard_of"
    assert codes(of) == ["genome.unknown"]


def test_no_genome() -> None:
    assert "genome" not in document(Session(views={"v1": View()}, view_order=["v1"]))
    assert codes(made(genome=Genome(name="nameless"))) == []


def test_a_genome_file_of_desktop() -> None:
    of = made(genome=Genome(definition="/x.genome"))
    assert document(of)["genome"] == "/x.genome"
    assert (codes(of), codes(of, profile="desktop3")) == (["genome.unknown"], [])


def test_an_index_for_a_fasta_file() -> None:
    reference = document(made(genome=Genome(fasta="https://h/x.fa.gz")))["reference"]
    assert reference == {
        "fastaURL": "https://h/x.fa.gz",
        "indexURL": "https://h/x.fa.gz.fai",
        "compressedIndexURL": "https://h/x.fa.gz.gzi",
    }
    plain = document(made(genome=Genome(fasta="https://h/x.fa", fasta_index="i")))["reference"]
    assert plain == {"fastaURL": "https://h/x.fa", "indexURL": "i"}
    assert "compressedIndexURL" not in document(made(genome=Genome(fasta="https://h/x.fa")))["reference"]


def test_a_sequence_that_no_page_can_open() -> None:
    assert codes(made(genome=Genome(fasta="/x.fa"))) == ["location.unopenable"]


def test_the_locus_of_a_reference_is_written_there_only_where_it_was() -> None:
    source = {"version": "3", "reference": {"id": "x", "twoBitURL": "https://h/x.2bit", "locus": "chr1:1-100"}, "tracks": []}
    assert again(source) == source
    for out in (again(source, profile="desktop3"), document(session(source), profile="desktop3")):
        assert "locus" not in out["reference"]
        assert out["locus"] == "chr1:1-100"


@pytest.mark.parametrize("key", ["fastaURL", "url"])
def test_a_genome_of_lengths_alone(key: str) -> None:
    source = {"version": "3", "reference": {"id": "x", "format": "chromsizes", key: "https://h/x.sizes"}, "tracks": []}
    held = session(source)
    assert (held.genome.chrom_sizes, held.genome.fasta) == ("https://h/x.sizes", UNSET)
    assert home(source) == again(source) == source
    told = effects(source, "igvxml")
    assert told["/reference/format"] == told[f"/reference/{key}"] == "dropped"
    held.forms, held.genome.extras = {}, {}
    assert document(held)["reference"] == {"id": "x", "format": "chromsizes", "fastaURL": "https://h/x.sizes"}
    assert document(held, profile="desktop3")["reference"] == {"id": "x", "chromSizesURL": "https://h/x.sizes"}


def test_a_genome_without_its_lengths_is_not_of_them() -> None:
    source = {"version": "3", "reference": {"id": "x", "format": "chromsizes"}, "tracks": []}
    assert session(source).genome.extras["igvjson"].native == {"format": "chromsizes"}
    assert again(source) == source


def test_a_genome_that_is_an_object_under_another_key_comes_home() -> None:
    source = {"genome": {"id": "x", "fastaURL": "https://h/x.fa", "indexURL": "https://h/x.fa.fai"}, "tracks": [{"url": BW}]}
    assert home(source) == again(source) == source


def test_tracks_of_a_reference_come_home() -> None:
    source = {
        **HG38,
        "reference": {"id": "x", "twoBitURL": "https://h/x.2bit", "tracks": [{"url": BW}], "extra": 1},
        "tracks": [{"url": "https://h/b.bw"}],
    }
    del source["genome"]
    assert home(source) == source


# places


@pytest.mark.parametrize(
    ("loci", "text"),
    [
        ([Interval(chrom="chr1", start=999, end=20000)], "chr1:1,000-20,000"),
        ([Interval()], "all"),
        ([Interval(chrom="chr1")], "chr1"),
        ([Interval(name="MYC"), Interval(chrom="chr1")], ["MYC", "chr1"]),
        ([Interval(chrom="chr8", start=10, end=90, name="MYC")], "chr8:11-90"),
    ],
)
def test_locus(loci: list[Interval], text: Any) -> None:
    assert document(made(view=View(loci=loci)))["locus"] == text


def test_loci_of_desktop() -> None:
    plain = [Interval(chrom="chr1", start=999, end=20000), Interval()]
    assert document(made(view=View(loci=plain)), profile="desktop3")["locus"] == ["chr1:1000-20000", "All"]
    named = [Interval(chrom="chr8", start=10, end=90, name="MYC"), Interval(name="TP53")]
    genes = document(made(view=View(loci=named, loci_name="mine")), profile="desktop3")["geneList"]
    assert genes == {"name": "mine", "loci": ["MYC", "TP53"], "frames": [{"name": "MYC", "chr": "chr8", "start": 10, "end": 90}]}
    assert "name" not in document(made(view=View(loci=named)), profile="desktop3")["geneList"]


def test_no_loci() -> None:
    assert "locus" not in document(made(view=View(loci=[])))


def test_one_view_of_several() -> None:
    views = {"v1": View(kind="circular"), "v2": View(loci=[Interval(name="A")]), "v3": View(loci=[Interval(name="B")])}
    of = made()
    of.views, of.view_order = views, ["v1", "v2", "v3"]
    assert document(of)["locus"] == "A"
    of.focused_view = "v3"
    assert document(of)["locus"] == "B"
    assert "locus" not in document(Session())


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


# order


def orders(of: Session) -> list[Any]:
    """Name and order of what is written."""
    return [(one.get("name"), one.get("order")) for one in document(of)["tracks"]]


def test_the_order_of_the_list_is_the_order() -> None:
    tracks = [Track(name="a", source="s1"), Track(name="b", source="s1")]
    assert orders(made(*tracks, sources=(BW,), shown=["t2", "t1"])) == [("b", None), ("a", None)]


def test_a_sequence_that_is_not_first_says_where_it_is() -> None:
    tracks = [Track(name="a", source="s1"), Track(kind="sequence", name="s"), Track(name="b", source="s1")]
    assert orders(made(*tracks, sources=(BW,))) == [("a", None), ("s", 1.5), ("b", None)]
    assert orders(made(*tracks, sources=(BW,), shown=["t2", "t3", "t1"])) == [("s", None), ("b", None), ("a", None)]


def test_orders_are_written_as_long_as_they_hold() -> None:
    tracks = [Track(name="a", source="s1", order=2), Track(name="b", source="s1", order=1)]
    assert orders(made(*tracks, sources=(BW,), shown=["t2", "t1"])) == [("a", 2), ("b", 1)]
    assert orders(made(*tracks, sources=(BW,), shown=["t1", "t2"])) == [("a", None), ("b", None)]


# alignments

BAM = "https://h/a.bam"


def aligned(*which: str, **fields: Any) -> Session:
    """A session with one alignment track of these parts."""
    parts = {name: fields.get(name, Part()) for name in which}
    return made(Track(kind="alignment", name="n", source="s1", parts=parts, order=3), sources=(BAM,), **fields.get("more", {}))


def test_parts_that_are_not_there_are_not_shown() -> None:
    assert document(aligned("coverage"))["tracks"][0]["showAlignments"] is False
    assert document(aligned("reads", "junctions"))["tracks"][0]["showCoverage"] is False
    assert "showCoverage" not in document(made(Track(kind="alignment", source="s1"), sources=(BAM,)))["tracks"][0]


@pytest.mark.parametrize(
    ("reads", "said"),
    [
        (Reads(color_by="read_strand"), {"colorBy": "strand"}),
        (Reads(color_by="tag", color_tag="HP"), {"colorBy": "tag:HP"}),
        (Reads(color_by="base_modification", base_modification_filter="m"), {"colorBy": "basemod:m"}),
        (Reads(color_by="bisulfite"), {}),
        (Reads(group_by="strand"), {"groupBy": "strand"}),
        (Reads(group_by="tag", group_tag="HP"), {"groupBy": "tag:HP"}),
        (Reads(group_by="tag"), {}),
        (Reads(group_by="base_at_pos", group_position="chr1:99-100"), {"groupBy": "base:chr1:100"}),
        (Reads(group_by="base_at_pos", group_position="chr1:99-200"), {}),
        (Reads(group_by="zmw"), {}),
        (
            Reads(sort_by="tag", sort_tag="HP", sort_chrom="c", sort_position=9, sort_descending=True),
            {"sort": {"chr": "c", "position": 10, "option": "TAG", "tag": "HP", "direction": "DESC"}},
        ),
        (Reads(sort_by="nucleotide", sort_descending=False), {}),
        (Reads(sort_by="nucleotide", sort_chrom="c"), {}),
        (Reads(sort_descending=True), {}),
    ],
)
def test_reads(reads: Reads, said: dict[str, Any]) -> None:
    (out,) = document(aligned("coverage", "reads", reads=Part(reads=reads)))["tracks"]
    assert {key: value for key, value in out.items() if key in ("colorBy", "groupBy", "sort")} == said


def test_reads_are_sorted_in_the_middle_of_what_is_in_view() -> None:
    session = aligned("reads", reads=Part(reads=Reads(sort_by="start")))
    session.views["v1"].loci = [Interval(chrom="chr1", start=100, end=300)]
    assert document(session)["tracks"][0]["sort"] == {"chr": "chr1", "position": 201, "option": "START"}
    session.views["v1"].loci = [Interval(chrom="chr1")]
    assert "sort" not in document(session)["tracks"][0]


def test_desktop_has_an_object_for_each_part() -> None:
    coverage = Part(name="c", display=Display(color="#ff0000"), reads=Reads(allele_frequency_threshold=0.2))
    of = aligned("coverage", "junctions", "reads", coverage=coverage, junctions=Part(visible=False))
    first, second, third = document(of, profile="desktop3")["tracks"]
    assert first == {"type": "coverage", "url": BAM, "id": f"{BAM}_coverage", "name": "c", "alleleFreqThreshold": 0.2}
    assert second == {"type": "junction", "url": BAM, "id": f"{BAM}_junctions", "visible": "false"}
    assert third == {"type": "alignment", "url": BAM, "id": BAM, "name": "n", "order": 3}


def test_hidden_parts_of_desktop() -> None:
    of = aligned("coverage", more={"shown": []})
    assert document(of, profile="desktop3")["tracks"][0]["visible"] == "false"


def test_an_alignment_without_a_file() -> None:
    of = made(Track(kind="alignment", parts={"reads": Part()}))
    assert document(of)["tracks"] == []


# what only desktop says


def test_strings_of_desktop() -> None:
    look = Display(color="#ff0000", visibility_window_bp=9, mode="squished")
    track = Track(
        kind="quantitative",
        source="s1",
        display=look,
        display_range=DisplayRange(autoscale=True, autoscale_group="2", baseline=1, maximum=9, scale="log"),
    )
    (out,) = document(made(track, sources=("/a.bw",)), profile="desktop3")["tracks"]
    assert (out["color"], out["visibilityWindow"], out["displayMode"]) == ("255,0,0", "9", "SQUISHED")
    assert (out["autoscale"], out["autoscaleGroup"], out["mid"], out["max"], out["logScale"]) == ("true", "2", 1, 9, True)
    reads = document(aligned("reads", reads=Part(reads=Reads(shade_bases=True))), profile="desktop3")["tracks"][0]
    assert reads["shadeBasesOption"] == "true"


def test_combined_and_sampled_tracks_of_desktop() -> None:
    tracks = [
        Track(kind="quantitative", source="s1", sample="x"),
        Track(kind="combined", name="c", analysis=Analysis(operation="add", operands=["t1", "elsewhere"])),
        Track(kind="motif", key="m", analysis=Analysis(pattern="TATA")),
    ]
    first, second, third = document(made(*tracks, sources=("/a.tdf",)), profile="desktop3")["tracks"]
    assert first["id"] == "/a.tdf_x"
    assert (second["op"], second["track1"], second["track2"], second["id"]) == ("ADD", "/a.tdf_x", "elsewhere", "c_t2")
    assert (third["pattern"], third["id"]) == ("TATA", "m")


def test_a_document_tells_its_dialect() -> None:
    assert document(made(), profile="desktop3")["nextAutoscaleGroup"] == "1"
    assert again({"version": "3", "genome": "hg38", "tracks": [{"url": BW, "path": "/x"}]}, carry=True)["version"] == "3"
    luggage = made(
        Track(kind="quantitative", source="s1", extras={"igvjson": Extras(ignored={"mid": 1})}),
        sources=(BW,),
        forms={"igvjson": {"profile": "igvjs"}},
    )
    assert document(luggage)["version"] == "3.8.10"


def test_the_order_of_desktop() -> None:
    tracks = [Track(name="a", source="s1"), Track(name="b", source="s1"), Track(name="c", source="s1")]
    of = made(*tracks, sources=("/a.bw",), shown=["t3", "t1"])
    assert [one["name"] for one in document(of, profile="desktop3")["tracks"]] == ["c", "a", "b"]
    of = made(*tracks, sources=("/a.bw",), shown=["t1", "t3"])
    assert [one["name"] for one in document(of, profile="desktop3")["tracks"]] == ["a", "b", "c"]


# regions, samples, settings


def regions(**fields: Any) -> Session:
    """A session with a region of a set, one of none, and one that is incomplete."""
    held = {
        "r1": Region(chrom="c", start=1, end=2, name="n", set="q1"),
        "r2": Region(chrom="c", start=3, end=4, description="d"),
        "r3": Region(chrom="c"),
    }
    sets = {"q1": RegionSet(name="mine", color="#0000ff80"), "q2": RegionSet(name="empty")}
    return made(region_sets=sets, regions=held, region_order=["r1", "r2", "r3", "r9"], **fields)


def test_regions() -> None:
    first, second = document(regions())["roi"]
    assert first == {
        "name": "mine",
        "color": "rgba(0,0,255,0.502)",
        "features": [{"chr": "c", "start": 1, "end": 2, "name": "n"}],
    }
    assert second == {"features": [{"chr": "c", "start": 3, "end": 4, "description": "d"}]}


def test_regions_of_desktop_have_neither_names_nor_colours() -> None:
    assert [one.keys() for one in document(regions(), profile="desktop3")["roi"]] == [{"features"}, {"features"}]


def test_a_file_of_regions() -> None:
    of = made(
        region_sets={"q1": RegionSet(name="x", source="s1")},
        more={"s1": Source(location="https://h/a", format="bed", indexed=False)},
    )
    assert document(of)["roi"] == [{"name": "x", "url": "https://h/a", "format": "bed", "indexed": False}]
    plain = made(region_sets={"q1": RegionSet(source="s1")}, more={"s1": Source(location="https://h/a")})
    assert document(plain)["roi"] == [{"url": "https://h/a"}]


def test_samples() -> None:
    samples = Samples(sources=["s1", "s2", "s9"], show_names=True, names_width_px=9, hidden_attributes=["A"])
    of = made(samples=samples, sources=("/s.txt", "https://h/s.txt"))
    out = document(of)
    assert (out["sampleinfo"], out["showSampleNames"], out["sampleNameViewportWidth"]) == ([{"url": "https://h/s.txt"}], True, 9)
    assert codes(of) == ["location.unopenable"]
    desktop = document(of, profile="desktop3")
    assert (desktop["sampleinfo"], desktop["hiddenAttributes"]) == ([{"path": "/s.txt"}, {"url": "https://h/s.txt"}], ["A"])
    assert "sampleinfo" not in document(made(samples=Samples()), profile="desktop3")


def test_a_way_to_draw_annotations_is_a_type() -> None:
    track = Track(kind="annotation", source="s1", display=Display(renderer="snp"))
    assert document(made(track, sources=("https://h/a.bed",)))["tracks"][0]["type"] == "snp"


def test_settings() -> None:
    of = made(
        view=View(show_ideogram=False), next_autoscale_group=4, extras={"igvjson": Extras(native={"minimumBases": 9, "x": 1})}
    )
    out = document(of)
    assert (out["showIdeogram"], out["minimumBases"], "x" in out) == (False, 9, False)
    assert document(of, profile="desktop3")["nextAutoscaleGroup"] == "4"


# coming home


FULL: dict[str, Any] = {
    "version": "3.8.5",
    "showSampleNames": "true",
    "reference": {"id": "x", "twoBitURL": "https://h/x.2bit", "nameSet": "ucsc", "strange": 1},
    "locus": {"chr": "chr1", "start": 100, "end": 900},
    "roi": [
        {
            "name": "m",
            "color": "blue",
            "features": [{"chr": "c", "start": 1, "end": 2, "score": 7}],
            "isUserDefined": True,
            "odd": 1,
        },
        {"name": "f", "url": "https://h/r.bed"},
    ],
    "showIdeogram": "false",
    "minimumBases": 9,
    "unheard": [1, {"of": 2}],
    "sampleinfo": [{"url": "https://h/s.txt", "format": "sampleInfo", "odd": 1}],
    "tracks": [
        {"type": "sequence", "order": -9007199254740991},
        {"label": "a", "url": BW, "format": "bw", "color": "red", "height": "40", "strange": {"a": [1]}, "removable": False},
        {"name": "s", "type": "snp", "url": "https://h/a.bed", "id": "snps", "format": "BED"},
        {"type": "cnvpytor", "url": "https://h/a.pytor", "signal_name": "rd", "graphType": "points"},
        {"type": "alignment", "url": BAM, "sort": [{"option": "NUCLEOTIDE", "direction": True, "chr": "c", "position": 9}]},
        {"name": "local", "file": "a.bw", "height": 9, "graphType": "BAR"},
        {"type": "annotation", "sourceType": "custom", "source": {"url": "https://h"}},
        {"type": "merged", "tracks": [{"url": "https://h/c.bw"}, {"url": "https://h/b.bw", "type": "wig"}]},
        "nonsense",
    ],
}
DESK: dict[str, Any] = {
    "reference": {"id": "x", "fastaURL": "/x.fa"},
    "geneList": {"name": "g", "loci": ["MYC"], "frames": [{"name": "MYC", "chr": "chr8", "start": "1", "end": "90"}]},
    "hiddenAttributes": ["A"],
    "nextAutoscaleGroup": "2",
    "roi": [{"features": [{"chr": "c", "start": 1, "end": 2, "description": "d"}]}],
    "sampleinfo": [{"path": "/s.txt", "name": "S"}],
    "tracks": [
        {
            "type": "coverage",
            "path": "/a.bam",
            "name": "cov",
            "order": 1,
            "odd": 2,
            "id": "strange",
            "max": 9,
            "autoscale": "true",
        },
        {"type": "alignment", "path": "/a.bam", "name": "aln", "order": 2, "colorOption": "TAG", "visible": False, "format": 7},
        {"type": "wig", "path": "/b.bw", "indexPath": "/i", "autoScale": "true", "visible": "true", "height": "0", "id": "/b.bw"},
        {"type": "wig", "track1": "/b.bw", "track2": "x", "op": "ADD", "id": "c"},
    ],
}


@pytest.mark.parametrize(
    "source", [FULL, DESK, [{"url": BW, "name": "a"}, {"url": "https://h/b.bw"}], {"url": BW, "name": "a", "odd": 1}]
)
@pytest.mark.parametrize("via", ["neutral", "igvxml"])
def test_coming_home(source: Any, via: str) -> None:
    assert home(source, via) == source


def test_a_list_that_became_a_session() -> None:
    there = json.loads(converter.convert(json.dumps([{"url": BW}]).encode(), "neutral").document)
    there["genome"] = {"id": "hg38"}
    back = json.loads(converter.convert(json.dumps(there).encode(), "igvjson").document)
    assert back["genome"] == "hg38"


@pytest.mark.parametrize("key", ["genarkAccession", "genomeId", "reference", "genome"])
def test_the_key_of_a_genome_comes_home(key: str) -> None:
    source = {key: "GCA_000188675.2", "tracks": [{"url": BW}], **({} if key != "genomeId" else {"hiddenAttributes": []})}
    assert home(source) == source


def test_an_edited_session_is_not_spelled_as_before() -> None:
    there = json.loads(converter.convert(json.dumps(FULL).encode(), "neutral").document)
    there["tracks"]["t2"]["kind"] = "annotation"
    there["tracks"]["t3"]["kind"] = "annotation"
    there["tracks"]["t6"]["kind"] = "annotation"
    there["sources"]["s1"]["format"] = "bed"
    there["sources"]["s2"]["format"] = "gff3"
    there["views"]["v1"]["loci"] = [{"chrom": "chr2"}]
    back = json.loads(converter.convert(json.dumps(there).encode(), "igvjson").document)
    assert back["locus"] == "chr2"
    assert [one["format"] for one in back["tracks"][1:3]] == ["bed", "gff3"]
    assert back["tracks"][4]["type"] == "alignment"


def test_same_format_keeps_what_igvjs_can_say() -> None:
    told = effects(FULL)
    lost = {path for path, effect in told.items() if effect == "dropped"}
    assert lost == {
        *("/reference/strange", "/roi/0/features/0/score", "/roi/0/odd", "/unheard", "/sampleinfo/0/odd", "/tracks/1/strange"),
        *("/tracks/5/graphType", "/tracks/8"),
    }


def test_desktop_to_igvjs() -> None:
    out = again(DESK)
    assert [one.get("type") for one in out["tracks"]] == ["alignment", "wig"]
    told = effects(DESK)
    assert told["/hiddenAttributes"] == "dropped"


def test_desktop_stays_desktop_when_asked() -> None:
    told = effects(DESK, profile="desktop3")
    assert {path for path, effect in told.items() if effect == "dropped"} == {"/tracks/0/odd", "/tracks/3/type"}


def test_igvjs_to_desktop() -> None:
    out = again(FULL, profile="desktop3")
    assert out["tracks"][1]["color"] == "255,0,0"
    assert "nameSet" in out["reference"]


def test_carried_data_of_a_list_lies_in_its_first_track() -> None:
    there = converter.convert(json.dumps([{"url": BW, "strange": 1}]).encode(), "neutral")
    back = json.loads(converter.convert(there.document, "igvjson").document)
    again_ = converter.convert(json.dumps(back).encode(), "neutral", ledger=True).report.to_dict()
    assert isinstance(back, list)
    assert again_["counts"]["dropped"] == 0


def test_broken_carried_data_of_a_document() -> None:
    told = converter.convert(json.dumps({**HG38, "carriedData": "!"}).encode(), "neutral", ledger=True).report.to_dict()
    assert "carried.unusable" in {entry["code"] for entry in told["entries"]}


def test_a_session_that_lost_its_genome() -> None:
    there = json.loads(converter.convert(json.dumps(FULL).encode(), "neutral").document)
    del there["genome"]
    assert "reference" not in json.loads(converter.convert(json.dumps(there).encode(), "igvjson").document)


def test_a_type_that_no_longer_holds() -> None:
    there = json.loads(
        converter.convert(json.dumps({**HG38, "tracks": [{"url": BW, "type": "wig"}]}).encode(), "neutral").document
    )
    there["tracks"]["t1"]["kind"] = "annotation"
    assert json.loads(converter.convert(json.dumps(there).encode(), "igvjson").document)["tracks"][0]["type"] == "annotation"


def test_a_set_of_regions_that_says_nothing_of_itself() -> None:
    of = made(region_sets={"q1": RegionSet()}, regions={"r1": Region(chrom="c", start=1, end=2, set="q1")}, region_order=["r1"])
    assert document(of)["roi"] == [{"features": [{"chr": "c", "start": 1, "end": 2}]}]


def test_a_sequence_that_is_first_needs_no_order() -> None:
    tracks = [Track(kind="sequence", name="s"), Track(name="a", source="s1", order=2), Track(name="b", source="s1", order=1)]
    assert orders(made(*tracks, sources=(BW,))) == [("s", None), ("a", None), ("b", None)]


def test_parts_of_a_file_that_is_gone() -> None:
    there = json.loads(converter.convert(json.dumps(DESK).encode(), "neutral").document)
    del there["tracks"]["t1"]["source"]
    back = json.loads(converter.convert(json.dumps(there).encode(), "igvjson").document)
    assert [one["type"] for one in back["tracks"]] == ["coverage", "alignment", "wig", "wig"]


def test_luggage_of_a_part_stays_with_the_part() -> None:
    track = Track(kind="quantitative", source="s1", extras={"igvjson": Extras(ignored={"coverage/odd": 1, "odd": 2})})
    of = made(track, sources=(BW,), forms={"igvjson": {"profile": "igvjs"}})
    (out,) = document(of)["tracks"]
    assert ("odd" in out, "coverage/odd" in out) == (True, False)
    assert "odd" not in document(of, carry=False)["tracks"][0]


def test_what_is_written_is_read_again() -> None:
    nameless = Track(name="x", extras={"igvjson": Extras(native={"removable": True})})
    of = made(nameless, forms={"igvjson": {"profile": "igvjs"}}, genome=Genome(name="nameless"))
    assert document(of)["version"] == "3.8.10"
