"""Track elements of IGV sessions, as its reader takes them."""

from __future__ import annotations

import pytest
from msgspec import UNSET

import converter
from converter.formats.base import Job
from converter.formats.igvxml.writer import write
from converter.loss.ledger import Fate, own
from converter.model import Analysis, Display, DisplayRange, Interactions, Reads, Sequence, Variants
from converter.options import ConvertOptions
from tests.unit.formats.igvxml.reading import first, panel, session

BAM = '<Resource path="a.bam"/>'


def test_the_look_of_a_track() -> None:
    track = panel(
        '<Track id="k" name="N" attributeKey="K" fontSize="12"'
        ' color="1,2,3" altColor="red" displayMode="SQUISHED" height="50"'
        ' featureVisibilityWindow="-1" showFeatureNames="false"'
        ' featureNameProperty="gene" groupByStrand="true" windowFunction="max"'
        ' renderer="LINE" showDataRange="true" alpha="0.5" autoScale="false" autoscaleGroup="2" normalize="true"'
        ' colorScale="ContinuousColorScale;0;1;255,255,255;255,0,0"/>'
    ).track()
    assert (track.name, track.sample_attribute_key) == ("N", "K")
    assert track.display == Display(
        font_size_pt=12,
        color="#010203",
        alt_color="#ff0000",
        mode="squished",
        height_px=50,
        visibility_window_bp=-1,
        show_labels=False,
        label_field="gene",
        group_by_strand=True,
        window_function="max",
        renderer="line",
        show_data_range=True,
        opacity=0.5,
    )
    assert track.display_range == DisplayRange(
        autoscale=False, autoscale_group="2", normalize=True, color_scale=[0, 1, "#ffffff", "#ff0000"]
    )


def test_what_only_some_classes_have() -> None:
    track = panel(
        '<Track id="k" showGenotypes="true" squishedHeight="4" siteColorMode="ALLELE_FREQUENCY" genotypeColorMode="NONE"'
        ' coloring="GENOTYPE" shouldShowTranslation="true" sequenceTranslationStrandValue="NEGATIVE" direction="UP"'
        ' graphType="arc" arcOption="ONE_END" showBlocks="true" thickness="2" transparency="0.3" maxScore="9" pattern="ACGT"'
        ' strand="POSITIVE" op="ADD" sequence="AC" db="nt" ampThreshold="0.1" delThreshold="-0.1"/>'
    ).track()
    assert track.variants == Variants(
        show_genotypes=True, squished_call_height_px=4, site_color_by="allele_frequency", genotype_color_by="none"
    )
    assert track.sequence == Sequence(show_translation=True, strand="-")
    assert track.interactions == Interactions(
        direction="up", shape="nested_arc", ends="one_end", show_blocks=True, thickness_px=2, transparency=0.3, max_score=9
    )
    assert track.analysis == Analysis(
        pattern="ACGT",
        strand="+",
        operation="add",
        sequence="AC",
        database="nt",
        amplification_threshold=0.1,
        deletion_threshold=-0.1,
    )


@pytest.mark.parametrize(
    "attribute",
    [
        'displayMode="squished"',  # logged, becomes COLLAPSED
        'height="40.5"',  # must be whole
        'fontSize="big"',
        'featureVisibilityWindow="12.5"',  # must be whole
        'windowFunction="MAX"',  # case-sensitive
        'renderer="PIE"',
        'colorScale="MappedColorScale;a 1,2,3"',  # is no continuous one
        'siteColorMode="GENOTYPES"',
    ],
)
def test_what_igv_does_not_understand_is_set_aside(attribute: str) -> None:
    found = panel(f'<Track id="k" {attribute}/>')
    name = attribute.partition("=")[0]
    assert found.fate(f"/Session/Panel/Track/@{name}") == Fate("ignored", f"@{name}", "source.invalid")
    assert found.track().display is UNSET


@pytest.mark.parametrize("name", ["sortable", "displayName", "expand", "rowHeights", "nvi"])
def test_attributes_that_igv_ignores_are_set_aside(name: str) -> None:
    found = panel(f'<Track id="k" {name}="x">text<Odd y="1"/></Track>')
    assert found.track().extras["igvxml"].ignored == {f"@{name}": "x", "text()": "text", "Odd/@y": "1"}


def test_attributes_without_a_word_of_the_model_are_native() -> None:
    found = panel('<Track id="k" singleColor="true" maxPointSize="5" removed="false" autoscale="true" tokensList="x"/>')
    assert set(found.track().extras["igvxml"].native) == {
        "@singleColor",
        "@maxPointSize",
        "@removed",
        "@autoscale",
        "@tokensList",
    }


