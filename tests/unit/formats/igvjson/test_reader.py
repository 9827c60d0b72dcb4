from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec import UNSET

import converter
from converter.errors import LimitError
from converter.formats.base import Job
from converter.formats.igvjson import FORMAT, shape
from converter.limits import LIMITS
from converter.loss.ledger import Ledger
from converter.model import Interval
from converter.options import ConvertOptions
from tests.unit.formats.igvjson.sessions import BW, fates, read, session


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ({"id": "x", "fastaURL": "https://h/x.fa", "tracks": []}, "format.genome_definition"),
        ([{"id": "x", "twoBitURL": "https://h/x.2bit"}], "format.genome_definition"),
        ({"label": "Annotations", "tracks": [{"name": "a", "url": BW}]}, "format.track_menu"),
        ({"label": "Annotations", "type": "hub", "groups": []}, "format.track_menu"),
        ({"type": "custom-data-modal", "data": []}, "format.track_menu"),
        ([{"label": "a", "tracks": []}], "format.track_menu"),
        ({"tracks": [{"trackId": "a", "type": "QuantitativeTrack"}]}, "format.unknown"),
        ({"views": [], "tracks": []}, "format.unknown"),
        ({"version": "3", "tracks": [{"trackId": "a"}]}, "format.unknown"),
        ({"tracks": ["nonsense"]}, "format.unknown"),
        ({"a": 1}, "format.unknown"),
        ([], "format.unknown"),
        ([1], "format.unknown"),
        ([{"a": 1}], "format.unknown"),
    ],
)
def test_refused(document: Any, code: str) -> None:
    with pytest.raises(converter.ConverterError) as caught:
        converter.read(json.dumps(document).encode())
    assert caught.value.code == code


def test_unknown_content_is_refused_by_the_reader_itself() -> None:
    with pytest.raises(converter.ConverterError, match="no session"):
        FORMAT.read(b"[]", Ledger(), Job(ConvertOptions()))


@pytest.mark.parametrize(
    ("document", "root", "profile"),
    [
        ([{"url": BW}], "list", "igvjs"),
        ({"url": BW, "name": "a"}, "track", "igvjs"),
        ({"tracks": [{"url": BW}]}, "tracks", "igvjs"),
        ({"version": "3", "tracks": ["nonsense"]}, "tracks", "igvjs"),
        ({"genome": "hg38"}, "session", "igvjs"),
        ({"genome": "hg38", "tracks": 7}, "session", "igvjs"),
        ({"genome": "hg38", "tracks": [{"path": "/a.bw"}]}, "session", "desktop3"),
        ({"version": "3", "genome": "hg38", "tracks": [{"path": "/a.bw"}]}, "session", "igvjs"),
        ({"genome": "hg38", "nextAutoscaleGroup": "2"}, "session", "desktop3"),
        ({"genome": "hg38", "tracks": [7, {"type": "merged", "tracks": [{"mid": 0, "url": BW}]}]}, "session", "desktop3"),
        ([{"type": "motif", "pattern": "TATA"}], "list", "desktop3"),
    ],
)
def test_form(document: Any, root: str, profile: str) -> None:
    form = session(document).forms["igvjson"]
    assert (form["root"], form["profile"]) == (root, profile)


def test_version_is_kept_as_form() -> None:
    assert session({"version": "3.8.5", "genome": "hg38"}).forms["igvjson"]["version"] == "3.8.5"


@pytest.mark.parametrize(
    ("document", "field", "value"),
    [
        ({"genome": "hg38"}, "id", "hg38"),
        ({"reference": "hg38"}, "id", "hg38"),
        ({"genarkAccession": "GCA_000188675.2"}, "id", "GCA_000188675.2"),
        ({"genome": "/home/me/x.genome"}, "definition", "/home/me/x.genome"),
        ({"genome": "https://h/x.fa?v=1"}, "fasta", "https://h/x.fa?v=1"),
        ({"genome": "https://h/x.2bit"}, "two_bit", "https://h/x.2bit"),
        ({"reference": {"id": "x", "chromosomeOrder": "a, b"}}, "chromosome_order", ["a", "b"]),
        ({"reference": {"id": "x", "chromosomeOrder": ["a", "b"]}}, "chromosome_order", ["a", "b"]),
        ({"reference": {"id": "x", "wholeGenomeView": "false"}}, "whole_genome_view", False),
    ],
)
def test_genome(document: Any, field: str, value: Any) -> None:
    assert getattr(session(document).genome, field) == value


