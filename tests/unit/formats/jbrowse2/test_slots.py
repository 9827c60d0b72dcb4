"""Which values JBrowse 2 takes where: checked in its own model of 4.3 (`tests/apps/jbrowse/model.py`)."""

from __future__ import annotations

import json
from typing import Any

import pytest

import converter
from converter.formats.jbrowse2 import locations, names
from converter.formats.jbrowse2.slots import Living, Slots, fits
from tests.unit.formats.jbrowse2.test_returned import at, config

SLOTS = Slots("name:s look/color:s features:f file:l regions:r log/more:d drivers/*/type:a|b panels/*:a places:q index:t")
URI = {"uri": "https://x.org/a.bw"}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("name", "s"),
        ("name/x", "-"),
        ("name/x/y", "-"),
        ("look", "o"),
        ("look/x", None),
        ("look/color/x", "-"),
        ("features/a/b", "f"),
        ("file/x", None),
        ("file/uri/x", "-"),
        ("file/internetAccountPreAuthorization/authInfo/token", "f"),
        ("regions/0/start", "f"),
        ("regions/x", "-"),
        ("drivers", "o"),
        ("drivers/x", "o"),
        ("drivers/x/type", "a|b!"),
        ("drivers/x/other", None),
        ("panels/x", "a"),
        ("panels/x/y", "-"),
        ("places/0", "f"),
        ("places/x", "-"),
        ("index/x", "f"),
        ("log/more/x", "f"),
        ("other", None),
        ("other/x", None),
    ],
)
def test_kinds_of_what_stands_in_others(name: str, kind: str | None) -> None:
    assert SLOTS.kind(name) == kind


@pytest.mark.parametrize(
    ("kind", "taken", "refused"),
    [
        ("s", ["", "jexl:'x'", "jexl:get('features')"], [None, 1, True, [], {}, "jexl:get(feature,'x')"]),
        ("s~", ["", "jexl:get(feature,'x')"], [None, 1]),
        ("n~", [1, "jexl:log10(get(feature,'x'))"], ["feature"]),
        ("n", ["jexl:100"], ["jexl:get(feature,'x')"]),
        ("b", [True, "jexl:x"], [None, 1, "true"]),
        ("b!", [True], ["jexl:x", 1]),
        ("s!", ["x"], [None]),
        ("n", [1, 1e30, "jexl:x"], [None, "1", True, []]),
        ("n|auto!", [1, "auto"], ["jexl:x", None, "other"]),
        ("h!", [20], [19, "jexl:x"]),
        ("w!", [128], [127, 128.5]),
        ("fr|rf", ["rf"], ["fr|rf", 1]),
        ("a", [["x"], []], ["x", [1], {}, "jexl:x"]),
        ("l", ["jexl:x"], [None, {}, "x", []]),
        ("f!", [None, "x", {}], []),
        ("c", ["x", {}, []], [None]),
        ("d", [{}], [None, "jexl:x", []]),
        ("o", [{}], [None, "jexl:x", []]),
        ("r", [[], [1]], [None, {}]),
        ("q", [[], [{}]], [None, {}, [1], [{}, None]]),
        ("p!", [{}, [], [{}], ["x"], "x"], [None, [None], [{}, None]]),
        ("t", [{"type": "x"}], [None, {}, {"type": 1}, [], "jexl:x"]),
        ("z!", [None], [{}, [], "x"]),
        ("y", ["x"], [None, 1, "jexl:'x'"]),
        ("e", [[]], [None, {}, [1]]),
        ("x", [{}], [None, [], "jexl:x"]),
        ("-", [], [None, {}, "jexl:x"]),
    ],
)
def test_values_of_a_kind(kind: str, taken: list[Any], refused: list[Any]) -> None:
    assert [one for one in taken if not fits(kind, one)] == []
    assert [one for one in refused if fits(kind, one)] == []


def test_what_lives_takes_no_expressions() -> None:
    assert Living("hidden:b").kind("hidden") == "b!"
    assert names.VIEWS["LinearGenomeView"].kind("hideHeader/x") == "-"


