"""Scales of colours that the target says by shades, and what idles beside them."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import UNSET

import converter
from converter.loss.measure import Delta
from converter.loss.scales import told_by_shades
from converter.model import Display, DisplayRange, Session, Track

SCALE = "ContinuousColorScale;0.0;5.0;255,255,255;200,0,0"
THREE = "ContinuousColorScale;-0.1;-1.5;0.1;1.5;0,0,255;255,255,255;200,0,0"
TRACK = "/Session/Panel/Track"


def told(scale: str, more: str = "", renderer: str = "HEATMAP") -> dict[str, tuple[str, str, Any]]:
    """Effect, severity and what is said instead, by the fact."""
    track = f'<Track id="https://h/a.bw" name="A" renderer="{renderer}" color="0,0,178" colorScale="{scale}" {more}>'
    limits = '<DataRange minimum="0" baseline="0" maximum="10" type="LINEAR" drawBaseline="false" flipAxis="false"/>'
    data = (
        '<Session genome="hg38" locus="chr1:1-900" version="8"><Resources><Resource path="https://h/a.bw"/></Resources>'
        f'<Panel name="P">{track}{limits}</Track></Panel></Session>'
    )
    report = converter.convert(data.encode(), "jbrowse2", options={"carry": False}).report.to_dict()
    listed = [one for one in report["entries"] if one["source"]]
    return {
        place.rpartition("/@")[2]: (one["effect"], one["severity"], one["emitted"])
        for one in listed
        for place in one.get("places", [one["source"]["path"]])
        if place.startswith(TRACK)
    }


def test_a_scale_is_said_by_shades_and_what_idles_beside_it_is_dropped() -> None:
    found = told(SCALE, 'altColor="1,2,3" autoScale="true"')
    assert found["colorScale"] == ("approximated", "warning", '[0,5,"#eeeeee","#c80000"]')
    assert {name: found[name] for name in ("color", "altColor", "maximum", "autoScale")} == dict.fromkeys(
        ("color", "altColor", "maximum", "autoScale"), ("dropped", "info", None)
    )


def test_a_scale_of_three_colours_has_two_shades() -> None:
    found = told(THREE)
    assert found["colorScale"] == ("approximated", "warning", '[0.0,-1.5,0.0,1.5,"#0000ff","#eeeeee","#c80000"]')
    assert found["minimum"] == ("dropped", "info", None)


def test_a_scale_of_bars_idles() -> None:
    found = told(SCALE, renderer="BAR_CHART")
    assert found["colorScale"] == ("dropped", "info", None)
    assert "color" not in found


def heat(**held: Any) -> Track:
    display, limits = {"color": "#c80000", **held.pop("display", {})}, {"maximum": 5, **held.pop("display_range", {})}
    return Track(kind="quantitative", display=Display(renderer="heatmap", **display), display_range=DisplayRange(**limits))


@pytest.mark.parametrize(
    "there",
    [
        heat(display={"color": "#0000ff"}),
        heat(display_range={"maximum": 6}),
        Track(kind="quantitative", display_range=DisplayRange(maximum=5)),
        Track(kind="quantitative", display=Display(color="#c80000")),
    ],
)
def test_a_target_that_has_not_these_shades_says_nothing_of_the_scale(there: Track) -> None:
    here = heat(display_range={"color_scale": [0, 5, "#ffffff", "#c80000"]})
    delta = Delta(Session(tracks={"t1": here}), Session(tracks={"t1": there}))
    changes: Any = told_by_shades(delta, dict(delta.changes))
    assert changes["tracks", "t1"]["display_range.color_scale"][1] is UNSET


def test_a_track_that_is_gone_stays_so() -> None:
    here = heat(display_range={"color_scale": [0, 5, "#ffffff", "#c80000"]})
    delta = Delta(Session(tracks={"t1": here}), Session())
    assert told_by_shades(delta, dict(delta.changes)) == delta.changes
