"""What reports say of facts of JBrowse 2: neither silent losses nor false alarms."""

from __future__ import annotations

import json
from typing import Any

import pytest

import converter
from tests.unit.formats.jbrowse2.reading import BIG_WIG, Read, config, shown, track


def effects(root: Any, to: str, **options: Any) -> dict[str, tuple[str, str]]:
    """Effect and severity of each fact that has an entry, by its pointer."""
    done = converter.convert(json.dumps(root).encode(), to, source="jbrowse2", options={"carry": False, **options}, ledger=True)
    told = done.report.to_dict()
    return {
        path: (entry["effect"], entry["severity"])
        for entry in (*told["entries"], *told["ledger"])
        if entry["source"] is not None
        for path in (entry["source"]["path"], *entry.get("places", ()))
    }


def _config(*regions: dict[str, Any], **more: Any) -> dict[str, Any]:
    view = {**shown(), "displayedRegions": list(regions), **more}
    session = {"name": "S", "views": [view]}
    return {"assemblies": [{"name": "hg38", "sequence": {}}], "tracks": [track(adapter=BIG_WIG)], "defaultSession": session}


_ONE = {"refName": "chr1", "start": 100, "end": 500, "assemblyName": "hg38"}
_BACK = {"refName": "chr2", "start": 0, "end": 400, "assemblyName": "hg38", "reversed": True}
_REGIONS = "/defaultSession/views/0/displayedRegions"


def test_each_region_is_told_by_itself() -> None:
    told = effects(_config(_ONE, _BACK, bpPerPx=1, offsetPx=0), "igvjson")
    assert told[f"{_REGIONS}/0/refName"] == ("approximated", "info")
    assert told[f"{_REGIONS}/1/reversed"] == ("dropped", "warning")


def test_a_region_of_another_assembly_is_lost_alone() -> None:
    told = effects(_config(_ONE, {**_ONE, "refName": "chr3", "assemblyName": "mm10"}, bpPerPx=1, offsetPx=0), "igvjson")
    assert told[f"{_REGIONS}/1/assemblyName"] == ("dropped", "error")
    assert told[f"{_REGIONS}/1/start"] == ("approximated", "info")


@pytest.mark.parametrize(("adapter", "effect"), [("FromConfigAdapter", None), ("PluginAdapter", "dropped")])
def test_features_are_those_of_one_adapter(adapter: str, effect: str | None) -> None:
    held = {"type": adapter, "features": [{"uniqueId": "x", "refName": "chr1", "start": 1, "end": 5}]}
    root = {**_config(), "tracks": [track("FeatureTrack", adapter=held)]}
    told = effects(root, "igvjson")
    assert told.get("/tracks/0/adapter/type", (None,))[0] == effect
    assert told.get("/tracks/0/adapter/features", (None,))[0] == effect


def test_the_name_of_a_reference_sequence_is_that_of_the_track_that_shows_it() -> None:
    sequence = {
        "type": "ReferenceSequenceTrack",
        "trackId": "ref",
        "name": "Bases",
        "adapter": {"type": "TwoBitAdapter", "uri": "a.2bit"},
    }
    held = shown(track_id="ref", track_type="ReferenceSequenceTrack")
    root = {
        "assemblies": [{"name": "hg38", "sequence": sequence}],
        "tracks": [],
        "defaultSession": {"name": "S", "views": [held]},
    }
    assert "/assemblies/0/sequence/name" not in effects(root, "igvxml")
    unseen = {**root, "defaultSession": {"name": "S", "views": []}}
    assert effects(unseen, "igvxml")["/assemblies/0/sequence/name"] == ("dropped", "info")


def test_a_reference_sequence_in_two_views_and_of_an_assembly_named_twice() -> None:
    sequence = {"type": "ReferenceSequenceTrack", "trackId": "ref", "adapter": {"type": "TwoBitAdapter", "uri": "a.2bit"}}
    held = shown(track_id="ref", track_type="ReferenceSequenceTrack")
    twice = [{"name": "hg38", "sequence": sequence}, {"name": "hg38", "sequence": {**sequence, "name": "Bases"}}]
    root = {"assemblies": twice, "tracks": [], "defaultSession": {"name": "S", "views": [held, {**held, "id": "again"}]}}
    assert effects(root, "igvxml")["/assemblies/1/sequence/name"][0] == "dropped"
    assert b"Bases" not in converter.convert(json.dumps(root).encode(), "igvxml", options={"carry": False}).document


@pytest.mark.parametrize("told", ["QuantitativeTrack", "FeatureTrack"])
def test_the_type_of_a_track_is_that_of_its_configuration(told: str) -> None:
    root = {**_config(), "defaultSession": {"name": "S", "views": [shown(track_type=told)]}}
    assert effects(root, "jbrowse2")["/defaultSession/views/0/tracks/0/type"] == ("superseded", "info")
    document = json.loads(converter.convert(json.dumps(root).encode(), "jbrowse2").document)
    assert document["defaultSession"]["views"][0]["tracks"][0]["type"] == "QuantitativeTrack"


def test_a_configuration_says_all_appearances_of_its_track() -> None:
    """Its name was told as lost, and the track as one that nobody sees, where the first of two views was."""
    first, second = {**shown(), "id": "v1"}, {**shown(), "id": "v2"}
    root = {"assemblies": [{"name": "hg38", "sequence": {}}], "tracks": [track()]}
    session = {"name": "S", "focusedViewId": "v2", "views": [first, second]}
    told = effects({**root, "defaultSession": session}, "igvjson")
    assert told["/tracks/0/name"] == ("approximated", "info")
    assert told["/tracks/0/type"] == ("approximated", "info")


