"""What hubs and custom tracks have in common when they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.formats._measured import without_genome
from converter.formats.ucsc.files import unreachable, unread
from converter.formats.ucsc.names import ID, TEXT
from converter.formats.ucsc.settings import Settings, extras_of, type_of
from converter.genomes import find, hint_for, is_gene_table, two_bit_hint
from converter.loss.ledger import GENOME, Notice, Put
from converter.model import Genome, Session, Source, Track, View
from converter.model.refs import source_of
from converter.model.views import chosen_view

if TYPE_CHECKING:
    from converter.loss.ledger import Owner


class Output:
    """Lines in the making, and where each neutral object is in them.

    `home`: the session was such a file of UCSC's; `luggage`: what UCSC ignores of it is written too.
    """

    custom = False

    def __init__(self, session: Session, *, luggage: bool) -> None:
        self.session = session
        self.form = session.forms.get(ID, {})
        self.home = (self.form.get("root") == TEXT) == self.custom and ID in session.forms
        self.luggage = luggage and self.home
        self.lines: list[str] = []
        self.placed: dict[Owner, Put] = {}
        self.notices: list[Notice] = []
        self.view_id = chosen_view(session)
        self.view = session.views.get(self.view_id or "", View())

    def put(self, owner: Owner, place: str, called: str) -> None:
        """Where an object was written; the first place counts."""
        self.placed.setdefault(owner, Put(place, called))

    def source(self, track: Track) -> Source | None:
        """The file of a track."""
        return source_of(self.session, track)

    def writable(self, key: str) -> bool:
        """Whether UCSC has a type of track for the data; says why not."""
        track = self.session.tracks.get(key)
        source = self.source(track) if track is not None else None
        if track is not None and self.custom and self.home and ID in track.extras:
            return True
        if track is None or (not self.home and self.brings(key, track, source)) or source is None:
            return False
        if self.custom and (isinstance(source.features, list) or (self.home and extras_of(source).native)):
            return True
        if not isinstance(source.location, str):
            return False
        extras = extras_of(track)
        if self.home and type_of(track, source, extras.spelling, extras, custom=self.custom, home=True) is not None:
            return True
        found = unread(source.location, source.format)
        if found is not None:
            self.unopenable(key, source, found)
        return found is None

    def brings(self, key: str, track: Track, source: Source | None) -> bool:
        """Whether a track shows genes that UCSC shows with the genome: IGV's own, or one of UCSC's tables; it says so."""
        genome = self.session.genome
        name = genome.id if isinstance(genome, Genome) and isinstance(genome.id, str) else ""
        known = find(name)
        if known is None or known.ucsc_id is None:
            return False
        own = source is None and track.key == f"{name}_genes"
        if not own and not (source is not None and is_gene_table(source.location, known)):
            return False
        if key in self.view.tracks:
            text = f"The UCSC browser shows the genes that it has for {known.ucsc_id}, in a look and at a place of their own."
            hint = "Add the annotation as a file where it must be this one, or look as it did."
            self.notices.append(Notice("genes.brought", "assumed", "warning", text, ("tracks", key), hint=hint))
        return True

    def unopenable(self, key: str, source: Source, why: tuple[str, str | None]) -> None:
        """Say that a track's file can't be opened."""
        text, hint = why
        owner = ("tracks", key)
        self.notices.append(
            Notice("location.unopenable", "assumed", "error", text, owner, "source", hint, emitted=source.location)
        )

    def settings(self, key: str) -> dict[str, str]:
        """The settings of a track but how it is shown; of a file that can't be reached only what it is."""
        track, source = self.session.tracks[key], self.source(self.session.tracks[key])
        made = Settings(track, source, custom=self.custom, home=self.home, luggage=self.luggage)
        why = unreachable(source) if source is not None and not self.home else None
        if source is not None and why is not None:
            self.unopenable(key, source, why)
            return made.bare()
        return made.full()

    def genome_name(self) -> str | None:
        """What UCSC calls the genome; None where there is nothing to call it."""
        genome = self.session.genome
        if not isinstance(genome, Genome):
            measured = without_genome(self.session)
            self.notices += measured
            if not measured:
                text = "The session names no genome; UCSC does not know where its tracks belong."
                self.genome_notice("genome.missing", text)
            return None
        if not isinstance(genome.id, str):
            return None
        known = find(genome.id)
        return known.ucsc_id if known is not None and known.ucsc_id is not None and not self.home else genome.id

    def genome_notice(self, code: str, text: str) -> None:
        """Something about the genome that keeps UCSC from showing anything."""
        genome = self.session.genome if isinstance(self.session.genome, Genome) else Genome()
        self.notices.append(Notice(code, "assumed", "error", text, GENOME, "id", two_bit_hint(genome) or hint_for(genome)))