@pytest.mark.parametrize(
    ("held", "refused"),
    [
        (URI, []),
        ({**URI, "locationType": None, "x": 1, "localPath": 5}, []),
        ({**URI, "locationType": "X"}, ["uri", "locationType"]),
        ({**URI, "locationType": ""}, []),
        ({**URI, "locationType": 5}, ["uri", "locationType"]),
        ({**URI, "baseUri": 5}, ["baseUri"]),
        ({**URI, "baseUri/x": 5}, ["baseUri/x"]),
        ({**URI, "internetAccountId": None, "name": 5}, ["internetAccountId"]),
        ({**URI, "internetAccountPreAuthorization": None}, ["internetAccountPreAuthorization"]),
        ({**URI, "internetAccountPreAuthorization/authInfo": 1}, ["internetAccountPreAuthorization/authInfo"]),
        ({**URI, "internetAccountPreAuthorization/internetAccountType": "OAuth"}, []),
        ({"localPath": "/x", "baseUri": 5}, []),
        ({"handleId": "h", "name": "n"}, []),
        ({"handleId": "h"}, ["handleId"]),
        ({"blobId": "b", "name": "n"}, ["blobId", "name"]),
        ({"blobId": "b", "name": "n", "locationType": "BlobLocation"}, []),
        ({"x": 1}, ["x"]),
    ],
)
def test_file_locations(held: dict[str, Any], refused: list[str]) -> None:
    assert list(locations.refused(held)) == refused


def entries(done: converter.Conversion) -> list[dict[str, Any]]:
    """The entries of a report."""
    found: list[dict[str, Any]] = done.report.to_dict()["entries"]
    return found


SEQUENCE = ("assemblies", 0, "sequence")
VIEW = ("defaultSession", "views", 0)
WRONG: list[tuple[tuple[str | int, ...], str, Any]] = [
    ((*SEQUENCE, "adapter", "twoBitLocation"), "uri", 5),
    ((*SEQUENCE, "adapter", "twoBitLocation"), "baseUri", 5),
    ((*SEQUENCE, "adapter"), "twoBitLocation", {"x": 1}),
    (SEQUENCE, "metadata", None),
    (SEQUENCE, "displays", "x"),
    (SEQUENCE, "displays", {"x": 1}),
    (VIEW, "tracks", {"x": 1}),
    (SEQUENCE, "adapter", 5),
    (("assemblies", 0), "cytobands", None),
    (("assemblies", 0), "refNameAliases", {"adapter": 5}),
    (("assemblies", 0), "displayName", {"x": 1}),
    (("tracks", 0), "description", {"x": 1}),
    (("tracks", 0), "formatDetails", None),
    (("tracks", 0, "adapter", "bigWigLocation"), "baseUri", None),
    (("tracks", 0, "adapter"), "bigWigLocation", {"x": 1}),
    (("tracks", 0, "displays", 0), "renderers", None),
    (("tracks", 0, "displays", 0), "height", {"x": 1}),
    ((*VIEW, "tracks", 0, "displays", 0), "blockState", {"x": 1}),
    ((*VIEW, "tracks", 0, "displays", 0), "resolution", "jexl:1"),
    ((*VIEW, "tracks", 0), "minimized", "jexl:x"),
    (VIEW, "displayName", {"x": 1}),
    (VIEW, "hideHeader", "jexl:x"),
    (("defaultSession",), "margin", {"x": 1}),
    (("defaultSession",), "sessionTracks", None),
    (("defaultSession",), "widgets", 5),
    ((), "plugins", None),
    ((), "plugins", {"x": 1}),
    ((), "configuration", None),
    ((), "configuration", {"shareURL": {"x": 1}}),
    ((), "configuration", {"rpc": {"drivers": {"x": 1}}}),
    ((), "configuration", {"rpc": {"drivers": {"x": {"type": "Other"}}}}),
    ((), "configuration", {"logoPath": {"x": 1}}),
    ((*SEQUENCE, "adapter"), "type", {"x": 1}),
    (("tracks", 0), "category", "jexl:['x']"),
    (("tracks", 0), "name", "jexl:get(feature,'name')"),
    (("tracks", 0, "displays", 0), "defaultRendering", "jexl:get(feature,'x')"),
    (("tracks", 0, "displays", 0), "height", "jexl:get(feature,'x')"),
    (("tracks", 0, "displays", 0), "renderers", {"XYPlotRenderer": {"type": "jexl:'x'"}}),
    (("assemblies", 0), "displayName", "jexl:get(feature,'name')"),
    ((), "configuration", {"theme": "jexl:get(feature,'x')"}),
    (("tracks", 0), "textSearching", {"textSearchAdapter": {"x": 1}}),
    (("tracks", 0), "textSearching", {"textSearchAdapter": {}}),
    (("defaultSession",), "panelViewAssignments", {"p": ["v"]}),
    (("defaultSession",), "connectionInstances", [None]),
    (VIEW, "displayedRegions", [None]),
    (VIEW, "displayedRegions", [{"refName": "chr1", "start": 0, "end": 9, "assemblyName": "hg38"}, None]),
    (VIEW, "highlight", None),
    (VIEW, "highlight", [None]),
    (VIEW, "init", "x"),
    (VIEW, "init", {}),
    (VIEW, "init", {"assembly": 5}),
    (VIEW, "init", {"tracklist": True}),
]


