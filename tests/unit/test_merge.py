"""Merging: which things are the same, what stands where sessions disagree, and what the report says for each of them."""

from __future__ import annotations

import json
from typing import Any

import pytest

import converter
from converter.errors import ConverterError, LossError
from converter.model import (
    Analytics,
    DisplayRange,
    Genome,
    Interval,
    Part,
    Region,
    RegionSet,
    Session,
    Source,
    Threshold,
    Track,
    View,
)
from converter.registry import FORMATS
from tests.contract.samples import WRITABLE, accepted

XML = """<Session genome="{genome}" locus="{locus}"><Resources>{resources}</Resources>
<Panel name="{panel}">{tracks}</Panel>{more}</Session>"""


def igv(*tracks: str, genome: str = "hg19", locus: str = "chr1:1-100", panel: str = "DataPanel", more: str = "") -> bytes:
    """An IGV session of tracks, each `path attributes`."""
    paths = dict.fromkeys(one.partition(" ")[0] for one in tracks)
    resources = "".join(f'<Resource path="{path}"/>' for path in paths)
    made = "".join('<Track id="{}" {}/>'.format(*one.partition(" ")[::2]) for one in tracks)
    return XML.format(genome=genome, locus=locus, resources=resources, panel=panel, tracks=made, more=more).encode()


RED, GREEN = (
    igv('a.bw color="255,0,0"', "b.bam name='reads'"),
    igv('a.bw color="0,255,0" name="mine"', "c.vcf.gz", locus="chr2:500-900"),
)
WEB = json.dumps({"genome": "hg19", "locus": "chr3:5-900", "tracks": [{"url": "a.bw", "type": "wig", "name": "web"}]}).encode()


