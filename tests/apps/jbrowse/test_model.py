"""What we write for JBrowse 2 is what its own model takes: every document, every track, every field."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.apps.compare import compare
from tests.apps.documents import Document, named, samples, written
from tests.apps.jbrowse.blind import NOT_OPENED
from tests.apps.jbrowse.model import Verdict, judged
from tests.apps.judgement import Judgement, refused
from tests.apps.judges import needs

if TYPE_CHECKING:
    from collections.abc import Iterable

pytestmark = needs("model")

Judged = list[tuple[Document, Verdict]]
AGREEMENT = 0.99


@pytest.fixture(scope="module")
def verdicts() -> Judged:
    documents = [one for sample in samples() if (one := written(sample, "jbrowse2")) is not None]
    return list(zip(documents, judged(documents), strict=True))


def _foreign(verdicts: Judged) -> Iterable[tuple[Document, Verdict]]:
    """Documents that we thought out ourselves: those of other formats."""
    return ((document, verdict) for document, verdict in verdicts if "/jbrowse2/" not in document.name)


def test_every_document_opens(verdicts: Judged) -> None:
    judgements = [Judgement(document.name, verdict.error) for document, verdict in verdicts]
    assert refused(judgements, NOT_OPENED) == {}


def test_every_track_can_be_shown(verdicts: Judged) -> None:
    assert {document.name: verdict.tracks for document, verdict in _foreign(verdicts) if verdict.tracks} == {}


def test_nothing_is_written_that_no_property_holds(verdicts: Judged) -> None:
    assert {document.name: verdict.ignored for document, verdict in _foreign(verdicts) if verdict.ignored} == {}


def test_what_is_said_is_understood(verdicts: Judged) -> None:
    differences: list[tuple[object, ...]] = []
    compared: Counter[str] = Counter()
    for document, verdict in verdicts:
        if verdict.understood is None:
            continue
        found = compare(document.said, verdict.understood)
        differences += [(document.name, *one) for one in found.differences]
        compared += found.compared
    assert compared.total() > 0
    assert len(differences) <= (1 - AGREEMENT) * compared.total(), differences


def test_a_wrong_document_is_refused() -> None:
    """The judge can say no: a display of a type that there is not, and a property of a wrong kind."""
    good = written(named("bam_coverage_junctions.xml"), "jbrowse2")
    assert good is not None
    session = json.loads(good.data)
    session["defaultSession"]["views"][0]["tracks"][0]["displays"][0]["type"] = "LinearNothingDisplay"
    session["tracks"][0]["displays"][0]["height"] = "tall"
    session["tracks"][1]["colour"] = "red"
    (verdict,) = judged([good._replace(data=json.dumps(session).encode())])
    assert verdict.error is not None
    assert "views/0/tracks/0/displays/0" in verdict.error
    assert list(verdict.tracks) == [session["tracks"][0]["trackId"]]
    assert verdict.ignored == ["/tracks/1/colour"]
