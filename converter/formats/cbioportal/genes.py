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
_MERGED = re.compile(r'\[\s*(?:"([^"\]]*)")?([^\[\]]*)\]')
_COMPARED = re.compile(r"\s*(>=|<=|!=|[=><])\s*")
_SETTING = "DATATYPES"


class Query(NamedTuple):
    """What is asked of one gene: its symbol, and the alterations that count; none are all of them."""

    symbol: str
    alterations: list[str]


class Line(NamedTuple):
    """A track of an OncoPrint: what it is called, and the genes that it shows together."""

    name: str
    queries: list[Query]


def lines(text: str) -> list[Line] | None:
    """The tracks that a text in the Onco Query Language asks for: `EGFR: AMP MUT; TP53 BRCA1; ["PI3K" PIK3CA PTEN]`.

    None for a text that is none.
    """
    found: list[Line] = []
    preset: list[str] = []
    try:
        at = 0
        for merged in _MERGED.finditer(text):
            found += [Line(one.symbol, [one]) for one in _queries(text[at : merged.start()], preset)]
            held = list(_queries(merged[2], preset))
            if held:
                found.append(Line(merged[1] or " / ".join(one.symbol for one in held), held))
            at = merged.end()
        found += [Line(one.symbol, [one]) for one in _queries(text[at:], preset)]
    except ValueError:
        return None
    return found or None


def _queries(text: str, preset: list[str]) -> Iterator[Query]:
    """The genes of some statements; `preset`: what counts for those that say nothing, which a statement may set anew."""
    for statement in re.split(r"[;\n]", text):
        symbols, colon, asked = statement.partition(":")
        wanted = _COMPARED.sub(r"\1", asked).split()
        if symbols.strip() == _SETTING:
            preset[:] = wanted
            continue
        named = symbols.replace(",", " ").split()
        if not all(map(_SYMBOL.fullmatch, named)) or (colon and (len(named) != 1 or not wanted)):
            raise ValueError(statement)
        for symbol in named:
            yield Query(symbol, wanted or list(preset))


class Genes:
    """Collects the genes of a session, in the order in which they are named first."""

    def __init__(self, owner: Owner) -> None:
        self.owner = owner
        self.symbols: dict[str, int] = {}

    def add(self, symbol: str, told: Pairs) -> None:
        """A gene that a fact names."""
        at = self.symbols.setdefault(symbol, len(self.symbols))
        told.append((self.owner, "loci", at, ""))

    @property
    def loci(self) -> list[Interval]:
        """The genes as places."""
        return [Interval(name=symbol) for symbol in self.symbols]
