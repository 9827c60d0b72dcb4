"""Places that are the names of genes, for targets that don't search: an annotation that came along says where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec
from msgspec import UNSET

from converter.genomes import chromosome_lengths, find, rename
from converter.loss.ledger import Notice
from converter.model import Interval, locus
from converter.revise.annotation import extents, has_chromosome

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from converter.loss.ledger import Owner
    from converter.model import Session
    from converter.revise.annotation import Extent

CODE = "gene.located"
"""What the step is recorded under, which is also the code of what it tells."""


class Annotation(NamedTuple):
    """An annotation of genes that came with the session: what its file is called, and its text."""

    name: str
    text: str


def with_located(session: Session, annotations: Sequence[Annotation], notices: list[Notice]) -> Session:
    """The session with the names of genes that its views go to as places; a name that is on no or several chromosomes stays."""
    names = dict.fromkeys(str(one.name) for view in session.views.values() for one in _named(view.loci))
    if not names:
        return session
    found = _Search(session, annotations, notices).places(names)
    views = {
        key: msgspec.structs.replace(
            view, loci=[found.get(str(one.name), one) if _is_name(one) else one for one in view.loci or ()]
        )
        for key, view in session.views.items()
        if any(one.name in found for one in _named(view.loci))
    }
    return msgspec.structs.replace(session, views=session.views | views) if views else session


def _named(places: object) -> Iterable[Interval]:
    return (one for one in places if _is_name(one)) if isinstance(places, list) else ()


def _is_name(one: Interval) -> bool:
    return one.chrom is UNSET and isinstance(one.name, str)


class _Search:
    """Looks names up in the annotations, the first that has one decides, and tells what came of it."""

    def __init__(self, session: Session, annotations: Sequence[Annotation], notices: list[Notice]) -> None:
        genome = session.genome
        self.session, self.annotations, self.notices = session, annotations, notices
        self.assembly = find(genome.id) if genome is not UNSET and isinstance(genome.id, str) else None

    def places(self, names: Iterable[str]) -> dict[str, Interval]:
        """Where the genes of the names are, as far as that is known."""
        left, found = list(names), dict[str, Interval]()
        for annotation in self.annotations:
            if not left:
                break
            for name, places in extents(annotation.text, left).items():
                if len(places) == 1:
                    found[name] = self._located(name, places[0], annotation.name)
                elif places:
                    self._ambiguous(name, places, annotation.name)
                left = [one for one in left if one != name or not places]
        known = ", ".join(one.name for one in self.annotations)
        hint = "Give the place with 'locus', or an annotation that has the gene."
        for name in left:
            if not self._is_chromosome(name):
                self.notice("gene.unknown", name, f"{known} has no gene {name!r}.", "warning", hint)
        return found

    def _is_chromosome(self, name: str) -> bool:
        """Whether a name is that of a whole chromosome: of the assembly, or of an annotation."""
        known = self.assembly is not None and (
            name in chromosome_lengths(self.assembly) or rename(self.assembly, name) is not None
        )
        return known or any(has_chromosome(one.text, name) for one in self.annotations)

    def _located(self, name: str, found: Extent, file: str) -> Interval:
        place = self._interval(found)
        many = f", the extent of its {found.features} features" if found.features > 1 else ""
        text = f"The place {name!r} is a gene; {file} has it at {locus.spell(place)}{many}."
        self.notice("gene.located", name, text, "info", None, locus.spell(place))
        return place

    def _ambiguous(self, name: str, found: list[Extent], file: str) -> None:
        places = ", ".join(locus.spell(self._interval(one)) for one in found)
        hint = "Give the one that is meant with 'locus'."
        self.notice("gene.ambiguous", name, f"{file} has the gene {name!r} on several chromosomes: {places}.", "warning", hint)

    def _interval(self, found: Extent) -> Interval:
        """The place, under the name that the genome's own sequence has for the chromosome where our table knows it."""
        other = rename(self.assembly, found.chrom) if self.assembly is not None else None
        return Interval(chrom=other.name if other else found.chrom, start=found.start, end=found.end)

    def notice(self, code: str, name: str, text: str, severity: str, hint: str | None, emitted: str | None = None) -> None:
        owner: Owner = next(
            ("views", key) for key, view in self.session.views.items() if any(one.name == name for one in _named(view.loci))
        )
        self.notices.append(Notice(code, "assumed", severity, text, owner, "loci", hint, emitted=emitted, original=name))
