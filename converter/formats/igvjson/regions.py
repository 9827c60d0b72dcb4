"""Regions of interest: the sets of `roi`, with the features that they list or the file that holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.formats._consume import consume
from converter.formats._draft import Draft
from converter.formats.igvjson import mapping
from converter.formats.igvjson.names import ID
from converter.formats.igvjson.usable import nothing_said
from converter.loss.ledger import Fate, Ledger
from converter.model import Region, RegionSet

if TYPE_CHECKING:
    from converter.formats._json import Node
    from converter.formats.igvjson.files import Files

EMPTY = Fate("structural", "empty list")


class RegionReader:
    """Makes neutral sets `q1 …` and regions `r1 …`, in document order."""

    def __init__(self, ledger: Ledger, files: Files) -> None:
        self.ledger = ledger
        self.files = files
        self.sets: dict[str, RegionSet] = {}
        self.regions: dict[str, Region] = {}

    def read(self, node: Node) -> None:
        """One set; without a name, a colour or anything else of its own it is no set in the model."""
        facts = node.data
        key = f"q{len(self.sets) + 1}"
        draft = Draft(("region_sets", key))
        fates: dict[str, Fate] = {}
        source = self.files.of(node, draft.owner, fates)
        features = node.child("features") if facts.get("features") else None
        told = consume(self.ledger, node, facts, mapping.REGION_SET, draft, "")
        told.update(fates)
        if source is not None:
            draft.set("source", source)
        for name in ("format", "indexed"):
            if name in fates:
                draft.native.pop(name, None)
        for name in ("features", "url"):
            if name in facts and name not in told and name not in node.deeper:
                told[name] = EMPTY if facts[name] == [] else Fate("ignored", name, "source.invalid")
                if facts[name] != []:
                    draft.ignored[name] = facts[name]
        nothing_said(facts, told)
        own = facts.keys() != {"features"}
        if own:
            self.sets[key] = RegionSet(**draft.values(ID))
            self.ledger.put(draft.owner, node.path, str(facts.get("name", "regions")))
        if features is not None:
            self.ledger.bind(features, mapping.NOTHING, draft.owner)
            for one in features.nodes():
                self._region(one, key if own else None)

    def _region(self, node: Node, group: str | None) -> None:
        """One region, counted from 0, half-open."""
        facts = node.data
        draft = Draft(("regions", f"r{len(self.regions) + 1}"))
        consume(self.ledger, node, facts, mapping.REGION, draft, "")
        if group is not None:
            draft.set("set", group)
        self.regions[draft.owner[1]] = Region(**draft.values(ID))
        self.ledger.put(draft.owner, node.path, f"{facts['chr']}:{facts['start']}-{facts['end']}")
