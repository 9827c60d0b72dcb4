"""What the type of a track and the format of its file say together, and types by their other names."""

from __future__ import annotations

import json
from typing import Any

import pytest

import converter
from tests.unit.formats.igvjson.sessions import effects


def entries(track: dict[str, Any], to: str) -> dict[str, Any]:
    """Entries of the one track's facts, by its keys."""
    data = json.dumps({"version": "3", "genome": "hg38", "tracks": [track]}).encode()
    told = converter.convert(data, to=to, options={"carry": False}).report.to_dict()["entries"]
    return {one["source"]["path"].rpartition("/")[2]: one for one in told if one["source"]}


@pytest.mark.parametrize(
    ("said", "usual", "file"),
    [("interaction", "interact", "a.bedpe"), ("bam", "alignment", "a.bam"), ("MAF", "mut", "a.maf"), ("eqtl", "qtl", "a.qtl")],
)
def test_another_name_of_a_type_is_told_with_the_usual_one(said: str, usual: str, file: str) -> None:
    """Of two names for the same only one is said as it stands."""
    found = entries({"type": said, "url": f"https://h/{file}", "name": "N"}, "igvxml")["type"]
    assert (found["code"], found["effect"], found["original"], found["emitted"]) == (
        *("kind.respelled", "approximated"),
        *(said, usual),
    )
    assert "type" not in entries({"type": said, "url": f"https://h/{file}", "name": "N"}, "igvjson")
    assert (
        entries({"type": usual, "url": f"https://h/{file}", "name": "N"}, "igvxml").get("type", {}).get("code") != found["code"]
    )


@pytest.mark.parametrize(("told", "expected"), [({}, "approximated"), ({"type": "wig"}, "dropped")])
def test_a_format_that_alone_says_what_is_drawn_is_said_in_part(told: dict[str, str], expected: str) -> None:
    """JBrowse opens no TDF, but knows a track of values from one of features."""
    track = {**told, "url": "https://h/a.tdf", "format": "tdf", "name": "N"}
    assert effects({"version": "3", "genome": "hg38", "tracks": [track]}, "jbrowse2")["/tracks/0/format"] == expected
