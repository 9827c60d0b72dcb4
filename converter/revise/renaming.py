"""What a target must be told otherwise though it means the same: genomes that have moved, chromosomes with other names.

IGV finds `1` in a genome that says `chr1`; JBrowse does not. Where only the table of assemblies says which sequence it
is, the places are written in the names of that sequence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import UNSET

from converter.genomes import find, rename, renewed
from converter.loss.ledger import GENOME, Notice

if TYPE_CHECKING:
    from converter.genomes import Assembly, Renamed
    from converter.loss.ledger import Owner
    from converter.model import Interval, Session

_SEQUENCES = ("fasta", "two_bit", "genbank", "chrom_sizes", "definition")
_DEFINED = "a file that defines a known genome; it is told by the id of that"
_RETIRED = "an address on a host that was given up; it is taken from where it lies today"
_PLACES = ("loci", "laid_out", "highlights")


def renewed_genomes(session: Session, notices: list[Notice]) -> Session:
    """The session with genomes that lay on hosts which were given up, where they lie today."""
    held: dict[Owner, Any] = {("genomes", key): genome for key, genome in session.genomes.items()}
    if session.genome is not UNSET:
        held[GENOME] = session.genome
    found = {owner: new for owner, genome in held.items() if (new := renewed(genome)) is not None}
    if not found:
        return session
    for owner, new in found.items():
        defined = new.definition is UNSET and isinstance(held[owner].definition, str)
        text = f"The genome is said by {_DEFINED if defined else _RETIRED}."
        emitted = new.two_bit if isinstance(new.two_bit, str) else new.id
        notices.append(Notice("genome.renewed", "assumed", "info", text, owner, "id", emitted=emitted))
    genomes = {key: found.get(("genomes", key), genome) for key, genome in session.genomes.items()}
    return msgspec.structs.replace(session, genome=found.get(GENOME, session.genome), genomes=genomes)


def renamed(session: Session, notices: list[Notice]) -> Session:
    """The session with its chromosomes named as in the sequence of its genome, where the table is what knows that."""
    genome = session.genome
    if genome is UNSET or not isinstance(genome.id, str):
        return session
    if any(isinstance(getattr(genome, field), str) for field in _SEQUENCES):
        return session
    assembly = find(genome.id)
    return session if assembly is None else _Renaming(assembly, notices).session(session)


class _Renaming:
    """One pass over a session; every name is looked up once."""

    def __init__(self, assembly: Assembly, notices: list[Notice]) -> None:
        self.assembly = assembly
        self.notices = notices
        self._known: dict[Any, str | None] = {UNSET: None}

    def session(self, session: Session) -> Session:
        """The session; itself where all names stay."""
        changes: dict[str, Any] = {}
        for collection in ("views", "regions", "tracks"):
            held = getattr(session, collection)
            found = {key: new for key, one in held.items() if (new := getattr(self, collection)(one)) is not one}
            if found:
                changes[collection] = held | found
        return msgspec.structs.replace(session, **changes) if changes else session

    def views(self, view: Any) -> Any:
        """A view with its places."""
        return self._replaced(view, {field: self._places(getattr(view, field)) for field in _PLACES})

    def regions(self, region: Any) -> Any:
        """A region of interest."""
        return self._replaced(region, {"chrom": self._name(region.chrom) or region.chrom})

    def tracks(self, track: Any) -> Any:
        """A track with the places that its reads are sorted and grouped at; its parts too."""
        if track.reads is UNSET and track.parts is UNSET:
            return track
        parts = track.parts
        if isinstance(parts, dict):
            parts = {name: self._replaced(part, {"reads": self._reads(part.reads)}) for name, part in parts.items()}
            if all(part is track.parts[name] for name, part in parts.items()):
                parts = track.parts
        return self._replaced(track, {"reads": self._reads(track.reads), "parts": parts})

    def _reads(self, reads: Any) -> Any:
        if reads is UNSET:
            return reads
        chrom = self._name(reads.sort_chrom) or reads.sort_chrom
        position = reads.group_position
        if isinstance(position, str) and ":" in position:
            name, _, rest = position.partition(":")
            new = self._name(name)
            position = position if new is None else f"{new}:{rest}"
        return self._replaced(reads, {"sort_chrom": chrom, "group_position": position})

    def _places(self, places: Any) -> Any:
        if not isinstance(places, list):
            return places
        found = [self._place(one) for one in places]
        return found if any(new is not old for new, old in zip(found, places, strict=True)) else places

    def _place(self, one: Interval) -> Interval:
        """A place of the session's own genome; a mere name may be that of a chromosome."""
        if one.genome is not UNSET:
            return one
        field = "name" if one.chrom is UNSET else "chrom"
        new = self._name(getattr(one, field))
        return one if new is None else msgspec.structs.replace(one, **{field: new})

    def _name(self, name: Any) -> str | None:
        """The other name of a chromosome; None where it has none."""
        if name not in self._known:
            found = rename(self.assembly, name)
            self._known[name] = found and found.name
            if found is not None:
                self._tell(name, found)
        return self._known[name]

    def _tell(self, name: str, found: Renamed) -> None:
        text = f"{self.assembly.id} calls the chromosome {name!r} {found.name!r}; places on it are written so."
        text = f"{text} {found.differs}" if found.differs else text
        severity = "warning" if found.differs else "info"
        self.notices.append(Notice("chromosome.renamed", "assumed", severity, text, emitted=found.name, original=name))

    def _replaced(self, one: Any, fields: dict[str, Any]) -> Any:
        changes = {field: value for field, value in fields.items() if value is not getattr(one, field)}
        return msgspec.structs.replace(one, **changes) if changes else one
