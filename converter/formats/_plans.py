"""What reading by a table remembers: plans for sets of names, and what branches said before (ADR 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from converter.formats._draft import Shared
from converter.formats._words import INVALID, NAME, Word
from converter.loss.ledger import Fate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from converter.formats._consume import Table

_SHARED_LIMIT = 512


class Group:
    """The words of a plan that feed one branch, and what was read with them before, by their values on the wire."""

    __slots__ = ("branch", "hits", "known", "names", "rel", "texts", "words")

    def __init__(self, branch: str, words: list[Word], rel: str) -> None:
        self.branch = branch
        self.words = words
        self.names = [word.name for word in words]
        self.rel = rel
        self.texts = (str,) * len(words)
        self.known: dict[Any, Shared] | None = {}
        """None once it has shown that hardly two objects say the same."""
        self.hits = 0

    def read(self, facts: Mapping[str, Any], known: dict[Any, Shared]) -> Shared:
        """What the facts say of the branch; `known` is what is known of it."""
        raws = tuple(map(facts.__getitem__, self.names))
        kinds = tuple(map(type, raws))
        key = raws if kinds == self.texts else (raws, kinds)
        try:
            said = known.get(key)
        except TypeError:  # a list or an object of JSON
            return self._fresh(raws)
        if said is not None:
            self.hits += 1
            return said
        said = self._fresh(raws)
        if float not in kinds:  # 0.0 is -0.0 to a dictionary
            if len(known) >= _SHARED_LIMIT:
                self.known, self.hits = ({} if self.hits > _SHARED_LIMIT else None), 0
            known[key] = said
        return said

    def _fresh(self, raws: tuple[Any, ...]) -> Shared:
        said = Shared(self.branch)
        for word, raw in zip(self.words, raws, strict=True):
            value, spelled = word.fetch(raw)
            if value is INVALID:
                said.ignored[self.rel + word.name] = raw
                said.fates[word.name] = Fate("ignored", self.rel + word.name, "source.invalid")
                continue
            said.values[word.attr] = value
            if spelled:
                said.spelling[word.field] = raw
                if (told := word.oddity(raw)) is not None:
                    said.fates[word.name] = told
        return said


class Plan:
    """How facts of certain names are read with a table: what can be known before their values."""

    __slots__ = ("aliases", "fates", "groups", "ignored", "native", "own", "single")

    def __init__(self, table: Table, names: tuple[str, ...], rel: str) -> None:
        words = [table.words[name] for name in names if name in table.words]
        self.single = len({word.field for word in words}) == len(words)
        """Whether no two names feed one field."""
        self.own = [word for word in words if not word.branch]
        branches: dict[str, list[Word]] = {}
        for word in words:
            if word.branch:
                branches.setdefault(word.branch, []).append(word)
        self.groups = [Group(branch, held, rel) for branch, held in branches.items()]
        others = [name for name in names if name not in table.words and name not in table.deeper]
        known = {name for name in others if (name in table.native or table.extensible) and name not in table.structural}
        self.native = [(name, rel + name) for name in others if name in known]
        self.ignored = [(name, rel + name) for name in others if name not in known and name not in table.structural]
        self.fates = {name: table.structural[name] for name in others if name in table.structural}
        self.fates.update({name: Fate("native", key) for name, key in self.native})
        self.fates.update({name: Fate("ignored", key) for name, key in self.ignored})
        self.aliases = [(name, NAME + field) for name, field in table.aliases.items() if name in names]
