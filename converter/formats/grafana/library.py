"""Panels of the library that an export takes along; panels of the dashboard stand for them, several for one, too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from converter.formats import _json
from converter.formats.grafana.tree import close
from converter.limits import check
from converter.loss.ledger import Fate, structural
from converter.loss.said import said_by

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from converter.formats._draft import Draft
    from converter.limits import Limits
    from converter.loss.ledger import Bound, Ledger


class _Element(NamedTuple):
    """A panel of the library that some panel stands for: its node, what its facts say of that one, and their number."""

    node: _json.Node
    bound: list[Bound]
    facts: int


class Library:
    """The panels of the library by their uids, as a list before Grafana 9."""

    def __init__(self, ledger: Ledger, limits: Limits) -> None:
        self.ledger = ledger
        self.limits = limits
        self.node: _json.Node | None = None
        self._there: dict[str, tuple[_json.Node, str | int]] = {}
        self._known: dict[str, _Element] = {}
        self._repeated = 0

    def take(self, root: _json.Node) -> None:
        """Take what the document has of the library."""
        held = root.data.get("__elements")
        pairs: Iterable[tuple[str | int, Any]] = ()
        if isinstance(held, dict):
            pairs = held.items()
        elif isinstance(held, list):
            pairs = enumerate(held)
        if held and pairs:
            self.node = node = root.child("__elements")
            self._there = {key if isinstance(key, str) else _uid(one): (node, key) for key, one in pairs if _has_model(one)}

    def link(self, panel: _json.Node, draft: Draft) -> str | None:
        """The uid of what the library has of a panel, to be asked for before the panel is read; None where it has nothing."""
        uid = _uid(panel.data.get("libraryPanel"))
        if uid not in self._there:
            return None
        close(self.ledger, panel.child("libraryPanel"), draft, "libraryPanel", {"uid": structural("libraryPanel/uid")})
        return uid

    def read(self, uid: str, draft: Draft, reader: Callable[[_json.Node], object]) -> None:
        """Have what the library says of a panel read into `draft`. Raises `LimitError`."""
        if uid in self._known:
            self._again(self._known[uid], reader)
        else:
            library, key = self._there[uid]
            self._known[uid] = self._first(library.child(key), draft, reader)

    def _first(self, node: _json.Node, draft: Draft, reader: Callable[[_json.Node], object]) -> _Element:
        """Read it for the first panel that names it, which what nobody shows of it is kept with."""
        before, model = len(self.ledger.bound), node.child("model")
        reader(model)
        bound = self.ledger.bound[before:]
        told = {"uid": structural("__elements/*/uid")} if "uid" in node.data else {}
        close(self.ledger, node, draft, "libraryPanel/element", told)
        return _Element(node, bound, _json.Node(model.data).count)

    def _again(self, known: _Element, reader: Callable[[_json.Node], object]) -> None:
        """Read it for one more panel: what says something of several feeds the fields of each."""
        self._repeated += known.facts
        check("facts", self.ledger.total + self._repeated, self.limits)
        held, self.ledger.bound = self.ledger.bound, []
        reader(_json.Node(known.node.data["model"], known.node, "model"))
        again, self.ledger.bound = {one.node.path: one for one in self.ledger.bound}, held
        for bound in known.bound:
            if (other := again.get(bound.node.path)) is not None:
                _feed(bound, other)


def _feed(bound: Bound, again: Bound) -> None:
    """Have the facts of a place feed what they say of another panel, too."""
    for name in bound.node.names():
        if more := said_by(again, name):
            bound.fates[name] = Fate("feeds", (*said_by(bound, name), *more))


def _uid(named: Any) -> str:
    return str(named.get("uid")) if isinstance(named, dict) else ""


def _has_model(element: Any) -> bool:
    held = element.get("model") if isinstance(element, dict) else None
    return isinstance(held, dict) and bool(held)
