"""A site that sessions were migrated into: JBrowse's own model loads each of them, and understands it as it was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import converter
from converter.batch.migrate.run import Job, migrate
from converter.batch.migrate.unfold import Unfolded, sessions_of
from tests.apps.compare import compare
from tests.apps.documents import Document
from tests.apps.jbrowse.blind import PACKED
from tests.apps.jbrowse.model import Verdict, judged
from tests.apps.judges import needs
from tests.batch.migrate.conftest import igv
from tests.contract.samples import CORPUS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.apps.compare import Difference

pytestmark = needs("model")

LOOKS = (
    igv("https://x.org/a.bw color='255,0,0'", "https://x.org/b.bam"),
    igv("https://x.org/b.bam colorOption='TAG'", "https://x.org/a.bw color='0,0,255' height='90'", locus="chr2:1-900"),
)
EVERY = 9


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Document, Verdict]]:
    place: Path = tmp_path_factory.mktemp("migrated")
    for number, data in enumerate(LOOKS):
        (place / f"look{number}.xml").write_bytes(data)
    files = sorted((CORPUS / "accepted" / "igvxml").glob("*.xml"))[::EVERY]
    migrate(map(str, [place, *files]), Job(to="jbrowse2", out=str(place / "site")))
    found = sessions_of((place / "site" / "config.json").read_bytes(), "site")
    documents = [_document(one) for one in found]
    return list(zip(documents, judged(documents), strict=True))


def _document(one: Unfolded) -> Document:
    done = converter.convert(one.data, "jbrowse2", "jbrowse2")
    return Document(one.title, "jbrowse2", one.data, converter.read(one.data, "jbrowse2").session, done)


def test_every_session_opens(verdicts: list[tuple[Document, Verdict]]) -> None:
    assert len(verdicts) > len(LOOKS)
    assert {one.name: said.error for one, said in verdicts if said.error} == {}
    assert {one.name: said.tracks for one, said in verdicts if said.tracks} == {}
    assert {one.name: said.ignored for one, said in verdicts if said.ignored} == {}


def test_every_session_is_understood(verdicts: list[tuple[Document, Verdict]]) -> None:
    found = {one.name: compare(one.said, said.understood, _packed).differences for one, said in verdicts if said.understood}
    assert {name: differences for name, differences in found.items() if differences} == {}


def _packed(found: Difference) -> str | None:
    """Why JBrowse states reads that it packs as if it did not."""
    known = (found.field, found.said, found.understood) == ("tracks/parts.reads.display.mode", "squished", "expanded")
    return PACKED if known else None
