"""Tracks: data, kind, names and look."""

from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec import UNSET

import converter
from converter.errors import RefusedError
from converter.formats.base import Head
from converter.formats.jbrowse1.shape import recognise
from converter.model import Genome
from tests.unit.formats.jbrowse1.reading import codes, ignored, native, read, session, track

S = "JBrowse/Store/SeqFeature/"


@pytest.mark.parametrize(
    ("said", "location", "form", "kind"),
    [
        ({"urlTemplate": "a.bam"}, "a.bam", "bam", "alignment"),
        ({"urlTemplate": "a", "storeClass": "BigWig"}, "a", "bigwig", "quantitative"),
        ({"urlTemplate": "a", "storeClass": "My/Store/SeqFeature/BAM"}, "a", "bam", "alignment"),
        ({"urlTemplate": "a.bb", "storeClass": "My/Store/Odd"}, "a.bb", "bigbed", "annotation"),
        ({"urlTemplate": "q?{refseq}", "storeClass": "My/Store/Odd"}, "q?{refseq}", "jbrest", "annotation"),
        ({"urlTemplate": "q", "storeClass": "My/Store/Odd"}, "q", UNSET, "annotation"),
        ({"urlTemplate": "q", "storeClass": S + "Odd"}, "q", "odd", UNSET),
        ({"urlTemplate": "q", "type": "FixedImage"}, "q", "imagetiles", UNSET),
        ({"urlTemplate": "a.bed", "baseUrl": "https://x.org/y/"}, "https://x.org/y/a.bed", "bed", "annotation"),
        ({"urlTemplate": "a.bed", "baseUrl": "https://x.org/y/z"}, "https://x.org/y/a.bed", "bed", "annotation"),
        ({"urlTemplate": "a.bed", "baseUrl": "y"}, "a.bed", "bed", "annotation"),
        ({"urlTemplate": "http://x.org/a.bed", "baseUrl": "y/"}, "http://x.org/a.bed", "bed", "annotation"),
    ],
)
def test_where_the_data_lie(said: dict[str, Any], location: str, form: Any, kind: Any) -> None:
    found, source = track(**said)
    assert source is not None
    assert (source.location, source.format, found.kind) == (location, form, kind)


def test_what_follows_the_last_slash_of_a_base_is_ignored() -> None:
    found, _ = track(urlTemplate="a.bed", baseUrl="https://x.org/y/z")
    assert ignored(found) == {"baseUrl": "https://x.org/y/z"}


@pytest.mark.parametrize(
    ("said", "index", "indexed"),
    [
        ({"storeClass": S + "VCFTabix", "urlTemplate": "a.vcf.gz"}, UNSET, UNSET),
        ({"storeClass": S + "VCFTabix", "urlTemplate": "a.1", "tbiUrlTemplate": "a.tbi"}, "a.tbi", True),
        ({"storeClass": S + "VCFTabix", "urlTemplate": "a.gz", "tbiUrlTemplate": "t", "csiUrlTemplate": "c"}, "c", UNSET),
        ({"storeClass": S + "GFF3", "urlTemplate": "a.gff3.gz"}, UNSET, False),
        ({"storeClass": S + "BAM", "urlTemplate": "a.bam", "baiUrlTemplate": ""}, UNSET, UNSET),
    ],
)
def test_indexes(said: dict[str, Any], index: Any, indexed: Any) -> None:
    _, source = track(**said)
    assert source is not None
    assert (source.index, source.indexed) == (index, indexed)


def test_one_file_is_one_source() -> None:
    one = {"type": "Alignments2", "urlTemplate": "a.bam"}
    held = session({"tracks": [{"label": "a", **one}, {"label": "b", **one}, {"label": "c", **one, "baiUrlTemplate": "x.bai"}]})
    assert [found.source for found in held.tracks.values()] == ["s1", "s1", "s2"]


def test_features_of_the_configuration_go_by_all_names() -> None:
    _, source = track(storeClass=S + "FromConfig", features=[{"seq_id": "c", "start": 1, "end": 2}, "odd"])
    assert source is not None
    assert source.features == [{"chr": "c", "refName": "c", "uniqueId": "c:1-2:0", "seq_id": "c", "start": 1, "end": 2}, "odd"]


