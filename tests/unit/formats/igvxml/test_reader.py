"""What stands around the tracks of an IGV session: root, places, panels, regions, samples, settings."""

from __future__ import annotations

import pytest
from msgspec import UNSET

from converter.errors import LimitError, UnknownFormatError
from converter.formats.base import Job
from converter.formats.igvxml import FORMAT
from converter.genomes import genome_field
from converter.limits import LIMITS
from converter.loss.ledger import Fate, Ledger
from converter.model import Filter, Genome, Interval, Panel, Region, Samples
from converter.options import ConvertOptions
from tests.unit.formats.igvxml.reading import Read, panel, session

VIEW = ("views", "v1")


def test_the_session_is_the_first_session_anywhere_else_the_first_global() -> None:
    assert Read('<Global genome="hg18"/>').session.forms == {"igvxml": {"root": "Global"}}
    found = Read('<All x="1">text<Global genome="hg18"/><session/><Deep><Session genome="hg19"/></Deep></All>')
    assert found.session.genome == Genome(id="hg19")
    assert found.session.extras["igvxml"].ignored == {
        "outside:/All/@x": "1",
        "outside:/All/text()": "text",
        "outside:/All/Global/@genome": "hg18",
    }
    with pytest.raises(UnknownFormatError, match="its root is <html>"):
        Read("<html/>")


def test_element_names_may_be_in_any_case_attribute_names_not() -> None:
    found = session('<RESOURCES><resource path="a.bed" Name="A"/></RESOURCES><panel><TRACK id="a.bed"/></panel>')
    assert found.track().source == "s1"
    assert found.session.sources["s1"].name is UNSET
    assert found.session.sources["s1"].extras["igvxml"].ignored == {"@Name": "A"}


def test_the_version_lays_out_the_document_only() -> None:
    found = Read('<Session version="5" relativePath="true"/>')
    assert found.session.forms["igvxml"] == {"root": "Session", "version": "5"}
    assert found.fate("/Session/@version") == Fate("structural", "version")
    assert found.session.extras["igvxml"].ignored == {"@relativePath": "true"}


def test_attributes_of_the_root_that_are_not_the_sessions_own() -> None:
    found = session(attributes='genome="hg38" groupTracksBy="TISSUE" nextAutoscaleGroup="3" removeEmptyTracks="TRUE"')
    assert found.session.genome == Genome(id="hg38")
    assert found.session.samples == Samples(group_by="TISSUE")
    assert (found.session.next_autoscale_group, found.session.hide_empty_panels) == (3, True)
    assert found.fate("/Session/@genome") == Fate("feeds", ((("genome", ""), "id"),))
    assert found.fate("/Session/@groupTracksBy") == Fate("feeds", ((("samples", ""), "group_by"),))


def test_a_blank_attribute_is_as_good_as_absent() -> None:
    found = session(attributes='genome="" locus="" groupTracksBy=""')
    assert found.session.genome is UNSET
    assert found.session.samples is UNSET
    assert found.session.views["v1"].loci is UNSET
    assert found.fate("/Session/@genome") == Fate("ignored", "@genome")


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("hg19", "id"),
        ("GCF_000001405.40", "id"),
        ("http://x/hg38.json?v=1", "definition"),
        ("my.genome", "definition"),
        ("http://x/hub.txt", "definition"),
        ("http://x/hg38.2bit", "two_bit"),
        ("virus.gbk", "genbank"),
        ("virus.gb", "genbank"),
        ("hg38.chrom.sizes", "chrom_sizes"),
        ("virus.fa", "fasta"),
        ("http://x/virus.seq", "fasta"),
        ("C:\\virus", "fasta"),
    ],
)
def test_the_genome_is_an_id_or_a_file_of_some_kind(text: str, field: str) -> None:
    assert genome_field(text) == field
    assert getattr(session(attributes=f'genome="{text}"').session.genome, field) == text


