"""Series of panels: what is asked for by a query, and what an override says of a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.formats._consume import INVALID
from converter.formats._draft import Draft
from converter.formats.grafana import mapping
from converter.formats.grafana.colors import COLOR
from converter.formats.grafana.form import ID
from converter.formats.grafana.marks import thresholds
from converter.formats.grafana.tree import NOTHING, aside, each, read, refused
from converter.loss.ledger import Fate, own
from converter.loss.walk import escape
from converter.model import Track

if TYPE_CHECKING:
    from converter.formats import _json
    from converter.loss.ledger import Ledger


class SeriesReader:
    """Reads the series of all panels."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.drafts: dict[str, Draft] = {}

    def fresh(self, place: str, called: str) -> Draft:
        """A new series at a place of the document."""
        key = f"t{len(self.drafts) + 1}"
        draft = self.drafts[key] = Draft(("tracks", key))
        self.ledger.put(draft.owner, place, called)
        return draft

    def built(self) -> dict[str, Track]:
        """The series as tracks."""
        return {key: Track(kind="series", **draft.values(ID)) for key, draft in self.drafts.items()}


class PanelSeries:
    """Reads the series of one panel, whose view is `view`."""

    def __init__(self, reader: SeriesReader, view: Draft) -> None:
        self.reader = reader
        self.ledger = reader.ledger
        self.view = view
        self.shown: list[str] = []
        self._asked: dict[str, Draft] = {}
        """Series by the `refId` of their queries."""
        self._named: dict[str, Draft] = {}
        self._nameless: dict[str, dict[str, Fate]] = {}
        """Fates of the queries whose series have no name but their reference."""
        self._later: set[tuple[str, str]] = set()
        """Series and property of what later overrides say."""

    def queries(self, node: _json.Node, rel: str) -> None:
        """The queries of the panel."""
        each(self.ledger, node, self.view, rel, self._query)

    def _query(self, node: _json.Node, _rel: str) -> None:
        """One query, called by what it says of its legend, else by its reference."""
        ref = node.data.get("refId")
        draft = self.reader.fresh(node.path, str(ref))
        told = read(mapping.QUERY, self.ledger, node, draft)
        if isinstance(ref, str) and draft.get("name") is UNSET:
            draft.set("name", ref)
            told["refId"] = own("name")
            self._nameless[draft.owner[1]] = told
        elif "refId" in node.data:
            told["refId"] = aside(draft, "refId", ref)
        if isinstance(ref, str):
            self._asked.setdefault(ref, draft)
        hidden = node.data.get("hide")
        if isinstance(hidden, bool):
            told["hide"] = own("shown")
        elif "hide" in node.data:
            told["hide"] = aside(draft, "hide", hidden)
        if hidden is not True:
            self.shown.append(draft.owner[1])
        if (name := draft.get("name")) is not UNSET:
            self._named.setdefault(name, draft)

    def _of_name(self, name: str, place: str) -> Draft:
        """The series of a name, which is a new one where no query says the name."""
        if name not in self._named:
            draft = self._named[name] = self.reader.fresh(place, name)
            draft.set("name", name)
            self.shown.append(draft.owner[1])
        return self._named[name]

    def overrides(self, node: _json.Node, rel: str) -> None:
        """What is said of some series only; of two overrides for one series the later wins."""
        fates: dict[str, Fate] = {}
        held = [(at, one) for at, one in enumerate(node.data)]
        meant = {at: self._meant(one, f"{node.path}/{at}") for at, one in held}
        for at, one in reversed(held):
            draft = meant[at]
            if draft is None:
                fates[str(at)] = aside(self.view, f"{rel}/{at}", one)
            else:
                self._override(node.child(at), draft, f"{rel}/{at}")
        self.ledger.bind(node, NOTHING, self.view.owner, fates=fates)

    def _meant(self, one: Any, place: str) -> Draft | None:
        """The series that an override is for; None for one that chooses otherwise than by a name or a query."""
        matcher = one.get("matcher") if isinstance(one, dict) else None
        if not isinstance(matcher, dict):
            return None
        named = matcher.get("options")
        if not isinstance(named, str) or not isinstance(one.get("properties"), list) or not one["properties"]:
            return None
        if matcher.get("id") == "byName":
            return self._of_name(named, place)
        return self._asked.get(named) if matcher.get("id") == "byFrameRefID" else None

    def _override(self, node: _json.Node, draft: Draft, rel: str) -> None:
        """One override, its properties from last to first."""
        matcher, properties = node.child("matcher"), node.child("properties")
        by_name = matcher.data["id"] == "byName"
        told = {name: aside(draft, f"{rel}/{name}", node.data[name]) for name in node.names()}
        self.ledger.bind(node, NOTHING, draft.owner, fates=told)
        told = {
            name: own("name") if by_name else aside(draft, f"{rel}/matcher/{name}", matcher.data[name])
            for name in matcher.names()
        }
        self.ledger.bind(matcher, NOTHING, draft.owner, fates=told)
        whole = {str(at): self._property(properties, at, draft, rel) for at in reversed(range(len(properties.data)))}
        told = {at: fate for at, fate in whole.items() if fate is not None}
        self.ledger.bind(properties, NOTHING, draft.owner, fates=told)

    def _property(self, holder: _json.Node, at: int, draft: Draft, rel: str) -> Fate | None:
        """One property of a series; the fate of it as a whole, where it has no node of its own."""
        one = holder.data[at]
        name = one.get("id") if isinstance(one, dict) else None
        if not isinstance(name, str):
            return refused(draft, f"{rel}/properties/{at}", one)
        if (draft.owner[1], name) in self._later:
            return Fate("superseded", "by a later override")
        self._later.add((draft.owner[1], name))
        field, value = _said(name, one.get("value"))
        if name == "thresholds" and isinstance(one.get("value"), dict) and one["value"]:
            node = holder.child(at)
            thresholds(self.ledger, draft, node.child("value"), f"override/{name}")
            told = {key: aside(draft, f"override/{name}/{key}", one[key]) for key in node.names()}
            self.ledger.bind(node, NOTHING, draft.owner, fates=told)
            return None
        if name == "displayName" and value is not INVALID and draft.owner[1] in self._nameless:
            self._nameless.pop(draft.owner[1])["refId"] = aside(draft, "refId", draft.get("name"))
            draft.drop("name")
        if value is INVALID or draft.get(field) is not UNSET:
            return aside(draft, f"override/{name}", one)
        draft.set(field, value, one["value"])
        node = holder.child(at)
        self.ledger.bind(node, NOTHING, draft.owner, fates={key: own(field) for key in one})
        return None

    def drawn(self, node: _json.Node, rel: str) -> None:
        """How a graph draws some of its series."""
        each(self.ledger, node, self.view, rel, self._drawn)

    def _drawn(self, node: _json.Node, rel: str) -> None:
        alias = node.data.get("alias")
        named = isinstance(alias, str) and not alias.startswith("/")
        draft = self._of_name(alias, node.path) if named else self.view
        facts = {name: value for name, value in node.data.items() if name != "alias" or not named}
        if named and draft.get("display.color") is UNSET and (value := COLOR.read(facts.get("color"))) is not INVALID:
            draft.set("display.color", value, facts["color"])
            del facts["color"]
        told = {name: own("name" if name == "alias" else "display.color") for name in node.data if name not in facts}
        told.update({name: aside(draft, f"{rel}/{name}", value) for name, value in facts.items()})
        self.ledger.bind(node, NOTHING, draft.owner, fates=told)

    def colored(self, node: _json.Node, rel: str) -> None:
        """Colours of a graph by the names of series."""
        told = {}
        for name, raw in node.data.items():
            value = COLOR.read(raw)
            draft = None if value is INVALID else self._of_name(name, f"{node.path}/{escape(name)}")
            if draft is None or draft.get("display.color") is not UNSET:
                told[name] = aside(self.view, f"{rel}/{name}", raw)
            else:
                draft.set("display.color", value, raw)
                told[name] = Fate("feeds", ((draft.owner, "name"), (draft.owner, "display.color")))
        self.ledger.bind(node, NOTHING, self.view.owner, fates=told)


def _said(name: str, value: Any) -> tuple[str, Any]:
    """The field that a property says, and its value; INVALID for one that only Grafana has a word for."""
    if name == "color":
        fixed = isinstance(value, dict) and value.keys() == {"mode", "fixedColor"} and value["mode"] == "fixed"
        return "display.color", COLOR.read(value["fixedColor"]) if fixed else INVALID
    if name == "displayName":
        return "name", value if isinstance(value, str) and value else INVALID
    field, codec = mapping.PROPERTIES.get(name, ("", None))
    return field, INVALID if codec is None else codec.read(value)
