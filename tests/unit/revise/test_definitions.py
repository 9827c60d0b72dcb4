"""Genome definitions that a caller brings."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import UNSET

import converter
from converter.errors import UsageError
from converter.model import Genome, Session
from converter.revise.definitions import defined, definition_of

IGV = {
    "id": "lab", "name": "Lab strain", "fastaURL": "http://x/lab.fa.gz", "indexURL": "http://x/lab.fa.gz.fai",
    "compressedIndexURL": "http://x/lab.fa.gz.gzi", "cytobandURL": "http://x/c", "aliasURL": "http://x/a", "tracks": [{}],
}  # fmt: skip
JBROWSE = {
    "name": "lab",
    "displayName": "Lab strain",
    "aliases": ["lab2", 5],
    "sequence": {
        "type": "ReferenceSequenceTrack",
        "adapter": {
            "type": "BgzipFastaAdapter",
            "fastaLocation": {"uri": "lab.fa.gz", "baseUri": "http://x/config.json"},
            "faiLocation": {"uri": "http://x/lab.fa.gz.fai", "locationType": "UriLocation"},
            "gziLocation": {"uri": "http://x/lab.fa.gz.gzi"},
        },
    },
    "refNameAliases": {"adapter": {"type": "RefNameAliasAdapter", "location": {"uri": "http://x/a"}}},
    "cytobands": {"adapter": {"type": "CytobandAdapter", "uri": "http://x/c"}},
}
OURS = {
    "id": "lab", "name": "Lab strain", "fasta": "http://x/lab.fa.gz", "fasta_index": "http://x/lab.fa.gz.fai",
    "fasta_gzi": "http://x/lab.fa.gz.gzi", "cytobands": "http://x/c", "chrom_aliases": "http://x/a", "aliases": ["lab2"],
}  # fmt: skip
FULL = {
    "name": "Lab strain", "fasta": "http://x/lab.fa.gz", "fasta_index": "http://x/lab.fa.gz.fai",
    "fasta_gzi": "http://x/lab.fa.gz.gzi", "cytobands": "http://x/c", "chrom_aliases": "http://x/a",
}  # fmt: skip


@pytest.mark.parametrize("one", [IGV, JBROWSE, OURS])
def test_the_three_forms_say_the_same(one: dict[str, Any]) -> None:
    assert definition_of(one).fields == FULL
    assert definition_of(one).names[0] == "lab"


@pytest.mark.parametrize(
    ("one", "field", "value"),
    [
        ({"name": "a", "uri": "http://x/a.2bit?v=1"}, "two_bit", "http://x/a.2bit?v=1"),
        ({"name": "a", "uri": "http://x/a.chrom.sizes"}, "chrom_sizes", "http://x/a.chrom.sizes"),
        ({"name": "a", "sequence": {"adapter": {"type": "TwoBitAdapter", "uri": "a.2bit"}}}, "two_bit", "a.2bit"),
        ({"name": "a", "sequence": {"adapter": {"fastaLocation": {"localPath": "/a.fa"}}}}, "fasta", "/a.fa"),
        ({"id": "a", "gbkURL": "a.gbk", "fastaURL": ""}, "genbank", "a.gbk"),
        ({"id": "a", "chromAliasBbURL": "a.bb"}, "chrom_aliases_bb", "a.bb"),
    ],
)
def test_single_files(one: dict[str, Any], field: str, value: str) -> None:
    assert definition_of(one).fields == {field: value} | ({"name": "a"} if "name" in one else {})


def test_a_file_that_defines_the_genome_is_the_definition_of_its_name() -> None:
    session = Session(genome=Genome(definition="http://x/genomes/lab.json"), genomes={"g2": Genome(id="lab2")})
    found = defined(session, [{"id": "else"}, OURS])
    assert found.genome == Genome(id="lab", **FULL)  # type: ignore[arg-type]
    assert found.genomes["g2"].fasta == "http://x/lab.fa.gz"
    assert defined(Session(genome=Genome(definition="other.json")), OURS).genome == Genome(definition="other.json")


def test_what_defines_nothing_of_the_session_changes_nothing() -> None:
    session = Session(genome=Genome(id="other"), genomes={"g2": Genome(fasta="x")})
    assert defined(session, OURS) is session
    assert defined(Session(), OURS).genome is UNSET


@pytest.mark.parametrize("given", [[{"fastaURL": "x"}], 5, [[]], {"id": ""}, {"id": 5}, {"assemblies": [5]}, b"[1]"])
def test_what_is_no_definition_is_refused(given: Any) -> None:
    with pytest.raises(UsageError) as caught:
        defined(Session(), given)
    assert caught.value.code == "option.genomes"


@pytest.mark.parametrize("target", ["igvxml", "igvjson", "jbrowse2"])
def test_a_lab_genome_is_written_for_every_target(target: str) -> None:
    data = b'<Session genome="lab" locus="c1:1-100" version="8"></Session>'
    assert b"http://x/lab.fa.gz" not in converter.convert(data, to=target).document
    done = converter.convert(data, to=target, options={"genomes": JBROWSE})
    assert b"http://x/lab.fa.gz" in done.document
    assert "genome.unknown" not in {one["code"] for one in done.report.to_dict()["entries"]}
