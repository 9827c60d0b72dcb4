"""What is said of tracks that leave to their application what others do differently."""

from __future__ import annotations

import pytest

import converter

VCF = '{{"genome": "hg38", "version": "3", "tracks": [{}]}}'
COHORT = '{"name": "Cohort", "url": "https://example.org/a.vcf.gz"}'
SITES = '{"name": "Sites", "url": "https://example.org/b.vcf.gz", "showGenotypes": false}'
NAMELESS = '{"url": "https://example.org/c.vcf.gz"}'
LISTED = b"""{"assemblies": [{"name": "hg38"}], "tracks": [{"type": "VariantTrack", "trackId": "v", "name": "v",
 "assemblyNames": ["hg38"], "adapter": {"type": "VcfTabixAdapter", "uri": "https://h/a.vcf.gz"}}]}"""


OF_LOOKS = ("Where values lie beyond", "Where variants have names", "Where several values share")
"""Those of `test_habits_of_looks`."""


def differing(data: bytes, to: str) -> list[tuple[str, str]]:
    report = converter.convert(data, to=to, options={"carry": False}).report.to_dict()
    found = [(entry["severity"], entry["message"]) for entry in report["entries"] if entry["code"] == "defaults.differ"]
    return [one for one in found if not one[1].startswith(OF_LOOKS)]


@pytest.mark.parametrize(
    ("tracks", "names"),
    [
        ([COHORT, SITES], "Cohort."),
        ([NAMELESS], "c.vcf.gz."),
        ([COHORT, COHORT], "Cohort."),
        ([COHORT.replace("Cohort", f"C{at}") for at in range(5)], "C0, C1, C2 and 2 more."),
    ],
)
def test_genotypes_that_jbrowse_does_not_draw_are_told(tracks: list[str], names: str) -> None:
    [(severity, message)] = differing(VCF.format(", ".join(tracks)).encode(), "jbrowse2")
    assert severity == "warning"
    assert message.endswith(f"JBrowse 2 draws the variants alone: {names}")


def test_where_both_draw_genotypes_or_the_source_decides_nothing_is_told() -> None:
    assert differing(VCF.format(COHORT).encode(), "igvxml") == []
    assert differing(VCF.format(SITES).encode(), "jbrowse2") == []
    assert differing(VCF.format(COHORT).encode(), "ucsc") == []


@pytest.mark.parametrize("to", ["igvxml", "igvjson"])
def test_genotypes_that_jbrowse_did_not_draw_are_more_than_there_was(to: str) -> None:
    [(severity, message)] = differing(LISTED, to)
    assert severity == "info"
    assert message.endswith("JBrowse 2 draws the variants alone: v.")


def test_of_a_track_that_the_target_does_not_have_nothing_is_told() -> None:
    inline = b'{"genome": "hg38", "version": "3", "tracks": [{"type": "annotation", "name": "f", "features": [{"chr": "1"}]}]}'
    assert differing(inline, "igvxml") == []
    assert len(differing(inline.replace(b'"features": [{"chr": "1"}]', b'"url": "https://x.org/a.gff"'), "igvxml")) == 1


def test_jbrowse_1_draws_variants_alone() -> None:
    listed = (
        b'{"formatVersion": 1, "tracks": [{"label": "v", "key": "V", "storeClass": "JBrowse/Store/SeqFeature/VCFTabix",'
        b' "urlTemplate": "https://x.org/v.vcf.gz", "type": "JBrowse/View/Track/CanvasVariants"}]}'
    )
    [(severity, message)] = differing(listed, "igvxml")
    assert severity == "info"
    assert message.endswith("JBrowse 1 draws the variants alone: V.")


BEDS = """{{"version": "3.8.10", "genome": "hg38", "locus": "chr1:1-900", "tracks": [{}]}}"""
STATES = '{"name": "States", "url": "https://example.org/a.bed", "displayMode": "EXPANDED"}'


