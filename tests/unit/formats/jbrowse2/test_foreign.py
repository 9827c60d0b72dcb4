"""Types that JBrowse has from plugins alone: where none is named, nothing opens, and the report says so."""

from __future__ import annotations

from typing import Any

import pytest

from converter.formats.jbrowse2.foreign import foreign

SIZES = {"type": "ChromSizesAdapter"}
HUB = {"type": "UCSCTrackHubConnection", "connectionId": "h"}


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ({"connections": [HUB, {"type": "TheTrackHubRegistryConnection"}]}, ["TheTrackHubRegistryConnection"]),
        ({"internetAccounts": [{"type": "HTTPBasicInternetAccount"}, {"type": "HeaderAccount"}]}, ["HeaderAccount"]),
        ({"assemblies": [{"name": "a", "sequence": {"type": "testSequenceTrack", "adapter": SIZES}}]}, ["testSequenceTrack"]),
        ({"assemblies": [{"name": "a", "sequence": {"adapter": SIZES}}, {"name": "b"}], "connections": [HUB]}, []),
        ({"connections": [{"type": "Other"}] * 2}, ["Other"]),
        ({"connections": [{"type": "Other"}], "plugins": [{"name": "P", "url": "https://x.org/p.js"}]}, []),
        ({"connections": [{"type": ["x"]}]}, ["['x']"]),
        ({"connections": "none", "internetAccounts": [7]}, []),
        ([], []),
        ({"assemblies": [{"sequence": {"adapter": {"type": "ZarrAdapter"}}}]}, ["ZarrAdapter"]),
        ({"assemblies": [{"refNameAliases": {"adapter": {"type": "A"}}, "cytobands": {"adapter": {"type": "B"}}}]}, ["A", "B"]),
        ({"aggregateTextSearchAdapters": [{"type": "TrixTextSearchAdapter"}, {"type": "ElasticAdapter"}]}, ["ElasticAdapter"]),
        (
            {"defaultSession": {"views": [{"type": "ProteinView"}], "sessionTracks": [{"type": "MafTrack"}]}},
            ["MafTrack", "ProteinView"],
        ),
        ({"defaultSession": {"views": [{"type": "ProteinView"}], "sessionPlugins": [{"name": "P"}]}}, []),
        ({"defaultSession": {"views": [{"tracks": [{"displays": [{"type": "D"}]}]}]}}, ["D"]),
    ],
)
def test_types_of_plugins(content: Any, named: list[str]) -> None:
    found = foreign(content)
    assert [one.emitted for one in found] == named
    assert {(one.code, one.severity) for one in found} <= {("plugin.missing", "error")}


@pytest.mark.parametrize(
    ("track", "named"),
    [
        ({"type": "MafTrack"}, ["MafTrack"]),
        ({"type": "VariantTrack", "adapter": {"type": "VariantsAdapter"}}, ["VariantsAdapter"]),
        ({"type": "VariantTrack", "displays": [{"type": "LinearVariantDisplay"}, {"type": "OtherDisplay"}]}, ["OtherDisplay"]),
        ({"type": "VariantTrack", "adapter": {}, "displays": ["x"]}, []),
    ],
)
def test_types_of_tracks_stop_those_alone(track: dict[str, Any], named: list[str]) -> None:
    found = foreign({"tracks": [track]})
    assert [one.emitted for one in found] == named
    assert all("in place of each such track" in one.message for one in found)


def test_what_stops_all_is_told_as_that() -> None:
    (found,) = foreign({"tracks": [{"type": "MafTrack"}], "defaultSession": {"sessionTracks": [{"type": "MafTrack"}]}})
    assert "opens nothing of this document" in found.message
