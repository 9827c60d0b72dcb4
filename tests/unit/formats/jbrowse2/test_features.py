"""Features inside a session, in the names of igv.js and of JBrowse 2."""

from __future__ import annotations

import json
from typing import Any

import pytest

import converter
from converter.formats.jbrowse2 import features

GENE = {
    "chr": "chr1",
    "start": 5,
    "end": 20,
    "name": "a",
    "strand": "-",
    "exons": [{"start": 5, "end": 8}, {"start": 12, "end": 20}],
}
POINT = {"chr": "chr1", "start": 5, "end": 6, "value": 2.5}


def test_jbrowse_gets_its_own_names_beside() -> None:
    gene, point = features.written([GENE, POINT])
    assert (gene["refName"], gene["uniqueId"], gene["strand"]) == ("chr1", "feature-0", -1)
    assert gene["subfeatures"][1] == {"start": 12, "end": 20, "refName": "chr1", "type": "exon"}
    assert (point["uniqueId"], point["score"]) == ("feature-1", 2.5)


@pytest.mark.parametrize("held", [[GENE, POINT], [{**GENE, "exons": "no list"}], [], [{**GENE, "strand": "."}]])
def test_they_come_back_as_they_were(held: list[Any]) -> None:
    assert features.read(features.written(held)) == held


@pytest.mark.parametrize(
    "held",
    [
        ["text"],
        [{"refName": "chr1", "start": 1, "end": 2, "uniqueId": "x", "strand": "+"}],
        [{"refName": "chr1", "chr": "chr1", "start": 1, "end": 2, "uniqueId": "x"}],
        [{"refName": "chr1", "start": 1, "end": 2, "strand": True}],
        [{"chr": "chr1", "start": 1, "end": 2, "strand": ["+"]}],
        [{**GENE, "strand": "forward"}],
        [{"start": 1}],
    ],
)
def test_others_stay_as_they_are(held: list[Any]) -> None:
    assert features.written(held) == held
    assert features.read(held) == held


def test_features_of_jbrowse_are_read_in_the_names_of_igv() -> None:
    held = [{"refName": "chr1", "start": 1, "end": 9, "uniqueId": "x", "strand": -1, "subfeatures": [{"start": 1, "end": 3}]}]
    plain = features.read(held)
    assert plain == [{"chr": "chr1", "start": 1, "end": 9, "uniqueId": "x", "strand": "-", "exons": [{"start": 1, "end": 3}]}]
    assert features.written(plain) == held


def test_features_of_custom_tracks_are_drawn() -> None:
    text = b"track name=x db=hg38\nchr1\t5\t20\ta\t0\t-\t5\t20\t0\t2\t3,8\t0,7\n"
    done = converter.convert(text, "jbrowse2", options={"carry": False})
    adapter = json.loads(done.document)["tracks"][0]["adapter"]
    assert adapter["features"][0]["refName"] == "chr1"
    assert not [one for one in done.report.to_dict()["entries"] if one["code"].startswith("source.features")]