@pytest.mark.parametrize(
    ("text", "loci"),
    [
        ("chr1:1,001-2,000", [Interval(chrom="chr1", start=1000, end=2000)]),
        ("chr1 1001 2000", [Interval(chrom="chr1", start=1000, end=2000)]),
        ("chr1:77", [Interval(chrom="chr1", start=56, end=96)]),  # widened by 20 on both sides, as is all below 10 bp
        ("chr1:101-109", [Interval(chrom="chr1", start=84, end=124)]),
        ("All", [Interval()]),
        ("chr7", [Interval(name="chr7")]),
        ("BRCA1 chr1:1001-2000", [Interval(name="BRCA1"), Interval(chrom="chr1", start=1000, end=2000)]),
    ],
)
def test_loci_are_one_based_and_several_stand_side_by_side(text: str, loci: list[Interval]) -> None:
    found = session(attributes=f'locus="{text}"')
    assert found.session.views["v1"].loci == loci
    assert found.fate("/Session/@locus") == Fate("feeds", ((VIEW, "loci"),))


def test_a_locus_of_impossible_numbers_is_not_understood() -> None:
    found = session(attributes='locus="chr1:9-5 chr2"')
    assert found.session.views["v1"].loci is UNSET
    assert found.fate("/Session/@locus") == Fate("ignored", "@locus", "source.invalid")


def test_a_gene_list_beats_the_locus_and_its_frames_are_zero_based_and_cut_to_whole_bases() -> None:
    found = session(
        '<GeneList name="mine">BRCA1\nchr2:101-200\n\nchr3<Frame name="BRCA1" chr="chr17" start="100.7" end="250.9"/>'
        '<Frame name="chr2:101-200" chr="chr2" start="100" end="200"/></GeneList>',
        'locus="chr1:1-100"',
    )
    view = found.session.views["v1"]
    assert view.loci == [
        Interval(chrom="chr17", start=100, end=250, name="BRCA1"),
        Interval(chrom="chr2", start=100, end=200),
        Interval(name="chr3"),
    ]
    assert view.loci_name == "mine"
    assert found.fate("/Session/@locus") == Fate("superseded", "by GeneList")
    assert found.fate("/Session/GeneList/Frame[1]/@name") == Fate("structural", "name")


def test_blanks_and_ends_of_lines_part_the_genes_of_a_list_alike() -> None:
    found = session('<GeneList>EGFR PTEN\n TP53\tMYC\r\n<Frame name="PTEN" chr="10" start="1" end="99"/></GeneList>')
    assert found.session.views["v1"].loci == [
        Interval(name="EGFR"),
        Interval(chrom="10", start=1, end=99, name="PTEN"),
        Interval(name="TP53"),
        Interval(name="MYC"),
    ]


def test_frames_that_fit_no_line_and_further_gene_lists_are_ignored() -> None:
    found = session(
        '<GeneList odd="1">A B<Frame name="C" chr="1" start="1" end="2"/><Frame name="A" chr="1" start="9" end="2"/>'
        '<Frame name="A" chr="1" start="1" end="20" odd="2"/><Frame name="A" chr="2" start="1" end="20"/><Frame chr="1"/>'
        '<Frame name="B" chr="1" start="x" end="2"/><Other/></GeneList><GeneList>C</GeneList><GeneList/>'
    )
    assert found.session.views["v1"].loci == [Interval(chrom="1", start=1, end=20, name="A"), Interval(name="B")]
    ignored = found.session.extras["igvxml"].ignored
    assert ignored["GeneList[1]/Frame[1]/@name"] == "C"
    assert ignored["GeneList[1]/Frame[3]/@odd"] == "2"
    assert ignored["GeneList[1]/@odd"] == "1"
    assert ignored["GeneList[2]/text()"] == "C"


def test_panels_are_views_of_their_own_with_tracks_from_top_to_bottom() -> None:
    found = session(
        '<Panel name="DataPanel" height="300" width="900" odd="x">text<Track id="a"/><Odd y="1"/></Panel>'
        '<FeatureTracks><DataTrack id="b" visible="false"/><Track id="c"/></FeatureTracks>'
        '<PanelLayout dividerFractions="0.5,0.75" odd="1">text</PanelLayout>'
    )
    view = found.session.views["v1"]
    assert view.panels is not UNSET
    assert view.panels["p1"] == Panel(name="DataPanel", height_px=300, tracks=["t1"])
    assert view.panels["p2"].tracks == ["t2", "t3"]
    assert view.panels["p2"].extras["igvxml"].native == {"tag": "FeatureTracks"}
    assert view.tracks == ["t1", "t3"]
    assert found.session.track_order == ["t1", "t2", "t3"]
    assert view.divider_fractions == [0.5, 0.75]
    ignored = found.session.extras["igvxml"].ignored
    assert ignored["Panel/@width"] == "900"  # ignored on read
    assert ignored["Panel/Odd/@y"] == "1"
    assert ignored["Panel/text()"] == "text"
    assert ignored["PanelLayout/@odd"] == "1"
    assert ignored["PanelLayout/text()"] == "text"


