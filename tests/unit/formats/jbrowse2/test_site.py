"""Patches of a config: only what it lacks is added, once, and the rest is measured as the config has it."""

from __future__ import annotations

import json
from typing import Any

import jsonpatch
import pytest

import converter
from converter.formats.jbrowse2.site import Site, wanted_ids
from converter.loss.ledger import Put
from converter.model import Interval, Session, Track
from converter.registry import FORMATS
from tests.contract.samples import accepted

HG19 = {"name": "hg19", "aliases": ["GRCh37"], "sequence": {"type": "ReferenceSequenceTrack", "trackId": "seq"}}


def igv(*tracks: str, locus: str = "chr1:101-200") -> bytes:
    """An IGV session of tracks, each `path attributes`."""
    made = "".join('<Track id="{}" {}/>'.format(*one.partition(" ")[::2]) for one in tracks)
    files = "".join(f'<Resource path="{path}"/>' for path in dict.fromkeys(one.partition(" ")[0] for one in tracks))
    session = f'<Session genome="hg19" locus="{locus}"><Resources>{files}</Resources><Panel>{made}</Panel></Session>'
    return session.encode()


def signal(track_id: str, uri: str, **more: Any) -> dict[str, Any]:
    """A track of a config."""
    adapter = {"type": "BigWigAdapter", "bigWigLocation": {"uri": uri, "locationType": "UriLocation"}}
    return {
        "type": "QuantitativeTrack",
        "trackId": track_id,
        "name": "site",
        "assemblyNames": ["hg19"],
        "adapter": adapter,
        **more,
    }


def patched(data: bytes, config: dict[str, Any], **options: Any) -> tuple[list[Any], dict[str, Any], dict[str, Any]]:
    """The patch that adds a session, the config with it, and the report."""
    done = converter.convert(data, "jbrowse2", options={"shape": "patch", "config": config, **options})
    operations = json.loads(done.document)
    return operations, jsonpatch.apply_patch(config, operations), done.report.to_dict()


CONFIG: dict[str, Any] = {
    "assemblies": [HG19],
    "tracks": [signal("first", "x.bw"), signal("mine", "a.bw")],
    "defaultSession": {"name": "start"},
}


def test_a_track_of_the_same_file_is_that_of_the_config() -> None:
    operations, config, report = patched(igv('a.bw color="255,0,0" name="red"'), CONFIG)
    assert [one["path"] for one in operations] == ["/preConfiguredSessions"]
    shown = config["preConfiguredSessions"][0]["views"][0]["tracks"][0]
    assert shown["configuration"] == "mine"
    assert "rgb(255,0,0)" in json.dumps(shown["displays"])
    assert [(one["code"], one["original"], one["emitted"]) for one in report["entries"] if one["effect"] == "approximated"] == [
        ("config.present", "red", "site")
    ]


def test_a_look_that_is_alike_is_not_said_again() -> None:
    _, config, _ = patched(igv("a.bw"), CONFIG)
    display = config["preConfiguredSessions"][0]["views"][0]["tracks"][0]["displays"][0]
    assert display == {"type": "LinearWiggleDisplay", "configuration": "mine-LinearWiggleDisplay"}
    known = {**CONFIG, "tracks": [signal("mine", "a.bw", displays=[{"type": "LinearWiggleDisplay", "displayId": "own"}])]}
    _, config, _ = patched(igv("a.bw"), known)
    assert config["preConfiguredSessions"][0]["views"][0]["tracks"][0]["displays"][0]["configuration"] == "own"


def test_an_id_that_is_taken_by_another_file_gets_a_number() -> None:
    _, config, _ = patched(igv('b.bw name="mine"', 'c.bw name="mine"'), CONFIG)
    assert [one["trackId"] for one in config["tracks"]] == ["first", "mine-2", "mine-3", "mine"]


def test_a_file_that_no_adapter_opens_is_known_by_what_is_written() -> None:
    data = igv('a.tdf name="old"', 'b.tdf name="old"')
    _, config, _ = patched(data, CONFIG)
    assert [one["trackId"] for one in config["tracks"]] == ["first", "old", "old-2", "mine"]
    assert patched(data, config)[0] == []


def test_an_assembly_is_known_by_its_aliases() -> None:
    config = {**CONFIG, "assemblies": [{**HG19, "name": "GRCh37", "aliases": [7, "hg19"]}]}
    assert len(patched(igv("a.bw"), config)[1]["assemblies"]) == 1


def test_the_session_is_the_default_one_where_there_is_none() -> None:
    operations, config, _ = patched(igv("a.bw"), {"assemblies": [HG19], "tracks": []})
    assert [one["path"] for one in operations] == ["/tracks", "/defaultSession"]
    assert patched(igv("a.bw"), config)[0] == []


def test_sessions_of_one_name_are_numbered() -> None:
    config = CONFIG
    for locus in ("chr1:101-200", "chr2:101-200", "chr3:101-200"):
        _, config, report = patched(igv("a.bw", locus=locus), config)
        assert report["verdict"] == "lossless"
    assert sorted(one["name"] for one in config["preConfiguredSessions"]) == ["New session", "New session (2)", "New session (3)"]
    assert patched(igv("a.bw", locus="chr2:101-200"), config)[0] == []


