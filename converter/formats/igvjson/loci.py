"""Which fact of a `locus` or of a gene list says which of the places in view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import UNSET

from converter.formats.igvjson import mapping
from converter.formats.igvjson.orders import VIEW
from converter.loss.ledger import SESSION, Fate, Ledger

if TYPE_CHECKING:
    from converter.formats import _json
    from converter.model import Interval

_FEEDS = Fate("feeds", ((VIEW, "loci"),))
_FRAME = {"chr": "chrom", "start": "start", "end": "end"}
"""The keys of a frame, and what they say of its place."""


def bind_locus(ledger: Ledger, holder: _json.Node, key: str, loci: list[Interval], fates: dict[str, Fate]) -> None:
    """A `locus`: of a list of as many texts as there are places each says one; all else says them all."""
    raw = holder.data[key]
    if not isinstance(raw, list) or len(raw) != len(loci):
        fates[key] = _FEEDS
        return
    ledger.bind(holder.child(key), mapping.NOTHING, SESSION, fates={str(at): _says(at) for at in range(len(loci))})


def bind_gene_list(ledger: Ledger, node: _json.Node, loci: list[Interval]) -> None:
    """A gene list: each text names a place, or says it, and each frame says where one of that name is."""
    said = {"name": Fate("feeds", ((VIEW, "loci_name"),))}
    texts = node.data["loci"]
    told = {str(at): _says(at, "" if one.name is UNSET else "name") for at, one in enumerate(loci)}
    ledger.bind(node.child("loci"), mapping.NOTHING, SESSION, fates=told)
    if node.data.get("frames"):
        frames = node.child("frames")
        for frame in frames.nodes():
            at = texts.index(frame.data["name"])
            where = {key: _says(at, part) for key, part in _FRAME.items()}
            ledger.bind(frame, mapping.NOTHING, SESSION, fates={**where, "name": Fate("structural", "name")})
        ledger.bind(frames, mapping.NOTHING, SESSION)
    elif "frames" in node.data:
        said["frames"] = _FEEDS
    ledger.bind(node, mapping.NOTHING, SESSION, fates=said)


def _says(at: int, part: str = "") -> Fate:
    return Fate("feeds", ((VIEW, "loci", at, part),))
