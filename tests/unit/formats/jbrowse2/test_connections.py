"""Tracks of hubs that a saved session is connected to."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

import converter
from tests.unit.formats.jbrowse2.reading import Read, shown, track, written

HUB = {"name": "hub", "type": "UCSCTrackHubConnection", "configuration": "hub-1"}
PLACE = "/session/connectionInstances"


def _with(*connections: Any) -> Read:
    session = {"name": "S", "views": [shown()], "connectionInstances": list(connections)}
    return Read({"session": session})


def test_the_tracks_of_a_connection_are_known() -> None:
    """They were told as defined in a config that was not sent."""
    read = _with(HUB, {**HUB, "name": "other", "tracks": [track(), {**track(), "trackId": "b"}]})
    assert read.track().name == "A"
    assert read.ledger.notices == []
    assert read.says(f"{PLACE}/1/tracks/0/name") == ("feeds", "t1.name")
    assert read.says(f"{PLACE}/0/configuration") == ("native", "connectionInstances/0/configuration")
    made = written(read.session)["session"]
    assert made["connectionInstances"] == [HUB, {**HUB, "name": "other", "tracks": [track(), {**track(), "trackId": "b"}]}]
    assert "sessionTracks" not in made
    left = written(read.session, shape="config")["defaultSession"]
    assert (left.get("connectionInstances"), left["sessionTracks"]) == (None, [track(), {**track(), "trackId": "b"}])
    session = {"name": "S", "views": [shown()], "connectionInstances": made["connectionInstances"]}
    there = Read({"connections": [{**HUB, "connectionId": "hub-1"}], "assemblies": [], "defaultSession": session})
    assert written(there.session)["defaultSession"]["connectionInstances"] == made["connectionInstances"]


@pytest.mark.parametrize(
    ("wrong", "left"),
    [
        ({"name": 5}, {"name": 5, "type": HUB["type"], "configuration": "hub-1"}),
        ({"configuration": None}, {**HUB, "configuration": None}),
        ({"type": {}}, {**HUB, "type": {}}),
    ],
)
def test_a_connection_that_jbrowse_refuses_leaves_its_tracks_to_the_session(wrong: dict[str, Any], left: dict[str, Any]) -> None:
    read = _with({**HUB, **wrong, "tracks": [track(), 5]}, {**HUB, "tracks": 5})
    assert [read.says(f"{PLACE}/{way}") for way in ("0/name", "0/tracks/1", "1")] == [
        ("ignored", f"connectionInstances/{way}") for way in ("0", "0/tracks/1", "1")
    ]
    assert read.session.extras["jbrowse2"].ignored["connectionInstances/0"] == left
    made = written(read.session)["session"]
    assert (made["sessionTracks"], "connectionInstances" in made) == ([track()], False)


def test_what_is_no_track_of_a_connection_is_left_out() -> None:
    read = _with({**HUB, "tracks": ["x", track()]})
    assert read.says(f"{PLACE}/0/tracks/0") == ("ignored", "connectionInstances/0/tracks/0")
    assert written(read.session)["session"]["connectionInstances"] == [{**HUB, "tracks": [track()]}]


def test_connections_without_tracks_stay_as_they_are() -> None:
    several: list[Any] = [[HUB], [{**HUB, "tracks": []}], {}]
    for held in several:
        read = Read({"session": {"name": "S", "views": [shown()], "connectionInstances": held}})
        assert written(read.session)["session"]["connectionInstances"] == held


def test_what_is_no_connection_is_what_jbrowse_refuses() -> None:
    read = _with(None, {**HUB, "tracks": [track()]}, {})
    assert read.says(f"{PLACE}/0") == ("ignored", "connectionInstances/0")
    assert written(read.session)["session"]["connectionInstances"] == [{**HUB, "tracks": [track()]}]


def test_a_track_of_a_connection_of_which_nothing_else_is_known() -> None:
    session = _with({**HUB, "tracks": [track()]}).session
    extras = msgspec.structs.replace(session.extras["jbrowse2"], native={"connectionInstances/0": "odd"})
    made = written(msgspec.structs.replace(session, extras={"jbrowse2": extras}))["session"]
    assert made["connectionInstances"] == [{"tracks": [track()]}]


def test_other_browsers_get_the_tracks() -> None:
    document = msgspec.json.encode(
        {"session": {"name": "S", "views": [shown()], "connectionInstances": [{**HUB, "tracks": [track()]}]}}
    )
    report = converter.convert(document, to="igvjson", options={"genome": "hg38"}).report.to_dict()
    assert "track.unresolved" not in {one["code"] for one in report["entries"]}
