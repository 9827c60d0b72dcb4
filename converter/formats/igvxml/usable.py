"""Which files IGV desktop can read where they lie, and what to do about those that it can't."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from converter.formats.igvxml.binding import ID
from converter.resources import htsget
from converter.resources.filetypes import infer
from converter.resources.location import LocationKind, kind
from converter.resources.opening import OPENS
from converter.resources.pages import DRIVE, DROPBOX, page_at

if TYPE_CHECKING:
    from converter.model import Source, Track

READABLE = OPENS[ID]
INDEX = {"bam": ".bai", "cram": ".crai"}
LIKE_READS = re.compile(r"[^?#]*\.(bam|cram)([?#]|$)|[^?#]*\?.*\.(bam|cram)([?&]|%26|$)", re.IGNORECASE)
"""Addresses that IGV opens as BAM or CRAM, whatever lies there (htsjdk, `SamStreams.sourceLikeBam`)."""
_DEAD = (LocationKind.BLOB, LocationKind.PLACEHOLDER)
_CONVERT = "Convert the file to bigWig, BED, GFF3, VCF or BAM, and name the new one with the option rewrite=FROM=TO."
_UNNAMED = "IGV desktop opens BAM or CRAM only at an address whose path or query names a file with such an ending."
_WHERE = "Say where the file is with the option rewrite=FROM=TO."
_CSI = re.compile(r"\.csi(?=[?#]|$)")
_TABIX = "IGV desktop reads features and variants by an index of tabix (.tbi); at one of the format CSI it fails."
_BY_ENDING = (
    "IGV desktop takes a file for packed (bgzip) by the ending of its name (.gz, .bgz), and reads no other with such an index."
)
NAME_IT = "Use an address that ends in the name of the file, and have the index beside it."
_HINTS = {
    _UNNAMED: NAME_IT,
    _TABIX: "Make an index with 'tabix' without '--csi', and name it.",
    _BY_ENDING: "Name a copy of the file, or a link to it, that ends in .gz, with rewrite=FROM=TO.",
}
_TBI = re.compile(r"\.tbi(?=[?#]|$)")
_PACKED = re.compile(r"[^?#]*\.(gz|gzip|bgz|bgzf)([?#]|$)", re.IGNORECASE)
"""Addresses of files that htsjdk takes for packed (`IOUtil.hasBlockCompressedExtension`), without which it asks no tabix."""


def format_told(source: Source) -> str | None:
    """The format of a file, as the session says it or as its name tells; None where neither does."""
    if isinstance(source.format, str):
        return source.format
    found = infer(source.location) if isinstance(source.location, str) else None
    return None if found is None else found.format


def unopenable(track: Track, source: Source) -> str | None:
    """Why IGV can't open the file of a track; None for one that it can, and for reads, which are said to be BAM then."""
    if not isinstance(source.location, str):
        return None
    nowhere = _nowhere(source.location)
    if nowhere is not None:
        return nowhere[0]
    told = format_told(source)
    if told in htsget.OPENED and kind(source.location) is not LocationKind.HTSGET:
        return "IGV desktop asks a htsget service only at an address that begins with htsget:// and names the reads."
    told = "bam" if told is None and track.kind == "alignment" else told
    return _unreadable(told, source.location) or (None if told in INDEX else _unindexed(source.location, source.index))


def _unindexed(location: str, index: object) -> str | None:
    """Why IGV can't read features or variants by the index that they have."""
    if not isinstance(index, str):
        return None
    if _CSI.search(index) is not None:
        return _TABIX
    return _BY_ENDING if _TBI.search(index) is not None and _PACKED.match(location) is None else None


def _unreadable(told: str | None, location: str) -> str | None:
    """Why IGV can't read a file of a format, or of none that is told, at its location."""
    if told in INDEX and kind(location) is LocationKind.HTTP and LIKE_READS.match(location) is None:
        return _UNNAMED
    if told in READABLE:
        return None
    if told is None:
        return "Neither the name of the file nor the session tells what it is, so IGV desktop doesn't load it."
    return f"IGV desktop does not read files of the format {told}."


def _nowhere(location: str) -> tuple[str, str] | None:
    """Why no file is found at a location, and what to do; IGV itself asks two sites for their files (HttpUtils.mapURL)."""
    of = kind(location)
    if of is LocationKind.OTHER:
        return f"IGV desktop opens no address that begins with {location.partition(':')[0]}:.", _WHERE
    if of in _DEAD:
        return "The location is no address that can be opened.", _WHERE
    page = page_at(location, DROPBOX, DRIVE)
    return None if page is None else (page.why, page.remedy)


def remedy(why: str, location: str) -> str:
    """What to do about a file that IGV can't open."""
    nowhere = _nowhere(location)
    return _HINTS.get(why, _CONVERT) if nowhere is None else nowhere[1]
