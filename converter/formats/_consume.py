"""Tables of words, both ways: how a format spells the fields of the neutral session.

A `Table` holds the words of one kind of element or object. `take` reads all facts of one element into a `Draft`; whatever
the table has no word for goes to the object's extras, so nothing disappears. `say` writes them out again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.formats._plans import Plan
from converter.formats._words import CANNOT, INVALID, NAME, Word
from converter.loss.ledger import Fate, Ledger, Place
from converter.loss.ledger import structural as fate_structural

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from converter.formats._draft import Draft
    from converter.options import Severity

_PLAN_LIMIT = 512


class Table:
    """The words of one kind of element or object.

    `words`: what the model has a field for. `native`: names that the format's application understands and the model has
    no word for, with the severity of their loss; `usual`: their values that change nothing to look at; `glosses`: what such
    names mean, in a person's words. `structural`: names that only lay out the document. `deeper`: names whose value the
    reader descends into by itself; `usual_names`: what values of such names are usually called, by their other names in
    small letters. Every other name is one that the application ignores, unless it is `extensible`: then its plugins
    understand more names than anybody lists.
    """

    def __init__(
        self,
        words: Iterable[Word] = (),
        *,
        native: Mapping[str, Severity] | None = None,
        usual: Mapping[str, Any] | None = None,
        glosses: Mapping[str, str] | None = None,
        structural: Iterable[str] = (),
        deeper: Iterable[str] = (),
        usual_names: Mapping[str, Mapping[str, str]] | None = None,
        extensible: bool = False,
    ) -> None:
        self.extensible = extensible
        self.words = {word.name: word for word in words}
        self.native = dict(native or {})
        self.usual = usual or {}
        self.glosses = dict(glosses or {})
        self.structural = {name: fate_structural(name) for name in structural}
        self.deeper = frozenset(deeper)
        self.usual_names = usual_names or {}
        self.by_field: dict[str, tuple[str, ...]] = {}
        self.aliases: dict[str, str] = {}
        """Field by each wire name that is not the first for it: written only where the source used it."""
        self.branches: dict[str, list[Word]] = {}
        for word in self.words.values():
            if word.field in self.by_field:
                self.aliases[word.name] = word.field
            self.by_field[word.field] = (*self.by_field.get(word.field, ()), word.name)
            self.branches.setdefault(word.branch, []).append(word)
        self._plans: dict[tuple[tuple[str, ...], str], Plan] = {}

    def plan(self, names: tuple[str, ...], rel: str) -> Plan:
        """How facts of these names are read, whose relative place in an object's extras is `rel`."""
        plan = self._plans.get((names, rel))
        if plan is None:
            if len(self._plans) >= _PLAN_LIMIT:
                self._plans.clear()
            plan = self._plans[names, rel] = Plan(self, names, rel)
        return plan

    def fields_of(self, name: str) -> tuple[str, ...]:
        """The dotted fields that the wire name feeds."""
        word = self.words.get(name)
        return (word.field,) if word else ()

    def respelled(self, name: str, raw: Any) -> Any:
        """The usual spelling of what a wire value means; `UNSET` where the table does not know it."""
        if name in self.usual_names:
            return self.usual_names[name].get(str(raw).lower(), UNSET)
        word = self.words.get(name)
        return UNSET if word is None or word.codec is None else word.codec.write(word.codec.read(raw))

    def names_of(self, field: str) -> tuple[str, ...]:
        """The wire names that feed a dotted field."""
        return self.by_field.get(field, ())


def take(facts: Mapping[str, Any], table: Table, draft: Draft, rel: str = "@") -> dict[str, Fate]:
    """Read the facts of one element or object into the draft; `rel` is their relative place in its extras.

    Returns the fates of the facts that the table does not answer for; the caller binds them.
    """
    plan = table.plan(tuple(facts), rel)
    fates = plan.fates.copy()
    for name, key in plan.native:
        draft.native[key] = facts[name]
    for name, key in plan.ignored:
        draft.ignored[key] = facts[name]
    if not plan.single:
        _in_turn([word for word in table.words.values() if word.name in facts], facts, table, draft, rel, fates)
        return fates
    _in_turn(plan.own, facts, table, draft, rel, fates)
    for group in plan.groups:
        if group.known is None or not draft.adopt(said := group.read(facts, group.known)):
            _in_turn(group.words, facts, table, draft, rel, fates)
        elif said.fates:
            fates.update({name: _below(draft.prefix, fate) for name, fate in said.fates.items()})
    for name, key in plan.aliases:
        if name not in fates:
            draft.spelling[key] = name
    return fates


def _in_turn(
    words: Iterable[Word], facts: Mapping[str, Any], table: Table, draft: Draft, rel: str, fates: dict[str, Fate]
) -> None:
    """Read facts one by one; of several for one field the first of the table wins."""
    branch, held = "", draft.fields
    for word in words:
        raw = facts[word.name]
        value, spelled = raw, False
        if word.codec is not None:
            value, spelled = (word.memo.get(raw) if type(raw) is str else None) or word.fetch(raw)
            if value is INVALID:
                draft.ignored[rel + word.name] = raw
                fates[word.name] = Fate("ignored", rel + word.name, "source.invalid")
                continue
        if word.branch != branch:
            branch, held = word.branch, draft.branch(word.branch)
        if word.attr in held:
            fates[word.name] = Fate("superseded", _winner(word, facts, table, fates))
            continue
        held[word.attr] = value
        if spelled:
            draft.spelling[word.field] = raw
            if (told := word.oddity(raw)) is not None:
                fates[word.name] = _below(draft.prefix, told)


def _below(prefix: str, fate: Fate) -> Fate:
    """The fate of a fact of an object, or of the part of it whose fields lie below the prefix."""
    return fate._replace(detail=(prefix + fate.detail[0],)) if prefix and fate.kind == "own" else fate


def _winner(word: Word, facts: Mapping[str, Any], table: Table, fates: dict[str, Fate]) -> str:
    """What beats a fact whose field is said already: of two names for one field, that which the table lists first."""
    first = next(one for one in table.by_field[word.field] if one in facts and one not in fates)
    return "said twice" if first == word.name else f"by {first}"


def consume(ledger: Ledger, node: Place, facts: Mapping[str, Any], table: Table, draft: Draft, rel: str = "@") -> dict[str, Fate]:
    """`take` the facts of a node and bind it; the returned fates may still be changed."""
    fates = take(facts, table, draft, rel)
    ledger.bind(node, table, draft.owner, draft.prefix, fates)
    return fates


def _named(table: Table, word: Word, spelling: Mapping[str, Any]) -> bool:
    """Whether the word is the one of its field's names to write: as the source named it, else the first."""
    names = table.by_field[word.field]
    return len(names) == 1 or bool(spelling.get(NAME + word.field, names[0]) == word.name)


def say(table: Table, value: Any, out: dict[str, Any], spelling: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Write every field of a Struct (and of its branches) that the table has a word for into `out`, by wire name."""
    spelling = spelling or {}
    for branch, words in table.branches.items():
        struct = getattr(value, branch) if branch else value
        if struct is UNSET:
            continue
        for word in words:
            held = getattr(struct, word.attr)
            if held is UNSET or word.name in out or not _named(table, word, spelling):
                continue
            wire = word.spell(held, spelling)
            if wire is not CANNOT:
                out[word.name] = wire
    return out
