"""Values that IGV takes for another one, and other words for a usual one: what the report says of them."""

from __future__ import annotations

from typing import Any

import pytest

import converter

_FILE = "https://data.example.org/a"


def _entry(attributes: str, name: str, to: str) -> dict[str, Any] | None:
    """The entry of an attribute of a Track."""
    files = "".join(f'<Resource path="{_FILE}.{ending}"/>' for ending in ("bw", "bam"))
    text = f'<Session genome="hg19"><Resources>{files}</Resources><Panel><Track {attributes}/></Panel></Session>'
    report = converter.convert(text.encode(), to, options={"carry": False}).report.to_dict()
    return next((one for one in report["entries"] if (one["source"] or {}).get("path", "").endswith(f"/@{name}")), None)


@pytest.mark.parametrize(
    ("attributes", "name"),
    [
        (f'id="{_FILE}.bw" visible="yes"', "visible"),
        (f'id="{_FILE}.bw" visible="1"', "visible"),
        (f'id="{_FILE}.bw" color="reddish"', "color"),
        (f'id="{_FILE}.bw" altColor="255, 0, 0"', "altColor"),
        (f'id="{_FILE}.bam" visible="TRUE "', "visible"),
        (f'id="{_FILE}.bw" color="red "', "color"),
    ],
)
def test_a_value_that_igv_takes_for_another_is_not_kept(attributes: str, name: str) -> None:
    elsewhere = "igvjson" if "bam" in attributes and name == "color" else "jbrowse2"  # which has no colours of reads
    lost, kept, neutral = (_entry(attributes, name, to) for to in (elsewhere, "igvxml", "neutral"))
    assert lost is not None
    assert kept is not None
    assert neutral is not None
    assert (lost["code"], lost["effect"], lost["severity"]) == ("source.misread", "dropped", "info")
    assert (kept["code"], kept["effect"]) == (neutral["code"], neutral["effect"]) == ("source.misread", "kept")


@pytest.mark.parametrize("attributes", [f'id="{_FILE}.bw" visible="False"', f'id="{_FILE}.bw" color="RED"'])
def test_a_value_that_igv_reads_has_no_entry(attributes: str) -> None:
    assert _entry(attributes, attributes.split()[1].partition("=")[0], "jbrowse2") is None


def test_another_word_for_the_same_is_said_by_the_usual_one() -> None:
    attributes = 'id="Reference sequence" sequenceTranslationStrandValue="-"'
    found = _entry(attributes, "sequenceTranslationStrandValue", "igvjson")
    assert found is not None
    assert (found["code"], found["effect"], found["severity"]) == ("value.respelled", "approximated", "info")
    assert (found["original"], found["emitted"]) == ("-", "NEGATIVE")
    assert _entry(attributes, "sequenceTranslationStrandValue", "igvxml") is None


@pytest.mark.parametrize(
    ("name", "older", "newer", "there"),
    [
        ("colorOption", "BASE_MODIFICATION_5MC", "BASE_MODIFICATION_2COLOR", b'"colorBy": "basemod2"'),
        ("groupByOption", "HAPLOTYPE", "CLUSTER", b'"tracks"'),
    ],
)
def test_words_that_igv_renamed_are_one_value_written_as_all_versions_know_it(
    name: str, older: str, newer: str, there: bytes
) -> None:
    reports = {}
    for word in (older, newer):
        track = f'<Track id="{_FILE}.bam"><RenderOptions {name}="{word}"/></Track>'
        text = f'<Session genome="hg19"><Resources><Resource path="{_FILE}.bam"/></Resources><Panel>{track}</Panel></Session>'
        made = {to: converter.convert(text.encode(), to, options={"carry": False}) for to in ("igvxml", "igvjson")}
        assert f'{name}="{older}"'.encode() in made["igvxml"].document
        assert there in made["igvjson"].document
        told = [one for to in made for one in made[to].report.to_dict()["entries"] if one["code"] == "value.respelled"]
        reports[word] = [(one["original"], one["emitted"], one["effect"], one["severity"]) for one in told]
    said = {"colorOption": [(older, newer, "approximated", "info")], "groupByOption": []}[name]
    assert reports == {older: said, newer: [(newer, older, "approximated", "info")]}


