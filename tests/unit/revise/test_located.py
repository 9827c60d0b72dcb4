"""Places that are names of genes, with and without an annotation, for targets that search and for one that does not."""

from __future__ import annotations

import json
from typing import Any

import pytest

import converter
from converter.model import Interval, Session, View
from converter.revise.located import Annotation, with_located
from tests.unit.revise.test_renaming import entries

GENES = "chr17\t7661778\t7687538\tTP53\nchrX\t0\t9\tPAR\nchrY\t0\t9\tPAR\n"
SESSION = """<Session genome="{}" locus="{}"><Resources><Resource path="https://x.org/a.bw"/></Resources>
<Panel><Track id="https://x.org/a.bw"/></Panel></Session>"""


def converted(place: str, to: str = "jbrowse2", genome: str = "hg38", **options: Any) -> converter.Conversion:
    return converter.convert(SESSION.format(genome, place).encode(), to, options={"carry": False, **options})


def loc(done: converter.Conversion) -> Any:
    return json.loads(done.document)["defaultSession"]["views"][0]["init"].get("loc")


def told(done: converter.Conversion) -> list[tuple[str, Any, Any]]:
    return [
        (one["code"], one["original"], one["emitted"])
        for one in done.report.to_dict()["entries"]
        if one["effect"] == "assumed" and one["code"].startswith("gene.")
    ]


@pytest.mark.parametrize(("config", "file"), [({"my.bed": GENES}, "my.bed"), (GENES.encode(), "The annotation that was sent")])
def test_a_gene_is_shown_where_the_annotation_has_it(config: Any, file: str) -> None:
    done = converted("TP53", config=config)
    assert loc(done) == "chr17:7661779-7687538"
    assert told(done) == [("gene.located", "TP53", "chr17:7661779-7687538")]
    assert [effect for effect, _ in entries(done, "gene.located")] == ["kept", "assumed"]
    assert file in done.report.to_json().decode()


def test_chromosomes_are_named_as_the_genome_names_them() -> None:
    assert loc(converted("TP53", config={"my.bed": GENES.replace("chr17", "17")})) == "chr17:7661779-7687538"
    assert loc(converted("TP53", genome="mine", config={"my.bed": GENES.replace("chr17", "17")})) == "17:7661779-7687538"


@pytest.mark.parametrize(("name", "code"), [("PAR", "gene.ambiguous"), ("NONE", "gene.unknown")])
def test_a_name_that_has_no_place_is_told(name: str, code: str) -> None:
    done = converted(name, config={"my.bed": GENES})
    assert loc(done).startswith("chr1 chr2 ")
    assert told(done) == [(code, name, None)]
    assert done.report.verdict == "incomplete"


@pytest.mark.parametrize(
    ("name", "genome"), [("chr7", "hg38"), ("7", "hg38"), ("chrX", "mine"), ("scaffold_1", "mine"), ("nm1", "mine")]
)
def test_a_whole_chromosome_is_no_gene(name: str, genome: str) -> None:
    config = {"a.bed": GENES + "scaffold_1 5 9 X\n", "b.txt": "NM_1\tnm1\t+\t100\t200\t100\t200\t1\t100,\t200,\n"}
    assert told(converted(name, genome=genome, config=config)) == []


def test_the_first_annotation_that_has_the_gene_decides() -> None:
    done = converted("TP53", config={"a.bed": "chr1\t1\t2\tX\n", "b.bed": GENES, "c.bed": "chr3\t1\t2\tTP53\n"})
    assert loc(done) == "chr17:7661779-7687538"


def test_targets_that_search_are_told_the_name() -> None:
    done = converted("TP53", "igvjson", config=GENES)
    assert json.loads(done.document)["locus"] == "TP53"
    assert told(done) == []


def test_the_option_locus_may_be_a_gene() -> None:
    assert loc(converted("chr1:1-9", config=GENES, locus="TP53")) == "chr17:7661779-7687538"
    assert told(converted("chr1:1-9", config=GENES)) == []


def test_it_comes_home_as_the_name() -> None:
    there = converted("TP53", config=GENES, carry=True)
    assert b'locus="TP53"' in converter.convert(there.document, "igvxml").document


def test_merged_sessions_are_told_of_the_annotation() -> None:
    source = SESSION.format("hg38", "TP53").encode()
    assert loc(converter.merge([source, source], "jbrowse2", {"config": GENES})) == "chr17:7661779-7687538"


def test_views_without_names_stay() -> None:
    session = Session(views={"v1": View(loci=[Interval(name="TP53")]), "v2": View(), "v3": View(loci=[Interval(name="no")])})
    session.view_order = ["v1", "v2", "v3"]
    data = converter.write(session, "neutral").document
    back = converter.read(data).session
    notices: list[Any] = []
    found = with_located(back, [Annotation("a.bed", GENES)], notices)
    assert found.views["v1"].loci == [Interval(chrom="chr17", start=7661778, end=7687538)]
    assert found.views["v2"] is back.views["v2"]
    assert found.views["v3"] is back.views["v3"]
