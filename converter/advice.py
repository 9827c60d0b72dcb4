"""What a person should know about a session whatever wrote it: links that expire, a genome that is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import UNSET

from converter.habits import differing
from converter.loss.ledger import GENOME, Notice
from converter.model.views import genome_views
from converter.resources.filetypes import conventional_index
from converter.resources.location import basename
from converter.resources.opening import Opening, opening
from converter.secrets import expiry, is_signed_alone

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from converter.formats.base import Format
    from converter.model import Interval, Session
    from converter.options import ConvertOptions

_ALIKE = 0.9
"""Places that differ by less look equally long."""
_SIGNED = ("http", "s3:", "gs:")


def advice(
    session: Session,
    source: Format,
    target: Format,
    *,
    form: str | None = None,
    same_format: bool,
    kept: Container[str],
) -> Iterator[Notice]:
    """What is said of a session of the source's that becomes a document of the target's, which may have been one before.

    `form`: the profile of the document, or else its shape; `kept`: the tracks that it has, of which no others are spoken.
    """
    if target.without_genome and not same_format and session.genome is UNSET and not session.genomes and _shows_tracks(session):
        message = f"The session names no genome; {target.without_genome}."
        yield Notice("genome.missing", "assumed", "error", message, GENOME, hint="Give the genome with 'genome'.")
    yield from _expiring(session)
    if not same_format:
        yield from _signed_alone(session, target)
        yield from differing(session, source, target, form, kept)
        yield from _of_unlike_lengths(session, source, target)


def unused(options: ConvertOptions, source: Format) -> Iterator[Notice]:
    """A word about companions that nothing asks for: neither the source nor a patch."""
    if options.config is not None and options.shape != "patch" and not source.companions:
        message = f"'config' was not used: {source.title} refers to no other file of settings."
        yield Notice("option.unused", "assumed", "info", message, hint="To add to an existing config.json, ask for shape=patch.")


def _shows_tracks(session: Session) -> bool:
    return any(session.views[key].tracks for key in genome_views(session))


def _of_unlike_lengths(session: Session, source: Format, target: Format) -> Iterator[Notice]:
    """Places side by side that get the same room in one application, and room by their lengths in the other."""
    here, there = source.habits.same_widths, target.habits.same_widths
    if here is None or there is None or here is there:
        return
    alike, scaled = (source, target) if here else (target, source)
    views = (session.views[key] for key in genome_views(session))
    if any(_are_unlike([_length(one) for one in view.loci or ()]) for view in views):
        message = f"Of several places in view, {alike.called} makes all equally wide; {scaled.called} draws all at one scale."
        yield Notice("defaults.differ", "assumed", "warning" if scaled is target else "info", message)


def _are_unlike(lengths: list[int]) -> bool:
    return len(lengths) > 1 and max(lengths) * _ALIKE > min(lengths)


def _length(place: Interval) -> int:
    """Bases of a place, 0 where it does not say them."""
    return place.end - place.start if isinstance(place.start, int) and isinstance(place.end, int) else 0


def _expiring(session: Session) -> Iterator[Notice]:
    """A warning for every data file behind a signed URL, with the time at which that ends."""
    for key, source in session.sources.items():
        for field in ("location", "index"):
            text = getattr(source, field)
            if isinstance(text, str) and "?" in text and text.startswith(_SIGNED) and (ends := expiry(text)) is not None:
                message = f"The link to {basename(text)} is signed and stops working at {ends}."
                hint = "Get a link that lasts, or convert again with a new one (option 'rewrite')."
                yield Notice("location.expires", "assumed", "warning", message, ("sources", key), field, hint, ends)


def _signed_alone(session: Session, target: Format) -> Iterator[Notice]:
    """Files whose link is signed for them alone, where the target needs an index and the session names none."""
    for key, source in session.sources.items():
        text, form = source.location, source.format
        if not isinstance(text, str) or "?" not in text or not isinstance(form, str) or isinstance(source.index, str):
            continue
        index = conventional_index(text, form) if opening(form, target.id) is Opening.WITH_INDEX else None
        if index is None or not is_signed_alone(text):
            continue
        name = basename(index)
        message = f"The link to {basename(text)} is signed for that file alone; it does not open the index {name}."
        hint = f"Sign a link to {name}, too, and name it as the track's index."
        yield Notice("index.signed", "assumed", "error", message, ("sources", key), "index", hint)
