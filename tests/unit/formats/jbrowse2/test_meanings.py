"""Settings of like names that mean different things in IGV and in JBrowse 2."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from msgspec import UNSET

import converter

BAM = {"type": "alignment", "format": "bam", "url": "https://h/a.bam", "indexURL": "https://h/a.bam.bai"}
BED = {"type": "annotation", "format": "bed", "url": "https://h/a.bed"}


def igvjs(**track: Any) -> bytes:
    return json.dumps({"version": "3.8", "genome": "hg38", "locus": "chr1:1-1000", "tracks": [{"name": "t", **track}]}).encode()


def jbrowse(display: dict[str, Any], track_type: str = "AlignmentsTrack") -> bytes:
    """A session that shows one track in one display."""
    kind = {"AlignmentsTrack": "Bam", "FeatureTrack": "Bed", "HicTrack": "Hic"}[track_type]
    track = {
        "type": track_type, "trackId": "t", "name": "t", "assemblyNames": ["hg38"],
        "adapter": {"type": f"{kind}Adapter", "uri": f"https://h/a.{kind.lower()}"}, "displays": [{"displayId": "d", **display}],
    }  # fmt: skip
    view = {"type": "LinearGenomeView", "init": {"assembly": "hg38", "loc": "chr1:1-1000", "tracks": ["t"]}}
    held = {"assemblies": [{"name": "hg38"}], "tracks": [track], "defaultSession": {"name": "s", "views": [view]}}
    return json.dumps(held).encode()


def told(data: bytes, to: str) -> tuple[str, dict[str, dict[str, Any]]]:
    """The document, and what is said of each fact, by the last step of its place."""
    done = converter.convert(data, to, options={"carry": False})
    entries = done.report.to_dict()["entries"]
    return done.document.decode(), {one["source"]["path"].rpartition("/")[2]: one for one in entries if one.get("source")}


def test_shares_of_mismatches_and_of_insertions_are_two_things() -> None:
    """JBrowse marks insertions and clips by it (`SNPCoverageRenderer`), IGV colours mismatches."""
    document, found = told(igvjs(**BAM, alleleFreqThreshold=0.1), "jbrowse2")
    assert "indicatorThreshold" not in document
    assert found["alleleFreqThreshold"]["effect"] == "dropped"
    assert "colours all mismatches" in found["alleleFreqThreshold"]["message"]
    display = {"type": "LinearSNPCoverageDisplay", "renderers": {"SNPCoverageRenderer": {"indicatorThreshold": 0.7}}}
    document, found = told(jbrowse(display), "igvjson")
    assert "0.7" not in document
    assert found["indicatorThreshold"]["effect"] == "dropped"
    assert converter.convert(jbrowse(display), "jbrowse2").report.verdict == "lossless"


def test_a_track_that_grows_to_a_height_leaves_no_features_out() -> None:
    """JBrowse draws no features below its `maxHeight`; that of igv.js is how high the track grows."""
    document, found = told(igvjs(**BED, maxHeight=50), "jbrowse2")
    assert "axHeight" not in document
    assert found["maxHeight"]["effect"] == "dropped"
    document, found = told(jbrowse({"type": "LinearBasicDisplay", "renderer": {"maxHeight": 300}}, "FeatureTrack"), "igvjson")
    assert "300" not in document
    assert found["maxHeight"]["effect"] == "dropped"


def test_the_colour_of_a_contact_map_that_jbrowse_does_not_heed() -> None:
    data = jbrowse({"type": "LinearHicDisplay", "renderer": {"baseColor": "blue"}}, "HicTrack")
    assert converter.read(data).session.tracks["t1"].display is UNSET
    assert told(data, "igvjson")[1]["baseColor"]["severity"] == "info"
    assert converter.convert(data, "jbrowse2").report.verdict == "lossless"


def test_a_cloud_of_reads_is_missed() -> None:
    data = jbrowse({"type": "LinearReadCloudDisplay"})
    session = json.loads(data)
    shown = {"type": "LinearReadCloudDisplay", "configuration": "d", "drawCloud": True}
    session["defaultSession"]["views"] = [
        {"type": "LinearGenomeView", "tracks": [{"type": "AlignmentsTrack", "configuration": "t", "displays": [shown]}]}
    ]
    found = told(json.dumps(session).encode(), "igvjson")[1]
    assert found["drawCloud"]["severity"] == "warning"


@pytest.mark.parametrize("display", ["LinearPileupDisplay", "LinearAlignmentsDisplay"])
def test_small_indels_of_jbrowse_are_shorter_than_ten_bases(display: str) -> None:
    """igv.js hides those up to a length, IGV desktop those below one (measured, and `AlignmentRenderer`)."""
    slots: dict[str, Any] = {"renderers": {"PileupRenderer": {"hideSmallIndels": True}}}
    data = jbrowse({"type": display, **(slots if display == "LinearPileupDisplay" else {"pileupDisplay": slots})})
    track = json.loads(told(data, "igvjson")[0])["tracks"][0]
    assert (track["hideSmallIndels"], track["indelSizeThreshold"]) == (True, 9)
    assert 'smallIndelThreshold="10"' in told(data, "igvxml")[0]
    assert converter.convert(data, "jbrowse2").report.verdict == "lossless"
    assert "indelSizeThreshold" not in told(data.replace(b"true", b"false"), "igvjson")[0]


def test_which_indels_are_small_is_settled_for_jbrowse() -> None:
    assert "indelSizeThreshold" not in told(igvjs(**BAM, hideSmallIndels=True, indelSizeThreshold=9), "jbrowse2")[1]
    found = told(igvjs(**BAM, hideSmallIndels=True, indelSizeThreshold=2), "jbrowse2")[1]["indelSizeThreshold"]
    assert (found["effect"], found["original"], found["emitted"]) == ("dropped", 2, None)
    assert told(igvjs(**BAM, indelSizeThreshold=2), "jbrowse2")[1]["indelSizeThreshold"]["effect"] == "dropped"


def test_a_length_that_is_no_number() -> None:
    assert told(igvjs(**BAM, indelSizeThreshold="few"), "igvjson")[1]["indelSizeThreshold"]["code"] == "source.invalid"


@pytest.mark.parametrize(("removed", "flags", "word"), [(True, 1540, "FILTER"), (False, 516, "SHOW")])
def test_duplicates_are_a_filter_of_igvjs(removed: bool, flags: int, word: str) -> None:  # noqa: FBT001 - a parameter of the test
    data = igvjs(**BAM, filter={"duplicates": removed})
    document = told(data, "jbrowse2")[0]
    assert f'"flagExclude": {flags}' in document
    assert f'duplicatesOption="{word}"' in told(data, "igvxml")[0]
    back = json.loads(told(document.encode(), "igvjson")[0])["tracks"][0]
    assert back["filter"] == {"duplicates": removed}


@pytest.mark.parametrize("held", [{"duplicate": True}, {"duplicates": False, "mq": 9}, {}, {"duplicates": 1}])
def test_other_filters_are_those_of_igvjs_alone(held: dict[str, Any]) -> None:
    data = igvjs(**BAM, filter=held)
    assert json.loads(told(data, "igvjson")[0])["tracks"][0]["filter"] == held
    if held != {"duplicate": True}:
        assert told(data, "jbrowse2")[1]["filter"]["effect"] == "dropped"


def test_a_filter_that_is_none_and_duplicates_that_are_patterned() -> None:
    assert told(igvjs(**BAM, filter=3), "igvjson")[1]["filter"]["code"] == "source.invalid"
    edit = json.dumps([{"op": "add", "path": "/tracks/t1/parts/reads/reads", "value": {"duplicates": "texture"}}]).encode()
    done = converter.convert(igvjs(**BAM, showSoftClips=True), "igvjson", options={"edit": edit})
    assert b"filter" not in done.document


def coloring(document: str) -> str | None:
    found = re.search(r'"colorBy(?:Setting)?": \{\s*"type": "(\w+)"', document)
    return found and found[1]


@pytest.mark.parametrize(
    ("said", "panel", "written", "effect"),
    [
        ("unexpectedPair", {}, "pairOrientation", "approximated"),
        ("strand", {}, "strand", None),
        ("unexpectedPair", {"viewAsPairs": True}, "insertSizeAndOrientation", None),
        ("pairOrientation", {"viewAsPairs": True}, "orientation", None),
        ("tlen", {"viewAsPairs": True}, "insertSize", None),
        ("basemod", {"viewAsPairs": True}, "modifications", None),
        ("strand", {"viewAsPairs": True}, None, "dropped"),
        ("tag:HP", {"viewAsPairs": True}, None, "dropped"),
    ],
)
def test_colourings_of_a_pile_are_not_those_of_joined_pairs(
    said: str, panel: dict[str, Any], written: str | None, effect: str | None
) -> None:
    document, found = told(igvjs(**BAM, colorBy=said, **panel), "jbrowse2")
    assert coloring(document) == written
    assert found.get("colorBy", {}).get("effect") == effect


def test_a_colouring_that_jbrowse_said_comes_home() -> None:
    data = jbrowse({"type": "LinearPileupDisplay", "colorBy": {"type": "insertSizeAndOrientation"}})
    there = converter.convert(data, "igvxml").document
    assert b"insertSizeAndOrientation" in converter.convert(there, "jbrowse2").document
    arcs = igvjs(**BAM, colorBy="basemod")
    edit = json.dumps([{"op": "add", "path": "/tracks/t1/parts/reads/reads/paired_arcs", "value": True}]).encode()
    assert coloring(converter.convert(arcs, "jbrowse2", options={"edit": edit}).document.decode()) is None


def quantitative(display: dict[str, Any], *names: str) -> bytes:
    """A session with values of files of these names in one track."""
    files = [{"type": "BigWigAdapter", "source": name, "bigWigLocation": {"uri": f"https://h/{name}.bw"}} for name in names]
    adapter = {"type": "MultiWiggleAdapter", "subadapters": files} if len(files) > 1 else files[0]
    kind = "MultiQuantitativeTrack" if len(files) > 1 else "QuantitativeTrack"
    track = {
        "type": kind, "trackId": "t", "name": "t", "assemblyNames": ["hg38"], "adapter": adapter,
        "displays": [{"displayId": "d", **display}],
    }  # fmt: skip
    view = {"type": "LinearGenomeView", "init": {"assembly": "hg38", "loc": "chr1:1-1000", "tracks": ["t"]}}
    held = {"assemblies": [{"name": "hg38"}], "tracks": [track], "defaultSession": {"name": "s", "views": [view]}}
    return json.dumps(held).encode()


def test_bars_that_are_not_filled_are_points_though_nobody_says_that_they_are_bars() -> None:
    data = quantitative({"type": "LinearWiggleDisplay", "renderers": {"XYPlotRenderer": {"filled": False}}}, "a")
    assert json.loads(told(data, "igvjson")[0])["tracks"][0]["graphType"] == "points"
    done = converter.convert(data, "jbrowse2")
    assert done.report.verdict == "lossless"
    assert b"defaultRendering" not in done.document


def test_values_of_several_files_are_never_upside_down() -> None:
    """JBrowse 4.3 turns the axis beside them alone (`MultiLinearWiggleDisplay`, run)."""
    one = {"defaultRendering": "xyplot", "inverted": True}
    data = quantitative({"type": "MultiLinearWiggleDisplay", **one}, "a", "b")
    document, found = told(data, "igvjson")
    assert "flipAxis" not in document
    assert (found["inverted"]["effect"], found["inverted"]["severity"]) == ("dropped", "info")
    assert converter.convert(data, "jbrowse2").report.verdict == "lossless"
    assert "flipAxis" in told(quantitative({"type": "LinearWiggleDisplay", **one}, "a"), "igvjson")[0]
    members = [{"name": name, "url": f"https://h/{name}.bw"} for name in "ab"]
    found = told(igvjs(type="merged", flipAxis=True, tracks=members), "jbrowse2")[1]
    assert found["flipAxis"]["severity"] == "warning"


@pytest.mark.parametrize("to", ["igvjson", "igvxml"])
@pytest.mark.parametrize(
    ("adapter", "uri", "label", "kept"),
    [
        ("BedAdapter", "a.bed", "score", False),
        ("BedAdapter", "a.bed", "name", True),
        ("Gff3Adapter", "a.gff3", "gene", True),
        ("BigBedAdapter", "a.bb", "geneName", False),
    ],
)
def test_igv_names_features_of_gff_alone_by_an_attribute(to: str, adapter: str, uri: str, label: str, kept: Any) -> None:
    """igv.js asked for the score of BED draws names (run); JBrowse draws scores."""
    document = json.loads(
        jbrowse({"type": "LinearBasicDisplay", "renderer": {"labels": {"name": f"jexl:get(feature,'{label}')"}}}, "FeatureTrack")
    )
    document["tracks"][0]["adapter"] = {"type": adapter, "uri": f"https://h/{uri}"}
    made, found = told(json.dumps(document).encode(), to)
    assert (f'"{label}"' in made) is kept
    assert [name for name, one in found.items() if one["severity"] == "warning"] == ([] if kept else ["name"])


def test_attributes_that_name_features_stay_between_igv_and_igv_js() -> None:
    assert 'featureNameProperty="score"' in told(igvjs(**BED, nameField="score"), "igvxml")[0]
    assert "featureNameProperty" not in told(igvjs(**BED, height=70), "igvxml")[0]


@pytest.mark.parametrize("file", [{"url": "https://h/a.bw"}, BAM])
def test_a_limit_that_fitting_overrules_is_none_in_jbrowse(file: dict[str, Any]) -> None:
    """In JBrowse one limit holds beside autoscaling; in igv.js and IGV desktop none does."""
    document, found = told(igvjs(**file, autoscale=True, max=3), "jbrowse2")
    assert "maxScore" not in document
    assert (found["max"]["effect"], found["max"]["severity"]) == ("dropped", "info")
    assert "maxScore" in told(igvjs(**file, max=3), "jbrowse2")[0]
    assert "maxScore" not in told(igvjs(**file, autoscale=True), "jbrowse2")[0]
    own = quantitative({"type": "LinearWiggleDisplay", "autoscale": "local", "maxScore": 3}, "a")
    assert "maxScore" in told(own, "jbrowse2")[0]


def test_a_limit_of_jbrowse_1_holds_beside_autoscaling() -> None:
    track = {"label": "a", "storeClass": "JBrowse/Store/SeqFeature/BigWig", "urlTemplate": "https://h/a.bw",
             "type": "JBrowse/View/Track/Wiggle/XYPlot", "autoscale": "local", "max_score": 3}  # fmt: skip
    data = json.dumps({"formatVersion": 1, "tracks": [track]}).encode()
    assert "maxScore" in told(data, "jbrowse2")[0]
