"""Addresses of htsget services, which give reads or variants by place (GA4GH).

A neutral session says them with the scheme `htsget://`, under which IGV asks over https; igv.js and JBrowse say https. A
service that answers over http alone keeps its own scheme.
"""

from __future__ import annotations

SCHEME, _SECURE = "htsget://", "https://"

FORMATS = {"bam": "htsget", "vcf": "htsget.vcf"}
"""By what a service gives, the format of `filetypes` that a source says."""


def named(address: str) -> str:
    """An address as a neutral session says it."""
    return SCHEME + address.removeprefix(_SECURE) if address.startswith(_SECURE) else address


def asked(address: str) -> str:
    """An address as a web page asks it."""
    return _SECURE + address.removeprefix(SCHEME) if address.startswith(SCHEME) else address
