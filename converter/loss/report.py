"""The report of a conversion: counts, entries, verdict and difference, as the contract words them."""

from __future__ import annotations

from functools import cached_property, lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import UNSET, UnsetType

from converter.loss.account import Accountant
from converter.loss.difference import pieces
from converter.loss.effects import COUNTED, LOSSES, VERDICTS, Effect, Verdict, rank
from converter.loss.measure import MISSING, plain
from converter.loss.redaction import redact, redact_pointer, redact_pointers, redact_value
from converter.loss.said import place_of, within
from converter.loss.walk import escape
from converter.loss.wording import Key, Target, named
from converter.loss.words import sentence
from converter.options import Severity
from converter.pause import paused_collector
from converter.secrets import REDACTED, is_secret_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from converter.loss.entries import Places, Verdicts
    from converter.loss.ledger import Bound, Notice, Owner
    from converter.loss.ledger import Place as SourcePlace
    from converter.loss.measure import Delta
    from converter.model import Session

REPORT_VERSION = 1
_ENCODER = msgspec.json.Encoder()
_QUIET = (Effect.SUPERSEDED, Effect.STRUCTURAL)


class Side(msgspec.Struct, kw_only=True):
    """One end of a conversion."""

    format: str
    title: str
    data: bytes
    name: str | None = None
    version: str | None = None
    shape: str | None = None
    profile: str | None = None

    def named(self) -> dict[str, Any]:
        """What it is called, secrets redacted."""
        known = {
            "name": self.name and redact(self.name),
            "format": self.format,
            "version": self.version and redact(self.version),
            "shape": self.shape,
            "profile": self.profile,
        }
        return {name: value for name, value in known.items() if value is not None}

    def describe(self) -> dict[str, Any]:
        """What the report says of it: sizes and digest are of the bytes as they came or went."""
        import hashlib  # noqa: PLC0415 - loads OpenSSL, for which a conversion on the command line need not wait

        return {**self.named(), "sha256": hashlib.sha256(self.data).hexdigest(), "bytes": len(self.data)}


class Evidence(msgspec.Struct, kw_only=True):
    """What a report is made of.

    `delta`: from the session of the source as the caller wants it to the target document read back, in the same ids;
    `placed`: where the document has each object; `announced`: what the target can't say; `habits`: what its application does
    unasked; `restored`: what carried data
    gave back; `revisions`: what options changed; `overruling`: what becomes of findings where others have the last word.
    """

    ledger: Any
    delta: Any
    placed: dict[Any, Any]
    announced: Any
    habits: frozenset[str] = frozenset()
    notices: list[Any]
    restored: dict[Any, Any]
    revisions: dict[Any, Any]
    overruling: Any = None


