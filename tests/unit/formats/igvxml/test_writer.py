"""Neutral sessions as IGV sessions: what a reader gets back, and what IGV needs."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from lxml import etree

from converter.formats.base import Job
from converter.formats.igvxml.writer import embed, encode, write
from converter.loss.measure import differences
from converter.model import (
    Analysis,
    Display,
    DisplayRange,
    Extras,
    Genome,
    Interval,
    Panel,
    Part,
    Reads,
    Region,
    Samples,
    Session,
    Source,
    Track,
    View,
)
from converter.options import ConvertOptions
from tests.unit.formats.igvxml.reading import Read, again, panel, session, written

RICH = (
    '<Global version="4" genome="hg19" locus="chr1:77 BRCA1" groupTracksBy="SEX" removeEmptyTracks="True" odd="1">text'
    '<Files><DataFile name="a.bed" odd="1"/><DataFile name="b.bam" type=".bam" coverage="."/>'
    '<DataFile name="x.unheard" type="odd"/></Files>'
    '<DataTracks name="DataPanel" height="3e2" width="5"><DataTrack id="a.bed" name="A" color="red" visible="TRUE" height="-1"'
    ' displayMode="full" sortable="x">'
    '<DataRange type="LINEAR" minimum="0.0" baseline="0" maximum="9.50" o="1">t</DataRange>'
    '<New a="1"><Deep b="2">t</Deep><Deep/></New></DataTrack><Track id="b.bam_coverage" visible="yes"/>'
    '<Track id="b.bam" name="B"><RenderOptions colorOption="TAG" x="1"'
    ' basemodThredhold="2"/></Track></DataTracks>'
    '<Panel><Track id="m" clazz="MergedTracks" visible="false"><Track id="a.bed" visible="no"/></Track>'
    '<Track id="c" clazz="org.igv.track.CombinedDataTrack" track1="a.bed" track2="z" op="ADD"/>'
    '<Track id="q" clazz="Unknown" useChrColors="true"><SequenceMatchSource pattern="A"/></Track></Panel>'
    '<PanelLayout dividerFractions="0.50,1"/><Regions><Region chromosome="1" start="010" end="20" odd="1"/></Regions>'
    '<Filter name="f" match="any"><FilterElement item="i" operator="o" value="v"'
    ' booleanOperator="OR"/></Filter>'
    '<HiddenAttributes><Attribute name="N"/></HiddenAttributes><VisibleAttributes/>'
    '<ColorScales><ColorScale type="CHIP" value="v"/></ColorScales>'
    '<Preferences><Property name="p" value="q"/></Preferences></Global>'
)


def test_a_session_comes_back_as_it_was_read() -> None:
    first = Read(RICH).session
    back = again(first)
    # what it says more: a part without `visible` is shown, and a combination in a split view has a range
    supplied = {"autoscale": True, "baseline": 0, "maximum": 10, "minimum": 0, "scale": "linear"}
    assert differences(first, back) == {
        ("tracks", "t2"): {"parts.reads.visible": (msgspec.UNSET, True)},
        ("tracks", "t5"): {f"display_range.{name}": (msgspec.UNSET, value) for name, value in supplied.items()},
    }
    assert back.forms["igvxml"] == {"root": "Global", "version": "8", "resources": "Files"}
    for collection in ("sources", "regions"):
        assert getattr(back, collection) == getattr(first, collection)
    assert back.extras == first.extras
    assert back.tracks["t1"].extras["igvxml"].spelling == first.tracks["t1"].extras["igvxml"].spelling


def test_elements_are_spelled_as_they_were() -> None:
    text = '<Session><resources><RESOURCE path="a.bed"/></resources><panel><TRACK id="a.bed"/></panel></Session>'
    assert [one.tag for one in written(Read(text).session).iter()] == ["Session", "resources", "RESOURCE", "panel", "TRACK"]


def test_a_session_inside_another_document_comes_back_inside_it() -> None:
    text = '<All x="1">text<Before y="2"/><Deep><Session genome="hg19" odd="3"/></Deep></All>'
    first = Read(text).session
    root = written(first)
    assert (root.tag, root.get("x"), root.text, root.find("Before").get("y")) == ("All", "1", "text", "2")
    assert dict(root.find("Deep/Session").attrib) == {"version": "8", "genome": "hg19", "odd": "3"}
    assert written(first, carry=False).find("Deep/Session").get("genome") == "hg19"


@pytest.mark.parametrize(
    "place", ["/no name/Session", "/All/no name/Session", "/All/x[y]/Session", "//Session", "x", "/a:b/Session", ""]
)
def test_a_place_that_xml_can_not_say_is_left_out(place: str) -> None:
    made = Session(forms={"igvxml": {"place": place}})
    assert written(made).tag in ("Session", "All")


def test_without_carrying_what_igv_ignores_is_left_out() -> None:
    text = etree.tostring(written(Read(RICH).session, carry=False)).decode()
    for word in ("odd=", "New", "width", "sortable"):
        assert word not in text
    assert "basemodThredhold" in text
    assert "SequenceMatchSource" in text


@pytest.mark.parametrize(
    "text",
    [
        '<GeneList name="g">BRCA1\nchr2:1-200<Frame name="BRCA1" chr="17" start="10.5" end="99"/></GeneList>',
        "<GeneList>A B C</GeneList>",
        '<Panel name=""/>',
        '<Resources/><Panel><Track id="k" color="-1"/></Panel>',
        '<Panel><Track id="../up/a.bw"/></Panel>',
        '<PanelLayout dividerFractions="0.5"/>',
        '<Panel name="p"><Track id="chr1:1/2" clazz="FeatureTrack"/></Panel>',
    ],
)
def test_other_sessions_come_back_too(text: str) -> None:
    first = session(text).session
    assert differences(first, again(first)) == {}


def test_a_session_of_another_format_gets_what_igv_needs() -> None:
    made = Session(
        genome=Genome(id="hg38"),
        sources={"s1": Source(location="http://x/a.bw", format="bigwig"), "s2": Source(location="b.txt", format="bed")},
        source_order=["s1", "s2"],
        samples=Samples(hidden_attributes=["odd\x00"]),
        tracks={
            "t1": Track(kind="quantitative", source="s1", name="A\x00", display=Display(color="#01020380", height_px=39.6)),
            "t2": Track(kind="annotation", source="s2", display_range=DisplayRange(minimum=2.0, maximum=5)),
            "t3": Track(kind="annotation", key="genes"),
            "t4": Track(kind="annotation", name="Nameless"),
        },
        track_order=["t2", "t1", "t3", "t4"],
        views={"v1": View(tracks=["t1", "t2"], loci=[Interval(chrom="chr1", start=0, end=100)])},
        view_order=["v1"],
    )
    root = written(made)
    assert (root.tag, root.get("version"), root.get("genome"), root.get("locus")) == ("Session", "8", "hg38", "chr1:1-100")
    assert [dict(one.attrib) for one in root.iter("Resource")] == [{"path": "http://x/a.bw"}, {"path": "b.txt", "type": "bed"}]
    assert [one.get("name") for one in root.iter("Panel")] == ["DataPanel"]
    assert root.find("HiddenAttributes/Attribute").get("name") == "odd"  # without what XML can't hold
    tracks = {one.get("id"): one for one in root.iter("Track")}
    # from top to bottom as they are shown, then those that are hidden
    assert list(tracks) == ["http://x/a.bw", "b.txt", "genes", "Reference sequence"]
    first = tracks["http://x/a.bw"]
    assert (first.get("name"), first.get("color"), first.get("height"), first.get("visible")) == ("A", "1,2,3", "40", "true")
    assert first.get("clazz") is None  # the file tells; by the class IGV would make a track of a file that it can't read
    assert tracks["genes"].get("visible") == "false"
    # a range is complete or ignored
    assert dict(tracks["b.txt"][0].attrib) == {"type": "LINEAR", "minimum": "2", "baseline": "2", "maximum": "5"}


def test_a_range_that_says_only_how_it_is_drawn_is_not_written() -> None:
    made = Session(tracks={"t1": Track(key="k", display_range=DisplayRange(flipped=True))}, track_order=["t1"])
    assert not list(written(made).iter("DataRange"))


def test_the_sequence_is_listed_once() -> None:
    made = Session(tracks={"t1": Track(kind="sequence", name="Ref")}, track_order=["t1"])
    assert [one.get("id") for one in written(made).iter("Track")] == ["Reference sequence"]


def test_an_alignment_is_a_track_for_each_part() -> None:
    parts = {"coverage": Part(visible=False), "reads": Part(reads=Reads(color_by="strand"))}
    made = Session(
        sources={"s1": Source(location="a.bam", format="bam")},
        source_order=["s1"],
        tracks={"t1": Track(kind="alignment", source="s1", name="A", parts=parts)},
        track_order=["t1"],
        views={"v1": View(tracks=["t1"])},
        view_order=["v1"],
    )
    tracks = list(written(made).iter("Track"))
    assert [(one.get("id"), one.get("name"), one.get("visible")) for one in tracks[:2]] == [
        ("a.bam_coverage", None, "false"),
        ("a.bam", "A", "true"),
    ]
    assert tracks[1].get("clazz") is None
    assert len(tracks[1]) == 0  # a colouring that IGV does not know has no spelling
    made.tracks["t1"].parts = {"coverage": Part(), "junctions": Part()}
    assert [one.get("name") for one in written(made).iter("Track")][:2] == ["A", None]


def test_ids_are_the_locations_of_files() -> None:
    made = Session(
        sources={"s1": Source(location="../a.bw", format="bigwig"), "s2": Source(location="x.seg", format="seg")},
        source_order=["s1", "s2"],
        tracks={"t1": Track(source="s1"), "t2": Track(source="s2", sample="S 1")},
        track_order=["t1", "t2"],
    )
    assert [one.get("id") for one in written(made).iter("Track")][:2] == ["../a.bw", "x.seg_S 1"]


def test_operands_are_written_as_their_ids() -> None:
    made = Session(
        sources={"s1": Source(location="a.bw")},
        source_order=["s1"],
        tracks={"t1": Track(source="s1"), "t2": Track(kind="combined", key="c", analysis=Analysis(operands=["t1", "other"]))},
        track_order=["t1", "t2"],
    )
    combined = list(written(made).iter("Track"))[1]
    assert (combined.get("track1"), combined.get("track2")) == ("a.bw", "other")


@pytest.mark.parametrize(
    ("genome", "text", "codes"),
    [
        (Genome(id="hg19"), "hg19", []),
        (Genome(id="hg19", fasta="http://x/hg19.fa"), "hg19", []),
        (Genome(id="mm8"), "mm8", []),
        (Genome(id="GCA_000188675.2"), "GCA_000188675.2", ["genome.unlisted"]),
        (Genome(id="canFam6"), "canFam6", ["genome.unlisted"]),
        (Genome(id="hs1"), "hs1", []),
        (Genome(id="rheMac8"), "rheMac8", ["genome.unlisted"]),
        (Genome(id="mine", fasta="http://x/mine.fa"), "http://x/mine.fa", []),
        (Genome(fasta="mine.fa"), "mine.fa", []),
        (Genome(id="mine", fasta="odd"), "mine", ["genome.unknown"]),
        (Genome(id="mine"), "mine", ["genome.unknown"]),
        (Genome(name="Mine"), None, []),
    ],
)
def test_the_genome_is_an_id_that_igv_knows_else_the_file(genome: Genome, text: str | None, codes: list[str]) -> None:
    made = write(Session(genome=genome), Job(ConvertOptions()))
    assert made.content.get("genome") == text
    assert [notice.code for notice in made.notices] == codes


@pytest.mark.parametrize("name", ["mine", "GCA_000188675.2"])
def test_the_id_of_an_igv_session_is_its_own_business(name: str) -> None:
    made = write(Session(genome=Genome(id=name), forms={"igvxml": {}}), Job(ConvertOptions()))
    assert (made.content.get("genome"), made.notices) == (name, [])


def test_several_places_are_a_gene_list_with_frames() -> None:
    loci = [Interval(chrom="17", start=5, end=9, name="BRCA1"), Interval(chrom="1", start=0, end=100), Interval(name="TP53")]
    made = Session(views={"v1": View(loci=loci, loci_name="mine")}, view_order=["v1"])
    root = written(made)
    listed = root.find("GeneList")
    assert (listed.text, listed.get("name")) == ("BRCA1\n1:1-100\nTP53", "mine")
    assert [one.get("name") for one in listed] == ["BRCA1", "1:1-100"]
    assert again(made).views["v1"].loci == loci


def test_a_name_with_a_blank_is_no_line_of_a_gene_list() -> None:
    loci = [Interval(chrom="17", start=5, end=9, name="exon 2"), Interval(name="no place"), Interval(name="TP53"), Interval()]
    made = Session(views={"v1": View(loci=loci)}, view_order=["v1"])
    assert written(made).find("GeneList").text == "17:6-9\nTP53\nAll"
    assert again(made).views["v1"].loci == [Interval(chrom="17", start=5, end=9), Interval(name="TP53"), Interval()]


@pytest.mark.parametrize(
    ("focused", "order", "wanted"),
    [("v2", ["v1", "v2"], "v2"), (msgspec.UNSET, ["v3", "v1"], "v1"), (msgspec.UNSET, ["v3"], "v3")],
)
def test_the_view_is_the_focused_else_the_first_linear_one(focused: Any, order: list[str], wanted: str) -> None:
    views = {"v1": View(), "v2": View(), "v3": View(kind="circular")}
    made = Session(views={key: views[key] for key in {*order, "v2"}}, view_order=order, focused_view=focused)
    if focused is msgspec.UNSET:
        del made.views["v2"]
    found = write(made, Job(ConvertOptions()))
    assert next(owner for owner in found.placed if owner[0] == "views") == ("views", wanted)


def test_regions_need_their_three_numbers() -> None:
    made = Session(
        regions={"r1": Region(chrom="1", start=5, end=9, description="d"), "r2": Region(chrom="1")}, region_order=["r1", "r2"]
    )
    assert [dict(one.attrib) for one in written(made).iter("Region")] == [
        {"chromosome": "1", "start": "5", "end": "9", "description": "d"}
    ]


def test_the_places_are_those_that_the_reader_gives() -> None:
    first = Read(RICH)
    made = write(first.session, Job(ConvertOptions()))
    text = encode(made).decode()
    there = Read(text).ledger.objects
    assert {owner: put.place for owner, put in made.placed.items()} == {owner: put.place for owner, put in there.items()}


def test_carried_data_goes_into_an_element_that_igv_ignores() -> None:
    made = write(Session(), Job(ConvertOptions()))
    embed(made, "packed")
    assert Read(encode(made).decode()).ledger.carried == "packed"


EDITED: list[tuple[str, Any, Any]] = [
    ("type", lambda one: setattr(one.sources["s2"], "format", "vcf"), lambda root: root.findall(".//DataFile")[1].get("type")),
    (
        "mode",
        lambda one: setattr(one.tracks["t5"], "kind", "quantitative"),
        lambda root: root.find(".//Track[@id='c']").get("clazz"),
    ),
    (
        "dividers",
        lambda one: setattr(one.views["v1"], "divider_fractions", [0.25]),
        lambda root: root.find("PanelLayout").get("dividerFractions"),
    ),
    ("locus", lambda one: setattr(one.views["v1"], "loci", [Interval(name="TP53")]), lambda root: root.get("locus")),
    ("shown", lambda one: one.views["v1"].tracks.remove("t1"), lambda root: root.find(".//*[@id='a.bed']").get("visible")),
    (
        "part",
        lambda one: setattr(one.tracks["t2"].parts["coverage"], "visible", True),
        lambda root: root.find(".//Track[@id='b.bam_coverage']").get("visible"),
    ),
]


@pytest.mark.parametrize(
    ("edit", "said", "wanted"),
    [
        pytest.param(edit, said, wanted, id=name)
        for (name, edit, said), wanted in zip(
            EDITED, ["vcf", "org.broad.igv.track.DataSourceTrack", "0.25", "TP53", "false", "true"], strict=True
        )
    ],
)
def test_a_spelling_gives_way_to_an_edit(edit: Any, said: Any, wanted: str) -> None:
    made = Read(RICH).session
    before = said(written(made, returning=True))
    edit(made)
    assert said(written(made, returning=True)) == wanted != before


def test_an_implied_file_is_listed_once_more_is_said_of_it() -> None:
    made = panel('<Track id="http://x/a.bed"/>').session
    assert not list(written(made).iter("Resource"))
    made.sources["s1"].index = "http://x/a.tbi"
    assert [dict(one.attrib) for one in written(made).iter("Resource")] == [{"path": "http://x/a.bed", "index": "http://x/a.tbi"}]


def hostile(**extras: Any) -> Session:
    """A session made by hand whose kept texts fit no IGV session."""
    kept = {"igvxml": Extras(**extras)}
    return Session(
        forms={"igvxml": {"root": "no name", "resources": "<"}},
        extras=kept,
        views={"v1": View(extras=kept, panels={"p1": Panel(extras=kept, tracks=["t1"])}, divider_fractions=[0.5])},
        view_order=["v1"],
        sources={"s1": Source(location="a.bw", extras=kept), "s2": Source()},
        source_order=["s1", "s2"],
        tracks={
            "t1": Track(source="s1", extras=kept, display=Display(color="#000000")),
            "t2": Track(extras=kept, parts={"x": Part(extras=kept)}),
        },
        track_order=["t1", "t2"],
        regions={"r1": Region(chrom="1", start=1, end=2, extras=kept)},
        region_order=["r1"],
        samples=Samples(extras=kept),
    )


HELD = {
    "a b/@c": "x",
    "@": "x",
    "a[x]/@b": "x",
    "a[0]/text()": "x",
    "a/@b": 5,
    "a/text()": "\x00",
    "tag": "odd name",
    "@clazz": 5,
    "@visible": [],
    "odd": 1,
}


@pytest.mark.parametrize(
    "extras",
    [
        {"native": HELD},
        {"ignored": HELD},
        {"spelling": {"display.color": 5, "loci": 7, "kind": [], "divider_fractions": None}},
        {"spelling": {"loci": {"genes": "A", "frames": [{"name": "A"}]}, "format": "bw", "kind": "x"}},
        {"spelling": {"loci": {"genes": 5}}},
    ],
)
def test_what_xml_can_not_say_is_left_out(extras: dict[str, Any]) -> None:
    root = written(hostile(**extras))
    assert root.tag == "Session"
    assert root.find("Resources/Resource").get("path") == "a.bw"
    assert Read(etree.tostring(root).decode()).track("t1").source == "s1"


def test_a_file_has_no_name_beside_that_of_its_track() -> None:
    held = Session(sources={"s1": Source(location="a.bw", name="A"), "s2": Source(location="b.bw", name="B")})
    held.tracks = {"t1": Track(kind="quantitative", source="s1", name="N"), "t2": Track(kind="quantitative", source="s2")}
    held.source_order, held.track_order = ["s1", "s2"], ["t1", "t2"]
    assert [one.get("name") for one in written(held).iter("Resource")] == [None, "B"]
