"""Studies, groups, charts, queries and lists of genes as neutral sessions."""

from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec import UNSET

import converter
from converter.formats.cbioportal.genes import Line, Query, lines
from converter.model import Analytics, Genome, Plot, Position
from tests.unit.formats.cbioportal.sessions import OF, effects, envelope, filters, loci, read, refused, said, session, study

EQUAL = "is equal to"


def charts(*held: Any, **more: Any) -> dict[str, Any]:
    return envelope("settings", page="study_view", origin=["a"], chartSettings=list(held), **more)


def chart(**facts: Any) -> Any:
    return session(charts({"id": "c", **facts})).views["v1"]


def query(**facts: Any) -> dict[str, Any]:
    return envelope("main_session", **facts)


def test_what_a_session_says_of_itself() -> None:
    found = session(study(description="d", owner="o", created="1533840000000", lastUpdated="2020-09-13T12:26:40Z", users=["u"]))
    assert found.name == "n"
    created, modified = "2018-08-09T18:40:00.000Z", "2020-09-13T12:26:40Z"
    told = found.analytics
    assert (told.description, told.owner, told.created, told.modified) == ("d", "o", created, modified)
    assert found.extras[OF].native == {"users": ["u"]}


@pytest.mark.parametrize(("raw", "found"), [(1533840000000, "2018-08-09T18:40:00.000Z"), ("2020-01-01", "2020-01-01")])
def test_times_are_told_by_the_calendar(raw: Any, found: str) -> None:
    assert session(study(created=raw)).analytics.created == found


@pytest.mark.parametrize("raw", ["soon", "999999999999999", None, True, 1.5])
def test_what_is_no_time_is_kept_aside(raw: Any) -> None:
    assert session(study(created=raw)).analytics == Analytics(studies=["a"])
    assert effects(study(created=raw), "analytics")["/created"] == ("dropped", "source.invalid")


def test_the_genome_is_that_of_the_studies() -> None:
    held = [
        {"id": name, "samples": [], "referenceGenome": genome} for name, genome in (("a", "hg19"), ("b", "hg38"), ("c", "hg19"))
    ]
    found = session({"studies": held})
    assert (found.genome, found.genomes) == (Genome(id="hg19"), {"g2": Genome(id="hg38")})
    assert effects({"studies": held})["/studies/2/referenceGenome"][0] == "superseded"
    assert session(study(referenceGenome="mm10")).genome == Genome(id="mm10")


def test_studies_without_samples_are_named_all_the_same() -> None:
    found = session({"studies": [{"id": "a", "samples": []}, {"id": "a", "samples": []}]})
    assert (found.analytics, found.samples) == (Analytics(studies=["a", "a"]), UNSET)
    assert session(envelope("virtual_study", name="n")).analytics is UNSET


@pytest.mark.parametrize(
    "held", [{"samples": []}, {"id": 5, "samples": []}, {"id": "a", "samples": "S"}, {"id": "a", "samples": [1]}]
)
def test_studies_that_are_none_are_refused(held: Any) -> None:
    assert refused({"studies": [held]}).code == "cbioportal.study"


def test_groups_are_series() -> None:
    held = [{"name": "x", "color": "#f00", "studies": [{"id": "a", "samples": ["S", "T"]}]}, {"studies": []}]
    found = session(envelope("comparison_session", groups=held, origin=["a"]))
    one, other = (found.tracks[key] for key in found.track_order)
    assert (one.kind, one.name, one.display.color, other.name) == ("series", "x", "#ff0000", UNSET)
    assert [said(each) for each in one.selection.filters.values()] == [("SAMPLE_ID", EQUAL, "S"), ("SAMPLE_ID", EQUAL, "T")]
    assert (one.selection.match, other.selection) == ("any", UNSET)
    assert (found.views["v1"].kind, found.views["v1"].tracks) == ("table", ["t1", "t2"])
    assert found.analytics.studies == ["a"]


def test_the_study_of_an_empty_group_is_an_extra() -> None:
    found = session(envelope("comparison_session", groups=[{"name": "x", "studies": [{"id": "a"}]}], origin=[]))
    assert found.tracks["t1"].extras[OF].native == {"studies/0/id": "a"}


@pytest.mark.parametrize("groups", [[], None, [5], "x"])
def test_a_comparison_of_nothing_is_refused(groups: Any) -> None:
    assert refused(envelope("comparison_session", groups=groups)).code in ("cbioportal.group", "cbioportal.invalid")


