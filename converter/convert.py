"""One way through: read, change what the caller asks, write, read back, measure, carry."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from converter.advice import advice, unused
from converter.companions import told_apart
from converter.detect import decide, head_of, unpacked_session
from converter.errors import LossError, UnwritableError, UsageError
from converter.formats._json import with_last
from converter.formats.base import Format, Job, Written
from converter.habits import unasked
from converter.limits import LIMITS, Limits, check
from converter.loss import carry
from converter.loss.effects import rank
from converter.loss.ledger import Ledger, Owner, Put
from converter.loss.measure import Delta, differences
from converter.loss.overruled import Presence
from converter.loss.report import Evidence, Report, Side
from converter.model import Session, integrity
from converter.model.refs import COLLECTIONS, Ids, renamed
from converter.options import ConvertOptions, OnLoss, options_from
from converter.pause import paused_collector
from converter.registry import FORMATS, get
from converter.revise import revise

if TYPE_CHECKING:
    from collections.abc import Mapping

    from converter.loss.merged import MergedReport
    from converter.revise import Annotation


_LINK = "link"
"""The shape of a session that is a link."""


class Reading(msgspec.Struct, kw_only=True):
    """A session that was read: the neutral `session`, the id of its `format`, and the `ledger` of its facts."""

    session: Session
    format: str
    ledger: Any
    notices: list[Any] = []
    restored: dict[Any, Any] = {}


class Document(msgspec.Struct, kw_only=True):
    """A document that was written."""

    document: bytes
    media_type: str
    filename: str


class Conversion(Document, kw_only=True):
    """A document and the report of what became of every fact of its source."""

    report: Any


def read(
    data: bytes,
    source: str | None = None,
    filename: str | None = None,
    options: ConvertOptions | Mapping[str, Any] | None = None,
    limits: Limits = LIMITS,
) -> Reading:
    """Read a session of any format. `source` binds the format; `filename` only breaks ties; `limits` may only be lowered.

    Places in the session are 0-based half-open, sizes have their unit in the name of the field (`_px`, `_bp`, `_pt`).
    Raises `ConverterError` for what is malformed, too large, unknown or refused.
    """
    if source is not None:
        get(source, "from")
    if not isinstance(data, bytes):
        raise UsageError("input.type", f"The input is {type(data).__name__}, not bytes.", hint="Open the file in binary mode.")
    with paused_collector():
        plain = unpacked_session(data, limits)
        head = head_of(plain, limits)
        asked, _ = told_apart(options_from(options), limits)
        found = FORMATS[decide(head, source, filename)]
        return _read(plain, found, Job(asked, limits, decoded=head.root if head.kind == "json" else None))


def _read(plain: bytes, found: Format, job: Job) -> Reading:
    ledger = Ledger()
    session = found.read(plain, ledger, job)
    check("tracks", len(session.tracks), job.limits)
    notices, restored = list(ledger.notices), {}
    if ledger.carried is not None:
        from converter.loss.restore import restore  # noqa: PLC0415 - few documents carry data

        bare = session
        session, failed, names = restore(bare, ledger, job.limits)
        if names:
            bare, session = renamed(bare, names), renamed(session, names)
            ledger.rename(names)
        notices = [*ledger.notices, *failed]
        restored = differences(bare, session)
    return Reading(session=session, format=found.id, ledger=ledger, notices=notices, restored=restored)


def write(session: Session, to: str, options: ConvertOptions | Mapping[str, Any] | None = None) -> Document:
    """Write a neutral session in a format, without carried data. Raises `ConverterError`, also for broken references."""
    target, (asked, _) = target_of(to), told_apart(options_from(options))
    _check_form(target, asked)
    plain = _links().plainly(asked, target.profiles) if asked.shape == _LINK else asked
    try:
        integrity.check(session)
    except msgspec.ValidationError as error:
        hint = "Every id that the session names has to be that of one object of it."
        raise UnwritableError("session.invalid", f"The session can't be written: {error}.", hint=hint) from None
    with paused_collector():
        written = _written(target, session, Job(plain))
        document = _encoded(target, written)
        if plain is not asked:
            document = _links().publish(document, written, to, asked)
        return Document(document=document, media_type=written.media_type, filename=filename_of(None, written))


def convert(
    data: bytes,
    to: str,
    source: str | None = None,
    filename: str | None = None,
    options: ConvertOptions | Mapping[str, Any] | None = None,
    ledger: bool = False,  # noqa: FBT001, FBT002 - the contract's signature
) -> Conversion:
    """Convert a session into another format, and report what became of every fact.

    `data`: the file, plain or gzipped, or the text of a link. `to`: id of the format to write (`converter.formats()`).
    `source` binds the format of `data`, which is found from the content otherwise; `filename` only breaks ties, and names
    the document. `options`: a `ConvertOptions`, or a mapping of its fields. `ledger`: the report also lists each superseded
    and structural fact.

    Pure: bytes in, bytes out, the same for the same input and options. Raises `ConverterError`: for options and formats that
    there are not, for input that is malformed, too large, unknown or refused, and for a loss where `on_loss` is `fail`.
    """
    target = target_of(to)
    with paused_collector():
        asked, annotations = told_apart(options_from(options))
        reading = read(data, source, filename, asked)
        return _convert(target, asked, reading, (data, filename), annotations, listing=ledger)


def _convert(
    target: Format,
    asked: ConvertOptions,
    reading: Reading,
    given: tuple[bytes, str | None],
    annotations: tuple[Annotation, ...] = (),
    *,
    listing: bool,
) -> Conversion:
    """Write, read back and measure what was read from the `given` bytes (and file name)."""
    (data, filename), to, source = given, target.id, FORMATS[reading.format]
    reading.ledger.objects = {}  # the places of objects of the source are not asked for any more
    if reading.ledger.config_taken:
        asked = msgspec.structs.replace(asked, config=None)
    plain, link = unlinked_options(target, asked)
    same = to in (source.id, "neutral", *reading.session.forms)
    searched = () if target.searches else annotations
    revised = revise(reading.session, plain, same_format=same, target=to, annotations=searched)
    own = source.id == to
    job = Job(plain, same_format=own and reading.ledger.carried is None, returning=not own)
    wanted = revised.session
    if revised.revisions and carries(target, job):
        wanted = revise(reading.session, plain, same_format=same, renaming=False).session
    made = produce(target, revised.session, wanted, job, link)
    written = made.written
    form = written.profile or written.shape
    kept = made.delta.b.tracks
    advised = [*advice(revised.session, source, target, form=form, same_format=same, kept=kept), *unused(plain, source)]
    evidence = Evidence(
        ledger=reading.ledger,
        delta=made.delta,
        placed=made.placed,
        announced=target.cannot,
        habits=unasked(target, form),
        notices=[*reading.notices, *revised.notices, *written.notices, *advised],
        restored=reading.restored,
        revisions=revised.revisions,
        overruling=Presence(written.present) if written.present else None,
    )
    report = Report(ends_of(reading, data, target, made), evidence, carry=plain.carry, listing=listing)
    enforce(report, plain)
    name = filename_of(filename, written)
    return Conversion(document=made.document, media_type=written.media_type, filename=name, report=report)


class Produced(NamedTuple):
    """A document: what was `written`, its bytes, where it has each object, and what it says differently from the session."""

    written: Written
    document: bytes
    placed: dict[Owner, Put]
    delta: Delta


def produce(target: Format, session: Session, wanted: Session, job: Job, link: ConvertOptions | None = None) -> Produced:
    """Write a session, read the document back and compare; it carries, if it may, what turns it into the `wanted` session.

    `link`: the options of a link that the document becomes part of.
    """
    written = _written(target, session, job)
    plain = _encoded(target, written)
    back, placed = _back(target, plain, session, written, job)
    written.placed = {}  # the places are known as they were read
    delta = Delta(session, back)
    luggage = delta if wanted is session or wanted == session else Delta(wanted, back)
    document = _carried(target, written, plain, luggage, placed, job) or plain
    if link is not None:
        document = _links().publish(plain, written, target.id, link)
    return Produced(written, document, placed, delta)


def ends_of(reading: Reading, data: bytes, target: Format, made: Produced, name: str | None = None) -> tuple[Side, Side]:
    """Source and target as a report describes them; `name`: what people call the source, where it is one of several."""
    written, version = made.written, reading.session.forms.get(reading.format, {}).get("version")
    title = written.application or target.called
    return (
        Side(format=reading.format, title=FORMATS[reading.format].title, data=data, name=name, version=version),
        Side(format=target.id, title=title, data=made.document, shape=written.shape, profile=written.profile),
    )


def unlinked_options(target: Format, asked: ConvertOptions) -> tuple[ConvertOptions, ConvertOptions | None]:
    """The options for the document itself, and those of the link that is asked for, if one is.

    Raises `UsageError` for a shape or profile that the target does not have.
    """
    _check_form(target, asked)
    return (_links().plainly(asked, target.profiles), asked) if asked.shape == _LINK else (asked, None)


def target_of(to: str) -> Format:
    """The format of that id, which can be written; a `ConverterError` for others."""
    target = get(to, "to")
    if not target.writes:
        names = ", ".join(one.id for one in FORMATS.values() if one.writes)
        hint = f"Written are: {names}."
        raise UnwritableError("format.unwritable", f"{target.title} can be read, but not written.", hint=hint)
    return target


def _links() -> Any:
    """What makes links, imported when one is asked for."""
    return import_module("converter.links")


def _written(target: Format, session: Session, job: Job) -> Written:
    written = target.write(session, job)
    written.media_type = written.media_type or target.media_type
    written.extension = written.extension or target.extension
    return written


def _check_form(target: Format, asked: ConvertOptions) -> None:
    """A `UsageError` for a shape or profile that the target does not have."""
    for name, possible in (("shape", target.shapes), ("profile", target.profiles)):
        value = getattr(asked, name)
        if value is not None and value not in possible:
            known = ", ".join(possible) or "none"
            raise UsageError(f"option.{name}", f"{target.title} has no {name} {value!r}.", hint=f"Possible are: {known}.")


def _encoded(target: Format, written: Written) -> bytes:
    return target.encode(written)


def _back(target: Format, plain: bytes, a: Session, written: Written, job: Job) -> tuple[Session, dict[Owner, Put]]:
    """Our own document read back, in the ids of `a`, and where it has each object."""
    ledger = Ledger(recording=False)
    document = None
    if plain.startswith((b"{", b"[")):
        written.content = None  # the same as what is decoded now, and one of them is enough
        document = msgspec.json.decode(plain)
        if written.last_key is None:
            written.content = document
    b = target.read(plain, ledger, job._replace(options=_bare(job.options, written), decoded=document, held=written.held))
    found = {put.place: owner for owner, put in ledger.objects.items()}
    names: dict[str, str] = {}
    for owner, put in written.placed.items():
        there = found.get(put.place)
        if there is not None and there[0] == owner[0] and there[1] not in names:
            names[there[1]] = owner[1]
    _join_sources(a, b, names)
    unknown = [(collection, key) for collection in COLLECTIONS for key in getattr(b, collection) if key not in names]
    if unknown:
        ids = Ids(key for collection in COLLECTIONS for key in getattr(a, collection))
        names.update({key: ids.free(collection, key) for collection, key in unknown})
    placed = {(kind, names.get(key, key)): put for (kind, key), put in ledger.objects.items()}
    return renamed(b, names), placed


def _join_sources(a: Session, b: Session, names: dict[str, str]) -> None:
    """Sources that no place joins are joined through the tracks that refer to them."""
    used = {names[key] for key in b.sources if key in names}
    for key, track in b.tracks.items():
        here = a.tracks.get(names.get(key, ""))
        if here is None or not isinstance(here.source, str) or not isinstance(track.source, str):
            continue
        if track.source not in names and here.source not in used:
            names[track.source] = here.source
            used.add(here.source)


def _bare(options: ConvertOptions, written: Written) -> ConvertOptions:
    """The options that matter for reading our own document back: a patch is nothing without what it is made against.

    What the document names is at hand, as it is for its application.
    """
    return ConvertOptions(width_px=options.width_px, config=written.beside if written.held is None else options.config)


def carries(target: Format, job: Job) -> bool:
    """Whether the document takes carried data along."""
    return job.options.carry and target.id != "neutral"


def _carried(target: Format, written: Written, plain: bytes, delta: Delta, placed: dict[Owner, Put], job: Job) -> bytes | None:
    """The `plain` document with its carried data, or None where it takes none along."""
    if not carries(target, job):
        return None
    text = carry.pack(delta, placed)
    if text is None:
        return None
    if written.last_key is not None:
        return with_last(plain, written.last_key, text)
    target.embed(written, text)
    return _encoded(target, written)


def enforce(report: Report | MergedReport, options: ConvertOptions) -> None:
    """A `LossError` where the caller's loss policy says that this loss fails."""
    gravest = report.gravest
    if options.on_loss is OnLoss.FAIL and gravest is not None and rank(gravest) >= rank(options.fail_at):
        raise LossError(f"The conversion is {report.verdict}, and the loss policy fails at {options.fail_at}.", report)


def filename_of(given: str | None, written: Written | None = None) -> str:
    """The name of the source's file, without its folder and its ending, with that of the document."""
    plain = stem((given or "session").replace("\\", "/").rpartition("/")[2])
    return plain + (written.extension if written is not None else "")


_ENDINGS = (".xml", ".json", ".txt", ".conf")


def stem(filename: str) -> str:
    """A file name without the endings that say which format it has."""
    for ending in (".gz", *sorted((one.extension for one in FORMATS.values()), key=len, reverse=True), *_ENDINGS):
        if len(filename) > len(ending) and filename.lower().endswith(ending):
            filename = filename[: -len(ending)]
    return filename or "session"


def extension(to: str, options: ConvertOptions) -> str:
    """What the name of a document of that format ends with; a `ConverterError` where it can't be written as is asked."""
    target = target_of(to)
    _check_form(target, options)
    return str(_links().EXTENSION) if options.shape == _LINK else target.extension
