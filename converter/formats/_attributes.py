"""Attributes that name features of GFF3 and GTF: the JBrowses have their names in small letters, IGV as the file has them.

One asked for `ID` draws no names at all (read and tried in JBrowse 2: `toLowerCase` in the adapters of both formats; JBrowse 1:
`Store/SeqFeature/GFF3.js`).
"""

from __future__ import annotations

_RESERVED = "ID Name Alias Parent Target Gap Derives_from Note Dbxref Ontology_term Is_circular"
_OF_GFF3 = {name.lower(): name for name in _RESERVED.split()}
_NONE: dict[str, str] = {}
_IN_FILE = {"gff3": _OF_GFF3, "gff": _OF_GFF3, "gvf": _OF_GFF3, "gtf": _NONE}
"""By format of the file, the attributes that are not in small letters there, by what JBrowse calls them."""


def lowered(form: object) -> bool:
    """Whether the JBrowses have the attributes of files of a format in small letters."""
    return form in _IN_FILE


def in_file(name: str, form: object) -> str:
    """An attribute of JBrowse's as files of a format have it; those that GFF3 reserves begin with a capital there."""
    return _IN_FILE.get(str(form), _NONE).get(name, name)