def test_the_far_end_of_a_region_that_is_shown_backwards_may_lie_out_of_view() -> None:
    told = effects(_config(_BACK, bpPerPx=0.1, offsetPx=0), "igvjson")
    assert told[f"{_REGIONS}/0/start"] == ("dropped", "info")
    assert told[f"{_REGIONS}/0/end"] == ("approximated", "info")


def test_a_file_behind_a_login_is_missed_where_nobody_can_log_in() -> None:
    behind = {
        "uri": "https://x.org/a.bw",
        "locationType": "UriLocation",
        "internetAccountId": "lab",
        "internetAccountPreAuthorization": {"internetAccountType": "OAuth", "authInfo": {"token": "hush"}},
    }
    root = {**_config(), "tracks": [track(adapter={"type": "BigWigAdapter", "bigWigLocation": behind})]}
    told = effects(root, "igvxml")
    assert told["/tracks/0/adapter/bigWigLocation/internetAccountId"] == ("dropped", "warning")
    assert told["/tracks/0/adapter/bigWigLocation/internetAccountPreAuthorization/authInfo/token"] == ("dropped", "info")
    report = converter.convert(json.dumps(root).encode(), "igvxml", source="jbrowse2").report.to_json()
    assert b"hush" not in report
    assert b"REDACTED" in report


def test_the_credentials_of_accounts_stay_out_of_reports() -> None:
    account = {"type": "HTTPBasicInternetAccount", "internetAccountId": "lab", "clientSecret": "hush"}
    root = json.dumps({**_config(), "internetAccounts": [account]}).encode()
    report = converter.convert(root, "igvxml", source="jbrowse2").report.to_json()
    assert b"internetAccounts" in report
    assert b"hush" not in report


def test_a_key_without_a_name_is_a_place_of_its_own() -> None:
    root = {**_config(_ONE), "": 1}
    root["tracks"][0][""] = {"": 2}
    told = effects(root, "igvjson")
    assert (told["/"], told["/tracks/0//"]) == (("dropped", "info"), ("dropped", "info"))
    assert {"", "/tracks/0"}.isdisjoint(told)


def test_of_what_a_fact_says_the_gravest_that_is_lost_is_told() -> None:
    root = _config(_ONE, {**_ONE, "refName": "chr3", "assemblyName": "mm10"}, bpPerPx=1, offsetPx=0)
    entries = converter.convert(json.dumps(root).encode(), "igvjson", options={"carry": False}).report.to_dict()["entries"]
    told = next(one for one in entries if one["source"] and one["source"]["path"] == f"{_REGIONS}/1/assemblyName")
    assert told["code"] == "view.loci.unsupported"


@pytest.mark.parametrize(("called", "links", "does_not"), [("mine", "name", "aliases"), ("other", "aliases", "name")])
def test_the_name_by_which_a_view_finds_its_assembly_leads_to_the_sequence(called: str, links: str, does_not: str) -> None:
    adapter = {"type": "TwoBitAdapter", "twoBitLocation": {"uri": "https://x.org/m.2bit", "locationType": "UriLocation"}}
    sequence = {"type": "ReferenceSequenceTrack", "trackId": "r", "adapter": adapter}
    root = {
        "assemblies": [{"name": "mine", "aliases": ["other"], "sequence": sequence}],
        "defaultSession": {"name": "S", "views": [{**shown(), "displayedRegions": [{**_ONE, "assemblyName": called}]}]},
    }
    read = Read(root)
    assert "genome.two_bit" in read.says(f"/assemblies/0/{links}")
    assert "genome.two_bit" not in read.says(f"/assemblies/0/{does_not}")


@pytest.mark.parametrize(("kind", "told"), [("FeatureTrack", True), ("ApolloTrack", False)])
def test_a_track_of_a_plugin_may_need_no_adapter(kind: str, told: bool) -> None:  # noqa: FBT001
    held = track(kind)
    del held["adapter"]
    texts = [one.message for one in config(held).ledger.notices]
    assert any("no adapter" in one for one in texts) is told


def test_a_track_of_a_view_that_names_no_configuration() -> None:
    """Its name is not looked at, by JBrowse or by us."""
    whole = {**shown(), "tracks": [track(name="mine")]}
    document = json.dumps({"tracks": [], "defaultSession": {"name": "S", "views": [whole]}}).encode()
    done = converter.convert(document, "igvxml", "jbrowse2", options={"carry": False})
    told = [one for one in done.report.to_dict()["entries"] if one["code"] == "track.unresolved"]
    assert ["does not name its configuration" in one["message"] for one in told] == [True]
    assert b"mine" not in done.document


@pytest.mark.parametrize(
    ("tracks", "companion", "text"),
    [
        ([], None, "defined in a config that was not sent"),
        ([track()], None, "which the config does not define"),
        ([], {"tracks": [track()]}, "which the config does not define"),
    ],
)
def test_a_track_that_nothing_defines(tracks: list[Any], companion: Any, text: str) -> None:
    view = {
        **shown(),
        "tracks": [{"type": "FeatureTrack", "configuration": "gone", "displays": [{"type": "LinearBasicDisplay"}]}],
    }
    root = {"tracks": tracks, "defaultSession": {"name": "S", "views": [view]}}
    found = Read(root, **({"config": companion} if companion else {})).ledger.notices
    assert [text in one.message for one in found if one.code == "track.unresolved"] == [True]