def test_reference_beats_genome() -> None:
    document = {"reference": {"id": "a"}, "genome": "b"}
    assert session(document).genome.id == "a"
    assert fates(document)["/genome"] == ("superseded", None)


@pytest.mark.parametrize(
    "document",
    [{"reference": {"id": "a", "locus": 7}}, {"reference": {"id": "a", "tracks": 7}}, {"reference": {"id": 7}}],
)
def test_invalid_in_the_reference(document: Any) -> None:
    assert ("ignored", "source.invalid") in fates(document).values()


def test_a_genome_that_is_no_text_is_invalid() -> None:
    assert fates({"genome": 7, "genarkAccession": "GCA_1"})["/genome"] == ("ignored", "source.invalid")


def test_reference_locus_beats_locus() -> None:
    document = {"reference": {"id": "a", "locus": "chr1:1-100"}, "locus": "chr2:1-100"}
    assert session(document).views["v1"].loci == [Interval(chrom="chr1", start=0, end=100)]
    assert fates(document)["/locus"] == ("superseded", None)


def test_reference_tracks_come_first() -> None:
    found = session({"reference": {"id": "a", "tracks": [{"name": "x", "url": BW}]}, "tracks": [{"name": "y", "url": BW}]})
    assert [found.tracks[key].name for key in found.track_order] == ["x", "y"]
    assert found.tracks["t1"].extras["igvjson"].native["in"] == "reference"


@pytest.mark.parametrize("key", ["tracks", "roi", "sampleinfo"])
def test_empty_lists_are_structural(key: str) -> None:
    assert fates({"genome": "hg38", key: []})[f"/{key}"] == ("structural", None)
    assert fates({"reference": {"id": "a", "tracks": []}})["/reference/tracks"] == ("structural", None)


@pytest.mark.parametrize(
    ("locus", "loci"),
    [
        ("chr1:1,001-2,000", [Interval(chrom="chr1", start=1000, end=2000)]),
        ("all", [Interval()]),
        ("MYC", [Interval(name="MYC")]),
        ("chr1\t101\t200", [Interval(chrom="chr1", start=100, end=200)]),
        ("chr1:101", [Interval(chrom="chr1", start=80, end=120)]),
        (["chr1:1-100", "chr2:1-100"], [Interval(chrom="chr1", start=0, end=100), Interval(chrom="chr2", start=0, end=100)]),
        ({"chr": "chr1", "start": 1000, "end": "2000"}, [Interval(chrom="chr1", start=1000, end=2000)]),
    ],
)
def test_locus(locus: Any, loci: list[Interval]) -> None:
    assert session({"genome": "hg38", "locus": locus}).views["v1"].loci == loci


@pytest.mark.parametrize("locus", [7, [7], [], "chr1:9-2", {"chr": "chr1", "start": 9, "end": 2}, {"chr": 1}])
def test_bad_locus(locus: Any) -> None:
    document = {"genome": "hg38", "locus": locus}
    assert session(document).views["v1"].loci is UNSET
    assert fates(document)["/locus"] == ("ignored", "source.invalid")


def test_gene_list() -> None:
    frames = [
        {"name": "MYC", "chr": "chr8", "start": "10", "end": 90.7},
        {"name": "chr1:1-50", "chr": "chr1", "start": 0, "end": 50},
    ]
    document = {
        "genome": "hg38",
        "locus": "all",
        "geneList": {"name": "mine", "loci": ["MYC", "TP53", "chr1:1-50"], "frames": frames},
    }
    view = session(document).views["v1"]
    assert view.loci == [
        Interval(chrom="chr8", start=10, end=90, name="MYC"),
        Interval(name="TP53"),
        Interval(chrom="chr1", start=0, end=50),
    ]
    assert view.loci_name == "mine"
    assert fates(document)["/locus"] == ("superseded", None)


