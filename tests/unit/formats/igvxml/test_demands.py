"""What IGV stops on, or looks for elsewhere: each found by loading the session in IGV 2.16, and told in the README."""

from __future__ import annotations

import msgspec
import pytest
from msgspec import UNSET

import converter
from converter.formats.base import Job
from converter.formats.igvxml.writer import write
from converter.model import (
    Analysis,
    Display,
    DisplayRange,
    Interval,
    Part,
    Reads,
    RegionSet,
    Samples,
    Session,
    Source,
    Track,
    View,
)
from converter.options import ConvertOptions
from tests.unit.formats.igvxml.reading import again, codes, first, one_file, panel, written


def test_a_summary_of_segments_has_its_thresholds() -> None:
    source = Source(location="http://x/a.seg.gz", format="seg")
    made = one_file(Track(kind="copy_number", source="s1"), source)
    assert (first(made).get("ampThreshold"), first(made).get("delThreshold")) == ("0.1", "-0.1")
    assert codes(made) == ["track.summary"]
    said = Track(kind="copy_number_frequency", source="s1", analysis=Analysis(amplification_threshold=0.5))
    assert first(one_file(said, source)).get("ampThreshold") == "0.5"
    assert codes(one_file(said, source)) == []
    sample = one_file(Track(kind="copy_number", source="s1", sample="S"), source)
    assert first(sample).get("ampThreshold") is None
    assert codes(sample) == []


def test_a_gwas_track_has_its_numbers() -> None:
    track = first(one_file(Track(kind="gwas", source="s1"), Source(location="a.gwas", format="gwas")))
    assert {"maxPointSize", "minPointSize", "scale", "trackMinY", "maxY"} <= set(track.attrib)
    assert (track.get("useChrColors"), track.get("drawYAxis")) == ("true", "true")
    # a flag that an IGV session does not say is false
    own = panel('<Track id="a.gwas" clazz="x.GWASTrack" maxY="3"/>', '<Resource path="a.gwas"/>').session
    assert (first(own).get("maxY"), first(own).get("scale"), first(own).get("drawYAxis")) == ("3", "1.0", None)


@pytest.mark.parametrize(
    ("track", "source", "clazz"),
    [
        (Track(kind="variant", source="s1", name="A"), Source(location="a.vcf", format="vcf"), None),
        (Track(kind="variant", source="s1", name="A"), Source(location="a", format="vcf"), None),
        (Track(kind="quantitative", source="s1", name="A"), Source(location="a", format="unheard"), None),
        (Track(kind="annotation", source="s1", name="A"), Source(location="a.bed", format="bed"), "FeatureTrack"),
        (Track(kind="annotation", source="s1"), Source(location="a.bed", format="bed"), None),
        (Track(kind="gwas", source="s1", name="A"), Source(location="a.gwas", format="gwas"), None),
        (Track(kind="annotation", source="s1", name="A"), Source(location="a", format="unheard"), "FeatureTrack"),
        (Track(kind="annotation", source="s1"), Source(location="a", format="unheard"), None),
        (Track(kind="annotation", key="lost", name="A"), None, None),
        (Track(kind="motif", name="A"), None, "MotifTrack"),
        (Track(kind="sequence"), None, "SequenceTrack"),
    ],
)
def test_a_class_is_said_where_igv_needs_it_and_can_do_with_it(track: Track, source: Source | None, clazz: str | None) -> None:
    said = first(one_file(track, source)).get("clazz")
    assert (said and said.rpartition(".")[2]) == clazz


