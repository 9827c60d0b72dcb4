"""Regions of interest: highlighted places of the first linear view."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from converter.formats.jbrowse2.drafts import Draft
from converter.formats.jbrowse2.flat import Flat, flatten
from converter.formats.jbrowse2.genomes import NO_WORDS
from converter.loss.ledger import GENOME, Fate, Ledger
from converter.model import Region

if TYPE_CHECKING:
    from converter.formats.jbrowse2.genomes import Assemblies

_FIELDS = {"refName": "chrom", "start": "start", "end": "end"}


class Regions:
    """Makes neutral regions `r1 …` in document order."""

    def __init__(self, ledger: Ledger, assemblies: Assemblies) -> None:
        self.ledger = ledger
        self.assemblies = assemblies
        self.regions: dict[str, Region] = {}

    def add(self, raw: dict[str, Any], parent: Flat, step: str) -> None:
        """One highlighted place."""
        draft = Draft(("regions", f"r{len(self.regions) + 1}"))
        facts = flatten(raw)
        node = Flat(facts, parent, step)
        fates: dict[str, Fate] = {}
        for name, value in facts.items():
            if name in _FIELDS:
                whole = value if name == "refName" else int(value)
                fates[name] = draft.feed(_FIELDS[name], whole)
                if whole != value:
                    draft.spelling[_FIELDS[name]] = value
            elif name == "assemblyName" and self.assemblies.is_main(value):
                fates[name] = Fate("feeds", ((GENOME, "id"),))
                if value != self.assemblies.main:
                    draft.spelling["assemblyName"] = value
            else:
                fates[name] = draft.aside(name, value, None)
        self.ledger.bind(node, NO_WORDS, draft.owner, "", fates)
        self.ledger.put(draft.owner, node.path, f"{raw['refName']}:{int(raw['start'])}-{int(raw['end'])}")
        self.regions[draft.owner[1]] = Region(**draft.plain())
