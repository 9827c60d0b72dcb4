"""What a person should know about a session whatever wrote it: links that expire, a genome that is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import UNSET

from converter.loss.ledger import GENOME, Notice
from converter.model.refs import source_of
from converter.model.views import genome_views
from converter.resources.filetypes import conventional_index
from converter.resources.location import basename
from converter.resources.opening import Opening, opening
from converter.secrets import expiry, is_signed_alone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from converter.formats.base import Format
    from converter.model import Session, Track
    from converter.options import ConvertOptions

_MOST_NAMES = 3
_SIGNED = ("http", "s3:", "gs:")


def advice(session: Session, source: Format, target: Format, *, same_format: bool) -> Iterator[Notice]:
    """What is said of a session of the source's that becomes a document of the target's, which may have been one before."""
    if target.without_genome and not same_format and session.genome is UNSET and not session.genomes and _shows_tracks(session):
        message = f"The session names no genome; {target.without_genome}."
        yield Notice("genome.missing", "assumed", "error", message, GENOME, hint="Give the genome with 'genome'.")
    yield from _expiring(session)
    if not same_format:
        yield from _signed_alone(session, target)
        yield from _defaults(session, source, target)


def unused(options: ConvertOptions, source: Format) -> Iterator[Notice]:
    """A word about companions that nothing asks for: neither the source nor a patch."""
    if options.config is not None and options.shape != "patch" and not source.companions:
        message = f"'config' was not used: {source.title} refers to no other file of settings."
        yield Notice("option.unused", "assumed", "info", message, hint="To add to an existing config.json, ask for shape=patch.")


def _shows_tracks(session: Session) -> bool:
    return any(session.views[key].tracks for key in genome_views(session))


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


class _Habit(NamedTuple):
    """What an application does with tracks of which nothing is said, where others do something else.

    `name`: the flag of a format. `does`, `does_not`: what the application does, in the words of the message.
    """

    name: str
    left: Callable[[Session, Track], bool]
    where: str
    does: str
    does_not: str
    missed: str
    hint: str


def _leaves_genotypes(_: Session, track: Track) -> bool:
    return track.kind == "variant" and (track.variants is UNSET or track.variants.show_genotypes is UNSET)


def _leaves_colors(session: Session, track: Track) -> bool:
    source = source_of(session, track)
    if track.kind != "annotation" or source is None or source.format not in ("bed", "bigbed"):
        return False
    return track.display is UNSET or (track.display.color is UNSET and track.display.color_by is UNSET)


_HABITS = (
    _Habit(
        "genotypes",
        _leaves_genotypes,
        "Where a VCF has samples",
        "draws their genotypes with the variants unless it is told not to",
        "draws the variants alone",
        "warning",
        "To see them in {}, choose its display of several samples in the menu of the track.",
    ),
    _Habit(
        "item_colors",
        _leaves_colors,
        "Where a file gives its features colours (itemRgb)",
        "draws them so unless it is told a colour",
        "draws all features alike",
        "info",
        "To have them in {}, give color1 of the track's renderer as jexl:'rgb('+get(feature,'itemRgb')+')', with field8 in place"
        " of itemRgb for a BED of nine columns.",
    ),
)


def _defaults(session: Session, source: Format, target: Format) -> Iterator[Notice]:
    """Tracks that leave to their application what those of the source and of the target do differently."""
    shown = dict.fromkeys(key for view in session.views.values() for key in view.tracks)
    tracks = [session.tracks[key] for key in shown if key in session.tracks]
    for one in _HABITS:
        here, there = getattr(source, one.name), getattr(target, one.name)
        left = [track for track in tracks if one.left(session, track)] if here is not None and here is not there else []
        if there is not None and left:
            yield _differing(one, [_called(session, track) for track in left], source, target)


def _differing(habit: _Habit, names: list[str], source: Format, target: Format) -> Notice:
    """That the application of the target does another thing with these tracks."""
    missed: bool = getattr(source, habit.name)
    doing, other = (source, target) if missed else (target, source)
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    listed = f"{', '.join(names[:_MOST_NAMES])}{more}"
    message = f"{habit.where}, {doing.called} {habit.does}; {other.called} {habit.does_not}: {listed}."
    hint = habit.hint.format(target.called) if missed else None
    return Notice("defaults.differ", "assumed", habit.missed if missed else "info", message, hint=hint)


def _called(session: Session, track: Track) -> str:
    """The name of a track, or of its file."""
    if isinstance(track.name, str):
        return track.name
    source = source_of(session, track)
    where = source.location if source is not None else UNSET
    return basename(where) if isinstance(where, str) else "a track without a name"
