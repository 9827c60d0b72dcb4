"""A whole migration: sessions found, moved one by one into the same place, and told of."""

from __future__ import annotations

import hashlib
import os
import re
from abc import ABC, abstractmethod
from collections import Counter
from typing import TYPE_CHECKING, Any

import msgspec

import converter
from converter.batch.inputs import find
from converter.batch.job import NO_SESSION
from converter.batch.migrate.naming import Categories, edit
from converter.batch.migrate.page import page
from converter.batch.migrate.record import JOURNAL, Journal, Moved, packed, unpacked
from converter.batch.migrate.site import SiteConfig
from converter.batch.migrate.table import files_table
from converter.batch.migrate.told import Teller, losses
from converter.batch.migrate.unfold import sessions_of, texts
from converter.batch.plan import named
from converter.batch.record import Record, Status, fault_of
from converter.batch.storage import STATE, Storage, is_url, storage
from converter.convert import extension
from converter.errors import ConverterError, RefusedError, UsageError
from converter.formats.jbrowse2.companion import decoded_config
from converter.limits import LIMITS
from converter.options import ConvertOptions
from converter.preparation import steps_for, written
from converter.revise import revise
from converter.revise.choices import edited
from converter.secrets import redact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from converter.batch.inputs import Readable
    from converter.model import Session

    Watch = Callable[[list[Record]], None]

SITE = "jbrowse2"
_CONFIG, _PATCH, _SCRIPT, _TABLE, _PAGE = "config.json", "patch.json", "prepare.sh", "files.tsv", "index.html"
_RUN = "migrate"
_UNSAFE = re.compile(r"[^\w.,@+=()~\- ]+")


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What is done: the target, the options of every conversion, where the result goes, and how the site is laid out.

    `default`: name of the session that opens first; `existing`: the config that is extended.
    """

    to: str
    out: str
    options: ConvertOptions = ConvertOptions()
    default: str | None = None
    existing: bytes | None = None
    categories: Categories = Categories.FOLDER

    def made(self, base: str | None) -> str:
        """The digest of all that a session's result depends on besides its input."""
        content = (converter.__version__, self.to, self.options, self.categories, base if self.options.paths != "keep" else None)
        return hashlib.sha256(msgspec.json.encode(content, order="deterministic")).hexdigest()[:32]


class Outcome(msgspec.Struct, kw_only=True):
    """What came of a migration: all its sessions, what was refused, and by name how each differs from the run before."""

    journal: Journal
    refused: list[Record]
    changed: dict[str, str]
    """`new`, `changed`, `kept` by name of the session."""
    files: list[str]
    """What was written anew."""


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """One session that is to be moved."""

    name: str
    data: bytes
    base: str | None
    asked: bool = True
    """Whether the caller named it, so that it must be a session."""


def migrate(arguments: Iterable[str], job: Job, watch: Watch = lambda _: None) -> Outcome:
    """Move the sessions that the arguments lead to. `watch` is told of each.

    Raises `ConverterError` where nothing can be written at all, or no session is left to move.
    """
    extension(job.to, job.options)
    if not is_url(job.out):
        job = msgspec.structs.replace(job, out=os.path.abspath(job.out))  # noqa: PTH100 - as it is spelt, links and all
    store = storage(job.out, _RUN)
    before = unpacked(store.read(JOURNAL), job.to)
    given, refused = _given(arguments, job)
    watch(refused)
    migration: _Site | _Folder = _Site(job, store, before) if job.to == SITE else _Folder(job)
    known = {one.name: one for one in before.sessions}
    changed: dict[str, str] = {}
    for one in given:
        old = known.get(one.name)
        digest = hashlib.sha256(one.data).hexdigest()
        if old is not None and (old.sha256, old.made) == (digest, job.made(one.base)) and migration.holds(old, store):
            changed[one.name] = "kept"
            continue
        moved = migration.move(one, digest, old)
        if not one.asked and moved.error is not None and moved.error.code in NO_SESSION:
            refused.append(Record(input=one.name, status=Status.SKIPPED))
            continue
        known[one.name] = moved
        changed[one.name] = "changed" if old is not None else "new"
        watch([_seen(moved)])
    if not known:
        raise RefusedError("migrate.nothing", "No session was found to move.", hint="Name session files, or folders of them.")
    journal = Journal(to=job.to, default=migration.default(list(known.values())), sessions=list(known.values()))
    outputs = migration.outputs(journal) | _told(journal)
    with store.claimed(f"{STATE}/{_RUN}"):
        return Outcome(journal=journal, refused=refused, changed=changed, files=list(_written(store, outputs)))