@pytest.mark.parametrize(
    ("track", "source", "told"),
    [
        (Track(kind="annotation", source="s1"), Source(location="a.bed", format="bed"), []),
        (Track(kind="annotation", source="s1"), Source(location="a", format="nclist"), ["location.unopenable"]),
        (Track(kind="annotation", source="s1"), Source(location="a.bed"), []),
        (Track(kind="copy_number", source="s1"), Source(location="a.pytor"), ["location.unopenable"]),
        (Track(kind="contact_map", source="s1"), Source(location="a.hic"), ["location.unopenable"]),
        (Track(kind="annotation", source="s1"), Source(location="${DIR}/a.bed"), ["location.unopenable"]),
        (Track(kind="alignment", source="s1"), Source(location="https://x.org/r", format="htsget"), ["location.unopenable"]),
        (Track(kind="alignment", source="s1"), Source(location="htsget://x.org/reads/a", format="htsget"), []),
        (Track(kind="annotation", source="s1"), Source(location="https://x.org/api"), ["location.unopenable"]),
        (Track(kind="annotation", source="s1"), Source(location="blob:https://x.org/1", format="bed"), ["location.unopenable"]),
        (Track(kind="annotation", key="elsewhere"), None, ["location.unopenable"]),
        (Track(kind="annotation", key="hg19_genes"), None, []),
        (Track(kind="sequence"), None, []),
        (Track(kind="annotation", source="s1"), Source(features=[{"chr": "1"}]), []),
    ],
)
def test_a_shown_track_that_igv_can_not_fill_is_told(track: Track, source: Source | None, told: list[str]) -> None:
    made = one_file(track, source)
    made.views, made.view_order = {"v1": View(tracks=["t1"])}, ["v1"]
    notices = write(made, Job(ConvertOptions())).notices
    assert [(one.code, one.severity) for one in notices] == [(code, "error") for code in told]
    made.views["v1"].tracks = []
    assert {one.severity for one in write(made, Job(ConvertOptions())).notices} <= {"info"}


def test_how_a_track_looks_that_nobody_sees_is_not_written() -> None:
    look, scale = Display(color="#010203"), DisplayRange(minimum=0, maximum=9)
    track = Track(kind="quantitative", source="s1", name="A", display=look, display_range=scale)
    for form, seen in (("bigwig", True), ("pytor", False)):
        made = first(one_file(track, Source(location="a", format=form)))
        assert (made.get("name"), made.get("color") is not None, len(made) == 1) == ("A", seen, seen)
    part = {"coverage": Part(visible=False, display=Display(color="#010203"))}
    for form, seen in (("bam", True), ("pytor", False)):
        made = first(one_file(Track(kind="alignment", source="s1", parts=dict(part)), Source(location=f"a.{form}", format=form)))
        assert (made.get("visible"), made.get("_color") is not None) == ("false", seen)


def test_reads_of_a_file_whose_name_says_nothing_are_said_to_be_bam() -> None:
    track = Track(kind="alignment", source="s1", parts={"coverage": Part(), "reads": Part(display=Display(color="#010203"))})
    made = one_file(track, Source(location="/data/1"))
    assert codes(made) == []
    assert written(made).find("Resources/Resource").get("type") == "bam"
    assert [one.get("color") for one in written(made).iter("Track")][:2] == [None, "1,2,3"]
    assert again(made).track_order == ["t1", "t2"]


def test_a_file_is_shown_in_one_track_the_shown_one_first() -> None:
    made = one_file(Track(kind="quantitative", source="s1", name="hidden"), Source(location="a.bw", format="bigwig"))
    made.tracks["t2"] = Track(kind="quantitative", source="s1", name="shown")
    made.tracks["t3"] = Track(kind="quantitative", source="s1", name="again")
    made.track_order = ["t1", "t2", "t3"]
    made.views, made.view_order = {"v1": View(tracks=["t2", "t3"])}, ["v1"]
    assert [(one.get("name"), one.get("visible")) for one in written(made).iter("Track")][:1] == [("shown", "true")]
    assert len(list(written(made).iter("Track"))) == 2  # and the reference
    own = panel('<Track id="a.bw" name="one"/><Track id="a.bw" name="two"/>', '<Resource path="a.bw"/>').session
    assert [one.get("name") for one in written(own).iter("Track")] == ["one", "two"]


