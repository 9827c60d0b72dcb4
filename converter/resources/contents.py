"""Files that people send in place of a session, told by how they begin: data, indexes, tables of Excel, pictures."""

from __future__ import annotations

import re
import zlib
from typing import NamedTuple

from converter.resources.filetypes import infer

_DATA = "A session names such files: `new` makes one of them, and so does a list of their paths, one a line, with a genome."
_INDEX = "Send the session that names the file of this index."
_TABLE = "Save the table as tab-separated text or CSV; a table of data files is read."
_COLUMNS = "Begin it with a line of column names, one of them `path`; lines of nothing but paths are a list as they are."
_PICTURE = "Save the session itself, not what it looks like."
_FILE = "Send the file itself; curl reads it where @ stands before its name."
_MARKS: tuple[tuple[bytes, str, str], ...] = (
    (b"BAM\1", "a BAM file", _DATA),
    (b"CRAM", "a CRAM file", _DATA),
    (b"BCF\2", "a BCF file", _DATA),
    (b"\x26\xfc\x8f\x88", "a bigWig file", _DATA),
    (b"\x88\x8f\xfc\x26", "a bigWig file", _DATA),
    (b"\xeb\xf2\x89\x87", "a bigBed file", _DATA),
    (b"\x87\x89\xf2\xeb", "a bigBed file", _DATA),
    (b"\x43\x27\x41\x1a", "a 2bit file", _DATA),
    (b"\x1a\x41\x27\x43", "a 2bit file", _DATA),
    (b"TDF", "a TDF file", _DATA),
    (b"HIC\0", "a Hi-C file", _DATA),
    (b"\x89HDF", "an HDF5 file", _DATA),
    (b"BAI\1", "a BAM index", _INDEX),
    (b"TBI\1", "a tabix index", _INDEX),
    (b"CSI\1", "a CSI index", _INDEX),
    (b"\xd0\xcf\x11\xe0", "a file of Excel, or of another program of Microsoft Office", _TABLE),
    (b"\x89PNG", "a picture", _PICTURE),
    (b"\xff\xd8\xff", "a picture", _PICTURE),
    (b"GIF8", "a picture", _PICTURE),
    (b"%PDF", "a PDF file", _PICTURE),
    (b"##fileformat=VCF", "a VCF file", _DATA),
    (b"##gff-version", "a GFF file", _DATA),
    (b"@HD\t", "a SAM file", _DATA),
    (b"@SQ\t", "a SAM file", _DATA),
)
"""First bytes (SAM/BAM, CRAM, VCF/BCF and tabix specifications, UCSC's bigWig, bigBed and 2bit), what it is, what to do."""
_PATTERNS = (
    (re.compile(rb"\s*[A-Za-z][\w+.-]*://\S+\s*\Z"), "an address, and nothing is fetched", "Download the file, and send that."),
    (re.compile(rb"\s*[^\s<>{}]+\.(?:xml|json|gz|jbrowse)\s*\Z"), "the name of a file", _FILE),
    (re.compile(rb">\S[^\n]*\r?\n[A-Za-z*-]+\r?$", re.MULTILINE), "a FASTA file", _DATA),
    (re.compile(rb"@\S[^\n]*\n[A-Za-z.]+\r?\n\+"), "a FASTQ file", _DATA),
    (re.compile(rb"(?:fixed|variable)Step\s+chrom="), "a WIG file", _DATA),
    (re.compile(rb"(?:#[^\n]*\n)*[^\s#]+\t\d+\t\d+(?:\t|\r?\n|$)"), "a table of places (BED, bedGraph or the like)", _DATA),
    (re.compile(rb"(?:#[^\n]*\n)*[^\s#]+\t[^\t\n]+\t[^\t\n]+\t\d+\t\d+\t[^\t\n]+\t[-+.?]\t"), "a GFF or GTF file", _DATA),
)
_BETWEEN_CELLS = re.compile(r"[\t,;|\n]")
_ZIP, _GZIP = b"PK\x03\x04", b"\x1f\x8b"
_WORKBOOKS = (b"xl/", b"[Content_Types].xml")
_HEAD = 4096
"""Bytes that are looked at."""


class Known(NamedTuple):
    """What a file is, with an article, and what whoever sent it may do, in a sentence."""

    what: str
    hint: str


def known(data: bytes) -> Known | None:
    """What bytes are that are no session, gzipped or not; None for what is not known by its beginning."""
    head = _inflated(data) if data.startswith(_GZIP) else data[:_HEAD]
    for mark, what, hint in _MARKS:
        if head.startswith(mark):
            return Known(what, hint)
    if head.startswith(_ZIP):
        return Known("a workbook of Excel, or another document of Microsoft Office", _TABLE) if _is_office(head) else None
    found = next((Known(what, hint) for pattern, what, hint in _PATTERNS if pattern.match(head)), None)
    if found is None and _lists_files(head):
        return Known("a table of files that does not say which column holds them", _COLUMNS)
    return found


def _lists_files(head: bytes) -> bool:
    """Whether one of the first cells of a table is the path of a data file."""
    cells = (cell.strip().strip('"') for cell in _BETWEEN_CELLS.split(head.decode("utf-8", "replace")))
    return any(infer(cell) is not None for cell in cells if "." in cell and " " not in cell)


def _is_office(head: bytes) -> bool:
    """Whether a ZIP archive is a document of Office: its first parts say so (ECMA-376, part 2)."""
    return any(name in head for name in _WORKBOOKS)


def _inflated(data: bytes) -> bytes:
    """The first bytes of gzipped ones; none where that is broken."""
    try:
        return zlib.decompressobj(31).decompress(data, _HEAD)
    except zlib.error:
        return b""
