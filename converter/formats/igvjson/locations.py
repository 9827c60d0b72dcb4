"""Which files the two programs can open, and what a user can do about the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.formats.igvjson.files import type_named
from converter.formats.igvjson.names import IGVJS, OPENABLE
from converter.resources.location import LocationKind, is_local, kind

if TYPE_CHECKING:
    from converter.model import Source

_DEAD = (LocationKind.BLOB, LocationKind.PLACEHOLDER)
_NOT_OF_A_PAGE = (LocationKind.FTP, LocationKind.S3, LocationKind.HTSGET, LocationKind.OTHER)
_SERVE = "Put the file on a web server and give its address with the option rewrite=FROM=TO."
_COMMANDS = {
    "sam": "samtools sort -o reads.bam reads.sam && samtools index reads.bam",
    "bcf": "bcftools view -Oz -o calls.vcf.gz calls.bcf && tabix -p vcf calls.vcf.gz",
    "gvf": "Rename the file to .gff3.",
    "2bit": "twoBitToFa sequence.2bit sequence.fa && samtools faidx sequence.fa",
}


def trouble(profile: str, source: Source) -> tuple[str, str | None] | None:
    """Why the program can't open a file, and what to do; None for a file that it can."""
    location = source.location
    if not isinstance(location, str):
        return None
    of = kind(location)
    if of in _DEAD:
        return "The location is no address that can be opened.", _SERVE
    if profile != IGVJS:
        return None
    if is_local(location) or of in _NOT_OF_A_PAGE:
        return "A web page can't open a file of one machine, or one that is not served over http.", _SERVE
    known = type_named(source.format) if isinstance(source.format, str) else None
    if known is not None and known.format not in OPENABLE:
        hint = _COMMANDS.get(known.format)
        return (
            f"igv.js does not read files of the format {known.format}.",
            f"Convert the file: {hint}" if hint else "Convert the file.",
        )
    return None