def test_a_complete_range_is_the_axis_of_the_track() -> None:
    found = panel(
        '<Track id="k"><DataRange type="LOG" minimum="-3.0" baseline="0.0" maximum="7.5" flipAxis="true" drawBaseline="yes"'
        ' o="1">text<Odd/></DataRange></Track>'
    )
    assert found.track().display_range == DisplayRange(scale="log", minimum=-3, baseline=0, maximum=7.5, draw_baseline=False)
    assert found.track().extras["igvxml"].native == {"DataRange/@flipAxis": "true"}, "IGV draws nothing upside down by it"
    assert found.track().extras["igvxml"].ignored == {"DataRange/@o": "1", "DataRange/text()": "text"}


@pytest.mark.parametrize(
    ("name", "clazz", "kind"),
    [
        ("a.maf", "org.broad.igv.maf.MultipleAlignmentTrack", "multiple_alignment"),
        ("a.maf", "org.broad.igv.track.MutationTrack", "mutation"),
        ("a.bed", "org.broad.igv.maf.MultipleAlignmentTrack", "annotation"),
    ],
)
def test_the_class_tells_alignments_of_genomes_from_mutations(name: str, clazz: str, kind: str) -> None:
    found = panel(f'<Track id="{name}" clazz="{clazz}"/>', f'<Resource path="{name}"/>')
    assert found.track().kind == kind


def test_an_axis_that_igv_would_not_turn_is_turned_nowhere() -> None:
    document = (
        b'<Session version="8" genome="hg19"><Resources><Resource path="https://example.org/a.bw"/></Resources>'
        b'<Panel name="DataPanel"><Track id="https://example.org/a.bw" name="a"><DataRange type="LINEAR" minimum="0"'
        b' baseline="0" maximum="9" flipAxis="true" drawBaseline="true"/></Track></Panel></Session>'
    )
    told = {}
    for target in ("igvxml", "igvjson", "jbrowse2"):
        made = converter.convert(document, to=target, options={"carry": False})
        entries = [one for one in made.report.to_dict()["entries"] if "flipAxis" in one["message"]]
        told[target] = [(one["effect"], one["severity"]) for one in entries], b"flipAxis" in made.document
    assert told == {
        "igvxml": ([], True),
        "igvjson": ([("dropped", "info")], False),
        "jbrowse2": ([("dropped", "info")], False),
    }


@pytest.mark.parametrize("wrong", ["", "12,5"])
@pytest.mark.parametrize("name", ["type", "minimum", "baseline", "maximum"])
def test_a_range_that_lacks_one_of_its_four_is_ignored(name: str, wrong: str) -> None:
    given = {"type": "LINEAR", "minimum": "0", "baseline": "0", "maximum": "9"} | {name: wrong}
    text = " ".join(f'{name}="{value}"' for name, value in given.items())
    found = panel(f'<Track id="k"><DataRange {text}/></Track>')
    assert found.track().display_range is UNSET
    assert found.fate("/Session/Panel/Track/DataRange/@type") == Fate("ignored", "DataRange/@type")


def test_the_first_range_of_a_track_counts() -> None:
    one = '<DataRange type="LINEAR" minimum="0" baseline="0" maximum="{}"/>'
    found = panel(f'<Track id="k">{one.format(5)}{one.format(9)}</Track>')
    assert found.track().display_range == DisplayRange(scale="linear", minimum=0, baseline=0, maximum=5)
    assert found.track().extras["igvxml"].ignored["DataRange[2]/@maximum"] == "9"


@pytest.mark.parametrize(("spelled", "meant"), [("QUALITY", True), ("NONE", False), ("true", True)])
def test_old_sessions_say_how_bases_are_shaded(spelled: str, *, meant: bool) -> None:
    found = panel(f'<Track id="a.bam"><RenderOptions shadeBasesOption="{spelled}"/></Track>', BAM)
    parts = found.track().parts
    assert parts is not UNSET
    assert parts["reads"].reads == Reads(shade_bases=meant)


