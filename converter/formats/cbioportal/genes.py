"""The genes that a session names: places to search along the genome, and what queries of them look like."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from converter.model import Interval

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.formats.cbioportal.facts import Pairs
    from converter.loss.ledger import Owner

_SYMBOL = re.compile(r"[A-Za-z0-9][\w.@/-]*")
_ASIDE = re.compile(r'"[^"]*"|#[^\n]*|[\[\](){}]')
"""Names of merged tracks, comments and brackets of the Onco Query Language."""
_SETTING = "DATATYPES"


class Query(NamedTuple):
    """What is asked of one gene: its symbol, and the alterations that count; none are all of them."""

    symbol: str
    alterations: list[str]


def queries(text: str) -> Iterator[Query]:
    """The queries of a text in the Onco Query Language: `EGFR: AMP MUT; TP53 BRCA1`."""
    for statement in re.split(r"[;\n]", _ASIDE.sub(" ", text)):
        symbols, colon, asked = statement.partition(":")
        if symbols.strip() == _SETTING:
            continue
        for symbol in symbols.replace(",", " ").split():
            if _SYMBOL.fullmatch(symbol):
                yield Query(symbol, asked.split() if colon else [])


class Genes:
    """Collects the genes of a session, in the order in which they are named first."""

    def __init__(self, owner: Owner) -> None:
        self.owner = owner
        self.symbols: dict[str, None] = {}

    def add(self, symbol: str, told: Pairs) -> None:
        """A gene that a fact names."""
        self.symbols.setdefault(symbol)
        if (self.owner, "loci") not in told:
            told.append((self.owner, "loci"))

    @property
    def loci(self) -> list[Interval]:
        """The genes as places."""
        return [Interval(name=symbol) for symbol in self.symbols]