@pytest.mark.parametrize(
    ("track", "told"),
    [
        (STATES, ["States"]),
        ('{"name": "Big", "url": "https://example.org/a.bb", "height": 70}', ["Big"]),
        ('{"name": "Red", "url": "https://example.org/a.bed", "color": "red"}', []),
        ('{"name": "By", "url": "https://example.org/a.bed", "colorBy": "score"}', []),
        ('{"name": "Genes", "url": "https://example.org/a.gff3"}', []),
        ('{"name": "Inline", "type": "annotation", "features": []}', []),
    ],
)
def test_colours_of_features_that_jbrowse_does_not_draw_are_told(track: str, told: list[str]) -> None:
    found = differing(BEDS.format(track).encode(), "jbrowse2")
    assert [(severity, message.rpartition(": ")[2]) for severity, message in found] == [("info", f"{name}.") for name in told]


def test_colours_of_features_are_told_where_there_is_a_difference_alone() -> None:
    document = BEDS.format(STATES).encode()
    assert differing(document, "igvxml") == []
    (back,) = differing(converter.convert(document, to="jbrowse2", options={"carry": False}).document, "igvxml")
    assert back[1].endswith("JBrowse 2 draws all features alike: States.")


HUB = """hub h
shortLabel h
longLabel h
useOneFile on
email a@example.org

genome hg38

track t
shortLabel States
longLabel States
type bigBed 9
visibility pack
bigDataUrl https://example.org/a.bb
"""


@pytest.mark.parametrize(("more", "count"), [("", 1), ("itemRgb on\n", 0), ("itemRgb off\n", 0), ("color 1,2,3\n", 0)])
def test_colours_of_features_that_ucsc_does_not_draw_are_more_than_there_was(more: str, count: int) -> None:
    found = differing((HUB + more).encode(), "igvxml")
    assert [severity for severity, _ in found] == ["info"] * count
    assert all(message.endswith("the UCSC Genome Browser draws all features alike: States.") for _, message in found)


def item_colors(data: bytes, to: str) -> list[tuple[str, str, list[str]]]:
    """What is told of item colours: effect, severity and places."""
    entries = converter.convert(data, to=to, options={"carry": False}).report.to_dict()["entries"]
    told = [one for one in entries if one["source"] and "itemRgb" in one["source"]["path"]]
    return [(one["effect"], one["severity"], one.get("places", [one["source"]["path"]])) for one in told]


@pytest.mark.parametrize(
    ("more", "to", "severity"),
    [
        ("itemRgb on\n", "igvxml", "info"),
        ("itemRgb on\n", "igvjson", "info"),
        ("itemRgb on\n", "jbrowse2", "warning"),
        ("itemRgb on\ncolor 1,2,3\n", "igvxml", "warning"),
        ("itemRgb off\n", "igvxml", "info"),
    ],
)
def test_what_the_target_does_unasked_is_hardly_missed(more: str, to: str, severity: str) -> None:
    [(effect, found, _)] = item_colors((HUB + more).encode(), to)
    assert (effect, found) == ("dropped", severity)


def test_tracks_that_lose_the_same_are_told_apart_where_one_is_drawn_as_before() -> None:
    other = HUB.partition("track t")[2].replace("a.bb", "b.bb")
    data = f"{HUB}itemRgb on\n\ntrack u{other}itemRgb on\ncolor 1,2,3\n".encode()
    assert [(severity, len(places)) for _, severity, places in item_colors(data, "igvxml")] == [("info", 1), ("warning", 1)]


def test_item_colours_of_a_composite_are_those_of_its_tracks() -> None:
    head, _, track = HUB.partition("track t")
    data = f"{head}track c\ncompositeTrack on\nitemRgb on\nvisibility pack\nshortLabel c\n\ntrack t{track}parent c on\n".encode()
    assert differing(data, "igvxml") == []
    assert [severity for _, severity, _ in item_colors(data, "igvxml")] == ["info"]
    assert b"itemRgb on" in converter.convert(data, to="ucsc").document


