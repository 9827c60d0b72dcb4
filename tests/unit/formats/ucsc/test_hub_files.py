"""Hubs that lie in several files: which file is meant, where what it says hangs from, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

import converter
from converter.errors import ConverterError
from converter.model import Genome
from tests.unit.formats.ucsc.test_hub import track

HUB = b"hub lab\nshortLabel Lab\ngenomesFile sub/genomes.txt\n"
GENOMES = "genome hg38\ntrackDb hg38/trackDb.txt\n"
TWO = GENOMES + "\ngenome mine\ntwoBitPath mine.2bit\ntrackDb mine/trackDb.txt\n"
FILES: dict[str, Any] = {
    "hub/sub/genomes.txt": GENOMES,
    "hub/sub/hg38/trackDb.txt": track("a", "visibility full") + "include ../all.txt\n\n" + track("b", "visibility dense"),
    "hub/sub/all.txt": track("c", "visibility full").encode(),
    "hub/sub/mine/trackDb.txt": track("d", "visibility full"),
}


def read(data: bytes = HUB, files: Any = None, **options: Any) -> converter.Reading:
    return converter.read(data, "ucsc", options={"config": FILES if files is None else files, **options})


def locations(reading: converter.Reading) -> list[Any]:
    return [one.location for one in reading.session.sources.values()]


def test_locations_hang_from_the_file_that_says_them() -> None:
    found = read()
    assert locations(found) == ["sub/hg38/a.bw", "sub/c.bw", "sub/hg38/b.bw"]
    assert isinstance(found.session.genome, Genome)
    assert found.session.genome.id == "hg38"
    assert found.ledger.accounted == found.ledger.total == 3
    assert found.ledger.config_taken


def test_the_option_genome_says_which_of_several_is_meant() -> None:
    files = {**FILES, "hub/sub/genomes.txt": TWO}
    assert locations(read(files=files, genome="GRCh38")) == locations(read())
    done = converter.convert(HUB, "ucsc", options={"config": files, "genome": "mine", "carry": False})
    text = done.document.decode()
    assert "genome mine\n" in text
    assert "twoBitPath sub/mine.2bit" in text
    assert "bigDataUrl sub/mine/d.bw" in text
    assert "genomesFile" not in text
    assert "trackDb" not in text


def in_one_file(*stanzas: str) -> bytes:
    return "\n".join(["hub lab\nuseOneFile on\nshortLabel x\n", *stanzas]).encode()


APART = in_one_file("genome hg38\n", track("a", "visibility full"), "genome mm10\n", track("b", "visibility full"))


def test_of_several_genomes_in_one_file_the_option_says_which() -> None:
    for genome, name in (("hg38", "a.bw"), ("GRCm38", "b.bw")):
        found = read(APART, genome=genome)
        assert locations(found) == [name]
        assert found.ledger.accounted == found.ledger.total == 15
    report = converter.convert(APART, "ucsc", options={"genome": "hg38"}, ledger=True).report.to_dict()
    assert report["counts"]["superseded"] == 6
    assert {one["message"] for one in report["ledger"] if one["effect"] == "superseded"} == {"Overruled: by the option 'genome'."}


def test_tracks_below_all_genomes_are_of_each() -> None:
    text = in_one_file("genome hg38\n\ngenome mm10\n", track("a"), track("b"))
    for genome in ("hg38", "mm10"):
        assert locations(read(text, genome=genome)) == ["a.bw", "b.bw"]
        assert getattr(read(text, genome=genome).session.genome, "id", None) == genome


@pytest.mark.parametrize("genome", [None, "rn7"])
def test_of_several_genomes_in_one_file_none_is_guessed(genome: str | None) -> None:
    with pytest.raises(ConverterError) as refused:
        read(APART, genome=genome)
    assert (refused.value.code, refused.value.line) == ("ucsc.genomes", 14)
    assert "hg38, mm10" in refused.value.message


def test_a_hub_in_one_file_may_include_others() -> None:
    text = b"hub lab\nuseOneFile on\nshortLabel x\n\ngenome hg38\n\ninclude more.txt\n"
    found = read(text, track("a") + "name strange\n")
    assert locations(found) == ["a.bw"]
    assert found.ledger.accounted == found.ledger.total == 5
    assert locations(read(track("b").encode() + b"include more.txt\n", {"more.txt": track("a")})) == ["b.bw", "a.bw"]


def test_a_hub_without_tracks_is_one() -> None:
    assert locations(read(files={"genomes.txt": "genome hg38\n"})) == []


@pytest.mark.parametrize(
    ("files", "code", "where"),
    [
        ({}, "ucsc.several_files", (None, 3)),
        ({"assemblies.json": "{}"}, "ucsc.several_files", (None, 3)),
        ({"genomes.txt": GENOMES}, "ucsc.several_files", ("sub/genomes.txt", 2)),
        ({"a/genomes.txt": GENOMES, "b/genomes.txt": GENOMES}, "ucsc.several_files", (None, 3)),
        ({**FILES, "hub/sub/genomes.txt": TWO}, "ucsc.genomes", ("sub/genomes.txt", None)),
        ({**FILES, "hub/sub/genomes.txt": "# none\n"}, "ucsc.genomes", ("sub/genomes.txt", None)),
        ({**FILES, "hub/sub/all.txt": "include all.txt\n"}, "include.circle", (None, None)),
        ({**FILES, "hub/sub/all.txt": b"\xff"}, "include.malformed", ("sub/all.txt", None)),
        ({**FILES, "hub/sub/all.txt": {}}, "ucsc.include", ("sub/hg38/trackDb.txt", 7)),
        ({**FILES, "hub/sub/all.txt": track("x", "parent y")}, "ucsc.parent", ("sub/all.txt", 5)),
        ({**FILES, "hub/sub/all.txt": "hub x\n\nhub y\n"}, "ucsc.hubs", ("sub/all.txt", 1)),
        ({"assemblies": []}, "ucsc.several_files", (None, 3)),
    ],
)
def test_what_can_not_be_put_together_is_refused(files: Any, code: str, where: tuple[Any, Any]) -> None:
    with pytest.raises(ConverterError) as refused:
        read(files=files)
    assert (refused.value.code, (refused.value.path, refused.value.line)) == (code, where)
    assert refused.value.hint


def test_the_config_that_a_patch_is_made_against_is_for_the_target() -> None:
    with pytest.raises(ConverterError) as refused:
        read(shape="patch")
    assert refused.value.code == "ucsc.several_files"
