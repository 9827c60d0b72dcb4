"""JSON of IGV that comes home from other formats."""

from __future__ import annotations

import json
from typing import Any

import pytest

import converter
from converter.model import (
    Extras,
    Genome,
    Region,
    RegionSet,
    Track,
)
from tests.unit.formats.igvjson.making import BW, HG38, made, orders
from tests.unit.formats.igvjson.sessions import again, document, effects, home

# coming home


FULL: dict[str, Any] = {
    "version": "3.8.5",
    "showSampleNames": "true",
    "reference": {"id": "x", "twoBitURL": "https://h/x.2bit", "nameSet": "ucsc", "strange": 1},
    "locus": {"chr": "chr1", "start": 100, "end": 900},
    "roi": [
        {
            "name": "m",
            "color": "blue",
            "features": [{"chr": "c", "start": 1, "end": 2, "score": 7}],
            "isUserDefined": True,
            "odd": 1,
        },
        {"name": "f", "url": "https://h/r.bed"},
    ],
    "showIdeogram": "false",
    "minimumBases": 9,
    "unheard": [1, {"of": 2}],
    "sampleinfo": [{"url": "https://h/s.txt", "format": "sampleInfo", "odd": 1}],
    "tracks": [
        {"type": "sequence", "order": -9007199254740991},
        {"label": "a", "url": BW, "format": "bw", "color": "red", "height": "40", "strange": {"a": [1]}, "removable": False},
        {"name": "s", "type": "snp", "url": "https://h/a.bed", "id": "snps", "format": "BED"},
        {"type": "cnvpytor", "url": "https://h/a.pytor", "signal_name": "rd", "graphType": "points"},
        {
            "type": "alignment",
            "url": "https://h/a.bam",
            "sort": [{"option": "NUCLEOTIDE", "direction": True, "chr": "c", "position": 9}],
        },
        {"name": "local", "file": "a.bw", "height": 9, "graphType": "BAR"},
        {"type": "annotation", "sourceType": "custom", "source": {"url": "https://h"}},
        {"type": "merged", "tracks": [{"url": "https://h/c.bw"}, {"url": "https://h/b.bw", "type": "wig"}]},
        "nonsense",
    ],
}
DESK: dict[str, Any] = {
    "reference": {"id": "x", "fastaURL": "/x.fa"},
    "geneList": {"name": "g", "loci": ["MYC"], "frames": [{"name": "MYC", "chr": "chr8", "start": "1", "end": "90"}]},
    "hiddenAttributes": ["A"],
    "nextAutoscaleGroup": "2",
    "roi": [{"features": [{"chr": "c", "start": 1, "end": 2, "description": "d"}]}],
    "sampleinfo": [{"path": "/s.txt", "name": "S"}],
    "tracks": [
        {
            "type": "coverage",
            "path": "/a.bam",
            "name": "cov",
            "order": 1,
            "odd": 2,
            "id": "strange",
            "max": 9,
            "autoscale": "true",
        },
        {"type": "alignment", "path": "/a.bam", "name": "aln", "order": 2, "colorOption": "TAG", "visible": False, "format": 7},
        {"type": "wig", "path": "/b.bw", "indexPath": "/i", "autoScale": "true", "visible": "true", "height": "0", "id": "/b.bw"},
        {"type": "wig", "track1": "/b.bw", "track2": "x", "op": "ADD", "id": "c"},
    ],
}


@pytest.mark.parametrize(
    "source", [FULL, DESK, [{"url": BW, "name": "a"}, {"url": "https://h/b.bw"}], {"url": BW, "name": "a", "odd": 1}]
)
@pytest.mark.parametrize("via", ["neutral", "igvxml"])
def test_coming_home(source: Any, via: str) -> None:
    assert home(source, via) == source


def test_a_list_that_became_a_session() -> None:
    there = json.loads(converter.convert(json.dumps([{"url": BW}]).encode(), "neutral").document)
    there["genome"] = {"id": "hg38"}
    back = json.loads(converter.convert(json.dumps(there).encode(), "igvjson").document)
    assert back["genome"] == "hg38"


@pytest.mark.parametrize("key", ["genarkAccession", "genomeId", "reference", "genome"])
def test_the_key_of_a_genome_comes_home(key: str) -> None:
    source = {key: "GCA_000188675.2", "tracks": [{"url": BW}], **({} if key != "genomeId" else {"hiddenAttributes": []})}
    assert home(source) == source


def test_an_edited_session_is_not_spelled_as_before() -> None:
    there = json.loads(converter.convert(json.dumps(FULL).encode(), "neutral").document)
    there["tracks"]["t2"]["kind"] = "annotation"
    there["tracks"]["t3"]["kind"] = "annotation"
    there["tracks"]["t6"]["kind"] = "annotation"
    there["sources"]["s1"]["format"] = "bed"
    there["sources"]["s2"]["format"] = "gff3"
    there["views"]["v1"]["loci"] = [{"chrom": "chr2"}]
    back = json.loads(converter.convert(json.dumps(there).encode(), "igvjson").document)
    assert back["locus"] == "chr2"
    assert [one["format"] for one in back["tracks"][1:3]] == ["bed", "gff3"]
    assert back["tracks"][4]["type"] == "alignment"


def test_same_format_keeps_what_igvjs_can_say() -> None:
    told = effects(FULL)
    lost = {path for path, effect in told.items() if effect == "dropped"}
    assert lost == {
        *("/reference/strange", "/roi/0/features/0/score", "/roi/0/odd", "/unheard", "/sampleinfo/0/odd", "/tracks/1/strange"),
        *("/tracks/5/graphType", "/tracks/8"),
    }


