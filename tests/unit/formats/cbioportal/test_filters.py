"""The filter of a study view as filters of the session."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import UNSET

from tests.unit.formats.cbioportal.sessions import effects, filtered, filters, groups, loci, refused, session, study

EQUAL, ABOVE, UP_TO = "is equal to", "is greater than", "is less than or equal to"


def attribute(*values: Any, **more: Any) -> dict[str, Any]:
    return filtered(clinicalDataFilters=[{"attributeId": "AGE", "values": list(values), **more}])


def gene(*queries: Any) -> dict[str, Any]:
    return filtered(geneFilters=[{"molecularProfileIds": ["a_mutations"], "geneQueries": [list(queries)]}])


def fusion(**query: Any) -> dict[str, Any]:
    return filtered(structuralVariantFilters=[{"molecularProfileIds": ["a_sv"], "structVarQueries": [[query]]}])


def test_samples_are_let_in_by_their_study() -> None:
    held = session({"studies": [{"id": "a", "samples": ["S1", "S2"]}, {"id": "b", "samples": ["S1"]}]})
    assert [(one.item, one.item_id, one.value) for one in held.samples.filters.values()] == [
        *(("SAMPLE_ID", "a", "S1"), ("SAMPLE_ID", "a", "S2"), ("SAMPLE_ID", "b", "S1")),
    ]
    assert held.samples.filter_match == "any"
    assert held.analytics.studies == ["a", "b"]


def test_a_condition_alone_needs_no_group() -> None:
    assert groups(study()) == [None]
    assert session(study()).samples.filter_match == "all"


def test_conditions_have_groups_where_there_are_several() -> None:
    document = study(
        studyViewFilter={"clinicalDataFilters": [{"attributeId": "SEX", "values": [{"value": "F"}, {"value": "M"}]}]}
    )
    document["studies"][0]["samples"] = ["S1", "S2"]
    assert groups(document) == ["1", "1", "2", "2"]
    assert session(document).samples.filter_match == "all"


def test_values_are_alternatives() -> None:
    assert filters(attribute({"value": "x"}, "y")) == [("AGE", EQUAL, "x"), ("AGE", EQUAL, "y")]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ({"start": 18, "end": 40}, [(ABOVE, "18"), (UP_TO, "40")]),
        ({"start": 18}, [(ABOVE, "18")]),
        ({"end": 0.5, "start": None}, [(UP_TO, "0.5")]),
        ({"start": 3, "end": 3.0}, [(EQUAL, "3")]),
        ({"start": True, "value": "NA"}, [(EQUAL, "NA")]),
    ],
)
def test_a_range_alone_is_two_filters(value: Any, found: Any) -> None:
    assert [one[1:] for one in filters(attribute(value))] == found


@pytest.mark.parametrize(
    ("value", "text"), [({"start": 1, "end": 2.5}, "(1, 2.5]"), ({"start": 1}, "(1, )"), ({"end": 2}, "(, 2]")]
)
def test_a_range_among_others_is_one_filter(value: Any, text: str) -> None:
    assert filters(attribute(value, {"value": "NA"})) == [("AGE", "is in", text), ("AGE", EQUAL, "NA")]


@pytest.mark.parametrize("value", [None, 5, {}, {"value": None}, {"value": 5}, {"start": "1"}])
def test_a_value_that_says_nothing_is_refused(value: Any) -> None:
    assert refused(attribute(value)).code == "cbioportal.filter"


@pytest.mark.parametrize("values", [[], None, {"value": "x"}])
def test_a_filter_without_values_is_refused(values: Any) -> None:
    error = refused(filtered(clinicalDataFilters=[{"attributeId": "AGE", "values": values}]))
    assert (error.code, error.path) == ("cbioportal.filter", "/studyViewFilter/clinicalDataFilters/0")


def test_a_range_that_ends_before_it_begins_is_refused() -> None:
    error = refused(attribute({"start": 2, "end": 1}))
    assert (error.code, error.path) == ("cbioportal.range", "/studyViewFilter/clinicalDataFilters/0/values/0")


@pytest.mark.parametrize("held", [{"attributeId": "AGE"}, [5], [{}], "AGE"])
def test_filters_that_are_no_list_of_objects_are_refused(held: Any) -> None:
    assert refused(filtered(clinicalDataFilters=held)).code == "cbioportal.invalid"


def test_a_filter_of_nothing_is_refused() -> None:
    assert refused(filtered(clinicalDataFilters=[{"values": ["x"]}])).code == "cbioportal.filter"


@pytest.mark.parametrize("key", ["studyViewFilter", "filters"])
def test_a_filter_stands_under_two_names(key: str) -> None:
    held = {"clinicalDataFilters": [{"attributeId": "SEX", "values": ["F"]}]}
    assert ("SEX", EQUAL, "F") in filters(study(**{key: held}))
    assert refused(study(**{key: [held]})).code == "cbioportal.filter"


def test_the_newer_name_of_the_filter_wins() -> None:
    held = {"clinicalDataFilters": [{"attributeId": "SEX", "values": ["F"]}]}
    document = study(studyViewFilter=held, filters={"caseLists": [["all"]]})
    assert len(filters(document)) == 2
    assert effects(document)["/filters"][0] == "superseded"


def test_what_is_measured_of_genes_names_its_profile() -> None:
    values: Any = [[{"value": "missense"}], [{"value": "5'UTR"}]]
    held: Any = {"hugoGeneSymbol": "SPOP", "profileType": "mutations", "categorization": "MUTATION_TYPE", "values": values}
    found = session(filtered(mutationDataFilters=[held]))
    assert [one.item_id for one in found.samples.filters.values()] == ["SPOP_mutations_MUTATION_TYPE"] * 2
    assert found.samples.filter_match == "all"
    assert loci(filtered(mutationDataFilters=[held])) == ["SPOP"]
    assay = {"stableId": "Sig1", "values": [{"start": 1}]}
    assert session(filtered(genericAssayDataFilters=[assay])).samples.filters["f1"].item_id == "Sig1"


def test_alterations_of_genes() -> None:
    document = gene({"hugoGeneSymbol": "PTEN", "alterations": ["HOMDEL", "DEL"]}, {"hugoGeneSymbol": "TP53", "alterations": []})
    assert filters(document) == [("PTEN", "has", "HOMDEL"), ("PTEN", "has", "DEL"), ("TP53", "has", "any alteration")]
    assert loci(document) == ["PTEN", "TP53"]
    assert filters(gene({"hugoGeneSymbol": "AR"})) == [("AR", "has", "any alteration")]
    assert session(document).samples.filters["f1"].item_id == "a_mutations"


def test_queries_in_the_query_language() -> None:
    document = gene("MYC: AMP GAIN", "TP53")
    assert filters(document) == [("MYC", "has", "AMP"), ("MYC", "has", "GAIN"), ("TP53", "has", "any alteration")]
    assert session(document).samples.filter_match == "any"


@pytest.mark.parametrize(
    "query", ["", "A B: AMP", 5, {}, {"alterations": ["AMP"]}, {"hugoGeneSymbol": "A", "alterations": [1]}, {"gene1Query": {}}]
)
def test_queries_of_no_gene_are_refused(query: Any) -> None:
    assert refused(gene(query)).code == "cbioportal.filter"


@pytest.mark.parametrize("queries", [None, [], [[]], ["TP53"]])
def test_lists_without_queries_are_refused(queries: Any) -> None:
    assert refused(filtered(geneFilters=[{"geneQueries": queries}])).code == "cbioportal.filter"


def test_an_empty_filter_says_nothing() -> None:
    told = effects(filtered(geneFilters=[], caseLists=[], patientTreatmentFilters={}), "analytics")
    assert set(told.values()) >= {("dropped", "native.unsupported")}
    assert session(filtered(geneFilters=[], studyIds=[])).samples.extras["cbioportal"].native == {
        "studyViewFilter/geneFilters": [],
        "studyViewFilter/studyIds": [],
    }


def test_profiles_that_are_none_are_extras() -> None:
    document = filtered(geneFilters=[{"molecularProfileIds": [5], "geneQueries": [["TP53"]]}])
    assert session(document).samples.filters["f1"].item_id is UNSET
    assert effects(document, "analytics")["/studyViewFilter/geneFilters/0/molecularProfileIds"][0] == "dropped"


@pytest.mark.parametrize(
    ("query", "name", "found"),
    [
        ({"gene1Query": {"hugoSymbol": "TMPRSS2"}, "gene2Query": {"hugoSymbol": "ERG"}}, "TMPRSS2::ERG", ["TMPRSS2", "ERG"]),
        ({"gene1Query": {"specialValue": "ANY_GENE"}, "gene2Query": {"hugoSymbol": "ERG"}}, "*::ERG", ["ERG"]),
        ({"gene1Query": {"hugoSymbol": "ALK"}, "gene2Query": {"specialValue": "NO_GENE"}}, "ALK::-", ["ALK"]),
        ({"gene1Query": {"hugoSymbol": "ALK"}, "gene2Query": {"specialValue": "ODD"}}, "ALK::ODD", ["ALK"]),
        ({"gene1Query": {"hugoSymbol": "ALK"}, "gene2Query": None}, "ALK::-", ["ALK"]),
        ({"gene1Query": {"hugoSymbol": "ALK"}, "gene2Query": {"entrezId": 5}}, "ALK::-", ["ALK"]),
    ],
)
def test_fusions_are_called_by_their_partners(query: Any, name: str, found: list[str]) -> None:
    assert filters(fusion(**query)) == [(name, "has", "any alteration")]
    assert loci(fusion(**query)) == found


def test_lists_of_alternatives() -> None:
    document = filtered(genomicProfiles=[["mutations"], ["gistic", "cna"]], caseLists=[["all"]], studyIds=["a", "b"])
    assert filters(document) == [
        ("genomic profile", EQUAL, "mutations"),
        *(("genomic profile", EQUAL, one) for one in ("gistic", "cna")),
        ("sample list", EQUAL, "all"),
        *(("study", EQUAL, one) for one in "ab"),
    ]
    assert groups(document) == [None, "2", "2", None, "4", "4"]


@pytest.mark.parametrize("held", [[], ["mutations"], {"a": 1}, [[]]])
def test_lists_that_are_none_are_kept_aside(held: Any) -> None:
    assert session(filtered(genomicProfiles=held)).samples.filters is UNSET
    assert session(filtered(studyIds={"a": 1})).samples.filters is UNSET


def test_names_that_are_no_texts_are_kept_aside() -> None:
    document = filtered(caseLists=[["all", 5]], studyIds=[5])
    assert filters(document) == [("sample list", EQUAL, "all")]
    assert effects(document, "analytics")["/studyViewFilter/studyIds/0"] == ("dropped", "source.invalid")


def test_samples_of_the_filter_itself() -> None:
    named = [{"sampleId": "S", "studyId": "a"}, {"sampleId": "T"}]
    assert filters(filtered(sampleIdentifiers=named)) == [("SAMPLE_ID", EQUAL, "S")]
    assert session(filtered(sampleIdentifiers=[{"studyId": "a"}])).samples.filters is UNSET


def test_treatments_are_a_tree() -> None:
    leaves = [{"treatment": "A", "time": "Pre"}, {"treatment": "B"}, {"time": "Post"}]
    document = filtered(sampleTreatmentFilters={"filters": [{"filters": leaves}, {"filters": []}]})
    assert filters(document) == [("sampleTreatment", EQUAL, "A"), ("sampleTreatment", EQUAL, "B")]
    assert session(filtered(patientTreatmentFilters={"filters": []})).samples.filters is UNSET
    assert session(filtered(patientTreatmentFilters=[])).samples.filters is UNSET
    assert refused(filtered(patientTreatmentFilters={"filters": 5})).code == "cbioportal.invalid"


def test_what_counts_as_an_alteration_has_no_word() -> None:
    document = study(studyViewFilter={"alterationFilter": {"includeDriver": True}, "mood": 1})
    told = effects(document, "analytics")
    assert told["/studyViewFilter/alterationFilter"] == ("dropped", "native.unsupported")
    assert told["/studyViewFilter/mood"] == ("dropped", "source.ignored")
