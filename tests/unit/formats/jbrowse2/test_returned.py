"""What JBrowse 2 refuses of a session returns to it from other formats, and is told; within JBrowse it is left out."""

from __future__ import annotations

import json
from typing import Any

import pytest

import converter
from tests.contract.facts import Facts

HG38 = {
    "name": "hg38",
    "sequence": {
        "type": "ReferenceSequenceTrack",
        "trackId": "hg38-seq",
        "adapter": {"type": "TwoBitAdapter", "twoBitLocation": {"uri": "https://x.org/hg38.2bit"}},
    },
}


def config() -> dict[str, Any]:
    """A config with a quantitative track that its view shows."""
    return {
        "assemblies": [json.loads(json.dumps(HG38))],
        "tracks": [
            {
                "type": "QuantitativeTrack",
                "trackId": "a",
                "name": "A",
                "assemblyNames": ["hg38"],
                "adapter": {"type": "BigWigAdapter", "bigWigLocation": {"uri": "https://x.org/a.bw"}},
                "displays": [{"type": "LinearWiggleDisplay", "displayId": "a-LinearWiggleDisplay"}],
            }
        ],
        "defaultSession": {
            "name": "S",
            "views": [
                {
                    "id": "v",
                    "type": "LinearGenomeView",
                    "displayedRegions": [{"refName": "chr1", "start": 0, "end": 1000, "assemblyName": "hg38"}],
                    "bpPerPx": 1,
                    "offsetPx": 0,
                    "tracks": [
                        {
                            "type": "QuantitativeTrack",
                            "configuration": "a",
                            "displays": [{"type": "LinearWiggleDisplay", "configuration": "a-LinearWiggleDisplay"}],
                        }
                    ],
                }
            ],
        },
    }


PLUGIN = {"plugins": [{"name": "P", "url": "https://x.org/p.js"}]}


def at(root: Any, *steps: str | int) -> Any:
    """What stands there."""
    for step in steps:
        root = root[step]
    return root


VIEW = ("defaultSession", "views", 0)
ENTRY = (*VIEW, "tracks", 0)
REFUSED: list[tuple[tuple[str | int, ...], str, Any]] = [
    (("tracks", 0, "adapter"), "resolutionMultiplier", "high"),
    (("tracks", 0), "adapter", None),
    (("tracks", 0), "description", 5),
    (("tracks", 0), "assemblyNames", [None]),
    (("tracks", 0, "adapter"), "bigWigLocation", "x"),
    (("tracks", 0, "displays", 0), "minScore", "low"),
    (("assemblies", 0), "aliases", 3),
    (("assemblies", 0), "name", None),
    (("assemblies", 0, "sequence"), "name", 3),
    (("defaultSession",), "drawerWidth", "wide"),
    (("defaultSession",), "drawerPosition", 4),
    (("defaultSession",), "name", 2),
    (("defaultSession",), "activeWidgets", {"gone": "gone"}),
    (VIEW, "hideHeader", "yes"),
    (VIEW, "trackLabels", 7),
    (ENTRY, "minimized", "no"),
    ((*ENTRY, "displays", 0), "scale", 5),
    ((*ENTRY, "displays", 0), "type", 5),
    ((*ENTRY, "displays", 0), "configuration", [1]),
    (ENTRY, "displays", "x"),
    (ENTRY, "type", None),
    (ENTRY, "type", "NoTrack"),
    (VIEW, "type", []),
    (("assemblies", 0, "sequence"), "type", 5),
    (("assemblies", 0, "sequence"), "trackId", {}),
    (("tracks", 0), "type", 5),
    (("tracks", 0), "displays", "x"),
    (("tracks", 0, "adapter"), "type", []),
    (("tracks", 0, "displays", 0), "displayId", True),
    ((*ENTRY, "displays", 0), "height", 19),
    ((*ENTRY, "displays", 0), "heightPreConfig", 0),
    (("defaultSession",), "drawerWidth", 100),
]


