"""Features that are coloured by a field, as sessions of old igv.js say it: an object with a palette."""

from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec import UNSET

import converter
from tests.unit.formats.igvjson.sessions import effects, fates, home, one

BED = "https://h/a.bed"
OLD = {"field": "type", "palette": {"SVA": "#ff0000", "*": "blue"}}


def document(**track: Any) -> dict[str, Any]:
    return {"version": "2.1.0", "genome": "hg38", "tracks": [{"url": BED, **track}]}


def again(edit: Any = None, *, carry: bool = True, **track: Any) -> dict[str, Any]:
    data = json.dumps(document(**track)).encode()
    done = converter.convert(data, "igvjson", options={"carry": carry, "edit": json.dumps(edit).encode() if edit else None})
    found: dict[str, Any] = json.loads(done.document)["tracks"][0]
    return found


def test_field_and_palette() -> None:
    display = one(url=BED, colorBy=OLD).display
    assert (display.color_by, display.color_table) == ("type", {"SVA": "#ff0000", "*": "#0000ff"})
    assert again(colorBy=OLD)["colorBy"] == OLD


def test_the_older_spelling_wins() -> None:
    raw = {"field": "type", "pallete": {"SVA": "red"}, "palette": {"SVA": "blue"}}
    assert one(url=BED, colorBy=raw).display.color_table == {"SVA": "#ff0000"}
    assert fates(document(colorBy=raw))["/tracks/0/colorBy/palette"][0] == "superseded"


def test_a_colour_table_beside_it_is_not_heeded() -> None:
    said = document(colorBy={"field": "type"}, colorTable={"SVA": "red"})
    assert fates(said)["/tracks/0/colorTable"][0] == "superseded"
    assert one(**said["tracks"][0]).display.color_table is UNSET


def test_a_palette_without_colours_is_not_understood() -> None:
    said = document(colorBy={"field": "type", "palette": "Set1", "shade": 3})
    assert one(**said["tracks"][0]).display.color_by == "type"
    assert fates(said)["/tracks/0/colorBy/palette"] == ("ignored", "source.invalid")
    assert again(**said["tracks"][0])["colorBy"] == {"field": "type", "shade": 3}
    assert home(said)["tracks"][0]["colorBy"] == {"field": "type", "palette": "Set1", "shade": 3}
    assert again(**said["tracks"][0], carry=False)["colorBy"] == {"field": "type"}


def test_new_colours_take_the_place_of_the_palette() -> None:
    edit = [{"op": "replace", "path": "/tracks/t1/display/color_table", "value": {"SVA": "#00ff00"}}]
    found = again(edit, colorBy=OLD)
    assert (found["colorBy"], found["colorTable"]) == ("type", {"SVA": "rgb(0,255,0)"})


@pytest.mark.parametrize("raw", [{"palette": {"SVA": "red"}}, {"field": ""}, {"field": 7}, {}, 7])
def test_an_object_without_a_field_says_nothing(raw: Any) -> None:
    assert one(url=BED, colorBy=raw).extras["igvjson"].ignored == {"colorBy": raw}


def test_where_the_target_has_no_such_colours_it_is_told() -> None:
    found = effects(document(colorBy=OLD), "igvxml")
    assert {found[f"/tracks/0/colorBy/{name}"] for name in ("field", "palette")} == {"dropped"}


@pytest.mark.parametrize("tracks", ["none", {"type": "x"}, 7])
def test_tracks_that_are_no_list_come_home(tracks: Any) -> None:
    """igv.js ignores them; the list that we write in their place is empty."""
    data = json.dumps({"genome": "hg38", "locus": "chr8", "tracks": tracks}).encode()
    there = converter.convert(data, "igvxml").document
    assert json.loads(converter.convert(there, "igvjson").document)["tracks"] == tracks
