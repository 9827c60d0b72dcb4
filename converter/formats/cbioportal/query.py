"""A query of the portal: the genes of an OncoPrint, each a series of the samples in which it is altered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from converter.formats._draft import Draft
from converter.formats.cbioportal.alterations import altered
from converter.formats.cbioportal.conditions import EQUAL, Conditions, Part
from converter.formats.cbioportal.genes import lines
from converter.formats.cbioportal.names import ID
from converter.formats.cbioportal.studies import in_study
from converter.loss.ledger import ANALYTICS
from converter.model import Track

if TYPE_CHECKING:
    from converter.formats.cbioportal.facts import Pairs, Spot
    from converter.formats.cbioportal.genes import Genes, Line
    from converter.formats.cbioportal.studies import Studies

_CASE = re.compile(r"([^:]+):([^:]+)")
_BETWEEN = re.compile(r"[\s+]+")
_STUDIES = ("cancer_study_list", "cancer_study_id")


class QueryReader:
    """Reads one query."""

    def __init__(self, spot: Spot, conditions: Conditions, genes: Genes, studies: Studies) -> None:
        self.spot = spot
        self.conditions = conditions
        self.genes = genes
        self.studies = studies
        self.tracks: dict[str, Track] = {}

    def run(self) -> dict[str, Track]:
        """What the keys of the query say; the series of the genes."""
        key = next((one for one in _STUDIES if self.spot.text(one) is not None), None)
        if key is not None:
            self.studies.ids += self.spot.node.data[key].split(",")
            self.spot.feeds(key, (ANALYTICS, "studies"))
        if key == _STUDIES[0] and self.spot.text(_STUDIES[1]) is not None:
            self.spot.tell(_STUDIES[1], "superseded", f"by {_STUDIES[0]}")
        self._cases()
        text = self.spot.text("gene_list")
        found = lines(text) if text is not None else []
        if found is None:
            self.spot.odd("gene_list")
        for one in found or ():
            self._series(one, self.spot.feeds("gene_list"))
        return self.tracks

    def _cases(self) -> None:
        """The samples, one by one or by the name of a list of the study."""
        text = self.spot.text("case_ids")
        cases = [_CASE.fullmatch(one) for one in _BETWEEN.split(text.strip())] if text is not None else []
        listed = [case.groups() for case in cases if case is not None]
        if len(listed) < len(cases):
            self.spot.odd("case_ids")
        elif listed:
            told = self.spot.feeds("case_ids")
            self.conditions.add([in_study(study, sample, told, told) for study, sample in listed], {}, [])
        named = self.spot.text("case_set_id")
        if named is not None:
            said = {"by": "sample list", "item": "sample list", "operator": EQUAL, "value": named}
            self.conditions.add([Part(said, [(self.spot.feeds("case_set_id"), tuple(said))])], {}, [])

    def _series(self, line: Line, told: Pairs) -> None:
        """The samples in which genes are altered as the query asks."""
        key = f"t{len(self.tracks) + 1}"
        draft = Draft(("tracks", key))
        draft.set("kind", "series")
        draft.set("name", line.name)
        told.append((draft.owner, "name"))
        held = Conditions(draft, "selection.filters", "selection.match")
        held.add([part for one in line.queries for part in altered(one, told, self.genes)], {}, [])
        held.finish()
        self.spot.ledger.put(draft.owner, f"{self.spot.node.place('gene_list')}#{key[1:]}", line.name)
        self.tracks[key] = Track(**draft.values(ID))
