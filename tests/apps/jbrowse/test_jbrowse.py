"""What we write for JBrowse 2 opens in both its versions, looks where it should, is exported alike, and draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.apps.documents import SAMPLE, samples, with_standins
from tests.apps.jbrowse.blind import BLANK, NOT_OPENED
from tests.apps.judgement import Judgement, blank, differing, refused, unexplained
from tests.apps.judges import JBROWSE, needs

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = needs("jbrowse")

FEW = "1"
"""Files of each kind in a sample: drawing takes JBrowse seconds."""
AGREEMENT, INK, SLACK = 0.99, 0.9, 2
"""`SLACK`: values of a small sample that may differ, such as those of one genome that JBrowse does not know."""


@pytest.fixture(scope="module", params=JBROWSE)
def judgements(request: pytest.FixtureRequest) -> Iterator[list[Judgement]]:
    from tests.apps.jbrowse.browser import JBrowse  # noqa: PLC0415 - where it is installed
    from tests.apps.standins.server import Standins  # noqa: PLC0415

    with Standins() as standins, JBrowse(standins, request.param) as judge:
        chosen = samples("all" if SAMPLE == "all" else FEW)
        yield [judge.judged(document, name) for name, document in with_standins(chosen, "jbrowse2", standins)]


def test_every_document_opens(judgements: list[Judgement]) -> None:
    assert refused(judgements, NOT_OPENED) == {}


def test_what_is_said_is_exported(judgements: list[Judgement]) -> None:
    differences, compared = differing(judgements)
    assert compared > 0
    assert len(differences) <= max(SLACK, (1 - AGREEMENT) * compared), differences


def test_what_should_draw_draws(judgements: list[Judgement]) -> None:
    missing, should = blank(judgements)
    assert should > 0
    strange = unexplained(missing, BLANK)
    assert len(strange) <= max(1, (1 - INK) * should), strange