def test_colours_of_features_that_ucsc_will_not_draw_come_with_what_helps() -> None:
    report = converter.convert(BEDS.format(STATES.replace(".bed", ".bb")).encode(), to="ucsc").report.to_dict()
    [entry] = [entry for entry in report["entries"] if entry["code"] == "defaults.differ"]
    assert "itemRgb on" in entry["hint"]


def desktop(look: str = "", path: str = "a.gff3", inner: str = "") -> bytes:
    track = f'<Track id="https://example.org/{path}" name="T" {look}>{inner}</Track>'
    held = f'<Resources><Resource path="https://example.org/{path}"/></Resources><Panel>{track}</Panel>'
    return f'<Session genome="hg38" locus="chr1:1-900" version="8">{held}</Session>'.encode()


@pytest.mark.parametrize("to", ["igvjson", "jbrowse2"])
def test_features_in_one_row_are_told_where_others_stack_them(to: str) -> None:
    [(severity, message)] = differing(desktop(), to)
    assert severity == "info"
    assert message.endswith("IGV desktop draws them over each other in one row unless it is told otherwise: T.")
    assert differing(desktop('displayMode="EXPANDED"'), to) == []
    assert differing(desktop('altColor="1,2,3" displayMode="COLLAPSED"'), to) == []
    assert differing(desktop('altColor="1,2,3"'), to) == [(severity, message)]


def test_stacked_features_are_told_where_they_get_into_one_row_with_what_helps() -> None:
    data = BEDS.format('{"name": "T", "url": "https://example.org/a.gff3"}').encode()
    report = converter.convert(data, to="igvxml").report.to_dict()
    [entry] = [entry for entry in report["entries"] if entry["code"] == "defaults.differ"]
    assert (entry["severity"], "'Expanded'" in entry["hint"]) == ("info", True)


def test_what_igv_desktop_does_its_json_does_too() -> None:
    options = {"carry": False, "profile": "desktop3"}
    for data in (desktop(), desktop(path="a.bedgraph")):
        entries = converter.convert(data, to="igvjson", options=options).report.to_dict()["entries"]
        assert [one for one in entries if one["code"] == "defaults.differ"] == []


def test_a_track_without_a_file_is_not_asked_for_its_habits() -> None:
    genes = '<Session genome="hg38" locus="chr1:1-900" version="8"><Panel><Track id="Gene" name="G"/></Panel></Session>'
    assert differing(genes.encode(), "igvjson") == []


@pytest.mark.parametrize(
    ("look", "inner", "count"),
    [
        ("", "", 1),
        ('autoScale="true"', "", 0),
        ('autoscaleGroup="1"', "", 0),
        ("", '<DataRange type="LINEAR" minimum="0" baseline="0" maximum="9"/>', 0),
        ("", '<DataRange type="LOG"/>', 1),
    ],
)
def test_one_range_for_the_whole_file_is_told_where_others_fit_it_to_what_is_in_view(look: str, inner: str, count: int) -> None:
    found = differing(desktop(look, "a.bw", inner), "igvjson")
    assert [severity for severity, _ in found] == ["info"] * count


def test_an_axis_that_is_fitted_no_more_comes_with_what_helps() -> None:
    data = BEDS.format('{"name": "T", "url": "https://example.org/a.bw"}').encode()
    config = converter.convert(data, to="jbrowse2", options={"carry": False}).document
    options = {"carry": False, "profile": "desktop3"}
    entries = converter.convert(config, to="igvjson", options=options).report.to_dict()["entries"]
    [entry] = [entry for entry in entries if entry["code"] == "defaults.differ" and "value axis" in entry["message"]]
    assert (entry["severity"], "'Autoscale'" in entry["hint"]) == ("info", True)


def test_an_axis_that_a_writer_has_fitted_is_not_told() -> None:
    data = BEDS.format('{"name": "T", "url": "https://example.org/a.bw"}').encode()
    assert b'autoScale="true"' in converter.convert(data, to="igvxml").document
    assert differing(data, "igvxml") == []


