from __future__ import annotations

from typing import Any

import pytest

from converter.formats._words import CANNOT, INVALID
from converter.formats.igvjson import FORMAT, codecs, desktop, names, web
from converter.formats.igvjson.mapping import CANNOT_SAY
from converter.loss.announce import find
from tests.unit.formats.igvjson.sessions import effects


@pytest.mark.parametrize(
    ("codec", "wire", "value"),
    [
        (codecs.LIST, ["a", "b"], ["a", "b"]),
        (codecs.LOG, True, "log"),
        (codecs.LOG, False, "linear"),
        (codecs.GROUP, "7", "7"),
        (codecs.REVERSED, True, "-"),
        (codecs.DIRECTION, "DOWN", "down"),
        (codecs.COLOR_TABLE, {"a": "rgb(1,2,3)"}, {"a": "#010203"}),
        (codecs.MAPPING, {"a": 1}, {"a": 1}),
        (codecs.REGION_COLOR, "rgba(1,2,3,0.502)", "#01020380"),
        (codecs.DESKTOP_SIZE, 40, 40),
        (
            codecs.WEB_SCALE,
            {"type": "gradient", "min": 0, "max": 9, "minColor": "rgb(1,1,1)", "maxColor": "rgb(2,2,2)"},
            [0, 9, "#010101", "#020202"],
        ),
        (
            codecs.WEB_SCALE,
            {
                "type": "diverging",
                "min": -9,
                "mid": 0,
                "max": 9,
                "minColor": "rgb(1,1,1)",
                "midColor": "rgb(2,2,2)",
                "maxColor": "rgb(3,3,3)",
            },
            [0, -9, 0, 9, "#010101", "#020202", "#030303"],
        ),
        (codecs.DESKTOP_SCALE, "ContinuousColorScale;0.0;9.0;1,1,1;2,2,2", [0, 9, "#010101", "#020202"]),
    ],
)
def test_both_ways(codec: Any, wire: Any, value: Any) -> None:
    assert codec.read(wire) == value
    assert codec.write(value) == wire


@pytest.mark.parametrize(
    ("codec", "wire", "value"),
    [
        (codecs.LIST, "a, b", ["a", "b"]),
        (codecs.GROUP, 7, "7"),
        (codecs.DIRECTION, True, "up"),
        (codecs.DIRECTION, False, "down"),
        (codecs.DESKTOP_SIZE, "0", None),
        (codecs.WEB_MODE, "expanded", "expanded"),
        (
            codecs.WEB_SCALE,
            {"type": "gradient", "low": 0, "high": 9, "lowColor": "red", "highColor": "blue"},
            [0, 9, "#ff0000", "#0000ff"],
        ),
    ],
)
def test_other_spellings(codec: Any, wire: Any, value: Any) -> None:
    assert codec.read(wire) == value


@pytest.mark.parametrize(
    ("codec", "wire"),
    [
        (codecs.LIST, 7),
        (codecs.LIST, [7]),
        (codecs.LOG, 7),
        (codecs.GROUP, True),
        (codecs.REVERSED, "x"),
        (codecs.MAPPING, []),
        (codecs.COLOR_TABLE, 7),
        (codecs.COLOR_TABLE, {"a": "nonsense"}),
        (codecs.REGION_COLOR, 7),
        (codecs.WEB_SCALE, 7),
        (codecs.WEB_SCALE, {"type": "other"}),
        (codecs.WEB_SCALE, {"type": "gradient"}),
        (codecs.WEB_SCALE, {"type": "gradient", "min": 0, "max": 9, "minColor": "red", "maxColor": "red", "more": 1}),
        (codecs.DESKTOP_SCALE, 7),
        (codecs.DESKTOP_SCALE, "MappedColorScale;a"),
        (codecs.DESKTOP_SCALE, "ContinuousColorScale;0.0;x;1,1,1;2,2,2"),
    ],
)
def test_invalid(codec: Any, wire: Any) -> None:
    assert codec.read(wire) is INVALID


@pytest.mark.parametrize(
    ("codec", "value"),
    [
        (codecs.LIST, 7),
        (codecs.LOG, "other"),
        (codecs.GROUP, 7),
        (codecs.SIZE, None),
        (codecs.COLOR_TABLE, 7),
        (codecs.REGION_COLOR, None),
        (codecs.WEB_SCALE, 7),
        (codecs.WEB_SCALE, [1]),
        (codecs.DESKTOP_SCALE, [1]),
        (codecs.REVERSED, "none"),
        (codecs.REVERSED, "+"),
    ],
)
def test_unsayable(codec: Any, value: Any) -> None:
    assert codec.write(value) is CANNOT


def test_a_neutral_zone_becomes_its_middle() -> None:
    assert codecs.WEB_SCALE.write([-1, -9, 3, 9, "#010101", "#020202", "#030303"])["mid"] == 1


def test_igvjs_has_no_colour_for_segments() -> None:
    assert "color" not in web.SPEECHES["copy_number"].table.words


def test_desktop_has_no_colour_for_coverage() -> None:
    assert "color" not in desktop.PARTS["coverage"].words
    assert "color" in desktop.PARTS["reads"].words


@pytest.mark.parametrize("profile", [names.IGVJS, names.DESKTOP])
def test_every_written_type_is_read_as_its_kind(profile: str) -> None:
    alike = {"contact_map": "interaction", "expression": "quantitative"}
    for kind, told in names.WRITTEN[profile].items():
        assert names.TYPES[profile][told] == alike.get(kind, kind)


def test_every_field_that_one_program_lacks_is_announced() -> None:
    def fields(speeches: Any) -> set[str]:
        tables = [speech.table for speech in speeches]
        return {word.field for table in tables for word in table.words.values()}

    both = fields(web.SPEECHES.values()) ^ fields(desktop.SPEECHES.values())
    assert not [field for field in both if find(CANNOT_SAY, "tracks", field) is None]


def test_the_record() -> None:
    assert FORMAT.profiles == ("igvjs", "desktop3")
    assert {"version", "tracks", "roi", "sampleinfo"} < set(FORMAT.structural)


@pytest.mark.parametrize(("told", "effect"), [("genes", "approximated"), ("annotation", None)])
def test_another_name_for_a_type_is_told(told: str, effect: str | None) -> None:
    source = {"version": "3", "genome": "hg38", "tracks": [{"type": told, "url": "https://h/a.bed", "format": "bed"}]}
    assert effects(source, "igvxml").get("/tracks/0/type") == effect
    assert "/tracks/0/type" not in effects(source)
