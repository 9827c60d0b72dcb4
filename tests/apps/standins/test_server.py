"""The server of stand-ins answers for what a session names, through the option `rewrite` alone."""

from __future__ import annotations

import json
import urllib.request
from typing import TYPE_CHECKING

import pytest

import converter
from tests.apps.documents import named, written
from tests.apps.judges import needs
from tests.apps.standins.genomes import fasta, fasta_index, two_bit
from tests.apps.standins.server import Standins, response

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = needs("data")


@pytest.fixture
def standins() -> Iterator[Standins]:
    with Standins() as server:
        yield server


def _read(url: str, ranged: str | None = None) -> bytes:
    request = urllib.request.Request(url, headers={"Range": ranged} if ranged else {})  # noqa: S310 - our own server
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
        return bytes(answer.read())


def test_a_session_is_led_to_it(standins: Standins) -> None:
    sample = named("bam_coverage_junctions.xml")
    session = converter.read(sample.data, sample.format).session
    document = written(sample, "igvjson", standins.rules(session, "one"))
    assert document is not None
    tracks = {track["format"]: track for track in json.loads(document.data)["tracks"] if "url" in track}
    assert all(track["url"].startswith(f"{standins.address}/one/") for track in tracks.values())
    assert _read(tracks["bam"]["url"]).startswith(b"\x1f\x8b")
    assert _read(tracks["bam"]["indexURL"]).startswith(b"BAI")
    assert _read(tracks["vcf"]["url"], "bytes=0-1") == b"\x1f\x8b"


def test_sequence_is_made_while_it_is_read() -> None:
    lengths = {"chr1": 10, "chr2": 4}
    text = fasta(lengths).read(0, 100)
    assert text == b">chr1\nAAAAAAAAAA\n>chr2\nAAAA\n"
    assert fasta_index(lengths) == b"chr1\t10\t6\t10\t11\nchr2\t4\t23\t4\t5\n"
    assert two_bit(lengths).read(0, 4) == bytes.fromhex("4327411a")


@pytest.mark.parametrize(("asked", "status"), [(None, 200), ("bytes=1-2", 206), ("bytes=9-", 416)])
def test_ranges(asked: str | None, status: int) -> None:
    assert response(b"abcd", asked)[0] == status


def test_nothing_there() -> None:
    assert response(None, None)[0] == 404
