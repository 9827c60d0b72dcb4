"""What the caller changes before the session is written: locations, genome, places, which view and tracks, edits.

Every change is measured like a loss: the session before is compared with the session after, so that each fact that an
option changed or removed can say which option it was.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from msgspec import UNSET

from converter.definitions import defined
from converter.errors import UsageError
from converter.formats._json import decode
from converter.genes import CODE as GENES
from converter.genes import with_genes
from converter.limits import check as check_limit
from converter.limits import measure
from converter.loss.ledger import SESSION, Notice
from converter.loss.measure import MISSING, differences
from converter.model import Genome, Interval, Session, View, locus
from converter.model.codec import to_plain, typed
from converter.model.integrity import check, pruned
from converter.model.refs import COLLECTIONS, SINGLE, Ids
from converter.model.views import chosen_view
from converter.options import ConvertOptions, Paths, Tracks
from converter.relocation import relocated
from converter.renaming import renamed, renewed_genomes
from converter.resources.rewrite import Rewriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from converter.loss.account import Revisions
    from converter.loss.ledger import Owner

    Step = Callable[[Session], Session]

_OVERRULING = "genome.renewed"
"""The step of which nothing is left of what a field said."""
_OF_FILE = ("format", "index", "indexed")
"""What is said of a file that another takes the place of: the other has its own."""
_CUT = re.compile(r":[\d,]+(-|\.\.)(?![\d,]+$)")
_EDIT_OPERATIONS = ("add", "remove", "replace", "test")


class Revised(NamedTuple):
    """The session as the caller wants it, what to say about it, and which option changed which field."""

    session: Session
    notices: list[Notice]
    revisions: Revisions


def revise(
    session: Session, options: ConvertOptions, *, same_format: bool, target: str = "neutral", renaming: bool = True
) -> Revised:
    """Apply the options that change the session, in the order locations, genome, view, locus, tracks, edit.

    What means the same under another name is renamed after the genome, and what `target` needs otherwise comes last;
    neither without `renaming`.

    Raises `UsageError` for an option that makes no sense here.
    """
    notices: list[Notice] = []
    revisions: dict[Owner, dict[str, tuple[str, bool]]] = {}
    steps = _steps(options, notices, same_format=same_format, renaming=renaming)
    if renaming and not same_format:
        steps.append((GENES, partial(with_genes, target=target, notices=notices)))
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
        steps.append(("genome", partial(_with_genome, text=options.genome)))
    if options.genomes is not None:
        steps.append(("genomes", partial(defined, definitions=options.genomes)))
    steps += _renaming(options, notices, same_format=same_format or not renaming)
    if options.view is not None:
        steps.append(("view", partial(_with_view, wanted=options.view)))
    if options.locus is not None:
        steps.append(("locus", partial(_with_locus, text=options.locus)))
    if options.tracks is Tracks.ALL:
        steps.append(("tracks", _all_shown))
    elif not same_format:
        steps.append(("tracks", partial(_something_shown, notices=notices)))
    if options.edit is not None:
        steps.append(("edit", partial(_edited, patch=options.edit)))
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
            noted[field] = (name, gone)
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


def _with_genome(session: Session, text: str) -> Session:
    if not text.strip():
        raise UsageError(
            "option.genome", "The genome is empty.", hint="Give an id such as hg38, or the URL of a FASTA or 2bit file."
        )
    genome = Genome()
    setattr(genome, _genome_field(text), text)
    return msgspec.structs.replace(session, genome=genome)


def _genome_field(text: str) -> str:
    plain = text.partition("?")[0].lower()
    if plain.endswith((".json", ".genome", "hub.txt")):
        return "definition"
    if plain.endswith(".2bit"):
        return "two_bit"
    if plain.endswith(".chrom.sizes"):
        return "chrom_sizes"
    return "fasta" if "/" in text or plain.endswith((".fa", ".fasta", ".fna", ".fa.gz", ".fasta.gz", ".fna.gz")) else "id"


def _first_view(session: Session) -> str | None:
    focused = session.focused_view
    return focused if isinstance(focused, str) and focused in session.views else next(iter(session.view_order), None)


def _with_view(session: Session, wanted: str | int) -> Session:
    """The view to convert where the target holds one: by neutral id, by number, or by title."""
    order = session.view_order
    by_title = {view.title: key for key, view in session.views.items() if isinstance(view.title, str)}
    by_number = {str(number): key for number, key in enumerate(order, 1)}
    text = str(wanted)
    chosen = text if text in session.views else by_number.get(text) or by_title.get(text)
    if chosen is None:
        names = ", ".join(f"{number + 1} ({key})" for number, key in enumerate(order)) or "none"
        raise UsageError("option.view", f"The session has no view {text!r}.", hint=f"Its views are: {names}.")
    return msgspec.structs.replace(session, focused_view=chosen)


def _with_locus(session: Session, text: str) -> Session:
    loci = [locus.parse(part) for part in text.split()]
    found = [one for one in loci if one is not None and not _is_cut(one)]
    if not found or len(found) < len(loci):
        raise UsageError(
            "option.locus", f"{text!r} is no locus.", hint="Write chr1:1000-2000, several separated by blanks, or all."
        )
    return _changed_view(session, chosen_view(session), loci=found)


def _is_cut(place: Interval) -> bool:
    """Whether a name to look up is a place that was mistyped: `chr1:5-x`."""
    return isinstance(place.name, str) and _CUT.search(place.name) is not None


def _changed_view(session: Session, key: str | None, **changes: Any) -> Session:
    """The session with a view changed, or with a new one where there is none to change."""
    if key is None:
        key = Ids(session.views).fresh("views")
        session = msgspec.structs.replace(session, views={**session.views, key: View()}, view_order=[*session.view_order, key])
    view = session.views[key]
    view = msgspec.structs.replace(view, **changes)
    return msgspec.structs.replace(session, views={**session.views, key: view})


def _all_shown(session: Session) -> Session:
    if not session.track_order:
        return session
    return _changed_view(session, chosen_view(session) or _first_view(session), tracks=list(session.track_order))


def _something_shown(session: Session, notices: list[Notice]) -> Session:
    """A source without any view, a mere catalogue, shows everything that it has."""
    if session.views or not session.track_order:
        return session
    text = "The source only lists tracks and shows none; all of them are shown."
    notices.append(Notice("tracks.all_shown", "assumed", "info", text))
    return _all_shown(session)


def _edited(session: Session, patch: Any) -> Session:
    """A JSON Patch on the neutral session: add, remove, replace and test only. What it removes need not be unlisted."""
    import jsonpatch  # noqa: PLC0415 - only where a caller edits

    if isinstance(patch, bytes | str):
        patch = decode(patch.encode() if isinstance(patch, str) else patch)
    if not isinstance(patch, list) or any(not isinstance(one, dict) or one.get("op") not in _EDIT_OPERATIONS for one in patch):
        hint = f"Operations are: {', '.join(_EDIT_OPERATIONS)}."
        raise UsageError("option.edit", "The edit is no JSON Patch of allowed operations.", hint=hint)
    try:
        plain = jsonpatch.apply_patch(to_plain(session), patch)
        measure(plain)
        edited = pruned(typed(plain))
        check(edited)
    except (jsonpatch.JsonPatchException, jsonpatch.JsonPointerException, msgspec.ValidationError, TypeError, KeyError) as error:
        raise UsageError("option.edit", f"The edit can't be applied to the neutral session: {error}.") from None
    check_limit("tracks", len(edited.tracks))
    return edited
