"""Several sessions into one: each is read and revised by itself, joined, written once, and measured for each source.

The document is written and read back as in a conversion. What it says of the things of one source, in that source's ids,
is compared with that source, so that every fact of every source is accounted for.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from converter.advice import advice
from converter.belonging import belonging, told
from converter.companions import told_apart
from converter.convert import (
    Conversion,
    Produced,
    Reading,
    carries,
    ends_of,
    enforce,
    filename_of,
    produce,
    read,
    target_of,
    unlinked_options,
)
from converter.errors import RefusedError, UsageError
from converter.formats.base import Job
from converter.genomes import find
from converter.habits import unasked
from converter.joining import Member, Seat, joined, part
from converter.limits import LIMITS, check
from converter.loss.measure import Delta
from converter.loss.merged import MergedReport
from converter.loss.overruled import Overruling, Ranking
from converter.loss.report import Evidence, Report
from converter.model import Interval, Session, locus
from converter.options import ConvertOptions, options_from
from converter.pause import paused_collector
from converter.registry import FORMATS
from converter.revise import Revised, revise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from converter.formats.base import Format
    from converter.loss.ledger import Notice
    from converter.revise import Annotation

_SEQUENCES = ("definition", "fasta", "two_bit", "genbank", "chrom_sizes")


class Input(msgspec.Struct, frozen=True):
    """One of several sessions: its bytes, and what `convert` would be told of it.

    `source` binds the format; `filename` breaks ties and names the session; `base` is what its relative locations hang
    from, where that is not the same for all.
    """

    data: bytes
    source: str | None = None
    filename: str | None = None
    base: str | None = None


class _Source(NamedTuple):
    """A source as it was read, as the caller wants it, and the same without automatic renaming."""

    given: Input
    title: str
    reading: Reading
    revised: Revised
    wanted: Session


def merge(
    sources: Sequence[bytes | Input],
    to: str,
    options: ConvertOptions | Mapping[str, Any] | None = None,
    ledger: bool = False,  # noqa: FBT001, FBT002 - as in `convert`
) -> Conversion:
    """Merge sessions of one genome, of whatever formats, and report what became of every fact of every one of them.

    The sessions come in the order of their rank: where two say different things of one track, the first that shows it
    decides (see `converter.joining`), and the report of the other has an entry `merge.conflict` with both values. The
    report of the conversion is a `MergedReport`. Pure, as `convert` is.

    A config of JBrowse 2 that shows nothing itself, and has tracks that a session among the sources names and lacks, is the
    companion of that session (as the option `config` would be) and none of the sessions.

    Raises `ConverterError`: `merge.genome` where two sessions have different genomes and none is given for all.
    """
    target, (asked, annotations) = target_of(to), told_apart(options_from(options))
    given = [one if isinstance(one, Input) else Input(one) for one in sources]
    if not given:
        raise UsageError("merge.nothing", "There is no session to merge.", hint="Give at least one.")
    if asked.edit is not None:
        hint = "Merge to neutral first, and convert the result with the edit."
        raise UsageError("option.edit", "A merge takes no edit: its ids are not known before.", hint=hint)
    check("sessions", len(given))
    with paused_collector():
        return _merge(target, asked, given, () if target.searches else annotations, listing=ledger)


def _merge(
    target: Format, asked: ConvertOptions, given: list[Input], annotations: tuple[Annotation, ...], *, listing: bool
) -> Conversion:
    plain, link = unlinked_options(target, asked)
    given, readings = _read(given, asked)
    same = all(target.id in (one.format, "neutral", *one.session.forms) for one in readings)
    revised = partial(_revised, asked=plain, target=target, annotations=annotations, same=same)
    held = [revised(one, number) for number, one in enumerate(zip(given, readings, strict=True), 1)]
    _check_genomes(held)
    whole = joined([Member(one.wanted, one.title, one.given.base or plain.base) for one in held], views=target.many_views)
    check("tracks", len(whole.session.tracks), LIMITS)
    after = ConvertOptions(shape=plain.shape, profile=plain.profile, carry=plain.carry)
    session = revise(whole.session, after, same_format=same, target=target.id, annotations=annotations).session
    own = all(one.reading.format == target.id and one.reading.ledger.carried is None for one in held)
    wanted = whole.session if carries(target, Job(plain)) else session
    made = produce(target, session, wanted, Job(plain, same_format=own), link)
    reporting = _Reporting(target, plain, whole.session, made)
    report = MergedReport([reporting.of(one, seat, listing=listing) for one, seat in zip(held, whole.seats, strict=True)])
    enforce(report, plain)
    return Conversion(
        document=made.document,
        media_type=made.written.media_type,
        filename=filename_of("merged", made.written),
        report=report,
    )


def _read(given: list[Input], asked: ConvertOptions) -> tuple[list[Input], list[Reading]]:
    """The sessions as they were read; one that belongs to a config among them with that, which is then none of them."""
    readings = [read(one.data, one.source, one.filename, asked) for one in given]
    configs = {} if asked.config is not None else belonging(readings)
    for at, config in configs.items():
        one, beside = given[at], given[config]
        options = msgspec.structs.replace(asked, config=beside.data)
        readings[at] = read(one.data, one.source, one.filename, options)
        readings[at].notices.append(told(beside.filename or f"source {config + 1}"))
        given[at] = msgspec.structs.replace(one, base=beside.base or one.base)
    left = [at for at in range(len(given)) if at not in configs.values()]
    return [given[at] for at in left], [readings[at] for at in left]


def _revised(
    pair: tuple[Input, Reading],
    number: int,
    asked: ConvertOptions,
    target: Format,
    annotations: tuple[Annotation, ...],
    *,
    same: bool,
) -> _Source:
    given, reading = pair
    options = msgspec.structs.replace(asked, base=given.base) if given.base is not None else asked
    revised = revise(reading.session, options, same_format=same, target=target.id, annotations=annotations)
    wanted = revised.session
    if revised.revisions:
        wanted = revise(reading.session, options, same_format=same, renaming=False).session
    return _Source(given, _title(given, reading.session, number), reading, revised, wanted)


def _title(given: Input, session: Session, number: int) -> str:
    """What people call a session: as it calls itself, else as its file is called, else by its number."""
    if isinstance(session.name, str) and session.name.strip():
        return session.name
    return filename_of(given.filename) if given.filename else f"session {number}"


def _check_genomes(held: Iterable[_Source]) -> None:
    """A `RefusedError` that names two sessions whose genomes are not the same; one that says none fits all."""
    first: tuple[str, Session, set[str]] | None = None
    for number, one in enumerate(held, 1):
        marks = _marks(one.wanted)
        title = f"session {number} ({one.title})"
        if first is None:
            first = (title, one.wanted, marks) if marks else None
        elif marks and not marks & first[2]:
            text = f"The sessions have different genomes: {first[0]} has {_called(first[1])}, {title} has {_called(one.wanted)}."
            raise RefusedError("merge.genome", text, hint="Merge sessions of one genome, or say with 'genome' which one it is.")


def _marks(session: Session) -> set[str]:
    """What tells which genome a session has: assembly, id and files; nothing where it says none."""
    genome = session.genome
    if genome is msgspec.UNSET:
        return set()
    found = {f"file {text}" for name in _SEQUENCES if isinstance(text := getattr(genome, name), str)}
    if isinstance(genome.id, str):
        assembly = find(genome.id)
        found.add(f"id {assembly.id if assembly else genome.id}")
    return found


def _called(session: Session) -> str:
    genome: Any = session.genome
    return repr(next(text for name in ("id", *_SEQUENCES) if isinstance(text := getattr(genome, name), str)))


class _Reporting:
    """Reports what the document says of each source."""

    def __init__(self, target: Format, options: ConvertOptions, whole: Session, made: Produced) -> None:
        self.target, self.options, self.whole, self.made = target, options, whole, made

    def of(self, one: _Source, seat: Seat, *, listing: bool) -> Report:
        """The report of one source."""
        made, back = self.made, {new: old for old, new in seat.names.items()}
        session = one.revised.session
        delta = Delta(session, part(made.delta.b, seat))
        advised = self._advice(session, one, delta.b)
        evidence = Evidence(
            ledger=one.reading.ledger,
            delta=delta,
            placed={(kind, back.get(key, "")): put for (kind, key), put in made.placed.items() if not key or key in back},
            announced=self.target.cannot,
            habits=unasked(self.target, self._form),
            notices=[*one.reading.notices, *one.revised.notices, *_own(made.written.notices, back), *advised],
            restored=one.reading.restored,
            revisions=one.revised.revisions,
            overruling=self._overruling(one, seat),
        )
        ends = ends_of(one.reading, one.given.data, self.target, made, one.title)
        return Report(ends, evidence, carry=self.options.carry, listing=listing)

    def _advice(self, session: Session, one: _Source, there: Session) -> Iterable[Notice]:
        """What is worth knowing of a source; its genome may be another's."""
        same = self.target.id in self.whole.forms
        source = FORMATS[one.reading.format]
        session = msgspec.structs.replace(session, genome=self.whole.genome)
        return advice(session, source, self.target, form=self._form, same_format=same, kept=there.tracks)

    @property
    def _form(self) -> str | None:
        """The profile of the document, or else its shape."""
        return self.made.written.profile or self.made.written.shape

    def _overruling(self, one: _Source, seat: Seat) -> Overruling:
        kept = [self.made.delta.b.regions[key] for key in seat.places if key in self.made.delta.b.regions]
        text = ", ".join(locus.spell(Interval(chrom=region.chrom, start=region.start, end=region.end)) for region in kept)
        message = "Another session, which comes first, says it differently, and stands."
        place = f"region of interest {text}" if kept else None
        return Overruling(one.wanted, part(self.whole, seat), Ranking("merge.conflict", message, one.reading.format, place))


def _own(notices: Iterable[Notice], back: Mapping[str, str]) -> Iterable[Notice]:
    """What the writer says of the things of a source, and of none in particular."""
    for notice in notices:
        kind, key = notice.owner or ("", "")
        if not key:
            yield notice
        elif key in back:
            yield notice._replace(owner=(kind, back[key]))