COLLAPSED = '{"name": "V", "url": "https://example.org/a.vcf.gz", "displayMode": "COLLAPSED"}'


def test_genotypes_of_collapsed_variants_are_missed_in_igv_desktop_alone() -> None:
    data = BEDS.format(COLLAPSED).encode()
    [(severity, message)] = differing(data, "igvxml")
    assert severity == "warning"
    assert message.endswith("IGV desktop draws the variants alone: V.")
    assert differing(BEDS.format(COLLAPSED.replace("COLLAPSED", "SQUISHED")).encode(), "igvxml") == []
    assert differing(BEDS.format(COLLAPSED.replace('"displ', '"showGenotypes": false, "displ')).encode(), "igvxml") == []


def test_genotypes_of_collapsed_variants_are_more_than_there_was_in_igv_js() -> None:
    [(severity, _)] = differing(desktop('displayMode="COLLAPSED"', "a.vcf.gz"), "igvjson")
    assert severity == "info"


@pytest.mark.parametrize(("said", "count"), [("true", 1), ("false", 0)])
def test_small_deletions_that_are_hidden_in_igv_desktop_alone_are_told(said: str, count: int) -> None:
    options = f'<RenderOptions hideSmallIndels="{said}" smallIndelThreshold="5"/>'
    data = desktop('clazz="org.broad.igv.sam.AlignmentTrack"', "a.bam", options)
    found = differing(data, "igvjson")
    assert [severity for severity, _ in found] == ["info"] * count
    assert all(message.endswith("hides insertions alone: T.") for _, message in found)
    assert differing(data, "jbrowse2") == []


ARCS = '{{"name": "A", "url": "https://example.org/a.bedpe"{}}}'


@pytest.mark.parametrize(
    ("said", "to", "severities"),
    [
        ("", "igvxml", ["info"]),
        (', "showBlocks": false', "igvxml", []),
        (', "showBlocks": true, "color": "red"', "igvxml", ["info"]),
        (', "showBlocks": true, "max": 9', "igvxml", []),
        (', "showBlocks": true, "max": 9, "arcType": "nested"', "igvxml", []),
        (', "showBlocks": true, "max": 9, "arcType": "inView"', "igvxml", ["info"]),
        ("", "jbrowse2", []),
    ],
)
def test_arcs_of_igv_js_are_others_in_igv_desktop(said: str, to: str, severities: list[str]) -> None:
    found = differing(BEDS.format(ARCS.format(said)).encode(), to)
    assert [severity for severity, _ in found] == severities


@pytest.mark.parametrize(
    ("said", "severities", "told"),
    [
        ("", ["info"], "igv.js draws them as blocks; IGV desktop draws arcs alone: T."),
        ('showBlocks="true"', [], ""),
        ('showBlocks="true" color="1,2,3"', ["info"], "draws all in the colour of the track: T."),
        ('showBlocks="true" graphType="PROPORTIONAL_ARC" maxScore="9"', ["warning"], "leaves the arc out: T."),
        ('showBlocks="true" graphType="NESTED_ARC" maxScore="9"', [], ""),
    ],
)
def test_arcs_of_igv_desktop_are_others_in_igv_js(said: str, severities: list[str], told: str) -> None:
    found = differing(desktop(said, "a.bedpe"), "igvjson")
    assert [severity for severity, _ in found] == severities
    assert all(message.endswith(told) for _, message in found)


@pytest.mark.parametrize(("inner", "severities"), [("", ["warning"]), ('<BPRenderOptions arcDirection="UP"/>', [])])
def test_base_pairs_hang_in_igv_desktop(inner: str, severities: list[str]) -> None:
    """It does not save that they do (`BasePairTrack.RenderOptions.marshalXML`)."""
    found = differing(desktop("", "a.bp", inner), "igvjson")
    assert [severity for severity, _ in found] == severities
    assert all(message.endswith("IGV desktop draws them downwards; igv.js draws them upwards: T.") for _, message in found)
