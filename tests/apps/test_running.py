"""A judge that fails at one document is started anew for the others, and the failure is told by that document's name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from tests.apps.documents import document_name, named
from tests.apps.judgement import Judgement, genome_given, not_opened, untold
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


class _Picky:
    """Opens nothing without a genome that it was given."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None: ...
    def judged(self, document: Document, name: str) -> Judgement:
        assert name
        return Judgement(document.name, None if document.supplied else "no genome")


def test_a_session_of_no_genome_is_judged_with_one_given() -> None:
    chosen = [named(name) for name in ("columns_1.tsv", "igvjs_plain_track_list.json", "regions.xml")]
    with Standins() as standins:
        found = {one.name.rpartition("/")[2]: one for one in run(_Picky, chosen, "igvjson", standins)}
    assert {name: one.error for name, one in found.items()} == dict.fromkeys(found, "no genome")
    assert {name: (one.supplied or "").rpartition("/")[2] for name, one in found.items()} == {
        "columns_1.tsv": "genome.fa",
        "igvjs_plain_track_list.json": "genome.fa",
        "regions.xml": "",
    }
    assert {name: one.told for name, one in found.items()} == {
        "columns_1.tsv": True,
        "igvjs_plain_track_list.json": False,
        "regions.xml": False,
    }
    assert untold(found.values()) == ["corpus/igvjson/igvjs_plain_track_list.json", "corpus/igvxml/regions.xml"]
    assert set(genome_given(found.values())) == {"corpus/filelist/columns_1.tsv", "corpus/igvjson/igvjs_plain_track_list.json"}
    assert set(not_opened(found.values(), {})) == {"corpus/igvxml/regions.xml"}