def home(root: Any, via: str) -> converter.Conversion:
    """A config that was another format's document in between."""
    there = converter.convert(json.dumps(root).encode(), via, "jbrowse2")
    return converter.convert(there.document, "jbrowse2", via)


@pytest.mark.parametrize("via", ["igvxml", "neutral"])
@pytest.mark.parametrize(("way", "name", "value"), REFUSED)
def test_what_jbrowse_refuses_comes_home_and_is_told(way: tuple[str | int, ...], name: str, value: Any, via: str) -> None:
    root = config()
    at(root, *way)[name] = value
    done = home(root, via)
    assert not Facts(json.dumps(root).encode(), "jbrowse2").bag() - Facts(done.document, "jbrowse2").bag()
    told = [one for one in done.report.to_dict()["entries"] if one["code"] == "value.refused"]
    assert [one["severity"] for one in told] == ["error"]
    assert name in told[0]["message"] or name == "activeWidgets"


def test_what_is_no_object_returns_behind_the_objects() -> None:
    root = config()
    root["tracks"].insert(0, 5)
    root["assemblies"].append([3])
    root["defaultSession"]["views"].insert(0, "x")
    found = json.loads(home(root, "igvjson").document)
    assert (found["tracks"][1], found["assemblies"][1], found["defaultSession"]["views"][1]) == (5, [3], "x")


def test_of_many_values_the_names_of_some_are_told() -> None:
    root = config()
    root["defaultSession"] |= {
        "drawerWidth": "a",
        "margin": "b",
        "minimized": 3,
        "stickyViewHeaders": 1,
        "id": 4,
        "useWorkspaces": 2,
    }
    root["tracks"][0]["description"] = {"x": 1}
    told = [one["message"] for one in home(root, "igvxml").report.to_dict()["entries"] if one["code"] == "value.refused"]
    assert len(told) == 1
    assert "and 2 more" in told[0]


@pytest.mark.parametrize("said", [{"type": 5}, {"type": None}, {"type": []}, {"type": [1]}, {}])
def test_a_configuration_of_a_display_of_no_type_comes_home_and_is_told(said: dict[str, Any]) -> None:
    root = config()
    root["tracks"][0]["displays"][0] = {"displayId": "a-x", "height": 70, **said}
    done = home(root, "igvxml")
    assert json.loads(done.document)["tracks"][0]["displays"] == root["tracks"][0]["displays"]
    assert "value.refused" in [one["code"] for one in done.report.to_dict()["entries"]]


def test_a_display_that_is_not_drawn_comes_home() -> None:
    root = {**config(), **PLUGIN}
    more = [{"type": "Other", "configuration": "a-Other", "deep": {"x": 1}}, {"type": "Third"}]
    at(root, *ENTRY)["displays"] += more
    for document in (home(root, "igvxml").document, converter.convert(json.dumps(root).encode(), "jbrowse2").document):
        assert at(json.loads(document), *ENTRY)["displays"][1:] == more


def test_what_the_view_says_of_a_track_stands_where_its_displays_are_none() -> None:
    root = config()
    at(root, *ENTRY)["displays"] = "x"
    there = json.loads(converter.convert(json.dumps(root).encode(), "igvjson", "jbrowse2").document)
    there["tracks"][0] |= {"min": 0, "max": 20}
    back = json.loads(converter.convert(json.dumps(there).encode(), "jbrowse2", "igvjson").document)
    assert "20" in json.dumps([back["tracks"], back["defaultSession"]])


@pytest.mark.parametrize("carry", [True, False])
def test_a_session_that_stays_in_jbrowse_opens_without_it(carry: bool) -> None:  # noqa: FBT001
    root = config()
    root["defaultSession"]["views"][0]["hideHeader"] = "yes"
    done = converter.convert(json.dumps(root).encode(), "jbrowse2", "jbrowse2", None, {"carry": carry})
    assert "hideHeader" not in json.loads(done.document)["defaultSession"]["views"][0]
    codes = {one["code"]: one["effect"] for one in done.report.to_dict()["entries"]}
    assert codes["source.invalid"] == ("carried" if carry else "dropped")
    assert "value.refused" not in codes


