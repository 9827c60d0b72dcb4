"""Types that JBrowse has from plugins alone: where none is named, nothing opens, and the report says so."""

from __future__ import annotations

import json
from typing import Any

import pytest

import converter
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
        ({"session": {"name": "s", "sessionConnections": [{"type": "Other"}]}}, ["Other"]),
        ({"session": {"name": "s", "sessionAssemblies": [{"sequence": {"adapter": {"type": "ZarrAdapter"}}}]}}, ["ZarrAdapter"]),
        ({"assemblies": [{"name": "a", "sequence": {"displays": [{"type": "D"}]}}]}, ["D"]),
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
        ({"type": "MultiQuantitativeTrack", "adapter": {"subadapters": [{"type": "X"}, {"type": "BigWigAdapter"}]}}, ["X"]),
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


SIGNAL = {
    "type": "QuantitativeTrack",
    "trackId": "a",
    "name": "A",
    "assemblyNames": ["made"],
    "adapter": {"type": "BigWigAdapter", "uri": "https://x.org/a.bw"},
}
MAF = {"type": "MafTrack", "trackId": "m", "name": "M", "assemblyNames": ["made"], "adapter": {"type": "MafAdapter", "x": 1}}
BAR = {"type": "LinearWiggleDisplay", "configuration": "a-LinearWiggleDisplay"}


def entry(track: str, *displays: Any) -> dict[str, Any]:
    return {"type": "QuantitativeTrack", "configuration": track, "displays": list(displays)}


def document(*tracks: Any, more: Any = (), session: Any = None, **root: Any) -> dict[str, Any]:
    """A config that shows tracks; `more`: views, `session`: what else its session says, `root`: what else it says itself."""
    sequence = {
        "type": "ReferenceSequenceTrack",
        "trackId": "r",
        "adapter": {"type": "TwoBitAdapter", "uri": "https://x.org/a.2bit"},
    }
    view = {"id": "v", "type": "LinearGenomeView", "init": {"assembly": "made", "loc": "1:1-100"}, "tracks": list(tracks)}
    return {
        "assemblies": [{"name": "made", "sequence": sequence}],
        "tracks": [SIGNAL, MAF],
        "defaultSession": {"name": "S", "views": [view, *more], **(session or {})},
        **root,
    }


def converted(root: Any, to: str = "jbrowse2", source: str = "jbrowse2", **options: Any) -> Any:
    return converter.convert(json.dumps(root).encode(), to, source, None, options)


LEFT: list[tuple[dict[str, Any], list[str], Any]] = [
    (
        document(entry("a", BAR), entry("m", {"type": "MafDisplay"})),
        ["MafTrack", "MafAdapter"],
        lambda made: made["tracks"] == [SIGNAL],
    ),
    (
        document(entry("a", BAR), session={"sessionTracks": [MAF]}),
        ["MafTrack", "MafAdapter"],
        lambda made: "sessionTracks" not in made["defaultSession"],
    ),
    (
        document(entry("a", {"type": "OtherDisplay"})),
        ["OtherDisplay"],
        lambda made: "tracks" not in made["defaultSession"]["views"][0],
    ),
    (
        document(entry("a", BAR, {"type": "OtherDisplay"})),
        ["OtherDisplay"],
        lambda made: (
            [one["type"] for one in made["defaultSession"]["views"][0]["tracks"][0]["displays"]] == ["LinearWiggleDisplay"]
        ),
    ),
    (
        document(
            entry("a", BAR),
            tracks=[{**SIGNAL, "displays": [{"type": "LinearWiggleDisplay", "displayId": "d", "renderer": {"type": "X"}}]}],
        ),
        [],
        lambda made: made["tracks"][0]["displays"][0]["renderer"] == {"type": "X"},
    ),
    (
        document(
            entry("a", BAR),
            tracks=[{**SIGNAL, "displays": [{"type": "ChordVariantDisplay", "displayId": "d", "renderer": {"type": "X"}}]}],
        ),
        ["X"],
        lambda made: not made["tracks"][0].get("displays"),
    ),
    (
        document(
            entry("a", BAR),
            tracks=[{**SIGNAL, "textSearching": {"textSearchAdapter": {"type": "X", "textSearchAdapterId": "i"}}}],
        ),
        ["X"],
        lambda made: made["tracks"] == [SIGNAL],
    ),
    (
        document(entry("a", BAR), more=[{"id": "p", "type": "ProteinView"}]),
        ["ProteinView"],
        lambda made: [one["id"] for one in made["defaultSession"]["views"]] == ["v"],
    ),
    (
        document(
            entry("a", BAR), more=[{"id": "p", "type": "BreakpointSplitView", "views": [{"id": "q", "type": "ProteinView"}]}]
        ),
        ["ProteinView"],
        lambda made: not made["defaultSession"]["views"][1].get("views"),
    ),
    (
        document(entry("a", BAR), connections=[HUB, {"type": "Other", "connectionId": "o"}]),
        ["Other"],
        lambda made: made["connections"] == [HUB],
    ),
    (document(entry("a", BAR), connections=[HUB, {"type": "Other"}]), ["Other"], lambda made: "connections" not in made),
    (
        document(entry("a", BAR), session={"sessionConnections": [HUB, {"type": "Other", "connectionId": "o"}]}),
        ["Other"],
        lambda made: made["defaultSession"]["sessionConnections"] == [HUB],
    ),
    (
        document(entry("a", BAR), session={"sessionConnections": [{"type": "Other", "connectionId": "o"}]}),
        ["Other"],
        lambda made: "sessionConnections" not in made["defaultSession"],
    ),
    (
        document(
            entry("b", BAR),
            session={
                "connectionInstances": [
                    {"name": "o", "type": "Other", "configuration": "h", "tracks": [{**SIGNAL, "trackId": "b"}]},
                    {"name": "h", "type": "UCSCTrackHubConnection", "configuration": "h", "tracks": []},
                ]
            },
            connections=[HUB],
        ),
        ["Other"],
        lambda made: (
            made["defaultSession"].get("sessionTracks") == [{**SIGNAL, "trackId": "b"}]
            and [one["name"] for one in made["defaultSession"]["connectionInstances"]] == ["h"]
        ),
    ),
    (
        document(
            entry("a", BAR),
            assemblies=[
                {
                    "name": "made",
                    "sequence": {
                        "type": "ReferenceSequenceTrack",
                        "trackId": "r",
                        "adapter": {"type": "TwoBitAdapter", "uri": "https://x.org/a.2bit"},
                        "displays": [{"type": "X", "displayId": "x"}],
                    },
                }
            ],
        ),
        ["X"],
        lambda made: "displays" not in made["assemblies"][0]["sequence"],
    ),
    (
        document(
            entry("a", BAR),
            assemblies=[
                {"name": "made", "sequence": {"type": "X", "trackId": "r", "adapter": {"type": "TwoBitAdapter", "uri": "a.2bit"}}}
            ],
        ),
        ["X"],
        lambda made: made["assemblies"][0]["sequence"]["type"] == "ReferenceSequenceTrack",
    ),
    (
        document(
            entry("a", BAR),
            assemblies=[
                {"name": "hg38", "sequence": {"type": "ReferenceSequenceTrack", "trackId": "r", "adapter": {"type": "X"}}}
            ],
        ),
        ["X"],
        lambda made: made["assemblies"][0]["sequence"]["adapter"]["type"] == "TwoBitAdapter",
    ),
]


