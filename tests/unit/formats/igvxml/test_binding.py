"""Which file a Track belongs to: the ids that IGV gives tracks, and the ways it looks them up."""

from __future__ import annotations

import json

import pytest
from msgspec import UNSET

import converter
from converter.formats.igvxml.binding import format_of
from converter.loss.ledger import Fate, own
from tests.unit.formats.igvxml.reading import panel, session, written


def test_a_track_of_a_single_track_file_is_called_by_its_path() -> None:
    found = panel('<Track id="http://x/a.bw" name="A"/>', '<Resource path="http://x/a.bw"/>')
    assert found.track().source == "s1"
    assert found.track().kind == "quantitative"
    assert found.fate("/Session/Panel/Track/@id") == Fate("structural", "id")


def test_the_tracks_of_an_alignment_file_are_parts_of_one() -> None:
    found = panel(
        '<Track id="a.bam_coverage"/><Track id="a.bam_junctions"/><Track id="a.bam" name="A"/>', '<Resource path="a.bam"/>'
    )
    assert list(found.session.tracks) == ["t1"]
    assert list(found.track().parts or ()) == ["coverage", "junctions", "reads"]
    assert (found.track().kind, found.track().source, found.track().name) == ("alignment", "s1", "A")


def test_a_track_of_a_file_with_several_has_the_name_of_its_sample_behind_the_path() -> None:
    found = panel('<Track id="data/x.seg_TCGA_1"/><Track id="data/x.seg" clazz="CNFreqTrack"/>', '<Resource path="data/x.seg"/>')
    assert (found.track("t1").source, found.track("t1").sample) == ("s1", "TCGA_1")
    assert (found.track("t2").source, found.track("t2").sample, found.track("t2").kind) == ("s1", UNSET, "copy_number_frequency")
    assert found.fate("/Session/Panel/Track[1]/@id") == own("source", "sample", "kind")


@pytest.mark.parametrize("path", ["http://x/x_y.bam", "dir/x_y.bam"])
def test_an_id_of_the_base_name_alone_is_the_first_file_of_that_name(path: str) -> None:
    found = panel('<Track id="x_y.bam"/>', f'<Resource path="{path}"/><Resource path="other/x_y.bam"/>')
    assert found.track().source == "s1"


def test_an_id_without_a_file_that_looks_like_a_location_is_one() -> None:
    found = panel('<Track id="http://x/refGene.txt.gz" name="R"/><Track id="http://x/refGene.txt.gz"/>')
    assert found.session.sources["s1"].location == "http://x/refGene.txt.gz"
    assert found.session.source_order == ["s1"]
    assert found.track("t1").source == found.track("t2").source == "s1"
    assert found.fate("/Session/Panel/Track[1]/@id") == Fate(
        "feeds", ((("sources", "s1"), "location"), (("tracks", "t1"), "source"))
    )


def test_an_implied_file_of_unknown_type_has_no_format() -> None:
    found = panel('<Track id="http://x/what.ever" clazz="FeatureTrack"/>')
    assert found.session.sources["s1"].format is UNSET
    assert found.track().kind == "annotation"


@pytest.mark.parametrize("name", ["hg19_genes", "Gene", "chr1:1-2/3"])
def test_other_ids_are_keys_of_tracks_that_no_file_holds(name: str) -> None:
    found = panel(f'<Track id="{name}" clazz="org.broad.igv.track.FeatureTrack"/>')
    assert (found.track().key, found.track().source, found.track().kind) == (name, UNSET, "annotation")


def test_the_id_of_the_sequence_tells_its_kind() -> None:
    assert panel('<Track id="Reference sequence"/>').track().kind == "sequence"
    assert panel('<Track id="Reference sequence" clazz="org.igv.track.SequenceTrack"/>').track().kind == "sequence"


def test_a_track_without_id_still_is_one() -> None:
    assert panel('<Track name="A"/>').track().key == ""