@pytest.mark.parametrize(
    ("said", "effect"),
    [("CanvasFeatures", "dropped"), ("FeatureTrack", "dropped"), ("JBrowse/View/Track/Wiggle/XYPlot", "kept")],
)
def test_a_class_of_features_says_nothing_of_what_is_drawn(said: str, effect: str) -> None:
    features = {"storeClass": S + "FromConfig", "features": [{"seq_id": "c", "start": 1, "end": 2, "score": 3}]}
    given = json.dumps({"formatVersion": 1, "tracks": [{"label": "a", "type": said, **features}]}).encode()
    entries = converter.convert(given, "igvjson", options={"carry": False}).report.to_dict()["entries"]
    told = {one["source"]["path"]: one["effect"] for one in entries if one["source"]}
    assert told.get("/tracks/0/type", "kept") == effect


@pytest.mark.parametrize("said", [{}, {"urlTemplate": 3}, {"urlTemplate": ""}, {"storeClass": S + "FromConfig"}])
def test_a_track_without_data_is_told(said: dict[str, Any]) -> None:
    reading = read({"formatVersion": 1, "tracks": [{"label": "a", "type": "CanvasFeatures", **said}]})
    assert codes(reading) == ["track.empty"]
    assert reading.session.tracks["t1"].source is UNSET


@pytest.mark.parametrize(
    ("said", "genome"),
    [
        ({"storeClass": "JBrowse/Store/Sequence/StaticChunked", "urlTemplate": "seq/"}, UNSET),
        ({"storeClass": S + "TwoBit", "urlTemplate": "g.2bit"}, Genome(two_bit="g.2bit")),
        ({"storeClass": S + "ChromSizes", "urlTemplate": "g.sizes"}, Genome(chrom_sizes="g.sizes")),
        ({"storeClass": S + "UnindexedFasta", "urlTemplate": "g.fa"}, Genome(fasta="g.fa")),
        ({"urlTemplate": "g.fa?x"}, UNSET),
        ({"storeClass": S + "IndexedFasta", "urlTemplate": "g.fa?x"}, Genome(fasta="g.fa?x", fasta_index="g.fa.fai?x")),
        (
            {"urlTemplate": "g.fa.gz", "baseUrl": "u/", "gziUrlTemplate": "z"},
            Genome(fasta="u/g.fa.gz", fasta_index="u/g.fa.gz.fai", fasta_gzi="u/z"),
        ),
        ({"storeClass": S + "TwoBit"}, UNSET),
    ],
)
def test_the_genome_of_a_sequence_track(said: dict[str, Any], genome: Any) -> None:
    held = session({"formatVersion": 1, "tracks": [{"label": "DNA", "type": "SequenceTrack", **said}]})
    assert held.genome == genome
    found = held.tracks["t1"]
    assert (found.kind, found.key, found.source) == ("sequence", "Reference sequence", UNSET)


def test_a_sequence_without_type_or_of_a_plugin_is_one() -> None:
    for kind in (None, "My/View/Track/MySequence"):
        found, _ = track(type=kind, urlTemplate="g.2bit")
        assert found.kind == "sequence"
    assert "type" in native(found)


@pytest.mark.parametrize(
    ("said", "name", "category", "description"),
    [
        ({}, "a", UNSET, UNSET),
        ({"key": "K"}, "K", UNSET, UNSET),
        ({"key": 7}, "7", UNSET, UNSET),
        ({"key": ["no"]}, UNSET, UNSET, UNSET),
        ({"category": " A / B"}, "a", ["A", "B"], UNSET),
        ({"category": "A", "metadata": {"category": "B", "Description": "D"}}, "a", ["B"], "D"),
        ({"category": 3}, "a", UNSET, UNSET),
        ({"metadata": {"category": "B", "description": "d", "Description": "D"}}, "a", ["B"], "d"),
    ],
)
def test_what_a_track_is_called(said: dict[str, Any], name: Any, category: Any, description: Any) -> None:
    found, _ = track(urlTemplate="a.bed", **said)
    assert (found.name, found.category, found.description) == (name, category, description)


