"""Facts that are settled before any measuring: by options that changed what they say, and by data that was carried."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from converter.loss.effects import Effect
from converter.loss.measure import MISSING, Changes
from converter.loss.said import feeding, kind_of, said, said_by, value_of
from converter.options import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from converter.loss.entries import Entries
    from converter.loss.ledger import Bound, Owner
    from converter.loss.wording import Wording
    from converter.model import Session

Revisions = dict["Owner", dict[str, tuple[str, bool]]]
"""By object and field, the option that changed it, and whether the field (or, under "", the object) is gone."""

_REPLACING_LISTS = ("locus", "edit")
"""Options that put other places where some were; all other steps change places one by one."""
_GENOMES = ("genome", "genomes")
_SAYS_GENOME = {"definition", "fasta", "two_bit", "chrom_sizes"}
"""Fields that say by themselves which genome it is."""


class Revised:
    """Settles such facts of session `a`; `restored`: what carried data gave back."""

    def __init__(self, entries: Entries, wording: Wording, a: Session, restored: Changes, revisions: Revisions) -> None:
        self.entries = entries
        self.wording = wording
        self.a = a
        self.restored = restored
        self.revisions = revisions

    def before(self, bound: Bound) -> set[str]:
        """Settle the facts of a place that are overruled or removed, before all others; which those are."""
        done = set[str]()
        if self.revisions:
            self.entries.noted = set()
        if bound.owner in self.restored:
            self._restored(bound, self.restored[bound.owner], done)
        if self.revisions:
            self._removed(bound, done)
        return done

    def after(self, bound: Bound) -> None:
        """Facts of a place that an option has changed, that are kept so, and that no other entry tells of."""
        if not self.revisions:
            return
        noted = self.entries.noted or ()
        for name, options in self._options(bound):
            if name not in noted:
                self._by_option(bound, name, next(one[0] for one in options if one), Effect.KEPT)

    def overwritten(self, bound: Bound, name: str, effect: Effect) -> None:
        """A fact without a word of the model that an option has changed or removed, or that carried data has overruled."""
        option = self._option(bound.owner, "extras")
        if option is None:
            self.supplied(bound, name)
        else:
            self._by_option(bound, name, option[0], effect)

    def supplied(self, bound: Bound, name: str) -> None:
        """A fact that an earlier conversion had supplied, and that the carried data has overruled."""
        text = "Supplied by an earlier conversion."
        self.entries.note(bound, name, "source.restored", Effect.STRUCTURAL, Severity.INFO, text)

    def _restored(self, bound: Bound, changes: Any, done: set[str]) -> None:
        if changes is MISSING:
            names = [name for name in bound.node.names() if name in bound.fates or bound.words.fields_of(name)]
        else:
            names = [name for field, (old, _) in changes.items() if old is not UNSET for name, _ in feeding(bound, field)]
        for name in names:
            if name not in done and kind_of(bound, name) not in ("structural", "superseded"):
                done.add(name)
                self.supplied(bound, name)

    def _options(self, bound: Bound) -> Iterable[tuple[str, list[tuple[str, bool] | None]]]:
        """Facts of the bound place with the options that changed the fields they feed, None for an untouched field."""
        for name in bound.node.names():
            fate, fields = bound.fates.get(name), _fields(bound, name)
            found = [self._option(owner, field) for owner, field in fields]
            if fate is not None and fate.kind == "lists":
                found = [next((one for one in found if one), None)]
            if any(found):
                yield name, found

    def _option(self, owner: Owner, field: str) -> tuple[str, bool] | None:
        noted = self.revisions.get(owner, {})
        return noted.get("") or noted.get(field)

    def replaced(self, owner: Owner, field: str) -> bool:
        """Whether an option has put another list in the place of a list."""
        option = self._option(owner, field)
        return option is not None and option[0] in _REPLACING_LISTS

    def _removed(self, bound: Bound, done: set[str]) -> None:
        """Facts of which an option has removed all that they say."""
        for name, options in self._options(bound):
            if name not in done and all(one and one[1] for one in options):
                done.add(name)
                self._by_option(bound, name, options[0][0] if options[0] else "", Effect.SUPERSEDED)

    def _by_option(self, bound: Bound, name: str, option: str, effect: Effect) -> None:
        """A fact that an option has changed or removed, or a step that needs no option and has a code of its own."""
        raw = bound.node.value(name)
        genome = next((owner for owner, field in _fields(bound, name) if owner[0] in _GENOMES and field in _SAYS_GENOME), None)
        owner, now = (bound.owner, self._file_of(bound.owner)) if genome is None else (genome, self._genome_of(genome))
        self.entries.add(self.wording.by_option(option, owner, effect, raw, now), bound, name)

    def _genome_of(self, owner: Owner) -> str | None:
        """What now says a genome, where its sequence lies, else its id; None where the source said its id besides."""
        if "id" not in self.revisions.get(owner, {}):
            return None
        genome = value_of(self.a, owner, ())
        told = (getattr(genome, field) for field in ("two_bit", "fasta", "id"))
        return next((text for text in told if isinstance(text, str)), None)

    def _file_of(self, owner: Owner) -> str | None:
        """Where the data of a source, or of a track, lie as the target is told."""
        track = self.a.tracks.get(owner[1])
        source = self.a.sources.get(owner[1] if track is None else str(track.source))
        return str(source.location) if source is not None else None


def _fields(bound: Bound, name: str) -> list[tuple[Owner, str]]:
    """The fields that a fact feeds; for one without a word of the model the object as a whole."""
    fate = bound.fates.get(name)
    return said_by(bound, name) if fate is None else said(bound, fate)
