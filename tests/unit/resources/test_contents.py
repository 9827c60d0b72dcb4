"""Files that are no session, told by how they begin."""

from __future__ import annotations

import gzip

import pytest

import converter
from converter.detect import unpacked_session
from converter.limits import LIMITS
from converter.resources.contents import known

VCF = b"##fileformat=VCFv4.3\n#CHROM\tPOS\n"
WORKBOOK = b"PK\x03\x04\x14\x00\x06\x00[Content_Types].xml"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (gzip.compress(b"BAM\1" + bytes(99), mtime=0), "a BAM file"),
        (b"CRAM\3\0", "a CRAM file"),
        (b"\x26\xfc\x8f\x88\4\0", "a bigWig file"),
        (b"\xd0\xcf\x11\xe0\xa1", "a file of Excel, or of another program of Microsoft Office"),
        (WORKBOOK, "a workbook of Excel, or another document of Microsoft Office"),
        (b"%PDF-1.7\n", "a PDF file"),
        (VCF, "a VCF file"),
        (gzip.compress(VCF, mtime=0), "a VCF file"),
        (b">chr1 first\nACGTN\nACGT\n", "a FASTA file"),
        (b"@read/1\nACGT\n+\nIIII\n", "a FASTQ file"),
        (b"fixedStep chrom=chr1 start=1 step=1\n1\n", "a WIG file"),
        (b"# mine\nchr1\t0\t10\tA\n", "a table of places (BED, bedGraph or the like)"),
        (b"chr1\tHAVANA\tgene\t11869\t14409\t.\t+\t.\tgene_id 1\n", "a GFF or GTF file"),
        (b"sample,bam,bai\nA,/data/a.bam,/data/a.bam.bai\n", "a table of files that does not say which column holds them"),
        (b'"a.bw";"sample 1"\r\n', "a table of files that does not say which column holds them"),
        (b"https://example.org/session.xml\n", "an address, and nothing is fetched"),
        (b"../my_session.xml.gz", "the name of a file"),
        (b"see a.bam, and others\n", None),
        (b"PK\x03\x04session.xml", None),
        (b"chr1 and others\n", None),
        (b"\x1f\x8bbroken", None),
        (b"", None),
    ],
)
def test_the_beginning_tells_what_a_file_is(data: bytes, what: str | None) -> None:
    found = known(data)
    assert (found and found.what) == what
    assert found is None or found.hint.endswith(".")


@pytest.mark.parametrize(
    ("data", "code", "what"),
    [
        (gzip.compress(b"BAM\1" + bytes(99), mtime=0), "input.binary", "BAM"),
        (WORKBOOK, "input.archive", "Excel"),
        (VCF, "format.unknown", "VCF"),
        (b"chr1\t0\t10\tA\n", "format.unknown", "BED"),
    ],
)
def test_a_data_file_is_refused_by_its_name(data: bytes, code: str, what: str) -> None:
    with pytest.raises(converter.ConverterError, match=what) as caught:
        converter.read(data)
    assert caught.value.code == code


def test_a_data_file_that_is_too_large_is_told_as_that() -> None:
    limits = LIMITS.lowered(body_bytes=100)
    with pytest.raises(converter.ConverterError) as caught:
        unpacked_session(b"CRAM" + bytes(200), limits)
    assert caught.value.code == "input.binary"
    with pytest.raises(converter.ConverterError) as caught:
        unpacked_session(b"<Session/>" + b" " * 200, limits)
    assert caught.value.code == "limit.body_bytes"
