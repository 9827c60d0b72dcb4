"""One object of a document in reading: which of its facts feed what, until all of them are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from converter.errors import MalformedError
from converter.formats._consume import Table, consume
from converter.formats.cbioportal.mapping import NOTHING
from converter.loss.ledger import Fate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.formats import _json
    from converter.formats._draft import Draft
    from converter.loss.ledger import Fed, Ledger

Pairs = list["Fed"]
"""The fields that a fact feeds; more may be added until the session is built."""


def bad(what: str, message: str, path: str, hint: str) -> MalformedError:
    """The error of a session that breaks its own rules; its code ends with `what`."""
    return MalformedError(f"cbioportal.{what}", message, path=path, hint=hint)


class Spot:
    """An object or array of the document. What it says is bound to the object of `draft`, in whose extras it stands at `rel`."""

    def __init__(self, ledger: Ledger, node: _json.Node, draft: Draft, rel: str = "") -> None:
        self.ledger = ledger
        self.node = node
        self.draft = draft
        self.rel = rel
        self.told: dict[str, Fate] = {}

    def text(self, name: str) -> str | None:
        """The text under a key; None for anything else."""
        found = self.node.data.get(name)
        return found if isinstance(found, str) and found else None

    def feeds(self, name: str | int, *pairs: Fed) -> Pairs:
        """Say that a fact feeds these fields; the list that it returns may be added to."""
        fate = self.told.setdefault(str(name), Fate("feeds", []))
        found: Pairs = fate.detail
        found += pairs
        return found

    def tell(self, name: str | int, kind: str, detail: Any = None, code: str | None = None) -> None:
        """Say what becomes of a fact that feeds nothing."""
        self.told[str(name)] = Fate(kind, detail, code)

    def odd(self, name: str | int) -> None:
        """Keep the value of a fact aside that cBioPortal itself would not understand."""
        self.draft.ignored[f"{self.rel}{name}"] = self.node.data[name]
        self.tell(name, "ignored", f"{self.rel}{name}", "source.invalid")

    def below(self, name: str | int) -> Spot:
        """The object or array under a key or index."""
        return Spot(self.ledger, self.node.child(name), self.draft, f"{self.rel}{name}/")

    def listed(self, name: str, what: str) -> Spot | None:
        """The array of objects under a key; None where there is none, or an empty one. Raises `MalformedError` for others."""
        raw = self.node.data.get(name)
        if not raw and isinstance(raw, list | None):
            return None
        if not isinstance(raw, list) or not all(isinstance(one, dict) and one for one in raw):
            path = f"{self.node.path}/{name}"
            raise bad("invalid", f"{name!r} has to be a list of {what}.", path, "Download the session once more.")
        return self.below(name)

    def each(self, name: str, what: str) -> Iterator[Spot]:
        """The objects of the array under a key, which is done behind the last of them."""
        listed = self.listed(name, what)
        if listed is not None:
            yield from listed.items()
            listed.done()

    def items(self) -> list[Spot]:
        """The objects of an array."""
        return [self.below(at) for at in range(len(self.node.data))]

    def done(self, table: Table = NOTHING) -> None:
        """All is said but what the table has words for."""
        data = self.node.data
        if isinstance(data, list):
            self.ledger.bind(self.node, table, self.draft.owner, self.draft.prefix, self.told)
            return
        rest = {name: raw for name, raw in data.items() if name not in self.told and name not in self.node.deeper}
        consume(self.ledger, self.node, rest, table, self.draft, self.rel).update(self.told)
