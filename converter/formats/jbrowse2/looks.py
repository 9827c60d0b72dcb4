"""The look of a track: what its display in a view and the configurations of its displays say of it.

Which fact says which field depends on the names and on a few deciding values alone, so it is planned once for all tracks
whose facts have the same tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from converter.formats._words import Word as Name
from converter.formats.jbrowse2 import mapping
from converter.formats.jbrowse2.facts import INVALID_VALUE, LATER, NATIVE, SAID, STRUCTURAL, Fact, Token, scheme
from converter.formats.jbrowse2.families import FAMILIES
from converter.formats.jbrowse2.gravity import is_missed, table
from converter.formats.jbrowse2.mapping import NO_LOOK, Look
from converter.loss.ledger import Fate

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from converter.formats._consume import Table
    from converter.formats.jbrowse2.drafts import Draft
    from converter.formats.jbrowse2.mapping import Word
    from converter.loss.ledger import Ledger, Owner, Place

SHOWN = "shown/displays/"
DEFAULTS = "displayDefaults/"
_PLANS_LIMIT = 512
_LONGEST_PLAN = 100
"""Facts of tracks that are not worth remembering a plan for."""
_LIMITS = frozenset({"?minimum", "?maximum"})
_AUTOMATIC = ("autoscale", "numStdDev")
"""Ends of names that say nothing where both limits are given."""
_WHY = {INVALID_VALUE: "source.invalid", LATER: "source.newer"}
"""Codes of facts that are set aside."""
_BEATEN = {
    "state": Fate("superseded", "by the display in the view"),
    "config": Fate("superseded", "by the display in the view"),
    "defaults": Fate("superseded", "by the display"),
}


class Source(NamedTuple):
    """An object that says something of the look: which `scheme` reads it, its extras' place, its words' mark."""

    kind: str
    rel: str
    mark: str


class Said(NamedTuple):
    """A fact that a word reads: `index` among the track's facts, `source` among the objects that say something."""

    word: Word
    name: str
    """Of the word, marked by where it stands."""
    token: Token
    source: int
    index: int  # type: ignore[assignment]
    rel: str

    @property
    def value(self) -> Any:
        """The value of a deciding field."""
        return self.token.deciding


Facts = list[Fact]


class Plan:
    """What the facts of a track's displays say, and what becomes of each, for all tracks with facts of these tokens."""

    def __init__(self, sources: int) -> None:
        self.fields: list[tuple[str, int]] = []
        """Field and the fact whose value it is."""
        self.fixed: dict[str, Any] = {}
        self.made: list[tuple[str, Callable[[Facts], Any]]] = []
        """Field and how its value follows from the facts."""
        self.spelling: list[tuple[str, Callable[[Facts], Any]]] = []
        """Field and how its spelling follows from the facts."""
        self.native: list[tuple[str, int]] = []
        self.ignored: list[tuple[str, int]] = []
        self.words: list[list[Name]] = [[] for _ in range(sources)]
        self.fates: list[dict[str, Fate]] = [{} for _ in range(sources)]
        self.several: list[dict[str, tuple[str, ...]]] = [{} for _ in range(sources)]
        """By name of a fact the fields of the track that it says, where it is not just one."""
        self.missed: list[list[str]] = [[] for _ in range(sources)]
        """Names of facts without a word whose loss one sees."""
        self.tables: list[Table] = []

    def apply(self, draft: Draft, facts: Facts) -> None:
        """Give a track's draft what its facts say."""
        held = draft.values
        for field, at in self.fields:
            held[field] = facts[at][1]
        if self.fixed:
            held.update(self.fixed)
        for field, make in self.made:
            held[field] = make(facts)
        for field, spell in self.spelling:
            draft.spelling[field] = spell(facts)
        for key, at in self.native:
            draft.native[key] = facts[at].raw
        for key, at in self.ignored:
            draft.ignored[key] = facts[at].raw

    def bind(self, ledger: Ledger, at: int, place: Place, owner: Owner, own: dict[str, Fate]) -> None:
        """Bind one of the objects; `own`: fates of the facts that the plan was not told of."""
        fates = self.fates[at]
        if own or self.several[at]:
            fates = {**fates, **own}
            for name, fields in self.several[at].items():
                fates[name] = Fate("feeds", tuple([(owner, field) for field in fields]))
        ledger.bind(place, self.tables[at], owner, "", fates)


_PLANS: dict[Any, Plan] = {}


class LookReader:
    """Reads the displays of one track; the first place that says a field wins."""

    def __init__(self, display: str, *, newer: bool) -> None:
        self.display = display
        self.newer = newer
        self.key: list[Any] = [display, newer]
        self.sources: list[Source] = []
        self.lengths: list[int] = []
        self.facts: Facts = []

    def read(self, source: Source, raw: dict[str, Any], skip: Collection[str], display: str | None = None) -> None:
        """The facts of one object, but for those that `skip` names; `display`: the one it describes if not the shown one."""
        which = self.display if display is None else display
        found = scheme(which, source.kind, newer=self.newer).collect(raw, skip)
        self.key += source, tuple([fact[0] for fact in found])
        self.sources.append(source)
        self.lengths.append(len(found))
        self.facts += found

    def plan(self) -> Plan:
        """What all the facts say."""
        taller = self.display == "LinearAlignmentsDisplay" and self._taller()
        key = (*self.key, taller)
        plan = _PLANS.get(key)
        if plan is None:
            plan = Planner(self, taller=taller).run()
            if len(_PLANS) >= _PLANS_LIMIT:
                _PLANS.clear()
            if len(self.facts) <= _LONGEST_PLAN:
                _PLANS[key] = plan
        return plan

    def _taller(self) -> bool:
        """Whether the whole of an alignment track is higher than its coverage, so that the rest is the height of the reads."""
        heights: dict[str, Any] = {}
        for fact in self.facts:
            word = fact.token.word
            if word is not None and word.field in ("?height", "?coverage"):
                heights.setdefault(word.field, fact.value)
        return len(heights) > 1 and bool(heights["?height"] > heights["?coverage"])