@pytest.mark.parametrize(
    ("attributes", "name"),
    [
        *(('id="Reference sequence" color="1,2,3" altColor="4,5,6"', one) for one in ("color", "altColor")),
        ('id="Reference sequence" displayMode="EXPANDED"', "displayMode"),
        (f'id="{_FILE}.bam_coverage" displayMode="EXPANDED" altColor="1,2,3"', "displayMode"),
        (f'id="{_FILE}.bam_coverage" displayMode="EXPANDED" altColor="1,2,3"', "altColor"),
    ],
)
def test_what_draws_nothing_is_no_warning(attributes: str, name: str) -> None:
    """IGV up to 2.6 says a colour of every track, also of the reference sequence; bases and coverage don't stack."""
    found = _entry(attributes, name, "igvjson")
    assert found is not None
    assert (found["effect"], found["severity"]) == ("dropped", "info")


_FRAME = '<Frame name="A" chr="chr17" start="41196311" end="41277500"/>'


@pytest.mark.parametrize(
    ("text", "to", "effect", "code"),
    [
        ("A\nKRAS", "jbrowse2", "dropped", "view.loci.unsupported"),
        ("A\nKRAS", "igvjson", "approximated", "view.loci.name.nearest"),
        ("KRAS\nA", "igvxml", None, None),
        ("A", "jbrowse2", "approximated", "view.loci.name.nearest"),
    ],
)
def test_a_name_without_a_frame_is_lost_where_names_are_not_looked_up(
    text: str, to: str, effect: str | None, code: str | None
) -> None:
    """What the frames say of the others is there still, and told by itself."""
    document = f'<Session genome="hg19"><GeneList>{text}{_FRAME}</GeneList></Session>'
    entries = converter.convert(document.encode(), to, options={"carry": False}).report.to_dict()["entries"]
    found = {one["source"]["path"]: (one["effect"], one["code"]) for one in entries if one["source"]}
    assert found.get("/Session/GeneList/text()", (None, None)) == (effect, code)
    assert not [path for path in found if "/Frame" in path]


def _codes(document: str, to: str) -> list[tuple[str, str, str]]:
    """Place, code and effect of the entries of a conversion."""
    entries = converter.convert(document.encode(), to, options={"carry": False}).report.to_dict()["entries"]
    return [(one["source"]["path"], one["code"], one["effect"]) for one in entries if one["source"]]


_TRACK = f'<Panel><Track id="{_FILE}.bw" name="a"/></Panel>'
_RESOURCES = f'<Resources><Resource path="{_FILE}.bw" type="bigwig" index="{_FILE}.idx"/></Resources>'


def test_files_below_their_tracks_are_found_and_told() -> None:
    late = _codes(f'<Session genome="hg19">{_TRACK}{_RESOURCES}</Session>', "igvxml")
    assert late == [("/Session/Resources", "source.unread", "kept")]
    assert _codes(f'<Session genome="hg19">{_RESOURCES}{_TRACK}</Session>', "igvxml") == []


def test_files_below_the_tracks_of_others_are_not_late() -> None:
    other = f'<Resources><Resource path="{_FILE}.bed"/></Resources><Panel><Track id="{_FILE}.bed" name="b"/></Panel>'
    assert _codes(f'<Session genome="hg19">{_RESOURCES}{_TRACK}{other}</Session>', "igvxml") == []


@pytest.mark.parametrize(("tag", "read"), [("DataRange", True), ("datarange", False), ("DATARANGE", False)])
def test_igv_minds_the_letters_of_what_stands_in_a_track(tag: str, *, read: bool) -> None:
    track = f'<TRACK id="{_FILE}.bw" name="a"><{tag} type="LINEAR" minimum="0" baseline="0" maximum="9"/></TRACK>'
    found = _codes(f'<Session genome="hg19">{_RESOURCES}<panel>{track}</panel></Session>', "igvxml")
    assert [code for _, code, _ in found] == ([] if read else ["source.ignored"] * 4)


_GWAS = f'<Resources><Resource path="{_FILE}.gwas"/></Resources><Panel><Track id="{_FILE}.gwas" name="a" {{}}/></Panel>'


@pytest.mark.parametrize(
    ("attributes", "lost"),
    [
        ('useChrColors="false" primaryColor="1,2,3"', set()),
        ('useChrColors="true" color="9,9,9" secondaryColor="1,1,1" alternatingColors="false" scale="1.0"', {"info"}),
        ('alternatingColors="true"', {"warning"}),
    ],
)
def test_the_primary_colour_is_that_of_the_points_of_an_association_study(attributes: str, lost: set[str]) -> None:
    document = f'<Session genome="hg19">{_GWAS.format(attributes)}</Session>'
    made = converter.convert(document.encode(), "igvjson", options={"carry": False})
    assert {one["severity"] for one in made.report.to_dict()["entries"] if one["source"]} == lost
    assert (b'"color": "rgb(1,2,3)"' in made.document) == ("primaryColor" in attributes)