@pytest.mark.parametrize(("steps", "name", "value"), WRONG)
def test_what_jbrowse_refuses_is_carried_within_it(steps: tuple[str | int, ...], name: str, value: Any) -> None:
    root = config()
    at(root, *steps)[name] = value
    data = json.dumps(root).encode()
    done = converter.convert(data, "jbrowse2", "jbrowse2")
    written = json.loads(done.document)
    place = "/".join(["", *map(str, steps), name])
    paths = [(one["effect"], [(one["source"] or {}).get("path"), *one.get("places", ())]) for one in entries(done)]
    assert {effect for effect, held in paths if any(str(path).startswith(place) for path in held)} == {"carried"}
    try:
        left = at(written, *steps).get(name, ...)
    except KeyError:
        left = ...  # nothing of the object is there
    assert left is ... or (left != value and isinstance(left, dict))
    bare = converter.convert(data, "jbrowse2", "jbrowse2", options={"carry": False})
    assert (bare.report.verdict, json.loads(bare.document).keys()) == (done.report.verdict, written.keys() - {"carriedData"})


@pytest.mark.parametrize("adapter", [{"type": "FromConfigAdapter", "x": 1}, {"type": "FromConfigAdapter", "features": None}])
def test_an_adapter_without_data_says_so_whatever_else_it_says(adapter: dict[str, Any]) -> None:
    """Without what it carries it was read as none, and its type was told as lost."""
    root = config()
    root["tracks"][0]["adapter"] = adapter
    for carry in (True, False):
        done = converter.convert(json.dumps(root).encode(), "jbrowse2", options={"carry": carry})
        left = [(one["effect"], one["source"]["path"]) for one in entries(done) if one["source"] and one["effect"] != "assumed"]
        name = next(iter(adapter.keys() - {"type"}))
        assert left == [("carried" if carry else "dropped", f"/tracks/0/adapter/{name}")]
        assert json.loads(done.document)["tracks"][0]["adapter"]["type"] == "FromConfigAdapter"


def test_an_empty_list_of_displays_says_nothing() -> None:
    root = config()
    root["tracks"].append({**root["tracks"][0], "trackId": "b", "displays": []})
    done = converter.convert(json.dumps(root).encode(), "jbrowse2")
    assert (done.report.verdict, json.loads(done.document)["tracks"][1]["displays"]) == ("lossless", [])


@pytest.mark.parametrize(("told", "effects"), [("NoTrack", ["carried"]), ("FeatureTrack", [])])
def test_a_type_that_is_none_is_not_overruled_by_the_configuration_of_the_track_but_refused(
    told: str, effects: list[str]
) -> None:
    root = config()
    at(root, *VIEW, "tracks", 0)["type"] = told
    done = converter.convert(json.dumps(root).encode(), "jbrowse2")
    assert at(json.loads(done.document), *VIEW, "tracks", 0)["type"] == "QuantitativeTrack"
    assert [one["effect"] for one in entries(done) if one["source"]] == effects


def test_no_list_of_assemblies_is_what_jbrowse_refuses() -> None:
    root = {"assemblies": {}, "tracks": [], "defaultSession": {"name": "S", "views": []}}
    done = converter.convert(json.dumps(root).encode(), "jbrowse2")
    assert "assemblies" not in json.loads(done.document)
    assert [(one["code"], one["source"]["path"]) for one in entries(done)] == [("source.invalid", "/assemblies")]


def test_an_index_without_a_type() -> None:
    root = config()
    index = {"location": URI, "indexType": None}
    root["tracks"][0]["adapter"] = {"type": "BamAdapter", "bamLocation": {"uri": "https://x.org/a.bam"}, "index": index}
    done = converter.convert(json.dumps(root).encode(), "jbrowse2")
    assert json.loads(done.document)["tracks"][0]["adapter"]["index"] == {"location": URI}
    assert [one["code"] for one in entries(done) if one["effect"] == "carried"] == ["source.invalid"]


def test_rows_that_are_none_are_left_out_of_the_others() -> None:
    root = config()
    row = {"type": "BigWigAdapter", "bigWigLocation": URI, "name": "r"}
    root["tracks"][0] |= {
        "type": "MultiQuantitativeTrack",
        "adapter": {"type": "MultiWiggleAdapter", "subadapters": [None, row, []]},
        "displays": [],
    }
    done = converter.convert(json.dumps(root).encode(), "jbrowse2")
    assert json.loads(done.document)["tracks"][0]["adapter"]["subadapters"] == [row]
    told = [one["source"]["path"] for one in entries(done) if one["code"] == "source.invalid"]
    assert told == [f"/tracks/0/adapter/subadapters/{index}" for index in (0, 2)]
    away = converter.convert(json.dumps(root).encode(), "igvxml", "jbrowse2")
    home = json.loads(converter.convert(away.document, "jbrowse2", "igvxml").document)
    assert home["tracks"][0]["adapter"]["subadapters"] == [row, None, []]