def test_a_group_says_of_itself_what_it_says_of_the_session() -> None:
    found = session(envelope("group", name="g", owner="o", studies=[{"id": "a", "samples": ["S"]}]))
    assert (found.name, found.tracks["t1"].name, found.analytics.owner) == ("g", "g", "o")
    assert session(envelope("group", studies=[])).name is UNSET


@pytest.mark.parametrize(
    ("word", "kind", "plot"),
    [
        ("PIE_CHART", "plot", "pie"),
        ("BAR_CHART", "plot", "bar"),
        ("SURVIVAL", "plot", "survival"),
        ("SCATTER", "plot", "scatter"),
        ("VIOLIN_PLOT_TABLE", "plot", "violin"),
        ("TABLE", "table", "table"),
        ("MUTATED_GENES_TABLE", "table", "mutated_genes_table"),
    ],
)
def test_kinds_of_charts(word: str, kind: str, plot: str) -> None:
    found = chart(chartType=word)
    assert (found.kind, found.plot, found.parameter) == (kind, Plot(type=plot), "c")


def test_a_chart_without_a_kind_is_a_plot() -> None:
    assert (chart().kind, chart().plot) == ("plot", UNSET)
    assert effects(charts({"chartType": 5}), "analytics")["/data/chartSettings/0/chartType"] == ("dropped", "source.invalid")


def test_charts_lie_on_a_grid() -> None:
    assert chart(layout={"x": 1, "y": 2, "w": 3, "h": 4}).position == Position(column=1, row=2, column_span=3, row_span=4)
    assert chart(layout={"x": -1, "y": 0.5, "w": 0, "h": True}).position is UNSET
    assert chart(layout=None).position is UNSET


def test_charts_have_axes() -> None:
    found = chart(xAttrId="A", yAttrId="B", xAxisLogScale=True, yAxisLogScale=False, name="N", description="D").plot
    assert (found.x, found.y, found.x_scale, found.y_scale) == ("A", "B", "log", "linear")
    assert chart(xAxisLogScale="yes").plot is UNSET


def test_genes_of_charts_are_in_view_before_them() -> None:
    found = session(charts({"id": "a"}, {"id": "b", "hugoGeneSymbol": "EGFR"}, {"hugoGeneSymbol": "EGFR", "xAttrId": "A"}))
    assert [(found.views[key].kind, found.views[key].parameter or None) for key in found.view_order] == [
        *(("linear", None), ("plot", "a"), ("plot", "b"), ("plot", None)),
    ]
    assert [one.name for one in found.views["v1"].loci] == ["EGFR"]
    assert (found.views["v3"].plot.x, found.views["v4"].plot.x) == ("EGFR", "A")


def test_one_chart_alone() -> None:
    found = session(envelope("genomic_chart", id="c", hugoGeneSymbol="KRAS"))
    assert [found.views[key].kind for key in found.view_order] == ["linear", "plot"]
    assert session(envelope("genomic_chart", id="c", hugoGeneSymbol="")).view_order == ["v1"]
    document = envelope("genomic_chart", id="c", referenceGenome="hg19", owner="o", created="soon")
    held = session(document)
    assert (held.genome, held.analytics.owner) == (Genome(id="hg19"), "o")
    told = effects(document, "igvxml")
    assert "/data/referenceGenome" not in told
    assert told["/data/created"] == ("dropped", "source.invalid")


def test_settings_that_are_no_list_are_refused() -> None:
    assert refused(envelope("settings", page="study_view", origin=[], chartSettings={"AGE": {}})).code == "cbioportal.invalid"
    assert session(envelope("settings", page="study_view", origin=[5], chartSettings=[])).views == {}


def test_the_tracks_of_an_oncoprint_are_columns() -> None:
    held = [{"stableId": "SEX", "sortOrder": "ASC"}, {"gapOn": True}, {"stableId": "AGE"}]
    found = session(envelope("settings", page="results_view", origin=[], clinicallist=held)).views["v1"]
    assert (found.kind, found.columns) == ("table", ["SEX", "AGE"])
    assert session(envelope("settings", page="results_view", clinicallist=[{"gapOn": True}])).views["v1"].columns is UNSET