def merged(*sources: bytes, to: str = "neutral", **options: Any) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The neutral session of what was merged, and the reports."""
    given = [converter.Input(one, filename=f"{number}.x") for number, one in enumerate(sources, 1)]
    done = converter.merge(given, to=to, options=options)
    back = converter.convert(done.document, "neutral").document
    return json.loads(back), done.report.to_dict()["reports"]


def entries(report: dict[str, Any], code: str) -> list[tuple[Any, Any, str]]:
    """Original, emitted and effect of the entries of a code."""
    return [(one["original"], one["emitted"], one["effect"]) for one in report["entries"] if one["code"] == code]


def names(session: dict[str, Any]) -> list[str]:
    """The files of the tracks, in the order of the catalogue."""
    tracks, sources = session["tracks"], session["sources"]
    return [sources[tracks[key]["source"]]["location"] for key in session["track_order"]]


def test_a_track_of_several_sessions_is_there_once_and_looks_as_in_the_first() -> None:
    session, reports = merged(RED, GREEN, WEB, to="igvxml")
    assert names(session) == ["a.bw", "b.bam", "c.vcf.gz"]
    assert session["tracks"]["t1"]["display"]["color"] == "#ff0000"
    assert entries(reports[1], "merge.conflict") == [("mine", None, "dropped"), ("0,255,0", "#ff0000", "approximated")]
    assert entries(reports[0], "merge.conflict") == []
    assert reports[0]["verdict"] == "lossless"


def test_the_first_that_shows_a_track_decides() -> None:
    hidden = igv('a.bw color="255,0,0" visible="false"')
    session, reports = merged(hidden, GREEN, to="igvxml")
    assert session["tracks"]["t1"]["display"]["color"] == "#00ff00"
    assert session["views"]["v1"]["tracks"] == ["t1", "t2"]
    assert ("255,0,0", "#00ff00", "approximated") in entries(reports[0], "merge.conflict")


def test_where_there_is_one_view_the_other_places_become_regions() -> None:
    session, reports = merged(RED, GREEN, to="igvxml")
    assert session["views"]["v1"]["loci"] == [{"chrom": "chr1", "start": 0, "end": 100}]
    assert [(one["chrom"], one["start"], one["end"], one["description"]) for one in session["regions"].values()] == [
        ("chr2", 499, 900, "2.x")
    ]
    assert entries(reports[1], "merge.place") == [("chr2:500-900", "region of interest chr2:500-900", "approximated")]


@pytest.mark.parametrize("locus", ["BRCA2", "chr2", "All"])
def test_a_place_that_is_no_region_is_told(locus: str) -> None:
    session, reports = merged(RED, igv("a.bw", locus=locus), to="igvxml")
    assert "regions" not in session
    assert entries(reports[1], "merge.place") == [(locus, "chr1:1-100", "approximated")]
    assert reports[1]["verdict"] == "incomplete"


def test_sessions_that_look_at_one_place_make_no_regions() -> None:
    session, reports = merged(RED, igv("c.bw"), to="igvxml")
    assert "regions" not in session
    assert reports[1]["verdict"] == "lossless"


@pytest.mark.parametrize("target", ["jbrowse2", "neutral"])
def test_where_there_are_several_views_each_session_has_its_own(target: str) -> None:
    session, reports = merged(RED, GREEN, to=target)
    views = [session["views"][key] for key in session["view_order"]]
    assert [one["title"] for one in views] == ["1.x", "2.x"]
    assert [one["loci"][0]["chrom"] for one in views] == ["chr1", "chr2"]
    again = session["tracks"][views[1]["tracks"][0]]
    assert (again["same_as"], again["display"]["color"]) == (views[0]["tracks"][0], "#00ff00")
    assert entries(reports[1], "merge.place") == []


def test_two_alike_of_one_session_stay_two() -> None:
    twice = igv("a.bw name='one'", "a.bw name='two'")
    session, _ = merged(twice, twice, to="igvxml")
    assert [one["name"] for one in session["tracks"].values()] == ["one", "two"]


def test_an_overlay_is_the_same_by_its_members() -> None:
    overlay = {"type": "merged", "name": "both", "tracks": [{"url": "a.bw", "type": "wig"}, {"url": "b.bw", "type": "wig"}]}
    data = json.dumps({"genome": "hg19", "locus": "chr1:1-9", "tracks": [overlay]}).encode()
    session, reports = merged(data, data, to="igvjson")
    assert [one["kind"] for one in session["tracks"].values()].count("overlay") == 1
    assert reports[1]["verdict"] == reports[0]["verdict"]


def test_autoscale_groups_of_different_sessions_stay_apart() -> None:
    def grouped(*paths: str) -> bytes:
        return igv(*(f"{path} autoscaleGroup='1' autoScale='true'" for path in paths))

    session, reports = merged(grouped("a.bw", "b.bw"), grouped("c.bw", "d.bw"), to="igvxml")
    groups = [one["display_range"]["autoscale_group"] for one in session["tracks"].values()]
    assert groups == ["1", "1", "2", "2"]
    assert reports[1]["verdict"] == "lossless"


def test_panels_are_joined_by_name() -> None:
    session, reports = merged(RED, igv("c.bw", panel="Mine"), igv("d.bw"), to="igvxml")
    panels = session["views"]["v1"]["panels"]
    assert [(one["name"], len(one["tracks"])) for one in panels.values()] == [("DataPanel", 3), ("Mine", 1)]
    assert [one["verdict"] for one in reports] == ["lossless"] * 3


def test_what_the_first_leaves_open_of_a_file_is_taken_from_the_next() -> None:
    told = RED.replace(b'path="b.bam"', b'path="b.bam" index="other.bai"')
    session, _ = merged(RED, told)
    assert "other.bai" in [one.get("index") for one in session["sources"].values()]


def test_sample_information_and_tables_are_completed() -> None:
    def told(name: str, value: str) -> bytes:
        more = f'<HiddenAttributes><Attribute name="{name}"/></HiddenAttributes>'
        return igv("a.bw", more=f'{more}<Preferences><Property name="{name}" value="{value}"/></Preferences>')

    session, reports = merged(told("A", "1"), told("B", "2"), to="igvxml")
    assert session["preferences"] == {"A": "1", "B": "2"}
    assert session["samples"]["hidden_attributes"] == ["A"]
    assert entries(reports[1], "merge.conflict")


def test_what_only_one_format_says_is_of_the_first_and_does_not_travel() -> None:
    first, second = (
        json.dumps({"genome": "hg19", "tracks": [], "showSampleNames": one, "odd": one}).encode() for one in (True, False)
    )
    _, reports = merged(first, second, to="igvxml")
    effects = {one["effect"] for one in reports[1]["entries"] if one["code"] == "merge.conflict"}
    assert effects == {"dropped"}
    assert "dropped" not in {one["effect"] for one in reports[0]["entries"]}


def test_what_is_carried_comes_home() -> None:
    done = converter.merge([RED, GREEN], to="igvjson")
    plain = converter.merge([RED, GREEN], to="igvxml")
    home = converter.convert(done.document, "igvxml")
    assert converter.read(home.document).session.tracks == converter.read(plain.document).session.tracks


def neutral(session: Session) -> bytes:
    """A neutral session as a document."""
    return converter.write(session, "neutral").document


def shown(**more: Any) -> dict[str, Any]:
    """A neutral session with one track in one view."""
    base = {"tracks": {"t1": Track(kind="annotation", source="s1")}, "track_order": ["t1"], "view_order": ["v1"]}
    files = {"sources": {"s1": Source(features=[{"chr": "1"}])}, "source_order": ["s1"]}
    return {**base, **files, "views": {"v1": View(tracks=["t1"])}, "genome": Genome(id="hg38"), **more}


def test_what_has_no_place_is_the_same_by_what_it_says() -> None:
    further = {"g2": Genome(id="mm10"), "g3": Genome(fasta="x.fa")}
    sets = {"q1": RegionSet(name="peaks", source="s1"), "q2": RegionSet(name="own")}
    regions = {"r1": Region(chrom="chr1", start=1, end=5, set="q2")}
    one = Session(**shown(genomes=further, region_sets=sets, regions=regions, region_order=["r1"], focused_view="v1"))
    session, reports = merged(neutral(one), neutral(one))
    assert [len(session[name]) for name in ("genomes", "region_sets", "regions", "sources", "views")] == [2, 2, 1, 1, 2]
    assert session["focused_view"] == "v1"
    assert reports[0]["verdict"] == "lossless"


def test_thresholds_and_what_analytics_say_are_joined() -> None:
    limits = {"h1": Threshold(parameter="TP53", maximum=2.0), "h2": Threshold(parameter="TP53", view="v1")}
    given = [neutral(Session(**shown(thresholds=limits, analytics=Analytics(project=name)))) for name in ("one", "two")]
    session, reports = merged(*given)
    assert [one.get("view") for one in session["thresholds"].values()] == [None, "v1", "v2"]
    assert session["analytics"] == {"project": "one"}
    assert entries(reports[1], "merge.conflict") == [("two", "one", "approximated")]


def test_views_beside_the_shared_one_stay_their_own() -> None:
    two = {"v1": View(tracks=["t1"], loci=[Interval(chrom="chr1", start=0, end=9)]), "v2": View(kind="circular")}
    one = neutral(Session(**shown(views=two, view_order=["v2", "v1"])))
    _, reports = merged(one, one, to="igvxml")
    assert all("view.unsupported" in {entry["code"] for entry in report["entries"]} for report in reports)


def test_panels_of_a_session_that_comes_after_one_without_are_lost() -> None:
    plain = json.dumps({"genome": "hg19", "locus": "chr1:1-100", "tracks": [{"url": "x.bw", "type": "wig"}]}).encode()
    session, reports = merged(plain, igv("y.bw", panel="Mine"), to="igvxml")
    assert "panels" not in session["views"]["v1"]
    assert entries(reports[1], "merge.conflict")


def test_autoscale_groups_of_parts_stay_apart_too() -> None:
    part = Part(display_range=DisplayRange(autoscale_group="1"))
    track = Track(kind="alignment", source="s1", parts={"coverage": part, "reads": Part()})
    files = [{"s1": Source(location=name, format="bam")} for name in ("a.bam", "b.bam")]
    given = [neutral(Session(**shown(tracks={"t1": track}, sources=one))) for one in files]
    session, reports = merged(*given)
    ranges = [one["parts"]["coverage"]["display_range"]["autoscale_group"] for one in session["tracks"].values()]
    assert ranges == ["1", "2"]
    assert [one["verdict"] for one in reports] == ["lossless", "lossless"]


def test_a_session_without_view_or_name_has_its_number() -> None:
    done = converter.merge([neutral(Session(**shown(views={}, view_order=[]))), neutral(Session(name="Mine"))], to="igvxml")
    assert [one["source"]["name"] for one in done.report.to_dict()["reports"]] == ["session 1", "Mine"]


@pytest.mark.parametrize("target", WRITABLE)
@pytest.mark.parametrize("carry", [True, False])
def test_every_fact_of_every_source_is_accounted_for(target: str, *, carry: bool) -> None:
    picked = [one for form in FORMATS for one in accepted(form)[::12] if "config" not in one.options]
    given = [converter.Input(one.data, source=one.format, filename=one.name) for one in picked]
    done = converter.merge(given, to=target, options={"carry": carry, "genome": "hg19"})
    said = done.report.to_dict()
    for one, sample in zip(said["reports"], picked, strict=True):
        assert sum(one["counts"].values()) - one["counts"]["assumed"] == len(sample.facts.all)
        assert min(one["counts"].values()) >= 0
        assert "unannounced" not in {entry["code"] for entry in one["entries"]}
    assert said["counts"] == {name: sum(one["counts"][name] for one in said["reports"]) for name in said["counts"]}
    assert json.loads(done.report.to_json()) == said


def test_a_merge_of_one_is_its_conversion() -> None:
    done = converter.merge([RED], to="jbrowse2")
    assert done.document == converter.convert(RED, to="jbrowse2").document
    assert done.report.verdict == converter.convert(RED, to="jbrowse2").report.verdict
    assert done.filename == "merged.json"


def test_the_same_genome_by_another_name_is_no_conflict() -> None:
    _, reports = merged(igv("a.bw", genome="hg38"), igv("c.bw", genome="GRCh38"), to="igvxml")
    assert reports[1]["verdict"] == "equivalent"
    assert entries(reports[1], "merge.conflict") == [("GRCh38", "hg38", "approximated")]


def test_a_session_that_names_no_genome_fits_all() -> None:
    none = RED.replace(b' genome="hg19"', b"")
    session, _ = merged(none, GREEN, to="igvxml")
    assert session["genome"]["id"] == "hg19"


def test_different_genomes_are_refused_and_both_named() -> None:
    with pytest.raises(ConverterError, match=r"session 1 \(1\.x\) has 'hg19', session 2 \(2\.x\) has 'mm10'") as caught:
        merged(RED, igv("c.bw", genome="mm10"))
    assert caught.value.code == "merge.genome"
    session, _ = merged(RED, igv("c.bw", genome="mm10"), genome="hg38")
    assert session["genome"]["id"] == "hg38"


def test_a_genome_without_a_name_is_known_by_its_file() -> None:
    mine, other = (neutral(Session(**shown(genome=Genome(fasta=name)))) for name in ("mine.fa", "other.fa"))
    assert len(merged(mine, mine)[1]) == 2
    with pytest.raises(ConverterError, match=r"has 'mine\.fa', .* has 'other\.fa'"):
        merged(mine, other)


def test_relative_locations_hang_from_their_own_folder() -> None:
    given = [converter.Input(igv("a.bw"), base="/one"), converter.Input(igv("a.bw"), base="/two")]
    done = converter.merge(given, to="neutral", options={"paths": "absolute"})
    assert names(json.loads(done.document)) == ["/one/a.bw", "/two/a.bw"]
    same = [converter.Input(igv("a.bw"), base="/one"), converter.Input(igv("/one/a.bw"), base="/two")]
    assert len(json.loads(converter.merge(same, to="igvxml").report.to_json())["reports"]) == 2
    assert converter.merge(same, to="igvxml").document.count(b"<Track id=") == 1


@pytest.mark.parametrize(
    ("sources", "options", "code"),
    [
        ([], {}, "merge.nothing"),
        ([RED], {"edit": []}, "option.edit"),
        ([RED, b"<nonsense"], {}, "xml.malformed"),
        ([RED] * 1001, {}, "limit.sessions"),
        ([RED], {"shape": "odd"}, "option.shape"),
    ],
)
def test_a_wrong_merge_is_refused(sources: list[bytes], options: dict[str, Any], code: str) -> None:
    with pytest.raises(ConverterError) as caught:
        converter.merge(sources, to="jbrowse2", options=options)
    assert caught.value.code == code


def test_the_loss_policy_holds_for_the_worst() -> None:
    with pytest.raises(LossError) as caught:
        converter.merge([RED, GREEN], to="igvxml", options={"on_loss": "fail", "fail_at": "warning"})
    assert caught.value.report.verdict == "lossy"
    assert converter.merge([RED, RED], to="igvxml", options={"on_loss": "fail", "fail_at": "info"}).report.gravest is None


@pytest.mark.parametrize("target", ["analytics", "igvxml", "jbrowse2"])
def test_a_file_in_overlays_and_by_itself_is_a_track_in_each(target: str) -> None:
    inner = [{"type": "wig", "url": "https://x.org/a.bw"}, {"type": "wig", "url": "https://x.org/b.bw"}]
    overlay = [{"type": "merged", "name": "both", "tracks": inner}]
    given = [
        json.dumps({"genome": "hg19", "locus": "chr1:1-900", "tracks": tracks}).encode() for tracks in (overlay, inner, overlay)
    ]
    session, _ = merged(*given, to=target)
    held = [member for one in session["tracks"].values() for member in one.get("members", ())]
    assert len(set(held)) == len(held) > 0
    assert not set(held) & set(session["track_order"])


def test_a_track_that_a_view_of_jbrowse_is_told_to_open_keeps_its_own_look() -> None:
    adapter = {"type": "BigWigAdapter", "uri": "https://x/a.bw"}
    display = {"type": "LinearWiggleDisplay", "displayId": "d", "defaultRendering": "line"}
    track = {"type": "QuantitativeTrack", "trackId": "q", "assemblyNames": ["hg19"], "adapter": adapter, "displays": [display]}
    init = {"assembly": "hg19", "loc": "chr1:1-100", "tracks": ["q"]}
    view = {"id": "v", "type": "LinearGenomeView", "init": init}
    config = {"assemblies": [{"name": "hg19"}], "tracks": [track], "defaultSession": {"name": "s", "views": [view]}}
    other = {"genome": "hg19", "locus": "chr1:1-9", "tracks": [{"url": "https://x/a.bw", "color": "red"}]}
    made = converter.merge([json.dumps(other).encode(), json.dumps(config).encode()], to="jbrowse2", options={"carry": False})
    (shown,) = json.loads(made.document)["defaultSession"]["views"][1]["tracks"]
    assert shown["displays"][0]["configuration"]["defaultRendering"] == "line"
    assert [one["code"] for one in made.report.to_dict()["reports"][1]["entries"] if one["severity"] == "warning"] == []


def test_a_set_of_regions_that_is_gone_is_told_once() -> None:
    features = [{"chr": "chr1", "start": 0, "end": 10}, {"chr": "chr1", "start": 20, "end": 30}]
    regions = {"genome": "hg19", "tracks": [], "roi": [{"name": "R", "features": features}]}
    report = converter.convert(json.dumps(regions).encode(), to="igvxml").report.to_dict()
    assert [one["code"] for one in report["entries"] if "set" in one["code"]] == ["region_set.unsupported"]


def test_the_merged_view_looks_where_the_first_session_that_says_a_place_looks() -> None:
    session, reports = merged(b"path\nhttps://x/z.bw\n", WEB, to="igvxml")
    (view,) = session["views"].values()
    assert view["loci"] == [{"chrom": "chr3", "start": 4, "end": 900}]
    assert [entries(one, "merge.place") for one in reports] == [[], []]
