"""What entries of a report say: codes, severities, categories and messages, alike for all objects of a kind."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import UNSET

from converter.genomes import find
from converter.loss import announce
from converter.loss.absence import ELSEWHERE, REASONS, Absence
from converter.loss.codes import BROUGHT, FIXED, MISREAD, NEAREST, REPLACING, UNRESOLVED
from converter.loss.effects import Effect, rank, severity_of
from converter.loss.idle import idle_part, is_habit, is_idle
from converter.loss.said import value_of
from converter.loss.text import listed
from converter.loss.values import IN_PART, plain
from converter.loss.words import phrase
from converter.model.refs import source_of
from converter.model.views import shown_tracks
from converter.options import Severity
from converter.resources.location import basename
from converter.resources.opening import command_of_index
from converter.secrets import redact

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from converter.loss.announce import Cannot
    from converter.loss.ledger import Notice, Owner
    from converter.model import Session, Track


_LOOKS = ("display", "display_range", "reads", "variants", "interactions", "parts")
_OF_ROWS = ("kind", "name")
"""What a track says of itself that tracks of its rows can't."""
_MOST_NAMES = 6
"""How many tracks are named that are gone for one reason."""
_SEQUENCES = ("fasta", "two_bit", "genbank", "chrom_sizes", "definition")


def named(session: Session, key: str) -> str | None:
    """What a track is called, by its name, by what names it in the session or by its file, without credentials."""
    track = session.tracks[key]
    found = track.name or track.key or _file_of(session, track)
    return redact(found) if isinstance(found, str) and found else None


def _file_of(session: Session, track: Track) -> str | None:
    source = source_of(session, track)
    return basename(source.location) if source is not None and isinstance(source.location, str) else None


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
    habits: frozenset[str] = frozenset()
    """What its application does where a track says nothing else (`converter/habits.py`)."""


class Standing(StrEnum):
    """Why less of a track than of others is seen, and so less can be missed."""

    HIDDEN = "hidden"
    """No view shows it."""
    UNOPENED = "unopened"
    """The target's application can't open its data; that is said, and the rest is hardly noticed."""
    SIGNAL = "signal"
    """It draws values; a display mode (collapsed, expanded) changes nothing of that."""
    SEQUENCE = "sequence"
    """It draws bases in colours of their own; how features would be drawn changes nothing of that."""
    BROUGHT = "brought"
    """The target's application shows such data on its own."""
    SERIES = "series"
    """It shows measurements, and no file along a genome."""
    ROWS = "rows"
    """What it draws one below the other is tracks of their own in the target."""
    HIDDEN_ROWS = "hidden rows"
    """The same of a track that no view shows."""


UNSHOWN = (Standing.HIDDEN, Standing.HIDDEN_ROWS)
"""Of tracks that no view shows."""


def standings(session: Session, notices: Collection[Notice], rows: Collection[str] = ()) -> dict[str, Standing]:
    """The tracks of the source that do not stand as others, by neutral id; `rows`: those that became a track for each row."""
    shown = shown_tracks(session)
    shown |= {member for key in shown for member in (session.tracks[key].members or ()) if key in session.tracks}
    brought = {one.owner for one in notices if one.code == BROUGHT}
    unopened = {one.owner for one in notices if one.code == "location.unopenable" and one.severity == Severity.ERROR}
    found: dict[str, Standing] = {}
    for key, track in session.tracks.items():
        if key not in shown:
            found[key] = Standing.HIDDEN_ROWS if key in rows else Standing.HIDDEN
        elif key in rows:
            found[key] = Standing.ROWS
        elif unopened and (("tracks", key) in unopened or ("sources", track.source) in unopened):
            found[key] = Standing.UNOPENED
        elif ("tracks", key) in brought:
            found[key] = Standing.BROUGHT
        elif track.kind in ("quantitative", "overlay", "combined", "gwas", "contact_map"):
            found[key] = Standing.SIGNAL
        elif track.kind == "sequence":
            found[key] = Standing.SEQUENCE
        elif track.kind == "series" and track.source is UNSET:
            found[key] = Standing.SERIES
    return found