@pytest.mark.parametrize(("text", "code"), [("0.5,x", "source.invalid"), ("", None)])
def test_dividers_that_are_no_numbers_are_not_understood(text: str, code: str | None) -> None:
    found = session(f'<PanelLayout dividerFractions="{text}"/>')
    assert found.session.views["v1"].divider_fractions is UNSET
    assert found.fate("/Session/PanelLayout/@dividerFractions") == Fate("ignored", "PanelLayout/@dividerFractions", code)


def test_regions_are_zero_based_and_half_open() -> None:
    found = session(
        '<Regions x="1"><Region chromosome="chr1" start="100" end="200" description="d" odd="o">text<Sub y="1"/></Region>'
        '<Region chromosome="chr1" start="1.5" end="200"/><Region start="1" end="2"/><Other z="1"/></Regions>'
    )
    assert list(found.session.regions) == ["r1"]
    region = found.session.regions["r1"]
    assert (region.chrom, region.start, region.end, region.description) == ("chr1", 100, 200, "d")
    assert region.extras["igvxml"].ignored == {"@odd": "o"}
    assert found.session.region_order == ["r1"]
    ignored = found.session.extras["igvxml"].ignored
    assert ignored["Regions/Region[2]/@start"] == "1.5"
    assert ignored["Regions/Region[1]/Sub/@y"] == "1"
    assert ignored["Regions/Region[1]/text()"] == "text"
    assert ignored["Regions/Other/@z"] == "1"
    assert Region(chrom="chr1", start=100) != region


def test_the_sample_filter() -> None:
    found = session(
        '<Filter name="f" match="all" showTracks="true" odd="1"><FilterElement item="TISSUE" operator="is equal to" value="x"'
        ' booleanOperator="AND" odd="2"/><Other y="1"/></Filter><Filter/>'
    )
    samples = found.session.samples
    assert samples is not UNSET
    assert (samples.filter_name, samples.filter_match, samples.filter_show_tracks) == ("f", "all", True)
    assert samples.filters == {"f1": Filter(item="TISSUE", operator="is equal to", value="x", boolean="AND")}
    assert found.fate("/Session/Filter[1]/FilterElement/@item") == Fate("feeds", ((("samples", ""), "filters.f1.item"),))
    assert found.session.extras["igvxml"].ignored["Filter[1]/Other/@y"] == "1"


def test_sample_attributes_that_are_hidden_or_shown() -> None:
    found = session(
        '<HiddenAttributes><Attribute name="DATA FILE"/><Attribute/><Odd name="x"/></HiddenAttributes>'
        '<VisibleAttributes><VisibleAttribute name="SEX" odd="1"/></VisibleAttributes>'
    )
    assert found.session.samples == Samples(hidden_attributes=["DATA FILE"], visible_attributes=["SEX"])


def test_colour_scales_and_preferences_the_first_of_a_name_counts() -> None:
    found = session(
        '<ColorScales><ColorScale type="CHIP" value="MappedColorScale;v"/><ColorScale type="CHIP" value="w"/>'
        '<ColorScale type="LOH"/><ColorScale type="CNV" value="no scale"/></ColorScales>'
        '<Preferences><Property name="SAM.COLOR_BY" value="TAG"/></Preferences><Preferences/>'
    )
    assert found.session.color_scales == {"CHIP": "MappedColorScale;v"}
    assert found.session.preferences == {"SAM.COLOR_BY": "TAG"}
    assert found.session.extras["igvxml"].ignored["ColorScales/ColorScale[2]/@value"] == "w"


