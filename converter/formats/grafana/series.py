"""Series of panels: what is asked for by a query, and what an override says of a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.formats._draft import Draft
from converter.formats._words import INVALID
from converter.formats.grafana import mapping
from converter.formats.grafana.colors import COLOR
from converter.formats.grafana.marks import thresholds
from converter.formats.grafana.shape import ID
from converter.formats.grafana.tree import aside, close, each, read
from converter.loss.ledger import Fate, Notice, own
from converter.loss.walk import escape
from converter.model import Track

if TYPE_CHECKING:
    from converter.formats import _json
    from converter.loss.ledger import Ledger


_DISPLAY_NAME = "displayName"
"""The property by which Grafana shows a series under another name, in legend and tooltip (`getFieldDisplayName`)."""


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
        self._naming: dict[str, tuple[dict[str, Fate], str]] = {}
        """Fates of the queries of series, and the fact of each that says the name."""
        self._renamed = set[str]()
        """Series that an override calls otherwise than what it finds them by."""
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
        named = next((word for word in mapping.LEGENDS if word in node.data and word not in told), "refId")
        self._naming[draft.owner[1]] = told, named
        if isinstance(ref, str) and named == "refId":
            draft.set("name", ref)
            told["refId"] = own("name")
        elif "refId" in node.data:
            told["refId"] = aside(draft, "refId", ref)
        if isinstance(ref, str) and self._asked.setdefault(ref, draft) is not draft:
            self._repeated(draft, ref)
        hidden = node.data.get("hide")
        if isinstance(hidden, bool):
            told["hide"] = own("shown")
        elif "hide" in node.data:
            told["hide"] = aside(draft, "hide", hidden)
        if hidden is not True:
            self.shown.append(draft.owner[1])
        if (name := draft.get("name")) is not UNSET:
            self._named.setdefault(name, draft)

    def _repeated(self, draft: Draft, ref: str) -> None:
        """A query with the reference of another: Grafana refuses to ask them together (`query.duplicateRefId`)."""
        text = f"Two queries of a panel have the reference {ref!r}; Grafana does not answer both. Here each is a series."
        hint = "Give each query of the panel a reference of its own."
        self.ledger.notice(Notice("source.repeated", "assumed", "warning", text, draft.owner, "name", hint, original=ref))

    def _of_name(self, name: str, place: str) -> Draft:
        """The series of a name, which is a new one where no query says the name."""
        if name not in self._named:
            draft = self._named[name] = self.reader.fresh(place, name)
            draft.set("name", name)
            self.shown.append(draft.owner[1])
        return self._named[name]

    def overrides(self, node: _json.Node, rel: str) -> None:
        """What is said of some series only; of two overrides for one series the later wins."""
        meant = [self._meant(one, f"{node.path}/{at}") for at, one in enumerate(node.data)]
        for one, draft in zip(node.data, meant, strict=True):
            if draft is None:
                continue
            for name in _names(one):
                (self._renamed.discard if name is INVALID else self._renamed.add)(draft.owner[1])
        for at, draft in reversed(list(enumerate(meant))):
            if draft is not None:
                self._override(node.child(at), draft, f"{rel}/{at}")
            elif isinstance(node.data[at], dict) and node.data[at]:
                close(self.ledger, node.child(at), self.view, f"{rel}/{at}")
        close(self.ledger, node, self.view, rel)

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
        by_name = matcher.data["id"] == "byName" and draft.owner[1] not in self._renamed
        close(self.ledger, node, draft, rel)
        close(self.ledger, matcher, draft, f"{rel}/matcher", dict.fromkeys(matcher.data, own("name")) if by_name else {})
        held: list[_json.Node] = []
        each(self.ledger, properties, draft, f"{rel}/properties", lambda one, _: held.append(one))
        for one in reversed(held):
            self._property(one, draft)

    def _property(self, node: _json.Node, draft: Draft) -> None:
        """One property of a series, unless a later one says it."""
        name, value, key = str(node.data.get("id")), node.data.get("value"), draft.owner[1]
        told: dict[str, Fate] = {}
        if (key, name) in self._later:
            told = dict.fromkeys(node.data, Fate("superseded", "by a later override"))
        elif name == "thresholds" and isinstance(value, dict) and value:
            thresholds(self.ledger, draft, node.child("value"), f"override/{name}")
        else:
            field, said = _said(name, value)
            if name == _DISPLAY_NAME and said is not INVALID:
                self._unname(draft)
            if said is not INVALID and draft.get(field) is UNSET:
                draft.set(field, said, value)
                told = dict.fromkeys(node.data, own(field))
        self._later.add((key, name))
        close(self.ledger, node, draft, f"override/{name}", told)

    def _unname(self, draft: Draft) -> None:
        """Make room for another name: the one so far only finds the series."""
        told, word = self._naming.get(draft.owner[1], ({}, ""))
        if word:
            told[word] = aside(draft, word, draft.get("name"))
        draft.drop("name")

    def drawn(self, node: _json.Node, rel: str) -> None:
        """How a graph draws some of its series."""
        each(self.ledger, node, self.view, rel, self._drawn)

    def _drawn(self, node: _json.Node, rel: str) -> None:
        alias = node.data.get("alias")
        named = isinstance(alias, str) and not alias.startswith("/")
        draft = self._of_name(alias, node.path) if named else self.view
        told = {"alias": own("name")} if named and draft.owner[1] not in self._renamed else {}
        color = COLOR.read(node.data.get("color"))
        if named and draft.get("display.color") is UNSET and color is not INVALID:
            draft.set("display.color", color, node.data["color"])
            told["color"] = own("display.color")
        close(self.ledger, node, draft, rel, told)

    def colored(self, node: _json.Node, rel: str) -> None:
        """Colours of a graph by the names of series."""
        told = {}
        for name, raw in node.data.items():
            value = COLOR.read(raw)
            draft = None if value is INVALID else self._of_name(name, f"{node.path}/{escape(name)}")
            if draft is not None and draft.get("display.color") is UNSET:
                draft.set("display.color", value, raw)
                named = [] if draft.owner[1] in self._renamed else [(draft.owner, "name")]
                told[name] = Fate("feeds", (*named, (draft.owner, "display.color")))
        close(self.ledger, node, self.view, rel, told)


def _names(one: dict[str, Any]) -> list[Any]:
    """What an override for a series calls it, in turn; INVALID for what is no name."""
    named = [held for held in one["properties"] if isinstance(held, dict) and held.get("id") == _DISPLAY_NAME]
    return [_said(_DISPLAY_NAME, held.get("value"))[1] for held in named]


def _said(name: str, value: Any) -> tuple[str, Any]:
    """The field that a property says, and its value; INVALID for one that only Grafana has a word for."""
    if name == "color":
        fixed = isinstance(value, dict) and value.keys() == {"mode", "fixedColor"} and value["mode"] == "fixed"
        return "display.color", COLOR.read(value["fixedColor"]) if fixed else INVALID
    if name == _DISPLAY_NAME:
        return "name", value if isinstance(value, str) and value else INVALID
    field, codec = mapping.PROPERTIES.get(name, ("", None))
    return field, INVALID if codec is None else codec.read(value)