class Report:
    """What became of every fact of the source. Made by `converter.convert`; read with `to_dict` or `to_json`."""

    def __init__(self, ends: tuple[Side, Side], evidence: Evidence, *, carry: bool = True, listing: bool = False) -> None:
        self.source, self.target = ends
        self._ledger = evidence.ledger
        self._delta: Delta = evidence.delta
        self._placed = evidence.placed
        self._notices = evidence.notices
        self._listing = listing
        named = (self.source.format, Target(self.target.format, self.target.title, evidence.announced, evidence.habits))
        settled = {"restored": evidence.restored, "revisions": evidence.revisions}
        found = Accountant(self._ledger, self._delta, named, self._notices, carry=carry, **settled).run()
        self._found: Verdicts = found if evidence.overruling is None else evidence.overruling(found)

    @property
    def session(self) -> Session:
        """The neutral session of the source as the caller wanted it, which everything is measured from."""
        return self._delta.a

    def note(self, notices: Iterable[Notice]) -> None:
        """Add what somebody found out who may look at files."""
        self._notices += notices
        for name in ("counts", "verdict", "gravest"):
            self.__dict__.pop(name, None)

    @cached_property
    def counts(self) -> dict[str, int]:
        """Facts by effect; all but `assumed` add up to the facts of the source."""
        counts = dict.fromkeys((str(effect) for effect in COUNTED), 0)
        for key, places in self._found.entries.items():
            if key.effect is not Effect.KEPT:
                counts[key.effect] += self._weight(places)
        counts["kept"] = self._ledger.total - sum(counts.values())
        counts["assumed"] = len(self._found.unowned) + sum(notice.effect == Effect.ASSUMED for notice in self._notices)
        return counts

    @cached_property
    def verdict(self) -> str:
        """lossless, equivalent, lossy or incomplete; whether losses were carried does not matter."""
        graves = [rank(key.severity) for key in self._found.entries if key.effect in LOSSES]
        graves += [rank(key.severity) for key, _ in self._found.unowned if key.effect in LOSSES]
        graves += [2 for notice in self._notices if notice.effect == Effect.ASSUMED and notice.severity == Severity.ERROR]
        return str(VERDICTS[max(graves)] if graves else Verdict.LOSSLESS)

    @cached_property
    def difference(self) -> list[dict[str, Any]]:
        """RFC 6902 operations that turn the neutral session of the source into that of the target, exact."""
        return plain(self._delta.operations())

    @cached_property
    def gravest(self) -> Severity | None:
        """The highest severity of a loss, None where nothing is lost."""
        return {"lossless": None, "equivalent": Severity.INFO, "lossy": Severity.WARNING}.get(self.verdict, Severity.ERROR)

    def to_dict(self) -> dict[str, Any]:
        """The report as plain data, secrets redacted."""
        return dict(msgspec.json.decode(self.to_json()))

    def gist(self) -> dict[str, Any]:
        """What people are told of it: the report without digests, sizes and the difference, which take the longest."""
        entries = [msgspec.to_builtins(one) for one in self._entries(quiet=False)]
        return {**self._head(self.source.named(), self.target.named()), "entries": entries}

    def to_json(self) -> bytes:
        """The report as JSON bytes, the same as `to_dict`; what is long is written piece by piece."""
        encode = _ENCODER.encode
        with paused_collector():
            out = BytesIO()
            out.write(encode(self._head(self.source.describe(), self.target.describe()))[:-1])
            for name, quiet in self._lists:
                _write_array(out, name, map(encode, self._entries(quiet=quiet)))
            _write_array(out, "difference", pieces(self._delta))
            out.write(b"}")
            return out.getvalue()

    @property
    def _lists(self) -> list[tuple[str, bool]]:
        """The lists of entries by name, and whether each is that of the quiet ones."""
        return [("entries", False), ("ledger", True)] if self._listing else [("entries", False)]

    def _head(self, source: dict[str, Any], target: dict[str, Any]) -> dict[str, Any]:
        """The report but for its lists."""
        return {
            "report_version": REPORT_VERSION,
            "source": {**source, "facts": self._ledger.total},
            "target": target,
            "verdict": self.verdict,
            "counts": self.counts,
        }

    def _weight(self, places: Places) -> int:
        """How many facts these are."""
        return len(places) if self._ledger.scalar else sum(bound.node.weight(name) for bound, name in places)

    def _entries(self, *, quiet: bool) -> Iterator[_Entry]:
        """What became of facts; `quiet`: of those that say nothing to the target, each by itself."""
        for key, places in self._found.entries.items():
            if (key.effect in _QUIET) is quiet:
                yield from (self._entry(key, [place]) for place in places) if quiet else (self._entry(key, places),)
        if not quiet:  # without a place of the source, so among what is assumed
            yield from (self._told(key, owner, owner, effect=Effect.ASSUMED) for key, owner in self._found.unowned)
        for notice in self._notices:
            if (notice.effect in _QUIET) is quiet and (notice.effect != Effect.KEPT or notice.place not in self._not_kept):
                yield self._noticed(notice)

    @cached_property
    def _not_kept(self) -> set[str]:
        """Places of the facts that have an entry of their own; a notice on a kept fact says nothing of them."""
        return {bound.node.place(name) for places in self._found.entries.values() for bound, name in places}

    def _entry(self, key: Key, places: Places) -> _Entry:
        bound, _ = places[0]
        owner = bound.owner
        single = len(places) == 1 or all(place.owner == owner for place, _ in places)
        paths = redact_pointers([place.node.place(fact) for place, fact in places])
        entry = self._told(key, owner if single else (owner[0], "*"), owner if single else None)
        entry.source = _Place(paths[0], bound.node.line or UNSET)
        if any(map(is_secret_name, {fact for _, fact in places})):
            entry.original, entry.emitted = (shown and REDACTED for shown in (entry.original, entry.emitted))
        entry.facts = self._weight(places)
        if len(paths) > 1:
            entry.places = paths
        return entry

    def _told(self, key: Key, model: Owner, owner: Owner | None, effect: Effect | None = None) -> _Entry:
        """An entry without a place of the source; `owner`: the one object that it is about."""
        put = self._placed.get(owner) if owner else None
        return _Entry(
            key.code,
            effect or key.effect,
            key.severity,
            key.category,
            None,
            redact_pointer(pointer(model, key.field)),
            redact_pointer(put.place) if put else None,
            self._track(owner) if owner else None,
            redact_value(key.original),
            redact_value(key.emitted),
            0,
            sentence(redact(key.message)),
            key.hint and redact(key.hint),
        )

    def _noticed(self, notice: Notice) -> _Entry:
        owner = notice.owner or ("session", "")
        put = self._placed.get(owner)
        return _Entry(
            notice.code,
            Effect(notice.effect),
            Severity(notice.severity),
            owner[0],
            self._noticed_at(notice, owner),
            redact_pointer(pointer(owner, notice.field)),
            redact_pointer(put.place) if put else None,
            self._track(owner),
            redact_value(notice.original),
            redact_value(notice.emitted),
            0,
            sentence(redact(notice.message)),
            notice.hint and redact(notice.hint),
        )

    def _noticed_at(self, notice: Notice, owner: Owner) -> _Place | None:
        """The place of a notice; what is told of facts has one, what is assumed of the target has none.

        Where the field itself is lost, the notice is about its object: one fact has one effect.
        """
        place, line = notice.place, notice.line
        if place is None and notice.effect == Effect.ASSUMED:
            return None
        if place is None:
            changes = self._delta.changes.get(owner, {})
            lost = changes is MISSING or within(changes, notice.field) is not None
            bounds = self._bounds.get(owner, ())
            outermost = min((bound.node for bound in bounds), key=_length, default=None) or self._outermost
            place, line = place_of(bounds, owner, "" if lost else notice.field) or (outermost.path, outermost.line)
        return _Place(redact_pointer(place), line or UNSET)

    @cached_property
    def _bounds(self) -> dict[Owner, list[Bound]]:
        """The places of the source by the objects that they describe; there may be a notice for each object."""
        found: dict[Owner, list[Bound]] = {}
        for bound in self._ledger.bound:
            found.setdefault(bound.owner, []).append(bound)
        return found

    @cached_property
    def _outermost(self) -> SourcePlace:
        """The place around all others, for what is told of an object that the source has no place of."""
        found: SourcePlace = min((bound.node for bound in self._ledger.bound), key=_length)
        return found

    def _track(self, owner: Owner) -> str | None:
        held = self._delta.a
        return named(held, owner[1]) if owner[0] == "tracks" and owner[1] in held.tracks else None