def test_other_metadata_stay_together() -> None:
    found, _ = track(urlTemplate="a.bed", metadata={"a/b": 1, "c": {"d": [2]}, "f": "function(x) {}"})
    assert found.metadata == {"a/b": 1, "c": {"d": [2]}}
    assert native(found)["metadata/f"] == "function(x) {}"


def test_values_that_only_jbrowse_1_understands_are_no_mistakes() -> None:
    found, _ = track(type="XYPlot", urlTemplate="a.bw", autoscale="global", scale="z_score", bicolor_pivot="mean", noFill="odd")
    assert {"autoscale", "scale", "bicolor_pivot"} <= native(found).keys()
    assert ignored(found) == {"noFill": "odd"}
    reads, _ = track(type="Alignments2", urlTemplate="a.bam", colorBySize=False, colorByMAPQ=True)
    assert reads.parts["reads"].reads.color_by == "mapping_quality"
    assert native(reads) == {"colorBySize": False}


def test_limits_go_before_autoscale() -> None:
    found, _ = track(type="XYPlot", urlTemplate="a.bw", min_score=0, max_score=5, autoscale="local")
    assert (found.display_range.minimum, found.display_range.maximum, found.display_range.autoscale) == (0, 5, UNSET)


def test_keys_of_a_plugin_are_its_own() -> None:
    ours, _ = track(urlTemplate="a.bed", threshold=3, maxHeight="x")
    theirs, _ = track(urlTemplate="a.bed", threshold=3, maxHeight="x", type="My/View/Track/Mine")
    assert ignored(ours) == ignored(theirs) | {"threshold": 3} == {"threshold": 3, "maxHeight": "x"}
    assert native(theirs)["threshold"] == 3


def test_references_and_functions() -> None:
    given = {
        "f": "function() {}",
        "c": {"d": "red"},
        "flag": True,
        "tracks": [
            {"label": "a", "type": "CanvasFeatures", "urlTemplate": "{flag}/{refseq}/{ c . d }.bed", "style": {"color": "{f}"}}
        ],
    }
    held = session(given)
    assert held.sources["s1"].location == "true/{refseq}/red.bed"
    assert native(held.tracks["t1"])["style/color"] == "{f}"
    fates = {name: fate for bound in read(given).ledger.bound for name, fate in bound.fates.items()}
    assert (fates["style/color"].code, fates["c"].kind, fates["flag"].kind) == ("executes.callback", "feeds", "feeds")
    assert (("sources", "s1"), "location") in fates["flag"].detail


def test_several_files_over_each_other() -> None:
    files = [{"url": "a.bw", "name": "A", "color": "red"}, {"url": "b.bw", "color": "no"}, {"name": "none"}, 3]
    held = session({"tracks": [{"label": "m", "storeClass": "MultiBigWig/Store/SeqFeature/MultiBigWig", "urlTemplates": files}]})
    assert held.track_order == ["t1"]
    assert held.tracks["t1"].members == ["t2", "t3"]
    assert [(one.name, one.display is UNSET) for one in (held.tracks["t2"], held.tracks["t3"])] == [("A", False), (UNSET, True)]


def test_stores_that_tracks_name() -> None:
    stores = {
        "r": {"type": S + "BAM", "urlTemplate": "a.bam", "x": 1},
        "n": {"type": "Odd"},
        "u": {"type": S + "BigWig"},
        "odd": 3,
    }
    tracks = [{"label": one, "type": "Alignments2", "store": one} for one in ("r", "r", "n", "nowhere")]
    held = session({"formatVersion": 1, "stores": stores, "tracks": tracks})
    assert [one.source for one in held.tracks.values()] == ["s1", "s1", UNSET, UNSET]
    assert held.sources["s1"].extras["jbrowse1"].ignored == {"x": 1}
    assert held.extras["jbrowse1"].native == {"stores/u/type": S + "BigWig"}


