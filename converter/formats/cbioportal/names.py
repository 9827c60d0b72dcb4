"""The words of cBioPortal's sessions that are no table: types of sessions, kinds of charts, parts of a filter.

Types are those of `SessionType.java` of cBioPortal's session-service; filters those of `StudyViewFilter.java` of cBioPortal;
charts those of `ChartTypeEnum` of cbioportal-frontend.
"""

from __future__ import annotations

ID = "cbioportal"

VIRTUAL_STUDY, GROUP, COMPARISON, SETTINGS = "virtual_study", "group", "comparison_session", "settings"
QUERY, CUSTOM_DATA, CHART, GENE_LIST = "main_session", "custom_data", "genomic_chart", "custom_gene_list"
TYPES = (QUERY, VIRTUAL_STUDY, GROUP, COMPARISON, SETTINGS, CUSTOM_DATA, CHART, GENE_LIST)
"""Types of sessions that the service keeps."""

SAMPLE = "SAMPLE_ID"
"""The clinical attribute that holds the id of a sample."""
ALTERED, ANY = "has", "any alteration"
"""How a filter asks for an alteration of a gene, and for any of them."""
WITHIN = "is in"
"""How a filter asks for a number between two others, written as `(10, 20]`: beyond the first, up to the second."""

ATTRIBUTES = {
    "clinicalDataFilters": ("attribute", ("attributeId",)),
    "clinicalDataEqualityFilters": ("attribute", ("attributeId",)),
    "clinicalDataIntervalFilters": ("attribute", ("attributeId",)),
    "customDataFilters": ("custom attribute", ("attributeId",)),
    "clinicalEventFilters": ("event", ("attributeId",)),
    "genomicDataFilters": ("gene", ("hugoGeneSymbol", "profileType")),
    "mutationDataFilters": ("mutation", ("hugoGeneSymbol", "profileType", "categorization")),
    "genericAssayDataFilters": ("assay", ("stableId", "profileType")),
    "namespaceDataFilters": ("namespace", ("outerKey", "innerKey")),
}
"""Filters by values: what is looked at, and the keys that name it, the first being what people call it."""
LISTS = {"genomicProfiles": "genomic profile", "caseLists": "sample list"}
"""Filters that are lists of alternatives."""
TREATMENTS = (
    *("patientTreatmentFilters", "patientTreatmentGroupFilters", "patientTreatmentTargetFilters"),
    *("sampleTreatmentFilters", "sampleTreatmentGroupFilters", "sampleTreatmentTargetFilters"),
)
"""Filters by treatments: a tree of those that all must have been given, each with its alternatives."""

PLOTS = {"PIE_CHART": "pie", "BAR_CHART": "bar", "VIOLIN_PLOT_TABLE": "violin"}
"""Types of plots by kinds of charts; of all others the type is the kind in lower case."""
TABLE = "TABLE"
"""Ends the kind of a chart that is a table."""
