"""What a format is to the rest of the converter: one record, with its reader, its writer and what it can't say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

import msgspec

from converter.errors import UnwritableError
from converter.formats import _json
from converter.formats._habits import Habits
from converter.limits import LIMITS, Limits
from converter.loss.announce import Cannot, code_of
from converter.loss.ledger import Ledger, Notice, Owner, Put
from converter.model import Session

if TYPE_CHECKING:
    from converter.options import ConvertOptions


class Head(NamedTuple):
    """What detection looks at: the unpacked bytes, what kind they are, and a decoded JSON document if they are one."""

    data: bytes
    kind: str
    """xml, json or text."""
    root: Any = None
    """The decoded JSON document; for XML the name of the first element."""


class Evidence(NamedTuple):
    """Why content is taken for a format: `confidence` from 0 to 1, and the reason in words."""

    confidence: float
    reason: str


class Job(NamedTuple):
    """What a reader or writer is told beside its input."""

    options: ConvertOptions
    limits: Limits = LIMITS
    same_format: bool = False
    """Writing: the source had the target's format and was not carried here, so its form is not asked for."""
    returning: bool = False
    """Writing: the source has another format, so what an earlier conversion carried there returns as it was."""
    decoded: Any = None
    """Reading: the JSON document as somebody who looked at it before has decoded it."""
    held: str | None = None
    """Reading back a patch: where the patched document has the session."""


def decoded(data: bytes, job: Job) -> Any:
    """The JSON document that a reader is given, decoded strictly unless that was done before."""
    return _json.decode(data, job.limits) if job.decoded is None else job.decoded


class Written(msgspec.Struct, kw_only=True):
    """What a writer made: the plain `content` (without carried data), and where it put each neutral object."""

    content: Any
    placed: dict[Owner, Put]
    shape: str | None = None
    profile: str | None = None
    application: str | None = None
    """What messages call the program that it is for, where the profile decides that."""
    media_type: str = ""
    extension: str = ""
    """Those of the format, where its shapes do not differ in them."""
    notices: list[Notice] = msgspec.field(default_factory=list)
    held: str | None = None
    """Of a patch: where the patched document has the session."""
    beside: Any = None
    """The file that the document names and its application reads with it, as the option `config` would bring it."""
    last_key: str | None = None
    """Of a JSON object to which carried data are simply added, behind all else and without `embed`: the key for them."""
    present: frozenset[Owner] = frozenset()
    """Of a patch: the objects that were there before, of which nothing is changed."""


def deferred(module: str, name: str) -> Callable[..., Any]:
    """A function of a module that is imported when it is first called, so that a conversion loads its own formats only."""
    held = cache(partial(import_module, module))

    def call(*arguments: Any) -> Any:
        return getattr(held(), name)(*arguments)

    return call


def constant(module: str, name: str) -> Callable[[], Any]:
    """What a module holds under a name, imported when it is first asked for."""
    held = cache(partial(import_module, module))
    return lambda: getattr(held(), name)


def _unwritable(*_arguments: Any) -> NoReturn:
    """Writing, encoding and carrying of a format that can only be read; the verbs refuse it before, naming it."""
    raise UnwritableError(
        "format.unwritable", "The format can be read, but not written.", hint="`formats` lists those that can be written."
    )


def _nothing() -> Mapping[str, Cannot]:
    return {}


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """One format. Readers and writers are functions, `deferred` ones; everything else is data.

    `recognise(head)`: evidence that content is of this format, or None. `read(data, ledger, job)`: the neutral session
    of unpacked bytes. `write(session, job)`: what to write. `encode(written)`: its bytes. `embed(written, text)`: put
    carried data where the application ignores it. `announce()`: by `collection/field`, what the format can't say and why.
    """

    id: str
    title: str
    program: str = ""
    """What messages call the program that the documents are for, where the title would not do: `JBrowse 2`, `the …`."""
    programs: Mapping[Any, str] = {}
    """What messages call it by profile, where that decides it."""
    media_type: str
    extension: str
    content: tuple[str, ...]
    """What its files may be: the kinds of `Head` that `recognise` is asked about."""
    recognise: Callable[[Head], Evidence | None]
    read: Callable[[bytes, Ledger, Job], Session]
    write: Callable[[Session, Job], Written] = _unwritable
    encode: Callable[[Written], bytes] = _unwritable
    embed: Callable[[Written, str], None] = _unwritable
    writes: bool = True
    """False for a format that can only be read; it needs neither `write`, nor `encode`, nor `embed`."""
    shapes: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    searches: bool = True
    """Whether a place may be the name of a gene, which its application looks up."""
    companions: bool = False
    """Whether other files belong to its own, which come with the option `config`."""
    many_views: bool = False
    """Whether a document may have several views, each with its own place and tracks."""
    announce: Callable[[], Mapping[str, Cannot]] = _nothing
    structural: tuple[str, ...] = ()
    habits: Habits = Habits()
    """What its application does where a session says nothing."""
    without_genome: str = ""
    """What becomes of a session that names no genome, where that matters: a clause with the program in it."""

    @property
    def cannot(self) -> Mapping[str, Cannot]:
        """By `collection/field`, what the format can't say and why."""
        return self.announce()

    @property
    def called(self) -> str:
        """What messages call the program that the documents are for."""
        return self.program or self.title

    def describe(self) -> dict[str, Any]:
        """The record as plain data, for the capability table."""
        return {
            "id": self.id,
            "title": self.title,
            "reads": True,
            "writes": self.writes,
            "shapes": list(self.shapes),
            "profiles": list(self.profiles),
            "default_shape": self.shapes[0] if self.shapes else None,
            "default_profile": self.profiles[0] if self.profiles else None,
            "media_type": self.media_type,
            "extension": self.extension,
            "structural": list(self.structural),
            "cannot": [
                {"field": field, "code": code_of(field, "unsupported"), "why": one.told(self.called, field).why}
                for field, one in self.cannot.items()
            ],
        }