@pytest.mark.parametrize(
    ("root", "known"),
    [
        ({"formatVersion": 1, "tracks": []}, True),
        ({"trackSelector": {}, "dataRoot": "data"}, True),
        ({"refSeqs": "a.fai"}, True),
        ({"refSeqs": "a.fai", "name": "x"}, False),
        ({"tracks": {"label": "a", "urlTemplate": "x"}}, True),
        ({"tracks": {"a": {"key": "K", "storeClass": "x"}}}, True),
        ({"tracks": [{"urlTemplate": "x"}]}, True),
        ({"tracks": [{"type": "CanvasFeatures"}]}, True),
        ({"tracks": [{"label": "a", "type": "annotation", "url": "x"}]}, False),
        ({"tracks": [{"trackId": "a", "type": "FeatureTrack", "adapter": {}}]}, False),
        ({"tracks": [3]}, False),
        ({"tracks": [{"name": "x"}]}, False),
        ({"tracks": "x"}, False),
        ([], False),
    ],
)
def test_what_is_recognised(root: Any, known: bool) -> None:  # noqa: FBT001 - a table
    assert (recognise(Head(b"", "json", root)) is not None) == known


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("[tracks.a]\nkey = b", True),
        ("tracks.a.key = b", True),
        ("include = b", True),
        ("[GENERAL]\na = b", True),
        ("[GENERAL]\n", False),
        ("[server]\nport = 8080", False),
        ("a.bed\nb.bed", False),
    ],
)
def test_which_texts_are_recognised(text: str, known: bool) -> None:  # noqa: FBT001 - a table
    assert (recognise(Head(text.encode(), "text")) is not None) == known


@pytest.mark.parametrize(
    ("root", "code"),
    [
        ({"db_adaptor": "x", "tracks": []}, "format.jbrowse1_maker"),
        ({"stores": {}, "tracks": [{"name": "a", "views": {}}]}, "format.jbrowse1_draft"),
    ],
)
def test_what_is_refused(root: dict[str, Any], code: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read(root)
    assert refused.value.code == code
    assert refused.value.hint


def test_a_histogram_of_reads_is_their_coverage() -> None:
    reads, source = track(type="Alignments2", urlTemplate="a.bam", histograms={"urlTemplate": "a.bw", "color": "grey"})
    assert source is not None
    assert source.coverage == "a.bw"
    assert native(reads)["histograms/color"] == "grey"


def test_a_second_sequence_is_a_file() -> None:
    one = {"type": "SequenceTrack", "urlTemplate": "g.2bit"}
    held = session({"tracks": [{"label": "a", **one}, {"label": "b", **one}, {"label": ["odd"], **one}]})
    assert [found.source for found in held.tracks.values()] == [UNSET, "s1", "s1"]
    assert held.tracks["t2"].kind == "sequence"


def test_each_fact_of_several_files_is_told_by_itself() -> None:
    """What the plugin knows beside of one of them was told as kept."""
    files = [{"url": "a.bw", "name": "a", "color": "red", "nonCont": True}, {"url": "b.bw", "color": "odd"}, {"name": "c"}, {}, 5]
    one = {"label": "m", "type": "MultiXYPlot", "storeClass": "MultiBigWig/Store/SeqFeature/MultiBigWig", "urlTemplates": files}
    done = converter.convert(json.dumps({"formatVersion": 1, "tracks": [one]}).encode(), "igvjson", options={"carry": False})
    told = {
        path
        for entry in done.report.to_dict()["entries"]
        if entry["source"]
        for path in (entry["source"]["path"], *entry.get("places", ()))
    }
    place = "/tracks/0/urlTemplates"
    assert {f"{place}/0/nonCont", f"{place}/1/color", f"{place}/2/name", f"{place}/3", f"{place}/4"} <= told
    assert not told & {f"{place}/0/name", f"{place}/0/color"}


def test_several_files_in_the_text_form_stay_one_fact() -> None:
    store = "storeClass = MultiBigWig/Store/SeqFeature/MultiBigWig"
    text = f'[tracks.m]\ntype = MultiXYPlot\n{store}\nurlTemplates = json:[{{"url": "a.bw"}}]\n'
    assert [one.location for one in session(text).sources.values()] == ["a.bw"]