@pytest.mark.parametrize("clazz", ["org.broad.igv.sam.AlignmentTrack", "org.igv.sam.AlignmentTrack", "AlignmentTrack"])
def test_classes_are_matched_by_their_last_part(clazz: str) -> None:
    found = panel(f'<Track id="k" clazz="{clazz}"/>')
    assert found.track().kind == "alignment"
    assert found.track().extras["igvxml"].spelling == {"kind": clazz}


def test_an_unknown_class_tells_no_kind() -> None:
    found = panel('<Track id="k" clazz="org.other.NewTrack"/>')
    assert found.track().kind is UNSET
    assert found.track().extras["igvxml"].native == {"@clazz": "org.other.NewTrack"}


def test_the_file_decides_over_the_class_but_for_computed_tracks() -> None:
    resources = '<Resource path="a.vcf"/>'
    assert panel('<Track id="a.vcf" clazz="FeatureTrack"/>', resources).track().kind == "variant"
    assert panel('<Track id="a.vcf" clazz="MotifTrack"/>', resources).track().kind == "motif"


def test_equal_paths_are_one_file() -> None:
    found = panel('<Track id="a.bed"/>', '<Resource path="a.bed" name="first"/><Resource path="a.bed" name="second" index="i"/>')
    assert found.session.source_order == ["s1"]
    fate = found.fate("/Session/Resources/Resource[2]/@name")
    assert fate is not None
    assert fate.kind == "superseded"


def test_a_legacy_data_file_has_its_path_in_its_name() -> None:
    found = session('<Files><DataFile name="dir/a.bed" label="A"/></Files>')
    source = found.session.sources["s1"]
    assert source.location == "dir/a.bed"
    assert found.session.forms["igvxml"]["resources"] == "Files"
    assert found.fate("/Session/Files/DataFile/@name") == own("location")
    assert session('<Files><DataFile path="a.bed"/></Files>').session.sources["s1"].location == "a.bed"


def test_a_file_without_a_location_is_no_source() -> None:
    for text in ('<Files><DataFile label="x"/></Files>', '<Resources><Resource name="x" path="" type="bam"/></Resources>'):
        found = session(text)
        assert not found.session.sources
        assert not found.session.tracks
        assert found.ledger.accounted == found.ledger.total


def test_the_type_beats_the_name_with_or_without_a_dot() -> None:
    for declared in ("vcf", ".vcf", "VCF"):
        found = session(f'<Resources><Resource path="a.txt" type="{declared}"/></Resources>')
        assert found.session.sources["s1"].format == "vcf"
    assert session('<Resources><Resource path="a.unheard" type=".Odd"/></Resources>').session.sources["s1"].format == "odd"
    assert session('<Resources><Resource path="a.unheard"/></Resources>').session.sources["s1"].format is UNSET
    assert format_of("a.bw", None) == "bigwig"


def test_a_type_that_igv_does_not_know_decides_nothing() -> None:
    found = session('<Resources><Resource path="a.bw" type="odd"/></Resources>')
    assert found.session.sources["s1"].format == "bigwig"
    assert found.fate("/Session/Resources/Resource/@type") == Fate("ignored", "@type", "source.invalid")


def test_an_implied_file_is_found_by_its_base_name_in_later_panels() -> None:
    found = session('<Panel><Track id="a_x"/><Track id="http://x/genes.bed"/></Panel><Panel><Track id="genes.bed"/></Panel>')
    assert found.track("t3").source == found.track("t2").source == "s1"


def test_a_sample_that_is_named_by_the_base_name_is_written_so_again() -> None:
    found = panel('<Track id="x.seg_S1"/>', '<Resource path="dir/x.seg"/>')
    assert found.track().sample == "S1"
    assert [one.get("id") for one in written(found.session).iter("Track")] == ["x.seg_S1"]
    found.track().sample = "S2"
    assert [one.get("id") for one in written(found.session).iter("Track")] == ["dir/x.seg_S2"]


def test_a_label_is_beaten_by_the_name_and_the_name_by_that_of_the_track() -> None:
    found = panel('<Track id="a.bed" name="T"/>', '<Resource path="a.bed" name="N" label="L"/>')
    assert found.session.sources["s1"].name is UNSET
    assert found.fate("/Session/Resources/Resource/@name") == Fate("superseded", "by the name of its Track")
    assert found.fate("/Session/Resources/Resource/@label") == Fate("superseded", "by name")