def test_each_part_of_an_alignment_has_its_own_look() -> None:
    found = panel(
        '<Track id="a.bam_coverage" name="C" snpThreshold="0.2" autoScale="true" _color="1,2,3"/>'
        '<Track id="a.bam_junctions" maxdepth="50" visible="FALSE" removed="true" height="60"/>'
        '<Track id="a.bam" name="A" experimentType="UNKOWN" displayMode="EXPANDED" visible="true" showGenotypes="true">'
        '<RenderOptions colorOption="TAG" colorByTag="HP" groupByOption="STRAND" viewPairs="true" shadeBasesOption="quality"'
        ' maxInsertSizePercentile="99.5" basemodThredhold="0.1" odd="1"/></Track>',
        BAM,
    )
    parts = found.track().parts
    assert parts is not UNSET
    assert parts["coverage"].name == "C"
    assert parts["coverage"].reads == Reads(allele_frequency_threshold=0.2)
    assert parts["coverage"].display_range == DisplayRange(autoscale=True)
    assert parts["coverage"].display == Display(color="#010203")
    assert (parts["junctions"].visible, parts["junctions"].reads) == (False, Reads(junction_max_depth=50))
    assert parts["junctions"].extras["igvxml"].spelling == {"visible": "FALSE"}
    assert (parts["reads"].visible, parts["reads"].name) == (True, UNSET)
    assert parts["reads"].reads == Reads(
        color_by="tag",
        color_tag="HP",
        group_by="strand",
        paired=True,
        shade_bases=True,
        max_insert_size_percentile=99.5,
        experiment="unknown",
    )
    assert parts["reads"].extras["igvxml"].native == {"RenderOptions/@basemodThredhold": "0.1"}
    assert parts["reads"].extras["igvxml"].ignored == {"RenderOptions/@odd": "1", "@showGenotypes": "true"}
    assert found.track().name == "A"
    assert found.fate("/Session/Panel/Track[3]/@name") == own("name")


def test_an_alignment_is_shown_where_one_of_its_parts_is() -> None:
    hidden = '<Track id="a.bam_coverage" visible="false"/><Track id="a.bam" visible="false"/>'
    assert panel(hidden, BAM).session.views["v1"].tracks == []
    assert panel(hidden.replace('"false"', '"true"', 1), BAM).session.views["v1"].tracks == ["t1"]


def test_the_first_part_names_an_alignment_without_reads() -> None:
    assert panel('<Track id="a.bam_coverage" name="C"/><Track id="a.bam_junctions" name="J"/>', BAM).track().name == "C"


def test_parts_that_stand_apart_or_twice_are_tracks_of_their_own() -> None:
    found = panel(
        '<Track id="a.bam"/><Track id="k"/><Track id="a.bam"/><Track id="a.bam"/><Track id="b.bam"/>',
        BAM + BAM.replace("a.bam", "b.bam"),
    )
    assert [track.source for track in found.session.tracks.values()] == ["s1", UNSET, "s1", "s1", "s2"]


@pytest.mark.parametrize(("text", "shown"), [("true", True), ("TRUE", True), ("false", False), ("no", False)])
def test_a_hidden_track_is_in_the_catalogue_only(text: str, *, shown: bool) -> None:
    found = panel(f'<Track id="k" visible="{text}"/>')
    assert found.session.track_order == ["t1"]
    assert found.session.views["v1"].tracks == (["t1"] if shown else [])
    fate = found.fate("/Session/Panel/Track/@visible")
    assert fate == own("shown")._replace(code="source.misread" if text == "no" else None)


def test_an_overlay_holds_its_members() -> None:
    found = panel(
        '<Track id="m" clazz="org.broad.igv.track.MergedTracks" alpha="0.4">'
        '<DataRange type="LINEAR" minimum="0" baseline="0" maximum="9"/>'
        '<Track id="a.bw" visible="true"/><Track id="a.bam"/></Track>',
        '<Resource path="a.bw"/>' + BAM,
    )
    track = found.track()
    assert (track.kind, track.members, track.key) == ("overlay", ["t2", "t3"], "m")
    assert track.display_range == DisplayRange(scale="linear", minimum=0, baseline=0, maximum=9)
    assert found.session.track_order == found.session.views["v1"].tracks == ["t1"]
    assert found.track("t2").extras["igvxml"].native == {"@visible": "true"}
    assert (found.track("t3").kind, found.track("t3").parts) == ("alignment", UNSET)


def test_an_overlay_with_an_id_like_a_path_is_no_file() -> None:
    assert panel('<Track id="x/y" clazz="MergedTracks"/>').session.sources == {}


