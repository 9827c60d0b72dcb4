"""Which arcs of interactions are drawn, and in what shape."""

from __future__ import annotations

import json

import pytest

import converter
from converter.model import Interactions
from tests.unit.formats.igvjson.sessions import again, effects, one

_ARCS = [
    ("nested", "NESTED_ARC", None),
    ("proportional", "PROPORTIONAL_ARC", None),
    ("inView", "PROPORTIONAL_ARC", "BOTH_ENDS"),
    ("partialInView", "PROPORTIONAL_ARC", "ONE_END"),
]


def _document(arc: object) -> dict[str, object]:
    track = {"name": "a", "type": "interact", "format": "bedpe", "url": "https://h/a.bedpe", "arcType": arc}
    return {"version": "3", "genome": "hg38", "tracks": [track]}


@pytest.mark.parametrize(("arc", "shape", "ends"), _ARCS)
def test_igv_desktop_draws_the_same_arcs(arc: str, shape: str, ends: str | None) -> None:
    made = converter.convert(json.dumps(_document(arc)).encode(), "igvxml", options={"carry": False}).document.decode()
    assert f'graphType="{shape}"' in made
    assert (f'arcOption="{ends}"' in made) is (ends is not None)
    assert effects(_document(arc), "igvxml").get("/tracks/0/arcType") is None
    back = json.loads(converter.convert(made.encode(), "igvjson", options={"carry": False}).document)
    assert back["tracks"][0]["arcType"] == arc


def test_older_names_stay() -> None:
    assert again(_document("chiapet"))["tracks"][0]["arcType"] == "chiapet"
    assert one(type="interact", format="bedpe", url="a", arcType="chiapetoutbound").interactions.ends == "one_end"


@pytest.mark.parametrize("arc", ["flat", 7])
def test_unknown_arcs(arc: object) -> None:
    assert effects(_document(arc))["/tracks/0/arcType"] == "dropped"


def test_a_shape_without_its_arcs() -> None:
    """igv.js chooses among proportional arcs only."""
    session = converter.read(json.dumps(_document("nested")).encode()).session
    session.tracks["t1"].interactions = Interactions(shape="nested_arc", ends="one_end")
    made = json.loads(converter.write(session, "igvjson").document)
    assert made["tracks"][0]["arcType"] == "nested"
