"""What became of every fact: the ledger of the source held against the measured changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from msgspec import UNSET

from converter.loss import announce
from converter.loss.codes import FIXED
from converter.loss.effects import Effect, severity_of
from converter.loss.measure import MISSING, Changes
from converter.loss.shown import emitted_for, plain
from converter.options import Severity

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from converter.loss.announce import Cannot
    from converter.loss.ledger import Bound, Fate, Ledger, Owner
    from converter.model import Session


class Key(NamedTuple):
    """What entries must have in common to be one entry."""

    code: str
    effect: Effect
    severity: Severity
    category: str
    original: Any
    emitted: Any
    message: str
    hint: str | None
    field: str


class Verdicts(NamedTuple):
    """The facts of the source by what became of them: places by entry; what is in none is kept."""

    entries: dict[Key, list[tuple[Bound, str]]]
    unowned: list[tuple[Key, Owner]]
    """Differences that no fact owns."""


Revisions = dict["Owner", dict[str, tuple[str, bool]]]
"""By object and field, the option that changed it, and whether the field (or, under "", the object) is gone."""


class Target(NamedTuple):
    """What the accounting must know of the target."""

    format: str
    title: str
    announced: Mapping[str, Cannot]


class Accountant:
    """Holds the ledger of A against the changes from A to B."""

    def __init__(
        self, ledger: Ledger, sessions: tuple[Session, Session], changes: Changes, ends: tuple[str, Target], *, carry: bool
    ) -> None:
        self.ledger = ledger
        self.source, target = ends
        self.a, self.b = sessions
        self.changes = changes
        self.target = target
        self.lost = Effect.CARRIED if carry else Effect.DROPPED
        self.entries: dict[Key, list[tuple[Bound, str]]] = {}
        self.owned: set[tuple[Owner, str]] = set()
        self.restored: Changes = {}
        self.revisions: Revisions = {}
        self.hidden = self._hidden()
        self.noted: set[str] = set()
        """Facts of the place being settled that have an entry."""
        self._codes: dict[tuple[str, str, str], tuple[str, str, str | None]] = {}
        self._worded: dict[tuple[str, bool, str, bool], Key] = {}

    def run(self) -> Verdicts:
        """Settle every fact."""
        for bound in self.ledger.bound:
            self._settle(bound)
        return Verdicts(self.entries, list(self._unowned()))

    def _hidden(self) -> set[str]:
        shown = {key for view in self.a.views.values() for key in view.tracks}
        shown |= {member for key in shown for member in (self.a.tracks[key].members or ()) if key in self.a.tracks}
        return self.a.tracks.keys() - shown

    def _settle(self, bound: Bound) -> None:
        self.noted, done = set(), set[str]()
        if bound.owner in self.restored:
            self._restored(bound, self.restored[bound.owner], done)
        if self.revisions:
            self._removed(bound, done)
        for name, fate in bound.fates.items():
            if name not in done:
                self._fated(bound, name, fate)
        changes = self.changes.get(bound.owner)
        if changes is not None:
            self._measured(bound, changes, done)
        if self.revisions:
            self._revised(bound)

    def _measured(self, bound: Bound, changes: Any, done: set[str]) -> None:
        """Facts that feed fields which differ."""
        if changes is MISSING:
            self._gone(bound, done)
            return
        names_of, prefix = bound.words.names_of, bound.prefix
        for field, change in changes.items():
            if not field.startswith(prefix):
                continue
            for name in names_of(field[len(prefix) :]):
                if name not in done and name not in bound.fates and (raw := bound.node.value(name)) is not UNSET:
                    self._changed(bound, name, raw, [(bound.owner, field, change)], whole=True)

    def _restored(self, bound: Bound, changes: Any, done: set[str]) -> None:
        """Facts that an earlier conversion had supplied, and that the carried data has overruled."""
        if changes is MISSING:
            names = [name for name in bound.node.names() if name in bound.fates or bound.words.fields_of(name)]
        else:
            names = [name for field, (old, _) in changes.items() if old is not UNSET for name, _ in _feeding(bound, field)]
        for name in names:
            if name not in done and _kind(bound, name) not in ("structural", "superseded"):
                done.add(name)
                self._note(bound, name, "source.restored", Effect.STRUCTURAL, Severity.INFO, "Supplied by an earlier conversion.")

    def _options(self, bound: Bound) -> Iterable[tuple[str, list[tuple[str, bool] | None]]]:
        """Facts of the bound place with the options that changed the fields they feed, None for an untouched field."""
        for name in bound.node.names():
            fate = bound.fates.get(name)
            if fate is None:
                fields = [(bound.owner, bound.prefix + field) for field in bound.words.fields_of(name)]
            else:
                fields = _said(bound, fate)
            found = [self._option(owner, field) for owner, field in fields]
            if fate is not None and fate.kind == "lists":
                found = [next((one for one in found if one), None)]
            if any(found):
                yield name, found

    def _option(self, owner: Owner, field: str) -> tuple[str, bool] | None:
        noted = self.revisions.get(owner, {})
        return noted.get("") or noted.get(field)

    def _removed(self, bound: Bound, done: set[str]) -> None:
        """Facts of which an option has removed all that they say."""
        for name, options in self._options(bound):
            if name not in done and all(one and one[1] for one in options):
                done.add(name)
                self._by_option(bound, name, options[0][0] if options[0] else "", Effect.SUPERSEDED)

    def _revised(self, bound: Bound) -> None:
        """Facts that an option has changed and that are kept so."""
        for name, options in self._options(bound):
            if name not in self.noted:
                self._by_option(bound, name, next(one[0] for one in options if one), Effect.KEPT)

    def _by_option(self, bound: Bound, name: str, option: str, effect: Effect) -> None:
        """A fact that an option has changed or removed, or a step that needs no option and has a code of its own."""
        words = "Changed" if effect is Effect.KEPT else "Removed"
        message = FIXED.get(option, f"{words} by the option {option!r}.")
        self._note(bound, name, option if option in FIXED else f"option.{option}", effect, Severity.INFO, message)

    def _gone(self, bound: Bound, done: Container[str]) -> None:
        for name in bound.node.names():
            if name not in bound.fates and name not in done and bound.words.fields_of(name):
                self._lost_object(bound, name, bound.owner)

    def _fated(self, bound: Bound, name: str, fate: Fate) -> None:
        raw = _fact(bound, name)
        if fate.kind == "feeds":
            self._feeds(bound, name, raw, fate.detail)
        elif fate.kind == "own":
            self._feeds(bound, name, raw, _said(bound, fate))
        elif fate.kind == "lists":
            self._listed(bound, name, raw, fate.detail)
        elif fate.kind == "native":
            self._native(bound, name, raw, fate)
        elif fate.kind == "ignored":
            self._ignored(bound, name, raw, fate)
        elif fate.kind == "superseded":
            self._note(bound, name, "source.superseded", Effect.SUPERSEDED, Severity.INFO, f"Overruled: {fate.detail}.")
        else:
            self._note(bound, name, "source.structural", Effect.STRUCTURAL, Severity.INFO, "Lays out the source document only.")

    def _note(self, bound: Bound, name: str, code: str, effect: Effect, severity: Severity, message: str) -> None:
        self._add(Key(code, effect, severity, "source", None, None, message, None, ""), bound, name)

    def _add(self, key: Key, bound: Bound, name: str) -> None:
        self.noted.add(name)
        places = self.entries.get(key)
        if places is None:
            places = self.entries[key] = []
        places.append((bound, name))

    def _native(self, bound: Bound, name: str, raw: Any, fate: Fate) -> None:
        """A fact that its application understands and the model has no word for."""
        form, key = fate.detail if isinstance(fate.detail, tuple) else (self.source, fate.detail)
        here = _extra(self.a, bound, form, key)
        if here is UNSET:
            self._overwritten(bound, name, Effect.SUPERSEDED)
            return
        there = _extra(self.b, bound, form, key) if self.target.format in (form, "neutral") else UNSET
        if there is not UNSET and there == here:
            if here != raw:
                self._overwritten(bound, name, Effect.KEPT)
            return
        severity = getattr(bound.words, "native", {}).get(name, Severity.INFO)
        if bound.owner[1] in self.hidden:
            severity = Severity.INFO
        if there is not UNSET:
            message = f"{self.target.title} says {name} differently."
            shown = plain(raw), plain(there)
            self._add(Key("native.nearest", Effect.APPROXIMATED, severity, "native", *shown, message, None, ""), bound, name)
            return
        message = f"{self.target.title} has no counterpart of {name}."
        self._add(Key("native.unsupported", self.lost, severity, "native", plain(raw), None, message, None, ""), bound, name)

    def _overwritten(self, bound: Bound, name: str, effect: Effect) -> None:
        """A fact without a word of the model that an option has changed or removed, or that carried data has overruled."""
        option = self._option(bound.owner, "extras")
        if option is None:
            self._note(bound, name, "source.restored", Effect.STRUCTURAL, Severity.INFO, "Supplied by an earlier conversion.")
            return
        self._by_option(bound, name, option[0], effect)

    def _ignored(self, bound: Bound, name: str, raw: Any, fate: Fate) -> None:
        if self.target.format == "neutral":
            return
        code = fate.code or "source.ignored"
        text = "is not understood by its own application" if code == "source.invalid" else "is ignored by its own application"
        severity = Severity.WARNING if code == "source.invalid" else Severity.INFO
        self._add(Key(code, self.lost, severity, "source", plain(raw), None, f"{name} {text}.", None, ""), bound, name)

    def _feeds(self, bound: Bound, name: str, raw: Any, fields: Iterable[tuple[Owner, str]]) -> None:
        """A fact that says several things: dropped if all are lost, approximated if any is said otherwise."""
        if (self.restored or not fields) and self._overruled(fields):
            self._note(bound, name, "source.restored", Effect.STRUCTURAL, Severity.INFO, "Supplied by an earlier conversion.")
            return
        lost, equal, gone = [], False, None
        for owner, field in fields:
            changes = self.changes.get(owner)
            if changes is MISSING:
                gone = owner
            elif changes is not None and (found := _within(changes, field)) is not None:
                lost.append((owner, found[0], found[1]))
            else:
                equal = True
        if lost:
            self._changed(bound, name, raw, lost, whole=not equal)
        elif gone is not None and not equal:
            self._lost_object(bound, name, gone)
        elif gone is not None:
            self._lost_part(bound, name, raw, gone)

    def _listed(self, bound: Bound, name: str, raw: Any, detail: tuple[tuple[Owner, str], tuple[Owner, str]]) -> None:
        """A reference in a list: lost with the object or with the list, said otherwise where it stands elsewhere."""
        for owner, field in detail:
            changes = self.changes.get(owner)
            if changes is MISSING:
                self._lost_object(bound, name, owner)
                return
            if changes is not None and field in changes:
                self._changed(bound, name, raw, [(owner, field, changes[field])], whole=True)
                return

    def _overruled(self, fields: Iterable[tuple[Owner, str]]) -> bool:
        """Whether carried data has overruled all the fields."""
        for owner, field in fields:
            changes = self.restored.get(owner)
            if changes is MISSING:
                continue
            found = _within(changes, field) if changes is not None else None
            if found is None or found[1][0] is UNSET:
                return False
        return True

    def _lost_part(self, bound: Bound, name: str, raw: Any, gone: Owner) -> None:
        code, why, hint = self._announced(gone[0], "", "nearest")
        severity = self._severity(gone, "")
        self._add(Key(code, Effect.APPROXIMATED, severity, gone[0], plain(raw), "in part", why, hint, ""), bound, name)

    def _lost_object(self, bound: Bound, name: str, owner: Owner) -> None:
        self.owned.add((owner, ""))
        code, why, hint = self._announced(owner[0], "", "unsupported")
        self._add(Key(code, self.lost, self._severity(owner, ""), owner[0], None, None, why, hint, ""), bound, name)

    def _changed(self, bound: Bound, name: str, raw: Any, changed: list[tuple[Owner, str, Any]], *, whole: bool) -> None:
        """A fact whose fields differ; `whole`: nothing of it is said as it was."""
        for owner, field, _ in changed:
            self.owned.add((owner, field))
        lost = whole and all(new is UNSET for _, _, (_, new) in changed)
        owner, field, (_, new) = next((one for one in changed if one[2][1] is not UNSET), changed[0])
        key = self._key(owner, field, lost=lost)
        severity = key.severity
        if len(changed) > 1 or severity is not Severity.INFO:
            severity = max((self._severity(o, f, old) for o, f, (old, _) in changed), key=_ORDER.index)
        original = plain(raw)
        emitted = None if lost else emitted_for(field, original, plain(new))
        self._add(Key(key.code, key.effect, severity, key.category, original, emitted, key.message, key.hint, field), bound, name)

    def _key(self, owner: Owner, field: str, *, lost: bool) -> Key:
        """The entry of a field that is lost or said differently, as far as it is the same for every object."""
        asked = owner[0], owner[1] in self.hidden, field, lost
        key = self._worded.get(asked)
        if key is None:
            code, why, hint = self._announced(owner[0], field, "unsupported" if lost else "nearest")
            effect = self.lost if lost else Effect.APPROXIMATED
            severity, category = self._severity(owner, field), _category(owner, field)
            key = self._worded[asked] = Key(code, effect, severity, category, None, None, why, hint, field)
        return key

    def _severity(self, owner: Owner, field: str, value: object = None) -> Severity:
        if owner[0] == "tracks" and owner[1] in self.hidden:
            return Severity.INFO
        return severity_of(owner[0], field, value)

    def _announced(self, collection: str, field: str, suffix: str) -> tuple[str, str, str | None]:
        asked = collection, field, suffix
        if asked not in self._codes:
            found = announce.find(self.target.announced, collection, field)
            if found is None:
                words = f"{collection} {field}".strip().replace("_", " ").replace(".", " ")
                self._codes[asked] = "unannounced", f"{self.target.title} does not keep this: {words}.", None
            else:
                self._codes[asked] = announce.code_of(found[0], suffix), found[1].why, found[1].hint
        return self._codes[asked]

    def _unowned(self) -> Iterable[tuple[Key, Owner]]:
        """Differences that no fact owns: derived fields and order, and what the target needed to be told."""
        for owner, changes in self.changes.items():
            if changes is MISSING:
                if owner[0] in ("tracks", "views") and (owner, "") not in self.owned:
                    yield self._difference(owner, "", None, None), owner
                continue
            for field, (old, new) in changes.items():
                if (owner, field) in self.owned or (field.startswith("panels.") and field.endswith(".tracks")):
                    continue
                if old is UNSET:
                    yield self._assumed(owner, field, new), owner
                elif field not in ("track_order", "source_order", "region_order", "view_order"):
                    yield self._difference(owner, field, old, new), owner

    def _difference(self, owner: Owner, field: str, old: Any, new: Any) -> Key:
        lost = new is UNSET or field == ""
        return self._key(owner, field, lost=lost)._replace(original=plain(old), emitted=None if lost else plain(new))

    def _assumed(self, owner: Owner, field: str, new: Any) -> Key:
        words = f"{field or owner[0]}".replace("_", " ").replace(".", " ")
        message = f"The source does not say {words}; {self.target.title} is told this."
        emitted = None if isinstance(new, msgspec.Struct) else plain(new)
        return Key("target.supplied", Effect.ASSUMED, Severity.INFO, _category(owner, field), None, emitted, message, None, field)


_ORDER = [Severity.INFO, Severity.WARNING, Severity.ERROR]


def _category(owner: Owner, field: str) -> str:
    return field.split(".", maxsplit=1)[0] if owner[0] == "tracks" and "." in field else owner[0]


def _said(bound: Bound, fate: Fate) -> list[tuple[Owner, str]]:
    """The fields that a fact feeds; for one without a word of the model the object as a whole."""
    if fate.kind == "own":
        return [(bound.owner, field) for field in fate.detail]
    if fate.kind in ("feeds", "lists"):
        return list(fate.detail)
    return [(bound.owner, "")] if fate.kind in ("native", "ignored") else []


def _fact(bound: Bound, name: str) -> Any:
    return bound.node.value(name)


def _kind(bound: Bound, name: str) -> str:
    fate = bound.fates.get(name)
    return fate.kind if fate else "word"


def _feeding(bound: Bound, field: str) -> Iterable[tuple[str, Any]]:
    """Facts of the bound place that its table says to feed the field, and that nothing else is said of."""
    if field.startswith(bound.prefix):
        for name in bound.words.names_of(field[len(bound.prefix) :]):
            if name not in bound.fates and (raw := _fact(bound, name)) is not UNSET:
                yield name, raw


def _within(changes: dict[str, Any], field: str) -> tuple[str, Any] | None:
    """The change of a field, or of anything below it."""
    if field in changes:
        return field, changes[field]
    below = field + "."
    return next(((key, value) for key, value in changes.items() if key.startswith(below)), None)


def _extra(session: Session, bound: Bound, form: str, key: str) -> Any:
    """What the extras of a format say at the object that the bound place describes, or the part of it."""
    collection, name = bound.owner
    held = session if collection == "session" else getattr(session, collection)
    if isinstance(held, dict):
        held = held.get(name, UNSET)
    for step in bound.prefix.split(".")[:-1]:
        if held is UNSET:
            break
        held = held.get(step, UNSET) if isinstance(held, dict) else getattr(held, step)
    extras = held.extras.get(form) if held is not UNSET else None
    return extras.native.get(key, UNSET) if extras else UNSET
