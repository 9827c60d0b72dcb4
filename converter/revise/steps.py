"""The steps that change a session before it is written, in their order, each recorded under the option it comes from.

Every change is measured like a loss: the session before is compared with the session after, so that each fact that an
option changed or removed can say which option it was.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import UNSET

from converter.loss.ledger import SESSION
from converter.loss.measure import MISSING, differences
from converter.model.refs import COLLECTIONS, SINGLE
from converter.options import ConvertOptions, Paths, Tracks
from converter.resources.rewrite import Rewriter
from converter.revise.choices import all_shown, edited, something_shown, with_genome, with_locus, with_view
from converter.revise.definitions import defined
from converter.revise.genes import CODE as GENES
from converter.revise.genes import with_genes
from converter.revise.located import CODE as LOCATED
from converter.revise.located import with_located
from converter.revise.relocation import relocated
from converter.revise.renaming import renamed, renewed_genomes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from converter.loss.ledger import Notice, Owner
    from converter.loss.revised import Revisions
    from converter.model import Session
    from converter.revise.located import Annotation

    Step = Callable[[Session], Session]

_OVERRULING = "genome.renewed"
"""The step of which nothing is left of what a field said."""
_OF_FILE = ("format", "index", "indexed")
"""What is said of a file that another takes the place of: the other has its own."""


class Revised(NamedTuple):
    """The session as the caller wants it, what to say about it, and which option changed which field."""

    session: Session
    notices: list[Notice]
    revisions: Revisions


def revise(
    session: Session,
    options: ConvertOptions,
    *,
    same_format: bool,
    target: str = "neutral",
    renaming: bool = True,
    annotations: Sequence[Annotation] = (),
) -> Revised:
    """Apply the options that change the session, in the order locations, genome, view, locus, tracks, edit.

    What means the same under another name is renamed after the genome, and what `target` needs otherwise comes last;
    neither without `renaming`. Names of genes are looked up in the `annotations`.

    Raises `UsageError` for an option that makes no sense here.
    """
    notices: list[Notice] = []
    revisions: dict[Owner, dict[str, tuple[str, bool]]] = {}
    steps = _steps(options, notices, same_format=same_format, renaming=renaming)
    if renaming and not same_format:
        steps.append((GENES, partial(with_genes, target=target, notices=notices)))
    if renaming and annotations:
        steps.append((LOCATED, partial(with_located, annotations=annotations, notices=notices)))
    for name, step in steps:
        before, session = session, step(session)
        _record(name, before, session, revisions)
    return Revised(session, notices, revisions)


def _steps(options: ConvertOptions, notices: list[Notice], *, same_format: bool, renaming: bool) -> list[tuple[str, Step]]:
    steps: list[tuple[str, Step]] = []
    if options.rewrite or options.paths is not Paths.KEEP:
        rewriter = Rewriter(options.rewrite_rules(), options.paths, options.base)
        steps.append(("rewrite" if options.rewrite else "paths", partial(relocated, rewriter=rewriter, notices=notices)))
    if options.genome is not None:
        steps.append(("genome", partial(with_genome, text=options.genome)))
    if options.genomes is not None:
        steps.append(("genomes", partial(defined, definitions=options.genomes)))
    steps += _renaming(options, notices, same_format=same_format or not renaming)
    if options.view is not None:
        steps.append(("view", partial(with_view, wanted=options.view)))
    if options.tracks is not Tracks.ALL and not same_format:
        steps.append(("tracks", partial(something_shown, notices=notices)))
    if options.locus is not None:
        steps.append(("locus", partial(with_locus, text=options.locus)))
    if options.tracks is Tracks.ALL:
        steps.append(("tracks", all_shown))
    if options.edit is not None:
        steps.append(("edit", partial(edited, patch=options.edit)))
    return steps


def _renaming(options: ConvertOptions, notices: list[Notice], *, same_format: bool) -> Iterator[tuple[str, Step]]:
    """What means the same under another name, each under the code that the report gives it."""
    if not same_format:
        yield _OVERRULING, partial(renewed_genomes, notices=notices)
    if not same_format or options.genome is not None:
        yield "chromosome.renamed", partial(renamed, notices=notices)


def _record(name: str, before: Session, after: Session, revisions: dict[Owner, dict[str, tuple[str, bool]]]) -> None:
    """Note for every field that a step changed which option it was, and whether the field is gone."""
    if after is before:
        return
    for owner, changes in differences(before, after).items():
        noted = revisions.setdefault(owner, {})
        if changes is MISSING:
            noted[""] = (name, True)
            continue
        for field, (_, new) in changes.items():
            gone = field in _OF_FILE if name == GENES else (new is UNSET or name == _OVERRULING)
            if name != LOCATED or field not in noted:  # the places that an option asked for are of the option
                noted[field] = (name, gone)
    if name == GENES:
        for key, track in after.tracks.items():
            if ("sources", track.source) in revisions and GENES in revisions["sources", str(track.source)].get("location", ()):
                revisions.setdefault(("tracks", key), {})["kind"] = (name, True)
    for owner in _with_other_extras(before, after):
        revisions.setdefault(owner, {})["extras"] = (name, False)


def _with_other_extras(before: Session, after: Session) -> Iterator[Owner]:
    """Objects of which formats say something else beyond the model's words."""
    if before.extras != after.extras:
        yield SESSION
    for name in SINGLE:
        if _extras(getattr(before, name)) != _extras(getattr(after, name)):
            yield name, ""
    for collection in COLLECTIONS:
        held = getattr(after, collection)
        for key, one in getattr(before, collection).items():
            if key in held and held[key] is not one and _extras(held[key]) != _extras(one):
                yield collection, key


def _extras(one: Any) -> list[Any]:
    """The extras of an object and of its parts."""
    parts = getattr(one, "parts", None) or getattr(one, "panels", None) or {}
    return [getattr(one, "extras", None), *(part.extras for part in parts.values())]
