"""Tables of RefSeq genes by which IGV shows the genes of an assembly, and which are UCSC's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from converter.genomes.assemblies import retired

if TYPE_CHECKING:
    from converter.genomes.assemblies import Assembly

_TABLE = re.compile(r"/(?P<id>[^/]+)/(?:database/)?(?:ncbiRefSeq\w*|refGene)(?:\.sorted)?\.txt(?:\.gz)?$", re.IGNORECASE)
_HOST = "https://hgdownload.soe.ucsc.edu/goldenPath/"


def is_gene_table(location: object, assembly: Assembly) -> bool:
    """Whether a file is UCSC's or IGV's copy of the table of RefSeq genes of the assembly."""
    if not isinstance(location, str) or not location.endswith((".txt", ".txt.gz")):
        return False
    if not (location.startswith(_HOST) or retired(location)):
        return False
    match = _TABLE.search(location)
    return match is not None and match["id"] == assembly.id