def test_a_combined_track_names_its_operands() -> None:
    found = panel(
        '<Track id="c" clazz="CombinedDataTrack" track1="a.bw" track2="elsewhere.bw" op="SUBTRACT"/><Track id="a.bw"/>'
        '<Track id="d" clazz="CombinedDataTrack" track1="a.bw"/>',
        '<Resource path="a.bw"/>',
    )
    assert found.track().kind == "combined"
    assert found.track().analysis == Analysis(operation="subtract", operands=["t2", "elsewhere.bw"])
    assert found.track("t3").analysis == Analysis(operands=["t2", ""])
    assert found.fate("/Session/Panel/Track[1]/@track2") == own("analysis.operands")


def test_a_combined_track_of_version_5_is_one_of_today() -> None:
    """IGV 2.16 stops at the child that said it; it is said as it was only where the session comes home from elsewhere."""
    found = panel(
        '<Track id="c" name="C" clazz="org.broad.igv.track.DataSourceTrack">'
        '<COMBINED_DATA_SOURCE operation="SUBTRACT" source0="a.bw" source1="b.bw"/></Track><Track id="a.bw"/><Track id="b.bw"/>',
        '<Resource path="a.bw"/><Resource path="b.bw"/>',
    )
    assert found.track().analysis == Analysis(operation="subtract", operands=["t2", "t3"])
    assert found.fate("/Session/Panel/Track[1]/COMBINED_DATA_SOURCE/@source1") == own("analysis.operands")
    said = {"clazz": "org.broad.igv.track.CombinedDataTrack", "op": "SUBTRACT", "track1": "a.bw", "track2": "b.bw"}
    made = next(write(found.session, Job(ConvertOptions(), same_format=True)).content.iter("Track"))
    assert {name: made.get(name) for name in said} == said
    assert len(made) == 0
    home = first(found.session, returning=True)
    assert (home.get("clazz"), home.get("op")) == ("org.broad.igv.track.DataSourceTrack", None)
    assert dict(home[0].attrib) == {"operation": "SUBTRACT", "source0": "a.bw", "source1": "b.bw"}


@pytest.mark.parametrize("said", ['op="ADD" track1="a.bw"', 'track1="a.bw" track2="a.bw"', 'op="ADD" track1="a.bw" track2="x"'])
def test_a_combination_that_can_not_be_computed_has_no_class_for_igv_2_16_hangs_at_it(said: str) -> None:
    held = f'<Track id="c" clazz="CombinedDataTrack" {said}/><Track id="a.bw"/>'
    made = panel(held, '<Resource path="a.bw"/>').session
    assert first(made).get("clazz") is None
    assert first(made, returning=True).get("clazz") == "CombinedDataTrack"


def test_children_that_some_classes_know_are_native() -> None:
    found = panel(
        '<Track id="k" clazz="BasePairTrack"><SequenceMatchSource pattern="A"/>'
        '<BPRenderOptions arcDirection="DOWN"><colors>1,2,3</colors></BPRenderOptions></Track>'
    )
    assert found.track().extras["igvxml"].native == {
        "SequenceMatchSource/@pattern": "A",
        "BPRenderOptions/colors/text()": "1,2,3",
    }
    assert found.track().interactions == Interactions(direction="down")


def test_a_track_of_the_genome_has_a_key() -> None:
    found = session('<Panel><Track id="hg19_genes" name="Gene" clazz="FeatureTrack"/></Panel>')
    assert (found.track().key, found.track().kind) == ("hg19_genes", "annotation")


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('id="https://x.org/b.bw"', [("resource.unlisted", "@id")]),
        ('name="x"', [("track.nameless", "")]),
    ],
)
def test_what_a_person_should_know_of_a_track(attributes: str, expected: list[tuple[str, str]]) -> None:
    found = panel(f"<Track {attributes}/>", '<Resource path="a.bw"/><Resource path="a.bam"/>')
    told = [(one.code, one.place) for one in found.ledger.notices if one.code != "track.unlisted"]
    assert told == [(code, f"/Session/Panel/Track/{name}".rstrip("/")) for code, name in expected]


def test_a_track_without_an_id_says_nothing_by_it() -> None:
    found = panel('<Track name="x"/>')
    assert all(set(bound.fates) <= set(bound.node.names()) for bound in found.ledger.bound)


def test_a_visibility_window_of_reads_is_a_preference() -> None:
    """IGV takes it for tracks of reads and their coverage from its preferences (`AlignmentTrack.getVisibilityWindow`)."""
    parts = panel('<Track id="a.bam" featureVisibilityWindow="-1"/><Track id="a.bam_coverage" featureVisibilityWindow="9"/>', BAM)
    found = parts.track().parts
    assert isinstance(found, dict)
    displays = [part.display for part in found.values()]
    assert all(one is UNSET or one.visibility_window_bp is UNSET for one in displays)
