"""What we write for IGV desktop opens there, and what IGV saves of it says the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import converter
from tests.apps.documents import named, written
from tests.apps.fidelity import judged
from tests.apps.igv.blind import BLANK, NOT_OPENED
from tests.apps.judgement import Judgement, blank, differing, refused, unexplained
from tests.apps.judges import needs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.apps.igv.resave import Igv

pytestmark = needs("igv")

AGREEMENT, INK = 0.95, 0.9
"""Of a small sample, in which odd sessions weigh much; of all sessions `test_fidelity` wants more."""


@pytest.fixture(scope="module")
def igv() -> Iterator[Igv]:
    from tests.apps.igv.resave import Igv  # noqa: PLC0415 - where it is installed
    from tests.apps.standins.server import Standins  # noqa: PLC0415

    with Standins() as standins, Igv(standins) as judge:
        yield judge


@pytest.fixture(scope="module")
def judgements() -> list[Judgement]:
    return judged("igvxml").judgements


def test_every_document_opens(judgements: list[Judgement]) -> None:
    assert refused(judgements, NOT_OPENED) == {}


def test_what_is_said_is_saved(judgements: list[Judgement]) -> None:
    differences, compared = differing(judgements)
    assert compared > 0
    assert len(differences) <= (1 - AGREEMENT) * compared, differences


def test_what_should_draw_draws(judgements: list[Judgement]) -> None:
    missing, should = blank(judgements)
    assert should > 0
    strange = unexplained(missing, BLANK)
    assert len(strange) <= (1 - INK) * should, strange


def test_a_wrong_document_is_refused_or_differs(igv: Igv) -> None:
    """The judge can say no: what is no XML, and a height that is another."""
    sample = named("bam_coverage_junctions.xml")
    session = converter.read(sample.data, sample.format).session
    good = written(sample, "igvxml", igv.standins.rules(session, "wrong"))
    assert good is not None
    assert igv.judged(good._replace(data=b"<Session version="), "wrong").error is not None
    assert b'height="60"' in good.data
    other = igv.judged(good._replace(data=good.data.replace(b'height="60"', b'height="61"')), "wrong")
    assert other.comparison is not None
    assert "tracks/display.height_px" in {one.field for one in other.comparison.differences}