def test_a_value_that_was_edited_in_between_stands() -> None:
    root = config()
    root["tracks"][0]["name"] = 7
    there = json.loads(converter.convert(json.dumps(root).encode(), "igvjson", "jbrowse2").document)
    there["tracks"][0]["name"] = "Renamed"
    done = converter.convert(json.dumps(there).encode(), "jbrowse2", "igvjson")
    assert json.loads(done.document)["tracks"][0]["name"] == "Renamed"


@pytest.mark.parametrize("shape", ["patch", "config"])
def test_what_no_name_stands_for_does_not_stop_a_conversion(shape: str) -> None:
    """An assembly whose name is an object; a patch lists the names of assemblies."""
    root = config()
    root["assemblies"][0]["name"] = {"": ""}
    options = {"shape": shape, **({"config": config()} if shape == "patch" else {})}
    for via in ("jbrowse2", "igvxml"):
        there = converter.convert(json.dumps(root).encode(), via, "jbrowse2").document
        assert converter.convert(there, "jbrowse2", via, options=options).report.verdict


INDEX = ("index", "location")
UNREADABLE: list[tuple[tuple[str, ...], str, Any]] = [
    ((), "type", "CramAdapter"),
    ((), "vcfGzLocation", "https://x.org/v.vcf.gz"),
    (("vcfGzLocation",), "locationType", False),
    (("vcfGzLocation",), "uri", 5),
    (INDEX, "locationType", "Odd"),
    (INDEX, "uri", None),
]


@pytest.mark.parametrize("via", ["igvxml", "igvjson"])
@pytest.mark.parametrize(("way", "name", "value"), UNREADABLE)
def test_an_adapter_that_names_no_file_comes_home(way: tuple[str, ...], name: str, value: Any, via: str) -> None:
    """With its type and its index, also where the type is another's than the locations."""
    root = config()
    adapter: dict[str, Any] = {
        "type": "VcfTabixAdapter",
        "vcfGzLocation": {"uri": "https://x.org/v.vcf.gz", "locationType": "UriLocation"},
        "index": {"location": {"uri": "https://x.org/v.vcf.gz.tbi", "locationType": "UriLocation"}},
    }
    at(adapter, *way)[name] = value
    root["tracks"][0] |= {"type": "VariantTrack", "adapter": adapter}
    assert json.loads(home(root, via).document)["tracks"][0]["adapter"] == adapter


@pytest.mark.parametrize("more", [{"aliases": ["vvx"]}, {"sequence": "x"}, {"displayName": "Volvox", "sequence": {"type": []}}])
def test_an_assembly_without_a_sequence_comes_home(more: dict[str, Any]) -> None:
    root = config()
    root["assemblies"][0] = {"name": "volvox", **more}
    root["tracks"][0]["assemblyNames"] = ["volvox"]
    at(root, *VIEW)["displayedRegions"][0]["assemblyName"] = "volvox"
    done = home(root, "igvxml")
    assert json.loads(done.document)["assemblies"] == root["assemblies"]
    assert "genome.unknown" in {one["code"] for one in done.report.to_dict()["entries"]}


@pytest.mark.parametrize("change", [{"end": 50}, {"end": "x"}, {"refName": None}])
@pytest.mark.parametrize("single", [True, False])
def test_a_highlighted_place_that_is_none_comes_home(change: dict[str, Any], single: bool) -> None:  # noqa: FBT001
    root = config()
    place = {"assemblyName": "hg38", "refName": "chr1", "start": 100, "end": 200, "label": "here", **change}
    at(root, *VIEW)["highlight"] = place if single else [place]
    assert at(json.loads(home(root, "igvxml").document), *VIEW)["highlight"] == at(root, *VIEW)["highlight"]