def test_members_of_an_overlay_that_have_no_file_are_left_out() -> None:
    made = one_file(Track(kind="overlay", members=["t2", "t3"], name="O"))
    made.tracks |= {"t2": Track(kind="quantitative", name="none"), "t3": Track(kind="quantitative", source="s1", name="file")}
    made.sources = {"s1": Source(location="a.bw", format="bigwig")}
    made.source_order = ["s1"]
    assert [one.get("name") for one in written(made).iter("Track")][:2] == ["O", "file"]
    made.tracks["t3"] = Track(kind="quantitative", name="none")
    assert [one.get("name") for one in written(made).iter("Track")] == ["Reference sequence"]


def test_an_unresolved_alignment_is_one_track_without_a_class() -> None:
    made = one_file(Track(kind="alignment", key="elsewhere", parts={"coverage": Part(), "reads": Part()}))
    assert [(one.get("id"), one.get("clazz")) for one in written(made).iter("Track")][:1] == [("elsewhere", None)]
    assert len(list(written(made).iter("Track"))) == 2


def test_what_igv_makes_itself_has_a_name() -> None:
    assert first(one_file(Track(kind="motif", key="m"))).get("name") == "m"
    assert first(one_file(Track(kind="sequence"))).get("name") is None


def test_an_overlay_has_the_one_range() -> None:
    source = Source(location="a.bw", format="bigwig")
    member = Track(kind="quantitative", source="s1", display_range=DisplayRange(minimum=0, maximum=5, autoscale=False))
    made = one_file(
        Track(kind="overlay", key="o", members=["t2", "t3"]), source, t2=member, t3=Track(kind="quantitative", key="x")
    )
    assert list(written(made).iter("DataRange")) == []
    assert next(one for one in written(made).iter("Track") if one.get("id") == "a.bw").get("autoScale") == "false"
    made.tracks["t1"].display_range = DisplayRange(minimum=1, maximum=9)
    assert [(one.getparent().get("id"), one.get("maximum")) for one in written(made).iter("DataRange")] == [("o", "9")]
    made.tracks["t1"].display_range = DisplayRange(autoscale=True)
    assert list(written(made).iter("DataRange")) == []


def span(maximum: int) -> str:
    return f'<DataRange type="LINEAR" minimum="0" baseline="0" maximum="{maximum}"/>'


@pytest.mark.parametrize(
    ("inside", "maximum", "own", "lent"),
    [
        (f'<Track id="a.bw">{span(5)}</Track>{span(9)}', 5, "superseded", "feeds"),
        (f'{span(9)}<Track id="a.bw">{span(5)}</Track>', 9, None, None),
        (f'<Track id="b.bw"/><Track id="a.bw">{span(5)}</Track>', 5, None, "feeds"),
    ],
)
def test_the_first_range_below_an_overlay_is_the_overlays(inside: str, maximum: int, own: str | None, lent: str | None) -> None:
    text = f'<Track id="o" clazz="x.MergedTracks">{inside}</Track>'
    found = panel(text, '<Resource path="a.bw"/><Resource path="b.bw"/>')
    assert found.track().display_range.maximum == maximum  # type: ignore[union-attr]
    member = "[2]" if inside.startswith('<Track id="b') else ""
    told = found.fate(f"/Session/Panel/Track/Track{member}/DataRange/@maximum")
    assert (told and told.kind) == lent
    if span(9) in inside:
        told = found.fate("/Session/Panel/Track/DataRange/@maximum")
        assert (told and told.kind) == own
    ranges = [(one.getparent().get("id"), one.get("maximum")) for one in written(found.session).iter("DataRange")]
    assert ranges == ([("a.bw", "5")] if lent else [("o", "9"), ("a.bw", "5")])
    assert again(found.session).tracks["t1"].display_range == found.track().display_range


def test_a_range_that_was_a_members_and_is_changed_is_written() -> None:
    found = panel(f'<Track id="o" clazz="x.MergedTracks"><Track id="a.bw">{span(5)}</Track></Track>', '<Resource path="a.bw"/>')
    for key, change in (("t1", 7), ("t2", UNSET)):
        made = msgspec.structs.replace(found.session)
        made.tracks = {**made.tracks, key: msgspec.structs.replace(made.tracks[key], display_range=DisplayRange(maximum=change))}
        assert "o" in [one.getparent().get("id") for one in written(made).iter("DataRange")]


