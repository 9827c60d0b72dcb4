"""What we write for igv.js opens there, is understood, and draws."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import converter
from tests.apps.documents import named, written
from tests.apps.fidelity import judged
from tests.apps.igvjs.blind import BLANK, NOT_OPENED
from tests.apps.judgement import Judgement, blank, differing, refused, unexplained
from tests.apps.judges import needs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.apps.igvjs.browser import Igvjs

pytestmark = needs("igvjs")

AGREEMENT, INK = 0.99, 0.95


@pytest.fixture(scope="module")
def igvjs() -> Iterator[Igvjs]:
    from tests.apps.igvjs.browser import Igvjs  # noqa: PLC0415 - where it is installed
    from tests.apps.standins.server import Standins  # noqa: PLC0415

    with Standins() as standins, Igvjs(standins) as judge:
        yield judge


@pytest.fixture(scope="module")
def judgements() -> list[Judgement]:
    return judged("igvjson").judgements


def test_every_document_opens(judgements: list[Judgement]) -> None:
    assert refused(judgements, NOT_OPENED) == {}


def test_what_is_said_is_understood(judgements: list[Judgement]) -> None:
    differences, compared = differing(judgements)
    assert compared > 0
    assert len(differences) <= (1 - AGREEMENT) * compared, differences


def test_what_should_draw_draws(judgements: list[Judgement]) -> None:
    missing, should = blank(judgements)
    assert should > 0
    strange = unexplained(missing, BLANK)
    assert len(strange) <= (1 - INK) * should, strange


def test_a_wrong_document_is_refused_or_differs(igvjs: Igvjs) -> None:
    """The judge can say no: a genome that is not there, and a height that igv.js reads as another."""
    sample = named("bam_coverage_junctions.xml")
    session = converter.read(sample.data, sample.format).session
    good = written(sample, "igvjson", igvjs.standins.rules(session, "wrong"))
    assert good is not None
    session_json = json.loads(good.data)
    session_json["tracks"][0]["height"] += 1
    other = igvjs.judged(good._replace(data=json.dumps(session_json).encode()), "wrong")
    assert other.comparison is not None
    assert [one.field for one in other.comparison.differences] == ["tracks/display.height_px"]
    session_json.pop("reference", None)
    nowhere = good._replace(data=json.dumps({**session_json, "genome": "nowhere"}).encode())
    assert igvjs.judged(nowhere, "wrong").error is not None


def test_a_hub_of_ours_opens(igvjs: Igvjs) -> None:
    """igv.js reads hubs itself: the genome, the place, and the tracks of the types that it loads from hubs."""
    data = named("hub_assembly.txt").data.replace(b"groups groups.txt\n", b"")
    hub = converter.convert(data, "ucsc", options=igvjs.standins.rules(converter.read(data).session, "hub")).document
    igvjs.standins.pages["/session.hub.txt"] = (hub, "text/plain")
    igvjs.fresh("/igvjs.html")
    asked = {"url": f"{igvjs.standins.address}/session.hub.txt", "genomes": [], "ms": 12_000}
    assert igvjs.call("open", asked) is None
    state = igvjs.call("state")
    assert [one["name"] for one in state["tracks"] if one["type"] == "wig"] == ["GC"]
    assert [one["ink"] > 0 for one in state["tracks"] if one["type"] == "wig"] == [True]
    assert str(state["loci"]).startswith("scaffold_1:")