def test_what_is_there_is_never_changed() -> None:
    _, config, _ = patched(igv('a.bw name="other"', "b.bam"), CONFIG)
    assert config["tracks"][0] == CONFIG["tracks"][0]
    assert config["tracks"][-1] == CONFIG["tracks"][-1]
    assert config["assemblies"] == CONFIG["assemblies"]
    assert config["defaultSession"] == CONFIG["defaultSession"]


@pytest.mark.parametrize("config", [CONFIG, {}, {"assemblies": [], "tracks": [], "preConfiguredSessions": [{"odd": 1}]}])
@pytest.mark.parametrize("carry", [True, False])
@pytest.mark.parametrize("source", [one for one in FORMATS if one != "neutral"])
def test_a_patch_is_idempotent(source: str, config: dict[str, Any], *, carry: bool) -> None:
    for sample in accepted(source)[::9]:
        told = sample.options.get("config")
        base = json.loads(told) if told else config
        operations, once, report = patched(sample.data, base, carry=carry)
        assert patched(sample.data, once, carry=carry)[0] == [], sample.name
        assert "unannounced" not in {one["code"] for one in report["entries"]}, sample.name
        try:
            twice = jsonpatch.apply_patch(once, operations)
        except jsonpatch.JsonPatchTestFailed:
            twice = once
        assert twice == once, sample.name
        assert all(one in once.get("tracks", []) for one in base.get("tracks", [])), sample.name


def test_a_patch_that_adds_a_session_is_read_as_that_session() -> None:
    operations, _, _ = patched(igv("a.bw", locus="chr2:101-200"), CONFIG, carry=True)
    session = converter.read(json.dumps(operations).encode(), options={"config": CONFIG}).session
    assert session.views["v1"].loci == [Interval(chrom="chr2", start=100, end=200)]
    home = converter.convert(json.dumps(operations).encode(), "igvxml", options={"config": CONFIG})
    assert b'locus="chr2:101-200"' in home.document


@pytest.mark.parametrize("config", [{"assembly": HG19}, {"assemblies": {"hg19": HG19}}])
def test_assemblies_that_are_no_list_are_refused(config: dict[str, Any]) -> None:
    with pytest.raises(converter.ConverterError) as caught:
        patched(igv("a.bw"), config)
    assert caught.value.code == "option.config"


def test_a_patch_moves_what_it_moves_and_leaves_the_rest() -> None:
    config = {"assemblies": [{"name": "hg19", "aliases": [5, "GRCh37"]}], "tracks": []}
    there, elsewhere = Put("/assemblies/0", "hg19"), Put("/elsewhere/0", "e")
    placed = {("genome", ""): there, ("regions", "r1"): elsewhere}
    assert Site(config).patch({"assemblies": [{"name": "GRCh37"}], "tracks": []}, placed) == []
    assert placed == {("genome", ""): there, ("regions", "r1"): elsewhere}


def test_the_ids_that_tracks_would_get() -> None:
    session = Session(tracks={"t1": Track(name="A b"), "t2": Track(key="k")}, track_order=["t1", "t2"])
    assert wanted_ids(session) == {"A_b", "k"}


def test_a_further_assembly_that_the_config_has_is_told_to_stay_as_it_is() -> None:
    mine: list[dict[str, Any]] = [
        {"name": name, "sequence": {"type": "ReferenceSequenceTrack", "trackId": name}} for name in ("a", "b")
    ]
    adapter = {"type": "TwoBitAdapter", "uri": "https://x.org/b.2bit"}
    theirs = [{**one, "displayName": "Theirs", "sequence": {**one["sequence"], "adapter": adapter}} for one in mine]
    source = {"assemblies": theirs, "tracks": [signal("s", "a.bw", assemblyNames=["b"])]}
    _, _, report = patched(json.dumps(source).encode(), {"assemblies": mine, "tracks": []})
    told = {one["model"]: (one["code"], one["message"]) for one in report["entries"] if one["model"].startswith("/genomes/")}
    assert told["/genomes/g2/name"][0] == told["/genomes/g2/two_bit"][0] == "config.present"
    assert "this assembly" in told["/genomes/g2/name"][1]
    assert "unannounced" not in {one["code"] for one in report["entries"]}


@pytest.mark.parametrize("where", ["defaultSession", "preConfiguredSessions"])
def test_a_session_that_the_config_has_is_not_added_again(where: str) -> None:
    """What a writer says beside (ids of views, what JBrowse would take from the reader's browser) makes it no other session."""
    view = {
        "type": "LinearGenomeView",
        "displayedRegions": [{"refName": "chr1", "start": 0, "end": 900, "assemblyName": "hg19"}],
        "bpPerPx": 1,
        "offsetPx": 10,
    }
    session = {"name": "start", "views": [view]}
    config = {**CONFIG, where: session if where == "defaultSession" else ["odd", {"name": "x", "views": ["odd"]}, session]}
    source = {"assemblies": [HG19], "defaultSession": session}
    operations, _, report = patched(json.dumps(source).encode(), config)
    assert operations == []
    assert report["verdict"] == "lossless"


def test_a_patch_that_changes_nothing_is_read_with_its_config() -> None:
    found = converter.read(b"[]", options={"config": CONFIG})
    assert [one.name for one in found.session.tracks.values()] == ["site", "site"]
    assert found.ledger.accounted == found.ledger.total


def test_a_patch_that_changes_nothing_says_nothing_alone() -> None:
    with pytest.raises(converter.ConverterError) as refused:
        converter.read(b" [ ]\n", "jbrowse2")
    assert refused.value.code == "format.unknown"
    assert "'config'" in str(refused.value.hint)
