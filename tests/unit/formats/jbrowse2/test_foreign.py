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
        (
            {"session": {"name": "s", "sessionTracks": [{"type": "FeatureTrack", "adapter": {"type": "ZarrAdapter"}}]}},
            ["ZarrAdapter"],
        ),
        ({"defaultSession": {"view": {"type": "ProteinView"}}}, ["ProteinView"]),
        ({"defaultSession": {"views": [{"views": [{"tracks": [{"displays": [{"type": "D"}]}]}]}]}}, ["D"]),
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
        ({"displays": [{"type": "LinearBasicDisplay", "renderer": {"type": "MafRenderer"}}]}, ["MafRenderer"]),
        ({"displays": [{"type": "ChordVariantDisplay", "renderer": {"type": "OtherRenderer"}}]}, ["OtherRenderer"]),
        ({"displays": [{"type": "LinearBasicDisplay", "renderer": {"type": "PileupRenderer"}}]}, []),
        ({"displays": [{"type": "LinearWiggleDisplay", "renderer": {"type": "WiggleRenderer"}}]}, []),
        ({"type": "VariantTrack", "textSearching": {"textSearchAdapter": {"type": "ElasticAdapter"}}}, ["ElasticAdapter"]),
    ],
)
def test_types_of_tracks_that_no_view_shows_stop_those_alone(track: dict[str, Any], named: list[str]) -> None:
    found = foreign({"tracks": [track]})
    assert [one.emitted for one in found] == named
    assert {one.severity for one in found} <= {"warning"}
    assert all("opens none of these tracks" in one.message for one in found)


@pytest.mark.parametrize(
    ("view", "shown"),
    [
        ({"tracks": [{"configuration": "maf"}]}, True),
        ({"levels": [{"tracks": [{"configuration": "maf"}]}]}, True),
        ({"init": {"tracks": ["other", "maf"]}}, True),
        ({"init": {"tracks": [{"trackId": "maf"}]}}, True),
        ({"init": {"tracks": [["maf"]]}}, True),
        ({"init": {"tracks": ["other", 7, None]}}, False),
        ({"init": {"tracks": "maf"}, "tracks": [{"configuration": {"trackId": "maf"}}]}, False),
    ],
)
def test_types_of_tracks_that_a_view_shows_stop_all(view: dict[str, Any], shown: bool) -> None:  # noqa: FBT001
    content = {
        "tracks": [{"type": "MafTrack", "trackId": "maf"}],
        "defaultSession": {"views": [{"type": "LinearGenomeView", **view}]},
    }
    (found,) = foreign(content)
    assert (found.severity == "error", "opens nothing of this document" in found.message) == (shown, shown)


def test_what_stops_all_is_told_as_that() -> None:
    (found,) = foreign({"tracks": [{"type": "MafTrack"}], "defaultSession": {"sessionTracks": [{"type": "MafTrack"}]}})
    assert "opens nothing of this document" in found.message
