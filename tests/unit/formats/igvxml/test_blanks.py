"""Attributes of sessions and files that say nothing: IGV takes them for absent (`IGVSessionReader.getAttribute`)."""

from __future__ import annotations

import json

import pytest
from msgspec import UNSET

import converter

NAMES = ("index", "coverage", "name", "type", "color", "url", "mapping", "trackLine", "description", "hyperlink", "sampleID")
BAM = '<Session genome="hg38" version="8"><Resources><Resource path="https://x/a.bam" {}/></Resources></Session>'


@pytest.mark.parametrize("text", ["", " "])
def test_a_file_says_nothing_by_blanks(text: str) -> None:
    data = BAM.format(" ".join(f'{name}="{text}"' for name in NAMES)).encode()
    source = converter.read(data).session.sources["s1"]
    said = [field for field in source.__struct_fields__ if field != "extras" and getattr(source, field) is not UNSET]
    assert said == ["location", "format"]
    done = converter.convert(data, "igvjson", options={"carry": False})
    assert json.loads(done.document)["tracks"] == [{"type": "alignment", "format": "bam", "url": "https://x/a.bam"}]
    told = {one["code"] for one in done.report.to_dict()["entries"] if one["source"] and one["source"]["path"].endswith("@index")}
    assert told == {"source.ignored"}
    assert f'index="{text}"'.encode() in converter.convert(data, "igvxml").document


def test_a_label_is_the_name_where_the_name_is_blank() -> None:
    data = BAM.format('name=" " label="Reads"').encode()
    assert converter.read(data).session.tracks["t1"].name == "Reads"


@pytest.mark.parametrize("name", ["genome", "locus", "groupTracksBy", "nextAutoscaleGroup", "removeEmptyTracks"])
def test_a_session_says_nothing_by_blanks(name: str) -> None:
    data = f'<Session {name}=" " version="8"/>'.encode()
    read = converter.read(data)
    assert read.session.genome is UNSET
    assert read.session.views["v1"].loci is UNSET
    assert read.ledger.bound[0].fates[name].kind == "ignored"
    assert read.ledger.bound[0].fates[name].code is None


def test_blanks_of_others_are_not_written() -> None:
    """What a session of JBrowse or a neutral one says in blanks would not be read again."""
    blank = dict.fromkeys(
        ("feature_url", "info_url", "description", "sample", "server", "mapping", "track_line", "coverage"), "\t"
    )
    tree = {
        "model": 1,
        "genome": {"id": "hg38"}, "samples": {"group_by": ""}, "sources": {"s1": {"location": "https://x/a.bed", **blank}},
        "source_order": ["s1"], "tracks": {"t1": {"source": "s1", "kind": "annotation"}}, "track_order": ["t1"],
        "views": {"v1": {"tracks": ["t1"]}}, "view_order": ["v1"],
    }  # fmt: skip
    done = converter.convert(json.dumps(tree).encode(), "igvxml", options={"carry": False})
    assert b'<Resource path="https://x/a.bed"/>' in done.document
    assert b"groupTracksBy" not in done.document
    assert {one["code"] for one in done.report.to_dict()["entries"]}.isdisjoint({"unannounced"})


def test_an_empty_link_of_igvjs_is_none() -> None:
    data = b'{"genome": "hg38", "version": "3", "tracks": [{"url": "https://x/a.bed", "infoURL": "", "indexURL": ""}]}'
    done = converter.convert(data, "igvxml", options={"carry": False})
    assert b'<Resource path="https://x/a.bed"/>' in done.document
    assert {one["code"] for one in done.report.to_dict()["entries"]}.isdisjoint({"unannounced"})


def test_pairs_without_a_value_stand_behind_the_others_and_come_home() -> None:
    """Where the session stays IGV's they are left out, since 2.16 stops at them."""
    loh, cnv = (f'<ColorScale type="{name}" value="MappedColorScale;v"/>' for name in ("LOH", "CNV"))
    without, nameless = '<ColorScale type="AF"/>', '<ColorScale value="y"/>'
    scales = f"{without}{loh}{nameless}{cnv}"
    data = f'<Session genome="hg38" version="8"><ColorScales>{scales}</ColorScales></Session>'.encode()
    for via, expected in (("igvxml", [loh, cnv]), ("jbrowse2", [loh, cnv, without, nameless])):
        there = converter.convert(data, via).document
        home = converter.convert(there, "igvxml").document
        assert [line.strip().decode() for line in home.splitlines() if b"<ColorScale " in line] == expected
