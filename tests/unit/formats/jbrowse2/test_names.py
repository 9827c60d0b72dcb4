"""What tracks and assemblies are called whose source hardly says."""

from __future__ import annotations

import json
from typing import Any

import pytest

import converter


def _made(**session: Any) -> Any:
    return json.loads(converter.convert(json.dumps(session).encode(), "jbrowse2", options={"carry": False}).document)


@pytest.mark.parametrize(("name", "expected"), [("?", "track"), ("", "track"), ("a b", "a_b")])
def test_a_track_of_unknown_kind_has_an_id(name: str, expected: str) -> None:
    made = _made(version="3", genome="hg38", tracks=[{"name": name, "url": "https://h/z.unknown", "type": "mystery"}])
    assert [one["trackId"] for one in made["tracks"]] == [expected]


def test_an_assembly_that_can_not_be_opened_has_a_name_of_its_own() -> None:
    track = {"name": "a", "url": "https://h/a.bed"}
    made = _made(reference={"gbkURL": "https://h/U49845.gbk", "name": "TCP1 beta"}, tracks=[track])
    assert made["tracks"][0]["assemblyNames"] == ["genome"]


def test_a_track_that_says_nothing_is_told_as_a_track() -> None:
    session = {"version": "3", "genome": "hg38", "tracks": [{"order": 5, "type": "mystery"}]}
    told = converter.convert(json.dumps(session).encode(), "jbrowse2").report.to_dict()
    texts = [one["message"] for one in told["entries"] if one["code"] == "location.unopenable"]
    assert len(texts) == 1
    assert texts[0].startswith("Where the data of 'track' lie is not known")


def test_an_empty_id_names_no_assembly() -> None:
    sequence = {"type": "sequence", "name": "s"}
    made = _made(reference={"id": "", "twoBitURL": "https://h/hg38.2bit"}, tracks=[sequence])
    assert [one["name"] for one in made["assemblies"]] == ["hg38"]
    assert "UNSET" not in json.dumps(made)
