"""Which files the two programs can open, and what a user can do about the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.formats.igvjson.names import ID, IGVJS
from converter.resources import htsget
from converter.resources.location import LocationKind, is_local, kind
from converter.resources.opening import Opening, advice, opening
from converter.resources.pages import DRIVE, DROPBOX, page_at

if TYPE_CHECKING:
    from converter.model import Source

_DEAD = (LocationKind.BLOB, LocationKind.PLACEHOLDER)
_NOT_OF_A_PAGE = (LocationKind.FTP, LocationKind.S3, LocationKind.HTSGET, LocationKind.OTHER)
_DRIVE = ("https://drive.google.com/", "https://www.googleapis.com/drive/")
_SERVED_TOO = "ftp://ftp.ncbi.nlm.nih.gov/geo"
"""What igv.js asks for over https (mapURL)."""
_SERVE = "Put the file on a web server and give its address with the option rewrite=FROM=TO."

_BUCKET = "Give the address that the bucket has on the web with the option rewrite=FROM=TO: s3://BUCKET/=https://BUCKET.s3.amazonaws.com/"


def trouble(profile: str, source: Source) -> tuple[str, str | None] | None:
    """Why the program can't open a file, and what to do; None for a file that it can."""
    location = source.location
    if not isinstance(location, str):
        return None
    of, page = kind(location), page_at(location, DROPBOX, DRIVE)  # both programs ask these sites for the file (mapURL)
    if of in _DEAD or page is not None:
        return ("The location is no address that can be opened.", _SERVE) if page is None else (page.why, page.remedy)
    if profile != IGVJS:
        text = f"IGV desktop opens no address that begins with {location.partition(':')[0]}:."
        return (text, _SERVE) if of is LocationKind.OTHER else None
    return None if of is LocationKind.HTSGET and source.format in htsget.OPENED else _of_igvjs(source, location, of)


def _of_igvjs(source: Source, location: str, of: LocationKind) -> tuple[str, str | None] | None:
    """Why igv.js can't open a file at an address."""
    barred = None if source.format in htsget.ASK else _barred(location, of)
    if barred is not None:
        return barred, _BUCKET if of is LocationKind.S3 else _SERVE
    if isinstance(source.format, str) and opening(source.format, ID) in (Opening.CONVERTED, Opening.NEVER):
        return f"igv.js does not read files of the format {source.format}.", advice(location, source.format, ID)
    return None


def _barred(location: str, of: LocationKind) -> str | None:
    """Why igv.js does not ask for what lies at an address at all."""
    if is_local(location) or (of in _NOT_OF_A_PAGE and not location.startswith(_SERVED_TOO)):
        return "A web page can't open a file of one machine, or one that is not served over http."
    if location.startswith(_DRIVE):
        return "igv.js leaves files of Google Drive out of a session that it opens."
    return None
