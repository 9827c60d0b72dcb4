"""Merging a JBrowse session with its config: what has its tracks, and shows none itself, is its companion."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest

import converter

ADAPTER = {"type": "TwoBitAdapter", "twoBitLocation": {"uri": "https://h/hg38.2bit"}}
HG38 = {"name": "hg38", "sequence": {"type": "ReferenceSequenceTrack", "trackId": "ref", "adapter": ADAPTER}}


def track(name: str) -> dict[str, Any]:
    adapter = {"type": "BigWigAdapter", "uri": f"{name}.bw"}
    return {"type": "QuantitativeTrack", "trackId": name, "name": f"The {name}", "assemblyNames": ["hg38"], "adapter": adapter}


def config(*names: str, **more: Any) -> bytes:
    return json.dumps({"assemblies": [HG38], "tracks": [track(name) for name in names], **more}).encode()


def view(*names: str) -> dict[str, Any]:
    shown = [{"type": "QuantitativeTrack", "configuration": name, "displays": []} for name in names]
    return {"type": "LinearGenomeView", "init": {"assembly": "hg38", "loc": "chr1:1-100"}, "tracks": shown}


def session(*names: str) -> bytes:
    return json.dumps({"session": {"id": "s", "name": "Mine", "views": [view(*names)]}}).encode()


def merged(*sources: bytes, to: str = "igvxml", **options: Any) -> tuple[list[str], list[dict[str, Any]]]:
    """Names of the tracks that are shown, and the reports."""
    given = [converter.Input(one, filename=f"{at}.json", base=f"/{at}") for at, one in enumerate(sources, 1)]
    done = converter.merge(given, to, options=options)
    back = converter.read(done.document).session
    shown = [str(back.tracks[key].name) for one in back.views.values() for key in one.tracks]
    return shown, done.report.to_dict()["reports"]


def told(report: dict[str, Any]) -> list[str]:
    return [entry["message"] for entry in report["entries"] if entry["code"] == "merge.config"]


@pytest.mark.parametrize("to", ["igvxml", "jbrowse2"])
def test_a_session_and_its_config_are_the_session(to: str) -> None:
    there, back = (merged(*pair, to=to) for pair in ((session("a"), config("a", "b")), (config("a", "b"), session("a"))))
    assert there[0] == back[0] == ["The a"]
    [report] = there[1]
    assert told(report) == [
        "The session was read with the config that it belongs to (2.json), which shows nothing and is no session itself."
    ]
    assert [entry["code"] for entry in report["entries"] if entry["severity"] == "error"] == []


def test_the_files_of_the_config_lie_where_it_lies() -> None:
    given = [converter.Input(session("a"), base="/one"), converter.Input(config("a"), base="/two")]
    done = converter.merge(given, "igvxml", options={"paths": "absolute"})
    assert b'path="/two/a.bw"' in done.document
    assert told(done.report.to_dict()["reports"][0])[0].endswith("(source 2), which shows nothing and is no session itself.")


def test_of_several_configs_the_one_that_has_most_is_taken() -> None:
    shown, reports = merged(config("a"), gzip.compress(config("a", "b")), session("a", "b"))
    assert shown == ["The a", "The a", "The b"]  # the other config is a list of tracks of another folder
    assert [told(report) != [] for report in reports] == [False, True]


def test_one_config_belongs_to_several_sessions() -> None:
    shown, reports = merged(session("a"), config("a", "b"), session("b"))
    assert shown == ["The a", "The b"]
    assert [len(told(report)) for report in reports] == [1, 1]


def test_a_config_with_a_session_of_its_own_is_a_session() -> None:
    whole = config("a", "b", defaultSession={"name": "D", "views": [view("b")]})
    _, reports = merged(session("a"), whole)
    assert [told(report) for report in reports] == [[], []]


def test_a_config_that_has_none_of_the_tracks_shows_its_own() -> None:
    _, reports = merged(session("a"), config("b"))
    assert [told(report) for report in reports] == [[], []]


def test_tracks_of_another_format_are_none_of_a_config() -> None:
    hub = b"hub h\nshortLabel h\nlongLabel h\nuseOneFile on\nemail e\n\ngenome hg38\n"
    _, reports = merged(session("a"), hub)
    assert [told(report) for report in reports] == [[], []]


def test_where_the_caller_gives_a_config_none_is_looked_for() -> None:
    _, reports = merged(session("a"), config("a", "b"), config=config("a").decode())
    assert [told(report) for report in reports] == [[], []]
