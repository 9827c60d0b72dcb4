"""A judge that fails at one document is started anew for the others, and the failure is told by that document's name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from tests.apps.documents import document_name, named
from tests.apps.judgement import Judgement
from tests.apps.judges import needs
from tests.apps.running import FAILED, run
from tests.apps.standins.server import Standins

if TYPE_CHECKING:
    import pytest

    from tests.apps.documents import Document

pytestmark = needs("data")


class _Fragile:
    """Fails at the second document that it is asked for; counts how often it was started and ended."""

    started, ended, asked = 0, 0, 0

    def __enter__(self) -> Self:
        type(self).started += 1
        return self

    def __exit__(self, *_: object) -> None:
        type(self).ended += 1
        raise OSError("it is gone already")

    def judged(self, document: Document, name: str) -> Judgement:
        assert name
        type(self).asked += 1
        if self.asked == 2:
            raise ValueError("no more")
        return Judgement(document.name, None)


def test_it_goes_on(capsys: pytest.CaptureFixture[str]) -> None:
    chosen = [named(name) for name in ("regions.xml", "hidden_tracks.xml", "relative_paths.xml")]
    with Standins() as standins:
        found = run(_Fragile, chosen, "igvjson", standins)
    assert [one.name for one in found] == [document_name(one) for one in chosen]
    assert [one.error for one in found] == [None, f"{FAILED}: ValueError: no more", None]
    assert (_Fragile.started, _Fragile.ended) == (2, 2)
    assert [line.split()[1] for line in capsys.readouterr().err.splitlines()] == ["1/3", "2/3", "3/3"]