@pytest.mark.parametrize("listed", [f'<Resources><Resource path="{_FILE}.tab.gz"/></Resources>', ""])
@pytest.mark.parametrize(("clazz", "kept"), [("org.broad.igv.gwas.GWASTrack", True), ("org.broad.igv.track.FeatureTrack", False)])
def test_an_association_study_is_one_by_its_class_where_its_file_does_not_tell(listed: str, clazz: str, *, kept: bool) -> None:
    track = f'<Track id="{_FILE}.tab.gz" name="a" clazz="{clazz}" color="9,9,9" primaryColor="1,2,3"/>'
    document = f'<Session genome="hg19">{listed}<Panel>{track}</Panel></Session>'
    made = converter.convert(document.encode(), "igvxml", options={"carry": False})
    assert not [one for one in made.report.to_dict()["entries"] if one["effect"] == "approximated"]
    assert b'color="9,9,9"' in made.document
    assert b'primaryColor="1,2,3"' in made.document
    web = converter.convert(document.encode(), "igvjson", options={"carry": False})
    assert (b'"color": "rgb(1,2,3)"' in web.document) == kept


@pytest.mark.parametrize("profile", ["igvjs", "desktop3"])
def test_points_in_the_colours_of_chromosomes_are_said_by_all_of_igv(profile: str) -> None:
    track = _GWAS.format('useChrColors="false"')
    document = f'<Session genome="hg19">{track}</Session>'
    made = converter.convert(document.encode(), "igvjson", options={"carry": False, "profile": profile})
    assert b'"useChrColors": false' in made.document
    back = converter.convert(made.document, "igvxml", options={"carry": False})
    assert b'useChrColors="false"' in back.document


@pytest.mark.parametrize(("name", "drawn"), [("_color", True), ("color", False)])
def test_igv_draws_the_coverage_in_a_colour_of_its_own(name: str, *, drawn: bool) -> None:
    track = f'<Track id="{_FILE}.bam_coverage" {name}="1,2,3"/><Track id="{_FILE}.bam"/>'
    document = f'<Session genome="hg19"><Resources><Resource path="{_FILE}.bam"/></Resources><Panel>{track}</Panel></Session>'
    made = converter.convert(document.encode(), "igvjson", options={"carry": False})
    assert (b'"coverageColor": "rgb(1,2,3)"' in made.document) == drawn
    told = [(one["severity"], one["effect"]) for one in made.report.to_dict()["entries"] if one["source"]]
    assert told == ([] if drawn else [("info", "dropped")])


def _arcs(attributes: str, inside: str = "") -> str:
    track = f'<Track id="{_FILE}.bedpe" name="a" {attributes}>{inside}</Track>'
    return f'<Session genome="hg19"><Resources><Resource path="{_FILE}.bedpe"/></Resources><Panel>{track}</Panel></Session>'


def test_the_greatest_score_of_arcs_is_their_maximum() -> None:
    """IGV takes the old `arc` for a nested arc, and has no DataRange of arcs."""
    ends = '<DataRange type="LINEAR" minimum="0" baseline="0" maximum="9"/>'
    made = converter.convert(_arcs('graphType="arc" maxScore="30.0"', ends).encode(), "igvjson", options={"carry": False})
    assert b'"max": 30' in made.document
    assert b'"arcType": "nested"' in made.document
    told = made.report.to_dict()["entries"]
    assert {one["severity"] for one in told} == {"info"}
    codes = {(one["source"] or {}).get("path", "").rpartition("@")[2]: one["code"] for one in told}
    assert codes["graphType"] == "value.respelled"
    back = converter.convert(made.document, "igvxml", options={"carry": False}).document
    assert b'maxScore="30" visible="true" autoscale="false"' in back
    assert b"DataRange" not in back


def test_a_heat_map_of_segments_is_how_all_browsers_draw_them() -> None:
    track = f'<Track id="{_FILE}.seg_S" name="S" renderer="{{}}"/>'
    document = f'<Session genome="hg19"><Resources><Resource path="{_FILE}.seg"/></Resources><Panel>{track}</Panel></Session>'
    for renderer, severity in (("HEATMAP", "info"), ("LINE_PLOT", "warning")):
        entries = converter.convert(document.format(renderer).encode(), "igvjson").report.to_dict()["entries"]
        found = [one["severity"] for one in entries if one["source"] and one["source"]["path"].endswith("/@renderer")]
        assert found == [severity]