def _length(node: SourcePlace) -> int:
    """How long the path of a place is: that around others has the shortest."""
    return len(node.path)


def _write_array(out: BytesIO, name: str, elements: Iterable[bytes]) -> None:
    """Write one more key of a JSON object, whose value is an array of these elements."""
    out.write(b',"%b":' % name.encode())
    before = b"["
    for one in elements:
        out.write(before)
        out.write(one)
        before = b","
    out.write(b"[]" if before == b"[" else b"]")


def pointer(owner: Owner, field: str) -> str:
    """JSON pointer of a neutral field: `/tracks/t2/display/mode`."""
    collection, key = owner
    whole = "" if collection == "session" else f"/{collection}"
    return f"{whole}/{escape(key)}{_below(field)}" if key else whole + _below(field)


@lru_cache(maxsize=1024)
def _below(field: str) -> str:
    """JSON pointer of a dotted field below its object."""
    return "".join(f"/{escape(step)}" for step in field.split(".")) if field else ""


class _Place(msgspec.Struct, omit_defaults=True, gc=False):
    path: str
    line: int | UnsetType = UNSET


class _End(msgspec.Struct, kw_only=True, omit_defaults=True):
    format: str
    name: str | UnsetType = UNSET
    sha256: str
    bytes: int
    version: str | UnsetType = UNSET
    shape: str | UnsetType = UNSET
    profile: str | UnsetType = UNSET
    facts: int | UnsetType = UNSET


class _Entry(msgspec.Struct, omit_defaults=True, gc=False):
    code: str
    effect: Effect
    severity: Severity
    category: str
    source: _Place | None
    model: str | None
    target: str | None
    track: str | None
    original: str | float | bool | None
    emitted: str | float | bool | None
    facts: int
    message: str
    hint: str | None
    places: list[str] | UnsetType = UNSET


class _Report(msgspec.Struct, kw_only=True, omit_defaults=True):
    report_version: int
    source: _End
    target: _End
    verdict: Verdict
    counts: dict[str, int]
    entries: list[_Entry]
    difference: list[dict[str, Any]]
    ledger: list[_Entry] | UnsetType = UNSET


class _Merged(msgspec.Struct, kw_only=True):
    report_version: int
    target: _End
    verdict: Verdict
    counts: dict[str, int]
    reports: list[_Report]


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a report, and of that of a merge, which holds one for every source."""
    roots, components = msgspec.json.schema_components([_Report, _Merged], ref_template="#/$defs/{name}")
    title = f"conversion report, version {REPORT_VERSION}"
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, "anyOf": list(roots), "$defs": components}
