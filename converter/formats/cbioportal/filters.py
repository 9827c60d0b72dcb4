"""The filter of a study view: clinical, genomic and other conditions, each a filter for every value that is enough."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from converter.formats._values import is_texts, number_text
from converter.formats.cbioportal import mapping
from converter.formats.cbioportal.alterations import asked_for
from converter.formats.cbioportal.conditions import ABOVE, EQUAL, UP_TO, Part, between, part
from converter.formats.cbioportal.facts import bad
from converter.formats.cbioportal.names import ATTRIBUTES, LISTS, TREATMENTS, WITHIN
from converter.formats.cbioportal.studies import in_study

if TYPE_CHECKING:
    from converter.errors import MalformedError
    from converter.formats.cbioportal.conditions import By, Conditions
    from converter.formats.cbioportal.facts import Spot
    from converter.formats.cbioportal.genes import Genes

_VALUES = "Give it 'values', each with a 'value', or with 'start' and 'end'."
_SYMBOL = "hugoGeneSymbol"


class FilterReader:
    """Reads one study view filter into the conditions of the session."""

    def __init__(self, spot: Spot, conditions: Conditions, genes: Genes) -> None:
        self.spot = spot
        self.conditions = conditions
        self.genes = genes

    def run(self) -> None:
        """The whole filter."""
        for key in self.spot.node.data:
            if key in ATTRIBUTES:
                self._each(key, "filters", self._attribute)
            elif key in ("geneFilters", "structuralVariantFilters"):
                self._each(key, "filters", self._alterations)
            elif key in LISTS:
                self._lists(key)
            elif key in TREATMENTS:
                self._treatments(key)
        self._scope()
        self.spot.done(mapping.FILTER)

    def _each(self, key: str, what: str, read: Any) -> None:
        for one in self.spot.each(key, what):
            read(key, one)
            one.done(mapping.CONDITION)

    # by values

    def _attribute(self, key: str, one: Spot) -> None:
        """A condition on an attribute, or on what is measured of a gene."""
        by, named = ATTRIBUTES[key]
        words = [one.text(name) for name in named]
        if words[0] is None:
            raise bad("filter", f"The filter does not say its {named[0]!r}.", one.node.path, "Say what is filtered by.")
        shared = {"by": by, "item": words[0]}
        first = one.feeds(named[0])
        said: By = [(first, ("by", "item"))]
        if len(named) > 1:
            shared["item_id"] = "_".join(word for word in words if word is not None)
            said += [(one.feeds(name), ("item_id",)) for name, word in zip(named, words, strict=True) if word]
        if named[0] == _SYMBOL:
            self.genes.add(words[0], first)
        for parts in self._values(one):
            self.conditions.add(parts, shared, said)

    def _values(self, one: Spot) -> list[list[Part]]:
        """The conditions that the values of a filter are: lists of lists are several that all have to hold."""
        raw = one.node.data.get("values")
        if not isinstance(raw, list) or not raw:
            raise bad("filter", "The filter has no values.", one.node.path, _VALUES)
        held = one.below("values")
        nested = all(isinstance(inner, list) and inner for inner in raw)
        lists = held.items() if nested else [held]
        found = [done for each in lists for done in _alternatives(each)]
        for each in lists if nested else ():
            each.done()
        held.done()
        return found

    # by alterations

    def _alterations(self, key: str, one: Spot) -> None:
        """Queries of genes or fusions: one of each inner list is enough, all lists have to hold."""
        profiles = one.node.data.get("molecularProfileIds")
        shared = {"by": "gene"}
        by: By = []
        if is_texts(profiles) and profiles:
            inner = one.below("molecularProfileIds")
            shared["item_id"] = ",".join(profiles)
            by = [(inner.feeds(at), ("item_id",)) for at in range(len(profiles))]
            inner.done()
        asked = "geneQueries" if key == "geneFilters" else "structVarQueries"
        raw = one.node.data.get(asked)
        if not isinstance(raw, list) or not raw or not all(isinstance(each, list) and each for each in raw):
            raise bad("filter", f"The filter has no {asked!r}.", one.node.path, "Give it lists of queries.")
        held = one.below(asked)
        for each in held.items():
            parts = [one for at in range(len(each.node.data)) for one in asked_for(each, at, self.genes)]
            self.conditions.add(parts, shared, by)
            each.done()
        held.done()

    # by what samples are part of

    def _lists(self, key: str) -> None:
        """Lists of alternatives: samples that have a profile, or that are in a list of the study."""
        raw = self.spot.node.data[key]
        if not raw or not isinstance(raw, list) or not all(isinstance(one, list) and one for one in raw):
            return
        held = self.spot.below(key)
        for inner in held.items():
            self._any_of(inner, LISTS[key])
        held.done()

    def _any_of(self, held: Spot, by: str) -> None:
        """A list of names, of which one is enough."""
        parts = []
        for at, name in enumerate(held.node.data):
            if isinstance(name, str) and name:
                said = {"by": by, "item": by, "operator": EQUAL, "value": name}
                parts.append(Part(said, [(held.feeds(at), tuple(said))]))
            else:
                held.odd(at)
        if parts:
            self.conditions.add(parts, {}, [])
        held.done()

    def _treatments(self, key: str) -> None:
        """A tree of treatments: all branches have to hold, one leaf of each is enough."""
        raw = self.spot.node.data[key]
        if not isinstance(raw, dict) or not raw.get("filters"):
            return
        tree = self.spot.below(key)
        for branch in tree.each("filters", "lists of treatments"):
            parts = []
            for leaf in branch.each("filters", "treatments"):
                given = leaf.text("treatment")
                if given is not None:
                    said = {"by": "treatment", "item": key.removesuffix("Filters"), "operator": EQUAL, "value": given}
                    parts.append(Part(said, [(leaf.feeds("treatment"), tuple(said))]))
                leaf.done(mapping.CONDITION)
            if parts:
                self.conditions.add(parts, {}, [])
            branch.done(mapping.CONDITION)
        tree.done(mapping.CONDITION)

    def _scope(self) -> None:
        """The studies and samples that the filter begins with."""
        held = self.spot.node.data.get("studyIds")
        if isinstance(held, list) and held:
            self._any_of(self.spot.below("studyIds"), "study")
        parts = []
        for one in self.spot.each("sampleIdentifiers", "samples"):
            sample, study = one.text("sampleId"), one.text("studyId")
            if sample is not None and study is not None:
                parts.append(in_study(study, sample, one.feeds("studyId"), one.feeds("sampleId")))
            one.done(mapping.CONDITION)
        if parts:
            self.conditions.add(parts, {}, [])


def _valueless(path: str) -> MalformedError:
    return bad("filter", "A value of the filter says nothing.", path, _VALUES)


def _alternatives(held: Spot) -> list[list[Part]]:
    """The conditions of a list of values; the two ends of an only range both have to hold."""
    raw = held.node.data
    alone = len(raw) == 1
    found: list[list[Part]] = []
    parts: list[Part] = []
    for at, value in enumerate(raw):
        if isinstance(value, str):
            parts.append(part(EQUAL, value, held.feeds(at)))
            continue
        if not isinstance(value, dict) or not value:
            raise _valueless(held.node.place(str(at)))
        one = held.below(at)
        many = _value(one, alone=alone)
        found += [[each] for each in many] if alone else []
        parts += [] if alone else many
        one.done(mapping.CONDITION)
    return [*found, parts] if parts else found


def _value(one: Spot, *, alone: bool) -> list[Part]:
    """One value, or one range; `alone`: it has no alternatives, so its ends may be conditions of their own."""
    raw = one.node.data
    low, high = _number(raw.get("start")), _number(raw.get("end"))
    ends = [(name, operator, end) for name, operator, end in (("start", ABOVE, low), ("end", UP_TO, high)) if end is not None]
    if not ends:
        text = one.text("value")
        if text is None:
            raise _valueless(one.node.path)
        return [part(EQUAL, text, one.feeds("value"))]
    if low is not None and high is not None and low > high:
        raise bad("range", f"The range begins at {low}, behind its end {high}.", one.node.path, "Swap 'start' and 'end'.")
    if low is not None and low == high:
        return [part(EQUAL, number_text(low), one.feeds("start"), one.feeds("end"))]
    if alone:
        return [part(operator, number_text(end), one.feeds(name)) for name, operator, end in ends]
    return [part(WITHIN, between(low, high), *(one.feeds(name) for name, _, _ in ends))]


def _number(raw: Any) -> float | None:
    return raw if isinstance(raw, int | float) and not isinstance(raw, bool) else None