def test_unknown_elements_are_ignored_with_all_below_them() -> None:
    found = session('text<New x="1"><Deep y="2">t</Deep><Deep/></New>')
    assert found.session.extras["igvxml"].ignored == {
        "text()": "text",
        "New/@x": "1",
        "New/Deep[1]/@y": "2",
        "New/Deep[1]/text()": "t",
    }


def test_other_things_among_the_resources_are_ignored() -> None:
    found = session('<Resources x="1"><Other path="b.bed"/></Resources>')
    assert found.session.sources == {}
    assert found.session.extras["igvxml"].ignored == {"Resources/@x": "1", "Resources/Other/@path": "b.bed"}


def test_a_file_that_no_track_names_is_shown_and_lends_its_name() -> None:
    found = panel('<Track id="b.bed"/>', '<Resource path="b.bed"/><Resource path="a.bam" name="A"/>')
    track = found.track("t2")
    assert (track.kind, track.name, track.source) == ("alignment", "A", "s2")
    assert list(track.parts or ()) == ["coverage", "reads"]
    assert found.session.views["v1"].tracks == ["t1", "t2"]
    assert found.fate("/Session/Resources/Resource[2]/@name") == Fate("feeds", ((("tracks", "t2"), "name"),))
    assert [notice.code for notice in found.ledger.notices] == ["track.unlisted"]


def test_without_panels_every_file_is_shown_as_igv_does_by_itself() -> None:
    found = session('<Resources><Resource path="a.bw"/></Resources>')
    assert (found.track().kind, found.track().parts) == ("quantitative", UNSET)
    assert found.ledger.notices == []


def test_sample_information_has_no_track() -> None:
    found = session('<Resources><Resource path="samples.unheard"/></Resources>')
    assert found.session.tracks == {}
    assert found.session.samples == Samples(sources=["s1"])


def test_carried_data_is_handed_on_and_structural() -> None:
    found = session('<CarriedData x="1">packed<Odd y="1"/></CarriedData>')
    assert found.ledger.carried == "packed"
    assert found.fate("/Session/CarriedData/text()") == Fate("structural", "CarriedData")


def test_the_places_of_all_objects_are_known() -> None:
    found = session(
        '<Resources><Resource path="a.bam"/></Resources>'
        '<Panel><Track id="a.bam_coverage"/><Track id="a.bam"/><Track id="k"/></Panel>'
        '<Regions><Region chromosome="chr1" start="1" end="2"/></Regions>'
    )
    assert {owner: (put.place, put.called) for owner, put in found.ledger.objects.items()} == {
        ("sources", "s1"): ("/Session/Resources/Resource", "a.bam"),
        ("tracks", "t1"): ("/Session/Panel/Track[1]", "a.bam"),
        ("tracks", "t2"): ("/Session/Panel/Track[3]", "k"),
        ("regions", "r1"): ("/Session/Regions/Region", "chr1:1-2"),
        ("views", "v1"): ("/Session", "view"),
    }


@pytest.mark.parametrize(
    ("text", "confidence"),
    [("<Session/>", 0.99), ("<Global/>", 0.99), ("<a><Session/></a>", 0.8), ("<a/>", None), ('{"Session": 1}', None)],
)
def test_the_content_tells_the_format(text: str, confidence: float | None) -> None:
    from converter.detect import head_of  # noqa: PLC0415 - of an upper layer

    found = FORMAT.recognise(head_of(text.encode()))
    assert (found.confidence if found else None) == confidence


def test_too_many_tracks_are_refused_before_they_are_read() -> None:
    few = LIMITS.lowered(tracks=2)
    parts = "".join(f'<Track id="a.bam{ending}"/>' for ending in ("", "_coverage", "_junctions"))
    text = '<Session genome="hg19"><Resources><Resource path="a.bam"/></Resources><Panel>{}</Panel></Session>'
    FORMAT.read(text.format(parts + '<Track id="b"/>').encode(), Ledger(), Job(ConvertOptions(), few))
    with pytest.raises(LimitError) as refused:
        FORMAT.read(text.format('<Track id="b"/><Track id="c"/><Track id="d"/>').encode(), Ledger(), Job(ConvertOptions(), few))
    assert refused.value.code == "limit.tracks"