@pytest.mark.parametrize(("root", "types", "holds"), LEFT)
def test_what_is_of_a_type_that_no_plugin_brings_is_left_out_and_told(root: Any, types: list[str], holds: Any) -> None:
    done = converted(root)
    assert holds(json.loads(done.document))
    told = [
        one["emitted"]
        for one in done.report.to_dict()["entries"]
        if one["code"] == "plugin.missing" and "left out" in one["message"]
    ]
    assert sorted(told) == sorted(types)
    assert "unannounced" not in {one["code"] for one in done.report.to_dict()["entries"]}
    assert (done.report.verdict == "incomplete") is bool(types)


@pytest.mark.parametrize(("root", "types", "holds"), [one for one in LEFT if one[1]])
def test_what_a_plugin_brings_stays(root: Any, types: list[str], holds: Any) -> None:
    done = converted({**root, "plugins": [{"name": "P", "url": "https://x.org/p.js"}]})
    assert not holds(json.loads(done.document))
    assert not any(one["code"] == "plugin.missing" for one in done.report.to_dict()["entries"]), types


@pytest.mark.parametrize(("root", "types", "holds"), [one for one in LEFT if one[1]])
def test_what_is_left_out_comes_home_from_another_format(root: Any, types: list[str], holds: Any) -> None:
    away = converted(root, "igvjson").document
    done = converter.convert(away, "jbrowse2", "igvjson")
    assert not holds(json.loads(done.document))
    assert {one["emitted"] for one in done.report.to_dict()["entries"] if one["code"] == "plugin.missing"} >= set(types)


def test_a_session_may_get_plugins_from_the_config_that_it_is_opened_in() -> None:
    session = document(entry("a", BAR), more=[{"id": "p", "type": "ProteinView"}])["defaultSession"]
    views = json.loads(converted({"session": session}, shape="session").document)["session"]["views"]
    assert [one["type"] for one in views] == ["LinearGenomeView", "ProteinView"]


def test_a_session_with_its_config_has_the_settings_of_that() -> None:
    root = document(entry("a", BAR), entry("m", {"type": "MafDisplay"}))
    plugins = [{"name": "P", "url": "https://x.org/p.js"}]
    settings = {"plugins": plugins, "configuration": {"disableAnalytics": True}, "connections": [HUB]}
    companion = {**root, **settings, "defaultSession": {"name": "Other"}, "internetAccounts": "wrong", "mine": 1}
    companion["configuration"] = {"disableAnalytics": True, "logoPath": {"uri": 5}}
    done = converted({"session": root["defaultSession"]}, config=json.dumps(companion))
    made = json.loads(done.document)
    assert {name: made.get(name) for name in settings} == settings
    assert made["defaultSession"]["name"] == "S"
    assert not {"internetAccounts", "mine"} & made.keys()
    told = [(one["code"], one["source"]) for one in done.report.to_dict()["entries"] if one["severity"] != "info"]
    assert told == [("executes.plugin", None)]
    patch = json.loads(converted({"session": root["defaultSession"]}, config=json.dumps(companion), shape="patch").document)
    assert [one["path"] for one in patch] == ["/preConfiguredSessions"]


@pytest.mark.parametrize("first", [True, False])
def test_types_of_plugins_are_left_out_of_a_merge_with_another_format(first: bool) -> None:  # noqa: FBT001
    resources = '<Resources><Resource path="https://x.org/k.bw"/></Resources>'
    other = f'<Session genome="made" locus="1:1-9" version="8">{resources}</Session>'.encode()
    ours = json.dumps(document(entry("a", BAR), entry("m", {"type": "MafDisplay"}))).encode()
    merged = converter.merge([ours, other] if first else [other, ours], to="jbrowse2")
    assert [one["type"] for one in json.loads(merged.document)["tracks"]] == ["QuantitativeTrack"] * 2
    told = [one["emitted"] for report in merged.report.to_dict()["reports"] for one in report["entries"]]
    assert {"MafTrack", "MafAdapter"} <= set(told)
