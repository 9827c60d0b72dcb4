"""Variables of a dashboard: filters that hold for all panels, the genome, and the place along it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import UNSET

from converter.formats._draft import Draft
from converter.formats.grafana import names
from converter.formats.grafana.tree import NOTHING, close, each
from converter.loss.ledger import GENOME, SAMPLES, Fate
from converter.model import Filter, Interval, locus

if TYPE_CHECKING:
    from converter.formats import _json
    from converter.formats.grafana.panels import PanelReader
    from converter.loss.ledger import Ledger

_GENOME, _LOCUS = "genome", "locus"


class VariableReader:
    """Reads the variables of a dashboard."""

    def __init__(self, ledger: Ledger, session: Draft, panels: PanelReader) -> None:
        self.ledger = ledger
        self.session = session
        self.panels = panels
        self.genome = Draft(GENOME)
        self.samples = Draft(SAMPLES)
        self.order: list[str] = []
        """Views along the genome."""
        self._filters: dict[str, Filter] = {}
        self._count = 0
        self._rels: set[str] = set()

    def read(self, node: _json.Node, rel: str) -> None:
        """All variables; those that say a filter are the samples of the session."""
        each(self.ledger, node, self.session, rel, self._variable)
        if self._filters:
            self.samples.set("filters", self._filters)
            self.samples.set("filter_match", "all")

    def _variable(self, node: _json.Node, at: str) -> None:
        facts = node.data
        name = facts.get("name")
        rel = f"templating/{name}" if isinstance(name, str) and f"templating/{name}" not in self._rels else at
        self._rels.add(rel)
        told: dict[str, Fate] = {}
        if isinstance(name, str) and name:
            if facts.get("type") == "adhoc":
                self._adhoc(node, rel)
            else:
                told = self._chosen(node, name, rel)
        close(self.ledger, node, self.session, rel, told)

    def _chosen(self, node: _json.Node, name: str, rel: str) -> dict[str, Fate]:
        """What is chosen of a variable: the fates of its own facts."""
        facts, current = node.data, node.data.get("current")
        chosen = isinstance(current, dict) and "value" in current
        key = "value" if chosen else "query" if facts.get("type") in names.SPELLED_BY_QUERY else ""
        raw = (current if chosen else facts).get(key)
        values = _texts(raw)
        if not values:
            return {}
        if name.lower() == _GENOME and isinstance(raw, str) and self.genome.get("id") is UNSET:
            told, fates = self._genome(node, raw)
        elif name.lower() == _LOCUS and (places := _places(values)):
            told, fates = self._locus(node, places)
        elif facts.get("type") in names.FILTERING:
            told, fates = self._filter(facts, name, values)
        else:
            return {}
        if not chosen:
            return {**told, key: fates[0]}
        holder = node.child("current")
        close(self.ledger, holder, self.session, f"{rel}/current", self._values(holder, key, fates))
        return told

    def _values(self, holder: _json.Node, key: str, fates: list[Fate]) -> dict[str, Fate]:
        """Say what the values under a key say; the fate of the key itself, where it is one text."""
        if not isinstance(holder.data[key], list):
            return {key: fates[0]}
        told = {str(at): one for at, one in enumerate(fates)}
        self.ledger.bind(holder.child(key), NOTHING, self.session.owner, fates=told)
        return {}

    def _genome(self, node: _json.Node, value: str) -> tuple[dict[str, Fate], list[Fate]]:
        self.genome.set("id", value)
        self.ledger.put(GENOME, node.path, _GENOME)
        fate = Fate("feeds", ((GENOME, "id"),))
        return {"name": fate}, [fate]

    def _locus(self, node: _json.Node, places: list[Interval]) -> tuple[dict[str, Fate], list[Fate]]:
        draft = self.panels.fresh(node.path, _LOCUS)
        draft.set("kind", "linear")
        draft.set("loci", places)
        self.order.append(draft.owner[1])
        fates = [Fate("feeds", ((draft.owner, "loci", at, ""),)) for at in range(len(places))]
        return {"name": Fate("feeds", ((draft.owner, "kind"), (draft.owner, "loci")))}, fates

    def _filter(self, facts: dict[str, Any], name: str, values: list[str]) -> tuple[dict[str, Fate], list[Fate]]:
        """A filter for each value, of which one is enough."""
        label = facts.get("label")
        item = label if isinstance(label, str) and label else name
        keys = self._add(Filter(by="variable", item=item, item_id=name, operator="is equal to"), values)
        named = ["by", "item_id", *(["item"] if item is name else [])]
        told = {"name": _feeds(keys, named)}
        if item is not name:
            told["label"] = _feeds(keys, ["item"])
        return told, [_feeds([key], ["operator", *_of_value(keys)]) for key in keys]

    def _add(self, said: Filter, values: list[str]) -> list[str]:
        """Filters that differ in their values; returns their ids."""
        self._count += 1
        keys = []
        for value in values:
            keys.append(f"f{len(self._filters) + 1}")
            group = {"group": str(self._count)} if len(values) > 1 else {}
            self._filters[keys[-1]] = msgspec.structs.replace(said, value=value, **group)
        return keys

    def _adhoc(self, node: _json.Node, rel: str) -> None:
        """Filters of any attribute."""
        held = node.data.get("filters")
        if isinstance(held, list) and held:
            each(self.ledger, node.child("filters"), self.session, f"{rel}/filters", self._condition)

    def _condition(self, node: _json.Node, rel: str) -> None:
        facts = node.data
        item, sign = facts.get("key"), facts.get("operator")
        held = "values" if sign == names.ONE_OF else "value"
        values = _texts(facts.get(held))
        told: dict[str, Fate] = {}
        if isinstance(item, str) and item and isinstance(sign, str) and sign in names.OPERATORS and values:
            keys = self._add(Filter(by="attribute", item=item, operator=names.OPERATORS[sign]), values)
            told = {"key": _feeds(keys, ["by", "item"]), "operator": _feeds(keys, ["operator"])}
            told |= self._values(node, held, [_feeds([key], _of_value(keys)) for key in keys])
        close(self.ledger, node, self.session, rel, told)


def _texts(raw: Any) -> list[str]:
    """What is chosen, one or several; nothing where all is let through, or where it is no text."""
    held = raw if isinstance(raw, list) else [raw]
    texts = [one for one in held if isinstance(one, str) and one and one != names.ALL]
    return texts if len(texts) == len(held) else []


def _places(values: list[str]) -> list[Interval]:
    """Places along a genome; none where one of them is no place."""
    found = [one for one in map(locus.parse, values) if one is not None]
    return found if len(found) == len(values) else []


def _of_value(keys: list[str]) -> list[str]:
    """The fields that the value of a filter says, which is one of several or the only one."""
    return ["value", "group"] if len(keys) > 1 else ["value"]


def _feeds(keys: list[str], fields: list[str]) -> Fate:
    return Fate("feeds", tuple((SAMPLES, f"filters.{key}.{field}") for key in keys for field in fields))
