"""Services that answer for a part of the genome, as igv.js asks them; which one is asked is told by what the question names."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.apps.standins.places import in_order
from tests.apps.standins.texts import TEXTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.apps.standins.places import Ground


def service(where: Ground, asked: Mapping[str, str], reads: Callable[[str], bytes | None]) -> bytes | None:
    """The answer to a question, or None where it is none of these; `reads` makes a file of reads of a format.

    The answer has all features there are: igv.js leaves out those that it did not ask for.
    """
    kind = next((make for names, make in _KINDS if names <= asked.keys()), None)
    return kind(where, asked, reads) if kind else None


def _genes(where: Ground, asked: Mapping[str, str], _: object) -> bytes:
    """Variants that change how much of a gene is made, as GTEx has them (`GtexReader`)."""
    found = [
        {"chromosome": chrom, "pos": start + 1, "snpId": f"rs{start}", "geneSymbol": "G", "pValue": 10.0 ** -(number % 9 + 5)}
        for number, (chrom, start, _) in enumerate(in_order(where))
        if chrom == asked["chromosome"]
    ]
    return json.dumps({"singleTissueEqtl": found}).encode()


def _features(where: Ground, asked: Mapping[str, str], _: object) -> bytes:
    """Features as objects, each with the chromosome by both names that are usual (`CustomServiceReader`)."""
    found: list[dict[str, Any]] = [
        {"chr": chrom, "chrom": chrom, "start": start, "end": end, "name": f"f{start}"}
        for chrom, start, end in in_order(where)
        if chrom == asked["chr"]
    ]
    return json.dumps(found).encode()


def _header(_where: Ground, _asked: Mapping[str, str], reads: Callable[[str], bytes | None]) -> bytes | None:
    return reads("bam")


def _reads(_where: Ground, _asked: Mapping[str, str], reads: Callable[[str], bytes | None]) -> bytes | None:
    """Reads as the lines of a SAM file without its header (`BamWebserviceReader`)."""
    lines = (reads("sam") or b"").splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(b"@"))


def _bed(where: Ground, _asked: Mapping[str, str], _: object) -> bytes:
    return TEXTS["bed"](where, ()).encode()


_KINDS: tuple[tuple[frozenset[str], Callable[..., bytes | None]], ...] = (
    (frozenset({"chromosome", "tissueSiteDetailId"}), _genes),
    (frozenset({"chr", "start", "end"}), _features),
    (frozenset({"file", "options"}), _header),
    (frozenset({"file", "region"}), _reads),
    (frozenset({"region"}), _bed),
)
"""By the names in a question, what answers it."""