class Planner:
    """Makes the plan of facts with certain tokens."""

    def __init__(self, reader: LookReader, *, taller: bool) -> None:
        self.display = reader.display
        self.taller = taller
        self.look: Look = mapping.LOOKS.get(reader.display, NO_LOOK)
        self.said: dict[str, Said] = {}
        self.plan = Plan(len(reader.sources))
        index = 0
        for at, (source, length) in enumerate(zip(reader.sources, reader.lengths, strict=True)):
            for fact in reader.facts[index : index + length]:
                self.hear(fact.token, at, source, index)
                index += 1

    def hear(self, token: Token, at: int, source: Source, index: int) -> None:
        """One fact: set aside, or kept in mind until all are known."""
        fates, key = self.plan.fates[at], source.rel + token.name
        if token.kind == SAID and token.word is not None:
            if token.word.field in self.said:
                fates[token.name] = _BEATEN[source.kind]
                return
            named = token.word.name if source.kind == "defaults" else source.mark + token.name
            self.said[token.word.field] = Said(token.word, named, token, at, index, source.rel)
            if token.newer or source.kind == "defaults":
                self.plan.ignored.append((key, index))
        elif token.kind == STRUCTURAL:
            label = "renderer/type" if source.kind != "state" and "renderer" in token.name else token.name.rpartition("/")[2]
            fates[token.name] = Fate("structural", label)
            self.plan.native.append((key, index))
        else:
            self._aside(at, token, key, index)

    def _aside(self, at: int, token: Token, key: str, index: int) -> None:
        fates = self.plan.fates[at]
        if token.kind == NATIVE:
            fates[token.name] = Fate("native", key)
            self.plan.native.append((key, index))
            if token.missed:
                self.plan.missed[at].append(token.name)
        else:
            fates[token.name] = Fate("ignored", key, _WHY.get(token.kind))
            self.plan.ignored.append((key, index))
            if token.missed:
                self.plan.missed[at].append(token.name)

    def run(self) -> Plan:
        """Give the fields what was said of them; what says nothing alone is decided by the kind of display."""
        loose: dict[str, Said] = {}
        for field, one in self.said.items():
            if field.startswith("?"):
                loose[field[1:]] = one
            else:
                self.feed(one, field)
        family = FAMILIES.get(self.display)
        if family is not None:
            family(self, loose)
        for one in loose.values():
            self.keep(one)
        if self.said.keys() >= _LIMITS:
            self.idle(lambda name: name.endswith(_AUTOMATIC))
        held = zip(self.plan.words, self.plan.missed, strict=True)
        self.plan.tables = [table(words, missed) for words, missed in held]
        return self.plan

    def feed(self, one: Said, field: str, *, usual: str | None = None) -> None:
        """A fact says a field by its value; `usual`: the name that the writer would write."""
        self.plan.fields.append((field, one.index))
        self.say(one, field, usual)

    def fix(self, one: Said, field: str, value: Any) -> None:
        """A fact says a field by being there."""
        self.plan.fixed[field] = value
        self.plan.words[one.source].append(Name(one.token.name, field))

    def make(self, one: Said, field: str, how: Callable[[Facts], Any]) -> None:
        """A fact says a field by what is made of its value."""
        self.plan.made.append((field, how))
        self.say(one, field)

    def say(self, one: Said, field: str, usual: str | None = None) -> None:
        """Which field a fact says, and how it is spelled if that is not our way."""
        self.plan.words[one.source].append(Name(one.token.name, field))
        ours = self.look.writing.get(one.word.field)
        name = usual if usual is not None else ours.name if ours is not None else None
        if name != one.name or one.token.spelled:
            self.spell(field, lambda facts: [one.name, facts[one.index].raw])

    def spell(self, field: str, how: Callable[[Facts], Any]) -> None:
        """A field is spelled in another way than ours."""
        self.plan.spelling = [held for held in self.plan.spelling if held[0] != field]
        self.plan.spelling.append((field, how))

    def also(self, one: Said, *fields: str) -> None:
        """A fact says these fields."""
        self.plan.words[one.source] = [word for word in self.plan.words[one.source] if word.name != one.token.name]
        self.plan.several[one.source][one.token.name] = fields

    def idle(self, is_idle: Callable[[str], bool]) -> None:
        """Facts without a word whose loss one does not see after all, by their names."""
        self.plan.missed = [[name for name in missed if not is_idle(name)] for missed in self.plan.missed]

    def keep(self, one: Said) -> None:
        """A fact that decides no field after all; one of the next generation stays among what others ignore."""
        key, fates = one.rel + one.token.name, self.plan.fates[one.source]
        if one.token.newer or one.rel == DEFAULTS:
            fates[one.token.name] = Fate("ignored", key, _WHY[LATER] if one.token.newer else None)
            if one.token.newer and is_missed(one.token.name, one.token.deciding):
                self.plan.missed[one.source].append(one.token.name)
            return
        self.plan.native.append((key, one.index))
        fates[one.token.name] = Fate("native", key)