@pytest.mark.parametrize("kind", [5, None, {"x": 1}])
def test_a_display_without_a_type_is_the_one_that_its_view_takes(kind: Any) -> None:
    root = config()
    root["tracks"][0] |= {"type": "SyntenyTrack", "adapter": {"type": "PAFAdapter", "uri": "https://x.org/a.paf"}, "displays": []}
    shown = {"type": "SyntenyTrack", "configuration": "a", "displays": [{"type": kind, "configuration": "a-DotplotDisplay"}]}
    root["defaultSession"]["views"] = [{"id": "v", "type": "DotplotView", "tracks": [shown]}]
    made = json.loads(converter.convert(json.dumps(root).encode(), "jbrowse2").document)
    assert at(made, *VIEW, "tracks", 0, "displays", 0)["type"] == "DotplotDisplay"


@pytest.mark.parametrize("metadata", [5, "x", []])
def test_carried_data_lies_beside_metadata_of_any_kind(metadata: Any) -> None:
    track = {**config()["tracks"][0], "metadata": metadata}
    session = {"name": "S", "odd": 1, "sessionTracks": [track], "views": [{"id": "v", "type": "LinearGenomeView"}]}
    done = converter.convert(json.dumps({"session": session}).encode(), "jbrowse2", options={"shape": "session"})
    assert json.loads(done.document)["session"]["sessionTracks"][0]["metadata"] == metadata
    assert converter.read(done.document, "jbrowse2").ledger.carried
    listed = converter.convert(json.dumps([track, {**track, "trackId": "b", "odd": 1}]).encode(), "jbrowse2")
    assert [one["metadata"] for one in json.loads(listed.document)["tracks"]] == [metadata, metadata]


def test_pixels_of_a_wrong_kind_are_not_overruled_but_refused() -> None:
    root = config()
    view = at(root, *VIEW)
    view |= {"init": {"assembly": "hg38", "loc": "chr1:1-9"}, "bpPerPx": "x"}
    told = {
        (one["source"] or {}).get("path"): one["code"]
        for one in entries(converter.convert(json.dumps(root).encode(), "jbrowse2"))
    }
    assert told["/defaultSession/views/0/bpPerPx"] == "source.invalid"
    assert "/defaultSession/views/0/offsetPx" not in told


@pytest.mark.parametrize(
    ("named", "written"),
    [
        ("a-LinearWiggleDisplay", "a-LinearWiggleDisplay"),
        ("NONSENSE", "a-LinearWiggleDisplay"),
        ("mine", "mine"),
        ("other", "other"),
    ],
)
def test_a_display_that_names_a_configuration_which_is_not_there_names_its_own(named: str, written: str) -> None:
    root = config()
    if named == "mine":
        root["tracks"][0]["displays"][0]["displayId"] = "mine"
    if named == "other":
        root["tracks"][0]["displays"].append({"type": "LinearWiggleDisplay", "displayId": "other"})
    display = at(root, *VIEW, "tracks", 0, "displays", 0)
    display["configuration"] = named
    made = json.loads(converter.convert(json.dumps(root).encode(), "jbrowse2").document)
    assert at(made, *VIEW, "tracks", 0, "displays", 0)["configuration"] == written


@pytest.mark.parametrize(("name", "value"), [("levels", {"x": 1}), ("hview", {"displayedRegions": {"x": 1}})])
@pytest.mark.parametrize("kind", ["DotplotView", "LinearSyntenyView"])
def test_what_is_no_list_of_levels_or_regions_is_no_fault_of_ours(kind: str, name: str, value: Any) -> None:
    root = config()
    root["defaultSession"]["views"] = [{"id": "v", "type": kind, name: value}]
    assert json.loads(converter.convert(json.dumps(root).encode(), "jbrowse2").document)


@pytest.mark.parametrize(("level", "number"), [("x", 0), (True, 0), (2, 2)])
def test_the_number_of_a_level_is_always_written(level: Any, number: int) -> None:
    root = config()
    root["defaultSession"]["views"] = [{"id": "v", "type": "LinearSyntenyView", "levels": [{"level": level, "height": 50}]}]
    made = json.loads(converter.convert(json.dumps(root).encode(), "jbrowse2").document)
    assert at(made, *VIEW)["levels"] == [{"height": 50, "level": number}]


def test_folders_of_the_track_selector_are_said() -> None:
    """`hierarchical/defaultFolderCategories`, which 4.3 added."""
    said = {"hierarchical": {"defaultFolderCategories": ["Reads"]}}
    document = json.dumps({"assemblies": [], "tracks": [], "configuration": said}).encode()
    made = converter.convert(document, "jbrowse2", options={"carry": False})
    assert json.loads(made.document)["configuration"] == said
    assert made.report.verdict == "lossless"
