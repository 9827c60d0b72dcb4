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
    ],
)
def test_types_of_plugins(content: Any, named: list[str]) -> None:
    found = foreign(content)
    assert [one.emitted for one in found] == named
    assert {(one.code, one.severity) for one in found} <= {("plugin.missing", "error")}