def test_desktop_to_igvjs() -> None:
    out = again(DESK)
    assert [one.get("type") for one in out["tracks"]] == ["alignment", "wig"]
    told = effects(DESK)
    assert told["/hiddenAttributes"] == "dropped"


def test_desktop_stays_desktop_when_asked() -> None:
    told = effects(DESK, profile="desktop3")
    assert {path for path, effect in told.items() if effect == "dropped"} == {"/tracks/0/odd", "/tracks/3/type"}


def test_igvjs_to_desktop() -> None:
    out = again(FULL, profile="desktop3")
    assert out["tracks"][1]["color"] == "255,0,0"
    assert "nameSet" in out["reference"]


def test_carried_data_of_a_list_lies_in_its_first_track() -> None:
    there = converter.convert(json.dumps([{"url": BW, "strange": 1}]).encode(), "neutral")
    back = json.loads(converter.convert(there.document, "igvjson").document)
    again_ = converter.convert(json.dumps(back).encode(), "neutral", ledger=True).report.to_dict()
    assert isinstance(back, list)
    assert again_["counts"]["dropped"] == 0


def test_broken_carried_data_of_a_document() -> None:
    told = converter.convert(json.dumps({**HG38, "carriedData": "!"}).encode(), "neutral", ledger=True).report.to_dict()
    assert "carried.unusable" in {entry["code"] for entry in told["entries"]}


def test_a_session_that_lost_its_genome() -> None:
    there = json.loads(converter.convert(json.dumps(FULL).encode(), "neutral").document)
    del there["genome"]
    assert "reference" not in json.loads(converter.convert(json.dumps(there).encode(), "igvjson").document)


def test_a_type_that_no_longer_holds() -> None:
    there = json.loads(
        converter.convert(json.dumps({**HG38, "tracks": [{"url": BW, "type": "wig"}]}).encode(), "neutral").document
    )
    there["tracks"]["t1"]["kind"] = "annotation"
    assert json.loads(converter.convert(json.dumps(there).encode(), "igvjson").document)["tracks"][0]["type"] == "annotation"


def test_a_set_of_regions_that_says_nothing_of_itself() -> None:
    of = made(region_sets={"q1": RegionSet()}, regions={"r1": Region(chrom="c", start=1, end=2, set="q1")}, region_order=["r1"])
    assert document(of)["roi"] == [{"features": [{"chr": "c", "start": 1, "end": 2}]}]


def test_a_sequence_that_is_first_needs_no_order() -> None:
    tracks = [Track(kind="sequence", name="s"), Track(name="a", source="s1", order=2), Track(name="b", source="s1", order=1)]
    assert orders(made(*tracks, sources=(BW,))) == [("s", None), ("a", None), ("b", None)]


def test_parts_of_a_file_that_is_gone() -> None:
    there = json.loads(converter.convert(json.dumps(DESK).encode(), "neutral").document)
    del there["tracks"]["t1"]["source"]
    back = json.loads(converter.convert(json.dumps(there).encode(), "igvjson").document)
    assert [one["type"] for one in back["tracks"]] == ["coverage", "alignment", "wig", "wig"]


def test_luggage_of_a_part_stays_with_the_part() -> None:
    track = Track(kind="quantitative", source="s1", extras={"igvjson": Extras(ignored={"coverage/odd": 1, "odd": 2})})
    of = made(track, sources=(BW,), forms={"igvjson": {"profile": "igvjs"}})
    (out,) = document(of)["tracks"]
    assert ("odd" in out, "coverage/odd" in out) == (True, False)
    assert "odd" not in document(of, carry=False)["tracks"][0]


def test_what_is_written_is_read_again() -> None:
    nameless = Track(name="x", extras={"igvjson": Extras(native={"removable": True})})
    of = made(nameless, forms={"igvjson": {"profile": "igvjs"}}, genome=Genome(name="nameless"))
    assert document(of)["version"] == "3.8.10"


JUNK: list[Any] = [5, None, [], {}, [1], {"a": 1}, True, "strange"]


@pytest.mark.parametrize("via", ["igvxml", "jbrowse2"])
@pytest.mark.parametrize("value", JUNK)
def test_what_stands_in_place_of_a_type_comes_home(value: Any, via: str) -> None:
    tracks = [
        {"type": "coverage", "id": "/a.bam_coverage", "url": "/a.bam", "format": "bam", "name": "c"},
        {"type": value, "id": "/a.bam", "url": "/a.bam", "format": "bam", "name": "r"},
    ]
    source = {**DESK, "tracks": tracks}
    there = converter.convert(json.dumps(source).encode(), via, "igvjson").document
    back = json.loads(converter.convert(there, "igvjson").document)["tracks"]
    assert [one["type"] for one in back] == ["coverage", value]


@pytest.mark.parametrize("value", JUNK[:-1])
def test_what_stands_in_place_of_a_format_comes_home(value: Any) -> None:
    """The file is that of another track, too, which says its format."""
    tracks = [{"url": BW, "format": "bigwig", "name": "a"}, {"url": BW, "format": value, "name": "b"}]
    source = json.dumps({**HG38, "tracks": tracks}).encode()
    there = converter.convert(source, "jbrowse2", "igvjson").document
    back = json.loads(converter.convert(there, "igvjson").document)["tracks"]
    assert [one["format"] for one in back] == ["bigwig", value]
