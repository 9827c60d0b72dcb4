"""Putting a package together: the session with paths that hold in it, the files they lead to, and a report on both."""

from __future__ import annotations

import datetime as dt
from operator import attrgetter
from typing import IO, TYPE_CHECKING, Any, NamedTuple

import msgspec

from converter.convert import read
from converter.errors import ConverterError, Kind, RefusedError
from converter.package import known
from converter.package.archive import MANIFEST, Archive
from converter.package.contents import DATA, Contents, plain_name
from converter.package.crate import METADATA, About, crate
from converter.package.local import Missing, Paths
from converter.package.opaque import text_of
from converter.registry import FORMATS, get
from converter.resources.location import split_suffix
from converter.secrets import redact

if TYPE_CHECKING:
    from collections.abc import Callable

    Progress = Callable[[int, int], None]

    from converter.convert import Reading
    from converter.package.contents import Packed
    from converter.package.files import Store

PACKAGE_VERSION = 1
REPORT = "report.json"
SOURCE = "source"
MOST_NAMED = 5
_RESERVED = (REPORT, METADATA, MANIFEST, DATA, SOURCE)
_FOREIGN = (Kind.UNKNOWN_FORMAT, Kind.MALFORMED, Kind.REFUSED)


class PackOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What a caller may ask of a package.

    `to`: the format that the session is converted to on the way; `missing`: what becomes of local files that are not
    there; `date`: the day that the package is said to be of; `conversion`: options of the conversion.
    """

    to: str | None = None
    source: str | None = None
    missing: Missing = Missing.ERROR
    keep_secrets: bool = False
    date: dt.date = dt.date(1980, 1, 1)
    licence: str = "No licence is stated."
    conversion: dict[str, Any] = {}


class _Session(NamedTuple):
    """A session as it is packed."""

    content: bytes
    filename: str
    media_type: str | None
    told: dict[str, Any]
    remote: list[str]


def pack(
    data: bytes, filename: str, store: Store, out: IO[bytes], options: PackOptions, done: Progress = lambda *_: None
) -> dict[str, Any]:
    """Write the package of a session to `out`, a file that can be sought in; the report that it holds.

    `filename`: the session's own name; `done` is told how many more bytes of data were packed, and of how many.
    Raises `ConverterError`.
    """
    _without_secrets(data, options)
    contents = Contents(store)
    session = _session(data, filename, contents, options)
    packed = sorted(contents.files.values(), key=attrgetter("name"))
    total = sum(one.file.stamp.size for one in packed)
    with Archive(out, lambda more: done(more, total)) as archive:
        archive.text(session.filename, session.content, "the session", session.media_type)
        archive.text(f"{SOURCE}/{plain_name(filename)}", data, "the session as it was before it was packaged")
        for one in packed:
            archive.file(one)
        report = {
            "package_version": PACKAGE_VERSION,
            "session": session.filename,
            "files": _told(packed, archive),
            **session.told,
        }
        archive.text(REPORT, _json(report), "what became of the session and its files", "application/json")
        about = About(filename, options.date.isoformat(), options.licence)
        archive.text(METADATA, _json(crate(about, session.filename, archive.parts, session.remote)), "what is in the package")
    return report


def _session(data: bytes, filename: str, contents: Contents, options: PackOptions) -> _Session:
    reading, why = _reading(data, filename, options)
    own = contents.store.find(filename)
    if reading is None:
        name = _own_name(filename)
        return _opaque(data, name, contents, {own.place: name} if own else {}, options, why)
    found = known.locations(reading, contents)
    _absences(found.absent, options)
    if options.missing is Missing.REPORT:
        found.packaged.update((text, contents.reserved(split_suffix(text)[0])) for text in found.absent)
    done = known.converted(data, filename, reading, found, options.conversion, options.to or reading.format)
    name = _own_name(done.filename)
    paths = Paths(contents, {own.place: name} if own else {}, relative=False, missing=Missing.REMOTE)
    content = paths.run(text_of(done.document))
    _without_secrets(content, options)
    told = _paths_told(reading, "", [*found.absent, *paths.absent], found.remote, paths)
    return _Session(content, name, done.media_type, told | {"conversion": done.report.to_dict()}, found.remote)


def _opaque(data: bytes, name: str, contents: Contents, own: dict[str, str], options: PackOptions, why: str) -> _Session:
    """A session that no format of ours reads and writes: every value that is a local path."""
    paths = Paths(contents, own, relative=True, missing=options.missing)
    content = paths.run(text_of(data))
    _absences(paths.absent, options)
    return _Session(content, name, None, _paths_told(None, why, paths.absent, [], paths) | {"conversion": None}, [])


def _paths_told(reading: Reading | None, why: str, absent: list[str], remote: list[str], paths: Paths) -> dict[str, Any]:
    """The part of the report that tells of locations."""
    return {
        "format": reading.format if reading else None,
        "why_text": why or None,
        "missing": [redact(text) for text in dict.fromkeys(absent)],
        "remote": [redact(text) for text in remote],
        "replaced": [_redacted(one) for one in paths.replaced],
        "left": [_redacted(one) for one in paths.left],
    }


def _told(packed: list[Packed], archive: Archive) -> list[dict[str, Any]]:
    """The part of the report that tells of the packed files."""
    parts = {part.name: part for part in archive.parts}
    return [
        {**_redacted(one, "location", "name", "role"), "bytes": parts[one.name].size, "sha256": parts[one.name].sha256}
        for one in packed
    ]


def _redacted(one: Any, *fields: str) -> dict[str, Any]:
    held = one._asdict()
    return {name: redact(held[name]) if isinstance(held[name], str) else held[name] for name in fields or held}


def _reading(data: bytes, filename: str, options: PackOptions) -> tuple[Reading | None, str]:
    """The session as a format of ours reads it; None, and why, where it has to be taken as mere text."""
    if options.to is not None:
        get(options.to, "to")
    try:
        reading = read(data, options.source, filename, options.conversion)
    except ConverterError as error:
        known_wanted = options.source is not None or options.to is not None or options.conversion.keys() - {"base"}
        if known_wanted or error.kind not in _FOREIGN:
            raise
        return None, str(error)
    if options.to is None and not FORMATS[reading.format].writes:
        return None, f"Sessions of the format {reading.format} are not written."
    return reading, ""


def _absences(absent: list[str], options: PackOptions) -> None:
    """Refuse to pack without files that are missing, unless that was asked for."""
    if absent and options.missing is Missing.ERROR:
        named = ", ".join(redact(text) for text in absent[:MOST_NAMED]) + (" and more" if len(absent) > MOST_NAMED else "")
        text = f"Not there: {len(absent)} of the files that the session names: {named}."
        hint = "Put them there, or say missing=report (places are kept for them) or missing=remote (their locations stay)."
        raise RefusedError("package.missing", text, hint=hint)


def _without_secrets(data: bytes, options: PackOptions) -> None:
    """Refuse credentials in what is meant for others."""
    text = data.decode("utf-8", "replace")
    if not options.keep_secrets and redact(text) != text:
        hint = "Take the credentials out of its locations, or keep them with 'keep_secrets'."
        raise RefusedError("package.secrets", "The session has credentials in it, and a package is for others.", hint=hint)


def _own_name(filename: str) -> str:
    """The session's name in the package: its own, unless something else has that there."""
    name = plain_name(filename)
    return f"session-{name}" if name.lower() in _RESERVED else name


def _json(content: Any) -> bytes:
    return msgspec.json.format(msgspec.json.encode(content), indent=1) + b"\n"