def test_a_name_that_became_that_of_the_track_is_said_of_the_file_again_as_long_as_it_is() -> None:
    found = panel("", '<Resource path="a.bed" label="N"/>')
    assert written(found.session).find("Resources/Resource").get("label") == "N"
    assert found.session.sources["s1"].extras["igvxml"].spelling["@label"] == "N"
    found.track().name = "M"
    assert written(found.session).find("Resources/Resource").get("label") is None


def test_the_name_of_a_file_with_samples_stays_its_own() -> None:
    found = panel('<Track id="a.seg_S1" name="T"/>', '<Resource path="a.seg" name="N"/>')
    assert found.session.sources["s1"].name == "N"


def test_what_igv_knows_of_a_file_is_kept() -> None:
    found = session(
        '<Resources><Resource path="a.bam" index="i.bai" coverage="." mapping="m"'
        ' trackLine="track color=1,2,3" color="1,2,3"'
        ' featureURL="f" hyperlink="h" description="d"'
        ' sampleID="s" serverURL="u" odd="o">text<Deeper x="1"/></Resource></Resources>'
    )
    source = found.session.sources["s1"]
    assert (source.index, source.coverage, source.mapping, source.track_line) == ("i.bai", ".", "m", "track color=1,2,3")
    assert (source.color, source.feature_url, source.info_url) == (UNSET, "f", "h")
    assert (source.description, source.sample, source.server) == ("d", "s", "u")
    assert source.extras["igvxml"].ignored == {"@odd": "o", "text()": "text"}
    assert found.session.extras["igvxml"].ignored == {"Resources/Resource/Deeper/@x": "1"}


def test_the_declared_type_of_a_file_that_no_track_names_decides_what_it_is_shown_as() -> None:
    found = session('<Resources><Resource path="x" type="seg"/></Resources>')
    feeds = Fate("feeds", ((("sources", "s1"), "format"), (("tracks", "t1"), "kind")))
    assert found.fate("/Session/Resources/Resource/@type") == feeds


def test_what_is_no_file_among_the_files_is_set_aside() -> None:
    found = session('<Resources><Resource path="a.bed"><More x="1"/></Resource><Odd y="2"><Deeper z="3"/></Odd></Resources>')
    assert list(found.session.sources) == ["s1"]
    assert found.session.extras["igvxml"].ignored == {
        "Resources/Resource/More/@x": "1",
        "Resources/Odd/@y": "2",
        "Resources/Odd/Deeper/@z": "3",
    }


@pytest.mark.parametrize(("declared", "wanted"), [("seg", "Feature"), ("tdf", "Quantitative")])
def test_the_type_of_a_file_that_can_not_be_opened_says_what_its_track_is(declared: str, wanted: str) -> None:
    listed = f'<Resources><Resource path="/d/a.x" type="{declared}"/></Resources>'
    text = f'<Session version="8" genome="hg38">{listed}<Panel><Track id="/d/a.x" name="A"/></Panel></Session>'
    done = converter.convert(text.encode(), "jbrowse2", options={"carry": False})
    assert json.loads(done.document)["tracks"][0]["type"] == f"{wanted}Track"
    told = {entry["source"]["path"]: entry["effect"] for entry in done.report.to_dict()["entries"] if entry["source"]}
    assert told["/Session/Resources/Resource/@type"] == "approximated"


@pytest.mark.parametrize(
    ("clazz", "fields"),
    [("", ("source", "sample", "kind")), ('clazz="org.broad.igv.track.DataSourceTrack"', ("source", "sample"))],
)
def test_the_file_of_a_sample_tells_what_it_shows_where_its_class_does_not(clazz: str, fields: tuple[str, ...]) -> None:
    found = panel(f'<Track id="data/x.igv_S1" {clazz}/>', '<Resource path="data/x.igv"/>')
    assert found.track().kind == "quantitative"
    assert found.fate("/Session/Panel/Track/@id") == own(*fields)
