"""Tables of words, both ways: how a format spells the fields of the neutral session.

A `Word` is one attribute or key of the format, the neutral field that it says, and the codec between their values. A
`Table` holds the words of one kind of element or object. `take` reads all facts of one element into a `Draft`; whatever
the table has no word for goes to the object's extras, so nothing disappears. `say` writes them out again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.formats._draft import Draft, Shared
from converter.loss.ledger import Fate, Ledger, Place
from converter.loss.ledger import structural as fate_structural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from converter.options import Severity


class _Invalid:
    """Marks a wire value that the format's application would not understand."""

    def __repr__(self) -> str:
        return "INVALID"


INVALID: Any = _Invalid()
CANNOT: Any = _Invalid()
"""Marks a model value that the format has no spelling for."""

NAME = "name of "
"""Begins the key under which a draft's spelling has the wire name of a field that has several."""

_MEMO_LIMIT = 4096
_SHARED_LIMIT = 512
_PLAN_LIMIT = 512


class Codec:
    """Between wire values and model values. `read` gives INVALID, `write` gives CANNOT, for what has no counterpart.

    `odd`: whether a wire value is read as another one. `understood`: that is another word for the same; else the format's
    application does not understand it, and takes it for another.
    """

    __slots__ = ("odd", "read", "understood", "write")

    def __init__(
        self,
        read: Callable[[Any], Any],
        write: Callable[[Any], Any],
        odd: Callable[[Any], bool] | None = None,
        *,
        understood: bool = True,
    ) -> None:
        self.read = read
        self.write = write
        self.odd = odd
        self.understood = understood


def choice(pairs: Mapping[str, Any], *, aliases: Mapping[str, Any] | None = None, fold: bool = False) -> Codec:
    """A codec between words: `pairs` both ways, `aliases` only when reading; `fold`: letter case does not matter."""
    reading = {**(aliases or {}), **pairs}
    if fold:
        reading = {key.lower(): value for key, value in reading.items()}
    writing = {value: key for key, value in reversed(list(pairs.items()))}

    def read(raw: Any) -> Any:
        return reading.get(raw.lower() if fold else raw, INVALID) if isinstance(raw, str) else INVALID

    others = {key.lower() if fold else key for key in aliases or {}} - {key.lower() if fold else key for key in pairs}

    def odd(raw: str) -> bool:
        return (raw.lower() if fold else raw) in others

    return Codec(read, lambda value: writing.get(value, CANNOT), odd if others else None)


class Word:
    """One attribute or key: `name` on the wire, dotted `field` of the model, and the codec between the two."""

    __slots__ = ("attr", "branch", "codec", "field", "memo", "name")

    def __init__(self, name: str, field: str, codec: Codec | None = None) -> None:
        self.name = name
        self.field = field
        self.branch, _, self.attr = field.rpartition(".")
        self.codec = codec
        self.memo: dict[str, tuple[Any, bool]] = {}

    def fetch(self, raw: Any) -> tuple[Any, bool]:
        """The model value of a wire value, and whether its spelling is another than the one we would write."""
        if self.codec is None:
            return raw, False
        text = type(raw) is str
        if text and (hit := self.memo.get(raw)) is not None:
            return hit
        value = self.codec.read(raw)
        spelled = value is not INVALID and not _same(self.codec.write(value), raw)
        if text:
            if len(self.memo) >= _MEMO_LIMIT:
                self.memo.clear()
            self.memo[raw] = value, spelled
        return value, spelled

    def oddity(self, raw: Any) -> Fate | None:
        """What is to be said of a wire value that is read as another one; its field is that of the word."""
        if self.codec is None or self.codec.odd is None or not self.codec.odd(raw):
            return None
        return Fate("own", (self.field,), "value.respelled" if self.codec.understood else "source.misread")

    def spell(self, value: Any, spelling: Mapping[str, Any]) -> Any:
        """The wire value of a model value: as the source spelled it, if that still means the same, else our own."""
        raw = spelling.get(self.field, UNSET) if spelling else UNSET
        if raw is not UNSET and self.codec is not None and self.fetch(raw)[0] == value:
            return raw
        return value if self.codec is None else self.codec.write(value)


def _same(ours: Any, raw: Any) -> bool:
    """Whether two wire values are the same fact: equal text, or equal numbers of one type."""
    if type(ours) is not type(raw):
        return False
    if ours == raw:
        return True
    if type(ours) is str:
        try:
            return float(ours) == float(raw)
        except ValueError:
            return False
    return False


class Table:
    """The words of one kind of element or object.

    `words`: what the model has a field for. `native`: names that the format's application understands and the model has
    no word for, with the severity of their loss; `usual`: their values that change nothing to look at; `glosses`: what such
    names mean, in a person's words. `structural`: names that only lay out the document. `deeper`: names whose value the
    reader descends into by itself. Every other name is one that the application ignores, unless it is `extensible`: then its
    plugins understand more names than anybody lists.
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
        extensible: bool = False,
    ) -> None:
        self.extensible = extensible
        self.words = {word.name: word for word in words}
        self.native = dict(native or {})
        self.usual = usual or {}
        self.glosses = dict(glosses or {})
        self.structural = {name: fate_structural(name) for name in structural}
        self.deeper = frozenset(deeper)
        self.by_field: dict[str, tuple[str, ...]] = {}
        self.aliases: dict[str, str] = {}
        """Field by each wire name that is not the first for it: written only where the source used it."""
        self.branches: dict[str, list[Word]] = {}
        for word in self.words.values():
            if word.field in self.by_field:
                self.aliases[word.name] = word.field
            self.by_field[word.field] = (*self.by_field.get(word.field, ()), word.name)
            self.branches.setdefault(word.branch, []).append(word)
        self._plans: dict[tuple[tuple[str, ...], str], _Plan] = {}

    def plan(self, names: tuple[str, ...], rel: str) -> _Plan:
        """How facts of these names are read, whose relative place in an object's extras is `rel`."""
        plan = self._plans.get((names, rel))
        if plan is None:
            if len(self._plans) >= _PLAN_LIMIT:
                self._plans.clear()
            plan = self._plans[names, rel] = _Plan(self, names, rel)
        return plan

    def fields_of(self, name: str) -> tuple[str, ...]:
        """The dotted fields that the wire name feeds."""
        word = self.words.get(name)
        return (word.field,) if word else ()

    def respelled(self, name: str, raw: Any) -> Any:
        """The usual spelling of what a wire value means; `UNSET` for a name that is no word of the table."""
        word = self.words.get(name)
        return UNSET if word is None or word.codec is None else word.codec.write(word.codec.read(raw))

    def names_of(self, field: str) -> tuple[str, ...]:
        """The wire names that feed a dotted field."""
        return self.by_field.get(field, ())


class _Group:
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


class _Plan:
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
        self.groups = [_Group(branch, held, rel) for branch, held in branches.items()]
        others = [name for name in names if name not in table.words and name not in table.deeper]
        known = {name for name in others if (name in table.native or table.extensible) and name not in table.structural}
        self.native = [(name, rel + name) for name in others if name in known]
        self.ignored = [(name, rel + name) for name in others if name not in known and name not in table.structural]
        self.fates = {name: table.structural[name] for name in others if name in table.structural}
        self.fates.update({name: Fate("native", key) for name, key in self.native})
        self.fates.update({name: Fate("ignored", key) for name, key in self.ignored})
        self.aliases = [(name, NAME + field) for name, field in table.aliases.items() if name in names]


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
