"""What became of every fact: the ledger of the source held against the measured changes."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.loss.codes import FIXED
from converter.loss.effects import Effect
from converter.loss.entries import Entries, Verdicts
from converter.loss.heights import told_by_whole
from converter.loss.labels import told_by_label
from converter.loss.ledger import SESSION
from converter.loss.measure import MISSING, Changes
from converter.loss.overlays import told_by_overlay
from converter.loss.places import PlaceChanges, told_by_place
from converter.loss.revised import Revised
from converter.loss.rows import told_by_rows
from converter.loss.said import extra, said, spelled, within
from converter.loss.scales import told_by_shades
from converter.loss.sources import places_of_gone_tracks, told_by_content
from converter.loss.values import emitted_for, plain
from converter.loss.wording import UNSHOWN, Key, Standing, Target, Wording, standings
from converter.options import Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable

    from converter.loss.entries import Places
    from converter.loss.ledger import Bound, Fate, Fed, Ledger, Notice, Owner, Words
    from converter.loss.measure import Delta
    from converter.loss.revised import Revisions

_FEEDERS_LIMIT = 512
"""How many answers of `_feeders` are remembered: sessions of many shapes of tracks hold no more than that."""
_WHOLE, _OVER = 2, 3
"""Parts of what a fact feeds where that is a field as a whole, and where it keeps an object over others of a list."""
_NEWER = "source.newer"
_SET_ASIDE = {
    "source.invalid": ("Not understood by the program that it comes from", Severity.WARNING),
    _NEWER: ("Known to a later version of the program that it comes from alone", Severity.INFO),
}
"""What is said of facts that are set aside, and how grave their loss is, by code."""
_NOTHING: frozenset[str] = frozenset()
_DERIVED = frozenset({"track_order", "source_order", "region_order", "view_order"})
"""What follows from other differences."""
_ORDER = [Severity.INFO, Severity.WARNING, Severity.ERROR]


def _seen(old: Any, new: Any) -> Any:
    """The value by which a change is seen: that a switch is on now, where it was off."""
    return new if old is False and new is True else old


def _goes_along(fed: Fed, track: Owner) -> bool:
    """Whether what a track that is gone fed goes with it: all but where its file lies, which others may draw."""
    return fed[0] == track or (fed[0][0] == "sources" and fed[1] != "location")


class Accountant:
    """Holds the ledger of A against the changes from A to B."""

    def __init__(
        self,
        ledger: Ledger,
        delta: Delta,
        ends: tuple[str, Target],
        notices: Collection[Notice],
        *,
        carry: bool,
        restored: Changes,
        revisions: Revisions,
    ) -> None:
        self.ledger = ledger
        self.source, target = ends
        self.a, self.b = delta.a, delta.b
        changes = told_by_place(told_by_content(delta))
        apart = told_by_rows(delta, changes)
        changes = told_by_shades(delta, told_by_whole(delta, changes))
        self.changes = told_by_label(told_by_overlay(delta, changes))
        self.target = target
        self.lost = Effect.CARRIED if carry else Effect.DROPPED
        self.owned: dict[Owner, set[str]] = {}
        """Changed fields that some fact feeds, by object; the object itself is ""."""
        self.restored = restored
        self.standings = standings(self.a, notices, apart)
        self.wording = Wording(target, (self.a, self.b), self.standings, self.lost)
        self.entries = Entries()
        self.revised = Revised(self.entries, self.wording, self.a, restored, revisions)
        self._early = bool(restored or revisions)
        """Whether any fact is settled before the measured ones."""
        self._places = PlaceChanges()
        self._left: dict[str, list[int]] = {}
        """How many of the first tracks of a view are left, by the view."""
        self._gone_tracks = places_of_gone_tracks(ledger.bound, self.changes)
        self._known_feeders: dict[Any, list[tuple[str, str]]] = {}

    def run(self) -> Verdicts:
        """Settle every fact."""
        for bound in self.ledger.bound:
            self._settle(bound)
        return Verdicts(self.entries.held, list(self._unowned()))

    def _lost_with(self, bound: Bound) -> Owner | None:
        """The object with which all of a place is lost: what a track says of its file goes with the track."""
        if self.changes.get(bound.owner) is MISSING:
            return bound.owner
        return self._gone_tracks.get(id(getattr(bound.node, "parent", None))) if bound.owner[0] == "sources" else None

    def _settle(self, bound: Bound) -> None:
        done = self.revised.before(bound) if self._early else ()
        changes = self.changes.get(bound.owner)
        for name, fate in bound.fates.items():
            if name not in done and (changes is not None or self.restored or fate.kind != "own" or fate.code is not None):
                self._fated(bound, name, fate)
        lost = self._lost_with(bound) if self._gone_tracks or changes is MISSING else None
        if lost is not None:
            self._gone(bound, lost, done)
        elif changes is not None:
            self._measured(bound, changes, done)
        if self._early:
            self.revised.after(bound)

    def _measured(self, bound: Bound, changes: dict[str, Any], done: Container[str]) -> None:
        """Facts that feed fields which differ."""
        owner, fates, value, join = bound.owner, bound.fates, bound.node.value, self.entries.join
        standing, owned = self.standings.get(owner[1]), self._owned(owner)
        for field, name in self._feeders(bound.words, bound.prefix, tuple(changes)):
            if name in fates or name in done or (raw := value(name)) is UNSET:
                continue
            change = changes[field]
            asked = owner[0], standing, field, name, raw, change, self.wording.idles(owner, field, change[0])
            owned.add(field)
            if not join(asked, bound, name):
                self.entries.learn(asked, self._changed(bound, name, raw, [(owner, field, change)], whole=True))

    def _feeders(self, words: Words, prefix: str, fields: tuple[str, ...]) -> list[tuple[str, str]]:
        """Which of these fields a place of such words may say, each with the name of the fact; alike for many places."""
        found = self._known_feeders.get((words, prefix, fields))
        if found is None:
            cut = len(prefix)
            found = [(field, name) for field in fields if field.startswith(prefix) for name in words.names_of(field[cut:])]
            if len(self._known_feeders) >= _FEEDERS_LIMIT:
                self._known_feeders.clear()
            self._known_feeders[words, prefix, fields] = found
        return found

    def _owned(self, owner: Owner) -> set[str]:
        """The changed fields of an object that some fact feeds, to be added to."""
        held = self.owned.get(owner)
        if held is None:
            held = self.owned[owner] = set()
        return held

    def _gone(self, bound: Bound, lost: Owner, done: Container[str]) -> None:
        for name in bound.node.names():
            fields = bound.words.fields_of(name)
            if fields and name not in bound.fates and name not in done:
                self._lost_object(bound, name, lost, in_part=lost != bound.owner and "location" in fields)

    def _fated(self, bound: Bound, name: str, fate: Fate) -> None:
        kind = fate.kind
        if kind in ("structural", "superseded"):
            if not self.entries.join(fate, bound, name):
                self._laid_aside(bound, name, fate)
        elif kind in ("feeds", "own"):
            fields = fate.detail if kind == "feeds" else said(bound, fate)
            if not self._feeds(bound, name, fields) and fate.code is not None:
                self._respelled(bound, name, fate)
        elif kind == "lists":
            self._listed(bound, name, bound.node.value(name), fate.detail)
        elif kind == "native":
            self._native(bound, name, bound.node.value(name), fate)
        else:
            self._ignored(bound, name, bound.node.value(name), fate)

    def _laid_aside(self, bound: Bound, name: str, fate: Fate) -> None:
        """A fact that another overrules, or that lays out the document."""
        if fate.kind == "superseded":
            text = f"Overruled: {fate.detail}."
            self.entries.learn(fate, self.entries.note(bound, name, "source.superseded", Effect.SUPERSEDED, Severity.INFO, text))
        else:
            text = "Lays out the source document only."
            self.entries.learn(fate, self.entries.note(bound, name, "source.structural", Effect.STRUCTURAL, Severity.INFO, text))

    def _native(self, bound: Bound, name: str, raw: Any, fate: Fate) -> None:
        """A fact that its application understands and the model has no word for."""
        form, key = fate.detail if isinstance(fate.detail, tuple) else (self.source, fate.detail)
        there: Any = UNSET
        if self.ledger.carried is not None or self.revised.revisions or self.target.format in (form, "neutral"):
            here = extra(self.a, bound, form, key)
            if here is UNSET:
                self.revised.overwritten(bound, name, Effect.SUPERSEDED)
                return
            there = extra(self.b, bound, form, key) if self.target.format in (form, "neutral") else UNSET
            if there is not UNSET and there == here:
                if here != raw:
                    self.revised.overwritten(bound, name, Effect.KEPT)
                return
        gone = self.changes.get(bound.owner) is MISSING
        asked = bound.words, self.standings.get(bound.owner[1]), gone, name, raw, there, fate.code
        if not self.entries.join(asked, bound, name):
            self.entries.learn(asked, self._unspoken(bound, name, raw, there, fate.code, gone=gone))

    def _unspoken(self, bound: Bound, name: str, raw: Any, there: Any, code: str | None, *, gone: bool) -> Places:
        """A fact without a word of the model that the target does not say, or says differently; `code`: why it can't.

        `gone`: the object is not there at all, so that nobody misses how it looked.
        """
        severity = getattr(bound.words, "native", {}).get(name, Severity.INFO)
        unseen = gone or self.standings.get(bound.owner[1]) in (*UNSHOWN, Standing.UNOPENED)
        if unseen or raw == getattr(bound.words, "usual", {}).get(name, UNSET):
            severity = Severity.INFO
        if there is not UNSET:
            message = f"{self.target.title} says {name!r} differently."
            shown = plain(raw), plain(there)
            key = Key("native.nearest", Effect.APPROXIMATED, severity, "native", *shown, message, None, "")
        elif code is not None:
            message = f"{self.target.title} has no counterpart of {name!r}. {FIXED[code]}"
            key = Key(code, self.lost, Severity.INFO if gone else Severity.WARNING, "native", plain(raw), None, message, None, "")
        else:
            gloss = getattr(bound.words, "glosses", {}).get(name)
            what = f"{name!r} ({gloss})" if gloss else repr(name)
            message = f"{self.target.title} has no counterpart of {what}."
            key = Key("native.unsupported", self.lost, severity, "native", plain(raw), None, message, None, "")
        return self.entries.add(key, bound, name)

    def _ignored(self, bound: Bound, name: str, raw: Any, fate: Fate) -> None:
        if self.target.format == "neutral":
            return
        code = fate.code or "source.ignored"
        text, severity = _SET_ASIDE.get(code, ("Ignored by the program that it comes from", Severity.INFO))
        gloss = getattr(bound.words, "glosses", {}).get(name) if code == _NEWER else None
        severity = getattr(bound.words, "native", {}).get(name, severity) if gloss else severity
        listed = isinstance(getattr(bound.node, "data", None), list)
        what = f"entry {int(name) + 1} of the list" if listed else repr(name)
        message = f"{text}: {what}{f' ({gloss})' if gloss else ''}."
        self.entries.add(Key(code, self.lost, severity, "source", plain(raw), None, message, None, ""), bound, name)

    def _feeds(self, bound: Bound, name: str, fields: Iterable[Fed]) -> bool:
        """A fact that says several things: dropped if all are lost, approximated if any is said otherwise; False if kept."""
        if (self.restored or not fields) and self._overruled(fields):
            self.revised.supplied(bound, name)
            return True
        if id(bound.node) in self._gone_tracks and all(_goes_along(one, bound.owner) for one in fields):
            self._lost_object(bound, name, bound.owner)
            return True
        lost, equal, gone, placed = [], False, None, False
        for one in fields:
            owner = one[0]
            changes = self.changes.get(owner)
            if changes is MISSING:
                gone = owner
            elif changes is not None and (found := self._differs(changes, one)) is not None:
                lost.append((owner, found[0], found[1]))
            elif one[1] == "tracks":
                placed = placed or self._is_over(one)  # the order of tracks says nothing of those that are gone
            else:
                equal = True
        if lost:
            self._changed(bound, name, bound.node.value(name), lost, whole=not (equal or placed))
        elif gone is not None and not equal:
            self._lost_object(bound, name, gone)
        elif gone is not None:
            self.entries.add(self.wording.in_part(gone, bound.node.value(name)), bound, name)
        return bool(lost) or gone is not None

    def _respelled(self, bound: Bound, name: str, fate: Fate) -> None:
        """A fact that is said by another name for the same, or misread, if there is something to tell of it."""
        at, raw = said(bound, fate)[0], bound.node.value(name)
        there, usual = spelled(self.b, bound, self.source, at), bound.words.respelled(name, raw)
        if usual == raw and there is not UNSET:  # a newer word, which the target spells as older versions know it
            usual = there
        key = self.wording.respelled(str(fate.code), at, (raw, usual), kept=raw in (there, usual))
        if key is not None:
            self.entries.add(key, bound, name)

    def _listed(self, bound: Bound, name: str, raw: Any, detail: tuple[tuple[Owner, str], tuple[Owner, str]]) -> None:
        """A reference in a list, or a place in its order: lost with the object, with the list, or with all others in it."""
        for owner, field in detail:
            changes = self.changes.get(owner)
            if changes is MISSING:
                self._lost_object(bound, name, owner)
                return
            if changes is not None and field in changes:
                self._changed(bound, name, raw, [(owner, field, changes[field])], whole=True)
                return
        owner, field = detail[0]
        gone = owner == SESSION and len(detail) > 1 and detail[-1][0][1] not in getattr(self.b, field)
        if gone or (detail[-1][1] == "order" and self._is_alone(owner[1])):
            self._changed(bound, name, raw, [(owner, field, (raw, UNSET))], whole=True)

    def _is_over(self, fed: Any) -> bool:
        """Whether any of the tracks is left that a fact keeps a track over; a fact that does not tell has some."""
        if len(fed) == _WHOLE:
            return True
        (_, view), _, passed = fed
        if view not in self._left:
            there = set(self.b.views[view].tracks) if view in self.b.views else _NOTHING
            self._left[view] = [0, *accumulate(key in there for key in self.a.views[view].tracks)]
        left = self._left[view]
        some: bool = left[passed.stop] > left[passed.start]
        return some

    def _is_alone(self, view: str) -> bool:
        """Whether only one of several tracks of a view is left, so that nothing says which comes first."""
        return len(self.b.views[view].tracks) == 1 < len(self.a.views[view].tracks)

    def _differs(self, changes: dict[str, Any], fed: Any) -> tuple[str, Any] | None:
        """How a field differs, or, of a list of places, the part of the one place that the fact says.

        Where carried data or an option has put other places there, the fact said one of another list: the whole is told.
        """
        if len(fed) <= _OVER or self.restored or self.revised.replaced(fed[0], fed[1]):
            return within(changes, fed[1])
        found = self._places.find(changes, fed)
        if found is not None:
            self._owned(fed[0]).add(fed[1])
        return found

    def _overruled(self, fields: Iterable[Fed]) -> bool:
        """Whether carried data has overruled all the fields."""
        for owner, field, *_ in fields:
            changes = self.restored.get(owner)
            if changes is MISSING:
                continue
            found = within(changes, field) if changes is not None else None
            if found is None or found[1][0] is UNSET:
                return False
        return True

    def _lost_object(self, bound: Bound, name: str, owner: Owner, *, in_part: bool = False) -> None:
        """A fact of an object that is gone; `in_part`: it also says where a file lies that is there still."""
        self._owned(owner).add("")
        if in_part:
            self.entries.add(self.wording.in_part(owner, bound.node.value(name)), bound, name)
            return
        asked = owner[0], self.standings.get(owner[1]), self.wording.absent(owner), self.wording.is_sequence(owner)
        if not self.entries.join(asked, bound, name):
            self.entries.learn(asked, self.entries.add(self.wording.gone(owner), bound, name))

    def _changed(self, bound: Bound, name: str, raw: Any, changed: list[tuple[Owner, str, Any]], *, whole: bool) -> Places:
        """A fact whose fields differ; `whole`: nothing of it is said as it was."""
        for owner, field, _ in changed:
            self._owned(owner).add(field)
        owner, field, (_, new) = self._foremost(changed)
        lost = whole and all(self.wording.lost_in(o, f, there) for o, f, (_, there) in changed)
        key = self.wording.key(owner, field, lost=lost)
        severity = key.severity
        if len(changed) > 1 or severity is not Severity.INFO:
            severity = max((self.wording.severity(o, f, _seen(*change)) for o, f, change in changed), key=_ORDER.index)
        original = plain(raw)
        emitted = None if lost else emitted_for(field, original, plain(new))
        worded = Key(key.code, key.effect, severity, key.category, original, emitted, key.message, key.hint, field)
        return self.entries.add(worded, bound, name)

    def _foremost(self, changed: list[tuple[Owner, str, Any]]) -> tuple[Owner, str, Any]:
        """Of fields that differ the one to tell of: one that is said otherwise, else the gravest."""
        otherwise = next((one for one in changed if one[2][1] is not UNSET), None)
        if otherwise is not None or len(changed) == 1:
            return otherwise or changed[0]
        return max(changed, key=lambda one: _ORDER.index(self.wording.severity(one[0], one[1], one[2][0])))

    def _unowned(self) -> Iterable[tuple[Key, Owner]]:
        """Differences that no fact owns: derived fields and order, and what the target needed to be told."""
        for owner, changes in self.changes.items():
            owned = self.owned.get(owner, _NOTHING)
            if changes is MISSING:
                if owner[0] in ("tracks", "views") and "" not in owned:
                    yield self.wording.difference(owner, "", None, None), owner
            elif not owned.issuperset(changes):
                yield from self._without_fact(owner, {field: one for field, one in changes.items() if field not in owned})

    def _without_fact(self, owner: Owner, changes: dict[str, Any]) -> Iterable[tuple[Key, Owner]]:
        for field, (old, new) in changes.items():
            if field.startswith("panels.") and field.endswith(".tracks"):
                continue
            if field == "source" and self.standings.get(owner[1]) is Standing.UNOPENED:
                continue  # that its file can't be opened is told
            if field == "set" and self.changes.get(("region_sets", old)) is MISSING:
                continue  # the set as a whole is told
            if old is UNSET:
                yield self.wording.assumed(owner, field, new), owner
            elif field not in _DERIVED and (field, old) != ("kind", "unknown"):
                yield self.wording.difference(owner, field, old, new), owner
