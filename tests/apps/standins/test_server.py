"""The server of stand-ins answers for what a session names, through the option `rewrite` alone."""

from __future__ import annotations

import gzip
import json
import struct
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import pytest

import converter
from converter.model import Genome, Interval, Session, View
from tests.apps.documents import named, written
from tests.apps.judges import missing, needs
from tests.apps.standins.genomes import fasta, fasta_index, packed_fasta, two_bit
from tests.apps.standins.server import Standins, response

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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


def test_packed_sequence_is_that_sequence() -> None:
    lengths = {"chr1": 200_000, "chr2": 7}
    packed, index = packed_fasta(lengths)
    plain = gzip.decompress(packed)
    assert plain == fasta(lengths).read(0, len(plain) + 1)
    starts = list(struct.iter_unpack("<QQ", index[8:]))
    assert struct.unpack("<Q", index[:8])[0] == len(starts)
    assert all(gzip.decompress(packed[low:])[:9] == plain[at : at + 9] for low, at in starts)


def test_files_of_a_genome_are_known_by_what_the_session_says_of_them(standins: Standins) -> None:
    genome = Genome(id="g", chrom_sizes="https://x.org/lengths.absent", genbank="https://x.org/g", cytobands_bb="https://x.org/b")
    session = Session(genome=genome, views={"v1": View(loci=[Interval(chrom="c", start=1, end=9)])}, view_order=["v1"])
    standins.rules(session, "one")
    at = f"{standins.address}/one/https/x.org"
    assert _read(f"{at}/lengths.absent") == b"c\t250000000\n"
    assert _read(f"{at}/g").startswith(b"LOCUS       c 60000 bp")
    assert _read(f"{at}/b")[:4] == bytes.fromhex("ebf28987")
    assert _read(f"{at}/genome.fa.fai").startswith(b"c\t250000000\t")


def _led(standins: Standins, *tracks: dict[str, str]) -> None:
    """A session of igv.js of these tracks, which shows 100 bases, as the case `one`."""
    session = {"genome": "hg19", "locus": "chr1:101-200", "tracks": [{"type": "annotation", **one} for one in tracks]}
    standins.rules(converter.read(json.dumps(session).encode(), "igvjson").session, "one")


@pytest.mark.parametrize(
    ("asked", "begins"),
    [
        ("x?chromosome=chr1&start=1&end=2&tissueSiteDetailId=Lung", b'{"singleTissueEqtl": [{"chromosome": "chr1", "pos": 101'),
        ("x?chr=chr1&start=1&end=2", b'[{"chr": "chr1", "chrom": "chr1", "start": 100'),
        ("x?chr=chr2&start=1&end=2", b"[]"),
        ("x?file=a.bam&options=-b,-H", b"\x1f\x8b"),
        ("x?file=a.bam&region=chr1:1-2", b"r0_0\t0\tchr1\t101\t"),
        ("x?region=chr1:1-2", b"chr1\t100\t"),
        ("g/reads/a?class=header&format=BAM", b'{"htsget": {"format": "BAM", "urls": [{"url": "http://127.0.0.1'),
    ],
)
def test_services(standins: Standins, asked: str, begins: bytes) -> None:
    said = {"type": "alignment", "sourceType": "htsget", "endpoint": "/reads/", "id": "a", "format": "bam"}
    _led(standins, {**said, "url": "https://x.org/g"})
    assert _read(f"{standins.address}/one/https/x.org/{asked}").startswith(begins)


def test_a_question_of_no_service_finds_the_file(standins: Standins) -> None:
    _led(standins, {"url": "https://x.org/x?region=1", "format": "gff3"})
    assert _read(f"{standins.address}/one/https/x.org/x?region=1").startswith(b"##gff-version 3")


def test_the_index_of_normalisations_lies_where_the_session_says(standins: Standins) -> None:
    _led(standins, {"url": "https://x.org/a.hic", "type": "interact", "nvi": "5000000000,25900"})
    url = f"{standins.address}/one/https/x.org/a.hic"
    assert _read(url, "bytes=0-3") == b"HIC\0"
    entries, kind = struct.unpack("<i3s", _read(url, "bytes=5000000000-5000000006"))
    assert (entries > 0, kind) == (True, b"VC\0")


def test_a_tabix_index_is_of_a_packed_file(standins: Standins) -> None:
    """Whatever it is called; and IGV's own index is of one that is not packed."""
    _led(standins, {"url": "https://x.org/a.gff3", "indexURL": "https://x.org/a.gff3.tbi"}, {"url": "https://x.org/b.gff3"})
    assert _read(f"{standins.address}/one/https/x.org/a.gff3").startswith(b"\x1f\x8b")
    assert _read(f"{standins.address}/one/https/x.org/b.gff3").startswith(b"##gff")


@pytest.mark.skipif(missing("igv") is not None, reason="IGV's tools make it")
def test_the_index_of_igv(standins: Standins) -> None:
    _led(standins, {"url": "https://x.org/a.bed", "indexURL": "https://x.org/a.bed.idx"})
    assert _read(f"{standins.address}/one/https/x.org/a.bed.idx").startswith(b"TIDX")


@pytest.mark.skipif(missing("igv") is not None, reason="IGV's tools refuse it")
def test_what_igv_can_not_index_has_no_index(standins: Standins) -> None:
    _led(standins, {"url": "https://x.org/a.peaks", "indexURL": "https://x.org/a.peaks.idx"})
    with pytest.raises(urllib.error.HTTPError, match="404"):
        _read(f"{standins.address}/one/https/x.org/a.peaks.idx")


def test_read_depth(standins: Standins, tmp_path: Path) -> None:
    h5py = pytest.importorskip("h5py")
    _led(standins, {"url": "https://x.org/a.pytor", "type": "cnvpytor"})
    held = tmp_path / "a.pytor"
    held.write_bytes(_read(f"{standins.address}/one/https/x.org/a.pytor"))
    with h5py.File(held) as found:
        assert list(found["rd_chromosomes"]) == [b"chr1"]
        assert len(found["his_rd_p_chr1_100000"]) == 2493
        assert found["rd_stat_100000_auto"][4] == 100


def test_lists_of_jbrowse_1_are_by_chromosome(standins: Standins) -> None:
    view = View(loci=[Interval(chrom="c", start=100, end=200)])
    standins.rules(Session(views={"v1": view}, view_order=["v1"]), "one")
    found = json.loads(_read(f"{standins.address}/one/here/tracks/genes/c/trackData.json"))
    assert found["featureCount"] == len(found["intervals"]["nclist"]) > 0


@pytest.mark.parametrize(("asked", "status"), [(None, 200), ("bytes=1-2", 206), ("bytes=9-", 416)])
def test_ranges(asked: str | None, status: int) -> None:
    assert response(b"abcd", asked)[0] == status


def test_nothing_there() -> None:
    assert response(None, None)[0] == 404
