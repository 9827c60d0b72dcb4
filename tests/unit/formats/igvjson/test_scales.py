"""The scales of colours of segments in igv.js are the one scale of three colours that IGV desktop has."""

from __future__ import annotations

import json
from typing import Any

import pytest

import converter
from converter.formats.igvjson import scales
from converter.model import DisplayRange, Source, Track
from tests.unit.formats.igvjson.making import made
from tests.unit.formats.igvjson.sessions import again, document, effects, fates, home, one, read, session

SEG: dict[str, Any] = {"type": "seg", "url": "https://h/a.seg"}
NEG = {"low": -2, "high": -0.2, "lowColor": "rgb(0,128,0)", "highColor": "rgb(255,255,255)"}
POS = {"low": 0.3, "high": 2.5, "lowColor": "rgb(255,255,255)", "highColor": "rgb(128,0,128)"}
BOTH = {"negColorScale": NEG, "posColorScale": POS}
SCALE = [-0.2, -2, 0.3, 2.5, "#008000", "#ffffff", "#800080"]
USUAL = [-0.1, -1.5, 0.1, 1.5, "#0000ff", "#ffffff", "#ff0000"]
PLACE = "/tracks/0/posColorScale"


def of(**more: Any) -> dict[str, Any]:
    return {"version": "3", "genome": "hg38", "tracks": [{**SEG, **more}]}


def scale(**more: Any) -> Any:
    found = one(**SEG, **more).display_range
    return found and found.color_scale


def row(scale: Any, **fields: Any) -> Track:
    return Track(kind="copy_number", source="s1", display_range=DisplayRange(color_scale=scale), **fields)


def written(*tracks: Track) -> list[Any]:
    files = {"s1": Source(location="https://h/a.seg", format="seg")}
    found = document(made(*tracks, sources=("https://h/a.seg",), more=files))["tracks"]
    return [{name: track[name] for name in BOTH if name in track} for track in found]


def test_two_scales_are_one() -> None:
    assert scale(**BOTH) == SCALE


def test_they_are_spelled_in_two_ways() -> None:
    neg = {"min": -2, "max": -0.2, "minColor": "green", "maxColor": "white"}
    assert scale(negColorScale=neg, posColorScale=POS) == SCALE
    mixed = {**POS, "min": 0.5, "maxColor": "", "minColor": "white"}
    assert scale(negColorScale=NEG, posColorScale=mixed) == [*SCALE[:2], 0.5, *SCALE[3:]]


@pytest.mark.parametrize("nothing", [None, False, 0, ""])
def test_igv_js_has_scales_of_its_own_where_one_is_not_said(nothing: Any) -> None:
    assert scale(posColorScale=POS) == [*USUAL[:2], 0.3, 2.5, "#0000ff", "#ffffff", "#800080"]
    assert scale(negColorScale=NEG, posColorScale=nothing) == [-0.2, -2, 0.1, 1.5, "#008000", "#ffffff", "#ff0000"]


def test_nothing_said_is_no_scale() -> None:
    assert not scale()
    assert not scale(posColorScale=None)
    assert fates(of(posColorScale=None))[PLACE] == ("ignored", None)


@pytest.mark.parametrize(
    "other",
    [
        {**POS, "lowColor": "rgb(255,255,254)"},
        {**POS, "highColor": "nonsense"},
        {**POS, "high": "much"},
        {**POS, "low": -0.3},
        {**POS, "high": 0.2},
        {**POS, "low": 0, "high": 0.1},
        {**POS, "min": None},
    ],
)
def test_other_scales_are_words_of_igv_js(other: Any) -> None:
    given = of(negColorScale=NEG, posColorScale=other)
    found = session(given).tracks["t1"]
    assert not found.display_range
    assert found.extras["igvjson"].native == {"negColorScale": NEG, "posColorScale": other}
    assert fates(given)[PLACE] == fates(given)["/tracks/0/negColorScale"] == ("native", None)
    assert again(given)["tracks"][0]["posColorScale"] == other
    assert effects(given, "igvxml")["/tracks/0/negColorScale"] == "dropped"


@pytest.mark.parametrize("other", [{}, [], "red", {**POS, "lowColor": None}])
def test_a_scale_without_colours_is_left_out(other: Any) -> None:
    """igv.js leaves the track out at it (run); one beside it counts."""
    given = of(negColorScale=NEG, posColorScale=other)
    assert fates(given)[PLACE] == ("ignored", "source.invalid")
    for carry in (False, True):
        assert again(given, carry=carry)["tracks"][0].get("posColorScale", "gone") == "gone"
    assert home(given)["tracks"][0]["posColorScale"] == other
    assert (
        one(**given["tracks"][0]).display_range.color_scale == one(**of(negColorScale=NEG)["tracks"][0]).display_range.color_scale
    )


@pytest.mark.parametrize("bad", [{"low": -0.15}, {"highColor": "black"}, {"high": 0.4}, {"low": -0.1, "high": -0.05}])
def test_so_are_other_scales_below_zero(bad: Any) -> None:
    assert not scale(negColorScale={**NEG, **bad}, posColorScale=POS)


