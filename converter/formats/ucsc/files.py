"""Which files the UCSC browser opens, and what to do about the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.formats.ucsc.names import ID
from converter.resources.location import LocationKind, basename, kind, split_suffix
from converter.resources.opening import Opening, advice, opening, quoted
from converter.resources.pages import page_at

if TYPE_CHECKING:
    from converter.model import Source

_OPENED = (LocationKind.HTTP, LocationKind.FTP, LocationKind.RELATIVE)
_SERVE = "Put the file on a web server and give its address with the option rewrite=FROM=TO."


def unread(location: str, form: object) -> tuple[str, str | None] | None:
    """Why UCSC has no type of track for a file of a format, and what to do; None for one that it has a type for."""
    if not isinstance(form, str):
        return "The session does not say what the file is, nor does its name.", "Give its format."
    if opening(form, ID) in (Opening.CONVERTED, Opening.NEVER):
        return f"The UCSC browser does not read files of the format {form}.", advice(location, form, ID)
    if form == "vcf" and not split_suffix(location)[0].lower().endswith((".gz", ".bgz")):
        file = quoted(basename(location))
        hint = f"Pack and index the file: bgzip -k {file} && tabix -p vcf {quoted(basename(location) + '.gz')}"
        return "The UCSC browser reads VCF files that are packed and indexed.", hint
    return None


def unreachable(source: Source) -> tuple[str, str | None] | None:
    """Why the UCSC browser can't get at a file, and what to do; None for one that it can."""
    if not isinstance(source.location, str):
        return None
    if kind(source.location) in _OPENED:
        page = page_at(source.location)
        return None if page is None else (page.why, page.remedy)
    return "The UCSC browser opens files that a web server or FTP server has.", _SERVE
