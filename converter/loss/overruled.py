"""What one of several sources says and another overrules: entries that say so, whatever became of the fact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import UNSET

from converter.loss.effects import LOSSES, Effect
from converter.loss.entries import Places, Verdicts
from converter.loss.measure import MISSING, differences
from converter.loss.said import extra, said_by
from converter.loss.wording import Key
from converter.model import locus
from converter.options import Severity

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from converter.loss.ledger import Bound, Owner
    from converter.model import Session

_OF_CATALOGUE = ("name", "description", "category", "metadata", "genomes", "index", "sample")
"""What a catalogue says of a track, wherever it is shown."""
_SHARED = ("session", "genome", "samples")
_MOVED = "The view opens where the first session looked; this place"


class Ranking(NamedTuple):
    """Who has the last word over a session: `code` and `message` of the entries that say so, and the source's format.

    `kept`: how a place that the target shows otherwise is kept, as text.
    """

    code: str
    message: str
    form: str
    kept: str | None = None


class Overruling:
    """What a session says (`before`) against what is said in its place (`after`, in the same ids)."""

    def __init__(self, before: Session, after: Session, ranking: Ranking) -> None:
        self.before, self.after = before, after
        self.ranking = ranking
        self.shown = _looked_at(after)
        self.changes = differences(before, after)

    def __call__(self, found: Verdicts) -> Verdicts:
        """The same findings, what is overruled under the code that says so; it does not travel, so it is dropped."""
        entries: dict[Key, Places] = {}
        for key, places in found.entries.items():
            mine: Places = []
            others: Places = []
            for place in places:
                (mine if key.effect in LOSSES and self._holds(*place) else others).append(place)
            for one, where in ((key, others), (self._told(key, mine), mine)):
                if where:
                    entries.setdefault(one, []).extend(where)
        return Verdicts(entries, list(self._unowned(found.unowned)))

    def _told(self, key: Key, places: Places) -> Key:
        effect = Effect.DROPPED if key.effect is Effect.CARRIED else key.effect
        if key.category == "genome":  # by another name, or from elsewhere
            key = key._replace(severity=Severity.INFO)
        if places and key.field == "loci":
            return self._place(key, effect)
        return key._replace(code=self.ranking.code, effect=effect, message=self.ranking.message, hint=None)

    def _place(self, key: Key, effect: Effect) -> Key:
        """The entry of a place that is not looked at."""
        kept, original = self.ranking.kept, key.original
        if kept is not None:
            text, effect, severity = f"{_MOVED} is kept as a region of interest.", Effect.APPROXIMATED, Severity.WARNING
            return Key("merge.place", effect, severity, key.category, original, kept, text, None, key.field)
        emitted = self.shown if effect is Effect.APPROXIMATED else None
        text = f"{_MOVED} can't be kept as a region of interest."
        return Key("merge.place", effect, key.severity, key.category, original, emitted, text, None, key.field)

    def _unowned(self, unowned: Iterable[tuple[Key, Owner]]) -> Iterable[tuple[Key, Owner]]:
        """Differences that no fact owns; what others say of the session as a whole is no matter of this one."""
        for key, owner in unowned:
            if not self._field(owner, key.field) or (owner[0] == "views" and key.effect not in LOSSES):
                yield key, owner
            elif key.effect in LOSSES or owner[0] not in _SHARED:
                yield key._replace(code=self.ranking.code, message=self.ranking.message, hint=None), owner

    def _holds(self, bound: Bound, name: str) -> bool:
        """Whether something that a fact says is overruled."""
        fate = bound.fates.get(name)
        if fate is not None and fate.kind in ("native", "ignored"):
            form, key = fate.detail if isinstance(fate.detail, tuple) else (self.ranking.form, fate.detail)
            before, after = (extra(one, bound, form, key, fate.kind) for one in (self.before, self.after))
            return before is not UNSET and before != after
        return any(self._field(owner, field) for owner, field in said_by(bound, name))

    def _field(self, owner: Owner, field: str) -> bool:
        changes: Any = self.changes.get(owner)
        if changes is None or changes is MISSING:
            return False
        below, above = field + ".", field.rpartition(".")[0]
        return field in changes or above in changes or any(one.startswith(below) for one in changes)


class Presence:
    """Objects that the target's document had before (`present`): what it says of them stands."""

    def __init__(self, present: Container[Owner]) -> None:
        self.present = present

    def __call__(self, found: Verdicts) -> Verdicts:
        """The same findings; what no table announces is what the document says otherwise."""
        entries: dict[Key, Places] = {}
        for key, places in found.entries.items():
            for place in places:
                entries.setdefault(self._told(key, place[0].owner), []).append(place)
        return Verdicts(entries, [(self._told(key, owner), owner) for key, owner in found.unowned])

    def _told(self, key: Key, owner: Owner) -> Key:
        stands = key.code == "unannounced" or (key.effect in LOSSES and key.field in _OF_CATALOGUE)
        if not stands or owner not in self.present:
            return key
        what = "assembly" if owner[0] == "genomes" else "track"
        text = f"The config has this {what} already and says it differently; what is there is not changed."
        return Key("config.present", *key[1:6], text, None, key.field)


def _looked_at(session: Session) -> str:
    """The places in view, as text."""
    places = (one for view in session.views.values() for one in view.loci or ())
    return " ".join(map(locus.spell, places))