@pytest.mark.parametrize(
    "genes",
    [
        7,
        {"loci": []},
        {"loci": [7]},
        {"loci": ["MYC"], "frames": 7},
        {"loci": ["MYC"], "name": 7},
        {"loci": ["MYC"], "other": 1},
        {"loci": ["MYC"], "frames": [7]},
        {"loci": ["MYC"], "frames": [{"name": "A", "chr": "c", "start": 1, "end": 2}]},
        {"loci": ["MYC"], "frames": [{"name": "MYC", "chr": 7, "start": 1, "end": 2}]},
        {"loci": ["MYC"], "frames": [{"name": "MYC", "chr": "c", "start": "x", "end": 2}]},
    ],
)
def test_bad_gene_list(genes: Any) -> None:
    document = {"genome": "hg38", "hiddenAttributes": [], "geneList": genes}
    assert fates(document)["/geneList"] == ("ignored", "source.invalid")


def test_igvjs_knows_no_gene_list() -> None:
    assert fates({"version": "3", "genome": "hg38", "geneList": {"loci": ["MYC"]}})["/geneList"] == ("ignored", "source.invalid")


def test_roi() -> None:
    feature = {"chr": "chr1", "start": 10, "end": 20, "name": "n", "description": "d", "score": 1}
    sets = [
        {"name": "mine", "color": "rgba(0,0,255,0.5)", "features": [feature]},
        {"features": [{"chr": "chr2", "start": 1, "end": 2}]},
    ]
    found = session({"genome": "hg38", "roi": sets})
    assert list(found.region_sets) == ["q1"]
    assert found.region_sets["q1"].color == "#0000ff80"
    first, second = found.regions.values()
    assert (first.chrom, first.start, first.end, first.name, first.description, first.set) == ("chr1", 10, 20, "n", "d", "q1")
    assert first.extras["igvjson"].ignored == {"score": 1}
    assert second.set is UNSET


def test_roi_as_one_object_with_a_file() -> None:
    found = session(
        {"genome": "hg38", "roi": {"name": "x", "url": "https://h/a.bed", "format": "bed", "indexed": False, "features": []}}
    )
    assert found.region_sets["q1"].source == "s1"
    assert (found.sources["s1"].format, found.sources["s1"].indexed) == ("bed", False)


def test_roi_with_a_url_that_is_no_text() -> None:
    document = {"genome": "hg38", "roi": [{"url": 7, "features": [{"chr": "c", "start": 1, "end": 2}]}]}
    assert fates(document)["/roi/0/url"] == ("ignored", "source.invalid")


@pytest.mark.parametrize(
    ("color", "meant"),
    [("rgb(0,0,255)", "#0000ff10"), ("#ff0000", "#ff000010"), ("blue", "#0000ff10"), ("rgba(1,2,3,1)", "#010203")],
)
def test_roi_colours_that_are_not_rgba_are_nearly_transparent(color: str, meant: str) -> None:
    found = session({"genome": "hg38", "roi": [{"color": color, "features": []}]})
    assert found.region_sets["q1"].color == meant


@pytest.mark.parametrize(
    "sets",
    [
        7,
        [7],
        [{"name": "neither features nor url"}],
        [{"features": [], "color": "0,0,255"}],
        [{"features": [], "color": "#f0f"}],
        [{"features": [7]}],
        [{"features": [{"chr": 1, "start": 1, "end": 2}]}],
        [{"features": [{"chr": "chr1", "start": "x", "end": 2}]}],
    ],
)
def test_one_bad_set_of_regions_drops_all(sets: Any) -> None:
    document = {"genome": "hg38", "roi": sets}
    assert not session(document).region_sets
    assert fates(document)["/roi"] == ("ignored", "source.invalid")


def test_sample_information() -> None:
    entries = [{"url": "https://h/s.txt", "format": "sampleInfo"}, {"path": "/s.txt", "format": 7, "x": 1}]
    found = session({"genome": "hg38", "sampleinfo": entries})
    assert found.samples.sources == ["s1", "s2"]
    assert (found.sources["s1"].location, found.sources["s2"].location) == ("https://h/s.txt", "/s.txt")


