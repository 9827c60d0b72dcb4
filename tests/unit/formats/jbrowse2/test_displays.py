"""Which of the configurations of displays that a track lists is the one of its type, and what becomes of the others."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import UNSET

from converter.formats.jbrowse2.names import DISPLAYS
from converter.formats.jbrowse2.slots import fits
from tests.unit.formats.jbrowse2.reading import Read, config, display, shown, track, written

RED = {"renderers": {"XYPlotRenderer": {"type": "XYPlotRenderer", "color": "red"}}}
FIRST = display("LinearWiggleDisplay", height=50)
SECOND = {**display("LinearWiggleDisplay", **RED), "displayId": "second"}
NAMELESS = {"displayId": "a-x", "height": 70}


def read(*displays: dict[str, Any], configuration: Any = None) -> Read:
    """A track in a view with these configurations, of which the view names one."""
    said = {"configuration": configuration} if configuration else {}
    return config(track(displays=list(displays)), views=[shown({"type": "LinearWiggleDisplay", **said})])


@pytest.mark.parametrize("named", [None, "a-LinearWiggleDisplay", "elsewhere"])
def test_of_two_of_one_type_the_first_says_the_look(named: str | None) -> None:
    found = read(FIRST, SECOND, configuration=named)
    assert (found.track().display.height_px, found.track().display.color) == (50, UNSET)
    assert found.says("/tracks/0/displays/1/renderers/XYPlotRenderer/color") == (
        "native",
        "displays1/renderers/XYPlotRenderer/color",
    )


def test_of_two_of_one_type_the_one_that_the_view_names_says_the_look() -> None:
    found = read(FIRST, SECOND, configuration="second")
    assert (found.track().display.height_px, found.track().display.color) == (UNSET, "#ff0000")
    assert found.says("/tracks/0/displays/0/height") == ("native", "displays0/height")


@pytest.mark.parametrize("named", ["a-LinearWiggleDisplay", "second"])
def test_both_return_each_as_it_was(named: str) -> None:
    made = written(read(FIRST, SECOND, configuration=named).session)
    held = {one["displayId"]: one for one in made["tracks"][0]["displays"]}
    assert held == {FIRST["displayId"]: FIRST, "second": SECOND}
    assert made["defaultSession"]["views"][0]["tracks"][0]["displays"][0]["configuration"] == named


def test_one_without_a_type_is_not_written_as_jbrowse_refuses_the_session_for_it() -> None:
    found = read(FIRST, NAMELESS)
    assert found.says("/tracks/0/displays/1/height") == ("ignored", "displays1/height")
    assert [one["displayId"] for one in written(found.session)["tracks"][0]["displays"]] == [FIRST["displayId"]]


def test_a_key_of_a_track_is_no_display_though_it_begins_like_that() -> None:
    found = config(track(displays1={"height": 7}), views=[shown({"type": "LinearWiggleDisplay"})])
    assert written(found.session)["tracks"][0]["displays1"] == {"height": 7}


@pytest.mark.parametrize(
    ("name", "renderer"),
    [
        ("LinearWiggleDisplay", "XYPlotRenderer"),
        ("MultiLinearWiggleDisplay", "MultiLineRenderer"),
        ("LinearPileupDisplay", "PileupRenderer"),
        ("LinearSNPCoverageDisplay", "SNPCoverageRenderer"),
    ],
)
def test_a_renderer_at_a_place_of_its_own_has_that_type_alone(name: str, renderer: str) -> None:
    kind = str(DISPLAYS[name].kind(f"renderers/{renderer}/type"))
    assert (fits(kind, renderer), fits(kind, "DensityRenderer")) == (True, False)