def test_a_range_that_is_not_whole_is_lent_to_nobody() -> None:
    text = f'<Track id="o" clazz="x.MergedTracks"><Track id="a.bw"><DataRange maximum="5"/></Track>{span(9)}</Track>'
    assert panel(text, '<Resource path="a.bw"/>').track().display_range.maximum == 9  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("location", "index", "said", "told"),
    [
        ("a.bam", "a.bam.bai", None, []),
        ("a.bam", "a.bai", None, []),
        ("a.bam", "other.bai", "other.bai", ["index.elsewhere"]),
        ("http://x/a.bam", "http://x/a.bam.bai", "http://x/a.bam.bai", []),
        ("../a.bam", "../a.bam.bai", None, ["location.above"]),
        ("a.bam", None, None, []),
        ("https://x.org/a.bam?part=1", None, None, ["index.asked"]),
        ("/data/get", None, None, []),
        ("https://x.org/a.bam?part=1", "https://x.org/a.bai", "https://x.org/a.bai", []),
    ],
)
def test_a_relative_index_of_the_usual_name_is_left_to_igv(
    location: str, index: str | None, said: str | None, told: list[str]
) -> None:
    source = Source(location=location, format="bam")
    if index is not None:
        source.index = index
    made = one_file(Track(kind="alignment", source="s1", parts={"reads": Part()}), source)
    assert next(written(made).iter("Resource")).get("index") == said
    assert codes(made) == told


def test_an_igv_session_keeps_its_index() -> None:
    own = panel('<Track id="a.bam"/>', '<Resource path="a.bam" index="a.bam.bai"/>').session
    assert next(written(own).iter("Resource")).get("index") == "a.bam.bai"
    assert codes(own) == []


@pytest.mark.parametrize(
    ("location", "file_format", "said"),
    [
        ("a.bb", "biggenepred", None),
        ("a", "biggenepred", "bigbed"),
        ("a.txt", "rmsk", "rmask"),
        ("a.bed", "bedmethyl", None),
        ("a.bedmethyl", "bedmethyl", "bed"),
        ("a.rmsk", "rmsk", "rmask"),
        ("a.peaks", "peaks", "narrowpeak"),
        ("a.txt", "ensgene", "refgene"),
        ("a", "unheard", "unheard"),
    ],
)
def test_types_are_words_that_igv_knows(location: str, file_format: str, said: str | None) -> None:
    made = one_file(Track(kind="annotation", source="s1"), Source(location=location, format=file_format))
    assert next(written(made).iter("Resource")).get("type") == said


@pytest.mark.parametrize(
    ("reads", "said"),
    [
        (Reads(color_by="base_modification_2color"), {"colorOption": "BASE_MODIFICATION_5MC"}),
        (Reads(color_by="methylation"), {"colorOption": "BASE_MODIFICATION_5MC"}),
        (Reads(group_by="cluster"), {"groupByOption": "HAPLOTYPE"}),
        (Reads(group_by="strand", sort_by="left_clip"), {"groupByOption": "STRAND"}),
        (
            Reads(group_by="strand", sort_by="nucleotide", experiment="sbx"),
            {"groupByOption": "STRAND", "sortOption": "NUCLEOTIDE"},
        ),
    ],
)
def test_options_of_reads_are_words_that_igv_2_16_knows(reads: Reads, said: dict[str, str]) -> None:
    source = Source(location="a.bam", format="bam")
    made = one_file(Track(kind="alignment", source="s1", parts={"reads": Part(reads=reads)}), source)
    assert dict(next(written(made).iter("RenderOptions")).attrib) == said
    assert all("experimentType" not in one.attrib for one in written(made).iter("Track"))


NEWER_WORDS = [
    ("RenderOptions", "sortOption", "LEFT_CLIP"),
    ("RenderOptions", "sortOption", "RIGHT_CLIP"),
    ("RenderOptions", "groupByOption", "CHIMERIC"),
    ("RenderOptions", "groupByOption", "DUPLICATE"),
    ("Track", "experimentType", "SBX"),
]


