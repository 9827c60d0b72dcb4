"""Files of one machine in sessions of igv.js: where a rule says where they lie, igv.js loads them from there."""

from __future__ import annotations

from typing import Any

import pytest

from converter.model import Source, Track
from tests.unit.formats.igvjson.making import made
from tests.unit.formats.igvjson.sessions import again, effects, one, written


def _document(**track: Any) -> dict[str, Any]:
    return {"version": "3", "genome": "hg38", "tracks": [{"name": "a", "sourceType": "file", **track}]}


@pytest.mark.parametrize(
    ("there", "here"),
    [
        ({"file": "a.bam", "indexFile": "a.bam.bai"}, {"url": "https://h/a.bam", "indexURL": "https://h/a.bam.bai"}),
        ({"path": "a.bam", "indexPath": "a.bam.bai"}, {"url": "https://h/a.bam", "indexURL": "https://h/a.bam.bai"}),
    ],
)
def test_a_picked_file_is_loaded_from_where_it_lies(there: dict[str, str], here: dict[str, str]) -> None:
    assert again(_document(**there), rewrite=("a.bam=https://h/a.bam",))["tracks"][0].items() >= here.items()
    assert again(_document(**there))["tracks"][0].items() >= there.items()


def test_of_several_indexes_one_holds() -> None:
    said = {"url": "https://h/a.bam", "indexURL": "https://h/a.bai", "indexPath": "/a.bai", "indexFile": "a.bai"}
    assert [effects(_document(**said)).get(f"/tracks/0/{key}") for key in said] == [None, None, "superseded", "superseded"]
    assert one(file="a.bam", indexFile=7, name="a").source == "s1"


@pytest.mark.parametrize("location", ["https://drive.google.com/file/d/1/view", "https://www.googleapis.com/drive/v3/files/1"])
def test_files_of_google_drive_are_left_out_of_sessions(location: str) -> None:
    session = made(Track(name="a", kind="quantitative", source="s1"))
    session.sources = {"s1": Source(location=location, format="bigwig")}
    told = [notice.message for notice in written(session).notices if notice.code == "location.unopenable"]
    assert told == ["igv.js leaves files of Google Drive out of a session that it opens."]
    assert [notice.code for notice in written(session, profile="desktop3").notices] == []
