"""Places that a view is told to highlight when it opens (`init.highlight`) are regions of interest."""

from __future__ import annotations

import json
from typing import Any

import pytest

import converter

TEXTS = ["chr8:1,001-2,000", "chr8:3001..4000"]
STATE = {"refName": "chr8", "start": 10, "end": 20, "assemblyName": "hg38"}


def config(highlight: Any) -> bytes:
    sequence = {
        "type": "ReferenceSequenceTrack",
        "trackId": "s",
        "adapter": {"type": "TwoBitAdapter", "uri": "https://example.org/a.2bit"},
    }
    init = {"assembly": "hg38", "loc": "chr8:1-9000", "highlight": highlight}
    view = {"type": "LinearGenomeView", "init": init, "highlight": [STATE]}
    held = {
        "assemblies": [{"name": "hg38", "sequence": sequence}],
        "tracks": [],
        "defaultSession": {"name": "s", "views": [view]},
    }
    return json.dumps(held).encode()


def regions(highlight: Any) -> list[tuple[Any, Any, Any]]:
    found = converter.read(config(highlight)).session.regions
    return [(one.chrom, one.start, one.end) for one in found.values()]


def test_they_are_regions_beside_those_of_the_state() -> None:
    assert regions(TEXTS) == [("chr8", 10, 20), ("chr8", 1000, 2000), ("chr8", 3000, 4000)]


@pytest.mark.parametrize(
    "highlight", ["chr8:1-9", ["chr8"], ["chr8:1-9 chr9:1-9"], ["chr8:1-9", 7], [], None, [{"refName": "chr8"}]]
)
def test_others_stay_as_they_are(highlight: Any) -> None:
    assert regions(highlight) == [("chr8", 10, 20)]
    home = json.loads(converter.convert(config(highlight), to="jbrowse2").document)
    assert home["defaultSession"]["views"][0]["init"]["highlight"] == highlight


@pytest.mark.parametrize("target", ["igvxml", "igvjson", "neutral", "jbrowse2"])
def test_they_come_home_as_texts(target: str) -> None:
    there = converter.convert(config(TEXTS), to=target)
    home = json.loads(converter.convert(there.document, to="jbrowse2").document)
    (view,) = home["defaultSession"]["views"]
    assert (view["init"]["highlight"], view["highlight"]) == (TEXTS, [STATE])


def test_an_edited_one_is_said_as_it_is() -> None:
    there = converter.convert(config(TEXTS), to="igvxml").document.replace(b'start="1000"', b'start="1500"')
    (view,) = json.loads(converter.convert(there, to="jbrowse2").document)["defaultSession"]["views"]
    assert view["init"]["highlight"] == TEXTS[1:]
    assert {"refName": "chr8", "start": 1500, "end": 2000, "assemblyName": "hg38"} in view["highlight"]
