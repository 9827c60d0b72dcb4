"""Queries of altered genes: as objects, as texts in the Onco Query Language, and of fusions between two genes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.formats.cbioportal import mapping
from converter.formats.cbioportal.conditions import Part
from converter.formats.cbioportal.facts import bad
from converter.formats.cbioportal.genes import lines
from converter.formats.cbioportal.names import ALTERED, ANY

if TYPE_CHECKING:
    from converter.errors import MalformedError
    from converter.formats.cbioportal.conditions import By
    from converter.formats.cbioportal.facts import Pairs, Spot
    from converter.formats.cbioportal.genes import Genes, Query

_SYMBOL = "hugoGeneSymbol"
_PARTNERS = ("gene1Query", "gene2Query")
_SPECIAL = {"ANY_GENE": "*", "NO_GENE": "-"}
"""What a fusion has for a partner that may be any gene, or is none."""
_NOBODY = "-"


def altered(query: Query, told: Pairs, genes: Genes) -> list[Part]:
    """The filters that let samples in where a gene is altered, all said by one text."""
    genes.add(query.symbol, told)
    parts = []
    for wanted in query.alterations or [ANY]:
        said = {"by": "gene", "item": query.symbol, "operator": ALTERED, "value": wanted}
        parts.append(Part(said, [(told, tuple(said))]))
    return parts


def asked_for(each: Spot, at: int, genes: Genes) -> list[Part]:
    """What the query at a place of a list asks for. Raises `MalformedError` for one that names no gene."""
    raw = each.node.data[at]
    if isinstance(raw, str):
        found = lines(raw)
        if found is None:
            raise _geneless(each.node.place(str(at)))
        told = each.feeds(at)
        return [one for line in found for query in line.queries for one in altered(query, told, genes)]
    if not isinstance(raw, dict) or not raw:
        raise _geneless(each.node.place(str(at)))
    query = each.below(at)
    parts = _fusion(query, genes) if raw.keys() & {*_PARTNERS} else _gene(query, genes)
    query.done(mapping.QUERIED)
    return parts


def _geneless(path: str) -> MalformedError:
    return bad("filter", "The query names no gene.", path, "Give it a 'hugoGeneSymbol', or write EGFR: AMP MUT.")


def _gene(query: Spot, genes: Genes) -> list[Part]:
    """A query of one gene; without alterations it asks for any."""
    symbol = query.text(_SYMBOL)
    if symbol is None:
        raise _geneless(query.node.path)
    told = query.feeds(_SYMBOL)
    genes.add(symbol, told)
    shared = (told, ("by", "item"))
    asked = query.node.data.get("alterations")
    if not isinstance(asked, list) or not asked:
        said = (query.feeds("alterations") if asked == [] else told, ("operator", "value"))
        return [Part({"item": symbol, "operator": ALTERED, "value": ANY}, [shared, said])]
    inner, parts = query.below("alterations"), []
    for at, wanted in enumerate(asked):
        if not isinstance(wanted, str) or not wanted:
            raise bad(
                "filter", "An alteration is no text.", inner.node.place(str(at)), "Name it as cBioPortal does: AMP, HOMDEL."
            )
        said = (inner.feeds(at), ("operator", "value"))
        parts.append(Part({"item": symbol, "operator": ALTERED, "value": wanted}, [shared, said]))
    inner.done()
    return parts


def _fusion(query: Spot, genes: Genes) -> list[Part]:
    """A query of a structural variant between two genes, which is called by both."""
    by: By = []
    name = "::".join(_partner(query, key, genes, by) for key in _PARTNERS)
    if not by:
        raise _geneless(query.node.path)
    return [Part({"by": "structural variant", "item": name, "operator": ALTERED, "value": ANY}, by)]


def _partner(query: Spot, key: str, genes: Genes, by: By) -> str:
    """What one gene of a fusion is called."""
    raw = query.node.data.get(key)
    if not isinstance(raw, dict) or not raw:
        return _NOBODY
    gene = query.below(key)
    symbol, special = gene.text("hugoSymbol"), gene.text("specialValue")
    if symbol is not None or special is not None:
        told = gene.feeds("specialValue" if symbol is None else "hugoSymbol")
        by.append((told, ("by", "item", "operator", "value")))
        if symbol is not None:
            genes.add(symbol, told)
    gene.done(mapping.QUERIED)
    return symbol or (_NOBODY if special is None else _SPECIAL.get(special, special))
