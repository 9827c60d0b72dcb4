"""Addresses of htsget services, which give reads or variants by place (GA4GH).

A neutral session says them with the scheme `htsget://`, under which IGV asks over https; igv.js and JBrowse say https. A
service that answers over http alone keeps its own scheme.
"""

from __future__ import annotations

SCHEME, _SECURE = "htsget://", "https://"

FORMATS = {"bam": "htsget", "vcf": "htsget.vcf", "cram": "htsget.cram", "bcf": "htsget.bcf"}
"""By what a service gives, the format of `filetypes` that a source says."""
OPENED = ("htsget", "htsget.vcf")
"""What browsers ask a service for: igv.js (HtsgetReader) and IGV desktop read BAM and VCF, JBrowse BAM, nobody CRAM and BCF."""
ASK = {"htsget.cram": "bam", "htsget.bcf": "vcf"}
"""By what nobody reads of a service, what to ask it for instead."""
_KINDS = {"reads": "bam", "variants": "vcf"}


def format_at(address: str) -> str | None:
    """The format of what a service gives at an address, whose path says reads or variants (GA4GH); None for other addresses."""
    if not address.startswith(SCHEME):
        return None
    said = next((_KINDS[step] for step in reversed(address.partition("?")[0].split("/")) if step in _KINDS), None)
    return None if said is None else FORMATS[said]


def named(address: str) -> str:
    """An address as a neutral session says it."""
    return SCHEME + address.removeprefix(_SECURE) if address.startswith(_SECURE) else address


def asked(address: str) -> str:
    """An address as a web page asks it."""
    return _SECURE + address.removeprefix(SCHEME) if address.startswith(SCHEME) else address
