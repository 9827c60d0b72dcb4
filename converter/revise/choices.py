"""The changes that a caller may ask for by name: genome, view, place, tracks, and an edit of the neutral session."""

from __future__ import annotations

import re
from typing import Any

import msgspec
from msgspec import UNSET

from converter.errors import UsageError
from converter.formats._json import OPERATIONS, UnfitError, is_patch, of_option, patched
from converter.genomes import genome_field
from converter.limits import check as check_limit
from converter.limits import measure
from converter.loss.ledger import Notice
from converter.model import Genome, Interval, Session, View, locus
from converter.model.codec import to_plain, typed
from converter.model.integrity import check, pruned
from converter.model.refs import Ids
from converter.model.views import chosen_view

_CUT = re.compile(r":[\d,]+(-|\.\.)(?![\d,]+$)")


def with_genome(session: Session, text: str) -> Session:
    """The genome that an id, or the location of a sequence or of a definition, names; raises `UsageError` for none."""
    if not text.strip():
        raise UsageError(
            "option.genome", "The genome is empty.", hint="Give an id such as hg38, or the URL of a FASTA or 2bit file."
        )
    if session.genome is not UNSET and session.genome.id == text:
        return session
    genome = Genome()
    setattr(genome, genome_field(text), text)
    return msgspec.structs.replace(session, genome=genome)


def _first_view(session: Session) -> str | None:
    focused = session.focused_view
    return focused if isinstance(focused, str) and focused in session.views else next(iter(session.view_order), None)


def with_view(session: Session, wanted: str | int) -> Session:
    """The view to convert where the target holds one: by neutral id, by number from 1, or by title; `UsageError` for none."""
    order = session.view_order
    by_title = {view.title: key for key, view in session.views.items() if isinstance(view.title, str)}
    by_number = {str(number): key for number, key in enumerate(order, 1)}
    text = str(wanted)
    chosen = text if text in session.views else by_number.get(text) or by_title.get(text)
    if chosen is None:
        names = ", ".join([*(f"{number} ({key})" for number, key in enumerate(order, 1)), *_parts(session)]) or "none"
        raise UsageError("option.view", f"The session has no view {text!r}.", hint=f"Its views are: {names}.")
    return msgspec.structs.replace(session, focused_view=chosen)


def _parts(session: Session) -> list[str]:
    """The views that others are made of, by their ids."""
    return [key for key in session.views if key not in session.view_order]


def with_locus(session: Session, text: str) -> Session:
    """The view along a genome, a new one where there is none, at other places as people write them: 1-based, separated by blanks.

    Raises `UsageError` for what is no place.
    """
    loci = [locus.parse(part) for part in text.split()]
    found = [one for one in loci if one is not None and not _is_cut(one)]
    if not found or len(found) < len(loci):
        raise UsageError(
            "option.locus", f"{text!r} is no locus.", hint="Write chr1:1000-2000, several separated by blanks, or all."
        )
    return _changed_view(session, chosen_view(session), loci=found, loci_name=UNSET)


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


def all_shown(session: Session) -> Session:
    """The view along a genome, else the first, shows every track of the catalogue."""
    if not session.track_order:
        return session
    return _changed_view(session, chosen_view(session) or _first_view(session), tracks=list(session.track_order))


def something_shown(session: Session, notices: list[Notice]) -> Session:
    """A source without any view, a mere catalogue, shows everything that it has."""
    if session.views or not session.track_order:
        return session
    text = "The source only lists tracks and shows none; all of them are shown."
    notices.append(Notice("tracks.all_shown", "assumed", "info", text))
    return all_shown(session)


def _decoded(patch: Any) -> Any:
    """An edit as data, whether it was given as bytes, as text or as data, within the limits."""
    try:
        text = patch if isinstance(patch, bytes | str) else msgspec.json.encode(patch)
        return of_option("edit", text)
    except (UnicodeEncodeError, OverflowError, RecursionError, TypeError):
        message = "The edit holds what no JSON can hold."
        raise UsageError("option.edit", message, hint="Give it as the bytes of a JSON document.") from None


def edited(session: Session, patch: Any) -> Session:
    """The session after a JSON Patch: add, remove, replace and test only. What it removes need not be unlisted.

    Raises `UsageError` for what is no such patch, does not fit, or makes no neutral session.
    """
    patch = _decoded(patch)
    if not is_patch(patch):
        hint = f"Operations are: {', '.join(OPERATIONS)}."
        raise UsageError("option.edit", "The edit is no JSON Patch of allowed operations.", hint=hint)
    try:
        plain = patched(to_plain(session), patch)
        measure(plain)
        changed = pruned(typed(plain))
        check(changed)
    except UnfitError as error:
        hint = "`inspect` shows the neutral session, and which paths it has."
        raise UsageError("option.edit", f"The edit does not fit the session: {error}.", hint=hint) from None
    except msgspec.ValidationError as error:
        hint = "The schema `neutral` says what a neutral session may hold."
        raise UsageError("option.edit", f"The edit makes no neutral session: {error}.", hint=hint) from None
    check_limit("tracks", len(changed.tracks))
    return changed