def _given(arguments: Iterable[str], job: Job) -> tuple[list[Given], list[Record]]:
    """The sessions, each with a name of its own; what can't be read is a record."""
    roots, refused = find(arguments, leave=job.out)
    found: list[Given] = []
    taken: Counter[str] = Counter()
    for one in named(roots, ""):
        try:
            if one.found.error is not None:
                raise one.found.error
            data = _read(one.found.source)
        except ConverterError as error:
            refused.append(Record(input=one.name, status=Status.REFUSED, error=fault_of(error)))
            continue
        parts = sessions_of(data, one.document)
        for part in parts:
            title = part.title if len(parts) > 1 else one.document
            taken[title.casefold()] += 1
            number = taken[title.casefold()]
            found.append(
                Given(
                    name=title if number == 1 else f"{title} ({number})",
                    data=part.data,
                    base=one.found.base,
                    asked=one.found.named,
                )
            )
    return found, refused


def _read(source: Readable) -> bytes:
    return source.read(LIMITS)


def _seen(one: Moved) -> Record:
    status = Status.DONE if one.error is None else Status.REFUSED
    return Record(input=one.name, status=status, verdict=one.verdict, error=one.error)


class _Migration(ABC):
    """What moving into a site and into a folder share."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def move(self, given: Given, digest: str, old: Moved | None) -> Moved:
        """Move one session; whatever is wrong with it is in its record."""
        record = Moved(name=given.name, sha256=digest, made=self.job.made(given.base))
        options = msgspec.structs.replace(self.job.options, carry=False, base=self.job.options.base or given.base)
        self.forget(old)
        try:
            reading = converter.read(given.data, filename=given.name, options=options)
            same = self.job.to == reading.format
            session = revise(reading.session, options, same_format=same, target=self.job.to).session
            told = msgspec.structs.replace(record, format=reading.format, title=_title(reading.session, given.name))
            secrets = _secrets(session)
            if secrets and not options.keep_secrets:
                return msgspec.structs.replace(told, secrets=secrets, error=fault_of(_secret(len(secrets))))
            done = self.convert(given, session, options)
            if not options.keep_secrets and redact(done.document.decode()) != done.document.decode():
                return msgspec.structs.replace(told, error=fault_of(_secret(1)))
        except ConverterError as error:
            return msgspec.structs.replace(record, error=fault_of(error))
        report = done.report.to_dict()
        self.take(given.name, done.document)
        teller = Teller(session, report, self.job.to)
        return msgspec.structs.replace(
            told,
            verdict=report["verdict"],
            counts=report["counts"],
            losses=losses(report),
            tracks=teller.tracks(),
            files=teller.files(reading.session),
            steps=list(dict.fromkeys(steps_for(session, self.job.to, options.base))),
            secrets=secrets,
        )

    def forget(self, old: Moved | None) -> None:  # noqa: B027 - there is nothing to take away from a folder
        """Take away what an earlier run made of a session."""

    @abstractmethod
    def convert(self, given: Given, session: Session, options: ConvertOptions) -> Any:
        """The conversion of one session."""

    @abstractmethod
    def take(self, name: str, document: bytes) -> None:
        """Keep what a conversion gave."""


class _Site(_Migration):
    """Sessions into one config."""

    def __init__(self, job: Job, store: Storage, before: Journal) -> None:
        super().__init__(job)
        self.before = before
        configs = (job.existing, store.read(_CONFIG), b'{"assemblies":[],"tracks":[]}')
        self.base = decoded_config(next(one for one in configs if one is not None))
        self.config = SiteConfig(self.base)

    def holds(self, old: Moved, store: Storage) -> bool:  # noqa: ARG002 - as that of a folder
        """Whether the site has a session as an earlier run left it."""
        return old.error is not None or self.config.session(old.name) is not None

    def forget(self, old: Moved | None) -> None:
        """Take a changed session out of the menu."""
        if old is not None:
            self.config.drop(old.name)

    def convert(self, given: Given, session: Session, options: ConvertOptions) -> Any:
        """As a patch of the part of the site that may matter."""
        changes = edit(session, given.name, self.job.categories)
        near = self.config.near(edited(session, changes), given.name)
        told = msgspec.structs.replace(options, shape="patch", config=near, edit=changes)
        return converter.convert(given.data, self.job.to, filename=given.name, options=told)

    def take(self, name: str, document: bytes) -> None:  # noqa: ARG002 - as that of a folder
        """Add to the site what the patch adds."""
        self.config.add(msgspec.json.decode(document))

    def default(self, sessions: list[Moved]) -> str | None:
        """The session that opens first: the one that was asked for, else that of the run before, else the first."""
        names = [one.name for one in sessions if one.error is None]
        wanted = self.job.default
        if wanted is not None and wanted not in names:
            close = ", ".join(names[:10]) or "none"
            raise UsageError("migrate.default", f"There is no session {wanted!r} among those moved.", hint=f"They are: {close}.")
        if wanted is None and self.before.default in names:
            return self.before.default
        return wanted or next(iter(names), None)

    def outputs(self, journal: Journal) -> dict[str, bytes]:
        """The config, and for one that existed the patch."""
        default = self.config.session(journal.default) if journal.default is not None else None
        config, operations = self.config.finished(default, chosen=self.job.default is not None)
        found = {_CONFIG: _json(config)}
        return found | ({_PATCH: _json(operations)} if self.job.existing is not None else {})


class _Folder(_Migration):
    """Sessions into documents of their own."""

    def __init__(self, job: Job) -> None:
        super().__init__(job)
        self.documents: dict[str, bytes] = {}
        self.ending = extension(job.to, job.options)

    def holds(self, old: Moved, store: Storage) -> bool:
        """Whether the document is there as an earlier run left it."""
        return old.error is not None or store.read(f"{_file_name(old.name)}{self.ending}") is not None

    def convert(self, given: Given, session: Session, options: ConvertOptions) -> Any:  # noqa: ARG002 - as that of a site
        """As a document of its own."""
        return converter.convert(given.data, self.job.to, filename=given.name, options=options)

    def take(self, name: str, document: bytes) -> None:
        """Keep the document under the name of the session."""
        self.documents[f"{_file_name(name)}{self.ending}"] = document

    def default(self, sessions: list[Moved]) -> str | None:
        """There is none."""

    def outputs(self, journal: Journal) -> dict[str, bytes]:  # noqa: ARG002 - as that of a site
        """The documents."""
        return self.documents


def _title(session: Session, name: str) -> str:
    return redact(session.name) if isinstance(session.name, str) and session.name.strip() else name


def _secrets(session: Session) -> list[str]:
    """Texts of a session's files and genomes that hold credentials, redacted."""
    held = msgspec.to_builtins([session.genome or None, session.genomes, session.sources])
    return sorted({shown for text in texts(held) if (shown := redact(text)) != text})


def _secret(number: int) -> RefusedError:
    text = f"{number} location{'s hold' if number > 1 else ' holds'} credentials, which a site would show to everybody."
    return RefusedError("migrate.secret", text, hint="Take them out with --rewrite, or allow it with --keep-secrets.")


def _file_name(name: str) -> str:
    """A name as that of a file, in the folders that it names; a digest tells it from others that become the same."""
    safe = "/".join(_UNSAFE.sub("_", part).strip(". ") or "_" for part in name.split("/"))
    return safe if safe == name else f"{safe}~{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def _told(journal: Journal) -> dict[str, bytes]:
    """What tells of a migration, and what is to be done before it works."""
    steps = (step for one in journal.sessions for step in one.steps)
    return {
        _SCRIPT: written(steps, journal.to).encode(),
        _TABLE: files_table(journal),
        _PAGE: page(journal).encode(),
        JOURNAL: packed(journal),
    }


def _written(store: Storage, outputs: dict[str, bytes]) -> Iterator[str]:
    """Write what differs from what is there, the journal last."""
    for name, content in outputs.items():
        if store.read(name) != content:
            store.put(name, content)
            yield name


def _json(value: Any) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"