def newer(tag: str, name: str, word: str) -> Session:
    """An IGV session of a later version than 2.16, which stops at the word."""
    said = f'{name}="{word}"'
    options = f"<RenderOptions {said}/>" if tag == "RenderOptions" else ""
    own = said if tag == "Track" else ""
    return panel(f'<Track id="a.bam" {own}>{options}</Track>', '<Resource path="a.bam"/>').session


@pytest.mark.parametrize(("tag", "name", "word"), NEWER_WORDS)
def test_a_word_at_which_igv_2_16_stops_is_left_out(tag: str, name: str, word: str) -> None:
    made = newer(tag, name, word)
    assert [one.get(name) for one in written(made).iter(tag) if one.get(name)] == []
    assert codes(made) == []


@pytest.mark.parametrize(("tag", "name", "word"), NEWER_WORDS)
def test_a_word_at_which_igv_2_16_stops_returns_from_another_format(tag: str, name: str, word: str) -> None:
    made = newer(tag, name, word)
    assert [one.get(name) for one in written(made, returning=True).iter(tag)] == [word]
    assert codes(made, returning=True) == ["version.stops"]
    assert [one.get(name) for one in written(made, returning=True, carry=False).iter(tag) if one.get(name)] == []


def test_builds_of_3_0_sort_reads_by_base() -> None:
    bam = "https://h/a.bam"
    track = f'<Track id="{bam}"><RenderOptions sortOption="BASE"/></Track>'
    held = f'<Resources><Resource path="{bam}"/></Resources><Panel>{track}</Panel>'
    document = f'<Session genome="hg38" locus="chr1:1-900" version="8">{held}</Session>'.encode()
    assert b'"option": "BASE"' in converter.convert(document, "igvjson", options={"carry": False}).document


def test_an_igv_session_has_no_newer_word_for_what_an_older_one_says() -> None:
    newer = '<RenderOptions colorOption="BASE_MODIFICATION_2COLOR" groupByOption="CLUSTER" sortOption="BASE"/>'
    own = panel(f'<Track id="a.bam">{newer}</Track>', '<Resource path="a.bam"/>').session
    said = dict(next(written(own).iter("RenderOptions")).attrib)
    assert said == {"colorOption": "BASE_MODIFICATION_5MC", "groupByOption": "HAPLOTYPE", "sortOption": "NUCLEOTIDE"}
    assert codes(own) == []


@pytest.mark.parametrize(
    ("resource", "track", "stops"),
    [
        ("", '<Track id="x" name="x" clazz="DataSourceTrack"/>', True),
        ("", '<Track id="x" name="x" clazz="FeatureTrack"/>', False),
        ("", '<Track id="x" clazz="FeatureTrack"/>', True),
        ("", '<Track id="x" clazz="MotifTrack"/>', False),
        ("a.bw", '<Track id="a.bw"/>', False),
        ("a.unheard", '<Track id="a.unheard" clazz="DataSourceTrack"/>', True),
        ("a.unheard", '<Track id="a.unheard_coverage" name="x"/><Track id="a.unheard" name="y"/>', False),
        ("a.hic", "", False),
        ("a.bam", '<Track id="a.bam"><RenderOptions groupByOption="TAG" colorOption="TAG"/></Track>', False),
    ],
)
def test_an_igv_session_is_told_at_what_igv_2_16_stops(resource: str, track: str, stops: bool) -> None:  # noqa: FBT001
    own = panel(track, f'<Resource path="{resource}"/>' if resource else "").session
    assert codes(own, returning=True) == ["version.stops"] * stops
    assert codes(own) == ["location.unopenable"] * (stops and bool(resource))
    assert not stops or [one.get("clazz") for one in written(own).iter("Track")] == [None]


@pytest.mark.parametrize(("said", "expected"), [("bam", ["index.asked"]), ("htsget", []), ("", [])])
def test_reads_of_a_service_that_are_said_to_be_a_file(said: str, expected: list[str]) -> None:
    """IGV 2.16 asks for the index of such a file, and waits."""
    assert codes(panel("", f'<Resource path="htsget://x.org/a" type="{said}"/>').session) == expected