def test_sample_information_as_one_object() -> None:
    assert (
        session({"genome": "hg38", "sampleinfo": {"url": "https://h/s.txt", "format": "strange"}}).sources["s1"].format
        == "strange"
    )


def test_sample_tables_given_inline_stay_as_they_are() -> None:
    assert fates({"genome": "hg38", "sampleinfo": [{"samples": {"a": 1}}]})["/sampleinfo"] == ("native", None)


def test_bad_sample_information() -> None:
    assert fates({"genome": "hg38", "sampleinfo": 7})["/sampleinfo"] == ("ignored", "source.invalid")


def test_settings_of_samples_and_view() -> None:
    found = session(
        {"version": "3", "genome": "hg38", "showSampleNames": "true", "sampleNameViewportWidth": 90, "showIdeogram": False}
    )
    assert (found.samples.show_names, found.samples.names_width_px) == (True, 90)
    assert found.views["v1"].show_ideogram is False


def test_settings_of_one_program_are_ignored_by_the_other() -> None:
    told = fates(
        {"genome": "hg38", "hiddenAttributes": ["A"], "sampleNameViewportWidth": 9, "showIdeogram": True, "minimumBases": 9}
    )
    assert {told[f"/{key}"] for key in ("sampleNameViewportWidth", "showIdeogram", "minimumBases")} == {("ignored", None)}
    assert fates({"version": "3", "genome": "hg38", "hiddenAttributes": ["A"]})["/hiddenAttributes"] == ("ignored", None)
    assert fates({"genome": "hg38", "nextAutoscaleGroup": "2", "showSampleNames": True})["/nextAutoscaleGroup"] == (
        "ignored",
        None,
    )


def test_bad_setting() -> None:
    assert fates({"version": "3", "genome": "hg38", "showSampleNames": 7})["/showSampleNames"] == ("ignored", "source.invalid")


def test_tracks_that_are_no_objects() -> None:
    document = {"genome": "hg38", "tracks": ["{}", {"url": BW}, {}]}
    assert list(session(document).tracks) == ["t1"]
    assert fates(document)["/tracks/0"] == ("ignored", "source.invalid")


# tracks of igv.js


# tracks of IGV desktop


def test_gene_list_without_a_name() -> None:
    assert session({"genome": "hg38", "hiddenAttributes": [], "geneList": {"loci": ["MYC"]}}).views["v1"].loci_name is UNSET


def test_carried_data_is_one_fact_of_its_own() -> None:
    bound = next(one for one in read({"genome": "hg38", "carriedData": "x"}).ledger.bound if "carriedData" in one.fates)
    assert (bound.node.path, bound.node.place("carriedData"), bound.node.count) == ("", "/carriedData", 1)
    assert (list(bound.node.names()), bound.node.weight("carriedData"), bound.node.value("carriedData")) == (
        ["carriedData"],
        1,
        "x",
    )


@pytest.mark.parametrize(
    ("root", "kind"),
    [
        ({"url": "a.bw"}, "track"),
        ({"type": "wig", "name": "a"}, "track"),
        ({"features": [{"chr": "1", "start": 0, "end": 1}]}, "track"),
        ({"type": "FeatureCollection", "features": [{"type": "Feature"}]}, None),
        ({"url": "a.bw", "storeClass": "BigWig"}, None),
        ({"type": "panel"}, None),
    ],
)
def test_what_one_track_is(root: Any, kind: str | None) -> None:
    assert shape.of(root) == kind


def test_too_many_tracks_are_refused_before_they_are_read() -> None:
    few = Job(ConvertOptions(), LIMITS.lowered(tracks=2))
    listed = b'{"genome":"hg19","tracks":[{"url":"a.bw"},{"url":"b.bw"},{"url":"b.bw","name":"once more"},7%s]}'
    with pytest.raises(LimitError) as refused:
        FORMAT.read(listed % b',{"url":"c.bw"}', Ledger(), few)
    assert refused.value.code == "limit.tracks"
    assert len(FORMAT.read(listed % b"", Ledger(), few).tracks) == 3
