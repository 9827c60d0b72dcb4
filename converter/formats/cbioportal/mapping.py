"""How cBioPortal's sessions spell the neutral fields; they are only read."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from converter.formats._consume import Table
from converter.formats._values import COLOR_CSS, TEXT
from converter.formats._words import INVALID, Codec, Word
from converter.formats.cbioportal.names import ATTRIBUTES, LISTS, PLOTS, TREATMENTS
from converter.options import Severity

_INFO, _WARNING = Severity.INFO, Severity.WARNING
_MILLIS = re.compile(r"\d{9,14}")
NOTHING = Table()


def _time(raw: Any) -> Any:
    """A time as ISO 8601, of the milliseconds since 1970 that the service counts."""
    if isinstance(raw, int) and not isinstance(raw, bool):
        raw = str(raw)
    if not isinstance(raw, str):
        return INVALID
    try:
        if not _MILLIS.fullmatch(raw):
            datetime.fromisoformat(raw)
            return raw
        return datetime.fromtimestamp(int(raw) / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    except ValueError:
        return INVALID


def _cells(least: int) -> Codec:
    """A number of cells of the grid."""
    return Codec(lambda raw: raw if type(raw) is int and raw >= least else INVALID, lambda value: value)


TIME = Codec(_time, lambda value: value)
PLOT = Codec(
    lambda raw: PLOTS.get(raw, raw.lower()) if isinstance(raw, str) and raw else INVALID,
    lambda value: {plot: chart for chart, plot in PLOTS.items()}.get(value, value.upper()),
)
_LOG = Codec(lambda raw: ("log" if raw else "linear") if isinstance(raw, bool) else INVALID, lambda value: value == "log")

ENVELOPE = Table(native={"id": _INFO, "source": _INFO}, structural=("type",))
SESSION = Table(
    [Word("name", "name", TEXT)],
    native={
        **dict.fromkeys(("page", "origin", "groupColors", "clinicalAttributeName", "groupNameOrder"), _WARNING),
        **dict.fromkeys(("id", "users", "version", "dynamic", "typeOfCancerId", "pmid", "subtab"), _INFO),
        **dict.fromkeys(("data", "datatype", "patientAttribute"), _WARNING),
        **dict.fromkeys(("studies", "studyViewFilter", "filters", "chartSettings", "clinicallist"), _INFO),
    },
)
"""What every session says of itself, and what only its own page understands."""
QUERY = Table(
    native={
        **dict.fromkeys(("Z_SCORE_THRESHOLD", "RPPA_SCORE_THRESHOLD", "profileFilter", "data_priority"), _WARNING),
        **dict.fromkeys(("geneset_list", "treatment_list", "generic_assay_groups"), _WARNING),
        **dict.fromkeys((f"plots_{which}_selection" for which in ("horz", "vert", "coloring")), _WARNING),
        **dict.fromkeys(("Action", "tab_index", "clinicallist", "show_samples", "heatmap_track_groups"), _INFO),
        **dict.fromkeys(("comparison_subtab", "hide_unprofiled_samples", "patient_enrichments"), _INFO),
    }
)
"""What a query of the portal holds beside genes, studies and samples."""
ANALYTICS = Table(
    [
        Word("description", "description", TEXT),
        Word("owner", "owner", TEXT),
        Word("created", "created", TIME),
        Word("lastUpdated", "modified", TIME),
    ]
)
STUDY = Table(native={"id": _INFO, "patients": _INFO, "samples": _WARNING})
CONDITION = Table(
    native={
        **dict.fromkeys(("clinicalDataType", "molecularProfileIds", "values", "start", "end", "value", "time"), _WARNING),
        **dict.fromkeys(("dataType", "alterationType", "geneQueries", "structVarQueries", "filters"), _WARNING),
    }
)
_FLAGS = ("Driver", "VUS", "UnknownOncogenicity", "UnknownTier", "Germline", "Somatic", "UnknownStatus")
QUERIED = Table(
    native={
        **dict.fromkeys((*(f"include{flag}" for flag in _FLAGS), "tiersBooleanMap"), _WARNING),
        **dict.fromkeys(("entrezGeneId", "entrezId"), _INFO),
    }
)
"""What is asked of one gene."""
FILTER = Table(
    native={
        **dict.fromkeys(("alterationFilter", "withMutationData", "withCNAData", "withFusionData"), _WARNING),
        **dict.fromkeys((*ATTRIBUTES, *LISTS, *TREATMENTS, "geneFilters", "structuralVariantFilters"), _INFO),
        **dict.fromkeys(("studyIds", "sampleIdentifiers"), _INFO),
    }
)
CHART = Table(
    [
        Word("id", "parameter", TEXT),
        Word("name", "title", TEXT),
        Word("displayName", "title", TEXT),
        Word("description", "description", TEXT),
        Word("chartType", "plot.type", PLOT),
        Word("xAttrId", "plot.x", TEXT),
        Word("yAttrId", "plot.y", TEXT),
        Word("xAxisLogScale", "plot.x_scale", _LOG),
        Word("yAxisLogScale", "plot.y_scale", _LOG),
    ],
    native={
        **dict.fromkeys(("customBins", "binMethod", "anchorValue", "disableLogScale", "violinLogScale", "groups"), _WARNING),
        **dict.fromkeys(("profileType", "genericAssayType", "genericAssayEntityId", "dataType", "layout"), _WARNING),
        **dict.fromkeys(("filterByCancerGenes", "mutationOptionType", "showNA", "patientAttribute"), _WARNING),
        **dict.fromkeys(("origin", "users"), _INFO),
        **dict.fromkeys(("innerKey", "outerKey", "showRegressionLine", "showBox", "showViolin", "showPoints"), _WARNING),
    },
)
LAYOUT = Table(
    [
        Word("x", "position.column", _cells(0)),
        Word("y", "position.row", _cells(0)),
        Word("w", "position.column_span", _cells(1)),
        Word("h", "position.row_span", _cells(1)),
    ]
)
GROUP = Table(
    [Word("name", "name", TEXT), Word("description", "description", TEXT), Word("color", "display.color", COLOR_CSS)],
    native={
        **dict.fromkeys(("origin", "users", "owner", "created", "lastUpdated"), _INFO),
        **dict.fromkeys(("uid", "isSharedGroup", "legendText", "nameWithOrdinal", "ordinal"), _INFO),
    },
)
TRACK = Table(native=dict.fromkeys(("sortOrder", "gapOn"), _WARNING))
"""A clinical track of an OncoPrint."""
