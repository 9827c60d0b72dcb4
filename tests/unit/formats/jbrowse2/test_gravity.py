"""Settings that the model has no field for: a loss that one sees is a warning, and says what the setting is."""

from __future__ import annotations

import json
from typing import Any

import pytest

import converter
from converter.formats.jbrowse2.gravity import is_missed, meaning
from tests.unit.formats.jbrowse2.reading import BAM, BIG_WIG

BED = {"type": "BedAdapter", "bedLocation": {"uri": "https://x.org/a.bed", "locationType": "UriLocation"}}
LOCUS = {"assembly": "hg38", "loc": "chr1:1-1000"}


def losses(
    track_type: str, adapter: dict[str, Any], display: dict[str, Any], *, shown: bool = True
) -> dict[str, tuple[str, str]]:
    """Severity and message of what IGV can't say of a display, by the last part of its place."""
    track = {"type": track_type, "trackId": "t", "name": "t", "assemblyNames": ["hg38"], "adapter": adapter}
    other = {**track, "trackId": "other", "adapter": BIG_WIG, "type": "QuantitativeTrack"}
    config = {
        "assemblies": [{"name": "hg38"}],
        "tracks": [{**track, "displays": [{"displayId": "d", **display}]}, other],
        "defaultSession": {
            "name": "s",
            "views": [{"type": "LinearGenomeView", "init": {**LOCUS, "tracks": ["t" if shown else "other"]}}],
        },
    }
    report = converter.convert(json.dumps(config).encode(), to="igvxml", options={"carry": False}).report.to_dict()
    native = [one for one in report["entries"] if one["code"] == "native.unsupported" and "/tracks/0/" in one["source"]["path"]]
    return {one["source"]["path"].partition("/displays/0/")[2]: (one["severity"], one["message"]) for one in native}


def test_a_filter_of_features_is_missed() -> None:
    found = losses(
        "FeatureTrack", BED, {"type": "LinearBasicDisplay", "jexlFilters": ["jexl:get(feature,'score')>9"], "mouseover": "x"}
    )
    assert found["jexlFilters"] == ("warning", "IGV desktop has no counterpart of 'jexlFilters' (which features are left out).")
    assert found["mouseover"] == ("info", "IGV desktop has no counterpart of 'mouseover'.")


def test_nobody_misses_it_in_a_track_that_is_not_shown() -> None:
    display = {"type": "LinearBasicDisplay", "jexlFilters": ["jexl:get(feature,'score')>9"]}
    assert losses("FeatureTrack", BED, display, shown=False)["jexlFilters"][0] == "info"


def test_another_display_draws_the_data_otherwise() -> None:
    found = losses("FeatureTrack", BED, {"type": "LinearManhattanDisplay"}, shown=True)
    assert found == {}, "a display that no view takes is not chosen"
    gc = losses("ReferenceSequenceTrack", BED, {"type": "LinearGCContentDisplay"})
    assert gc["type"] == ("warning", "IGV desktop has no counterpart of 'type' (how the data are drawn).")


def test_how_the_axis_fits_is_missed_unless_both_its_ends_are_said() -> None:
    display = {"type": "LinearWiggleDisplay", "autoscale": "globalsd", "numStdDev": 2}
    found = losses("QuantitativeTrack", BIG_WIG, display)
    assert {name: severity for name, (severity, _) in found.items()} == {"autoscale": "warning", "numStdDev": "warning"}
    found = losses("QuantitativeTrack", BIG_WIG, {**display, "minScore": 1, "maxScore": 9})
    assert {name: severity for name, (severity, _) in found.items()} == {"autoscale": "info", "numStdDev": "info"}


def test_renderers_that_are_not_chosen_are_not_missed() -> None:
    pivots = {name: {"bicolorPivotValue": 3} for name in ("XYPlotRenderer", "DensityRenderer")}
    found = losses(
        "QuantitativeTrack", BIG_WIG, {"type": "LinearWiggleDisplay", "defaultRendering": "density", "renderers": pivots}
    )
    severities = {name.split("/")[1]: severity for name, (severity, _) in found.items()}
    assert severities == {"XYPlotRenderer": "info", "DensityRenderer": "warning"}


def test_the_display_that_is_not_chosen_is_not_missed() -> None:
    chosen = {"type": "LinearAlignmentsDisplay", "pileupDisplay": {"type": "LinearPileupDisplay", "filterBy": {"flagInclude": 2}}}
    assert losses("AlignmentsTrack", BAM, chosen)["pileupDisplay/filterBy/flagInclude"][0] == "warning"


@pytest.mark.parametrize(
    ("name", "raw", "missed"),
    [
        ("filterBy/tagFilter/tag", "HP", True),
        ("filterBy/flagExclude", 1540, False),
        ("filterBy/flagExclude", 1796, True),
        ("filterBy/flagInclude", 0, False),
        ("renderer/color2", "black", True),
        ("renderer/color2", "#f0f", False),
        ("jexlFilters", [], False),
        ("layout", [{"name": "a"}], True),
        ("drawLongRange", False, True),
        ("drawLongRange", True, False),
        ("renderer/labels/name", "jexl:get(feature,'symbol')", True),
        ("renderer/labels/name", "jexl:get(feature,'name')||get(feature,'id')", False),
        ("mouseover", "jexl:1", False),
        ("numStdDev", 3, False),
    ],
)
def test_what_is_missed(name: str, raw: Any, *, missed: bool) -> None:
    assert is_missed(name, raw) is missed


def test_the_innermost_name_does_not_hide_what_holds_it() -> None:
    assert meaning("colorBy/modifications/threshold") == "what decides on the colour"
    assert meaning("mouseover") is None


@pytest.mark.parametrize(("bookmarks", "severity"), [([{"refName": "chr1", "start": 1, "end": 9}], "warning"), ([], "info")])
def test_bookmarks_are_missed_where_there_are_any(bookmarks: list[Any], severity: str) -> None:
    widgets = {"GridBookmark": {"id": "GridBookmark", "type": "GridBookmarkWidget", "bookmarks": bookmarks}}
    session = {"session": {"name": "s", "views": [{"type": "LinearGenomeView", "init": LOCUS}], "widgets": widgets}}
    report = converter.convert(json.dumps(session).encode(), to="igvjson", options={"carry": False}).report.to_dict()
    told = [one for one in report["entries"] if one["source"] and one["source"]["path"].endswith("/bookmarks")]
    assert [one["severity"] for one in told] == [severity]