@pytest.mark.parametrize("stronger", [{"color": "red"}, {"colorTable": {}}])
def test_a_colour_is_stronger_than_scales(stronger: Any) -> None:
    given = of(**BOTH, **stronger)
    assert not one(**given["tracks"][0]).display_range
    assert fates(given)[PLACE] == ("ignored", None)
    assert again(given, carry=True)["tracks"][0]["posColorScale"] == POS
    assert "posColorScale" not in again(given)["tracks"][0]
    assert scale(**BOTH, color="") == SCALE


@pytest.mark.parametrize("word", [{"color": "red"}, {"colorTable": {"1": "red"}}])
def test_words_at_which_igvjs_stops_are_carried_alone(word: Any) -> None:
    """Segments with a colour or a table of colours end the whole session (`SegTrack.draw`, run)."""
    [name] = word
    given = of(**word)
    assert name not in again(given)["tracks"][0]
    assert {fate for place, (fate, _) in fates(given).items() if name in place} == {"ignored"}


def test_each_value_of_a_scale_is_a_fact() -> None:
    held = {**POS, "type": "gradient", "min": 0.5}
    given = of(negColorScale=NEG, posColorScale=held, samples=["A", "B"])
    found = fates(given)
    assert {key for key in held if found[f"{PLACE}/{key}"][0] == "feeds"} == {"min", "high", "lowColor", "highColor"}
    assert (found[f"{PLACE}/type"], found[f"{PLACE}/low"]) == (("ignored", None), ("ignored", None))
    told = {path: effect for path, effect in effects(given, "igvxml").items() if "Scale" in path}
    assert told == {f"{PLACE}/type": "dropped", f"{PLACE}/low": "dropped"}


@pytest.mark.parametrize("more", [{}, {"samples": ["A"]}, {"samples": ["A", "B"]}])
def test_scales_come_home(more: Any) -> None:
    given = of(negColorScale={**NEG, "type": "gradient"}, **more)
    assert again(given, carry=True)["tracks"] == given["tracks"]
    assert again(given)["tracks"] == of(negColorScale=NEG, **more)["tracks"]


def test_all_rows_have_the_scale() -> None:
    given = of(**BOTH, samples=["A", "B", "C"])
    found = session(given)
    assert [found.tracks[key].display_range.color_scale for key in found.track_order] == [SCALE] * 3
    xml = converter.convert(json.dumps(given).encode(), "igvxml", options={"carry": False})
    assert xml.document.count(b'colorScale="ContinuousColorScale;-0.2;-2.0;0.3;2.5;0,128,0;255,255,255;128,0,128"') == 3
    home = json.loads(converter.convert(xml.document, "igvjson", options={"carry": False}).document)["tracks"]
    assert (home[0]["samples"], home[0]["negColorScale"], home[0]["posColorScale"]) == (["A", "B", "C"], NEG, POS)


def test_each_value_of_a_scale_feeds_all_rows() -> None:
    bound = read(of(**BOTH, samples=["A", "B"])).ledger.bound
    fed = next(one.fates["low"].detail for one in bound if one.node.path == PLACE)
    assert fed == tuple((("tracks", key), "display_range.color_scale") for key in ("t1", "t2"))


def test_a_scale_is_written_of_a_file_of_a_sample_and_of_rows() -> None:
    assert written(row(SCALE)) == written(row(SCALE, sample="A")) == [BOTH]
    assert written(row(SCALE, sample="A"), row(SCALE, sample="B")) == [BOTH]


def test_rows_of_other_scales_stand_apart() -> None:
    other = [*SCALE[:3], 3, *SCALE[4:]]
    assert written(row(SCALE, sample="A"), row(other, sample="B")) == [BOTH, {**BOTH, "posColorScale": {**POS, "high": 3}}]


@pytest.mark.parametrize(
    "other",
    [
        None,
        [0, 1, "#ffffff", "#ff0000"],
        [*SCALE[:5], "#000000", SCALE[6]],
        [-0.2, 2, *SCALE[2:]],
        [*SCALE[:2], "#ffffff", *SCALE[3:]],
    ],
)
def test_what_igv_js_has_no_scales_for_is_not_written(other: Any) -> None:
    assert written(row(other)) == [{}]


def test_a_scale_that_igv_js_can_not_say_is_told() -> None:
    text = "ContinuousColorScale;-0.1;-1.5;0.1;1.5;0,0,255;{};255,0,0"
    track = f'<Track id="https://h/a.seg_A" clazz="org.broad.igv.track.DataSourceTrack" colorScale="{text}"/>'
    files = '<Resources><Resource path="https://h/a.seg"/></Resources>'
    xml = f'<Session genome="hg38" version="8">{files}<Panel>{track}</Panel></Session>'

    def told(middle: str) -> Any:
        data = xml.format(middle).encode()
        found = converter.convert(data, "igvjson", options={"carry": False}).report.to_dict()["entries"]
        return [(one["effect"], one["severity"]) for one in found if "colorScale" in str(one["source"])]

    assert told("255,255,255") == []
    assert told("0,0,0") == [("dropped", "warning")]


def test_what_is_no_object_is_no_scale() -> None:
    """As it may stand in the spelling of a neutral session that was made by hand."""
    assert scales.SCALES.read({"posColorScale": "red"}) is None