def test_a_class_at_which_igv_2_16_stops_is_not_added() -> None:
    """IGV makes no coverage of a file that it can't read, unless it is told the class."""
    own = panel('<Track id="x.index_coverage" name="N"/>', '<Resource path="x.index" type="bam"/>').session
    assert first(own).get("clazz") == "org.broad.igv.sam.CoverageTrack"
    for source in own.sources.values():
        source.format = "unheard"
    assert first(own).get("clazz") is None


@pytest.mark.parametrize("ending", ["dbn", "ct", "dp", "bp"])
def test_igv_asks_where_the_rna_of_a_structure_lies(ending: str) -> None:
    asks = ending != "bp"
    own = panel("", f'<Resource path="fold.{ending}"/>').session
    assert codes(own) == ["location.asked"] * asks
    other = one_file(Track(kind="base_pair", source="s1", name="fold"), Source(location=f"fold.{ending}", format=ending))
    notices = write(other, Job(options=ConvertOptions(), same_format=False)).notices
    assert [(one.effect, one.severity) for one in notices if one.code == "location.asked"] == [("assumed", "error")] * asks


def test_a_combination_in_a_split_view_has_a_range_for_igv_2_16_also_in_an_igv_session() -> None:
    track = '<Track id="c" name="c" clazz="CombinedDataTrack" track1="a.bw" track2="b.bw" op="ADD" autoScale="true"/>'
    own = panel(track, "").session
    assert [one.tag for one in next(written(own).iter("Track"))] == []
    own.views[own.view_order[0]].loci = [Interval(chrom="chr1", start=0, end=9), Interval(chrom="chr2", start=0, end=9)]
    assert [one.tag for one in next(written(own).iter("Track"))] == ["DataRange"]


@pytest.mark.parametrize(
    ("kind", "form", "code"), [("copy_number", "seg", 1), ("mutation", "mut", 1), ("quantitative", "bigwig", 0)]
)
def test_a_file_of_samples_is_not_dressed_as_one_track(kind: str, form: str, code: int) -> None:
    made = one_file(Track(kind=kind, source="s1", name="A", display=Display(color="#010203")), Source(location="a", format=form))
    made.views, made.view_order = {"v1": View(tracks=["t1"])}, ["v1"]
    assert codes(made) == ["track.summary"] * code
    assert first(made).get("color") == (None if code else "1,2,3")
    made.tracks["t1"].sample = "S"
    assert (codes(made), first(made).get("color")) == ([], "1,2,3")


def test_what_igv_can_not_draw_is_not_written() -> None:
    look = Display(window_function="mean", renderer="dynseq", color="#010203")
    made = one_file(Track(kind="overlay", members=["t2"], display=look), Source(location="a.bw", format="bigwig"))
    made.tracks["t2"] = Track(kind="quantitative", source="s1", display=look)
    overlay, member = list(written(made).iter("Track"))[:2]
    assert (overlay.get("windowFunction"), overlay.get("renderer"), overlay.get("color")) == (None, None, "1,2,3")
    assert overlay.get("name")
    assert (member.get("windowFunction"), member.get("renderer"), member.get("color")) == ("mean", None, "1,2,3")


def test_a_file_of_regions_is_no_track() -> None:
    made = one_file(Track(kind="annotation", source="s1"), Source(location="a.bed"))
    made.sources |= {"s2": Source(location="regions.bed"), "s3": Source(location="samples.txt", format="sampleinfo")}
    made.source_order = ["s1", "s2", "s3"]
    made.region_sets = {"q1": RegionSet(source="s2"), "q2": RegionSet(source="s1"), "q3": RegionSet()}
    made.samples = Samples(sources=["s3"])
    assert [one.get("path") for one in written(made).iter("Resource")] == ["a.bed", "samples.txt"]
    made.samples = Samples()
    assert [one.get("path") for one in written(made).iter("Resource")] == ["a.bed", "samples.txt"]
