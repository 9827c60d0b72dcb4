"""The groups of a hub's `groups.txt`: categories of its tracks, and what sorts them first."""

from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec import UNSET

import converter
from tests.unit.formats.ucsc.test_hub import track

GENOME = "hub lab\nuseOneFile on\nshortLabel x\n\ngenome mine\ntwoBitPath mine.2bit\ngroups groups.txt\n\n"
GROUPS = "name map\nlabel Mapping\npriority 4\n\nname genes\nlabel Genes\npriority 2\ndefaultIsClosed 1\n\nlabel nobody's\n"
FOLDER = "track f\nsuperTrack on show\nshortLabel F\ngroup genes\n\n"
HUB = GENOME + track("a", "visibility full\ngroup map") + FOLDER + track("b", "parent f\nvisibility full\ngroup map") + track("c")


def convert(to: str, text: str = HUB, files: Any = GROUPS, **more: Any) -> converter.Conversion:
    return converter.convert(text.encode(), to, "ucsc", options={"config": {"groups.txt": files}, **more}, ledger=True)


def told(done: converter.Conversion, key: str) -> set[str]:
    """The effects of all facts of a key that are not kept."""
    report = done.report.to_dict()
    listed = [*report["entries"], *report["ledger"]]
    places = [(one["effect"], path) for one in listed if one["source"] for path in (one.get("places") or [one["source"]["path"]])]
    return {effect for effect, path in places if path.endswith(f"/{key}")}


def test_labels_are_the_outermost_categories_and_the_outermost_track_says_which() -> None:
    found = converter.read(HUB.encode(), "ucsc", options={"config": {"groups.txt": GROUPS}})
    assert [one.category for one in found.session.tracks.values()] == [["Mapping"], ["Genes", "F"], UNSET]
    assert found.ledger.config_taken
    assert found.ledger.accounted == found.ledger.total


def test_groups_sort_before_all_else_and_what_has_none_stands_first() -> None:
    text = HUB.replace("shortLabel c", "shortLabel c\nvisibility full\npriority 99")
    found = converter.read(text.encode(), "ucsc", options={"config": {"groups.txt": GROUPS}})
    shown = [found.session.tracks[key].name for key in found.session.views["v1"].tracks]
    assert shown[-2:] == ["b", "a"]


def test_a_config_of_jbrowse_has_the_categories() -> None:
    done = convert("jbrowse2")
    assert [one.get("category") for one in json.loads(done.document)["tracks"]] == [["Mapping"], ["Genes", "F"], None]
    assert told(done, "group") == {"carried"}, "that of the track in the folder, which UCSC does not ask"
    assert told(done, "groups") == set()


def test_igv_is_told_not_to_have_them() -> None:
    assert told(convert("igvxml"), "groups") == {"approximated"}


@pytest.mark.parametrize("via", ["ucsc", "igvxml", "neutral"])
def test_a_hub_names_its_groups_again(via: str) -> None:
    there = convert(via)
    home = converter.convert(there.document, "ucsc", via).document.decode() if via != "ucsc" else there.document.decode()
    assert "groups groups.txt" in home
    assert "group map" in home
    assert "priority" not in home


def test_a_hub_that_is_written_again_loses_nothing() -> None:
    assert convert("ucsc").report.to_dict()["verdict"] == "lossless"


def test_without_the_file_there_are_no_categories_and_that_is_told() -> None:
    done = converter.convert(HUB.encode(), "jbrowse2", "ucsc")
    assert all("category" not in one or one["category"] == ["F"] for one in json.loads(done.document)["tracks"])
    notices = [one for one in done.report.to_dict()["entries"] if one["code"] == "include.missing"]
    assert [(one["severity"], one["original"]) for one in notices] == [("info", "groups.txt")]


def test_a_file_that_nothing_refers_to_is_not_missed() -> None:
    done = converter.convert((GENOME + track("a", "visibility full")).encode(), "jbrowse2", "ucsc")
    assert not [one for one in done.report.to_dict()["entries"] if one["code"] == "include.missing"]


def test_a_file_without_groups_is_none() -> None:
    done = converter.convert(HUB.encode(), "jbrowse2", "ucsc", options={"config": {"groups.txt": "label x\n"}})
    assert "include.missing" in {one["code"] for one in done.report.to_dict()["entries"]}
