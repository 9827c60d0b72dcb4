"""The facts of a display, each read by the scheme of the place where it stands, its name and its value.

Tracks of one session look alike, so readings are remembered: a `Slot` holds what each value that it met says, and facts
with equal `Token`s are read alike whatever their values are (see `looks`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from converter.formats._words import CANNOT, INVALID
from converter.formats.jbrowse2 import mapping, names
from converter.formats.jbrowse2.flat import WHOLE
from converter.formats.jbrowse2.gravity import is_missed
from converter.formats.jbrowse2.mapping import NO_LOOK, STATE, Look, Word
from converter.formats.jbrowse2.slots import fits
from converter.loss.walk import escape

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from converter.formats.jbrowse2.slots import Slots

SAID, NATIVE, IGNORED, INVALID_VALUE, STRUCTURAL, LATER = range(6)
_REMEMBERED = 5_000
_LONGEST = 100
"""Longer texts are not worth remembering."""
_INNER = frozenset(f"{display}Display/{name}" for display in ("pileup", "snpCoverage") for name in ("type", "displayId"))
_USUAL_RENDERERS = ("SvgFeatureRenderer", "CanvasFeatureRenderer", "DivSequenceRenderer", "HicRenderer")
_ENDS = re.compile(r"[/.?]")
_DECIDING = frozenset(
    {"rendering", "filled", "lower", "forward", "reverse", "facet", "unit", "bases", "color_by", "twoColor", "hide_small_indels"}
    | {"sort_by"}
)
"""Ends of fields whose value decides what other facts say."""


class Token:
    """What a fact says but for its value.

    `kind`: one of the constants above; `spelled`: we would spell the value otherwise; `missed`: the model has no word for
    it, and without it the track looks different.
    """

    __slots__ = ("deciding", "kind", "missed", "name", "newer", "spelled", "word")

    def __init__(self, slot: Slot, kind: int, word: Word | None, deciding: Any, *, spelled: bool, missed: bool) -> None:
        self.name = slot.name
        self.newer = slot.newer
        self.kind = kind
        self.word = word
        self.deciding = deciding
        """The value of a deciding field; of colours of features whether there are two."""
        self.spelled = spelled
        self.missed = missed


class Fact(NamedTuple):
    """One fact: what it is, the value of the model that it says, and the value that it has."""

    token: Token
    value: Any
    raw: Any


class Slot:
    """One name of a scheme: what its values say, and the names below it."""

    __slots__ = ("below", "memo", "name", "newer", "scheme", "tokens", "whole")

    def __init__(self, scheme: Scheme, name: str, key: str) -> None:
        self.scheme = scheme
        self.name = name
        self.newer = name in scheme.newer
        self.whole = key in WHOLE
        self.below: dict[str, Slot] = {}
        self.memo: dict[Any, Fact] = {}
        """By text, or by type and value of what is none."""
        self.tokens: dict[tuple[int, bool, bool, Any], Token] = {}

    def hear(self, raw: Any) -> Fact:
        """What a value says."""
        kind, word, value = self.scheme.read(self.name, raw)
        spelled, deciding = False, None
        if word is not None:
            spelled = not _same(word.codec.write(value), raw)
            deciding = value if _ENDS.split(word.field)[-1] in _DECIDING else type(value) is tuple
        missed = kind in (NATIVE, LATER) and self.scheme.kind != "other" and is_missed(self.name, raw)
        token = self.tokens.get((kind, spelled, missed, deciding))
        if token is None:
            token = Token(self, kind, word, deciding, spelled=spelled, missed=missed)
            self.tokens[kind, spelled, missed, deciding] = token
        made = Fact(token, value, raw)
        cls = raw.__class__
        if cls in _SCALARS or (cls is str and len(raw) <= _LONGEST):
            self.memo[raw if cls is str else (cls, raw)] = made
            _remember()
        return made


_SCALARS = frozenset({int, float, bool})


def _same(ours: Any, raw: Any) -> bool:
    return ours is not CANNOT and ours == raw and type(ours) is type(raw)


class Scheme:
    """How the facts of one kind of object are read: a state or configuration of one display, shown or not, or defaults."""

    def __init__(self, display: str, kind: str, *, newer: bool) -> None:
        self.kind = kind
        self.newer: Mapping[str, Word] = mapping.NEXT.get(display, {}) if newer else {}
        """Words of the generation after 4.3."""
        self.later = mapping.LATER.get(display, frozenset()) if newer else frozenset()
        look: Look = mapping.LOOKS.get(display, NO_LOOK)
        self.words: Mapping[str, Word] = look.words
        if kind == "state":
            self.words = {name[1:]: word for name, word in look.words.items() if name[0] == STATE}
        self.slots: Slots | None = (names.STATES if kind == "state" else names.DISPLAYS).get(display)
        self.top: dict[str, Slot] = {}

    def collect(self, raw: Mapping[str, Any], skip: Collection[str]) -> list[Fact]:
        """The facts of an object but those that `skip` names; facts of the next generation behind the others."""
        facts: list[Fact] = []
        self._collect(raw, self.top, "", skip, facts)
        if self.newer and self.kind != "defaults":
            facts.sort(key=lambda one: one.token.newer)
        return facts

    def _collect(
        self, raw: Mapping[str, Any], slots: dict[str, Slot], above: str, skip: Collection[str], facts: list[Fact]
    ) -> None:
        for key, value in raw.items():
            if key in skip:
                continue
            slot = slots.get(key) or self._slot(slots, above, key)
            cls = value.__class__
            if cls is str:
                facts.append(slot.memo.get(value) or slot.hear(value))
            elif cls is dict and value and not slot.whole:
                self._collect(value, slot.below, slot.name + "/", (), facts)
            elif cls in _SCALARS:
                facts.append(slot.memo.get((cls, value)) or slot.hear(value))
            else:
                facts.append(slot.hear(value))

    def _slot(self, slots: dict[str, Slot], above: str, key: str) -> Slot:
        """A name that was not met before."""
        _remember(len(above) + len(key))
        slot = slots[key] = Slot(self, above + (escape(key) if "/" in key or "~" in key else key), key)
        return slot

    def read(self, name: str, raw: Any) -> tuple[int, Word | None, Any]:
        """What a fact is, the word that reads it, and the value that it says."""
        if self.kind == "defaults":
            return self._default(name, raw)
        last = name.rpartition("/")[2]
        if not isinstance(raw, str):
            return self._said(name, raw)
        if self.kind == "state":
            if last in ("id", "displayId") or (last == "type" and "/" in name and "By" not in name):
                return STRUCTURAL, None, None
        elif name in _INNER:
            return STRUCTURAL, None, None
        elif last == "type" and "/" in name and "renderer" in name:
            return self._renderer(name, raw), None, None
        return self._said(name, raw)

    def _default(self, name: str, raw: Any) -> tuple[int, Word | None, Any]:
        """What a track of the next generation says of all its displays; older ones don't read it."""
        word = self.newer.get(name) or self.words.get(name)
        value = word.codec.read(raw) if word is not None and self.newer else INVALID
        if value is INVALID:
            return LATER if name.partition("/")[0] in self.later else IGNORED, None, None
        return SAID, word, value

    def _renderer(self, name: str, raw: str) -> int:
        """A renderer that belongs to the display anyway lays out the document only."""
        kind = self._aside(name, raw)
        return STRUCTURAL if kind == NATIVE and (raw == name.split("/")[-2] or raw in _USUAL_RENDERERS) else kind

    def _said(self, name: str, raw: Any) -> tuple[int, Word | None, Any]:
        word = (self.words.get(name) or self.newer.get(name)) if self.kind != "other" and self.slots is not None else None
        if word is not None and self.slots is not None:
            kind = "f" if name in self.newer else self.slots.kind(name)
            value = word.codec.read(raw) if fits(kind or "-", raw) else INVALID
            if value is not INVALID:
                return SAID, word, value
        return self._aside(name, raw), None, None

    def _aside(self, name: str, raw: Any) -> int:
        """Whether JBrowse knows the name (of a display that we don't know a plugin may), and takes the value."""
        kind = self.slots.kind(name) if self.slots is not None else "f"
        if kind is None:
            return LATER if name.partition("/")[0] in self.later else IGNORED
        return NATIVE if fits(kind, raw) else INVALID_VALUE


_SCHEMES: dict[tuple[str, str, bool], Scheme] = {}
_MET = {"count": 0}


def _remember(length: int = 0) -> None:
    """Names and values come from documents: when too many were met, or long ones, all are forgotten."""
    _MET["count"] += 1 + length // _LONGEST
    if _MET["count"] > _REMEMBERED:
        _MET["count"] = 0
        _SCHEMES.clear()


def scheme(display: str, kind: str, *, newer: bool) -> Scheme:
    """The scheme of a `state` or `config` of the display that is shown, of an `other` configuration, or of `defaults`."""
    found = _SCHEMES.get((display, kind, newer))
    if found is None:
        found = _SCHEMES[display, kind, newer] = Scheme(display, kind, newer=newer)
        _remember()
    return found