_COMPUTED = ("motif", "combined", "copy_number_frequency")
"""Kinds of tracks that an application makes of others, or of the sequence."""


class Wording:
    """Words the losses of one conversion; `lost` is what became of what the target does not say."""

    def __init__(
        self, target: Target, sessions: tuple[Session, Session], standings: Mapping[str, Standing], lost: Effect
    ) -> None:
        self.target = target
        self.a, self.b = sessions
        self._absence = Absence(*sessions)
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
            if lost and asked[1] is Standing.UNOPENED and field.partition(".")[0] in _LOOKS:
                why, hint = f"{self.target.title} can't open the track's file; how the track looks is not used.", None
            elif asked[1] in (Standing.ROWS, Standing.HIDDEN_ROWS) and field in _OF_ROWS:
                why, hint = f"{self.target.title} does not draw these in one track; each of them is a track of its own.", None
            effect = self.lost if lost else Effect.APPROXIMATED
            severity, category = self.severity(owner, field), _category(owner, field)
            key = self._keys[asked] = Key(code, effect, severity, category, None, None, why, hint, field)
        return key

    def severity(self, owner: Owner, field: str, value: object = None) -> Severity:
        """How grave it is to lose the value of a field, in a track that stands as it does."""
        if owner[0] == "genome" and field == "id" and (self._has_sequence() or self._has_another_name()):
            return Severity.INFO
        if owner[0] in ("samples", "analytics") and not field:
            held = said(getattr(self.a, owner[0]))
            return max((severity_of(owner[0], name) for name in held), key=rank, default=Severity.INFO)
        standing = self.standings.get(owner[1])
        graded = self._graded(owner, field, value, standing)
        if (
            idle_part(field)
            or (not field and self.is_sequence(owner))
            or (graded is Severity.WARNING and self.idles(owner, field, value))
        ):
            return Severity.INFO
        if standing is None or graded is Severity.INFO:
            return graded
        if standing is Standing.BROUGHT:
            return Severity.WARNING
        of_features = field.startswith("display.") if standing is Standing.SEQUENCE else field.endswith("display.mode")
        unseen = graded is Severity.WARNING and (standing is Standing.UNOPENED or of_features)
        unseen |= standing is Standing.UNOPENED and field.startswith("parts.")
        return Severity.INFO if standing in UNSHOWN or unseen else graded

    def is_sequence(self, owner: Owner) -> bool:
        """Whether an object is the sequence of the genome, which a program shows that has the genome: no loss of its own."""
        track = self.a.tracks.get(owner[1]) if owner[0] == "tracks" else None
        return track is not None and track.kind == "sequence" and track.source is UNSET

    def idles(self, owner: Owner, field: str, value: object) -> bool:
        """Whether a value of a track changes nothing to look at, or the target does the same unasked."""
        return is_idle(self.a, owner, field, value) or is_habit(self.b, owner, field, value, self.target.habits)

    def _of_another_genome(self, names: object) -> bool:
        """Whether none of these genomes is the session's, on which the data of a track of theirs would be drawn.

        Of any value that may be so, which is graded again when it is known.
        """
        if names is None:
            return True
        main = self.a.genome.id if self.a.genome is not UNSET else UNSET
        if not isinstance(names, list) or not names or not isinstance(main, str):
            return False
        known = find(main)
        return main not in names and (known is None or all(find(one) is not known for one in names))

    def _graded(self, owner: Owner, field: str, value: object, standing: Standing | None) -> Severity:
        """How grave it is to lose the value of a field, but for how its track stands and whether the value idles."""
        if owner[0] == "tracks" and field == "genomes" and self._of_another_genome(value):
            return Severity.ERROR
        apart = field in _OF_ROWS if standing is Standing.ROWS else field == "members" and self._stand_apart(owner)
        return Severity.WARNING if apart else severity_of(owner[0], field, value)

    def _stand_apart(self, owner: Owner) -> bool:
        """Whether all members of a shown overlay are shown, if not all over each other."""
        shown = shown_tracks(self.b)
        overlay, left = self.a.tracks.get(owner[1]), self.b.tracks.get(owner[1])
        held = {*(left.members or ())} if left is not None and owner[1] in shown else set[str]()
        return overlay is not None and bool(overlay.members) and (held | shown).issuperset(overlay.members or ())

    def _has_sequence(self) -> bool:
        """Whether the target says where the genome's sequence lies, so that its id is a mere name."""
        return self.b.genome is not UNSET and not said(self.b.genome).isdisjoint(_SEQUENCES)

    def _has_another_name(self) -> bool:
        """Whether the target names the same assembly by another of its names."""
        names = [one.id for one in (self.a.genome, self.b.genome) if one is not UNSET and isinstance(one.id, str)]
        known = [find(name) for name in names]
        return len(known) > 1 and known[0] is not None and known[0] is known[1]

    def announced(self, collection: str, field: str, suffix: str) -> tuple[str, str, str | None]:
        """Code, reason and hint of a loss, as the target's format announces it."""
        asked = collection, field, suffix
        if asked not in self._codes:
            found = announce.find(self.target.announced, collection, field)
            if found is None:
                why = f"{self.target.title} does not keep {phrase(collection, field)}."
                hint = f"This is a fault of session-converter, please report it: {collection}/{field} is not announced."
                self._codes[asked] = "unannounced", why, hint
            else:
                code, reason = announce.code_of(found[0], suffix), found[1].told(self.target.title, f"{collection}/{field}")
                self._codes[asked] = code, reason.why, reason.hint
        return self._codes[asked]

    def lost_in(self, owner: Owner, field: str, new: object) -> bool:
        """Whether nothing is left of a value in what the target has: it says none, or one that is settled for it."""
        found = None if new is UNSET else announce.find(self.target.announced, owner[0], field)
        return new is UNSET or (found is not None and found[1].settled)

    def gone(self, owner: Owner) -> Key:
        """The entry of an object that the target does not have."""
        code, why, hint = self.announced(owner[0], "", "unsupported")
        standing = self.standings.get(owner[1])
        absent = self.absent(owner)
        special = REASONS[absent].told(self.target.title, "tracks/") if absent else self._special(owner, standing)
        if standing is Standing.BROUGHT:
            why, hint = f"{self.target.title} shows genes of its own with the genome in place of this track.", None
        elif standing is Standing.SERIES:
            why, hint = f"{self.target.title} draws tracks from files along a genome; a series of measurements has none.", None
        elif special is not None:
            why, hint = special.why, special.hint
        severity = self.severity(owner, "")
        if absent == ELSEWHERE:
            severity = min(severity, Severity.WARNING, key=rank)
        if owner[0] == "tracks" and severity is not Severity.INFO:
            why = self._with_names(why, owner)
        return Key(code, self.lost, severity, owner[0], None, None, why, hint, "")

    def _with_names(self, why: str, owner: Owner) -> str:
        """The reason with the names of all tracks that are gone for it, where there are several."""
        alike = self.standings.get(owner[1]), self.absent(owner)
        gone = [key for key in self.a.tracks if key not in self.b.tracks]
        gone = [key for key in gone if (self.standings.get(key), self.absent(("tracks", key))) == alike]
        names = list(dict.fromkeys(name for key in gone if (name := named(self.a, key))))
        if len(gone) < 2 or not names:  # noqa: PLR2004 - of one track the entry has the name
            return why
        return f"{why.removesuffix('.')}: {listed(names, _MOST_NAMES)}."

    def absent(self, owner: Owner) -> str | None:
        """Why the target does not have a track or a file, where its format is not the reason."""
        if owner[0] == "sources":
            return self._absence.of_source(owner[1])
        return self._absence.reason(owner[1]) if owner[0] == "tracks" and not self.is_sequence(owner) else None

    def _special(self, owner: Owner, standing: Standing | None) -> Cannot | None:
        """Why a track is gone that is not shown, computed or the sequence, if the format tells these apart."""
        found = announce.find(self.target.announced, owner[0], "") if owner[0] == "tracks" else None
        track = self.a.tracks.get(owner[1])
        if found is None or track is None:
            return None
        told = found[1].hidden if standing in UNSHOWN else found[1].computed if track.kind in _COMPUTED else None
        told = found[1].sequence if self.is_sequence(owner) else told
        return told and told.told(self.target.title, "tracks/")

    def in_part(self, owner: Owner, raw: Any) -> Key:
        """The entry of a fact that says several things, of which one object is gone."""
        code, why, hint = self.announced(owner[0], "", "nearest")
        severity = self.severity(owner, "")
        if self.absent(owner) == ELSEWHERE:
            why, hint = "The track stands in the source several times; this holds for some of them only.", None
            severity = Severity.INFO
        return Key(code, Effect.APPROXIMATED, severity, owner[0], plain(raw), IN_PART, why, hint, "")

    def by_option(self, option: str, owner: Owner, effect: Effect, raw: Any, file: str | None) -> Key:
        """The entry of a fact that an option, or a step with a code of its own, has changed or removed.

        `file`: where the data of the fact's object lie now, which a step may have put in the place of what `raw` says.
        """
        words = "Changed" if effect is Effect.KEPT else "Removed"
        message = FIXED.get(option, f"{words} by the option {option!r}.")
        if option in NEAREST and effect is Effect.KEPT:
            return Key(option, Effect.APPROXIMATED, Severity.INFO, owner[0], plain(raw), file, message, None, "")
        if option in REPLACING and owner[0] in ("genome", "genomes") and file is not None:
            return Key(option, Effect.APPROXIMATED, Severity.INFO, "genome", plain(raw), file, message, None, "")
        if option in REPLACING and effect is Effect.SUPERSEDED:
            return Key(option, self.lost, Severity.INFO, owner[0], plain(raw), None, message, None, "")
        code = option if option in FIXED else f"option.{option}"
        return Key(code, effect, Severity.INFO, "source", None, None, message, None, "")

    def respelled(self, code: str, said: tuple[Owner, str], spelled: tuple[Any, Any], *, kept: bool) -> Key | None:
        """The entry of a value that is said by its usual name instead of another, or that its application misreads.

        `spelled`: as the source has it, and as is usual there (`UNSET` where only the model says that).
        `kept`: the target has it as the source spelled it; then only what is misread has an entry, a notice.
        """
        (owner, field), (raw, usual) = said, spelled
        if code == MISREAD:
            message = f"Not understood by the program that it comes from, which takes {raw!r} for another value."
            return Key(code, Effect.KEPT if kept else self.lost, Severity.INFO, "source", raw, None, message, None, field)
        usual = value_of(self.a, owner, field.split(".")) if usual is UNSET else usual
        message = (
            f"Said by its usual name, {usual!r}." if code != UNRESOLVED else "Names also tracks that the source does not have."
        )
        return None if kept else Key(code, Effect.APPROXIMATED, Severity.INFO, owner[0], raw, usual, message, None, field)

    def difference(self, owner: Owner, field: str, old: Any, new: Any) -> Key:
        """The entry of a difference that no fact owns."""
        lost = new is UNSET or field == ""
        key, severity = self.key(owner, field, lost=lost), self.severity(owner, field, old)
        return key._replace(severity=severity, original=plain(old), emitted=None if lost else plain(new))

    def assumed(self, owner: Owner, field: str, new: Any) -> Key:
        """The entry of what the target is told and the source does not say."""
        what = phrase(owner[0], field)
        message = f"The source says nothing of {what}; chosen for {self.target.title}."
        emitted = plain(new)
        if not field:
            message = f"{self.target.title} gets {what} that the source does not have."
            name = getattr(new, "name", UNSET)
            emitted = name if isinstance(name, str) else None
        command = command_of_index(new) if field == "index" and isinstance(new, str) else None
        hint = f"If it is not there, make it: {command}" if command else None
        return Key("target.supplied", Effect.ASSUMED, Severity.INFO, _category(owner, field), None, emitted, message, hint, field)


def said(struct: Any) -> set[str]:
    """The fields of a Struct that are said; none of what is not there."""
    names = () if struct is UNSET else struct.__struct_fields__
    return {name for name in names if name != "extras" and getattr(struct, name) is not UNSET}


def _category(owner: Owner, field: str) -> str:
    return field.split(".", maxsplit=1)[0] if owner[0] == "tracks" and "." in field else owner[0]