def test_a_query_makes_a_series_of_each_gene() -> None:
    found = session(query(cancer_study_list="a,b", cancer_study_id="all", gene_list="EGFR: AMP; TP53", case_ids="a:S+b:T"))
    assert [found.tracks[key].name for key in found.track_order] == ["EGFR", "TP53"]
    assert said(found.tracks["t1"].selection.filters["f1"]) == ("EGFR", "has", "AMP")
    assert [found.views[key].kind for key in found.view_order] == ["linear", "table"]
    assert [(one.item_id, one.value) for one in found.samples.filters.values()] == [("a", "S"), ("b", "T")]
    assert found.analytics.studies == ["a", "b"]


def test_a_query_of_one_study() -> None:
    found = query(cancer_study_id="a", case_set_id="a_all")
    assert (session(found).analytics.studies, filters(found)) == (["a"], [("sample list", EQUAL, "a_all")])
    assert session(query(case_set_id="a_all")).analytics is UNSET


@pytest.mark.parametrize(
    ("key", "raw"), [("gene_list", "A B: AMP"), ("case_ids", "a:S b"), ("case_ids", "a"), ("gene_list", ";")]
)
def test_what_a_query_can_not_mean_is_kept_aside(key: str, raw: str) -> None:
    document = query(cancer_study_list="a", **{key: raw})
    assert session(document).tracks == {}
    assert effects(document, "analytics")[f"/data/{key}"] == ("dropped", "source.invalid")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("TP53", [Line("TP53", [Query("TP53", [])])]),
        (
            "A, B\nC: MUT = V600E AMP",
            [Line(one, [Query(one, asked)]) for one, asked in (("A", []), ("B", []), ("C", ["MUT=V600E", "AMP"]))],
        ),
        ('["P" A: MUT; B] C', [Line("P", [Query("A", ["MUT"]), Query("B", [])]), Line("C", [Query("C", [])])]),
        ("[A B] []", [Line("A / B", [Query("A", []), Query("B", [])])]),
        ("DATATYPES: AMP; A; B: MUT", [Line("A", [Query("A", ["AMP"])]), Line("B", [Query("B", ["MUT"])])]),
        ("A:", None),
        ("A!", None),
        ("", None),
    ],
)
def test_the_query_language(text: str, found: Any) -> None:
    assert lines(text) == found


def test_lists_of_genes() -> None:
    assert loci(envelope("custom_gene_list", name="n", geneList=["A", "B", "A"])) == ["A", "B"]
    bad: list[dict[str, Any]] = [{}, {"genes": []}, {"genes": "A"}, {"genes": [1]}, {"genes": [""]}]
    for held in bad:
        assert refused(envelope("custom_gene_list", name="n", **held)).code == "cbioportal.genes"


def test_values_that_somebody_brought_along_are_data() -> None:
    rows = [{"sampleId": "S", "studyId": "a", "value": "x"}]
    document = envelope("custom_data", displayName="D", datatype="STRING", origin=["a"], data=rows)
    found = session(document)
    assert (found.name, found.views["v1"].title, found.extras[OF].native["data"]) == ("D", "D", rows)
    assert session(envelope("custom_data", datatype="STRING", data=rows)).views["v1"].title is UNSET


@pytest.mark.parametrize("to", ["igvxml", "igvjson", "jbrowse2", "ucsc"])
@pytest.mark.parametrize("document", [study(), charts({"id": "AGE"}), envelope("custom_gene_list", name="n", genes=["A"])])
def test_without_a_genome_it_is_incomplete(to: str, document: Any) -> None:
    done = converter.convert(json.dumps(document).encode(), to)
    assert done.report.verdict == "incomplete"
    told = [entry for entry in done.report.to_dict()["entries"] if entry["code"] == "genome.missing"]
    assert len(told) == 1
    assert "genome" in told[0]["hint"]


def test_with_a_genome_the_genes_are_searched() -> None:
    document = json.dumps(envelope("custom_gene_list", name="n", genes=["EGFR", "TP53"])).encode()
    made = converter.convert(document, "igvjson", options={"genome": "hg38", "carry": False}).document
    assert json.loads(made)["locus"] == ["EGFR", "TP53"]
    assert json.loads(made)["genome"] == "hg38"


def test_a_list_of_samples_is_a_filter_of_igv_desktop() -> None:
    document = {"name": "n", "studies": [{"id": "a", "referenceGenome": "hg19", "samples": ["S1", "S2"]}]}
    made = converter.convert(json.dumps(document).encode(), "igvxml", options={"carry": False}).document
    assert b'<FilterElement item="SAMPLE_ID" operator="is equal to" value="S1"' in made
    assert b'match="any"' in made


def test_measuring_reads_without_a_record() -> None:
    assert read(study()).ledger.total == 3
