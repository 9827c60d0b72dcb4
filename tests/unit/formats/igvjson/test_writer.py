"""Sessions written as JSON of IGV: genome, places, order, alignments, regions, settings."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import UNSET

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
from tests.unit.formats.igvjson.making import BW, HG38, codes, made, orders
from tests.unit.formats.igvjson.sessions import again, document, effects, home, session

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
    assert codes(made(genome=Genome(name="nameless"))) == ["genome.missing"]


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


# order


def test_the_order_of_the_list_is_the_order() -> None:
    tracks = [Track(name="a", source="s1"), Track(name="b", source="s1")]
    assert orders(made(*tracks, sources=(BW,), shown=["t2", "t1"])) == [("b", None), ("a", None)]


def test_a_sequence_stands_where_it_is_listed() -> None:
    tracks = [Track(name="a", source="s1"), Track(kind="sequence", name="s"), Track(name="b", source="s1")]
    assert orders(made(*tracks, sources=(BW,))) == [("a", None), ("s", None), ("b", None)]
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
    assert document(session)["tracks"][0]["sort"] == {"chr": "chr1", "position": 201, "option": "START", "direction": "ASC"}
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
    assert (desktop["sampleinfo"], desktop["hiddenAttributes"]) == ([{"url": "/s.txt"}, {"url": "https://h/s.txt"}], ["A"])
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
