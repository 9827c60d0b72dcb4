"""What one of several sources says and another overrules: entries that say so, whatever became of the fact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.loss.account import Places, Verdicts
from converter.loss.effects import LOSSES, Effect
from converter.loss.measure import MISSING, differences
from converter.loss.said import extra, said_by
from converter.model import locus
from converter.options import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from converter.loss.ledger import Bound, Owner
    from converter.loss.wording import Key
    from converter.model import Session

CONFLICT, PLACE, PRESENT = "merge.conflict", "merge.place", "config.present"
_SHARED = ("session", "genome", "samples")


class Overruling:
    """What a session says (`before`) against what is said in its place (`after`, in the same ids), and by whom.

    `form`: the format of the source; `code` and `message` of the entries; `places`: how a place that the target shows
    otherwise is kept, as text.
    """

    def __init__(self, form: str, before: Session, after: Session, code: str, message: str, places: str | None = None) -> None:
        self.form = form
        self.before, self.after = before, after
        self.code, self.message = code, message
        self.places = places
        self.shown = _looked_at(after)
        self.changes = differences(before, after)

    def __call__(self, found: Verdicts) -> Verdicts:
        """The same findings, what is overruled under the code that says so; it does not travel, so it is dropped."""
        entries: dict[Key, Places] = {}
        for key, places in found.entries.items():
            mine = [place for place in places if self._holds(*place)] if key.effect in LOSSES else []
            others = [place for place in places if place not in mine] if mine else places
            for one, where in ((key, others), (self._told(key, mine), mine)):
                if where:
                    entries.setdefault(one, []).extend(where)
        return Verdicts(entries, list(self._unowned(found.unowned)))

    def _told(self, key: Key, places: Places) -> Key:
        effect = Effect.DROPPED if key.effect is Effect.CARRIED else key.effect
        if key.category == "genome":  # by another name, or from elsewhere
            key = key._replace(severity=Severity.INFO)
        if not places or key.field != "loci":
            return key._replace(code=self.code, effect=effect, message=self.message, hint=None)
        if self.places is None:
            text = "The view opens where the first session looked; this place can't be kept as a region of interest."
            emitted = self.shown if effect is Effect.APPROXIMATED else None
            return key._replace(code=PLACE, effect=effect, emitted=emitted, message=text, hint=None)
        text = "The view opens where the first session looked; this place is kept as a region of interest."
        return key._replace(
            code=PLACE, effect=Effect.APPROXIMATED, severity=Severity.WARNING, emitted=self.places, message=text, hint=None
        )

    def _unowned(self, unowned: Iterable[tuple[Key, Owner]]) -> Iterable[tuple[Key, Owner]]:
        """Differences that no fact owns; what others say of the session as a whole is no matter of this one."""
        for key, owner in unowned:
            if not self._field(owner, key.field) or (owner[0] == "views" and key.effect not in LOSSES):
                yield key, owner
            elif key.effect in LOSSES or owner[0] not in _SHARED:
                yield key._replace(code=self.code, message=self.message, hint=None), owner

    def _holds(self, bound: Bound, name: str) -> bool:
        """Whether something that a fact says is overruled."""
        fate = bound.fates.get(name)
        if fate is not None and fate.kind in ("native", "ignored"):
            form, key = fate.detail if isinstance(fate.detail, tuple) else (self.form, fate.detail)
            before, after = (extra(one, bound, form, key, fate.kind) for one in (self.before, self.after))
            return before is not UNSET and before != after
        return any(self._field(owner, field) for owner, field in said_by(bound, name))

    def _field(self, owner: Owner, field: str) -> bool:
        changes: Any = self.changes.get(owner)
        if changes is None or changes is MISSING:
            return False
        below, above = field + ".", field.rpartition(".")[0]
        return field in changes or above in changes or any(one.startswith(below) for one in changes)


def _looked_at(session: Session) -> str:
    """The places in view, as text."""
    places = (one for view in session.views.values() for one in view.loci or ())
    return " ".join(map(locus.spell, places))
