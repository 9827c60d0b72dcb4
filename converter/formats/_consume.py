"""Tables of words, both ways: how a format spells the fields of the neutral session.

A `Word` is one attribute or key of the format, the neutral field that it says, and the codec between their values. A
`Table` holds the words of one kind of element or object. `take` reads all facts of one element into a `Draft`; whatever
the table has no word for goes to the object's extras, so nothing disappears. `say` writes them out again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import UNSET

from converter.loss.ledger import Fate, Ledger, Owner, Place
from converter.model import Analysis, Display, DisplayRange, Extras, Interactions, Reads, Sequence, Variants

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
_BRANCHES: dict[str, type[msgspec.Struct]] = {
    "display": Display,
    "display_range": DisplayRange,
    "reads": Reads,
    "variants": Variants,
    "interactions": Interactions,
    "sequence": Sequence,
    "analysis": Analysis,
}


class Codec:
    """Between wire values and model values. `read` gives INVALID, `write` gives CANNOT, for what has no counterpart."""

    __slots__ = ("read", "write")

    def __init__(self, read: Callable[[Any], Any], write: Callable[[Any], Any]) -> None:
        self.read = read
        self.write = write


def choice(pairs: Mapping[str, Any], *, aliases: Mapping[str, Any] | None = None, fold: bool = False) -> Codec:
    """A codec between words: `pairs` both ways, `aliases` only when reading; `fold`: letter case does not matter."""
    reading = {**(aliases or {}), **pairs}
    if fold:
        reading = {key.lower(): value for key, value in reading.items()}
    writing = {value: key for key, value in reversed(list(pairs.items()))}

    def read(raw: Any) -> Any:
        return reading.get(raw.lower() if fold else raw, INVALID) if isinstance(raw, str) else INVALID

    return Codec(read, lambda value: writing.get(value, CANNOT))


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
    no word for, with the severity of their loss. `structural`: names that only lay out the document. `deeper`: names
    whose value the reader descends into by itself. Every other name is one that the application ignores.
    """

    def __init__(
        self,
        words: Iterable[Word] = (),
        *,
        native: Mapping[str, Severity] | None = None,
        structural: Iterable[str] = (),
        deeper: Iterable[str] = (),
    ) -> None:
        self.words = {word.name: word for word in words}
        self.native = dict(native or {})
        self.structural = {name: Fate("structural", name) for name in structural}
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

    def fields_of(self, name: str) -> tuple[str, ...]:
        """The dotted fields that the wire name feeds."""
        word = self.words.get(name)
        return (word.field,) if word else ()

    def names_of(self, field: str) -> tuple[str, ...]:
        """The wire names that feed a dotted field."""
        return self.by_field.get(field, ())


class Draft:
    """A neutral object in the making: the values of its fields by branch, and its extras."""

    __slots__ = ("branches", "ignored", "native", "owner", "prefix", "spelling")

    def __init__(self, owner: Owner, prefix: str = "") -> None:
        self.owner = owner
        self.prefix = prefix
        self.branches: dict[str, dict[str, Any]] = {"": {}}
        self.native: dict[str, Any] = {}
        self.ignored: dict[str, Any] = {}
        self.spelling: dict[str, Any] = {}

    def set(self, field: str, value: Any, spelling: Any = UNSET) -> None:
        """Give a dotted field its value, and how the source spelled it where that is not how we would."""
        branch, _, attr = field.rpartition(".")
        self.branch(branch)[attr] = value
        if spelling is not UNSET:
            self.spelling[field] = spelling

    def get(self, field: str) -> Any:
        """The value of a dotted field so far, `UNSET` where there is none."""
        branch, _, attr = field.rpartition(".")
        return self.branches.get(branch, {}).get(attr, UNSET)

    def branch(self, name: str) -> dict[str, Any]:
        """The values of one branch, by attribute."""
        found = self.branches.get(name)
        if found is None:
            found = self.branches[name] = {}
        return found

    def values(self, format_id: str) -> dict[str, Any]:
        """Keyword arguments for the object's Struct."""
        values = dict(self.branches[""])
        for name, held in self.branches.items():
            if name:
                values[name] = _BRANCHES[name](**held)
        if self.native or self.ignored or self.spelling:
            values["extras"] = {format_id: Extras(native=self.native, ignored=self.ignored, spelling=self.spelling)}
        return values


def take(facts: Mapping[str, Any], table: Table, draft: Draft, rel: str = "@") -> dict[str, Fate]:
    """Read the facts of one element or object into the draft; `rel` is their relative place in its extras.

    Returns the fates of the facts that the table does not answer for; the caller binds them.
    """
    fates: dict[str, Fate] = {}
    words, branches = table.words, draft.branches
    for name, raw in facts.items():
        word = words.get(name)
        if word is None:
            _set_aside(name, raw, table, draft, rel, fates)
            continue
        value, spelled = raw, False
        if word.codec is not None:
            value, spelled = (word.memo.get(raw) if type(raw) is str else None) or word.fetch(raw)
            if value is INVALID:
                draft.ignored[rel + name] = raw
                fates[name] = Fate("ignored", rel + name, "source.invalid")
                continue
        branch = branches.get(word.branch)
        if branch is None:
            branch = branches[word.branch] = {}
        if word.attr in branch:
            if _beaten(name, word, facts, table, fates):
                continue
            draft.spelling.pop(word.field, None)
        branch[word.attr] = value
        if spelled:
            draft.spelling[word.field] = raw
    return fates


def _beaten(name: str, word: Word, facts: Mapping[str, Any], table: Table, fates: dict[str, Fate]) -> bool:
    """Of two names for one field, the one that the table lists first wins; says so of the other."""
    if name in fates:
        return True
    names = [one for one in table.by_field[word.field] if one in facts and one not in fates]
    if names[0] == name and len(names) > 1:
        fates.update(dict.fromkeys(names[1:], Fate("superseded", f"by {name}")))
        return False
    fates[name] = Fate("superseded", f"by {names[0]}" if names[0] != name else "said twice")
    return True


def _set_aside(name: str, raw: Any, table: Table, draft: Draft, rel: str, fates: dict[str, Fate]) -> None:
    if name in table.deeper:
        return
    if name in table.structural:
        fates[name] = table.structural[name]
    elif name in table.native:
        draft.native[rel + name] = raw
        fates[name] = Fate("native", rel + name)
    else:
        draft.ignored[rel + name] = raw
        fates[name] = Fate("ignored", rel + name)


def consume(ledger: Ledger, node: Place, facts: Mapping[str, Any], table: Table, draft: Draft, rel: str = "@") -> dict[str, Fate]:
    """`take` the facts of a node and bind it; the returned fates may still be changed."""
    fates = take(facts, table, draft, rel)
    for name, field in table.aliases.items():
        if name in facts and name not in fates:
            draft.spelling[NAME + field] = name
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
