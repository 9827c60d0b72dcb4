"""What entries of a report say: codes, severities, categories and messages, alike for all objects of a kind."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from msgspec import UNSET

from converter.loss import announce
from converter.loss.codes import FIXED, NEAREST
from converter.loss.effects import Effect, severity_of
from converter.loss.shown import plain
from converter.options import Severity
from converter.resources.opening import command_of_index

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from converter.loss.announce import Cannot
    from converter.loss.ledger import Notice, Owner
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


class Target(NamedTuple):
    """What the accounting must know of the target."""

    format: str
    title: str
    announced: Mapping[str, Cannot]


class Standing(StrEnum):
    """Why less of a track than of others is seen, and so less can be missed."""

    HIDDEN = "hidden"
    """No view shows it."""
    UNOPENED = "unopened"
    """The target's application can't open its data; that is said, and the rest is hardly noticed."""
    SIGNAL = "signal"
    """It draws values; a display mode (collapsed, expanded) changes nothing of that."""


def standings(session: Session, notices: Iterable[Notice]) -> dict[str, Standing]:
    """The tracks of the source that do not stand as others, by neutral id."""
    shown = {key for view in session.views.values() for key in view.tracks}
    shown |= {member for key in shown for member in (session.tracks[key].members or ()) if key in session.tracks}
    unopened = {one.owner for one in notices if one.code == "location.unopenable" and one.severity == Severity.ERROR}
    found: dict[str, Standing] = {}
    for key, track in session.tracks.items():
        if key not in shown:
            found[key] = Standing.HIDDEN
        elif unopened and (("tracks", key) in unopened or ("sources", track.source) in unopened):
            found[key] = Standing.UNOPENED
        elif track.kind == "quantitative":
            found[key] = Standing.SIGNAL
    return found


class Wording:
    """Words the losses of one conversion; `lost` is what became of what the target does not say."""

    def __init__(self, target: Target, standings: Mapping[str, Standing], lost: Effect) -> None:
        self.target = target
        self.standings = standings
        self.lost = lost
        self._codes: dict[tuple[str, str, str], tuple[str, str, str | None]] = {}
        self._keys: dict[tuple[str, Standing | None, str, bool], Key] = {}

    def key(self, owner: Owner, field: str, *, lost: bool) -> Key:
        """The entry of a field that is lost or said differently, as far as it is the same for every object."""
        asked = owner[0], self.standings.get(owner[1]), field, lost
        key = self._keys.get(asked)
        if key is None:
            code, why, hint = self.announced(owner[0], field, "unsupported" if lost else "nearest")
            effect = self.lost if lost else Effect.APPROXIMATED
            severity, category = self.severity(owner, field), _category(owner, field)
            key = self._keys[asked] = Key(code, effect, severity, category, None, None, why, hint, field)
        return key

    def severity(self, owner: Owner, field: str, value: object = None) -> Severity:
        """How grave it is to lose the value of a field, in a track that stands as it does."""
        graded = severity_of(owner[0], field, value)
        standing = self.standings.get(owner[1])
        if standing is None or graded is Severity.INFO:
            return graded
        unseen = graded is Severity.WARNING and (standing is Standing.UNOPENED or field.endswith("display.mode"))
        return Severity.INFO if standing is Standing.HIDDEN or unseen else graded

    def announced(self, collection: str, field: str, suffix: str) -> tuple[str, str, str | None]:
        """Code, reason and hint of a loss, as the target's format announces it."""
        asked = collection, field, suffix
        if asked not in self._codes:
            found = announce.find(self.target.announced, collection, field)
            if found is None:
                words = f"{collection} {field}".strip().replace("_", " ").replace(".", " ")
                self._codes[asked] = "unannounced", f"{self.target.title} does not keep this: {words}.", None
            else:
                self._codes[asked] = announce.code_of(found[0], suffix), found[1].why, found[1].hint
        return self._codes[asked]

    def gone(self, owner: Owner) -> Key:
        """The entry of an object that the target does not have."""
        code, why, hint = self.announced(owner[0], "", "unsupported")
        return Key(code, self.lost, self.severity(owner, ""), owner[0], None, None, why, hint, "")

    def in_part(self, owner: Owner, raw: Any) -> Key:
        """The entry of a fact that says several things, of which one object is gone."""
        code, why, hint = self.announced(owner[0], "", "nearest")
        return Key(code, Effect.APPROXIMATED, self.severity(owner, ""), owner[0], plain(raw), "in part", why, hint, "")

    def by_option(self, option: str, owner: Owner, effect: Effect, raw: Any, file: str | None) -> Key:
        """The entry of a fact that an option, or a step with a code of its own, has changed or removed.

        `file`: where the data of the fact's object lie now, which a step may have put in the place of what `raw` says.
        """
        words = "Changed" if effect is Effect.KEPT else "Removed"
        message = FIXED.get(option, f"{words} by the option {option!r}.")
        if option in NEAREST:
            return Key(option, Effect.APPROXIMATED, Severity.INFO, owner[0], plain(raw), file, message, None, "")
        code = option if option in FIXED else f"option.{option}"
        return Key(code, effect, Severity.INFO, "source", None, None, message, None, "")

    def difference(self, owner: Owner, field: str, old: Any, new: Any) -> Key:
        """The entry of a difference that no fact owns."""
        lost = new is UNSET or field == ""
        return self.key(owner, field, lost=lost)._replace(original=plain(old), emitted=None if lost else plain(new))

    def assumed(self, owner: Owner, field: str, new: Any) -> Key:
        """The entry of what the target is told and the source does not say."""
        words = f"{field or owner[0]}".replace("_", " ").replace(".", " ")
        message = f"The source does not say {words}; {self.target.title} is told this."
        emitted = None if isinstance(new, msgspec.Struct) else plain(new)
        command = command_of_index(new) if field == "index" and isinstance(new, str) else None
        hint = f"If it is not there, make it: {command}" if command else None
        return Key("target.supplied", Effect.ASSUMED, Severity.INFO, _category(owner, field), None, emitted, message, hint, field)


def _category(owner: Owner, field: str) -> str:
    return field.split(".", maxsplit=1)[0] if owner[0] == "tracks" and "." in field else owner[0]
